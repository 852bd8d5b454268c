"""``fractui import``: counts, verdicts and names in words and as JSON, what is refused, and Ctrl-C."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from fractui.cli.waiting import Waiting
from fractui.services.views.importing import Progress
from tests.cli.conftest import Cli

HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def a_file(cli: Cli, *rows: tuple[str, str, str], name: str = "toggl.csv") -> str:
    """A Toggl file in the test's folder: client, start and end on 20 November 2026."""
    lines = [HEAD]
    for client, start, end in rows:
        lines.append(f"Jo,jo@x.org,{client},,,call,No,2026-11-20,{start}:00,2026-11-20,{end}:00,,")
    path = cli.root / name
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.fixture
def file(practice: Cli) -> str:
    return a_file(
        practice,
        ("Acme Robotics", "09:00", "10:00"),
        ("beta", "10:00", "11:30"),
        ("beta", "10:30", "11:00"),
        ("ACME", "12:00", "12:00"),
    )


def test_a_file_is_taken_in_and_said_in_words(practice: Cli, file: str) -> None:
    answer = practice.done("import", "toggl", file)
    assert "Toggl, 4 rows, 2026-11-20 to 2026-11-20, clocks of UTC" in answer.out
    assert practice.done("import", "toggl", file, "--dry-run").rows[:3] == [
        "duplicate 2 2:30",
        "overlap 1 0:30",
        "zero length 1 0:00",
    ]
    assert "took in 2 entries; fractui undo takes them back" in answer.out
    assert "--on-overlap trim" in answer.out
    assert practice.json("report", "all")["total_s"] == 9000


def test_a_second_time_adds_nothing(practice: Cli, file: str) -> None:
    practice.done("import", "toggl", file)
    again = practice.json("import", "toggl", file)
    assert (again["new"], again["duplicate"], again["overlap"], again["rejected"]) == (0, 2, 1, 1)
    assert again["taken"] == 0
    assert "nothing to take in" in practice.done("import", "toggl", file).out


def test_json_tells_every_row(practice: Cli, file: str) -> None:
    found = practice.json("import", "toggl", file, "--on-overlap", "keep")
    assert (found["new"], found["overlap"], found["rejected"], found["taken"]) == (2, 1, 1, 3)
    assert [row["verdict"] for row in found["rows"]] == ["new", "new", "overlap", "zero length"]
    assert found["rows"][0] == {
        "number": 2,
        "verdict": "new",
        "detail": "",
        "name": "Acme Robotics",
        "client": "ACME",
        "bucket": None,
        "start": "2026-11-20T09:00:00Z",
        "end": "2026-11-20T10:00:00Z",
        "day": None,
        "duration_s": 3600,
        "note": "call",
        "entries": 1,
    }


def test_a_dry_run_changes_nothing(practice: Cli, file: str) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in practice.data.rglob("*") if p.is_file())
    answer = practice.done("import", "toggl", file, "--dry-run")
    assert "would take in 2 entries; nothing was changed" in answer.out
    assert sorted((p, p.stat().st_mtime_ns) for p in practice.data.rglob("*") if p.is_file()) == before


def test_names_that_mean_nobody_stop_it_with_the_words_to_add(practice: Cli) -> None:
    path = a_file(practice, ("Acme Robotic's", "09:00", "10:00"), ("Zed", "10:00", "11:00"))
    answer = practice("import", "toggl", path)
    assert answer.code == 1
    assert answer.err == (
        "fractui: 2 names mean nobody yet, so nothing was taken in; "
        "add --map for each, or --skip-unmapped to leave those rows out.\n"
    )
    assert "--map 'Acme Robotic'\"'\"'s=ACME'   1 row, 1:00, looks like ACME" in answer.out
    assert "--map Zed=CODE   1 row, 1:00" in answer.out
    assert practice.json("report", "all")["total_s"] == 0


def test_names_are_mapped_left_out_and_remembered(practice: Cli) -> None:
    path = a_file(
        practice, ("A Co", "09:00", "10:00"), ("Sales", "10:00", "11:00"), ("Old", "11:00", "12:00")
    )
    words = ("--map", "A Co=acme", "--map", "Sales=bd", "--map", "Old=-")
    assert practice.json("import", "toggl", path, *words)["taken"] == 2
    later = a_file(practice, ("a co", "13:00", "14:00"), ("Old", "14:00", "15:00"), name="later.csv")
    assert practice.json("import", "toggl", later)["taken"] == 1
    rows = practice.json("report", "all", "--by", "client")["rows"]
    assert {row["key"]: row["seconds_s"] for row in rows} == {"ACME": 7200, "bd": 3600}


def test_unmapped_rows_can_be_skipped(practice: Cli) -> None:
    path = a_file(practice, ("Zed", "09:00", "10:00"), ("ACME", "10:00", "11:00"))
    assert practice.json("import", "toggl", path, "--skip-unmapped")["taken"] == 1


def test_undo_takes_it_back(practice: Cli, file: str) -> None:
    practice.done("import", "toggl", file)
    assert practice.done("undo").out == "undone: import 2 entries from toggl.csv\n"
    assert practice.json("report", "all")["total_s"] == 0
    assert practice.json("import", "toggl", file)["taken"] == 2


def test_our_own_export_comes_back_into_another_practice(practice: Cli, file: str, tmp_path: Path) -> None:
    practice.done("import", "toggl", file)
    practice.done("export", "csv", "ACME", "-o", str(tmp_path / "acme.csv"))
    practice.environ["FRACTUI_DATA"] = str(tmp_path / "other")
    practice.done("client", "add", "ACME", "--name", "Acme Robotics")
    assert practice.json("import", "csv", str(tmp_path / "acme.csv"))["taken"] == 1


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        (("toggl", "FILE", "--map", "Acme"), "--map wants NAME=CODE, like --map 'Acme Inc=ACME'; “Acme” has no =.", 2),
        (("toggl", "FILE", "--map", "x=NOPE"), "“x” cannot be mapped so: No client or bucket is called “NOPE”", 1),
        (("toggl", "FILE", "--zone", "Mars"), "Mars", 1),
        (("harvest", "FILE"), "looks like a file of Toggl; import it as toggl.", 1),
        (("toggl", "nowhere.csv"), "nowhere.csv", 1),
        (("toggl",), "the following arguments are required: FILE", 2),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(
    practice: Cli, file: str, words: tuple[str, ...], sentence: str, code: int
) -> None:
    answer = practice("import", *(file if word == "FILE" else word for word in words))
    assert answer.code == code
    assert sentence.lower() in answer.err.lower()
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_dates_that_can_be_read_in_two_ways_name_the_option(practice: Cli) -> None:
    head = "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time"
    path = practice.root / "clockify.csv"
    path.write_text(f"{head}\nWeb,ACME,,,Jo,,x,,No,03/04/2026,09:00:00 AM,03/04/2026,10:00:00 AM\n")
    said = practice.refused("import", "clockify", str(path))
    assert (
        said
        == "“03/04/2026” can be read in two ways; say which number is the day: --dates dmy or --dates mdy."
    )
    assert practice.json("import", "clockify", str(path), "--dates", "dmy")["taken"] == 1


def test_the_group_and_every_import_explain_themselves(practice: Cli) -> None:
    assert "import toggl" in practice.done("--help").out
    assert "clockify" in practice.done("import", "--help").out
    assert "--map NAME=CODE]..." in practice.done("import", "watson", "--help").out
    assert "--as entries|blocks|both" in practice.done("import", "ics", "--help").out


def test_ctrl_c_before_it_is_written_takes_nothing(
    practice: Cli, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Waiting, "tell", lambda self, progress: signal.raise_signal(signal.SIGINT) if progress.phase == "judging" else None
    )  # fmt: skip
    before = signal.getsignal(signal.SIGINT)
    answer = practice("import", "toggl", file)
    assert (answer.code, answer.out, answer.err) == (130, "", "fractui: Stopped; nothing was taken in.\n")
    assert signal.getsignal(signal.SIGINT) is before
    assert practice.json("report", "all")["total_s"] == 0


def test_a_second_ctrl_c_interrupts_until_it_is_written() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Waiting() as waiting:
        signal.raise_signal(signal.SIGINT)
        assert waiting.stop()
        waiting.tell(Progress("writing", 1, 1))
        signal.raise_signal(signal.SIGINT)
        waiting.tell(Progress("reading", 1, 1))
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_how_far_it_is_goes_to_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    with Waiting() as waiting:
        waiting.tell(Progress("reading", 500, 0))
    assert capsys.readouterr().err == ""
    with Waiting() as waiting:
        waiting._shows = True
        waiting.tell(Progress("reading", 500, 0))
        waiting.tell(Progress("judging", 1, 2))
    assert capsys.readouterr().err == "\r\x1b[Kreading 500\r\x1b[K"
