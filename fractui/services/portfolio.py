"""The practice at a glance: the frame around every pane and the Portfolio (row 000-01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from fractui.core.capacity import shares
from fractui.core.deliverable import debt
from fractui.core.entry import Entry
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.leave import Leave, days_off
from fractui.core.load import WEEK, Sitting, Strain, double_booked, overcommitted, week_of_sittings
from fractui.core.period import day_start, month_length
from fractui.core.wording import bucket_label
from fractui.core.zones import local_day
from fractui.services.ahead import Ahead
from fractui.services.asked import asked, untracked
from fractui.services.attention import MOST, attention
from fractui.services.one_line_of_time import last_end, running_entry
from fractui.services.planned_day import day_plan_view
from fractui.services.portfolio_parts import (
    Reading,
    client_row,
    counts_of,
    practice_summary,
    timer_view,
    week_bars,
)
from fractui.services.routine_due import offered
from fractui.services.standing import WINDOW_DAYS, Standing, Standings, retainer
from fractui.services.tally import Tally, own_days
from fractui.services.today import today_view
from fractui.services.views.frame import FrameView, RunningView, StripItem
from fractui.services.views.portfolio import Attention, PortfolioView, PracticeSummary
from fractui.services.whose import by_key, gathered, open_portals
from fractui.store.practice import Practice

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
        counts = counts_of(self._attention(reading, practice_summary(reading)))
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
            timer=timer_view(
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
        practice = practice_summary(reading)
        found = self._attention(reading, practice)
        counts = counts_of(found)
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
                client_row(each, parts.get(each.code), counts.get(each.code, 0)) for each in reading.standings
            ),
            attention=found[:MOST],
            practice=practice,
            week=week_bars(reading),
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
        return self._attention(reading, practice_summary(reading))

    def _read(self) -> Reading:
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
        return Reading(
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

    def _attention(self, reading: Reading, practice: PracticeSummary) -> tuple[Attention, ...]:
        leaves = self._practice.own.documents(Leave)
        strains = self._strains(reading, leaves)
        return attention(reading.standings, practice, reading.settings, reading.damage, leaves, strains)

    def _sittings(self, reading: Reading) -> tuple[Sitting, ...]:
        """What is planned this week and in the weeks that can still be changed."""
        last = reading.monday + (WEEKS_AHEAD + 1) * WEEK - timedelta(days=1)
        return self._ahead.sittings(reading.monday, last, reading.settings.zone)

    def _strains(self, reading: Reading, leaves: Iterable[Leave]) -> tuple[Strain, ...]:
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
