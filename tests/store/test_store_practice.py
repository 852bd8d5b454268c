"""The contract of Practice and Portal, as services use it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB

from fractui.core.access import Grant
from fractui.core.checklist import ChecklistItem
from fractui.core.client import Client, ClientStatus, Function, Promise, Stakeholder
from fractui.core.decision import Decision
from fractui.core.deliverable import Deliverable, Status, StatusChange
from fractui.core.document import Document
from fractui.core.entry import Category, Entry
from fractui.core.errors import Damaged, NotFound, Refused, Stale, StorageTrouble
from fractui.core.leave import Leave
from fractui.core.receipt import Receipt
from fractui.core.settings import Settings
from fractui.core.template import Template
from fractui.store.heartbeat import last
from fractui.store.practice import Practice
from tests.builders import a_block, a_client, a_deliverable, an_agreement, an_entry, at
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener


def start(practice: Practice, code: str, begin: str, new_id: str) -> Entry:
    with practice.transaction(f"start {code}") as tx:
        return tx.put(an_entry(begin, None, id=new_id, client=code))


def test_opening_creates_nothing(root: Path, opened: Opener) -> None:
    practice = opened()
    assert practice.codes() == ()
    assert practice.settings() == Settings()
    assert practice.undo_label() == practice.redo_label() == ""
    assert practice.history() == ()
    practice.touch_heartbeat()
    practice.close()
    with pytest.raises(Refused, match="nothing to undo"):
        practice.undo()
    assert not root.exists()


def test_a_change_is_there_for_the_next_opening_without_closing(practice: Practice, opened: Opener) -> None:
    again = opened()
    assert again.codes() == ("ACME", "BETA")
    assert again.portal("ACME").client() == practice.portal("ACME").client()
    assert again.portal("ACME").agreements() == practice.portal("ACME").agreements()


def test_every_kind_of_document_comes_back_equal(practice: Practice, opened: Opener, ids: Ids) -> None:
    moment = at("2026-11-20 10:00")
    values = [
        a_deliverable(
            status=Status.DELIVERED,
            receipts=(Receipt(delivered_at=moment, version=2, to="Ann", via="mail", on_time=True),),
            log=(StatusChange(at=moment, came_from=Status.DRAFT, went_to=Status.DELIVERED),),
            files=("a.pdf", "b.pdf"),
        ),
        a_block(),
        a_block(id=ids(), client=None),
        an_entry(category=Category.DEEP_WORK, note="größer\n\t日本 🙂", tags=("a", "b")),
        an_entry(id=ids(), bucket="bd"),
        Settings(zone="Asia/Kathmandu", rates={"EUR": Decimal("1.10")}, secret="x"),
    ]
    with practice.transaction("all") as tx:
        stored = [tx.put(value) for value in values]
        stored.append(tx.put_in("ACME", Stakeholder(id=ids(), name="Ann", last_contact_on=date(2026, 1, 2))))
        stored.append(tx.put_in("ACME", Promise(id=ids(), text="call", due_on=date(2026, 12, 1))))
    practice.close()
    again = opened()
    acme = again.portal("ACME")
    found = [*acme.deliverables(), *acme.blocks(), *again.own.blocks(), *acme.latest(5), *again.own.latest(5)]
    found += [again.settings(), *acme.stakeholders(), *acme.promises()]
    assert found == stored
    assert {value.rev for value in found} == {1}


def test_the_later_kinds_come_back_in_the_order_of_their_making(
    practice: Practice, opened: Opener, ids: Ids, clock: FixedClock
) -> None:
    kept: list[Document] = []
    for code, value in [
        ("ACME", Decision(id=ids(), text="hire a controller", on=date(2026, 11, 20))),
        ("ACME", Decision(id=ids(), text="a second bank", on=date(2026, 11, 2), outcome="done")),
        ("ACME", Grant(id=ids(), system="Xero", expires_on=date(2026, 12, 1))),
        ("ACME", ChecklistItem(id=ids(), text="Read the last board pack", section="company")),
        (None, Template(id=ids(), name="Board pack", type="BoardPack", functions=(Function.CFO,))),
        (None, Leave(id=ids(), first=date(2026, 12, 24), last=date(2027, 1, 3))),
    ]:
        with practice.transaction("put") as tx:
            kept.append(tx.put_in(code, value))
        clock.forward(seconds=1)
    practice.close()
    again = opened()
    acme = again.portal("ACME")
    found = [*acme.documents(Decision), *acme.documents(Grant), *acme.documents(ChecklistItem)]
    assert [*found, *again.own.documents(Template), *again.own.documents(Leave)] == kept
    assert acme.document(Decision, kept[0].id, "decision") == kept[0]
    with pytest.raises(NotFound, match="ACME has no decision zz"):
        acme.document(Decision, "zz", "decision")


def test_rev_counts_and_updated_at_moves_by_a_second_even_if_the_clock_is_set_back(
    practice: Practice, clock: FixedClock
) -> None:
    client = practice.portal("ACME").client()
    clock.forward(hours=-5)
    with practice.transaction("rename") as tx:
        stored = tx.put(replace(client, name="Other"))
    assert stored.rev == 2
    assert client.updated_at
    assert stored.updated_at == client.updated_at + timedelta(seconds=1)
    assert stored.created_at == client.created_at
    assert practice.portal("ACME").client() == stored


def test_a_stale_change_is_refused_and_nothing_is_written(practice: Practice, opened: Opener) -> None:
    other = opened()
    mine = practice.portal("ACME").client()
    with other.transaction("rename") as tx:
        tx.put(replace(mine, name="Theirs"))
    with pytest.raises(Stale, match="changed since"), practice.transaction("rename") as tx:
        tx.put(replace(mine, name="Mine"))
    assert practice.portal("ACME").client().name == "Theirs"


def test_two_puts_of_one_document_in_a_transaction_are_one_change(practice: Practice) -> None:
    with practice.transaction("twice") as tx:
        first = tx.put(replace(practice.portal("ACME").client(), name="One"))
        second = tx.put(replace(first, name="Two"))
    assert (second.rev, practice.portal("ACME").client().name) == (2, "Two")
    assert practice.portal("ACME").client().rev == 2


def test_an_exception_discards_and_an_unchanged_value_is_no_change(practice: Practice) -> None:
    before = practice.undo_label()
    changed = replace(practice.portal("ACME").client(), name="Never")

    def fail_half_way() -> None:
        with practice.transaction("bad") as tx:
            tx.put(changed)
            tx.put_in("NOBODY", an_agreement())

    with pytest.raises(NotFound):
        fail_half_way()
    with practice.transaction("same") as tx:
        tx.put(practice.portal("ACME").client())
    assert practice.portal("ACME").client().name == "Acme Robotics"
    assert practice.undo_label() == before
    assert practice.portal("ACME").client().rev == 1


def test_a_transaction_within_a_transaction_is_a_mistake(practice: Practice) -> None:
    with (
        pytest.raises(RuntimeError),
        practice.transaction("outer"),
        practice.transaction("inner"),
    ):
        pass
    with practice.transaction("after"):
        pass


@pytest.mark.parametrize("code", ["acme", "A", "A/B", "..", "CON", "LPT1", "TOOLONGCODE", "ÄB", ""])
def test_a_code_that_cannot_name_a_folder_is_refused(practice: Practice, code: str, root: Path) -> None:
    with pytest.raises(Refused), practice.transaction("add") as tx:
        tx.put(Client(id=code, name="x"))
    assert sorted(child.name for child in (root / "clients").iterdir()) == ["ACME", "BETA"]


def test_a_value_cannot_be_put_into_somebody_elses_portal(practice: Practice) -> None:
    with pytest.raises(Refused, match="belongs to ACME"), practice.transaction("x") as tx:
        tx.put_in("BETA", an_entry())
    with pytest.raises(NotFound, match="no client GAMMA"), practice.transaction("x") as tx:
        tx.put_in("GAMMA", an_agreement())
    with pytest.raises(Refused, match="exactly one"), practice.transaction("x") as tx:
        tx.put(replace(an_entry(), client=None))


def test_a_naive_instant_is_refused(practice: Practice) -> None:
    with pytest.raises(Refused, match="time zone"), practice.transaction("x") as tx:
        tx.put(replace(an_entry(), end=datetime(2026, 11, 24, 12)))  # noqa: DTZ001 - the very mistake


def test_an_unknown_code_names_the_near_ones(practice: Practice) -> None:
    with pytest.raises(NotFound, match="did you mean ACME"):
        practice.portal("ACNE")


def test_the_running_entry_and_one_timer_over_the_practice(
    practice: Practice, ids: Ids, opened: Opener
) -> None:
    entry = start(practice, "ACME", "2026-11-24 13:00", ids())
    assert practice.portal("ACME").running() == entry
    assert opened().portal("ACME").running() == entry
    with pytest.raises(Refused, match="ACME already"):
        start(practice, "BETA", "2026-11-24 14:00", ids())
    with practice.transaction("stop") as tx:
        tx.put(replace(entry, end=at("2026-11-24 14:00")))
    practice.close()
    assert practice.portal("ACME").running() is None
    assert opened().portal("ACME").running() is None


def test_a_switch_over_two_portals_is_one_undo(practice: Practice, ids: Ids, opened: Opener) -> None:
    first = start(practice, "ACME", "2026-11-24 13:00", ids())
    with practice.transaction("switch to BETA") as tx:
        tx.put(replace(first, end=at("2026-11-24 14:00")))
        second = tx.put(an_entry("2026-11-24 14:00", None, id=ids(), client="BETA"))
    other = opened()
    assert (other.portal("ACME").running(), other.portal("BETA").running()) == (None, second)
    assert other.undo() == "switch to BETA"
    practice.catch_up()
    running = practice.portal("ACME").running()
    assert running is not None
    assert (running.start, running.rev, practice.portal("BETA").running()) == (first.start, 3, None)
    assert practice.redo() == "switch to BETA"
    assert opened().portal("BETA").running() is not None
    assert practice.history(1)[0].codes == ("ACME", "BETA")


def test_an_entry_that_goes_to_another_month_moves_its_shard(
    practice: Practice, root: Path, opened: Opener
) -> None:
    with practice.transaction("add") as tx:
        entry = tx.put(an_entry())
    with practice.transaction("move") as tx:
        moved = tx.put(replace(entry, start=at("2026-10-31 22:30"), end=at("2026-10-31 22:45")))
    practice.close()
    assert moved.rev == 2
    files = {path.name for path in (root / "clients/ACME/time").glob("20*.json")}
    # 23:30 in Berlin is still October there.
    assert files == {"2026-10.json", "2026-11.json"}
    assert opened().portal("ACME").entry(entry.id) == moved
    assert practice.undo() == "move"
    assert practice.portal("ACME").entries(at("2026-10-01 00:00"), at("2026-11-01 00:00")) == ()
    back = practice.portal("ACME").entry(entry.id)
    assert (back.start, back.rev) == (entry.start, 3)
    practice.redo()
    assert [one.rev for one in practice.portal("ACME").latest(5)] == [4]


def test_the_shard_is_that_of_the_local_month(practice: Practice, root: Path) -> None:
    with practice.transaction("add") as tx:
        tx.put(an_entry("2026-11-30 23:30", "2026-12-01 00:30"))
    practice.close()
    assert (root / "clients/ACME/time/2026-12.json").exists()


def test_entries_that_touch_a_span(practice: Practice, ids: Ids) -> None:
    with practice.transaction("add") as tx:
        long = tx.put(an_entry("2026-09-15 08:00", "2026-11-24 08:30", id=ids()))
        short = tx.put(an_entry("2026-11-24 09:00", "2026-11-24 10:00", id=ids()))
        tx.put(an_entry("2026-11-24 12:00", "2026-11-24 13:00", id=ids()))
    portal = practice.portal("ACME")
    assert portal.entries(at("2026-11-24 08:00"), at("2026-11-24 12:00")) == (long, short)
    assert portal.entries(at("2026-11-24 08:30"), at("2026-11-24 09:00")) == ()
    practice.close()
    assert portal.entries(at("2026-11-24 08:00"), at("2026-11-24 12:00")) == (long, short)
    assert [one.id for one in portal.latest(2)][1] == short.id


def test_an_id_may_be_cut_but_not_be_ambiguous(practice: Practice, ids: Ids) -> None:
    with practice.transaction("add") as tx:
        for _ in range(3):
            tx.put(a_deliverable(id=ids()))
    portal = practice.portal("ACME")
    found = portal.deliverables()[0]
    assert portal.deliverable(found.id[:8]) == found
    with pytest.raises(NotFound) as trouble:
        portal.deliverable("0000")
    assert trouble.value.several
    with pytest.raises(NotFound):
        portal.deliverable("ffff")
    with pytest.raises(NotFound):
        portal.deliverable("")


def test_deleting_makes_a_tombstone(practice: Practice, clock: FixedClock) -> None:
    with practice.transaction("add") as tx:
        value = tx.put(a_deliverable())
        entry = tx.put(an_entry())
    clock.forward(hours=1)
    with practice.transaction("delete") as tx:
        tx.delete("ACME", value)
        tx.delete("ACME", entry)
    portal = practice.portal("ACME")
    assert portal.deliverables() == ()
    assert portal.latest(5) == ()
    assert [dead.id for dead in portal.tombstones(Deliverable, clock())] == [value.id]
    assert [dead.id for dead in portal.tombstones(Entry, clock())] == [entry.id]
    assert portal.tombstones(Deliverable, clock() + timedelta(seconds=1)) == ()
    practice.undo()
    assert portal.deliverables()[0].rev == 3
    with pytest.raises(NotFound, match="never saved"), practice.transaction("x") as tx:
        tx.delete("ACME", a_deliverable(id="c" * 32))


def test_closing_moves_the_folder_and_undo_moves_it_back(
    practice: Practice, root: Path, opened: Opener
) -> None:
    other = opened()
    with practice.transaction("close ACME") as tx:
        tx.put(replace(practice.portal("ACME").client(), status=ClientStatus.CLOSED))
    assert (root / "closed/ACME/portal.json").exists() or (root / "closed/ACME/journal").exists()
    assert not (root / "clients/ACME").exists()
    assert (practice.codes(), practice.closed_codes()) == (("BETA",), ("ACME",))
    assert practice.portal("ACME").closed
    assert other.catch_up() == {"ACME"}
    assert (other.codes(), other.closed_codes()) == (("BETA",), ("ACME",))
    assert other.undo() == "close ACME"
    assert practice.catch_up() == {"ACME"}
    assert practice.codes() == ("ACME", "BETA")
    assert opened().codes() == ("ACME", "BETA")


def test_an_undone_client_is_not_listed_and_may_be_added_again(practice: Practice, opened: Opener) -> None:
    practice.undo()
    assert practice.codes() == ("ACME",)
    with pytest.raises(NotFound):
        practice.portal("BETA")
    with practice.transaction("add BETA again") as tx:
        tx.put(a_client("BETA", name="New"))
    assert opened().portal("BETA").client().name == "New"
    practice.undo()
    assert opened().codes() == ("ACME",)


def test_the_agreement_in_force(practice: Practice, ids: Ids) -> None:
    with practice.transaction("renew") as tx:
        tx.put_in("ACME", an_agreement(id=ids(), effective_from=date(2026, 6, 1), amount=Decimal("30.5")))
    portal = practice.portal("ACME")
    assert portal.agreement_on(date(2025, 12, 31)) is None
    old, new = portal.agreement_on(date(2026, 5, 31)), portal.agreement_on(date(2026, 6, 1))
    assert old
    assert new
    assert (old.amount, new.amount) == (Decimal(24), Decimal("30.5"))


def test_another_process_is_noticed_cheaply(practice: Practice, opened: Opener, ids: Ids) -> None:
    other = opened()
    assert other.catch_up() == frozenset()
    with practice.transaction("settings") as tx:
        tx.put(Settings(zone="Europe/Berlin"))
    with practice.transaction("add") as tx:
        tx.put(an_entry(id=ids()))
    with practice.transaction("add GAMMA") as tx:
        tx.put(a_client("GAMMA"))
    before = other.portal("BETA").generation
    assert other.catch_up() == {None, "ACME", "GAMMA"}
    assert other.catch_up() == frozenset()
    assert other.settings().zone == "Europe/Berlin"
    assert len(other.portal("ACME").latest(5)) == 1
    assert other.portal("BETA").generation == before


def test_what_a_transaction_catches_up_is_told_by_the_next_look(
    practice: Practice, opened: Opener, ids: Ids
) -> None:
    other = opened()
    with practice.transaction("add") as tx:
        tx.put(an_entry(id=ids()))
    with other.transaction("add") as tx:
        tx.put(an_entry(id=ids(), client="BETA"))
    assert other.catch_up() == {"ACME"}


def test_stock_tinydb_opens_the_files_and_a_document_is_a_line(
    practice: Practice, root: Path, ids: Ids
) -> None:
    with practice.transaction("add") as tx:
        for _ in range(3):
            tx.put(an_entry(id=ids()))
    practice.close()
    path = root / "clients/ACME/time/2026-11.json"
    with TinyDB(path) as stock:
        assert stock.tables() == {"meta", "entries"}
    lines = path.read_text().splitlines()
    assert sum(line.startswith('"0000') for line in lines) == 3


def test_unknown_fields_and_tables_survive(practice: Practice, root: Path, opened: Opener) -> None:
    practice.close()
    path = root / "clients/ACME/portal.json"
    text = path.read_text()
    cut = text.index(',"sum":"')
    text = text[:cut] + text[cut + len(',"sum":"00000000"') :]
    text = text.replace('"name":"Acme Robotics"', '"name":"Acme Robotics","shoe_size":47')
    path.write_text(text.rstrip()[:-1] + ',"later":{"x":{"id":"x"}}}')
    again = opened()
    assert again.damage() == ()
    with again.transaction("rename") as tx:
        tx.put(replace(again.portal("ACME").client(), name="New"))
    again.close()
    assert '"shoe_size":47' in path.read_text()
    assert '"later"' in path.read_text()
    assert opened().portal("ACME").client().name == "New"


def test_the_heartbeat(practice: Practice, clock: FixedClock, root: Path) -> None:
    assert last(str(root)) is None
    practice.touch_heartbeat()
    assert last(str(root)) == clock().astimezone(UTC)
    clock.forward(minutes=1)
    practice.touch_heartbeat()
    assert last(str(root)) == clock()
    assert (root / "heartbeat").stat().st_size == 0


def test_another_process_that_keeps_the_lock_is_waited_for_only_so_long(
    practice: Practice, opened: Opener
) -> None:
    other = opened()
    with (
        practice.transaction("long"),
        pytest.raises(StorageTrouble, match="another fractui"),
        other.transaction("short"),
    ):
        pass
    with other.transaction("later") as tx:
        tx.put(a_deliverable())


def test_what_is_owed_is_found_without_decoding_what_was_delivered(practice: Practice, ids: Ids) -> None:
    late, soon = (a_deliverable(id=ids(), title=title) for title in ("Late", "Soon"))
    with practice.transaction("owe") as tx:
        tx.put(replace(late, due=date(2026, 11, 1)))
        soon = tx.put(replace(soon, due=date(2026, 12, 1)))
        done = tx.put(a_deliverable(id=ids(), status=Status.DELIVERED))
        gone = tx.put(a_deliverable(id=ids()))
    portal = practice.portal("ACME")
    with practice.transaction("delete") as tx:
        tx.delete("ACME", gone)
    assert [each.title for each in portal.owed()] == ["Late", "Soon"]
    assert done in portal.deliverables()
    assert done not in portal.owed()
    with practice.transaction("deliver") as tx:
        tx.put(replace(soon, status=Status.DELIVERED))
    assert [each.title for each in portal.owed()] == ["Late"]
    portal.files.raw("portal", "deliverables")[done.id]["due"] = "never"
    again = type(portal)(portal.files)
    assert [each.title for each in again.owed()] == ["Late"]
    with pytest.raises(Damaged, match="due"):
        again.deliverables()
