"""The parts of the Portfolio beside the clients: what needs a decision, the practice as a whole, the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from fractui.core.capacity import band_word
from fractui.core.money import Money
from fractui.core.wording import WEEKDAYS, hm, money, percent
from fractui.services.views.portfolio import Attention, DayBars, PortfolioView, PracticeSummary
from fractui.ui.lines import Line, Span, cell, cut, gap, plain, title_rule
from fractui.ui.widgets.pace_lines import running_seconds
from fractui.ui.widgets.wrapping import wrapped

MARKS = {3: ("!", "late bold"), 2: ("!", "soon bold")}
"""The mark and ink of an attention line by its severity; anything less is only worth knowing."""
FEW = 10
"""So many decisions are shown at first."""
MORE = "more"
"""The item of the line that shows the rest, or hides it again."""
PREPARE = ":attention-prepare"
"""The tail of a deliverable's line that leads to its preparation."""
LABEL = 12
"""Cells of the practice's labels."""


def attention_lines(
    found: Sequence[Attention], width: int, *, whole: bool = True, few: int = FEW
) -> list[Line]:
    """What needs a decision, the worst first; when there is much of it the first ``few``, with ``whole`` all.

    A line's item is what it leads to, with ``:attention1`` behind it where the same item may stand elsewhere in the pane.
    """
    lines = [title_rule("Attention", width)]
    if not found:
        return [*lines, (Span("Nothing needs a decision.", "dim"),)]
    code = max(cell_len(plain(each.code)) for each in found)
    seen: Counter[str] = Counter()
    for each in found if whole or len(found) <= few + 1 else found[:few]:
        item = led_to(each)
        seen[item] += 1
        if item.startswith("prepare:"):
            # All other keys are about the deliverable; what Enter leads to is told by the tail.
            item = f"deliverable:{item.removeprefix('prepare:')}{PREPARE}"
        elif seen[item] > 1 or not item.startswith("deliverable:"):
            item = f"{item}:attention{seen[item]}"
        lines += _decision(each, item, code, width)
    if len(found) > few + 1:
        words = "fewer" if whole else f"{len(found) - few} more"
        lines.append((gap(code + 4, MORE), Span(words, "dim", MORE)))
    return lines


def _decision(each: Attention, item: str, code: int, width: int) -> list[Line]:
    mark, ink = MARKS.get(each.severity, (" ", ""))
    room = max(1, width - code - 4)
    head = (Span(mark, ink, item), gap(1, item), cell(each.code, code, f"chip:{each.color} bold", item))
    texts = wrapped(each.text, room, 2) or [""]
    first = (*head, gap(2, item), cell(texts[0], room, "", item))
    return [first, *((gap(code + 4, item), cell(text, room, "", item)) for text in texts[1:])]


def led_to(found: Attention) -> str:
    """The item that an attention line leads to, with its client's code in it: ``deliverable:CODE:ID``, ``client:CODE``, ``practice``."""
    kind, _, rest = found.target.partition(":")
    if kind in ("deliverable", "prepare", "block", "promise", "person") and found.code and ":" not in rest:
        return f"{kind}:{found.code}:{rest}"
    return found.target


def practice_lines(practice: PracticeSummary, width: int) -> list[Line]:
    """The practice: committed capacity, income, the largest client, business development, administration, stage."""
    rows: list[tuple[str, Line]] = [("Committed", _committed(practice, width - LABEL))]
    rows += [
        ("" if row else "Income", (Span(text),))
        for row, text in enumerate(_income(practice, width - LABEL - 2))
    ]
    rows += [("", (Span(text, "dim"),)) for text in _yearly(practice)]
    if practice.largest:
        code, share = practice.largest
        bad = share >= practice.concentration_alarm
        ink = "late" if bad else "soon" if share > practice.concentration_warn else ""
        limit = Span(f"   limit {practice.concentration_warn} %", "dim")
        rows.append(("Largest", (Span(f"{code} ", "bold"), Span(percent(share), ink), limit)))
    rows.append(("New business", _business(practice)))
    if practice.admin_week_s:
        rows.append(("Admin", _admin(practice)))
    rows.append(("Stage", (Span(practice.stage),)))
    if practice.constraint:
        rows.append(("", (Span(practice.constraint, "dim"),)))
    lines = [title_rule("Practice", width)]
    for label, value in rows:
        lines.append(_cut((cell(label, LABEL, "dim"), gap(2), *value), width))
    return lines


def _cut(line: Line, width: int) -> Line:
    kept: list[Span] = []
    room = width
    for span in line:
        text = cut(span.text, room)
        if text:
            kept.append(Span(text, span.ink))
        room -= cell_len(text)
    return tuple(kept)


def _committed(practice: PracticeSummary, width: int) -> Line:
    low, high = practice.band
    value = practice.capacity_pct
    ink = "late" if value > high else ""
    word = band_word(value, low, high)
    band = Span(f"  {'room, band' if word == 'room' else word} {low}-{high}", "dim")
    scale = _scale(value, practice.band, min(20, width - 27))
    return (cell(percent(value), 6, ink), gap(2), *scale, band)


def _scale(value: float, band: tuple[int, int], width: int) -> Line:
    """0 to 100 % as a thin line, the band heavier, the value a dot on it."""
    if width < 8:
        return ()
    at = max(0, min(width - 1, round(value / 100 * (width - 1))))
    left, right = round(band[0] / 100 * (width - 1)), round(band[1] / 100 * (width - 1))
    spans: list[Span] = []
    for position in range(width):
        if position == at:
            inside = band[0] <= value <= band[1]
            spans.append(Span("●", "accent" if inside else "late" if value > band[1] else "soon"))
        elif left <= position <= right:
            spans.append(Span("━", "dim"))
        else:
            spans.append(Span("─", "rule"))
    return tuple(spans)


def _income(practice: PracticeSummary, width: int) -> list[str]:
    """A month's income, each currency for itself; an amount is never broken or cut."""
    if not practice.income:
        return ["none agreed yet"]
    lines = [money(practice.income[0])]
    for each in practice.income[1:]:
        longer = f"{lines[-1]} + {money(each)}"
        if cell_len(longer) <= width - len(" a month"):
            lines[-1] = longer
        else:
            lines.append(f"+ {money(each)}")
    lines[-1] += " a month"
    return lines


def _yearly(practice: PracticeSummary) -> list[str]:
    if not practice.income:
        return []
    total = practice.income_total
    if total is None:
        return ["no one sum: a currency has no rate in the settings"]
    year = f"{money(Money(total.minor * 12, total.currency))} a year"
    return [year if len(practice.income) == 1 else f"{money(total)} in all, {year}"]


def _business(practice: PracticeSummary) -> Line:
    week = Span(f"{hm(practice.bd_week_s)} this week")
    if practice.bd_share is None:
        return (week,)
    low, high = practice.bd_band
    place = "below" if practice.bd_share < low else "above" if practice.bd_share > high else "within"
    return (week, Span(f"   {percent(practice.bd_share)}, {place} {low}-{high}", "dim"))


def _admin(practice: PracticeSummary) -> Line:
    """A week's administration by the average of four weeks, against its target (rows 003-02, 003-21)."""
    target = practice.admin_target_s
    week = Span(f"{hm(practice.admin_week_s)} a week", "soon" if 0 < target < practice.admin_week_s else "")
    return (week, Span(f"   target {hm(target)}", "dim")) if target else (week,)


def week_lines(view: PortfolioView, width: int, now: datetime | None) -> list[Line]:
    """The week: a day a column, each a total over a strip in the clients' colours; a strip's digit is its client's key."""
    running = view.running
    today_s = running_seconds(running.start, now, view.day_start) if running else 0
    week_s = view.week_s + (running_seconds(running.start, now, view.week_start) if running else 0)
    note = f"{hm(week_s)} of {hm(view.week_target_s)}" if view.week_target_s else hm(week_s)
    days = [_with_running(day, view, today_s) if day.day == view.today else day for day in view.week]
    while len(days) > 5 and not days[-1].total_s and days[-1].day != view.today:
        days.pop()
    column, spare = divmod(width - 2 * (len(days) - 1), len(days))
    scale = max([view.week_target_s // 5, 3600, *(day.total_s for day in days)])
    marks = {row.code: "·" if row.key is None else str(row.key) for row in view.rows}
    heads: list[Span] = []
    strips: list[Span] = []
    for position, day in enumerate(days):
        wide = column + (position < spare)
        if heads:
            heads.append(gap(2))
            strips.append(gap(2))
        ink = "accent bold" if day.day == view.today else "dim"
        total = hm(day.total_s) if day.total_s else ""
        heads += [
            Span(WEEKDAYS[day.day.weekday()], ink),
            cell(total, wide - 3, "" if day.total_s else "dim", right=True),
        ]
        strips += _strip(day, wide, scale, marks)
    return [title_rule("This week", width, note), tuple(heads), tuple(strips)]


def _with_running(day: DayBars, view: PortfolioView, seconds: int) -> DayBars:
    if not seconds or view.running is None:
        return day
    whose = view.running.code
    parts = [(code, color, own + seconds if code == whose else own) for code, color, own in day.parts]
    if all(code != whose for code, _, _ in parts):
        parts.append((whose, view.running.color, seconds))
    return DayBars(day.day, tuple(parts), day.total_s + seconds, day.future)


def _strip(day: DayBars, width: int, scale: int, marks: dict[str, str]) -> Line:
    """Strokes as long as their share of ``scale``, each beginning with its client's key; what is not tracked is a thin line."""
    spans: list[Span] = []
    used, seconds_so_far = 0, 0
    for code, color, seconds in day.parts:
        seconds_so_far += seconds
        end = min(width, max(used + 1, round(width * seconds_so_far / scale)))
        if end > used:
            spans.append(Span(marks.get(code, "·").ljust(end - used, "━"), f"chip:{color}"))
            used = end
    spans.append(Span("─" * (width - used), "rule"))
    return tuple(spans)
