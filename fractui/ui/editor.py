"""Text in the user's own editor, while the dashboard steps aside."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfile

from textual.app import App, SuspendNotSupported

from fractui.core.errors import FractuiError, Refused
from fractui.services.editor import Draft, editor_command, run_editor


def edit_file(app: App[None], path: str) -> None:
    """Let the user edit a file where it lies, in ``$VISUAL``, ``$EDITOR`` or vi.

    Raises:
        Refused: there is no editor or no terminal for it, or it failed; what it saved is in the file.
    """
    editor_command(os.environ)
    aside = ExitStack()
    try:
        aside.enter_context(app.suspend())
    except SuspendNotSupported as error:
        raise Refused(
            "An editor needs a terminal of its own: open fractui in one to write in your editor."
        ) from error
    try:
        run_editor(path)
    finally:
        # Closed by itself it knows of no error, after which Textual would not take the terminal back.
        aside.close()


def read_in_editor(app: App[None], path: str) -> None:
    """Let the user read a document that was sent: the editor gets a copy, and what is written there goes with it.

    Raises:
        Refused: there is no editor or no terminal for it, or the document cannot be read.
    """
    copy = Draft("", Path(path).name)
    try:
        copyfile(path, copy.path)
        edit_file(app, copy.path)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {(error.strerror or 'unknown error').lower()}.") from error
    finally:
        copy.discard()


async def edited(app: App[None], text: str, name: str, keep: Callable[[str], Awaitable[None]]) -> bool:
    """Let the user edit a text, and ``keep`` it where it was changed; whether it was. ``name`` is the file's name, for the editor's sake.

    Raises:
        FractuiError: the editor failed or the text cannot be kept; where something was written the sentence says where it lies.
    """
    draft = Draft(text, name)
    try:
        edit_file(app, draft.path)
        written = draft.text()
        changed = written != text.rstrip("\n")
        if changed:
            await keep(written)
    except FractuiError as error:
        raise draft.refusal(error) from error
    draft.discard()
    return changed
