"""The process is gone at any call of an import that changes a file: afterwards all of it is there, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.errors import StorageTrouble
from fractui.core.intake import Intake
from fractui.services.importing import Importing
from fractui.store.practice import Practice
from tests.builders import a_client, at
from tests.fakes import FixedClock, Ids
from tests.services.test_services_importing import toggl
from tests.store.test_store_recovery import Crash, Faults, faults

__all__ = ["faults"]

ROWS = toggl(
    "ACME|||one|2026-10-20 09:00|11:00|",
    "ACME|||two|2026-11-20 10:00|12:00|",
    "Beta Foods|||three|2026-11-20 12:00|13:00|",
    "bd|||four|2026-11-20 13:00|14:00|",
)
ALL = 4


def opened(root: Path, clock: FixedClock, ids: Ids) -> Practice:
    return Practice.open(root, clock, ids, lock_wait=0.2)


def prepared(root: Path) -> tuple[Practice, FixedClock, Ids]:
    clock, ids = FixedClock(), Ids()
    practice = opened(root, clock, ids)
    with practice.transaction("add") as tx:
        for code in ("ACME", "BETA"):
            tx.put(a_client(code, name="Beta Foods" if code == "BETA" else "Acme Robotics"))
    practice.close()
    return practice, clock, ids


def take(practice: Practice, path: Path) -> None:
    service = Importing(practice)
    service.take(service.judge(service.gather(str(path), "toggl", "UTC"), {"Beta Foods": "BETA"}))


def there(practice: Practice) -> tuple[int, int]:
    """How many entries there are, and how many memories of an import."""
    early, late = at("2020-01-01 00:00"), at("2030-01-01 00:00")
    portals = [*(practice.portal(code) for code in practice.codes()), practice.own]
    return sum(len(p.entries(early, late)) for p in portals), len(practice.own.documents(Intake))


def test_a_crash_at_every_call_leaves_all_of_an_import_or_nothing(tmp_path: Path, faults: Faults) -> None:
    path = tmp_path / "time.csv"
    path.write_text(ROWS)
    seen = set()
    for number in range(1, 400):
        root = tmp_path / str(number)
        practice, clock, ids = prepared(root)
        faults.arm(number, Crash())
        acknowledged = False
        try:
            take(practice, path)
            acknowledged = True
            practice.close()
        except Crash:
            pass
        reached = faults.count >= number
        faults.disarm()
        again = opened(root, clock, ids)
        found = there(again)
        seen.add(found)
        assert again.damage() == (), number
        assert found in ((0, 0), (ALL, 1)), number
        assert found == (ALL, 1) or not acknowledged, number
        assert list(root.rglob(".writing-*")) == [], number
        take(again, path)
        assert there(opened(root, clock, ids)) == (ALL, 1), number
        if not reached:
            assert seen == {(0, 0), (ALL, 1)}
            return
    pytest.fail("the import never ended")


def attempt(practice: Practice, path: Path) -> str:
    """What the store says when it cannot; empty when it could."""
    try:
        take(practice, path)
    except StorageTrouble as error:
        return error.sentence
    return ""


def test_a_full_disk_at_any_call_is_a_sentence_and_all_or_nothing(tmp_path: Path, faults: Faults) -> None:
    path = tmp_path / "time.csv"
    path.write_text(ROWS)
    for number in range(1, 400):
        root = tmp_path / str(number)
        practice, clock, ids = prepared(root)
        faults.arm(number, OSError(28, "No space left on device"))
        sentence = attempt(practice, path)
        reached = faults.count >= number
        faults.disarm()
        found = there(opened(root, clock, ids))
        assert found == ((0, 0) if sentence else (ALL, 1)), number
        assert not sentence or "the disk is full" in sentence
        if not reached:
            return
    pytest.fail("the import never ended")
