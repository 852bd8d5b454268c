"""What the mouse does to the Calendar's hours: a block is moved or stretched, or a new one is drawn over free time; no looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fractui.core.zones import zone
from fractui.services.views.agenda import AgendaDay, AgendaItem, AgendaView
from fractui.services.views.week import WeekView
from fractui.ui.widgets.agenda_lines import item_of
from fractui.ui.widgets.week_grid import MINUTES

At = tuple[date, int]
"""A place among the hours: a day, and a minute of it at which a row begins."""


@dataclass(slots=True)
class Drag:
    """Something that is held: ``what`` happens to it, the row at which it was taken, and where it stands by now.

    ``item`` is the block that is held, None for one that is being drawn. ``moved`` says that the pointer has left its row.
    """

    what: str
    item: AgendaItem | None
    taken: At
    step: int
    start: datetime
    minutes: int
    moved: bool = False

    def to(self, at: At) -> bool:
        """The pointer is on another row; whether anything looks different now."""
        before = (self.start, self.minutes)
        if self.what == "move" and self.item is not None and self.item.start is not None:
            self.start = _shifted(self.item.start, self.taken, at)
        elif self.what == "stretch":
            self.minutes = max(self.step, at[1] + self.step - _minute(self.start))
        elif self.what == "draw":
            first, last = sorted((self.taken[1], at[1]))
            self.start = self.start.replace(hour=first // 60, minute=first % 60)
            self.minutes = last + self.step - first
        changed = (self.start, self.minutes) != before
        self.moved = self.moved or changed
        return changed

    @property
    def wanted(self) -> str:
        """What is asked for: ``placed:ITEM@START@MINUTES`` or ``new:START@MINUTES``, on the user's wall clock."""
        where = f"{self.start:%Y-%m-%dT%H:%M}@{self.minutes}"
        return f"new:{where}" if self.item is None else f"placed:{item_of(self.item)}@{where}"


def drag_from(view: WeekView, item: str, at: At, step: int, *, low: bool) -> Drag | None:
    """What is held when a block or free time is taken at a row; ``low`` says that it was taken at its lower edge."""
    if item.startswith("free:"):
        day, minute = at
        start = datetime(
            day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone(view.agenda.zone)
        )
        return Drag("draw", None, at, step, start, step)
    held = next((each for day in view.agenda.days for each in day.items if item_of(each) == item), None)
    if held is None or held.start is None or held.end is None:
        return None
    minutes = int(held.end.timestamp() - held.start.timestamp()) // 60
    return Drag("stretch" if low else "move", held, at, step, held.start, minutes)


def dragged(view: WeekView, drag: Drag | None) -> WeekView:
    """The view as it would be when what is held were let go."""
    if drag is None or not drag.moved:
        return view
    end = drag.start + timedelta(minutes=drag.minutes)
    old = drag.item
    if old is None:
        new = AgendaItem(
            "block", "new", "", "", "new block", drag.start.date(), drag.start, end, False, False, "", "", 0
        )
    else:
        new = replace(old, start=drag.start, end=end)
    days = [_without(day, old) for day in view.agenda.days]
    days = [
        AgendaDay(day.day, (*day.items, new), day.planned_s) if day.day == drag.start.date() else day
        for day in days
    ]
    agenda: AgendaView = replace(view.agenda, days=tuple(days))
    return replace(view, agenda=agenda)


def _without(day: AgendaDay, item: AgendaItem | None) -> AgendaDay:
    if item is None or item not in day.items:
        return day
    return AgendaDay(day.day, tuple(each for each in day.items if each != item), day.planned_s)


def _shifted(start: datetime, taken: At, at: At) -> datetime:
    """The start moved by as many days and minutes as the pointer, within its new day."""
    minute = max(0, min(MINUTES - 15, _minute(start) + at[1] - taken[1]))
    day = start.date() + (at[0] - taken[0])
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=start.tzinfo)


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute
