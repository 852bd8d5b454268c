"""The door to other programs' files: open one as what the user calls it, or find out what it is."""

from __future__ import annotations

import json
import os
import re
from importlib import import_module

from fractui.core.errors import FieldRefused, Refused
from fractui.core.zones import check_zone
from fractui.exchange import timewarrior
from fractui.exchange.clock import DayOrder
from fractui.exchange.foreign import ForeignFile, beginning_of
from fractui.exchange.rows import Reading
from fractui.exchange.sheet import Sheet

FORMATS = ("toggl", "harvest", "clockify", "timewarrior", "watson", "csv", "bartib")
"""The formats that can be opened, as the command line names them."""

TITLES = {
    "toggl": "Toggl",
    "harvest": "Harvest",
    "clockify": "Clockify",
    "timewarrior": "Timewarrior",
    "watson": "Watson",
    "csv": "fractui's own CSV or one like it",
    "bartib": "Bartib or tock",
    "ics": "Calendar",
}
"""What a person calls each format; a calendar is opened elsewhere."""

_DAY_ORDERS = ("dmy", "mdy")
_CLOCKIFY_ONLY = frozenset(
    [
        "group",
        "activity",
        "duration (h)",
        "duration (decimal)",
        "time (h)",
        "time (decimal)",
        "date of creation",
    ]
)
_WATSON = frozenset(["id", "start", "stop", "project", "tags"])
_HARVEST_ONLY = frozenset(["task", "project code", "first name", "last name", "invoiced", "hours rounded"])


def open_file(
    path: str | os.PathLike[str],
    format: str,  # noqa: A002 - the command line's word
    zone: str,
    day_order: str | None = None,
) -> Reading:
    """Open a file of one of ``FORMATS``; ``zone`` is where its clocks hung, ``day_order`` is ``dmy`` or ``mdy``.

    The whole file is looked at before the first row is given, so that damage further down is told at once. Rows
    that cannot be read are given with their problem and never raise.

    Raises:
        NotFound: there is no such file.
        FieldRefused: there is no such format, zone or order, or the dates contradict the order (``AskDayOrder``
            where they leave it open).
        Refused: it is no regular file, not text, damaged, too large, empty, or of another program.
    """
    if format not in FORMATS:
        raise FieldRefused("format", f"There is no such format; write one of {', '.join(FORMATS)}.")
    if day_order is not None and day_order not in _DAY_ORDERS:
        raise FieldRefused("dates", "The order of dates is dmy (the day first) or mdy (the month first).")
    zone = check_zone(zone)
    file = ForeignFile(path)
    other = _recognised(file)
    if other is not None and other != format:
        raise Refused(f"{file.name} looks like a file of {TITLES[other]}; import it as {other}.")
    order: DayOrder | None = "dmy" if day_order == "dmy" else "mdy" if day_order == "mdy" else None
    module = import_module(f"fractui.exchange.{'own' if format == 'csv' else format}")
    reading: Reading = module.read(file, zone, order)
    return reading


def sniff(path: str | os.PathLike[str]) -> str | None:
    """Which of ``FORMATS`` a file is in, by what is in it; None where it is text but none of them.

    Raises:
        NotFound: there is no such file.
        Refused: it can be none of them: no regular file, empty, not text, a ZIP archive, a PDF.
    """
    return _recognised(ForeignFile(path))


def is_calendar(path: str) -> bool:
    """Whether a file is a calendar, by its name or by how it begins.

    Raises:
        NotFound: there is no such file.
        Refused: it is no regular file, or may not be read.
    """
    begins = beginning_of(path).lstrip(b" \t\r\n\xef\xbb\xbf")[:20].upper()
    return path.lower().endswith((".ics", ".ical", ".icalendar")) or begins.startswith(
        (b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")
    )


def _recognised(file: ForeignFile) -> str | None:
    begins = file.beginning
    first_line = begins.partition("\n")[0].rstrip()
    if timewarrior.is_line(first_line) or timewarrior.has_settings(begins):
        return "timewarrior"
    if begins.startswith(("[", "{")):
        return _of_json(begins)
    if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d (?:- \d{4}-\d\d-\d\d \d\d:\d\d )?\|", first_line):
        return "bartib"
    return _of_header(Sheet(file))


def _of_json(begins: str) -> str | None:
    """The format of a JSON file by its first record, None where the file begins like neither."""
    bare = begins.startswith("{")
    text = begins if bare else begins[1:].lstrip()
    try:
        first, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(first, list):
        return "watson" if len(first) >= 3 and isinstance(first[2], str) else None
    if not isinstance(first, dict):
        return None
    if "project" in first and "start" in first:
        return "watson"
    return "timewarrior" if not bare and re.fullmatch(r"\d{8}T\d{6}Z", str(first.get("start"))) else None


def _of_header(sheet: Sheet) -> str | None:
    """The format of a table by its header."""
    names = frozenset(sheet.names)
    if {"start date", "start time"} <= names:
        return "clockify" if names & _CLOCKIFY_ONLY else "toggl"
    if {"start", "stop", "project"} <= names <= _WATSON:
        return "watson"
    if {"date", "hours"} <= names and names & _HARVEST_ONLY:
        return "harvest"
    if "start" in names and names & {"end", "stop"}:
        return "csv"
    if names & {"day", "date"} and names & {"hours", "duration", "duration s"}:
        return "csv"
    return None
