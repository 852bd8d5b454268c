"""A line for the path of a file."""

from __future__ import annotations

import asyncio
import shlex
from typing import ClassVar
from urllib.parse import unquote

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from fractui.ui.paths import PathSuggester, offered


class PathInput(Input):
    """A path; Tab takes over what is suggested, and a whole path that is pasted or dropped stands for what was there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, value: str, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(value, id=id, suggester=PathSuggester(), select_on_focus=False)
        self.cursor_blink = False

    def begin(self) -> None:
        """Type on behind the path."""
        self.focus()
        self.cursor_position = len(self.value)

    async def action_complete(self) -> None:
        """Take over the first name that goes on as typed; where none does, go to the next field."""
        offer = await asyncio.to_thread(offered, self.value)
        if offer.text:
            self.value = offer.text
            self.cursor_position = len(offer.text)
        else:
            self.app.action_focus_next()

    @on(Input.Changed)
    def begin_at_the_root(self, event: Input.Changed) -> None:
        """A slash or a tilde that is typed right behind ``~/`` begins the path anew: nobody means ``~//``."""
        if event.value in ("~//", "~/~"):
            self.value = "/" if event.value == "~//" else "~"
            self.cursor_position = 1

    def _on_paste(self, event: events.Paste) -> None:
        path = whole_path(event.text)
        if path:
            self.value = path
            self.cursor_position = len(path)
            event.stop()
            # The field's own way would put it behind what is there.
            event.prevent_default()


def whole_path(pasted: str) -> str:
    """The path that a pasted text is from its root on, without the marks that terminals put around a dropped file; else empty."""
    text = next(iter(pasted.strip().splitlines()), "").strip()
    if text[:1] in ("'", '"') or "\\" in text:
        try:
            parts = shlex.split(text)
        except ValueError:
            return ""
        text = parts[0] if len(parts) == 1 else ""
    if text.startswith("file://"):
        # A machine's name may stand before the path, and odd letters are written as %20.
        _, slash, rest = text.removeprefix("file://").partition("/")
        text = unquote(slash + rest)
    return text if text.startswith(("/", "~/")) else ""
