"""Taking a calendar in: whose events are, entries and blocks, the second time, updates, undo, isolation."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from fractui.core.block import Block
from fractui.core.client import Stakeholder
from fractui.core.entry import Category, Entry, Source
from fractui.core.errors import FieldRefused, NotFound, Refused
from fractui.exchange.rows import Problem
from fractui.services.exporting import Exporting
from fractui.services.importing import Importing
from fractui.services.planning import Planning
from fractui.services.views.importing import ImportPlan, Taken, Verdict
from tests.builders import at
from tests.calendars.foreign_calendars import calendar, event
from tests.services.desk import Desk

LENA = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:lena@acme.com"
WEEKLY = "RRULE:FREQ=WEEKLY;BYDAY=TU"


class Door:
    """A practice with ACME and BETA, and the service over it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        desk.client("ACME", "Acme Robotics")
        desk.client("BETA", "Beta Foods")
        self.service = Importing(desk.practice)
        self.planning = Planning(desk.practice)

    def plan(
        self,
        text: str,
        said: dict[str, str] | None = None,
        what: str = "both",
        how: str = "refuse",
        zone: str = "",
    ) -> ImportPlan:
        path = self.folder / "cal.ics"
        path.write_bytes(calendar(text))
        assert self.service.sniff(str(path)) == "ics"
        return self.service.judge(self.service.gather(str(path), "ics", zone), said, how, what=what)

    def take(
        self,
        text: str,
        said: dict[str, str] | None = None,
        what: str = "both",
        how: str = "refuse",
        zone: str = "",
    ) -> Taken:
        return self.service.take(self.plan(text, said, what, how, zone))

    def entries(self) -> list[Entry]:
        practice = self.desk.practice
        portals = [*(practice.portal(code) for code in practice.codes()), practice.own]
        found = [e for p in portals for e in p.entries(at("2020-01-01 00:00"), at("2030-01-01 00:00"))]
        return sorted(found, key=lambda e: (e.start, e.id))

    def blocks(self) -> list[Block]:
        practice = self.desk.practice
        portals = [*(practice.portal(code) for code in practice.codes()), practice.own]
        return [block for portal in portals for block in portal.blocks()]


@pytest.fixture
def door(desk: Desk, tmp_path: Path) -> Door:
    return Door(desk, tmp_path)


def verdicts(plan: ImportPlan) -> list[str]:
    return [one.verdict.value for one in plan.rows]


def a_meeting(
    uid: str = "m", start: str = "20261120T090000Z", end: str = "20261120T100000Z", *more: str
) -> str:
    return event(uid, start, end, LENA, *more)


def test_what_is_past_becomes_an_entry_with_all_that_it_says(door: Door) -> None:
    text = a_meeting("m", "20261120T090000Z", "20261120T100000Z", "CATEGORIES:Board,1:1", "LOCATION:Room 1")
    done = door.take(text, {"acme.com": "ACME"})
    (entry,) = door.entries()
    assert (done.entries, done.blocks) == (1, 0)
    assert (entry.client, entry.start, entry.end) == ("ACME", at("2026-11-20 09:00"), at("2026-11-20 10:00"))
    assert (entry.note, entry.source, entry.category) == ("Meeting", Source.CALENDAR, Category.ONE_ON_ONE)
    assert entry.tags == ("Board",)
    assert entry.import_extra is not None
    assert (entry.import_extra["uid"], entry.import_extra["place"]) == ("m", "Room 1")
    assert "lena" not in str(entry.import_extra)


def test_what_is_to_come_is_planned_and_a_series_stays_one(door: Door) -> None:
    series = a_meeting("s", "20261103T090000Z", "20261103T100000Z", WEEKLY, "EXDATE:20261208T090000Z")
    once = a_meeting("o", "20261127T090000Z", "20261127T093000Z")
    done = door.take(f"{series}\n{once}", {"acme.com": "ACME"})
    assert (done.entries, done.blocks) == (4, 2)
    weekly, single = sorted(door.blocks(), key=lambda each: not each.repeats)
    assert (weekly.days, weekly.until, weekly.zone, weekly.client) == ((1,), None, "UTC", "ACME")
    assert [each.on for each in weekly.deviations] == [date(2026, 12, 8)]
    assert (single.starts_on, single.minutes, single.category) == (date(2026, 11, 27), 30, Category.MEETING)


def test_a_second_import_adds_nothing_and_undo_takes_all_back(door: Door) -> None:
    text = f"{a_meeting('s', '20261103T090000Z', '20261103T100000Z', WEEKLY)}\n{event('d', '20261120T120000Z', '20261120T130000Z')}"
    text = text.replace("SUMMARY:Meeting\nEND", "SUMMARY:Lunch\nEND")
    door.take(text, {"acme.com": "ACME", "Lunch": "-"})
    before = (door.entries(), door.blocks())
    plan = door.plan(text)
    assert set(verdicts(plan)) == {"duplicate", "left out"}
    assert door.service.take(plan).entries == 0
    assert (door.entries(), door.blocks()) == before
    door.desk.history.undo()
    assert (door.entries(), door.blocks()) == ([], [])
    assert door.plan(text, {"acme.com": "ACME"}).changes == 5


def test_words_decide_whose_it_is(door: Door) -> None:
    with door.desk.practice.transaction("people") as tx:
        tx.put_in("BETA", Stakeholder(id="c" * 32, name="Ben", email="ben@beta.example"))
    texts = [
        event("title").replace("Meeting", "Acme Robotics: planning"),
        event("code", "20261120T100000Z", "20261120T110000Z").replace("Meeting", "BETA numbers"),
        event("person", "20261120T110000Z", "20261120T120000Z", "ATTENDEE:mailto:ann@beta.example"),
        event("category", "20261120T120000Z", "20261120T130000Z", "CATEGORIES:acme"),
        event("nobody", "20261120T130000Z", "20261120T140000Z", "ATTENDEE:mailto:x@gmail.com").replace(
            "Meeting", "Dentist"
        ),
    ]
    plan = door.plan("\n".join(texts))
    assert [one.who for one in plan.rows] == ["ACME", "BETA", "BETA", "ACME", ""]
    assert [name.name for name in plan.unmapped] == ["Dentist"]


def test_the_users_own_domain_is_left_out_and_a_calendars_name_may_be_said(door: Door) -> None:
    own = "ATTENDEE:mailto:jo@practice.example"
    texts = [event(f"m{n}", f"20261120T{9 + n:02}0000Z", f"20261120T{9 + n:02}3000Z", own, *more) for n, more in enumerate(
        [(LENA,), (LENA,), ("ATTENDEE:mailto:kim@beta.example",), ()])]  # fmt: skip
    plan = door.plan("X-WR-CALNAME:Work\n" + "\n".join(texts).replace("Meeting", "Talk"))
    assert [name.name for name in plan.names] == ["acme.com", "Talk", "beta.example"]
    said = {"acme.com": "ACME", "beta.example": "BETA", "Work": "admin"}
    assert [one.who for one in door.plan("X-WR-CALNAME:Work\n" + "\n".join(texts), said).rows] == [
        "ACME",
        "ACME",
        "BETA",
        "admin",
    ]


@pytest.mark.parametrize(("what", "entries", "blocks", "others"), [
    ("entries", 1, 0, "in the future"), ("blocks", 0, 1, "past"), ("both", 1, 1, ""),
])  # fmt: skip
def test_as_what(door: Door, what: str, entries: int, blocks: int, others: str) -> None:
    text = f"{a_meeting('a')}\n{a_meeting('b', '20261127T090000Z', '20261127T100000Z')}"
    done = door.take(text, {"acme.com": "ACME"}, what)
    assert (done.entries, done.blocks) == (entries, blocks)
    assert not others or others in verdicts(done.plan)


def test_an_updated_event_updates_its_entry_and_block(door: Door) -> None:
    def text(hour: int, sequence: int) -> str:
        past = a_meeting(
            "p", f"20261120T{hour:02}0000Z", f"20261120T{hour + 1:02}0000Z", f"SEQUENCE:{sequence}"
        )
        return f"{past}\n{a_meeting('f', f'20261127T{hour:02}0000Z', '20261127T120000Z', f'SEQUENCE:{sequence}')}"

    door.take(text(9, 1), {"acme.com": "ACME"})
    door.desk.clock.forward(minutes=1)
    done = door.take(text(10, 2))
    assert (done.entries, done.blocks, done.updated) == (0, 0, 2)
    (entry,), (block,) = door.entries(), door.blocks()
    assert (entry.start, entry.rev) == (at("2026-11-20 10:00"), 2)
    assert (block.at.hour, block.minutes, block.rev) == (10, 120, 2)
    assert set(verdicts(door.plan(text(10, 2)))) == {"duplicate"}
    assert set(verdicts(door.plan(text(9, 1)))) == {"older version"}


def test_what_was_changed_here_is_told_and_kept(door: Door) -> None:
    door.take(
        f"{a_meeting('p')}\n{a_meeting('f', '20261127T090000Z', '20261127T100000Z')}", {"acme.com": "ACME"}
    )
    door.desk.entries.edit(door.entries()[0].id, note="What it was about")
    door.planning.edit_block(door.blocks()[0].id, minutes=90)
    later = f"{a_meeting('p', '20261120T100000Z', '20261120T110000Z')}\n{a_meeting('f', '20261127T100000Z', '20261127T110000Z')}"
    plan = door.plan(later)
    assert verdicts(plan) == ["changed here", "changed here"]
    assert door.service.take(plan).updated == 0
    assert door.entries()[0].note == "What it was about"


def test_what_was_deleted_here_does_not_come_back(door: Door) -> None:
    text = f"{a_meeting('p')}\n{a_meeting('f', '20261127T090000Z', '20261127T100000Z')}"
    door.take(text, {"acme.com": "ACME"})
    door.desk.entries.delete(door.entries()[0].id)
    door.planning.delete_block(door.blocks()[0].id)
    assert verdicts(door.plan(text)) == ["deleted here", "deleted here"]


def test_a_cancelled_event_is_taken_out_of_the_plan(door: Door) -> None:
    door.take(a_meeting("f", "20261127T090000Z", "20261127T100000Z"), {"acme.com": "ACME"})
    done = door.take(a_meeting("f", "20261127T090000Z", "20261127T100000Z", "STATUS:CANCELLED", "SEQUENCE:1"))
    assert (done.updated, door.blocks()) == (1, [])
    assert verdicts(
        door.plan(a_meeting("f", "20261127T090000Z", "20261127T100000Z", "STATUS:CANCELLED"))
    ) == ["cancelled"]


def test_a_series_that_changes_keeps_what_has_taken_place(door: Door) -> None:
    door.take(a_meeting("s", "20261103T090000Z", "20261103T100000Z", WEEKLY), {"acme.com": "ACME"})
    door.desk.clock.forward(days=15)
    changed = a_meeting("s", "20261103T140000Z", "20261103T150000Z", WEEKLY, "SEQUENCE:1")
    door.take(changed, what="blocks")
    old, new = sorted(door.blocks(), key=lambda block: block.at)
    assert (old.until, old.import_key, old.at.hour) == (date(2026, 12, 8), "", 9)
    assert (new.starts_on, new.at.hour) == (date(2026, 12, 15), 14)
    assert door.plan(changed, what="blocks").changes == 0


def test_a_series_that_only_gets_an_exception_goes_on(door: Door) -> None:
    door.take(a_meeting("s", "20261103T090000Z", "20261103T100000Z", WEEKLY), {"acme.com": "ACME"})
    door.desk.clock.forward(days=15)
    door.take(
        a_meeting("s", "20261103T090000Z", "20261103T100000Z", WEEKLY, "EXDATE:20261222T090000Z"),
        what="blocks",
    )
    (block,) = door.blocks()
    assert (block.starts_on, [each.on for each in block.deviations]) == (
        date(2026, 12, 1),
        [date(2026, 12, 22)],
    )


def test_overlaps_are_left_out_or_trimmed(door: Door) -> None:
    text = f"{a_meeting('a')}\n{a_meeting('b', '20261120T093000Z', '20261120T103000Z')}"
    assert verdicts(door.plan(text, {"acme.com": "ACME"})) == ["new", "overlap"]
    assert door.take(text, {"acme.com": "ACME"}, how="trim").entries == 2
    assert [entry.start for entry in door.entries()] == [at("2026-11-20 09:00"), at("2026-11-20 10:00")]


def test_a_floating_time_waits_for_its_zone_which_is_remembered(door: Door) -> None:
    text = event("f", "20261120T090000", "20261120T100000", LENA)
    said = {"acme.com": "ACME"}
    assert verdicts(door.plan(text, said)) == ["zone unknown"]
    door.take(text, said, zone="Asia/Tokyo")
    assert door.entries()[0].start == at("2026-11-20 00:00")
    assert verdicts(door.plan(event("g", "20261120T110000", "20261120T120000", LENA))) == ["new"]


def test_a_zone_that_nobody_said_is_not_remembered(door: Door) -> None:
    door.take(a_meeting("p"), {"acme.com": "ACME"})
    assert door.service.remembered("ics").zone == ""


def test_our_own_export_is_known(door: Door) -> None:
    door.planning.add_block("ACME", "focus", time(9), 60, (1, 3), date(2026, 11, 3), zone="Europe/Berlin")
    data = Exporting(door.desk.practice).ics_file("ACME")[0]
    (door.folder / "ours.ics").write_bytes(data)
    plan = door.service.judge(door.service.gather(str(door.folder / "ours.ics"), "ics"))
    assert set(verdicts(plan)) == {"duplicate"}


def test_nothing_of_one_client_is_in_anothers_portal(door: Door) -> None:
    texts = [
        a_meeting("a"),
        event("b", "20261120T110000Z", "20261120T120000Z", "ATTENDEE:mailto:kim@beta.example"),
    ]
    door.take(
        "X-WR-CALNAME:Work\n" + "\n".join(texts).replace("Meeting", "Talk"),
        {"acme.com": "ACME", "beta.example": "BETA"},
    )
    exporting = Exporting(door.desk.practice)
    acme, beta = exporting.json_file("ACME")[0], exporting.json_file("BETA")[0]
    assert b"acme" not in beta.lower()
    assert b"beta" not in acme.lower()


def test_what_cannot_be_read_is_refused(door: Door) -> None:
    with pytest.raises(NotFound):
        door.service.gather(str(door.folder / "none.ics"), "ics")
    (door.folder / "latin.ics").write_bytes(calendar(event()).replace(b"Meeting", b"B\xfcro"))
    with pytest.raises(Refused, match="Latin-1"):
        door.service.gather(str(door.folder / "latin.ics"), "ics")
    with pytest.raises(Refused, match="folder"):
        door.service.gather(str(door.folder), "ics")
    (door.folder / "cal.ics").write_bytes(calendar(event()))
    with pytest.raises(FieldRefused):
        door.service.gather(
            str(door.folder / "cal.ics"), "ics", since=date(2026, 2, 1), until=date(2026, 1, 1)
        )
    with pytest.raises(FieldRefused, match="ten years"):
        door.service.gather(str(door.folder / "cal.ics"), "ics", since=date(1990, 2, 1))


def test_every_trouble_of_a_calendar_has_its_verdict() -> None:
    from fractui.calendars.meeting import Trouble

    assert {trouble.value for trouble in Trouble} <= {problem.value for problem in Problem}
    assert {problem.value for problem in Problem} <= {verdict.value for verdict in Verdict}


def test_a_clients_own_calendar_is_not_taken_for_the_users(door: Door) -> None:
    texts = [a_meeting(f"m{n}", f"202611{n:02}T090000Z", f"202611{n:02}T100000Z") for n in range(9, 14)]
    assert [name.name for name in door.plan("\n".join(texts)).names] == ["acme.com"]


def test_what_a_calendar_says_in_rare_ways_is_told_and_not_dropped(door: Door) -> None:
    series = a_meeting("s", "20261103T090000Z", "20261103T100000Z", WEEKLY)
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261117T090000Z"
    moved = a_meeting("s", "20261117T130000Z", "20261117T140000Z", later)
    door.take(f"{series}\n{moved}", {"acme.com": "ACME"})
    assert [f"{entry.start:%d %H}" for entry in door.entries()] == ["03 09", "10 09", "17 13", "24 09"]
    again = door.plan(f"{series}\n{moved}")
    assert sorted(set(verdicts(again))) == ["duplicate", "outside the dates"]
    answer = door.plan(f"METHOD:REPLY\n{a_meeting('r', '20261126T090000Z', '20261126T100000Z')}")
    assert [(one.verdict.value, one.makes) for one in answer.rows] == [("not a time entry", "")]
    assert "take in the invitation itself" in answer.rows[0].detail
    assert door.service.take(answer).blocks == 0
