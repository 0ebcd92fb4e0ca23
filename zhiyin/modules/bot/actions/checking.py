"""People look at what the bot said, and teach it."""

import contextlib
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.bot.actions.versions import put_live
from zhiyin.modules.bot.errors import NothingChangedError, NothingToTeachError
from zhiyin.modules.bot.models import BotTurn
from zhiyin.modules.bot.schemas.talks import SampleIn
from zhiyin.modules.bot.versioning import Change
from zhiyin.modules.knowledge.interface import MoreWordings, get_titles

MOST_WORDING = 300


async def check_turn(session: WriteSession, access: Access, turn_id: UUID, body: SampleIn) -> None:
    """Says whether an answer was right. With `teach` the customer's words become a wording of the
    article they ask for: the better one, or the one that answered.
    """
    turn = await session.get(BotTurn, turn_id)
    if turn is None:
        raise NotFoundError
    better = body.article_id if body.verdict == "better" else None
    meant = better or (turn.article_id if body.verdict == "right" else None)
    if better is not None and not await get_titles(session, [better]):
        raise NotFoundError
    if (body.teach or body.verdict == "better") and meant is None:
        raise NothingToTeachError
    if body.teach and meant is not None:
        await _teach(session, access, meant, turn.question[:MOST_WORDING])
        turn.taught = True
    before = {"verdict": turn.verdict, "better": turn.better_article_id}
    turn.verdict, turn.better_article_id = body.verdict, better
    turn.checked_by, turn.checked_at = access.id, now()
    audit(
        session,
        "bot.check",
        ObjectRef("bot_turn", turn_id),
        before=before,
        after={"verdict": body.verdict, "better": better, "taught": turn.taught},
    )


async def _teach(session: WriteSession, access: Access, article_id: UUID, words: str) -> None:
    """These words ask for this article from now on; that they do so already is fine."""
    with contextlib.suppress(NothingChangedError):
        await put_live(session, access, Change((MoreWordings(article_id, (words,)),)))
        # Versions are locked before turns, everywhere.
        await session.flush()
