from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty practice at home in Berlin."""
    return Desk.in_folder(tmp_path / "data")
