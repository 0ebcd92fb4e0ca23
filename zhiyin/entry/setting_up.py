"""The first five minutes: owner, shop, team, widget, first chat."""

from fastapi import Request, Response
from pydantic import EmailStr, Field
from sqlalchemy import text

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import PUBLIC
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.modules.automation.interface import install_ready as install_rules
from zhiyin.modules.channels.interface import Color, Look, Origin, WidgetIn, make_widget
from zhiyin.modules.people.interface import (
    Password,
    PersonName,
    TimeZone,
    begin_organisation,
    is_empty,
    keep_session,
)
from zhiyin.modules.procedures.interface import install_ready

routes = Routes("setup", "/setup")
# Any number: two people must not set the same house up at once.
LOCK = 7_411_002


class OwnerIn(Shape):
    """Who owns the house."""

    name: PersonName
    email: EmailStr
    password: Password


class FirstShopIn(Shape):
    """The first shop."""

    name: ShortText
    time_zone: TimeZone = "Asia/Shanghai"


class FirstTeamIn(Shape):
    """The first team."""

    name: ShortText


class FirstWidgetIn(Shape):
    """The first widget."""

    name: ShortText
    color: Color = "#0f8f80"
    greeting: Labels
    allowed_origins: list[Origin] = Field(default=[], max_length=50)


class SetupIn(Shape):
    """Everything the set-up asks."""

    owner: OwnerIn
    shop: FirstShopIn
    team: FirstTeamIn
    widget: FirstWidgetIn


class SetupState(Shape):
    """Whether the set-up is open."""

    needed: bool


class SetupDone(Shape):
    """The first widget, ready to chat."""

    widget_id: str
    widget_key: str


OFFLINE = Labels.model_validate(
    {
        "zh-CN": "客服暂时不在线，请留言并留下联系方式，我们会尽快回复您。",
        "en": "We are away. Leave a message and how to reach you, and we will answer.",
    }
)


@routes.get("", permit=PUBLIC, response_model=SetupState)
async def state(house: CurrentHouse) -> SetupState:
    """Whether the set-up is open: only while nobody works here."""
    async with house.database.reading() as session:
        return SetupState(needed=await is_empty(session))


@routes.post("", permit=PUBLIC, status=201, response_model=SetupDone)
async def set_up(
    body: SetupIn, request: Request, response: Response, house: CurrentHouse
) -> SetupDone:
    """Makes the owner, the shop, the team and the widget, and signs the owner in."""
    async with house.database.writing(Actor("system")) as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        begun = await begin_organisation(
            session,
            owner_name=body.owner.name,
            email=body.owner.email,
            password=body.owner.password,
            shop_name=body.shop.name,
            time_zone=body.shop.time_zone,
            team_name=body.team.name,
            user_agent=request.headers.get("user-agent", ""),
            address=request.client.host if request.client else "",
        )
        look = Look(
            color=body.widget.color,
            title=body.shop.name,
            greeting=body.widget.greeting,
            offline_text=OFFLINE,
        )
        widget = await make_widget(
            session,
            WidgetIn(
                shop_id=begun.shop_id,
                team_id=begun.team_id,
                name=body.widget.name,
                look=look,
                allowed_origins=body.widget.allowed_origins,
            ),
        )
        await install_ready(session)
        await install_rules(session)
        await session.flush()
        done = SetupDone(widget_id=str(widget.id), widget_key=widget.key)
    keep_session(request, response, begun.token)
    return done
