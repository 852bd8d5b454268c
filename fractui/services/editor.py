"""The user's own editor: a document where it lies, or a text on its way through it, of which nothing is lost."""

# A start of the command line that only edits does not load pathlib for it.
# ruff: noqa: PTH101, PTH118, PTH119, PTH123

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import rmtree, which

from fractui.core.errors import FractuiError, Refused, StorageTrouble
from fractui.core.text import safe
from fractui.store.files import read_file

USUAL = "vi"


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The editor's words: ``$VISUAL``, else ``$EDITOR``, else vi.

    Raises:
        Refused: the variable has a quote too few, or there is no such program.
    """
    by = "VISUAL" if environ.get("VISUAL", "").strip() else "EDITOR"
    named = environ.get(by, "").strip()
    if named and which(named) is not None:
        # A program's path may have spaces in it, and be set without quotes.
        return [named]
    try:
        command = shlex.split(named) or [USUAL]
    except ValueError as error:
        raise Refused(f"{by} is set to {safe(named)}, which has a quote too few; set it anew.") from error
    if which(command[0]) is None:
        missing = f"There is no program {safe(command[0])} here" if named else "No editor is set"
        raise Refused(f"{missing}: set {by} to your editor, like {by}=nano.")
    return command


def run_editor(path: str, environ: Mapping[str, str] | None = None) -> None:
    """Let the user edit a file, and wait for the editor; what it saved is in the file, however it ended.

    Raises:
        Refused: there is no editor, it cannot be started, or it failed or was killed.
    """
    command = editor_command(os.environ if environ is None else environ)
    name = safe(os.path.basename(command[0]))
    with _deaf():
        try:
            ended = subprocess.run([*command, path], check=False).returncode
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            raise Refused(f"{name} cannot be started ({reason}): set EDITOR to your editor.") from error
    if ended < 0:
        raise Refused(f"{name} was ended by {_signal(-ended)}.")
    if ended:
        raise Refused(f"{name} ended with status {ended}.")


@contextmanager
def _deaf() -> Iterator[None]:
    """What a key sends to end a program is the editor's while it runs. A handler, unlike ignoring, is not handed down to it."""
    before = {}
    for each in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
        try:
            before[each] = signal.signal(each, lambda *_: None)
        except ValueError:
            # Not the main thread: the signals go elsewhere anyway.
            break
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler if handler is not None else signal.SIG_DFL)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


class Draft:
    """A text on its way through an editor, in a private file that is there until it is known what became of it."""

    def __init__(self, text: str, name: str) -> None:
        self._folder = tempfile.mkdtemp(prefix="fractui-")
        self.path = os.path.join(self._folder, name)
        self._before = text
        with open(self.path, "x", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(self.path, 0o600)

    def text(self) -> str:
        """The text as the editor left it, without the line ends behind it.

        Raises:
            Refused: it is gone, is a link or a pipe by now, or no text.
        """
        try:
            written = read_file(self.path)
        except FileNotFoundError as error:
            raise Refused("The editor took the text away, so nothing was changed.") from error
        except StorageTrouble as error:
            raise Refused("The editor left no ordinary file, so nothing was changed.") from error
        try:
            text = written.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused("The editor left something that is no UTF-8 text.") from error
        return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")

    def discard(self) -> None:
        """The text was kept, or nothing was written: the file goes."""
        rmtree(self._folder, ignore_errors=True)

    def refusal(self, error: FractuiError) -> FractuiError:
        """What to say where the text could not be kept: where it lies, if something was written that is nowhere else."""
        try:
            written = read_file(self.path)
        except (FileNotFoundError, StorageTrouble):
            written = b""
        if not written.strip() or written.rstrip(b"\n") == self._before.encode().rstrip(b"\n"):
            self.discard()
            return error
        return Refused(f"{error.sentence} What you wrote is in {self.path}")
