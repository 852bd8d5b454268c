"""The form of a deliverable says how its document will be called."""

from __future__ import annotations

from datetime import date

from fractui.core.deliverable import Deliverable
from fractui.core.naming import FileName
from fractui.ui.dialogs.form import Check
from fractui.ui.dialogs.setting import Setting
from fractui.ui.dialogs.work_forms import deliverable_fields
from tests.fakes import FixedClock

TODAY = date(2026, 11, 24)
SETTING = Setting(FixedClock()(), "Europe/Berlin", TODAY, ("ACME",))
TAKEN = (FileName(date(2026, 11, 30), "BoardPack", "ACME", 1),)


def checks_of(old: Deliverable | None = None) -> dict[str, Check]:
    fields = deliverable_fields(SETTING, "ACME", old, (), TAKEN)
    return {field.name: field.check for field in fields if field.check is not None}


def test_it_is_named_for_the_day_on_which_it_is_due_once_that_is_known() -> None:
    check = checks_of()
    assert check["type"]("board pack") == "named …_BoardPack_ACME_v1"
    check["title"]("Board pack: Berlin")
    assert check["due"]("2026-11-27") == "Fri 27 Nov, in 3 days"
    assert check["type"]("board pack") == "named 2026-11-27_BoardPack_ACME_v1"


def test_a_second_one_of_its_type_and_day_is_told_apart_by_its_title() -> None:
    check = checks_of()
    check["title"]("Board pack: Berlin")
    check["due"]("2026-11-30")
    assert check["type"]("BoardPack") == "named 2026-11-30_BoardPackBerlin_ACME_v1"


def test_one_that_is_there_keeps_its_rhythms_day_and_its_version() -> None:
    old = Deliverable(
        id="1" * 32,
        client="ACME",
        title="Board pack",
        type="BoardPack",
        due=date(2026, 12, 1),
        nominal_due=date(2026, 11, 30),
        version=3,
        status_since=FixedClock()(),
    )
    assert checks_of(old)["type"]("BoardPack") == "named 2026-11-30_BoardPack2_ACME_v3"
