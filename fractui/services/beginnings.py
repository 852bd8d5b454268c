"""Since when a forgotten timer could have been started (pains 7): the moments that a person means by "since"."""

from __future__ import annotations

from datetime import datetime, timedelta

from fractui.core.absence import work_began
from fractui.core.value import value
from fractui.services.one_line_of_time import last_end, running_entry
from fractui.store.practice import Practice

AGO = (5, 15, 30, 60)
"""The minutes ago that are offered."""


@value
class Beginning:
    """A moment at which the timer could start: ``kind`` is ``now``, ``stop``, ``ago`` or ``work``."""

    kind: str
    at: datetime


@value
class BeginningsView:
    """The moments that are free, the present first; ``zone`` is the user's, in which they are shown and typed.

    ``running`` is who runs now and would be switched from, empty when nothing runs.
    """

    now: datetime
    zone: str
    running: str
    moments: tuple[Beginning, ...]


class Beginnings:
    """Says since when the timer could start."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def view(self) -> BeginningsView:
        """The moments from which on nothing else was tracked.

        Since the last stop means the very second at which the last entry ended, so that no gap is left.
        """
        practice = self._practice
        now, settings = practice.now(), practice.settings()
        running = running_entry(practice)
        stop = None if running is not None else last_end(practice, now)
        after = running.start if running is not None else stop
        found = [Beginning("now", now)]
        if stop is not None and now - timedelta(days=1) < stop < now:
            found.append(Beginning("stop", stop))
        ago = [Beginning("ago", now - timedelta(minutes=minutes)) for minutes in AGO]
        found += [*ago, Beginning("work", work_began(now, settings))]
        free = [each for each in found if each.kind in ("now", "stop") or _is_free(each.at, after, now)]
        return BeginningsView(now, settings.zone, running.who if running else "", tuple(free))


def _is_free(at: datetime, after: datetime | None, now: datetime) -> bool:
    return at < now and (after is None or at > after)
