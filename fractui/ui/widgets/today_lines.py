"""Now and next in one or two lines, for the Portfolio and a client's brief."""

from __future__ import annotations

from datetime import datetime

from fractui.core.wording import clock, hm, long_day
from fractui.services.views.today import NowBlock, TodayView, Wanted
from fractui.ui.lines import Line, Span, cut, plain, width_of
from fractui.ui.widgets.day_strip import chip

LABEL = 6
TITLE = 12
"""Cells below which a title says nothing."""
MARK = ":attention-today"
"""What tells an item here from the same one elsewhere in the pane."""


def today_lines(view: TodayView, width: int, now: datetime | None, *, items: bool = True) -> list[Line]:
    """A line for what is on now, one for what comes next and what is wanted today; none where there is nothing to say.

    Without ``items`` nothing in them can be selected.
    """
    if view.is_empty or now is None:
        return []
    lines: list[Line] = []
    on = [each for each in view.now if each.end > now]
    if on:
        lines.append(_now_line(on, view, width, now))
    follows = view.following if view.following is not None and view.following.start > now else None
    if follows is not None or view.wanted:
        lines.append(_next_line(follows, view.wanted, width, now))
    if items:
        return lines
    return [tuple(span._replace(item=None) for span in line) for line in lines]


def _now_line(on: list[NowBlock], view: TodayView, width: int, now: datetime) -> Line:
    first = on[0]
    key = f"{first.key}{MARK}"
    left = int(first.end.timestamp() - now.timestamp())
    tail = f"  until {clock(first.end)}, {hm(left)} left"
    others = f"  and {len(on) - 1} more at the same time" if len(on) > 1 else ""
    who = _who(first.code, first.color, key)
    elsewhere = f"  {plain(view.running)} runs" if view.running not in ("", first.code) and first.code else ""
    room = width - LABEL - width_of(who) - len(tail)
    extras = [Span(others, "late", key), Span(elsewhere, "soon", key)]
    while extras and room - sum(len(each.text) for each in extras) < TITLE:
        extras.pop(0)
    room -= sum(len(each.text) for each in extras)
    title = Span(cut(first.title, room), "bold", key)
    return (Span("Now   ", "accent bold", key), *who, title, Span(tail, "", key), *extras)


def _next_line(follows: NowBlock | None, wanted: tuple[Wanted, ...], width: int, now: datetime) -> Line:
    spans: list[Span] = [Span("Next  ", "dim")]
    if follows is not None:
        key = f"{follows.key}{MARK}"
        who = _who(follows.code, follows.color, key)
        when = f"  {_when(follows.start, now)}"
        room = min(40, width - LABEL - width_of(who) - len(when))
        spans += [*who, Span(cut(follows.title, room), "bold", key), Span(when, "", key)]
    for number, each in enumerate(wanted):
        part = _wanted(each)
        room = width - width_of(spans) - 3
        if room < width_of(part) and number:
            rest = f"  · {len(wanted) - number} more"
            spans += [Span(rest, "dim")] if width - width_of(spans) >= len(rest) else []
            break
        if room < TITLE + 8:
            break
        spans += [Span(" · " if len(spans) > 1 else "", "dim"), *_cut_to(part, room)]
    return tuple(spans)


def _wanted(each: Wanted) -> Line:
    key = f"{each.key}{MARK}"
    word = "due" if each.kind == "due" else "promised"
    when, ink = (f"{word} today", "soon") if each.days == 0 else (f"{-each.days} d late", "late")
    return (*_who(each.code, each.color, key), Span(plain(each.title), "", key), Span(f" {when}", ink, key))


def _cut_to(line: Line, room: int) -> Line:
    over = width_of(line) - room
    if over <= 0:
        return line
    title = line[2]
    return (*line[:2], title._replace(text=cut(title.text, max(1, width_of((title,)) - over))), *line[3:])


def _who(code: str, color: str, key: str) -> Line:
    ink = chip(color)
    return (Span("▌", ink, key), Span(f"{plain(code) or 'own'} ", f"{ink} bold" if code else "dim", key))


def _when(start: datetime, now: datetime) -> str:
    """``14:00, in 0:53``; on another day its name."""
    if start.date() == now.astimezone(start.tzinfo).date():
        return f"{clock(start)}, in {hm(int(start.timestamp() - now.timestamp()))}"
    return f"{long_day(start.date())} {clock(start)}"
