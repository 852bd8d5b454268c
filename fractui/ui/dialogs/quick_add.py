"""The quick-add line: what it says while it is typed, and the examples while it is empty."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from fractui.core.quick_completion import completed
from fractui.core.quick_line import read_line
from fractui.core.quick_reading import Context, Part, Reading
from fractui.core.wording import category_label, clock, hm, long_day
from fractui.core.zones import local
from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView
from fractui.ui.dialogs.heading import timer_line
from fractui.ui.dialogs.line_prompt import Prompt
from fractui.ui.dialogs.row_fields import shared_words
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, width_of
from fractui.ui.widgets.day_strip import chip

EXAMPLES = (
    ("acme 9:30-11 board deck deep", "from and to, what for, which kind"),
    ("beta 45m ago call", "began 45 minutes ago, until now"),
    ("bd since last lunch with Maria", "from the end of the last entry until now"),
    ("acme 2h on friday +board #q4", "how long only; its deliverable, a tag"),
    ("start acme 9:40", "starts the timer; so do … at the end"),
)
HEIGHT = len(EXAMPLES)
INKS = {
    Part.TIME: "accent",
    Part.DAY: "accent",
    Part.KIND: "ok",
    Part.DELIVERABLE: "ok",
    Part.TAG: "ok",
    Part.TROUBLE: "late underline",
    Part.NOTE: "",
}
Colors = dict[str, str]
"""Each client's colour by its code."""


class QuickAdd:
    """Reads one line in a context; ``view`` is the day that is in sight, to say at once what the line would share time with.

    ``running`` is what the timer runs for.
    """

    def __init__(
        self, context: Context, colors: Colors, view: DayView | None, running: RunningView | None = None
    ) -> None:
        self._context = context
        self._running = running
        self._colors = colors
        self._view = view
        self._names = {owner.code: owner.name for owner in context.owners if not owner.is_bucket}
        self._titles = {owed.id: owed.title for owed in context.owed}
        self._last = ("", Reading())

    def prompt(self, save: Callable[[Reading], Awaitable[None]], value: str = "") -> Prompt:
        """The line's dialog; ``save`` is awaited with what was read, and ``value`` is what it begins with."""
        return Prompt(
            title="Add time",
            read=self.lines,
            save=lambda text: save(self.reading(text)),
            value=value,
            hint="who, when, what: acme 9:30-11 board deck deep",
            height=HEIGHT,
            complete=lambda text: completed(text, self._context),
            marks=self.marks,
            more="form",
        )

    def reading(self, text: str) -> Reading:
        """What the line says; one line is read once."""
        if self._last[0] != text:
            self._last = (text, read_line(text, self._context))
        return self._last[1]

    def marks(self, text: str) -> Sequence[tuple[int, int, str]]:
        """The ink of each word: the client's own colour for whose it is."""
        reading = self.reading(text)
        whose = f"{chip(self._colors.get(reading.who, ''))} bold"
        return [
            (piece.start, piece.end, whose if piece.part is Part.WHO else INKS[piece.part])
            for piece in reading.pieces
        ]

    def lines(self, text: str, width: int) -> Sequence[Line]:
        """What is understood: whose and when, what, and what is missing or in the way."""
        if not text.strip():
            return [_example(line, words, width) for line, words in EXAMPLES]
        reading = self.reading(text)
        return [
            self._whose_and_when(reading, width),
            self._what(reading, width),
            self._timer(reading),
            self._word(reading, width),
        ]

    def _whose_and_when(self, reading: Reading, width: int) -> Line:
        ink = chip(self._colors.get(reading.who, ""))
        who: Line = (Span("▌", "dim"), Span("for whom?", "dim"))
        if reading.who:
            who = (Span("▌", ink), Span(plain(reading.who), f"{ink} bold"))
        when = _when(reading, self._context)
        name = self._names.get(reading.who, "")
        room = width - width_of((*who, *when)) - 5
        if name and room >= 8:
            who = (*who, gap(2), Span(cut(name, min(room, 28))))
        return (*who, gap(3), *when)

    def _what(self, reading: Reading, width: int) -> Line:
        kind = category_label(reading.category)
        owed = self._titles.get(reading.deliverable, "")
        tags = " ".join(f"#{tag}" for tag in reading.tags)
        aside = [Span(cut(text, 32), "dim") for text in (kind, f"for {owed}" if owed else "", tags) if text]
        spans = [span for each in aside for span in (gap(3), each)]
        room = max(8, width - width_of(spans) - 1)
        note = Span(cut(reading.note, room), "bold") if reading.note else Span("no note", "dim")
        return (gap(1), note, *spans)

    def _timer(self, reading: Reading) -> Line:
        """Whose timer runs, where the time becomes another client's and the timer stays where it is (row 003-08)."""
        code = reading.who if reading.who in self._names and not reading.runs else ""
        line = timer_line(code, self._running)
        return (gap(1), *line) if line else EMPTY

    def _word(self, reading: Reading, width: int) -> Line:
        """The one sentence below: what is missing, else what it would share time with, else that it can be kept."""
        if reading.trouble:
            return (Span(cut(reading.trouble, width), "soon"),)
        shared = self._shared(reading)
        if shared:
            return (
                Span("! ", "soon bold"),
                Span(cut(f"{shared}; enter asks who gives way", width - 2), "soon"),
            )
        return (Span("✓ ", "ok"), Span("starts the timer" if reading.runs else "can be saved", "dim"))

    def _shared(self, reading: Reading) -> str:
        if self._view is None or reading.start is None:
            return ""
        now = self._context.present.now
        rows = [row for row in self._view.rows if not (reading.runs and row.end is None)]
        return shared_words(reading.start, reading.end or now, rows, now)


def _example(line: str, words: str, width: int) -> Line:
    return (cell(line, min(34, width)), gap(2), Span(cut(words, max(0, width - 36)), "dim"))


def _when(reading: Reading, context: Context) -> Line:
    """The day, the times, the length; what is not known yet as a quiet question."""
    zone, today = context.present.zone, context.present.today
    if reading.day is not None:
        return (
            Span(long_day(reading.day)),
            gap(3),
            Span(hm(reading.seconds), "bold"),
            gap(3),
            Span("no clock times", "dim"),
        )
    if reading.start is None:
        return (
            (Span("runs from now on", "accent bold"),)
            if reading.runs and not reading.trouble
            else (Span("when?", "dim"),)
        )
    start = local(reading.start, zone)
    day = Span(f"{long_day(start.date())}", "dim" if start.date() == today else "soon")
    if reading.end is None:
        until = Span("runs", "accent bold") if reading.runs else Span("?", "dim")
        return (day, gap(3), Span(f"{clock(start)}-"), until)
    end = local(reading.end, zone)
    after = "" if end.date() == start.date() else f" {long_day(end.date())[:3]}"
    seconds = int((reading.end - reading.start).total_seconds())
    return (day, gap(3), Span(f"{clock(start)}-{clock(end)}{after}"), gap(3), Span(hm(seconds), "bold"))
