"""The documents of deliverables: attached under their right names, found, opened, looked through."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.made import tell_timer
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _attach(shell: Shell, given: Namespace) -> None:
    filed = shell.services.filing.attach(
        given.id, given.file, names=given.names or "", next_version=given.next, unread=shell.warn
    )
    if given.json:
        shell.give(documents.deliverable(filed))
    else:
        shell.say(f"attached {filed.files[-1]}")
    tell_timer(shell, given, filed.client)


def _path(shell: Shell, given: Namespace) -> None:
    path = shell.services.filing.path(given.id)
    if given.json:
        shell.give({"path": path})
    else:
        shell.say(path)


def _open(shell: Shell, given: Namespace) -> None:
    from fractui.services.opener import open_with_system

    path = shell.services.filing.path(given.id)
    open_with_system(path)
    if given.json:
        shell.give({"path": path})
    else:
        shell.say(f"opened {path}")


def _lint(shell: Shell, given: Namespace) -> None:
    found = shell.services.filing.lint(given.code)
    shell.table(
        given,
        Table(
            ("client", "file", "what is wrong", "better"),
            [(each.code, each.name, each.complaint, each.better) for each in found],
        ),
        {
            "misnamed": [
                {
                    "client": each.code,
                    "file": each.name,
                    "problem": each.complaint,
                    "better": each.better,
                    "belongs_to": each.belongs or None,
                }
                for each in found
            ]
        },
        "Every document is named by the convention.",
    )


COMMANDS = {
    "deliverable attach": Command(
        _attach,
        (
            word("id", "which deliverable", "ID"),
            word("file", "the document; it is copied under its right name", "FILE", kind="file"),
            option("--names", "the other client whose code or name the file may have in it", "CODE"),
            switch("--next", "as the document of the next version"),
        ),
        ("deliverable attach 3f9a ~/report.pdf", "deliverable attach 3f9a report2.pdf --next"),
        notes=(
            "A file that names another client is refused, unless that client's code is typed after --names.",
        ),
    ),
    "deliverable path": Command(
        _path,
        (word("id", "which deliverable", "ID"),),
        ("deliverable path 3f9a",),
    ),
    "deliverable open": Command(
        _open,
        (word("id", "which deliverable", "ID"),),
        ("deliverable open 3f9a",),
    ),
    "deliverable lint": Command(
        _lint,
        (word("code", "only this client's", nargs="?", kind="client"),),
        ("deliverable lint", "deliverable lint ACME"),
        table=True,
    ),
}
"""The commands that this module has."""
