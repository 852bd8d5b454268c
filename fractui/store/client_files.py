"""The documents in a client's ``files/``: put there under their names, never overwritten, frozen once they were sent."""

# Descriptors, flags and links are the point here, and pathlib has none of them.
# ruff: noqa: PTH101, PTH104, PTH108, PTH114, PTH116, PTH119

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Callable

from fractui.core.errors import Refused
from fractui.core.text import safe
from fractui.store.files import TEMP_PREFIX, make_folder, sync_folder, trouble, write_all
from fractui.store.given_file import GivenFile
from fractui.store.unfinished import sweep_copies, unfinished

CHUNK = 4 << 20
"""Bytes that are copied at a time."""
_CANNOT_COPY = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM, errno.EBADF)
"""What a kernel says that does not copy between these two file systems."""
FOLDER = "files"

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are copied; raises to stop."""


class NameTaken(Refused):
    """Another file has the name already."""


class ClientFiles:
    """One client's folder of documents, the folder ``inside`` the portal's own. No name leads out of it."""

    def __init__(self, portal: str, inside: str = FOLDER) -> None:
        self.folder = f"{portal}/{inside}"

    def names(self) -> tuple[str, ...]:
        """The documents that are there, by name; half-written ones and folders are not.

        Raises:
            StorageTrouble: the folder cannot be listed, or is a link.
        """
        self._check_folder()
        try:
            with os.scandir(self.folder) as found:
                names = [each.name for each in found if each.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise trouble(self.folder, error) from error
        return tuple(sorted(name for name in names if not name.startswith(TEMP_PREFIX)))

    def path(self, name: str) -> str:
        """The whole path of a document that is there.

        Raises:
            Refused: it is gone, or it is a link, a folder or a device.
            StorageTrouble: its folder cannot be looked into, or is a link.
        """
        path = self._inside(name)
        self._check_folder()
        try:
            info = os.lstat(path)
        except FileNotFoundError as error:
            raise Refused(
                f"{safe(name)} is no longer in {self.folder}; put it back there, or attach it anew."
            ) from error
        except OSError as error:
            raise trouble(path, error) from error
        if not stat.S_ISREG(info.st_mode):
            raise Refused(f"{safe(name)} is a link or a folder where a document should be; it is not opened.")
        return path

    def put(self, source: str, name: str, progress: Progress | None = None) -> bool:
        """Copy a file in under ``name``, whole or not at all; False when the very same content stands there already.

        Raises:
            Refused: another file has that name, or ``source`` is gone, is no regular file, or changes while it is read.
            StorageTrouble: it cannot be read or written.
        """
        with GivenFile(source) as given:
            return self.take(given, name, progress)

    def take(self, given: GivenFile, name: str, progress: Progress | None = None) -> bool:
        """Copy an open file in under ``name``, as ``put`` does.

        Raises:
            NameTaken: another file has that name.
            Refused: somebody writes to ``given`` meanwhile.
            StorageTrouble: it cannot be read or written.
        """
        target = self._inside(name)
        try:
            self._make_folder()
            if os.path.lexists(target):
                if _same(given, target):
                    return False
                raise _taken(name)
            self._check_twins(name)
            self._copy(given, target, progress)
        except OSError as error:
            raise trouble(target, error) from error
        return True

    def write(self, data: bytes, name: str) -> None:
        """Make a new document of these bytes, whole or not at all.

        Raises:
            Refused: a file has that name already.
            StorageTrouble: the disk refused.
        """
        target = self._inside(name)
        try:
            self._make_folder()
            if os.path.lexists(target):
                raise _taken(name)
            self._check_twins(name)
            self._appear(target, lambda made: write_all(made, data))
        except OSError as error:
            raise trouble(target, error) from error

    def remove(self, name: str) -> None:
        """Take back a copy that was just put in and that nothing speaks of."""
        try:
            os.unlink(self._inside(name))
        except OSError as error:
            raise trouble(self._inside(name), error) from error

    def mark(self, name: str) -> tuple[int, ...]:
        """What is another one as soon as somebody writes to a document or puts another in its place.

        Raises:
            Refused: it is gone, or no regular file.
            StorageTrouble: the disk refused.
        """
        path = self.path(name)
        try:
            info = os.stat(path, follow_symlinks=False)
        except OSError as error:
            raise trouble(path, error) from error
        return info.st_ino, info.st_size, info.st_mtime_ns

    def can_be_written(self, name: str) -> bool:
        """Whether its owner may write to a document.

        Raises:
            Refused: it is gone, or no regular file.
            StorageTrouble: the disk refused.
        """
        path = self.path(name)
        try:
            return bool(os.stat(path, follow_symlinks=False).st_mode & 0o200)
        except OSError as error:
            raise trouble(path, error) from error

    def freeze(self, name: str, *, frozen: bool = True) -> None:
        """Let nobody write to a document that was sent; not ``frozen`` lets its owner again.

        Raises:
            Refused: it is gone, or no regular file.
            StorageTrouble: the disk refused.
        """
        path = self.path(name)
        try:
            os.chmod(path, 0o400 if frozen else 0o600)
        except OSError as error:
            raise trouble(path, error) from error

    def _inside(self, name: str) -> str:
        if not name or name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
            raise Refused(f"“{safe(name[:60])}” is no file's name; write the name alone, without a folder.")
        return f"{self.folder}/{name}"

    def _check_folder(self) -> None:
        """A link in place of the folder would show another client's documents as this one's."""
        if os.path.islink(self.folder):
            raise trouble(self.folder, OSError(errno.ELOOP, "link"))

    def _make_folder(self) -> None:
        """See that the folder is there, and take away what killed copiers have left half-written in it."""
        if not make_folder(self.folder):
            sweep_copies(self.folder)

    def _check_twins(self, name: str) -> None:
        """A name that other systems hold for one that is there would be lost on the way there."""
        wanted = _folded(name)
        twin = next((each for each in self.names() if _folded(each) == wanted), None)
        if twin is not None:
            raise Refused(
                f"{safe(twin)} is there already, and some systems hold it for {safe(name)}; begin a new version."
            )

    def _copy(self, given: GivenFile, target: str, progress: Progress | None) -> None:
        def copy(made: int) -> None:
            copied = 0
            while length := _copy_on(given.handle, made, copied):
                copied += length
                if progress is not None:
                    progress(copied, given.size)
            if copied != given.size or not given.is_as_it_was:
                raise Refused(
                    "The file was written to while it was copied; close it there, then attach it again."
                )

        self._appear(target, copy)

    def _appear(self, target: str, fill: Callable[[int], None]) -> None:
        """Make a file under another name, let it be filled, and give it its own when it is whole and on the disk."""
        with unfinished(self.folder) as (temporary, made):
            fill(made)
            os.fsync(made)
            _take_name(temporary, target)
            sync_folder(self.folder)


def _copy_on(given: int, made: int, offset: int) -> int:
    """Copy the next bytes from ``offset`` of one open file to the end of another; how many there were, 0 at its end.

    The kernel does it where it can: bytes that go through here are copied twice more, and keep the screen waiting for each part.
    """
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(given, made, CHUNK, offset_src=offset)
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
    part = os.pread(given, CHUNK, offset)
    write_all(made, part)
    return len(part)


def _take_name(temporary: str, target: str) -> None:
    """Give the copy its name unless somebody has it by now."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise _taken(os.path.basename(target)) from error
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        # A file system without links: nobody else writes to this folder between the look and the renaming but a person.
        if os.path.lexists(target):
            raise _taken(os.path.basename(target)) from error
        os.rename(temporary, target)


def _taken(name: str) -> NameTaken:
    return NameTaken(f"{safe(name)} is there already and is never overwritten; begin a new version (--next).")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _same(given: GivenFile, path: str) -> bool:
    """Whether an open file has the same bytes as the regular file at ``path``."""
    other = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(other).st_mode) or os.fstat(other).st_size != given.size:
            return False
        offset = 0
        while part := os.pread(given.handle, CHUNK, offset):
            if part != os.pread(other, CHUNK, offset):
                return False
            offset += len(part)
        return True
    finally:
        os.close(other)
