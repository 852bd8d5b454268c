"""The fields of a planned block, of one instance of it, and of a rota; and what their texts mean to the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from fractui.core.block import Block
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.rhythm import Rhythm, parse_rhythm
from fractui.core.value import value
from fractui.core.when import parse_date, parse_duration, parse_time
from fractui.core.wording import hm, long_day
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.heading import timer_words
from fractui.ui.dialogs.setting import Setting, written_day

OWN = "own"
"""The word for time that is nobody's client's."""
LONG_MEETING = 90
"""Minutes above which a leadership meeting is longer than such meetings are (row 002-07)."""


@value
class BegunBlock:
    """What is known of a new block before its form is filled in; ``zone`` is that of its clock."""

    zone: str
    who: str | None = ""
    title: str = ""
    day: date | None = None
    at: str = ""
    minutes: int = 60
    rhythm: Rhythm = Rhythm()
    category: Category | None = None


def begun_at(zone: str, who: str | None, start: datetime | None, minutes: int = 60) -> BegunBlock:
    """A new block at a place in the Calendar, on the clock of ``zone``."""
    return BegunBlock(
        zone=zone,
        who=who,
        day=start.date() if start else None,
        at=f"{start:%H:%M}" if start else "",
        minutes=minutes,
    )


def block_fields(setting: Setting, begun: BegunBlock | Block, *, whose: bool = False) -> tuple[Field, ...]:
    """The fields of a block; ``whose`` asks whose time it is, of a new one where that is not clear."""
    known = _texts(begun, setting)
    first = {"day": known["starts_on"], "category": known["category"]}

    def day(text: str) -> str:
        said = checks.day("starts_on", setting.today)(text)
        first["day"] = text
        return said

    def again(text: str) -> str:
        return rhythm_words(text, first["day"], setting)

    def kind(text: str) -> str:
        first["category"] = text
        return checks.category(text)

    def length(text: str) -> str:
        minutes = parse_duration(text, "length") // 60
        long = first["category"].startswith("leadership") and minutes > LONG_MEETING
        said = hm(minutes * 60)
        if long:
            return f"{said}; such meetings are {LONG_MEETING} min at most"
        return said if said != text.strip() else ""

    who = Field(
        "who", "Client or own", known["who"], "ACME, own", _owner(setting), (*setting.codes, OWN), live=True
    )
    return (
        *((who,) if whose else ()),
        Field("title", "Title", known["title"], "focus block", checks.required("title", "a title")),
        Field("starts_on", "Day", known["starts_on"], "2026-11-24", day),
        Field("at", "At", known["at"], "09:00", checks.time_of_day),
        Field("length", "Length", known["length"], "3h, 90m", length),
        Field(
            "rhythm",
            "Again",
            known["rhythm"],
            "once; tue,thu · every 2 weeks tue · 15th · last fri",
            checks.optional(again),
            live=True,
        ),
        Field(
            "until",
            "Until",
            known["until"],
            "open if left empty",
            checks.optional(checks.day("until", setting.today)),
        ),
        Field("zone", "Time zone", known["zone"], "Europe/Berlin", checks.zone),
        Field(
            "category",
            "Kind",
            known["category"],
            "deep_work, leadership_meeting…",
            checks.optional(kind),
            checks.CATEGORIES,
        ),
        Field("location", "Where", known["location"], "", checks.line("location")),
    )


def rhythm_words(text: str, day: str, setting: Setting) -> str:
    """How a rhythm is understood, with its next day: ``every 2 weeks Tue, next on Tue 1 Dec``.

    Raises:
        FieldRefused: it cannot be read.
    """
    rhythm = parse_rhythm(text, "rhythm")
    try:
        since = parse_date(day, setting.today, "starts_on")
    except FieldRefused:
        since = setting.today
    ahead = max(since, setting.today)
    following = next(rhythm.within(since, ahead, ahead + rhythm.widest + rhythm.widest), None)
    return rhythm.words() + (f", next on {long_day(following)}" if following else "")


def _texts(begun: BegunBlock | Block, setting: Setting) -> Values:
    old = begun if isinstance(begun, Block) else None
    new = begun if isinstance(begun, BegunBlock) else None
    day = old.starts_on if old else new.day if new and new.day else setting.today
    return {
        "who": (new.who or OWN if new.who is None else new.who) if new else "",
        "title": begun.title,
        "starts_on": written_day(day),
        "at": f"{old.at:%H:%M}" if old else new.at if new else "",
        "length": hm(begun.minutes * 60),
        "rhythm": begun.rhythm.words(),
        "until": written_day(old.until) if old else "",
        "zone": begun.zone,
        "category": begun.category or "",
        "location": old.location if old else "",
    }


def _owner(setting: Setting) -> checks.Check:
    def check(text: str) -> str:
        return timer_words(who_of(setting, text), setting.running)

    return check


def who_of(setting: Setting, text: str) -> str | None:
    """The client's code that is meant; None for own time.

    Raises:
        FieldRefused: nobody has it.
    """
    word = text.strip().upper()
    if word == OWN.upper():
        return None
    if word not in setting.codes:
        raise FieldRefused("who", f"Write {', '.join(setting.codes[:6])} or {OWN}.")
    return word


def block_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Planning.add_block`` and ``Planning.edit_block`` take them.

    Raises:
        FieldRefused: one cannot be read.
    """
    text = values["rhythm"].strip()
    rhythm = parse_rhythm(text, "rhythm") if text else Rhythm()
    return {
        "title": values["title"].strip(),
        "days": rhythm.days,
        "step": rhythm.step,
        "month_day": rhythm.month_day,
        "nth": rhythm.nth,
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


# -- one instance ------------------------------------------------------------------------------


def instance_fields(setting: Setting, start: datetime, minutes: int) -> tuple[Field, ...]:
    """The fields of one instance, on the user's clock: its day, time and length."""
    return (
        Field("day", "Day", written_day(start.date()), "2026-11-24", checks.day("day", setting.today)),
        Field("at", "At", f"{start:%H:%M}", "09:00", checks.time_of_day),
        Field("length", "Length", hm(minutes * 60), "3h, 90m", checks.length("length")),
    )


def instance_values(setting: Setting, values: Values) -> tuple[datetime, int]:
    """When the instance is to begin on the user's clock, and for how many minutes.

    Raises:
        FieldRefused: one cannot be read.
    """
    day = parse_date(values["day"], setting.today, "day")
    return datetime.combine(day, parse_time(values["at"], "at")), parse_duration(
        values["length"], "length"
    ) // 60


# -- a rota ------------------------------------------------------------------------------------


def rota_fields(people: Sequence[str]) -> tuple[Field, ...]:
    """Whom one meets by turns, and how often each."""
    return (
        Field("people", "Whom", ", ".join(people), "Lena, Jonas", checks.required("people", "the names")),
        Field("every", "Each every … weeks", "2", "2", checks.number("every", "weeks", 52, "week")),
    )


def rota_values(values: Values) -> tuple[tuple[str, ...], int]:
    """The names, and every how many weeks each is met.

    Raises:
        FieldRefused: the weeks are no whole number above zero.
    """
    names = tuple(name.strip() for name in values["people"].split(",") if name.strip())
    text = values["every"].strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 52):
        raise FieldRefused("every", "Write every how many weeks, 1 to 52.")
    return names, int(text)
