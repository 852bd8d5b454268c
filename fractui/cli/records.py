"""What is written down about an engagement: decisions and checklists."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import day, short
from fractui.cli.reading import day_of
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.checklist import LISTS, SECTIONS, ChecklistItem
from fractui.core.decision import Decision
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

CODE = word("code", "the client", kind="client")
ID = word("id", "which one", "ID")


def _say(shell: Shell, given: Namespace, value: dict[str, Any], line: str) -> None:
    if given.json:
        shell.give(value)
    else:
        shell.say(line)


# -- decisions -----------------------------------------------------------------------------------


def _decide(shell: Shell, given: Namespace) -> None:
    made = shell.services.decisions.add(
        given.code,
        given.text,
        day_of(shell, given.on, "on"),
        owner=given.by or "me",
        outcome=given.outcome or "",
    )
    _say(shell, given, record_documents.decision(made), f"decided {_decided(shell, made)}")


def _decided(shell: Shell, each: Decision) -> str:
    return f"{short(each.id)}  {day(shell, each.on)}  {each.text}"


def _decisions(shell: Shell, given: Namespace) -> None:
    found = shell.services.decisions.list(given.code)
    shell.table(
        given,
        Table(
            ("id", "on", "decision", "by", "what came of it"),
            [(short(each.id), day(shell, each.on), each.text, each.owner, each.outcome) for each in found],
        ),
        {"decisions": [record_documents.decision(each) for each in found]},
        f"Nothing is written down; begin with: fractui decision add {given.code.upper()} 'what was decided'",
    )


def _outcome(shell: Shell, given: Namespace) -> None:
    changed = shell.services.decisions.edit(given.code, given.id, outcome=given.text)
    _say(shell, given, record_documents.decision(changed), f"changed {_decided(shell, changed)}")


# -- checklists ----------------------------------------------------------------------------------


def _items(shell: Shell, given: Namespace) -> None:
    found = shell.services.checklists.show(given.code, given.list or "")
    rows = [
        (
            short(each.id),
            each.section,
            "done" if each.done_on else "left out" if each.skipped else "",
            each.text,
            day(shell, each.due_on) if each.due_on else "",
            "" if each.owner == "me" else each.owner,
        )
        for each in found.items
    ]
    shell.table(
        given,
        Table(("id", "section", "state", "what", "due", "who"), rows),
        record_documents.checklist(found),
        f"The checklist is empty; begin with: fractui checklist add {found.code} 'what is to be done'",
    )


def _add_item(shell: Shell, given: Namespace) -> None:
    words: dict[str, Any] = {
        name: value
        for name, value in (
            ("text", given.text),
            ("list", given.list),
            ("section", given.section),
            ("owner", given.who),
            ("due_on", day_of(shell, given.due, "due")),
        )
        if value is not None
    }
    made = shell.services.checklists.add(given.code, **words)
    _say(shell, given, record_documents.checklist_item(made), f"added {_item(made)}")


def _item(each: ChecklistItem) -> str:
    return f"{short(each.id)}  {each.text}"


def _tick(shell: Shell, given: Namespace) -> None:
    done = shell.services.checklists.done(given.code, given.id, done=not given.undone)
    _say(
        shell,
        given,
        record_documents.checklist_item(done),
        f"{'not done' if given.undone else 'done'} {_item(done)}",
    )


def _skip(shell: Shell, given: Namespace) -> None:
    left = shell.services.checklists.edit(given.code, given.id, skipped=given.reason)
    _say(shell, given, record_documents.checklist_item(left), f"left out {_item(left)}")


COMMANDS = {
    "decision add": Command(
        _decide,
        (
            CODE,
            word("text", "what was decided"),
            option("--on", "when; today without it", "DATE"),
            option("--by", "who decided", "WHOM"),
            option("--outcome", "what came of it", "TEXT"),
        ),
        ("decision add ACME 'hire a controller' --by board",),
    ),
    "decision list": Command(_decisions, (CODE,), ("decision list ACME",), table=True),
    "decision outcome": Command(
        _outcome,
        (CODE, ID, word("text", "what came of it")),
        ("decision outcome ACME 3f9a 'hired in May'",),
    ),
    "checklist list": Command(
        _items, (CODE, option("--list", "only this one", choices=LISTS)), ("checklist list ACME",), table=True
    ),
    "checklist add": Command(
        _add_item,
        (
            CODE,
            word("text", "what is to be done"),
            option("--list", "which checklist", choices=LISTS),
            option("--section", "where in it", choices=SECTIONS),
            option("--due", "by when", "DATE"),
            option("--who", "who does it", "WHOM"),
        ),
        ("checklist add ACME 'Read the last board pack' --section company",),
    ),
    "checklist done": Command(
        _tick, (CODE, ID, switch("--undone", "take the tick back")), ("checklist done ACME 3f9a",)
    ),
    "checklist skip": Command(
        _skip, (CODE, ID, word("reason", "why it is left out")), ("checklist skip ACME 3f9a 'no team yet'",)
    ),
}
"""The commands that this module has."""
