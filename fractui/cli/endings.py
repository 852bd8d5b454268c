"""The end of an engagement: the pack that the client keeps, closing, and taking it up again."""

from __future__ import annotations

from fractui.cli.clients import CODE, answer
from fractui.cli.grammar import Command, option, switch
from fractui.cli.shell import Shell
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.core.client import Client


def _close(shell: Shell, given: Namespace) -> None:
    closing = shell.services.clients.close(given.code, revoke=given.revoke)
    record = shell.services.clients.show(closing.client.id)
    if given.json:
        more = {"owed": list(closing.owed), "accesses": list(closing.accesses)}
        shell.give(documents.client(record.client, record.agreement) | more)
        return
    shell.say(f"closed {closing.client.id} {closing.client.name}")
    for each in closing.owed:
        shell.say(f"still owed: {each}")
    for each in closing.accesses:
        shell.say(f"{'revoked' if given.revoke else 'access still open'}: {each}")


def _handover(shell: Shell, given: Namespace) -> None:
    pack = shell.services.handover.write(given.code, given.output, given.names or "")
    if given.json:
        shell.give({"folder": pack.folder, "documents": list(pack.documents), "missing": list(pack.missing)})
        return
    count = len(pack.documents)
    shell.say(f"{pack.folder}: the index and {count} document{'' if count == 1 else 's'}")
    for name in pack.missing:
        shell.say(f"gone from the client's files: {name}")


def _reopen(shell: Shell, given: Namespace) -> None:
    client: Client = shell.services.clients.reopen(given.code)
    answer(shell, given, "reopened", shell.services.clients.show(client.id))


COMMANDS = {
    "client close": Command(
        _close,
        (CODE, switch("--revoke", "note every open access as taken back today")),
        ("client close ACME --revoke",),
    ),
    "client handover": Command(
        _handover,
        (
            CODE,
            option("-o --output", "the folder to write", "FOLDER", required=True, kind="folder"),
            option("--names", "the other client whom the records may name", "CODE"),
        ),
        ("client handover ACME -o ~/acme-handover",),
    ),
    "client reopen": Command(_reopen, (CODE,), ("client reopen ACME",)),
}
"""The commands that this module has."""
