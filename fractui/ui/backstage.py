"""The one thread behind the screen: it alone touches services and store, so the screen goes on answering keys meanwhile."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from fractui.wiring import Services

T = TypeVar("T")
TURN_S = 0.0005
"""How long a thread works before the other may go on. A key goes through a dozen rounds of the event loop, each of which would
wait for the interpreter's usual 5 ms while the backstage is busy."""


class Backstage:
    """Runs jobs over the services, one after another, in a thread of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fractui-backstage")

    def give_way(self) -> None:
        """From now on answer keys at once, whatever is under way: before the first picture there are none, and turns cost a little."""
        sys.setswitchinterval(TURN_S)

    def begin(self, job: Callable[[Services], T]) -> Future[T]:
        """Start the job now; its result or error is in the future."""
        return self._thread.submit(job, self._services)

    async def run(self, job: Callable[[Services], T]) -> T:
        """The job's result; its errors are raised here."""
        return await asyncio.wrap_future(self.begin(job))

    def watch(self, job: Callable[[Services], bool], heard: Callable[[Future[bool]], object]) -> Future[bool]:
        """Ask something each second: ``heard`` is called in the event loop only when the answer is yes or an error.

        Cheaper than ``run``, which wakes the screen for every answer.
        """
        loop = asyncio.get_running_loop()

        def answered(future: Future[bool]) -> None:
            if not future.cancelled() and (future.exception() is not None or future.result()):
                with suppress(RuntimeError):  # the screen is gone
                    loop.call_soon_threadsafe(heard, future)

        future = self.begin(job)
        future.add_done_callback(answered)
        return future

    def close(self) -> None:
        """Finish what was begun and let go of the data folder."""
        self._thread.submit(self._services.close)
        self._thread.shutdown(wait=True)
