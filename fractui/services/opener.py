"""Opening a document with the program that the system has for it."""

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
    command = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(command)
    if found is None:
        raise Refused(f"There is no {command} here to open documents with; the document is {path}")
    try:
        Popen([found, path], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
    except OSError as error:
        raise Refused(f"{command} cannot be started ({error.strerror}); the document is {path}") from error
