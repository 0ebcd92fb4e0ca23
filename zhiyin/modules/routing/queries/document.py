"""The review document of an incident: what was learnt, with figures and history."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.routing.queries.incidents import show_incident
from zhiyin.modules.routing.review_page import review_page
from zhiyin.modules.routing.schemas.incidents import IncidentDetail, IncidentEntryOut

SAID = {
    "declared": Text("宣布", "Declared"),
    "changed": Text("修改了范围或级别", "Scope or level changed"),
    "script": Text("修改了安抚话术", "Calming words changed"),
    "send": Text("开始发送安抚话术", "Sending the calming words began"),
    "sent": Text("安抚话术已发给 {count} 位客户", "The calming words reached {count} customers"),
    "stopped": Text("停止发送", "Sending stopped"),
    "tasks": Text("安排了待办：{titles}", "Tasks booked: {titles}"),
    "note": Text("{text}", "{text}"),
    "closed": Text("结束 {text}", "Closed {text}"),
    "reopened": Text("重新打开", "Opened again"),
    "reviewed": Text("填写了复盘", "Review written"),
}
AFFECTED = Text("受影响的会话", "Conversations concerned")
TOLD = Text("已告知的客户", "Customers told")
COMPLAINTS = Text("其中投诉", "Complaints among them")
SHARE = Text("投诉率（目标 {target}%）", "Complaints of all conversations (goal {target} %)")


async def get_document(session: ReadSession, incident_id: UUID, language: Language) -> str:
    """The page."""
    shown = await show_incident(session, incident_id)
    shops = await get_shops(session)
    zone = ZoneInfo(shops[min(shops)].time_zone if shops else "UTC")

    def local(moment: datetime | None) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "…"

    return review_page(
        shown.title,
        drill=shown.drill,
        span=f"{local(shown.declared_at)} – {local(shown.closed_at)}",
        review=shown.review.model_dump(),
        figures=_figures(shown),
        history=[
            (one.at.astimezone(zone), one.staff_name, _said(one, language)) for one in shown.entries
        ],
        language=language,
    )


def _figures(shown: IncidentDetail) -> list[tuple[Text, str]]:
    target = f"{shown.target_permille / 10:g}"
    share = "–" if shown.permille is None else f"{shown.permille / 10:.2f} %"
    named = Text(
        SHARE.say("zh-CN", target=target),
        SHARE.say("en", target=target),
    )
    return [
        (AFFECTED, str(shown.affected)),
        (TOLD, str(shown.told)),
        (COMPLAINTS, str(shown.complaints)),
        (named, share),
    ]


def _said(one: IncidentEntryOut, language: Language) -> str:
    titles = ", ".join(task["title"] for task in one.values.get("tasks", ()))
    values = {"text": one.text, "count": one.values.get("count", 0), "titles": titles}
    return SAID[one.kind].say(language, **values).strip()
