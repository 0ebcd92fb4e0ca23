"""Review and publication (审核与发布) of an article's versions."""

from uuid import UUID

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotAllowedError
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.knowledge.actions.indexing import refresh_tokens
from zhiyin.modules.knowledge.actions.stopping import stop_trials
from zhiyin.modules.knowledge.actions.telling import (
    PUBLISHED,
    RETURNED,
    ask_for_review,
    ref_of,
    say_changed,
    tell_author,
)
from zhiyin.modules.knowledge.errors import (
    FourEyesError,
    IncompleteDraftError,
    InReviewError,
    NothingToSubmitError,
    NotPublishedError,
)
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import PUBLISH
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.versions import find_live, find_open
from zhiyin.modules.knowledge.settings import FOUR_EYES


async def _open(
    session: WriteSession, access: Access, article_id: UUID
) -> tuple[Article, ArticleVersion]:
    row = await access_article(session, access, article_id, lock=True)
    version = await find_open(session, article_id, lock=True)
    if version is None:
        raise NothingToSubmitError
    return row, version


def check_complete(version: ArticleVersion) -> None:
    """Refuses a version that says nothing."""
    told = any((version.star or {}).values())
    if not (version.short_answer or version.body_text or told):
        raise IncompleteDraftError


async def submit_draft(session: WriteSession, access: Access, article_id: UUID, note: str) -> None:
    """Sends the draft to review; from now on it does not change."""
    row, version = await _open(session, access, article_id)
    if version.state == "in_review":
        raise InReviewError
    check_complete(version)
    version.state = row.state = "in_review"
    version.version += 1
    version.note = note or version.note
    version.submitted_at = row.changed_at = now()
    after = {"number": version.number, "title": version.title}
    audit(session, "knowledge.submit", ref_of(article_id), after=after, reason=note or None)
    await ask_for_review(session, row, version)


async def publish_draft(session: WriteSession, access: Access, article_id: UUID, note: str) -> None:
    """Has readers see the draft or the version in review from now on."""
    row, version = await _open(session, access, article_id)
    check_complete(version)
    if version.author_id == access.id and await get_setting(session, FOUR_EYES):
        raise FourEyesError
    version.review_note = note
    before = {"live": row.live_number}
    await make_live(session, row, version)
    # What was tried against the version before is not comparable any more.
    await stop_trials(session, [article_id], "published")
    after = {"live": version.number, "title": version.title}
    ref = ref_of(article_id)
    audit(session, "knowledge.publish", ref, before=before, after=after, reason=note or None)
    await tell_author(session, row, version, PUBLISHED)


async def make_live(session: WriteSession, row: Article, version: ArticleVersion) -> None:
    """Puts a version in the place of the one readers see."""
    put_in_place(session, row, version, await find_live(session, row))
    await refresh_tokens(session, row, version)


def put_in_place(
    session: WriteSession, row: Article, version: ArticleVersion, live: ArticleVersion | None
) -> None:
    """The same, but for the words it is found by."""
    if live is not None:
        live.state = "superseded"
    version.state = row.state = "published"
    version.version += 1
    version.reviewer_id = session.actor.id
    version.decided_at = row.published_at = row.changed_at = now()
    row.live_number = version.number
    row.title = version.title
    say_changed(session, row)


async def return_draft(session: WriteSession, access: Access, article_id: UUID, note: str) -> None:
    """Returns the version in review to its author; the author may take it back."""
    row, version = await _open(session, access, article_id)
    if version.state != "in_review":
        raise NothingToSubmitError
    mine = version.author_id == access.id
    if not mine and not access.may(PUBLISH):
        raise NotAllowedError
    version.state = "draft" if mine else "returned"
    version.version += 1
    row.state = "draft"
    row.changed_at = now()
    if not mine:
        version.reviewer_id = access.id
        version.review_note = note
        version.decided_at = row.changed_at
    after = {"number": version.number, "state": version.state}
    audit(session, "knowledge.return", ref_of(article_id), after=after, reason=note or None)
    await tell_author(session, row, version, RETURNED)


async def archive_article(session: WriteSession, access: Access, article_id: UUID) -> None:
    """Takes an article out of readers' sight; a draft of it stays a draft."""
    row = await access_article(session, access, article_id, lock=True)
    live = await find_live(session, row)
    if live is None:
        raise NotPublishedError
    before = {"live": row.live_number}
    live.state = "superseded"
    row.live_number = None
    await stop_trials(session, [article_id], "archived")
    if await find_open(session, article_id) is None:
        row.state = "archived"
    row.changed_at = now()
    await refresh_tokens(session, row, None)
    audit(session, "knowledge.archive", ref_of(article_id), before=before)
    say_changed(session, row)
