"""One client's documents, read: whatever is asked, it knows no other client's."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from fractui.core.client import Client, Promise, Stakeholder
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import NotFound
from fractui.core.settings import Settings
from fractui.store.codec import Raw, decode, instant
from fractui.store.decoding import Decoding, Wanted
from fractui.store.layout import MAIN
from fractui.store.near import may_touch
from fractui.store.portal_files import PortalFiles
from fractui.store.totals import merge

if TYPE_CHECKING:
    # Whoever only writes time down does not wait for what else there is.
    from fractui.core.agreement import Agreement
    from fractui.core.block import Block
    from fractui.core.deliverable import Deliverable

D = TypeVar("D", bound=Document)
_SETTINGS = "settings"
_DELIVERED = "delivered"
"""The status of what is no longer owed, as it is stored."""


def _by_start(one: Agreement) -> tuple[date, int, str]:
    return one.effective_from, one.rev, one.id


def _by_due(one: Deliverable) -> tuple[date, str, str]:
    return one.due, one.title, one.id


def _is_owed(raw: Raw) -> bool:
    return raw.get("status") != _DELIVERED


def _by_day(one: Block) -> tuple[date, time, str, str]:
    return one.starts_on, one.at, one.title, one.id


def _by_name(one: Stakeholder) -> tuple[str, str]:
    return one.name.casefold(), one.id


def _by_day_promised(one: Promise) -> tuple[date, str, str]:
    return one.due_on or date.max, one.text, one.id


def _by_making(one: Document) -> tuple[str, str]:
    return instant(one.created_at) if one.created_at else "", one.id


class Portal:
    """A portal opened for one code; ``code`` None is the practice's own: its settings, blocks and time.

    Reading shows the committed state. Every method may raise ``Damaged`` or ``StorageTrouble`` for a file that it has to read.
    """

    def __init__(self, files: PortalFiles) -> None:
        self.files = files
        self._values = Decoding(files)

    @property
    def code(self) -> str | None:
        """The client's code; None for the practice's own portal."""
        return self.files.place.code

    @property
    def closed(self) -> bool:
        """Whether the engagement is closed."""
        return self.files.place.closed

    @property
    def broken(self) -> str:
        """The sentence of what is damaged here, empty when all is well; a damaged portal cannot be changed."""
        return self.files.broken

    @property
    def generation(self) -> int:
        """A number that changes whenever a document of this portal does."""
        return self.files.generation

    def client(self) -> Client:
        """The client itself.

        Raises:
            NotFound: the practice's own portal has none, or adding the client was undone.
        """
        for client in self._values.live(Client):
            return client
        raise NotFound(f"{self.files.place.label} is not a client; fractui client list shows them all.")

    def settings(self) -> Settings:
        """The practice's settings, the defaults while nothing was set."""
        return next(self._values.live(Settings), Settings(id=_SETTINGS))

    def agreements(self) -> tuple[Agreement, ...]:
        """All versions of the SOW, the oldest first."""
        from fractui.core.agreement import Agreement

        return self._values.ordered(Agreement, _by_start)

    def agreement_on(self, day: date) -> Agreement | None:
        """The agreement in force on a day (row 000-19)."""
        found = self.agreements()
        at = bisect_right(found, day, key=lambda one: one.effective_from)
        return found[at - 1] if at else None

    def deliverables(self) -> tuple[Deliverable, ...]:
        """What is owed and was delivered, by due day."""
        from fractui.core.deliverable import Deliverable

        return self._values.ordered(Deliverable, _by_due)

    def owed(self) -> tuple[Deliverable, ...]:
        """What is not delivered, by due day; the years of what was delivered are not decoded for it."""
        from fractui.core.deliverable import Deliverable

        return self._values.ordered(Deliverable, _by_due, _is_owed)

    def deliverables_since(self, day: date) -> tuple[Deliverable, ...]:
        """What is not delivered, and what was due on ``day`` or later; those that were deleted too, in stored order."""
        from fractui.core.deliverable import Deliverable

        first = day.isoformat()

        def recent(raw: Raw) -> bool:
            return _is_owed(raw) or str(raw.get("due", "")) >= first

        return tuple(self._values.picked(Deliverable, MAIN, recent, dead=True))

    def deliverables_where(self, wanted: Wanted) -> tuple[Deliverable, ...]:
        """The deliverables that are ``wanted`` as they are stored, in stored order; the others are not decoded."""
        from fractui.core.deliverable import Deliverable

        return tuple(self._values.picked(Deliverable, MAIN, wanted))

    def deliverable(self, prefix: str) -> Deliverable:
        """The deliverable whose id begins so.

        Raises:
            NotFound: none does, or several do.
        """
        return self._one(self.deliverables_named(prefix), prefix, "deliverable")

    def deliverables_named(self, prefix: str) -> list[Deliverable]:
        """The deliverables whose ids begin so."""
        from fractui.core.deliverable import Deliverable

        return self._values.named(Deliverable, prefix)

    def blocks(self) -> tuple[Block, ...]:
        """Planned time, by first day and time of day."""
        from fractui.core.block import Block

        return self._values.ordered(Block, _by_day)

    def block(self, prefix: str) -> Block:
        """The block whose id begins so.

        Raises:
            NotFound: none does, or several do.
        """
        from fractui.core.block import Block

        return self._one(self._values.named(Block, prefix), prefix, "block")

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        """The people at the client, by name."""
        return self._values.ordered(Stakeholder, _by_name)

    def promises(self) -> tuple[Promise, ...]:
        """What was promised, the soonest due first, those without a day last."""
        return self._values.ordered(Promise, _by_day_promised)

    def documents(self, kind: type[D]) -> tuple[D, ...]:
        """The live documents of a kind that has no order of its own, in the order in which they were made."""
        return self._values.ordered(kind, _by_making)

    def document(self, kind: type[D], prefix: str, what: str) -> D:
        """The document of a kind whose id begins so; ``what`` names the kind in a sentence.

        Raises:
            NotFound: none does, or several do.
        """
        return self._one(self._values.named(kind, prefix), prefix, what)

    def _one(self, found: list[D], prefix: str, what: str) -> D:
        if not found:
            raise NotFound(
                f"{self.files.place.label} has no {what} {prefix or 'without an id'}; list them to see their ids."
            )
        if len(found) > 1 and not any(value.id == prefix for value in found):
            sentence = (
                f"{len(found)} {what}s of {self.files.place.label} begin with {prefix}; type more of the id."
            )
            raise NotFound(sentence, several=True)
        return next((value for value in found if value.id == prefix), found[0])

    def entries(self, start: datetime, end: datetime) -> tuple[Entry, ...]:
        """The live entries that touch ``[start, end)``, also those that began long before, by start; a running one touches all after it."""
        since, last = instant(start), f"{end + timedelta(days=1):%Y-%m}"
        until = instant(end)
        wanted = may_touch(since, until)
        found = []
        for month in self.files.months_since(since):
            if month > last or (month < since[:7] and not self._reaches(month, since)):
                continue
            found += [
                entry
                for entry in self._values.near(month, since, until, wanted)
                if entry.start < end and (entry.end is None or entry.end > start or entry.start >= start)
            ]
        return tuple(sorted(found, key=lambda entry: (entry.start, entry.id)))

    def ends_after(self, at: datetime) -> bool:
        """Whether a closed entry may end after an instant: as the months' sums say, so that no month is read for it."""
        since = instant(at)
        return any(self.files.sums(month)["until"] > since for month in self.files.months_since(since))

    def _reaches(self, month: str, since: str) -> bool:
        """Whether an entry of an earlier month goes on beyond ``since``."""
        sums = self.files.sums(month)
        return sums["open"] or sums["until"] >= since

    def day_totals(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """Closed entries' seconds by local day (of each entry's zone) and category, empty without one; both days included."""
        found: dict[date, dict[str, int]] = {}
        for day, kinds in self._merged(first, last).items():
            into = found[date.fromisoformat(day)] = {}
            for kind, seconds in kinds.items():
                category = kind.rpartition("/")[2]
                into[category] = into.get(category, 0) + seconds
        return found

    def bucket_totals(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """Closed seconds of the practice's own time by local day and bucket; empty for a client's portal."""
        found: dict[date, dict[str, int]] = {}
        for day, kinds in self._merged(first, last).items():
            for kind, seconds in kinds.items():
                bucket, slash, _ = kind.partition("/")
                if slash:
                    into = found.setdefault(date.fromisoformat(day), {})
                    into[bucket] = into.get(bucket, 0) + seconds
        return found

    def _merged(self, first: date, last: date) -> dict[str, dict[str, int]]:
        # A shard is named for its entries' local start, so none after the last day's month touches the days; and wherever
        # on earth the first day is reckoned, it has not begun when the day before it begins in UTC.
        since = f"{first - timedelta(days=1)}T00:00:00Z"
        months = [month for month in self.files.months_since(since) if month <= f"{last:%Y-%m}"]
        return merge(map(self.files.sums, months), first, last)

    def entry(self, prefix: str) -> Entry:
        """The entry whose id begins so, the running one too.

        Raises:
            NotFound: none does, or several do.
        """
        return self._one(self.entries_named(prefix), prefix, "entry")

    def entries_named(self, prefix: str, *, in_memory: bool = False) -> list[Entry]:
        """The entries whose ids begin so, newest month first; with ``in_memory`` only of months that were read already."""
        months = self.files.months_in_memory() if in_memory else self.files.months()
        return [
            entry
            for month in reversed(months)
            for entry in self._values.named(Entry, prefix, f"time/{month}")
        ]

    def running(self) -> Entry | None:
        """The entry without an end, if the timer runs for this portal."""
        entries = self.files.running()
        if not entries:
            return None
        where = f'{self.files.place.brief("time/running")}: $.running["'
        found = [decode(Entry, raw, f'{where}{doc_id}"]') for doc_id, raw in entries.items()]
        return max(found, key=lambda entry: entry.start)

    def latest(self, limit: int) -> tuple[Entry, ...]:
        """The newest entries by start, newest first."""
        found: list[Entry] = []
        for month in reversed(self.files.months()):
            if len(found) >= limit:
                break
            found += sorted(
                self._values.live(Entry, f"time/{month}"),
                key=lambda entry: (entry.start, entry.id),
                reverse=True,
            )
        return tuple(found[:limit])

    def tombstones(self, kind: type[D], since: datetime) -> tuple[D, ...]:
        """The documents of a kind that were deleted at or after an instant."""
        names = [MAIN] if kind is not Entry else [f"time/{month}" for month in self.files.months()]
        return tuple(
            value
            for name in names
            for value in self._values.all(kind, name)
            if value.deleted_at and value.deleted_at >= since
        )
