"""The practice's settings."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

from fractui.core.errors import FieldRefused, Stale
from fractui.services.tuning import Tuning
from fractui.store.practice import Practice
from tests.fakes import FixedClock, Ids


@pytest.fixture
def tuning(tmp_path: Path) -> Tuning:
    return Tuning(Practice.open(tmp_path, FixedClock(), Ids(), home_zone=lambda: "Europe/Berlin"))


def test_without_settings_the_home_zone_is_the_system_s(tuning: Tuning) -> None:
    assert tuning.show().zone == "Europe/Berlin"


def test_what_is_set_stays_and_the_rest_as_it_was(tuning: Tuning) -> None:
    tuning.edit(zone="asia/tokyo", rates={"eur": Decimal("1.08")})
    shown = tuning.show()
    assert (shown.zone, shown.rates, shown.work_from) == ("Asia/Tokyo", {"EUR": Decimal("1.08")}, time(9))


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Olympus"},
        {"currency": "dollars"},
        {"rates": {"EUR": Decimal(0)}},
        {"work_to": time(8)},
        {"work_days": ()},
        {"capacity_low": 80},
        {"concentration_alarm": 101},
    ],
)
def test_what_cannot_be_is_refused_by_its_name(tuning: Tuning, wrong: dict[str, object]) -> None:
    with pytest.raises(FieldRefused):
        tuning.edit(**wrong)  # type: ignore[arg-type]


def test_a_change_made_meanwhile_is_not_written_over(tuning: Tuning) -> None:
    seen = tuning.edit(week_hours=38)
    tuning.edit(week_hours=35)
    with pytest.raises(Stale):
        tuning.edit(rev=seen.rev, week_hours=40)
