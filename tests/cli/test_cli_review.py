"""The reviews from the shell."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_a_review_is_shown_step_by_step(practice: Cli) -> None:
    practice.done("deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "tomorrow")
    practice.done("add", "admin", "--from", "-2h", "--for", "40m")
    shown = practice.done("review", "monday").out
    assert shown.startswith("Monday review · 20 min · administration 10 of 30 min a week over four weeks")
    assert "1  Due this week" in shown
    assert "!   ACME" in shown
    assert "No access ends within 30 days." in shown
    friday = practice.json("review", "friday")
    assert (friday["kind"], friday["minutes"], friday["running"], friday["finished"]) == (
        "friday",
        10,
        False,
        None,
    )
    assert friday["admin"] == {"week_s": 600, "target_s": 1800}
    assert [line["title"] for line in friday["steps"][0]["lines"]] == ["Board pack"]
    assert friday["steps"][0]["lines"][0]["date"] == "2026-11-25"
    assert "step,,client,what" in practice.done("review", "friday", "--format", "csv").out


def test_a_review_that_was_written_down_counts_as_finished(practice: Cli) -> None:
    practice.done("add", "admin", "--from", "-20m", "--for", "12m", "-n", "Weekly review")
    assert "Weekly review · finished" in practice.done("review", "week").out
    assert practice.json("review", "week")["finished"] == "2026-11-24T13:59:00Z"


def test_which_review_is_asked_for(practice: Cli) -> None:
    assert practice("review", "sunday").code == 2
    assert practice("review").code == 2
