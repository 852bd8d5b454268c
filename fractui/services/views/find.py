"""What Find offers."""

from __future__ import annotations

from fractui.core.value import value

LINE = "~"
"""What stands between a target and the number of a line of its notes."""


@value
class FindItem:
    """Something that can be gone to.

    ``kind`` is ``client``, ``deliverable``, ``person``, ``block``, ``priority``, ``promise``, ``decision``, ``access``, ``todo`` (an
    item of a checklist), ``note`` (a sentence of one) or ``command``. ``target`` is like ``client:ACME``, ``deliverable:ACME:ID``,
    ``todo:ACME:ID`` or ``command:ACTION-ID``; a note's is that of what it is about, ``LINE`` and a number. ``detail`` is a quiet
    second column.
    """

    kind: str
    title: str
    code: str
    color: str
    detail: str
    target: str
