"""Holding a client's document against the template that it was written from (row 002-22)."""

from __future__ import annotations

from fractui.core.deliverable import Deliverable, document_of
from fractui.core.difference import as_filled
from fractui.core.difference import difference as differing
from fractui.core.errors import Refused, StorageTrouble
from fractui.core.period import EARLIEST
from fractui.core.template import Template
from fractui.core.text import safe
from fractui.services.library.filling import values_for
from fractui.services.library.shelf import rows_of
from fractui.services.library.shipped import shipped
from fractui.services.views.library import TemplateDiff
from fractui.store.client_files import ClientFiles
from fractui.store.given_file import GivenFile
from fractui.store.practice import Portal, Practice

LARGEST = 512 << 10
"""A document of more bytes is not compared: no template makes one of that length."""


def difference(practice: Practice, portal: Portal, deliverable: Deliverable) -> TemplateDiff:
    """How the newest document of a deliverable differs from its template as that was when it was written.

    What stands in the template's fields is no difference, whatever it is. What the versions of a template said is kept; where it
    is not, the document is held against what the template says now.

    Raises:
        Refused: it has no document, that is gone, no plain text or far too long, or it was not written from a template.
        StorageTrouble: it cannot be read.
    """
    name = document_of(deliverable) or (deliverable.files[-1] if deliverable.files else "")
    if not name:
        raise Refused(f"{deliverable.title} has no document yet; write it from its template first.")
    template = template_of(practice, deliverable)
    document = lines_of(text_of(portal, name))
    written_from = deliverable.template_version or template.version
    said = what_said(practice, template, written_from)
    body = template.body if said is None else said
    values = values_for(portal, deliverable, template.every, name, deliverable.version, practice.now())
    now = lines_of(template.body)
    return TemplateDiff(
        code=deliverable.client,
        id=deliverable.id,
        title=deliverable.title,
        version=deliverable.version,
        name=name,
        template=template.name,
        slug=template.slug,
        written_from=written_from,
        against=template.version if said is None else written_from,
        newest=template.version,
        lines=differing(as_filled(lines_of(body), document, values), document),
        changes=tuple(each for each in template.changelog if each.version > written_from),
        news=() if said is None else differing(lines_of(said), now),
    )


def template_of(practice: Practice, deliverable: Deliverable) -> Template:
    """The template that a deliverable's document was written from, as it is now.

    Raises:
        Refused: it was not written from one, or that is no longer in the library.
    """
    if not deliverable.template:
        raise Refused(
            f"{deliverable.title} was not written from a template, so there is nothing to hold its document against."
        )
    for row in rows_of(practice):
        if row.template.id == deliverable.template:
            return row.template
    raise Refused(
        f"The template that {deliverable.title} was written from is no longer in the library; undo may bring it back."
    )


def what_said(practice: Practice, template: Template, version: int) -> str | None:
    """What a version of a template said: now, before, before it was reset, or as it came; None where that is not kept."""
    gone = practice.own.tombstones(Template, EARLIEST)
    for each in (template, *gone, *shipped()):
        if each.id != template.id:
            continue
        said = each.said(version)
        if said is not None:
            return said
    return None


def text_of(portal: Portal, name: str) -> str:
    """What a document of plain text says.

    Raises:
        Refused: it is gone, no plain text, or far too long.
        StorageTrouble: it cannot be read.
    """
    path = ClientFiles(portal.files.place.folder).path(name)
    try:
        with GivenFile(path, follow=False) as given, given.reading() as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise StorageTrouble(
            f"{safe(name)} cannot be read: {(error.strerror or 'unknown error').lower()}."
        ) from error
    if b"\0" not in data[:LARGEST]:
        if len(data) > LARGEST:
            raise Refused(
                f"{safe(name)} has more than {LARGEST >> 10} KiB, too much to hold against a template."
            )
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    raise Refused(
        f"{safe(name)} is no plain text; only Markdown and the like can be held against its template."
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text, without the blanks at their ends, which nobody sees."""
    return [line.rstrip() for line in text.rstrip().split("\n")]
