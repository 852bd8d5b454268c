"""Completing the last of several names in one line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.suggester import Suggester


class Names(Suggester):
    """Completes the last name of a list with a ``mark`` between."""

    def __init__(self, names: Sequence[str], mark: str = ",") -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = tuple(names)
        self._mark = mark

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last name completed; None where none begins so."""
        before, mark, last = value.rpartition(self._mark)
        begun = last.lstrip()
        if not begun:
            return None
        for name in self._names:
            if name.casefold().startswith(begun.casefold()) and len(name) > len(begun):
                return f"{before}{mark}{last[: len(last) - len(begun)]}{name}"
        return None
