"""Rich hand-made views of one practice on Tuesday, 24 November 2026, 14:07 in Berlin: for tests of panes and for pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from fractui.core.money import Money
from fractui.core.plan import STANDARD, PlanKind
from fractui.services.views.frame import CycleView, FrameView, RunningView, StripItem, TimerView
from fractui.services.views.plan import PlanRow, PlanView
from fractui.services.views.portfolio import (
    Attention,
    ClientRow,
    DayBars,
    NextDue,
    PortfolioView,
    PracticeSummary,
)
from fractui.services.views.workspace import (
    AgreementLines,
    BlockRow,
    DueRow,
    PersonRow,
    PromiseRow,
    RecentEntry,
    WorkspaceView,
)

TODAY = date(2026, 11, 24)
BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 13, 7, 24, tzinfo=UTC)
"""Five seconds before 1:24:29 of the running timer."""
STARTED = datetime(2026, 11, 24, 11, 43, tzinfo=UTC)
DAY_START = datetime(2026, 11, 23, 23, tzinfo=UTC)
WEEK_START = datetime(2026, 11, 22, 23, tzinfo=UTC)
MONTH_START = datetime(2026, 10, 31, 23, tzinfo=UTC)

HOSTILE = (
    "ロボット工業株式会社",
    "Zoë’s Café — Müller & Söhne",
    "[red]x[/] [/nope] [@click=app.quit]y",
    "\x1b]0;gone\x07\x1b[31mred\u202egnp.exe",
    "e\u0301a\u0308o\u0302 कंपनी",
    "👩‍💻 Team 🚀 Ops",
    "N" * 60,
    "Long " * 40,
    "",
)
"""Names as people, imports and ill will make them."""


def hours(text: str) -> int:
    """Seconds of a duration written as ``18:40``."""
    whole, minutes = text.split(":")
    return int(whole) * 3600 + int(minutes) * 60


def a_cycle(code: str = "ACME", used: str = "18:40", of: str = "24:00", expected: str = "18:40") -> CycleView:
    """A month so far; written in hours."""
    return CycleView(code, hours(used), hours(of), hours(expected), 24 / 30, MONTH_START)


def a_row(code: str = "ACME", **changes: object) -> ClientRow:
    """ACME on pace, its board pack due tomorrow."""
    row = ClientRow(
        code=code,
        key=1,
        name="Acme Robotics",
        function="cfo",
        stage="delivery",
        status="active",
        color="steelblue",
        cycle=a_cycle(code),
        running_since=None,
        capacity_pct=25.0,
        fee=Money(1_200_000, "USD"),
        share=32.4,
        next_due=NextDue("d" * 32, "Board pack", date(2026, 11, 25), 1),
        last_contact=date(2026, 11, 22),
        last_contact_days=2,
        attention=0,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def five_rows() -> tuple[ClientRow, ...]:
    """The five clients of the sample practice."""
    return (
        a_row(attention=1),
        a_row(
            "BETA",
            key=2,
            name="Beta Foods",
            function="cmo",
            color="darkorange",
            cycle=a_cycle("BETA", "31:46", "32:00", "24:45"),
            running_since=STARTED,
            fee=Money(1_500_000, "USD"),
            share=40.5,
            next_due=NextDue("e" * 32, "Campaign brief", date(2026, 11, 27), 3),
            last_contact=TODAY,
            last_contact_days=0,
            attention=2,
        ),
        a_row(
            "CYAN",
            key=3,
            name="Cyan Health",
            function="coo",
            stage="onboarding",
            color="turquoise",
            cycle=a_cycle("CYAN", "6:15", "20:00", "16:00"),
            fee=Money(1_000_000, "USD"),
            share=27.0,
            next_due=NextDue("f" * 32, "90-day plan", date(2026, 11, 21), -3),
            last_contact=date(2026, 10, 31),
            last_contact_days=24,
            attention=2,
        ),
        a_row(
            "DELT",
            key=4,
            name="Delta Werke",
            color="mediumseagreen",
            cycle=a_cycle("DELT", "11:05", "12:00", "9:15"),
            fee=Money(480_000, "EUR"),
            share=None,
            next_due=None,
            last_contact=date(2026, 11, 17),
            last_contact_days=7,
        ),
        a_row(
            "ECHO",
            key=5,
            name="Echo Maritime",
            function="cto",
            color="orchid",
            status="notice",
            cycle=a_cycle("ECHO", "3:00", "0:00", "0:00"),
            fee=None,
            share=None,
            next_due=NextDue("1" * 32, "Handover notes", date(2026, 12, 31), 37),
            last_contact=None,
            last_contact_days=None,
        ),
    )


def ten_rows() -> tuple[ClientRow, ...]:
    """Ten clients with codes of two to eight letters and fees in many currencies."""
    more = (
        ("FJORD", "Fjord Analytics AS", "goldenrod", Money(9_500_000, "NOK"), "16:20", "20:00"),
        ("GROVE", "Grove & Sons Timber Trading Company", "tomato", Money(620_000, "GBP"), "9:40", "16:00"),
        ("HIKARI", "光工業", "slateblue", Money(900_000, "JPY"), "7:30", "10:00"),
        ("IO", "Io", "yellowgreen", Money(350_050, "CHF"), "0:00", "8:00"),
        ("JUNIPER2", "Juniper Biotech", "hotpink", Money(800_000, "USD"), "20:10", "24:00"),
    )
    rest = tuple(
        a_row(
            code,
            key=(key + 6) % 10,
            name=name,
            color=color,
            fee=fee,
            share=None,
            cycle=a_cycle(code, used, of, of),
            next_due=NextDue("2" * 32, "Monthly report", date(2026, 11, 30), 6) if key % 2 else None,
            last_contact_days=key * 5,
        )
        for key, (code, name, color, fee, used, of) in enumerate(more)
    )
    return (*five_rows(), *rest)


def a_practice() -> PracticeSummary:
    """At the top of its band, with one client too large."""
    return PracticeSummary(
        capacity_pct=75.0,
        band=(60, 75),
        income=(Money(3_700_000, "USD"), Money(480_000, "EUR")),
        income_total=Money(4_220_000, "USD"),
        largest=("BETA", 40.5),
        concentration_warn=40,
        concentration_alarm=50,
        bd_week_s=hours("2:30"),
        bd_share=8.0,
        bd_band=(10, 20),
        stage="Building",
        constraint="context switching is the constraint",
    )


def some_attention() -> tuple[Attention, ...]:
    """Worst first, two of them with the same target."""
    return (
        Attention(3, "CYAN", "turquoise", "90-day plan is 3 days late", f"deliverable:{'f' * 32}"),
        Attention(3, "BETA", "darkorange", "over its 32 h by 1:10, the third month running", "client:BETA"),
        Attention(3, "BETA", "darkorange", "is 40.5 % of income; the limit is 40", "client:BETA"),
        Attention(
            2, "ACME", "steelblue", "Board pack due tomorrow, still in review", f"deliverable:{'d' * 32}"
        ),
        Attention(2, "CYAN", "turquoise", "Mara Quint: last spoke 24 days ago", "client:CYAN"),
        Attention(1, "ECHO", "orchid", "agreement ends on 31 Dec", "client:ECHO"),
        Attention(1, "", "", "Business development is 8 % of four weeks' time, below 10-20", "practice"),
    )


def a_week() -> tuple[DayBars, ...]:
    """Monday and Tuesday tracked, the rest to come."""
    monday = (
        ("ACME", "steelblue", hours("2:40")),
        ("BETA", "darkorange", hours("3:30")),
        ("bd", "", hours("1:00")),
    )
    tuesday = (("ACME", "steelblue", hours("1:45")), ("BETA", "darkorange", hours("0:30")))
    days = [DayBars(date(2026, 11, 23), monday, hours("7:10"), future=False)]
    days.append(DayBars(TODAY, tuesday, hours("2:15"), future=False))
    days += [DayBars(date(2026, 11, 25 + more), (), 0, future=True) for more in range(5)]
    return tuple(days)


def a_running() -> RunningView:
    """BETA's timer, running since 12:43 local time."""
    return RunningView(
        entry_id="7" * 32,
        code="BETA",
        name="Beta Foods",
        is_bucket=False,
        color="darkorange",
        key=2,
        note="Board deck",
        category="deep_work",
        deliverable="Campaign brief",
        start=STARTED,
        zone="Europe/Berlin",
    )


def a_portfolio(rows: tuple[ClientRow, ...] | None = None) -> PortfolioView:
    """The home pane with five clients, or with ``rows``."""
    return PortfolioView(
        today=TODAY,
        month=date(2026, 11, 1),
        day_of_month=24,
        month_days=30,
        rows=five_rows() if rows is None else rows,
        attention=some_attention(),
        practice=a_practice(),
        week=a_week(),
        week_s=hours("9:25"),
        week_target_s=hours("37:30"),
        running=a_running(),
        day_start=DAY_START,
        week_start=WEEK_START,
    )


def an_empty_portfolio() -> PortfolioView:
    """A first start: nothing there."""
    nothing = replace(
        a_practice(), capacity_pct=0.0, income=(), income_total=None, largest=None, bd_week_s=0, bd_share=None
    )
    week = tuple(replace(day, parts=(), total_s=0) for day in a_week())
    return replace(a_portfolio(()), attention=(), practice=nothing, week=week, week_s=0, running=None)


def a_timer(running: RunningView | None = None) -> TimerView:
    """Today 1:46 of 7:30 without the running part."""
    return TimerView(
        running=running,
        day=TODAY,
        day_start=DAY_START,
        day_s=hours("1:46"),
        day_target_s=hours("7:30"),
        week_start=WEEK_START,
        week_s=hours("9:25"),
        cycle=a_cycle("BETA", "21:16", "30:00", "21:20") if running else None,
        idle_since=None if running else datetime(2026, 11, 24, 12, 40, tzinfo=UTC),
    )


def a_frame(rows: tuple[ClientRow, ...] | None = None, *, running: bool = True) -> FrameView:
    """The frame around it."""
    strip = tuple(
        StripItem(
            row.key, row.code, row.name, row.color, running and row.running_since is not None, row.attention
        )
        for row in (five_rows() if rows is None else rows)
    )
    return FrameView(strip, a_timer(a_running() if running else None), "Europe/Berlin", "start BETA", "", ())


def _local(day: int, time: str, month: int = 11) -> datetime:
    hour, minute = time.split(":")
    return datetime(2026, month, day, int(hour), int(minute), tzinfo=BERLIN)


def some_promises() -> tuple[PromiseRow, ...]:
    """Open ones, one late, one kept, one without a day and of somebody else."""
    return (
        PromiseRow("a1", "send the churn numbers to the board", "me", date(2026, 11, 20), -4, None),
        PromiseRow("a2", "pricing memo to Jonas", "me", date(2026, 11, 26), 2, None),
        PromiseRow("a3", "access to the warehouse system", "Lena", None, None, None),
        PromiseRow("a4", "intro to the agency", "me", date(2026, 11, 18), -6, date(2026, 11, 18)),
    )


def some_people() -> tuple[PersonRow, ...]:
    """In touch, overdue, and never spoken to."""
    return (
        PersonRow("p1", "Lena Hoff", "CEO", "ceo", "lena@beta.example", date(2026, 11, 22), 2, overdue=False),
        PersonRow(
            "p2", "Jonas Berg", "chair", "board", "jonas@beta.example", date(2026, 10, 31), 24, overdue=True
        ),
        PersonRow("p3", "Aiko 相子", "Head of Sales", "team", "", None, None, overdue=False),
    )


def some_due() -> tuple[DueRow, ...]:
    """A late one, one in review, one far off that recurs."""
    return (
        DueRow("d1", "Pricing study", "Study", "draft", False, date(2026, 11, 21), -3, 1, "", None),
        DueRow("d2", "Campaign brief", "Brief", "in_review", False, date(2026, 11, 27), 3, 2, "", None),
        DueRow("d3", "Monthly report", "MonthlyReport", "draft", True, date(2026, 11, 30), 6, 1, "", None),
    )


def a_plan(
    code: str = "BETA",
    minutes: dict[str, int] | None = None,
    tracked: dict[str, str] | None = None,
    **changes: object,
) -> PlanView:
    """A quarter-time client's week by Tuesday; minutes planned by kind, hours tracked by kind or category."""
    planned = {kind.value: each for kind, each in STANDARD.items()} if minutes is None else minutes
    came = {"deep": "3:10", "meeting": "1:00", "async": "0:40", "": "0:20"} if tracked is None else tracked
    kinds = [kind.value for kind in PlanKind]
    view = PlanView(
        code=code,
        name="Beta Foods",
        color="darkorange",
        monday=date(2026, 11, 23),
        weeks=1,
        rows=tuple(PlanRow(kind, planned.get(kind, 0) * 60, hours(came.get(kind, "0:00"))) for kind in kinds),
        besides=tuple(PlanRow(kind, 0, hours(text)) for kind, text in came.items() if kind not in kinds),
        standard=minutes is None,
        floor_s=hours("8:00") if planned else 0,
        ceiling_s=hours("12:00") if planned else 0,
        finished=False,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def a_workspace(**changes: object) -> WorkspaceView:
    """BETA in the middle of its month, its timer running."""
    view = WorkspaceView(
        code="BETA",
        key=2,
        name="Beta Foods",
        function="cmo",
        stage="delivery",
        status="active",
        color="darkorange",
        zone="Asia/Tokyo",
        local_time_differs=True,
        since=date(2025, 3, 1),
        owned_problem="one brand instead of four, sold in three countries by 2027",
        today=TODAY,
        cycle=a_cycle("BETA", "31:46", "32:00", "24:45"),
        running_since=STARTED,
        agreement=AgreementLines(
            "32 h",
            30.0,
            Money(1_500_000, "USD"),
            date(2026, 1, 1),
            "Lena Hoff, CEO",
            ("brand and campaigns", "the agency and its budget", "weekly leadership meeting"),
            "60 days' notice, handover of all campaign accounts",
            date(2027, 2, 28),
        ),
        left_note="Lena sends the Q4 numbers on Monday; then finish slide 7 and ask Jonas about the warehouse",
        left_at=datetime(2026, 11, 20, 15, 40, tzinfo=UTC),
        promises=some_promises(),
        people=some_people(),
        due=some_due(),
        delivered=(
            DueRow("d9", "Quarterly review", "Review", "delivered", False, date(2026, 11, 12), -12, 3, "CEO, board",
                   date(2026, 11, 12)),
        ),
        next_blocks=(
            BlockRow("b1", date(2026, 11, 26), "focus block", _local(26, "9:00"), _local(26, "12:00"), "Europe/Berlin", False),
            BlockRow("b2", date(2026, 11, 26), "leadership meeting", _local(26, "14:00"), _local(26, "15:00"),
                     "Europe/Berlin", True),
            BlockRow("b1", date(2026, 12, 1), "focus block", _local(1, "9:00", 12), _local(1, "12:00", 12),
                     "Europe/Berlin", False),
        ),
        plan=a_plan(),
        recent=(
            RecentEntry("7" * 32, _local(24, "12:43"), None, 0, "deep_work", "Board deck"),
            RecentEntry("8" * 32, _local(24, "10:40"), _local(24, "11:10"), hours("0:30"), "one_on_one", "call with Lena"),
            RecentEntry("9" * 32, _local(23, "13:05"), _local(23, "16:35"), hours("3:30"), "", ""),
        ),
        notes="Agency contract ends in March.\n\nBrand book is on the shared drive, folder 04.\nNobody likes the blue.",
        home_zone="Europe/Berlin",
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def an_empty_workspace() -> WorkspaceView:
    """A client that was added a minute ago with nothing but its code and name."""
    return a_workspace(
        since=None,
        owned_problem="",
        local_time_differs=False,
        stage="onboarding",
        cycle=a_cycle("BETA", "0:00", "0:00", "0:00"),
        running_since=None,
        agreement=None,
        left_note="",
        left_at=None,
        promises=(),
        people=(),
        due=(),
        delivered=(),
        next_blocks=(),
        plan=a_plan(minutes={}, tracked={}),
        recent=(),
        notes="",
    )
