"""Garbage is collected when nobody types."""

from __future__ import annotations

import gc

import pytest

from fractui.ui.tidying import STILL_TICKS, Tidying


def test_it_is_collected_once_in_each_pause_between_keys() -> None:
    collected: list[int] = []
    tidying = Tidying(lambda: collected.append(1))
    for _ in range(STILL_TICKS * 2):
        tidying.tick()
    assert collected == []  # nothing has begun yet
    for turn in (1, 2):
        tidying.key()
        for _ in range(STILL_TICKS - 1):
            tidying.tick()
        assert len(collected) == turn - 1
        for _ in range(60):
            tidying.tick()
        assert len(collected) == turn


def test_what_the_first_pause_finds_in_use_is_kept_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("enable", "set_threshold"):
        monkeypatch.setattr(gc, name, lambda *_: None)
    done: list[str] = []
    tidying = Tidying(lambda: done.append("collect"), lambda: done.append("keep"))
    tidying.begin()
    for _ in range(STILL_TICKS - 1):
        tidying.tick()
    assert done == []
    for _ in range(2):
        tidying.begin()
        tidying.key()
        for _ in range(60):
            tidying.tick()
    assert done == ["collect", "keep", "collect"]
