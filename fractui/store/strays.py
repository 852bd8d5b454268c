"""Client folders that are not where they belong: renamed, moved, removed, or links (data.md, "On disk")."""

# Speed: plain paths.
# ruff: noqa: PTH112, PTH208

from __future__ import annotations

import os

from fractui.store.files import trouble
from fractui.store.layout import MAIN, Place, is_code

HOMES = ("clients", "closed")
"""The folders of open and of closed engagements."""


def list_codes(root: str, home: str) -> tuple[set[str], tuple[str, ...]]:
    """The codes whose folders lie in ``clients`` or ``closed``, and a sentence for each folder there that is not taken for one.

    Raises:
        StorageTrouble: the folder cannot be listed.
    """
    path = f"{root}/{home}"
    codes: set[str] = set()
    odd: list[str] = []
    try:
        with os.scandir(path) as found:
            for one in found:
                if is_code(one.name) and one.is_dir(follow_symlinks=False):
                    codes.add(one.name)
                elif one.is_dir() and _holds_a_client(f"{path}/{one.name}"):
                    odd.append(_sentence(home, one.name, link=one.is_symlink()))
    except FileNotFoundError:
        return set(), ()
    except OSError as error:
        raise trouble(path, error) from error
    return codes, tuple(sorted(odd))


def _holds_a_client(folder: str) -> bool:
    return os.path.lexists(f"{folder}/{MAIN}.json") or os.path.isdir(f"{folder}/journal")


def _sentence(home: str, name: str, *, link: bool) -> str:
    if link:
        return f"{home}/{name} is a link, and links are not followed; put the client's folder itself there."
    return f"{home}/{name} holds a client, but is not named by its code; rename it to the code that it had."


def lost(place: Place) -> str:
    """The sentence about a client whose folder was there a moment ago."""
    return (
        f"{place.short} is gone: it was renamed, moved or removed. Put it back; "
        f"where that cannot be, fractui restore brings it back from backups/{place.code}."
    )


def is_only_backed_up(root: str, code: str) -> bool:
    """Whether a client has backups, and no folder any more."""
    if any(os.path.lexists(f"{root}/{home}/{code}") for home in HOMES):
        return False
    try:
        return bool(os.listdir(f"{root}/backups/{code}"))
    except OSError:
        return False


def backed_up_only(root: str) -> list[str]:
    """The codes that have backups, and no folder any more.

    Raises:
        StorageTrouble: the folder of the backups cannot be listed.
    """
    try:
        names = os.listdir(f"{root}/backups")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise trouble(f"{root}/backups", error) from error
    return sorted(name for name in names if is_code(name) and is_only_backed_up(root, name))
