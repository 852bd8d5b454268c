"""What a portal's journal says of a change that other clients had a part in: whoever reads it learns of nobody else (data.md).

The label is kept in each portal with the other clients' codes left out; what it was as a whole is put together again from all the
portals that took part, which only the practice can read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

ANOTHER = "another client"
"""What stands in a portal's journal where the label names somebody else."""

_PIECES = re.compile(rf"{ANOTHER}|\w+|\W")


def label_for(label: str, whose: str | None, codes: Collection[str | None]) -> str:
    """The label as it is kept with ``whose``: the other ``codes`` in it are nobody's; the practice itself keeps it as it is."""
    if whose is None:
        return label
    others = {code for code in codes if code != whose}
    return "".join(ANOTHER if piece in others else piece for piece in _PIECES.findall(label))


def whole_label(labels: Sequence[str]) -> str:
    """The label that ``label_for`` made these of, one of each portal that took part; at least one is given.

    Where a portal is gone, what only it named stays left out. Labels of older journals are whole, and stay as they are.
    """
    first, *others = [_PIECES.findall(label) for label in labels]
    for other in others:
        if len(other) == len(first):
            first = [theirs if ours == ANOTHER else ours for ours, theirs in zip(first, other, strict=True)]
    return "".join(first)
