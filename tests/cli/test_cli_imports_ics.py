"""``fractui import ics``: verdicts in words and as JSON, whose events are, what is refused, the second time."""

from __future__ import annotations

from tests.calendars.foreign_calendars import GOOGLE, THUNDERBIRD, calendar, event
from tests.cli.conftest import Cli


def a_file(cli: Cli, text: str) -> str:
    path = cli.root / "cal.ics"
    path.write_bytes(calendar(text))
    return str(path)


def test_a_calendar_becomes_entries_and_blocks(practice: Cli) -> None:
    file = a_file(practice, GOOGLE)
    answer = practice.done("import", "ics", file, "--map", "acme.com=ACME")
    assert "Calendar, 5 events, 2026-11-10 to 2026-12-02" in answer.out
    assert "took in 2 entries, 1 planned block; fractui undo takes them back" in answer.out
    again = practice.json("import", "ics", file)
    assert (again["new"], again["duplicate"], again["rejected"], again["taken"], again["planned"]) == (
        0,
        3,
        2,
        0,
        0,
    )
    assert practice.json("report", "all")["total_s"] == 7200
    assert "took in" not in practice.done("import", "ics", file).out


def test_what_is_taken_back_is_shown_before_it_goes(practice: Cli) -> None:
    name = "SUMMARY:ACME review"
    past = event("p", "20261120T090000Z", "20261120T100000Z").replace("SUMMARY:Meeting", name)
    coming = event("f", "20261127T090000Z", "20261127T100000Z").replace("SUMMARY:Meeting", name)
    practice.done("import", "ics", a_file(practice, f"{past}\n{coming}"))
    file = a_file(practice, f"METHOD:CANCEL\n{past}\n{coming}")
    told = practice.done("import", "ics", file, "--dry-run")
    assert "2026-11-20 09:00 ACME ACME review it was cancelled: its entry is taken out" in told.rows
    assert "2026-11-27 09:00 ACME ACME review it was cancelled: it is taken out of the plan" in told.rows
    assert "would take in 2 updates; nothing was changed" in told.out
    found = practice.json("import", "ics", file)
    assert [(row["verdict"], row["as"]) for row in found["rows"]] == [
        ("cancelled since", "entry"),
        ("cancelled since", "block"),
    ]
    assert (found["changed"], found["rejected"]) == (2, 0)
    assert practice.json("report", "all")["total_s"] == 0


def test_a_reason_is_said_to_its_end(practice: Cli) -> None:
    weekly = event("s", "20261103T090000Z", "20261103T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=TU")
    moved = event(
        "s", "20261117T130000Z", "20261117T140000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261117T090000Z"
    )
    told = practice.done(
        "import", "ics", a_file(practice, f"{weekly}\n{moved}"), "--dry-run", "--skip-unmapped"
    )
    assert "those after it are as the series had them; look at them\n" in told.out


def test_json_tells_every_event(practice: Cli) -> None:
    found = practice.json("import", "ics", a_file(practice, GOOGLE), "--map", "acme.com=ACME", "--dry-run")
    assert [(row["verdict"], row["as"]) for row in found["rows"]] == [
        ("new", "entry"), ("new", "entry"), ("new", "block"), ("declined", None), ("all day", None),
    ]  # fmt: skip
    assert (found["taken"], found["updated"], found["changed"], found["other"]) == (0, 0, 0, {})
    assert found["rows"][0]["uid"] == "google-series@google.com"
    assert found["rows"][0]["client"] == "ACME"


def test_nobody_is_guessed_and_other_components_are_told(practice: Cli) -> None:
    answer = practice("import", "ics", a_file(practice, THUNDERBIRD))
    assert answer.code == 1
    assert "--map Clients=CODE" in answer.out
    assert "The file also has 1 VJOURNAL, 1 VTODO" in answer.out
    assert "1 name means nobody yet" in answer.err


def test_a_zone_is_asked_for_and_as_and_dates_are_taken(practice: Cli) -> None:
    text = (
        event("a", "20261120T090000", "20261120T100000")
        + "\n"
        + event("b", "20261127T090000", "20261127T100000")
    )
    file = a_file(practice, text.replace("Meeting", "ACME call"))
    assert "say where their clocks hung: --zone" in practice.done("import", "ics", file, "--dry-run").out
    words = ("import", "ics", file, "--zone", "Europe/Berlin", "--dry-run")
    blocks = practice.json(*words, "--as", "blocks")
    assert [row["verdict"] for row in blocks["rows"]] == ["past", "new"]
    early = practice.json(*words, "--to", "2026-11-21")
    assert [row["verdict"] for row in early["rows"]] == ["new", "outside the dates"]


def test_what_is_no_calendar_is_refused_in_a_sentence(practice: Cli) -> None:
    path = practice.root / "page.ics"
    path.write_text("<html>Sign in</html>")
    answer = practice("import", "ics", str(path))
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "web page" in answer.err
    assert practice("import", "ics", str(practice.root / "none.ics")).code == 1
    file = a_file(practice, GOOGLE)
    assert "import it as ics" in practice("import", "toggl", file).err
