"""The edge of the command line: what a user can cause ends here, as one sentence and an exit code."""

from __future__ import annotations

import os
import sys

from fractui.core.errors import FractuiError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

INTERRUPTED = 130
"""What shells expect of a process that Ctrl-C ended."""

_LONGEST = 600
"""Characters that a sentence has at most; a pasted file's worth of text is not said back."""


def guarded(work: Callable[[], int]) -> int:
    """Do the work, flush what it printed, and return its exit code or that of what stopped it."""
    try:
        code = work()
        _flush()
    except FractuiError as error:
        return _tell(error.sentence, error.exit_code)
    except BrokenPipeError:
        _silence()
        return 0
    except KeyboardInterrupt:
        return _tell("Interrupted; what was acknowledged before is kept.", INTERRUPTED)
    except OSError as error:
        _silence()
        return _tell(_sentence(error), 3)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return code


def prepare_streams() -> None:
    """Make stdin, stdout and stderr safe to use, whatever the caller closed or its locale cannot write.

    A closed stream's number would go to the next file that is opened, which may be a data file.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def leave(code: int) -> NoReturn:
    """End the process at once, all that was printed being on its way.

    Taking down the interpreter's modules and objects one by one costs a quickly answered command a sixth of its time.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue
    os._exit(code)


def _tell(sentence: str, code: int) -> int:
    """Say the sentence on stderr, as far as there is one to say it on."""
    from fractui.core.text import safe

    try:
        _flush()
        print(f"fractui: {safe(_readable(sentence))}", file=sys.stderr, flush=True)
    except OSError:
        _silence()
    return code


def _readable(sentence: str) -> str:
    """The sentence without the middle of what was typed too long; how it begins and what to do, at its end, stay."""
    half = _LONGEST // 2
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:half]}…{sentence[-half:]}"


def _flush() -> None:
    """Send what was printed on its way now, while its failing can still be told."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _silence() -> None:
    """Let what stdout still holds go nowhere, so that the interpreter does not stumble over it at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return


def _sentence(error: OSError) -> str:
    """An operating system's refusal in words: which file, and why."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is None:
        return f"The system refused: {reason}."
    name = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(error.filename)
    return f"{name} cannot be read or written: {reason}."
