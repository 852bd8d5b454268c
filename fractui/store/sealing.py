"""A delivery that is taken back leaves its document to be written to again; one that is done again freezes it again (row 003-26)."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.core.errors import FractuiError
from fractui.store.client_files import ClientFiles
from fractui.store.codec import Raw
from fractui.store.line import Change


def seal(portal: str, changes: Sequence[Change]) -> None:
    """Bring the documents in a portal's folder up to what was changed of its deliverables.

    One that is gone, or that the disk does not let be changed, stays as it is: whoever opens it is told.
    """
    files = ClientFiles(portal)
    for change in changes:
        before, after = _sent(change.before), _sent(change.after)
        for name in before ^ after:
            try:
                files.freeze(name, frozen=name in after)
            except FractuiError:
                continue


def _sent(deliverable: Raw | None) -> frozenset[str]:
    """The documents that the receipts of a deliverable name."""
    receipts = deliverable.get("receipts", ()) if deliverable else ()
    return frozenset(each["file"] for each in receipts if each.get("file"))
