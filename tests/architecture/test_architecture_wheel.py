"""The wheel carries the package, its templates and its themes, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_ships_the_themes_and_the_templates(tmp_path: Path) -> None:
    code = f"import os; os.chdir({str(ROOT)!r}); import hatchling.build as b; print(b.build_wheel({str(tmp_path)!r}))"
    name = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    names = zipfile.ZipFile(tmp_path / name).namelist()
    shipped = {path.name for path in (ROOT / "themes").glob("*.toml")}
    assert {n.removeprefix("fractui/themes/") for n in names if n.startswith("fractui/themes/")} == shipped
    library = ROOT / "fractui" / "services" / "library"
    templates = {path.relative_to(ROOT).as_posix() for path in library.glob("*/*.md")}
    assert len(templates) > 20
    assert templates <= set(names)
    assert "fractui/ui/app.py" in names
    assert not [n for n in names if n.startswith("tests")]


def test_no_markup_escape_and_no_fuzzy_matcher_of_the_framework() -> None:
    sources = list((ROOT / "fractui").rglob("*.py"))
    banned = ("textual.fuzzy", "import escape", "markup.escape")
    assert [
        str(p) for p in sources for word in banned if word in p.read_text("utf-8") and "html" not in word
    ] == []
