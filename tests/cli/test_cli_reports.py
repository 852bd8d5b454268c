"""Reports and status, on the short road and on the whole one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from fractui.cli.quick import answer, hours_minutes
from fractui.core.wording import hm
from tests.cli.conftest import Cli


@pytest.fixture
def tracked(practice: Cli) -> Cli:
    """Time in two months for two clients and business development."""
    for words in (
        ("ACME", "--from", "2026-11-24 09:00", "--for", "2h", "-c", "deep_work"),
        ("ACME", "--from", "2026-11-23 09:00", "--for", "1h"),
        ("BETA", "--from", "2026-11-23 10:00", "--for", "30m", "-c", "async"),
        ("bd", "--from", "2026-10-30 23:30", "--for", "1h"),
    ):
        practice.done("add", *words)
    return practice


def test_the_json_of_a_report(tracked: Cli) -> None:
    assert tracked.json("report", "this-month") == {
        "period": {"start": "2026-11-01", "end": "2026-12-01"},
        "rows": [{"key": "ACME", "seconds_s": 10800}, {"key": "BETA", "seconds_s": 1800}],
        "total_s": 12600,
    }


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ((), {"ACME": 10800, "BETA": 1800, "bd": 3600}),
        (("acme", "--by", "day"), {"2026-11-23": 3600, "2026-11-24": 7200}),
        (("--by", "month"), {"2026-10": 3600, "2026-11": 12600}),
        (("--by", "week"), {"2026-W44": 3600, "2026-W48": 12600}),
        (("--by", "category", "ACME"), {"deep_work": 7200, "": 3600}),
        (("--by", "deliverable", "BETA"), {"": 1800}),
        (("2026-10-30",), {"bd": 1800}),
        (("--from", "2026-10-31", "--to", "2026-11-23"), {"ACME": 3600, "BETA": 1800, "bd": 1800}),
        (("bd", "all"), {"bd": 3600}),
    ],
)
def test_what_a_report_sums(tracked: Cli, words: tuple[str, ...], rows: dict[str, int]) -> None:
    assert {row["key"]: row["seconds_s"] for row in tracked.json("report", *words)["rows"]} == rows


def test_the_table_has_shares_and_a_total(tracked: Cli) -> None:
    assert tracked.done("report", "this-month").rows == [
        "ACME 3:00 85.7 %",
        "BETA 0:30 14.3 %",
        "total 3:30 100.0 %",
    ]
    assert (
        tracked.done("report", "this-month", "--format", "csv").out
        == "client,h:mm,share,hours,seconds\nACME,3:00,85.7 %,3.00,10800\nBETA,0:30,14.3 %,0.50,1800\n"
    )
    assert tracked.done("report", "yesterday", "BETA", "--by", "category").rows[0] == "async 0:30 100.0 %"
    assert tracked.done("report", "tomorrow").out == "Nothing was tracked then.\n"


def test_what_runs_counts_only_when_asked_for(tracked: Cli) -> None:
    tracked.done("start", "BETA")
    tracked.clock.forward(minutes=30)
    assert tracked.json("report", "today", "BETA")["total_s"] == 0
    assert tracked.json("report", "today", "BETA", "--running")["total_s"] == 1800


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("NOPE",), 1),
        (("last-fortnight",), 1),
        (("--by", "mood"), 2),
        (("--format", "xml"), 2),
        (("A1", "B1"), 2),
    ],
)
def test_refusals(tracked: Cli, words: tuple[str, ...], code: int) -> None:
    tracked.refused("report", *words, code=code)


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("report", "this-month"),
        ("report", "acme", "--by", "week", "--json"),
        ("report", "--from", "2026-11-01", "--format", "markdown"),
        ("report", "2026-11", "--format", "csv", "--by", "category"),
        ("status",),
        ("status", "--json"),
        ("status", "--format", "{code} {name} {elapsed} {note} {category} {today} {week}"),
    ],
)
@pytest.mark.parametrize("running", [False, True])
def test_the_short_road_answers_as_the_whole_one(
    tracked: Cli, words: tuple[str, ...], running: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if running:
        tracked.done("start", "ACME", "-n", "é \x1b".strip("\x1b"), "-c", "async")
        tracked.clock.forward(minutes=65)
    whole = tracked(*words)
    code = answer(["--data", str(tracked.data), *words], tracked.clock, tracked.environ)
    assert (code, capsys.readouterr().out) == (whole.code, whole.out)


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--help"),
        ("status", "extra"),
        ("report", "--running"),
        ("report", "--nope"),
        ("report", "--by", "mood"),
        ("report", "--by"),
        ("log", "status"),
        ("start", "ACME", "-n", "report"),
        ("--version", "status"),
        (),
    ],
)
def test_whatever_else_takes_the_whole_road(tracked: Cli, words: tuple[str, ...]) -> None:
    assert answer(words, tracked.clock, tracked.environ) is None


def test_without_any_data_nothing_runs_and_nothing_is_made(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["status", "--json"], cli.clock, cli.environ) == 1
    assert json.loads(capsys.readouterr().out) == {"running": None, "elapsed_s": 0, "today_s": 0, "week_s": 0}
    assert cli.done("report").out == "Nothing was tracked then.\n"
    assert not cli.data.exists()


@pytest.mark.parametrize("seconds", [0, 59, 60, 3599, 3600, 86400, 360000])
def test_hours_are_written_as_everywhere(seconds: int) -> None:
    assert hours_minutes(seconds) == hm(seconds)


def test_the_day_is_the_user_s(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    cli.clock.now = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    cli.done("client", "add", "ACME", "--name", "Acme")
    cli.done("add", "ACME", "--from", "00:10", "--for", "20m")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert answer(["report", "today", "--json"], cli.clock, cli.environ) == 0
    assert json.loads(capsys.readouterr().out)["period"] == {"start": "2026-11-25", "end": "2026-11-26"}
    assert cli.json("report", "today")["total_s"] == 1200


def test_a_practice_that_names_no_zone_is_in_the_system_s(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    cli.clock.now = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    cli.done("start", "bd", "--at", "00:10")
    assert answer(["status", "--json"], cli.clock, cli.environ) is None
    assert cli.json("status")["today_s"] == 3000
    assert answer(["report", "today"], cli.clock, cli.environ) is None
    assert cli.json("report", "today", "--running")["period"]["start"] == "2026-11-25"
    monkeypatch.setenv("TZ", "UTC")
    assert answer(["status"], cli.clock, cli.environ) == 0
    assert "bd" in capsys.readouterr().out


def test_rounded_it_shows_both_and_says_by_which_rule(tracked: Cli) -> None:
    tracked.done("client", "edit", "BETA", "--rounding", "45m up per day")
    assert tracked.done("report", "this-month", "--round").out.splitlines() == [
        "client      h:mm    rounded    share",
        "--------  ------  ---------  -------",
        "ACME        3:00       3:00   80.0 %",
        "BETA        0:30       0:45   20.0 %",
        "total       3:30       3:45  100.0 %",
        "",
        "BETA: 45 min up per day",
    ]
    value = tracked.json("report", "BETA", "this-month", "--by", "category", "--round")
    assert value["rows"] == [{"key": "async", "seconds_s": 1800, "rounded_s": 2700}]
    assert (value["total_s"], value["rounded_total_s"]) == (1800, 2700)
    assert value["rounding"] == {
        "BETA": {"unit_min": 45, "mode": "up", "scope": "day", "minimum_min": 0},
    }
    assert "rounded_s" not in tracked.json("report", "BETA", "this-month")["rows"][0]


def test_a_rounded_page_can_be_sent_to_the_client(tracked: Cli) -> None:
    tracked.done("client", "edit", "ACME", "--rounding", "15m up per entry")
    tracked.done("client", "edit", "ACME", "--show-hours", "yes")
    words = ("report", "acme", "this-month", "--by", "deliverable", "--round", "--format", "markdown")
    lines = tracked.done(*words).out.splitlines()
    assert lines[0] == "# Acme Robotics: time in November 2026"
    assert lines[-1] == "In hours and minutes. Rounded: 15 min up per entry."
    assert "ACME" not in "".join(lines)


def test_by_two_things(tracked: Cli) -> None:
    assert tracked.done("report", "this-month", "--by", "Client,Category").rows == [
        "ACME deep_work 2:00 57.1 %",
        "no category 1:00 28.6 %",
        "BETA async 0:30 14.3 %",
        "total 3:30 100.0 %",
    ]
    assert tracked.done(
        "report", "this-month", "--by", "client,week", "--format", "csv"
    ).out.splitlines() == [
        "client,week,h:mm,share,hours,seconds",
        "ACME,2026-W48,3:00,85.7 %,3.00,10800",
        "BETA,2026-W48,0:30,14.3 %,0.50,1800",
    ]
    assert "differ" in tracked.refused("report", "--by", "day,day", code=2)
    assert "mood" in tracked.refused("report", "--by", "day,mood", code=2)


@pytest.mark.parametrize(
    ("word", "start", "end"),
    [
        ("this-quarter", "2026-10-01", "2027-01-01"),
        ("last-quarter", "2026-07-01", "2026-10-01"),
        ("2026-Q1", "2026-01-01", "2026-04-01"),
        ("last-year", "2025-01-01", "2026-01-01"),
        ("2026-W48", "2026-11-23", "2026-11-30"),
    ],
)
def test_quarters_years_and_weeks_are_periods(tracked: Cli, word: str, start: str, end: str) -> None:
    assert tracked.json("report", word)["period"] == {"start": start, "end": end}


@pytest.mark.parametrize("word", ["2026-Q5", "2026-W54", "2025-W53", "9999-W52"])
def test_a_quarter_or_week_that_is_none_is_refused(tracked: Cli, word: str) -> None:
    tracked.refused("report", word)
