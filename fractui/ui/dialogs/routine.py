"""The screen of a guided review: step by step through what is prefilled, with the minutes that are left (rows 003-19, 003-20)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.core.value import value
from fractui.services.views.routine import RoutineLine, RoutineStep, RoutineView
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.paper_lines import PaperLines
from fractui.ui.widgets.routine_lines import RoutineHead, StepLines, StepView, admin_line, key_lines

Do = Callable[[str, tuple[RoutineLine, ...]], Awaitable[str]]
"""Does what a key says with these lines; what to say of it, empty for nothing."""
Look = Callable[[], Awaitable[RoutineView]]
"""The review as it is now."""
Alone = Callable[[], Awaitable[bool]]

NEEDS = {
    "on": frozenset({"due"}),
    "back": frozenset({"due"}),
    "other": frozenset({"due", "promise", "access"}),
    "response": frozenset({"sent"}),
    "revoke": frozenset({"access"}),
}
"""The kinds of lines with which a key does something."""

ONLY = {
    "on": "Only a deliverable is moved on.",
    "back": "Only a deliverable is moved back.",
    "other": "Only a deliverable, a promise or an access gets another day.",
    "response": "Only of what was sent it is said whether it was read.",
    "revoke": "Only an access is taken back.",
}
"""What is said where a key does nothing with a line."""

WORDS = (
    ("on", "L move on"),
    ("back", "H move back"),
    ("other", "e other day"),
    ("response", "R read?"),
    ("revoke", "T taken back"),
)


class Place:
    """Where one is in a review, kept while the dashboard is open: the step, what is selected and what was seen, on that day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.step = 0
        self.item: str | None = None
        self.seen: set[str] = set()


@value
class Left:
    """How the screen was left: ``how`` is ``later``, ``finished`` or ``there``, which is where ``line`` lies."""

    how: str
    line: RoutineLine | None = None


class RoutineDialog(Dialog[Left]):
    """Leads through a review; all that is done in it is done at once, and kept however it is left.

    ``look`` gives the review anew; ``do`` is awaited with ``on``, ``back``, ``other``, ``response``, ``revoke`` or ``undo``.
    ``alone`` says whether the key just pressed stands alone: a burst of pasted characters changes nothing.
    """

    DEFAULT_CSS = """
    RoutineDialog { align: center top; background: $background; }
    RoutineDialog > Vertical { width: 1fr; height: 1fr; background: $background; padding: 0; }
    RoutineDialog .rule { height: 1; color: $rule; border-top: solid $rule; }
    RoutineDialog #admin { height: 1; }
    RoutineDialog #foot { color: $dim; padding: 0 2; height: auto; max-height: 3; }
    RoutineDialog #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("n", "step(1)", "Next", show=False),
        Binding("p,backspace", "step(-1)", "Back", show=False),
        Binding("space", "choose_line", "Select", show=False),
        Binding("x", "see", "Seen", show=False),
        Binding("L,shift+right", "do('on')", "Move on", show=False),
        Binding("H,shift+left", "do('back')", "Move back", show=False),
        Binding("e", "do('other')", "Other day", show=False),
        Binding("R", "do('response')", "Read?", show=False),
        Binding("T", "do('revoke')", "Taken back", show=False),
        Binding("u", "do('undo')", "Undo", show=False),
    ]

    def __init__(
        self,
        inks: Inks,
        view: RoutineView,
        place: Place,
        clock: Callable[[], datetime],
        *,
        look: Look,
        do: Do,
        alone: Alone,
    ) -> None:
        super().__init__()
        self._inks = inks
        self._view = view
        self._place = place
        self._clock = clock
        self._look = look
        self._do = do
        self._alone = alone
        self._chosen: set[str] = set()
        self._one_by_one = asyncio.Lock()
        self._answered = False

    def compose(self) -> ComposeResult:
        """Which step and how many minutes, what is to be looked at, a week's administration, the keys."""
        with Vertical():
            yield RoutineHead(self._inks, id="head")
            yield Static(classes="rule")
            yield StepLines(self._inks, id="step")
            yield Static(classes="rule")
            yield PaperLines(self._inks, id="admin")
            yield Static(id="foot")

    def on_mount(self) -> None:
        """Go on where one was."""
        self._place.step = min(self._place.step, len(self._view.steps) - 1)
        self._lines.item = self._place.item
        self._lines.focus()
        self._show(self._view)
        self._next_minute()

    def on_resize(self, _: events.Resize) -> None:
        """What stands below is made for the width; an answer stays until the next key."""
        self.call_after_refresh(lambda: self._show_below(keys=not self._answered))

    # -- what is shown -------------------------------------------------------------------------

    @property
    def _lines(self) -> StepLines:
        return self.query_one(StepLines)

    @property
    def _step(self) -> RoutineStep:
        return self._view.steps[self._place.step]

    @property
    def _selected(self) -> tuple[RoutineLine, ...]:
        """The lines that a key is for: those selected together, else the one that the selection is on."""
        wanted = self._chosen or {self._lines.item or ""}
        return tuple(line for line in self._step.lines if line.item in wanted)

    def _show(self, view: RoutineView) -> None:
        self._view = view
        self._chosen &= {line.item for line in self._step.lines}
        self._lines.show(StepView(self._step, frozenset(self._place.seen), frozenset(self._chosen)))
        self.show_time()
        self._show_below()

    def show_time(self) -> None:
        """Show how many minutes are left now."""
        self.query_one(RoutineHead).show(self._view, self._place.step, self._clock())

    def _show_below(self, *, keys: bool = True) -> None:
        """A week's administration, and the keys that do something in this step."""
        admin = self.query_one("#admin", PaperLines)
        admin.show((admin_line(self._view, admin.line_width),))
        if keys:
            self._show_keys()

    def _show_keys(self) -> None:
        kinds = {line.kind for line in self._step.lines}
        last = self._place.step == len(self._view.steps) - 1
        words = ["enter go there", "x seen"] if kinds else []
        words += ["space select"] if "due" in kinds else []
        words += [text for verb, text in WORDS if NEEDS[verb] & kinds]
        words += ["n done" if last else "n next"]
        words += ["p step back"] if self._place.step else []
        self._write(key_lines([*words, "u undo", "esc later"], max(20, self.size.width - 4)))
        self._answered = False

    def _next_minute(self) -> None:
        """Once a minute, when the number changes, the head is drawn anew; nothing is counted."""
        self.show_time()
        spent = self._view.seconds(self._clock())
        self.set_timer(60.05 - spent % 60, self._next_minute)

    def _say(self, words: str, *, bad: bool = False) -> None:
        """Answer a key, in place of the keys."""
        self._write(words, bad=bad)
        self._answered = True

    def _write(self, words: str, *, bad: bool = False) -> None:
        foot = self.query_one("#foot", Static)
        foot.set_class(bad, "-bad")
        foot.update(Content(safe(words, multiline=True)))

    # -- keys ----------------------------------------------------------------------------------

    @on(LinesView.Moved)
    def keep_place(self, event: LinesView.Moved) -> None:
        """Another line is selected."""
        event.stop()
        self._place.item = event.item

    @on(LinesView.Chosen)
    def go_there(self, event: LinesView.Chosen) -> None:
        """Go to where the line lies; the review goes on later."""
        event.stop()
        line = next((line for line in self._step.lines if line.item == event.item), None)
        if line is not None:
            self.dismiss(Left("there", line))

    def action_see(self) -> None:
        """Mark what is selected as seen, or take the mark away, and go on to the next."""
        items = {line.item for line in self._selected}
        if items:
            gone = items <= self._place.seen
            self._place.seen = self._place.seen - items if gone else self._place.seen | items
            alone = not self._chosen
            self._chosen.clear()
            self._show(self._view)
            if alone and not gone:
                self._lines.action_move("down")

    def action_choose_line(self) -> None:
        """Select one more line, or one less, to be moved together."""
        line = next((line for line in self._step.lines if line.item == self._lines.item), None)
        if line is not None and line.kind in NEEDS["on"]:
            self._chosen ^= {line.item}
            self._show(self._view)
            self._lines.action_move("down")

    @work
    async def action_step(self, way: int) -> None:
        """The next step, or the one before; after the last the review is finished."""
        async with self._one_by_one:
            goal = self._place.step + way
            if goal < 0 or not await self._alone():
                return
            if goal == len(self._view.steps):
                self.dismiss(Left("finished"))
                return
            self._chosen.clear()
            self._place.step = goal
            self._lines.select(None)
            self._show(self._view)
            self._lines.scroll_to(y=0, animate=False, immediate=True)

    @work
    async def action_do(self, verb: str) -> None:
        """Do what the key says, one key after the other; a refusal is shown in place of the keys, with what is true by then."""
        chosen = self._selected
        async with self._one_by_one:
            able = tuple(line for line in chosen if line.kind in NEEDS.get(verb, frozenset()))
            if not able and verb != "undo":
                if chosen:
                    self._say(ONLY[verb], bad=True)
                return
            if not await self._alone():
                return
            try:
                said = await self._do(verb, able)
            except FractuiError as error:
                self._show(await self._look())
                self._say(self._gone(able) or error.sentence, bad=True)
                return
            self._chosen.clear()
            self._show(await self._look())
            if said:
                self._say(said)

    def _gone(self, lines: tuple[RoutineLine, ...]) -> str:
        """That somebody else took away what a key was for, empty where it is all there."""
        here = {line.item for step in self._view.steps for line in step.lines}
        gone = next((line for line in lines if line.item not in here), None)
        return f"“{gone.title}” is not there any more." if gone is not None else ""

    def action_leave(self) -> None:
        """Leave it for now; the place is kept."""
        self.dismiss(Left("later"))
