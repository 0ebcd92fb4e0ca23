"""What the bot can tell customers of a shop: when it is open, where it is, how it is reached."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.skills import Skill, SkillCall, SkillResult
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.kernel.text.contacts import shown_phone
from zhiyin.modules.people.calendars import next_opening, opened
from zhiyin.modules.people.models import Shop
from zhiyin.modules.people.queries.opening import get_hours

DAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)
SPAN = Text("{first}至{last}", "{first} to {last}")
CLOSED = Text("休息", "closed")
ALWAYS = Text("{shop}全天为您服务。", "{shop} is there for you around the clock.")
HOURS = Text("{shop}的服务时间：{week}。", "Opening hours of {shop}: {week}.")
OPEN_NOW = Text("现在是服务时间。", "We are open now.")
OPENS = Text("现在休息，{day} {time} 恢复服务。", "We are closed now and open again {day} {time}.")

REACHED = Text("{shop}的联系方式：", "How to find and reach {shop}:")
ADDRESS = Text("地址：{address}", "Address: {address}")
MAP = Text("地图：{map}", "Map: {map}")
PHONE = Text("电话：{phone}", "Phone: {phone}")
EMAIL = Text("邮箱：{email}", "E-mail: {email}")


def say_week(week: Sequence[Any], language: Language) -> str:
    """Opening hours as a person says them: days with the same hours together."""
    said = [" ".join(f"{start}–{end}" for start, end in day) for day in week]
    groups: list[tuple[int, int]] = []
    for day in range(len(said)):
        if groups and said[groups[-1][1]] == said[day]:
            groups[-1] = (groups[-1][0], day)
        else:
            groups.append((day, day))
    parts = []
    for first, last in groups:
        names = DAYS[first].say(language), DAYS[last].say(language)
        days = names[0] if first == last else SPAN.say(language, first=names[0], last=names[1])
        parts.append(f"{days} {said[first] or CLOSED.say(language)}")
    return ("，" if language == "zh-CN" else ", ").join(parts)


async def tell_hours(session: WriteSession, call: SkillCall) -> SkillResult:
    """Says when the shop, or the team that serves here, is open, and whether it is now."""
    shop = await session.get(Shop, call.shop_id)
    name = shop.name if shop else ""
    hours, zone = await get_hours(session, call.shop_id, call.team_id)
    week: Any = (hours or {}).get("week")
    if not hours or not week:
        return SkillResult(ALWAYS.say(call.language, shop=name))
    words = HOURS.say(call.language, shop=name, week=say_week(week, call.language))
    moment = now()
    between = "" if call.language == "zh-CN" else " "
    if opened(hours, zone, moment):
        return SkillResult(words + between + OPEN_NOW.say(call.language))
    coming = next_opening(hours, zone, moment)
    if coming is None:
        return SkillResult(words)
    local = coming.astimezone(ZoneInfo(str(hours.get("time_zone") or zone)))
    day = DAYS[local.weekday()].say(call.language)
    opens = OPENS.say(call.language, day=day, time=f"{local:%H:%M}")
    return SkillResult(words + between + opens)


TELL_HOURS = Skill(
    "people.hours",
    Text("告知营业时间", "Tell opening hours"),
    Text("按店铺和团队的营业时间回答，并说明现在是否营业。", "By the hours of shop and team."),
    Text(
        r"(?:几点|什么时候|啥时候|多会儿?).?.?.?(?:上班|下班|营业|开门|关门|开店|打烊|有人|休息)"
        r"|(?:营业|上班|服务|工作|客服在线)时间|(?:今天|周末|节假日).?.?(?:上班|营业|开门)(?:吗|么|嘛)",
        r"\b(?:opening|business|service|working) hours\b|\bwhen (?:do|are) you (?:open|close)"
        r"|\bwhat time do you (?:open|close)|\bare you open (?:now|today|on)\b",
    ),
    tell_hours,
)


def _lines(shop: Shop, language: Language) -> list[str]:
    """What is set, a line each."""
    phone = shown_phone(shop.phone, language) if shop.phone else None
    given = (
        ADDRESS.say(language, address=shop.address) if shop.address else None,
        MAP.say(language, map=shop.map_url) if shop.map_url else None,
        PHONE.say(language, phone=phone) if phone else None,
        EMAIL.say(language, email=shop.email) if shop.email else None,
    )
    return [one for one in given if one]


async def has_contact(session: ReadSession | WriteSession, shop_id: UUID) -> bool:
    """Whether the shop says where it is or how it is reached."""
    shop = await session.get(Shop, shop_id)
    return shop is not None and any((shop.address, shop.phone, shop.email, shop.map_url))


async def tell_shop(session: WriteSession, call: SkillCall) -> SkillResult:
    """Says where the shop is and how it is reached: only what is set."""
    shop = await session.get_one(Shop, call.shop_id)
    first = REACHED.say(call.language, shop=shop.name)
    return SkillResult("\n".join([first, *_lines(shop, call.language)]))


# How questions for it begin; whoever says "们" speaks to us.
OF_SHOP = Text(
    "(?:们|贵店|本店|店铺|门店|实体店|线下店|店里|商店|官方|(?:^|[^递台])客服)",
    "(?:what(?:'s| is| are)|(?:tell|give|send) me|may i have|can i have) your",
)
TELL_SHOP = Skill(
    "people.shop",
    Text("告知店铺信息", "Tell shop information"),
    Text(
        "店铺的地址、地图、电话和邮箱，填了什么就说什么；都没填时不办这件事。",
        "The shop's address, map, phone and e-mail, as far as they are set; none set, no task.",
    ),
    Text(
        # The end of a question: what has moved, and a number of their own, are something else.
        rf"{OF_SHOP.zh}(?:店|的|家|具体|详细|联系|客服){{0,3}}"
        r"(?:地址|位置|地图|导航|电话|热线|邮箱|联系方式)(?=$|\W|在?哪|是多少|是什么|多少|有|发|给|能)"
        r"|(?:们店|门店|实体店|线下店|店铺|商店)(?:开)?在(?:哪里|哪儿|哪$|哪\W|什么地方|哪条)"
        r"|(?<!他)们在(?:哪里|哪儿|什么地方)(?=$|\W)|(?:们|(?:^|[^递台])客服|联系)(?:的)?电话(?:号码)?是?(?:多少|几号)",
        r"\b(?:shop|store)(?:'s)? (?:address|location|phone number|e-?mail)\b"
        r"|\bwhere (?:is|are) (?:your|the) (?:shop|store)s?\b"
        rf"|\b{OF_SHOP.en} (?:address|location|phone|telephone|e-?mail|contact (?:details|number))"
        r"|\bwhere are you (?:located|based)\b",
    ),
    tell_shop,
    ready=has_contact,
)
SKILLS = (TELL_HOURS, TELL_SHOP)
