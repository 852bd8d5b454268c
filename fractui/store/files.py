"""The few ways in which the store touches the disk: private files, no links followed, whole or not at all."""

# Descriptors and flags are the point here, and pathlib has neither.
# ruff: noqa: PTH101, PTH102, PTH105, PTH108, PTH120

from __future__ import annotations

import errno
import os
import stat

from fractui.core.errors import StorageTrouble

TEMP_PREFIX = ".writing-"
"""How the names of our half-written files begin; what a kill leaves of them is swept away under the lock."""


def trouble(path: str, error: OSError) -> StorageTrouble:
    """The sentence for a disk error at ``path``."""
    words = {
        errno.ENOSPC: "the disk is full; free some space and try again",
        errno.EDQUOT: "the disk quota is used up; free some space and try again",
        errno.EFBIG: "the file may not grow any further (a size limit is set); raise the limit and try again",
        errno.ENOENT: "the folder that it belongs in is gone; put it back and try again",
        errno.EROFS: "the file system is read-only; make it writable and try again",
        errno.EACCES: "permission denied; make the data folder your own and try again",
        errno.EPERM: "permission denied; make the data folder your own and try again",
        errno.EIO: "the disk reported an error; check the disk, then try again",
        errno.ELOOP: "it is a link where a file or folder of our own should be; remove the link",
        errno.ENOTDIR: "a file stands where a folder should be; move it away",
        errno.EISDIR: "a folder stands where a file should be; move it away",
        errno.EMFILE: "too many files are open; close some programs and try again",
        errno.ENFILE: "too many files are open; close some programs and try again",
    }
    cause = words.get(error.errno or 0, (error.strerror or "unknown error").lower() + "; nothing was changed")
    return StorageTrouble(f"{path}: {cause}.")


def read_file(path: str) -> bytes:
    """The bytes of a regular file.

    Raises:
        FileNotFoundError: nothing is there.
        StorageTrouble: it cannot be read, or is a link, a folder or a pipe.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise trouble(path, error) from error
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise StorageTrouble(f"{path}: it is not a regular file; move it away.")
        return read_range(handle, 0, info.st_size)
    except OSError as error:
        raise trouble(path, error) from error
    finally:
        os.close(handle)


def read_range(handle: int, offset: int, length: int) -> bytes:
    """Up to ``length`` bytes from ``offset`` of an open file; fewer where the file ends."""
    parts = []
    while length > 0:
        part = os.pread(handle, length, offset)
        if not part:
            break
        parts.append(part)
        offset += len(part)
        length -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte, however few the kernel takes at once."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(path: str) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: str) -> bool:
    """See that a folder of our own is there, 0700 whatever the umask; True when it was made.

    Raises:
        StorageTrouble: it cannot be made, or a link or file stands there.
    """
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        info = None
    except OSError as error:
        raise trouble(path, error) from error
    if info is not None:
        if stat.S_ISLNK(info.st_mode):
            raise trouble(path, OSError(errno.ELOOP, "link"))
        if not stat.S_ISDIR(info.st_mode):
            raise trouble(path, OSError(errno.ENOTDIR, "not a folder"))
        return False
    try:
        os.mkdir(path, 0o700)
        os.chmod(path, 0o700)
        sync_folder(os.path.dirname(path) or ".")
    except OSError as error:
        raise trouble(path, error) from error
    return True


def write_atomic(path: str, data: bytes, *, durable: bool = True) -> None:
    """Put ``data`` in place of whatever file is at ``path``: wholly, or not at all.

    With ``durable`` the bytes are synced before they take the name; the folder is for the caller to sync, once for all its files.

    Raises:
        StorageTrouble: the disk refused; the old file is as it was and no temporary file is left.
    """
    folder, name = os.path.split(path)
    temporary = f"{folder}/{TEMP_PREFIX}{name}.{os.getpid()}"
    try:
        handle = _create(temporary)
        try:
            os.fchmod(handle, 0o600)
            write_all(handle, data)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except OSError as error:
        _forget(temporary)
        raise trouble(path, error) from error


def _create(path: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except FileExistsError:
        # Only a killed process with our number can have left it.
        os.unlink(path)
        return os.open(path, flags, 0o600)


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        # It was never made, or the disk is past helping: the caller's error says more.
        return


def sweep(folder: str) -> None:
    """Remove what killed writers left half-written in a folder. Only under the lock."""
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in found if entry.name.startswith(TEMP_PREFIX)]
    except FileNotFoundError:
        return
    except OSError as error:
        raise trouble(folder, error) from error
    for name in names:
        _forget(f"{folder}/{name}")
