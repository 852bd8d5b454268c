"""Keeps the collecting of garbage out of the way of keys: all of it is looked through when nobody types, not under a key."""

from __future__ import annotations

import gc
from collections.abc import Callable

OFTEN = (10_000, 10, 100)
"""After how much that is new the interpreter looks for garbage by itself: seldom, for less than 3 ms each time, instead of 5 ms in every
move of a card; a look through everything, some 30 ms with large views, is left to ``Tidying``."""
STILL_TICKS = 3
"""After so many seconds without a key a person reads, or is gone."""


class Tidying:
    """Collects garbage once in each pause between keys; what the first pause finds in use stays, and is never looked through again."""

    def __init__(
        self, collect: Callable[[], object] = gc.collect, keep: Callable[[], object] = gc.freeze
    ) -> None:
        self._collect = collect
        self._keep = keep
        self._still = STILL_TICKS
        self._has_begun = False
        self._has_kept = False

    def begin(self) -> None:
        """The first picture is out; said again, it does nothing.

        To look for the garbage of the start would take a twentieth of it: that is left to the first pause.
        """
        if self._has_begun:
            return
        self._has_begun = True
        self._still = 0
        gc.set_threshold(*OFTEN)
        gc.enable()

    def key(self) -> None:
        """A key came."""
        self._still = 0

    def tick(self) -> None:
        """A second has passed."""
        self._still += 1
        if self._still != STILL_TICKS:
            return
        self._collect()
        if self._has_begun and not self._has_kept:
            self._has_kept = True
            self._keep()
