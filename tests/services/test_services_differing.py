"""A document held against the template that it was written from, through the template's versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fractui.core.errors import FractuiError, Refused
from fractui.core.template import Template
from fractui.exchange.document_text import text_of
from fractui.services.filing import Filing
from fractui.services.library import Library
from fractui.services.library.differing import LARGEST
from fractui.services.library.shipped import shipped
from fractui.services.receipts import Receipts
from fractui.services.views.library import Written
from tests.services.desk import Desk


@pytest.fixture
def library(desk: Desk) -> Library:
    desk.client("ACME", name="Acme Robotics")
    return Library(desk.practice)


def written(desk: Desk, library: Library, title: str = "Monthly report", template: str = "") -> Written:
    made = desk.delivery.add("ACME", title, "MonthlyReport", date(2026, 11, 10), every="month")
    return library.write("ACME", made.id, template)


def shown(library: Library, paper: Written) -> list[str]:
    return [f"{each.sign}{each.text}" for each in library.difference("", paper.id).lines]


def test_what_was_just_written_differs_in_nothing_and_later_neither(desk: Desk, library: Library) -> None:
    desk.clients.add_person("ACME", "Lena Hoff", group="ceo")
    paper = written(desk, library)
    assert library.difference("acme", paper.id).lines == ()
    desk.go("2027-03-03 09:00")
    desk.clients.add_promise("ACME", "send the figures")
    desk.delivery.add("ACME", "Data room", "DataRoom", date(2027, 4, 1))
    desk.clients.edit("ACME", owned_problem="cash runs out")
    assert library.difference("", paper.id).lines == ()


@pytest.mark.parametrize("slug", [each.slug for each in shipped()])
def test_every_shipped_template_is_read_back(desk: Desk, library: Library, slug: str) -> None:
    paper = written(desk, library, template=slug)
    found = library.difference("", paper.id)
    assert (found.lines, found.slug, found.written_from) == ((), slug, 1)


def test_what_stood_for_an_empty_list_is_a_blank_also_when_there_is_something_by_now(
    desk: Desk, library: Library
) -> None:
    memo = library.add("Memo", "Memo", "# {{title}}\n\nDecided:\n\n{{promises}}\n")
    paper = written(desk, library, template=memo.slug)
    (blank,) = library.blanks("", paper.id)
    desk.clients.add_promise("ACME", "send the figures")
    assert library.blanks("", paper.id) == (blank,)


@pytest.mark.parametrize("slug", [each.slug for each in shipped()])
def test_every_shipped_template_has_blanks_and_one_that_was_filled_has_none(
    desk: Desk, library: Library, slug: str
) -> None:
    paper = written(desk, library, template=slug)
    left = library.blanks("", paper.id)
    assert left
    file = Path(paper.path)
    for blank in left:
        assert blank.split()[0] in file.read_text("utf-8")
    Path(paper.path).write_text("# Ours\n\nWhat we *really* did.\n")
    assert library.blanks("acme", paper.id) == ()


def test_blanks_are_told_before_it_is_delivered_and_undo_lets_them_be_filled(
    desk: Desk, library: Library
) -> None:
    memo = library.add("Memo", "Memo", "# {{title}}, to {{audience}}\n\n*Say why.*\n\n*{{due}}, at last.*\n")
    paper = written(desk, library, template=memo.slug)
    assert library.blanks("", paper.id) == ("{{audience}}", "Say why.", "10 November 2026, at last.")
    with Path(paper.path).open("a") as file:
        file.write("\n*Source: the ledger.*\n")
    receipts = Receipts(desk.practice)
    assert receipts.preparing("ACME", paper.id).blanks == "3 blanks are left"
    desk.delivery.move(paper.id, "delivered", "the board", "email")
    assert Path(paper.path).stat().st_mode & 0o777 == 0o400
    desk.history.undo()
    assert Path(paper.path).stat().st_mode & 0o777 == 0o600
    desk.history.redo()
    assert Path(paper.path).stat().st_mode & 0o777 == 0o400
    desk.history.undo()
    Path(paper.path).unlink()
    desk.history.redo()
    assert desk.practice.portal("ACME").deliverable(paper.id).receipts, (
        "a document that is gone hinders nobody"
    )
    library.archive(memo.slug)
    assert library.blanks("", paper.id) == ()


def test_a_document_that_is_no_text_or_has_no_template_has_no_blanks(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    paper = written(desk, library)
    Path(paper.path).write_bytes(b"%PDF\0{{audience}}")
    assert library.blanks("", paper.id) == ()
    made = desk.delivery.add("ACME", "Own", "Memo", date(2026, 11, 10))
    assert library.blanks("", made.id) == ()
    own = tmp_path / "own.md"
    own.write_text("{{audience}}")
    Filing(desk.practice, text_of).attach(made.id, str(own))
    assert library.blanks("", made.id) == ()


def test_what_was_written_since_is_shown(desk: Desk, library: Library) -> None:
    paper = written(desk, library)
    file = Path(paper.path)
    text = file.read_text("utf-8")
    file.write_text(text.replace("## ", "Own words.\n## ", 1) + "\nThe end.\n", "utf-8")
    lines = shown(library, paper)
    assert "+Own words." in lines
    assert lines[-1] == "+The end."
    assert library.difference("", paper.id).counts[1] >= 2


def test_a_document_is_held_against_the_version_that_it_was_written_from(
    desk: Desk, library: Library
) -> None:
    paper = written(desk, library)
    body = library.show(paper.template.slug).template.body
    library.edit(paper.template.slug, body=body + "\n\n## Risks\n\nName three.", note="risks")
    found = library.difference("", paper.id)
    assert (found.written_from, found.against, found.newest, found.lines) == (1, 1, 2, ())
    assert [each.note for each in found.changes] == ["risks"]
    assert [each.text for each in found.news if each.sign == "+"] == ["", "## Risks", "", "Name three."]
    assert found.sentences == (f"{paper.template.name} has a newer version, v2.",)
    second = written(desk, library, "Second")
    assert library.difference("", second.id).sentences == ()
    library.reset(paper.template.slug)
    back = library.difference("", second.id)
    assert (back.written_from, back.against, back.newest, back.lines) == (2, 2, 1, ())
    assert "set back to v1" in back.sentences[0]
    library.edit(paper.template.slug, body=body + "\n\nAgain.")
    again = library.difference("", second.id)
    assert (again.written_from, again.against, again.newest, again.lines) == (2, 2, 3, ())


def test_a_text_that_is_no_longer_kept_is_said(desk: Desk, library: Library) -> None:
    library.add("Memo", "Memo", "# {{title}}\n\nOne.")
    paper = written(desk, library, template="memo")
    library.edit("memo", body="# {{title}}\n\nTwo.")
    kept = library.show("memo").template
    with desk.practice.transaction("as an older fractui kept it") as tx:
        from dataclasses import replace

        tx.put_in(None, replace(kept, earlier=()))
    found = library.difference("", paper.id)
    assert (found.written_from, found.against) == (1, 2)
    assert [f"{each.sign}{each.text}" for each in found.lines][-2:] == ["-Two.", "+One."]
    assert found.sentences[0] == "It was written from v1, whose text is no longer kept; this is v2."
    assert found.news == ()


def refused(library: Library, known: str) -> str:
    with pytest.raises(FractuiError) as error:
        library.difference("", known)
    return error.value.sentence


def test_what_cannot_be_compared_is_refused_in_a_sentence(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    bare = desk.delivery.add("ACME", "Bare", "Memo", date(2026, 12, 1)).id
    assert "has no document yet" in refused(library, bare)
    paper = written(desk, library)
    file = Path(paper.path)
    for data, said in (
        (b"%PDF\0\xff", "is no plain text"),
        (b"\xff\xfe", "is no plain text"),
        (b"x" * (LARGEST + 1), "more than 512 KiB"),
    ):
        file.write_bytes(data)
        assert said in refused(library, paper.id)
    file.unlink()
    assert "is no longer in" in refused(library, paper.id)
    file.symlink_to(tmp_path / "elsewhere")
    assert "is a link" in refused(library, paper.id)


def test_a_document_of_ones_own_has_no_template(desk: Desk, library: Library, tmp_path: Path) -> None:
    from fractui.exchange.document_text import text_of
    from fractui.services.filing import Filing

    (tmp_path / "own.md").write_text("mine")
    known = desk.delivery.add("ACME", "Own", "Memo", date(2026, 12, 1)).id
    Filing(desk.practice, text_of).attach(known, str(tmp_path / "own.md"))
    assert "was not written from a template" in refused(library, known)


def test_undo_takes_a_version_and_its_kept_text_back(desk: Desk, library: Library) -> None:
    made = library.add("Memo", "Memo", "# {{title}}\n\nOne.")
    library.edit("memo", body="# {{title}}\n\nTwo.")
    desk.history.undo()
    back = desk.reopened().practice.own.documents(Template)[0]
    assert (back.id, back.version, back.earlier) == (made.id, 1, ())
    with pytest.raises(Refused):
        library.difference("", desk.delivery.add("ACME", "x", "Memo", date(2026, 12, 1)).id)
