"""What is remembered of taking in another program's time: whom its names mean, and how its files are to be read."""

from __future__ import annotations

from datetime import datetime

from fractui.core.document import Document
from fractui.core.value import record

LEFT_OUT = ""
"""Whom a name means whose rows are not to be taken in."""


@record
class Intake(Document):
    """What is known of one program, whose name is the ``id``; the practice's own document.

    ``names`` pairs names of the program's files with whom they mean: a client's code, a bucket's name, or
    ``LEFT_OUT``. A name stands here only if a person said whom it means. ``zone`` is the IANA zone of its clock
    times and ``dates`` the order of its dates, ``dmy`` or ``mdy``, both empty until one was needed. ``taken`` are
    the instants of the changes that took its rows in; undoing one takes its instant out again, so that a row that
    was deleted by hand can be told from one that was never meant to be there.
    """

    names: tuple[tuple[str, str], ...] = ()
    zone: str = ""
    dates: str = ""
    taken: tuple[datetime, ...] = ()
