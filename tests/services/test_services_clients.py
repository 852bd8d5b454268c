from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fractui.core.agreement import CommitmentUnit
from fractui.core.client import COLORS, ClientStatus, Function, Group, Stage
from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.core.money import Money
from fractui.core.rounding import Mode, Rounding, Scope
from tests.builders import at
from tests.services.desk import Desk


def test_a_client_begins_with_its_first_agreement_as_one_change(desk: Desk) -> None:
    client = desk.clients.add(
        "acme",
        name="Acme Robotics",
        function="cfo",
        stage=Stage.DELIVERY,
        hours=Decimal(24),
        fee=Money(1_200_000, "USD"),
        capacity_pct=Decimal(25),
        since=date(2026, 3, 1),
    )
    assert (client.id, client.function, client.stage, client.zone) == (
        "ACME",
        Function.CFO,
        Stage.DELIVERY,
        "Europe/Berlin",
    )
    terms = desk.clients.show("acme").agreement
    assert terms is not None
    assert (terms.commitment_s, terms.fee, terms.effective_from) == (
        24 * 3600,
        client and Money(1_200_000, "USD"),
        date(2026, 3, 1),
    )
    assert desk.practice.undo_label() == "add client ACME"
    desk.history.undo()
    assert desk.practice.codes() == ()


def test_a_code_whose_adding_was_taken_back_is_free_again(desk: Desk) -> None:
    desk.client("ACME", hours=24)
    desk.history.undo()
    desk.client("ACME", hours=30)
    (terms,) = desk.clients.show("ACME").agreements
    assert terms.amount == Decimal(30)


def test_only_a_code_is_enough(desk: Desk) -> None:
    client = desk.clients.add("ACME")
    terms = desk.clients.show("ACME").agreement
    assert (client.name, client.key, client.color, client.function) == (
        "ACME",
        1,
        "steelblue",
        Function.OTHER,
    )
    assert terms is not None
    assert (terms.commitment_s, terms.fee, terms.effective_from) == (0, None, date(2026, 11, 1))


def test_days_keep_their_own_unit(desk: Desk) -> None:
    desk.clients.add("ACME", days=4, hours_per_day=Decimal("7.5"))
    terms = desk.clients.show("ACME").agreement
    assert terms is not None
    assert (terms.unit, terms.amount, terms.commitment_s) == (CommitmentUnit.DAYS, Decimal(4), 30 * 3600)


def test_hours_and_days_together_are_refused(desk: Desk) -> None:
    with pytest.raises(FieldRefused, match="one of them"):
        desk.clients.add("ACME", days=4, hours=30)
    assert desk.practice.codes() == ()


def test_free_digits_and_colours_are_chosen(desk: Desk) -> None:
    desk.clients.add("AAA", key=2, color="tomato")
    made = [desk.clients.add(f"C{n}") for n in range(11)]
    assert [each.key for each in made] == [1, 3, 4, 5, 6, 7, 8, 9, 0, None, None]
    assert len({each.color for each in made[:9]} | {"tomato"}) == len(COLORS)


def test_a_taken_digit_is_refused_with_whose_it_is_and_the_free_ones(desk: Desk) -> None:
    desk.clients.add("ACME", key=3)
    with pytest.raises(FieldRefused, match="Key 3 opens ACME; free are 1, 2, 4") as refused:
        desk.clients.add("BETA", key=3)
    assert refused.value.field == "key"
    assert desk.practice.codes() == ("ACME",)


def test_a_taken_code_is_refused_also_a_closed_ones(desk: Desk) -> None:
    desk.clients.add("ACME")
    with pytest.raises(FieldRefused, match="taken"):
        desk.clients.add("acme")
    desk.clients.close("ACME")
    with pytest.raises(FieldRefused, match="closed client"):
        desk.clients.add("ACME")


@pytest.mark.parametrize(
    "code",
    [
        "/etc/cron.d/x",
        "..",
        "a/b",
        "a\\b",
        "x\x00y",
        "-rf",
        "acme. ",
        "\u0430cme",
        "ac\u200bme",
        "CON",
        "BD",
        "A",
        "TOOLONGER",
    ],
)
def test_codes_that_cannot_be_are_refused_and_make_nothing(desk: Desk, code: str) -> None:
    with pytest.raises(FieldRefused):
        desk.clients.add(code)
    assert desk.practice.codes() == ()
    assert not (desk.root / "clients").exists()


def test_a_name_of_200_letters_is_kept_and_one_more_is_refused(desk: Desk) -> None:
    assert desk.clients.add("ACME", name="漢" * 200).name == "漢" * 200
    with pytest.raises(FieldRefused, match="201"):
        desk.clients.add("BETA", name="x" * 201)


def test_markup_in_a_name_is_text(desk: Desk) -> None:
    assert desk.clients.add("ACME", name="[@click=app.bell]Acme[/]").name == "[@click=app.bell]Acme[/]"


def test_a_fee_as_a_bare_number_is_of_the_currency(desk: Desk) -> None:
    desk.clients.add("ACME", fee=Decimal("12000.50"), currency="eur")
    desk.clients.add("NIPP", fee=Decimal(900_000), currency="JPY")
    assert desk.clients.show("ACME").agreement.fee == Money(1_200_050, "EUR")  # type: ignore[union-attr]
    assert desk.clients.show("NIPP").agreement.fee == Money(900_000, "JPY")  # type: ignore[union-attr]
    with pytest.raises(FieldRefused):
        desk.clients.add("BETA", fee=Decimal("0.5"), currency="JPY")


def test_edit_changes_the_client_and_leaves_its_terms(desk: Desk) -> None:
    desk.client("ACME")
    before = desk.clients.show("ACME").agreements
    client = desk.clients.edit("ACME", name="Acme AG", owned_problem="cash", notes="a\nb", status="notice")
    assert (client.name, client.owned_problem, client.notes, client.status) == (
        "Acme AG",
        "cash",
        "a\nb",
        ClientStatus.NOTICE,
    )
    assert desk.clients.show("ACME").agreements == before


def test_new_terms_begin_a_new_version_today_and_history_stays(desk: Desk) -> None:
    desk.client("ACME", hours=24, reports_to="CEO")
    desk.clients.edit("ACME", hours=30)
    old, new = desk.clients.show("ACME").agreements
    assert (old.amount, old.effective_from) == (Decimal(24), date(2026, 1, 1))
    assert (new.amount, new.effective_from, new.reports_to) == (Decimal(30), date(2026, 11, 24), "CEO")
    assert desk.practice.portal("ACME").agreement_on(date(2026, 10, 31)) == old


def test_terms_that_began_this_month_are_corrected_in_place(desk: Desk) -> None:
    desk.client("ACME", effective_from=date(2026, 11, 2))
    desk.clients.edit("ACME", hours=30)
    desk.clients.edit("ACME", fee=Money(5, "USD"))
    (only,) = desk.clients.show("ACME").agreements
    assert (only.amount, only.fee, only.effective_from) == (Decimal(30), Money(5, "USD"), date(2026, 11, 2))


def test_terms_to_come_are_corrected_in_place(desk: Desk) -> None:
    desk.client("ACME", effective_from=date(2027, 1, 1))
    desk.clients.edit("ACME", hours=30)
    (only,) = desk.clients.show("ACME").agreements
    assert (only.amount, only.effective_from) == (Decimal(30), date(2027, 1, 1))


def test_terms_from_a_given_day_are_a_version_of_their_own(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.edit("ACME", hours=40, effective_from=date(2027, 1, 1))
    desk.clients.edit("ACME", hours=41, effective_from=date(2027, 1, 1))
    assert [(each.amount, each.effective_from) for each in desk.clients.show("ACME").agreements] == [
        (Decimal(24), date(2026, 1, 1)),
        (Decimal(41), date(2027, 1, 1)),
    ]
    assert desk.clients.show("ACME").agreement.amount == Decimal(24)  # type: ignore[union-attr]


def test_the_same_terms_again_begin_nothing(desk: Desk) -> None:
    desk.client("ACME", hours=24)
    desk.clients.edit("ACME", hours=24, currency="USD", capacity_pct=25)
    assert len(desk.clients.show("ACME").agreements) == 1


def test_another_currency_keeps_the_number_of_the_fee(desk: Desk) -> None:
    desk.client("ACME", fee=12_000)
    desk.clients.edit("ACME", currency="EUR")
    assert desk.clients.show("ACME").agreement.fee == Money(1_200_000, "EUR")  # type: ignore[union-attr]


def test_terms_are_taken_away_by_none(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.edit("ACME", fee=None, capacity_pct=None, key=None, color=None)
    record = desk.clients.show("ACME")
    assert record.agreement is not None
    assert (record.agreement.fee, record.agreement.capacity_pct) == (None, Decimal(0))
    assert (record.client.key, record.client.color) == (None, "steelblue")


def test_edit_refuses_a_taken_digit_an_old_revision_and_a_silent_end(desk: Desk) -> None:
    first = desk.client("ACME")
    desk.client("BETA")
    with pytest.raises(FieldRefused, match="opens BETA"):
        desk.clients.edit("ACME", key=2)
    desk.clients.edit("ACME", name="x")
    with pytest.raises(Stale):
        desk.clients.edit("ACME", rev=first.rev, name="y")
    with pytest.raises(FieldRefused, match="client close ACME"):
        desk.clients.edit("ACME", status="closed")
    with pytest.raises(FieldRefused, match="write one of cfo"):
        desk.clients.edit("ACME", function="ceo")


def test_close_says_what_is_still_owed_and_moves_the_folder(desk: Desk) -> None:
    desk.client("ACME")
    desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 20))
    desk.clients.add_promise("ACME", "intro to the agency", due_on=date(2026, 11, 25))
    closing = desk.clients.close("ACME")
    assert (closing.client.status, closing.client.ended_on) == (ClientStatus.CLOSED, date(2026, 11, 24))
    assert closing.owed == ("Board pack (draft, 4 d late)", "promised: intro to the agency (tomorrow)")
    assert (desk.practice.codes(), desk.practice.closed_codes()) == ((), ("ACME",))
    assert (desk.root / "closed" / "ACME").is_dir()


def test_close_is_refused_while_the_timer_runs(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    with pytest.raises(Refused, match="fractui stop"):
        desk.clients.close("ACME")
    with pytest.raises(NotFound):
        desk.clients.close("BETA")


def test_reopen_brings_back_and_finds_another_digit(desk: Desk) -> None:
    desk.client("ACME", key=1)
    desk.clients.close("ACME")
    desk.client("BETA", key=1)
    with pytest.raises(Refused, match="open already"):
        desk.clients.reopen("BETA")
    client = desk.clients.reopen("acme")
    assert (client.status, client.ended_on, client.key) == (ClientStatus.ACTIVE, None, 2)
    assert desk.practice.codes() == ("ACME", "BETA")


def test_undo_of_closing_opens_again(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.close("ACME")
    assert desk.history.undo() == "close ACME"
    assert desk.practice.codes() == ("ACME",)


def test_the_list_is_by_digit_and_closed_ones_come_last(desk: Desk) -> None:
    for code, key in (("AAA", 0), ("BBB", 2), ("CCC", 1), ("DDD", 3)):
        desk.client(code, key=key)
    desk.clients.close("DDD")
    assert [each.client.id for each in desk.clients.list()] == ["CCC", "BBB", "AAA"]
    assert [each.client.id for each in desk.clients.list(include_closed=True)] == ["CCC", "BBB", "AAA", "DDD"]
    assert desk.clients.show("ddd").client.status is ClientStatus.CLOSED


def test_a_line_is_left_and_taken_away(desk: Desk) -> None:
    desk.client("ACME")
    assert desk.clients.leave_note("ACME", " slide 7 ").next_note_at == desk.clock.now
    client = desk.clients.leave_note("ACME", "")
    assert (client.next_note, client.next_note_at) == ("", None)
    with pytest.raises(FieldRefused):
        desk.clients.leave_note("ACME", "a\nb")


def test_promises_are_made_changed_kept_and_deleted(desk: Desk) -> None:
    desk.client("ACME", zone="Asia/Tokyo")
    made = desk.clients.add_promise("ACME", "pricing memo to Jonas", due_on=date(2026, 11, 26))
    assert made.owner == "me"
    assert desk.clients.edit_promise("ACME", made.id[:8], text="memo").due_on == date(2026, 11, 26)
    desk.go("2026-11-24 16:00")
    assert desk.clients.keep_promise("ACME", made.id).done_on == date(2026, 11, 25)
    with pytest.raises(Refused, match="was kept on 2026-11-25"):
        desk.clients.keep_promise("ACME", made.id)
    desk.clients.delete_promise("ACME", made.id)
    with pytest.raises(NotFound):
        desk.clients.promise("ACME", made.id)
    desk.history.undo()
    assert desk.clients.promise("ACME", made.id).text == "memo"


def test_people_are_written_down_spoken_to_and_deleted(desk: Desk) -> None:
    desk.client("ACME")
    lena = desk.clients.add_person("ACME", "Lena Hoff", role="CEO", group="ceo", contact_every_days=14)
    assert lena.group is Group.CEO
    assert desk.clients.contacted_today("ACME", lena.id).last_contact_on == date(2026, 11, 24)
    assert desk.practice.undo_label() == "spoke to Lena Hoff"
    with pytest.raises(Stale):
        desk.clients.edit_person("ACME", lena.id, rev=lena.rev, role="chair")
    with pytest.raises(FieldRefused, match="group"):
        desk.clients.add_person("ACME", "Jonas", group="friends")
    with pytest.raises(FieldRefused):
        desk.clients.add_person("ACME", "")
    desk.clients.delete_person("ACME", lena.id)
    assert desk.clients.show("ACME").people == ()


def test_a_month_in_the_clients_zone_decides_which_version_is_changed(desk: Desk) -> None:
    desk.client("TOKY", zone="Asia/Tokyo", effective_from=date(2026, 11, 1))
    desk.clock.now = at("2026-11-30 16:00")
    desk.clients.edit("TOKY", hours=30)
    assert [each.effective_from for each in desk.clients.show("TOKY").agreements] == [
        date(2026, 11, 1),
        date(2026, 12, 1),
    ]


def test_a_client_s_rounding_is_kept_read_back_and_taken_away_again(desk: Desk) -> None:
    desk.client("ACME")
    rule = Rounding(6, Mode.NEAREST, Scope.DAY, 30)
    assert desk.clients.edit("ACME", rounding=rule).rounding == rule
    assert desk.reopened().clients.show("ACME").client.rounding == rule
    desk.history.undo()
    assert desk.clients.show("ACME").client.rounding is None
    desk.history.redo()
    assert desk.clients.edit("ACME", rounding=None).rounding is None
    with pytest.raises(FieldRefused, match="8 hours"):
        desk.clients.edit("ACME", rounding=Rounding(500))
