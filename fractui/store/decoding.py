"""A portal's stored documents as the core's values: each is decoded when it is first asked for, and anew only when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.store.codec import Raw, decode, table_of
from fractui.store.layout import MAIN
from fractui.store.portal_files import PortalFiles

D = TypeVar("D", bound=Document)
Wanted = Callable[[Raw], bool]
"""Says of a stored document whether it is asked for, so that the others need not be decoded."""


class Decoding:
    """The values of one portal; what was found is kept while no document of the portal changes."""

    def __init__(self, files: PortalFiles) -> None:
        self._files = files
        self._values: dict[object, dict[str, tuple[Raw, Document]]] = {}
        self._kept: dict[object, tuple[int, tuple[Any, ...]]] = {}

    def all(self, kind: type[D], name: str = MAIN, wanted: Wanted | None = None) -> tuple[D, ...]:
        """The documents of a kind in a data file in stored order: every one, tombstones too, or those ``wanted``."""
        return self._keep((kind, name, wanted), lambda: self._decode_all(kind, name, wanted))

    def live(self, kind: type[D], name: str = MAIN) -> Iterator[D]:
        """The documents of a kind that were not deleted, in stored order."""
        return (value for value in self.all(kind, name) if value.deleted_at is None)

    def ordered(
        self, kind: type[D], order: Callable[[D], Any], wanted: Wanted | None = None
    ) -> tuple[D, ...]:
        """The live documents of a kind in the main file, or those ``wanted`` of them, sorted."""
        return self._keep(
            (kind, order, wanted),
            lambda: sorted(
                (one for one in self.all(kind, MAIN, wanted) if one.deleted_at is None), key=order
            ),
        )

    def picked(self, kind: type[D], name: str, wanted: Wanted, *, dead: bool = False) -> Iterator[D]:
        """The live documents of a data file that are ``wanted``, in stored order; what is asked for may be another each time.

        With ``dead`` those that were deleted too.
        """
        known = self._values.setdefault((kind, name, None), {})
        for doc_id, raw in self._files.raw(name, table_of(kind)).items():
            if (dead or raw.get("deleted_at") is None) and wanted(raw):
                pair = known.get(doc_id)
                if pair is None or pair[0] is not raw:
                    pair = known[doc_id] = (raw, self._decode(kind, name, doc_id, raw))
                yield pair[1]  # type: ignore[misc]  # the table holds one kind

    def near(self, month: str, since: str, until: str, wanted: Wanted) -> Iterator[Entry]:
        """The live entries of a month that may touch the time between two instants as stored; ``wanted`` says which do in memory."""
        name = f"time/{month}"
        found = self._files.near(month, since, until)
        if found is None:
            yield from self.picked(Entry, name, wanted)
            return
        for doc_id, raw in found.items():
            if raw.get("deleted_at") is None:
                yield self._decode(Entry, name, doc_id, raw)

    def named(self, kind: type[D], prefix: str, name: str = MAIN) -> list[D]:
        """The live documents of a data file whose ids begin so; only these are decoded, however many there are."""
        table = table_of(kind)
        found = []
        for doc_id in self._files.ids(name, table, prefix):
            raw = self._files.get(name, table, doc_id)
            if raw is not None and raw.get("deleted_at") is None:
                found.append(self._decode(kind, name, doc_id, raw))
        return found

    def _keep(self, key: object, make: Callable[[], Iterable[D]]) -> tuple[D, ...]:
        generation = self._files.generation
        kept = self._kept.get(key)
        if kept is None or kept[0] != generation:
            kept = self._kept[key] = (generation, tuple(make()))
        return kept[1]

    def _decode_all(self, kind: type[D], name: str, wanted: Wanted | None) -> Iterable[D]:
        old = self._values.get((kind, name, wanted), {})
        new: dict[str, tuple[Raw, Document]] = {}
        for doc_id, raw in self._files.raw(name, table_of(kind)).items():
            if wanted is None or wanted(raw):
                pair = old.get(doc_id)
                if pair is None or pair[0] is not raw:
                    pair = (raw, self._decode(kind, name, doc_id, raw))
                new[doc_id] = pair
        self._values[kind, name, wanted] = new
        return (value for _, value in new.values())  # type: ignore[misc]  # the table holds one kind

    def _decode(self, kind: type[D], name: str, doc_id: str, raw: Raw) -> D:
        return decode(kind, raw, f'{self._files.place.brief(name)}: $.{table_of(kind)}["{doc_id}"]')
