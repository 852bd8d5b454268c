"""Bringing a calendar on a server up to date, event by event, and keeping what was sent as one goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fractui.calendars.dav_trouble import ChangedThere, EventRefused
from fractui.calendars.objects import CalendarObject, in_words, means_the_same
from fractui.calendars.remote_calendar import RemoteCalendar
from fractui.core.publication import OURS, THEIRS, Do, Sent, Step, steps
from fractui.core.value import value

MOST_REFUSED = 10
"""Events that a server may refuse before one stops asking it."""

Choose = Callable[[str], str]
"""By an event's UID: ``THEIRS``, ``OURS``, or empty where nobody has chosen."""


@value
class Clash:
    """An event that both sides have moved. A side's bytes are None where it has the event no longer."""

    uid: str
    ours: bytes | None
    theirs: bytes | None

    @property
    def words(self) -> tuple[str, str]:
        """What ours and theirs are, in words; empty where there is none."""
        return _in_words(self.ours), _in_words(self.theirs)


class Publisher:
    """One publishing. ``sent`` is what the server has of us at every moment, so that a broken line loses nothing.

    ``dry`` only counts; ``choose`` decides about events that both sides have moved.
    """

    def __init__(
        self, calendar: RemoteCalendar, sent: Iterable[Sent], choose: Choose, *, dry: bool = False
    ) -> None:
        self._calendar = calendar
        self._choose = choose
        self._dry = dry
        self.sent = {each.uid: each for each in sent}
        self.counts = dict.fromkeys((Do.CREATE, Do.UPDATE, Do.DELETE), 0)
        self.clashes: list[Clash] = []
        self.refused: list[tuple[CalendarObject, str]] = []
        self.left = 0

    def run(
        self,
        objects: Iterable[CalendarObject],
        tell: Callable[[int, int], None] = lambda _done, _of: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Send what is new or changed and take away what is gone; ``left`` says how much was not come to.

        Raises:
            ServerTrouble: the server does not answer or refuses everything; ``sent`` says what it has.
        """
        wanted = {each.uid: each for each in objects}
        digests = {uid: each.digest for uid, each in wanted.items()}
        todo = list(steps(digests, self.sent, self._calendar.marks()))
        self.left = len(todo)
        for done, step in enumerate(todo):
            tell(done, len(todo))
            if stop() or len(self.refused) >= MOST_REFUSED:
                return
            self._take(step, wanted.get(step.uid))
            self.left -= 1

    def _take(self, step: Step, ours: CalendarObject | None) -> None:
        """One step; where somebody was quicker on the server, it becomes a matter of choice."""
        try:
            if step.do is Do.FORGET:
                self.sent.pop(step.uid, None)
            elif step.do is Do.LOOK:
                self._look(step, ours)
            elif ours is None:
                self._delete(step.uid, step.etag)
            else:
                self._put(ours, step.etag)
        except ChangedThere:
            held = self._calendar.read(step.uid)
            self.clashes.append(
                Clash(step.uid, None if ours is None else ours.data, None if held is None else held[0])
            )
        except EventRefused as error:
            if ours is not None:
                self.refused.append((ours, str(error)))

    def _look(self, step: Step, ours: CalendarObject | None) -> None:
        """Compare with what the server has: the same is taken for sent, anything else is a matter of choice."""
        uid = step.uid
        held = self._calendar.read(uid)
        data, mark = (None, "") if held is None else (held[0], held[1] or step.etag)
        if ours is None:
            self._gone_here(uid, data, mark)
            return
        if data is not None and means_the_same(ours.data, data):
            self.sent[uid] = Sent(uid, ours.digest, mark)
            return
        choice = self._choose(uid)
        if choice == THEIRS:
            self.sent[uid] = Sent(uid, ours.digest, mark, kept=True)
        elif choice == OURS:
            self._put(ours, mark)
        else:
            self.clashes.append(Clash(uid, ours.data, data))

    def _gone_here(self, uid: str, data: bytes | None, mark: str) -> None:
        choice = self._choose(uid)
        if data is None or choice == THEIRS:
            self.sent.pop(uid, None)
        elif choice == OURS:
            self._delete(uid, mark)
        else:
            self.clashes.append(Clash(uid, None, data))

    def _put(self, ours: CalendarObject, mark: str) -> None:
        calendar = self._calendar
        if not self._dry:
            new = calendar.update(ours.uid, ours.data, mark) if mark else calendar.create(ours.uid, ours.data)
            self.sent[ours.uid] = Sent(ours.uid, ours.digest, new)
        self.counts[Do.UPDATE if mark else Do.CREATE] += 1

    def _delete(self, uid: str, mark: str) -> None:
        if not self._dry:
            self._calendar.delete(uid, mark)
            self.sent.pop(uid, None)
        self.counts[Do.DELETE] += 1


def _in_words(data: bytes | None) -> str:
    return "" if data is None else in_words(data)
