"""What the store's tests share: a data folder, a clock, ids, and practices opened on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fractui.store.practice import Practice
from tests.builders import a_client, an_agreement
from tests.fakes import FixedClock, Ids

Opener = Callable[[], Practice]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def clock() -> FixedClock:
    """The afternoon of 24 November 2026."""
    return FixedClock()


@pytest.fixture
def ids() -> Ids:
    """Ids that count up."""
    return Ids()


@pytest.fixture
def opened(root: Path, clock: FixedClock, ids: Ids) -> Opener:
    """Opens the data folder; each call is like another process."""
    return lambda: Practice.open(root, clock, ids, lock_wait=0.2)


@pytest.fixture
def practice(opened: Opener) -> Practice:
    """A practice with ACME and BETA."""
    found = opened()
    for code in ("ACME", "BETA"):
        with found.transaction(f"add {code}") as tx:
            tx.put(a_client(code))
            tx.put_in(code, an_agreement())
    return found
