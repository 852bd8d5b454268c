"""What a deliverable weighs against the time that it takes: normal, or high (row 000-25)."""

from __future__ import annotations

from enum import StrEnum


class Stakes(StrEnum):
    """How much hangs on a deliverable; for one of high stakes preparation is planned before its work begins."""

    NORMAL = "normal"
    HIGH = "high"


HIGH_TYPES = frozenset(
    {
        *("boardpack", "boarddeck", "investorupdate", "investorreport"),
        *("weeklyupdate", "asyncupdate", "statusupdate", "weeklystatus"),
        *("execsummary", "executivesummary"),
    }
)
"""The types, in small letters alone, on which more hangs than their hours tell; the shipped templates of these types say so too."""

MARK = "◆"
"""The sign of high stakes beside a title."""


def usual_stakes(type: str) -> Stakes:  # noqa: A002 - the deliverable's own word
    """What usually hangs on documents of a type, however it is spelled: ``BoardPack``, ``board-pack``."""
    letters = "".join(char for char in type.casefold() if char.isalnum())
    return Stakes.HIGH if letters in HIGH_TYPES else Stakes.NORMAL
