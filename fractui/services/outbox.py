"""Files for others, written whole or not at all, and never over something that is not ours to replace."""

# The store's writer speaks in paths as strings, and links are to be seen, not followed.
# ruff: noqa: PTH103, PTH112, PTH114, PTH119, PTH120

from __future__ import annotations

import os
import stat

from fractui.core.errors import Refused, StorageTrouble
from fractui.core.text import safe
from fractui.store.files import read_file, sync_folder, trouble, write_atomic


class Outbox:
    """Writes files wherever a person wants them, except among the practice's own in the folder ``root``.

    Only ``root``/exports is open there, the dashboard's customary place.
    """

    def __init__(self, root: str) -> None:
        self._root = os.path.realpath(root)

    def put(self, path: str, data: bytes, begins: bytes) -> bool:
        """Write a file, private to its user, unless it has these very bytes; True when it changed.

        An older file must begin with ``begins``, so that nothing is lost to a slip in a file's name.

        Raises:
            Refused: another kind of file stands there, or it is among the practice's own files.
            StorageTrouble: a link, a folder or a device stands there, the folder is missing, or the disk
                refused. The old file is as it was.
        """
        folder = os.path.realpath(os.path.dirname(path) or ".")
        target = f"{folder}/{os.path.basename(path)}"
        self._keep_out(folder, path)
        _look_at(path, target, folder)
        try:
            old = read_file(target)
        except FileNotFoundError:
            old = None
        if old == data:
            return False
        if old and not old.startswith(begins):
            raise Refused(f"{safe(path)} is another kind of file and is left as it is; choose another name.")
        write_atomic(target, data)
        try:
            sync_folder(folder)
        except OSError as error:
            raise trouble(path, error) from error
        return True

    def read(self, path: str) -> bytes:
        """What stands at a path already, nothing where there is no file.

        Raises:
            StorageTrouble: it cannot be read, or is a link, a folder or a device.
        """
        try:
            return read_file(path)
        except FileNotFoundError:
            return b""

    def open_folder(self, path: str) -> None:
        """See that a folder is there to write into, with those above it; new ones are private to their user.

        Raises:
            Refused: it is among the practice's own files.
            StorageTrouble: it cannot be made, or a file or a link stands there: what is one client's could go where another's is.
        """
        real = os.path.realpath(path)
        self._keep_out(real, path)
        if os.path.islink(path.rstrip("/")):
            raise StorageTrouble(
                f"{safe(path)} is a link, which is not followed; name the folder itself: {safe(real)}"
            )
        try:
            os.makedirs(path, mode=0o700, exist_ok=True)
        except FileExistsError as error:
            raise StorageTrouble(f"{safe(path)} is a file, not a folder; choose another folder.") from error
        except OSError as error:
            raise trouble(safe(path), error) from error

    def open_own_folder(self, path: str) -> None:
        """See that a folder is there that is named for one client, as ``open_folder`` does; a link could lead to another's.

        Raises:
            Refused: it is among the practice's own files.
            StorageTrouble: it cannot be made, or a file or a link stands there.
        """
        if os.path.islink(path):
            raise StorageTrouble(
                f"{safe(path)} is a link, which is not followed; remove it, or choose another folder."
            )
        self.open_folder(path)

    def _keep_out(self, folder: str, path: str) -> None:
        below = f"{folder}/"
        if below.startswith(f"{self._root}/") and not below.startswith(f"{self._root}/exports/"):
            raise Refused(f"{safe(path)} is among fractui's own data; choose a folder elsewhere.")


def _look_at(path: str, target: str, folder: str) -> None:
    shown = safe(path)
    if not os.path.isdir(folder):
        raise StorageTrouble(f"The folder {safe(folder)} does not exist; make it first or choose another.")
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except (OSError, ValueError) as error:
        raise StorageTrouble(f"{shown} cannot be written; choose another name.") from error
    if stat.S_ISLNK(mode):
        raise StorageTrouble(f"{shown} is a link, which is not followed; name the file that you mean.")
    if stat.S_ISDIR(mode):
        raise StorageTrouble(f"{shown} is a folder; name a file in it.")
    if not stat.S_ISREG(mode):
        raise StorageTrouble(f"{shown} is no ordinary file; write - to get the export on standard output.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageTrouble(f"{safe(folder)} may not be written to; choose another folder.")
