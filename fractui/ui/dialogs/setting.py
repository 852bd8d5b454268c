"""What forms need to know of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fractui.core.entry import Bucket
from fractui.services.views.frame import RunningView


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form needs to know of the world: the present, the user's zone and day, the clients there are, and what runs."""

    now: datetime
    zone: str
    today: date
    codes: tuple[str, ...]
    running: RunningView | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose time an entry may be."""
        return (*self.codes, *(bucket.value for bucket in Bucket))


def written_day(day: date | None) -> str:
    """The day as a field shows it, empty for none."""
    return day.isoformat() if day else ""
