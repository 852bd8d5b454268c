"""Foreign events of one name: the series and its exceptions, of each the newest version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fractui.calendars.content import Component
from fractui.calendars.meeting import Clocks, Meeting, When
from fractui.core.value import value


@value
class Group:
    """All events of one UID.

    ``main`` is the event itself, None where only exceptions are there; ``exceptions`` are single instances that have an event of
    their own, each the newest of its kind. ``older`` are the versions that a newer one replaces, ``broken`` what is damaged.
    ``left_out`` and ``added`` are the moments that its EXDATE and RDATE name.
    """

    uid: str
    main: Meeting | None
    exceptions: tuple[Meeting, ...] = ()
    older: tuple[Meeting, ...] = ()
    broken: tuple[Meeting, ...] = ()
    left_out: tuple[When, ...] = ()
    added: tuple[When, ...] = ()

    @property
    def excluded_days(self) -> frozenset[date]:
        """The days that are left out whole."""
        return frozenset(each.day for each in self.left_out if each.all_day)


def groups_of(
    meetings: Sequence[Meeting], components: Sequence[Component], clocks: Clocks
) -> Iterator[Group]:
    """The groups, in the order of their first events; events without a UID stand alone."""
    by_uid: dict[str, list[tuple[Meeting, Component]]] = {}
    for meeting, component in zip(meetings, components, strict=True):
        by_uid.setdefault(meeting.uid, []).append((meeting, component))
    for uid, pairs in by_uid.items():
        yield _group(uid, pairs, clocks)


def _group(uid: str, pairs: list[tuple[Meeting, Component]], clocks: Clocks) -> Group:
    broken = [meeting for meeting, _ in pairs if meeting.trouble is not None]
    newest: dict[str, Meeting] = {}
    parts: dict[int, Component] = {}
    older: list[Meeting] = []
    for meeting, component in pairs:
        if meeting.trouble is not None:
            continue
        parts[meeting.line] = component
        which = "" if meeting.original is None else f"{meeting.original.instant:%Y%m%dT%H%M%S}"
        known = newest.get(which)
        if known is None:
            newest[which] = meeting
        elif meeting.version > known.version:
            older.append(known)
            newest[which] = meeting
        else:
            older.append(meeting)
    main = newest.pop("", None)
    left_out: tuple[When, ...] = ()
    added: tuple[When, ...] = ()
    if main is not None:
        left_out = tuple(clocks.each(parts[main.line], "EXDATE"))
        added = tuple(clocks.each(parts[main.line], "RDATE"))
    return Group(uid, main, tuple(newest.values()), tuple(older), tuple(broken), left_out, added)
