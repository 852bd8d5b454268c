"""The one-line dialogs of the Time pane: where to cut an entry, and which day to show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

from fractui.core.errors import FieldRefused
from fractui.core.quick_moment import moment_on
from fractui.core.quick_words import day_of, words_of
from fractui.core.when import FIRST_YEAR, LAST_YEAR, parse_date
from fractui.core.wording import clock, hm, long_day
from fractui.core.zones import local
from fractui.services.views.time import EntryRow
from fractui.ui.dialogs.line_prompt import Prompt
from fractui.ui.dialogs.setting import Setting
from fractui.ui.lines import Line, Span, cut, gap, plain
from fractui.ui.widgets.day_strip import chip


def split_prompt(row: EntryRow, setting: Setting, save: Callable[[datetime], Awaitable[None]]) -> Prompt:
    """Asks where to cut the entry; it suggests its middle, and for one that runs now."""
    end = row.end or local(setting.now, setting.zone)
    middle = end if row.end is None else row.start + (end - row.start) / 2
    whole = middle.replace(second=0, microsecond=0)
    suggested = whole if whole > row.start else row.start + (end - row.start) / 2

    def at(text: str) -> datetime:
        moment = moment_on(text, row.start.date(), setting.now, setting.zone, "at")
        if moment.timestamp() <= row.start.timestamp():
            moment = _on_the_next_day(text, row, setting) or moment
        if not row.start.timestamp() < moment.timestamp() <= end.timestamp():
            raise FieldRefused("at", f"Write a time between {clock(row.start)} and {clock(end)}.")
        return moment

    def read(text: str, width: int) -> Sequence[Line]:
        try:
            cut_at = local(at(text), setting.zone)
        except FieldRefused as refused:
            return [(Span(cut(refused.sentence, width), "soon"),)]
        return [_part(row, row.start, cut_at, width), _part(row, cut_at, row.end, width, now=end)]

    async def keep(text: str) -> None:
        await save(at(text))

    return Prompt(
        title=f"Split {plain(row.code)} {clock(row.start)}-{clock(row.end) if row.end else 'now'} at",
        read=read,
        save=keep,
        value=f"{suggested:%H:%M}",
        hint="10:15, -20m",
    )


def _on_the_next_day(text: str, row: EntryRow, setting: Setting) -> datetime | None:
    """The time on the day after the entry began, where the entry reaches into it."""
    end = row.end or local(setting.now, setting.zone)
    if end.date() == row.start.date():
        return None
    return moment_on(text, row.start.date() + timedelta(days=1), setting.now, setting.zone, "at")


def _part(
    row: EntryRow, start: datetime, end: datetime | None, width: int, *, now: datetime | None = None
) -> Line:
    ink = chip(row.color)
    until = end or now or start
    seconds = int(until.timestamp() - start.timestamp())
    times = f"{clock(start)}-{clock(end) if end else 'now  '}"
    head = (
        Span("▌", ink),
        Span(plain(row.code), f"{ink} bold"),
        gap(2),
        Span(times),
        gap(2),
        Span(f"{hm(seconds):>5}", "bold"),
    )
    return (*head, gap(2), Span(cut(row.note, max(0, width - 30)), "dim"))


def day_prompt(
    setting: Setting,
    shown: date | None,
    save: Callable[[date], Awaitable[None]],
    ahead: Callable[[date], None],
) -> Prompt:
    """Asks for the day to show; ``ahead`` is told each day that is understood, so that it can be made ready."""

    def read(text: str, width: int) -> Sequence[Line]:
        if not text.strip():
            return [(Span(cut("fri, yesterday, -3, +7, 20 nov, 2026-10-01", width), "dim"),)]
        try:
            day = day_named(text, setting.today, shown)
        except FieldRefused as refused:
            return [(Span(cut(refused.sentence, width), "soon"),)]
        ahead(day)
        return [(Span(f"{long_day(day)} {day.year}", "bold"), gap(2), Span(_away(day, setting.today), "dim"))]

    async def keep(text: str) -> None:
        await save(day_named(text, setting.today, shown))

    return Prompt(title="Go to day", read=read, save=keep, hint="fri, -3, 20 nov, 2026-10-01", height=1)


def day_named(text: str, today: date, shown: date | None = None) -> date:
    """The day that is meant: ``fri`` (the last one), ``20 nov``, ``-3`` and ``+7`` days from the one that is shown, or any date.

    Raises:
        FieldRefused: it cannot be read, or is out of reach.
    """
    plain_text = text.strip()
    if (
        plain_text[:1] in ("-", "+")
        and plain_text[1:].isascii()
        and plain_text[1:].isdigit()
        and len(plain_text) < 6
    ):
        day = (shown or today) + timedelta(days=int(plain_text))
    else:
        words = words_of(text)
        found = day_of(words, today)
        day = found[0] if found is not None and found[1] == len(words) else parse_date(text, today, "day")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FieldRefused("day", f"Write a day from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _away(day: date, today: date) -> str:
    days = (day - today).days
    if not days:
        return "today"
    word = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {word} ago" if days < 0 else f"in {days} {word}"
