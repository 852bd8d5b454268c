"""Writing a client's document from a template: filled, put under its right name, remembered where it came from (rows 002-22, 003-10)."""

from __future__ import annotations

from dataclasses import replace

from fractui.core.deliverable import Deliverable, Status, document_of
from fractui.core.errors import Refused
from fractui.core.template import Template, fields_of, fill
from fractui.core.text import safe
from fractui.services.document_names import owned, stem_in
from fractui.services.library.filling import values_for
from fractui.services.views.library import PaperView, Written
from fractui.services.wrong_client import Guard, WrongClient, codes_in, needed
from fractui.store.client_files import ClientFiles
from fractui.store.practice import Portal, Practice

SUFFIX = ".md"


def write_document(
    practice: Practice, portal: Portal, deliverable: Deliverable, template: Template, names: str
) -> Written:
    """Fill a template for a deliverable and put it into the client's ``files/``, as one change.

    Raises:
        Refused: the version was delivered or has its document, or a file of that name is there already.
        WrongClient: the template itself names another client than this one and ``names`` (row 003-03).
        StorageTrouble: the disk refused.
    """
    check_unwritten(deliverable)
    meant = _guard(practice, portal, template, names)
    files = ClientFiles(portal.files.place.folder)
    name = stem_in(portal, deliverable) + SUFFIX
    if name in files.names():
        raise Refused(
            f"{name} lies in {portal.code}'s files already and is never overwritten; take it as it is with: "
            f"fractui deliverable attach {deliverable.id[:8]} {files.folder}/{name}"
        )
    values = values_for(portal, deliverable, template.every, name, deliverable.version, practice.now())
    text = fill(template.body, values) + "\n"
    files.write(text.encode("utf-8"), name)
    try:
        with practice.transaction(f"write {name}") as tx:
            fresh = portal.deliverable(deliverable.id)
            check_unwritten(fresh)
            tx.put(
                replace(
                    fresh,
                    files=tuple(dict.fromkeys((*fresh.files, name))),
                    template=template.id,
                    template_version=template.version,
                    may_name=tuple(dict.fromkeys((*fresh.may_name, *meant))),
                )
            )
    except BaseException:
        # What is on the disk already keeps its document, also when the person breaks off in that very moment.
        if name not in portal.deliverable(deliverable.id).files:
            files.remove(name)
        raise
    left = tuple(field for field in fields_of(template.body) if field not in values)
    return Written(deliverable.client, deliverable.id, name, files.path(name), template, left)


def check_unwritten(deliverable: Deliverable) -> None:
    """See that a deliverable's current version may get a document.

    Raises:
        Refused: it was delivered, or has one.
    """
    if deliverable.status is Status.DELIVERED:
        raise Refused(
            f"v{deliverable.version} of {deliverable.title} is delivered and stays as it was sent; "
            "move it back to draft to begin the next."
        )
    document = document_of(deliverable)
    if document:
        raise Refused(
            f"v{deliverable.version} of {deliverable.title} has its document already, {document}; "
            f"open it with: fractui deliverable open {deliverable.id[:8]}"
        )


def paper_view(portal: Portal, deliverable: Deliverable, template: Template | None) -> PaperView:
    """A deliverable as the way to its document shows it.

    Raises:
        Refused: the document of its current version is gone, or is a link.
        StorageTrouble: the folder cannot be listed.
    """
    files = ClientFiles(portal.files.place.folder)
    name = document_of(deliverable)
    plain = PaperView(
        code=deliverable.client,
        id=deliverable.id,
        title=deliverable.title,
        type=deliverable.type,
        version=deliverable.version,
        delivered=deliverable.status is Status.DELIVERED,
        stem=name.rpartition(".")[0] or name or stem_in(portal, deliverable),
        folder=files.folder,
    )
    if name:
        return replace(plain, name=name, path=files.path(name))
    there = files.names()
    others = owned(portal)
    free = (each for each in there if each not in others or each in deliverable.files)
    return replace(
        plain,
        lying=next((each for each in free if plain.stem in (each, each.rpartition(".")[0])), ""),
        before=next((each for each in reversed(deliverable.files) if each in there), ""),
        template="" if template is None else template.name,
    )


def _guard(practice: Practice, portal: Portal, template: Template, names: str) -> tuple[str, ...]:
    """A template that was made from one client's document may still speak of it; what fills it is this client's own.

    The codes of the others whom it names on purpose.
    """
    found = Guard(practice, portal).in_text(template.body)
    missing = [each for each in found if each.code not in codes_in(names)]
    if missing:
        raise WrongClient(
            f"The template {safe(template.name)} names another client ({needed(missing)}), and this is {portal.code}: take that out "
            f"with fractui template edit {template.slug}, or type {needed(missing)} (--names {needed(missing)}) if it is meant.",
            missing,
        )
    return tuple(each.code for each in found)
