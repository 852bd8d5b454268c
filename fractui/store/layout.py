"""Where everything lies in a data folder."""

from __future__ import annotations

import re

import msgspec

SCHEMA = 1
"""The shape of the documents that this program writes; a whole number in each file."""
CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
"""What a client's code looks like; it names a folder, so nothing else may ever get there."""
DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
)
"""Codes that name devices on some systems."""
MAIN = "portal"
"""The data file of everything but time."""
RUNNING = "time/running"
"""The data file that points at the entry without an end; it only repeats what the shards say."""
_SHARD = re.compile(r"time/\d{4}-\d\d")


def is_code(text: str) -> bool:
    """Whether ``text`` can name a client's folder."""
    return CODE.fullmatch(text) is not None and text not in DEVICES


def is_data_file(name: str) -> bool:
    """Whether a journal may name this data file: ``portal`` or ``time/YYYY-MM``."""
    return name == MAIN or _SHARD.fullmatch(name) is not None


class Place(msgspec.Struct, frozen=True):
    """One portal's folder: ``code`` None is the practice's own."""

    root: str
    code: str | None
    closed: bool = False

    @property
    def label(self) -> str:
        """The portal's name in sentences."""
        return self.code or "the practice"

    @property
    def short(self) -> str:
        """The folder relative to the data folder, as sentences and backups name it."""
        if self.code is None:
            return "practice"
        return f"{'closed' if self.closed else 'clients'}/{self.code}"

    @property
    def folder(self) -> str:
        """Where the portal's files are."""
        return f"{self.root}/{self.short}"

    @property
    def journal(self) -> str:
        """The folder of the portal's journal."""
        return f"{self.folder}/journal"

    @property
    def checkpoint(self) -> str:
        """The small file that says how much of the journal is in the data files."""
        return f"{self.folder}/checkpoint.json"

    @property
    def totals(self) -> str:
        """The cache of sums by day."""
        return f"{self.folder}/time/totals.json"

    def path(self, name: str) -> str:
        """The path of a data file."""
        return f"{self.root}/{self.brief(name)}"

    def brief(self, name: str) -> str:
        """A data file's path relative to the data folder."""
        if name == MAIN and self.code is None:
            return "practice.json"
        return f"{self.short}/{name}.json"

    def moved(self, *, closed: bool) -> Place:
        """The same portal where it lies when it is (not) closed."""
        return Place(self.root, self.code, closed)
