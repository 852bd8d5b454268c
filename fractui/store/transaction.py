"""One user action: the documents it changes, checked against what is stored, not yet written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from fractui.core.client import Client
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import NotFound, Refused, Stale
from fractui.store.codec import Raw, encode, owner_of, says_whose, table_of
from fractui.store.days import month_of
from fractui.store.layout import MAIN, is_code
from fractui.store.line import Change
from fractui.store.portal_files import PortalFiles

D = TypeVar("D", bound=Document)
Drafts = Mapping[str | None, tuple[Change, ...]]
"""The changes of a transaction by the portal's code."""
_OWN_BY_STORE = ("rev", "updated_at")


def same_content(one: Raw | None, other: Raw | None, ignore: tuple[str, ...] = _OWN_BY_STORE) -> bool:
    """Whether two stored documents say the same, whatever the store itself has counted."""
    if one is None or other is None:
        return one is other
    keys = (one.keys() | other.keys()).difference(ignore)
    return all(one.get(key) == other.get(key) for key in keys)


def later(now: datetime, before: Raw | None) -> datetime:
    """The ``updated_at`` of a change at ``now``: at least one second after that of ``before``."""
    if before is None or "updated_at" not in before:
        return now
    return max(now, datetime.fromisoformat(before["updated_at"]) + timedelta(seconds=1))


class _Staged(msgspec.Struct, frozen=True):
    """A document to be written: where it was (``home``), where it goes, and both its states."""

    home: str
    name: str
    before: Raw | None
    after: Raw

    def changes(self, table: str, doc_id: str) -> tuple[Change, ...]:
        """One change, or two where an entry goes to another month."""
        if self.home == self.name:
            return (Change(self.name, table, doc_id, self.before, self.after),)
        return (
            Change(self.home, table, doc_id, self.before, None),
            Change(self.name, table, doc_id, None, self.after),
        )


class Transaction:
    """Collects one action's changes; nothing is seen by anybody until it is committed.

    ``find`` gives the files of a portal, None for a code that has none.
    """

    def __init__(self, find: Callable[[str | None], PortalFiles | None], now: datetime) -> None:
        self._find = find
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._staged: dict[str | None, dict[tuple[str, str], _Staged]] = {}

    @property
    def now(self) -> datetime:
        """The instant of the transaction, in UTC to the second."""
        return self._now

    def put(self, value: D) -> D:
        """Store a value in the portal that it names itself; returns it as it will be stored.

        Raises:
            Stale: its ``rev`` is not the stored one (0 for a new document).
            Refused: it does not say whose it is, or cannot be stored.
            NotFound: there is no such client.
        """
        return self.put_in(owner_of(value), value)

    def put_in(self, code: str | None, value: D) -> D:
        """Store a value in the portal of ``code``, None being the practice's own; returns it as it will be stored.

        Raises:
            Stale: its ``rev`` is not the stored one (0 for a new document).
            Refused: it says that it belongs to somebody else, or cannot be stored.
            NotFound: there is no such client.
        """
        files = self._portal(code, value)
        table = table_of(type(value))
        name = f"time/{month_of(value.start, value.zone)}" if isinstance(value, Entry) else MAIN
        staged = self._staged.setdefault(code, {})
        home, before, current = self._stored(files, staged, name, table, value)
        rev = 0 if before is None else before.get("rev", 0)
        if value.rev != (0 if current is None else current.get("rev", 0)) and not self._replaces_dead(
            before, value
        ):
            raise Stale(
                f"This {type(value).__name__.lower()} has changed since you looked at it; look again and repeat the change."
            )
        made = datetime.fromisoformat(before["created_at"]) if before and "created_at" in before else None
        stored = replace(
            value,
            rev=rev + 1,
            created_at=value.created_at or made or self._now,
            updated_at=later(self._now, before),
        )
        after = encode(stored, before)
        if home == name and same_content(before, after):
            staged.pop((table, value.id), None)
        else:
            staged[table, value.id] = _Staged(home or name, name, before, after)
        return stored

    @staticmethod
    def _replaces_dead(before: Raw | None, value: Document) -> bool:
        return value.rev == 0 and before is not None and "deleted_at" in before

    def delete(self, code: str | None, value: D) -> D:
        """Make a document a tombstone; returns it as it will be stored.

        Raises:
            Stale: its ``rev`` is not the stored one.
            NotFound: there is no such client.
        """
        if value.rev == 0:
            raise NotFound(
                f"This {type(value).__name__.lower()} was never saved; there is nothing to delete."
            )
        return self.put_in(code, replace(value, deleted_at=self._now))

    def _portal(self, code: str | None, value: Document) -> PortalFiles | None:
        if says_whose(value) and owner_of(value) != code:
            raise Refused(
                f"This {type(value).__name__.lower()} belongs to {owner_of(value) or 'the practice'}; put it there."
            )
        if isinstance(value, Client) and not is_code(value.id):
            raise Refused(
                f"{value.id[:40]!r} cannot be a client's code; use 2 to 8 capital letters and digits, a letter first."
            )
        files = self._find(code)
        if files is None and not isinstance(value, Client) and not self._creates(code):
            raise NotFound(f"There is no client {code}; fractui client list shows them all.")
        return files

    def _creates(self, code: str | None) -> bool:
        return any(table == "client" for table, _ in self._staged.get(code, {}))

    def _stored(
        self,
        files: PortalFiles | None,
        staged: dict[tuple[str, str], _Staged],
        name: str,
        table: str,
        value: Document,
    ) -> tuple[str, Raw | None, Raw | None]:
        """Where the document is stored, as it is stored, and as this transaction has it so far."""
        begun = staged.get((table, value.id))
        if begun is not None:
            return begun.home, begun.before, begun.after
        home = files.home_of(name, table, value.id, search=value.rev > 0) if files else ""
        before = files.get(home, table, value.id) if files and home else None
        return home, before, before

    def drafts(self) -> Drafts:
        """What is to be committed, by portal; empty when nothing changes."""
        return {
            code: tuple(
                change for (table, doc_id), one in staged.items() for change in one.changes(table, doc_id)
            )
            for code, staged in self._staged.items()
            if staged
        }
