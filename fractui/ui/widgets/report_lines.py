"""The report as lines: what it sums by, its course, and its rows with bars in the clients' colours; pure functions of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fractui.core.rounding import shared
from fractui.core.stretch import LENGTHS
from fractui.core.text import safe
from fractui.core.wording import hm, percent
from fractui.services.reports import BY
from fractui.services.views.report import ReportRow, ReportView
from fractui.ui.lines import EIGHTHS, EMPTY, Line, Span, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.columns import Column, chosen, head_line, row_line
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.empty import empty_lines, key_hints
from fractui.ui.widgets.heads import count, head
from fractui.ui.widgets.trend import trend_lines
from fractui.ui.widgets.wrapping import wrapped

ROOMY = 100
"""With fewer cells lines are saved: the course is left out where the rows show the same."""
LABEL_MOST = 56
"""Cells that a row's words take at most; a bar tells more than the end of a long title."""


def report_lines(view: ReportView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """The whole pane."""
    between = [EMPTY] if width >= ROOMY else []
    lines = [_title(view, width), *between, *_choices(view, width, keys), EMPTY]
    if not view.rows:
        return lines + _nothing(view, width, keys)
    trend = trend_lines(view, width)
    if trend and (width >= ROOMY or view.shape.by != view.trend_by):
        lines += [*trend, EMPTY]
    return [*lines, *_table(view, width), *_foot(view, width, keys)]


def _title(view: ReportView, width: int) -> Line:
    """When and of whom, and flush right the sums."""
    if view.code:
        ink = chip(view.color)
        whose: Line = (
            Span(" · ", "dim"),
            Span(f"▌{plain(view.code)}", f"{ink} bold"),
            Span(f" {cut(view.name, max(0, width // 3))}" if view.name else ""),
        )
    else:
        whose = (Span(" · all clients", "dim"),)
    only = (Span(f" · only {cut(view.only, max(8, width // 4))}", "bold"),) if view.only else ()
    rounded = [count("rounded", hm(view.rounded_total_s))] if view.shape.rounded else []
    facts = [count("tracked", hm(view.total_s)), *rounded]
    if view.days > 1:
        facts.append((Span(f"{view.days} days, {hm(view.total_s // view.days)} each", "dim"),))
    title = (Span("Report", "accent bold"), Span(f" · {view.period}", "bold"), *whose, *only)
    return head(title, facts, width)


def _choices(view: ReportView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What it sums by and how long its stretch is, among what could be chosen, each with its key; on one line where that fits."""
    shape = view.shape
    by = _choice(keys.get("report.by", ""), BY, shape.by)
    length = _choice(keys.get("report.longer", ""), LENGTHS, shape.length)
    rounding = _choice(keys.get("report.round", ""), ("rounded",), "rounded" if shape.rounded else "")
    short = (*length, gap(3), *rounding)
    together = (*by, gap(3), *short)
    return [together] if width_of(together) <= width else [by, short]


def _choice(key: str, words: Sequence[str], chosen_word: str) -> Line:
    spans = [Span(f"{key} " if key else "", "accent bold")]
    for place, word in enumerate(words):
        spans += [Span(" " if place else ""), Span(word, "bold underline" if word == chosen_word else "dim")]
    return tuple(spans)


def _nothing(view: ReportView, width: int, keys: Mapping[str, str]) -> list[Line]:
    hints = [
        ("day.before", "earlier"),
        ("day.after", "later"),
        ("report.longer", "longer"),
        ("scope", "all clients"),
    ]
    hint = key_hints(keys, hints if view.code else hints[:3])
    about = "A report sums what was tracked: by client, kind of work, deliverable or day, over any stretch of time."
    when = "yet" if view.start is None else f"in {view.period}"
    if view.shape.length == "day":
        when = f"on {view.period}"
    return empty_lines(f"Nothing is tracked {when}.", about, width, hint)


# -- the rows ----------------------------------------------------------------------------------


def _table(view: ReportView, width: int) -> list[Line]:
    codes = (
        min(12, max(len(plain(row.code)) for row in view.rows)) if any(row.code for row in view.rows) else 0
    )
    whole = view.rounded_total_s if view.shape.rounded else view.total_s
    most = max((row.seconds for row in view.rows if not _is_without(row)), default=0)
    label = max(_label_width(view, row, codes) for row in view.rows)

    def figure(seconds: int, columns: int) -> Line:
        return (Span(hm(seconds).rjust(columns), "bold"),)

    def share(row: ReportRow, columns: int) -> Line:
        part = row.rounded_s if view.shape.rounded else row.seconds
        return (cell(percent(100 * part / whole, 1) if whole else "", columns, "dim", right=True),)

    table: list[Column[ReportRow]] = [
        Column(
            view.shape.by,
            1,
            min(label, 24),
            min(max(label, len(view.shape.by)), LABEL_MOST),
            lambda row, columns: _label(view, row, codes, columns),
            grow=1,
        ),
        Column("", 4, 8, width, lambda row, columns: _bar(row, columns, most, view.code), grow=2),
        Column("tracked", 2, 8, 8, lambda row, columns: figure(row.seconds, columns), right=True),
    ]
    if view.shape.rounded:
        table.append(
            Column("rounded", 2, 8, 8, lambda row, columns: figure(row.rounded_s, columns), right=True)
        )
    table.append(Column("share", 3, 7, 7, share, right=True))
    fitting = chosen(table, width)
    lines = [title_rule(f"By {view.shape.by}", width, _counted(view))]
    lines.append(head_line(fitting))
    lines += [row_line(fitting, row, row.item) for row in view.rows]
    if len(view.rows) > 1:
        lines.append(_total(view, [columns for _, columns in fitting], [each.head for each, _ in fitting]))
    return lines


def _counted(view: ReportView) -> str:
    return str(len(view.rows)) if len(view.rows) > 1 else ""


def _total(view: ReportView, widths: Sequence[int], heads: Sequence[str]) -> Line:
    sums = {"tracked": hm(view.total_s), "rounded": hm(view.rounded_total_s)}
    spans: list[Span] = []
    for place, (columns, name) in enumerate(zip(widths, heads, strict=True)):
        if place:
            spans.append(gap(2))
        text = "  all" if place == 0 else sums.get(name, "")
        spans.append(cell(text, columns, "dim" if place == 0 else "bold", right=place > 0))
    return tuple(spans)


def _is_without(row: ReportRow) -> bool:
    return row.item.startswith("without:")


def _words(view: ReportView, row: ReportRow) -> tuple[str, str]:
    """A row's words, the first bold and the second quiet; a day's year is only said where there are several."""
    if row.code and row.label == row.code:
        return row.detail, ""
    if view.shape.by == "day" and view.shape.length != "all":
        return row.label, ""
    return row.label, row.detail


def _label_width(view: ReportView, row: ReportRow, codes: int) -> int:
    label, detail = _words(view, row)
    words = width_of((Span(safe(label)), Span(f"  {safe(detail)}" if detail else "")))
    return 2 + (codes + 2 if codes else 0) + words


def _label(view: ReportView, row: ReportRow, codes: int, columns: int) -> Line:
    """Chip and code where a row is one client's, then its words, the quiet ones as far as there is room."""
    ink = chip(row.color)
    label, detail = _words(view, row)
    front: Line = (Span("▌", ink), gap(1))
    if codes:
        front = (Span("▌", ink), gap(1), cell(row.code, codes, f"{ink} bold"), gap(2))
    elif not row.color:
        front = (gap(2),)
    room = columns - width_of(front)
    name = Span(cut(label, room), "" if row.code and row.label == row.code else "bold")
    rest = room - width_of((name,))
    quiet = Span(f"  {cut(detail, rest - 2)}" if detail and rest > 6 else "", "dim")
    spans = (*front, name, quiet)
    return (*spans, gap(columns - width_of(spans)))


def _bar(row: ReportRow, columns: int, most: int, code: str) -> Line:
    """The row's length beside the longest one's, in the colours of those whose time it is; the last colour ends in an eighth of a cell.

    Time without any of what the report sums by has none: it would dwarf the others.
    """
    if _is_without(row):
        return (gap(columns),)
    eighths = max(round(columns * 8 * row.seconds / most), 1) if row.seconds else 0
    full, rest = divmod(eighths, 8)
    parts = [part for part in row.parts if part.seconds] if not code else row.parts[:1]
    spans = [
        Span("█" * cells, chip(part.color))
        for part, cells in zip(parts, shared(full, [part.seconds for part in parts]), strict=True)
        if cells
    ]
    if rest and parts:
        last = spans[-1].ink if spans else chip(parts[0].color)
        spans.append(Span(EIGHTHS[rest], last))
    return (*spans, gap(columns - full - (1 if rest else 0)))


def _foot(view: ReportView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """By which rule it is rounded, and whose timer runs, which does not count yet."""
    said = []
    if view.shape.rounded:
        said.append(
            f"Rounded: {view.rule}. What was tracked stays as it is."
            if view.rule
            else "Nobody here has a rule that rounds: "
            f"{keys.get('client.edit', 'Edit client')} on a client gives one, like 15m up per entry."
        )
    if view.running:
        said.append(f"{view.running} runs now; that counts when it is stopped.")
    lines = [(Span(text, "dim"),) for each in said for text in wrapped(each, width, 4)]
    return [EMPTY, *lines] if lines else []
