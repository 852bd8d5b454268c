"""The documents of the told practice: filled from our own templates and put into each client's files, as its executive would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from fractui.core.deliverable import Deliverable, Status
from fractui.core.flow import in_progress
from fractui.core.naming import FileName, read_name
from fractui.core.template import Template, fill
from fractui.core.zones import local_day
from fractui.services.demo.filled_out import filled_out
from fractui.services.document_names import stem_in
from fractui.services.library.filling import values_for
from fractui.services.library.shelf import fitting, named, rows_of
from fractui.services.library.writing import SUFFIX
from fractui.services.views.library import LibraryRow
from fractui.store.client_files import ClientFiles
from fractui.store.practice import Portal, Practice

RECENT_DAYS, RECENT = 30, 3
"""Of what was delivered in so many days so many have their documents; the older ones lie with the client alone."""
PATTERNS = {
    "OpsScorecard": "operations-scorecard",
    "LiquidityPlan": "cash-flow-forecast",
    "TechnicalUpdate": "cto-monthly-report",
    "ChannelReport": "weekly-update",
}
"""Which template papers of a type without one of their own are written from."""


def write_documents(practice: Practice, codes: Iterable[str], now: datetime) -> None:
    """Write the documents of what is in progress and of what was delivered lately, one change a client."""
    rows = tuple(rows_of(practice))
    for code in codes:
        portal = practice.portal(code)
        files = ClientFiles(portal.files.place.folder)
        papers = [(each, _template(rows, portal, each)) for each in _wanted(portal, now)]
        texts = []
        named: list[FileName] = []
        for each, template in papers:
            if template is not None:
                name = stem_in(portal, each, also=named) + SUFFIX
                named += filter(None, [read_name(name)])
                texts.append((each, template, name, _text(portal, each, template, name, now)))
        if texts:
            with practice.transaction(f"set up the demo: documents of {code}") as tx:
                for each, template, name, text in texts:
                    tx.put(_kept(files, each, template, name, text))


def _wanted(portal: Portal, now: datetime) -> Iterator[Deliverable]:
    today = local_day(now, portal.client().zone)
    yield from (each for each in portal.owed() if in_progress(each, today))
    sent = [
        (each.delivered.delivered_at, each) for each in portal.deliverables() if each.delivered is not None
    ]
    sent = [row for row in sent if row[0] >= now - timedelta(days=RECENT_DAYS)]
    yield from (each for _, each in sorted(sent, key=lambda row: row[0])[-RECENT:])


def _template(rows: tuple[LibraryRow, ...], portal: Portal, owed: Deliverable) -> Template | None:
    pattern = PATTERNS.get(owed.type)
    if pattern is not None:
        return named(iter(rows), pattern).template
    return fitting(rows, owed.type, portal.client().function)


def _text(portal: Portal, owed: Deliverable, template: Template, name: str, now: datetime) -> str:
    """The document as it was written: on the day on which it was sent, else now; of a draft the blanks are still there."""
    at = owed.delivered.delivered_at if owed.delivered is not None else now
    text = fill(template.body, values_for(portal, owed, template.every, name, owed.version, at)) + "\n"
    return text if owed.status is Status.DRAFT else filled_out(text)


def _kept(files: ClientFiles, owed: Deliverable, template: Template, name: str, text: str) -> Deliverable:
    """The deliverable with its document in the files; what was sent is frozen."""
    files.write(text.encode("utf-8"), name)
    receipts = owed.receipts
    if receipts:
        files.freeze(name)
        receipts = (*receipts[:-1], replace(receipts[-1], file=name))
    return replace(
        owed, files=(name,), receipts=receipts, template=template.id, template_version=template.version
    )
