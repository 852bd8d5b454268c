"""How the dashboard looks and which keys it listens to: ``config.toml`` is the user's own, the chosen theme is remembered beside it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from fractui.core.value import value

DEFAULT_THEME = "dusk"
NOTIFY = ("off", "bell", "osc9", "both")
"""How the dashboard may say something aloud; the first is the default."""


@value
class Preferences:
    """What was read at start. ``keys`` maps action ids to keys; ``complaints`` are sentences about what could not be taken.

    ``title`` says whether the terminal's title shows what runs, ``notify`` (one of ``NOTIFY``) how things are said aloud.
    """

    theme: str
    keys: dict[str, str]
    mouse: bool
    complaints: tuple[str, ...]
    title: bool = True
    notify: str = NOTIFY[0]


class PreferencesFolder:
    """The settings folder. ``config.toml`` is only ever read; ``chosen.json`` remembers the theme picked in the palette."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> Preferences:
        """What the files say, defaults for what they do not; a broken file is a complaint and is left as it is."""
        complaints: list[str] = []
        config = self._config(complaints)
        keys: dict[str, str] = {}
        table = config.get("keys", {})
        for name, key in table.items() if isinstance(table, dict) else ():
            if isinstance(key, str):
                keys[name] = key
            else:
                complaints.append(f'The settings want a text for the key “{name}”, like "{name}" = "f5".')
        theme = config.get("theme")
        mouse = config.get("mouse", True)
        chosen = self._chosen()
        named = theme if isinstance(theme, str) else DEFAULT_THEME
        notify = config.get("notify", NOTIFY[0])
        if notify not in NOTIFY:
            complaints.append(f'The settings want notify = "{NOTIFY[0]}", or one of {", ".join(NOTIFY[1:])}.')
            notify = NOTIFY[0]
        return Preferences(
            chosen or named,
            keys,
            mouse is not False,
            tuple(complaints),
            title=config.get("title", True) is not False,
            notify=str(notify),
        )

    def choose_theme(self, name: str) -> None:
        """Remember the theme for the next start.

        Raises:
            OSError: the settings folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._folder / "chosen.json.tmp"
        fresh.write_text(json.dumps({"theme": name}), "utf-8")
        fresh.replace(self._folder / "chosen.json")

    def _config(self, complaints: list[str]) -> dict[str, object]:
        path = self._folder / "config.toml"
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            complaints.append(
                f"The settings in {path} cannot be read ({error}); fractui goes on without them."
            )
            return {}

    def _chosen(self) -> str:
        try:
            data = json.loads((self._folder / "chosen.json").read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return ""
        name = data.get("theme") if isinstance(data, dict) else None
        return name if isinstance(name, str) else ""
