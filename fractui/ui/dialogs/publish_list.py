"""What is published where; Enter sends what has changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fractui.core.errors import FractuiError
from fractui.services.views.publishing import Published, TargetRow
from fractui.ui.dialogs.import_step import ImportStep
from fractui.ui.dialogs.publish_choose import PublishChoose
from fractui.ui.dialogs.publish_lines import Outcome, When, key_of, target_lines
from fractui.ui.errand import Errand
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView

Rows = tuple[TargetRow, ...]
After = tuple[Rows, dict[str, Outcome]]
"""The calendars as they are now, and what became of those that were published."""
Choices = Mapping[str, str]
Send = Callable[[TargetRow, Choices, Errand], Awaitable[Published]]
Load = Callable[[], Awaitable[Rows]]
Change = Callable[[TargetRow | None], Awaitable[bool]]
"""Asks about a calendar, None for a new one; whether anything was changed."""


class TargetsView(LinesView[Rows]):
    """The calendars."""

    DEFAULT_CSS = "TargetsView { height: auto; max-height: 24; scrollbar-gutter: auto; }"
    outcomes: Mapping[str, Outcome] = {}
    when: When = staticmethod(str)

    def draw(self, view: Rows, width: int) -> list[Line]:
        """A line a calendar, with what is to be said of it."""
        return target_lines(view, self.outcomes, width, self.when)


class PublishList(ImportStep[After]):
    """The published calendars; it is left with Esc.

    ``send`` publishes one, ``load`` reads them anew, ``set_up`` and ``forget`` ask about one.
    """

    DEFAULT_CSS = "PublishList > #step { width: 116; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "send_all", "All", show=False),
        Binding("n", "set_up(False)", "Another", show=False),
        Binding("e", "set_up(True)", "Set up", show=False),
        Binding("D", "forget", "Forget", show=False),
    ]

    def __init__(
        self, inks: Inks, rows: Rows, when: When, send: Send, load: Load, set_up: Change, forget: Change
    ) -> None:
        super().__init__()
        self._inks = inks
        self._rows = rows
        self._when = when
        self._send = send
        self._load = load
        self._set_up = set_up
        self._forget = forget
        self._outcomes: dict[str, Outcome] = {}

    @property
    def keys(self) -> str:
        """The keys, and what Enter would do."""
        row = self._row
        if row is None:
            return "n sets one up   esc leave it"
        done = self._outcomes.get(key_of(row))
        waits = isinstance(done, Published) and done.conflicts
        enter = "enter chooses" if waits else f"enter publishes {row.code}"
        every = "   a all" if len(self._rows) > 1 else ""
        return f"{enter}{every}   n another   e change   D forget   esc leave it"

    def compose(self) -> ComposeResult:
        """What this is, the calendars, the keys."""
        with Vertical(id="step"):
            yield Static("Publish", id="title")
            yield Static(
                "To a CalDAV server, a calendar a client. Only what has changed is sent; what was changed there waits for you.",
                id="about",
            )
            yield TargetsView(self._inks, id="targets")
            yield Static(id="foot")

    def on_mount(self) -> None:
        """Begin on the first calendar that has something to send."""
        view = self._view
        view.when = self._when
        view.focus()
        self._show(self._rows)
        waiting = next((row for row in self._rows if row.pending and not row.closed), None)
        first = waiting or (self._rows[0] if self._rows else None)
        if first is not None:
            self.call_after_refresh(view.select, key_of(first))

    def on_resize(self, event: events.Resize) -> None:
        """The calendars scroll where they do not fit, so that the keys are always in sight."""
        self._view.styles.max_height = max(3, event.size.height - 9)

    @property
    def _view(self) -> TargetsView:
        return self.query_one(TargetsView)

    @property
    def _row(self) -> TargetRow | None:
        return next((row for row in self._rows if key_of(row) == self._view.item), None)

    def _show(self, rows: Rows) -> None:
        self._rows = rows
        view = self._view
        view.outcomes = dict(self._outcomes)
        view.show(rows)
        view.redraw()
        self.say(self.keys)

    # -- sending -------------------------------------------------------------------------------

    @on(LinesView.Chosen)
    def choose(self, event: LinesView.Chosen) -> None:
        """Publish the calendar, or choose where both sides have changed."""
        event.stop()
        row = self._row
        if self.busy or row is None:
            return
        done = self._outcomes.get(key_of(row))
        if isinstance(done, Published) and done.conflicts:
            self._choose(row, done)
        else:
            self._begin((row,), {})

    @on(LinesView.Moved)
    def show_keys(self, event: LinesView.Moved) -> None:
        """Another calendar is selected, which is nothing that the desk knows."""
        event.stop()
        if not self.busy:
            self.say(self.keys)

    def action_send_all(self) -> None:
        """Publish all but those of engagements that are over."""
        if not self.busy:
            self._begin(tuple(row for row in self._rows if not row.closed), {})

    def _begin(self, rows: Rows, choices: Choices) -> None:
        if rows:
            self.begin(lambda errand: self._sent(rows, choices, errand), self._done)

    async def _sent(self, rows: Rows, choices: Choices, errand: Errand) -> After:
        """Publish one after another; a server that does not answer is not asked again, and does not stop the others."""
        from fractui.services.publishing import Publishing

        outcomes: dict[str, Outcome] = {}
        silent: set[str] = set()
        for row in rows:
            if errand.stop():
                break
            if row.host in silent:
                outcomes[key_of(row)] = "Not tried, since its server did not answer."
                continue
            try:
                outcomes[key_of(row)] = await self._send(row, choices, errand)
            except FractuiError as error:
                outcomes[key_of(row)] = error.sentence
                if Publishing.is_about_server(error):
                    silent.add(row.host)
        return await self._load(), outcomes

    def _done(self, after: After) -> None:
        rows, outcomes = after
        self._outcomes |= outcomes
        self._show(rows)
        odd = [
            (key, done) for key, done in outcomes.items() if isinstance(done, Published) and done.conflicts
        ]
        if len(outcomes) == 1 and odd:
            row = next((row for row in rows if key_of(row) == odd[0][0]), None)
            if row is not None:
                self._choose(row, odd[0][1])

    @work
    async def _choose(self, row: TargetRow, done: Published) -> None:
        """Let a person choose between both sides, and publish what was chosen."""
        choices: Choices | None = await self.app.push_screen_wait(PublishChoose(self._inks, done))
        if choices:
            self._begin((row,), choices)

    # -- setting up ----------------------------------------------------------------------------

    @work
    async def action_set_up(self, again: bool) -> None:
        """Set up another calendar, or the selected one again."""
        if not self.busy and await self._set_up(self._row if again else None):
            self._show(await self._load())

    @work
    async def action_forget(self) -> None:
        """Publish the selected calendar no longer."""
        row = self._row
        if self.busy or row is None or not await self._forget(row):
            return
        self._outcomes.pop(key_of(row), None)
        rows = await self._load()
        self._show(rows)
        self.say(f"Nothing more of {row.code} is sent there; what the server has stays.   {self.keys}")

    def _show_progress(self) -> None:
        if self._errand is not None:
            whose, done, total = self._errand.progress
            of = f" {done:,} of {total:,}" if total else ""
            self.say(f"Publishing {whose}{of}   esc stops it")
