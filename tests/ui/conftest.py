"""A small practice for the tests that run the real program in a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fractui.services.demo import build
from fractui.wiring import Services
from tests.ui.leaping import time_leaps


@pytest.fixture(scope="package", autouse=True)
def leaping_time() -> Iterator[None]:
    """Nothing is waited for that need not be."""
    with time_leaps():
        yield


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice of three clients whose timer runs; it is only copied."""
    folder = tmp_path_factory.mktemp("practice") / "data"
    services = Services(str(folder))
    build(services.practice, clients=3, months=1)
    # Else the dashboard would, when it opens, and tests that look for no change would find one.
    services.recurrence.renew()
    services.close()
    return folder


@pytest.fixture
def data(practice: Path, tmp_path: Path) -> Path:
    """A copy of the practice for one test."""
    return Path(shutil.copytree(practice, tmp_path / "data"))
