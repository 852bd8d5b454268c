"""The blanks of a template that a document still has (row 003-10)."""

from __future__ import annotations

from fractui.core.blanks import blanks
from fractui.core.deliverable import Deliverable, document_of
from fractui.core.difference import as_filled
from fractui.core.errors import Refused
from fractui.services.library.differing import lines_of, template_of, text_of, what_said
from fractui.services.library.filling import values_for
from fractui.store.practice import Portal, Practice


def unfilled(practice: Practice, portal: Portal, deliverable: Deliverable) -> tuple[str, ...]:
    """The blanks of the document of a deliverable's current version; none where it was not written from a template.

    Raises:
        StorageTrouble: it cannot be read.
    """
    name = document_of(deliverable)
    if not name or not deliverable.template:
        return ()
    try:
        text = text_of(portal, name)
    except Refused:
        # It is no text that a template makes, or it is gone, which delivering says itself.
        return ()
    return blanks(text, _filled(practice, portal, deliverable, name, text))


def _filled(practice: Practice, portal: Portal, deliverable: Deliverable, name: str, text: str) -> str:
    """What the template said when the document was written from it, filled; nothing where it is no longer in the library."""
    try:
        template = template_of(practice, deliverable)
    except Refused:
        return ""
    body = what_said(practice, template, deliverable.template_version) or template.body
    values = values_for(portal, deliverable, template.every, name, deliverable.version, practice.now())
    return "\n".join(as_filled(lines_of(body), lines_of(text), values))
