"""How a month stands, drawn: the bar with its pace mark, the hours, the pace in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fractui.core.cycle import AHEAD, OVER, pace
from fractui.core.wording import hm
from fractui.services.views.frame import CycleView
from fractui.ui.lines import Line, Span

NEAR = 0.9
"""From this share of the commitment on, being ahead of the pace is worth a colour."""


def running_seconds(since: datetime | None, now: datetime | None, floor: datetime | None = None) -> int:
    """Seconds that a timer running ``since`` has added by ``now``, of them only what is after ``floor``; never below 0."""
    if since is None or now is None:
        return 0
    begin = max(since, floor) if floor else since
    return max(0, int((now - begin).total_seconds()))


def used_now(cycle: CycleView, since: datetime | None, now: datetime | None) -> int:
    """The month's seconds with the running part in them."""
    return cycle.used_s + running_seconds(since, now, cycle.month_start)


def pace_words(cycle: CycleView, used_s: int) -> tuple[str, str, str]:
    """The pace as a word, a duration (empty when on pace) and their ink; all empty without a commitment."""
    if cycle.commitment_s <= 0:
        return "", "", ""
    found = pace(used_s, cycle.commitment_s, cycle.expected_s)
    if not found.seconds:
        return found.word, "", "dim"
    if found.word == OVER:
        return found.word, hm(found.seconds), "late"
    near = found.word == AHEAD and used_s >= NEAR * cycle.commitment_s
    return found.word, hm(found.seconds), "soon" if near else ""


def cycle_bar(cycle: CycleView, used_s: int, width: int) -> Line:
    """The month as a bar: full is the commitment, the mark is the even pace by now, a part beyond the commitment is red."""
    if width <= 0 or cycle.commitment_s <= 0:
        return (Span(" " * max(0, width)),)
    full = max(used_s, cycle.commitment_s)
    over = (
        max(1, round(width * (used_s - cycle.commitment_s) / full))
        if used_s - cycle.commitment_s >= 60
        else 0
    )
    halves = round(2 * width * used_s / full) - 2 * over
    cells = ["━"] * (halves // 2) + ["╸"] * (halves % 2)
    inks = ["bar"] * len(cells) + ["late"] * over
    cells += ["━"] * over
    cells += ["─"] * (width - len(cells))
    inks += ["rule"] * (width - len(inks))
    mark = min(width - 1, int(width * cycle.expected_s / full))
    cells[mark], inks[mark] = "│", "mark"
    return _joined(cells, inks)


def _joined(cells: Sequence[str], inks: Sequence[str]) -> Line:
    spans = []
    start = 0
    for position in range(1, len(cells) + 1):
        if position == len(cells) or inks[position] != inks[start]:
            spans.append(Span("".join(cells[start:position]), inks[start]))
            start = position
    return tuple(spans)


def stroke(share: float, mark: float, width: int) -> Line:
    """A stroke for ``share`` of the width with a mark at ``mark`` (both 0 to 1); no mark at 0."""
    halves = max(0, min(2 * width, round(2 * width * share)))
    cells = ["━"] * (halves // 2) + ["╸"] * (halves % 2)
    inks = ["bar"] * len(cells)
    cells += ["─"] * (width - len(cells))
    inks += ["rule"] * (width - len(inks))
    if mark > 0:
        at = min(width - 1, int(width * mark))
        cells[at], inks[at] = "│", "mark"
    return _joined(cells, inks)
