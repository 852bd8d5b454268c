"""The practice at a glance: the frame around every pane and the Portfolio (row 000-01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from fractui.core.capacity import bd_share, capacity_pct, income, income_total, largest, shares, stage
from fractui.core.deliverable import debt
from fractui.core.entry import Bucket, Entry
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.leave import Leave, days_off
from fractui.core.load import WEEK, Sitting, Strain, double_booked, overcommitted, week_of_sittings
from fractui.core.period import day_start, month_length, week_of
from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.core.wording import bucket_label
from fractui.core.zones import local_day
from fractui.services.ahead import Ahead
from fractui.services.asked import asked, untracked
from fractui.services.attention import MOST, attention
from fractui.services.one_line_of_time import last_end, running_entry
from fractui.services.planned_day import day_plan_view
from fractui.services.routine_due import offered
from fractui.services.standing import WINDOW_DAYS, Standing, Standings, retainer
from fractui.services.tally import Tally, own_days
from fractui.services.today import today_view
from fractui.services.views.frame import FrameView, RunningView, StripItem, TimerView
from fractui.services.views.portfolio import Attention, ClientRow, DayBars, PortfolioView, PracticeSummary
from fractui.services.whose import by_key, gathered, open_portals
from fractui.store.practice import Practice


@value
class _Reading:
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


WEEKS_AHEAD = 4
"""So many weeks after this one are looked at for too much planned time."""


class Portfolio:
    """The whole practice; cheap enough to be asked after each change and once a minute.

    Only the current month's time and the sums of the last four weeks are read; older months' sums only for a
    client that is over its commitment.
    """

    def __init__(self, practice: Practice, ahead: Ahead | None = None) -> None:
        self._practice = practice
        self._standings = Standings()
        self._ahead = ahead or Ahead(practice)

    def frame(self) -> FrameView:
        """The client strip, the timer bar, and what undo and redo would do."""
        reading = self._read()
        idle_since = None if reading.running else last_end(self._practice, reading.now)
        counts = _counts(self._attention(reading, _practice(reading)))
        return FrameView(
            strip=tuple(
                StripItem(
                    key=each.client.key,
                    code=each.code,
                    name=each.client.name,
                    color=each.client.color,
                    running=each.running is not None,
                    attention=counts.get(each.code, 0),
                    left_at=each.client.next_note_at,
                    undelivered=sum(debt(one, reading.now) is not None for one in each.owed),
                )
                for each in reading.standings
            ),
            timer=_timer(
                reading,
                self._running_view(reading.running),
                idle_since,
                untracked(self._practice, idle_since, reading.settings, reading.now),
            ),
            zone=reading.settings.zone,
            undo_label=self._practice.undo_label(),
            redo_label=self._practice.redo_label(),
            damage=reading.damage,
            ask_next=reading.settings.ask_next,
            question=asked(self._practice, reading.running, reading.settings, reading.now),
            routine=offered(self._practice, reading.running, reading.settings, reading.today, reading.now),
        )

    def overview(self) -> PortfolioView:
        """The Portfolio: a row a client in the strip's order, what needs attention (at most ``MOST``), the practice, and the week.

        A row's and the strip's ``attention`` count what is late or over. The running entry is in no sum;
        panes add it.
        """
        reading = self._read()
        practice = _practice(reading)
        found = self._attention(reading, practice)
        counts = _counts(found)
        parts = shares(
            [retainer(each) for each in reading.standings], reading.settings.currency, reading.settings.rates
        )
        today = reading.today
        week_days = len(set(reading.settings.work_days))
        return PortfolioView(
            today=today,
            month=today.replace(day=1),
            day_of_month=today.day,
            month_days=month_length(today.year, today.month),
            rows=tuple(
                _row(each, parts.get(each.code), counts.get(each.code, 0)) for each in reading.standings
            ),
            attention=found[:MOST],
            practice=practice,
            week=_week(reading),
            week_s=reading.tracked(reading.monday, reading.monday + timedelta(days=6)),
            week_target_s=week_days * reading.settings.day_target_minutes * 60,
            running=self._running_view(reading.running),
            day_start=day_start(today, reading.settings.zone),
            week_start=day_start(reading.monday, reading.settings.zone),
            now_and_next=today_view(
                self._sittings(reading),
                reading.standings,
                reading.now,
                reading.settings.zone,
                reading.running.who if reading.running is not None else "",
            ),
            day_plan=day_plan_view(self._practice, today),
        )

    def findings(self) -> tuple[Attention, ...]:
        """Everything that needs a decision, the worst first; the Portfolio shows the first ``MOST``."""
        reading = self._read()
        return self._attention(reading, _practice(reading))

    def _read(self) -> _Reading:
        practice = self._practice
        now, settings = practice.now(), practice.settings()
        today = local_day(now, settings.zone)
        first = today - timedelta(days=WINDOW_DAYS - 1)
        unread: list[str] = []
        standings: list[Standing] = []
        for portal in open_portals(practice):
            try:
                standings.append(self._standings.of(portal, now, settings))
            except (Damaged, StorageTrouble) as error:
                # One client's broken file must not take the others' panes away.
                unread.append(error.sentence)
        standings.sort(key=lambda each: by_key(each.client))
        return _Reading(
            now=now,
            today=today,
            settings=settings,
            standings=tuple(standings),
            own=own_days(practice, first, today),
            gone=tuple(
                gathered(practice, lambda portal: (Tally(portal, first, today),) if portal.closed else ())
            ),
            running=running_entry(practice),
            # Asked last: a broken file is found out when it is read.
            damage=tuple(dict.fromkeys((*practice.damage(), *unread, *practice.notices()))),
        )

    def _attention(self, reading: _Reading, practice: PracticeSummary) -> tuple[Attention, ...]:
        leaves = self._practice.own.documents(Leave)
        strains = self._strains(reading, leaves)
        return attention(reading.standings, practice, reading.settings, reading.damage, leaves, strains)

    def _sittings(self, reading: _Reading) -> tuple[Sitting, ...]:
        """What is planned this week and in the weeks that can still be changed."""
        last = reading.monday + (WEEKS_AHEAD + 1) * WEEK - timedelta(days=1)
        return self._ahead.sittings(reading.monday, last, reading.settings.zone)

    def _strains(self, reading: _Reading, leaves: Iterable[Leave]) -> tuple[Strain, ...]:
        """The weeks ahead that hold too much (row 000-31), and the next double booking (row 000-08)."""
        sittings = self._sittings(reading)
        if not sittings:
            return ()
        off = days_off(leaves)
        mondays = [reading.monday + n * WEEK for n in range(WEEKS_AHEAD + 1)]
        weeks = [week_of_sittings(monday, sittings, reading.settings, off) for monday in mondays]
        clash = next(double_booked(each for each in sittings if each.end > reading.now), None)
        return (*overcommitted(weeks, reading.today), *(() if clash is None else (clash,)))

    def _running_view(self, running: Entry | None) -> RunningView | None:
        if running is None:
            return None
        code = running.client
        client = self._practice.portal(code).client() if code else None
        owed = self._practice.portal(code).deliverables_named(running.deliverable or "") if code else []
        return RunningView(
            entry_id=running.id,
            code=running.who,
            name=client.name if client else bucket_label(running.who),
            is_bucket=client is None,
            color=client.color if client else "",
            key=client.key if client else None,
            note=running.note,
            category=running.category.value if running.category else "",
            deliverable=owed[0].title if owed else "",
            start=running.start,
            zone=running.zone,
        )


def _counts(found: tuple[Attention, ...]) -> dict[str, int]:
    """How many things of each client are late or over."""
    counts: dict[str, int] = {}
    for each in found:
        if each.code and each.severity >= 3:
            counts[each.code] = counts.get(each.code, 0) + 1
    return counts


def _timer(
    reading: _Reading,
    running: RunningView | None,
    idle_since: datetime | None,
    untracked_since: datetime | None,
) -> TimerView:
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


def _row(each: Standing, share: float | None, count: int) -> ClientRow:
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


def _practice(reading: _Reading) -> PracticeSummary:
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


def _week(reading: _Reading) -> tuple[DayBars, ...]:
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
