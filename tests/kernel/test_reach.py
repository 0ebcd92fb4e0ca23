"""A list and a single look say the same of everything."""

import itertools
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Integer, Uuid, column, create_engine, select
from sqlalchemy import values as values_of

from tests.servers.cluster import Cluster
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import SCOPE_ORDER, Access, Permission, RoleScope
from zhiyin.kernel.auth.reach import is_within, rows_within
from zhiyin.kernel.environment import sqlalchemy_url
from zhiyin.kernel.i18n.text import Text

SEE = Permission("things.see", Text("看", "See"), Text("看。", "See."))
OURS, THEIRS = uuid4(), uuid4()
PLACES: list[UUID | None] = [OURS, THEIRS, None]
OBJECTS = list(itertools.product(PLACES, PLACES))


@pytest.mark.parametrize("of_no_team", [False, True])
@pytest.mark.parametrize("scope", [*SCOPE_ORDER, None])
def test_rows_are_those_that_are_within_one_by_one(
    cluster: Cluster, scope: RoleScope | None, of_no_team: bool
) -> None:
    mine = frozenset([OURS])
    scopes = {SEE.name: scope} if scope else {}
    access = Access(Actor("staff", uuid4()), scopes=scopes, team_ids=mine, shop_ids=mine)
    things = values_of(
        column("number", Integer), column("shop", Uuid), column("team", Uuid), name="things"
    ).data([(number, *one) for number, one in enumerate(OBJECTS)])
    rows = rows_within(access, SEE, things.c.shop, things.c.team, of_no_team=of_no_team)
    query = select(things.c.number).where(rows)
    with create_engine(sqlalchemy_url(cluster.admin_url)).connect() as connection:
        listed = set(connection.execute(query).scalars())
    singly = {
        number
        for number, (shop, team) in enumerate(OBJECTS)
        if is_within(access, SEE, shop, team, of_no_team=of_no_team)
    }
    assert listed == singly
    assert len(singly) == {"all": 9, "shop": 3, "team": 6 if of_no_team else 3}.get(scope or "", 0)
