"""What the library of templates and the way to a document show."""

from __future__ import annotations

from enum import StrEnum

from fractui.core.difference import GONE, NEW, DiffLine
from fractui.core.template import Template, TemplateChange
from fractui.core.value import value


class Origin(StrEnum):
    """Where a template comes from: with fractui as it is, with fractui and changed here, or one's own."""

    SHIPPED = "shipped"
    CHANGED = "changed"
    OWN = "own"


@value
class LibraryRow:
    """A template with how many documents were made from it, for how many clients (row 002-10)."""

    template: Template
    origin: Origin
    documents: int = 0
    clients: int = 0


@value
class Written:
    """A document that was written from a template: its name in the client's ``files/``, its whole path, what it was made from.

    ``left`` are the fields that had no value and stayed as they are.
    """

    code: str
    id: str
    name: str
    path: str
    template: Template
    left: tuple[str, ...]


@value
class PaperView:
    """A deliverable and the document of its current version: ``name``, empty where it has none, and ``path``, where that lies.

    ``stem`` is how it is named, or would be, without an ending; ``folder`` the client's ``files/``. Without a document: ``lying``
    is what has its name already and belongs to nothing, ``before`` the newest document of an earlier version, ``template``
    the template for its type, each empty where there is none.
    """

    code: str
    id: str
    title: str
    type: str
    version: int
    delivered: bool
    stem: str
    folder: str
    name: str = ""
    path: str = ""
    lying: str = ""
    before: str = ""
    template: str = ""


@value
class TemplateDiff:
    """How a document, ``name`` in the client's ``files/``, differs from the template that it was written from (row 002-22).

    It was written from version ``written_from``, is held against what version ``against`` said, and the template is at
    version ``newest`` now; ``against`` is another one only where what the first said is no longer kept. ``lines`` are
    empty where nothing differs. ``changes`` are the changelog since, the oldest first, ``news`` what its text came to be.
    """

    code: str
    id: str
    title: str
    version: int
    name: str
    template: str
    slug: str
    written_from: int
    against: int
    newest: int
    lines: tuple[DiffLine, ...]
    changes: tuple[TemplateChange, ...] = ()
    news: tuple[DiffLine, ...] = ()

    @property
    def counts(self) -> tuple[int, int]:
        """How many of the template's lines are gone from the document, and how many are the document's own."""
        signs = [line.sign for line in self.lines]
        return signs.count(GONE), signs.count(NEW)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is to be said about the template's versions, in whole sentences; nothing where the document is of the newest."""
        said = []
        if self.against != self.written_from:
            said.append(
                f"It was written from v{self.written_from}, whose text is no longer kept; this is v{self.against}."
            )
        if self.newest > self.written_from:
            text = " Its text is the same." if self.against == self.written_from and not self.news else ""
            said.append(f"{self.template} has a newer version, v{self.newest}.{text}")
        elif self.newest < self.written_from and self.against == self.written_from:
            said.append(f"{self.template} was set back to v{self.newest} since.")
        return tuple(said)
