"""Taking back and doing again, over the whole practice and across restarts (data.md, "A change")."""

from __future__ import annotations

from fractui.store.practice import HistoryRow, Practice


class History:
    """The practice's changes, newest first, and the way back and forth through them."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def undo(self) -> str:
        """Take the newest change back and return its label.

        Raises:
            Refused: there is nothing to take back, or a document has moved on since.
        """
        return self._practice.undo()

    def redo(self) -> str:
        """Do again what was taken back last and return its label.

        Raises:
            Refused: there is nothing to do again, or a document has moved on since.
        """
        return self._practice.redo()

    def rows(self, limit: int = 50) -> tuple[HistoryRow, ...]:
        """At most ``limit`` changes, newest first."""
        return self._practice.history(limit)
