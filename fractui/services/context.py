"""Coming back to a client: what has changed since, how often one goes to and fro (rows 000-08, 004-13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from fractui.core.entry import Entry
from fractui.core.period import day_start, week_of
from fractui.core.settings import Settings
from fractui.core.switching import Run, figures, runs, switch_count
from fractui.core.zones import local, local_day
from fractui.services.one_line_of_time import entries_between
from fractui.services.views.workspace import ChangeRow, RunsView
from fractui.services.whose import all_portals
from fractui.store.line import Change
from fractui.store.practice import Portal, Practice
from fractui.store.since import happened_since

SETTING_UP = timedelta(minutes=10)
"""So long after a client was added it is being set up."""

_BESIDE = frozenset({"rev", "updated_at", "next_note", "next_note_at"})
"""What of a client's own document may change without anything to tell: the line left behind stands above."""

_VERBS = {
    "add": "added",
    "cancel": "cancelled",
    "close": "closed",
    "delete": "deleted",
    "edit": "changed",
    "import": "imported",
    "join": "joined",
    "keep": "kept",
    "move": "moved",
    "plan": "planned",
    "reopen": "reopened",
    "restore": "restored",
    "skip": "skipped",
    "promise": "promised",
}
"""How what is about to be done is told once it was done."""


def told(label: str, code: str) -> str:
    """A change's label as it is told afterwards, to somebody who knows which client is meant.

    ``move Board pack to in review`` was ``moved Board pack to in review``.
    """
    verb, _, rest = label.partition(" ")
    if rest == code:
        rest = "the client or its terms"
    for tail in (f" for {code}", f" to {code}"):
        rest = rest.removesuffix(tail)
    return f"{_VERBS.get(verb, verb)} {rest.removeprefix(f'{code}: ')}".rstrip()


def news_from(portal: Portal, left: datetime) -> datetime:
    """From when on a change is news to somebody who left at ``left``: what was written down while the client was being set up is not."""
    made = portal.client().created_at
    return max(left, made + SETTING_UP) if made is not None else left


def last_left(portal: Portal) -> datetime | None:
    """When one was on this client last: the end of its newest closed entry; None when it has none."""
    return max((each.end for each in portal.latest(2) if each.end is not None), default=None)


def changes_since(portal: Portal, since: datetime, zone: str) -> tuple[ChangeRow, ...]:
    """What changed about the client after ``since``, by whom ever, the newest first; tracking time is no such change."""
    return tuple(
        ChangeRow(local(each.at, zone), told(each.label, portal.code or ""))
        for each in happened_since(portal, news_from(portal, since), _is_worth_telling)
    )


def _is_worth_telling(change: Change) -> bool:
    if change.table == "entries":
        return False
    if change.table != "client" or change.before is None or change.after is None:
        return True
    return _content(change.before) != _content(change.after)


def _content(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in raw.items() if name not in _BESIDE}


class Switching:
    """This week's runs, read anew only where a portal has changed or a minute has passed."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._known: tuple[object, tuple[Run, ...], tuple[Run, ...]] | None = None

    def view(self, code: str, now: datetime, settings: Settings) -> RunsView:
        """Today's switches, and the client's runs of today and of this week in the user's zone; what runs counts up to now."""
        today, week = self._runs(now, settings)
        return RunsView(
            switches_today=switch_count(today),
            switches_week=switch_count(week),
            today=figures(today, code),
            week=figures(week, code),
        )

    def _runs(self, now: datetime, settings: Settings) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        generations = tuple((each.code, each.generation) for each in all_portals(self._practice))
        key = (generations, now.replace(second=0, microsecond=0), settings.zone)
        if self._known is None or self._known[0] != key:
            self._known = (key, *self._read(now, settings.zone))
        return self._known[1], self._known[2]

    def _read(self, now: datetime, zone: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        day = local_day(now, zone)
        return runs_of(self._practice, day, day, now, zone), runs_of(
            self._practice, week_of(day).start or day, day, now, zone
        )


def runs_of(practice: Practice, first: date, last: date, now: datetime, zone: str) -> tuple[Run, ...]:
    """Everybody's runs from the day ``first`` to ``last``, both included, in the zone's days."""
    start, end = day_start(first, zone), day_start(last + timedelta(days=1), zone)
    found: tuple[Entry, ...] = entries_between(practice, start, end)
    return runs(found, start, end, now)
