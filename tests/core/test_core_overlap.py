"""Who gives way where entries would share time; every picture of two entries is tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Entry, overlapping
from fractui.core.errors import FieldRefused, Refused
from fractui.core.overlap import OnOverlap, Place, on_overlap_named, place
from fractui.core.timeline import overlaps
from tests.builders import at

NOW = at("2026-11-24 18:00")


def hour(number: int) -> datetime:
    """An hour of the day, a quarter for each."""
    return at("2026-11-24 00:00") + timedelta(minutes=15 * number)


def entry(start: int, end: int | None, **more: Any) -> Entry:
    """ACME's from one quarter of an hour to another, still running when the end is None."""
    plain: dict[str, Any] = {
        "id": "w",
        "rev": 1,
        "start": hour(start),
        "end": None if end is None else hour(end),
        "zone": "UTC",
        "client": "ACME",
    }
    return Entry(**plain | more)


def spans(parts: tuple[Entry, ...]) -> list[tuple[int, int | None]]:
    """Their starts and ends in quarters of an hour."""
    midnight = at("2026-11-24 00:00")
    quarter = timedelta(minutes=15)
    return [
        ((part.start - midnight) // quarter, None if part.end is None else (part.end - midnight) // quarter)
        for part in parts
    ]


def both(placed: Place) -> list[list[tuple[int, int | None]]]:
    """The wanted entry's parts, and each other's."""
    return [spans(placed.wanted), *(spans(parts) for _, parts in placed.others)]


TRIM, EARLIER, LATER, SPLIT = OnOverlap.TRIM, OnOverlap.TRIM_EARLIER, OnOverlap.TRIM_LATER, OnOverlap.SPLIT


@pytest.mark.parametrize(
    ("wanted", "other", "how", "result"),
    [
        ((4, 8), (2, 6), TRIM, [[(4, 8)], [(2, 4)]]),
        ((4, 8), (2, 6), EARLIER, [[(4, 8)], [(2, 4)]]),
        ((4, 8), (2, 6), LATER, [[(6, 8)]]),
        ((4, 8), (2, 6), SPLIT, [[(4, 8)], [(2, 4)]]),
        ((4, 8), (6, 10), TRIM, [[(4, 8)], [(8, 10)]]),
        ((4, 8), (6, 10), EARLIER, [[(4, 6)]]),
        ((4, 8), (6, 10), LATER, [[(4, 8)], [(8, 10)]]),
        ((4, 8), (2, 10), EARLIER, [[(4, 8)], [(2, 4)]]),
        ((4, 8), (2, 10), SPLIT, [[(4, 8)], [(2, 4), (8, 10)]]),
        ((2, 10), (4, 8), EARLIER, [[(2, 4)]]),
        ((2, 10), (4, 8), SPLIT, [[(2, 4), (8, 10)]]),
        ((2, 6), (2, 10), LATER, [[(2, 6)], [(6, 10)]]),
        ((2, 10), (2, 6), LATER, [[(6, 10)]]),
        ((2, 10), (2, 6), SPLIT, [[(6, 10)]]),
        ((4, 8), (2, None), SPLIT, [[(4, 8)], [(2, 4), (8, None)]]),
        ((4, 8), (6, None), LATER, [[(4, 8)], [(8, None)]]),
        ((4, 8), (6, None), SPLIT, [[(4, 8)], [(8, None)]]),
        ((4, None), (2, 6), TRIM, [[(4, None)], [(2, 4)]]),
        ((4, None), (2, 6), LATER, [[(6, None)]]),
        ((4, None), (6, 8), SPLIT, [[(4, 6), (8, None)]]),
    ],
)
def test_what_is_left_of_two(
    wanted: tuple[int, int | None],
    other: tuple[int, int | None],
    how: OnOverlap,
    result: list[list[tuple[int, int | None]]],
) -> None:
    assert both(place(entry(*wanted, id="w"), [entry(*other, id="o")], how, NOW)) == result


@pytest.mark.parametrize(
    ("wanted", "other", "how", "said"),
    [
        ((2, 10), (4, 8), TRIM, "Nothing would be left of ACME 01:00-02:00"),
        ((4, 8), (2, 10), TRIM, "would fall into two; choose split"),
        ((4, 8), (2, None), TRIM, "is running and is not shortened; stop it first, or choose split"),
        ((4, 8), (4, 10), EARLIER, "begins at the same moment"),
        ((4, 8), (2, None), EARLIER, "is running and would be stopped; choose split"),
        ((4, None), (6, 8), EARLIER, "is running and would be stopped; choose split"),
        ((4, 8), (2, 10), LATER, "nothing would be left of it; choose split"),
        ((4, None), (6, 8), LATER, "nothing would be left of it; choose split"),
        ((4, 8), (2, None), LATER, "nothing would be left of it"),
        ((4, 8), (4, 8), SPLIT, "other entries fill all of it"),
    ],
)
def test_what_is_not_possible_says_why(
    wanted: tuple[int, int | None], other: tuple[int, int | None], how: OnOverlap, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        place(entry(*wanted, id="w"), [entry(*other, id="o")], how, NOW)


def test_what_was_invoiced_gives_no_way_but_may_be_gone_around() -> None:
    locked = entry(2, 6, id="o", locked=True)
    for how in (TRIM, EARLIER, SPLIT):
        with pytest.raises(Refused, match="invoiced and is locked"):
            place(entry(4, 8, id="w"), [locked], how, NOW)
    assert spans(place(entry(4, 8, id="w"), [locked], LATER, NOW).wanted) == [(6, 8)]
    assert spans(place(entry(1, 8, id="w"), [locked], SPLIT, NOW).wanted) == [(1, 2), (6, 8)]


def test_keep_marks_and_refuse_names_the_choices() -> None:
    wanted, other = entry(4, 8, id="w"), entry(2, 6, id="o")
    assert place(wanted, [other], OnOverlap.KEEP, NOW).wanted[0].overlap_ok
    assert not place(entry(4, 8, id="w", overlap_ok=True), [], OnOverlap.KEEP, NOW).wanted[0].overlap_ok
    with pytest.raises(
        FieldRefused, match=r"trim-earlier or trim-later .* split goes around, keep keeps both"
    ):
        place(wanted, [other], OnOverlap.REFUSE, NOW)
    with pytest.raises(FieldRefused, match="refuse, trim, trim-earlier, trim-later, split or keep"):
        on_overlap_named("merge")


def test_only_the_first_piece_keeps_id_revision_and_what_was_taken_out() -> None:
    whole = entry(2, 10, id="o", rev=3, removed_idle_s=60, import_key="k", note="deck")
    first, second = place(entry(4, 8, id="w"), [whole], SPLIT, NOW).others[0][1]
    assert (first.id, first.rev, first.removed_idle_s) == ("o", 3, 60)
    assert (second.id, second.rev, second.removed_idle_s) == ("", 0, 0)
    assert (second.import_key, second.note) == ("k", "deck")


quarters = st.tuples(st.integers(0, 20), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=60, deadline=None)
@given(quarters, st.lists(quarters, max_size=4), st.sampled_from([*OnOverlap]), st.booleans())
def test_whatever_is_chosen_nothing_vanishes_and_nothing_is_shared_unmarked(
    wanted: tuple[int, int], others: list[tuple[int, int]], how: OnOverlap, runs: bool
) -> None:
    new = entry(wanted[0], None if runs else wanted[1], id="w")
    free: list[Entry] = []
    for number, span in enumerate(others):
        one = entry(*span, id=f"o{number}")
        if not overlapping(one, free):
            free.append(one)
    near = overlapping(new, free)
    try:
        placed = place(new, near, how, NOW)
    except Refused:
        return
    changed = {old.id: parts for old, parts in placed.others}
    after = [part for old in free for part in changed.get(old.id, (old,))]
    everything = [*placed.wanted, *after]
    assert all(parts for parts in changed.values())
    assert all(part.end is None or part.start < part.end for part in everything)
    named = [replace(one, id=str(number)) for number, one in enumerate(everything)]
    shared = overlaps(named, at("2027-01-01 00:00"))
    assert all(pair.first.overlap_ok or pair.second.overlap_ok for pair in shared)
    assert not shared or how is OnOverlap.KEEP
