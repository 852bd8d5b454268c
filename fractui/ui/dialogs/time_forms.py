"""The fields of a time entry, and what their texts mean to the service; the clock on which a block is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fractui.core.entry import Entry
from fractui.core.when import parse_date, parse_time, parse_when
from fractui.core.zones import written
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.heading import timer_words
from fractui.ui.dialogs.row_fields import owed_named
from fractui.ui.dialogs.setting import Setting

if TYPE_CHECKING:
    from fractui.core.quick_owners import Owed
    from fractui.core.quick_reading import Context, Reading


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of an entry before its form is filled in, as texts."""

    who: str = ""
    start: str = ""
    end: str = ""
    category: str = ""
    note: str = ""
    deliverable: str = ""


def begun_entry(reading: Reading, context: Context, day: date | None) -> Begun:
    """What a line said of an entry; ``day`` is the one that is shown, None for today."""
    zone = context.present.zone
    titles = {owed.id: owed.title for owed in context.owed}
    return Begun(
        who=reading.who,
        start=written(reading.start, zone) if reading.start else f"{day} " if day else "",
        end=written(reading.end, zone) if reading.end else "",
        category=str(reading.category.value) if reading.category else "",
        note=reading.note,
        deliverable=titles.get(reading.deliverable, ""),
    )


def entry_fields(
    setting: Setting, old: Entry | None, owed: Sequence[Owed] = (), begun: Begun | None = None
) -> tuple[Field, ...]:
    """The fields of a time entry; a running one has no end."""
    if old is not None:
        begun = _as_texts(old, setting, owed)
    begun = begun or Begun()
    started = {"start": begun.start}

    def check_start(text: str) -> str:
        started["start"] = text
        return checks.moment("start", setting.now, setting.zone)(text)

    ending = checks.ends(lambda: started["start"], setting.now, setting.zone)
    running = old is not None and old.end is None
    return (
        Field(
            "who",
            "Client or own time",
            begun.who,
            "ACME",
            _owner(setting, adds=old is None),
            setting.owners,
            live=old is None,
        ),
        Field("start", "From", begun.start, "9:30, yesterday 14:05, -20m", check_start),
        Field(
            "end",
            "To",
            begun.end,
            "runs still" if running else "11:00, 1h30, now",
            checks.optional(ending) if running else ending,
        ),
        Field(
            "category",
            "Kind",
            begun.category,
            "deep_work, meeting, one_on_one, async…",
            checks.optional(checks.category),
            checks.CATEGORIES,
        ),
        Field("note", "Note", begun.note, "", checks.line("note")),
        Field(
            "deliverable",
            "For",
            begun.deliverable,
            "a deliverable's title",
            choices=tuple(each.title for each in owed),
        ),
    )


def _owner(setting: Setting, *, adds: bool) -> checks.Check:
    """Whose time it is; of what is added, whose timer runs where that is another client (row 003-08)."""
    required = checks.required("who", "a client's code or a bucket's name")

    def check(text: str) -> str:
        said = required(text)
        code = text.strip().upper()
        return (timer_words(code, setting.running) if adds and code in setting.codes else "") or said

    return check


def _as_texts(old: Entry, setting: Setting, owed: Sequence[Owed]) -> Begun:
    titles = {each.id: each.title for each in owed}
    return Begun(
        old.who,
        _moment(old.start, setting),
        _moment(old.end, setting) if old.end else "",
        old.category or "",
        old.note,
        titles.get(old.deliverable or "", ""),
    )


def entry_values(setting: Setting, values: Values, owed: Sequence[Owed] = ()) -> dict[str, Any]:
    """The form's texts as ``Entries.add`` and ``Entries.edit`` take them."""
    start = parse_when(values["start"], setting.now, setting.zone, "start")
    end = checks.end_of(values["end"], start, setting.now, setting.zone) if values["end"].strip() else None
    who = values["who"].strip()
    return {
        "who": who,
        "start": start,
        "end": end,
        "category": checks.pick("category", values["category"], checks.CATEGORIES)
        if values["category"].strip()
        else None,
        "note": values["note"],
        "deliverable": owed_named(values["deliverable"], who.upper(), owed),
    }


def _moment(moment: datetime, setting: Setting) -> str:
    return written(moment, setting.zone)


def wall_clock(text: str) -> datetime:
    """A day and a time on the block's own clock: ``2026-11-25 14:00``.

    Raises:
        FieldRefused: it cannot be read.
    """
    day, _, at = text.strip().partition(" ")
    return datetime.combine(parse_date(day, date.min, "to"), parse_time(at.strip() or day, "to"))
