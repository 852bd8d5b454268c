"""Amounts in minor units with their ISO 4217 currency; sums never mix currencies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount: ``minor`` whole minor units (cents) of ``currency``, an ISO 4217 code in upper case."""

    minor: int
    currency: str
