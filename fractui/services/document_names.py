"""How a deliverable's document is called, so that no two deliverables of a client mean the same file (row 003-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fractui.core.deliverable import Deliverable
from fractui.core.naming import FileName, distinguished, file_name, read_name
from fractui.core.recurrence import nominal
from fractui.store.practice import Portal


def stem_in(
    portal: Portal, deliverable: Deliverable, version: int | None = None, also: Iterable[FileName] = ()
) -> str:
    """The name, without an ending, of the document of a deliverable's version, the current one for None.

    Where another deliverable of that day and type has its documents under that name, the words of the title set this one apart.
    ``also`` are names that others are about to get.
    """
    return stem_among(
        (*names_of_others(portal, deliverable.id), *also),
        nominal(deliverable),
        deliverable.type,
        deliverable.title,
        deliverable.client,
        version or deliverable.version,
    )


def stem_among(
    taken: Iterable[FileName], day: date, document_type: str, title: str, code: str, version: int
) -> str:
    """The name, without an ending, of a client's document beside those of its other deliverables."""
    kinds = {parts.type for parts in taken if parts.day == day}
    return file_name(day, distinguished(document_type, title, code, kinds), code, version)


def names_of_others(portal: Portal, id: str = "") -> tuple[FileName, ...]:  # noqa: A002
    """The names by the convention of the documents of a client's deliverables but the one with ``id``."""
    return tuple(parts for each in portal.deliverables() if each.id != id for parts in _named(each))


def owned(portal: Portal) -> frozenset[str]:
    """The names of all documents that belong to a deliverable of the client, of whatever version."""
    return frozenset(name for each in portal.deliverables() for name in each.files)


def _named(deliverable: Deliverable) -> list[FileName]:
    found = (read_name(name) for name in deliverable.files)
    return [parts for parts in found if parts is not None and parts.code == deliverable.client]
