"""The line above the timer bar that asks about an absence or a long session; it takes no key but its own (pains 5)."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from fractui.core.wording import hm, moment_word
from fractui.core.zones import local, local_day
from fractui.services.views.frame import FrameView, QuestionView
from fractui.ui.lines import EMPTY, Line, Span, cut, gap, plain, to_width
from fractui.ui.theming import Inks
from fractui.ui.widgets.line_widget import LineWidget

MARGIN = 2


class AbsenceBanner(LineWidget):
    """Shows a ``FrameView``'s question, and is not there without one. Nothing in it moves with the seconds."""

    DEFAULT_CSS = "AbsenceBanner { display: none; } AbsenceBanner.-asked { display: block; }"

    def __init__(self, inks: Inks, *, key: str, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._key = key
        self._asked: QuestionView | None = None
        self._zone = "UTC"
        self._now: datetime | None = None

    def show(self, view: FrameView, now: datetime) -> None:
        """Show what is asked at ``now``; the same question repaints nothing."""
        self._asked, self._zone, self._now = view.question, view.zone, now
        self.set_class(view.question is not None, "-asked")
        self.redraw()

    def line(self, width: int) -> Line:
        """The question and the key that answers it."""
        if self._asked is None or self._now is None:
            return EMPTY
        return banner_line(self._asked, self._zone, self._now, self._key, width)


def banner_line(asked: QuestionView, zone: str, now: datetime, key: str, width: int) -> Line:
    """The question in exactly ``width`` cells; the key is never cut."""
    answers = f"{key} answers"
    more = f" · {asked.more} more" if asked.more else ""
    room = width - 2 * MARGIN - 2 - 2 - cell_len(answers) - cell_len(more)
    return to_width(
        (
            gap(MARGIN),
            Span("! ", "soon"),
            Span(cut(question_words(asked, zone, now), room)),
            gap(2),
            Span(key, "accent bold"),
            Span(answers[len(key) :] + more, "dim"),
        ),
        width,
    )


def question_words(asked: QuestionView, zone: str, now: datetime) -> str:
    """What is asked, in a sentence: times are those of ``zone``, with their day in a word unless it is today."""
    who = plain(asked.who)
    if asked.since is None:
        return f"{who} runs for {hm(asked.runs_s)}. Still working?"
    today = local_day(now, zone)
    since = moment_word(local(asked.since, zone), today)
    if asked.until is None:
        return f"Away since {since} while {who} runs"
    until = moment_word(local(asked.until, zone), today)
    if asked.runs_s:
        return f"{who} runs for {hm(asked.runs_s)}. fractui was closed {since}-{until}"
    return f"Away {since}-{until} ({hm(_seconds(asked.since, asked.until))}) while {who} ran"


def _seconds(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds())
