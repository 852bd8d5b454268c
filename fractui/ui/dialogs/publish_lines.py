"""Published calendars as lines: what is where and what waits, and an event that both sides have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from fractui.services.views.publishing import Conflict, Published, TargetRow
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap
from fractui.ui.widgets.columns import Column, chosen, head_line, row_line

When = Callable[[datetime], str]
"""A moment in words, on the user's clock."""
Outcome = Published | str
"""What a publishing did, or the sentence why it did not."""
INDENT = 4
SIDE = 12
"""Cells for which side an event is of."""
OURS_MARK, THEIRS_MARK = "here", "on the server"


def key_of(row: TargetRow | Published) -> str:
    """The item of a calendar."""
    return f"target:{row.code}:{'busy' if row.busy else 'full'}"


def target_lines(
    rows: Sequence[TargetRow], outcomes: Mapping[str, Outcome], width: int, when: When
) -> list[Line]:
    """A line a calendar; under it what the last publishing did, or what a person should know."""
    if not rows:
        return [(Span("No calendar is published yet.", "dim"),)]
    fitting = chosen(_columns(rows, when), width)
    lines = [head_line(fitting)]
    for row in rows:
        key = key_of(row)
        lines.append(row_line(fitting, row, key))
        text, ink = told(row, outcomes.get(key))
        if text:
            lines.append((gap(INDENT, key), cell(text, max(0, width - INDENT), ink, key)))
    return lines


def told(row: TargetRow, outcome: Outcome | None) -> tuple[str, str]:
    """What is to be said under a calendar, and its ink; empty when all is well."""
    if isinstance(outcome, str):
        return outcome, "late"
    if outcome is not None:
        return result_words(outcome), "ok" if outcome.is_done else "soon"
    if row.closed:
        return row.state, "dim"
    return row.state, "late" if row.trouble else "soon"


def result_words(done: Published) -> str:
    """What a publishing did: ``3 new, 1 changed, 2 removed; 1 changed on the server: enter chooses``."""
    parts = [done.words]
    if done.conflicts:
        count = len(done.conflicts)
        parts.append(f"{count:,} changed on the server: enter chooses")
    if done.refused:
        event, why = done.refused[0]
        more = f", and {len(done.refused) - 1} more" if len(done.refused) > 1 else ""
        parts.append(f"{event}: {why}{more}")
    if done.left:
        parts.append(f"{done.left:,} not come to")
    if done.note:
        parts.append(done.note)
    return ("✓ " if done.is_done else "") + "; ".join(parts)


def _columns(rows: Sequence[TargetRow], when: When) -> list[Column[TargetRow]]:
    code = max((len(row.code) + (11 if row.busy else 2) for row in rows), default=6)

    def whose(row: TargetRow, width: int) -> Line:
        busy = "busy for " if row.busy else ""
        ink = f"chip:{row.color}" if row.color else "dim"
        return (
            Span("▌ ", ink),
            Span(busy, "dim"),
            cell(row.code, width - 2 - len(busy), "dim" if row.closed else f"{ink} bold"),
        )

    def place(row: TargetRow, width: int) -> Line:
        return (cell(f"{row.name} at {row.host}", width),)

    def published(row: TargetRow, width: int) -> Line:
        words = "never" if row.published_at is None else when(row.published_at)
        return (cell(words, width, "dim" if row.published_at is None else ""),)

    def waiting(row: TargetRow, width: int) -> Line:
        return (cell(f"{row.pending:,}" if row.pending else "", width, "soon bold", right=True),)

    return [
        Column("whose", 1, code, code, whose),
        Column("calendar", 3, 16, 44, place, grow=1),
        Column("what", 6, 18, 18, lambda row, width: (cell(row.what, width, "dim"),)),
        Column(
            "there", 5, 6, 6, lambda row, width: (cell(f"{row.events:,}", width, right=True),), right=True
        ),
        Column("waiting", 2, 7, 7, waiting, right=True),
        Column("published", 4, 12, 16, published, grow=2),
    ]


def conflict_lines(conflicts: Sequence[Conflict], choices: Mapping[str, str], width: int) -> list[Line]:
    """Two lines an event, ours and theirs, the chosen one marked; above them what became of it."""
    lines: list[Line] = []
    for each in conflicts:
        if lines:
            lines.append(EMPTY)
        key = f"event:{each.uid}"
        choice = choices.get(each.uid, "")
        lines.append((cell(each.why, width, "bold", key),))
        lines.append(_side("ours", OURS_MARK, each.ours or "gone", choice, width, key))
        lines.append(_side("theirs", THEIRS_MARK, each.theirs or "gone", choice, width, key))
    return lines


def _side(side: str, name: str, words: str, choice: str, width: int, key: str) -> Line:
    taken = choice == side
    ink = "accent bold" if taken else "dim" if choice else ""
    mark = "● " if taken else "○ "
    room = max(0, width - 2 - SIDE - 2)
    return (
        Span(mark, ink or "dim", key),
        cell(name, SIDE + 2, "dim", key),
        Span(cut(words, room), ink, key),
    )
