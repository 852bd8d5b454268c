"""Choosing between what is here and what is on the server, event by event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.publication import OURS, THEIRS
from fractui.core.text import safe
from fractui.services.views.publishing import Conflict, Published
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.dialogs.publish_lines import conflict_lines
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView


class ConflictsView(LinesView[tuple[Conflict, ...]]):
    """The events with both sides."""

    DEFAULT_CSS = "ConflictsView { height: auto; max-height: 24; scrollbar-gutter: auto; }"
    choices: Mapping[str, str] = {}

    def draw(self, view: tuple[Conflict, ...], width: int) -> list[Line]:
        """Three lines an event."""
        return conflict_lines(view, self.choices, width)


class PublishChoose(Dialog[dict[str, str]]):
    """Returns the choices by UID; None when left. What is not chosen stays as it is on both sides."""

    FOOT = "o ours   t theirs   O T for all   enter do it   esc leave both as they are"
    DEFAULT_CSS = """
    PublishChoose { align: center middle; background: $background 60%; }
    PublishChoose > #choose {
        width: 96; max-width: 96%; height: auto; max-height: 94%;
        background: $background; border: round $accent; padding: 0 1;
    }
    PublishChoose #title { height: auto; text-style: bold; color: $accent; padding: 0 1; }
    PublishChoose #about { height: auto; color: $dim; padding: 0 1; margin-bottom: 1; }
    PublishChoose #foot { height: auto; color: $dim; margin-top: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False),
        Binding("o", f"choose('{OURS}')", show=False),
        Binding("t", f"choose('{THEIRS}')", show=False),
        Binding("O", f"choose_all('{OURS}')", show=False),
        Binding("T", f"choose_all('{THEIRS}')", show=False),
    ]

    def __init__(self, inks: Inks, done: Published) -> None:
        super().__init__()
        self._inks = inks
        self._done = done
        self._choices: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Whose calendar it is, the events, the keys."""
        done = self._done
        with Vertical(id="choose"):
            yield Static(Content(safe(f"{done.code}: both sides have changed")), id="title")
            yield Static(
                Content(
                    safe(f"In {done.name} at {done.host}. Nothing is overwritten that you do not choose.")
                ),
                id="about",
            )
            yield ConflictsView(self._inks, id="conflicts")
            yield Static(self.FOOT, id="foot")

    def on_mount(self) -> None:
        """Begin on the first event."""
        view = self._view
        view.focus()
        view.show(self._done.conflicts)
        self.call_after_refresh(view.select, f"event:{self._done.conflicts[0].uid}")

    def on_resize(self, event: events.Resize) -> None:
        """The events scroll where they do not fit, so that the keys are always in sight."""
        self._view.styles.max_height = max(3, event.size.height - 9)

    @property
    def _view(self) -> ConflictsView:
        return self.query_one(ConflictsView)

    def action_choose(self, side: str) -> None:
        """Choose a side for the selected event, and go to the next that is open."""
        uid = (self._view.item or "").partition(":")[2]
        if uid:
            self._choices[uid] = side
            self._redraw()
            rest = [each.uid for each in self._done.conflicts if each.uid not in self._choices]
            if rest:
                self._view.select(f"event:{rest[0]}")

    def action_choose_all(self, side: str) -> None:
        """Choose a side for every event."""
        self._choices = {each.uid: side for each in self._done.conflicts}
        self._redraw()

    def _redraw(self) -> None:
        self._view.choices = dict(self._choices)
        self._view.redraw()

    @on(LinesView.Chosen)
    def finish(self, event: LinesView.Chosen) -> None:
        """Do what is chosen."""
        event.stop()
        self.dismiss(self._choices)
