"""Calendars as folders in vdir form, one file an event, as khal and vdirsyncer read them (row 000-30).

A folder may hold other programs' files too. Only what is named after one of our events, and says so inside, is ours to
replace or to take away.
"""

# Links are to be seen, not followed, and there are thousands of files: plain paths.
# ruff: noqa: PTH108

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fractui.core.client import COLORS
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.period import Period
from fractui.core.text import safe
from fractui.services.exporting import KINDS, Exporting
from fractui.services.outbox import Outbox
from fractui.services.views.publishing import Tally, WrittenFolder
from fractui.services.whose import known_code
from fractui.store.files import read_file, sync_folder, trouble, write_atomic
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.calendars.objects import CalendarObject

_OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@fractui\.ics")
_PAINTS = frozenset(color.encode() for color in COLORS.values())


class Vdirs:
    """Writes ``CODE`` or ``busy-for-CODE`` into a folder, each a calendar of its own."""

    def __init__(self, practice: Practice, exporting: Exporting) -> None:
        self._practice = practice
        self._exporting = exporting
        self._outbox = Outbox(practice.root)

    def write(
        self, code: str, folder: str, what: Sequence[str] = KINDS, period: Period | None = None
    ) -> WrittenFolder:
        """Write a client's calendar into ``folder/CODE``; an event that is no longer told loses its file.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS``.
            Refused: the folder is among the practice's own.
            StorageTrouble: a file cannot be written; those before it are.
        """
        code = known_code(self._practice, code)
        self._outbox.open_folder(folder)
        objects = self._exporting.objects(code, what, period)
        color = self._practice.portal(code).client().color
        said = ", ".join(kind for kind in KINDS if kind in what)
        written = self._fill(f"{folder.rstrip('/')}/{code}", code, said, objects, COLORS.get(color, ""))
        return replace(written, note=self._exporting.named(code, what, period))

    def write_busy(self, code: str, folder: str, period: Period | None = None) -> WrittenFolder:
        """Write the busy calendar for a client into ``folder/busy-for-CODE``; what is in it already keeps its revisions.

        Raises:
            NotFound: no client has that code.
            Refused: the folder is among the practice's own.
            StorageTrouble: a file cannot be written; those before it are.
        """
        from fractui.calendars.export import PRODID
        from fractui.calendars.objects import put_together, taken_apart

        code = known_code(self._practice, code)
        path = f"{folder.rstrip('/')}/busy-for-{code}"
        self._outbox.open_folder(folder)
        self._outbox.open_own_folder(path)
        before = put_together((data for _, data in _ours(path)), PRODID)
        data, _ = self._exporting.busy.data(code, period, before)
        return self._fill(path, code, "busy", list(taken_apart(data, PRODID)), "")

    def each(
        self, folder: str, what: Sequence[str] = KINDS, period: Period | None = None, *, busy: bool = False
    ) -> list[WrittenFolder]:
        """Write every open client's calendar, or with ``busy`` the busy calendar for each.

        Raises:
            Damaged: a client cannot be read; the others' folders are written.
            StorageTrouble: a file cannot be written.
        """
        self._outbox.open_folder(folder)
        written: list[WrittenFolder] = []
        damage: list[str] = []
        for code in self._practice.codes():
            try:
                written.append(
                    self.write_busy(code, folder, period) if busy else self.write(code, folder, what, period)
                )
            except Damaged as error:
                damage.append(error.sentence)
        damage += self._practice.damage()
        if damage:
            raise Damaged(damage[0])
        return written

    def _fill(
        self, path: str, code: str, what: str, objects: Sequence[CalendarObject], color: str
    ) -> WrittenFolder:
        self._outbox.open_own_folder(path)
        old = dict(_ours(path))
        new = changed = 0
        for each in objects:
            before = old.pop(each.name, None)
            if before == each.data:
                continue
            if before is None:
                _keep_foreign(path, each.name)
                new += 1
            else:
                changed += 1
            write_atomic(f"{path}/{each.name}", each.data, durable=False)
        for name in old:
            _remove(f"{path}/{name}")
        _label(path, code if what != "busy" else f"Busy for {code}", color)
        try:
            sync_folder(path)
        except OSError as error:
            raise trouble(safe(path), error) from error
        same = len(objects) - new - changed
        return WrittenFolder(path, code, what, len(objects), Tally(new, changed, len(old), same))


def _ours(path: str) -> list[tuple[str, bytes]]:
    """The names and bytes of the files of ours in a folder."""
    try:
        with os.scandir(path) as found:
            names = sorted(each.name for each in found if _OURS.fullmatch(each.name) and _is_file(each))
    except OSError as error:
        raise trouble(safe(path), error) from error
    files = [(name, read_file(f"{path}/{name}")) for name in names]
    return [
        (name, data)
        for name, data in files
        if data.startswith(b"BEGIN:VCALENDAR") and f"UID:{name.removesuffix('.ics')}".encode() in data
    ]


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _keep_foreign(path: str, name: str) -> None:
    """See that nothing stands where a new file of ours goes."""
    if os.path.lexists(f"{path}/{name}"):
        raise StorageTrouble(f"{safe(path)}/{name} is in the way and not fractui's; move it away.")


def _label(path: str, name: str, color: str) -> None:
    """What readers show the calendar as; a name or colour that a person gave it stays."""
    if not os.path.lexists(f"{path}/displayname"):
        write_atomic(f"{path}/displayname", name.encode(), durable=False)
    if not color:
        return
    try:
        painted = read_file(f"{path}/color").strip()
    except FileNotFoundError:
        painted = b""
    if painted != color.encode() and (not painted or painted in _PAINTS):
        write_atomic(f"{path}/color", color.encode(), durable=False)


def _remove(path: str) -> None:
    try:
        if stat.S_ISREG(os.lstat(path).st_mode):
            os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise trouble(safe(path), error) from error
