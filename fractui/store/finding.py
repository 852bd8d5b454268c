"""What a look through the data folder finds."""

from __future__ import annotations

from dataclasses import dataclass

MODE, LINK, FILE, JOURNAL = "mode", "link", "file", "journal"
DERIVED, NEWER, BACKUP, INTENT, PLACED = "derived", "newer", "backup", "intent", "misplaced"
UNREAD, STRAY, HALF, LOST, THAWED = "unread", "stray", "half", "lost", "thawed"
"""What a finding is about: permissions, a link, a data file, a journal, a cache, a newer schema, a backup, the intent, a document;
a folder that cannot be read, a client's folder that is not in its place, a copy of a document that was broken off,
a document that is gone, one that was delivered and can be written to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the path within the data folder, what it is, and what putting it right does or loses.

    ``code`` is the portal's, None the practice's own; ``name`` the data file's or the journal's month; ``remedy`` is empty where
    fractui cannot help.
    """

    kind: str
    path: str
    sentence: str
    remedy: str = ""
    code: str | None = None
    name: str = ""
