"""The yardstick: a Textual program of Header, Static and Footer; with ``clock`` its Static changes each second."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """A program with nothing in it; ``d`` changes its one line of text."""

    TITLE = "bare"
    BINDINGS = [("d", "change", "Change"), ("q", "quit", "Quit")]  # noqa: RUF012

    def __init__(self, *, clock: bool) -> None:
        super().__init__()
        self._clock = clock
        self._count = 0

    def compose(self) -> ComposeResult:
        """Header, one line, Footer."""
        yield Header()
        yield Static("Hello: 0")
        yield Footer()

    def on_mount(self) -> None:
        """Begin to tick, as a clock."""
        if self._clock:
            self.set_interval(1, self.action_change)

    def action_change(self) -> None:
        """Show the next number."""
        self._count += 1
        self.query_one(Static).update(f"Hello: {self._count}")


if __name__ == "__main__":
    Bare(clock="clock" in sys.argv).run()
