"""All portals of a data folder: which there are, what others have changed in them."""

from __future__ import annotations

import os

from fractui.core.errors import NotFound
from fractui.store.layout import MAIN, Place, is_code
from fractui.store.migrations import Migrations, TooNew
from fractui.store.portal import Portal
from fractui.store.portal_files import PortalFiles
from fractui.store.strays import HOMES, is_only_backed_up, list_codes, lost


class Portals:
    """The portals by code, None being the practice's own; found anew with each ``catch_up``."""

    def __init__(self, root: str, writer: str, migrations: Migrations) -> None:
        self.root = root
        self.migrations = migrations
        self._writer = writer
        self._portals: dict[str | None, Portal] = {}
        self._clashes: tuple[str, ...] = ()
        self._unread: dict[str, str] = {}
        self._lost: dict[str, str] = {}

    def exist(self) -> bool:
        """Whether there is a data folder at all."""
        return os.path.lexists(self.root)

    def open(self) -> None:
        """Open every portal that there is.

        Raises:
            TooNew: the practice's own file was written by a newer fractui.
            StorageTrouble: the data folder cannot be listed.
        """
        own = self.make(None)
        if own.too_new:
            raise TooNew(own.broken)
        self._find()

    def make(self, code: str | None) -> PortalFiles:
        """The files of a portal, opened; a new one when there was none."""
        found = self._portals.get(code)
        if found is None:
            files = PortalFiles(Place(self.root, code), self._writer, self.migrations)
            files.open()
            found = self._portals[code] = Portal(files)
        return found.files

    def _find(self) -> set[str | None]:
        """Open what is new, move what has moved, drop what is gone; returns the codes of all these."""
        (live, odd), (closed, odd_closed) = (list_codes(self.root, home) for home in HOMES)
        self._clashes = (
            *(
                f"{code} lies in clients/ and in closed/; move one of the two folders out of the data folder."
                for code in sorted(live & closed)
            ),
            *odd,
            *odd_closed,
        )
        self._unread = {}
        changed: set[str | None] = set()
        for code in sorted(live | closed):
            place = Place(self.root, code, closed=code not in live)
            known = self._portals.get(code)
            if known is not None and known.files.place == place:
                continue
            files = PortalFiles(place, self._writer, self.migrations)
            files.open()
            if files.is_there():
                self._portals[code] = Portal(files)
                self._lost.pop(code, None)
                changed.add(code)
            elif files.broken:
                self._unread[code] = files.broken
        gone = [code for code in self._portals if code is not None and code not in live | closed]
        for code in gone:
            if self._portals[code].files.journal.end.seq:
                changed.add(code)
                self._lost[code] = lost(self._portals[code].files.place)
                del self._portals[code]
        return changed

    def catch_up(self) -> set[str | None]:
        """Take in what others have done; returns the codes of the portals that changed."""
        changed = self._find()
        for code, portal in self._portals.items():
            if code not in changed and portal.files.catch_up():
                changed.add(code)
        return changed

    def moved(self, files: PortalFiles, *, closed: bool) -> None:
        """Say that a portal's folder has been moved."""
        moved = PortalFiles(files.place.moved(closed=closed), self._writer, self.migrations)
        moved.open()
        self._portals[files.place.code] = Portal(moved)

    def find(self, code: str | None) -> PortalFiles | None:
        """The files of a portal, None for a code that has none."""
        portal = self._portals.get(code)
        return portal.files if portal else None

    def all(self) -> tuple[Portal, ...]:
        """Every portal, the practice's own first, then by code."""
        return tuple(portal for _, portal in sorted(self._portals.items(), key=lambda item: item[0] or ""))

    def portal(self, code: str | None) -> Portal:
        """The portal of a code, open or closed.

        Raises:
            NotFound: there is none; the sentence names codes that are near.
        """
        found = self._portals.get(code)
        if found is None or (code is not None and not self._lives(found)):
            gone = self.gone(code)
            if gone:
                raise NotFound(gone)
            import difflib

            known = [*self.codes(closed=False), *self.codes(closed=True)]
            near = difflib.get_close_matches(str(code).upper(), known, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else "fractui client list shows them all."
            raise NotFound(f"There is no client {str(code)[:40]}; {hint}")
        return found

    def gone(self, code: str | None) -> str:
        """Why a client that there was cannot be shown: its folder is gone, or cannot be read; empty for any other."""
        if code is None or not is_code(code):
            return ""
        known = self._lost.get(code) or self._unread.get(code, "")
        return known or (lost(Place(self.root, code)) if is_only_backed_up(self.root, code) else "")

    @staticmethod
    def _lives(portal: Portal) -> bool:
        raw = portal.files.get(MAIN, "client", portal.code or "")
        return raw is not None and "deleted_at" not in raw

    def codes(self, *, closed: bool) -> tuple[str, ...]:
        """The codes of the open or the closed engagements, sorted."""
        found = (
            code for code, portal in self._portals.items() if code is not None and portal.closed is closed
        )
        return tuple(sorted(code for code in found if self._lives(self._portals[code])))

    def damage(self) -> tuple[str, ...]:
        """One sentence for each damaged portal, and for each client's folder that is gone, cannot be read, or is not in its place."""
        broken = (portal.broken for portal in self.all() if portal.broken)
        return (*broken, *self._unread.values(), *self._lost.values(), *self._clashes)

    def top(self) -> int:
        """The highest transaction number over all journals."""
        return max((portal.files.journal.end.n for portal in tuple(self._portals.values())), default=0)
