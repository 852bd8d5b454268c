"""The line on top: the clients with their keys, the panes, the date and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len
from textual import events
from textual.message import Message

from fractui.core.wording import clock, long_day
from fractui.core.zones import zone
from fractui.services.views.frame import FrameView, StripItem
from fractui.ui.actions import PANES
from fractui.ui.lines import Line, Span, gap, plain, to_width, width_of
from fractui.ui.theming import Inks
from fractui.ui.widgets.line_widget import LineWidget

MARGIN = 2
APART = 3
"""Least cells between the clients and what is at the right."""


class ClientStrip(LineWidget):
    """Shows a ``FrameView``'s clients; a click on one or on a pane's name asks for it."""

    class ClientWanted(Message):
        """The user wants this client's workspace."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class OwnWanted(Message):
        """The user wants own time."""

    class PaneWanted(Message):
        """The user wants this pane."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._view: FrameView | None = None
        self._code: str | None = None
        self._pane = PANES[0]
        self._now: datetime | None = None

    def show(self, view: FrameView, current_code: str | None, current_pane: str) -> None:
        """Show the clients, that of ``current_code`` (None on a pane of all clients) and the pane's name standing out."""
        if self._view is view and (self._code, self._pane) == (current_code, current_pane):
            return
        self._view, self._code, self._pane = view, current_code, current_pane
        self.redraw()

    def tick(self, now: datetime) -> None:
        """Show the time; repaints only when the minute has changed."""
        if self._now is None or now.replace(second=0, microsecond=0) != self._now:
            self._now = now.replace(second=0, microsecond=0)
            self.redraw()

    def line(self, width: int) -> Line:
        """The strip's line."""
        if self._view is None:
            return (gap(width),)
        local = self._now.astimezone(zone(self._view.zone)) if self._now else None
        running = self._view.timer.running
        own = running.code if running is not None and running.is_bucket else None
        return strip_line(self._view.strip, self._code, self._pane, local, width, own)

    def on_click(self, event: events.Click) -> None:
        """A click asks for what was clicked."""
        kind, _, name = (self.item_at(event.x) or "").partition(":")
        if kind == "client":
            self.post_message(self.ClientWanted(name))
        elif kind == "own":
            self.post_message(self.OwnWanted())
        elif kind == "pane":
            self.post_message(self.PaneWanted(name))


def strip_line(
    clients: Sequence[StripItem],
    code: str | None,
    pane: str,
    local: datetime | None,
    width: int,
    own: str | None = None,
) -> Line:
    """The strip in ``width`` cells: the richest form that fits; the clients are the last to give way.

    ``own`` is the bucket whose timer runs. Own time has its place after the clients; while none of it runs it is the first to give way.
    """
    room = width - 2 * MARGIN
    brand = (Span("fractui", "dim"), gap(APART))
    airy, tight = _clients(clients, code, 2), _clients(clients, code, 1)
    every, one = _panes(pane), _panes(pane, only=True)
    date, time = _clock(local, dated=True), _clock(local, dated=False)
    forms: tuple[tuple[Line, Line], ...] = (
        ((*brand, *airy), (*every, *date)),
        (airy, (*every, *date)),
        (airy, (*every, *time)),
        (tight, (*every, *time)),
        ((*brand, *airy), (*one, *date)),
        (airy, (*one, *date)),
        (airy, (*one, *time)),
        (tight, (*one, *time)),
    )
    place = _own(own)
    ends = (place,) if own else (place, ())
    for left, right, end in ((left, right, end) for left, right in forms for end in ends):
        if room - width_of(left) - width_of(end) - width_of(right) >= APART:
            break
    else:
        right, end = (*one, *time), place if own else ()
        left = _some(clients, code, room - width_of(right) - width_of(end) - APART)
    between = room - width_of(left) - width_of(end) - width_of(right)
    return to_width((gap(MARGIN), *left, *end, gap(between), *right, gap(MARGIN)), width)


def _own(bucket: str | None) -> Line:
    """The place of own time: which bucket's timer runs, or that own time can be started here."""
    if bucket is None:
        return (gap(2), Span("○ own", "dim", "own:"))
    return (gap(2), Span("●", "accent", "own:"), Span(f" {bucket}", "accent bold", "own:"))


def _clients(clients: Sequence[StripItem], code: str | None, apart: int) -> Line:
    spans: list[Span] = []
    for position, client in enumerate(clients):
        if position:
            spans.append(gap(apart))
        spans += _client(client, here=client.code == code)
    return tuple(spans) if clients else (Span("no clients yet", "dim"),)


def _client(client: StripItem, *, here: bool) -> Line:
    """Key, mark, code, a blank; the client whose workspace this is lies on a quiet background."""
    item = f"client:{client.code}"
    ground = " here" if here else ""
    key = " " if client.key is None else str(client.key)
    mark, ink = ("●", f"chip:{client.color}") if client.running else (" ", "")
    line = "underline " if here else ""
    return (
        Span(key, f"dim{ground}" if not here else f"bold{ground}", item),
        Span(mark, f"{ink}{ground}", item),
        Span(plain(client.code), f"{line}chip:{client.color} bold{ground}", item),
        *_waits(client, item, ground),
    )


def _waits(client: StripItem, item: str, ground: str = "") -> Line:
    """``!`` where something is late or over; after it, how many deliverables are finished and not delivered (row 003-04)."""
    late = client.attention > 0
    owed = min(client.undelivered, 9)
    ink = "late bold" if late else "soon bold"
    mark = Span("!", f"{ink}{ground}", item) if late or owed else Span(" ", ground, item)
    return (mark, Span(str(owed), f"soon bold{ground}", item)) if owed else (mark,)


def _some(clients: Sequence[StripItem], code: str | None, room: int) -> Line:
    """Every key, and as many codes as fit: this client's and the running one's first, then those that wait for something."""
    keyed = [each for each in clients if each.key is not None or each.code == code or each.running]
    left_out = len(clients) - len(keyed)
    more: Line = (gap(1), Span(f"+{left_out}", "dim")) if left_out else ()
    room -= sum(3 if each.key is not None else 0 for each in keyed) + width_of(more)
    named: set[str] = set()
    for each in sorted(keyed, key=lambda each: (each.code != code, not each.running, not each.attention)):
        cost = cell_len(each.code) + (1 if not each.undelivered else 2)
        if cost <= room or each.code == code or each.running:
            named.add(each.code)
            room -= cost
    spans: list[Span] = []
    for position, each in enumerate(keyed):
        if position:
            spans.append(gap(1))
        spans += _client(each, here=each.code == code) if each.code in named else _key_only(each)
    return (*spans, *more)


def _key_only(client: StripItem) -> Line:
    item = f"client:{client.code}"
    mark = Span("!", "late bold", item) if client.attention else Span(" ", "", item)
    return (Span(str(client.key), f"chip:{client.color} bold", item), mark)


def _panes(current: str, *, only: bool = False) -> Line:
    spans: list[Span] = []
    for name in PANES:
        if name == current:
            spans.append(Span(name.capitalize(), "accent bold", f"pane:{name}"))
        elif only:
            continue
        else:
            spans.append(Span(name.capitalize(), "dim", f"pane:{name}"))
        spans.append(gap(2 if name != PANES[-1] and not only else 0))
    return tuple(span for span in spans if span.text)


def _clock(local: datetime | None, *, dated: bool) -> Line:
    if local is None:
        return ()
    day = (Span(f"{long_day(local.date())} ", "dim"),) if dated else ()
    return (gap(APART), *day, Span(clock(local)))
