"""Documents: put under their names, never overwritten, never with the wrong client."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from fractui.core.deliverable import Deliverable
from fractui.core.errors import FieldRefused, FractuiError, Refused
from fractui.exchange.document_text import text_of
from fractui.services.document_names import stem_among
from fractui.services.filing import Filing
from fractui.services.wrong_client import WrongClient
from fractui.store.doctor import doctor
from fractui.store.repair import repair
from tests.services.desk import Desk

NAME = "2026-11-30_BoardPack_ACME_v1.md"


@pytest.fixture
def owed(desk: Desk) -> Deliverable:
    desk.client("ACME", "Acme Robotics")
    desk.client("BETA", "Beta Foods GmbH")
    return desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))


@pytest.fixture
def filing(desk: Desk) -> Filing:
    return Filing(desk.practice, text_of)


def written(folder: Path, name: str = "pack.md", text: str = "Acme's numbers") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def words(path: Path) -> str | None:
    with path.open("rb") as file:
        return text_of(file, path.name)


def in_files(desk: Desk, code: str = "ACME") -> list[str]:
    folder = desk.root / "clients" / code / "files"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_document_gets_its_right_name_and_is_private(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filed = filing.attach(owed.id[:8], written(tmp_path))
    assert filed.files == (NAME,)
    path = Path(filing.path(owed.id))
    assert path.read_text("utf-8") == "Acme's numbers"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert in_files(desk) == [NAME]


def test_a_version_has_one_document_and_the_next_has_its_own(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    with pytest.raises(FieldRefused, match="has its document already"):
        filing.attach(owed.id, written(tmp_path, text="other"))
    filed = filing.attach(owed.id, written(tmp_path, text="other"), next_version=True)
    assert (filed.version, filed.files[-1]) == (2, NAME.replace("v1", "v2"))
    assert [Path(filing.path(owed.id)).read_text("utf-8"), len(in_files(desk))] == ["other", 2]


def test_undo_takes_the_mention_back_and_nothing_is_ever_overwritten(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    desk.history.undo()
    assert desk.practice.portal("ACME").deliverable(owed.id).files == ()
    assert in_files(desk) == [NAME]
    with pytest.raises(Refused, match="never overwritten"):
        filing.attach(owed.id, written(tmp_path, text="other"))
    assert filing.attach(owed.id, written(tmp_path)).files == (NAME,), "the same content is no other file"


def test_what_an_attachment_that_was_taken_back_has_left_is_named(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    assert filing.lint() == ()
    desk.history.undo()
    (row,) = filing.lint()
    assert (row.name, row.complaint) == (NAME, "it belongs to no deliverable: attach it, or remove it")
    with pytest.raises(Refused, match=r"belongs to no deliverable, .* remove it from clients/ACME/files"):
        filing.attach(owed.id, written(tmp_path, text="other"))


def test_where_the_document_is_gone_another_takes_its_place(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    Path(filing.path(owed.id)).unlink()
    other = tmp_path / "pack.txt"
    other.write_text("Our numbers")
    assert filing.attach(owed.id, str(other)).files == (NAME.replace(".md", ".txt"),)
    assert doctor(desk.root) == ()


def test_what_was_delivered_is_frozen_and_named_in_the_receipt(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    sent = desk.delivery.move(owed.id, "delivered", "the board", "email")
    assert sent.receipts[-1].file == NAME
    assert stat.S_IMODE(Path(filing.path(owed.id)).stat().st_mode) == 0o400
    with pytest.raises(Refused, match="stays as it was sent"):
        filing.attach(owed.id, written(tmp_path, text="other"), next_version=True)
    desk.delivery.move(owed.id, "draft")
    assert filing.attach(owed.id, written(tmp_path, text="other")).files == (NAME, NAME.replace("v1", "v2"))


def test_a_document_that_vanished_is_not_delivered(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    Path(filing.path(owed.id)).unlink()
    with pytest.raises(Refused, match="no longer in"):
        desk.delivery.move(owed.id, "delivered", "the board", "email")
    with pytest.raises(Refused, match="no longer in"):
        filing.path(owed.id)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-11-30_BoardPack_BETA_v1.md", "numbers"),
        ("beta foods.md", "numbers"),
        ("pack.md", "The board of Beta Foods met."),
        ("pack.csv", "client;BETA"),
    ],
)
def test_a_file_that_names_another_client_needs_its_code(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, name: str, text: str
) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(WrongClient, match="names another client") as refused:
        filing.attach(owed.id, path)
    assert refused.value.mention.code == "BETA"
    assert in_files(desk) == []
    with pytest.raises(WrongClient):
        filing.attach(owed.id, path, names="ACME")
    assert filing.attach(owed.id, path, names="beta").files


def test_the_words_of_an_office_file_are_read_across_its_tags(
    owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    path = tmp_path / "pack.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", "<w:p><w:r><w:t>Beta</w:t></w:r><w:t> Fo</w:t><w:t>ods</w:t></w:p>"
        )
    assert words(path) == "Beta Foods\n"
    with pytest.raises(WrongClient):
        filing.attach(owed.id, str(path))


RUNS = "<w:p><w:r><w:t>Beta</w:t></w:r><w:r><w:t> Foods</w:t></w:r></w:p>"
LINK = '<Relationship Id="1" Type="x" Target="file:///Q:/Beta%20Foods/plan.xlsx" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("name", "part", "xml"),
    [
        *(
            ("a.docx", f"word/{part}.xml", RUNS)
            for part in ("document", "header2", "footer1", "comments", "footnotes", "endnotes")
        ),
        ("a.docx", "docProps/core.xml", "<dc:creator>me</dc:creator><dc:title>Beta Foods</dc:title>"),
        ("a.docx", "docProps/app.xml", "<Company>Beta Foods</Company>"),
        ("a.docx", "word/_rels/document.xml.rels", LINK),
        ("a.docx", "word/document.xml", '<wp:docPr id="1" name="Picture 1" descr="Beta Foods, the shelf"/>'),
        ("a.xlsx", "xl/sharedStrings.xml", "<si><r><t>Beta</t></r><r><t> Foods</t></r></si>"),
        ("a.xlsx", "xl/worksheets/sheet1.xml", '<c t="inlineStr"><is><t>Beta Foods</t></is></c>'),
        ("a.xlsx", "xl/workbook.xml", "<sheets><sheet name='Beta Foods' sheetId='1'/></sheets>"),
        ("a.xlsx", "xl/comments1.xml", "<comment><text><t>Beta Foods</t></text></comment>"),
        ("a.xlsx", "xl/charts/chart1.xml", "<c:pt><c:v>Beta Foods</c:v></c:pt>"),
        ("a.xlsx", "xl/externalLinks/_rels/externalLink1.xml.rels", LINK),
        (
            "a.pptx",
            "ppt/slides/slide1.xml",
            "<a:p><a:r><a:t>Beta</a:t></a:r><a:r><a:t> Foods</a:t></a:r></a:p>",
        ),
        ("a.pptx", "ppt/comments/comment1.xml", "<p:text>Beta Foods</p:text>"),
        ("a.pptx", "ppt/slideMasters/slideMaster1.xml", "<a:p><a:t>Beta Foods</a:t></a:p>"),
        ("a.odt", "content.xml", "<text:p>Beta <text:span>Foods</text:span></text:p>"),
        ("a.odt", "styles.xml", "<style:footer><text:p>Beta Foods</text:p></style:footer>"),
        ("a.ods", "content.xml", '<table:table table:name="Beta Foods"/>'),
        ("a.odt", "meta.xml", "<dc:title>Beta Foods</dc:title>"),
    ],
)
def test_no_part_of_an_office_file_is_overlooked(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, name: str, part: str, xml: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, f"<x>{xml}</x>")
    with pytest.raises(WrongClient, match="Beta Foods"):
        filing.attach(owed.id, str(path))


def test_what_every_office_file_has_names_nobody(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    for code, name in (
        ("CORE", "Core"),
        ("OFFI", "Office"),
        ("THEM", "Theme"),
        ("STYL", "Styles"),
        ("SETT", "Settings"),
    ):
        desk.client(code, name)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Override PartName="/docProps/core.xml" ContentType="x"/>')
        archive.writestr("_rels/.rels", '<Relationship Target="docProps/core.xml"/>')
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationship Target="styles.xml"/><Relationship Target="settings.xml"/>',
        )
        archive.writestr("word/theme/theme1.xml", '<a:theme name="Office Theme"/>')
        archive.writestr("word/styles.xml", '<w:style w:styleId="Core"/>')
        archive.writestr("word/document.xml", "<w:p><w:t>Our numbers</w:t></w:p>")
    assert filing.attach(owed.id, str(path)).files


def test_what_is_not_what_its_ending_says_is_attached_unread(
    owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    for name in ("pack.docx", "pack.pdf"):
        assert words(Path(written(tmp_path, name, "not that"))) is None
    told: list[str] = []
    assert filing.attach(owed.id, str(tmp_path / "pack.pdf"), unread=told.append).files
    assert told == ["The words of pack.pdf cannot be read: see for yourself that it is ACME's."]


def test_of_what_was_looked_through_nothing_is_told(
    owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    told: list[str] = []
    filing.attach(owed.id, written(tmp_path), unread=told.append)
    filing.attach(owed.id, written(tmp_path, "empty.md", ""), next_version=True, unread=told.append)
    assert told == []


def test_what_is_no_document_is_refused(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("pipe", "nothing.pdf", ".", "a.b c"):
        (tmp_path / "a.b c").write_text("x")
        with pytest.raises(FractuiError):
            filing.attach(owed.id, str(tmp_path / path))
    assert in_files(desk) == []


def test_a_link_out_of_the_folder_is_not_followed(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    path = Path(filing.path(owed.id))
    path.unlink()
    path.symlink_to(tmp_path / "pack.md")
    with pytest.raises(Refused, match="link"):
        filing.path(owed.id)


def test_stopping_the_copy_leaves_nothing(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    def stop(copied: int, of: int) -> None:
        raise Refused(f"stopped at {copied} of {of}")

    with pytest.raises(Refused, match="stopped at 14 of 14"):
        filing.attach(owed.id, written(tmp_path), progress=stop)
    assert in_files(desk) == []


def test_the_doctor_finds_what_lies_with_the_wrong_client(desk: Desk, owed: Deliverable) -> None:
    folder = desk.root / "clients" / "ACME" / "files"
    folder.mkdir(mode=0o700)
    for name in (
        "2026-11-30_Plan_BETA_v1.pdf",
        "beta foods numbers.xlsx",
        "2026-11-30_BetaPlan_ACME_v1.pdf",
        "notes.txt",
    ):
        (folder / name).write_text("x")
    desk.practice.close()
    found = [each for each in doctor(desk.root) if each.kind == "misplaced"]
    assert [each.name for each in found] == ["2026-11-30_Plan_BETA_v1.pdf", "beta foods numbers.xlsx"]
    assert owed.client == "ACME"


@pytest.mark.parametrize("instead", ["nothing", "a link", "a folder", "a pipe"])
def test_the_doctor_finds_a_document_that_is_gone_or_became_something_else(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, instead: str
) -> None:
    given = written(tmp_path)
    (name,) = filing.attach(owed.id, given).files
    assert doctor(desk.root) == ()
    document = desk.root / "clients" / "ACME" / "files" / name
    document.unlink()
    if instead == "a link":
        document.symlink_to(given)
    elif instead == "a folder":
        document.mkdir(mode=0o700)
    elif instead == "a pipe":
        os.mkfifo(document)
    desk.practice.close()
    what = "is not there any more" if instead == "nothing" else "is no regular file any more"
    *others, found = doctor(desk.root)
    assert (found.kind, found.name, found.code) == ("lost", name, "ACME")
    assert found.sentence == f"the document of “{owed.title}” {what}; put it back from a copy of yours"
    assert [(each.kind, each.sentence.split(",")[0]) for each in others] == (
        {"a link": [("link", "it is a link")], "a pipe": [("link", "it is a pipe")]}.get(instead, [])
    )


def test_names_that_are_not_by_the_convention_are_told_with_a_better_one(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    (desk.root / "clients" / "ACME" / "files" / "report final2.docx").write_text("x")
    (row,) = filing.lint("acme")
    assert (row.code, row.name, row.better) == (
        "ACME",
        "report final2.docx",
        "2026-11-24_Report_ACME_v2.docx",
    )
    assert filing.lint() == (row,)


def test_a_name_of_another_client_belongs_there(desk: Desk, owed: Deliverable, filing: Filing) -> None:
    folder = desk.root / "clients" / "ACME" / "files"
    folder.mkdir(mode=0o700)
    for name in (
        "2026-11-30_BoardPack_BETA_v1.pdf",
        "Beta Foods numbers v2.xlsx",
        "2026-11-30_Plan_NOPE_v1.pdf",
    ):
        (folder / name).write_text("x")
    found = {row.name: (row.complaint, row.better, row.belongs) for row in filing.lint("ACME")}
    assert found == {
        "2026-11-30_BoardPack_BETA_v1.pdf": (
            "it names BETA: move it to clients/BETA/files",
            "2026-11-30_BoardPack_BETA_v1.pdf",
            "BETA",
        ),
        "Beta Foods numbers v2.xlsx": (
            "it names BETA: move it to clients/BETA/files",
            "2026-11-24_FoodsNumbers_BETA_v2.xlsx",
            "BETA",
        ),
        "2026-11-30_Plan_NOPE_v1.pdf": ("it names NOPE, not ACME", "2026-11-30_Plan_ACME_v1.pdf", ""),
    }


def test_breaking_off_after_it_is_on_the_disk_keeps_the_document(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.practice.transaction

    @contextmanager
    def broken_off(label: str) -> Iterator[object]:
        with whole(label) as tx:
            yield tx
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.practice, "transaction", broken_off)
    with pytest.raises(KeyboardInterrupt):
        filing.attach(owed.id, written(tmp_path))
    assert in_files(desk) == [NAME]
    assert desk.practice.portal("ACME").deliverable(owed.id).files == (NAME,)


def test_the_names_that_are_taken_are_those_of_the_others(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    taken = filing.names_taken("acme")
    assert [(parts.day, parts.type) for parts in taken] == [(owed.due, "BoardPack")]
    assert filing.names_taken("ACME", owed.id) == filing.names_taken("BETA") == ()
    name = stem_among(taken, owed.due, "BoardPack", "Board pack: Berlin", "ACME", 1)
    assert name == "2026-11-30_BoardPackBerlin_ACME_v1"
    other = desk.delivery.add("ACME", "Board pack: Berlin", "BoardPack", owed.due)
    assert filing.attach(other.id, written(tmp_path)).files == (f"{name}.md",)


def test_two_of_a_type_and_day_are_told_apart_by_their_titles(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    more = [
        desk.delivery.add("ACME", title, "BoardPack", date(2026, 11, 30))
        for title in ("Board pack: Berlin", "Board pack", "Board pack: Berlin")
    ]
    source = written(tmp_path)
    names = [filing.attach(each.id, source).files[0] for each in (owed, *more)]
    assert names == [
        NAME,
        "2026-11-30_BoardPackBerlin_ACME_v1.md",
        "2026-11-30_BoardPack2_ACME_v1.md",
        "2026-11-30_BoardPackBerlin2_ACME_v1.md",
    ]
    assert in_files(desk) == sorted(names)
    assert filing.lint() == ()
    again = filing.attach(more[0].id, written(tmp_path, text="more"), next_version=True)
    assert again.files == (names[1], "2026-11-30_BoardPackBerlin_ACME_v2.md")
    first = filing.attach(owed.id, written(tmp_path, text="more still"), next_version=True)
    assert first.files == (NAME, "2026-11-30_BoardPack_ACME_v2.md")


def test_a_linked_folder_keeps_nobody_elses_documents_from_being_looked_at(
    desk: Desk, owed: Deliverable, tmp_path: Path
) -> None:
    (desk.root / "clients/BETA/files").mkdir(exist_ok=True)
    (desk.root / "clients/BETA/files/2026-11-30_Memo_ACME_v1.pdf").write_bytes(b"")
    (desk.root / "clients/BETA/files/2026-11-30_Memo_ACME_v1.pdf").chmod(0o600)
    files = desk.root / "clients/ACME/files"
    if files.exists():
        files.rename(tmp_path / "elsewhere")
    files.symlink_to(tmp_path)
    kinds = {(each.kind, each.code) for each in doctor(desk.root)}
    assert {("misplaced", "BETA"), ("unread", "ACME")} <= kinds


def test_a_delivered_document_that_can_be_written_to_is_told_and_frozen(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    (tmp_path / "pack.txt").write_text("numbers")
    filing.attach(owed.id, str(tmp_path / "pack.txt"))
    desk.delivery.move(owed.id, "delivered", "the board", "email")
    document = Path(filing.path(owed.id))
    for mode, kind in ((0o644, {"mode", "thawed"}), (0o444, {"mode"}), (0o600, {"thawed"})):
        document.chmod(mode)
        assert {each.kind for each in doctor(desk.root)} == kind
        repair(desk.root, desk.clock())
        assert doctor(desk.root) == ()
        assert document.stat().st_mode & 0o777 == 0o400
