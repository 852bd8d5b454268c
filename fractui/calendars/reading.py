"""A calendar that somebody else wrote: every event with the times at which it takes place, or why it cannot be taken.

Nothing is left out in silence: each event that begins in the file gives at least one row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from fractui.calendars.content import content_of
from fractui.calendars.foreign_zones import Zones
from fractui.calendars.found import CalendarReading, Found, Reach
from fractui.calendars.groups import Group, groups_of
from fractui.calendars.meeting import Clocks, Meeting, Trouble, meeting_of
from fractui.calendars.taking import Taking

NEARLY_EVERY = 0.8
"""The share of the events with people in which an address or domain must be to be the user's own."""
FEWEST = 3
"""Of fewer events nothing is concluded."""
_ANSWER = "the file is somebody's answer to an invitation; take in the invitation itself"


def read_calendar(
    data: bytes, name: str, reach: Reach, zone: tzinfo | None, near: Iterable[str] = ()
) -> CalendarReading:
    """Read a calendar file.

    Args:
        data: its bytes.
        name: its name, for the sentences.
        reach: from when to when instances are looked for, and what is past.
        zone: where the clocks hung of times that name no zone; None where nobody said so.
        near: the IANA zones as one of which a zone that the file describes itself may be known, the likeliest first.

    Raises:
        Refused: it is empty, not UTF-8, or no calendar.
    """
    content = content_of(data, name)
    zones = Zones(content.zones)
    clocks = Clocks(zones, zone or zones.named(content.calendar.text("X-WR-TIMEZONE")))
    method = content.calendar.text("METHOD").strip().upper()
    meetings = [meeting_of(each, clocks, cancelling=method == "CANCEL") for each in content.events]
    if method == "REPLY":
        meetings = [
            replace(each, trouble=each.trouble or Trouble.ANSWER, detail=each.detail or _ANSWER)
            for each in meetings
        ]
    words = content.calendar.text("X-WR-CALNAME") or content.calendar.text("NAME")
    called = " ".join(words.replace("\\", "").split())
    own = own_address(called, meetings)
    taking = Taking(reach, own, tuple(near))
    found: list[Found] = []
    for group in groups_of(meetings, content.events, clocks):
        found += taking.rows(group)
        found += _onward(group)
    found.sort(key=lambda one: one.line)
    if content.lost:
        events = "1 event" if content.lost == 1 else f"{content.lost:,} events"
        detail = f"{events} more could not be told apart"
        found.append(Found(0, f"lost {content.lost}", None, trouble=Trouble.DAMAGED, detail=detail))
    return CalendarReading(
        called, own, tuple(found), content.others, frozenset(taking.whole), tuple(taking.left_out.values())
    )


def _onward(group: Group) -> Iterator[Found]:
    """What is said of a change that stands for all later times too: that only its own time was taken so.

    Such a change is all but unknown: hardly any program writes it.
    """
    for each in group.exceptions:
        if each.onward and each.original is not None:
            on = each.original.day
            yield Found(
                each.line,
                f"{each.uid} {on} onward",
                each,
                trouble=Trouble.OUTSIDE,
                detail=f"the calendar changed all times from {on} on: that one is as it says, "
                "those after it are as the series had them; look at them",
            )


def own_address(called: str, meetings: Sequence[Meeting]) -> str:
    """The address of the person whose calendar it is: its name where that is one, else the address that nearly every event has."""
    if called.count("@") == 1 and " " not in called and "." in called.partition("@")[2]:
        return called.lower()
    return nearly_every([each.addresses for each in meetings if each.addresses])


def nearly_every(events: Sequence[frozenset[str]]) -> str:
    """The one word that nearly all events have; empty where none or several do, or there are too few events to tell."""
    if len(events) < FEWEST:
        return ""
    counts = Counter(word for words in events for word in words).most_common(2)
    (word, count), *others = counts
    if count < NEARLY_EVERY * len(events) or (others and others[0][1] == count):
        return ""
    return word
