"""Rounding as a rule of a report: seconds in, seconds out; what was tracked is never touched (row 000-36, pains 17)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fractui.core.errors import FieldRefused
from fractui.core.text import safe
from fractui.core.value import value

LONGEST_MIN = 480
"""No unit and no minimum is longer than a day of work."""


class Mode(StrEnum):
    """Which way a length goes to a whole number of units; ``none`` leaves it, for a minimum alone."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Scope(StrEnum):
    """What is rounded: each entry, or the client's sum of a local day or of a calendar month."""

    ENTRY = "entry"
    DAY = "day"
    MONTH = "month"


@value
class Rounding:
    """A client's rule: units of ``unit_min`` minutes, and at least ``minimum_min`` minutes for whatever is rounded at once.

    What is exactly half-way goes up. No time at all stays none: the minimum is only for what was worked.
    """

    unit_min: int = 15
    mode: Mode = Mode.UP
    scope: Scope = Scope.ENTRY
    minimum_min: int = 0

    def seconds(self, raw_s: int) -> int:
        """The rounded seconds of one entry, day or month of ``raw_s`` seconds."""
        if raw_s <= 0:
            return 0
        unit = self.unit_min * 60
        up = {Mode.UP: unit - 1, Mode.NEAREST: unit // 2}.get(self.mode, 0)
        rounded_s = raw_s if self.mode is Mode.NONE else (raw_s + up) // unit * unit
        return max(rounded_s, self.minimum_min * 60)


def shared(total_s: int, parts_s: Sequence[int]) -> tuple[int, ...]:
    """``total_s`` shared out in proportion to the parts, to the second, so that the shares add up to it.

    It is how a rounded day tells its categories apart, and a rounded month its days: whatever a report sums
    by, its total is the same. The seconds that are left over go to the largest remainders, the first before the later.
    Without parts, or of parts that are no time, nothing is shared out.
    """
    whole_s = sum(parts_s)
    if whole_s <= 0:
        return (0,) * len(parts_s)
    shares = [total_s * part // whole_s for part in parts_s]
    left = total_s - sum(shares)
    by_rest = sorted(range(len(shares)), key=lambda place: -(total_s * parts_s[place] % whole_s))
    for place in by_rest[:left]:
        shares[place] += 1
    return tuple(shares)


def check_rounding(rule: Rounding | None, field: str = "rounding") -> Rounding | None:
    """Return the rule as it may be kept; one that changes nothing is None.

    Raises:
        FieldRefused: a unit or minimum is out of reach, or the minimum is no whole number of units.
    """
    if rule is None or (rule.mode is Mode.NONE and not rule.minimum_min):
        return None
    if not 1 <= rule.unit_min <= LONGEST_MIN or not 0 <= rule.minimum_min <= LONGEST_MIN:
        raise FieldRefused(field, "A report is rounded to 1 minute up to 8 hours; write a unit like 15m.")
    if rule.mode is not Mode.NONE and rule.minimum_min % rule.unit_min:
        least = -(-rule.minimum_min // rule.unit_min) * rule.unit_min
        raise FieldRefused(
            field,
            f"A minimum of {rule.minimum_min} min is no whole number of {rule.unit_min} min; write min {least}m.",
        )
    return rule


def rounding_words(rule: Rounding | None) -> str:
    """The rule as people say it: ``15 min up per entry, at least 15 min``; ``to the second`` for none."""
    if rule is None:
        return "to the second"
    least = f"at least {_length(rule.minimum_min)}" if rule.minimum_min else ""
    if rule.mode is Mode.NONE:
        return f"{least} per {rule.scope.value}"
    unit = _length(rule.unit_min)
    said = f"to the nearest {unit}" if rule.mode is Mode.NEAREST else f"{unit} {rule.mode.value}"
    return f"{said} per {rule.scope.value}" + (f", {least}" if least else "")


def written_rounding(rule: Rounding | None) -> str:
    """The rule as it is typed, which ``parse_rounding`` reads back; empty for none."""
    if rule is None:
        return ""
    least = f" min {rule.minimum_min}m" if rule.minimum_min else ""
    unit = "" if rule.mode is Mode.NONE else f"{rule.unit_min}m {rule.mode.value} "
    return f"{unit}per {rule.scope.value}{least}"


def parse_rounding(text: str, field: str = "rounding") -> Rounding | None:
    """Read a rule: ``15m up per entry``, ``6 min nearest per day min 30m``, ``per entry min 15m``; ``none`` is no rule.

    Without ``per …`` it is per entry. The parts come in any order.

    Raises:
        FieldRefused: it cannot be read, a part is missing or there twice, or the rule cannot be kept.
    """
    import re

    plain = " ".join(text.lower().replace(",", " ").split())
    if plain in ("", "none", "off", "exact", "to the second"):
        return None
    plain = re.sub(r"\b(at least|minimum)\b", "min", plain)
    parts: dict[str, str] = {}
    length = r"[0-9][0-9.:]* ?(?:h|m|hours?|minutes?|mins?)?(?: ?[0-9]+ ?m?)?"
    for name, pattern in (
        ("scope", r"\b(?:per|an?|each) (entry|day|month)\b"),
        ("minimum", rf"\bmin ({length})(?= |$)"),
        ("mode", r"\b(?:to the )?(up|down|nearest)\b"),
    ):
        found = re.findall(pattern, plain)
        if len(found) > 1:
            raise FieldRefused(field, f"“{safe(text.strip()[:40])}” says its {name} twice; write it once.")
        parts[name] = found[0] if found else ""
        plain = " ".join(re.sub(pattern, " ", plain).split())
    return check_rounding(_rule(parts, plain, text, field), field)


def _rule(parts: dict[str, str], unit: str, text: str, field: str) -> Rounding:
    """The rule of the parts that were found; what is left of the text is its unit."""
    shown = safe(text.strip()[:40])
    if parts["mode"] and not unit:
        raise FieldRefused(field, f"“{shown}” lacks the unit; write it first, like 15m {parts['mode']}.")
    if unit and not parts["mode"]:
        raise FieldRefused(field, f"“{shown}” cannot be read; write a rule like 15m up per entry, or none.")
    if not unit and not parts["minimum"]:
        raise FieldRefused(field, f"“{shown}” rounds nothing; write a rule like 15m up per entry, or none.")
    return Rounding(
        unit_min=_minutes(unit, field) if unit else 1,
        mode=Mode(parts["mode"] or "none"),
        scope=Scope(parts["scope"] or "entry"),
        minimum_min=_minutes(parts["minimum"], field) if parts["minimum"] else 0,
    )


def _minutes(text: str, field: str) -> int:
    from fractui.core.when import parse_duration

    seconds = parse_duration(text, field)
    if seconds % 60:
        raise FieldRefused(field, f"“{safe(text)}” is no whole number of minutes; write one like 15m.")
    return seconds // 60


def _length(minutes: int) -> str:
    """``15 min``, ``90 min``, ``1 h``."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if rest else f"{hours} h"
