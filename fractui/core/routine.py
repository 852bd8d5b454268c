"""The guided reviews: Monday's, Friday's, and the week's over the whole portfolio (rows 003-19 to 003-21, 000-31).

A review is tracked as own time of the kind admin: the entry's note is the review's title, so that the record needs no document of
its own and one that was written down by hand counts as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from fractui.core.entry import Bucket, Entry, Source
from fractui.core.errors import FieldRefused
from fractui.core.settings import Settings


class Routine(StrEnum):
    """The reviews that are gone through step by step."""

    MONDAY = "monday"
    FRIDAY = "friday"
    WEEK = "week"


TITLES = {
    Routine.MONDAY: "Monday review",
    Routine.FRIDAY: "Friday review",
    Routine.WEEK: "Weekly review",
}
"""What each is called; the note of its entries."""

MINUTES = {Routine.MONDAY: 20, Routine.FRIDAY: 10, Routine.WEEK: 0}
"""How long each should take (rows 003-19, 003-20); 0 where nothing is counted down."""

FINISHED = "finished"
"""The tag of the entry with which a review was finished."""

BY_HAND = frozenset({Source.MANUAL, Source.IMPORT})
"""An entry that came to be so was written down after the review."""


def routine_named(text: str) -> Routine:
    """The review that a word means.

    Raises:
        FieldRefused: none is called so.
    """
    word = text.strip().casefold()
    found = [each for each in Routine if word and each.value.startswith(word)]
    if len(found) != 1:
        raise FieldRefused("kind", "Write which review: monday, friday or week.")
    return found[0]


def routine_of(entry: Entry | None) -> Routine | None:
    """The review that an entry is time of, None for all other time."""
    if entry is None or entry.bucket is not Bucket.ADMIN:
        return None
    word = entry.note.strip().casefold()
    return next((each for each, title in TITLES.items() if title.casefold() == word), None)


def is_finished(entry: Entry) -> bool:
    """Whether a review was over with this entry of it."""
    return entry.end is not None and (FINISHED in entry.tags or entry.source in BY_HAND)


def sitting(entries: Iterable[Entry], kind: Routine) -> tuple[Entry, ...]:
    """The entries of the review that is under way, by start: those after the last one with which it was finished."""
    held: list[Entry] = []
    for each in sorted(entries, key=lambda entry: (entry.start, entry.id)):
        if routine_of(each) is kind:
            held = [] if is_finished(each) else [*held, each]
    return tuple(held)


def of_weekday(weekday: int, settings: Settings) -> Routine | None:
    """The review of that day of the week, Monday being 0; None where the day has none."""
    if weekday == settings.monday_review:
        return Routine.MONDAY
    return Routine.FRIDAY if weekday == settings.friday_review else None
