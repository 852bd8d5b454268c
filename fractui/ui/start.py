"""Opens the dashboard: the frame is on the screen before the framework is imported, and however it ends the terminal is given back."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractui.folders import Folders
    from fractui.ui.ending import Ending
    from fractui.ui.terminal import Terminal
    from fractui.wiring import Services

CRASHED = 70
"""The exit code after an error that nobody foresaw (EX_SOFTWARE)."""
FRAMES = 120
"""The most pictures a second; what has changed waits for its picture as long as one of them lasts."""


def run(services: Services, folders: Folders) -> int:
    """Show the dashboard until it is left; returns the exit code.

    That is 0 after `q`, 128 and the signal's number when a signal or a closed terminal ended it, 70 after a crash.

    Raises:
        Refused: this is no terminal that can show it.
    """
    from fractui.core.errors import FractuiError, Refused
    from fractui.ui.ending import Ending
    from fractui.ui.first_frame import first_frame, ground
    from fractui.ui.terminal import Terminal, is_fit

    if not is_fit(os.environ):
        raise Refused(
            "The dashboard needs a terminal; `fractui status` and `fractui --help` work without one."
        )
    _trust_the_terminal()
    _draw_soon()
    terminal = Terminal()
    ending = Ending(terminal)
    ending.listen()
    crash: Exception | None = None
    code = CRASHED
    try:
        terminal.take(first_frame(*terminal.size, ground(folders, os.environ)))
        code, crash = _show(services, folders, terminal, ending)
    except FractuiError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where what nobody foresaw is told in a sentence
        crash = error
    finally:
        terminal.give_back()
        ending.over()
    if crash is not None:
        from pathlib import Path

        from fractui.ui.crash import sentence

        said = sentence(crash, Path(folders.logs), services.clock)
        if not terminal.is_gone:
            print(said, file=sys.stderr)  # noqa: T201 - the screen that it could be shown on is no more
        return CRASHED
    return code


def _trust_the_terminal() -> None:
    """Take out of the environment what the framework would believe instead: a size that was true once, and an empty NO_COLOR."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)


def _draw_soon() -> None:
    """Let a picture wait half as long as the framework lets it; while nothing changes none is drawn."""
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))


def _show(
    services: Services, folders: Folders, terminal: Terminal, ending: Ending
) -> tuple[int, Exception | None]:
    """Run the application; its exit code, and the error that it stopped with if it did."""
    # Thousands of long-lived objects are about to be made: collecting among them costs a tenth of the start.
    gc.disable()
    _import_asyncio()
    from pathlib import Path

    from fractui.services.preferences import PreferencesFolder
    from fractui.ui.app import Dashboard
    from fractui.ui.backstage import Backstage
    from fractui.ui.loading import first_views

    backstage = Backstage(services)
    try:
        app = Dashboard(
            backstage,
            backstage.begin(first_views),
            PreferencesFolder(Path(folders.settings)),
            theme_folders=(Path(folders.shipped_themes), Path(folders.own_themes)),
            export_folder=Path(folders.exports),
            clock=services.clock,
            terminal=terminal,
            ending=ending,
        )
        app.run(mouse=app.preferences.mouse)
    finally:
        backstage.close()
    return app.return_code or 0, app.crashed


def _import_asyncio() -> None:
    """Import the event loop without TLS, which it would load for connections that a dashboard has none of: 6 ms of a start's 350.

    There is one thread only, so that nobody else can miss the module meanwhile.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # which is how the import system is told that there is none
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
