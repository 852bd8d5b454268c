"""What Find offers."""

from __future__ import annotations

from fractui.core.value import value


@value
class FindItem:
    """Something that can be gone to: ``kind`` is ``client``, ``deliverable``, ``person``, ``block`` or ``command``.

    ``target`` is like ``client:ACME``, ``deliverable:ACME:ID``, ``person:ACME:ID``, ``block:ACME:ID`` or
    ``command:ACTION-ID``; ``detail`` is a quiet second column.
    """

    kind: str
    title: str
    code: str
    color: str
    detail: str
    target: str
