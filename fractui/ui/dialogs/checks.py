"""What fields say about the text in them: each check returns how it was understood, or raises the refusal's sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from fractui.core.client import COLORS, Function, Stage, check_code
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.money import check_currency, parse_money, parse_number
from fractui.core.text import one_line
from fractui.core.when import parse_date, parse_days, parse_duration, parse_time, parse_when
from fractui.core.wording import (
    category_label,
    clock,
    day_and_distance,
    days_word,
    hm,
    long_day,
    money,
)
from fractui.core.zones import check_zone, local

Check = Callable[[str], str]


def optional(check: Check) -> Check:
    """The check, for a field that may stay empty."""
    return lambda text: check(text) if text.strip() else ""


def required(field: str, what: str) -> Check:
    """One line of text that must not be empty."""

    def check(text: str) -> str:
        if not text.strip():
            raise FieldRefused(field, f"Write {what}.")
        one_line(field, text)
        return ""

    return check


def line(field: str) -> Check:
    """One line of text that may be empty."""

    def check(text: str) -> str:
        one_line(field, text)
        return ""

    return check


def code(text: str) -> str:
    """A new client's code."""
    return (
        f"as {check_code(text)}; it never changes"
        if text.strip()
        else _write("code", "a code of 2 to 8 letters and digits, like ACME")
    )


def number(field: str, unit: str, most: int | None = None, one: str = "") -> Check:
    """A number that is not negative, said back with its unit, which for a single one is ``one``."""

    def check(text: str) -> str:
        value = parse_number(text, field)
        if most is not None and value > most:
            raise FieldRefused(field, f"Write a number from 0 to {most}.")
        return f"{value.normalize():f} {one if one and value == 1 else unit}"

    return check


def fee(currency: Callable[[], str]) -> Check:
    """A monthly amount in the currency that the form names."""
    return lambda text: f"{money(parse_money(text, check_currency(currency()), 'fee'))} a month"


def currency(text: str) -> str:
    """A currency's code."""
    check_currency(text, "currency")
    return ""


def zone(text: str) -> str:
    """An IANA zone."""
    name = check_zone(text)
    return f"as {name}" if name != text.strip() else ""


def one_of(field: str, words: tuple[str, ...]) -> Check:
    """One of a few words, or an unambiguous beginning of one."""

    def check(text: str) -> str:
        meant = pick(field, text, words)
        return f"as {meant}" if meant != text.strip() else ""

    return check


def pick(field: str, text: str, words: tuple[str, ...]) -> str:
    """The word meant by ``text``.

    Raises:
        FieldRefused: none, or several; the sentence names them.
    """
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted in words:
        return wanted
    fitting = [word for word in words if word.startswith(wanted)]
    if len(fitting) == 1 and wanted:
        return fitting[0]
    raise FieldRefused(field, f"Write one of {', '.join(fitting or words)}.")


def key(text: str) -> str:
    """The digit that opens a client."""
    if not (len(text.strip()) == 1 and text.strip().isascii() and text.strip().isdigit()):
        _write("key", "one digit, 0 to 9")
    return ""


def day(field: str, today: date) -> Check:
    """A day, said back with its weekday."""
    return lambda text: f"{long_day(parse_date(text, today, field))}"


def due_day(field: str, today: date) -> Check:
    """A day by which something is owed, said back with how far away it is."""

    def check(text: str) -> str:
        value = parse_date(text, today, field)
        return day_and_distance(value, today)

    return check


def moment(field: str, now: datetime, zone_name: str) -> Check:
    """A moment, said back on the zone's clock."""

    def check(text: str) -> str:
        value = local(parse_when(text, now, zone_name, field), zone_name)
        return f"{long_day(value.date())} {clock(value)}"

    return check


def time_of_day(text: str) -> str:
    """A time of day."""
    parse_time(text, "at")
    return ""


def weekdays(text: str) -> str:
    """Weekdays in letters."""
    return f"each {days_word(parse_days(text, 'days'))}"


def length(field: str) -> Check:
    """A length of time, said back as h:mm."""
    return lambda text: hm(parse_duration(text, field))


def ends(start: Callable[[], str], now: datetime, zone_name: str) -> Check:
    """The end of a span whose start another field holds: a moment or a length after it."""

    def check(text: str) -> str:
        begun = parse_when(start(), now, zone_name, "start")
        ended = end_of(text, begun, now, zone_name)
        return f"{clock(local(ended, zone_name))}, {hm(int((ended - begun).total_seconds()))} long"

    return check


def end_of(text: str, start: datetime, now: datetime, zone_name: str) -> datetime:
    """The end that a person means: ``11:30`` on the start's own day (or the next when it is earlier), ``1h30`` after it, or any moment.

    Raises:
        FieldRefused: it cannot be read, or is not after the start.
    """
    plain = text.strip()
    if re.match(r"\+|[0-9.]+\s*[hm]", plain, re.IGNORECASE) and not plain.endswith("ago"):
        return start + timedelta(seconds=parse_duration(plain.lstrip("+"), "end"))
    begun = local(start, zone_name)
    if len(plain) <= 5 and ":" in plain:
        ended = parse_when(f"{begun.date()} {plain}", now, zone_name, "end")
        if ended <= start:
            ended = parse_when(f"{begun.date() + timedelta(days=1)} {plain}", now, zone_name, "end")
        return ended
    ended = parse_when(plain, now, zone_name, "end")
    if ended <= start:
        raise FieldRefused("end", "It ends before it starts: write a later end or a length like 1h30.")
    return ended


FUNCTIONS = tuple(str(function.value) for function in Function)
STAGES = tuple(str(stage.value) for stage in Stage)
COLOR_NAMES = tuple(COLORS)
CATEGORIES = tuple(str(category.value) for category in Category)
RHYTHMS = ("week", "month", "quarter")


def category(text: str) -> str:
    """A category's word, or the beginning of one."""
    return category_label(pick("category", text, CATEGORIES))


def _write(field: str, what: str) -> str:
    raise FieldRefused(field, f"Write {what}.")
