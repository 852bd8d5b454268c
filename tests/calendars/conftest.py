"""Zones from the ``tzdata`` package alone: the system's copy may know other changes of clocks."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def packaged_zones() -> Iterator[None]:
    """The same zone data on every machine."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()
