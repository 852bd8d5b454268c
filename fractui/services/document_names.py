"""How a deliverable's document is called, so that no two deliverables of a client mean the same file (row 003-11)."""

from __future__ import annotations

from fractui.core.deliverable import Deliverable
from fractui.core.naming import FileName, distinguished, file_name, read_name
from fractui.core.recurrence import nominal
from fractui.store.practice import Portal


def stem_in(portal: Portal, deliverable: Deliverable, version: int | None = None) -> str:
    """The name, without an ending, of the document of a deliverable's version, the current one for None.

    Where another deliverable of that day and type has its documents under that name, the words of the title set this one apart.
    """
    day = nominal(deliverable)
    taken = {
        parts.type
        for other in portal.deliverables()
        if other.id != deliverable.id
        for parts in _named(other)
        if parts.day == day
    }
    kind = distinguished(deliverable.type, deliverable.title, deliverable.client, taken)
    return file_name(day, kind, deliverable.client, version or deliverable.version)


def owned(portal: Portal) -> frozenset[str]:
    """The names of all documents that belong to a deliverable of the client, of whatever version."""
    return frozenset(name for each in portal.deliverables() for name in each.files)


def _named(deliverable: Deliverable) -> list[FileName]:
    found = (read_name(name) for name in deliverable.files)
    return [parts for parts in found if parts is not None and parts.code == deliverable.client]
