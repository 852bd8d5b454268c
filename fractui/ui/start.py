"""Opens the dashboard: the frame is on the screen before the framework is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractui.wiring import Folders, Services


def run(services: Services, folders: Folders) -> int:
    """Show the dashboard until it is left; returns the exit code.

    Raises:
        Refused: this is no terminal that can show it.
    """
    from fractui.core.errors import Refused

    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        raise Refused(
            "The dashboard needs a terminal; `fractui status` and `fractui --help` work without one."
        )
    paint_first_frame()
    # Thousands of long-lived objects are about to be made: collecting among them costs a tenth of the start.
    gc.disable()
    from pathlib import Path

    from fractui.services.preferences import PreferencesFolder
    from fractui.ui.app import Dashboard
    from fractui.ui.backstage import Backstage
    from fractui.ui.loading import first_views

    backstage = Backstage(services)
    first = backstage.begin(first_views)
    settings = PreferencesFolder(Path(folders.settings))
    app = Dashboard(
        backstage,
        first,
        settings,
        theme_folders=(Path(folders.shipped_themes), Path(folders.own_themes)),
        export_folder=Path(folders.exports),
        clock=services.clock,
    )
    try:
        app.run(mouse=app.preferences.mouse)
    finally:
        backstage.close()
    return app.return_code or 0


def paint_first_frame() -> None:
    """Draw the frame by hand: a person sees fractui at once, the rest follows when it is loaded."""
    size = os.get_terminal_size()
    rule = "─" * size.columns
    frame = f"\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H  \x1b[1mfractui\x1b[0m\x1b[2;1H\x1b[2m{rule}\x1b[{size.lines - 2};1H{rule}\x1b[0m"
    # The framework draws on stderr; written there the bytes cannot overtake its own.
    sys.__stderr__.write(frame)  # type: ignore[union-attr]
    sys.__stderr__.flush()  # type: ignore[union-attr]
