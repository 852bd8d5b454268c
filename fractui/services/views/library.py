"""What the library of templates and the way to a document show."""

from __future__ import annotations

from enum import StrEnum

from fractui.core.template import Template
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
