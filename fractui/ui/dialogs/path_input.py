"""A line for the path of a file."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from fractui.ui.paths import offered


class PathInput(Input):
    """A path; Tab takes over what is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    async def action_complete(self) -> None:
        """Take over the first name that goes on as typed; where none does, go to the next field."""
        offer = await asyncio.to_thread(offered, self.value)
        if offer.text:
            self.value = offer.text
            self.cursor_position = len(offer.text)
        else:
            self.app.action_focus_next()
