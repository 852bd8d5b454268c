"""An event loop whose clock leaps over what would only be waiting, so that the pilot waits for all there is and for nothing else.

The framework's own pilot waits until the process uses little of the processor. That is long on a quiet machine, since it is a fixed
time after every key, and too short on a busy one, where a process uses little because it gets little. Here nothing is guessed:
time stands still as it were while something is left to do, and goes on at once when nothing is.
"""

from __future__ import annotations

import asyncio
import concurrent.futures.thread
import selectors
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import pytest
from textual import _time, app, pilot

MOMENT_S = 0.03
"""A moment after a key, in the loop's seconds: a little more than a picture takes to be drawn, and than a key is looked at."""
PATIENCE_S = 0.25
"""How long a moment waits for a job in a thread, in real seconds: a job may well be meant to go on beside the keys."""


class Jobs:
    """What is under way in threads: while there is any, the loop's clock does not leap."""

    def __init__(self) -> None:
        self._begun: WeakSet[Any] = WeakSet()

    def __bool__(self) -> bool:
        return bool(self._begun)

    def counted(self, kind: type[Any]) -> type[Any]:
        """The kind of job of a thread pool, so that each counts from when it is handed in until its result has been told."""
        begun = self._begun

        class Counted(kind):  # type: ignore[misc]
            def __init__(self, *args: Any) -> None:
                super().__init__(*args)
                begun.add(self)

            def run(self, *args: Any) -> None:
                try:
                    super().run(*args)
                finally:
                    begun.discard(self)

        return Counted


class LeapingClock:
    """A steady clock that can be put on."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._ahead

    def leap(self, seconds: float) -> None:
        """Put it on."""
        self._ahead += seconds


class LeapingSelector(selectors.DefaultSelector):
    """Does not sleep until the next timer of a loop but puts the clock on, unless a thread may have something to say before."""

    def __init__(self, clock: LeapingClock, jobs: Jobs) -> None:
        super().__init__()
        self._clock = clock
        self._jobs = jobs

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self._jobs:
            return super().select(timeout)
        found = super().select(0)
        if not found:
            self._clock.leap(timeout)
        return found


class LeapingLoop(asyncio.SelectorEventLoop):
    """The loop of every platform, by that clock."""

    def __init__(self, clock: LeapingClock, jobs: Jobs) -> None:
        super().__init__(LeapingSelector(clock, jobs))
        self._leaping_clock = clock

    def time(self) -> float:
        return self._leaping_clock()


@contextmanager
def time_leaps() -> Iterator[None]:
    """Let every event loop leap, and the framework's pilot wait by it."""
    clock, jobs = LeapingClock(), Jobs()

    async def idle(min_sleep: float = 0, max_sleep: float = PATIENCE_S) -> None:
        """Wait a moment, and until one has passed without a job in a thread."""
        deadline = time.monotonic() + PATIENCE_S
        busy = True
        while busy and time.monotonic() < deadline:
            busy = bool(jobs)
            await asyncio.sleep(MOMENT_S)
            busy = busy or bool(jobs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            concurrent.futures.thread, "_WorkItem", jobs.counted(concurrent.futures.thread._WorkItem)
        )
        patch.setattr(asyncio.events, "new_event_loop", lambda: LeapingLoop(clock, jobs))
        patch.setattr(_time, "get_time", clock)
        for module in (app, pilot):
            patch.setattr(module, "wait_for_idle", idle)
        yield
