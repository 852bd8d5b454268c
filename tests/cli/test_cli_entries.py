"""Entries by hand, and the log."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def test_adding_time_in_every_way_of_saying_when(practice: Cli) -> None:
    for words, start, seconds in (
        (("--from", "09:00", "--to", "10:30"), "2026-11-24T09:00:00Z", 5400),
        (("--from", "yesterday 14:05", "--for", "1h30"), "2026-11-23T14:05:00Z", 5400),
        (("--from", "2026-11-20 08:00", "--for", "90m"), "2026-11-20T08:00:00Z", 5400),
        (("--from", "2026-11-19T09:00+02:00", "--for", "1:30"), "2026-11-19T07:00:00Z", 5400),
        (("--from", "-50m", "--to", "-20m"), "2026-11-24T13:17:00Z", 1800),
        (("--from", "20 min ago", "--to", "now"), "2026-11-24T13:47:00Z", 1200),
        (("--from", "2026-11-18 08:00", "--for", "1.5h"), "2026-11-18T08:00:00Z", 5400),
    ):
        made = practice.json("add", "ACME", *words)
        assert (made["start"], made["duration_s"], made["source"]) == (start, seconds, "manual")


def test_the_json_of_an_entry_has_all_its_fields(practice: Cli) -> None:
    made = practice.json("add", "bd", "--from", "09:00", "--for", "30m", "-n", "-50% off", "-c", "bd")
    assert set(made) == {
        *("id", "client", "bucket", "start", "end", "duration_s", "zone", "category", "note"),
        *("deliverable", "tags", "source", "timed"),
    }
    assert (made["client"], made["bucket"], made["note"], made["tags"]) == (None, "bd", "-50% off", [])


def test_overlaps_are_refused_trimmed_or_kept(practice: Cli) -> None:
    first = practice.json("add", "ACME", "--from", "09:00", "--to", "11:00")
    clash = ("add", "BETA", "--from", "10:30", "--to", "12:00")
    assert "--on-overlap" in practice.refused(*clash)
    trimmed = practice(*clash, "--on-overlap", "trim")
    assert trimmed.code == 0
    assert trimmed.err == f"shortened ACME 09:00-11:00 to 09:00-10:30 ({first['id'][:8]})\n"
    assert practice.json("log", "ACME")["entries"][0]["end"] == "2026-11-24T10:30:00Z"
    kept = practice.json("add", "bd", "--from", "10:00", "--to", "10:10", "--on-overlap", "keep")
    log = practice.json("log", "today")
    assert set(log["overlaps"]) == {first["id"], kept["id"]}
    assert sum("overlaps" in line for line in practice.done("log", "today").rows) == 2


def test_editing_by_the_beginning_of_an_id(practice: Cli) -> None:
    made = practice.json("add", "ACME", "--from", "09:00", "--to", "10:00", "-c", "deep_work", "-n", "old")
    changed = practice.json("edit", made["id"][:8], "--to", "10:15", "-n", "new", "-c", "none")
    assert (changed["id"], changed["duration_s"], changed["note"], changed["category"]) == (
        made["id"],
        4500,
        "new",
        None,
    )
    moved = practice.json("edit", made["id"], "--client", "BETA")
    assert moved["client"] == "BETA"
    assert practice.json("log", "ACME")["entries"] == []
    assert practice.json("undo") == {"undone": "edit time of ACME"}
    assert len(practice.json("log", "ACME")["entries"]) == 1


def test_deleting_and_taking_it_back(practice: Cli) -> None:
    made = practice.json("add", "ACME", "--from", "09:00", "--to", "10:00")
    assert practice.json("delete", made["id"][:10])["id"] == made["id"]
    assert practice.json("log")["entries"] == []
    practice.done("undo")
    assert [each["id"] for each in practice.json("log")["entries"]] == [made["id"]]
    practice.done("redo")
    assert practice.json("log")["entries"] == []


def test_the_log_shows_gaps_and_what_runs(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "09:00", "--to", "10:30", "-n", "a|b")
    practice.done("start", "BETA", "--at", "12:00")
    answer = practice.done("log", "today")
    assert [" ".join(line.split()[1:]) for line in answer.rows[:3]] == [
        "24 Nov 09:00-10:30 1:30 ACME a|b",
        "Nov 10:30-12:00 1:30 untracked",
        "24 Nov 12:00-... 2:07 BETA runs",
    ]
    assert answer.out.endswith("3:37 tracked, 1:30 untracked within working hours\n")
    log = practice.json("log", "today")
    assert log["gaps"] == [
        {"start": "2026-11-24T10:30:00Z", "end": "2026-11-24T12:00:00Z", "duration_s": 5400}
    ]
    assert log["total_s"] == 5400 + 7620
    assert "a\\|b" in practice.done("log", "today", "--format", "markdown").out


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ((), 3),
        (("all",), 3),
        (("today",), 1),
        (("yesterday",), 0),
        (("this-week",), 1),
        (("last-week",), 1),
        (("last-month",), 1),
        (("2026-10",), 1),
        (("2026",), 3),
        (("--from", "2026-11-01"), 2),
        (("--from", "2026-10-01", "--to", "2026-10-31"), 1),
        (("ACME", "today"), 1),
        (("today", "acme"), 1),
        (("BETA", "all"), 0),
        (("bd",), 0),
    ],
)
def test_periods(practice: Cli, period: tuple[str, ...], found: int) -> None:
    for when in ("09:00", "2026-11-17 09:00", "2026-10-31 09:00"):
        practice.done("add", "ACME", "--from", when, "--for", "1h")
    assert len(practice.json("log", *period)["entries"]) == found


def test_times_are_shown_and_typed_in_the_user_s_zone(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    cli.done("client", "add", "ACME", "--name", "Acme")
    made = cli.json("add", "ACME", "--from", "08:00", "--for", "30m")
    assert (made["start"], made["zone"]) == ("2026-11-24T13:00:00Z", "America/New_York")
    assert "08:00-08:30" in cli.done("log").out
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert "08:00-08:30" in cli.done("log").out
    assert "comes twice" in cli.refused("add", "ACME", "--from", "2026-11-01 01:30", "--for", "10m")
    assert "does not exist" in cli.refused("add", "ACME", "--from", "2026-03-08 02:30", "--for", "10m")
    cli.done("add", "ACME", "--from", "2026-11-01T01:30-05:00", "--for", "10m")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "NOPE", "--from", "09:00", "--for", "1h"), "called"),
        (("add", "ACME", "--from", "09:00", "--to", "08:00"), "before"),
        (("add", "ACME", "--from", "09:00", "--to", "23:00"), "to come"),
        (("add", "ACME", "--from", "soon", "--for", "1h"), "“soon”"),
        (("add", "ACME", "--from", "09:00", "--for", "30"), "30m or 30h"),
        (("add", "ACME", "--from", "09:00", "--for", "0,5h"), "point"),
        (("add", "ACME", "--from", "09:00", "--for", "-5m"), "above zero"),
        (("add", "ACME", "--from", "09:00", "--for", "9" * 5000 + "h"), "length"),
        (("add", "ACME", "--from", "09:00", "--for", "99999999999h"), "year"),
        (("add", "ACME", "--from", "0001-01-01 00:00", "--for", "1h"), "1970"),
        (("add", "ACME", "--from", "tomorrow", "--for", "1h"), "time"),
        (("add", "ACME", "--from", "09:00", "--for", "1h", "-n", "a\x1b]52;c;x\x07"), "control"),
        (("edit", "ffff", "-n", "x"), "fractui log"),
        (("delete", ""), "id"),
        (("log", "last-fortnight"), "called"),
        (("log", "2026-13"), "is no month"),
        (("log", "today", "--from", "2026-11-01"), "not both"),
        (("log", "--from", "2026-11-02", "--to", "2026-11-01"), "swap"),
    ],
)
def test_refusals(practice: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in practice.refused(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "ACME", "--from", "09:00"),
        ("add", "ACME", "--from", "09:00", "--to", "10:00", "--for", "1h"),
        ("add", "ACME", "--for", "1h"),
        ("edit", "abc"),
        ("log", "ACME", "BETA"),
        ("log", "today", "yesterday"),
        ("log", "--format", "xml"),
    ],
)
def test_wrong_usage(practice: Cli, words: tuple[str, ...]) -> None:
    practice.refused(*words, code=2)


def test_an_id_that_fits_several_is_refused(practice: Cli) -> None:
    for hour in ("08:00", "09:00"):
        practice.done("add", "ACME", "--from", hour, "--for", "10m")
    assert "write more" in practice.refused("delete", "0000")
