"""Receipts: what is known before, the message that goes with it, and what was sent last."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from fractui.core.errors import NotFound
from fractui.services.filing import Filing
from fractui.services.receipts import Receipts, message, promptness
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def receipts(desk: Desk) -> Receipts:
    """ACME with its board pack, two people, and another client."""
    desk.client("ACME", "Acme Robotics", function="cfo")
    desk.client("BETA", "Beta Foods")
    desk.clients.add_person("ACME", "Lena Hoff", email="lena@acme.example", role="CEO")
    desk.clients.add_person("BETA", "Jonas Berg", email="jonas@beta.example")
    return Receipts(desk.practice)


def owe(desk: Desk, due: date = DAY, code: str = "ACME") -> str:
    return desk.delivery.add(code, "Board pack", "BoardPack", due).id


def test_what_is_known_before_a_delivery_is_of_this_client_alone(desk: Desk, receipts: Receipts) -> None:
    desk.delivery.move(owe(desk), "delivered", to_whom="Lena Hoff, board", via="portal")
    desk.delivery.move(owe(desk, code="BETA"), "delivered", to_whom="Jonas Berg", via="carrier pigeon")
    view = receipts.preparing("acme", owe(desk, date(2026, 11, 26)))
    assert (view.to, view.via, view.days, view.version, view.document) == (
        "Lena Hoff, board",
        "portal",
        2,
        1,
        "",
    )
    assert [each.name for each in view.people] == ["Lena Hoff", "Lena Hoff, board"]
    assert view.channels[0] == "portal"
    assert "carrier pigeon" not in view.channels
    assert "Beta" not in repr(view)
    assert promptness(view) == "on time, due Thu"


def test_the_message_says_what_which_version_and_what_it_replaces(
    desk: Desk, receipts: Receipts, tmp_path: Path
) -> None:
    known = owe(desk)
    desk.delivery.move(known, "delivered", to_whom="Lena Hoff", via="email")
    desk.delivery.move(known, "draft")
    paper = tmp_path / "paper.pdf"
    paper.write_text("x")
    Filing(desk.practice, lambda file, name: None).attach(known, str(paper))
    said = message(receipts.preparing("ACME", known), "Lena Hoff, board; cfo@acme.example", "Slide 7 is new.")
    assert said.subject == "Board pack, version 2, for Acme Robotics"
    assert said.body.splitlines() == [
        "Hello Lena Hoff,",
        "",
        "here is “Board pack” (version 2), due on 24 November 2026.",
        "The document is 2026-11-24_BoardPack_ACME_v2.pdf.",
        "It takes the place of version 1, which went out on 24 November 2026.",
        "",
        "Slide 7 is new.",
        "",
        "Please tell me which of the figures you would like to go through.",
        "",
        "Best regards",
    ]
    assert said.addresses == ("lena@acme.example", "cfo@acme.example")
    link = urlsplit(said.mailto)
    assert (link.scheme, link.path) == ("mailto", "lena@acme.example,cfo@acme.example")
    assert parse_qs(link.query)["subject"] == [said.subject]
    assert parse_qs(link.query)["body"][0].splitlines() == said.body.splitlines()


def test_the_message_to_somebody_unknown_greets_nobody_and_late_is_not_mentioned(
    desk: Desk, receipts: Receipts
) -> None:
    view = receipts.preparing("ACME", owe(desk, date(2026, 11, 20)))
    said = message(view, "the board", "evil \x1b[31m\u202e")
    assert said.body.startswith("Hello,\n\nhere is “Board pack” (version 1).\n")
    assert not set(said.text) & set("\x1b\u202e")
    assert said.addresses == ()
    assert promptness(view) == "4 d late"


def test_what_was_sent_last_and_which_version(desk: Desk, receipts: Receipts) -> None:
    known = owe(desk)
    desk.delivery.move(known, "delivered", to_whom="Lena Hoff", via="email", note="with slide 7")
    desk.clock.forward(days=1)
    desk.delivery.move(known, "draft")
    desk.delivery.move(known, "delivered", to_whom="board", via="portal")
    desk.delivery.move(owe(desk, code="BETA"), "delivered", to_whom="Jonas", via="email")
    rows = receipts.sent("acme").rows
    assert [(row.version, row.to, row.sent_on, row.note) for row in rows] == [
        (2, "board", date(2026, 11, 25), ""),
        (1, "Lena Hoff", DAY, "with slide 7"),
    ]
    desk.clients.close("ACME")
    assert len(receipts.sent("ACME").rows) == 2
    with pytest.raises(NotFound):
        receipts.sent("NOPE")


def test_what_is_proven_stays_as_it_was_whatever_becomes_of_the_deliverable(
    desk: Desk, receipts: Receipts
) -> None:
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))
    desk.delivery.move(owed.id, "delivered", "the board", "email")
    desk.delivery.edit("ACME", owed.id, title="Pack of the board", due=date(2026, 11, 1))
    (row,) = receipts.sent("ACME").rows
    assert (row.title, row.on_time) == ("Board pack", True)
    (proof,) = desk.practice.portal("ACME").deliverable(owed.id).receipts
    assert (proof.title, proof.due) == ("Board pack", date(2026, 11, 30))


def test_a_client_that_was_sent_nothing(receipts: Receipts) -> None:
    view = receipts.sent("ACME")
    assert (view.rows, view.rate.words) == ((), "")


def test_a_person_who_is_kept_by_the_last_name_is_met_and_greeted(desk: Desk, receipts: Receipts) -> None:
    desk.clients.add_person("ACME", "Miller, Dana", email="dana@acme.example")
    said = message(receipts.preparing("ACME", owe(desk)), "miller, dana; Lena Hoff")
    assert "dana@acme.example" in said.addresses
    assert "Dana Miller" in said.body.split("\n")[0]
