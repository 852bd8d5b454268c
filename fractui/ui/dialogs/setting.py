"""What forms need to know of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fractui.core.entry import Bucket


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form needs to know of the world: the present, the user's zone and day, and the clients there are."""

    now: datetime
    zone: str
    today: date
    codes: tuple[str, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose time an entry may be."""
        return (*self.codes, *(bucket.value for bucket in Bucket))


def written_day(day: date | None) -> str:
    """The day as a field shows it, empty for none."""
    return day.isoformat() if day else ""
