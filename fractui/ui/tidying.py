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
    """Collects garbage once in each pause between keys."""

    def __init__(self, collect: Callable[[], object] = gc.collect) -> None:
        self._collect = collect
        self._still = STILL_TICKS

    def begin(self) -> None:
        """The first picture is out: what is there by now stays, and is never looked through again.

        Among it is a third of a megabyte of garbage, which to find would take a twentieth of the start.
        """
        gc.freeze()
        gc.set_threshold(*OFTEN)
        gc.enable()

    def key(self) -> None:
        """A key came."""
        self._still = 0

    def tick(self) -> None:
        """A second has passed."""
        self._still += 1
        if self._still == STILL_TICKS:
            self._collect()
