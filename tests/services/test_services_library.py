"""The library of templates: what is shipped, what is changed, and the documents that are written from it."""

from __future__ import annotations

import re
import stat
from datetime import date
from pathlib import Path

import pytest

from fractui.core.client import Function, Group
from fractui.core.errors import FieldRefused, FractuiError, NotFound, Refused, Stale
from fractui.core.preset import PAPERS
from fractui.core.template import Template, fields_of
from fractui.services.decisions import Decisions
from fractui.services.library import Library
from fractui.services.library.filling import FIELDS
from fractui.services.library.shipped import shipped
from fractui.services.views.library import Origin, Written
from fractui.services.wrong_client import WrongClient
from tests.services.desk import Desk

SHIPPED = shipped()
NAMES = [each.slug for each in SHIPPED]


@pytest.fixture
def library(desk: Desk) -> Library:
    return Library(desk.practice)


def owed(
    desk: Desk,
    kind: str = "MonthlyReport",
    due: date = date(2026, 11, 10),
    every: str | None = "month",
    code: str = "ACME",
) -> str:
    return desk.delivery.add(code, "Monthly report", kind, due, every=every).id


def text_of(written: Written) -> str:
    return Path(written.path).read_text("utf-8")


def in_files(desk: Desk, code: str = "ACME") -> list[str]:
    folder = desk.root / "clients" / code / "files"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


# -- what is shipped -------------------------------------------------------------------------------


def test_no_two_shipped_templates_are_called_the_same() -> None:
    assert len({each.id for each in SHIPPED}) == len({each.slug for each in SHIPPED}) == len(SHIPPED)
    assert all(re.fullmatch("[0-9a-f]{32}", each.id) for each in SHIPPED)


@pytest.mark.parametrize("template", SHIPPED, ids=NAMES)
def test_a_shipped_template_is_well_made(template: Template) -> None:
    body = template.body
    assert set(fields_of(body)) <= set(FIELDS)
    assert body.count("{{") == len(re.findall(r"\{\{[a-z.]+\}\}", body))
    lines = body.splitlines()
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    assert sum(line.startswith("## ") for line in lines) >= 3
    assert body.count("<!--") == body.count("-->")
    assert not [line for line in lines if re.sub(r"\*\*", "", line).count("*") % 2], (
        "a prompt in italics is closed"
    )
    assert not re.search("[\u2013\u2014]|\\bTODO\\b|lorem", body, re.IGNORECASE)
    assert not re.search(r"\bhours?\b|\d:\d\d", body), "hours are not a client's business (row 002-40)"
    for table in re.findall(r"(?:^\|.*\n)+", body, re.M):
        assert len({row.count("|") for row in table.splitlines()}) == 1, table


@pytest.mark.parametrize("function", Function)
def test_every_paper_of_a_seat_has_its_template(library: Library, function: Function) -> None:
    for paper in PAPERS[function]:
        found = library.template_for(paper.type, function)
        assert found is not None, paper.type
        assert found.type == paper.type
        assert found.every == paper.every


def test_a_seat_has_its_own_before_everybodys(library: Library) -> None:
    names = {each: library.template_for("MonthlyReport", each) for each in Function}
    assert [found.slug for found in names.values() if found] == [
        "cfo-monthly-report",
        "cmo-monthly-report",
        "monthly-report",
        "cto-monthly-report",
        "monthly-report",
    ]
    assert library.template_for("raci", Function.CFO) is None
    assert [row.template.slug for row in library.list(Function.COO)] == [
        "coo-diagnostic",
        "coo-quarterly-review",
        "operations-scorecard",
        "process-map",
        "raci",
        "handover-note",
        "monthly-report",
        "weekly-update",
    ]


def test_the_weekly_update_has_its_three_headings_and_no_other(library: Library) -> None:
    body = library.show("weekly-update").template.body
    assert re.findall("^## (.*)$", body, re.M) == ["Priorities", "Progress", "Decisions"]


# -- changing templates ----------------------------------------------------------------------------


def test_a_change_is_a_version_with_a_line_and_reset_goes_back(desk: Desk, library: Library) -> None:
    body = library.show("board-pack").template.body
    new = library.edit("board-pack", body=body + "\n## More\n\n- one\n", rev=0)
    assert (new.version, [(each.version, each.note) for each in new.changelog]) == (
        2,
        [(2, "3 lines added")],
    )
    row = library.show("Board Pack")
    assert (row.origin, row.template.body.endswith("- one")) == (Origin.CHANGED, True)
    assert library.edit("board-pack", body=new.body + "\n\n") == row.template, "nothing differs"
    assert (
        library.edit("board-pack", body="# Short", note="only the head").changelog[-1].note == "only the head"
    )
    assert library.reset("board-pack").body == body
    assert library.show("board-pack").origin is Origin.SHIPPED
    assert library.edit("board-pack", body="# Anew").version == 4, "no version is counted twice"
    desk.history.undo()
    desk.history.undo()
    assert library.show("board-pack").template.version == 3


def test_who_looked_at_an_older_one_changes_nothing(desk: Desk, library: Library) -> None:
    library.edit("raci", body="# Other", rev=0)
    with pytest.raises(Stale):
        library.edit("raci", body="# Mine", rev=0)
    with pytest.raises(Refused, match="as it came"):
        library.reset("weekly-update")


def test_ones_own_stands_beside_and_may_be_put_away(desk: Desk, library: Library) -> None:
    made = library.add("Covenant memo", "covenant memo", "# {{title}}", functions=(Function.CFO,))
    assert (made.slug, made.type, made.version) == ("covenant-memo", "CovenantMemo", 1)
    with pytest.raises(FieldRefused, match="is called covenant MEMO"):
        library.add("covenant MEMO", "Memo", "# x")
    with pytest.raises(FieldRefused, match="nothing in the template"):
        library.add("Empty", "Memo", " \n")
    with pytest.raises(Refused, match="your own"):
        library.reset("covenant")
    assert library.template_for("CovenantMemo", Function.CMO) is None
    library.archive("covenant-memo")
    assert library.template_for("CovenantMemo", Function.CFO) is None
    assert "covenant-memo" not in {row.template.slug for row in library.list()}
    library.archive("covenant-memo", archived=False)
    mine = library.add("My report", "MonthlyReport", "# mine", functions=(Function.CFO,))
    assert library.template_for("MonthlyReport", Function.CFO) == mine
    library.archive("raci")
    assert (library.template_for("Raci", Function.COO), library.show("raci").origin) == (None, Origin.SHIPPED)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("cfo", "Several"),
        ("MonthlyReport", "Several"),
        ("board-pak", "did you mean board-pack"),
        ("zz", "shows them all"),
        ("", "No template"),
    ],
)
def test_a_name_that_fits_none_or_several_is_refused(library: Library, name: str, sentence: str) -> None:
    with pytest.raises(NotFound, match=sentence):
        library.show(name)


# -- writing documents -----------------------------------------------------------------------------


@pytest.mark.parametrize("function", Function)
def test_every_paper_of_a_seat_is_written(desk: Desk, library: Library, function: Function) -> None:
    desk.client("ACME", "Acme", function=function, owned_problem="cash")
    for paper in PAPERS[function]:
        written = library.write(
            "acme", owed(desk, paper.type, date(2026, 11, min(28, paper.day + 1)), paper.every)
        )
        text = text_of(written)
        assert written.left in ((), ("audience",))
        assert set(fields_of(text)) == set(written.left)
        assert "Acme" in text


def test_a_document_is_filled_from_the_clients_own_portal(desk: Desk, library: Library) -> None:
    desk.client("ACME", "Acme", function=Function.CFO)
    desk.client("BETA", "planted-word", function=Function.CFO, owned_problem="planted-word")
    for code in ("ACME", "BETA"):
        said = "planted-word" if code == "BETA" else "the bank"
        sent = desk.delivery.add(code, f"Memo on {said}", "Memo", date(2026, 10, 12))
        desk.go("2026-10-12 10:00")
        desk.delivery.move(sent.id, "delivered", said, "email")
        Decisions(desk.practice).add(code, f"change {said} | now", date(2026, 10, 20), owner="board")
        desk.clients.add_promise(code, f"talk to {said}", due_on=date(2026, 12, 1))
        desk.clients.add_person(code, f"Lena of {said}", role="CEO", group=Group.CEO)
    desk.go("2026-11-09 10:00")
    known = owed(desk)
    desk.delivery.add("ACME", "Board pack", "BoardPack", date(2027, 1, 20))
    written = library.write("ACME", known[:9])
    text = text_of(written)
    assert written.name == "2026-11-10_MonthlyReport_ACME_v1.md"
    for line in (
        "# Financial report: October 2026",
        "for Lena of the bank. Prepared by your fractional CFO, 9 November 2026.",
        "- **Memo on the bank**, v1, to the bank on 12 October 2026",
        "- 20 October 2026: change the bank \\| now (board)",
        "- talk to the bank (CFO), by 1 December 2026",
        "- Board pack, due 20 January 2027",
    ):
        assert line in text
    assert "planted-word" not in text
    assert stat.S_IMODE(Path(written.path).stat().st_mode) == 0o600


def test_a_document_knows_what_it_was_made_from_for_good(desk: Desk, library: Library) -> None:
    desk.client("ACME", "Acme", function=Function.CFO)
    known = owed(desk)
    text = text_of(library.write("", known))
    template = library.show("cfo-monthly-report")
    assert (template.documents, template.clients) == (1, 1)
    library.edit("cfo-monthly-report", body="# Other {{period}}")
    kept = desk.practice.portal("ACME").deliverable(known)
    assert (kept.template, kept.template_version, kept.files) == (
        template.template.id,
        1,
        ("2026-11-10_MonthlyReport_ACME_v1.md",),
    )
    assert Path(library.paper("ACME", known).path).read_text("utf-8") == text
    desk.delivery.move(known, "delivered", "the board", "email")
    desk.delivery.move(known, "draft")
    again = library.write("ACME", known)
    assert (again.name, text_of(again)) == ("2026-11-10_MonthlyReport_ACME_v2.md", "# Other October 2026\n")
    assert desk.practice.portal("ACME").deliverable(known).template_version == 2
    assert library.show("cfo-monthly-report").documents == 1
    (following,) = [each for each in desk.delivery.list("ACME") if each.follows == known]
    assert following.template == template.template.id
    assert library.show("cfo-monthly-report").documents == 1, "what is only to come was not made from it yet"


def test_nothing_is_written_over_and_undo_takes_the_mention_back(desk: Desk, library: Library) -> None:
    desk.client("ACME", "Acme")
    known = owed(desk)
    name = library.write("ACME", known).name
    with pytest.raises(Refused, match=r"has its document already, 2026-11-10_MonthlyReport_ACME_v1.md"):
        library.write("ACME", known)
    desk.history.undo()
    paper = library.paper("ACME", known)
    assert (paper.name, paper.lying, paper.template) == ("", name, "Monthly report")
    assert desk.practice.portal("ACME").deliverable(known).template == ""
    with pytest.raises(Refused, match="never overwritten"):
        library.write("ACME", known)
    assert in_files(desk) == [name]


def test_what_cannot_be_written_leaves_nothing(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.client("ACME", "Acme")
    with pytest.raises(Refused, match="no template for a Zettel"):
        library.write("ACME", owed(desk, "Zettel"))
    sent = owed(desk, "Memo")
    desk.delivery.move(sent, "delivered", "the board", "email")
    with pytest.raises(Refused, match="stays as it was sent"):
        library.write("ACME", sent, "monthly-report")
    monkeypatch.setattr(type(desk.practice), "transaction", _refusing)
    with pytest.raises(FractuiError, match="full"):
        library.write("ACME", owed_before(desk), "monthly-report")
    assert in_files(desk) == []


def owed_before(desk: Desk) -> str:
    return next(each.id for each in desk.practice.portal("ACME").deliverables() if each.type == "Zettel")


def _refusing(*_: object, **__: object) -> object:
    raise Refused("The disk is full.")


def test_a_template_that_names_another_client_needs_its_code(desk: Desk, library: Library) -> None:
    desk.client("ACME", "Acme Robotics")
    desk.client("BETA", "Beta Foods GmbH")
    library.edit("monthly-report", body="# As for Beta Foods\n\n{{period}}")
    known = owed(desk)
    with pytest.raises(WrongClient, match="names another client \\(BETA\\)") as refused:
        library.write("ACME", known)
    assert refused.value.mention.code == "BETA"
    assert in_files(desk) == []
    assert library.write("ACME", known, names="beta").left == ()
    assert library.write("BETA", owed(desk, code="BETA")).name.endswith("BETA_v1.md")


def test_the_document_of_another_deliverable_is_not_offered(desk: Desk, library: Library) -> None:
    desk.client("ACME", "Acme")
    first = owed(desk)
    name = library.write("ACME", first).name
    day = desk.practice.portal("ACME").deliverable(first).due
    other = desk.delivery.add("ACME", "Monthly report: Berlin", "MonthlyReport", day).id
    paper = library.paper("ACME", other)
    assert (paper.lying, paper.stem) == ("", "2026-11-10_MonthlyReportBerlin_ACME_v1")
    assert library.write("ACME", other).name == "2026-11-10_MonthlyReportBerlin_ACME_v1.md"
    assert in_files(desk) == sorted([name, "2026-11-10_MonthlyReportBerlin_ACME_v1.md"])
