"""What the desk does without being asked: what follows the first picture, and what a second, a minute and a day bring."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

from fractui.core.errors import FractuiError
from fractui.ui.actions import PANES
from fractui.ui.loading import look_outside

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

CALM_S = 0.1
"""Nobody has pressed a key for so long, and the first picture has reached the terminal: what a key may want next can be made ready."""
STEPS = 20
"""Between two steps of it nobody has pressed one for this part of that time."""


class Tending:
    """Makes ready what a key may want, and keeps what is shown true.

    ``calm_s`` is for how long nobody types before anything is made ready; a key that comes first makes what it needs by itself.
    """

    def __init__(self, desk: Desk, calm_s: float) -> None:
        self._desk = desk
        self._calm_s = calm_s
        self._minute = -1
        self._day: date | None = None
        self._look: Future[bool] | None = None
        self._trouble = ""
        self._is_used = True

    def begin(self) -> Worker[None]:
        """The first picture is out."""
        return self._desk.run_worker(self._make_ready, group="ready")

    async def _make_ready(self) -> None:
        """Mount the other panes and make the views that a key may ask for, a small step at a time: a key waits for one at most."""
        stage = self._desk.stage
        self._desk.backstage.give_way()
        await self._until_calm(self._calm_s)
        for name in PANES:
            await stage.mounted(name)
            await self._until_calm(self._calm_s / STEPS)
        await stage.prepare()
        await self._make_what_recurs()

    async def _until_calm(self, seconds: float) -> None:
        while not await self._desk.still(seconds):
            continue

    def key_came(self) -> None:
        """Somebody is there: what was not made ready in an empty room is made now."""
        if not self._is_used:
            self._is_used = True
            self._desk.stage.make_ready_soon()

    def tick(self, now: datetime) -> None:
        """A second has passed: other processes' changes are looked for; once a minute all that is shown is read anew."""
        if self._look is not None and not self._look.done():
            return
        minute = int(now.timestamp()) // 60
        whole = self._minute not in (-1, minute)
        self._minute = minute
        self._look = self._desk.backstage.watch(
            lambda services: look_outside(services) or whole,
            lambda look: self.seen(look, whole=whole),
        )

    def seen(self, look: Future[bool], *, whole: bool = False) -> Worker[None]:
        """What looking outside has found; ``whole``: a minute has passed."""
        return self._desk.run_worker(partial(self._show_what_is_true, look, whole=whole))

    async def _show_what_is_true(self, look: Future[bool], *, whole: bool) -> None:
        """Something outside has changed, or the minute; or one could not look, which is said."""
        try:
            look.result()
        except FractuiError as error:
            # One looks again each second: the same trouble is said once.
            if error.sentence != self._trouble:
                self._trouble = error.sentence
                self._desk.say(error)
            return
        self._trouble = ""
        await self._desk.stage.refresh(ready=self._is_used)
        if whole:
            self._is_used = False
        await self._make_what_recurs()

    async def _make_what_recurs(self) -> None:
        """Once a day: the next instances of what is owed again and again."""
        desk = self._desk
        frame = desk.stage.frame
        if frame is None or frame.timer.day == self._day:
            return
        self._day = frame.timer.day
        made = await desk.ask(lambda services: services.recurrence.renew())
        if made:
            await desk.stage.refresh()
            desk.tell(
                "1 recurring deliverable is new."
                if len(made) == 1
                else f"{len(made)} recurring deliverables are new."
            )
