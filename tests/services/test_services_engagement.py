"""Responses to deliveries: noted, taken from a table with a verdict for each row, summed, and missed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fractui.core.errors import FieldRefused, NotFound, Refused
from fractui.services.engagement import Responses
from fractui.services.filing import Filing
from fractui.services.views.engagement import Verdict
from tests.builders import at
from tests.services.desk import Desk


@pytest.fixture
def responses(desk: Desk) -> Responses:
    """ACME was sent three monthly reports, BETA one."""
    desk.client("ACME", renews_on=date(2026, 12, 20))
    desk.client("BETA")
    for code, months in (("ACME", (8, 9, 10)), ("BETA", (10,))):
        for month in months:
            desk.go(f"2026-{month}-28 12:00" if month > 9 else f"2026-0{month}-28 12:00")
            known = desk.delivery.add(
                code, "Monthly report", "MonthlyReport", date(2026, month, 28), "month"
            ).id
            desk.delivery.move(known, "delivered", to_whom="CEO", via="email")
            for extra in desk.delivery.list(code):
                if extra.status == "draft":
                    desk.delivery.delete(code, extra.id)
    desk.go("2026-11-24 14:07")
    return Responses(desk.practice)


def sent(desk: Desk, code: str = "ACME") -> list[str]:
    return [each.id for each in desk.delivery.list(code)]


def test_a_response_is_noted_and_undone(desk: Desk, responses: Responses) -> None:
    known = sent(desk)[2]
    noted = responses.note(known[:8], "re-read", "Lena Hoff")
    assert [(each.kind, each.who, each.at) for each in noted.engagement] == [
        ("reopen", "Lena Hoff", desk.clock.now)
    ]
    card = desk.delivery.board("ACME").card(known)
    assert card is None or card.response == "reopen"
    desk.history.undo()
    assert desk.delivery.show("ACME", known).engagement == ()


def test_what_cannot_be_noted_is_refused(desk: Desk, responses: Responses) -> None:
    known = sent(desk)[0]
    with pytest.raises(FieldRefused, match="still to come"):
        responses.note(known, "open", at=at("2026-12-01 10:00"))
    with pytest.raises(FieldRefused):
        responses.note(known, "open", "a\nb")
    with pytest.raises(Refused, match="not delivered"):
        responses.note(desk.delivery.add("ACME", "x", "Y", date(2026, 12, 1)).id, "open")


def test_a_table_is_taken_in_with_a_verdict_for_each_row(
    desk: Desk, responses: Responses, tmp_path: Path
) -> None:
    table = tmp_path / "reads.csv"
    table.write_text(
        "Client;Title;Event;Who;At\n"
        "acme;monthly report;opened;Lena;2026-09-01\n"
        "ACME;Monthly report;opened;Lena;2026-11-02 09:00\n"
        "ACME;Monthly report;opened;Lena;2026-11-02 09:00\n"
        "NOPE;Monthly report;opened;;2026-11-02\n"
        "ACME;Weekly;opened;;2026-11-02\n"
        "ACME;Monthly report;liked;;2026-11-02\n"
        "ACME;Monthly report;opened;;31.31.2026\n"
        "ACME;Monthly report;opened;;2027-01-01\n"
        "ACME;Monthly report;opened;;2026-01-01\n"
        "BETA;2026-10-28_MonthlyReport_ACME_v1.pdf;opened;;\n",
        encoding="utf-8",
    )
    judged = responses.take(str(table))
    assert [each.verdict for each in judged] == [
        Verdict.NEW,
        Verdict.NEW,
        Verdict.KNOWN,
        Verdict.NO_CLIENT,
        Verdict.NOT_FOUND,
        Verdict.BAD_KIND,
        Verdict.BAD_TIME,
        Verdict.FUTURE,
        Verdict.NOT_SENT,
        Verdict.OTHER_CLIENT,
    ]
    assert [each.number for each in judged][:2] == [2, 3]
    counts = [len(each.engagement) for each in desk.delivery.list("ACME")]
    assert counts == [1, 0, 1]
    assert desk.delivery.list("BETA")[0].engagement == ()
    assert {each.verdict for each in responses.take(str(table))[:3]} == {Verdict.KNOWN}
    desk.history.undo()
    assert not any(each.engagement for each in desk.delivery.list("ACME"))


def test_what_was_called_otherwise_when_it_went_out_is_found_by_that(
    desk: Desk, responses: Responses, tmp_path: Path
) -> None:
    desk.delivery.edit("ACME", sent(desk)[0], title="Figures of August")
    table = tmp_path / "reads.csv"
    table.write_text("Client;Title;Event;Who;At\nACME;Monthly report;opened;Lena;2026-09-01\n")
    assert [each.verdict for each in responses.take(str(table))] == [Verdict.NEW]
    assert len(desk.delivery.show("ACME", sent(desk)[0]).engagement) == 1


def test_a_file_that_is_no_such_table_is_refused(responses: Responses, tmp_path: Path) -> None:
    table = tmp_path / "other.csv"
    table.write_text("a,b\n1,2\n")
    with pytest.raises(Refused, match="no column “title or file”"):
        responses.take(str(table))
    with pytest.raises(NotFound):
        responses.take(str(tmp_path / "nothing.csv"))


def test_the_read_rate_is_by_client_and_silence_names_both_causes(desk: Desk, responses: Responses) -> None:
    first = sent(desk)[0]
    responses.note(first, "open", at=at("2026-09-01 10:00"))
    rates = {each.code: each for each in responses.rates()}
    assert (rates["ACME"].rate.read, rates["ACME"].rate.delivered, rates["ACME"].silent) == (
        1,
        3,
        ("Monthly report",),
    )
    assert rates["BETA"].rate.delivered == 0
    texts = {each.text for each in desk.portfolio.overview().attention if each.code == "ACME"}
    assert "Monthly report: nobody opened the last 2; not useful, or not reaching them?" in texts
    assert "agreement renews on 20 Dec; 1 of 3 read" in texts
    seen = desk.workspaces.view("ACME")
    assert seen.read.words == "1 of 3 read"
    assert (
        "Monthly report: nobody opened the last 2; not useful, or not reaching them?",
        False,
    ) in seen.words
    assert "opened" not in repr(desk.workspaces.view("BETA"))
    responses.note(sent(desk)[2], "share")
    texts = {each.text for each in desk.portfolio.overview().attention if each.code == "ACME"}
    assert not any("nobody opened" in text for text in texts)


def test_the_days_to_the_first_delivery_are_compared_over_clients(desk: Desk, responses: Responses) -> None:
    desk.client("CYAN", since=date(2026, 11, 1))
    desk.clients.edit("ACME", since=date(2026, 8, 1))
    desk.clients.edit("BETA", since=date(2026, 11, 1))
    assert [(each.code, each.first_delivery) for each in responses.rates()] == [
        ("ACME", 27),
        ("BETA", 0),
        ("CYAN", None),
    ]
    assert desk.workspaces.view("ACME").first_delivery == 27


def test_where_nobody_keeps_watch_nothing_is_said(desk: Desk, responses: Responses) -> None:
    assert not any("opened" in each.text for each in desk.portfolio.overview().attention)
    assert {each.rate.words for each in responses.rates()} == {""}


def test_a_table_names_a_version_by_its_file_with_or_without_the_ending(desk: Desk, tmp_path: Path) -> None:
    desk.client("ACME")
    desk.clients.edit("ACME", zone="America/Los_Angeles")
    filing = Filing(desk.practice, lambda _file, _name: "")
    (tmp_path / "a.pdf").write_bytes(b"one")
    known = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 20)).id
    for instant in ("2026-11-13 05:00", "2026-11-18 05:00"):
        desk.go(instant)
        desk.delivery.move(known, "in_review") if desk.delivery.show("ACME", known).receipts else None
        filing.attach(known, str(tmp_path / "a.pdf"))
        desk.delivery.move(known, "delivered", to_whom="CEO", via="email")
    desk.go("2026-11-24 14:07")
    table = tmp_path / "reads.csv"
    table.write_text(
        "title,kind,who,at\n"
        "2026-11-20_BoardPack_ACME_v1.pdf,open,Lena,2026-11-20\n"
        "2026-11-20_boardpack_acme_V1,reopen,Lena,2026-11-21\n"
        "2026-11-20_BoardPack_ACME_v2.pdf,open,Lena,2026-11-17\n"
    )
    judged = Responses(desk.practice).take(str(table))
    assert [each.verdict for each in judged] == [Verdict.NEW, Verdict.NO_CLIENT, Verdict.NEW]
    noted = desk.delivery.show("ACME", known).engagement
    assert [(each.version, each.kind.value) for each in noted] == [(2, "open"), (1, "open")]


def test_what_another_window_notes_meanwhile_is_not_lost(
    desk: Desk, responses: Responses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "reads.csv"
    table.write_text("Client;Title;Event;Who;At\nACME;Monthly report;opened;Lena;2026-11-02 09:00\n")
    last = sent(desk)[-1]
    other = Responses(desk.reopened().practice)
    transaction = desk.practice.transaction

    def racing(label: str) -> Any:
        other.note(last, "reply", "Zoe", at("2026-11-03 09:00"))
        return transaction(label)

    monkeypatch.setattr(desk.practice, "transaction", racing)
    assert [each.verdict for each in responses.take(str(table))] == [Verdict.NEW]
    assert [each.who for each in desk.delivery.show("ACME", last).engagement] == ["Lena", "Zoe"]
