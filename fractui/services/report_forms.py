"""A report's sums as the columns of a table, and as a page that can be sent to a client.

Light on purpose: every ``fractui report`` imports it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractui.services.reports import Report

    Columns = tuple[list[str], list[tuple[str, ...]]]

WITHOUT = {"category": "no category", "deliverable": "no deliverable"}
"""What stands for the time that has none of what a report is by."""


def columns(found: Report, form: str = "table") -> Columns:
    """A report's columns and rows of text; a title that begins with ``>`` is of figures. All but CSV end with the total.

    Durations are ``h:mm`` for people; for spreadsheets CSV has them in hours and in whole seconds too, whatever the locale. A
    share is of the rounded seconds where there are any.
    """
    rounded = found.rules is not None
    titles = [*found.by, ">h:mm", *([">rounded"] if rounded else []), ">share"]
    if form == "csv":
        titles += [">hours", ">seconds", *([">rounded_hours", ">rounded_seconds"] if rounded else [])]
    rows = []
    before = ""
    for keys, (_, seconds), rounded_s in zip(found.keys, found.rows, found.rounded, strict=True):
        names = [key or WITHOUT.get(by, "") for key, by in zip(keys, found.by, strict=True)]
        if len(names) > 1 and form != "csv":
            names[0], before = "" if names[0] == before else names[0], names[0]
        rows.append((*names, *_figures(seconds, rounded_s, found, form)))
    if form != "csv":
        blank = [""] * (len(found.by) - 1)
        rows.append(("total", *blank, *_figures(found.total_s, found.rounded_total_s, found, form)))
    return titles, rows


def _figures(seconds: int, rounded_s: int, found: Report, form: str) -> list[str]:
    rounded = found.rules is not None
    part, whole = (rounded_s, found.rounded_total_s) if rounded else (seconds, found.total_s)
    figures = [hours_minutes(seconds), *([hours_minutes(rounded_s)] if rounded else [])]
    figures.append(f"{100 * part / whole:.1f} %" if whole else "")
    if form == "csv":
        for each in (seconds, rounded_s) if rounded else (seconds,):
            figures += [f"{each / 3600:.2f}", str(each)]
    return figures


def hours_minutes(seconds: int) -> str:
    """``h:mm`` as ``core.wording.hm`` writes it, which is too much to import here."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"
