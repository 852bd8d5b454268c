"""Planned blocks from the shell."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Cli

FOCUS = (
    "block",
    "add",
    "ACME",
    "--title",
    "focus block",
    "--days",
    "tue,thu",
    "--at",
    "09:00",
    "--for",
    "3h",
)


def occurrences(cli: Cli, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli.json("block", "list", *words)["occurrences"]
    return found


def test_a_weekly_series_is_planned_in_the_client_s_zone(practice: Cli) -> None:
    made = practice.json(*FOCUS, "--from", "2026-11-24", "--until", "2026-12-31")
    assert (made["days"], made["duration_s"], made["zone"], made["at"]) == (
        [1, 3],
        10800,
        "Europe/Berlin",
        "09:00",
    )
    found = occurrences(practice, "ACME", "this-week")
    assert [(each["block"], each["start"], each["end"]) for each in found] == [
        (made["id"], "2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z"),
        (made["id"], "2026-11-26T08:00:00Z", "2026-11-26T11:00:00Z"),
    ]
    assert set(found[0]) >= {"block", "client", "title", "start", "end"}
    assert len(occurrences(practice)) == 12
    assert "Tue 24 Nov 08:00-11:00 3:00 2026-11-24" in practice.done("block", "list", "this-week").rows[0]


def test_one_instance_is_skipped_and_another_moved(practice: Cli) -> None:
    made = practice.json(*FOCUS, "--from", "2026-11-24")
    practice.done("block", "skip", made["id"][:8], "2026-11-24")
    practice.done("block", "move", made["id"][:8], "2026-11-26", "--to", "2026-11-27 13:00")
    found = occurrences(practice, "this-week")
    assert [(each["on"], each["start"], each["moved"]) for each in found] == [
        ("2026-11-26", "2026-11-27T13:00:00Z", True)
    ]
    assert practice.done("block", "list", "this-week").rows[0].endswith("2026-11-26 moved")


def test_a_single_block_and_one_of_one_s_own(practice: Cli) -> None:
    practice.done(
        "block", "add", "BETA", "--title", "off-site", "--at", "10:00", "--for", "6h", "--from", "2026-12-03"
    )
    practice.done(
        "block", "add", "own", "--title", "review", "--days", "fri", "--at", "16:00", "--for", "45m"
    )
    assert [each["title"] for each in occurrences(practice, "2026-12-03")] == ["off-site"]
    assert {each["client"] for each in occurrences(practice, "own", "2026-12")} == {None}


def test_a_client_s_block_under_an_hour_is_warned_of_where_it_is_not_short_by_nature(practice: Cli) -> None:
    plan = ("block", "add", "ACME", "--title", "model", "--days", "fri", "--at", "16:00", "--for")
    assert "0:45 is short for a block" in practice.done(*plan, "45m").out
    assert "0:45 is short for a block" in practice.done(*plan, "45m", "-c", "deep_work").out
    assert "short" not in practice.done(*plan, "45m", "-c", "one_on_one").out
    assert "short" not in practice.done(*plan, "1h").out
    assert practice.json(*plan, "30m")["duration_s"] == 1800


def test_deleting_takes_the_series_and_undo_brings_it_back(practice: Cli) -> None:
    made = practice.json(*FOCUS)
    practice.done("block", "delete", made["id"][:8])
    assert occurrences(practice) == []
    practice.done("undo")
    assert occurrences(practice, "this-week")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*FOCUS[:-1], "90s"), "minutes"),
        ((*FOCUS[:-1], "25h"), "1"),
        ((*FOCUS, "--from", "2026-12-01", "--until", "2026-11-01"), "before"),
        ((*FOCUS, "--zone", "Europe/Berlinn"), "Europe/Berlin"),
        (("block", "add", "ACME", "--title", "x", "--days", "t", "--at", "09:00", "--for", "1h"), "two ways"),
        (("block", "add", "ACME", "--title", "x", "--at", "25:00", "--for", "1h"), "time"),
        (("block", "skip", "ffff", "2026-11-24"), "block list"),
    ],
)
def test_refusals(practice: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in practice.refused(*words)


def test_skipping_a_day_without_an_instance_is_refused(practice: Cli) -> None:
    made = practice.json(*FOCUS)
    assert practice.refused("block", "skip", made["id"], "2026-11-25")


def test_a_rhythm_of_its_own_and_a_change_from_a_day_on(cli: Cli) -> None:
    cli.done("client", "add", "ACME", "--name", "Acme")
    made = cli.done(
        "block", "add", "ACME", "--title", "rota", "--repeat", "every 2 weeks tue", "--at", "09:00", "--for", "1h", "--json"
    ).json  # fmt: skip
    assert (made["days"], made["step"], made["month_day"], made["nth"]) == ([1], 2, None, None)
    cli.done("block", "edit", made["id"], "--from", "2026-12-22", "--at", "14:00")
    listed = cli.done("block", "list", "ACME", "--from", "2026-12-01", "--to", "2026-12-31", "--json").json[
        "occurrences"
    ]
    assert [(each["on"], each["start"][11:16]) for each in listed] == [
        ("2026-12-08", "09:00"),
        ("2026-12-22", "14:00"),
    ]
    cli.done("block", "delete", made["id"], "--from", "2026-12-08")
    assert "--repeat" in cli.refused(
        "block", "edit", made["id"], "--days", "tue", "--repeat", "last fri", code=2
    )
