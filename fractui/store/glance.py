"""The timer at a glance, for ``fractui status``: a prompt or status bar asks every few seconds, so nothing heavy is imported."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from fractui.store.lean import client_of, entries_of, read, settled_folders, shards, sums_since
from fractui.store.quick_json import loads
from fractui.store.totals import zone_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, tzinfo
    from typing import Any

_SECOND = timedelta(seconds=1)


def glance(root: str | os.PathLike[str], now: datetime) -> dict[str, Any] | None:
    """What ``fractui status --json`` prints, and the running client's ``name`` and ``color``; None where the store has to be opened.

    ``running`` is the running entry or None, ``elapsed_s`` its seconds, ``today_s`` and ``week_s`` those of everyone's entries since
    midnight and since Monday in the user's zone, the running one among them. None when a journal is ahead of its files, a file
    cannot be read, or two entries run.
    """
    root = os.fspath(root)
    now = now.astimezone(UTC).replace(microsecond=0)
    places = settled_folders(root)
    if places is None:
        return _nothing() if not os.path.lexists(f"{root}/lock") else None
    try:
        zone_name = _zone(root)
        week = _Week(now, zone_of(zone_name), zone_name)
        running = [(folder, raw) for _, folder in places for raw in _running(folder)]
        if len(running) > 1:
            return None
        for _, folder in places:
            week.add(folder)
        state = _nothing()
        if running:
            folder, raw = running[0]
            start = datetime.fromisoformat(raw["start"])
            week.add_span(start, max(now, start))
            state["running"] = _entry(raw, now, start)
            state["elapsed_s"] = state["running"]["duration_s"]
            state["name"], state["color"] = _looks(folder, raw.get("client"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    state["today_s"], state["week_s"] = week.today_s, week.week_s
    return state


def _nothing() -> dict[str, Any]:
    return {"running": None, "elapsed_s": 0, "today_s": 0, "week_s": 0, "name": "", "color": ""}


def _zone(root: str) -> str:
    try:
        practice = loads(read(f"{root}/practice.json"))
    except FileNotFoundError:
        return "UTC"
    settings = practice.get("settings", {}).get("settings", {})
    return str(settings.get("zone", "UTC")) if "deleted_at" not in settings else "UTC"


def _running(folder: str) -> list[dict[str, Any]]:
    try:
        return list(loads(read(f"{folder}/time/running.json")).get("running", {}).values())
    except FileNotFoundError:
        if shards(folder):
            raise
        return []


def _looks(folder: str, code: str | None) -> tuple[str, str]:
    """The client's name and colour."""
    if code is None:
        return "", ""
    client = client_of(folder, code)
    return str(client["name"]), str(client.get("color", "steelblue"))


def _entry(raw: dict[str, Any], now: datetime, start: datetime) -> dict[str, Any]:
    return {
        "id": raw["id"],
        "client": raw.get("client"),
        "bucket": raw.get("bucket"),
        "start": raw["start"],
        "end": None,
        "duration_s": max(0, (now - start) // _SECOND),
        "zone": raw.get("zone", "UTC"),
        "category": raw.get("category"),
        "note": raw.get("note", ""),
        "deliverable": raw.get("deliverable"),
        "tags": list(raw.get("tags", ())),
        "source": raw.get("source", "timer"),
        "timed": True,
    }


class _Week:
    """Seconds of today and of this week in the user's zone."""

    def __init__(self, now: datetime, zone: tzinfo, name: str) -> None:
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        self._name = name
        self._today, self._monday = today.isoformat(), monday.isoformat()
        self._day_start, self._start = _midnight(today, zone), _midnight(monday, zone)
        self._end = max(now, self._day_start) + timedelta(days=1)
        self.today_s = 0
        self.week_s = 0

    def add(self, folder: str) -> None:
        """Count a portal's closed entries, from its sums where these are by days of the user's zone."""
        since = self._start.strftime("%Y-%m-%dT%H:%M:%SZ")
        last = (self._end + timedelta(days=1)).strftime("%Y-%m")
        for month, sums in sums_since(folder, since, last):
            if sums["zones"] in ([], [self._name]):
                self._add_days(sums["days"])
            elif sums["until"] > since:
                for raw in entries_of(folder, month):
                    if raw.get("end") is not None and raw.get("deleted_at") is None:
                        self._add_entry(raw)

    def _add_entry(self, raw: dict[str, Any]) -> None:
        """Count a closed entry; one without clock times on its own day, wherever that lies."""
        start, end = datetime.fromisoformat(raw["start"]), datetime.fromisoformat(raw["end"])
        if raw.get("timed", True):
            self.add_span(start, end)
        else:
            day = start.astimezone(zone_of(raw.get("zone", "UTC"))).date().isoformat()
            self._add_days({day: {"": (end - start) // _SECOND}})

    def _add_days(self, days: dict[str, dict[str, int]]) -> None:
        for day, kinds in days.items():
            if self._monday <= day <= self._today:
                seconds = sum(kinds.values())
                self.week_s += seconds
                if day == self._today:
                    self.today_s += seconds

    def add_span(self, start: datetime, end: datetime) -> None:
        """Count the time between two instants."""
        end = min(end, self._end)
        self.week_s += max(0, (end - max(start, self._start)) // _SECOND)
        self.today_s += max(0, (end - max(start, self._day_start)) // _SECOND)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
