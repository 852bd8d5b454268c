"""The report: a stretch of time summed by client, kind of work, deliverable or the calendar, leafed through and drilled into."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.services.views.report import ReportView
from fractui.ui.lines import Line
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.report_lines import report_lines


class ReportPane(LinesView[ReportView]):
    """Shows a ``ReportView`` (row 000-36).

    Items are ``client:ACME``, ``bucket:bd``, ``category:NAME``, ``day:2026-11-24``, ``week:2026-W48``, ``month:2026-11``,
    ``deliverable:CODE:ID``, and ``without:category`` or ``without:deliverable``.
    """

    def draw(self, view: ReportView, width: int) -> Sequence[Line]:
        """Title, choices, course and rows."""
        return report_lines(view, width, self.keys)
