"""The short road of ``fractui report``, and how sums are printed on either road."""

from __future__ import annotations

from fractui.cli.quick import known_zone
from fractui.cli.words import parted, plainly
from fractui.core.when import parse_period
from fractui.core.zones import local_day
from fractui.folders import Folders
from fractui.services import documents
from fractui.services.report_forms import columns
from fractui.services.reports import BY, Report, Reports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import NoReturn

FORMS = ("table", "markdown", "csv", "json")


def report(
    words: Sequence[str], clock: Callable[[], datetime], environ: Mapping[str, str] | None
) -> int | None:
    """Answer ``fractui report`` and return the exit code; None where that takes the whole command line.

    Raises:
        FractuiError: what the user reads instead of an answer.
    """
    given = plainly(words, "report", ("--by", "--format", "--from", "--to"), ("--json",))
    if given is None:
        return None
    options = given[1]
    by, form = options.get("--by", BY[0]), options.get("--format", FORMS[0])
    if by not in BY or form not in FORMS:
        return None
    code, text = parted(given[0])
    root = Folders(options.get("--data"), environ).data
    zone = known_zone(root)
    if zone is None:
        return None
    today = local_day(clock(), zone)
    period = parse_period(text, options.get("--from"), options.get("--to"), today)
    try:
        found = Reports(root, clock, _whole_road).report(code, period, by)
    except _TakesWholeRoad:
        return None
    print_sums(found, "json" if "--json" in options else form)
    return 0


class _TakesWholeRoad(Exception):  # noqa: N818
    """The answer needs the open practice."""


def _whole_road() -> NoReturn:
    raise _TakesWholeRoad


def print_sums(found: Report, form: str) -> None:
    """Print a report as ``table``, ``markdown``, ``csv`` or ``json``."""
    if form == "json":
        from fractui.cli.shell import as_json

        print(as_json(documents.report(found)))
    elif not found.rows and form == "table":
        print("Nothing was tracked then.")
    else:
        from fractui.cli.tables import Table

        print(Table(*columns(found, form)).render(form))
