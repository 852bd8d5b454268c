"""A day's entries are found without decoding the month, and are the very ones that decoding all of it would find."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Entry
from fractui.core.errors import Damaged
from fractui.store.codec import decode, encode
from fractui.store.near import may_touch, near_entries
from fractui.store.practice import Practice
from tests.builders import a_client, an_entry, at
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
seconds = st.integers(-5, 5)


def touches(entry: Entry, start: datetime, end: datetime) -> bool:
    """What ``Portal.entries`` promises."""
    return entry.start < end and (entry.end is None or entry.end > start or entry.start >= start)


@settings(max_examples=60, deadline=None)
@given(seconds, st.none() | st.integers(0, 5), seconds, st.integers(0, 5), st.booleans())
def test_nothing_that_touches_is_passed_over(
    begin: int, length: int | None, start: int, span: int, fraction: bool
) -> None:
    first = NOON + timedelta(seconds=begin)
    entry = an_entry(end=None)
    entry = Entry(
        id=entry.id,
        client="ACME",
        zone="UTC",
        start=first,
        end=None if length is None else first + timedelta(seconds=length),
    )
    since = NOON + timedelta(seconds=start)
    until = since + timedelta(seconds=span, milliseconds=500 if fraction else 0)
    picked = may_touch(f"{since:%Y-%m-%dT%H:%M:%SZ}", f"{until:%Y-%m-%dT%H:%M:%SZ}")(encode(entry))
    assert picked or not touches(entry, since, until)


def test_only_what_is_near_is_decoded(practice: Practice, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    with practice.transaction("a month of work") as tx:
        for day in range(1, 29):
            tx.put(an_entry(f"2026-11-{day:02d} 08:00", f"2026-11-{day:02d} 09:00", id=ids()))
    decoded = []

    def counting(kind: type[Entry], raw: dict[str, object], where: str) -> Entry:
        decoded.append(raw["start"])
        return decode(kind, raw, where)

    monkeypatch.setattr("fractui.store.decoding.decode", counting)
    found = practice.portal("ACME").entries(at("2026-11-10 00:00"), at("2026-11-11 00:00"))
    assert [each.start for each in found] == [at("2026-11-10 08:00")]
    assert decoded == ["2026-11-10T08:00:00Z"]
    practice.portal("ACME").entries(at("2026-11-10 00:00"), at("2026-11-11 00:00"))
    assert len(decoded) == 1


def test_an_instant_written_in_another_way_is_still_found_and_a_wrong_one_still_told(
    practice: Practice, ids: Ids, root: Path, opened: Opener
) -> None:
    with practice.transaction("time") as tx:
        entry = tx.put(an_entry("2026-11-10 08:00", "2026-11-10 09:00", id=ids()))
    practice.close()
    path = root / "clients/ACME/time/2026-11.json"
    plain = path.read_text()

    def written(start: object) -> Practice:
        data = json.loads(plain)
        data["meta"]["file"].pop("sum", None)
        data["entries"][entry.id]["start"] = start
        path.write_text(json.dumps(data))
        return opened()

    span = at("2026-11-10 00:00"), at("2026-11-11 00:00")
    assert written("2026-11-10T09:00:00+01:00").portal("ACME").entries(*span)[0].start == entry.start
    with pytest.raises(Damaged):
        written(12).portal("ACME").entries(*span)


def spanning(id: str, begin: datetime, seconds: int) -> Entry:  # noqa: A002 - the field's word
    """An entry with a note that looks like a stored field."""
    return replace(
        an_entry(id=id, note='{"start":"9'), start=begin, end=begin + timedelta(seconds=seconds), tags=("{",)
    )


moments = st.integers(0, 29 * 24 * 3600).map(
    lambda seconds: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(moments, st.integers(0, 200_000), st.booleans()), max_size=12),
    moments,
    st.integers(0, 100_000),
)
def test_a_month_s_file_tells_of_a_stretch_what_all_of_it_tells(
    spans: list[tuple[datetime, int, bool]], start: datetime, length: int
) -> None:
    ids = Ids()
    with TemporaryDirectory() as folder:
        practice = Practice.open(folder, FixedClock(), ids)
        with practice.transaction("a month of work") as tx:
            tx.put(a_client())
            entries = [tx.put(spanning(ids(), begin, seconds)) for begin, seconds, _ in spans]
        with practice.transaction("some of it deleted") as tx:
            for entry, (_, _, deleted) in zip(entries, spans, strict=True):
                if deleted:
                    tx.delete("ACME", entry)
        practice.close()
        portal = Practice.open(folder, FixedClock(), ids).portal("ACME")
        glimpsed = portal.entries(start, start + timedelta(seconds=length))
        assert all(portal.files.at_rest(month) for month in portal.files.months())
        assert portal.entries(start, start + timedelta(seconds=length)) == glimpsed


def test_a_file_that_is_not_as_written_or_not_the_client_s_is_taken_in_whole(
    practice: Practice, ids: Ids, root: Path, opened: Opener
) -> None:
    span = "2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z"
    with practice.transaction("time") as tx:
        entry = tx.put(an_entry("2026-11-10 08:00", "2026-11-10 09:00", id=ids()))
        tx.put(an_entry("2026-11-10 08:00", "2026-11-10 09:00", id=ids(), client="BETA"))
    practice.close()
    path = root / "clients/ACME/time/2026-11.json"
    data = path.read_bytes()
    assert list(near_entries(data, 1, *span) or ()) == [entry.id]
    assert near_entries(data, 1, "2026-11-11T00:00:00Z", "2026-11-12T00:00:00Z") == {}
    assert near_entries(data, 2, *span) is None
    assert near_entries(data.replace(b"08:00", b"07:00"), 1, *span) is None
    assert near_entries(b"", 1, *span) is None
    path.write_bytes((root / "clients/BETA/time/2026-11.json").read_bytes())
    damaged = opened()
    damaged.portal("ACME").entries(at("2026-11-10 00:00"), at("2026-11-11 00:00"))
    assert "clients/ACME" in damaged.damage()[0]


def test_what_was_seen_in_a_file_is_found_by_its_id_without_reading_the_years(
    practice: Practice, ids: Ids, opened: Opener
) -> None:
    with practice.transaction("time") as tx:
        entry = tx.put(an_entry("2026-11-10 08:00", "2026-11-10 09:00", id=ids()))
        tx.put(an_entry("2025-11-10 08:00", "2025-11-10 09:00", id=ids()))
    practice.close()
    portal = opened().portal("ACME")
    assert portal.entries_named(entry.id, in_memory=True) == []
    portal.entries(at("2026-11-10 00:00"), at("2026-11-11 00:00"))
    assert portal.entries_named(entry.id, in_memory=True) == [entry]
    assert portal.files.at_rest("2025-11")
