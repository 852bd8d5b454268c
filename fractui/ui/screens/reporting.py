"""Reporting: leafing through reports, drilling into them, writing them to files; a long one can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.core.stretch import changed_length, leafed, stretch_of
from fractui.services.report_cells import Stopped
from fractui.services.report_files import FORMS, monday_of
from fractui.services.reports import BY
from fractui.services.views.report import ReportShape
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.wiring import Services

if TYPE_CHECKING:
    from textual.timer import Timer

    from fractui.ui.screens.desk import Desk

PATIENCE_S = 0.3
"""What takes longer says so."""
FORM_WORDS = {
    "csv": ("CSV", "for a spreadsheet"),
    "markdown": ("Markdown", "a page that can be sent; hours only where the client sees them"),
    "json": ("JSON", "for a program"),
}


class Reading:
    """How far the reading of entries is, written by the thread that reads; ``stopped`` is how it is told to leave off.

    ``told`` says that it took so long that one was told of it.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stopped = False
        self.told = False

    def step(self, done: int, total: int) -> bool:
        """Note how far it is; False says to leave off."""
        self.done, self.total = done, total
        return not self.stopped

    @property
    def words(self) -> str:
        """How far it is, for people."""
        part = f", {100 * self.done // self.total} %" if self.total else ""
        return f"Adding up the years{part}; esc stops."


class Reporting:
    """Intents of the report."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reading: Reading | None = None

    def stop(self) -> bool:
        """Stop a report that is being read; whether there was one."""
        if self._reading is None:
            return False
        self._reading.stopped = True
        return True

    async def report(self) -> None:
        """The report, as it was last looked at, on the stretch of the day that the Time pane shows."""
        desk = self._desk
        latest = desk.stage.trail.latest("report")
        shape = latest.shape or ReportShape()
        await self._open(
            replace(latest, day=desk.stage.shown.day, shape=shape._replace(only=None)), keep=True
        )

    async def shift(self, way: int) -> None:
        """The stretch before or after; 0 is that of today."""
        shown, shape = self._shown()
        if way and shape.length == "all":
            raise Refused("All time has no earlier and no later: Z shows a shorter stretch.")
        day = leafed(shape.length, shown.day or self._today(), way) if way else None
        await self._open(self._on(shown, day))

    async def group(self, way: int) -> None:
        """Sum by the next thing, or by the one before."""
        shown, shape = self._shown()
        by = BY[(BY.index(shape.by) + way) % len(BY)]
        await self._open(replace(shown, shape=shape._replace(by=by)))

    async def stretch(self, way: int) -> None:
        """A longer stretch of time, or a shorter one."""
        shown, shape = self._shown()
        length = changed_length(shape.length, way)
        if length == shape.length:
            raise Refused(f"There is nothing {'longer than all time' if way > 0 else 'shorter than a day'}.")
        await self._open(self._on(replace(shown, shape=shape._replace(length=length)), shown.day))

    async def round(self) -> None:
        """Round by each client's rule, or not; what was tracked stays beside it."""
        shown, shape = self._shown()
        await self._open(replace(shown, shape=shape._replace(rounded=not shape.rounded)))

    async def scope(self) -> None:
        """Everyone, or only the client in focus."""
        shown, shape = self._shown()
        if shown.code is not None:
            await self._open(replace(shown, code=None))
            return
        desk = self._desk
        code = desk.stage.focus_code or desk.stage.client or desk.intents.client_in_focus()
        by = "day" if shape.by == "client" else shape.by
        await self._open(replace(shown, code=code, shape=shape._replace(by=by)))

    async def drill(self, item: str) -> None:
        """Enter on a row: what it is made of."""
        shown, shape = self._shown()
        kind, _, key = item.partition(":")
        if kind == "day":
            day = date.fromisoformat(key)
            today = self._today()
            await self._desk.stage.open(Shown("time", day=None if day == today else day))
            return
        await self._open(self._inside(shown, shape, kind, key), keep=True)

    def _inside(self, shown: Shown, shape: ReportShape, kind: str, key: str) -> Shown:
        """What a row other than a day is made of."""
        if kind in ("client", "bucket"):
            return replace(shown, code=key, shape=shape._replace(by="day"))
        if kind in ("week", "month"):
            day = monday_of(key) if kind == "week" else date.fromisoformat(f"{key}-01")
            return self._on(replace(shown, shape=shape._replace(by="day", length=kind)), day)
        if kind == "deliverable":
            code, _, known = key.partition(":")
            return replace(shown, code=code, shape=shape._replace(by="day", only=("deliverable", known)))
        only = (key, "") if kind == "without" else (kind, key)
        return replace(shown, shape=shape._replace(by="day" if shown.code else "client", only=only))

    async def export(self) -> None:
        """Write what is shown into the exports folder, as the form that is picked."""
        desk = self._desk
        shown, shape = self._shown()
        choices = [Choice(form, FORM_WORDS[form][0], FORM_WORDS[form][1]) for form in FORMS]
        form = await desk.app.push_screen_wait(
            Picker(desk.inks, "Write this report as", by_letters(choices), hint="enter writes it")
        )
        if form is None:
            return
        folder = str(desk.dashboard.export_folder)
        path = await desk.backstage.run(
            lambda services: services.reporting.export(shown.code, shown.day, shape, form, folder)
        )
        desk.notify(f"The report is in {path}", timeout=8, markup=False)

    # -- showing -------------------------------------------------------------------------------

    def _shown(self) -> tuple[Shown, ReportShape]:
        shown = self._desk.stage.shown
        return shown, shown.shape or ReportShape()

    def _today(self) -> date:
        frame = self._desk.stage.frame
        if frame is None:
            raise Refused("The practice is still being opened: wait a moment.")
        return frame.timer.day

    def _on(self, shown: Shown, day: date | None) -> Shown:
        """The report on the stretch of a day; on that of today it stays with today."""
        shape = shown.shape or ReportShape()
        is_now = day is None or self._today() in stretch_of(shape.length, day)
        return replace(shown, day=None if is_now else day)

    async def _open(self, shown: Shown, *, keep: bool = False) -> None:
        """Read what the report needs, saying how far that is and leaving off when told to, then show it if one is still there."""
        desk = self._desk
        shape = shown.shape or ReportShape()
        before = desk.stage.shown
        reading = self._reading = Reading()

        def tell() -> None:
            reading.told = True
            desk.tell(reading.words)

        def read(services: Services) -> bool:
            try:
                services.reporting.view(shown.code, shown.day, shape, reading.step)
            except Stopped:
                return False
            return True

        is_read = await self._told(read, reading, desk.set_interval(PATIENCE_S, tell))
        if is_read is False:
            desk.tell("Stopped.")
        elif is_read and desk.stage.shown == before:
            await desk.stage.open(shown, keep=keep)

    async def _told(self, read: Callable[[Services], bool], reading: Reading, telling: Timer) -> bool | None:
        """Whether it was read to its end, None after a refusal; meanwhile one is told how far it is."""
        try:
            return await self._desk.ask(read)
        finally:
            telling.stop()
            if self._reading is reading:
                self._reading = None
            if reading.told:
                self._desk.tell("")
