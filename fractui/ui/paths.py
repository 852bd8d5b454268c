"""Completing the path of a file while it is typed."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

from fractui.core.text import safe

MOST = 5000
"""Names of one folder that are looked at."""
FEW = 6
"""Names that are offered at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How a typed path can go on: ``text`` is the whole path with the first of the ``names``, empty where there is none."""

    text: str = ""
    names: tuple[str, ...] = ()


def offered(typed: str) -> Offer:
    """What the folder has that goes on as typed: folders, with a slash behind, and files, by name; what cannot be shown is left out."""
    folder, slash, begun = typed.rpartition("/")
    try:
        with os.scandir(Path(folder + slash or ".").expanduser()) as found:
            names = sorted(
                each.name + "/" * each.is_dir()
                for each in islice(found, MOST)
                if each.name.startswith(begun)
                and (begun.startswith(".") or not each.name.startswith("."))
                and safe(each.name) == each.name
            )
    except (OSError, RuntimeError, ValueError):
        # No such folder, or none that may be read: there is nothing to offer.
        return Offer()
    names.sort(key=str.casefold)
    text = folder + slash + names[0] if names and names[0] != begun else ""
    return Offer(text, tuple(names[:FEW]))


class PathSuggester(Suggester):
    """Suggests the rest of a path; the disk is looked at in another thread."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path with the first name that goes on as typed."""
        if not value or value.endswith("/"):
            return None
        return (await asyncio.to_thread(offered, value)).text or None
