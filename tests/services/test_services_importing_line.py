"""Rows on the one line of time: whatever is there and whatever comes, nothing that is taken unmarked shares time."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.services.importing.line import Stretch, TakenLine
from fractui.store.known import Known
from fractui.store.practice import Practice
from tests.builders import a_client, an_entry, at
from tests.fakes import FixedClock, Ids

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=12,
)


def seconds(stretches: list[Stretch]) -> set[int]:
    return {second for begin, end in stretches for second in range(begin, end)}


@settings(max_examples=60, deadline=None)
@given(STRETCHES, STRETCHES)
def test_what_is_refused_shares_time_and_what_is_not_does_not(
    there: list[Stretch], rows: list[Stretch]
) -> None:
    line = TakenLine([(begin, end, "ACME") for begin, end in there], lambda begin, end, who: who)
    taken = seconds(there)
    for number, (begin, end) in enumerate(sorted(rows)):
        clash = line.clash(begin, end)
        assert bool(clash) is not taken.isdisjoint(range(begin, end))
        if not clash:
            line.accept(end, number)
            taken |= set(range(begin, end))


@settings(max_examples=60, deadline=None)
@given(STRETCHES, STRETCHES)
def test_what_is_trimmed_is_exactly_what_was_free(there: list[Stretch], rows: list[Stretch]) -> None:
    line = TakenLine([(begin, end, "ACME") for begin, end in there], lambda begin, end, who: who)
    taken = seconds(there)
    for number, (begin, end) in enumerate(sorted(rows)):
        free = line.free(begin, end)
        assert seconds(free) == set(range(begin, end)) - taken
        assert all(start < stop for start, stop in free)
        taken |= set(range(begin, end))
        for _, stop in free:
            line.accept(stop, number)


def test_what_is_known_is_read_from_shards_and_from_memory_alike(tmp_path: Path) -> None:
    practice = Practice.open(tmp_path / "data", FixedClock(), Ids())
    with practice.transaction("add") as tx:
        tx.put(a_client())
        tx.put(an_entry("2026-10-24 08:00", "2026-10-24 09:00", id="1" * 32, import_key="k1"))
        tx.put(an_entry("2026-11-24 08:00", "2026-11-24 09:00", id="2" * 32, import_key="k2"))
        tx.put(an_entry("2026-11-24 13:00", None, id="3" * 32))
    practice.close()
    again = Practice.open(tmp_path / "data", FixedClock(), Ids())
    with again.transaction("delete") as tx:
        tx.delete("ACME", again.portal("ACME").entry("2" * 32))
    span = (at("2026-11-01 00:00"), at("2026-12-01 00:00"), at("2026-11-24 14:00"))
    for opened in (again, Practice.open(tmp_path / "data", FixedClock(), Ids())):
        known = Known(opened, *span, frozenset(["1" * 32, "9" * 32]))
        assert (known.keys, set(known.deleted), known.here) == ({"k1"}, {"k2"}, {"1" * 32})
        begin = int(at("2026-11-24 13:00").timestamp())
        assert known.times == [(begin, begin + 3600, "ACME")]


def test_a_damaged_month_does_not_hide_the_others(tmp_path: Path) -> None:
    practice = Practice.open(tmp_path / "data", FixedClock(), Ids())
    with practice.transaction("add") as tx:
        tx.put(a_client())
        tx.put(an_entry("2026-10-24 08:00", "2026-10-24 09:00", id="1" * 32, import_key="k1"))
        tx.put(an_entry("2026-11-24 08:00", "2026-11-24 09:00", id="2" * 32, import_key="k2"))
    practice.close()
    (tmp_path / "data/clients/ACME/time/2026-10.json").write_text("{half")
    again = Practice.open(tmp_path / "data", FixedClock(), Ids())
    known = Known(again, at("2026-10-01 00:00"), at("2026-12-01 00:00"), at("2026-11-24 14:00"))
    # What the journal remembers of the damaged month counts too.
    assert known.keys == {"k1", "k2"}
