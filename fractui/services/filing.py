"""A client's documents: attached under their right names, guarded against the wrong client (rows 003-03, 003-11, 003-26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from fractui.core.deliverable import Deliverable, Status, document_of
from fractui.core.errors import FieldRefused, Refused
from fractui.core.mention import Known, Mention, mentioned_in_name, mentioned_in_text
from fractui.core.naming import complaints, file_name, read_name, suffix_of, suggested
from fractui.core.recurrence import nominal
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.delivery import Delivery
from fractui.services.whose import all_portals, portals_of
from fractui.store.client_files import ClientFiles, Progress
from fractui.store.practice import Portal, Practice

ReadText = Callable[[str], str | None]
"""The words of a document, None where they cannot be read."""


class WrongClient(Refused):
    """A file speaks of another client; whoever means it types that client's code."""

    def __init__(self, sentence: str, mention: Mention) -> None:
        super().__init__(sentence)
        self.mention = mention


@value
class Misnamed:
    """A file whose name is not by the convention, what is wrong with it, and a better name (row 003-11)."""

    code: str
    name: str
    complaint: str
    better: str


class Filing:
    """The documents of the deliverables. Ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice, read_text: ReadText) -> None:
        self._practice = practice
        self._read_text = read_text

    def attach(
        self,
        id: str,  # noqa: A002
        path: str,
        *,
        names: str = "",
        next_version: bool = False,
        progress: Progress | None = None,
    ) -> Deliverable:
        """Copy a file into the client's folder under its name by the convention, as the document of the current version.

        Nothing is overwritten: where the version has a document already, ``next_version`` begins the next one. Undo takes the
        document's mention back; the copy stays.

        Args:
            id: the beginning of the deliverable's id.
            path: the file, anywhere.
            names: the code of another client whom the file may name, typed on purpose.
            next_version: begin the next version for it.
            progress: told how much is copied; what it raises stops the copying.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            WrongClient: the file's name or text names another client than this one and ``names`` (row 003-03).
            Refused: the version was delivered or has a document, or the file is none.
            StorageTrouble: it cannot be read or written.
        """
        delivery = Delivery(self._practice)
        portal = delivery.portal_with(id)
        old = portal.deliverable(id)
        self._check_version(old, next_version=next_version)
        self._guard(portal, path, names)
        version = old.version + next_version
        name = file_name(nominal(old), old.type, old.client, version) + suffix_of(_last(path))
        files = _files(portal)
        new = files.put(path, name, progress)
        try:
            with self._practice.transaction(f"attach {name}") as tx:
                fresh = portal.deliverable(old.id)
                self._check_version(fresh, next_version=next_version)
                kept = tuple(dict.fromkeys((*fresh.files, name)))
                return tx.put(replace(fresh, files=kept, version=version))
        except BaseException:
            # What is on the disk already keeps its document, also when the person breaks off in that very moment.
            if new and name not in portal.deliverable(old.id).files:
                files.remove(name)
            raise

    def path(self, id: str) -> str:  # noqa: A002
        """Where the document of a deliverable lies: that of the current version, else the newest that was attached.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            Refused: none was attached, or it is gone.
        """
        portal = Delivery(self._practice).portal_with(id)
        owed = portal.deliverable(id)
        if not owed.files:
            raise Refused(
                f"{owed.title} has no document yet; attach one with: fractui deliverable attach ID FILE"
            )
        return _files(portal).path(document_of(owed) or owed.files[-1])

    def lint(self, code: str | None = None) -> tuple[Misnamed, ...]:
        """The files of all open clients, or of one, whose names are not by the convention.

        Raises:
            NotFound: no client has that code.
            StorageTrouble: a folder cannot be listed.
        """
        now = self._practice.now()
        found = []
        for portal in portals_of(self._practice, code):
            client = portal.client()
            today = local_day(now, client.zone)
            for name in _files(portal).names():
                found += [
                    Misnamed(client.id, name, complaint, suggested(name, today, client.id))
                    for complaint in complaints(name, client.id)
                ]
        return tuple(found)

    def _check_version(self, deliverable: Deliverable, *, next_version: bool) -> None:
        if deliverable.status is Status.DELIVERED:
            raise Refused(
                f"v{deliverable.version} of {deliverable.title} is delivered and stays as it was sent; "
                "move it back to draft to begin the next."
            )
        if document_of(deliverable) and not next_version:
            raise FieldRefused(
                "next",
                f"v{deliverable.version} of {deliverable.title} has its document already; attach this one as the next version (--next).",
            )

    def _guard(self, portal: Portal, path: str, names: str) -> None:
        allowed = names.strip().upper()
        others = [each for each in self._known() if each.code not in (portal.code, allowed)]
        own = portal.client().name
        mention = _in_name(_last(path), others, own)
        where = "name"
        if mention is None:
            mention, where = self._in_text(path, others, own), "text"
        if mention is not None:
            word = mention.code if mention.word == mention.code else f"{mention.code}, “{safe(mention.word)}”"
            raise WrongClient(
                f"The file's {where} names another client ({word}), and this is {portal.code}: attach it there, or type "
                f"{mention.code} (--names {mention.code}) if it is meant.",
                mention,
            )

    def _in_text(self, path: str, others: list[Known], own: str) -> Mention | None:
        try:
            text = self._read_text(path)
        except OSError as error:
            raise Refused(
                f"{safe(_last(path))} cannot be read: {(error.strerror or 'unknown error').lower()}."
            ) from error
        return mentioned_in_text(text, others, own) if text else None

    def _known(self) -> list[Known]:
        return [
            Known(portal.code, portal.client().name)
            for portal in all_portals(self._practice)
            if portal.code is not None
        ]


def _in_name(name: str, others: Iterable[Known], own: str) -> Mention | None:
    """Whom a file's name names; by the convention that is the code in its place, and its type is not looked at."""
    parts = read_name(name)
    if parts is None:
        return mentioned_in_name(name, others, own)
    return next((Mention(each.code, each.code) for each in others if each.code == parts.code), None)


def _files(portal: Portal) -> ClientFiles:
    return ClientFiles(portal.files.place.folder)


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
