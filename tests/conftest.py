"""Keeps the developer's own terminal, data and settings out of the tests. Set before anything imports the framework."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.calendar_servers import Radicale

os.environ["TEXTUAL_ANIMATIONS"] = "none"
for name in ("NO_COLOR", "COLORTERM", "TEXTUAL", "FRACTUI_DATA", "FRACTUI_CONFIG"):
    os.environ.pop(name, None)
os.environ["TZ"] = "UTC"
time.tzset()
os.environ["TERM"] = "xterm-256color"
os.environ["COLORTERM"] = "truecolor"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """``-n auto`` is half as many processes again as cores: a third of their time they wait for programs in terminals."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Programs in terminals come first: they are waited for while other processes work, not at the end by one alone."""
    items.sort(key=lambda item: not item.path.name.startswith("test_ui_terminal"))


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The next test's home folder, which does not exist yet; counted here, for pytest looks through all folders for a free number."""
    root = tmp_path_factory.mktemp("homes")
    return (root / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that nothing of the user's is read or written."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A real CalDAV server on this computer, one for all tests; each takes a user of its own."""
    from tests.calendar_servers import running_radicale

    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server
