"""Preparation of what has high stakes: what is near without any, and planning it (row 000-25)."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, word
from fractui.cli.phrases import block_line, day, short
from fractui.cli.reading import day_of, seconds_of_words
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.errors import FieldRefused, WrongUsage
from fractui.core.laying import TemplateKind
from fractui.core.when import parse_time
from fractui.core.wording import long_day
from fractui.services import documents, record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date


def _prepare(shell: Shell, given: Namespace) -> None:
    if given.id is None:
        if given.on or given.at or given.length:
            raise WrongUsage(
                "Say which deliverable: the id is in the first column of `fractui deliverable prepare`."
            )
        _near(shell, given)
        return
    portal = shell.services.delivery.portal_with(given.id)
    (draft,) = shell.services.laying.drafts(TemplateKind.PREPARATION, portal.code or "", of=given.id)
    wanted = draft.placed(
        _in_time(shell, given, portal.deliverable(given.id).due) or draft.day,
        parse_time(given.at) if given.at else draft.at,
        _minutes(given.length) if given.length else draft.minutes,
    )
    (block,) = shell.services.laying.plan([wanted], f"plan to {wanted.title} for {wanted.code}")
    if given.json:
        shell.give(record_documents.block(block))
    else:
        shell.say(block_line(shell, "planned", block))


def _in_time(shell: Shell, given: Namespace, due: date) -> date | None:
    """The day that was typed, None without one.

    Raises:
        FieldRefused: it is over, or after the due day: what lies there prepares nothing.
    """
    wanted = day_of(shell, given.on, "on")
    if wanted is not None and not shell.today <= wanted <= due:
        raise FieldRefused("on", f"Write a day from today to the due day, {long_day(due)}.")
    return wanted


def _near(shell: Shell, given: Namespace) -> None:
    """What is due before long and has no preparation planned."""
    found = shell.services.laying.unprepared()
    rows = [
        (short(each.id), each.client, each.title, day(shell, each.due), str((each.due - shell.today).days))
        for each in found
    ]
    shell.table(
        given,
        Table(("id", "client", "title", "due", ">days"), rows),
        documents.deliverables(found),
        "Nothing of high stakes is near without preparation planned.",
    )


def _minutes(text: str) -> int:
    length = seconds_of_words(text)
    if length % 60:
        raise FieldRefused("for", "A block's length is in whole minutes, like 3h or 45m.")
    return length // 60


COMMANDS = {
    "deliverable prepare": Command(
        _prepare,
        (
            word(
                "id",
                "which deliverable; without it, what is near and has no preparation planned",
                "ID",
                nargs="?",
            ),
            option("--on", "another day than the one on which its work is to begin", "DATE"),
            option("--at", "another time than the first free one", "TIME"),
            option("--for", "another length than two hours", "LENGTH", dest="length"),
        ),
        (
            "deliverable prepare",
            "deliverable prepare 3f9a",
            "deliverable prepare 3f9a --on 'next mon' --at 14:00 --for 3h",
        ),
        table=True,
        notes=(
            "What has high stakes is spoken of from its lead time and as long again before it is due, five days more at most. A block",
            "prepares it that is called `prepare` and its title and takes place before it is due; of what recurs, after the one before.",
        ),
    ),
}
"""The commands that this module has."""
