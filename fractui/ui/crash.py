"""What is kept of an error that nobody foresaw: where it happened, in which versions, and nothing of the user's data."""

from __future__ import annotations

import contextlib
import os
import platform
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from fractui import __version__

KEPT = 20
"""Older reports are removed when a new one is written."""
TELLING = (AttributeError, NameError, ImportError, TypeError, RecursionError, NotImplementedError)
"""Errors whose text speaks of the program; the text of all others may quote what a user wrote, so it is left out."""


def report(error: BaseException, environ: dict[str, str]) -> str:
    """The report's text: versions, terminal, and the traceback without local variables and without people's words."""
    lines = [
        f"fractui {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"Textual {version('textual')}, Rich {version('rich')}",
        *(f"{name} {environ.get(name, '-')}" for name in ("TERM", "COLORTERM", "LANG")),
        "",
    ]
    for link, one in _chain(error):
        if link:
            lines += ["", link, ""]
        lines += _places(one)
        lines.append(_named(one))
    home = str(Path.home())
    return "\n".join(line.replace(home, "~") for line in lines) + "\n"


def write_report(error: BaseException, folder: Path, now: datetime) -> Path:
    """Write the report into a new file in ``folder`` that only the user can read, and return its path.

    Raises:
        OSError: it could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"crash-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(report(error, dict(os.environ)))
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def sentence(error: BaseException, folder: Path, clock: Callable[[], datetime]) -> str:
    """Write the report and say in one sentence what happened and where the report is."""
    try:
        where = f"a report without your data is in {write_report(error, folder, clock())}"
    except OSError as trouble:
        where = f"a report could not be written to {folder} ({trouble.strerror})"
    return f"fractui stopped because of a mistake in it ({type(error).__name__}); all that it showed as saved is saved, and {where}."


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """The error and what led to it, the first cause first, each with the words that lead to it."""
    links: list[tuple[str, BaseException]] = []
    one: BaseException | None = error
    while one is not None and len(links) < 10 and all(one is not other for _, other in links):
        links.append(("", one))
        if one.__cause__ is not None:
            links[-1] = ("which was the cause of", one)
            one = one.__cause__
        elif one.__context__ is not None and not one.__suppress_context__:
            links[-1] = ("while it was handled, there was", one)
            one = one.__context__
        else:
            one = None
    return reversed(links)


def _places(error: BaseException) -> list[str]:
    """Where the error came through: file, line, function, and the line of the program."""
    found: list[str] = []
    for frame in traceback.extract_tb(error.__traceback__):
        found.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        if frame.line:
            found.append(f"    {frame.line}")
    return found


def _named(error: BaseException) -> str:
    """The error's type, with its text only where that cannot be a user's."""
    name = type(error).__name__
    if isinstance(error, OSError):
        return f"{name}: {error.errno} {error.strerror}"
    return f"{name}: {error}" if isinstance(error, TELLING) else name
