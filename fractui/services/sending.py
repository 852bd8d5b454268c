"""What goes out is looked through before and frozen with the receipt (rows 003-03, 003-26)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from fractui.core.deliverable import Deliverable, document_of
from fractui.core.errors import FieldRefused, FractuiError, Refused
from fractui.core.value import value
from fractui.store.client_files import ClientFiles
from fractui.store.practice import Portal, Practice


@value
class Looked:
    """What looking through a document found: whom it names on purpose, and the mark of what was looked through."""

    meant: tuple[str, ...] = ()
    mark: tuple[int, ...] = ()


def look(
    practice: Practice, portal: Portal, deliverable: Deliverable, receipt: Sequence[str], names: str
) -> Looked:
    """Look through a receipt and the document that it is for, before the lock is taken, for it may be long.

    Raises:
        WrongClient: one of them names another client that ``names`` has not, or the receipt one of its people (row 003-03).
        Refused: the document is gone, or cannot be read.
        StorageTrouble: its folder cannot be looked into.
    """
    from fractui.services.wrong_client import check_document, check_receipt

    check_receipt(practice, portal, deliverable, receipt, names)
    document = document_of(deliverable)
    if not document:
        return Looked()
    from fractui.exchange.document_text import text_of

    mark = ClientFiles(portal.files.place.folder).mark(document)
    return Looked(check_document(practice, portal, deliverable, names, text_of), mark)


def ask_for_receipt(deliverable: Deliverable, to_whom: str, via: str) -> None:
    """See that a delivery says to whom it goes and by which channel (row 003-05).

    Raises:
        FieldRefused: it does not.
    """
    if not to_whom.strip() or not via.strip():
        missing = "to whom it goes" if not to_whom.strip() else "by which channel it goes"
        raise FieldRefused(
            "to" if not to_whom.strip() else "via",
            f"{deliverable.title} is delivered only with its receipt: say {missing} (--to WHOM --via CHANNEL).",
        )


class Freezing:
    """Freezes the document that goes out; a delivery that comes to nothing leaves it as it was."""

    def __init__(self, portal: Portal, deliverable: Deliverable) -> None:
        self._files = ClientFiles(portal.files.place.folder)
        self._sent = {receipt.file for receipt in deliverable.receipts}
        self._frozen = ""

    def freeze(self, name: str, looked_at: Looked) -> None:
        """Let nobody write to it any more, unless somebody has since it was looked through; nothing where there is none.

        Raises:
            Refused: it was written to meanwhile.
        """
        if not name:
            return
        if name not in self._sent:
            self._frozen = name
        self._files.freeze(name)
        if self._files.mark(name) != looked_at.mark:
            raise Refused(
                f"{name} was written to while it was looked through; save it, look again and repeat the move."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._frozen:
            with suppress(FractuiError):
                self._files.freeze(self._frozen, frozen=False)
