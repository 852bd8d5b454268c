from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fractui.core.money import Money
from fractui.core.period import Period
from fractui.services.attention import MOST
from fractui.services.views.portfolio import Attention
from tests.builders import at
from tests.services.desk import Desk


def said(desk: Desk) -> list[tuple[int, str, str]]:
    return [(each.severity, each.code, each.text) for each in desk.portfolio.overview().attention]


def texts(desk: Desk, code: str) -> list[str]:
    return [each.text for each in desk.portfolio.overview().attention if each.code == code]


def set_up(desk: Desk, **changes: object) -> None:
    with desk.practice.transaction("set up") as tx:
        tx.put(replace(desk.practice.settings(), **changes))  # type: ignore[arg-type]


# -- frame ------------------------------------------------------------------------------------


def test_the_frame_of_an_empty_practice(desk: Desk) -> None:
    frame = desk.portfolio.frame()
    assert frame.strip == ()
    assert (frame.timer.running, frame.timer.day_s, frame.timer.cycle, frame.timer.idle_since) == (
        None,
        0,
        None,
        None,
    )
    assert (frame.zone, frame.undo_label, frame.redo_label, frame.damage) == (
        "Europe/Berlin",
        "set up",
        "",
        (),
    )
    assert frame.timer.day_start == at("2026-11-23 23:00")
    assert frame.timer.week_start == at("2026-11-22 23:00")


def test_the_strip_is_by_digit_with_the_timer_and_what_is_late_or_over(desk: Desk) -> None:
    desk.client("ACME", key=0)
    desk.client("BETA", key=2)
    desk.client("CYAN", key=1)
    desk.delivery.add("CYAN", "90-day plan", "Plan", date(2026, 11, 21))
    desk.delivery.add("BETA", "Campaign", "Brief", date(2026, 11, 25))
    desk.timer.start("BETA")
    strip = desk.portfolio.frame().strip
    assert [(each.key, each.code, each.running, each.attention) for each in strip] == [
        (1, "CYAN", False, 1),
        (2, "BETA", True, 0),
        (0, "ACME", False, 0),
    ]


def test_the_timer_bar_leaves_the_running_part_out(desk: Desk) -> None:
    desk.client("ACME", hours=24)
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 12, 24))
    desk.time("ACME", "2026-11-02 08:00", "10:00")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.time("bd", "2026-11-23 08:00", "08:30")
    running = desk.timer.start("ACME", note="bridge", category="deep work", deliverable=owed.id)
    before = desk.portfolio.frame().timer
    desk.clock.forward(minutes=10)
    timer = desk.portfolio.frame().timer
    assert timer == before
    assert timer.running is not None
    assert (timer.running.entry_id, timer.running.deliverable, timer.running.category) == (
        running.id,
        "Board pack",
        "deep_work",
    )
    assert (timer.day_s, timer.week_s, timer.day_target_s) == (3600, 5400, 27000)
    assert timer.cycle is not None
    assert (timer.cycle.used_s, timer.cycle.commitment_s, timer.cycle.month_start) == (
        10800,
        86400,
        at("2026-10-31 23:00"),
    )


def test_a_bucket_has_no_cycle_and_no_colour(desk: Desk) -> None:
    desk.timer.start("bd")
    timer = desk.portfolio.frame().timer
    assert timer.running is not None
    assert (
        timer.running.code,
        timer.running.name,
        timer.running.is_bucket,
        timer.running.color,
        timer.cycle,
    ) == (
        "bd",
        "Business development",
        True,
        "",
        None,
    )


def test_idle_since_the_last_end_and_no_target_on_a_day_off(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-20 08:00", "09:00")
    desk.time("bd", "2026-11-20 09:00", "09:10")
    desk.go("2026-11-22 12:00")
    timer = desk.portfolio.frame().timer
    assert timer.idle_since == at("2026-11-20 09:10")
    assert timer.day_target_s == 0


def test_the_frame_turns_with_the_month(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.go("2026-11-30 22:59")
    assert desk.portfolio.overview().rows[0].cycle.used_s == 3600
    desk.go("2026-11-30 23:00")
    row = desk.portfolio.overview().rows[0]
    assert (row.cycle.used_s, row.cycle.month_start) == (0, at("2026-11-30 23:00"))
    assert desk.portfolio.overview().month == date(2026, 12, 1)


def test_an_entry_over_the_month_turn_counts_in_both_months(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-12-02 12:00")
    desk.time("ACME", "2026-11-30 22:00", "2026-12-01 00:30")
    assert desk.portfolio.overview().rows[0].cycle.used_s == 5400


@pytest.mark.parametrize("file", ["time/2026-11.json", "portal.json"])
def test_damage_in_one_portal_is_said_and_the_others_are_shown(desk: Desk, file: str) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("ACME", "2026-11-24 09:00", "10:00")
    desk.time("BETA", "2026-11-24 08:00", "09:00")
    desk.practice.close()
    (desk.root / "clients" / "ACME" / file).write_bytes(b"\0\0\0")
    other = desk.reopened()
    view = other.portfolio.overview()
    assert "BETA" in [row.code for row in view.rows]
    assert view.attention[0].severity == 3
    assert "ACME" in view.attention[0].text
    assert other.portfolio.frame().damage
    assert other.entries.day().tracked_s in (3600, 7200)
    assert other.delivery.board().columns[0].cards == ()
    assert "BETA" in {each.code for each in other.finder.items()}
    assert "BETA" in {each.client.id for each in other.clients.list()}
    assert other.timer.status()["today_s"] in (3600, 7200)
    other.timer.start("BETA")
    assert other.portfolio.frame().timer.running is not None
    assert len(other.entries.log("BETA", Period()).rows) == 2


# -- rows and practice --------------------------------------------------------------------------


def test_a_row_has_hours_fee_share_next_due_and_last_contact(desk: Desk) -> None:
    desk.client("ACME", fee=12_000, function="cfo", stage="delivery")
    desk.client("BETA", fee=15_000)
    desk.client("CYAN", fee=10_000)
    desk.clients.add_person("ACME", "Lena", last_contact_on=date(2026, 11, 22))
    desk.clients.add_person("ACME", "Jonas", last_contact_on=date(2026, 10, 1))
    desk.delivery.add("ACME", "Later", "Plan", date(2026, 12, 24))
    desk.delivery.add("ACME", "Board pack", "Plan", date(2026, 11, 25))
    row = desk.portfolio.overview().rows[0]
    assert (row.function, row.stage, row.fee, row.capacity_pct) == (
        "cfo",
        "delivery",
        Money(1_200_000, "USD"),
        25.0,
    )
    assert row.share == pytest.approx(32.432, abs=0.001)
    assert row.next_due is not None
    assert (row.next_due.title, row.next_due.days) == ("Board pack", 1)
    assert (row.last_contact, row.last_contact_days) == (date(2026, 11, 22), 2)
    assert row.cycle.elapsed == pytest.approx(0.8)
    assert row.cycle.expected_s == round(86400 * 17 / 21)


def test_a_client_with_nothing_agreed(desk: Desk) -> None:
    desk.clients.add("ACME")
    row = desk.portfolio.overview().rows[0]
    assert (row.cycle.commitment_s, row.fee, row.share, row.next_due, row.last_contact_days) == (
        0,
        None,
        None,
        None,
        None,
    )


def test_a_part_of_a_month_has_a_part_of_the_commitment(desk: Desk) -> None:
    desk.client("ACME", hours=30, since=date(2026, 11, 16), effective_from=date(2026, 11, 16))
    assert desk.portfolio.overview().rows[0].cycle.commitment_s == 15 * 3600


def test_the_practice_of_the_sample(desk: Desk) -> None:
    for code, fee, pct in (("ACME", 12_000, 25), ("BETA", 15_000, 30), ("CYAN", 10_000, 20)):
        desk.client(code, fee=fee, capacity_pct=pct)
    practice = desk.portfolio.overview().practice
    assert (practice.capacity_pct, practice.band) == (75.0, (60, 75))
    assert practice.income_total == Money(3_700_000, "USD")
    assert practice.largest is not None
    assert (practice.largest[0], round(practice.largest[1], 2)) == ("BETA", 40.54)
    assert (practice.stage, practice.constraint) == ("Building", "context switching is the constraint")
    assert practice.bd_share is None


def test_currencies_stay_apart_until_there_is_a_rate(desk: Desk) -> None:
    desk.client("ACME", fee=10_000)
    desk.clients.add("EURO", fee=Decimal(5_000), currency="EUR")
    practice = desk.portfolio.overview()
    assert practice.practice.income == (Money(500_000, "EUR"), Money(1_000_000, "USD"))
    assert (practice.practice.income_total, practice.practice.largest, practice.rows[0].share) == (
        None,
        None,
        None,
    )
    set_up(desk, rates={"EUR": Decimal("1.2")})
    practice = desk.portfolio.overview()
    assert practice.practice.income_total == Money(1_600_000, "USD")
    assert practice.rows[0].share == 62.5


def test_the_share_of_business_development_is_of_four_weeks_work(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-10 08:00", "17:00")
    desk.time("bd", "2026-11-23 08:00", "09:00")
    desk.time("personal", "2026-11-20 08:00", "16:00")
    desk.time("bd", "2026-10-20 08:00", "16:00")
    practice = desk.portfolio.overview().practice
    assert (practice.bd_week_s, practice.bd_share) == (3600, 10.0)


def test_the_week_has_a_bar_a_day_and_its_target(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("BETA", "2026-11-23 08:00", "09:00")
    desk.time("ACME", "2026-11-23 09:00", "10:00")
    desk.time("admin", "2026-11-24 08:00", "08:30")
    desk.timer.start("ACME")
    view = desk.portfolio.overview()
    assert [bar.parts for bar in view.week[:3]] == [
        (("ACME", "steelblue", 3600), ("BETA", "darkorange", 3600)),
        (("admin", "", 1800),),
        (),
    ]
    assert [bar.future for bar in view.week] == [False, False, True, True, True, True, True]
    assert (view.week_s, view.week_target_s) == (9000, 5 * 27000)
    assert view.running is not None


def test_a_closed_clients_time_stays_in_the_days_sums(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.clients.close("ACME")
    view = desk.portfolio.overview()
    assert (view.rows, view.week_s, view.week[1].total_s) == ((), 3600, 3600)
    assert desk.portfolio.frame().timer.day_s == 3600


# -- attention ------------------------------------------------------------------------------------


def three(desk: Desk) -> None:
    """Three clients of which nothing needs to be said."""
    for code in ("ACME", "BETA", "CYAN"):
        desk.client(code, hours=0, capacity_pct=22)


def test_a_quiet_practice_says_nothing(desk: Desk) -> None:
    three(desk)
    assert said(desk) == []


def test_an_empty_practice_says_nothing(desk: Desk) -> None:
    assert said(desk) == []


def test_late_finished_and_due_soon(desk: Desk) -> None:
    three(desk)
    for title, day in (
        ("late", date(2026, 11, 21)),
        ("yesterday's", date(2026, 11, 23)),
        ("today's", date(2026, 11, 24)),
    ):
        desk.delivery.add("ACME", title, "Plan", day)
    moved = desk.delivery.add("BETA", "tomorrow's", "Plan", date(2026, 11, 25))
    desk.delivery.move(moved.id, "in_review")
    done = desk.delivery.add("CYAN", "done", "Plan", date(2026, 12, 24))
    desk.delivery.edit("CYAN", done.id, completed=True)
    desk.delivery.add("CYAN", "far", "Plan", date(2026, 11, 26))
    assert said(desk) == [
        (3, "ACME", "late is 3 days late"),
        (3, "ACME", "yesterday's is 1 day late"),
        (2, "ACME", "today's due today, still a draft"),
        (2, "BETA", "tomorrow's due tomorrow, still in review"),
    ]
    desk.clock.forward(days=1)
    assert (2, "CYAN", "done has been finished for 1 day and is not delivered") in said(desk)
    target = next(each.target for each in desk.portfolio.overview().attention if each.code == "CYAN")
    assert target == f"deliverable:{done.id}"


def test_what_is_late_and_finished_is_said_once(desk: Desk) -> None:
    three(desk)
    done = desk.delivery.add("CYAN", "Plan", "Plan", date(2026, 11, 25))
    desk.delivery.edit("CYAN", done.id, completed=True)
    desk.clock.forward(days=3)
    assert texts(desk, "CYAN") == ["Plan is 2 days late, finished and not delivered"]


def test_over_the_commitment_and_for_how_many_months(desk: Desk) -> None:
    three(desk)
    desk.client("DELT", hours=4, capacity_pct=0, fee=None)
    for month in (9, 10, 11):
        desk.time("DELT", f"2026-{month:02d}-05 08:00", "13:10")
    assert texts(desk, "DELT") == ["over its 4 h by 1:10, the third month running"]
    desk.entries.delete(
        desk.practice.portal("DELT").entries(at("2026-10-01 00:00"), at("2026-11-01 00:00"))[0].id
    )
    assert texts(desk, "DELT") == ["over its 4 h by 1:10"]


def test_the_running_entry_goes_over_too(desk: Desk) -> None:
    three(desk)
    desk.clients.add("DELT", days=1, hours_per_day=1)
    desk.timer.start("DELT", at=at("2026-11-24 13:00"))
    assert texts(desk, "DELT") == ["over its 1 day by 0:07"]


def test_who_began_within_the_month_is_measured_by_its_own_days(desk: Desk) -> None:
    three(desk)
    desk.client("DELT", hours=24, capacity_pct=0, fee=None, since=date(2026, 11, 23))
    assert texts(desk, "DELT") == []
    desk.go("2026-11-29 12:00")
    assert texts(desk, "DELT") == ["0:00 of 6:24 used with 88 % of its days gone"]


def test_behind_only_late_in_the_month_and_not_while_paused(desk: Desk) -> None:
    three(desk)
    desk.client("DELT", hours=24, capacity_pct=0, fee=None)
    desk.time("DELT", "2026-11-05 08:00", "13:00")
    assert texts(desk, "DELT") == ["5:00 of 24 h used with 80 % of the month gone"]
    desk.go("2026-11-15 12:00")
    assert texts(desk, "DELT") == []
    desk.go("2026-11-24 12:00")
    desk.clients.edit("DELT", status="paused")
    assert texts(desk, "DELT") == []


def test_overdue_promises(desk: Desk) -> None:
    three(desk)
    desk.clients.add_promise("ACME", "intro to the agency", due_on=date(2026, 11, 22))
    desk.clients.add_promise("ACME", "kept", due_on=date(2026, 11, 1), done_on=date(2026, 11, 1))
    desk.clients.add_promise("ACME", "some day")
    assert said(desk) == [(3, "ACME", "promise 2 days late: intro to the agency")]


def test_silent_contacts_are_one_line_a_client(desk: Desk) -> None:
    three(desk)
    desk.clients.add_person("ACME", "Lena", contact_every_days=7, last_contact_on=date(2026, 11, 17))
    assert said(desk) == []
    desk.clients.add_person("ACME", "Jonas", contact_every_days=7, last_contact_on=date(2026, 10, 31))
    desk.clients.add_person("ACME", "Mira", contact_every_days=2, last_contact_on=date(2026, 11, 21))
    assert said(desk) == [(2, "ACME", "Jonas: last spoke 24 days ago, and 1 other")]


def test_somebody_never_spoken_to_counts_from_when_they_were_written_down(desk: Desk) -> None:
    three(desk)
    desk.clients.add_person("ACME", "Lena", contact_every_days=7)
    assert said(desk) == []
    desk.clock.forward(days=8)
    assert said(desk) == [(2, "ACME", "Lena: never spoke")]


def test_renewals_within_60_days(desk: Desk) -> None:
    three(desk)
    desk.clients.edit("ACME", renews_on=date(2027, 1, 23))
    desk.clients.edit("BETA", renews_on=date(2027, 1, 24))
    assert said(desk) == [(1, "ACME", "agreement renews on 23 Jan 2027")]
    desk.go("2027-02-01 12:00")
    assert (2, "ACME", "agreement ended on 23 Jan and was not renewed") in said(desk)


def test_a_client_without_deep_work_for_two_weeks_is_worth_a_word(desk: Desk) -> None:
    three(desk)
    desk.time("ACME", "2026-11-10 08:00", "12:00", category="deep_work")
    desk.time("ACME", "2026-11-20 08:00", "10:00", category="meeting")
    desk.time("ACME", "2026-11-23 08:00", "09:00")
    assert not any("deep" in text for text in texts(desk, "ACME"))
    desk.time("ACME", "2026-11-23 10:00", "11:30", category="one_on_one")
    assert "no deep work in two weeks, 3:30 of other kinds" in texts(desk, "ACME")
    desk.time("ACME", "2026-11-23 13:00", "13:30", category="deep_work")
    assert not any("deep" in text for text in texts(desk, "ACME"))


def test_hours_without_a_share_are_committed_all_the_same(desk: Desk) -> None:
    desk.client("ACME", hours=26, capacity_pct=0, fee=None)
    desk.client("BETA", hours=52, capacity_pct=25, fee=None)
    assert desk.portfolio.overview().practice.capacity_pct == 15 + 25
    desk.client("CYAN", hours=130, capacity_pct=0, fee=None)
    assert any(text.startswith("115 % is committed") for _, _, text in said(desk))
    desk.clients.edit("CYAN", status="paused")
    assert desk.portfolio.overview().practice.capacity_pct == 15 + 25


def test_concentration_capacity_and_few_clients(desk: Desk) -> None:
    desk.client("ACME", fee=15_000, hours=0, capacity_pct=40)
    desk.client("BETA", fee=10_000, hours=0, capacity_pct=39)
    found = said(desk)
    assert (3, "ACME", "is 60 % of income; the limit is 40") in found
    assert any(text.startswith("79 % is committed") for _, _, text in found)
    assert any(text.startswith("2 clients") for _, _, text in found)


def test_a_small_or_large_share_of_full_time_is_no_news(desk: Desk) -> None:
    three(desk)
    desk.clients.add("TINY", capacity_pct=2)
    assert said(desk) == []


def test_business_development_below_its_band_once_there_is_enough_to_tell(desk: Desk) -> None:
    three(desk)
    desk.time("ACME", "2026-11-20 00:00", "19:00")
    assert said(desk) == []
    desk.time("BETA", "2026-11-21 00:00", "05:00")
    desk.time("bd", "2026-11-21 06:00", "07:00")
    assert said(desk) == [(1, "", "Business development is 4 % of four weeks, below 10-20")]


def test_the_list_is_cut_but_the_counts_are_not(desk: Desk) -> None:
    three(desk)
    for number in range(MOST + 5):
        desk.delivery.add("ACME", f"plan {number}", "Plan", date(2026, 11, 1))
    view = desk.portfolio.overview()
    assert len(view.attention) == MOST
    assert view.rows[0].attention == MOST + 5


def test_markup_in_titles_is_left_as_text(desk: Desk) -> None:
    three(desk)
    desk.delivery.add("ACME", "[red]x[/]", "Plan", date(2026, 11, 21))
    found = desk.portfolio.overview().attention[0]
    assert isinstance(found, Attention)
    assert found.text == "[red]x[/] is 3 days late"
