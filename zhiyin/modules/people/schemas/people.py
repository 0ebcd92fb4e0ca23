"""Shapes of accounts, roles, teams and presence."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.people.schemas.attention import ClockTime, NotificationChoice, TimeZone

Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
PresenceStatus = Literal["online", "busy", "away", "offline"]
BusinessLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Grade = Literal["bot", "junior", "senior", "expert"]
RoleScopeName = Literal["own", "team", "shop", "all"]


Period = tuple[ClockTime, ClockTime]


class Hours(Shape):
    """Opening hours: periods of each day from Monday; a period may run past midnight."""

    time_zone: TimeZone = "Asia/Shanghai"
    # Whether public holidays close and make-up working days open: none, or mainland China's.
    holidays: Literal["none", "cn"] = "none"
    week: list[Annotated[list[Period], Field(max_length=6)]] = Field(min_length=7, max_length=7)


class NamedRef(Shape):
    """Something by id and name."""

    id: UUID
    name: str


class Me(Shape):
    """The signed-in member of staff."""

    id: UUID
    name: str
    email: str
    avatar_color: str
    language: Language | None
    theme: Literal["light", "dark"] | None
    two_factor: bool
    permissions: list[str]
    teams: list[NamedRef]
    shops: list[NamedRef]
    presence: PresenceStatus
    capacity: int
    notifications: NotificationChoice


class MePatch(Shape):
    """What people change about themselves."""

    name: PersonName | None = None
    language: Language | None = None
    theme: Literal["light", "dark"] | None = None
    notifications: NotificationChoice | None = None


class LoginIn(Shape):
    """Signing in."""

    email: str = Field(max_length=320)
    password: Password


class LoginOut(Shape):
    """Signed in, or the second factor is asked for."""

    state: Literal["signed_in", "second_factor"]


class CodeIn(Shape):
    """A code of the second factor, or a recovery code."""

    code: str = Field(min_length=4, max_length=40)


class PasswordIn(Shape):
    """The password, asked for again."""

    password: Password


class PasswordChangeIn(Shape):
    """A new password."""

    current: Password
    new: Password


class EmailIn(Shape):
    """Where the link should go."""

    email: str = Field(max_length=320)


class ResetIn(Shape):
    """A new password by a link."""

    token: str = Field(max_length=100)
    password: Password


class DeviceOut(Shape):
    """A signed-in device."""

    id: UUID
    device: str
    ip: str | None
    created_at: datetime
    last_seen_at: datetime
    current: bool


class TwoFactorBegin(Shape):
    """What an authenticator app needs."""

    secret: str
    uri: str
    qr_svg: str


class RecoveryCodes(Shape):
    """Codes for a lost phone, shown once."""

    recovery_codes: list[str]


class InvitationOut(Shape):
    """What an invited person sees before accepting."""

    email: str
    inviter: str
    organisation: str


class AcceptIn(Shape):
    """Accepting an invitation."""

    name: PersonName
    password: Password


class StaffOut(Shape):
    """A member of staff in the list."""

    id: UUID
    name: str
    email: str
    kind: Literal["human", "bot"]
    state: Literal["active", "invited", "disabled"]
    grade: Grade
    role_ids: list[UUID]
    team_ids: list[UUID]
    capacity: int
    two_factor: bool
    presence: PresenceStatus
    last_seen_at: datetime | None
    version: int


class StaffPatch(Shape):
    """What to change of a member of staff."""

    name: PersonName | None = None
    state: Literal["active", "disabled"] | None = None
    grade: Grade | None = None
    role_ids: list[UUID] | None = Field(default=None, max_length=20)
    team_ids: list[UUID] | None = Field(default=None, max_length=100)
    capacity: int | None = Field(default=None, ge=0, le=100)


class InvitationIn(Shape):
    """Whom to invite."""

    email: EmailStr
    name: PersonName
    role_ids: list[UUID] = Field(default=[], max_length=20)
    team_ids: list[UUID] = Field(default=[], max_length=100)


class RoleIn(Shape):
    """A role to make."""

    code: Code
    name: Labels
    permissions: list[str] = Field(max_length=500)
    scope: RoleScopeName = "own"


class RolePatch(Shape):
    """What to change of a role."""

    name: Labels | None = None
    permissions: list[str] | None = Field(default=None, max_length=500)
    scope: RoleScopeName | None = None


class RoleOut(Shape):
    """A role."""

    id: UUID
    code: str
    name: Labels
    permissions: list[str]
    scope: RoleScopeName
    builtin: bool
    staff_count: int
    version: int


class PermissionOut(Shape):
    """A permission a role may hold."""

    name: str
    module: str
    title: Labels
    description: Labels


class TeamIn(Shape):
    """A team to make."""

    name: ShortText
    shop_id: UUID | None = None
    line: BusinessLine = ""
    coordinator_id: UUID | None = None
    hours: Hours | None = None
    member_ids: list[UUID] = Field(default=[], max_length=2000)


class TeamPatch(Shape):
    """What to change of a team. `hours: null` in the body means always open."""

    name: ShortText | None = None
    shop_id: UUID | None = None
    line: BusinessLine | None = None
    coordinator_id: UUID | None = None
    hours: Hours | None = None
    member_ids: list[UUID] | None = Field(default=None, max_length=2000)


class TeamOut(Shape):
    """A team."""

    id: UUID
    name: str
    shop_id: UUID | None
    line: str
    coordinator_id: UUID | None
    hours: Hours | None
    member_ids: list[UUID]
    version: int


class PresenceIn(Shape):
    """The status to set."""

    status: PresenceStatus


class PresenceOut(Shape):
    """Who is there, with their load."""

    staff_id: UUID
    name: str
    # The first letters of its pinyin, to find people by while typing.
    initials: str
    status: PresenceStatus
    since: datetime
    connected: bool
    used: int
    capacity: int
    team_ids: list[UUID]
