"""Older data are brought up to date after a backup, whole or not at all; the one step is made up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fractui.core.errors import Damaged, Refused
from fractui.core.settings import Settings
from fractui.store.migrations import Migrations
from fractui.store.practice import Practice
from tests.builders import a_deliverable, an_entry
from tests.fakes import FixedClock, Ids


def louder(table: str, raw: dict[str, object]) -> dict[str, object]:
    """Schema 2 writes titles in capitals."""
    return raw | {"title": str(raw["title"]).upper()} if table == "deliverables" else raw


NEXT = Migrations(2, {1: louder})


@pytest.fixture
def old(practice: Practice) -> Practice:
    """A practice of schema 1 with a deliverable and a running entry."""
    with practice.transaction("add") as tx:
        tx.put(a_deliverable())
        tx.put(an_entry(end=None))
        tx.put(Settings(zone="Europe/Berlin"))
    return practice


def schemas(root: Path) -> set[str]:
    names = [path for path in root.rglob("*.json") if path.name not in ("checkpoint.json", "totals.json")]
    return {path.read_text()[:35].partition('"schema":')[2][0] for path in names}


@pytest.mark.parametrize("settled", [True, False])
def test_older_data_are_brought_up_after_a_backup(
    settled: bool, old: Practice, root: Path, clock: FixedClock, ids: Ids
) -> None:
    if settled:
        old.close()
    again = Practice.open(root, clock, ids, migrations=NEXT)
    assert again.damage() == ()
    assert again.portal("ACME").deliverables()[0].title == "BOARD PACK"
    assert again.portal("ACME").running()
    assert schemas(root) == {"2"}
    if settled:
        assert (root / "backups/ACME/2026-11-24-before-migration.zip").exists()
        with pytest.raises(Refused, match="before the data were brought up to date"):
            again.undo()
    with pytest.raises(Damaged, match="use the newer fractui"):
        Practice.open(root, clock, ids)


def test_a_crash_in_the_middle_goes_on_at_the_next_opening(
    old: Practice, root: Path, clock: FixedClock, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.close()
    real = os.replace
    for allowed in range(12):
        left = [allowed]

        def some(source: str, target: str, left: list[int] = left) -> None:
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            real(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", some)
            try:
                Practice.open(root, clock, ids, migrations=NEXT)
            except KeyboardInterrupt:
                continue
        break
    again = Practice.open(root, clock, ids, migrations=NEXT)
    assert again.damage() == ()
    assert again.portal("ACME").deliverables()[0].title == "BOARD PACK"
    assert schemas(root) == {"2"}


def test_migrating_twice_is_once(old: Practice, root: Path, clock: FixedClock, ids: Ids) -> None:
    old.close()
    Practice.open(root, clock, ids, migrations=NEXT)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    Practice.open(root, clock, ids, migrations=NEXT)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_without_a_step_there_is_no_way() -> None:
    with pytest.raises(Damaged, match="no way from schema 1"):
        Migrations(3, {2: louder}).document("deliverables", {"title": "x"}, 1, "f")
