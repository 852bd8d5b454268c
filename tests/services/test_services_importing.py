"""Taking foreign time in: every verdict, names, overlaps, the second time, undo, stopping."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.entry import Bucket, Category, Entry, Source
from fractui.core.errors import FieldRefused
from fractui.exchange.rows import AskDayOrder
from fractui.services.exporting import Exporting
from fractui.services.importing import Importing, Stopped
from fractui.services.views.importing import ImportPlan, Progress, Taken, Verdict
from tests.builders import at
from tests.services.desk import Desk

HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def toggl(*rows: str) -> str:
    """A Toggl file; a row is ``client|project|task|note|start|end|tags``, the times as ``2026-11-20 09:00``."""
    lines = [HEAD]
    for row in rows:
        client, project, task, note, start, end, tags = (part.strip() for part in row.split("|"))
        day, begin = start.split(" ")
        until, stop = (end if " " in end else f"{day} {end}").split(" ")
        lines.append(
            f'Jo,jo@x.org,{client},{project},{task},{note},No,{day},{begin}:00,{until},{stop}:00,,"{tags}"'
        )
    return "\n".join(lines) + "\n"


class Door:
    """A practice with ACME and BETA, and the service over it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        desk.client("ACME", "Acme Robotics")
        desk.client("BETA", "Beta Foods")
        self.service = Importing(desk.practice)

    def file(self, text: str, name: str = "time.csv") -> str:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return str(path)

    def plan(
        self, text: str, said: dict[str, str] | None = None, how: str = "refuse", **read: str
    ) -> ImportPlan:
        kind, zone, dates = read.get("format", "toggl"), read.get("zone", ""), read.get("dates", "")
        return self.service.judge(self.service.gather(self.file(text), kind, zone, dates), said, how)

    def take(self, text: str, said: dict[str, str] | None = None, how: str = "refuse", **read: str) -> Taken:
        return self.service.take(self.plan(text, said, how, **read))

    def entries(self) -> list[Entry]:
        practice = self.desk.practice
        portals = [*(practice.portal(code) for code in practice.codes()), practice.own]
        found = [e for p in portals for e in p.entries(at("2020-01-01 00:00"), at("2030-01-01 00:00"))]
        return sorted(found, key=lambda e: (e.start, e.id))

    def export(self) -> list[bytes]:
        exporting = Exporting(self.desk.practice)
        return [exporting.json_file(code)[0] for code in self.desk.practice.codes()]


@pytest.fixture
def door(desk: Desk, tmp_path: Path) -> Door:
    return Door(desk, tmp_path)


def verdicts(plan: ImportPlan) -> list[str]:
    return [one.verdict.value for one in plan.rows]


def test_rows_become_entries_with_all_that_they_say(door: Door) -> None:
    done = door.take(
        toggl("Acme Robotics|Website|Deep work|Board deck|2026-11-20 09:00|10:30|onsite, urgent one")
    )
    (entry,) = door.entries()
    assert done.entries == 1
    assert (entry.client, entry.bucket, entry.start, entry.end) == (
        "ACME", None, at("2026-11-20 08:00"), at("2026-11-20 09:30"),
    )  # fmt: skip
    assert (entry.note, entry.category, entry.zone) == ("Board deck", Category.DEEP_WORK, "Europe/Berlin")
    assert entry.tags == ("onsite", "urgent one", "Website")
    assert (entry.source, entry.timed, entry.locked) == (Source.IMPORT, True, False)
    assert entry.import_key
    assert entry.import_extra is not None
    assert entry.import_extra["project"] == "Website"


def test_a_second_import_of_the_same_file_adds_nothing(door: Door) -> None:
    text = toggl("ACME||||2026-11-20 09:00|10:00|", "BETA||||2026-11-20 10:00|11:00|")
    door.take(text)
    before = door.export()
    top = door.desk.practice.undo_label()
    plan = door.plan(text)
    assert verdicts(plan) == ["duplicate", "duplicate"]
    assert plan.names == ()
    assert door.service.take(plan).entries == 0
    assert door.desk.practice.undo_label() == top
    assert door.export() == before


def test_the_longer_file_of_next_month_adds_only_what_is_new(door: Door) -> None:
    first = "ACME||||2026-11-19 09:00|10:00|"
    door.take(toggl(first))
    plan = door.plan(toggl(first, "ACME||||2026-11-20 09:00|10:00|"))
    assert verdicts(plan) == ["duplicate", "new"]


def test_an_edited_entry_is_still_known_again(door: Door) -> None:
    text = toggl("ACME|||call|2026-11-20 09:00|10:00|")
    door.take(text)
    door.desk.entries.edit(door.entries()[0].id, note="another note", end=at("2026-11-20 08:30"))
    assert verdicts(door.plan(text)) == ["duplicate"]


def test_a_row_that_was_deleted_here_does_not_come_back(door: Door) -> None:
    text = toggl("ACME||||2026-11-20 09:00|10:00|")
    door.take(text)
    door.desk.entries.delete(door.entries()[0].id)
    assert verdicts(door.plan(text)) == ["deleted here"]


def test_an_import_that_was_taken_back_can_be_made_again(door: Door) -> None:
    text = toggl("ACME||||2026-11-20 09:00|10:00|")
    door.take(text)
    door.desk.practice.undo()
    assert verdicts(door.plan(text)) == ["new"]
    assert door.take(text).entries == 1


def test_the_same_row_twice_in_a_file_is_taken_once(door: Door) -> None:
    row = "ACME|||call|2026-11-20 09:00|10:00|"
    plan = door.plan(toggl(row, row))
    assert verdicts(plan) == ["new", "duplicate"]
    assert plan.rows[1].detail == "the same as row 2"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("ACME||||2026-11-20 09:00|09:00|", Verdict.ZERO_LENGTH),
        ("ACME||||2026-11-20 09:00|08:00|", Verdict.NEGATIVE),
        ("ACME||||2026-11-18 09:00|2026-11-20 10:00|", Verdict.TOO_LONG),
        ("ACME||||2026-11-25 09:00|10:00|", Verdict.FUTURE),
        ("ACME||||2026-11-24 15:00|15:30|", Verdict.FUTURE),
        ("ACME||||2026-02-30 09:00|10:00|", Verdict.BAD_DATE),
        ("Someone||||2026-11-20 09:00|10:00|", Verdict.UNMAPPED),
        ("||||2026-11-20 09:00|10:00|", Verdict.UNMAPPED),
    ],
)
def test_what_cannot_be_taken_has_its_verdict_and_the_rest_is_taken(
    door: Door, row: str, verdict: Verdict
) -> None:
    plan = door.plan(toggl(row, "ACME||||2026-11-20 11:00|12:00|"))
    assert verdicts(plan) == [verdict.value, "new"]
    assert door.service.take(plan).entries == 1


def test_a_running_interval_is_not_taken(door: Door) -> None:
    plan = door.plan('[{"id":1,"start":"20261120T081500Z","tags":["ACME"]}]', format="timewarrior")
    assert verdicts(plan) == ["still running"]


def test_a_closed_client_gets_no_time(door: Door) -> None:
    door.desk.clients.close("BETA")
    plan = door.plan(toggl("Beta Foods||||2026-11-20 09:00|10:00|"))
    assert verdicts(plan) == ["closed client"]
    assert plan.names[0].closed


# -- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "project", "tags", "who"),
    [
        ("acme", "", "", "ACME"),
        ("Acme  robotics", "", "", "ACME"),
        ("", "beta", "", "BETA"),
        ("", "", "call, beta", "BETA"),
        ("", "Admin", "acme", "admin"),
        ("", "", "bd, acme", "ACME"),
        ("learning", "", "", "learning"),
    ],
)
def test_exact_names_codes_and_buckets_are_known(
    door: Door, client: str, project: str, tags: str, who: str
) -> None:
    plan = door.plan(toggl(f"{client}|{project}|||2026-11-20 09:00|10:00|{tags}"))
    assert [one.who for one in plan.rows] == [who]
    door.service.take(plan)
    assert [e.who for e in door.entries()] == [who]


def test_a_near_name_is_offered_and_never_taken(door: Door) -> None:
    plan = door.plan(toggl("Acme Robotic||||2026-11-20 09:00|10:00|"))
    (name,) = plan.unmapped
    assert (name.name, name.rows, name.seconds, name.near) == ("Acme Robotic", 1, 3600, ("ACME",))
    assert door.service.take(plan).entries == 0


def test_what_a_person_says_of_names_is_remembered_and_undone_with_the_import(door: Door) -> None:
    text = toggl("Acme Inc.||||2026-11-20 09:00|10:00|", "Old Co||||2026-11-20 10:00|11:00|")
    door.take(text, {"ACME INC.": "acme", "Old Co": "-"})
    memory = door.service.remembered("toggl")
    assert dict(memory.names) == {"ACME INC.": "ACME", "Old Co": ""}
    later = door.plan(toggl("acme inc.||||2026-11-21 09:00|10:00|", "Old Co||||2026-11-21 10:00|11:00|"))
    assert verdicts(later) == ["new", "left out"]
    assert [(name.name, name.said, name.left_out) for name in later.names] == [
        ("Old Co", True, True),
        ("acme inc.", True, False),
    ]
    assert door.service.remembered("watson").names == ()
    door.desk.practice.undo()
    assert door.service.remembered("toggl").names == ()
    door.desk.practice.redo()
    assert dict(door.service.remembered("toggl").names) == {"ACME INC.": "ACME", "Old Co": ""}


def test_a_project_counts_against_its_client_only_if_a_person_says_so(door: Door) -> None:
    text = toggl("ACME|Beta|||2026-11-20 09:00|10:00|")
    assert [one.who for one in door.plan(text).rows] == ["ACME"]
    assert [one.who for one in door.plan(text, {"Beta": "bd"}).rows] == ["bd"]


def test_rows_without_a_name_can_be_mapped_too(door: Door) -> None:
    plan = door.plan(toggl("||||2026-11-20 09:00|10:00|"), {"": "admin"})
    door.service.take(plan)
    assert [e.bucket for e in door.entries()] == [Bucket.ADMIN]


def test_a_mapping_to_nobody_there_is_refused(door: Door) -> None:
    with pytest.raises(FieldRefused, match=r"“Acme Inc” cannot be mapped so: No client or bucket is called"):
        door.plan(toggl("Acme Inc||||2026-11-20 09:00|10:00|"), {"Acme Inc": "NOPE"})


def test_two_clients_of_one_name_are_told_apart_by_their_codes_only(door: Door) -> None:
    door.desk.client("ACMF", "Acme Robotics")
    assert verdicts(door.plan(toggl("Acme Robotics||||2026-11-20 09:00|10:00|"))) == ["unmapped client"]


# -- overlaps ------------------------------------------------------------------------------------

OVERLAPPING = toggl(
    "ACME|||one|2026-11-20 09:00|11:00|",
    "ACME|||two|2026-11-20 10:00|12:00|",
    "BETA|||three|2026-11-20 12:00|13:00|",
)


def test_a_row_that_shares_time_is_not_taken_unless_told(door: Door) -> None:
    plan = door.plan(OVERLAPPING)
    assert verdicts(plan) == ["new", "overlap", "new"]
    assert plan.rows[1].detail == "shares time with row 2"
    assert door.service.take(plan).entries == 2


def test_a_row_that_shares_time_with_what_is_there_names_it(door: Door) -> None:
    door.desk.time("BETA", "2026-11-20 09:30", "10:30")
    plan = door.plan(OVERLAPPING)
    assert verdicts(plan) == ["overlap", "overlap", "new"]
    assert plan.rows[0].detail == "shares time with BETA 2026-11-20 10:30-11:30"


def test_kept_overlaps_are_marked(door: Door) -> None:
    door.take(OVERLAPPING, how="keep")
    assert [(e.note, e.overlap_ok) for e in door.entries()] == [
        ("one", False),
        ("two", True),
        ("three", False),
    ]


def test_trimmed_rows_take_only_what_is_free(door: Door) -> None:
    door.desk.time("BETA", "2026-11-20 09:30", "09:45", note="there")
    done = door.take(OVERLAPPING, how="trim")
    spans = [(f"{e.start:%H:%M}", f"{e.end:%H:%M}", e.note) for e in door.entries() if e.end]
    assert spans == [
        ("08:00", "09:30", "one"),
        ("09:30", "09:45", "there"),
        ("09:45", "10:00", "one"),
        ("10:00", "11:00", "two"),
        ("11:00", "12:00", "three"),
    ]
    assert done.entries == 4
    assert verdicts(door.plan(OVERLAPPING)) == ["duplicate"] * 3


def test_a_row_under_another_leaves_nothing_to_trim(door: Door) -> None:
    text = toggl("ACME||||2026-11-20 09:00|12:00|", "ACME||||2026-11-20 10:00|11:00|")
    assert door.take(text, how="trim").entries == 1


def test_the_running_timer_is_in_the_way_too(door: Door) -> None:
    door.desk.timer.start("ACME", at=at("2026-11-24 13:00"))
    plan = door.plan(toggl("BETA||||2026-11-24 14:30|15:00|"))
    assert verdicts(plan) == ["overlap"]


def test_an_unknown_way_with_overlaps_is_refused(door: Door) -> None:
    with pytest.raises(FieldRefused, match="refuse, trim or keep"):
        door.plan(OVERLAPPING, how="split")


# -- lengths without clock times -----------------------------------------------------------------

HARVEST = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name\n"
    '2026-11-20,Acme Robotics,Web,,Meeting,weekly,"1,5",Yes,Yes,No,Jo,Doe\n'
    '2026-11-20,Beta Foods,Web,,Programming,,"8,0",No,No,No,Jo,Doe\n'
)


def test_lengths_of_a_day_become_untimed_entries_that_overlap_nothing(door: Door) -> None:
    door.desk.time("ACME", "2026-11-20 00:00", "01:00")
    plan = door.plan(HARVEST, format="harvest")
    assert verdicts(plan) == ["new", "new"]
    door.service.take(plan)
    acme, beta = [e for e in door.entries() if not e.timed]
    assert (acme.start, acme.end) == (at("2026-11-19 23:00"), at("2026-11-20 00:30"))
    assert (acme.category, acme.locked, acme.tags) == (Category.MEETING, True, ("Web",))
    assert (beta.note, beta.tags, beta.locked) == ("Programming", ("Web", "Programming"), False)


# -- zones and dates -----------------------------------------------------------------------------


def test_the_zone_of_a_file_is_remembered(door: Door) -> None:
    row = "ACME||||2026-11-20 09:00|10:00|"
    door.take(toggl(row), zone="America/New_York")
    assert door.entries()[0].start == at("2026-11-20 14:00")
    assert door.entries()[0].zone == "America/New_York"
    assert verdicts(door.plan(toggl(row))) == ["duplicate"]
    assert door.plan(toggl(row)).file.zone == "America/New_York"


def clockify(day: str) -> str:
    head = "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time"
    return f"{head}\nWeb,ACME,,,Jo,,jo@x.org,,No,{day},09:00:00 AM,{day},10:00:00 AM\n"


def test_dates_that_can_be_read_in_two_ways_are_asked_about_once(door: Door) -> None:
    with pytest.raises(AskDayOrder):
        door.plan(clockify("03/04/2026"), format="clockify")
    door.take(clockify("03/04/2026"), format="clockify", dates="dmy")
    assert f"{door.entries()[0].start:%Y-%m-%d}" == "2026-04-03"
    door.take(clockify("05/04/2026"), format="clockify")
    assert f"{door.entries()[1].start:%Y-%m-%d}" == "2026-04-05"
    door.take(clockify("04/25/2026"), format="clockify")
    assert f"{door.entries()[2].start:%Y-%m-%d}" == "2026-04-25"


def test_dates_that_contradict_each_other_are_refused_whatever_was_said_of_an_earlier_file(
    door: Door,
) -> None:
    door.take(clockify("03/04/2026"), format="clockify", dates="dmy")
    both = clockify("25/04/2026") + clockify("04/25/2026").splitlines()[1] + "\n"
    with pytest.raises(FieldRefused, match="dates of two kinds"):
        door.plan(both, format="clockify")


def test_a_row_may_have_a_zone_of_its_own_but_none_that_there_is_not(door: Door) -> None:
    rows = "ACME,2026-11-19T{0}:00:00Z,2026-11-19T{0}:30:00Z,{1}\n"
    text = "client,start,end,zone\n" + rows.format("09", "Asia/Tokyo") + rows.format("10", "Mars/Base")
    done = door.take(text, format="csv")
    assert [e.zone for e in door.entries()] == ["Asia/Tokyo", "Europe/Berlin"]
    assert done.plan.rows[1].detail == "there is no zone “Mars/Base”"


def test_what_was_exported_from_here_is_known_again(door: Door) -> None:
    door.take(HARVEST, format="harvest")
    door.desk.time("ACME", "2026-11-19 09:00", "10:00")
    own = Exporting(door.desk.practice).csv_file("ACME")[0].decode()
    plan = door.plan(own, format="csv")
    assert {(one.verdict.value, one.detail) for one in plan.rows} == {
        ("duplicate", "it was exported from here")
    }


# -- texts ---------------------------------------------------------------------------------------


def test_texts_that_no_field_could_hold_are_kept_as_far_as_they_can(door: Door) -> None:
    note = "first line\nsecond\tline \x1b[31mred " + "long " * 300
    text = toggl("ACME|||NOTE|2026-11-20 09:00|10:00|").replace("NOTE", f'"{note}"')
    door.take(text)
    (entry,) = door.entries()
    assert entry.note.startswith("first line second line [31mred long")
    assert len(entry.note) <= 1000
    assert entry.note.endswith("…")
    assert entry.import_extra is not None
    assert len(entry.import_extra["note"]) > 1000


# -- all or nothing ------------------------------------------------------------------------------


def test_an_import_is_one_change_that_leaves_the_same_bytes_when_undone_and_redone(door: Door) -> None:
    door.desk.time("ACME", "2026-11-19 09:00", "10:00", note="mine")
    before = door.export()
    text = toggl(
        *(f"{who}|Web||n{d}|2026-11-{d:02d} 13:00|14:00|x" for d in range(1, 20) for who in ("ACME",))
    )
    door.take(text + toggl("BETA||||2026-11-20 09:00|10:00|").split("\n")[1])
    after = door.export()
    assert door.desk.practice.undo_label() == "import 20 entries from time.csv"
    door.desk.practice.undo()
    assert door.export() == before
    assert door.desk.practice.redo() == "import 20 entries from time.csv"
    assert door.export() == after
    door.desk.practice.undo()
    assert door.export() == before


@pytest.mark.parametrize("phase", ["reading", "looking", "judging", "taking in", "writing"])
def test_stopping_before_it_is_written_takes_nothing(door: Door, phase: str) -> None:
    heard: list[Progress] = []

    def stop() -> bool:
        return bool(heard) and heard[-1].phase == phase

    path = door.file(toggl("ACME||||2026-11-20 09:00|10:00|"))
    before = door.desk.practice.undo_label()

    def run() -> None:
        found = door.service.gather(path, "toggl", tell=heard.append, stop=stop)
        plan = door.service.judge(found, tell=heard.append, stop=stop)
        heard.append(Progress(phase, 1, 1))
        door.service.take(plan, tell=heard.append, stop=stop)

    with pytest.raises(Stopped, match="nothing was taken in"):
        run()
    assert door.entries() == []
    assert door.desk.practice.undo_label() == before
    assert door.desk.practice.damage() == ()


def test_what_changed_meanwhile_is_judged_again(door: Door) -> None:
    plan = door.plan(OVERLAPPING)
    other = door.desk.reopened()
    other.time("BETA", "2026-11-20 11:30", "11:45")
    done = door.service.take(plan)
    assert done.entries == 1
    assert verdicts(done.plan) == ["new", "overlap", "overlap"]


def test_a_file_that_is_damaged_further_down_takes_nothing(door: Door) -> None:
    plan = door.plan(toggl("ACME||||2026-11-20 09:00|10:00|") + "\nhalf a row,,\n")
    assert verdicts(plan)[0] == "new"
    assert len(verdicts(plan)) == 2
    assert verdicts(plan)[1] not in ("new", "duplicate")
