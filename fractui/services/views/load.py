"""What the weeks ahead hold: planned, tracked and agreed, by client, week and day."""

from __future__ import annotations

from datetime import date

from fractui.core.load import Strain, WeekLoad
from fractui.core.value import value


@value
class LoadRow:
    """One client (``code`` empty: own time) over the weeks: planned and tracked seconds, both by day and by week.

    ``committed_s`` is a week's share of the commitment and ``ceiling_s`` the most that its week should have; 0 for none.
    """

    code: str
    name: str
    color: str
    days: tuple[int, ...]
    planned: tuple[int, ...]
    tracked: tuple[int, ...]
    committed_s: int
    ceiling_s: int


@value
class Fallen:
    """Something that falls into time off and is not decided on: a block's instance or a due date (row 002-30).

    ``key`` is its item; ``kind`` is ``block`` or ``due``.
    """

    kind: str
    key: str
    code: str
    color: str
    title: str
    day: date
    leave_id: str
    leave: str
    cover: str


@value
class LoadView:
    """The weeks from ``monday`` on, for all clients.

    ``weeks`` say what each holds and has, ``rows`` whose it is, ``off`` the days on which nobody works with what they are called,
    ``strains`` what needs a thought, the worst first, ``fallen`` what falls into time off.
    """

    today: date
    monday: date
    weeks: tuple[WeekLoad, ...]
    rows: tuple[LoadRow, ...]
    strains: tuple[Strain, ...]
    off: tuple[tuple[date, str], ...] = ()
    fallen: tuple[Fallen, ...] = ()
    week_ceiling_s: int = 0

    def total_on(self, day: int) -> int:
        """Planned seconds of everybody on a day, counted from ``monday``."""
        return sum(row.days[day] for row in self.rows)
