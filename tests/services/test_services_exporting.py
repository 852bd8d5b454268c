"""Exports through the store: which files, what changed, what readers are told, and what is left alone on the disk."""

from __future__ import annotations

import csv
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.core.errors import Damaged, FieldRefused, NotFound, Refused, StorageTrouble
from fractui.core.period import Period
from fractui.services.exporting import Exporting
from fractui.services.planning import Planning
from fractui.services.spreadsheet import cell
from fractui.store.practice import Practice
from tests.builders import a_client, a_deliverable, an_agreement, an_entry
from tests.fakes import FixedClock, Ids

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def practice(tmp_path: Path, clock: FixedClock) -> Iterator[Practice]:
    """ACME with a block, three entries and a due date; BETA with a block."""
    opened = Practice.open(tmp_path / "data", clock, Ids())
    with opened.transaction("set up") as tx:
        tx.put(a_client())
        tx.put_in("ACME", an_agreement())
        tx.put(a_client("BETA", name="Beta Foods", color="orchid"))
        tx.put(an_entry(id="1" * 32, note="=cmd()", category=Category.DEEP_WORK, deliverable="d" * 32))
        tx.put(an_entry("2025-12-30 08:00", "2025-12-30 09:00", id="2" * 32, note="Budget, draft"))
        tx.put(an_entry("2026-11-24 14:00", None, id="3" * 32))
        tx.put(a_deliverable())
    planning = Planning(opened)
    planning.add_block("ACME", "Focus", time(9), 180, days=(1, 3))
    planning.add_block("BETA", "Stand-up", time(9), 30, days=(1,))
    yield opened
    opened.close()


@pytest.fixture
def exporting(practice: Practice) -> Exporting:
    return Exporting(practice)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_folder_gets_a_file_a_kind_and_each_event_is_in_one_of_them(
    exporting: Exporting, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    files = exporting.ics("acme", path=str(folder))
    assert [(Path(file.path).name, file.code, file.what, file.events, file.changed) for file in files] == [
        ("ACME.ics", "ACME", "blocks", 1, True),
        ("ACME-due.ics", "ACME", "due", 1, True),
        ("ACME-worked-2025.ics", "ACME", "time", 1, True),
        ("ACME-worked-2026.ics", "ACME", "time", 1, True),
    ]
    names = [event["UID"] for file in files for event in events(Path(file.path).read_bytes())]
    assert len(set(names)) == len(names) == 4
    assert stat.S_IMODE(Path(files[0].path).stat().st_mode) == 0o600


def test_a_file_gets_all_that_was_asked_for(exporting: Exporting, tmp_path: Path) -> None:
    (file,) = exporting.ics("ACME", ("due", "blocks"), path=str(tmp_path / "mine.ics"))
    assert (file.what, file.events) == ("blocks, due", 2)
    assert Path(file.path).read_bytes() == exporting.ics_file("ACME", ("blocks", "due"))[0]


def test_tasks_are_a_file_of_their_own(exporting: Exporting, tmp_path: Path) -> None:
    (file,) = exporting.ics("ACME", ("tasks",), path=str(tmp_path / "out"))
    assert (Path(file.path).name, file.what, file.events) == ("ACME-tasks.ics", "tasks", 1)
    (task,) = Calendar.from_ical(Path(file.path).read_bytes()).walk("VTODO")
    assert (str(task["STATUS"]), task.decoded("DUE"), "DTSTART" in task) == (
        "NEEDS-ACTION",
        date(2026, 11, 25),
        False,
    )
    (due,) = events(exporting.ics_file("ACME", ("due",))[0])
    assert due["UID"] != task["UID"]
    names = [
        Path(each.path).name for each in exporting.ics("ACME", ("due", "tasks"), path=str(tmp_path / "two"))
    ]
    assert names == ["ACME-due.ics", "ACME-tasks.ics"]
    together = exporting.each(str(tmp_path / "each"), ("tasks",), together=True)
    assert [Path(each.path).name for each in together] == ["ACME-tasks.ics"]
    for refused in (("due", "tasks"), ("tasks", "blocks")):
        with pytest.raises(FieldRefused, match="a file of their own"):
            exporting.ics_file("ACME", refused)[0]
    with pytest.raises(FieldRefused, match="no “tasks”"):
        exporting.objects("ACME", ("tasks",))


SURROUNDINGS = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1", "NOW": "2026-11-26T09:00:01+00:00"},
    {
        "TZ": "America/St_Johns",
        "LC_ALL": "de_DE.UTF-8",
        "PYTHONHASHSEED": "2",
        "NOW": "2026-11-29T23:59:59+00:00",
    },
)
"""Two computers on which the same practice is exported, days apart in one week, from which the busy calendar reckons."""

ALL_FILES = """
import locale, os, sys, time
from datetime import datetime
from fractui.wiring import Services

time.tzset()
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
services = Services(sys.argv[1], lambda: datetime.fromisoformat(os.environ["NOW"]))
for what in (("blocks", "time", "due"), ("blocks",), ("time",), ("due",), ("tasks",)):
    sys.stdout.buffer.write(services.exporting.ics_file("ACME", what)[0])
for each in services.exporting.objects("ACME"):
    sys.stdout.buffer.write(each.data)
for code in ("ACME", "BETA"):
    sys.stdout.buffer.write(services.exporting.busy.data(code)[0])
services.close()
"""


def test_another_clock_zone_locale_and_hash_seed_change_no_byte(
    practice: Practice, exporting: Exporting, tmp_path: Path
) -> None:
    planning = Planning(practice)
    moved = planning.add_block("ACME", "Über-Board; 漢字", time(22), 480, days=(5,), zone="Europe/London")
    planning.move(moved.id, date(2026, 12, 5), datetime(2026, 12, 7, 9))  # noqa: DTZ001 - on the block's own clock
    planning.skip(moved.id, date(2026, 12, 12))
    with practice.transaction("more") as tx:
        for n in range(20):
            day = f"2026-0{n % 9 + 1}-03"
            tx.put(an_entry(f"{day} 08:00", f"{day} 09:30", id=f"{n + 16:032x}", tags=("q2", "board", "ß")))
    first = exporting.ics_file("ACME")[0]  # which makes the secret
    practice.close()
    runs = []
    for number, around in enumerate(SURROUNDINGS):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(tmp_path / "data", copy)
        env = {**os.environ, **around}
        runs.append(
            subprocess.Popen(
                [sys.executable, "-c", ALL_FILES, str(copy)], stdout=subprocess.PIPE, env=env, cwd=ROOT
            )
        )
    one, other = (run.communicate()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert one == other
    assert one.startswith(first)
    assert one.count(b"BEGIN:VCALENDAR") > 7


def test_each_client_gets_its_own_and_nothing_of_another(exporting: Exporting, tmp_path: Path) -> None:
    files = exporting.each(str(tmp_path / "deep" / "out"), ("blocks",))
    assert [(Path(file.path).name, file.events) for file in files] == [("ACME.ics", 1), ("BETA.ics", 1)]
    assert b"ACME" not in Path(files[1].path).read_bytes()
    assert b"BETA" not in Path(files[0].path).read_bytes()
    assert [Path(file.path).name for file in exporting.each(str(tmp_path / "one"), together=True)] == [
        "ACME.ics",
        "BETA.ics",
    ]


def test_a_damaged_client_is_told_of_after_the_others_are_written(
    practice: Practice, clock: FixedClock, tmp_path: Path
) -> None:
    practice.close()
    portal = tmp_path / "data" / "clients" / "ACME"
    (portal / "portal.json").write_text("{")
    for journal in (portal / "journal").iterdir():  # from which the store would know it all the same
        journal.unlink()
    opened = Practice.open(tmp_path / "data", clock, Ids())
    with pytest.raises(Damaged, match="ACME"):
        Exporting(opened).csv_each(str(tmp_path / "out"))
    with pytest.raises(Damaged, match="ACME"):
        Exporting(opened).each(str(tmp_path / "out"), ("blocks",))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["BETA.csv", "BETA.ics"]
    assert [each.block.client for each in Planning(opened).occurrences(None, Period())][:1] == ["BETA"]
    opened.close()


def test_an_export_of_the_same_practice_has_the_same_bytes(
    exporting: Exporting, clock: FixedClock, tmp_path: Path
) -> None:
    first = {file.path: Path(file.path).read_bytes() for file in exporting.each(str(tmp_path / "out"))}
    clock.forward(days=40)
    again = exporting.each(str(tmp_path / "out"))
    assert not any(file.changed for file in again)
    assert {file.path: Path(file.path).read_bytes() for file in again} == first


def test_the_first_export_makes_the_secret_once(exporting: Exporting, practice: Practice) -> None:
    assert practice.settings().secret == ""
    exporting.ics_file("ACME")[0]
    secret = practice.settings().secret
    assert len(secret) == 64
    assert "prepare calendar export" in [row.label for row in practice.history()]
    exporting.ics_file("BETA")[0]
    assert practice.settings().secret == secret


def test_every_edit_counts_up_once_and_keeps_the_name(
    exporting: Exporting, practice: Practice, clock: FixedClock
) -> None:
    planning = Planning(practice)
    (block,) = practice.portal("ACME").blocks()
    (before,) = events(exporting.ics_file("ACME", ("blocks",))[0])
    edits: tuple[Callable[[], object], ...] = (
        lambda: planning.edit_block(block.id, title="Deep focus"),
        lambda: planning.skip(block.id, date(2026, 12, 1)),
        lambda: planning.move(block.id, date(2026, 12, 3), datetime.fromisoformat("2026-12-04T10:00")),
        lambda: planning.edit_block(block.id, until=date(2027, 1, 31)),
        lambda: planning.delete_block(block.id),
    )
    for edit in edits:
        edit()  # the clock stands still, the store moves on a second all the same
        after = events(exporting.ics_file("ACME", ("blocks",))[0])[0]
        assert after["UID"] == before["UID"]
        assert after["CREATED"].dt == before["CREATED"].dt
        assert after["SEQUENCE"] == before["SEQUENCE"] + 1
        assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt >= before["DTSTAMP"].dt + timedelta(seconds=1)
        before = after
    assert before["STATUS"] == "CANCELLED"
    clock.forward(days=91)
    assert events(exporting.ics_file("ACME", ("blocks",))[0]) == []


def test_what_became_empty_empties_its_file(
    exporting: Exporting, practice: Practice, clock: FixedClock, tmp_path: Path
) -> None:
    folder = str(tmp_path / "out")
    exporting.ics("ACME", path=folder)
    with practice.transaction("delete") as tx:
        tx.delete("ACME", practice.portal("ACME").deliverable("d"))
    clock.forward(days=91)
    due = next(file for file in exporting.ics("ACME", path=folder) if file.what == "due")
    assert (due.events, due.changed) == (0, True)


def test_a_period_limits_time_and_due_dates_but_not_blocks(exporting: Exporting) -> None:
    december = Period(date(2025, 12, 1), date(2026, 1, 1))
    found = events(exporting.ics_file("ACME", period=december)[0])
    assert [event["SUMMARY"] for event in found] == ["ACME: Focus", "ACME: Budget, draft"]


def test_a_closed_client_can_be_exported_and_nobody_cannot(exporting: Exporting) -> None:
    with pytest.raises(NotFound, match="NOPE"):
        exporting.ics_file("NOPE")[0]
    with pytest.raises(FieldRefused, match="blocks, time, due"):
        exporting.ics_file("ACME", ("holidays",))[0]
    with pytest.raises(FieldRefused):
        exporting.ics_file("ACME", ())[0]


def test_other_peoples_files_links_and_folders_are_left_alone(exporting: Exporting, tmp_path: Path) -> None:
    letter = tmp_path / "letter.ics"
    letter.write_text("Dear Sir")
    with pytest.raises(Refused, match="another kind of file"):
        exporting.ics("ACME", path=str(letter))
    link = tmp_path / "link.ics"
    link.symlink_to(letter)
    with pytest.raises(StorageTrouble, match="is a link"):
        exporting.ics("ACME", path=str(link))
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(StorageTrouble, match="standard output"):
        exporting.ics("ACME", path=str(tmp_path / "pipe.ics"))
    (tmp_path / "out" / "ACME.ics").mkdir(parents=True)
    with pytest.raises(StorageTrouble, match="is a folder"):
        exporting.ics("ACME", path=str(tmp_path / "out"))
    with pytest.raises(StorageTrouble, match="does not exist"):
        exporting.ics("ACME", path=str(tmp_path / "nowhere" / "x.ics"))
    with pytest.raises(StorageTrouble, match="is a file, not a folder"):
        exporting.each(str(letter))
    assert letter.read_text() == "Dear Sir"


def test_the_practices_own_files_are_out_of_reach(
    exporting: Exporting, practice: Practice, tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(practice.root)
    for folder in (
        practice.root,
        f"{practice.root}/clients/ACME",
        f"{practice.root}/new",
        str(tmp_path / "way"),
    ):
        with pytest.raises(Refused, match="own data"):
            exporting.json("ACME", f"{folder}/practice.json")
        with pytest.raises(Refused, match="own data"):
            exporting.each(folder)
    assert not Path(practice.root, "new").exists()
    assert exporting.each(f"{practice.root}/exports")[0].changed


def test_a_folder_that_is_a_link_is_not_followed(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "globex").mkdir()
    (tmp_path / "acme").symlink_to(tmp_path / "globex")
    for named in (str(tmp_path / "acme"), f"{tmp_path}/acme/"):
        with pytest.raises(StorageTrouble) as caught:
            exporting.ics("ACME", ("blocks",), path=named)
        assert caught.value.sentence == (
            f"{named} is a link, which is not followed; name the folder itself: {tmp_path}/globex"
        )
    with pytest.raises(StorageTrouble, match="is a link"):
        exporting.each(str(tmp_path / "acme"))
    assert not list((tmp_path / "globex").iterdir())


def test_a_full_disk_leaves_the_old_file(
    exporting: Exporting, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "acme.ics")
    exporting.ics("ACME", path=path)
    before = Path(path).read_bytes()
    Planning(practice).edit_block(practice.portal("ACME").blocks()[0].id, title="Another")
    monkeypatch.setattr("fractui.services.outbox.write_atomic", _no_space)
    with pytest.raises(StorageTrouble, match="disk is full"):
        exporting.ics("ACME", path=path)
    assert Path(path).read_bytes() == before


def _no_space(path: str, data: bytes) -> None:
    raise StorageTrouble(f"{path}: the disk is full; free some space and try again.")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_said(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    with pytest.raises(StorageTrouble, match="may not be written to"):
        exporting.ics("ACME", path=str(tmp_path / "shut"))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def test_csv_has_closed_entries_and_no_formulas(exporting: Exporting) -> None:
    first, second = rows(exporting.csv_file("ACME")[0])
    assert (first["day"], first["duration_s"], first["hours"], first["note"]) == (
        "2025-12-30",
        "3600",
        "1.00",
        "Budget, draft",
    )
    assert (second["note"], second["category"], second["deliverable_title"]) == (
        "'=cmd()",
        "deep_work",
        "Board pack",
    )
    assert (second["start"], second["end"]) == ("2026-11-24T08:00:00Z", "2026-11-24T09:30:00Z")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "' =1"),
        ("\r=1", "'␍=1"),
        ("a\nb", "a b"),
        ("", ""),
    ],
)
def test_a_cell_is_text(text: str, shown: str) -> None:
    assert cell(text) == shown


def test_csv_of_deliverables_and_a_table_that_is_not_there(exporting: Exporting, tmp_path: Path) -> None:
    (row,) = rows(exporting.csv_file("ACME", table="deliverables")[0])
    assert (row["title"], row["due"], row["status"], row["delivered_at"]) == (
        "Board pack",
        "2026-11-25",
        "draft",
        "",
    )
    with pytest.raises(FieldRefused, match="entries, deliverables"):
        exporting.csv("ACME", str(tmp_path / "x.csv"), table="invoices")


def test_json_is_what_the_command_line_shows(exporting: Exporting) -> None:
    value = json.loads(exporting.json_file("ACME")[0])
    assert (value["client"]["code"], value["period"]) == ("ACME", {"start": None, "end": None})
    assert [each["id"][0] for each in value["entries"]] == ["2", "1"]
    assert [each["title"] for each in value["deliverables"] + value["blocks"]] == ["Board pack", "Focus"]


def test_tables_are_written_for_each_client_and_only_over_their_like(
    exporting: Exporting, tmp_path: Path
) -> None:
    folder = str(tmp_path / "out")
    assert [Path(file.path).name for file in exporting.csv_each(folder)] == ["ACME.csv", "BETA.csv"]
    assert [Path(file.path).name for file in exporting.json_each(folder)] == ["ACME.json", "BETA.json"]
    assert not any(file.changed for file in [*exporting.csv_each(folder), *exporting.json_each(folder)])
    with pytest.raises(Refused, match="another kind of file"):
        exporting.csv("ACME", f"{folder}/ACME.json")
    assert exporting.csv("ACME", f"{folder}/ACME.csv", Period(date(2026, 1, 1), None)).changed


def test_a_delivered_document_changes_its_event(exporting: Exporting, practice: Practice) -> None:
    (before,) = events(exporting.ics_file("ACME", ("due",))[0])
    owed = practice.portal("ACME").deliverable("d")
    with practice.transaction("deliver") as tx:
        tx.put(a_deliverable(rev=owed.rev, created_at=owed.created_at, status=Status.DELIVERED))
    (after,) = events(exporting.ics_file("ACME", ("due",))[0])
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert after["SUMMARY"] == "ACME: Board pack delivered"


def test_a_file_that_names_another_client_says_so(
    exporting: Exporting, practice: Practice, tmp_path: Path
) -> None:
    assert exporting.ics("ACME", path=str(tmp_path / "out"))[0].note == ""
    Planning(practice).add_block("ACME", "Call about Beta Foods", time(14), 30, days=(4,))
    said = (
        "“Call about Beta Foods” is in what goes out for ACME and names another client (BETA, “Beta Foods”): "
        "reword it first if others are to see it."
    )
    assert exporting.ics("ACME", path=str(tmp_path / "out"))[0].note == said
    assert exporting.ics("ACME", path=str(tmp_path / "one.ics"))[0].note == said
    assert exporting.ics_file("ACME")[1] == exporting.json_file("ACME")[1] == exporting.named("ACME") == said
    assert {file.code: file.note for file in exporting.each(str(tmp_path / "each"))} == {
        "ACME": said,
        "BETA": "",
    }
    # Neither tracked time nor due dates speak of it.
    assert exporting.named("ACME", ("time", "due")) == exporting.csv_file("ACME")[1] == ""


@pytest.mark.parametrize(("may_name", "told"), [((), True), (("BETA",), False)])
def test_notes_and_titles_that_name_another_client_are_told_unless_they_are_meant(
    exporting: Exporting, practice: Practice, may_name: tuple[str, ...], told: bool
) -> None:
    with practice.transaction("write") as tx:
        tx.put(an_entry("2026-11-20 08:00", "2026-11-20 09:00", id="4" * 32, note="with BETA's CFO"))
    assert "“with BETA's CFO”" in exporting.csv_file("ACME")[1]
    assert "(BETA)" in exporting.named("ACME", ("time",))
    with practice.transaction("write") as tx:
        tx.put(a_deliverable(id="e" * 32, title="Comparison with BETA", may_name=may_name))
    assert ("Comparison" in exporting.csv_file("ACME", table="deliverables")[1]) is told
    assert ("Comparison" in exporting.named("ACME", ("due",))) is told


def test_the_line_that_names_another_client_is_found_among_many(
    exporting: Exporting, practice: Practice
) -> None:
    with practice.transaction("write") as tx:
        for number in range(40):
            note = "ask BETA" if number == 23 else f"Forecast {number} Beta" if number % 2 else "Foods again"
            tx.put(
                an_entry(
                    f"2026-10-{number // 8 + 1:02} {8 + number % 8:02}:00",
                    f"2026-10-{number // 8 + 1:02} {8 + number % 8:02}:30",
                    id=f"{number:032}",
                    note=note,
                )
            )
    assert exporting.csv_file("ACME")[1].startswith("“ask BETA” is in")
