"""Planning blocks: adding, changing, skipping and moving them, and the agenda over all clients."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from fractui.core.block import Deviation
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.core.period import Period
from fractui.core.settings import Settings
from fractui.services.planning import Planning
from fractui.store.practice import Practice
from tests.builders import a_client, a_deliverable
from tests.fakes import FixedClock, Ids


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    """ACME in Berlin and BETA in New York; the user sits in Berlin, on a Tuesday afternoon."""
    opened = Practice.open(tmp_path / "data", FixedClock(), Ids())
    with opened.transaction("set up") as tx:
        tx.put(Settings(zone="Europe/Berlin"))
        tx.put(a_client())
        tx.put(a_client("BETA", name="Beta Foods", zone="America/New_York", color="orchid"))
    yield opened
    opened.close()


@pytest.fixture
def planning(practice: Practice) -> Planning:
    return Planning(practice)


def test_a_series_is_planned_in_its_clients_zone_from_today(planning: Planning, practice: Practice) -> None:
    made = planning.add_block("beta", "Stand-up", time(9), 30, days=(3, 1, 1), category="leadership meeting")
    assert (made.client, made.zone, made.starts_on, made.days) == (
        "BETA",
        "America/New_York",
        date(2026, 11, 24),
        (1, 3),
    )
    assert (made.rev, made.category) == (1, Category.LEADERSHIP_MEETING)
    assert practice.portal("BETA").blocks() == (made,)
    assert practice.undo_label() == "plan Stand-up for BETA"


def test_own_time_is_planned_in_the_users_zone(planning: Planning, practice: Practice) -> None:
    made = planning.add_block(None, "Pipeline hour", time(16), 60)
    assert (made.client, made.zone, made.days) == (None, "Europe/Berlin", ())
    assert practice.own.blocks() == (made,)
    assert practice.undo_label() == "plan Pipeline hour"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "  "}),
        ("minutes", {"minutes": 0}),
        ("until", {"days": (1,), "until": date(2026, 11, 1)}),
        ("zone", {"zone": "Europe/Belrin"}),
        ("category", {"category": "nonsense"}),
    ],
)
def test_a_bad_value_names_its_field_and_changes_nothing(
    planning: Planning, practice: Practice, field: str, values: dict[str, object]
) -> None:
    plain: dict[str, object] = {"title": "x", "at": time(9), "minutes": 60}
    with pytest.raises(FieldRefused) as refusal:
        planning.add_block("ACME", **(plain | values))  # type: ignore[arg-type]  # the values are wrong by intent
    assert refusal.value.field == field
    assert practice.portal("ACME").blocks() == ()


def test_editing_keeps_what_was_skipped_where_the_series_still_has_it(planning: Planning) -> None:
    made = planning.add_block("ACME", "Focus", time(9), 180, days=(1, 3))
    planning.skip(made.id, date(2026, 11, 26))
    planning.skip(made.id, date(2026, 12, 1))
    edited = planning.edit_block(made.id[:6], days=[3], title="Deep focus")
    assert (edited.title, edited.days, edited.rev) == ("Deep focus", (3,), 4)
    assert edited.deviations == (Deviation(on=date(2026, 11, 26)),)


def test_an_edit_of_what_has_changed_meanwhile_is_refused(planning: Planning) -> None:
    made = planning.add_block("ACME", "Focus", time(9), 180)
    assert planning.edit_block(made.id, rev=made.rev, title="Deep focus", category="deep work").rev == 2
    with pytest.raises(Stale, match="changed meanwhile"):
        planning.edit_block(made.id, rev=made.rev, title="Shallow focus")
    assert planning.show(made.id[:5]).title == "Deep focus"


def test_skip_and_move_one_instance(planning: Planning, practice: Practice) -> None:
    made = planning.add_block("ACME", "Focus", time(9), 180, days=(1, 3))
    planning.move(made.id, date(2026, 11, 26), datetime.fromisoformat("2026-11-27T14:00"))
    assert practice.undo_label() == "move Focus for ACME of Thu 26 Nov"
    moved = planning.occurrences("ACME", Period(date(2026, 11, 27), date(2026, 11, 28)))
    assert [(each.on, each.moved) for each in moved] == [(date(2026, 11, 26), True)]
    skipped = planning.skip(made.id, date(2026, 11, 27))  # by the day to which it was moved
    assert skipped.deviations == (Deviation(on=date(2026, 11, 26)),)
    with pytest.raises(Refused, match="skipped already"):
        planning.skip(made.id, date(2026, 11, 26))


def test_an_aware_time_is_brought_into_the_blocks_zone(planning: Planning) -> None:
    made = planning.add_block("BETA", "Stand-up", time(9), 30, days=(1,))
    moved = planning.move(made.id, date(2026, 11, 24), datetime(2026, 11, 25, 20, tzinfo=UTC), 45)
    assert moved.deviations == (
        Deviation(on=date(2026, 11, 24), moved_to=datetime.fromisoformat("2026-11-25T15:00"), minutes=45),
    )


def test_a_deleted_block_is_gone_and_comes_back_with_undo(planning: Planning, practice: Practice) -> None:
    made = planning.add_block("ACME", "Focus", time(9), 180)
    assert planning.delete_block(made.id[:4]).deleted_at is not None
    assert practice.portal("ACME").blocks() == ()
    assert practice.undo() == "delete Focus for ACME"
    assert [each.id for each in practice.portal("ACME").blocks()] == [made.id]


def test_an_id_that_fits_none_or_several_is_refused(planning: Planning) -> None:
    planning.add_block("ACME", "One", time(9), 60)
    planning.add_block("BETA", "Two", time(9), 60)
    with pytest.raises(NotFound, match="Several blocks begin with 0000"):
        planning.delete_block("0000")
    for nothing in ("ffff", "", " "):
        with pytest.raises(NotFound, match="No block begins with"):
            planning.delete_block(nothing)


def test_occurrences_of_everybody_come_by_start(planning: Planning) -> None:
    planning.add_block("ACME", "Focus", time(9), 180, days=(1, 3))
    planning.add_block("BETA", "Stand-up", time(9), 30, days=(1,))
    planning.add_block(None, "Pipeline hour", time(16), 60, starts_on=date(2026, 11, 24))
    found = planning.occurrences(None, Period(date(2026, 11, 24), date(2026, 12, 1)))
    assert [(each.block.title, each.start) for each in found] == [
        ("Focus", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ("Stand-up", datetime(2026, 11, 24, 14, tzinfo=UTC)),
        ("Pipeline hour", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("Focus", datetime(2026, 11, 26, 8, tzinfo=UTC)),
    ]


def test_an_open_period_ends_a_year_ahead_and_shows_what_was_moved_before_the_series(
    planning: Planning,
) -> None:
    made = planning.add_block("ACME", "Focus", time(9), 180, days=(1,))
    planning.move(made.id, date(2026, 11, 24), datetime.fromisoformat("2026-11-10T09:00"))
    found = planning.occurrences("ACME", Period())
    assert (found[0].start.date(), found[0].moved) == (date(2026, 11, 10), True)
    assert found[-1].on == date(2027, 11, 23)


def test_days_are_those_of_the_users_zone(planning: Planning) -> None:
    planning.add_block(
        "BETA", "Late call", time(20), 60, starts_on=date(2026, 11, 24)
    )  # 02:00 in Berlin, a day later
    assert planning.occurrences("BETA", Period(date(2026, 11, 24), date(2026, 11, 25))) == []
    assert len(planning.occurrences("BETA", Period(date(2026, 11, 25), date(2026, 11, 26)))) == 1
    agenda = planning.agenda(days=2)
    assert [item.title for item in agenda.days[1].items] == ["Late call"]
    assert agenda.days[1].items[0].on == date(2026, 11, 24)


def test_the_agenda_has_blocks_due_dates_and_clashes(planning: Planning, practice: Practice) -> None:
    planning.add_block("ACME", "Focus", time(14), 180, days=(1,))
    planning.add_block("BETA", "Stand-up", time(9), 30, days=(1,))  # 15:00 in Berlin
    planning.add_block(None, "Pipeline hour", time(18), 60)
    with practice.transaction("owe") as tx:
        tx.put(a_deliverable(due=date(2026, 11, 25)))
        tx.put(a_deliverable(id="c" * 32, title="Old report", due=date(2026, 11, 20)))
        tx.put(a_deliverable(id="a" * 32, title="Sent", due=date(2026, 11, 19), status=Status.DELIVERED))
    view = planning.agenda()
    assert (view.code, view.today, view.start, view.zone) == (
        None,
        date(2026, 11, 24),
        date(2026, 11, 24),
        "Europe/Berlin",
    )
    assert [day.day for day in view.days] == [
        date(2026, 11, 24 + n) if n < 7 else date(2026, 12, n - 6) for n in range(14)
    ]
    today = view.days[0]
    assert [(i.kind, i.title, i.days, i.conflict, i.there) for i in today.items] == [
        ("due", "Old report", -4, False, ""),
        ("block", "Focus", 0, True, ""),
        ("block", "Stand-up", 0, True, "09:00 there"),
        ("block", "Pipeline hour", 0, False, ""),
    ]
    assert today.planned_s == (180 + 30 + 60) * 60
    assert [item.title for item in view.days[1].items] == ["Board pack"]
    assert view.planned == (("ACME", "steelblue", 21600), ("", "", 3600), ("BETA", "orchid", 3600))


def test_one_clients_agenda_still_knows_the_clash_with_another(planning: Planning) -> None:
    planning.add_block("ACME", "Focus", time(14), 180)
    planning.add_block("BETA", "Stand-up", time(9), 30)
    view = planning.agenda("beta", date(2026, 11, 23), days=3)
    assert view.code == "BETA"
    assert [len(day.items) for day in view.days] == [0, 1, 0]
    assert view.days[1].items[0].conflict


def test_a_look_back_shows_what_was_delivered_on_its_own_day(planning: Planning, practice: Practice) -> None:
    with practice.transaction("owe") as tx:
        tx.put(a_deliverable(due=date(2026, 11, 19), status=Status.DELIVERED))
        tx.put(a_deliverable(id="c" * 32, title="Late one", due=date(2026, 11, 20)))
    view = planning.agenda("ACME", date(2026, 11, 16), days=7)
    assert [[item.title for item in day.items] for day in view.days] == [
        [],
        [],
        [],
        ["Board pack"],
        [],
        [],
        [],
    ]


def test_nobody_is_refused(planning: Planning) -> None:
    for ask in (lambda: planning.agenda("NOPE"), lambda: planning.occurrences("NOPE", Period())):
        with pytest.raises(NotFound, match="NOPE"):
            ask()
