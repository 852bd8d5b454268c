"""Answering from the shell what is asked about an absence, or about a session that is too long."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import entry_line, moment, seconds_of
from fractui.cli.reading import category_of, instant_of
from fractui.cli.shell import Shell
from fractui.core.absence import Outcome
from fractui.core.entry import Category, Entry
from fractui.core.errors import WrongUsage
from fractui.core.wording import hm
from fractui.services import documents
from fractui.services.views.frame import QuestionView

KEEP, DROP, RESUME, GIVE = ANSWERS = ("keep", "drop", "resume", "give")
CATEGORIES = tuple(each.value for each in Category)


def _away(shell: Shell, given: Namespace) -> int:
    shell.services.watching.notice()
    if given.answer is None:
        return _show(shell, given)
    _check(given)
    absences = shell.services.absences
    if given.answer == KEEP:
        _answer(shell, given, "kept", absences.keep())
    elif given.answer == GIVE:
        category = category_of(given.category)
        outcome = absences.give(given.who, category, given.note or "", go_on=not given.stop)
        _tell(shell, given, outcome)
    elif given.at is not None:
        _answer(shell, given, "stopped", shell.services.timer.stop(at=instant_of(shell, given.at)))
    else:
        _tell(shell, given, absences.drop(go_on=given.answer == RESUME))
    return 0


def _check(given: Namespace) -> None:
    """See that only what belongs to the answer was written with it.

    Raises:
        WrongUsage: something else was.
    """
    gives = given.answer == GIVE
    if gives and given.who is None:
        raise WrongUsage("Say who gets the time: fractui away give WHO.")
    if not gives and (given.who or given.category or given.note or given.stop):
        raise WrongUsage("WHO, --category, --note and --stop belong to fractui away give WHO.")
    if given.at is not None and given.answer != DROP:
        raise WrongUsage("--at belongs to fractui away drop: it says when the work ended.")


def _show(shell: Shell, given: Namespace) -> int:
    """Print what is asked; the exit code is 0 when something is, 1 when not."""
    asked = shell.services.absences.question()
    if given.json:
        shell.give({"question": None if asked is None else _document(shell, asked)})
    elif asked is None:
        shell.say("Nothing is asked.")
    else:
        more = f" {asked.more} more to answer after it." if asked.more else ""
        shell.say(f"{_words(shell, asked)} {_ways(asked)}.{more}")
    return 1 if asked is None else 0


def _words(shell: Shell, asked: QuestionView) -> str:
    length = hm(_seconds(asked.start, shell.now))
    if asked.since is None:
        return f"{asked.who} runs for {length}. Still working?"
    away = f"{moment(shell, asked.since)}-{moment(shell, asked.until or shell.now)}"
    return f"Away {away} ({hm(_away_s(shell, asked))}) while {asked.who} ran, {length} so far."


def _ways(asked: QuestionView) -> str:
    if asked.since is None:
        return "Answer with fractui away keep, fractui stop, or fractui away drop --at WHEN"
    return "Answer with fractui away keep, drop, resume, or give WHO"


def _document(shell: Shell, asked: QuestionView) -> dict[str, object]:
    return {
        "kind": "long" if asked.since is None else "away",
        "entry": asked.entry_id,
        "who": asked.who,
        "start": documents.instant(asked.start),
        "since": documents.instant(asked.since),
        "until": documents.instant(asked.until),
        "away_s": _away_s(shell, asked),
        "elapsed_s": _seconds(asked.start, shell.now),
        "more": asked.more,
    }


def _away_s(shell: Shell, asked: QuestionView) -> int:
    return 0 if asked.since is None else _seconds(asked.since, asked.until or shell.now)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def _tell(shell: Shell, given: Namespace, outcome: Outcome) -> None:
    """Print what an answer has made of the entry: what it is now, who got the time, what goes on."""
    did = "dropped" if seconds_of(outcome.ended, shell.now) == 0 else "ended"
    parts = [(did, outcome.ended), ("gave", outcome.given), ("goes on", outcome.again)]
    found = [(did, entry) for did, entry in parts if entry is not None]
    if given.json:
        shell.give({"entries": [documents.entry(entry, shell.now) for _, entry in found]})
    else:
        shell.say("\n".join(entry_line(shell, did, entry) for did, entry in found))


def _answer(shell: Shell, given: Namespace, did: str, entry: Entry) -> None:
    if given.json:
        shell.give({"entries": [documents.entry(entry, shell.now)]})
    else:
        shell.say(entry_line(shell, did, entry))


COMMANDS = {
    "away": Command(
        _away,
        (
            word(
                "answer",
                "what becomes of the time; without it the question is shown",
                "|".join(ANSWERS),
                choices=ANSWERS,
                nargs="?",
            ),
            word("who", "who gets the absent time", "WHO", nargs="?", kind="who"),
            option("-c --category", "the kind of work that it was", choices=CATEGORIES),
            option("-n --note", "what it was about", "NOTE"),
            option("--at", "when the work ended, instead of the last sign of life", "WHEN"),
            switch("--stop", "the timer stays stopped after the time was given"),
        ),
        (
            "away",
            "away keep",
            "away drop",
            "away resume",
            "away give BETA -c meeting -n 'call with Lena'",
            "away drop --at 'yesterday 18:00'",
        ),
        notes=(
            "keep leaves the entry as it is; drop ends it at the last sign of life; resume does that and goes on",
            "from when you were back; give makes the absent time another's, and the timer goes on unless --stop.",
            "Without an answer the exit code is 0 when something is asked, 1 when not.",
        ),
    ),
}
"""The commands that this module has."""
