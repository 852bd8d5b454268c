"""Delivering: to whom, by which channel, what goes out and whether it is on time, and the message that goes with it (row 003-05)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.services.receipts import Message, message, promptness
from fractui.services.views.receipt import ReceiptView
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Form, Save, Values
from fractui.ui.dialogs.heading import Heading
from fractui.ui.dialogs.last_name import Names
from fractui.ui.lines import EMPTY, Line, Span, cut, plain
from fractui.ui.theming import Inks
from fractui.ui.widgets.paper_lines import PaperLines
from fractui.ui.widgets.wrapping import wrapped

AROUND = 15
"""Lines of the dialog without the message, its border and what is said below fields included."""


class ReceiptForm(Form):
    """Asks for the receipt and shows the message, which a key copies and another opens in the mail program.

    ``title`` says whose it is. ``save`` is awaited with ``to``, ``via`` and ``note``, and so is ``may_go`` before the message is handed
    out, which says whether it may be; ``mail`` is awaited with the message as a ``mailto:`` link.
    """

    DEFAULT_CSS = """
    ReceiptForm > #form { padding: 0; }
    ReceiptForm #title, ReceiptForm #fields, ReceiptForm #foot { padding: 0 2; }
    ReceiptForm #facts { height: 2; margin-bottom: 1; }
    ReceiptForm #message { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy", "Copy the message", show=False),
        Binding("ctrl+o", "mail", "Open the mail program", show=False),
    ]

    def __init__(
        self,
        inks: Inks,
        title: Heading,
        view: ReceiptView,
        save: Save,
        may_go: Callable[[Values], Awaitable[bool]],
        mail: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__(title, receipt_fields(view), save)
        self._inks = inks
        self._view = view
        self._may_go = may_go
        self._mail = mail

    def on_mount(self) -> None:
        """What goes out stands above the fields, the message below them."""
        box = self.query_one("#form")
        facts = PaperLines(self._inks, id="facts")
        box.mount(facts, before="#fields")
        box.mount(PaperLines(self._inks, id="message"), before="#foot")
        self.query_one("#foot", Static).update(Content(self._keys()))

    def on_resize(self, event: events.Resize) -> None:
        """The message takes the lines that are left; where there are none, the keys still reach it."""
        more = self.title_lines(event.size.width) - 1
        self.call_after_refresh(self._lay_out, event.size.height - more)

    def _lay_out(self, height: int) -> None:
        paper = self.query_one("#message", PaperLines)
        lines = message_lines(self.message, max(20, paper.line_width))
        paper.styles.height = max(0, min(len(lines), height - AROUND))
        self.show_message()

    @property
    def message(self) -> Message:
        """The message as the fields are now."""
        values = self.values
        return message(self._view, values["to"], values["note"])

    @on(Input.Changed)
    def show_message(self) -> None:
        """Other words, another message."""
        papers = {paper.id: paper for paper in self.query(PaperLines)}
        if len(papers) == 2:
            papers["facts"].show(tuple(fact_lines(self._view, papers["facts"].line_width)))
            paper = papers["message"]
            paper.show(tuple(message_lines(self.message, paper.line_width)))

    def _input(self, field: Field) -> Input:
        entry = super()._input(field)
        if field.name == "to":
            entry.suggester = Names(tuple(each.name for each in self._view.people))
        return entry

    def _keys(self) -> str:
        mail = "ctrl+o mail it   " if self._view.can_mail else ""
        return f"enter delivered   ctrl+y copy it   {mail}tab next   esc leave"

    @work(exclusive=True, group="handing-out")
    async def action_copy(self) -> None:
        """Copy the message, subject first."""

        async def copy(message: Message) -> str:
            self.app.copy_to_clipboard(message.text)
            return f"Copied: {message.subject}"

        await self._hand_out(copy)

    @work(exclusive=True, group="handing-out")
    async def action_mail(self) -> None:
        """Open the message in the mail program; it is sent there, by the user."""

        async def mail(message: Message) -> str:
            await self._mail(message.mailto)
            return "The mail program has the message; enter here when it is sent."

        await self._hand_out(mail)

    async def _hand_out(self, give: Callable[[Message], Awaitable[str]]) -> None:
        """Give the message away, unless it is another client's; what goes out is what was looked at."""
        message, values = self.message, self.values
        try:
            said = await give(message) if await self._may_go(values) else "Nothing went out."
        except FractuiError as error:
            said = error.sentence
        self._tell(said)

    def _tell(self, text: str) -> None:
        # The dialog may have been left while the mail program began, with what is in it.
        for foot in self.query("#foot").results(Static):
            foot.update(Content(f"{safe(text)}\n{self._keys()}"))


def receipt_fields(view: ReceiptView) -> tuple[Field, ...]:
    """What delivered asks for: the receipt, beginning with what it was the last time."""
    return (
        Field("to", "To whom", view.to, "Lena Hoff, board", checks.required("to", "to whom it went")),
        Field(
            "via",
            "How",
            view.via,
            "email, portal, meeting",
            checks.required("via", "by which channel"),
            view.channels,
        ),
        Field("note", "Note", "", "kept with the receipt, and in the message", checks.line("note")),
    )


def fact_lines(view: ReceiptView, width: int) -> list[Line]:
    """What goes out, and whether it is on time: two lines."""
    late = view.days < 0
    facts: Line = (Span(f"v{view.version} ", "bold"), Span(promptness(view), "late" if late else "ok"))
    if view.before is not None:
        facts = (*facts, Span(f" · after v{view.before.version} to {plain(view.before.to)}", "dim"))
    if view.after:
        facts = (*facts, Span(f" · ! after {plain(view.after)}, not delivered yet", "soon"))
    if view.document:
        blanks = f" · ! {view.blanks}" if view.blanks else ""
        return [facts, (Span(cut(view.document, width - len(blanks))), Span(blanks, "soon"))]
    return [facts, (Span(cut("no document is attached to this version", width), "soon"),)]


def message_lines(said: Message, width: int) -> list[Line]:
    """The message in lines of at most ``width`` cells, its subject first."""
    lines: list[Line] = [(Span(cut(said.subject, width), "bold"),), EMPTY]
    for line in said.body.splitlines():
        lines += [(Span(part, "dim"),) for part in wrapped(line, width, 4)] if line else [EMPTY]
    return lines
