"""Reads of rules and of how they were before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.i18n.text import label
from zhiyin.modules.automation.models import AutomationRule, AutomationVersion
from zhiyin.modules.automation.queries.offers import find_faults
from zhiyin.modules.automation.ready import read_ready
from zhiyin.modules.automation.schemas import AutomationRuleOut, AutomationVersionOut, RuleDocument
from zhiyin.modules.people.interface import get_names

# Runs of the last seven days, and what the last one that failed says.
_FIGURES = text("""
    SELECT r.id,
        (SELECT count(*) FROM automation_runs x WHERE x.rule_id = r.id
             AND x.made_at > now() - interval '7 days') AS runs,
        (SELECT count(*) FROM automation_runs x WHERE x.rule_id = r.id AND x.state = 'failed'
             AND x.made_at > now() - interval '7 days') AS failed,
        (SELECT max(x.made_at) FROM automation_runs x WHERE x.rule_id = r.id) AS last_at,
        (SELECT jsonb_path_query_first(x.steps, '$[*] ? (@.state == "failed").said')
             FROM automation_runs x WHERE x.rule_id = r.id AND x.state = 'failed'
             AND x.made_at > now() - interval '7 days'
             ORDER BY x.made_at DESC LIMIT 1) AS last_error
    FROM automation_rules r WHERE r.id = ANY(:ids)
""")


async def list_rules(session: AnySession, access: Access) -> list[AutomationRuleOut]:
    """All rules in their order."""
    query = select(AutomationRule).where(AutomationRule.dropped_at.is_(None))
    query = query.order_by(AutomationRule.position, AutomationRule.id)
    return await _show(session, access, (await session.execute(query)).scalars().all())


async def get_rule(session: AnySession, access: Access, rule_id: UUID) -> AutomationRuleOut:
    """One rule."""
    row = await session.get(AutomationRule, rule_id, populate_existing=True)
    if row is None or row.dropped_at is not None:
        raise NotFoundError
    return (await _show(session, access, [row]))[0]


async def _show(
    session: AnySession, access: Access, rows: Sequence[AutomationRule]
) -> list[AutomationRuleOut]:
    names = await get_names(session)
    ids = {"ids": [row.id for row in rows]}
    figures: dict[UUID, Row[Any]] = {row.id: row for row in await session.execute(_FIGURES, ids)}
    shown = []
    for row in rows:
        document = RuleDocument.model_validate(row.document)
        figure = figures[row.id]
        error = figure.last_error
        shown.append(
            AutomationRuleOut(
                id=row.id,
                version=row.version,
                name=_name(row, access),
                ready=row.ready,
                document=document,
                on=row.on,
                paused_at=row.paused_at,
                paused_reason=row.paused_reason,
                made_by_name=names.staff_name(row.made_by),
                runs=figure.runs,
                failed=figure.failed,
                last_at=figure.last_at,
                last_error=label(error, access.language) if error else None,
                faults=await find_faults(session, document, access.language),
            )
        )
    return shown


def _name(row: AutomationRule, access: Access) -> str:
    """What it is called; one that came with the product and was not renamed, in the reader's
    language.
    """
    ready = read_ready().get(row.ready or "")
    return ready.name.say(access.language) if ready and row.name == ready.name.zh else row.name


async def list_versions(session: ReadSession, rule_id: UUID) -> list[AutomationVersionOut]:
    """How a rule was, the newest first."""
    names = await get_names(session)
    query = select(AutomationVersion).where(AutomationVersion.rule_id == rule_id)
    rows = await session.execute(query.order_by(AutomationVersion.number.desc()).limit(100))
    return [
        AutomationVersionOut(
            number=row.number,
            name=row.name,
            document=RuleDocument.model_validate(row.document),
            on=row.on,
            at=row.at,
            by_name=names.staff_name(row.by_id),
        )
        for row in rows.scalars()
    ]
