"""A report as files for others: a Markdown page that can be sent to a client, CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date

from fractui.core.client import Client
from fractui.core.entry import Bucket
from fractui.core.markdown import as_markdown
from fractui.core.period import Period
from fractui.core.rounding import rounding_words
from fractui.core.wording import (
    MONTH_NAMES,
    bucket_label,
    category_label,
    hm,
    long_day,
    percent,
    period_label,
    week_label,
)
from fractui.services import documents
from fractui.services.report_forms import WITHOUT, columns
from fractui.services.reports import Report
from fractui.services.spreadsheet import cell

HEADS = {
    "client": "Client",
    "category": "Kind of work",
    "day": "Day",
    "week": "Week",
    "month": "Month",
    "deliverable": "Deliverable",
}
"""What a report's groupings are called on a page."""

FORMS = ("csv", "markdown", "json")
"""What a report can be written as."""

ENDINGS = {"csv": "csv", "markdown": "md", "json": "json"}


OTHER = {"category": "other", "deliverable": "other work"}
"""What a page calls the time that has none of what it sums by."""


def key_words(by: str, key: str, names: Mapping[str, str]) -> str:
    """A report's key in people's words; ``names`` has the clients' names by code."""
    if not key:
        return WITHOUT.get(by, "")
    if by == "client":
        if key in set(Bucket):
            return bucket_label(key)
        return f"{names[key]} ({key})" if key in names else key
    if by == "category":
        return category_label(key)
    if by == "day":
        day = date.fromisoformat(key)
        return f"{long_day(day)} {day.year}"
    if by == "week":
        return week_label(monday_of(key))
    if by == "month":
        return f"{MONTH_NAMES[int(key[5:]) - 1]} {key[:4]}"
    return key


def monday_of(week: str) -> date:
    """The Monday of a report's week, ``2026-W48``."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def page(found: Report, code: str | None, clients: Mapping[str, Client], only: str = "") -> str:
    """A report as a Markdown page: whose and when, the sums, and by which rule they are rounded.

    ``code`` is the one client's, in whose page nothing names anybody else; None for everybody's. ``only`` says what it is kept to.
    The page of a client who is shown no hours has only the shares (row 002-40).
    """
    hours = code is None or code not in clients or clients[code].show_hours
    names = {each: client.name for each, client in clients.items()}
    who = "All clients" if code is None else key_words("client", code, names)
    if code is not None and code in names:
        who = names[code]
    period = period_label(Period(found.start, found.end))
    rows = [_row(found, place, code, names, hours) for place in range(len(found.rows))]
    total = ["**Total**", *[""] * (len(found.by) - 1)]
    total += _figures(found, found.total_s, found.rounded_total_s, lambda text: f"**{text}**", hours)
    titles = [HEADS[by] for by in found.by]
    titles += [*(["Tracked", *(["Rounded"] if found.rules is not None else [])] if hours else []), "Share"]
    about = f", {as_markdown(only)}" if only else ""
    lines = [f"# {as_markdown(who)}: time in {period}{about}", ""]
    lines += _table(titles, [*rows, total] if rows else [], len(found.by))
    if not rows:
        lines.append("Nothing was tracked then.")
    lines += ["", _stated(found, code) if hours else "Shares of the time of these days."]
    return "\n".join(lines) + "\n"


def _row(found: Report, place: int, code: str | None, names: Mapping[str, str], hours: bool) -> list[str]:
    keys, (_, seconds), rounded_s = found.keys[place], found.rows[place], found.rounded[place]
    words = [
        key_words(by, key.removeprefix(f"{code} ") if by == "deliverable" else key, names)
        if key
        else OTHER[by]
        for by, key in zip(found.by, keys, strict=True)
    ]
    return [*map(as_markdown, words), *_figures(found, seconds, rounded_s, str, hours)]


def _figures(
    found: Report, seconds: int, rounded_s: int, shown: Callable[[str], str], hours: bool
) -> list[str]:
    """A row's figures: its time where ``hours`` may be named, and its share of the whole."""
    is_rounded = found.rules is not None
    whole = found.rounded_total_s if is_rounded else found.total_s
    share = percent(100 * (rounded_s if is_rounded else seconds) / whole, 1) if whole else ""
    if not hours:
        return [share]
    return [shown(hm(seconds)), *([shown(hm(rounded_s))] if is_rounded else []), share]


def _table(titles: list[str], rows: list[list[str]], words: int) -> list[str]:
    """A Markdown table whose first ``words`` columns are text and whose others are figures, flush right."""
    if not rows:
        return []
    widths = [max(len(row[place]) for row in [titles, *rows]) for place in range(len(titles))]

    def line(cells: list[str]) -> str:
        padded = (
            text.ljust(width) if place < words else text.rjust(width)
            for place, (text, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join(padded)} |"

    rule = [
        "-" * (width + 2) if place < words else "-" * (width + 1) + ":" for place, width in enumerate(widths)
    ]
    return [line(titles), f"|{'|'.join(rule)}|", *map(line, rows)]


def _stated(found: Report, code: str | None) -> str:
    """What the figures are: hours and minutes, and rounded by which rules."""
    if not found.rules:
        return "In hours and minutes, tracked to the second."
    if code is not None:
        return f"In hours and minutes. Rounded: {rounding_words(found.rules[code])}."
    rules = "; ".join(f"{each} {rounding_words(rule)}" for each, rule in sorted(found.rules.items()))
    return f"In hours and minutes. Rounded: {rules}."


def csv_bytes(found: Report) -> bytes:
    """A report for a spreadsheet, which opens it as text and numbers and never as formulas."""
    titles, rows = columns(found, "csv")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([title.removeprefix(">") for title in titles])
    words = len(found.by)
    writer.writerows([*map(cell, row[:words]), *row[words:]] for row in rows)
    return text.getvalue().encode()


def json_bytes(found: Report) -> bytes:
    """A report for a program, as ``fractui report --json`` gives it."""
    return json.dumps(documents.report(found), indent=1).encode() + b"\n"
