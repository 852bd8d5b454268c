"""The calendar files: written beside the screen, which answers meanwhile and says how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.services.views.agenda import ExportedFile
from fractui.services.views.importing import Progress
from fractui.ui.errand import Aside, Errand
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.calendar_pane import CalendarPane
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

PATIENCE_S = 0.3
"""After so long, and as often, one is told how far it is: most exports are done before."""


class Exporting(Asking):
    """The intent that writes calendar files, one export at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._errand: Errand | None = None

    async def export(self) -> None:
        """Write the calendar files of all clients, or of the one that is shown.

        Raises:
            Refused: an export is under way.
        """
        desk = self._desk
        if self._errand is not None:
            raise Refused(f"{how_far(self._errand.progress)} Wait until that is done.")
        errand = self._errand = Errand()
        telling = desk.set_interval(PATIENCE_S, lambda: desk.tell(how_far(errand.progress)))
        try:
            files = await self._written(errand)
        finally:
            telling.stop()
            self._errand = None
        # The first export of all makes the secret that names events, as another program would.
        if await desk.ask(lambda services: bool(services.practice.catch_up())):
            await desk.stage.refresh()
        pane = desk.stage.panes["calendar"]
        if isinstance(pane, CalendarPane):
            pane.show_exported(tuple(files))
        desk.tell(f"{len(files)} calendar files are in {desk.dashboard.export_folder}")

    async def _written(self, errand: Errand) -> list[ExportedFile]:
        """The files, written by a thread of its own."""
        folder, code = str(self._desk.dashboard.export_folder), self._desk.stage.shown.code
        aside = Aside(await self._desk.backstage.run(Services.beside))
        try:
            return await aside.run(lambda services, errand: write(services, code, folder, errand), errand)
        finally:
            await aside.close()


def write(services: Services, code: str | None, folder: str, errand: Errand) -> list[ExportedFile]:
    """Write the files of one client or of all, telling how far that is; it ends where the errand is to stop.

    Raises:
        Refused: somebody asked it to stop.
    """
    done: list[str] = []
    codes = services.practice.codes() if code is None else (code,)

    def watch(who: str, number: int, total: int) -> None:
        if errand.stop():
            raise Refused("The export was broken off; each file that is there is whole.")
        if who not in done:
            done.append(who)
        place = f"{who}, client {len(done)} of {len(codes)}" if len(codes) > 1 else who
        errand.tell(Progress(place, number, total))

    exporting = services.exporting
    files = (
        exporting.each(folder, watch=watch) if code is None else exporting.ics(code, path=folder, watch=watch)
    )
    unsent = services.publishing.unsent(code)
    return [replace(file, unsent=unsent) for file in files]


def how_far(progress: Progress) -> str:
    """How far an export is, in words."""
    if not progress.phase:
        return "Writing calendar files…"
    events = f"{progress.done:,} of {progress.total:,} entries" if progress.total else "reading"
    return f"Writing calendar files: {progress.phase}, {events}."
