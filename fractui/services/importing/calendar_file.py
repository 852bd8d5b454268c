"""A calendar file as rows to be judged: its events, each with the words by which it is known as somebody's."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

from fractui.calendars.found import CalendarReading, Found, Reach
from fractui.calendars.reading import read_calendar
from fractui.core.errors import Damaged, FieldRefused, StorageTrouble
from fractui.core.intake import Intake
from fractui.core.period import day_bounds
from fractui.core.text import safe
from fractui.core.zones import check_zone, local_day, zone
from fractui.exchange.foreign import bytes_of, named
from fractui.exchange.keys import import_key
from fractui.exchange.rows import Problem, TimeRow
from fractui.services.importing.calendar_words import Words
from fractui.services.importing.names import category_of, folded
from fractui.services.views.importing import ICS, Gathered, Judged
from fractui.store.practice import Practice

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest calendar that is read."""
BACK, AHEAD = timedelta(days=730), timedelta(weeks=12)
"""How far back and ahead events are looked for unless a person says so."""
LONGEST_REACH = timedelta(days=3660)


def gather_calendar(
    practice: Practice,
    memory: Intake,
    path: str,
    where: str,
    since: date | None,
    until: date | None,
    watch: Callable[[str, int, int], None],
) -> Gathered:
    """Read a calendar file whole.

    Args:
        practice: whose clients the words may name.
        memory: what is remembered of calendars.
        path: the file.
        where: the zone of times that name none; empty for what was said before, and else nobody knows.
        since: the first day that is looked at, two years back by default.
        until: the last day, twelve weeks ahead by default.
        watch: hears of the phase.

    Raises:
        Refused: it cannot be read, or is no calendar.
        FieldRefused: there is no such zone, or the days are no span.
    """
    home = practice.settings().zone
    said = check_zone(where or memory.zone) if where or memory.zone else ""
    reach = _reach(practice.now(), said or home, since, until)
    watch("reading", 0, 0)
    path = os.path.expanduser(path)  # noqa: PTH111 - as every import does
    file = bytes_of(path, LARGEST)
    near = (said or home, home, *_client_zones(practice))
    reading = read_calendar(file, named(path), reach, zone(said) if said else None, near)
    watch("reading", len(reading.found), len(reading.found))
    meetings = [each.meeting for each in reading.found if each.meeting is not None]
    words = Words(practice, reading.name, reading.own, meetings, {folded(name) for name, _ in memory.names})
    rows = tuple(judged_of(each, words, reading) for each in reading.found)
    days = [
        local_day(each.start, said or home) for each in reading.found if each.start and each.trouble is None
    ]
    return Gathered(
        ICS,
        safe(os.path.basename(path)),  # noqa: PTH119
        said or home,
        rows,
        first=min(days, default=None),
        last=max(days, default=None),
        zone_said=bool(said),
        others=reading.others,
        known=words.known_domains,
        whole=reading.whole,
        left_out=tuple(judged_of(each, words, reading) for each in reading.left_out),
        until=reach.until,
    )


def judged_of(found: Found, words: Words, reading: CalendarReading) -> Judged:
    """The row of one event, not yet judged."""
    meeting = found.meeting
    problem = None if found.trouble is None else Problem(found.trouble.value)
    row = TimeRow(
        found.line, found.start, found.end, native_id=found.key, problem=problem, detail=found.detail
    )
    if meeting is not None:
        kind = next((each for each in meeting.categories if category_of(each) is not None), "")
        row = TimeRow(
            found.line,
            found.start,
            found.end,
            native_id=found.key,
            client=words.client_of(meeting),
            note=meeting.title,
            tags=words.of(meeting),
            extra=tuple(
                (name, text)
                for name, text in (
                    ("uid", meeting.uid),
                    ("calendar", reading.name),
                    ("place", meeting.place),
                    ("categories", ", ".join(meeting.categories)),
                )
                if text
            ),
            problem=problem,
            detail=found.detail or ("shown as free" if meeting.free and problem is None else ""),
            zone=found.zone,
            category=kind,
        )
    return Judged(
        row,
        import_key(ICS, row),
        begin=found.start,
        end=found.end,
        block=found.block,
        told=found.told,
        sequence=0 if meeting is None else meeting.sequence,
        since=found.since,
    )


def _reach(now: datetime, where: str, since: date | None, until: date | None) -> Reach:
    begin = now - BACK if since is None else day_bounds(since, where)[0]
    end = now + AHEAD if until is None else day_bounds(until, where)[1]
    if end <= begin:
        raise FieldRefused("until", "The last day lies before the first; write a later one.")
    if end - begin > LONGEST_REACH:
        raise FieldRefused("since", "At most ten years are looked at in one go; write a later first day.")
    return Reach(now, begin, end)


def _client_zones(practice: Practice) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in practice.codes():
        try:
            found[practice.portal(code).client().zone] = None
        except (Damaged, StorageTrouble):
            # A zone is only a hint; taking time in for the client will say what is wrong.
            continue
    return tuple(found)
