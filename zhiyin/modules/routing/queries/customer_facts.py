"""Facts that people have made up about customers, for rules and scopes that ask for them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhiyin.kernel.contracts.fields import OfferedFact
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.routing.schemas.incidents import SelectorOut


async def list_offered(session: ReadSession | WriteSession) -> list[OfferedFact]:
    """What can be asked for."""
    return [one for source in session.house.customer_facts for one in await source.offered(session)]


async def list_customer_facts(session: ReadSession | WriteSession) -> list[SelectorOut]:
    """The same, as screens show it."""
    return [
        SelectorOut(
            field=one.field,
            title=Labels.of(one.title),
            choices=(
                {key: Labels.of(name) for key, name in one.choices.items()}
                if one.choices is not None
                else None
            ),
        )
        for one in await list_offered(session)
    ]


async def add_customer_facts(
    session: ReadSession | WriteSession,
    known: Sequence[Mapping[str, Any]],
    conditions: Iterable[Condition],
) -> list[Mapping[str, Any]]:
    """These facts, with those about their customers that the conditions name.

    Nothing is read where no condition names any; one read a source otherwise.
    """
    asked = {condition.field for condition in conditions}
    facts = list(known)
    for source in session.house.customer_facts:
        wanted = sorted(field for field in asked if field.startswith(source.prefix))
        customers = sorted({one["customer"] for one in facts if one.get("customer")})
        if not wanted or not customers:
            continue
        found = await source.facts(session, customers, wanted)
        facts = [
            {**found.get(one["customer"], {}), **one} if one.get("customer") else one
            for one in facts
        ]
    return facts
