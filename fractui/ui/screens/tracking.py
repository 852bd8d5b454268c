"""Keeping the record of time: one line for an entry, rows edited where they stand, split, join, give away, and the way to any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from fractui.core.entry import Bucket, Entry
from fractui.core.errors import Refused
from fractui.core.wording import bucket_label, clock, hm, long_day
from fractui.core.zones import local
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.ui.screens.adding import Adding
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.entry_lines import gap_of

if TYPE_CHECKING:
    from fractui.core.quick_reading import Context, Reading
    from fractui.ui.screens.desk import Desk
    from fractui.ui.widgets.time_pane import TimePane


class Tracking(Asking):
    """Intents on entries of time; each change is one transaction that undo takes back."""

    def __init__(self, desk: Desk, adding: Adding) -> None:
        super().__init__(desk)
        self._adding = adding

    # -- one line --------------------------------------------------------------------------------

    async def add(self, value: str = "") -> None:
        """Ask for an entry in one line, of the day in sight; ctrl+o goes over to the long form."""
        from fractui.ui.dialogs.line_prompt import LinePrompt, Outcome
        from fractui.ui.dialogs.quick_add import QuickAdd

        desk = self._desk
        context = await self._context()
        colors = {item.code: item.color for item in desk.intents.strip}
        quick = QuickAdd(context, colors, self._day_view, self.setting.running)
        kept: list[Entry] = []

        async def save(reading: Reading) -> None:
            kept.append(await self.placed(lambda services, how: services.quick_lines.keep(reading, how)))

        prompt = LinePrompt(desk.inks, quick.prompt(save, value))
        outcome = await desk.app.push_screen_wait(prompt)
        if outcome is Outcome.MORE:
            await self._adding.long_entry(quick.reading(prompt.last), context)
        elif kept:
            self._show_kept(kept[-1])

    async def fill(self, rest: str) -> None:
        """Ask in one line for an entry that fills a gap, given by its two instants with a colon between."""
        ends = gap_of(f"gap:{rest}")
        if ends is None:
            return
        begin, finish = (local(end, self.setting.zone) for end in ends)
        await self.add(f"{begin:%H:%M}-{finish:%H:%M} ")

    async def fill_gap(self) -> None:
        """Make an entry of the selected gap."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        if kind != "gap":
            raise Refused("Select an untracked stretch first, then f fills it.")
        await self.fill(rest)

    def _show_kept(self, entry: Entry) -> None:
        """Say what was written down, and put the selection on it where it is in sight."""
        zone = self.setting.zone
        start = local(entry.start, zone)
        day = "" if start.date() == self.setting.today else f"{long_day(start.date())} "
        if entry.end is None:
            said = f"{entry.who} runs since {day}{clock(start)}."
        elif entry.timed:
            said = f"{entry.who} {day}{clock(start)}-{clock(local(entry.end, zone))} is written down."
        else:
            said = f"{entry.who} {day}{hm(int((entry.end - entry.start).total_seconds()))} is written down."
        self._desk.stage.pane.select(f"entry:{entry.id}")
        self._desk.tell(f"{said} u takes it back.")

    async def _context(self) -> Context:
        """The world as a line is read in it, on the day in sight."""
        shown = self._desk.stage.shown
        day = shown.day if shown.pane == "time" else None
        context = await self._desk.ask(lambda services: services.quick_lines.context(day))
        if context is None:
            raise Refused("The time cannot be read just now: see the message above.")
        return context

    # -- the selected entry ------------------------------------------------------------------------

    @property
    def _day_view(self) -> DayView | None:
        view = self._desk.stage.pane.view
        return view if isinstance(view, DayView) else None

    def _row(self, to: str) -> tuple[TimePane, EntryRow]:
        """The selected entry.

        Raises:
            Refused: none is selected; ``to`` says what for.
        """
        from fractui.ui.widgets.time_pane import TimePane

        pane = self._desk.stage.pane
        row = pane.entry(pane.item) if isinstance(pane, TimePane) else None
        if not isinstance(pane, TimePane) or row is None:
            raise Refused(f"Select an entry to {to} first.")
        return pane, row

    async def edit(self, known: str) -> None:
        """Edit an entry where it stands; one that is not in sight, in the form."""
        from fractui.ui.dialogs.in_place import InPlace
        from fractui.ui.widgets.time_pane import TimePane

        desk = self._desk
        pane = desk.stage.pane
        row = pane.entry(f"entry:{known}") if isinstance(pane, TimePane) else None
        if not isinstance(pane, TimePane) or row is None:
            await self._adding.edit_entry(known, await self._context())
            return
        context = await self._context()

        async def save(row: EntryRow, changes: dict[str, Any]) -> str:
            entry = await self.placed(
                lambda services, how: services.entries.edit(row.id, rev=row.rev, on_overlap=how, **changes)
            )
            desk.tell(f"{entry.who}'s entry is changed. u takes it back.")
            return entry.id

        await desk.app.push_screen_wait(InPlace(desk.inks, pane, context, row, save))

    async def split(self) -> None:
        """Ask where to cut the selected entry in two: a running one now, another in its middle, unless one says so."""
        from fractui.ui.dialogs.line_prompt import LinePrompt
        from fractui.ui.dialogs.time_prompts import split_prompt

        desk = self._desk
        _, row = self._row("split")
        if not row.timed:
            raise Refused(
                "This entry has no clock times, so there is nothing to cut; e changes how long it was."
            )
        setting = self.setting

        async def save(at: datetime) -> None:
            first, second = await desk.change(lambda services: services.entries.split(row.id, at, row.rev))
            cut = clock(local(second.start, setting.zone))
            desk.tell(f"{first.who}'s entry is cut at {cut}. u makes it one again.")

        await desk.app.push_screen_wait(LinePrompt(desk.inks, split_prompt(row, setting, save)))

    async def join(self) -> None:
        """Make one entry of the selected one and the next of the same client."""
        pane, row = self._row("join")
        entry = await self._desk.change(lambda services: services.entries.join(row.id))
        pane.select(f"entry:{entry.id}")
        self._desk.tell(f"Two entries of {entry.who} are one. u parts them again.")

    async def give(self) -> None:
        """Move the selected entry to another client, or to own time."""
        desk = self._desk
        pane, row = self._row("move")
        choices = [
            Choice(item.code, item.name, tag=item.code, color=item.color)
            for item in desk.intents.strip
            if item.code != row.code
        ]
        choices += [
            Choice(bucket.value, bucket_label(bucket), "own time", tag=bucket.value)
            for bucket in Bucket
            if bucket.value != row.code
        ]
        picked = await desk.app.push_screen_wait(
            Picker(desk.inks, f"Whose is it instead of {row.code}'s?", by_letters(choices))
        )
        if picked is None:
            return
        entry = await desk.change(lambda services: services.entries.give(row.id, picked, row.rev))
        pane.select(f"entry:{entry.id}")
        lost = " Its deliverable stayed behind." if row.deliverable else ""
        desk.tell(f"Moved from {row.code} to {entry.who}.{lost} u moves it back.")

    # -- days ------------------------------------------------------------------------------------

    async def go_to_day(self) -> None:
        """Ask for a day, and show it."""
        from fractui.ui.dialogs.line_prompt import LinePrompt
        from fractui.ui.dialogs.time_prompts import day_prompt

        desk = self._desk

        async def save(day: date) -> None:
            await self._open(day)

        def ahead(day: date) -> None:
            about = self._about(day)
            desk.run_worker(desk.stage.make_ready([about]), group="ahead", exclusive=True)

        prompt = day_prompt(self.setting, desk.stage.shown.day, save, ahead)
        await desk.app.push_screen_wait(LinePrompt(desk.inks, prompt))

    async def week(self, way: int) -> None:
        """The same weekday a week before or after."""
        await self._open((self._desk.stage.shown.day or self.setting.today) + timedelta(days=7 * way))

    async def _open(self, day: date) -> None:
        await self._desk.stage.open(self._about(day), keep=False)

    def _about(self, day: date) -> Shown:
        """What the pane shows of that day; another pane than the Time pane and the calendar goes over to the Time pane."""
        shown = self._desk.stage.shown
        about = shown if shown.pane in ("time", "calendar") else Shown("time")
        return replace(about, day=None if day == self.setting.today else day)
