"""One client's documents, read: whatever is asked, it knows no other client's."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from fractui.core.client import Client, Promise, Stakeholder
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import NotFound
from fractui.core.settings import Settings
from fractui.store.codec import Raw, instant
from fractui.store.decoding import Wanted
from fractui.store.layout import MAIN
from fractui.store.portal_time import PortalTime

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


class Portal(PortalTime):
    """A portal opened for one code; ``code`` None is the practice's own: its settings, blocks and time.

    Reading shows the committed state. Every method may raise ``Damaged`` or ``StorageTrouble`` for a file that it has to read.
    """

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

    def tombstones(self, kind: type[D], since: datetime) -> tuple[D, ...]:
        """The documents of a kind that were deleted at or after an instant."""
        names = [MAIN] if kind is not Entry else [f"time/{month}" for month in self.files.months()]
        return tuple(
            value
            for name in names
            for value in self._values.all(kind, name)
            if value.deleted_at and value.deleted_at >= since
        )
