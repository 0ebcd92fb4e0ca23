"""Who is asking, and what they may do."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.errors.problems import NotAllowedError
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Language, Text

RoleScope = Literal["own", "team", "shop", "all"]
SCOPE_ORDER: tuple[RoleScope, ...] = ("own", "team", "shop", "all")


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing a role may allow. The name is `module.verb`."""

    name: str
    title: Text
    description: Text


# Markers for routes that need no permission of their own.
PUBLIC = Permission("public", Text("公开", "Public"), Text("无需登录。", "No sign-in needed."))
SIGNED_IN = Permission(
    "signed_in",
    Text("已登录", "Signed in"),
    Text("任何已登录的员工。", "Any signed-in member of staff."),
)
VISITOR = Permission(
    "visitor",
    Text("访客", "Visitor"),
    Text("持访客令牌的顾客。", "A customer with a visitor token."),
)
MARKERS = (PUBLIC, SIGNED_IN, VISITOR)


@dataclass(frozen=True, slots=True)
class Access:
    """The caller: actor, permissions with the widest scope each is held in, teams and shops."""

    actor: Actor
    name: str = ""
    language: Language = DEFAULT_LANGUAGE
    scopes: dict[str, RoleScope] = field(default_factory=dict)
    team_ids: frozenset[UUID] = frozenset()
    shop_ids: frozenset[UUID] = frozenset()
    session_id: UUID | None = None
    # Whoever comes with an access key may be limited to some shops, whatever the scopes say.
    only_shops: frozenset[UUID] | None = None

    @property
    def id(self) -> UUID:
        """The caller's id; only for callers that are somebody."""
        if self.actor.id is None:
            raise NotAllowedError
        return self.actor.id

    def may(self, permission: Permission) -> bool:
        """Whether the caller holds `permission` in any scope."""
        return permission.name in self.scopes

    def scope(self, permission: Permission) -> RoleScope | None:
        """The widest scope in which the caller holds `permission`."""
        return self.scopes.get(permission.name)

    def reaches(self, shop_id: UUID | None) -> bool:
        """Whether the caller may see anything of this shop at all."""
        return self.only_shops is None or shop_id in self.only_shops

    def check(self, permission: Permission) -> None:
        """Refuses a caller without `permission`."""
        if not self.may(permission):
            raise NotAllowedError
