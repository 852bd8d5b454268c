"""Nothing of one client reaches another: a word planted in every field and file of each is looked for on every surface (row 003-07)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fractui.core.client import Client
from fractui.core.document import Document
from fractui.core.errors import NotFound
from fractui.core.period import Period
from fractui.services import documents
from fractui.services.receipts import message
from fractui.services.views.report import ReportShape
from fractui.store.codec import kinds
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock, Ids

CODES = ("ALFQ", "BRVQ", "CHRQ")
DUE = date(2026, 11, 30)
TODAY = date(2026, 11, 24)
ALL = Period()
FUNCTIONS = {"ALFQ": "cfo", "BRVQ": "cmo", "CHRQ": "cto"}
"""The seats, so that each has documents of its own kind."""


def word(code: str) -> str:
    """The word that is planted with a client."""
    return f"zq{code.lower()}plant"


def plant(services: Services, code: str, folder: Path) -> None:
    """Write the client's word into everything that a client can have."""
    mine = word(code)
    services.clients.add(
        code,
        name=f"{mine} Ltd",
        function=FUNCTIONS[code],
        hours=20,
        fee=Decimal(9_000),
        capacity_pct=Decimal(20),
        owned_problem=f"own {mine}",
        scope=(f"scope {mine}",),
        reports_to=f"boss {mine}",
        exit_terms=f"exit {mine}",
        out_of_scope=(f"not {mine}",),
        renews_on=date(2026, 12, 10),
        notice_days=10,
    )
    services.clients.edit(code, notes=f"# {mine}\n\nnotes")
    services.clients.leave_note(code, f"left {mine}")
    services.clients.add_person(
        code, f"Lena {mine}", role=f"CEO {mine}", email=f"lena@{mine}.example", notes=f"likes {mine}"
    )
    services.clients.add_promise(code, f"promised {mine}", owner=f"by {mine}", due_on=DUE)
    matters = services.priorities.add(code, f"matters {mine}")
    services.day_plan.choose(code, "priority", matters.id)
    services.decisions.add(code, f"decided {mine}", owner=f"board {mine}", outcome=f"came {mine}")
    services.access.add(
        code,
        system=f"system {mine}",
        account=f"account {mine}",
        granted_to=f"to {mine}",
        granted_by=f"from {mine}",
        secret_ref=f"vault {mine}",
        notes=f"why {mine}",
        url=f"https://{mine}.example/login?of={mine}",
        owner=f"owner {mine}",
        expires_on=DUE,
    )
    services.checklists.add(code, text=f"check {mine}", owner=f"who {mine}", due_on=date(2026, 11, 20))
    gone = services.access.add(code, system=f"old {mine}")
    services.access.revoke(code, gone.id, f"closer {mine}")
    left_out = services.checklists.add(code, text=f"not {mine}")
    services.checklists.edit(code, left_out.id, skipped=f"reason {mine}")
    owed = services.delivery.add(code, f"open {mine}", "WeeklyUpdate", DUE, notes=f"say {mine}")
    services.delivery.edit(code, owed.id, waits_for=f"waits {mine}")
    services.library.write(code, owed.id)
    sent = services.delivery.add(code, f"sent {mine}", f"Kind{mine}", DUE, every="month", notes=f"say {mine}")
    document = folder / f"{mine}.txt"
    document.write_text(f"text {mine}")
    services.filing.attach(sent.id, str(document))
    services.delivery.move(sent.id, "delivered", f"board {mine}", f"mail {mine}", f"noted {mine}")
    services.responses.note(sent.id, "opened", f"reader {mine}")
    number = CODES.index(code)
    services.planning.add_block(
        code,
        f"block {mine}",
        time(9 + number),
        60,
        days=(0, 2),
        location=f"room {mine}",
        notes=f"bring {mine}",
    )
    services.entries.add(
        code,
        at(f"2026-11-23 0{6 + number}:00"),
        at(f"2026-11-23 0{7 + number}:00"),
        f"worked {mine}",
        deliverable=owed.id,
        tags=(f"tag{mine}",),
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Path]]:
    """Three clients, each with its word in every field and file; and some changes that were taken back."""
    folder = tmp_path_factory.mktemp("isolation")
    services = Services(str(folder / "data"), FixedClock(), Ids(), lambda: "Europe/Berlin")
    for code in CODES:
        plant(services, code, folder)
    services.time_off.add(date(2026, 12, 1), date(2026, 12, 3), name="away", cover="Maria")
    services.clients.add_promise("BRVQ", f"taken back {word('BRVQ')}")
    services.history.undo()
    services.practice.settle()
    yield services, folder
    services.close()


def everything_in(folder: Path) -> str:
    """The names and the bytes of all files below a folder."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(
        f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in found
    )


def portal_files(services: Services, code: str, folder: Path) -> str:
    return everything_in(Path(services.data) / "clients" / code)


def calendar_file(services: Services, code: str, folder: Path) -> str:
    return services.exporting.ics_file(code)[0].decode()


def calendar_folder(services: Services, code: str, folder: Path) -> str:
    services.exporting.ics(code, path=str(folder / f"ics-{code}"))
    return everything_in(folder / f"ics-{code}")


def spreadsheets(services: Services, code: str, folder: Path) -> str:
    tables = (services.exporting.csv_file(code, table=table)[0] for table in ("entries", "deliverables"))
    return "\n".join(table.decode() for table in tables)


def json_document(services: Services, code: str, folder: Path) -> str:
    return services.exporting.json_file(code)[0].decode()


def busy_calendar(services: Services, code: str, folder: Path) -> str:
    return services.exporting.busy.data(code)[0].decode()


def handover(services: Services, code: str, folder: Path) -> str:
    services.handover.write(code, str(folder / f"pack-{code}"))
    return everything_in(folder / f"pack-{code}")


def document_from_template(services: Services, code: str, folder: Path) -> str:
    owed = services.practice.portal(code).owed()[0]
    return repr(services.library.paper(code, owed.id)) + Path(services.filing.path(owed.id)).read_text(
        "utf-8"
    )


def workspace(services: Services, code: str, folder: Path) -> str:
    return repr(services.workspaces.view(code))


def search(services: Services, code: str, folder: Path) -> str:
    return repr(services.finder.items(code))


def prepared_message(services: Services, code: str, folder: Path) -> str:
    owed = services.practice.portal(code).owed()[0]
    view = services.receipts.preparing(code, owed.id)
    sent = message(view, f"Lena {word(code)}")
    return "\n".join((repr(view), sent.text, sent.mailto))


def what_was_sent(services: Services, code: str, folder: Path) -> str:
    return repr(services.receipts.sent(code)) + repr(services.responses.rates(code))


def labels(services: Services, code: str, folder: Path) -> str:
    """What undo says of the client's changes."""
    return "\n".join(row.label for row in services.history.rows(500) if code in row.codes)


def board_and_agenda(services: Services, code: str, folder: Path) -> str:
    return repr(services.delivery.board(code)) + repr(services.planning.agenda(code, TODAY, 21))


def lists(services: Services, code: str, folder: Path) -> str:
    found = (
        services.decisions.list(code),
        services.access.list(code, revoked=True),
        services.checklists.show(code),
        services.priorities.list(code),
        services.clients.show(code),
        services.clients.closing(code),
        services.filing.lint(code),
    )
    return repr(found)


def report(services: Services, code: str, folder: Path) -> str:
    view = services.reporting.view(code, TODAY, ReportShape(by="deliverable"))
    path = services.reporting.export(
        code, TODAY, ReportShape(by="deliverable"), "csv", str(folder / f"rep-{code}")
    )
    return repr(view) + Path(path).read_text("utf-8")


def refusal(services: Services, code: str, folder: Path) -> str:
    """What is said when something is looked for that another client has."""
    other = CODES[(CODES.index(code) + 1) % len(CODES)]
    known = services.practice.portal(other).promises()[0].id
    with pytest.raises(NotFound) as refused:
        services.clients.keep_promise(code, known)
    return str(refused.value)


SURFACES: tuple[Callable[[Services, str, Path], str], ...] = (
    portal_files,
    calendar_file,
    calendar_folder,
    spreadsheets,
    json_document,
    busy_calendar,
    handover,
    document_from_template,
    workspace,
    search,
    prepared_message,
    what_was_sent,
    labels,
    board_and_agenda,
    lists,
    report,
    refusal,
)

WITHOUT_OWN = {busy_calendar, refusal}
"""Surfaces on which not even the client's own word stands."""


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_no_word_of_another_client_is_there(
    planted: tuple[Services, Path], surface: Callable[[Services, str, Path], str]
) -> None:
    services, folder = planted
    for code in CODES:
        shown = surface(services, code, folder).casefold()
        for other in CODES:
            if other != code:
                assert word(other) not in shown, f"{other} is on {code}'s {surface.__name__}"
                assert other.casefold() not in shown, f"{other}'s code is on {code}'s {surface.__name__}"
        assert (word(code) in shown) is (surface not in WITHOUT_OWN)


NOT_WORDS = (
    "Block.zone",
    "ChecklistItem.list",
    "ChecklistItem.section",
    "Client.color",
    "Client.zone",
    "Deliverable.client",
    "Deliverable.follows",
    "Deliverable.template",
    "Entry.zone",
)
"""Texts that hold ids, codes, and words that only the program knows; what an import leaves behind is read with the import."""


def test_the_word_stands_in_every_text_that_a_client_can_have(planted: tuple[Services, Path]) -> None:
    """So that a field that comes later is not forgotten here."""
    services, _ = planted
    portal = services.practice.portal("ALFQ")
    missing: list[str] = []
    for kind in kinds().values():
        if kind.__name__ in ("Settings", "Template", "Leave", "Intake", "DayPick"):
            continue
        values = _documents(services, portal, kind)
        for field in fields(kind):
            if field.type != "str" or field.name.startswith(("id", "import_")):
                continue
            if not any(word("ALFQ") in str(getattr(value, field.name)).casefold() for value in values):
                missing.append(f"{kind.__name__}.{field.name}")
    assert sorted(missing) == sorted(NOT_WORDS)


def _documents(services: Services, portal: Any, kind: type[Document]) -> tuple[Document, ...]:
    if kind is Client:
        return (portal.client(),)
    if kind.__name__ == "Entry":
        return tuple(portal.latest(20))
    return tuple(portal.documents(kind))


def test_a_closed_clients_words_stay_with_it(planted: tuple[Services, Path]) -> None:
    """Closing one client changes no byte of another's folder."""
    services, _ = planted
    before = {code: portal_files(services, code, Path()) for code in CODES[1:]}
    services.clients.close("ALFQ", revoke=True)
    services.practice.settle()
    assert {code: portal_files(services, code, Path()) for code in CODES[1:]} == before
    assert word("ALFQ") not in repr([services.workspaces.view(code) for code in CODES[1:]])
    assert documents.client(services.clients.show("BRVQ").client, None)["code"] == "BRVQ"
    assert services.history.undo() == "close ALFQ"
