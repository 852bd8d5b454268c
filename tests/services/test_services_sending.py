"""What goes out: looked through, and frozen only with its receipt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fractui.core.deliverable import Deliverable, Status
from fractui.core.errors import Refused, Stale, StorageTrouble
from fractui.exchange.document_text import text_of
from fractui.services import wrong_client
from fractui.services.filing import Filing
from fractui.services.wrong_client import WrongClient
from tests.services.desk import Desk


@pytest.fixture
def owed(desk: Desk) -> Deliverable:
    """ACME's report; BETA and CORE are there, with a person each."""
    for code, name, person in (("ACME", "Acme Foods", "Lena Hoff"), ("BETA", "Beta Labs", "Dana Miller")):
        desk.client(code, name)
        desk.clients.add_person(code, person)
    desk.client("CORE", "Core Systems")
    desk.clients.add_person("CORE", "Robert Smith")
    return desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30))


@pytest.fixture
def document(desk: Desk, owed: Deliverable, tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("for Acme alone")
    filing = Filing(desk.practice, text_of)
    filing.attach(owed.id, str(tmp_path / "a.md"))
    return Path(filing.path(owed.id))


def deliver(desk: Desk, owed: Deliverable, to: str = "Lena Hoff", names: str = "") -> Deliverable:
    return desk.delivery.move(owed.id, "delivered", to, "email", names=names)


def test_everybody_elses_people_are_asked_about(desk: Desk, owed: Deliverable) -> None:
    with pytest.raises(WrongClient) as asked:
        deliver(desk, owed, "Dana Miller, Robert Smith")
    assert asked.value.needed == "BETA,CORE"
    with pytest.raises(WrongClient) as asked:
        deliver(desk, owed, "Dana Miller, Robert Smith", "BETA")
    assert asked.value.needed == "CORE"
    assert deliver(desk, owed, "Dana Miller, Robert Smith", "BETA,CORE").status is Status.DELIVERED


def test_a_document_that_is_written_to_meanwhile_does_not_go_out(
    desk: Desk, owed: Deliverable, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = wrong_client.check_document

    def late(*given: Any) -> tuple[str, ...]:
        found = check(*given)
        document.write_text("the secret of Beta Labs")
        return found

    monkeypatch.setattr(wrong_client, "check_document", late)
    with pytest.raises(Refused, match="was written to while it was looked through"):
        deliver(desk, owed)
    assert desk.delivery.show("ACME", owed.id).status is Status.DRAFT
    assert document.stat().st_mode & 0o200, "it can be written to as before"


def test_a_delivery_that_comes_to_nothing_leaves_its_document_as_it_was(
    desk: Desk, owed: Deliverable, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any) -> None:
        raise StorageTrouble("The disk is full.")

    monkeypatch.setattr("fractui.services.delivery.succeed", full)
    with pytest.raises(StorageTrouble):
        deliver(desk, owed)
    assert document.stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    deliver(desk, owed)
    assert document.stat().st_mode & 0o777 == 0o400


def test_what_was_allowed_in_another_window_stays_allowed(
    desk: Desk, owed: Deliverable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = desk.reopened()
    (tmp_path / "a.md").write_text("with Beta Labs")
    transaction = desk.practice.transaction

    def racing(label: str) -> Any:
        Filing(other.practice, text_of).attach(owed.id, str(tmp_path / "a.md"), names="BETA")
        return transaction(label)

    monkeypatch.setattr(desk.practice, "transaction", racing)
    moved = desk.delivery.move(owed.id, "in_review")
    assert (moved.status, moved.may_name) == (Status.IN_REVIEW, ("BETA",))


def test_nothing_is_attached_to_what_was_delivered_meanwhile(
    desk: Desk, owed: Deliverable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = desk.reopened()
    (tmp_path / "a.md").write_text("too late")
    transaction = desk.practice.transaction

    def racing(label: str) -> Any:
        deliver(other, owed)
        return transaction(label)

    monkeypatch.setattr(desk.practice, "transaction", racing)
    with pytest.raises(Stale, match="was delivered meanwhile"):
        Filing(desk.practice, text_of).attach(owed.id, str(tmp_path / "a.md"))
    assert other.delivery.show("ACME", owed.id).files == ()
    assert list((desk.root / "clients/ACME/files").iterdir()) == []


def test_a_message_is_looked_through_before_it_is_handed_out(
    desk: Desk, owed: Deliverable, document: Path
) -> None:
    desk.delivery.look_through(owed.id, "Lena Hoff", "email", "as we said")
    with pytest.raises(WrongClient):
        desk.delivery.look_through(owed.id, "Lena Hoff", "email", "as for Beta Labs")
    document.write_text("and Core Systems")
    with pytest.raises(WrongClient):
        desk.delivery.look_through(owed.id, "Lena Hoff", "email")
    desk.delivery.look_through(owed.id, "Lena Hoff", "email", names="CORE")
    assert desk.delivery.show("ACME", owed.id).may_name == ()
