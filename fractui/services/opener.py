"""Opening a document, a message or an address with the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import sys
from subprocess import DEVNULL, Popen

from fractui.core.errors import Refused


def open_with_system(path: str) -> None:
    """Hand a document over to the system's own program; fractui does not wait for it.

    Raises:
        Refused: the system has no way to open documents, for example over a remote shell.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606
        return
    command = _command()
    found = shutil.which(command)
    if found is None:
        raise Refused(f"There is no {command} here to open documents with; the document is {path}")
    try:
        Popen([found, path], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
    except OSError as error:
        raise Refused(f"{command} cannot be started ({error.strerror}); the document is {path}") from error


def can_open() -> bool:
    """Whether the system has a program that opens documents and links, the mail program's among them."""
    return sys.platform == "win32" or shutil.which(_command()) is not None


def open_mail(mailto: str) -> None:
    """Hand a message over to the mail program as a ``mailto:`` link; nothing is sent.

    Raises:
        Refused: the system has no way to open it.
    """
    try:
        open_with_system(mailto)
    except Refused as error:
        raise Refused("No mail program can be opened here; copy the message instead.") from error


def open_address(url: str) -> None:
    """Hand a tool's address, which ``core.address.check_address`` has taken, over to the system's browser; no shell reads it.

    Raises:
        Refused: the system has no way to open it.
    """
    try:
        open_with_system(url)
    except Refused as error:
        raise Refused(f"No browser can be opened here; the address is {url}") from error


def _command() -> str:
    return "open" if sys.platform == "darwin" else "xdg-open"
