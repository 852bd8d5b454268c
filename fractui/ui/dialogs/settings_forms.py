"""The fields of the practice's settings, and what their texts mean to the service."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.money import check_currency, parse_number
from fractui.core.settings import Settings
from fractui.core.when import parse_days, parse_duration, parse_time
from fractui.core.wording import WEEKDAYS
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values

BANDS = (
    ("capacity", "Committed, band %", "60-75"),
    ("concentration", "One client's share, %", "40-50"),
    ("bd", "New business, band %", "10-20"),
)


REVIEWS = (
    ("monday_review", "Monday review on", "mon; never"),
    ("friday_review", "Friday review on", "fri; never"),
)


def settings_fields(old: Settings, idleness: str = "") -> tuple[Field, ...]:
    """The fields of the settings; ``idleness`` names what tells here that the keyboard is still, empty for nothing."""
    rates = ", ".join(f"{name} {rate.normalize():f}" for name, rate in (old.rates or {}).items())
    days = ",".join(WEEKDAYS[day].lower() for day in old.work_days)
    return (
        Field("zone", "Your time zone", old.zone, "Europe/Berlin", checks.zone),
        Field("currency", "Totals in", old.currency, "USD", checks.currency),
        Field("rates", "What others are worth", rates, "EUR 1.08, GBP 1.27", checks.optional(_rates_reading)),
        Field("work_days", "Working days", days, "mon,tue,wed,thu,fri", checks.weekdays),
        Field("work_from", "From", f"{old.work_from:%H:%M}", "09:00", checks.time_of_day),
        Field("work_to", "To", f"{old.work_to:%H:%M}", "18:00", checks.time_of_day),
        Field(
            "day_target", "A day's target", f"{old.day_target_minutes}m", "7h30", checks.length("day_target")
        ),
        Field(
            "week_hours",
            "Hours a full week",
            str(old.week_hours),
            "40",
            checks.number("week_hours", "h", 168),
        ),
        Field(
            "week_ceiling_hours",
            "Warn above, hours",
            str(old.week_ceiling_hours),
            "30",
            checks.number("week_ceiling_hours", "h of work a week", 168),
        ),
        Field(
            "wip_limit",
            "At once for a client",
            str(old.wip_limit),
            "3 deliverables; 0 never warns",
            checks.number("wip_limit", "deliverables in progress at once", 50, "deliverable at once"),
        ),
        Field(
            "priority_limit",
            "Priorities of a client",
            str(old.priority_limit),
            "3 at once; 0 never warns",
            checks.number("priority_limit", "priorities of a client at once", 20, "priority of a client"),
        ),
        Field(
            "ask_next", "Ask where you left off", "yes" if old.ask_next else "no", "no: it is only offered"
        ),
        *(
            Field(name, label, f"{getattr(old, ends[0])}-{getattr(old, ends[1])}", hint, _band_check(name))
            for name, label, hint in BANDS
            for ends in [_ends(name)]
        ),
        *_review_fields(old),
        *_absence_fields(old, idleness),
    )


def _review_fields(old: Settings) -> tuple[Field, ...]:
    """On which days the reviews are offered, and how long administration should take in a week."""
    return (
        *(
            Field(
                name,
                label,
                WEEKDAYS[day].lower() if (day := getattr(old, name)) < len(WEEKDAYS) else "never",
                hint,
                _weekday_reading(name),
            )
            for name, label, hint in REVIEWS
        ),
        Field(
            "admin_minutes",
            "Admin a week, minutes",
            str(old.admin_minutes),
            "30; 0 is no target",
            checks.number("admin_minutes", "min of administration a week", 2400),
        ),
    )


def _absence_fields(old: Settings, idleness: str) -> tuple[Field, ...]:
    """When one is asked about time that ran while nobody was there, and reminded of time that does not run."""
    kinds = ", ".join(each.value.replace("_", " ") for each in old.no_idle_categories)
    return (
        Field(
            "idle_minutes",
            "Away after, minutes",
            str(old.idle_minutes),
            "10; 0 never asks",
            _idle_reading(idleness),
        ),
        Field(
            "no_idle",
            "But not when in",
            kinds,
            "meeting, one on one, travel",
            checks.optional(_kinds_reading),
        ),
        Field(
            "session_hours",
            "Ask after, hours",
            str(old.session_hours),
            "8; 0 never asks",
            checks.number("session_hours", "h of one session", 24),
        ),
        Field(
            "hint_minutes",
            "Hint after, minutes",
            str(old.hint_minutes),
            "15; 0 is no hint",
            checks.number("hint_minutes", "min of working time without a timer", 240),
        ),
    )


def settings_values(values: Values) -> dict[str, Any]:
    """The form's texts as ``Tuning.edit`` takes them."""
    meant: dict[str, Any] = {
        "zone": values["zone"],
        "currency": check_currency(values["currency"], "currency"),
        "rates": _rates(values["rates"]),
        "work_days": parse_days(values["work_days"], "work_days"),
        "work_from": parse_time(values["work_from"], "work_from"),
        "work_to": parse_time(values["work_to"], "work_to"),
        "day_target_minutes": parse_duration(values["day_target"], "day_target") // 60,
        "week_hours": int(parse_number(values["week_hours"], "week_hours")),
        "week_ceiling_hours": int(parse_number(values["week_ceiling_hours"], "week_ceiling_hours")),
        "wip_limit": int(parse_number(values["wip_limit"], "wip_limit")),
        "priority_limit": int(parse_number(values["priority_limit"], "priority_limit")),
        "ask_next": values["ask_next"].strip().casefold().startswith("y"),
    }
    meant |= {
        name: int(parse_number(values[name], name))
        for name in ("idle_minutes", "session_hours", "hint_minutes")
    }
    meant |= {name: _weekday(name, values[name]) for name, _, _ in REVIEWS}
    meant["admin_minutes"] = int(parse_number(values["admin_minutes"], "admin_minutes"))
    meant["no_idle_categories"] = _kinds(values["no_idle"])
    for name, _, _ in BANDS:
        low, high = _ends(name)
        meant[low], meant[high] = _band(name, values[name])
    return meant


def _weekday(field: str, text: str) -> int:
    """The one day of the week that is meant, Monday 0; 7 for never."""
    if text.strip().casefold() in ("", "never"):
        return len(WEEKDAYS)
    days = parse_days(text, field)
    if len(days) != 1:
        raise FieldRefused(field, "Write one weekday, like mon, or never.")
    return days[0]


def _weekday_reading(field: str) -> checks.Check:
    def check(text: str) -> str:
        day = _weekday(field, text)
        return f"offered each {WEEKDAYS[day]}" if day < len(WEEKDAYS) else "never offered"

    return check


def _ends(name: str) -> tuple[str, str]:
    return (f"{name}_warn", f"{name}_alarm") if name == "concentration" else (f"{name}_low", f"{name}_high")


def _band(field: str, text: str) -> tuple[int, int]:
    low, dash, high = text.partition("-")
    if not dash:
        raise FieldRefused(field, "Write two percentages with a dash between, like 60-75.")
    return int(parse_number(low, field)), int(parse_number(high, field))


def _band_check(field: str) -> checks.Check:
    def check(text: str) -> str:
        low, high = _band(field, text)
        if not low <= high <= 100:
            raise FieldRefused(field, "Write the lower percentage first, at most 100, like 60-75.")
        return ""

    return check


def _idle_reading(idleness: str) -> checks.Check:
    plain = checks.number("idle_minutes", "min", 240)
    how = f"sleep, stops and {idleness}" if idleness else "sleep and stops; nothing here sees the keyboard"
    return lambda text: f"{plain(text)}, told by {how}"


def _kinds(text: str) -> tuple[Category, ...]:
    words = [checks.pick("no_idle", part, checks.CATEGORIES) for part in text.split(",") if part.strip()]
    return tuple(Category(word) for word in dict.fromkeys(words))


def _kinds_reading(text: str) -> str:
    return f"{len(_kinds(text))} kinds of work that need no keyboard"


def _rates(text: str) -> dict[str, Decimal]:
    rates: dict[str, Decimal] = {}
    for part in text.split(","):
        if part.strip():
            name, _, rate = part.strip().partition(" ")
            rates[check_currency(name, "rates")] = parse_number(rate, "rates")
    return rates


def _rates_reading(text: str) -> str:
    return ", ".join(f"1 {name} = {rate.normalize():f}" for name, rate in _rates(text).items())
