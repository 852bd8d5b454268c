"""Keeping the data well: backing up, bringing back, checking (data.md, "Backups")."""

from __future__ import annotations

from fractui.services.whose import known_code
from fractui.store import backup as backups
from fractui.store.practice import Practice


class Care:
    """The care for a data folder, thin over what the store does."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

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
        whose = None if code is None else known_code(self._practice, code)
        return backups.backup(self._practice, whose, path)

    def restore(self, path: str) -> str:
        """Bring everything that a backup holds back to what it was then, as one change that can be undone.

        Returns:
            The change's label.

        Raises:
            Refused: it is not a backup of ours, or nothing would change.
            Damaged: something in it, or a portal that it would change, cannot be read.
            StorageTrouble: the disk refused; nothing was changed.
        """
        return backups.restore(self._practice, path)
