"""The bus over Redis or Valkey. A file of its own: the library costs a process 18 MB."""

import asyncio
import contextlib

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError

from zhiyin.kernel.ending import end
from zhiyin.kernel.live.bus import Receive

log = structlog.get_logger(__name__)

CHANNEL = "zhiyin:live"


class RedisBus:
    """Redis or Valkey pub/sub. While it is away, pushes are dropped and the horizon poll serves."""

    reaches_others = True

    def __init__(self, url: str) -> None:
        self._redis = redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(maxsize=10_000)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, receive: Receive) -> None:
        """Starts sending and receiving; both reconnect for ever."""
        self._tasks = [
            asyncio.create_task(self._send()),
            asyncio.create_task(self._listen(receive)),
        ]

    async def stop(self) -> None:
        """Ends both directions."""
        for task in self._tasks:
            with contextlib.suppress(RedisError, OSError):
                await end(task)
        with contextlib.suppress(RedisError, OSError):
            await self._redis.aclose()

    def publish(self, data: bytes) -> None:
        """Queues `data`; drops it when the queue is full, as every push may be lost."""
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait(data)

    async def _send(self) -> None:
        failing = False
        while True:
            data = await self._queue.get()
            try:
                await self._redis.publish(CHANNEL, data)
                failing = False
            except (RedisError, OSError) as error:
                if not failing:
                    log.warning("bus_send_failed", error=str(error))
                failing = True
                await asyncio.sleep(0.5)

    async def _listen(self, receive: Receive) -> None:
        failing = False
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    failing = False
                    while True:
                        message = await channel.get_message(
                            ignore_subscribe_messages=True, timeout=30
                        )
                        if message is not None:
                            receive(message["data"])
            except (RedisError, OSError) as error:
                if not failing:
                    log.warning("bus_listen_failed", error=str(error))
                failing = True
                await asyncio.sleep(0.5)
