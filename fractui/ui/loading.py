"""Which services' views a pane shows: the keys under which views are kept, and the jobs that make them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from fractui.core.value import value
from fractui.services.views.frame import FrameView
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.services.views.report import ReportShape

WEEK = "week"
"""How much the Calendar shows at first."""


@value
class Shown:
    """What a pane shows: its name, and the client, or the first day, that it is about.

    ``shape`` is how a report looks, ``zoom`` how much the Calendar shows; empty is a week.
    """

    pane: str
    code: str | None = None
    day: date | None = None
    shape: ReportShape | None = None
    zoom: str = ""

    def job(self) -> Callable[[Services], object]:
        """The job that makes the view."""
        match self.pane:
            case "portfolio":
                return lambda services: services.portfolio.overview()
            case "workspace":
                return lambda services: services.workspaces.view(self.code or "")
            case "board":
                return lambda services: services.delivery.board(self.code)
            case "time":
                return lambda services: services.entries.day(self.day)
            case "report":
                return lambda services: services.reporting.view(self.code, self.day, self.shape)
            case _:
                return lambda services: services.weeks.view(self.code, self.day, self.zoom or WEEK)


def first_views(services: Services) -> tuple[FrameView, object]:
    """The frame and the Portfolio, for the first complete picture."""
    return services.portfolio.frame(), services.portfolio.overview()


def look_outside(services: Services) -> bool:
    """Whether another process has changed something, or something else is asked; once a minute it says that this one lives."""
    # Somebody elsewhere may just have stopped what would be asked about: that is looked at first, the rest a second later.
    return bool(services.practice.catch_up()) or services.watching.look()
