"""What the desk does without being asked gives way to keys, and is not done in an empty room."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

from fractui.ui.actions import PANES
from fractui.ui.screens.tending import STEPS, Tending
from tests.fakes import FixedClock

CALM_S = 0.1


class FakeDesk:
    """Notes what is asked of it; ``typing`` are the answers to whether no key came, and then none comes any more."""

    def __init__(self, *typing: bool) -> None:
        self.done: list[str] = []
        self._typing = list(typing)
        self._looks: list[tuple[Callable[[Any], bool], Callable[[Future[bool]], object]]] = []
        self.stage = self
        self.backstage = self
        self.frame = None

    async def still(self, seconds: float) -> bool:
        calm = self._typing.pop(0) if self._typing else True
        self.done.append("typed" if not calm else "calm" if seconds == CALM_S else "step")
        assert seconds in (CALM_S, CALM_S / STEPS)
        return calm

    async def mounted(self, name: str) -> None:
        self.done.append(name)

    async def prepare(self) -> None:
        self.done.append("prepare")

    def give_way(self) -> None:
        self.done.append("give way")

    def make_ready_soon(self) -> None:
        self.done.append("soon")

    async def refresh(self, *, ready: bool = True) -> None:
        self.done.append("refresh and prepare" if ready else "refresh")

    def run_worker(self, work: Callable[[], Awaitable[None]], group: str = "") -> None:
        asyncio.run(self._done(work))

    async def _done(self, work: Callable[[], Awaitable[None]]) -> None:
        await work()

    def watch(self, job: Callable[[Any], bool], heard: Callable[[Future[bool]], object]) -> Future[bool]:
        look: Future[bool] = Future()
        look.set_result(job(NOBODY_ELSE))
        if look.result():
            heard(look)
        return look


NOBODY_ELSE = SimpleNamespace(
    practice=SimpleNamespace(catch_up=lambda: ()), watching=SimpleNamespace(look=lambda: False)
)


def tending(desk: FakeDesk) -> Tending:
    return Tending(desk, CALM_S)  # type: ignore[arg-type]


def test_each_step_waits_until_no_key_comes() -> None:
    desk = FakeDesk(False, False, True, True, False, True)
    tending(desk).begin()
    first, second, *others = PANES
    assert desk.done == [
        *("give way", "typed", "typed", "calm", first),
        *("step", second, "typed", "step"),
        *(each for name in others for each in (name, "step")),
        "prepare",
    ]


def test_a_minute_reads_anew_and_between_minutes_nothing_is_done() -> None:
    desk, clock = FakeDesk(), FixedClock()
    clock.now = clock.now.replace(second=0)
    room = tending(desk)
    for _ in range(59):
        room.tick(clock())
        clock.forward(seconds=1)
    assert desk.done == []
    clock.forward(seconds=1)
    room.tick(clock())
    assert desk.done == ["refresh and prepare"]


def test_in_an_empty_room_nothing_is_prepared_until_somebody_comes() -> None:
    desk, clock = FakeDesk(), FixedClock()
    room = tending(desk)
    for _ in range(4):
        room.tick(clock())
        clock.forward(minutes=1)
    assert desk.done == ["refresh and prepare", "refresh", "refresh"]
    room.key_came()
    room.key_came()
    assert desk.done[3:] == ["soon"]
    room.tick(clock())
    assert desk.done[4:] == ["refresh and prepare"]
