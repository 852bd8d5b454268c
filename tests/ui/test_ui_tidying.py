"""Garbage is collected when nobody types."""

from __future__ import annotations

from fractui.ui.tidying import STILL_TICKS, Tidying


def test_it_is_collected_once_in_each_pause_between_keys() -> None:
    collected: list[int] = []
    tidying = Tidying(lambda: collected.append(1))
    for _ in range(STILL_TICKS * 2):
        tidying.tick()
    assert collected == []  # nobody has typed yet: what the start left behind was looked through
    for turn in (1, 2):
        tidying.key()
        for _ in range(STILL_TICKS - 1):
            tidying.tick()
        assert len(collected) == turn - 1
        for _ in range(60):
            tidying.tick()
        assert len(collected) == turn
