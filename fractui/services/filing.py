"""A client's documents: attached under their right names, guarded against the wrong client (rows 003-03, 003-11, 003-26)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from fractui.core.deliverable import Deliverable, Status, document_of
from fractui.core.errors import FieldRefused, FractuiError, Refused, Stale
from fractui.core.mention import Mention
from fractui.core.naming import FileName, complaints, suffix_of, suggested
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.delivery import Delivery
from fractui.services.document_names import names_of_others, owned, stem_in
from fractui.services.whose import open_code, portals_of
from fractui.services.wrong_client import Guard, ReadText, WrongClient, codes_in, needed, said, strangers
from fractui.store.client_files import FOLDER, ClientFiles, NameTaken, Progress
from fractui.store.given_file import GivenFile
from fractui.store.practice import Portal, Practice

UNOWNED = "belongs to no deliverable"
"""What is said of a document in a client's ``files/`` that none of its deliverables has, as after an attachment that was taken back."""


@value
class Misnamed:
    """A file whose name is not by the convention or that is no deliverable's, what is wrong with it, and a better name (row 003-11).

    ``belongs`` is the other client whom the name names, in whose files it is to lie under the better name (row 003-03).
    """

    code: str
    name: str
    complaint: str
    better: str
    belongs: str = ""


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
        unread: Callable[[str], None] | None = None,
    ) -> Deliverable:
        """Copy a file into the client's folder under its name by the convention, as the document of the current version.

        Nothing is overwritten: where the version has a document already, ``next_version`` begins the next one. Undo takes the
        document's mention back; the copy stays.

        Args:
            id: the beginning of the deliverable's id.
            path: the file, anywhere.
            names: the codes of other clients whom the file may name, typed on purpose.
            next_version: begin the next version for it.
            progress: told how much is copied; what it raises stops the copying.
            unread: told in a sentence that the words of the file could not be looked through, where that is so.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            WrongClient: the file's name or text names another client than this one and ``names``, or it lies with
                another (row 003-03).
            Refused: the version was delivered or has a document, or the file is none.
            StorageTrouble: it cannot be read or written.
        """
        portal = Delivery(self._practice).portal_with(id)
        old = portal.deliverable(id)
        version = self._version(portal, old, next_version=next_version)
        with GivenFile(path) as given:
            meant = self._guard(portal, given, names, unread)
            name = stem_in(portal, old, version) + suffix_of(given.name)
            try:
                new = _files(portal).take(given, name, progress)
            except NameTaken as error:
                raise _told_whose(portal, name, error) from error
        try:
            with self._practice.transaction(f"attach {name}") as tx:
                fresh = portal.deliverable(old.id)
                if fresh.files != old.files or fresh.version != old.version:
                    raise Stale(
                        f"{fresh.title} got another document meanwhile, in another window; look again, then attach yours."
                    )
                if fresh.status is not old.status and fresh.status is Status.DELIVERED:
                    raise Stale(
                        f"{fresh.title} was delivered meanwhile, in another window; attach yours as the next version."
                    )
                gone = document_of(fresh) if version == fresh.version else ""
                kept = tuple(dict.fromkeys((*(each for each in fresh.files if each != gone), name)))
                may = tuple(dict.fromkeys((*fresh.may_name, *meant)))
                return tx.put(replace(fresh, files=kept, version=version, may_name=may))
        except BaseException:
            if new:
                _take_back(portal, old.id, name)
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

    def names_taken(self, code: str, id: str = "") -> tuple[FileName, ...]:  # noqa: A002
        """The names of the documents that a client's deliverables have, but the one with ``id``, so that another's is told apart.

        Raises:
            NotFound: no open client has that code.
        """
        return names_of_others(self._practice.portal(open_code(self._practice, code)), id)

    def lint(self, code: str | None = None) -> tuple[Misnamed, ...]:
        """The files of all open clients, or of one, whose names are not by the convention, and those that belong to no deliverable.

        Raises:
            NotFound: no client has that code.
            StorageTrouble: a folder cannot be listed.
        """
        now = self._practice.now()
        found: list[Misnamed] = []
        for portal in portals_of(self._practice, code):
            client = portal.client()
            today = local_day(now, client.zone)
            ours = owned(portal)
            wrong = {
                name: complaints(name, client.id)
                or (() if name in ours else (f"it {UNOWNED}: attach it, or remove it",))
                for name in _files(portal).names()
            }
            # Who else there is matters only where a name is not in order.
            guard = Guard(self._practice, portal) if any(wrong.values()) else None
            for name, sentences in wrong.items():
                others = guard.in_name(name)[:1] if guard is not None and sentences else ()
                found += [self._moved(client.id, name, today, each) for each in others]
                if not others:
                    found += [
                        Misnamed(client.id, name, complaint, suggested(name, today, client.id))
                        for complaint in sentences
                    ]
        return tuple(found)

    def _moved(self, code: str, name: str, today: date, other: Mention) -> Misnamed:
        """A file that names another client than the one with whom it lies."""
        place = self._practice.portal(other.code).files.place.short
        complaint = f"it names {said((other,))}: move it to {place}/{FOLDER}"
        return Misnamed(code, name, complaint, suggested(name, today, other.code), other.code)

    def warning(self, id: str) -> str:  # noqa: A002
        """What to say when a document was edited and names another client by now; empty when it does not.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            Refused: the document is gone, or cannot be read.
        """
        portal = Delivery(self._practice).portal_with(id)
        owed = portal.deliverable(id)
        found = strangers(self._practice, portal, owed, self._read_text)
        if not found:
            return ""
        return (
            f"{document_of(owed)} names another client now ({said(found)}), and is {portal.code}'s: take that out; "
            f"where it is meant, delivering asks for {needed(found)}."
        )

    def check_notes(self, code: str, before: str, after: str, names: str = "") -> None:
        """See that a client's notes do not come to speak of another client; whom they named before they may go on naming.

        Raises:
            NotFound: no client has that code.
            WrongClient: they name another client than before, and than ``names`` (row 003-03).
        """
        guard = Guard(self._practice, self._practice.portal(open_code(self._practice, code)))
        known = {each.code for each in guard.in_text(before)} | codes_in(names)
        found = [each for each in guard.in_text(after) if each.code not in known]
        if found:
            raise WrongClient(f"{code}'s notes would name another client ({said(found)}).", found)

    @staticmethod
    def _version(portal: Portal, deliverable: Deliverable, *, next_version: bool) -> int:
        """The version that a new document is of; one whose document is gone may get another."""
        if deliverable.status is Status.DELIVERED:
            raise Refused(
                f"v{deliverable.version} of {deliverable.title} is delivered and stays as it was sent; "
                "move it back to draft to begin the next."
            )
        name = document_of(deliverable)
        if name and not next_version and name in _files(portal).names():
            raise FieldRefused(
                "next",
                f"v{deliverable.version} of {deliverable.title} has its document already; attach this one as the next version (--next).",
            )
        return deliverable.version + next_version

    def _guard(
        self, portal: Portal, given: GivenFile, names: str, unread: Callable[[str], None] | None
    ) -> tuple[str, ...]:
        """See that a file may lie with a client; the codes of the others whom it names on purpose."""
        guard = Guard(self._practice, portal)

        def tell() -> None:
            if unread is not None:
                unread(
                    f"The words of {safe(given.name)} cannot be read: see for yourself that it is {portal.code}'s."
                )

        looks: tuple[tuple[str, Callable[[], tuple[Mention, ...]]], ...] = (
            ("folder", lambda: self._in_place(given, guard)),
            ("name", lambda: guard.in_name(given.name)),
            ("text", lambda: guard.in_document(given, self._read_text, tell)),
        )
        meant: dict[str, None] = {}
        for where, look in looks:
            found = look()
            meant |= dict.fromkeys(each.code for each in found)
            missing = [each for each in found if each.code not in codes_in(names)]
            if missing:
                raise WrongClient(
                    f"The file's {where} names another client ({said(missing)}), and this is {portal.code}: attach it there, "
                    f"or type {needed(missing)} (--names {needed(missing)}) if it is meant.",
                    missing,
                )
        return tuple(meant)

    def _in_place(self, given: GivenFile, guard: Guard) -> tuple[Mention, ...]:
        """In whose files another client's document lies.

        Raises:
            Refused: it lies elsewhere among fractui's own data.
        """
        place = given.place_in(self._practice.root)
        if not place:
            return ()
        if len(place) != 4 or place[2] != FOLDER:
            raise Refused(
                f"{safe(given.name)} is one of fractui's own data files, no document; name another."
            )
        return guard.of_code(place[1])


def _files(portal: Portal) -> ClientFiles:
    return ClientFiles(portal.files.place.folder)


def _told_whose(portal: Portal, name: str, taken: NameTaken) -> Refused:
    """The refusal, with what to do where the file in the way is nobody's."""
    if name in owned(portal):
        return taken
    return Refused(
        f"{safe(name)} is there already, is never overwritten and {UNOWNED}, as after an attachment that was taken back: "
        f"remove it from {portal.files.place.short}/{FOLDER}, or begin a new version (--next)."
    )


def _take_back(portal: Portal, id: str, name: str) -> None:  # noqa: A002
    """Remove a copy that nothing speaks of, after its change was not made.

    What is on the disk already keeps its document, also when the person breaks off in that very moment.
    """
    with suppress(FractuiError):
        if name not in portal.deliverable(id).files:
            _files(portal).remove(name)
