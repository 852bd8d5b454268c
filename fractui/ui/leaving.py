"""An application that can be left at any moment, and that never shows what is inside an error."""

from __future__ import annotations

from contextlib import suppress

from rich.console import RenderableType
from textual.app import App
from textual.worker import WorkerFailed


class LeavingApp(App[None]):
    """Leaves in order for a person, a signal and an error that nobody foresaw; ``crashed`` is that error."""

    crashed: Exception | None = None

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what is still being put on the screen is not waited for."""
        self.workers.cancel_all()
        super().exit(result, return_code, message)

    def leave(self, code: int) -> None:
        """Leave with an exit code; called from any thread and from signal handlers."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just ended by itself
                loop.call_soon_threadsafe(lambda: self.exit(return_code=code))

    def crash(self, error: Exception) -> None:
        """End because of an error that nobody foresaw; the first one is kept for the report, unless one is leaving anyway."""
        if self._exit:
            return
        if self.crashed is None:
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.crashed = cause if isinstance(cause, Exception) else error
        self._return_code = 1
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        self.crash(error)
        if not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """The framework's traceback shows local variables, which are the user's data: nothing is printed, the report says where."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - what they show may be the user's data
        """End without showing what an error looks like inside."""
        self._close_messages_no_wait()
