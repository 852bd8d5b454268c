"""Goals and results: ratios of what was measured in turn, as a Markdown table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One goal: ``value`` must not exceed ``limit``; ``unit`` is ``x`` for a ratio. ``seen`` are the figures behind it.

    ``missing`` names the program without which it could not be measured.
    """

    what: str
    limit: float
    value: float
    unit: str = "x"
    seen: str = ""
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.limit


def ratio(what: str, limit: float, ours: Sequence[float], theirs: Sequence[float], seen: str = "ms") -> Row:
    """The median of the paired ratios ours/theirs; ``seen`` is the unit of both (seconds are shown as ms)."""
    ratios = sorted(one / other for one, other in zip(ours, theirs, strict=True))
    scale = 1000 if seen == "ms" else 1
    middle, other = statistics.median(ours) * scale, statistics.median(theirs) * scale
    shown = f"{middle:.3g} to {other:.3g} {seen}; {ratios[0]:.2f} to {ratios[-1]:.2f}, {len(ratios)} rounds"
    return Row(what, limit, statistics.median(ratios), "x", shown)


def at_most(what: str, limit: float, values: Sequence[float], unit: str) -> Row:
    """The median of ``values`` against ``limit``, both in ``unit``."""
    shown = f"{min(values):.3g} to {max(values):.3g}, {len(values)} times"
    return Row(what, limit, statistics.median(values), unit, shown)


def skipped(what: str, missing: str) -> Row:
    """A figure that could not be measured, for the program to compare with is not there."""
    return Row(what, 0, 0, missing=missing)


def p95(values: Iterable[float]) -> float:
    """The value that 95 of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def markdown(title: str, rows: Iterable[Row]) -> str:
    """The rows as a table under a title."""
    lines = [f"### {title}", "", "| figure | goal | reached | | seen |", "|---|---|---|---|---|"]
    for row in rows:
        if row.missing:
            lines.append(f"| {row.what} | | | not measured | {row.missing} is not installed |")
            continue
        met = "met" if row.is_met else "**missed**"
        goal, value = _figure(row.limit, row.unit), _figure(row.value, row.unit)
        lines.append(f"| {row.what} | ≤ {goal} | {value} | {met} | {row.seen} |")
    return "\n".join(lines)


def _figure(value: float, unit: str) -> str:
    """A figure with its unit, in as many digits as it is worth."""
    return f"{value:.3g}{unit}" if unit == "x" else f"{value:.4g} {unit}"
