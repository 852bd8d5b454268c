"""The coming weeks from the shell."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_weeks_are_shown_with_what_needs_a_thought(practice: Cli) -> None:
    words = "block add ACME --title onsite --days mon-fri --at 08:00 --for 9h30 --from 2026-11-30"
    practice.done(*words.split())
    shown = practice.done("load").out
    assert "this week" in shown
    assert "!! planned next week 47:30 h of 40 h" in shown
    assert "ACME" in shown
    practice.done("leave", "add", "2026-12-01", "--name", "Fair")
    assert "ACME onsite falls into Fair; move, cover or drop it" in practice.done("load").out
    found = practice.json("load", "--weeks", "2")
    assert [week["week_start"] for week in found["weeks"]] == ["2026-11-23", "2026-11-30"]
    assert (found["weeks"][1]["planned_s"], found["weeks"][1]["capacity_s"]) == (47 * 3600 + 1800, 32 * 3600)
    assert found["findings"][0]["kind"] == "over_week"
    assert found["time_off"][0]["leave"] == "Fair"


def test_short_blocks_are_one_line_for_a_person_and_each_one_for_a_program(practice: Cli) -> None:
    for code, title, length in (
        ("ACME", "Call", "30m"),
        ("BETA", "Stand-up", "45m"),
        ("BETA", "Office hour", "1h"),
    ):
        practice.done(
            *("block", "add", code, "--title", title, "--days", "thu", "--at", f"{9 + len(title)}:00"),
            *("--for", length, "--from", "2026-11-26"),
        )
    lines = [
        line for line in practice.done("load").out.splitlines() if line.startswith("-") and "min" in line
    ]
    assert lines == ["- 2 blocks are under 60 min: ACME Call 30, BETA Stand-up 45"]
    found = practice.json("load")["findings"]
    assert [(each["kind"], each["client"], each["text"]) for each in found] == [
        ("short", "ACME", "ACME Call lasts 30 min, under 60"),
        ("short", "BETA", "BETA Stand-up lasts 45 min, under 60"),
    ]
    assert set(found[0]) == {"kind", "severity", "client", "date", "text"}


def test_nothing_is_said_so(cli: Cli) -> None:
    assert "Nothing is planned" in cli.done("load").err + cli.done("load").out


def test_weeks_are_a_number(practice: Cli) -> None:
    assert "1 to 26" in practice.refused("load", "--weeks", "99")
