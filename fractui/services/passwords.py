"""Where a server's password comes from: a command, the system's keyring, or a person. It is written nowhere by us."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from types import ModuleType

from fractui.core.errors import FieldRefused, Refused
from fractui.core.publication import COMMAND, KEYRING, Target

COMMAND_S = 60.0
"""Seconds that a command may take: it may ask a person for a passphrase."""

_SHOWN = 100

Ask = Callable[[Target], str]
"""Asks a person for a target's password."""


def nobody(target: Target) -> str:
    """There is no person to ask.

    Raises:
        Refused: always; the sentence says what to do.
    """
    raise Refused(
        f"The password for {target.host} is asked for each time, and nobody is there to ask; "
        "set it up with a password command or the keyring."
    )


class Passwords:
    """Gets passwords; ``ask`` is used where a target names no other source."""

    def __init__(self, ask: Ask = nobody, keyring: Callable[[], ModuleType] | None = None) -> None:
        self._ask = ask
        self._keyring = keyring or _system_keyring

    def get(self, target: Target) -> str:
        """The password for a target.

        Raises:
            Refused: the command or the keyring gives none, or nobody is there to ask.
        """
        if target.password == COMMAND:
            return from_command(target.command)
        if target.password == KEYRING:
            return self._from_keyring(target)
        return self._ask(target)

    def put(self, target: Target, password: str) -> None:
        """Hand a password to the system's keyring.

        Raises:
            Refused: there is no keyring, or it does not take it.
        """
        keyring = self._keyring()
        self._asked(lambda: keyring.set_password(_service(target), target.user, password))
        if self._asked(lambda: keyring.get_password(_service(target), target.user)) != password:
            raise Refused(
                "The system's keyring keeps nothing; choose another one, or give a password command."
            )

    @staticmethod
    def _asked(ask: Callable[[], object]) -> object:
        """What the keyring answers.

        Raises:
            Refused: it does not open.
        """
        try:
            return ask()
        except Exception as error:
            # What keeps the passwords is a plug-in, which raises whatever its own bus and module do.
            raise _no_keyring() from error

    def _from_keyring(self, target: Target) -> str:
        keyring = self._keyring()
        found = self._asked(lambda: keyring.get_password(_service(target), target.user))
        if not found:
            raise Refused(
                f"The keyring has no password of {target.user} for {target.host}; set publishing up again to give it."
            )
        return str(found)


def from_command(text: str) -> str:
    """The first line that a command prints; it is run without a shell.

    Raises:
        FieldRefused: there is no such command, it fails, takes too long or prints nothing.
    """
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if not words:
        raise FieldRefused("command", "Write the command that prints the password, like: pass show caldav")
    try:
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FieldRefused("command", f"“{text}” gave no password in {COMMAND_S:.0f} s.") from error
    except (OSError, ValueError) as error:
        raise FieldRefused("command", f"“{words[0]}” cannot be run; see that it is installed.") from error
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = f": {said[-1][:_SHOWN]}" if said else ""
        raise FieldRefused("command", f"“{text}” gave no password (exit code {done.returncode}){why}.")
    return lines[0]


def _service(target: Target) -> str:
    """Under what the keyring keeps it: for this server alone."""
    return f"fractui {target.host}"


def _system_keyring() -> ModuleType:
    """The ``keyring`` package, which is an extra.

    Raises:
        Refused: it is not installed.
    """
    from importlib import import_module

    try:
        return import_module("keyring")
    except ModuleNotFoundError as error:
        raise Refused(
            "The keyring needs one more package: pip install 'fractui[keyring]', or give a password command."
        ) from error


def _no_keyring() -> Refused:
    return Refused("The system's keyring does not open; unlock it, or give a password command.")
