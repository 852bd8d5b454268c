"""The fields of a time entry and of a planned block, and what their texts mean to the service."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fractui.core.block import Block
from fractui.core.entry import Entry
from fractui.core.when import parse_date, parse_days, parse_duration, parse_time, parse_when
from fractui.core.wording import WEEKDAYS
from fractui.core.zones import written
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.setting import Setting, written_day

OVERLAPS = ("refuse", "trim", "keep")


def entry_fields(
    setting: Setting, old: Entry | None, *, who: str = "", start: str = "", end: str = ""
) -> tuple[Field, ...]:
    """The fields of a time entry; a running one has no end."""
    begun = {"start": _moment(old.start, setting) if old else start}

    def check_start(text: str) -> str:
        begun["start"] = text
        return checks.moment("start", setting.now, setting.zone)(text)

    ending = checks.ends(lambda: begun["start"], setting.now, setting.zone)
    running = old is not None and old.end is None
    return (
        Field(
            "who",
            "Client or own time",
            old.client or str(old.bucket) if old else who,
            "ACME",
            checks.required("who", "a client's code or a bucket's name"),
            setting.owners,
        ),
        Field("start", "From", begun["start"], "9:30, yesterday 14:05, -20m", check_start),
        Field(
            "end",
            "To",
            _moment(old.end, setting) if old and old.end else end,
            "runs still" if running else "11:00, 1h30, now",
            checks.optional(ending) if running else ending,
        ),
        Field(
            "category",
            "Kind",
            (old.category or "") if old else "",
            "deep_work, meeting, one_on_one, async…",
            checks.optional(checks.category),
            checks.CATEGORIES,
        ),
        Field("note", "Note", old.note if old else "", "", checks.line("note")),
        Field(
            "on_overlap",
            "On overlap",
            "refuse",
            "refuse, trim or keep",
            checks.one_of("on_overlap", OVERLAPS),
            OVERLAPS,
        ),
    )


def entry_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Entries.add`` and ``Entries.edit`` take them."""
    start = parse_when(values["start"], setting.now, setting.zone, "start")
    end = checks.end_of(values["end"], start, setting.now, setting.zone) if values["end"].strip() else None
    return {
        "who": values["who"].strip(),
        "start": start,
        "end": end,
        "category": checks.pick("category", values["category"], checks.CATEGORIES)
        if values["category"].strip()
        else None,
        "note": values["note"],
        "on_overlap": checks.pick("on_overlap", values["on_overlap"], OVERLAPS),
    }


def _moment(moment: datetime, setting: Setting) -> str:
    return written(moment, setting.zone)


def block_fields(setting: Setting, old: Block | None, zone: str) -> tuple[Field, ...]:
    """The fields of a block or a weekly series of them."""
    return (
        Field("title", "Title", old.title if old else "", "focus block", checks.required("title", "a title")),
        Field(
            "days",
            "Each",
            ",".join(WEEKDAYS[day].lower() for day in old.days) if old else "",
            "tue,thu; empty for one day only",
            checks.optional(checks.weekdays),
        ),
        Field("at", "At", f"{old.at:%H:%M}" if old else "", "09:00", checks.time_of_day),
        Field("length", "Length", f"{old.minutes}m" if old else "", "3h, 90m", checks.length("length")),
        Field(
            "starts_on",
            "From",
            written_day(old.starts_on) if old else written_day(setting.today),
            "2026-11-24",
            checks.day("starts_on", setting.today),
        ),
        Field(
            "until",
            "Until",
            written_day(old.until) if old else "",
            "open if left empty",
            checks.optional(checks.day("until", setting.today)),
        ),
        Field("zone", "Time zone", old.zone if old else zone, "Europe/Berlin", checks.zone),
        Field(
            "category",
            "Kind",
            (old.category or "") if old else "",
            "deep_work, leadership_meeting…",
            checks.optional(checks.category),
            checks.CATEGORIES,
        ),
        Field("location", "Where", old.location if old else "", "", checks.line("location")),
    )


def block_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Planning.add_block`` and ``Planning.edit_block`` take them."""
    return {
        "title": values["title"].strip(),
        "days": parse_days(values["days"], "days") if values["days"].strip() else (),
        "at": parse_time(values["at"], "at"),
        "minutes": parse_duration(values["length"], "length") // 60,
        "starts_on": parse_date(values["starts_on"], setting.today, "starts_on"),
        "until": parse_date(values["until"], setting.today, "until") if values["until"].strip() else None,
        "zone": values["zone"],
        "category": checks.pick("category", values["category"], checks.CATEGORIES)
        if values["category"].strip()
        else None,
        "location": values["location"],
    }


def wall_clock(text: str) -> datetime:
    """A day and a time on the block's own clock: ``2026-11-25 14:00``.

    Raises:
        FieldRefused: it cannot be read.
    """
    day, _, at = text.strip().partition(" ")
    return datetime.combine(parse_date(day, date.min, "to"), parse_time(at.strip() or day, "to"))
