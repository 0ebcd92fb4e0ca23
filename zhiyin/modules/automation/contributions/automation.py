"""Actions that need nothing of any module but people: waiting, and telling somebody."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.contracts.automation import AutomationAction, AutomationCall, Facts
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation.permissions import USE
from zhiyin.modules.automation.rules import TOLD, WAIT
from zhiyin.modules.people.interface import (
    NewNotice,
    choose_people,
    choose_teams,
    get_coordinators,
    get_members,
    notify,
)

OWNER, COORDINATOR, TEAM, STAFF = "owner", "coordinator", "team:", "staff:"
NO_ONE = Text("没有可以通知的人。", "There is nobody to tell.")


async def wait(session: WriteSession, call: AutomationCall) -> Text | None:
    """Waiting is done by who carries runs out; a macro does not wait."""
    return None


async def whom(session: AnySession) -> Choices:
    """Who can be told."""
    people, teams = await choose_people(session), await choose_teams(session)
    return {
        "to": {
            OWNER: Text("负责人", "Whoever owns it"),
            COORDINATOR: Text("团队协调人", "Whoever coordinates its team"),
            **{f"{TEAM}{one}": name for one, name in teams.items()},
            **{f"{STAFF}{one}": name for one, name in people.items()},
        }
    }


async def tell(session: WriteSession, call: AutomationCall) -> Text | None:
    """Tells somebody of the object, once."""
    people = await _people(session, call, str(call.values["to"]))
    values = {"rule": call.rule, "text": str(call.values["text"])}
    notices = [NewNotice(one, TOLD, call.key, call.about, values) for one in sorted(people)]
    if not await notify(session, notices):
        raise InvalidInputError(fields={"to": NO_ONE})
    return None


async def _people(session: WriteSession, call: AutomationCall, to: str) -> Sequence[UUID]:
    if to.startswith(STAFF):
        return [UUID(to.removeprefix(STAFF))]
    if to.startswith(TEAM):
        return await get_members(session, [UUID(to.removeprefix(TEAM))])
    kind = session.house.object_kinds[call.about.kind]
    if to == COORDINATOR:
        faces = await kind.look(session, None, [call.about.id])
        face: Face | None = faces.get(call.about.id)
        if face is None or face.team_id is None:
            return []
        return list((await get_coordinators(session, [face.team_id])).values())
    matter = session.house.matters[call.about.kind]
    facts: Facts = (await matter.facts(session, [call.about.id])).get(call.about.id, {})
    owner = facts.get("owner")
    return [owner] if owner else []


ACTIONS = (
    AutomationAction(
        "automation.tell",
        Text("通知员工", "Tell a colleague"),
        tell,
        fields=(
            CustomField("to", Text("通知谁", "Whom").as_json(), "choice", required=True),
            CustomField("text", Text("内容", "Words").as_json(), "text", required=True),
        ),
        choices=whom,
        permission=USE,
    ),
    AutomationAction(
        WAIT,
        Text("等待，条件仍满足再继续", "Wait, and go on if the conditions still hold"),
        wait,
        fields=(
            CustomField(
                "hours",
                Text("营业小时", "Opening hours").as_json(),
                "number",
                decimals=2,
                required=True,
            ),
        ),
    ),
)
