"""One line that says whose time it was, when, on what and of which kind, read as a person writes it (features T3, T14; row 001-07).

``acme 9:30-11 board deck deep``, ``beta 45m ago call``, ``bd since last lunch with Maria``. Reading is a pure, total function: any text
gives a reading, which says for each word what it was taken for and in one sentence what is missing. Nothing is guessed silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fractui.core.entry import Category, category_named
from fractui.core.errors import FieldRefused
from fractui.core.quick_clock import times_of
from fractui.core.quick_doubts import day_in_two_orders, day_or_name, odd_number, two_times
from fractui.core.quick_owners import Named, Owner, owed_for, owner_at
from fractui.core.quick_reading import Context, Part, Piece, Reading
from fractui.core.quick_times import Said, said_at, with_length
from fractui.core.quick_words import JOINING, KINDS, MODES, Word, day_of, joined, named_by_day, words_of
from fractui.core.text import safe

LONGEST_LINE = 400
"""Characters that are read; what is beyond them is no line that a person writes."""
_ELLIPSES = ("...", "…")


def read_line(text: str, context: Context) -> Reading:
    """Read the line. It never raises, whatever the text."""
    words = _parted(words_of(text[:LONGEST_LINE]))
    return _Reader(words, context).reading(too_long=len(text) > LONGEST_LINE) if words else Reading()


def _parted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the dots that let it run standing alone: ``9:40...`` is ``9:40`` and ``...``."""
    last = words[-1] if words else None
    for dots in _ELLIPSES:
        if last and not last.quoted and last.low.endswith(dots) and last.low[0].isdigit():
            stem = last.text[: -len(dots)]
            middle = last.start + len(stem)
            clean = stem.rstrip("-")
            first = Word(clean, clean.casefold(), last.start, middle)
            return (*words[:-1], first, Word(dots, dots, middle, last.end))
    return words


class _Reader:
    """Takes words off the line, those that are surest first; what nobody takes is the note."""

    def __init__(self, words: Sequence[Word], context: Context) -> None:
        self._words = words
        self._context = context
        self._parts: dict[int, Part] = {}
        self._in_note: set[int] = set()
        self._trouble: list[str] = []

    def reading(self, *, too_long: bool) -> Reading:
        """All that the line says."""
        if too_long:
            self._trouble.append(f"That is more than {LONGEST_LINE} characters: shorten it.")
        runs = self._starts_timer()
        tags = self._tags()
        kind = self._marked_kind()
        who = self._whole_code()
        said, day = self._time()
        who = who or self._who()
        owed = self._owed(who)
        kind = kind or self._bare_kind()
        times = times_of(said, day, self._context.present, runs=runs)
        if times.trouble:
            odd = odd_number(self._words[place] for place in self._free()) if said is None else ""
            self._trouble.append(odd or times.trouble)
        return Reading(
            pieces=tuple(
                Piece(word.start, word.end, self._parts.get(place, Part.NOTE))
                for place, word in enumerate(self._words)
            ),
            who=who.code if who else "",
            start=times.start,
            end=times.end,
            day=times.day,
            seconds=times.seconds,
            runs=runs,
            category=kind,
            deliverable=owed,
            note=self._note(),
            tags=tags,
            trouble=self._trouble[0] if self._trouble else "",
        )

    def _take(self, first: int, last: int, part: Part, *, in_note: bool = False) -> None:
        for place in range(first, last):
            self._parts[place] = part
            if in_note:
                self._in_note.add(place)

    def _free(self) -> list[int]:
        return [place for place in range(len(self._words)) if place not in self._parts]

    def _run_of_free(self, place: int) -> Sequence[Word]:
        """The free words from a place on, without a break."""
        last = place
        while last < len(self._words) and last not in self._parts:
            last += 1
        return self._words[place:last]

    def _note(self) -> str:
        kept = (
            place for place in range(len(self._words)) if place not in self._parts or place in self._in_note
        )
        return " ".join(filter(None, (self._words[place].text for place in kept)))

    # -- marks ---------------------------------------------------------------------------------

    def _starts_timer(self) -> bool:
        """``start`` before whose time it is, or dots at the end: the timer goes on."""
        runs = False
        if self._words[0].low == "start" and owner_at(self._words[1:], self._context.owners):
            self._take(0, 1, Part.TIME)
            runs = True
        last = self._words[-1]
        if last.low in _ELLIPSES and not last.quoted:
            self._take(len(self._words) - 1, len(self._words), Part.TIME)
            runs = True
        return runs

    def _tags(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for place in self._free():
            word = self._words[place]
            if word.text.startswith("#") and len(word.text) > 1 and not word.quoted:
                found[word.text[1:]] = None
                self._take(place, place + 1, Part.TAG)
        return tuple(found)

    def _marked_kind(self) -> Category | None:
        """``@deep``: the kind by its name's beginning."""
        kinds: list[Category] = []
        for place in self._free():
            word = self._words[place]
            if not word.text.startswith("@") or len(word.text) < 2 or word.quoted:
                continue
            self._take(place, place + 1, Part.KIND)
            try:
                kinds.append(KINDS.get(word.low[1:]) or category_named(word.low[1:]))
            except FieldRefused as refused:
                self._parts[place] = Part.TROUBLE
                self._trouble.append(refused.sentence)
        if len(kinds) > 1:
            self._trouble.append("It is of one kind only: leave one of the words with @.")
        return kinds[0] if kinds else None

    def _owed(self, who: Owner | None) -> str:
        """``+board``: the deliverable of the client whose title begins so."""
        for place in self._free():
            word = self._words[place]
            if not word.text.startswith("+") or len(word.text) < 2 or word.quoted or who is None:
                continue
            fitting = owed_for(word.low[1:], who.code, self._context.owed)
            self._take(place, place + 1, Part.DELIVERABLE if len(fitting) == 1 else Part.TROUBLE)
            if len(fitting) == 1:
                return fitting[0].id
            names = " or ".join(f"“{safe(each.title)}”" for each in fitting[:3])
            shown = safe(word.text[1:21])
            self._trouble.append(
                f"“{shown}” may be {names}: write more of it."
                if names
                else f"{who.code} has no deliverable that is called “{shown}”."
            )
        return ""

    # -- time ----------------------------------------------------------------------------------

    def _time(self) -> tuple[Said | None, date | None]:
        """What is said about the time, and the day that is named."""
        open_words = [
            replace(word, quoted=True) if place in self._parts else word
            for place, word in enumerate(self._words)
        ]
        today = self._context.present.today
        found: list[Said] = []
        place = 0
        while place < len(open_words):
            said = said_at(open_words, place, today)
            if said is not None:
                found.append(said)
            place = said.last if said is not None else place + 1
        best = max(found, key=lambda said: (said.sure, -said.first), default=None)
        best, length = with_length(open_words, best, found)
        if length is not None:
            self._take(length.first, length.last, Part.TIME)
        self._doubt(two_times(self._words, best, [each for each in found if each.first not in self._parts]))
        if best is not None:
            self._take(best.first, best.last, Part.TIME)
        day = self._day(open_words, best, today)
        return best, (best.day if best is not None and best.day is not None else day)

    def _day(self, words: Sequence[Word], said: Said | None, today: date) -> date | None:
        """The day: beside the time, or first, or last after ``on``; anywhere else a day's name belongs to the note.

        Before what may be called after it a weekday is asked about, where it would be another day than without it.
        """
        free = self._free()
        doubt = ""
        for place in free:
            found = day_of(words[place:], today)
            if found is None or any(taken not in free for taken in range(place, place + found[1])):
                continue
            day, count, sure = found
            beside = said is not None and (place == said.last or place + count == said.first)
            if beside or place == free[0] or (place + count > free[-1] and (sure or said is None)):
                if named_by_day(words[place:]):
                    other = day != self._context.present.day and not (said is not None and said.is_until_now)
                    doubt = doubt or (day_or_name(words[place:]) if other else "")
                    continue
                self._take(place, place + count, Part.DAY)
                return day
        self._doubt(doubt)
        near = [
            self._words[place]
            for place in free
            if place == free[0] or (said is not None and (place == said.last or place + 1 == said.first))
        ]
        self._doubt(day_in_two_orders(near))
        return None

    def _doubt(self, sentence: str) -> None:
        """Keep a sentence of what has two readings, if there is one."""
        if sentence:
            self._trouble.append(sentence)

    # -- whose, and what kind ------------------------------------------------------------------

    def _whole_code(self) -> Owner | None:
        """A client's whole code that comes first is that client, even where it could be a length, as ``3M`` could."""
        for place in self._free()[:1]:
            named = owner_at(self._run_of_free(place), self._context.owners)
            if named is not None and named.owners[0].code.casefold() == self._words[place].low:
                return self._named(place, named)
        return None

    def _who(self) -> Owner | None:
        free = self._free()
        owners = self._context.owners
        starts = free[:1]
        if free and any(self._words[free[0]].low == kind for kind in KINDS):
            starts = [*free[1:2], *starts]
        for place in starts:
            named = owner_at(self._run_of_free(place), owners)
            if named is not None:
                return self._named(place, named)
        codes = {owner.code.casefold(): owner for owner in owners if not owner.is_bucket}
        exact = [place for place in free if not self._words[place].quoted and self._words[place].low in codes]
        if len(exact) == 1:
            named_in_passing = exact[0] > 0 and self._words[exact[0] - 1].low in JOINING
            self._take(exact[0], exact[0] + 1, Part.WHO, in_note=named_in_passing)
            return codes[self._words[exact[0]].low]
        self._trouble.append(self._nobody(free))
        return None

    def _named(self, place: int, named: Named) -> Owner | None:
        if len(named.owners) == 1:
            self._take(place, place + named.count, Part.WHO)
            return named.owners[0]
        self._take(place, place + named.count, Part.TROUBLE)
        names = [owner.code for owner in named.owners]
        several = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) < 6 else f"{len(names)} of yours"
        self._trouble.append(f"“{safe(self._words[place].text[:20])}” may be {several}: write more of it.")
        return None

    def _nobody(self, free: Sequence[int]) -> str:
        codes = [owner.code for owner in self._context.owners if not owner.is_bucket][:4]
        instead = f"write {', '.join([*codes, 'bd'])} or another first"
        if not free or (len(free) < len(self._words) and self._words[free[0]].low in KINDS):
            return f"Whose time is it? {instead[:1].upper()}{instead[1:]}."
        self._parts[free[0]] = Part.TROUBLE
        return f"“{safe(self._words[free[0]].text[:20])}” is nobody's code or name: {instead}."

    def _bare_kind(self) -> Category | None:
        """A word for the kind where the note begins or ends; one that names the thing itself stays in the note."""
        free = self._free()
        lead = self._kind_in(free, at_end=False)
        tail = self._kind_in(free, at_end=True)
        joins = bool(lead) and len(free) > len(lead) and self._words[free[len(lead)]].low in JOINING
        places = lead if lead and (joins or not tail) else tail
        if not places:
            return None
        text = joined([self._words[place] for place in places])
        stays = len(places) < len(free) and (text not in MODES or (joins and places == lead))
        self._take(places[0], places[-1] + 1, Part.KIND, in_note=stays)
        return KINDS[text]

    def _kind_in(self, free: Sequence[int], *, at_end: bool) -> Sequence[int]:
        for count in (3, 2, 1):
            places = free[-count:] if at_end else free[:count]
            together = len(places) == count and places[-1] - places[0] == count - 1
            if together and joined([self._words[place] for place in places]) in KINDS:
                return places
        return ()
