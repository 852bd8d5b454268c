"""Calendars on a CalDAV server: setting them up, sending what has changed, listing what is where."""

from __future__ import annotations

import sys
from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.waiting import Waiting
from fractui.core.errors import FractuiError, WrongUsage
from fractui.core.publication import ASK, COMMAND, KEYRING, KINDS, OURS, THEIRS, USUAL, Target
from fractui.core.wording import moment_word
from fractui.services import documents
from fractui.services.passwords import Passwords, nobody
from fractui.services.views.publishing import Published, TargetRow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

LEAVE = "leave"
SHOWN = 10
"""How many events that wait for a choice a person sees."""


class _Person:
    """Asks the person at the terminal, once for each user of a server."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], str] = {}

    def __call__(self, target: Target) -> str:
        """The password for a target.

        Raises:
            Refused: nobody is there.
        """
        key = (target.user, target.host)
        if key not in self._said:
            if not sys.stdin.isatty():
                return nobody(target)
            from getpass import getpass

            self._said[key] = getpass(f"Password of {target.user} at {target.host}: ")
        return self._said[key]


def _publish(shell: Shell, given: Namespace) -> int:
    if (given.code is None) != given.each:
        raise WrongUsage("Say which client, like ACME, or --each for all that is set up.")
    publishing = shell.services.publishing
    targets = publishing.targets(given.code, busy=given.busy or (False if given.code else None))
    passwords = Passwords(_Person())
    choice = {OURS: OURS, THEIRS: THEIRS}.get(given.on_conflict, "")
    done: list[Published] = []
    trouble: list[tuple[Target, str]] = []
    silent: set[str] = set()
    with Waiting() as waiting:
        for target in targets:
            if target.host in silent or waiting.stop():
                trouble.append((target, "not tried; publish again to send it"))
                continue
            try:
                done.append(
                    publishing.publish(
                        target,
                        passwords,
                        lambda _uid: choice,
                        dry_run=given.dry_run,
                        tell=waiting.tell,
                        stop=waiting.stop,
                    )
                )
            except FractuiError as error:
                if len(targets) == 1:
                    raise
                trouble.append((target, error.sentence))
                if publishing.is_about_server(error):
                    silent.add(target.host)
    _answer(shell, given, done, trouble)
    return 1 if trouble or not all(each.is_done for each in done) else 0


def _answer(shell: Shell, given: Namespace, done: list[Published], trouble: list[tuple[Target, str]]) -> None:
    if given.json:
        shell.give(
            {
                "published": [_json(each) for each in done],
                "trouble": [{"client": t.code, "busy": t.busy, "why": why} for t, why in trouble],
            }
        )
        return
    for each in done:
        _say(shell, each)
    for target, why in trouble:
        shell.warn(f"fractui: {target.key}: {why}")
    if not done and not trouble:
        shell.say("Nothing is published yet; set a client up with: fractui publish setup CODE --url …")


def _say(shell: Shell, done: Published) -> None:
    whose = f"busy for {done.code}" if done.busy else done.code
    verb = "would send" if done.dry_run else "published"
    shell.say(f"{verb} {whose} to {done.name} at {done.host}: {done.words}")
    for event, why in done.refused[:SHOWN]:
        shell.warn(f"fractui: {event}: {why}.")
    if done.note:
        shell.warn(f"note: {done.note}")
    if done.left:
        shell.warn(f"fractui: {done.left} more were not come to; publish again to send them.")
    if not done.conflicts:
        return
    rows = [(each.why, each.ours or "-", each.theirs or "-") for each in done.conflicts[:SHOWN]]
    print(f"\n{Table(('what became of it', 'here', 'on the server'), rows).render('table')}")
    if len(done.conflicts) > SHOWN:
        shell.say(f"and {len(done.conflicts) - SHOWN:,} more; --json lists them all")
    more = " --busy" if done.busy else ""
    shell.warn(
        f"fractui: {_events(len(done.conflicts))} left as on the server; choose with: "
        f"fractui publish {done.code}{more} --on-conflict theirs|ours"
    )


def _events(count: int) -> str:
    return "1 event was" if count == 1 else f"{count:,} events were"


def _json(done: Published) -> dict[str, Any]:
    return {
        "client": done.code,
        "busy": done.busy,
        "calendar": done.name,
        "host": done.host,
        "new": done.tally.new,
        "changed": done.tally.changed,
        "removed": done.tally.removed,
        "unchanged": done.tally.same,
        "left": done.left,
        "dry_run": done.dry_run,
        "conflicts": [
            {"uid": each.uid, "why": each.why, "here": each.ours or None, "server": each.theirs or None}
            for each in done.conflicts
        ],
        "refused": [{"event": event, "why": why} for event, why in done.refused],
    }


def _setup(shell: Shell, given: Namespace) -> None:
    if given.keyring and given.password_command:
        raise WrongUsage("Give --password-command or --keyring, not both.")
    if given.busy and given.what:
        raise WrongUsage("--busy tells only when you are taken; leave --what out.")
    source = KEYRING if given.keyring else COMMAND if given.password_command else ASK
    what = tuple(each.strip() for each in given.what.split(",")) if given.what else USUAL
    setting_up = shell.services.publishing.setting_up
    draft = setting_up.draft(
        given.code,
        given.url,
        given.user,
        what,
        busy=given.busy,
        password=source,
        command=given.password_command or "",
    )
    # What is asked for now is given to the keyring when it has worked; a keyring may have it already.
    asks = source == ASK or (source == KEYRING and sys.stdin.isatty())
    secret = _Person()(draft) if asks else ""
    found = setting_up.set_up(draft, given.calendar or "", Passwords(), secret)
    if given.json:
        shell.give(
            {
                "client": draft.code,
                "busy": draft.busy,
                "calendar": found.name,
                "url": found.url,
                "made": found.made,
            }
        )
        return
    made = "made the calendar" if found.made else "found the calendar"
    whose = f"{draft.code} --busy" if draft.busy else draft.code
    shell.say(f"{made} {found.name} at {found.url}; nothing is sent yet: fractui publish {whose}")


def _forget(shell: Shell, given: Namespace) -> None:
    shell.services.publishing.setting_up.forget(given.code, busy=given.busy)
    shell.say("Nothing more is sent there; what the server has stays until you take it out.")


def _list(shell: Shell, given: Namespace) -> None:
    rows = shell.services.publishing.rows()
    columns = ("client", "calendar", "server", "what", ">events", ">pending", "published", "state")
    shell.table(
        given,
        Table(columns, [_row(shell, each) for each in rows]),
        {"calendars": [_row_json(each) for each in rows]},
        "Nothing is published yet; set a client up with: fractui publish setup CODE --url …",
    )


def _row(shell: Shell, row: TargetRow) -> tuple[str, ...]:
    at = "never" if row.published_at is None else moment_word(shell.local(row.published_at), shell.today)
    return (
        f"busy for {row.code}" if row.busy else row.code,
        row.name,
        row.host,
        row.what,
        f"{row.events:,}",
        f"{row.pending:,}" if row.pending else "",
        at,
        row.state,
    )


def _row_json(row: TargetRow) -> dict[str, Any]:
    return {
        "client": row.code,
        "busy": row.busy,
        "calendar": row.name,
        "url": row.url,
        "user": row.user,
        "what": [] if row.busy else row.what.split(", "),
        "password": row.password,
        "command": row.command or None,
        "events": row.events,
        "pending": row.pending,
        "conflicts": row.conflicts,
        "published_at": documents.instant(row.published_at),
        "trouble": row.trouble or None,
        "closed": row.closed,
    }


CODE = word("code", "the client's code", "CODE", kind="client")
BUSY = switch("--busy", "the calendar for this client's eyes: when you are taken by others, and nothing else")

COMMANDS = {
    "publish": Command(
        _publish,
        (
            word("code", "the client's code", "CODE", nargs="?", kind="client"),
            switch("--each", "all that is set up, with --busy only the busy calendars"),
            BUSY,
            switch("--dry-run", "look at the server and say what would be sent"),
            option(
                "--on-conflict",
                "of an event that was changed on the server: leave it and say so, keep theirs, or send ours",
                choices=(LEAVE, THEIRS, OURS),
            ),
        ),
        ("publish ACME", "publish --each --dry-run", "publish ACME --on-conflict theirs"),
        notes=(
            "Only what has changed since the last time is sent. What is changed on the server too is never",
            "overwritten unless you say so. Exit code 1 when anything was left. `fractui publish setup` comes",
            "first; `fractui publish list` says what is where, `fractui publish forget` ends it.",
        ),
    ),
    "publish setup": Command(
        _setup,
        (
            CODE,
            option(
                "--url", "the server's address, your page there, or the calendar's own", "URL", required=True
            ),
            option("--user", "your name on the server", "NAME", required=True),
            option(
                "--password-command", "the command that prints the password, like 'pass show caldav'", "WORDS"
            ),
            switch(
                "--keyring", "keep the password in the system's keyring; without either it is asked each time"
            ),
            option(
                "--calendar", "the calendar's name there (the client's code); made if there is none", "NAME"
            ),
            option("--what", f"some of {','.join(KINDS)} ({','.join(USUAL)})", "KINDS"),
            BUSY,
        ),
        (
            "publish setup ACME --url https://cal.example.com/ --user marta --password-command 'pass show caldav'",
            "publish setup ACME --busy --url https://cal.example.com/ --user marta --keyring",
        ),
        notes=(
            "It tests the connection and sends nothing yet. The password is written nowhere; plain http is",
            "taken for this computer alone.",
        ),
    ),
    "publish list": Command(_list, (), ("publish list", "publish list --json"), table=True),
    "publish forget": Command(
        _forget,
        (CODE, BUSY),
        ("publish forget ACME",),
        notes=("The calendar on the server stays as it is.",),
    ),
}
"""The commands that this module has."""
