"""The one thread behind the screen: it alone touches services and store, so the screen goes on answering keys meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from fractui.wiring import Services

T = TypeVar("T")


class Backstage:
    """Runs jobs over the services, one after another, in a thread of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fractui-backstage")

    def begin(self, job: Callable[[Services], T]) -> Future[T]:
        """Start the job now; its result or error is in the future."""
        return self._thread.submit(job, self._services)

    async def run(self, job: Callable[[Services], T]) -> T:
        """The job's result; its errors are raised here."""
        return await asyncio.wrap_future(self.begin(job))

    def close(self) -> None:
        """Finish what was begun and let go of the data folder."""
        self._thread.submit(self._services.close)
        self._thread.shutdown(wait=True)
