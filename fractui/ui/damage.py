"""What is damaged or missing, said once and for as long as it is so."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.notifications import Notification, Notify

from fractui.core.text import safe

_LASTING_S = 3600


class DamageNotices:
    """The notices of what is damaged or missing: each sentence is said once, and withdrawn when it is mended."""

    def __init__(self) -> None:
        self._said: dict[str, Notification] = {}

    def show(self, app: App[Any], damage: tuple[str, ...]) -> None:
        """Say what is new of ``damage``, and take away what is not true any more."""
        for sentence in [each for each in self._said if each not in damage]:
            # By its public names Textual clears all notices or none.
            app._unnotify(self._said.pop(sentence))  # noqa: SLF001
        for sentence in damage:
            if sentence not in self._said:
                self._said[sentence] = Notification(
                    safe(sentence), severity="error", timeout=_LASTING_S, markup=False
                )
                app.post_message(Notify(self._said[sentence]))
