"""Where one was: the panes before this one, what each was last about, and where its selection stood."""

from __future__ import annotations

from fractui.core.value import value
from fractui.ui.loading import Shown

LONGEST = 20


@value
class Place:
    """Where a pane was left: the selected item and the line it was scrolled to."""

    item: str | None = None
    scroll: int = 0


class Trail:
    """Remembers the way for ``back``, and each pane's own place."""

    def __init__(self) -> None:
        self._way: list[Shown] = []
        self._latest: dict[str, Shown] = {}
        self._places: dict[Shown, Place] = {}

    def leave(self, shown: Shown, place: Place, *, keep: bool) -> None:
        """A pane is left at a place; ``keep`` lets ``back`` return to it."""
        self._places[shown] = place
        if keep:
            self._way = [*self._way[1 - LONGEST :], shown]

    def arrive(self, shown: Shown) -> Place | None:
        """A pane is shown: where it was left, None at the first visit."""
        self._latest[shown.pane] = shown
        return self._places.get(shown)

    def latest(self, pane: str) -> Shown:
        """What the pane was last about."""
        return self._latest.get(pane, Shown(pane))

    def before(self) -> Shown | None:
        """Where one came from; each step is given once."""
        return self._way.pop() if self._way else None
