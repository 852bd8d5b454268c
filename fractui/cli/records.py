"""What is written down about an engagement: decisions, accesses, checklists."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Argument, Command, option, switch, word
from fractui.cli.phrases import day, short
from fractui.cli.reading import day_of
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.access import AccessState
from fractui.core.checklist import LISTS, SECTIONS, ChecklistItem
from fractui.core.decision import Decision
from fractui.core.wording import due_word
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.core.access import Grant

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


# -- accesses ------------------------------------------------------------------------------------


def _grant(shell: Shell, given: Namespace) -> None:
    words: dict[str, Any] = {
        "system": given.system,
        "direction": "i_give_client" if given.to_client else "client_gives_me",
        "scope": given.scope or "read",
        "account": given.account or "",
        "granted_to": given.to or "",
        "expires_on": day_of(shell, given.until, "until"),
        "secret_ref": given.secret_in or "",
    }
    if given.since:
        words["granted_on"] = day_of(shell, given.since, "since")
    made = shell.services.access.add(given.code, **words)
    _say(shell, given, record_documents.grant(made), f"added {_granted(shell, made)}")


def _granted(shell: Shell, grant: Grant) -> str:
    until = f" until {day(shell, grant.expires_on)}" if grant.expires_on else ""
    return f"{short(grant.id)}  {grant.system}, {grant.scope.value}{until}"


def _grants(shell: Shell, given: Namespace) -> None:
    found = shell.services.access.list(given.code, revoked=given.all)
    rows = []
    for each in found:
        ends = each.grant.expires_on
        word_ = due_word(ends, shell.today) if ends and each.state is not AccessState.REVOKED else ""
        rows.append(
            (
                short(each.grant.id),
                each.code,
                each.grant.system,
                "you" if each.grant.direction.value == "client_gives_me" else "the client",
                each.grant.scope.value,
                each.state.value,
                day(shell, ends),
                word_,
            )
        )
    shell.table(
        given,
        Table(("id", "client", "system", "who may", "scope", "state", "ends", "left"), rows),
        {
            "accesses": [
                {
                    **record_documents.grant(each.grant),
                    "client": each.code,
                    "state": each.state.value,
                    "days_left": each.days_left,
                }
                for each in found
            ]
        },
        "No access is written down; begin with: fractui access add CODE SYSTEM",
    )


def _revoke(shell: Shell, given: Namespace) -> None:
    gone = shell.services.access.revoke(given.code, given.id, given.by or "me")
    _say(shell, given, record_documents.grant(gone), f"revoked {_granted(shell, gone)}")


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
    "access add": Command(
        _grant,
        (
            CODE,
            word("system", "what it lets into, like Xero"),
            option("--scope", "what it allows", choices=("read", "write", "admin")),
            option("--account", "the account's name", "NAME"),
            option("--to", "who may enter", "WHOM"),
            option("--since", "the day on which it was given; today without it", "DATE"),
            option("--until", "the day on which it ends", "DATE"),
            option(
                "--secret-in",
                "where the password manager keeps the secret; never the secret",
                "PLACE",
                dest="secret_in",
            ),
            Argument(
                ("--to-client",),
                "you let the client in, not the other way round",
                switch=True,
                dest="to_client",
            ),
        ),
        ("access add ACME Xero --scope write --until 2027-03-31",),
    ),
    "access list": Command(
        _grants,
        (word("code", "only this client's", nargs="?", kind="client"), switch("--all", "revoked ones too")),
        ("access list", "access list ACME --all"),
        table=True,
    ),
    "access revoke": Command(
        _revoke, (CODE, ID, option("--by", "who revoked it", "WHOM")), ("access revoke ACME 3f9a",)
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
