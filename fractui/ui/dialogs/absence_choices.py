"""What can be answered to an absence or a long session, and since when a timer may start: the choices, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fractui.core.errors import FieldRefused, FractuiError
from fractui.core.when import parse_when
from fractui.core.wording import hm, moment_word
from fractui.core.zones import local, local_day
from fractui.services.beginnings import BeginningsView
from fractui.services.views.frame import QuestionView
from fractui.ui.dialogs.picker import Choice
from fractui.ui.lines import plain

KEEP, STOP, RESUME, GIVE_ON, GIVE_STOP, NOW, ENDED = (
    "keep",
    "stop",
    "resume",
    "give",
    "give-stop",
    "now",
    "ended",
)
"""What the choices return; a pick of whom follows on the two that give, a time on the last."""
HUSH = "hush"


def absence_choices(asked: QuestionView, now: datetime, zone: str) -> list[Choice]:
    """The answers, each with the entry's length before and after it in h:mm."""
    if asked.since is None:
        return _long_choices(asked, now)
    until = min(asked.until or now, now)
    since = min(asked.since, until)
    who = plain(asked.who)
    all_of_it, before = hm(seconds(asked.start, now)), seconds(asked.start, since)
    away, after = hm(seconds(since, until)), seconds(until, now)
    today = local_day(now, zone)
    left, back = (moment_word(local(at, zone), today) for at in (since, until))
    on = f"{who} {all_of_it} → {hm(before + after)}"
    ends = f"{who} {all_of_it} → {hm(before)}"
    return [
        Choice(KEEP, "Keep it", f"{who} {all_of_it}, as it is"),
        Choice(RESUME, f"Drop it, {who} goes on", f"{on}, without {away}, on since {back}"),
        Choice(STOP, "Drop it and stop", f"{ends}, until {left}"),
        Choice(GIVE_ON, f"Give it to another, {who} goes on", f"{on}, {away} to whom you pick"),
        Choice(GIVE_STOP, "Give it to another and stop", f"{ends}, {away} to whom you pick"),
        Choice(ENDED, "It ended at another time", f"{ends[: -len(hm(before))]}until when you say"),
    ]


def _long_choices(asked: QuestionView, now: datetime) -> list[Choice]:
    who, length = plain(asked.who), hm(seconds(asked.start, now))
    return [
        Choice(KEEP, "Still working", f"{who} {length}, as it is"),
        Choice(NOW, "Stop now", f"{who} {length}, until now"),
        Choice(ENDED, "It ended at another time", f"{who} {length} → until when you say"),
    ]


def ended_reading(asked: QuestionView, now: datetime, zone: str, text: str) -> str:
    """How a typed end is understood: what is left of the entry's time.

    Raises:
        FieldRefused: it cannot be read, or lies before the start or ahead.
    """
    at = parse_when(text, now, zone, "at")
    if not asked.start <= at <= now:
        began = moment_word(local(asked.start, zone), local_day(now, zone))
        raise FieldRefused("at", f"{plain(asked.who)} runs since {began}: write a time from then to now.")
    return f"{plain(asked.who)} {hm(seconds(asked.start, now))} → {hm(seconds(asked.start, at))}"


def since_choices(view: BeginningsView, who: str, letters: str, *, hint: bool) -> Sequence[Choice]:
    """Since when ``who`` may start; what is typed is a time, or letters of a choice. ``hint`` offers to put the hint off."""
    today = local_day(view.now, view.zone)

    def choice(kind: str, at: datetime) -> Choice:
        clock = moment_word(local(at, view.zone), today)
        length = hm(seconds(at, view.now))
        title = {
            "now": "now",
            "stop": f"since the last stop {clock}",
            "work": f"since work began {clock}",
            "at": f"at {clock}",
        }.get(kind, f"{seconds(at, view.now) // 60} minutes ago, {clock}")
        detail = "" if kind == "now" else f"{plain(who)} begins with {length}"
        return Choice(f"{kind}:{at.isoformat()}", title, detail)

    choices = [choice(each.kind, each.at) for each in view.moments]
    if hint:
        choices.append(Choice(HUSH, "not now", "no hint for an hour"))
    wanted = letters.casefold().strip()
    found = [each for each in choices if wanted in each.title.casefold()] if wanted else choices
    typed = _typed(view, letters)
    return [choice("at", typed), *found] if typed is not None else found


def _typed(view: BeginningsView, letters: str) -> datetime | None:
    """The moment that was typed, None where it is none (yet) or lies ahead."""
    try:
        at = parse_when(letters, view.now, view.zone, "at") if letters.strip() else None
    except FractuiError:
        return None
    return at if at is not None and at <= view.now else None


def moment_of(target: str) -> datetime:
    """The instant of a choice of ``since_choices``."""
    return datetime.fromisoformat(target.partition(":")[2])


def seconds(start: datetime, end: datetime) -> int:
    """Whole seconds between two instants, none where the clock was set back."""
    return max(0, int((end - start).total_seconds()))
