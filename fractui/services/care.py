"""Keeping the data well: backing up, bringing back, checking (data.md, "Backups")."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fractui.services.whose import known_code
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.store.finding import Finding


def check(root: str) -> tuple[Finding, ...]:
    """Check every file of a data folder, also of one that cannot be opened; nothing is changed.

    Raises:
        StorageTrouble: the folder cannot be listed.
    """
    from fractui.store.doctor import doctor

    return doctor(root)


def put_right(root: str, now: datetime) -> tuple[str, ...]:
    """Put right what ``check`` finds and can be helped, also in a folder that cannot be opened.

    Damaged files are put aside, never thrown away.

    Returns:
        A sentence for each thing that was done, or could not be; empty when all was well.

    Raises:
        StorageTrouble: the disk refused; what was put right so far stays so.
    """
    from fractui.store.repair import repair

    return repair(root, now)


class Care:
    """The care for a data folder, thin over what the store does."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def doctor(self) -> tuple[Finding, ...]:
        """Check every file of the open data folder; nothing is changed. Empty when all is well."""
        return check(self._practice.root)

    def repair(self) -> tuple[str, ...]:
        """Put right what ``doctor`` finds and can be helped, and read the folder anew; sentences as in ``put_right``.

        Raises:
            StorageTrouble: the disk refused; what was put right so far stays so.
        """
        self._practice.close()
        done = put_right(self._practice.root, self._practice.now())
        self._practice.catch_up()
        return done

    def backup(self, code: str | None, path: str) -> str:
        """Write one client's portal, or with None the whole practice, to a zip file that is read back.

        Returns:
            The file's absolute path.

        Raises:
            NotFound: no client has that code.
            Refused: there is nothing to back up, or the file holds more already or something else.
            Damaged: a data file cannot be read.
            StorageTrouble: the disk refused.
        """
        from fractui.store.backup import backup

        whose = None if code is None else known_code(self._practice, code)
        return backup(self._practice, whose, path)

    def restore(self, path: str) -> str:
        """Bring everything that a backup holds back to what it was then, as one change that can be undone.

        Returns:
            The change's label.

        Raises:
            Refused: it is not a backup of ours, or nothing would change.
            Damaged: something in it, or a portal that it would change, cannot be read.
            StorageTrouble: the disk refused; nothing was changed.
        """
        from fractui.store.backup import restore

        return restore(self._practice, path)
