"""How durations, days, money and names are written, everywhere the same (design of the screens)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from fractui.core.client import Function, Stage
from fractui.core.entry import Bucket, Category
from fractui.core.period import Period, month_of, quarter_of, week_of, year_of

if TYPE_CHECKING:
    # A command that speaks of time alone does not wait for these.
    from fractui.core.deliverable import Response, Status
    from fractui.core.money import Money

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_SHORT_BY_NATURE = frozenset(
    {
        *(Category.LEADERSHIP_MEETING, Category.ONE_ON_ONE, Category.MEETING, Category.ASYNC),
        *(Category.PREP_FOLLOWUP, Category.URGENT, Category.CRISIS, Category.TRAVEL, Category.ADMIN),
    }
)
_CATEGORY_LABELS = {
    "one_on_one": "one-to-one",
    "prep_followup": "prep, follow-up",
    "bd": "business development",
    "admin": "administration",
}
_RESPONSE_LABELS = {
    "open": "opened",
    "reopen": "read again",
    "share": "shared",
    "reply": "answered",
    "none": "not opened",
}
_BUCKET_LABELS = {"bd": "Business development", "admin": "Administration"}


def hm(seconds: int) -> str:
    """``h:mm``, cut to the whole minute; hours may exceed 24, a minus stands before negative ones."""
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 and minutes else ''}{minutes // 60}:{minutes % 60:02d}"


def short_block(minutes: int, category: Category | None) -> str:
    """What to say of a block so short that going over to it and back takes much of it (row 004-13); empty where that is its nature.

    Meetings, messages and what is prepared for them are short; work that needs a run of its own is not.
    """
    if minutes >= 60 or category in _SHORT_BY_NATURE:
        return ""
    return f"{hm(minutes * 60)} is short for a block: under an hour much of it goes into switching"


def hms(seconds: int) -> str:
    """``h:mm:ss``."""
    left = abs(seconds)
    return f"{'-' if seconds < 0 else ''}{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}"


def clock(moment: datetime) -> str:
    """The time of day of a local moment: ``14:07``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def short_date(day: date, today: date) -> str:
    """``30 Nov``, with the year when it is another than today's."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def long_day(day: date) -> str:
    """``Tue 24 Nov``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def period_label(period: Period) -> str:
    """A period in words: ``Tue 24 Nov 2026``, ``23 to 29 Nov 2026``, ``November 2026``, ``Q4 2026``, ``2026``, ``all time``."""
    start, last = period.start, period.last
    if start is None or last is None:
        if start is not None:
            return f"since {_whole_date(start)}"
        return "all time" if last is None else f"until {_whole_date(last)}"
    if start == last:
        return f"{long_day(start)} {start.year}"
    if period == month_of(start):
        return f"{MONTH_NAMES[start.month - 1]} {start.year}"
    if period == quarter_of(start):
        return f"Q{(start.month + 2) // 3} {start.year}"
    if period == year_of(start):
        return str(start.year)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day} to {_whole_date(last)}"
    return f"{short_date(start, last)} to {_whole_date(last)}"


def week_label(monday: date) -> str:
    """An ISO week with its days: ``W48, 23 to 29 Nov 2026``."""
    return f"W{monday.isocalendar().week:02d}, {period_label(week_of(monday))}"


def _whole_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_word(day: date, today: date) -> str:
    """A day in a word near today.

    ``today``, ``tomorrow``, ``yesterday``, the weekday up to six days away, else the date.
    """
    days = (day - today).days
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    return WEEKDAYS[day.weekday()] if abs(days) <= 6 else short_date(day, today)


def days_of(count: int) -> str:
    """A number of days: ``1 day``, ``4 days``."""
    return "1 day" if count == 1 else f"{count} days"


def day_and_distance(due: date, today: date) -> str:
    """A day by which something is owed, and how far away it is: ``Fri 27 Nov, in 4 days``, ``Fri 20 Nov, 3 d late``."""
    days = (due - today).days
    return f"{long_day(due)}, {due_word(due, today) if days <= 1 else f'in {days_of(days)}'}"


def left_word(due: date, today: date) -> str:
    """How long there is until a day: ``3 d late``, ``today``, ``tomorrow``, ``31 d``."""
    days = (due - today).days
    return due_word(due, today) if days <= 1 else f"{days} d"


def due_word(due: date, today: date) -> str:
    """When something is due: ``3 d late``, ``today``, ``tomorrow``, ``Fri`` within six days, else the day."""
    days = (due - today).days
    return f"{-days} d late" if days < 0 else day_word(due, today)


def ago(day: date | None, today: date) -> str:
    """How long ago a day was: ``today``, ``2 d ago``, ``never`` for None; a day to come as ``day_word``."""
    if day is None:
        return "never"
    days = (today - day).days
    if days > 0:
        return f"{days} d ago"
    return day_word(day, today)


def moment_word(moment: datetime, today: date) -> str:
    """A local moment with its day in a word: ``14:07`` today, ``Fri 16:40``, ``30 Oct 09:00``."""
    day = moment.date()
    return clock(moment) if day == today else f"{day_word(day, today)} {clock(moment)}"


def money(amount: Money) -> str:
    """``12,000 $``: thousands by commas, the sign or code after it, decimals only where there are any."""
    from fractui.core.money import SYMBOLS, exponent

    places = exponent(amount.currency)
    whole, rest = divmod(abs(amount.minor), 10**places)
    decimals = f".{rest:0{places}d}" if rest else ""
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{whole:,}{decimals} {SYMBOLS.get(amount.currency, amount.currency)}"


def percent(value: float, places: int | None = None) -> str:
    """``32.4 %``; a whole number is written without decimals unless ``places`` asks for them."""
    if places is None:
        places = 0 if value == int(value) else 1
    text = f"{value:.{places}f}"
    return f"{text.lstrip('-') if float(text) == 0 else text} %"


def days_word(days: tuple[int, ...]) -> str:
    """Weekdays in a few letters: ``Tue, Thu``; ``Mon-Fri`` and ``every day`` where they are that."""
    if days == (0, 1, 2, 3, 4):
        return "Mon-Fri"
    return "every day" if days == tuple(range(7)) else ", ".join(WEEKDAYS[day] for day in days)


def function_label(function: Function | str) -> str:
    """``CFO``; ``executive`` for another seat."""
    value = Function(function)
    return "executive" if value is Function.OTHER else value.value.upper()


def category_label(category: Category | str | None) -> str:
    """``deep work``, ``one-to-one``; empty for None or an empty name."""
    if not category:
        return ""
    value = str(Category(category).value)
    return _CATEGORY_LABELS.get(value, value.replace("_", " "))


def bucket_label(bucket: Bucket | str) -> str:
    """``Business development``, ``Learning``."""
    value = str(Bucket(bucket).value)
    return _BUCKET_LABELS.get(value, value.capitalize())


def status_label(status: Status | str) -> str:
    """``draft``, ``in review``, ``delivered``."""
    from fractui.core.deliverable import Status

    return str(Status(status).value).replace("_", " ")


def response_label(response: Response | str) -> str:
    """What a client did with a delivery: ``opened``, ``read again``, ``shared``, ``answered``, ``not opened``; nothing while unknown."""
    return _RESPONSE_LABELS.get(str(response), "")


def stage_label(stage: Stage | str) -> str:
    """The workflow stage in lower case: ``delivery``."""
    return str(Stage(stage).value)


def tenure(since: date, today: date) -> str:
    """How long an engagement lasts, in calendar years and months: ``2 y 2 m``, ``3 m``, ``12 d`` in the first month (row 001-01)."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months < 1:
        return f"{max(0, (today - since).days)} d"
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years} y" if years else "", f"{rest} m" if rest else "") if part)
