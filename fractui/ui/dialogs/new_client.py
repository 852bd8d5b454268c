"""A new client in one dialog: who it is, what was agreed, and what the engagement begins with (row 003-22)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.core.wording import long_day
from fractui.services.engaging import PARTS, Begun
from fractui.ui.dialogs import client_forms
from fractui.ui.dialogs.form import Form, Values
from fractui.ui.dialogs.setting import Setting
from fractui.ui.dialogs.tick import Tick

LABELS = {
    "deliverables": "what your seat usually owes",
    "checklist": "an onboarding checklist",
    "blocks": "a week of blocks where you are free",
}
"""What each part of a beginning is called before it is counted."""
BEGIN = "begin"
"""The name under which ``values`` holds the parts that are ticked."""
PAUSE_S = 0.25
"""After so long without a key the reading is made anew."""

Preview = Callable[[dict[str, Any], tuple[str, ...]], Awaitable[Begun | None]]
"""Says what the client's terms and the parts would make; None where they cannot be read yet."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the dialog says: the client's terms as the service takes them, and the parts to begin with."""

    terms: dict[str, Any]
    parts: tuple[str, ...]


class NewClient(Form):
    """Asks for a client. Enter saves from anywhere, space turns a part of the beginning over; what it makes is said as one types."""

    DEFAULT_CSS = """
    NewClient #with { margin-top: 1; height: 1; color: $dim; }
    NewClient #reading { height: auto; min-height: 1; padding: 0 1; color: $foreground; }
    """
    BELOW = 6
    FOOT = "enter adds it as one change   tab next   space ticks   esc leave it"

    def __init__(
        self, setting: Setting, currency: str, preview: Preview, save: Callable[[Meant], Awaitable[None]]
    ) -> None:
        async def keep(values: Values) -> None:
            await save(self._meant(values))

        super().__init__("New client", client_forms.beginning_fields(setting, currency), keep)
        self._setting = setting
        self._preview = preview

    def below(self) -> ComposeResult:
        """The parts to begin with, and what they come to."""
        yield Static("Begin with", id="with")
        for part in PARTS:
            yield Tick(LABELS[part], id=f"part-{part}")
        yield Static(id="reading")

    @property
    def values(self) -> Values:
        """What the fields hold now, and which parts are ticked."""
        wanted = (part for part in PARTS if self.query_one(f"#part-{part}", Tick).wanted)
        return {**super().values, BEGIN: ",".join(wanted)}

    def _meant(self, values: Values) -> Meant:
        parts = tuple(part for part in values[BEGIN].split(",") if part)
        return Meant(client_forms.beginning_values(self._setting, values), parts)

    def on_mount(self) -> None:
        """Begin in the first field, with a first reading."""
        super().on_mount()
        self._read(self.values)

    @on(Input.Changed)
    @on(Tick.Turned)
    def read_again(self) -> None:
        """Other terms, another beginning."""
        self._read(self.values)

    @on(Tick.GoOn)
    def go_on(self) -> None:
        """Enter on a part saves as it does in a field."""
        self.save_all()

    @work(exclusive=True, group="reading")
    async def _read(self, values: Values) -> None:
        await asyncio.sleep(PAUSE_S)
        try:
            meant = self._meant({**values, "code": "NEW", "name": "new"})
            begun = await self._preview(meant.terms, meant.parts)
        except FractuiError:
            return
        if begun is not None:
            self._say_beginning(begun)

    def _say_beginning(self, begun: Begun) -> None:
        # The dialog may have been left meanwhile, with what is in it.
        for reading in self.query("#reading").results(Static):
            reading.update(Content(safe(beginning_words(begun))))


def beginning_words(begun: Begun) -> str:
    """What an engagement would begin with, counted: ``6 deliverables, 16 things to do, 7 blocks a week, the first on Tue 1 Dec``."""
    blocks = begun.blocks_words
    if blocks:
        blocks += f", the first on {long_day(min(each.starts_on for each in begun.blocks))}"
    parts = [
        _count(begun.deliverables, "deliverable") if begun.deliverables else "",
        _count(begun.items, "thing") + " to do" if begun.items else "",
        blocks,
    ]
    said = ", ".join(part for part in parts if part) or "Nothing but the client and its agreement"
    return f"{said}; {begun.missing_words}" if begun.missing_words else said


def _count(things: tuple[object, ...], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
