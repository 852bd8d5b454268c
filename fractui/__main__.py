"""The program's door: ``fractui`` and ``python -m fractui``."""

from __future__ import annotations

import gc
import sys

from fractui.cli.edge import guarded, leave, prepare_streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from fractui.cli.shell import Shell
    from fractui.folders import Folders
    from fractui.wiring import Services


class Dashboard:
    """The dashboard as the command line knows it: it can be opened, and it has keys."""

    def open(self, services: Services, folders: Folders) -> int:
        """Open the dashboard and return the exit code once it is left."""
        from fractui.ui.start import run

        return run(services, folders)

    def keys(self) -> list[tuple[str, tuple[str, ...], str, str]]:
        """Each action's id, keys, label and group."""
        from fractui.ui.actions import ACTIONS

        return [(action.id, action.keys, action.label, action.group) for action in ACTIONS]


def main(argv: Sequence[str] | None = None, shell: Shell | None = None) -> int:
    """Run the command line; the exit code is 0 done, 1 refused, 2 wrong usage, 3 damaged or unreachable.

    ``argv`` are the words after the program's name, the process's own by default; tests give a ``shell``.
    """
    if argv is None:
        from fractui.folders import keep_private

        prepare_streams()
        keep_private()
    words = sys.argv[1:] if argv is None else list(argv)
    return guarded(lambda: _run(words, shell))


def _run(words: list[str], shell: Shell | None) -> int:
    """Answer by the short road where there is one, by the whole command line otherwise."""
    if shell is None:
        from fractui.cli.quick import answer

        code = answer(words)
        if code is not None:
            return code
    from fractui.cli.dispatch import dispatch
    from fractui.cli.shell import Shell

    shell = shell or Shell()
    shell.front = Dashboard() if shell.front is None else shell.front
    return dispatch(words, shell)


def run() -> NoReturn:
    """Run the command line as a process of its own, which this ends."""
    # A command is over before collecting could pay, and pays a sixth of its time for it; the dashboard turns it on.
    gc.disable()
    leave(main())


if __name__ == "__main__":
    run()
