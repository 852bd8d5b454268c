"""Tells a person's keys from a burst of pasted or mistyped characters (pain 11)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

WITHIN_S = 0.06
MANY = 4
QUIET_S = 0.009
"""A key that nothing has followed for so long stands alone: a third of what a burst is looked at for, since a burst is four keys."""
LOOK_S = 0.025
"""A key that was followed is looked at for so long."""
MOST_LOOKS = 30
"""So often it is looked at again while keys that came after it wait for a busy screen."""
LULL_S = 0.3
"""A burst that comes over a slow line pauses less than this."""


class Burst:
    """Remembers when the last keys came.

    ``MANY`` keys within ``WITHIN_S`` seconds are a burst, and so is a key that so many follow at once.
    """

    def __init__(self, ahead: Callable[[], bool] = lambda: False) -> None:
        """``ahead`` says whether keys are on their way that were not counted yet."""
        self._times: deque[float] = deque(maxlen=MANY)
        self._count = 0
        self._ahead = ahead

    def key(self, time: float) -> None:
        """A key came at ``time``, in seconds of any steady clock."""
        self._times.append(time)
        self._count += 1

    @property
    def fast(self) -> bool:
        """Whether the last keys came faster than a person types."""
        return len(self._times) == MANY and self._times[-1] - self._times[0] < WITHIN_S

    async def settled(self) -> bool:
        """Whether the key just pressed stands alone: wait a moment that nobody feels and see whether others follow.

        The shorter moment sees the second key of any burst whose first four the longer one would see.
        """
        if self.fast:
            return False
        count = self._count
        await asyncio.sleep(QUIET_S)
        if count == self._count and not self._ahead():
            return True
        await asyncio.sleep(LOOK_S - QUIET_S)
        for _ in range(MOST_LOOKS):
            if self.fast or not self._ahead():
                break
            await asyncio.sleep(QUIET_S)
        return not self.fast

    async def still(self, seconds: float) -> bool:
        """Whether no key comes for so long."""
        count = self._count
        await asyncio.sleep(seconds)
        return count == self._count


class Gate:
    """Holds back the keys of a burst that began while no field was there to take them.

    Such keys do nothing, in a dialog that the first of them opened neither; but those that move a selection may come as fast as a
    keyboard repeats them.
    """

    def __init__(self) -> None:
        self._began_on_desk = True
        self._until = 0.0

    def holds(self, time: float, *, fast: bool, on_desk: bool, moves: bool) -> bool:
        """Whether a key that came at ``time`` is held back.

        ``fast``: the last keys came faster than a person types; ``on_desk``: no dialog is open; ``moves``: the key only moves a selection.
        """
        if not fast and time > self._until:
            self._began_on_desk = on_desk
            return False
        if fast and not moves:
            self._until = time + LULL_S
        return self._began_on_desk and not (on_desk and moves)
