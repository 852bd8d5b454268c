from __future__ import annotations

from dataclasses import replace

import pytest

from fractui.cli.quick import answer
from fractui.cli.timer import ON_OVERLAP
from fractui.core.overlap import OnOverlap
from fractui.services.one_line_of_time import find_entry
from fractui.store.practice import Practice
from tests.cli.conftest import Cli


def times(practice: Cli, *words: str) -> list[str]:
    """Whose time the log has, and when."""
    entries = practice.json("log", *words)["entries"]
    return [
        f"{each['client'] or each['bucket']} {each['start'][11:16]}-{(each['end'] or '...........now')[11:16]}"
        for each in entries
    ]


def test_the_shell_knows_every_way_with_overlaps() -> None:
    assert ON_OVERLAP.choices == tuple(each.value for each in OnOverlap)


@pytest.mark.parametrize(
    ("how", "left", "told"),
    [
        (
            "split",
            ["ACME 09:00-10:00", "BETA 10:00-10:30", "ACME 10:30-12:00"],
            "split ACME 09:00-12:00 into 09:00-10:00 (",
        ),
        (
            "trim-earlier",
            ["ACME 09:00-10:00", "BETA 10:00-10:30"],
            "shortened ACME 09:00-12:00 to 09:00-10:00 (",
        ),
        ("keep", ["ACME 09:00-12:00", "BETA 10:00-10:30"], ""),
    ],
)
def test_an_entry_within_another(practice: Cli, how: str, left: list[str], told: str) -> None:
    practice.done("add", "ACME", "--from", "09:00", "--to", "12:00")
    within = ("add", "BETA", "--from", "10:00", "--for", "30m", "--on-overlap")
    assert "choose split" in practice.refused(*within, "trim")
    assert "choose split" in practice.refused(*within, "trim-later")
    answer = practice(*within, how)
    assert (answer.code, len(answer.out.splitlines())) == (0, 1)
    assert answer.err.startswith(told)
    assert len(answer.err.splitlines()) == bool(told)
    assert times(practice) == left
    practice.done("undo")
    assert times(practice) == ["ACME 09:00-12:00"]


def test_starting_and_switching_within_what_was_tracked(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "13:00", "--to", "13:30")
    assert "--on-overlap" in practice.refused("start", "BETA", "--at", "13:15")
    started = practice("start", "BETA", "--at", "12:50", "--on-overlap", "split")
    assert started.code == 0
    assert started.err.startswith("it goes around what was there: 12:50-13:00 (")
    assert times(practice) == ["BETA 12:50-13:00", "ACME 13:00-13:30", "BETA 13:30-now"]
    practice.done("switch", "bd", "--at", "14:00", "--on-overlap", "keep")
    assert times(practice)[-2:] == ["BETA 13:30-14:00", "bd 14:00-now"]
    practice.done("stop", "--on-overlap", "refuse")


def test_a_program_is_told_which_entries_gave_way(practice: Cli) -> None:
    acme = practice.json("add", "ACME", "--from", "09:00", "--to", "12:00")
    within = ("add", "BETA", "--from", "10:00", "--for", "30m")
    made = practice.json(*within, "--on-overlap", "split")
    (gave,) = made["gave_way"]
    assert (gave["id"], gave["start"], gave["end"]) == (acme["id"], acme["start"], acme["end"])
    assert [(each["client"], each["start"][11:16], each["end"][11:16]) for each in gave["pieces"]] == [
        ("ACME", "09:00", "10:00"),
        ("ACME", "10:30", "12:00"),
    ]
    assert gave["pieces"][0]["id"] == acme["id"]
    assert made["pieces"] == []
    practice.done("add", "ACME", "--from", "13:00", "--to", "13:30")
    around = practice.json("add", "bd", "--from", "12:30", "--to", "14:00", "--on-overlap", "split")
    assert [each["start"][11:16] for each in around["pieces"]] == ["12:30", "13:30"]
    assert around["gave_way"] == []
    moved = practice.json("edit", made["id"], "--client", "ACME", "--on-overlap", "trim")
    assert (moved["gave_way"], moved["pieces"]) == ([], [])
    assert "gave_way" not in practice.json("edit", moved["id"], "-n", "call")


def test_the_logs_columns_all_have_a_name(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "09:00", "--to", "10:00")
    head = practice.done("log", "--format", "csv").out.splitlines()[0]
    assert head == "id,day,time,length,whose,kind,note,mark"


def test_the_log_tells_what_was_kept_from_what_nobody_chose(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "09:00", "--to", "12:00")
    kept = practice.json("add", "BETA", "--from", "10:00", "--to", "11:00", "--on-overlap", "keep")
    log = practice.json("log")
    assert sorted(log["kept"]) == sorted(log["overlaps"])
    assert kept["id"] in log["kept"]
    assert [line.endswith("overlaps, kept") for line in practice.done("log", "today").rows[:2]] == [
        True,
        True,
    ]


def test_splitting_and_joining(practice: Cli) -> None:
    whole = practice.json("add", "ACME", "--from", "09:00", "--to", "12:00", "-n", "deck")
    done = practice.done("split", whole["id"][:8], "--at", "10:00")
    assert [line.split(",")[1].split()[0] for line in done.out.splitlines()] == ["first", "second"]
    assert times(practice) == ["ACME 09:00-10:00", "ACME 10:00-12:00"]
    joined = practice.json("join", whole["id"][:8])
    assert (joined["id"], joined["duration_s"], joined["note"]) == (whole["id"], 3 * 3600, "deck")
    both = practice.json("split", whole["id"], "--at", "11:00")["entries"]
    assert [each["duration_s"] for each in both] == [7200, 3600]
    assert practice.json("join", both[1]["id"], both[0]["id"])["id"] == whole["id"]
    assert "write a time between 09:00 and 12:00" in practice.refused("split", whole["id"], "--at", "13:00")
    assert "follows on that day" in practice.refused("join", whole["id"])
    assert "--at" in practice.refused("split", whole["id"], code=2)


def test_time_of_a_day_without_clock_times(practice: Cli) -> None:
    made = practice.json("add", "ACME", "--on", "yesterday", "--for", "2h", "-n", "from the timesheet")
    assert (made["timed"], made["duration_s"]) == (False, 7200)
    assert "added BETA 23 Nov, 1:00" in practice.done("add", "BETA", "--on", "2026-11-23", "--for", "1h").out
    rows = practice.done("log", "yesterday").rows
    assert [row.split()[1:4] for row in rows[:2]] == [["23", "Nov", "2:00"], ["23", "Nov", "1:00"]]
    assert practice.json("report", "yesterday")["total_s"] == 3 * 3600
    assert practice.json("edit", made["id"], "--for", "90m")["duration_s"] == 5400
    moved = practice.json("edit", made["id"], "--on", "2026-11-20")
    assert (moved["timed"], moved["duration_s"]) == (False, 5400)
    assert practice.json("edit", made["id"], "--from", "2026-11-20 09:00")["timed"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--for", "2h"), "--on yesterday"),
        (("--on", "yesterday"), "how long it was"),
        (("--on", "yesterday", "--from", "09:00", "--for", "1h"), "either clock times or"),
        (("--on", "yesterday", "--to", "09:00"), "either clock times or"),
    ],
)
def test_a_day_or_clock_times(practice: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in practice.refused("add", "ACME", *words, code=2)


def test_unlocking_what_was_invoiced(practice: Cli) -> None:
    made = practice.json("add", "ACME", "--from", "09:00", "--to", "12:00")
    store = Practice.open(practice.data, practice.clock, practice.ids)
    with store.transaction("import") as tx:
        tx.put(replace(find_entry(store, made["id"]), locked=True))
    store.close()
    assert "--unlock" in practice.refused("delete", made["id"])
    assert practice.done("log").rows[0].endswith("locked")
    practice.done("edit", made["id"], "--unlock")
    practice.done("delete", made["id"])


def test_a_prompt_counts_a_day_without_clock_times_where_it_was(
    practice: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.done("add", "ACME", "--on", "today", "--for", "2h")
    store = Practice.open(practice.data, practice.clock, practice.ids)
    with store.transaction("settings") as tx:
        tx.put(replace(store.settings(), zone="America/New_York"))
    store.close()
    practice.done("add", "ACME", "--on", "today", "--for", "1h")
    whole = practice("status", "--json")
    assert whole.json["today_s"] == 3 * 3600
    code = answer(["--data", str(practice.data), "status", "--json"], practice.clock, practice.environ)
    assert (code, capsys.readouterr().out) == (1, whole.out)
