"""A file that a person named: opened once, so that what is looked through is what is copied."""

# Descriptors and flags are the point here, and pathlib has neither.
# ruff: noqa: PTH116, PTH118

from __future__ import annotations

import os
import stat
from types import TracebackType
from typing import BinaryIO, Self

from fractui.core.errors import Refused, StorageTrouble
from fractui.core.text import safe

PACKAGES = (".pages", ".numbers", ".key", ".rtfd", ".graffle", ".oo3", ".app")
"""How folders end that a Mac shows as one document."""


class GivenFile:
    """An ordinary file, open for reading until ``close``; links to one are followed, for the person named them.

    Raises:
        Refused: there is none, or it is a folder, a pipe, a device, or a socket; nobody waits for any of them.
        StorageTrouble: it cannot be read.
    """

    def __init__(self, path: str, *, follow: bool = True) -> None:
        self.path = path
        self.handle = _opened(path, follow=follow)
        info = os.fstat(self.handle)
        self.size = info.st_size
        self._changed_at = info.st_mtime_ns

    @property
    def name(self) -> str:
        """Its name, without the folder."""
        return self.path.replace("\\", "/").rstrip("/").rpartition("/")[2]

    def place_in(self, folder: str) -> tuple[str, ...]:
        """Where it really lies within a folder, links followed: ``("clients", "ACME", "files", "a.pdf")``; empty for outside."""
        real, top = os.path.realpath(self.path), os.path.join(os.path.realpath(folder), "")
        return tuple(real.removeprefix(top).split("/")) if real.startswith(top) else ()

    def reading(self) -> BinaryIO:
        """The file from its beginning, to look through; closing that closes nothing else."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        return os.fdopen(os.dup(self.handle), "rb")

    @property
    def is_as_it_was(self) -> bool:
        """Whether nobody has written to it since it was opened."""
        info = os.fstat(self.handle)
        return info.st_size == self.size and info.st_mtime_ns == self._changed_at

    def close(self) -> None:
        """Let go of it."""
        os.close(self.handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(path: str, *, follow: bool) -> int:
    """A regular file, opened for reading; a pipe or a device does not keep anybody waiting."""
    shown = safe(path)
    if not path.strip():
        raise Refused("Name the file to attach.")
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        mode = os.stat(path, follow_symlinks=follow).st_mode
        if not stat.S_ISREG(mode):
            raise _no_document(shown, mode)
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(f"There is no file {shown}; check its name.") from error
    except ValueError as error:
        raise Refused(f"“{shown}” is no file's name; check it.") from error
    except OSError as error:
        raise StorageTrouble(
            f"{shown} cannot be read: {(error.strerror or 'unknown error').lower()}."
        ) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise _no_document(shown, mode)
    return handle


def _no_document(shown: str, mode: int) -> Refused:
    if stat.S_ISLNK(mode):
        return Refused(f"{shown} is a link where a document should be; it is not followed.")
    if stat.S_ISDIR(mode):
        if shown.rstrip("/").lower().endswith(PACKAGES):
            return Refused(f"{shown} is a folder of many files; export it from its program as .pdf or .docx.")
        return Refused(f"{shown} is a folder; name the file in it.")
    return Refused(f"{shown} is a pipe or a device, no document; name an ordinary file.")
