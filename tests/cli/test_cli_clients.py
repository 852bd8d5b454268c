"""Clients from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def test_a_client_is_added_and_listed(cli: Cli) -> None:
    words = (
        "--name Acme --function cfo --hours 24 --fee 12,000 --currency USD --capacity 25 --zone Europe/Berlin"
    )
    made = cli.json("client", "add", "acme", *words.split(), "--since", "2026-03-01", "--key", "3")
    assert (made["code"], made["name"], made["function"], made["key"]) == ("ACME", "Acme", "cfo", 3)
    assert (made["zone"], made["since"]) == ("Europe/Berlin", "2026-03-01")
    assert made["agreement"]["fee"] == {"minor": 1_200_000, "currency": "USD"}
    assert made["agreement"]["commitment_s"] == 24 * 3600
    listed = cli.json("client", "list")
    assert [each["code"] for each in listed["clients"]] == ["ACME"]
    assert "3 ACME Acme CFO onboarding active 24:00 12,000 $ 25 % 1 Mar" in cli.done("client", "list").rows


def test_in_words_it_says_what_was_agreed(cli: Cli) -> None:
    out = cli.done(
        "client",
        "add",
        "CYAN",
        "--name",
        "Cyan Health",
        "--days",
        "2.5",
        "--fee",
        "900000",
        "--currency",
        "JPY",
    ).out
    assert out == "added CYAN Cyan Health, 2.5 days a month, 900,000 ¥ a month\n"


def test_edit_changes_what_is_named_and_nothing_else(practice: Cli) -> None:
    changed = practice.json(
        "client", "edit", "beta", "--days", "6", "--status", "notice", "--stage", "reporting"
    )
    assert (changed["name"], changed["status"], changed["stage"]) == ("Beta Foods", "notice", "reporting")
    assert changed["agreement"]["amount"] == "6"


def test_the_fee_keeps_its_currency_unless_one_is_named(practice: Cli) -> None:
    practice.done("client", "edit", "ACME", "--fee", "9000", "--currency", "EUR")
    changed = practice.json("client", "edit", "ACME", "--fee", "10,000.50")
    assert changed["agreement"]["fee"] == {"minor": 1_000_050, "currency": "EUR"}


def test_show_has_everything_about_one_client(practice: Cli) -> None:
    practice.done("start", "ACME", "--at", "-20m")
    practice.done("stop", "--next", "finish slide 7")
    shown = practice.json("client", "show", "ACME")
    assert (shown["next_note"], shown["people"], shown["promises"]) == ("finish slide 7", [], [])
    assert "left off finish slide 7 (14:07)" in practice.done("client", "show", "acme").rows


def test_closing_and_reopening(practice: Cli) -> None:
    closed = practice.json("client", "close", "BETA")
    assert (closed["status"], closed["owed"]) == ("closed", [])
    assert [each["code"] for each in practice.json("client", "list")["clients"]] == ["ACME"]
    assert len(practice.json("client", "list", "--closed")["clients"]) == 2
    assert "reopen" in practice.refused("start", "BETA")
    assert practice.json("client", "reopen", "BETA")["status"] == "active"


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("/etc/cron.d/x", "/"),
        ("..", "."),
        ("a/b", "/"),
        ("a\\b", "\\"),
        ("x\x00y", "␀"),
        ("_replicator", "_"),
        ("acme. ", "."),
        ("\u0430cme", "CYRILLIC SMALL LETTER A"),
        ("ac\u200bme", "U+200B"),
        ("a\udc80b", "�"),
        ("CON", "device"),
        ("admin", "bucket"),
        ("A", "short"),
        ("ABCDEFGHI", "long"),
        ("", "code"),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_the_rule(cli: Cli, code: str, named: str) -> None:
    assert named in cli.refused("client", "add", code, "--name", "X")
    assert not cli.data.exists()


def test_a_code_like_an_option_is_told_apart(cli: Cli) -> None:
    cli.refused("client", "add", "-rf", "--name", "X", code=2)
    assert "-" in cli.refused("client", "add", "--name", "X", "--", "-rf")


def test_a_taken_code_or_key_is_refused(practice: Cli) -> None:
    assert "taken" in practice.refused("client", "add", "acme", "--name", "Another")
    assert "free are" in practice.refused("client", "add", "CYAN", "--name", "Cyan", "--key", "1")


@pytest.mark.parametrize("name", ["a\nb", "x\x1b[2J", "a\udc80b", "", "   "])
def test_a_name_that_is_no_line_of_text_is_refused(cli: Cli, name: str) -> None:
    assert "ame" in cli.refused("client", "add", "ACME", "--name", name)


def test_a_long_name_is_refused_with_its_length(cli: Cli) -> None:
    assert "1,000,000" in cli.refused("client", "add", "ACME", "--name", "x" * 1_000_000)
    cli.done("client", "add", "ACME", "--name", "x" * 200)


@pytest.mark.parametrize(
    "figure", ["-1", "1e309", "NaN", "0,5", "1_000", "\uff11\uff12", "9007199254740993000"]
)
@pytest.mark.parametrize("option", ["--hours", "--fee", "--capacity"])
def test_a_figure_with_another_reading_is_refused(cli: Cli, option: str, figure: str) -> None:
    cli.refused("client", "add", "ACME", "--name", "Acme", option, figure)
    assert not cli.data.exists()


def test_markup_and_wide_names_are_shown_letter_for_letter(cli: Cli) -> None:
    for code, name in (
        ("AA", "[red]x[/red] [/ {'a[0]'}"),
        ("BB", "漢字 株式会社"),
        ("CC", "=cmd|' /C calc'!A0"),
    ):
        cli.done("client", "add", code, "--name", name)
        assert name in cli.done("client", "list").out
    assert "'=cmd|' /C calc'!A0" in cli.done("client", "list", "--format", "csv").out
    assert "=cmd\\|' /C" in cli.done("client", "list", "--format", "markdown").out


def test_an_unknown_client_is_named_with_what_is_near(practice: Cli) -> None:
    assert "ACME" in practice.refused("client", "show", "ACMF")
    assert practice.refused("client", "close", "NOPE")


def test_nothing_to_change_is_wrong_usage(practice: Cli) -> None:
    assert "--help" in practice.refused("client", "edit", "ACME", code=2)


def test_a_client_gets_a_limit_of_its_own_and_loses_it(practice: Cli) -> None:
    assert practice.json("client", "edit", "ACME", "--wip-limit", "2")["wip_limit"] == 2
    assert "at once 2 deliverables, more warns" in practice.done("client", "show", "ACME").rows
    assert "1 to 50" in practice.refused("client", "edit", "ACME", "--wip-limit", "60")
    assert practice.json("client", "edit", "ACME", "--wip-limit", "0")["wip_limit"] is None


def test_reports_get_a_rounding_rule_and_lose_it(practice: Cli) -> None:
    rule = {"unit_min": 6, "mode": "nearest", "scope": "day", "minimum_min": 30}
    assert practice.json("client", "show", "ACME")["rounding"] is None
    assert (
        practice.json("client", "edit", "ACME", "--rounding", "6m nearest per day min 30m")["rounding"]
        == rule
    )
    assert practice.json("client", "show", "ACME")["rounding"] == rule
    assert (
        "reports to the nearest 6 min per day, at least 30 min"
        in practice.done("client", "show", "ACME").rows
    )
    assert practice.json("client", "edit", "ACME", "--rounding", "none")["rounding"] is None
    assert practice.json("client", "edit", "ACME", "--show-hours", "yes")["show_hours"] is True
    assert "shown to the client" in practice.done("client", "show", "ACME").out
    assert practice.json("client", "edit", "ACME", "--show-hours", "no")["show_hours"] is False
    assert "up, down" not in practice.refused("client", "edit", "ACME", "--rounding", "15m sideways")
