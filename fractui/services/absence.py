"""Asking about an absence, and doing what is answered (pains 5, 6). Nothing is cut without an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from fractui.core import absence as rules
from fractui.core.absence import Absence, Given, Outcome, Record, Why
from fractui.core.entry import Category, Entry, category_named
from fractui.core.errors import Refused, Stale
from fractui.core.overlap import describe
from fractui.core.timeline import Span
from fractui.core.wording import moment_word
from fractui.core.zones import local, local_day
from fractui.services.one_line_of_time import in_the_way_of, running_entry
from fractui.services.views.frame import QuestionView
from fractui.services.whose import whose
from fractui.store.absence import AbsenceFile, Noted
from fractui.store.practice import Practice, Transaction

HUSH = timedelta(hours=1)
"""How long a hint is put off."""


class Absences:
    """The question about the running entry, and its answers; each answer that changes time is one change, which undo takes back."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._file = AbsenceFile(practice.root)

    def question(self) -> QuestionView | None:
        """What is asked about the running entry; None where nothing is."""
        running = running_entry(self._practice)
        return None if running is None else question_of(self._practice, running, self._practice.now())

    def keep(self, asked: QuestionView | None = None) -> Entry:
        """All is well: the entry stays as it is, and the question is closed.

        Returns:
            The running entry.

        Raises:
            Refused: nothing is asked.
            Stale: something else is asked than what was ``asked`` when the person looked.
        """
        running = self._asked_about(asked)[0]
        now = self._practice.now()

        def answered(record: Record) -> Record:
            return rules.kept(replace(record, absences=rules.unanswered(record, running)), now)

        self._file.change(lambda noted: noted.with_record(answered(noted.of(running.id))))
        return running

    def drop(self, *, go_on: bool, asked: QuestionView | None = None) -> Outcome:
        """The entry ends at the last sign of life; with ``go_on`` the same goes on from when somebody was back.

        Raises:
            Refused: nothing is asked, or no absence is known.
            Stale: something else is asked than what was ``asked`` when the person looked.
        """
        return self._answer(
            "drop {who}'s absence",
            asked,
            lambda running, away: rules.dropped(running, away, self._practice.new_id() if go_on else None),
        )

    def give(
        self,
        who: str,
        category: Category | str | None = None,
        note: str = "",
        *,
        go_on: bool,
        asked: QuestionView | None = None,
    ) -> Outcome:
        """The absent time becomes an entry of another client, bucket or category; then the timer goes on, or is stopped.

        Raises:
            NotFound: nobody is called so.
            Refused: nothing is asked, no absence is known, the time is theirs already, or something else lies there.
            Stale: something else is asked than what was ``asked`` when the person looked.
        """
        owner = whose(self._practice, who)
        to = Given(
            owner.client,
            owner.bucket,
            category_named(category) if category else None,
            note,
            self._practice.settings().zone,
        )

        def answered(running: Entry, away: Span) -> Outcome:
            new_id, again_id = self._practice.new_id(), self._practice.new_id() if go_on else None
            return rules.given(running, away, to, new_id, again_id)

        return self._answer(f"give {{who}}'s absence to {owner.name}", asked, answered)

    def hush(self) -> datetime:
        """Put the hint off for a while; returns until when.

        Raises:
            StorageTrouble: the disk refused.
        """
        until = self._practice.now() + HUSH
        self._file.change(lambda noted: Noted(noted.records, until))
        return until

    def _asked_about(self, asked: QuestionView | None) -> tuple[Entry, QuestionView]:
        running = running_entry(self._practice)
        if running is None:
            raise Refused("Nothing runs, so nothing is asked.")
        question = question_of(self._practice, running, self._practice.now())
        if question is None:
            raise Refused(f"Nothing is asked about {running.who}'s time; it was answered, or never in doubt.")
        if asked is not None and (asked.entry_id, asked.since) != (question.entry_id, question.since):
            raise Stale("Something else is asked by now; look again and answer that.")
        return running, question

    def _answer(
        self, label: str, asked: QuestionView | None, make: Callable[[Entry, Span], Outcome]
    ) -> Outcome:
        """Do what was answered, as one change; further absences are asked about the entry that goes on."""
        running, question = self._asked_about(asked)
        now = self._practice.now()
        with self._practice.transaction(label.replace("{who}", running.who)) as tx:
            running, question = self._asked_about(question)
            if question.since is None:
                since = moment_word(local(running.start, running.zone), local_day(now, running.zone))
                raise Refused(
                    f"{running.who} runs since {since} and no absence is known; keep it, or say when it ended: "
                    "fractui stop --at WHEN."
                )
            away = Absence(question.since, question.until).span(now)
            outcome = self._put(tx, running, make(running, away), now)
        rest = rules.unanswered(self._file.read().of(running.id), running)[1:]
        if outcome.again is not None and rest:
            record = Record(outcome.again.id, rest)
            self._file.change(lambda noted: noted.with_record(record))
        return outcome

    def _put(self, tx: Transaction, running: Entry, outcome: Outcome, now: datetime) -> Outcome:
        """Store what an answer makes of the entry; where nothing is left of it, it goes."""
        if outcome.given is not None:
            taken = in_the_way_of(self._practice, outcome.given, besides=(running,))
            if taken:
                raise Refused(
                    f"{describe(taken[0], now)} lies in that time already; change that entry first."
                )
        if outcome.ended.end == outcome.ended.start:
            ended = tx.delete(running.client, running)
        else:
            ended = tx.put(outcome.ended)
        return Outcome(
            ended,
            tx.put(outcome.given) if outcome.given is not None else None,
            tx.put(outcome.again) if outcome.again is not None else None,
        )


def question_of(practice: Practice, running: Entry, now: datetime) -> QuestionView | None:
    """What is asked about the running entry: its oldest absence without an answer, else a session that is too long."""
    record = AbsenceFile(practice.root).read().of(running.id)
    open_ones = rules.unanswered(record, running)
    runs_s = int((now - running.start).total_seconds()) // 60 * 60
    if open_ones:
        first = open_ones[0]
        more = len(open_ones) - 1
        runs_s = runs_s if first.why is Why.CLOSED else 0
        return QuestionView(
            running.id, running.who, running.start, first.since, first.until, first.why, runs_s, more
        )
    if not rules.is_long(running, record, now, practice.settings()):
        return None
    return QuestionView(running.id, running.who, running.start, None, None, "", runs_s)


def is_hushed(practice: Practice, now: datetime) -> bool:
    """Whether hints are put off."""
    hush = AbsenceFile(practice.root).read().hush
    return hush is not None and now < hush
