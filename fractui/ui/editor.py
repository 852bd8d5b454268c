"""Long text in the user's own editor, while the dashboard steps aside."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from fractui.core.errors import Refused


def edited(app: App[None], text: str, name: str) -> str:
    """The text as it is after ``$VISUAL``, ``$EDITOR`` or vi was left; ``name`` is the file's name, for the editor's sake.

    The file lies in a private temporary folder and is gone afterwards. What the editor saved before it failed is kept.

    Raises:
        Refused: there is no editor, it failed, or it left something that is no text.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="fractui-") as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        try:
            with app.suspend():
                done = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported as error:
            raise Refused(
                "An editor needs a terminal of its own: open fractui in one to change the notes."
            ) from error
        except OSError as error:
            raise Refused(
                f"{command[0]} cannot be started ({error.strerror}): set EDITOR to your editor."
            ) from error
        if done.returncode:
            raise Refused(
                f"{command[0]} ended with status {done.returncode}, so the notes stay as they were."
            )
        try:
            return path.read_text("utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(
                "The editor left something that is no UTF-8 text, so the notes stay as they were."
            ) from error
