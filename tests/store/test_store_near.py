"""A day's entries are found without decoding the month, and are the very ones that decoding all of it would find."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Entry
from fractui.core.errors import Damaged
from fractui.store.codec import decode, encode
from fractui.store.portal import _near
from fractui.store.practice import Practice
from tests.builders import an_entry, at
from tests.fakes import Ids
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
    picked = _near(f"{since:%Y-%m-%dT%H:%M:%SZ}", f"{until:%Y-%m-%dT%H:%M:%SZ}")(encode(entry))
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
