"""What the work is called: category and note of a stretch of work, and the deliverable that it was for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from fractui.core.deliverable import Deliverable
from fractui.core.entry import Bucket, Category
from fractui.services.demo.shapes import Own, Story
from fractui.services.demo.telling import words

WEIGHTS = {
    Category.DEEP_WORK: 9,
    Category.ASYNC: 6,
    Category.PREP_FOLLOWUP: 4,
    Category.MEETING: 3,
    Category.ONE_ON_ONE: 1,
    Category.URGENT: 1,
    Category.SPECIAL_PROJECT: 1,
}
"""How often a free stretch is spent on what."""
LENGTHS = {
    Category.DEEP_WORK: (40, 85),
    Category.ASYNC: (14, 32),
    Category.PREP_FOLLOWUP: (15, 35),
    Category.MEETING: (28, 61),
    Category.ONE_ON_ONE: (25, 45),
    Category.URGENT: (15, 50),
    Category.SPECIAL_PROJECT: (40, 80),
}
"""Minutes of a stretch, from and to."""
OWN_LENGTHS = {
    Bucket.BD: (25, 70),
    Bucket.ADMIN: (15, 45),
    Bucket.LEARNING: (30, 60),
    Bucket.RELATIONSHIP: (30, 75),
    Bucket.PERSONAL: (45, 80),
}
OWN_CATEGORIES = {Bucket.BD: Category.BD, Bucket.ADMIN: Category.ADMIN}
SHORTEST = 12
WORKED_ON = timedelta(days=45)
"""How long before its due day a deliverable is worked on."""


class Voices:
    """Chooses words for work. ``shortness`` below 1 makes stretches shorter, as more clients do."""

    def __init__(
        self, stories: tuple[Story, ...], own: Own, papers: Iterable[Deliverable], shortness: float
    ) -> None:
        self._stories = {story.code: story for story in stories}
        self._own = {bucket.value: notes for bucket, notes in own.work.items()}
        self._shortness = shortness
        self._papers: dict[str, dict[str, list[tuple[date, str]]]] = {}
        for paper in papers:
            titles = self._papers.setdefault(paper.client, {})
            titles.setdefault(paper.title, []).append((paper.due, paper.id))
        for titles in self._papers.values():
            for dated in titles.values():
                dated.sort()

    def work(self, who: str, room: int, dice: Random) -> tuple[Category | None, int]:
        """A kind of work for ``who`` that fits into ``room`` minutes, and its length in minutes."""
        if who in self._own:
            bucket = Bucket(who)
            return OWN_CATEGORIES.get(bucket), int(dice.randint(*OWN_LENGTHS[bucket]) * self._shortness)
        offered = [kind for kind in WEIGHTS if kind in self._stories[who].work]
        kinds = [kind for kind in offered if LENGTHS[kind][0] * self._shortness <= room] or [Category.ASYNC]
        kind = dice.choices(kinds, [WEIGHTS[each] for each in kinds])[0]
        return kind, max(SHORTEST, int(dice.randint(*LENGTHS[kind]) * self._shortness))

    def shortest(self, who: str) -> int:
        """The fewest minutes that are worth beginning work for ``who``."""
        if who in self._own:
            return int(OWN_LENGTHS[Bucket(who)][0] * self._shortness)
        return SHORTEST

    def note(self, who: str, kind: Category | None, day: date, dice: Random) -> str:
        """A note for such work on ``day``."""
        if who in self._own:
            notes = self._own[who]
        else:
            notes = self._stories[who].work.get(kind or Category.ASYNC, ("",))
        return dice.choice(notes).format(**words(day))

    def deliverable(self, who: str, note: str, day: date) -> str | None:
        """The id of the deliverable that the note speaks of, the one due next after ``day``; None without one."""
        subject = note.partition(":")[0].partition(",")[0]
        for title, dated in self._papers.get(who, {}).items():
            place = bisect_left(dated, (day, ""))
            if title.startswith(subject) and place < len(dated) and dated[place][0] - day <= WORKED_ON:
                return dated[place][1]
        return None
