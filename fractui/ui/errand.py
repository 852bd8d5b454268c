"""A long piece of work beside the screen: a thread with the data folder opened once more, which reports and can be stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

from fractui.services.views.importing import Progress
from fractui.ui.backstage import Backstage
from fractui.wiring import Services

T = TypeVar("T")


class Errand:
    """How far one piece of work is, and whether somebody wants it to stop; the screen and the work look at it from two threads."""

    def __init__(self) -> None:
        self.progress = Progress("", 0, 0)
        self._stop = threading.Event()

    def tell(self, progress: Progress) -> None:
        """Say how far the work is; the screen looks when it likes."""
        self.progress = progress

    def stop(self) -> bool:
        """Whether the work is to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class Aside:
    """Runs errands one after another on services of their own, as another process would.

    The backstage goes on meanwhile: the dashboard shows, starts and stops as ever, and sees what an errand has changed
    like any other program's change.
    """

    def __init__(self, services: Services) -> None:
        self._own = Backstage(services)
        self._under_way: set[Errand] = set()

    async def run(self, job: Callable[[Services, Errand], T], errand: Errand) -> T:
        """The job's result; its errors are raised here."""
        self._under_way.add(errand)
        try:
            return await self._own.run(lambda services: job(services, errand))
        finally:
            self._under_way.discard(errand)

    async def close(self) -> None:
        """Stop what is under way and let go of the data folder."""
        for errand in self._under_way:
            errand.cancel()
        await asyncio.to_thread(self._own.close)
