"""The demo in a data folder: the same for the same seed, whole, undoable, and something to show in every pane."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fractui.core.access import Grant
from fractui.core.block import Block
from fractui.core.checklist import ChecklistItem
from fractui.core.client import Client
from fractui.core.decision import Decision
from fractui.core.deliverable import Deliverable, Status
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused, Refused
from fractui.services.demo import build
from fractui.store.practice import Practice
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock, Ids

TUESDAY = at("2026-11-24 19:07")


def a_practice(root: Path, now: datetime = TUESDAY) -> Practice:
    """An empty practice whose clock stands still."""
    return Practice.open(root, FixedClock(now), Ids())


def all_documents(practice: Practice) -> list[Document]:
    """Everything that a practice holds, portal by portal."""
    found: list[Document] = [practice.settings()]
    far = datetime(2100, 1, 1, tzinfo=UTC)
    for portal in [practice.own, *map(practice.portal, practice.codes())]:
        found += portal.blocks()
        found += portal.entries(datetime(2000, 1, 1, tzinfo=UTC), far)
        if portal.code:
            found.append(portal.client())
            found += [
                *portal.agreements(),
                *portal.stakeholders(),
                *portal.promises(),
                *portal.deliverables(),
            ]
    return found


def test_the_same_seed_makes_the_same_practice(tmp_path: Path) -> None:
    one, other = a_practice(tmp_path / "one"), a_practice(tmp_path / "other")
    assert build(one, months=2) == build(other, months=2)
    assert all_documents(one) == all_documents(other)


def test_what_was_stored_is_what_was_told(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    built = build(practice, months=2)
    kinds = Counter(type(document) for document in all_documents(practice))
    assert built.clients == kinds[Client] == 5
    assert built.entries == kinds[Entry]
    assert built.deliverables == kinds[Deliverable]
    assert built.blocks == kinds[Block]
    again = Practice.open(tmp_path, FixedClock(TUESDAY), Ids())
    assert all_documents(again) == all_documents(practice)


def test_undoing_begins_with_the_last_small_change(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    build(practice, months=1)
    assert practice.undo() == "start BETA"
    assert practice.portal("BETA").running() is None
    assert practice.undo_label() == "note where ECHO was left"


def test_every_pane_has_something_to_show(tmp_path: Path) -> None:
    services = Services(str(tmp_path), FixedClock(TUESDAY), Ids())
    build(services.practice, months=3)
    portfolio = services.portfolio.overview()
    assert [row.code for row in portfolio.rows] == ["ACME", "BETA", "CYAN", "DELT", "ECHO"]
    assert len(portfolio.attention) > 5
    assert portfolio.practice.income_total is not None
    assert portfolio.practice.capacity_pct == 85
    for row in portfolio.rows:
        workspace = services.workspaces.view(row.code)
        assert workspace.left_note
        assert workspace.notes
        assert all(
            (workspace.people, workspace.due, workspace.delivered, workspace.next_blocks, workspace.recent)
        )
    assert all(column.cards for column in services.delivery.board().columns)
    assert len([row for row in services.entries.day().rows if row.id]) >= 4
    assert sum(bool(day.items) for day in services.planning.agenda(None, None, 14).days) >= 10


@pytest.mark.parametrize("clients", range(1, 11))
def test_any_number_of_clients_up_to_ten(tmp_path: Path, clients: int) -> None:
    practice = a_practice(tmp_path)
    assert build(practice, months=1, clients=clients).clients == clients
    keys = [practice.portal(code).client().key for code in practice.codes()]
    assert sorted(key for key in keys if key is not None) == sorted((n + 1) % 10 for n in range(clients))


@pytest.mark.parametrize("wrong", [{"clients": 0}, {"clients": 11}, {"years": 0}, {"years": 31}])
def test_what_cannot_be_told_is_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(FieldRefused, match="number between"):
        build(a_practice(tmp_path), **wrong)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_folder_with_a_practice_is_left_alone(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    build(practice, months=1, clients=1)
    with pytest.raises(Refused, match="empty folder"):
        build(practice)


def test_what_was_decided_let_in_and_is_still_to_be_done_is_there(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    build(practice, months=4)
    acme, cyan = practice.portal("ACME"), practice.portal("CYAN")
    assert len(acme.documents(Decision)) == 3
    assert {each.system for each in acme.documents(Grant)} == {"NetSuite", "Gusto", "Data room"}
    assert acme.documents(ChecklistItem) == ()
    left = [each for each in cyan.documents(ChecklistItem) if each.is_open]
    assert 0 < len(left) < len(cyan.documents(ChecklistItem))
    assert all(each.due_on is not None and each.due_on > TUESDAY.date() for each in left)


def test_documents_lie_under_their_names_and_what_was_sent_is_frozen(tmp_path: Path) -> None:
    services = Services(str(tmp_path), FixedClock(TUESDAY), Ids())
    build(services.practice, months=3)
    assert services.filing.lint() == ()
    assert services.care.doctor() == ()
    for code in services.practice.codes():
        written = [each for each in services.practice.portal(code).deliverables() if each.files]
        assert written
        for each in written:
            path = Path(services.filing.path(each.id))
            assert each.template
            assert services.practice.portal(code).client().name in path.read_text("utf-8")
            blank = services.library.blanks(code, each.id)
            assert bool(blank) is (each.status is Status.DRAFT)
            if each.delivered is not None:
                assert (each.delivered.file, path.stat().st_mode & 0o777) == (path.name, 0o400)


def test_clients_read_what_they_are_sent_one_is_silent_and_some_are_waited_for(tmp_path: Path) -> None:
    services = Services(str(tmp_path), FixedClock(TUESDAY), Ids())
    build(services.practice, months=4)
    assert all(0 < each.rate.read <= each.rate.delivered for each in services.responses.rates())
    signs = [each for owed in services.delivery.list() for each in owed.engagement]
    assert all(each.at <= TUESDAY for each in signs)
    silent = [row.text for row in services.portfolio.overview().attention if "Liquidity plan" in row.text]
    assert len(silent) == 1
    waiting = services.delivery.board().only("waiting")
    assert {card.code for column in waiting.columns for card in column.cards} == {
        "ACME",
        "BETA",
        "CYAN",
        "DELT",
    }
