"""Views of the Calendar around an imagined practice on Tue 24 Nov 2026, 14:07 in Berlin."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from fractui.core.load import Sitting, strains, week_of_sittings
from fractui.core.settings import Settings
from fractui.services.views.agenda import AgendaDay, AgendaItem, AgendaView
from fractui.services.views.load import LoadRow, LoadView
from fractui.services.views.week import LENGTHS, WEEK, DayBeside, TrackedPiece, WeekView
from tests.ui.sample_boards import CLIENTS, COLORS, TODAY, agenda, at, block, due, length

MONDAY = date(2026, 11, 23)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of a day of the week, Monday 0, in Berlin."""
    return at(hour, minute, MONDAY + timedelta(days=day))


def around(
    view: AgendaView, zoom: str = WEEK, tracked: tuple[TrackedPiece, ...] = (), leave: str = ""
) -> WeekView:
    """The Calendar of an agenda; ``leave`` is what Thursdays off are called."""
    beside = []
    for day in view.days:
        pieces = tuple(each for each in tracked if each.start.date() == day.day)
        seconds = sum(int((each.end - each.start).total_seconds()) for each in pieces if each.end)
        off = leave if day.day.weekday() == 3 else ""
        beside.append(DayBeside(pieces, seconds, off, day.day.weekday() < 5 and not off))
    return WeekView(zoom, view, tuple(beside), time(9), time(18), load(view))


def load(view: AgendaView) -> LoadView:
    """The load of four weeks that an agenda holds."""
    monday = view.start - timedelta(days=view.start.weekday())
    items = [
        item for day in view.days for item in day.items if item.start is not None and item.end is not None
    ]
    sittings = [
        Sitting(item.code, item.id, item.title, item.on, item.start.date(), item.start, item.end)
        for item in items
        if item.start is not None and item.end is not None
    ]
    settings = Settings(week_hours=30)
    weeks = tuple(
        week_of_sittings(monday + n * timedelta(days=7), sittings, settings, frozenset()) for n in range(4)
    )
    rows = []
    for code in dict.fromkeys(each.code for each in items):
        days = [0] * 28
        for each in items:
            place = ((each.start or on(0, 0)).date() - monday).days
            if each.code == code and 0 <= place < 28:
                days[place] += length(each)
        planned = tuple(sum(days[7 * n : 7 * n + 7]) for n in range(4))
        rows.append(
            LoadRow(code, code, COLORS.get(code, ""), tuple(days), planned, (0, 0, 0, 0), 6 * 3600, 9 * 3600)
        )
    return LoadView(TODAY, monday, weeks, tuple(rows), strains(weeks, sittings, {}, TODAY))


def week_of(*items: AgendaItem, zoom: str = WEEK) -> AgendaView:
    """The days of a zoom from Monday on with these items."""
    days = LENGTHS[zoom]
    shown = agenda(items, days=days + 7)
    first = TODAY if zoom == "day" else MONDAY
    by_day = {day.day: day for day in shown.days}
    early = [item for item in items if item.start is not None and item.start.date() < TODAY]
    found = []
    for n in range(days):
        day = first + timedelta(days=n)
        here = tuple(item for item in early if item.start is not None and item.start.date() == day)
        found.append(by_day.get(day) or AgendaDay(day, here, sum(map(length, here))))
    return AgendaView(None, TODAY, first, tuple(found), shown.planned, "Europe/Berlin")


def sample_week() -> WeekView:
    """A week of five clients: blocks, a clash, odd minutes, a night, due dates, tracked time, somebody else's name in Japanese."""
    items = (
        due(1, "ACME", "Board pack", 1, "in_review"),
        due(2, "BETA", "Campaign brief", 3),
        due(3, "ECHO", "Cash-flow forecast", 0),
        block(10, "ACME", "focus block", on(1, 9), 180),
        block(11, "BETA", "leadership meeting", on(0, 14), 60),
        block(12, "CYAN", "取締役会の資料と四半期報告書", on(2, 13, 15), 105),
        block(13, "DELT", "carrier call", on(3, 11), 60, conflict=True),
        block(14, "ACME", "board meeting", on(3, 11, 30), 120, conflict=True),
        block(15, "", "pipeline hour", on(4, 16), 60),
        block(16, "ECHO", "release", on(4, 20), 60),
    )
    tracked = (
        TrackedPiece("a", "ACME", COLORS["ACME"], on(1, 9, 5), on(1, 11, 40)),
        TrackedPiece("b", "admin", "", on(1, 11, 40), on(1, 12)),
        TrackedPiece("c", "BETA", COLORS["BETA"], on(1, 13), None),
    )
    return around(week_of(*items), tracked=tracked)


def crowded(count: int = 300) -> WeekView:
    """A week with so many blocks of ten clients in it."""
    items = tuple(
        block(
            n,
            CLIENTS[n % 10][0],
            f"block number {n}",
            on(n % 7, 7 + n // 7 % 12, 15 * (n % 4)),
            30 + 15 * (n % 5),
            conflict=True,
        )
        for n in range(count)
    )
    return around(week_of(*items))
