"""What the benchmarks run on: made-up practices of a month and of ten years, and as many entries for Watson."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fractui.services.demo import build
from fractui.wiring import Services

ROOT = Path(__file__).resolve().parents[2]
NOT_FOR_CHILDREN = frozenset({"PYTHONDONTWRITEBYTECODE", "NO_COLOR", "CI", "TMUX", "COLUMNS", "LINES"})
CLIENTS = 10
WATSON_ENTRIES = 50_000
DOOR = "import sys\nfrom fractui.__main__ import run\nsys.exit(run())\n"
"""What an installer writes for the script in ``pyproject.toml``."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder with everything that a run needs, and the commands in it."""

    root: Path

    @property
    def environ(self) -> Mapping[str, str]:
        """The children's environment: a modern terminal, byte code cached, no settings of the user's."""
        kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_CHILDREN}
        own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        folders = {
            name: str(self.root / name.lower())
            for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "WATSON_DIR")
        }
        return {
            name: value for name, value in (kept | own | folders).items() if not name.startswith("FRACTUI")
        }

    @property
    def door(self) -> list[str]:
        """The command that an installed ``fractui`` is."""
        return [sys.executable, str(self.root / "fractui-door.py")]

    def begin(self) -> None:
        """Make the folder and the door, for any measuring."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "fractui-door.py").write_text(DOOR)

    def practice(self, name: str) -> Path:
        """The data folder of one of the made-up practices: ``month``, ``decade`` or ``fifty`` thousand entries."""
        return self.root / name

    def fractui(self, name: str, *words: str) -> list[str]:
        """A fractui command on one of the practices."""
        return [*self.door, "--data", str(self.practice(name)), *words]

    def bare(self, *words: str) -> list[str]:
        """The yardstick's command."""
        return [sys.executable, str(ROOT / "tests" / "benchmarks" / "bare.py"), *words]


def prepare(ground: Ground) -> None:
    """Make the practices and Watson's frames in an empty folder; it takes about half a minute."""
    for name, months in (("month", 1), ("decade", 120), ("fifty", 156)):
        services = Services(str(ground.practice(name)))
        built = build(services.practice, clients=CLIENTS, months=months)
        services.close()
        print(f"{name}: {built.entries:,} entries, {built.deliverables:,} deliverables", file=sys.stderr)
    watson(ground.root / "watson_dir", WATSON_ENTRIES)


def watson(folder: Path, count: int) -> None:
    """Write ``count`` frames as Watson keeps them: half an hour each, an hour apart, the last a day ago or so."""
    dice = Random(7)
    folder.mkdir()
    begin = 1_795_000_000 - count * 3600
    frames = [
        [
            begin + number * 3600,
            begin + number * 3600 + 1800,
            f"client-{dice.randrange(CLIENTS)}",
            f"{dice.getrandbits(128):032x}",
            [dice.choice(("call", "review", "model"))],
            begin + number * 3600 + 1800,
        ]
        for number in range(count)
    ]
    (folder / "frames").write_text(json.dumps(frames, indent=1))
