"""What is published where: a small file a target, beside the practice's documents and outside of undo.

What a server has is not taken back by an undo here: the next publishing sends what the undo brought back.
"""

# Descriptors and flags: plain paths.
# ruff: noqa: PTH108, PTH208

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from fractui.core.errors import Damaged, Refused, StorageTrouble
from fractui.core.publication import Publication, Sent, Target, key_of
from fractui.store.codec import instant
from fractui.store.files import make_folder, read_file, sync_folder, trouble, write_atomic
from fractui.store.lock import DataLock

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class _Target(msgspec.Struct):
    code: str
    busy: bool
    url: str
    user: str
    name: str
    what: tuple[str, ...]
    password: str
    command: str = ""


class _Sent(msgspec.Struct, omit_defaults=True):
    uid: str
    digest: str
    etag: str
    kept: bool = False


class _File(msgspec.Struct):
    target: _Target
    sent: list[_Sent] = []
    published_at: Instant | None = None
    tried_at: Instant | None = None
    trouble: str = ""
    conflicts: int = 0
    memory: str = ""


class Publications:
    """``DATA/publish``: ``CODE.json`` and ``busy-for-CODE.json``, each private to its user and replaced whole."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._folder = f"{root}/publish"

    def all(self) -> tuple[Publication, ...]:
        """Every target, by name; the busy ones last.

        Raises:
            Damaged: a file cannot be read.
            StorageTrouble: the disk refused.
        """
        try:
            names = sorted(os.listdir(self._folder))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise trouble(self._folder, error) from error
        keys = [name.removesuffix(".json") for name in names if name.endswith(".json") and name[0] != "."]
        found = [each for each in (self._read(key) for key in keys) if each is not None]
        return tuple(sorted(found, key=lambda each: (each.target.busy, each.target.code)))

    def find(self, code: str, *, busy: bool = False) -> Publication | None:
        """What is known of a client's target, None where it was never set up.

        Raises:
            Damaged: the file cannot be read.
            StorageTrouble: the disk refused.
        """
        return self._read(key_of(code, busy=busy))

    def keep(self, publication: Publication) -> None:
        """Replace what is known of a target; on the disk when it returns.

        Raises:
            StorageTrouble: the disk refused; what was there is as it was.
        """
        make_folder(self._folder)
        write_atomic(self._path(publication.target.key), msgspec.json.encode(_plain(publication)) + b"\n")
        sync_folder(self._folder)

    def forget(self, code: str, *, busy: bool = False) -> None:
        """Forget a target; what the server has stays there.

        Raises:
            StorageTrouble: the disk refused.
        """
        path = self._path(key_of(code, busy=busy))
        try:
            os.unlink(path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise trouble(path, error) from error

    @contextmanager
    def held(self, code: str, *, busy: bool = False) -> Iterator[None]:
        """Be the only one that publishes this target for a while.

        Raises:
            Refused: another fractui is at it.
            StorageTrouble: the disk refused.
        """
        make_folder(self._folder)
        key = key_of(code, busy=busy)
        lock = DataLock(f"{self._folder}/{key}.lock", 0.0).held()
        try:
            lock.__enter__()
        except StorageTrouble as error:
            if error.__cause__ is not None:
                raise
            raise Refused(f"Another fractui is publishing {key}: wait until it is done.") from error
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key}.json"

    def _read(self, key: str) -> Publication | None:
        path = self._path(key)
        try:
            file = msgspec.json.decode(read_file(path), type=_File)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, ValueError, OverflowError) as error:
            raise Damaged(
                f"{path} cannot be read, so nothing of {key} is published; move it away and set it up again."
            ) from error
        if key_of(file.target.code, busy=file.target.busy) != key:
            raise Damaged(f"{path} is about another client; move it away and set {key} up again.")
        return _publication(file)


def _publication(file: _File) -> Publication:
    told = file.target
    target = Target(
        told.code, told.busy, told.url, told.user, told.name, told.what, told.password, told.command
    )
    sent = tuple(Sent(each.uid, each.digest, each.etag, each.kept) for each in file.sent)
    return Publication(
        target, sent, _utc(file.published_at), _utc(file.tried_at), file.trouble, file.conflicts, file.memory
    )


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC).replace(microsecond=0)


def _plain(known: Publication) -> dict[str, object]:
    target = known.target
    return {
        "target": {
            "code": target.code,
            "busy": target.busy,
            "url": target.url,
            "user": target.user,
            "name": target.name,
            "what": target.what,
            "password": target.password,
            "command": target.command,
        },
        "published_at": None if known.published_at is None else instant(known.published_at),
        "tried_at": None if known.tried_at is None else instant(known.tried_at),
        "trouble": known.trouble,
        "conflicts": known.conflicts,
        "sent": [_Sent(each.uid, each.digest, each.etag, each.kept) for each in known.sent],
        "memory": known.memory,
    }
