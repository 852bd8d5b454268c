"""The Calendar's instances: moved, stretched, copied, started, edited and taken out; each one change that undo takes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.core.wording import clock, hm, long_day
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.dialogs.setting import Setting
from fractui.ui.lines import cut
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.core.block import Block
    from fractui.ui.screens.desk import Desk
    from fractui.ui.widgets.calendar_pane import CalendarPane

ONE, LATER, ALL = "one", "later", "all"
"""What a change of a series is for: one instance, this and all later ones, the whole series."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a block as the Calendar shows it: its id and original day, and where it stands on the user's clock."""

    known: str
    on: date
    code: str
    title: str
    start: datetime
    minutes: int
    repeats: bool

    @property
    def wall(self) -> datetime:
        """When it begins, without a zone."""
        return self.start.replace(tzinfo=None)


class Scheduling(Asking):
    """Intents on the selected block. Quick keys wait for each other, so that none of them counts from an old place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = asyncio.Lock()

    @property
    def pane(self) -> CalendarPane:
        """The Calendar, while it is shown.

        Raises:
            Refused: another pane is.
        """
        from fractui.ui.widgets.calendar_pane import CalendarPane

        pane = self._desk.stage.pane
        if not isinstance(pane, CalendarPane):
            raise Refused("Open the Calendar first, with c.")
        return pane

    def instance(self) -> Instance:
        """The selected instance.

        Raises:
            Refused: no block is selected.
        """
        item = self.pane.instance
        if item is None or item.start is None or item.end is None:
            raise Refused("Select a block first.")
        minutes = int(item.end.timestamp() - item.start.timestamp()) // 60
        return Instance(item.id, item.on, item.code, item.title, item.start, minutes, bool(item.rhythm))

    # -- elsewhere -------------------------------------------------------------------------------

    async def shift(self, *, days: int = 0, minutes: int = 0) -> None:
        """Move the selected instance by days, or by minutes within its day."""
        async with self._turn:
            one = self.instance()
            wall = one.wall + timedelta(days=days, minutes=minutes)
            if minutes and wall.date() != one.wall.date():
                raise Refused("That is another day: H and L move a block by days.")
            await self._place(one, wall, one.minutes, f"Moved to {long_day(wall.date())} {clock(wall)}")

    async def stretch(self, minutes: int) -> None:
        """Make the selected instance longer or shorter."""
        async with self._turn:
            one = self.instance()
            length = one.minutes + minutes
            await self._place(one, one.wall, length, f"{hm(length * 60)} long")

    async def place(self, rest: str) -> None:
        """Put an instance where the mouse let it go: ``ITEM@START@MINUTES`` on the user's clock."""
        item, start, minutes = rest.rsplit("@", 2)
        async with self._turn:
            pane = self.pane
            pane.select(item)
            wall = datetime.fromisoformat(start)
            await self._place(
                self.instance(),
                wall,
                int(minutes),
                f"{long_day(wall.date())} {clock(wall)}, {hm(int(minutes) * 60)}",
            )

    async def _place(self, one: Instance, wall: datetime, minutes: int, said: str) -> None:
        desk = self._desk
        block = await desk.change(lambda services: services.placing.stretch(one.known, one.on, wall, minutes))
        on = one.on if block.repeats or block.deviations else block.starts_on
        await self._follow(wall.date(), f"block:{one.code}:{one.known}:{on.isoformat()}")
        once = ", this once" if one.repeats else ""
        desk.tell(f"{said}{once}. u takes it back.")

    async def _follow(self, day: date, item: str) -> None:
        """Keep the selection on what went elsewhere, in the week where it is now."""
        pane, stage = self.pane, self._desk.stage
        view = pane.view
        if view is not None and not any(each.day == day for each in view.agenda.days):
            await stage.open(replace(stage.shown, day=None if day == self.setting.today else day), keep=False)
        pane.select(item)

    async def copy(self) -> None:
        """Ask for a day, and plan the same there once more."""
        from fractui.ui.dialogs.line_prompt import LinePrompt
        from fractui.ui.dialogs.time_prompts import day_prompt

        desk = self._desk
        one = self.instance()
        made: list[Block] = []

        async def save(day: date) -> None:
            made.append(
                await desk.change(
                    lambda services: services.placing.copy(one.known, one.start, one.minutes, day)
                )
            )

        following = one.start.date() + timedelta(days=1)
        prompt = day_prompt(self.setting, one.start.date(), save, lambda _: None)
        whose = f"{one.code}: copy" if one.code else "Copy"
        title = self.named(f"{whose} {cut(one.title, 24)} to", one.code)
        prompt = replace(prompt, title=title, value=following.isoformat())
        await desk.app.push_screen_wait(LinePrompt(desk.inks, prompt))
        if made:
            desk.tell(f"Copied to {long_day(made[0].starts_on)}. u takes it back.")

    # -- the timer -------------------------------------------------------------------------------

    async def start(self, item: str) -> None:
        """Let the timer run for a block; where it runs for it already, stop it."""
        desk = self._desk
        _, code, known, _ = item.split(":")[:4]
        planned = await desk.ask(lambda services: services.planning.show(known))
        if planned is None:
            return
        frame = desk.stage.frame
        running = frame.timer.running if frame is not None else None
        if running is not None and running.note == planned.title and (running.code == code or not code):
            await desk.change(lambda services: services.timer.stop())
            desk.tell(f"{planned.title} is stopped.")
            return
        bucket = "" if code else await self._bucket(planned)
        if bucket is None:
            return
        entry = await desk.change(lambda services: services.placing.start(known, bucket))
        desk.tell(f"{entry.who} runs: {planned.title}. u takes it back.")

    async def _bucket(self, planned: Block) -> str | None:
        """Which of one's own buckets a block of own time is in: that of its kind, else the one that is picked."""
        from fractui.core.entry import Bucket
        from fractui.core.wording import bucket_label

        if planned.category is not None and planned.category.value in set(Bucket):
            return planned.category.value
        choices = [Choice(each.value, bucket_label(each), tag=each.value) for each in Bucket]
        picked: str | None = await self._desk.app.push_screen_wait(
            Picker(self._desk.inks, f"{planned.title}: own time of which kind?", by_letters(choices))
        )
        return picked

    # -- edit and take out -------------------------------------------------------------------------

    async def edit(self, rest: str) -> None:
        """The dialog of a block: of one instance, of this and later ones, or of the whole series."""
        code, known, on = [*rest.split(":"), ""][:3]
        old = await self._desk.ask(lambda services: services.planning.show(known))
        if old is None:
            return
        scope = ALL
        if old.repeats and on:
            scope = await self._scope(
                f"Change {old.title}", ("this one", "this and all later", "the whole series")
            )
        if scope == ONE:
            await self._edit_instance(old, date.fromisoformat(on))
        elif scope:
            await self._edit_series(old, code, date.fromisoformat(on) if scope == LATER else None)

    async def _scope(self, title: str, words: tuple[str, str, str]) -> str:
        """Which instances a change is for; empty when it was left."""
        details = (
            "only this instance",
            "the series ends before, a new one begins here",
            "every instance, past ones too",
        )
        choices = [
            Choice(scope, word, detail)
            for scope, word, detail in zip((ONE, LATER, ALL), words, details, strict=True)
        ]
        picked: str | None = await self._desk.app.push_screen_wait(
            Picker(self._desk.inks, title, by_letters(choices), hint="which? enter takes the first")
        )
        return picked or ""

    async def _edit_instance(self, old: Block, on: date) -> None:
        from fractui.ui.dialogs.block_forms import instance_fields, instance_values

        setting = self.setting
        here = await self._desk.ask(lambda _: _standing(old, on, setting))
        if here is None:
            return

        async def save(values: dict[str, str]) -> None:
            wall, minutes = instance_values(setting, values)
            await self._desk.change(lambda services: services.placing.place(old.id, on, wall, minutes))

        if await self.ask(
            f"{old.title}, this once", instance_fields(setting, here.start, here.minutes), save
        ):
            self._desk.tell("Changed, this once. u takes it back.")

    async def _edit_series(self, old: Block, code: str, on: date | None) -> None:
        from fractui.ui.dialogs.block_forms import block_fields, block_values

        setting = self.setting
        fields = block_fields(setting, replace(old, starts_on=on) if on else old)
        before = block_values(setting, {field.name: field.value for field in fields})

        async def save(values: dict[str, str]) -> None:
            meant = block_values(setting, values)
            changes = {name: value for name, value in meant.items() if value != before[name]}
            if not changes:
                return
            if on is None:
                await self._desk.change(
                    lambda services: services.planning.edit_block(old.id, rev=old.rev, **changes)
                )
            else:
                await self._desk.change(
                    lambda services: services.planning.edit_from(old.id, on, rev=old.rev, **changes)
                )

        every = f" from {long_day(on)} on" if on else ", every instance" if old.repeats else ""
        await self.ask(f"{code or 'own'} block{every}", fields, save)

    async def delete(self) -> None:
        """Take the selected block out: of a series one instance, this and all later ones, or all of it."""
        desk = self._desk
        one = self.instance()
        scope = ALL
        if one.repeats:
            words = ("skip this one", "this and all later", "the whole series")
            scope = await self._scope(f"Take {one.title} out", words)
        if not scope:
            return
        await desk.change(lambda services: _taken_out(services, one, scope))
        desk.tell(
            {ONE: "Left out this once.", LATER: "It ends before."}.get(scope, "Deleted.")
            + " u brings it back."
        )


def _taken_out(services: Services, one: Instance, scope: str) -> object:
    if scope == ONE:
        return services.planning.skip(one.known, one.on)
    if scope == LATER:
        return services.planning.end_before(one.known, one.on)
    return services.planning.delete_block(one.known)


def _standing(block: Block, on: date, setting: Setting) -> Instance:
    """Where an instance stands now.

    Raises:
        Refused: it was skipped meanwhile.
    """
    from fractui.core.block import occurrences
    from fractui.core.zones import local

    moved = [each.moved_to.date() for each in block.deviations if each.on == on and each.moved_to]
    for each in occurrences(block, min([on, *moved]), max([on, *moved])):
        if each.on == on:
            start = local(each.start, setting.zone)
            minutes = int((each.end - each.start).total_seconds()) // 60
            return Instance(block.id, on, block.client or "", block.title, start, minutes, block.repeats)
    raise Refused("That instance was left out: u takes it in again.")
