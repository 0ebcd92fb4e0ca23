"""Sessions: reading ones cannot write; a writing one is change, audit and events together."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from psycopg.types.json import set_json_loads
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from zhiyin.kernel.actor import SYSTEM, Actor
from zhiyin.kernel.db.dry_run import current_dry_run, dry_running

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

# For every connection of the process, those of the ledger too: each message reads several.
set_json_loads(msgspec.json.decode)

AtBegin = Callable[["WriteSession"], Awaitable[None]]
BeforeCommit = Callable[["WriteSession"], Awaitable[None]]
AfterCommit = Callable[["WriteSession"], None]

# Only matters to sessions that join a dry run's transaction: they end with a savepoint of it.
_JOINED: Any = {"join_transaction_mode": "create_savepoint"}


class ReadSession(AsyncSession):
    """A session in a read-only transaction: PostgreSQL itself refuses writes."""

    house: "House"


class WriteSession(AsyncSession):
    """One transaction. Only `Database.writing` commits it."""

    house: "House"
    actor: Actor = SYSTEM
    cause: int | None = None
    # The rules of automation that led here; what is emitted names them.
    chain: tuple[UUID, ...] = ()


class Database:
    """The engine and its sessions; one per process."""

    def __init__(self, url: str, *, pool_size: int = 15) -> None:
        self.url = url
        self.house: House
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            # A connection over the size is closed after use, with all it had prepared.
            max_overflow=0,
            # The connection given back last is taken next: few of them stay warm, and what a burst
            # needed beyond those holds little.
            pool_use_lifo=True,
            pool_pre_ping=False,
            pool_recycle=1800,
            connect_args={"options": "-c timezone=UTC -c statement_timeout=30000"},
        )
        self._read_engine = self.engine.execution_options(postgresql_readonly=True)
        self.at_begin: list[AtBegin] = []
        self.before_commit: list[BeforeCommit] = []
        self.after_commit: list[AfterCommit] = []

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[ReadSession]:
        """A read-only transaction: one consistent picture.

        In a dry run it sees what the dry run has done so far.
        """
        dry = current_dry_run()
        bind = dry.connection if dry is not None else self._read_engine
        async with ReadSession(bind, expire_on_commit=False, **_JOINED) as session:
            session.house = self.house
            yield session
            # The driver forgets its prepared statements at every rollback.
            await session.commit()

    @asynccontextmanager
    async def writing(
        self, actor: Actor = SYSTEM, *, cause: int | None = None, chain: tuple[UUID, ...] = ()
    ) -> AsyncIterator[WriteSession]:
        """A transaction that commits when the block ends well and leaves nothing otherwise.

        In a dry run it ends as a part of one that is rolled back, and nobody hears of it.
        """
        dry = current_dry_run(writing=True)
        bind = dry.connection if dry is not None else self.engine
        async with WriteSession(
            bind, expire_on_commit=False, autoflush=False, **_JOINED
        ) as session:
            session.house = self.house
            session.actor = actor
            session.cause = cause
            session.chain = chain
            for begin in self.at_begin:
                await begin(session)
            yield session
            await session.flush()
            for hook in self.before_commit:
                await hook(session)
            await session.commit()
        if dry is None:
            for after in self.after_commit:
                after(session)

    @asynccontextmanager
    async def dry_run(self) -> AsyncIterator[None]:
        """Inside the block whatever this task reads and writes is one transaction, which is rolled
        back: nothing is stored, and nothing that follows from a commit happens.
        """
        async with dry_running(self.engine):
            yield

    async def close(self) -> None:
        """Gives every connection back."""
        await self.engine.dispose()
