"""The opening: the first picture is drawn whole and once, and nothing that it needs is made twice."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, Self

from textual.geometry import Region
from textual.messages import Update
from textual.screen import Screen

from fractui.ui.painting import PaintingApp

LATEST_PICTURE_S = 2.0
"""A disk this slow gets its empty frame shown."""


class OpeningScreen(Screen[None]):
    """A screen that is drawn for the first time when its picture is complete.

    Until then what is to be painted is only remembered: the framework would make pictures that are thrown away, and the first one twice.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._is_drawn = False

    def begin_drawing(self) -> None:
        """Paint what there is, and from now on what changes; said again, it does nothing."""
        if self._is_drawn:
            return
        self._is_drawn = True
        self.post_message(Update(self.children[0]))

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask for a new picture; the first one is whole without being asked for."""
        return super().refresh(
            *regions, repaint=repaint and self._is_drawn, layout=layout, recompose=recompose
        )

    def _compositor_refresh(self) -> None:
        if self._is_drawn:
            super()._compositor_refresh()


class OpeningApp(PaintingApp):
    """An application that draws nothing over what the terminal shows already before its first picture is complete."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._opening = ExitStack()
        self._read_with: dict[str, str] | None = None

    def open_in_this_theme(self) -> None:
        """Read the style sheets with the theme that was put on, and not first with the framework's own."""
        self._read_with = self.get_css_variables()
        self.stylesheet.set_variables(self._read_with)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets anew; not at the start, when they are read with this very theme."""
        known, self._read_with = self._read_with, None
        if known is None or known != self.get_css_variables():
            super().refresh_css(animate)

    def begin_opening(self) -> None:
        """Draw nothing until the first picture is complete, or the disk has been waited for long enough."""
        self._opening.enter_context(self.batch_update())
        self.set_timer(LATEST_PICTURE_S, self.picture_is_complete)

    def picture_is_complete(self) -> None:
        """The first picture may be drawn; said again, it does nothing."""
        for screen in self.screen_stack[:1]:
            if isinstance(screen, OpeningScreen):
                screen.begin_drawing()
        self._opening.close()
