"""Who may enter which system, where it is on the web, and until when: add, list, edit, open, revoke (rows 000-05, 003-09)."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Argument, Command, option, switch, word
from fractui.cli.phrases import day, short
from fractui.cli.reading import day_of
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.access import AccessState, holder
from fractui.core.address import host_of
from fractui.core.errors import WrongUsage
from fractui.core.wording import left_word
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.core.access import Grant

NONE = "none"
"""What is written for a day that is not known, or no longer."""
CODE = word("code", "the client", kind="client")
ID = word("id", "which one", "ID")


def _say(shell: Shell, given: Namespace, grant: Grant, did: str) -> None:
    if given.json:
        shell.give(record_documents.grant(grant))
        return
    until = f" until {day(shell, grant.expires_on)}" if grant.expires_on else ""
    at = f" at {host_of(grant.url)}" if grant.url else ""
    shell.say(f"{did} {short(grant.id)}  {grant.system}{at}, {grant.scope.value}{until}")


def _words(shell: Shell, given: Namespace) -> dict[str, Any]:
    """What the options say of an access; what they leave out is absent."""
    texts = {
        "scope": given.scope,
        "account": given.account,
        "granted_to": given.to,
        "secret_ref": given.secret_in,
        "url": given.url,
        "owner": given.owner,
        "notes": given.notes,
    }
    words: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    for name, text in (("granted_on", given.since), ("expires_on", given.until)):
        if text is not None:
            words[name] = None if text.strip().lower() == NONE else day_of(shell, text, name)
    return words


def _add(shell: Shell, given: Namespace) -> None:
    words = _words(shell, given)
    if given.to_client:
        words["direction"] = "i_give_client"
    _say(shell, given, shell.services.access.add(given.code, system=given.system, **words), "added")


def _edit(shell: Shell, given: Namespace) -> None:
    words = _words(shell, given)
    if given.system is not None:
        words["system"] = given.system
    if not words:
        raise WrongUsage(
            "Say what to change, like --url https://go.xero.com; see `fractui access edit --help`."
        )
    _say(shell, given, shell.services.access.edit(given.code, given.id, **words), "changed")


def _open(shell: Shell, given: Namespace) -> None:
    from fractui.services.opener import open_address

    url = shell.services.access.address(given.code, given.id)
    open_address(url)
    if given.json:
        shell.give({"url": url})
    else:
        shell.say(f"opened {url}")


def _list(shell: Shell, given: Namespace) -> None:
    found = shell.services.access.list(given.code, revoked=given.all)
    rows = []
    for each in found:
        ends = each.grant.expires_on
        left = left_word(ends, shell.today) if ends and each.state is not AccessState.REVOKED else ""
        rows.append(
            (
                short(each.grant.id),
                each.code,
                each.grant.system,
                holder(each.grant),
                each.grant.scope.value,
                each.state.value,
                day(shell, ends),
                left,
                each.grant.owner,
                each.grant.url,
            )
        )
    shell.table(
        given,
        Table(
            ("id", "client", "system", "who may", "scope", "state", "ends", "left", "login of", "address"),
            rows,
        ),
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
    _say(shell, given, shell.services.access.revoke(given.code, given.id, given.by or "me"), "revoked")


WORDS: tuple[Argument, ...] = (
    option("--scope", "what it allows", choices=("read", "write", "admin")),
    option("--account", "the account's name", "NAME"),
    option("--to", "who may enter", "WHOM"),
    option("--since", "the day on which it was given; today without it", "DATE"),
    option("--until", "the day on which it ends, or none", "DATE"),
    option(
        "--secret-in",
        "where the password manager keeps the secret; never the secret",
        "PLACE",
        dest="secret_in",
    ),
    option("--url", "where the tool is on the web, like https://go.xero.com; no login in it", "URL"),
    option("--owner", "whose login it is", "WHOM"),
    option("--notes", "what else is worth knowing", "TEXT"),
)
"""What can be said of an access, when it is added and later."""

COMMANDS = {
    "access add": Command(
        _add,
        (
            CODE,
            word("system", "what it lets into, like Xero"),
            *WORDS,
            Argument(
                ("--to-client",),
                "you let the client in, not the other way round",
                switch=True,
                dest="to_client",
            ),
        ),
        (
            "access add ACME Xero --scope write --until 2027-03-31",
            "access add ACME Xero --url https://go.xero.com --owner Lena",
        ),
    ),
    "access list": Command(
        _list,
        (word("code", "only this client's", nargs="?", kind="client"), switch("--all", "revoked ones too")),
        ("access list", "access list ACME --all"),
        table=True,
    ),
    "access edit": Command(
        _edit,
        (CODE, ID, option("--system", "what it lets into", "NAME"), *WORDS),
        ("access edit ACME 3f9a --url https://go.xero.com",),
    ),
    "access open": Command(_open, (CODE, ID), ("access open ACME 3f9a",)),
    "access revoke": Command(
        _revoke, (CODE, ID, option("--by", "who revoked it", "WHOM")), ("access revoke ACME 3f9a",)
    ),
}
"""The commands that this module has."""
