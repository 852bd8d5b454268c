"""What dialogs do alike: they change the theme while they are open, are left by a click beside them, save once at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeVar

from textual import events, work
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.ui.theming import Inks

R = TypeVar("R")
F = TypeVar("F", bound=Input)


def quiet(entry: F) -> F:
    """A field whose cursor does not blink: nothing on the screen moves by itself."""
    entry.cursor_blink = False
    return entry


class Dialog(ModalScreen[R]):
    """Something that is asked over a pane. With ``BESIDE`` a click beside it leaves it without an answer, as Esc does."""

    BESIDE: ClassVar[bool] = False

    def wear(self, inks: Inks) -> None:
        """Change the theme while the dialog is open."""
        self._inks = inks
        for widget in self.query("*"):
            wear = getattr(widget, "wear", None)
            if wear is not None:
                wear(inks)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it."""
        if self.BESIDE and event.widget is self:
            self.dismiss(None)


class SavingDialog(Dialog[R]):
    """A dialog that closes once its work was done; a refusal is shown, by default at the ``#foot``, and it stays."""

    _is_saving = False

    def finish(self, job: Callable[[], Awaitable[None]], answer: R) -> None:
        """Do the work and close with the answer; once at a time."""
        if not self._is_saving:
            self._is_saving = True
            self._finish(job, answer)

    @work
    async def _finish(self, job: Callable[[], Awaitable[None]], answer: R) -> None:
        """On its own, because the work may ask in another dialog."""
        try:
            await job()
        except FractuiError as error:
            self.refuse(error)
        else:
            self.dismiss(answer)
        finally:
            self._is_saving = False

    def refuse(self, error: FractuiError) -> None:
        """Show why it was refused."""
        self.complain(error.sentence)

    def complain(self, sentence: str) -> None:
        """Show a sentence in place of the keys."""
        foot = self.query_one("#foot", Static)
        foot.add_class("-bad")
        foot.update(Content(safe(sentence)))
