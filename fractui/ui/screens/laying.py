"""Planning: new blocks by a form or in one line, templates laid out and adjusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.core.laying import TEMPLATES, Draft, TemplateKind
from fractui.core.text import safe
from fractui.core.wording import hm, long_day, short_block
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.core.block import Block
    from fractui.core.block_line import BlockReading
    from fractui.services.views.frame import RunningView
    from fractui.ui.lines import Line


class Laying(Asking):
    """Intents that plan something new."""

    # -- one block ---------------------------------------------------------------------------------

    async def add(self, where: str = "") -> None:
        """Ask for a block; at ``where`` (``START@MINUTES`` on the user's clock), else at the selected free time."""
        from fractui.ui.dialogs.block_forms import begun_at, block_fields, block_values, who_of
        from fractui.ui.widgets.calendar_pane import CalendarPane

        desk, setting = self._desk, self.setting
        pane = desk.stage.pane
        start, minutes = _place(where)
        if start is None and isinstance(pane, CalendarPane):
            start = pane.slot
            if start is None and pane.day is not None:
                start = datetime.combine(max(pane.day, setting.today), datetime.min.time()).replace(hour=9)
        code = desk.stage.focus_code or desk.intents.known(desk.stage.shown.code)
        if code is None and len(setting.codes) == 1:
            code = setting.codes[0]
        home = start is not None or code is None
        zone = setting.zone if home else await self._zone_of(code or "")
        fields = block_fields(setting, begun_at(zone, code or "", start, minutes), whose=True)

        async def save(values: dict[str, str]) -> None:
            meant = block_values(setting, values)
            whose = who_of(setting, values["who"])
            made.append(await desk.change(lambda services: services.planning.add_block(whose, **meant)))

        made: list[Block] = []
        if await self.ask("New block", fields, save):
            self._tell_planned("Planned.", made[-1])

    def _tell_planned(self, said: str, block: Block) -> None:
        """Say that a block is planned, and of a client's whether it is so short that switching eats much of it."""
        warning = short_block(block.minutes, block.category) if block.client else ""
        self._desk.tell(f"{said} {warning}. u takes it back." if warning else f"{said} u takes it back.")

    async def _zone_of(self, code: str) -> str:
        client = await self._desk.ask(lambda services: services.clients.show(code).client)
        return client.zone if client is not None else self.setting.zone

    async def add_line(self) -> None:
        """Ask for a block in one line: ``acme tue 9-12 deep work``."""
        from fractui.core.block_line import read_block_line
        from fractui.ui.dialogs.line_prompt import LinePrompt, Prompt
        from fractui.ui.widgets.calendar_pane import CalendarPane

        desk, setting = self._desk, self.setting
        context = await desk.ask(lambda services: services.quick_lines.context(None))
        if context is None:
            return
        owners = context.owners

        def reading(text: str) -> BlockReading:
            return read_block_line(text, owners, setting.today)

        def read(text: str, width: int) -> Sequence[Line]:
            return block_line_lines(reading(text), width, setting.running)

        async def save(text: str) -> None:
            found = reading(text)
            if found.trouble or found.at is None or found.day is None:
                raise Refused(found.trouble)
            rhythm, at, day = found.rhythm, found.at, found.day
            made = await desk.change(
                lambda services: services.planning.add_block(
                    found.code,
                    found.title,
                    at,
                    found.minutes,
                    rhythm.days,
                    day,
                    zone=setting.zone,
                    category=found.category,
                    step=rhythm.step,
                    month_day=rhythm.month_day,
                    nth=rhythm.nth,
                )
            )
            self._tell_planned(f"{found.title} is planned.", made)

        pane = desk.stage.pane
        slot = pane.slot if isinstance(pane, CalendarPane) else None
        code = desk.stage.focus_code or desk.intents.known(desk.stage.shown.code)
        begun = f"{code.lower()} " if code else ""
        if slot is not None and begun:
            begun += f"{slot.date().isoformat()} {slot:%H:%M} "
        hint = "acme tue 9-12 deep work · beta every 2 weeks tue 14:00 1h leadership meeting · own fri 16:00 30m review"
        prompt = Prompt("Plan", read, save, value=begun, hint=hint)
        await desk.app.push_screen_wait(LinePrompt(desk.inks, prompt))

    # -- templates ---------------------------------------------------------------------------------

    async def templates(self) -> None:
        """Lay blocks out from a template, adjust them, and plan them as one change."""
        desk = self._desk
        choices = [Choice(kind.value, title, about) for kind, title, about in TEMPLATES]
        picked = await desk.app.push_screen_wait(
            Picker(desk.inks, "Lay out blocks where you are free", by_letters(choices))
        )
        if picked is None:
            return
        kind = TemplateKind(picked)
        title = next(title for each, title, _ in TEMPLATES if each is kind)
        strip = desk.intents.strip
        code = strip[0].code if kind is TemplateKind.RESPONSE and strip else await self.whom()
        await self._adjust(kind, title, code, await self._drafts(kind, code))

    async def prepare(self, which: str) -> None:
        """Lay out the preparation of a deliverable, ``CODE:ID``, on the day on which its work is to begin (row 000-25)."""
        code, _, known = which.partition(":")
        kind = TemplateKind.PREPARATION
        drafts = await self._desk.ask(lambda services: services.laying.drafts(kind, code, of=known))
        await self._adjust(kind, "Preparation", code, drafts or ())

    async def _adjust(self, kind: TemplateKind, title: str, code: str, drafts: tuple[Draft, ...]) -> None:
        """Show the drafts to be adjusted, and plan them as one change; nothing where there are none."""
        from fractui.ui.dialogs.drafts import Drafts

        desk = self._desk
        if not drafts:
            return
        whose = "" if kind is TemplateKind.RESPONSE else f" for {code}"

        async def plan(wanted: tuple[Draft, ...]) -> None:
            await desk.change(
                lambda services: services.laying.plan(wanted, f"lay out {title[0].lower()}{title[1:]}{whose}")
            )

        colors = {item.code: item.color for item in desk.intents.strip}
        headed = self.named(f"{title}{whose}", code if whose else "")
        dialog = Drafts(desk.inks, headed, drafts, colors, plan, self.setting.today)
        if await desk.app.push_screen_wait(dialog):
            desk.tell(f"{title}{whose}: planned. u takes all of it back.")

    async def _drafts(self, kind: TemplateKind, code: str) -> tuple[Draft, ...]:
        from fractui.ui.dialogs.block_forms import rota_fields, rota_values

        desk = self._desk
        day = desk.stage.shown.day if desk.stage.shown.pane == "calendar" else None
        if kind is not TemplateKind.ROTA:
            return await desk.ask(lambda services: services.laying.drafts(kind, code, day)) or ()
        people = await desk.ask(lambda services: services.laying.people(code)) or ()
        found: list[tuple[Draft, ...]] = []

        async def save(values: dict[str, str]) -> None:
            names, every = rota_values(values)
            found.append(
                await desk.backstage.run(
                    lambda services: services.laying.drafts(kind, code, day, people=names, every=every)
                )
            )

        await self.ask(self.named(f"One-to-ones at {code}", code), rota_fields(people), save)
        return found[-1] if found else ()


def _place(where: str) -> tuple[datetime | None, int]:
    """``START@MINUTES``, or a start alone; nothing is no place."""
    if not where:
        return None, 60
    start, _, minutes = where.partition("@")
    return datetime.fromisoformat(start), int(minutes or 60)


def block_line_lines(found: BlockReading, width: int, running: RunningView | None = None) -> list[Line]:
    """How a line is understood: whose, when, how long and what; then what is missing, or whose timer runs (row 003-08)."""
    from fractui.ui.dialogs.heading import timer_line
    from fractui.ui.lines import Span, cut, gap

    when = long_day(found.day) if found.day is not None else "…"
    at = f"{found.at:%H:%M}" if found.at else "…"
    again = f"  ⟳ {found.rhythm.words()}" if found.rhythm.repeats else ""
    head: Line = (
        Span(found.code or ("own" if not found.trouble else "…"), "bold"),
        gap(2),
        Span(f"{when} {at}  {hm(found.minutes * 60)}"),
        Span(again, "dim"),
        gap(2),
        Span(cut(found.title, max(0, width - 50)), "bold"),
    )
    return [
        head,
        (Span(cut(safe(found.trouble), width), "soon"),)
        if found.trouble
        else timer_line(found.code, running),
    ]
