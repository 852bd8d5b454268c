"""Rich views of an imagined practice on Tue 24 Nov 2026, 14:07 in Berlin, for the Board, Time and Calendar panes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fractui.services.views.agenda import AgendaDay, AgendaItem, AgendaView, ExportedFile
from fractui.services.views.board import BoardView, Card, Column
from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView, EntryRow, WeekRow

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 13, 7, 12, tzinfo=UTC)
CLIENTS = (
    ("ACME", "Acme Robotics", "steelblue"),
    ("BETA", "Beta Foods", "darkorange"),
    ("CYAN", "Cyan Health", "mediumseagreen"),
    ("DELT", "Delta Freight", "orchid"),
    ("ECHO", "Echo Studios", "goldenrod"),
    ("FOXT", "Foxtrot Games", "tomato"),
    ("GOLF", "Golf Optics", "turquoise"),
    ("HOTEL", "Hotel Meridian", "slateblue"),
    ("INDIA", "India Spice Imports", "yellowgreen"),
    ("JULIETT", "Juliett & Sons", "hotpink"),
)
COLORS = {code: color for code, _name, color in CLIENTS}
NAMES = {code: name for code, name, _color in CLIENTS}
HOSTILE = (
    "Quarterly review of " + "everything that the board ever asked for " * 4,
    "取締役会の資料と四半期報告書の最終版について",
    "Re\u0301sume\u0301 des re\u0301sultats e\u0301trange\u0300s",
    "Launch 🚀 👩‍👩‍👧 plan ❤️",
    "[red]x[/] [@click=app.quit]quit[/]",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 note",
    "evil \u202egnp.exe and\ttab\nnewline",
)
"""Titles that must be shown as text, aligned, and never obeyed."""


def card(
    number: int,
    code: str,
    title: str,
    kind: str,
    days: int,
    *,
    status: str = "draft",
    age: int = 3,
    debt: int | None = None,
    recurring: bool = False,
    version: int = 1,
    done: tuple[int, str, str, bool] | None = None,
) -> Card:
    """A card due in ``days``; ``done`` is (days ago, to whom, by what, on time)."""
    return Card(
        id=f"{number:032x}",
        rev=1,
        code=code,
        color=COLORS.get(code, "steelblue"),
        title=title,
        type=kind,
        status="delivered" if done else status,
        recurring=recurring,
        due=TODAY + timedelta(days=days),
        days=days,
        version=version,
        age_days=age,
        debt_days=debt,
        delivered_on=TODAY - timedelta(days=done[0]) if done else None,
        delivered_to=done[1] if done else "",
        delivered_via=done[2] if done else "",
        on_time=done[3] if done else None,
    )


def board(
    draft: tuple[Card, ...], review: tuple[Card, ...], delivered: tuple[Card, ...], code: str | None = None
) -> BoardView:
    """A board of these cards, with its counts."""
    owed = draft + review
    return BoardView(
        code=code,
        today=TODAY,
        columns=(
            Column("draft", "Draft", draft),
            Column("in_review", "In review", review),
            Column("delivered", "Delivered", delivered),
        ),
        this_week=sum(0 <= each.days <= 5 for each in owed),
        overdue=sum(each.days < 0 for each in owed),
        undelivered=sum(each.debt_days is not None for each in owed),
    )


def sample_board() -> BoardView:
    """A full month's board of five clients."""
    return board(
        (
            card(1, "CYAN", "90-day plan", "Plan", -3, age=9),
            card(
                2,
                "ECHO",
                "Cash-flow forecast, 13 weeks",
                "CashFlowForecast",
                0,
                age=2,
                version=4,
                recurring=True,
            ),
            card(3, "DELT", "Async status", "AsyncUpdate", 3, age=0, recurring=True),
            card(4, "BETA", "Monthly report", "MonthlyReport", 6, age=5, recurring=True),
            card(5, "ACME", "Series B data room index", "DataRoomIndex", 16, age=21),
            card(6, "DELT", "Carrier contract comparison", "Analysis", 23, age=1),
            card(7, "ACME", "Strategic review Q4", "QuarterlyReview", 37, age=12, recurring=True, version=2),
        ),
        (
            card(
                8,
                "ACME",
                "Board pack",
                "BoardPack",
                1,
                status="in_review",
                age=4,
                debt=2,
                recurring=True,
                version=3,
            ),
            card(9, "BETA", "Campaign brief", "Brief", 3, status="in_review", age=1, version=2),
            card(10, "CYAN", "Operating cadence proposal", "Proposal", 10, status="in_review", age=6, debt=0),
        ),
        (
            card(
                11,
                "DELT",
                "Async status",
                "AsyncUpdate",
                -4,
                done=(4, "Priya Nair", "email", True),
                recurring=True,
            ),
            card(
                12,
                "BETA",
                "Quarterly review",
                "QuarterlyReview",
                -12,
                done=(12, "CEO, board", "email", True),
                version=3,
            ),
            card(
                13,
                "ECHO",
                "Budget 2027, first draft",
                "Budget",
                -15,
                done=(12, "Tom Reyes", "shared drive", False),
                version=2,
            ),
            card(
                14,
                "ACME",
                "Monthly report",
                "MonthlyReport",
                -24,
                done=(24, "Dana Whitfield", "email", True),
                recurring=True,
            ),
        ),
    )


def hostile_board() -> BoardView:
    """A board whose titles, types and receipts are long, wide, joined or like markup."""
    draft = tuple(
        card(n, CLIENTS[n % 10][0], title, title, n - 2, recurring=n % 2 == 0)
        for n, title in enumerate(HOSTILE)
    )
    review = tuple(
        card(20 + n, "JULIETT", title, title, n, status="in_review", debt=n)
        for n, title in enumerate(HOSTILE)
    )
    done = tuple(
        card(40 + n, "ACME", title, title, -n, done=(n, title, title, n % 2 == 0))
        for n, title in enumerate(HOSTILE)
    )
    return board(draft, review, done)


def large_board(count: int = 240) -> BoardView:
    """Very many cards, a third in each column."""
    kinds = ("MonthlyReport", "BoardPack", "AsyncUpdate", "Plan")
    each = count // 3

    def cards(start: int, status: str) -> tuple[Card, ...]:
        return tuple(
            card(
                start + n,
                CLIENTS[n % 10][0],
                f"Deliverable {start + n} of the year",
                kinds[n % 4],
                n - 4,
                status=status,
                age=n,
            )
            for n in range(each)
        )

    done = tuple(
        card(
            900 + n,
            CLIENTS[n % 10][0],
            f"Report {n}",
            kinds[n % 4],
            -n,
            done=(n, "CEO, board", "email", n % 5 > 0),
        )
        for n in range(each)
    )
    return board(cards(100, "draft"), cards(500, "in_review"), done)


# -- time ----------------------------------------------------------------------------------------


def at(hour: int, minute: int = 0, day: date = TODAY, zone: ZoneInfo = BERLIN) -> datetime:
    """A local moment."""
    return datetime.combine(day, time(hour, minute), zone)


def row(
    number: int,
    code: str,
    start: datetime,
    end: datetime | None,
    note: str = "",
    category: str = "",
    deliverable: str = "",
) -> EntryRow:
    """An entry's row; a code that is no client's is a bucket."""
    return EntryRow(
        id=f"{number:032x}",
        rev=1,
        code=code,
        name=NAMES.get(code, code),
        is_bucket=code not in NAMES,
        color=COLORS.get(code, "steelblue") if code in NAMES else "",
        start=start,
        end=end,
        seconds=int(end.timestamp() - start.timestamp()) if end else 0,
        category=category,
        note=note,
        deliverable=deliverable,
    )


def gap_row(start: datetime, end: datetime) -> EntryRow:
    """Untracked time."""
    seconds = int(end.timestamp() - start.timestamp())
    return EntryRow("", 0, "", "", False, "", start, end, seconds, "", "", "", gap=True)


def day_view(
    rows: tuple[EntryRow, ...], day: date = TODAY, zone: ZoneInfo = BERLIN, week: tuple[WeekRow, ...] = ()
) -> DayView:
    """A day of these rows, with its sums."""
    return DayView(
        day=day,
        today=TODAY,
        zone=zone.key,
        day_start=datetime.combine(day, time(), zone),
        day_end=datetime.combine(day + timedelta(days=1), time(), zone),
        work_from=datetime.combine(day, time(9), zone),
        work_to=datetime.combine(day, time(18), zone),
        rows=rows,
        tracked_s=sum(each.seconds for each in rows if not each.gap),
        untracked_s=sum(each.seconds for each in rows if each.gap),
        switches=max(0, sum(not each.gap for each in rows) - 1),
        week=week,
        week_totals=tuple(sum(each.days[n] for each in week) for n in range(7)),
        week_monday=day - timedelta(days=day.weekday()),
    )


def week_row(code: str, *minutes: int) -> WeekRow:
    """A client's week, minutes by day from Monday."""
    days = tuple(each * 60 for each in (*minutes, *(0,) * (7 - len(minutes))))
    return WeekRow(code, NAMES.get(code, code), COLORS.get(code, ""), code not in NAMES, days, sum(days))


def sample_week() -> tuple[WeekRow, ...]:
    """A Monday and half a Tuesday."""
    return (
        week_row("ACME", 190, 155),
        week_row("BETA", 75, 65),
        week_row("CYAN", 0, 45),
        week_row("DELT", 110),
        week_row("bd", 30, 20),
    )


def sample_day(*, running: bool = True) -> DayView:
    """A Tuesday with six entries, two gaps and, perhaps, BETA's timer running."""
    rows = (
        row(1, "ACME", at(8, 55), at(10, 40), "Board pack: cash bridge", "deep_work", "Board pack"),
        row(2, "BETA", at(10, 40), at(11, 10), "call with Lena", "one_on_one"),
        gap_row(at(11, 10), at(11, 35)),
        row(
            3,
            "CYAN",
            at(11, 35),
            at(12, 20),
            "Operating cadence: who decides what",
            "prep_followup",
            "Operating cadence proposal",
        ),
        gap_row(at(12, 20), at(12, 40)),
        row(4, "bd", at(12, 40), at(13, 0), "intro call, Kestrel Ventures", "bd"),
        row(5, "ACME", at(13, 0), at(13, 8), "variance answers for Dana", "async"),
        row(6, "BETA", at(13, 8), None, "Campaign brief: channel split", "deep_work", "Campaign brief"),
    )
    return day_view(rows if running else rows[:-1], week=sample_week())


def sample_running() -> RunningView:
    """BETA's timer, since 13:08 in Berlin."""
    start = datetime(2026, 11, 24, 12, 8, 5, tzinfo=UTC)
    note = "Campaign brief: channel split"
    return RunningView(
        f"{6:032x}",
        "BETA",
        "Beta Foods",
        False,
        "darkorange",
        2,
        note,
        "deep_work",
        "Campaign brief",
        start,
        "Europe/Berlin",
    )


def crowded_day() -> DayView:
    """Ten clients in one day, each for forty minutes, and a full week."""
    rows = tuple(
        row(
            n,
            code,
            at(8 + n * 2 // 3, n * 2 % 3 * 20),
            at(8 + n * 2 // 3, n * 2 % 3 * 20) + timedelta(minutes=35),
            f"work for {name}",
            "async",
        )
        for n, (code, name, _color) in enumerate(CLIENTS[:9])
    )
    week = tuple(
        week_row(code, 60 + n, 45 * n, 30, n * 7, 90, n % 2 * 50)
        for n, (code, _name, _color) in enumerate(CLIENTS)
    )
    return day_view(rows, week=week)


def hostile_day() -> DayView:
    """Entries whose notes, deliverables and names are long, wide, joined or like markup."""
    rows = tuple(
        row(n, CLIENTS[n][0], at(8 + n), at(8 + n, 50), text, "deep_work", text)
        for n, text in enumerate(HOSTILE)
    )
    return day_view(rows, week=sample_week())


# -- calendar --------------------------------------------------------------------------------------


def block(
    number: int,
    code: str,
    title: str,
    start: datetime,
    minutes: int,
    *,
    on: date | None = None,
    conflict: bool = False,
    there: str = "",
) -> AgendaItem:
    """A block's instance; moved when ``on`` is given."""
    return AgendaItem(
        kind="block",
        id=f"{number:032x}",
        code=code,
        color=COLORS.get(code, ""),
        title=title,
        on=on or start.date(),
        start=start,
        end=start + timedelta(minutes=minutes),
        moved=on is not None,
        conflict=conflict,
        there=there,
        status="",
        days=(start.date() - TODAY).days,
    )


def due(number: int, code: str, title: str, days: int, status: str = "draft") -> AgendaItem:
    """A due date."""
    day = TODAY + timedelta(days=days)
    return AgendaItem(
        "due", f"{number:032x}", code, COLORS[code], title, day, None, None, False, False, "", status, days
    )


def agenda(items: tuple[AgendaItem, ...], days: int = 14, code: str | None = None) -> AgendaView:
    """An agenda of ``days`` days from today with these items on their days, and its sums."""
    by_day: list[AgendaDay] = []
    for number in range(days):
        day = TODAY + timedelta(days=number)
        here = [each for each in items if (each.start.date() if each.start else each.on) == day]
        here.sort(key=lambda each: (each.start is not None, each.start.timestamp() if each.start else 0))
        by_day.append(AgendaDay(day, tuple(here), sum(map(length, here))))
    codes = dict.fromkeys(each.code for each in items if each.start)
    planned = [
        (each, COLORS.get(each, ""), sum(length(item) for item in items if item.code == each))
        for each in codes
    ]
    planned.sort(key=lambda each: -each[2])
    return AgendaView(code, TODAY, TODAY, tuple(by_day), tuple(planned), "Europe/Berlin")


def length(item: AgendaItem) -> int:
    """Seconds that the item takes."""
    return int((item.end - item.start).total_seconds()) if item.start and item.end else 0


def sample_agenda() -> AgendaView:
    """Two weeks of five clients: focus blocks, meetings, due dates, a clash, a moved one, one far away."""

    def on(days: int, hour: int, minute: int = 0) -> datetime:
        return at(hour, minute, TODAY + timedelta(days=days))

    items = [
        due(1, "ACME", "Board pack", 1, "in_review"),
        due(2, "BETA", "Campaign brief", 3, "in_review"),
        due(3, "DELT", "Async status", 3),
        due(4, "BETA", "Monthly report", 6),
        due(5, "ECHO", "Cash-flow forecast, 13 weeks", 0),
        due(6, "CYAN", "Operating cadence proposal", 10, "in_review"),
        block(25, "DELT", "carrier call", on(2, 11), 60, conflict=True),
        block(26, "ACME", "board meeting", on(6, 15), 120, on=TODAY + timedelta(days=2)),
        block(27, "", "pipeline hour", on(2, 16), 60),
    ]
    for week in (0, 7):
        items += [
            block(20, "ACME", "focus block", on(week, 9), 180),
            block(20, "ACME", "focus block", on(week + 2, 9), 180, conflict=week == 0),
            block(21, "BETA", "leadership meeting", on(week + 2, 14), 60),
            block(22, "CYAN", "onsite", on(week + 1, 13), 240),
            block(23, "DELT", "office hours", on(week + 3, 8), 120),
            block(24, "ECHO", "finance weekly", on(week, 17), 45, there="11:00 there"),
        ]
    return agenda(tuple(items))


def hostile_agenda() -> AgendaView:
    """Items whose titles are long, wide, joined or like markup."""
    blocks = [
        block(n, CLIENTS[n][0], text, at(8 + n), 50, conflict=n % 2 == 0, there="17:30 there")
        for n, text in enumerate(HOSTILE)
    ]
    dues = [due(50 + n, CLIENTS[n][0], text, n) for n, text in enumerate(HOSTILE)]
    return agenda(tuple(blocks + dues))


def sample_exported() -> tuple[ExportedFile, ...]:
    """What an export of five clients wrote: three files each, one of them as it was."""
    folder = "/home/robin/Documents/fractui/calendars"
    kinds = (("", "blocks"), ("-due", "due"), ("-worked-2026", "time"))
    return tuple(
        ExportedFile(
            f"{folder}/{code}{end}.ics", code, what, 5 + number * 7 + place * 30, (number, place) != (2, 1)
        )
        for number, (code, _name, _color) in enumerate(CLIENTS[:5])
        for place, (end, what) in enumerate(kinds)
    )
