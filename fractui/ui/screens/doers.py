"""Who does what the keys ask for: the classes of intents, each imported when the first of its intents is wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractui.ui.screens.absence import Answering
    from fractui.ui.screens.adding import Adding
    from fractui.ui.screens.boarding import Boarding
    from fractui.ui.screens.changing import Changing
    from fractui.ui.screens.day_planning import DayPlanning
    from fractui.ui.screens.deciding import Deciding
    from fractui.ui.screens.desk import Desk
    from fractui.ui.screens.documents import Documents
    from fractui.ui.screens.editing import Editing
    from fractui.ui.screens.engaging import Engaging
    from fractui.ui.screens.exporting import Exporting
    from fractui.ui.screens.finding import Finding
    from fractui.ui.screens.laying import Laying
    from fractui.ui.screens.library import Templating
    from fractui.ui.screens.publishing import Publishing
    from fractui.ui.screens.recording import Recording
    from fractui.ui.screens.reporting import Reporting
    from fractui.ui.screens.routines import Routines
    from fractui.ui.screens.scheduling import Scheduling
    from fractui.ui.screens.spanning import Spanning
    from fractui.ui.screens.tracking import Tracking
    from fractui.ui.screens.turning import Turning


class Doers:
    """One object of each class of intents, made when it is first needed.

    Dialogs are a tenth of all that there would be to import before the first picture, and nobody opens one at once.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def adding(self) -> Adding:
        """The intents that make something new."""
        from fractui.ui.screens.adding import Adding

        return Adding(self._desk)

    @cached_property
    def editing(self) -> Editing:
        """The intents that open what there is."""
        from fractui.ui.screens.editing import Editing

        return Editing(self._desk, self.adding)

    @cached_property
    def changing(self) -> Changing:
        """The intents that change what is selected."""
        from fractui.ui.screens.changing import Changing

        return Changing(self._desk, self.adding)

    @cached_property
    def exporting(self) -> Exporting:
        """The intent that writes calendar files."""
        from fractui.ui.screens.exporting import Exporting

        return Exporting(self._desk)

    @cached_property
    def turning(self) -> Turning:
        """The intents about leaving clients and coming to them."""
        from fractui.ui.screens.turning import Turning

        return Turning(self._desk)

    @cached_property
    def tracking(self) -> Tracking:
        """The intents of the Time pane."""
        from fractui.ui.screens.tracking import Tracking

        return Tracking(self._desk, self.adding)

    @cached_property
    def scheduling(self) -> Scheduling:
        """The intents on a block of the Calendar."""
        from fractui.ui.screens.scheduling import Scheduling

        return Scheduling(self._desk)

    @cached_property
    def laying(self) -> Laying:
        """The intents that plan blocks."""
        from fractui.ui.screens.laying import Laying

        return Laying(self._desk)

    @cached_property
    def spanning(self) -> Spanning:
        """The intents on how much of the Calendar is shown."""
        from fractui.ui.screens.spanning import Spanning

        return Spanning(self._desk)

    @cached_property
    def day_planning(self) -> DayPlanning:
        """The intent that opens the plan of the day."""
        from fractui.ui.screens.day_planning import DayPlanning

        return DayPlanning(self._desk)

    @cached_property
    def routines(self) -> Routines:
        """The intents that open a guided review."""
        from fractui.ui.screens.routines import Routines

        return Routines(self._desk)

    @cached_property
    def deciding(self) -> Deciding:
        """The intent on what falls into time off."""
        from fractui.ui.screens.deciding import Deciding

        return Deciding(self._desk)

    @cached_property
    def publishing(self) -> Publishing:
        """Calendars on a server, imported when they are first asked about."""
        from fractui.ui.screens.publishing import Publishing

        return Publishing(self._desk)

    @cached_property
    def answering(self) -> Answering:
        """The answers about an absence, imported when one is first asked about."""
        from fractui.ui.screens.absence import Answering

        return Answering(self._desk)

    @cached_property
    def boarding(self) -> Boarding:
        """The board's intents, imported when the first of them is wanted."""
        from fractui.ui.screens.boarding import Boarding

        return Boarding(self._desk)

    @cached_property
    def documents(self) -> Documents:
        """The intents about documents, imported when the first of them is wanted."""
        from fractui.ui.screens.documents import Documents

        return Documents(self._desk)

    @cached_property
    def templating(self) -> Templating:
        """The intents about templates, imported when the library is first looked into."""
        from fractui.ui.screens.library import Templating

        return Templating(self._desk)

    @cached_property
    def reporting(self) -> Reporting:
        """The report's intents, imported when a report is first asked for."""
        from fractui.ui.screens.reporting import Reporting

        return Reporting(self._desk)

    @cached_property
    def engaging(self) -> Engaging:
        """The intents on whole engagements, imported when one is first asked for."""
        from fractui.ui.screens.engaging import Engaging

        return Engaging(self._desk)

    @cached_property
    def finding(self) -> Finding:
        """The intent that finds, imported when something is first looked for."""
        from fractui.ui.screens.finding import Finding

        return Finding(self._desk)

    @cached_property
    def recording(self) -> Recording:
        """The intents on what is written down about a client, imported when something first is."""
        from fractui.ui.screens.recording import Recording

        return Recording(self._desk)
