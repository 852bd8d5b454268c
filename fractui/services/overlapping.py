"""Overlaps before they happen: what is in the way, and what each choice would make of it (pains 8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from fractui.core.entry import Entry
from fractui.core.errors import Refused
from fractui.core.overlap import OnOverlap, Place, in_the_way, place
from fractui.core.timeline import length
from fractui.core.zones import local
from fractui.services.views.overlap import Fate, OverlapChoice, OverlapRow, Overlaps, OverlapView
from fractui.store.practice import Practice

OFFERED = (
    OnOverlap.TRIM_EARLIER,
    OnOverlap.TRIM_LATER,
    OnOverlap.SPLIT,
    OnOverlap.KEEP,
    OnOverlap.TRIM,
)
"""The choices in the order in which they are offered."""

Changed = tuple[Entry, tuple[Entry, ...]]
"""An entry as it is, and what becomes of it."""


class _Picture:
    """Draws entries as rows; ``was`` is the wanted entry before, None for a new one."""

    def __init__(self, practice: Practice, wanted: Entry, was: Entry | None, now: datetime) -> None:
        self._practice = practice
        self._zone = practice.settings().zone
        self._wanted = wanted
        self._was = was
        self._now = now
        self._colors: dict[str, str] = {}

    def row(self, entry: Entry, fate: Fate = Fate.SAME, *, wanted: bool = False) -> OverlapRow:
        return OverlapRow(
            id=entry.id if entry.rev else "",
            who=entry.who,
            color=self._color(entry.client),
            start=local(entry.start, self._zone),
            end=None if entry.end is None else local(entry.end, self._zone),
            seconds=length(entry, self._now),
            note=entry.note,
            wanted=wanted,
            fate=fate,
        )

    def before(self, others: Iterable[Entry]) -> tuple[OverlapRow, ...]:
        rows = [self.row(each) for each in others]
        if self._was is not None:
            rows.append(self.row(self._was, wanted=True))
        return _sorted(rows)

    def after(
        self, placed: Place, others: Iterable[Entry], along: Iterable[Changed]
    ) -> tuple[OverlapRow, ...]:
        fate = Fate.NEW if self._was is None else Fate.CHANGED
        if len(placed.wanted) > 1:
            fate = Fate.SPLIT
        rows = [self.row(each, fate, wanted=True) for each in placed.wanted]
        moved = (*placed.others, *along)
        for _, parts in moved:
            rows += [self.row(each, Fate.SPLIT if len(parts) > 1 else Fate.CHANGED) for each in parts]
        gone = {old.id for old, _ in moved}
        rows += [self.row(each) for each in others if each.id not in gone]
        return _sorted(rows)

    def wanted(self) -> OverlapRow:
        return self.row(self._wanted, Fate.NEW if self._was is None else Fate.CHANGED, wanted=True)

    def _color(self, code: str | None) -> str:
        if code is None:
            return ""
        if code not in self._colors:
            self._colors[code] = self._practice.portal(code).client().color
        return self._colors[code]


def overlaps(
    practice: Practice,
    wanted: Entry,
    others: Sequence[Entry],
    now: datetime,
    *,
    was: Entry | None = None,
    along: Sequence[Changed] = (),
    field: str = "on_overlap",
) -> Overlaps:
    """The refusal of a change that would make ``wanted`` share time with the ``others``, with what can be done.

    ``was`` is the wanted entry before an edit, ``along`` what changes together with it whatever is chosen, such as
    the timer that a switch stops. ``field`` is where a dialog points.
    """
    picture = _Picture(practice, wanted, was, now)
    choices: list[OverlapChoice] = []
    for how in OFFERED:
        try:
            placed = place(wanted, others, how, now)
        except Refused as error:
            choices.append(OverlapChoice(how.value, why_not=error.sentence))
            continue
        rows = picture.after(placed, others, along)
        same = [each.how for each in choices if each.rows == rows]
        choices.append(OverlapChoice(how.value, rows, like=same[0] if same else ""))
    view = OverlapView(
        zone=practice.settings().zone,
        now=now,
        wanted=picture.wanted(),
        before=picture.before([*others, *(old for old, _ in along)]),
        choices=tuple(choices),
    )
    return Overlaps(field, in_the_way(others, now), view)


def _sorted(rows: Iterable[OverlapRow]) -> tuple[OverlapRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.start, not row.wanted, row.id)))
