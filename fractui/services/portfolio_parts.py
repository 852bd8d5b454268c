"""What the frame and the Portfolio are made of: everything read once, and the parts that are made from it (row 000-01)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fractui.core.capacity import bd_share, capacity_pct, income, income_total, largest, shares, stage
from fractui.core.entry import Bucket, Entry
from fractui.core.period import day_start, week_of
from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.services.standing import WINDOW_DAYS, Standing, retainer
from fractui.services.tally import Tally
from fractui.services.views.frame import RunningView, TimerView
from fractui.services.views.portfolio import Attention, ClientRow, DayBars, PracticeSummary


@value
class Reading:
    """Everything that frame and overview need, read once at ``now``; ``today`` is the user's day.

    ``own`` is closed own time by bucket and day, ``closed`` the closed clients' tallies, over the last four
    weeks.
    """

    now: datetime
    today: date
    settings: Settings
    standings: tuple[Standing, ...]
    own: dict[Bucket, dict[date, int]]
    gone: tuple[Tally, ...]
    running: Entry | None
    damage: tuple[str, ...]

    @property
    def monday(self) -> date:
        """The first day of this week."""
        return week_of(self.today).start or self.today

    def tracked(self, first: date, last: date) -> int:
        """Closed seconds of everybody's time from ``first`` to ``last``, both included."""
        clients = sum(each.tally.between(first, last) for each in self.standings)
        former = sum(each.between(first, last) for each in self.gone)
        return clients + former + sum(self.bucket(bucket, first, last) for bucket in self.own)

    def bucket(self, bucket: Bucket, first: date, last: date) -> int:
        """Closed seconds of one bucket from ``first`` to ``last``, both included."""
        return sum(seconds for day, seconds in self.own.get(bucket, {}).items() if first <= day <= last)


def counts_of(found: tuple[Attention, ...]) -> dict[str, int]:
    """How many things of each client are late or over."""
    counts: dict[str, int] = {}
    for each in found:
        if each.code and each.severity >= 3:
            counts[each.code] = counts.get(each.code, 0) + 1
    return counts


def timer_view(
    reading: Reading,
    running: RunningView | None,
    idle_since: datetime | None,
    untracked_since: datetime | None,
) -> TimerView:
    """The timer bar: what runs, and today against the plan; the instants are since when nothing is tracked."""
    zone, today = reading.settings.zone, reading.today
    cycles = {each.code: each.cycle for each in reading.standings}
    cycle = cycles.get(running.code) if running and not running.is_bucket else None
    works = today.weekday() in reading.settings.work_days
    return TimerView(
        running=running,
        day=today,
        day_start=day_start(today, zone),
        day_s=reading.tracked(today, today),
        day_target_s=reading.settings.day_target_minutes * 60 if works else 0,
        week_start=day_start(reading.monday, zone),
        week_s=reading.tracked(reading.monday, reading.monday + timedelta(days=6)),
        cycle=cycle if cycle and cycle.commitment_s > 0 else None,
        idle_since=idle_since,
        untracked_since=untracked_since,
    )


def client_row(each: Standing, share: float | None, count: int) -> ClientRow:
    """A client's row: its ``share`` of the income, None where that cannot be told, and how many things of it are late or over."""
    client, terms = each.client, each.terms
    spoke = each.last_contact()
    return ClientRow(
        code=each.code,
        key=client.key,
        name=client.name,
        function=client.function.value,
        stage=client.stage.value,
        status=client.status.value,
        color=client.color,
        cycle=each.cycle,
        running_since=each.running.start if each.running else None,
        capacity_pct=float(terms.capacity_pct) if terms else 0.0,
        fee=terms.fee if terms else None,
        share=share,
        next_due=each.next_due(),
        last_contact=spoke,
        last_contact_days=(each.today - spoke).days if spoke else None,
        attention=count,
    )


def practice_summary(reading: Reading) -> PracticeSummary:
    """The practice as a whole; the share of business development is of the last four weeks' work, personal time left out."""
    settings = reading.settings
    retainers = [retainer(each) for each in reading.standings]
    first = reading.today - timedelta(days=WINDOW_DAYS - 1)
    work = reading.tracked(first, reading.today) - reading.bucket(Bucket.PERSONAL, first, reading.today)
    size = stage(len(reading.standings))
    return PracticeSummary(
        capacity_pct=float(capacity_pct(retainers)),
        band=(settings.capacity_low, settings.capacity_high),
        income=income(retainers),
        income_total=income_total(retainers, settings.currency, settings.rates),
        largest=largest(shares(retainers, settings.currency, settings.rates)),
        concentration_warn=settings.concentration_warn,
        concentration_alarm=settings.concentration_alarm,
        bd_week_s=reading.bucket(Bucket.BD, reading.monday, reading.today),
        bd_share=bd_share(reading.bucket(Bucket.BD, first, reading.today), work),
        bd_band=(settings.bd_low, settings.bd_high),
        stage=size.name,
        constraint=size.constraint,
        work_week_s=reading.tracked(reading.monday, reading.today)
        - reading.bucket(Bucket.PERSONAL, reading.monday, reading.today),
        admin_week_s=reading.bucket(Bucket.ADMIN, first, reading.today) * 7 // WINDOW_DAYS,
        admin_target_s=settings.admin_minutes * 60,
    )


def week_bars(reading: Reading) -> tuple[DayBars, ...]:
    """Monday to Sunday: each client's part of the day in the strip's order, then the buckets' without a colour."""
    bars = []
    for offset in range(7):
        day = reading.monday + timedelta(days=offset)
        parts = [(each.code, each.client.color, each.tally.on(day)) for each in reading.standings]
        parts += [(bucket.value, "", days.get(day, 0)) for bucket, days in reading.own.items()]
        former = sum(each.on(day) for each in reading.gone)
        shown = tuple(part for part in parts if part[2])
        bars.append(DayBars(day, shown, sum(part[2] for part in shown) + former, day > reading.today))
    return tuple(bars)
