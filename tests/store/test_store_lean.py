"""The quick read paths say what the store says."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fractui.core.entry import Category, Entry
from fractui.core.settings import Settings
from fractui.core.timeline import by_day, clip
from fractui.core.zones import local_day
from fractui.store.glance import glance
from fractui.store.ledger import ledger
from fractui.store.practice import Practice
from fractui.store.quick_json import dumps, loads
from tests.builders import an_entry, at
from tests.fakes import FixedClock, Ids

EARLY, LATE = at("2020-01-01 00:00"), at("2030-01-01 00:00")
SPANS = [
    ("2026-11-24 08:00", "2026-11-24 09:00"),
    ("2026-11-23 22:00", "2026-11-24 00:30"),
    ("2026-11-22 20:00", "2026-11-23 03:00"),
    ("2026-10-25 00:00", "2026-10-25 05:00"),
    ("2026-10-31 22:30", "2026-11-01 02:00"),
    ("2026-09-15 10:00", "2026-11-23 10:00"),
    ("2025-03-01 10:00", "2025-03-01 10:00"),
]


@pytest.fixture
def busy(practice: Practice, ids: Ids) -> Practice:
    """Entries of two clients and own time, in two zones, over midnights, months and a change of the clocks."""
    with practice.transaction("settings") as tx:
        tx.put(Settings(zone="Europe/Berlin"))
    with practice.transaction("add") as tx:
        for number, (start, end) in enumerate(SPANS):
            tx.put(an_entry(start, end, id=ids(), category=[None, Category.PREP_FOLLOWUP][number % 2]))
            tx.put(an_entry(start, end, id=ids(), client="BETA", zone="America/New_York"))
            tx.put(an_entry(start, end, id=ids(), bucket="bd", category=Category.BD))
        dead = tx.put(an_entry("2026-11-24 05:00", "2026-11-24 06:00", id=ids()))
    with practice.transaction("delete") as tx:
        tx.delete("ACME", dead)
    return practice


def every_entry(practice: Practice) -> list[Entry]:
    portals = [practice.own, *(practice.portal(code) for code in practice.codes())]
    return [entry for portal in portals for entry in portal.entries(EARLY, LATE)]


def expected_glance(practice: Practice) -> dict[str, Any]:
    now = practice.now()
    today = local_day(now, "Europe/Berlin")
    day = at("2026-11-23 23:00")
    week = at("2026-11-22 23:00")
    assert today == date(2026, 11, 24)
    end = now + timedelta(days=1)
    return {
        "today_s": sum(clip(entry, day, end, now) for entry in every_entry(practice)),
        "week_s": sum(clip(entry, week, end, now) for entry in every_entry(practice)),
    }


def test_nothing_yet(root: Path, clock: FixedClock) -> None:
    nothing = {"running": None, "elapsed_s": 0, "today_s": 0, "week_s": 0, "name": "", "color": ""}
    assert glance(root, clock()) == nothing
    assert ledger(str(root), None, None) == {}


def test_the_glance_is_what_the_store_says(busy: Practice, root: Path, clock: FixedClock, ids: Ids) -> None:
    assert glance(root, clock()) is None, "the journal is ahead of the files"
    busy.close()
    assert glance(root, clock()) == {
        "running": None,
        "elapsed_s": 0,
        "name": "",
        "color": "",
    } | expected_glance(busy)
    with busy.transaction("start") as tx:
        tx.put(an_entry("2026-11-24 13:00", None, id=ids(), client="BETA", note="größe", tags=("x",)))
    busy.close()
    found = glance(root, clock())
    assert found is not None
    assert found | expected_glance(busy) == found
    assert (found["name"], found["elapsed_s"]) == ("Acme Robotics", 67 * 60)
    assert found["running"]["note"] == "größe"
    assert found["running"]["client"] == "BETA"
    (root / "clients/BETA/time/running.json").unlink()
    assert glance(root, clock()) is None


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (None, None, None),
        ("2026-11-01", "2026-11-30", None),
        ("2026-11-24", "2026-11-24", None),
        ("2026-10-25", None, "ACME"),
        (None, "2026-10-31", "bd"),
        ("2026-12-01", None, None),
        (None, None, "NOBODY"),
    ],
)
def test_the_ledger_is_what_the_store_says(
    first: str | None, last: str | None, code: str | None, busy: Practice, root: Path
) -> None:
    sums: dict[tuple[str, str, str], int] = {}
    for entry in every_entry(busy):
        for day, seconds in by_day(entry, busy.now()):
            key = (entry.client or str(entry.bucket), day.isoformat(), str(entry.category or ""))
            if (first or "") <= key[1] <= (last or "9") and code in (None, key[0]):
                sums[key] = sums.get(key, 0) + seconds
    assert {key: seconds for key, seconds in busy.ledger(first, last, code).items() if seconds} == {
        key: seconds for key, seconds in sums.items() if seconds
    }
    assert ledger(str(root), first, last, code) is None
    busy.close()
    assert ledger(str(root), first, last, code) == busy.ledger(first, last, code)
    for digits in (0, 7):
        coarse: dict[tuple[str, str, str], int] = {}
        for (who, when, kind), seconds in busy.ledger(first, last, code).items():
            coarse[who, when[:digits], kind] = coarse.get((who, when[:digits], kind), 0) + seconds
        assert ledger(str(root), first, last, code, digits) == coarse
        assert busy.ledger(first, last, code, digits) == coarse
    for cache in root.rglob("totals.json"):
        cache.unlink()
    assert ledger(str(root), first, last, code) == busy.ledger(first, last, code)


def test_sums_by_day_follow_every_change(busy: Practice, root: Path, ids: Ids) -> None:
    portal = busy.portal("ACME")
    day = date(2026, 11, 24)
    before = portal.day_totals(day, day)[day]
    busy.close()
    assert portal.day_totals(day, day)[day] == before
    with busy.transaction("add") as tx:
        entry = tx.put(an_entry("2026-11-24 10:00", "2026-11-24 10:10", id=ids()))
    assert portal.day_totals(day, day)[day][""] == before[""] + 600
    busy.close()
    assert portal.day_totals(day, day)[day][""] == before[""] + 600
    with busy.transaction("edit") as tx:
        tx.put(replace(entry, category=Category.CRISIS))
    assert portal.day_totals(day, day)[day]["crisis"] == 600
    assert busy.own.bucket_totals(day, day) == {day: {"bd": 3600 + 5400}}
    assert portal.bucket_totals(day, day) == {}


def test_a_cache_that_does_not_fit_or_is_broken_is_not_believed(busy: Practice, root: Path) -> None:
    busy.close()
    wanted = busy.ledger(None, None)
    path = root / "clients/ACME/time/totals.json"
    good = path.read_bytes()
    for bad in (
        b"",
        b"x",
        good.replace(b"3600", b"9999").replace(b'"stamp":[', b'"stamp":[1'),
        good[:40],
        b"\0" * 90,
    ):
        path.write_bytes(bad)
        assert ledger(str(root), None, None) == wanted
        assert Practice.open(root, busy.now, busy.new_id).ledger(None, None) == wanted


@pytest.mark.parametrize("module", ["glance", "ledger"])
def test_the_quick_paths_import_nothing_heavy(module: str) -> None:
    code = f"import sys, fractui.store.{module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "msgspec",
        "tinydb",
        "pathlib",
        "dataclasses",
        "typing",
        "zipfile",
        "fractui.store.practice",
        "inspect",
    }
    assert heavy.isdisjoint(run.stdout.split())


def test_what_others_put_into_the_folder_does_not_matter(
    busy: Practice, root: Path, clock: FixedClock
) -> None:
    busy.close()
    (root / "clients/.DS_Store").write_text("")
    (root / "clients/notes.txt").write_text("")
    (root / "clients/old").mkdir()
    assert glance(root, clock()) is not None
    assert Practice.open(root, clock, Ids()).codes() == ("ACME", "BETA")


def test_json_read_quickly_is_json() -> None:
    for text in (b'{"a": [1, -2.5, null, true, "\\u00e4\xc3\xa4"]}', b" [] \n", b'"x"', b"\xef\xbb\xbf{}"):
        assert loads(text) == json.loads(text)
    for text in (b"", b"{", b"[1,]", b"{} x", b"NaN", b"[Infinity]", b'{"a" 1}', b"\xff"):
        with pytest.raises(ValueError):
            loads(text)


def test_months_that_were_over_before_are_not_read(busy: Practice, root: Path) -> None:
    busy.close()
    old = root / "clients/ACME/time/2025-03.json"
    old.write_bytes(b"nobody looks here")
    again = Practice.open(root, busy.now, busy.new_id).portal("ACME")
    assert len(again.entries(at("2026-11-22 00:00"), LATE)) == 4
    assert len(again.day_totals(date(2026, 11, 1), date(2026, 11, 30))) == 24
    assert not again.broken
    again.entries(EARLY, LATE)
    assert again.broken


def test_a_timer_that_runs_since_an_earlier_month_is_found_after_opening(busy: Practice, ids: Ids) -> None:
    with busy.transaction("start") as tx:
        running = tx.put(an_entry("2026-10-30 10:00", None, id=ids()))
    for practice in (busy, Practice.open(busy.root, busy.now, busy.new_id)):
        assert running in practice.portal("ACME").entries(at("2026-11-24 12:00"), LATE)
        practice.close()
    assert running in Practice.open(busy.root, busy.now, busy.new_id).portal("ACME").entries(busy.now(), LATE)


@pytest.mark.parametrize("digits", [8, 32])
def test_an_entry_is_found_by_its_id_without_parsing_other_months(
    digits: int, busy: Practice, root: Path
) -> None:
    wanted = next(entry for entry in every_entry(busy) if entry.start < at("2026-01-01 00:00"))
    prefix = wanted.id[:digits]
    everyone = [entry for entry in every_entry(busy) if entry.id.startswith(prefix)]
    busy.close()
    again = Practice.open(root, busy.now, busy.new_id)
    portals = [again.own, *(again.portal(code) for code in again.codes())]
    assert not any(portal.entries_named(prefix, in_memory=True) for portal in portals)
    assert {entry.id for portal in portals for entry in portal.entries_named(prefix)} == {
        entry.id for entry in everyone
    }
    if digits == 32:
        assert [month for portal in portals for month in portal.files.months_in_memory()] == ["2025-03"]
        assert sum(len(portal.entries_named(prefix, in_memory=True)) for portal in portals) == 1


def test_an_id_that_is_only_in_the_journal_so_far_is_found(busy: Practice, root: Path, ids: Ids) -> None:
    busy.close()
    with busy.transaction("add") as tx:
        entry = tx.put(an_entry("2025-03-02 10:00", "2025-03-02 11:00", id=ids()))
    again = Practice.open(root, busy.now, busy.new_id)
    assert again.portal("ACME").entry(entry.id) == entry
    assert again.portal("ACME").entry(entry.id[-32:-1]) == entry


def test_a_quick_answer_is_written_as_json_writes_it() -> None:
    answer = {"a": None, "b": [True, False, -3, 2**60], 'ü\n"': {"x": "é\x7f\x1b😀\u2028"}, "": [], "d": {}}
    assert dumps(answer) == json.dumps(answer)
    for other in (1.5, {"a": {1}}, (1,)):
        with pytest.raises(TypeError, match="quick answer"):
            dumps(other)
