"""One told day: the meetings that were planned, and work in the time between, in minutes of the local day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from fractui.core.entry import Category
from fractui.core.value import value
from fractui.services.demo.needs import Need
from fractui.services.demo.voices import SHORTEST, Voices

LUNCH = (12 * 60 + 30, 13 * 60 + 10)
EVENING = 20 * 60
HELD = 0.94
"""How often a planned block was held."""


@value
class Piece:
    """A stretch of work from minute ``start`` to ``end`` of the local day."""

    start: int
    end: int
    who: str
    category: Category | None
    note: str


@value
class Planned:
    """A block's instance as it falls on the day."""

    start: int
    end: int
    who: str
    category: Category | None
    title: str


@dataclass(slots=True)
class Day:
    """A day to be filled: its open hours, who needs how much, and what part of the month it is.

    A whole day weighs 1; ``weight_left`` is what is left of the month, this day included.
    """

    day: date
    opens: int
    closes: int
    needs: list[Need]
    weight: float
    weight_left: float
    weight_all: float
    has_evening: bool
    voices: Voices
    dice: Random

    def fill(self, planned: list[Planned]) -> list[Piece]:
        """The day's work, by start, none of it overlapping."""
        wanted = sum(need.left for need in self.needs) * min(1.0, self.weight / self.weight_left)
        pieces = self._meetings(planned)
        wanted -= sum(piece.end - piece.start for piece in pieces)
        slots = self._free(pieces)
        slack = max(0.0, sum(end - start for start, end in slots) - wanted)
        pause = slack / (max(0.0, wanted) / 35 + 1)
        for start, end in slots:
            for piece in self._stretch(start, end, wanted, pause):
                wanted -= piece.end - piece.start
                pieces.append(piece)
        if self.has_evening and wanted > 35 and self.dice.random() < 0.5:
            begin = EVENING + self.dice.randint(0, 40)
            pieces += self._stretch(begin, begin + 80, wanted, 3)
        return sorted(pieces, key=lambda piece: piece.start)

    def _meetings(self, planned: list[Planned]) -> list[Piece]:
        """The planned blocks that took place, begun and ended about when they should."""
        needs = {need.who: need for need in self.needs}
        pieces, free_from = [], self.opens
        for block in sorted(planned, key=lambda each: each.start):
            start = max(block.start + self.dice.choice((0, 0, 0, 1, 3)), free_from)
            end = min(block.end + self.dice.choice((-6, -3, 0, 0, 2, 5)), self.closes)
            need = needs.get(block.who)
            held = self.dice.random() < HELD
            if need is None or not held or end - start < SHORTEST or need.left < end - start:
                continue
            note = block.title
            if block.category not in (Category.MEETING, Category.ADMIN):
                note = self.voices.note(block.who, block.category, self.day, self.dice)
            pieces.append(Piece(start, end, block.who, block.category, note))
            need.left -= end - start
            free_from = end
        return pieces

    def _free(self, pieces: list[Piece]) -> list[tuple[int, int]]:
        """The open hours between the pieces, without lunch."""
        lunch = LUNCH[0] + self.dice.randint(-15, 15)
        busy = [(piece.start, piece.end) for piece in pieces] + [(lunch, lunch + LUNCH[1] - LUNCH[0])]
        slots, free_from = [], self.opens + self.dice.choice((0, 4, 9, 17))
        for start, end in [*sorted(busy), (self.closes, self.closes)]:
            stop = min(start, self.closes)
            if stop - free_from >= SHORTEST:
                slots.append((free_from, stop))
            free_from = max(free_from, end)
        return slots

    def _stretch(self, start: int, end: int, wanted: float, pause: float) -> list[Piece]:
        """Work from ``start`` on until ``end`` or until nothing more is wanted, with pauses between."""
        pieces: list[Piece] = []
        minute = start
        while end - minute >= SHORTEST and wanted >= SHORTEST:
            need = self._next(pieces[-1].who if pieces else "", end - minute)
            if need is None:
                break
            category, length = self.voices.work(need.who, min(end - minute, need.left), self.dice)
            length = min(length, end - minute, need.left)
            if need.left - length < SHORTEST:
                length = min(need.left, end - minute)
            note = self.voices.note(need.who, category, self.day, self.dice)
            pieces.append(Piece(minute, minute + length, need.who, category, note))
            need.left -= length
            wanted -= length
            minute += length + (0 if self.dice.random() < 0.4 else int(self.dice.random() * 3 * pause))
        return pieces

    def _next(self, previous: str, room: int) -> Need | None:
        """Whose work comes next: rather somebody else's than before, and rather of those who lag."""
        open_needs = [
            need
            for need in self.needs
            if need.since <= self.day and self.voices.shortest(need.who) <= min(need.left, room)
        ]
        if not open_needs:
            return None
        after = (self.weight_left - self.weight) / self.weight_all
        lags = [max(need.left - need.total * after, 0.0) ** 1.5 + 0.02 * need.left for need in open_needs]
        weights = [
            lag * (0.25 if need.who == previous else 1.0) for lag, need in zip(lags, open_needs, strict=True)
        ]
        return self.dice.choices(open_needs, weights)[0]
