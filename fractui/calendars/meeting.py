"""A foreign event as it is meant: its times as instants, the people in it, and what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from icalendar.parser import split_on_unescaped_comma, unescape_backslash

from fractui.calendars.content import Component, Property
from fractui.calendars.foreign_zones import Zones
from fractui.calendars.moments import length, moment
from fractui.core.value import value

_ADDRESS = re.compile(r"[^@\s:<>\"]+@[^@\s:<>\"/]+")


class Trouble(StrEnum):
    """Why an event, or one time of it, cannot be taken as it is."""

    DAMAGED = "damaged"
    BAD_DATE = "bad date"
    NO_ZONE = "zone unknown"
    NEGATIVE = "ends before it starts"
    ZERO_LENGTH = "zero length"
    TOO_LONG = "longer than a day"
    ALL_DAY = "all day"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    OLDER = "older version"
    OUTSIDE = "outside the dates"
    TOO_MANY = "too many"
    ANSWER = "not a time entry"


@value
class Person:
    """Somebody in an event: the address in small letters, and the answer as PARTSTAT has it."""

    address: str
    answer: str = ""


@value
class When:
    """A moment of an event: ``wall`` is what clocks show (of an all-day event its day's beginning), ``zone`` where they hang."""

    wall: datetime
    zone: tzinfo | None = None
    all_day: bool = False

    @property
    def instant(self) -> datetime:
        """The instant in UTC; a time that the clocks skip is later by as much, of one that comes twice it is the first."""
        return self.wall.replace(tzinfo=self.zone or UTC).astimezone(UTC)

    @property
    def day(self) -> date:
        """The day on which it lies there."""
        return self.wall.date()


@value
class Meeting:
    """One VEVENT; ``line`` is where it begins. Times are there as far as they could be read, ``trouble`` says what could not.

    ``original`` is of one instance of a series when that was to be; ``onward`` says that it stands for all after it too
    (RANGE=THISANDFUTURE). ``lasts`` is its length.
    """

    line: int
    uid: str
    title: str = ""
    place: str = ""
    notes: str = ""
    sequence: int = 0
    stamp: str = ""
    start: When | None = None
    lasts: timedelta = timedelta()
    original: When | None = None
    rule: str = ""
    organiser: str = ""
    people: tuple[Person, ...] = ()
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    free: bool = False
    trouble: Trouble | None = None
    detail: str = ""
    onward: bool = False

    @property
    def recurs(self) -> bool:
        """Whether it has a rule."""
        return bool(self.rule)

    @property
    def version(self) -> tuple[int, str]:
        """By which of two events of one name the newer is known."""
        return self.sequence, self.stamp

    @property
    def changed_at(self) -> datetime | None:
        """When it was last changed; None where it does not say."""
        return datetime.strptime(self.stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if self.stamp else None

    @property
    def addresses(self) -> frozenset[str]:
        """Everybody in it."""
        return frozenset(
            {each.address for each in self.people} | ({self.organiser} if self.organiser else set())
        )


class Clocks:
    """Reads the moments of a file; ``floating`` is the zone of those that name none, None where nobody said it."""

    def __init__(self, zones: Zones, floating: tzinfo | None) -> None:
        self._zones = zones
        self._floating = floating

    def when(self, given: Property, text: str | None = None) -> When:
        """The moment of a property, or that of one of its values.

        Raises:
            UnzonedError: it says no zone that is known, and nobody said which; the moment comes with it.
            ValueError: it cannot be read.
        """
        found = moment(given.text if text is None else text)
        if not isinstance(found, datetime):
            return When(datetime.combine(found, datetime.min.time()), None, all_day=True)
        if found.tzinfo is not None:
            return When(found.replace(tzinfo=None), UTC)
        name = given.params.get("TZID", "")
        zone = self._zones.named(name) or self._floating
        if zone is None:
            raise UnzonedError(found, name)
        _in_reach(found, zone)
        return When(found, zone)

    def each(self, component: Component, name: str) -> Iterator[When]:
        """The moments of all properties of a name, of periods the beginning; what cannot be read is passed over."""
        for given in component.properties:
            if given.name != name:
                continue
            for text in given.text.split(","):
                try:
                    yield self.when(given, text.partition("/")[0])
                except ValueError:
                    continue


class UnzonedError(ValueError):
    """A moment says no zone that is known."""

    def __init__(self, wall: datetime, name: str) -> None:
        super().__init__(name)
        self.wall = wall
        self.name = name


def _in_reach(wall: datetime, zone: tzinfo) -> None:
    try:
        wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(wall)) from error


def meeting_of(component: Component, clocks: Clocks, *, cancelling: bool = False) -> Meeting:
    """The event of a component, whatever is wrong with it; ``cancelling`` says that its whole file takes events back."""
    cancelled = cancelling or component.text("STATUS").strip().upper() == "CANCELLED"
    trouble, detail = _shape(component, cancelled=cancelled)
    start: When | None = None
    lasts = timedelta()
    original: When | None = None
    given = component.first("RECURRENCE-ID")
    if trouble is None:
        try:
            begins = component.first("DTSTART")
            if begins is not None:
                start = clocks.when(begins)
                lasts = _lasts(component, clocks, start)
            original = clocks.when(given) if given is not None else None
        except UnzonedError as error:
            named = f"nobody knows the zone “{error.name[:60]}”" if error.name else "it names no zone"
            trouble, detail = Trouble.NO_ZONE, f"{error.wall:%Y-%m-%d %H:%M}, {named}"
        except (ValueError, OverflowError) as error:
            trouble, detail = Trouble.BAD_DATE, f"“{str(error)[:60]}”"
    title = _words(component, "SUMMARY")
    uid = " ".join(component.text("UID").split())
    return Meeting(
        component.line,
        uid or _made_up(component, title),
        title,
        _words(component, "LOCATION"),
        unescape_backslash(component.text("DESCRIPTION")),
        _sequence(component.text("SEQUENCE")),
        _stamp(component),
        start,
        lasts,
        original,
        component.text("RRULE").strip(),
        _address(component.text("ORGANIZER")),
        tuple(_people(component)),
        tuple(_categories(component)),
        cancelled,
        component.text("TRANSP").strip().upper() == "TRANSPARENT"
        or component.text("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper() == "FREE",
        trouble,
        detail,
        given is not None and given.params.get("RANGE", "").upper() == "THISANDFUTURE",
    )


def _shape(component: Component, *, cancelled: bool) -> tuple[Trouble | None, str]:
    if component.trouble:
        return Trouble.DAMAGED, component.trouble
    # What is cancelled need not say when it would have been.
    if component.first("DTSTART") is None and not cancelled:
        return Trouble.BAD_DATE, "it has no DTSTART"
    return None, ""


def _lasts(component: Component, clocks: Clocks, start: When) -> timedelta:
    """How long it lasts; without an end a day of an all-day event, else no time."""
    end = component.first("DTEND")
    if end is not None:
        until = clocks.when(end)
        return until.wall - start.wall if start.all_day or until.all_day else until.instant - start.instant
    given = component.first("DURATION")
    if given is not None:
        return length(given.text)
    return timedelta(days=1) if start.all_day else timedelta()


def _words(component: Component, name: str) -> str:
    return " ".join(unescape_backslash(component.text(name)).split())


def _made_up(component: Component, title: str) -> str:
    """The name of an event that has none: what makes it that event."""
    parts = [component.text("DTSTART"), component.text("DTEND"), component.text("RECURRENCE-ID"), title]
    return "made-up-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _sequence(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text.strip()) else 0


def _stamp(component: Component) -> str:
    """When it was last changed, as instants sort; empty where it does not say."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        try:
            found = moment(component.text(name))
        except ValueError:
            continue
        return f"{found:%Y%m%dT%H%M%S}"
    return ""


def _address(text: str) -> str:
    found = _ADDRESS.search(text.strip().removeprefix("mailto:").removeprefix("MAILTO:"))
    return found[0].lower()[:254] if found is not None else ""


def _people(component: Component) -> Iterator[Person]:
    for given in component.properties:
        if given.name != "ATTENDEE" or given.params.get("CUTYPE", "").upper() in ("RESOURCE", "ROOM"):
            continue
        address = _address(given.text) or _address(given.params.get("EMAIL", ""))
        if address:
            yield Person(address, given.params.get("PARTSTAT", "").upper())


def _categories(component: Component) -> Iterator[str]:
    for given in component.properties:
        if given.name == "CATEGORIES":
            for text in split_on_unescaped_comma(given.text):
                word = " ".join(text.split())
                if word:
                    yield word
