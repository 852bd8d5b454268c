"""The one line of time as rows are put on it: what is free, and what each row would share time with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Stretch = tuple[int, int]
"""Begin and end as whole seconds since 1970."""


class TakenLine:
    """Time that is taken: what was known before, and rows as they are accepted. Rows are asked about by their start.

    ``known`` are begin, end and whose; ``describe`` words such a one for a sentence.
    """

    def __init__(
        self, known: Iterable[tuple[int, int, str]], describe: Callable[[int, int, str], str]
    ) -> None:
        self._known: list[tuple[int, int, str]] = []
        self._describe = describe
        for begin, end, who in sorted(known):
            if begin == end:
                continue
            if self._known and begin < self._known[-1][1]:
                last = self._known[-1]
                self._known[-1] = (last[0], max(last[1], end), last[2])
            else:
                self._known.append((begin, end, who))
        self._at = 0
        self._reached = 0
        self._by = 0

    def clash(self, begin: int, end: int) -> str:
        """What the time from ``begin`` to ``end`` is shared with, as a sentence says it; empty where it is free."""
        self._go_to(begin)
        if self._reached > begin:
            return f"shares time with row {self._by}"
        if self._at < len(self._known) and self._known[self._at][0] < end:
            return f"shares time with {self._describe(*self._known[self._at])}"
        return ""

    def free(self, begin: int, end: int) -> list[Stretch]:
        """The stretches from ``begin`` to ``end`` that nothing has."""
        self._go_to(begin)
        found = []
        here = max(begin, self._reached)
        for start, stop, _ in self._ahead():
            if start >= end:
                break
            if start > here:
                found.append((here, start))
            here = max(here, stop)
        if here < end:
            found.append((here, end))
        return found

    def _ahead(self) -> Iterable[tuple[int, int, str]]:
        at = self._at
        while at < len(self._known):
            yield self._known[at]
            at += 1

    def _go_to(self, begin: int) -> None:
        while self._at < len(self._known) and self._known[self._at][1] <= begin:
            self._at += 1

    def accept(self, end: int, number: int) -> None:
        """Take the row of that number, up to its end, onto the line."""
        if end > self._reached:
            self._reached, self._by = end, number
