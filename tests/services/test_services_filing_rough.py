"""Documents under rough treatment: what is no file, what is huge, locked, or somebody else's, and who changes what meanwhile."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter

from fractui.core.deliverable import Deliverable
from fractui.core.errors import Refused, StorageTrouble
from fractui.exchange import document_text
from fractui.exchange.document_text import text_of
from fractui.services.filing import Filing
from fractui.services.relations import Relations
from fractui.services.wrong_client import WrongClient
from fractui.store.client_files import ClientFiles
from fractui.store.given_file import GivenFile
from fractui.store.unfinished import left_copies, sweep_copies, unfinished
from tests.services.desk import Desk

NAME = "2026-11-30_BoardPack_ACME_v1"


@pytest.fixture
def owed(desk: Desk) -> Deliverable:
    desk.client("ACME", "Acme Robotics")
    desk.client("BETA", "Beta Foods GmbH")
    desk.client("CORE", "Core Capital")
    return desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))


@pytest.fixture
def filing(desk: Desk) -> Filing:
    return Filing(desk.practice, text_of)


def written(folder: Path, name: str = "pack.md", text: str = "our numbers") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def in_files(desk: Desk, code: str = "ACME") -> list[str]:
    folder = desk.root / "clients" / code / "files"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.pdf", "pipe.docx", "pipe"])
def test_a_pipe_is_refused_before_anybody_reads_it(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(Refused, match="pipe or a device"):
        filing.attach(owed.id, str(tmp_path / name))
    assert in_files(desk) == []


@pytest.mark.parametrize("name", ["zeros.pdf", "zeros.docx", "zeros.txt"])
def test_a_link_to_a_device_without_end_is_refused_at_once(
    owed: Deliverable, filing: Filing, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(Refused, match="pipe or a device"):
        filing.attach(owed.id, str(tmp_path / name))


def test_each_thing_that_is_no_document_has_its_own_sentence(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A socket's path may only be short.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as talk:
        talk.bind("talk.pdf")
    (tmp_path / "Report.pages").mkdir()
    (tmp_path / "plain").mkdir()
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    for name, word in (
        ("talk.pdf", "pipe or a device"),
        ("Report.pages", "export it from its program"),
        ("plain", "name the file in it"),
        ("nothing.pdf", "There is no file"),
        ("dangling.pdf", "There is no file"),
        ("file/inside.pdf", "There is no file"),
        ("a\0b.pdf", "is no file's name"),
    ):
        with pytest.raises(Refused, match=word):
            filing.attach(owed.id, str(tmp_path / name))
    with pytest.raises(Refused, match="Name the file"):
        filing.attach(owed.id, " ")
    for name in ("loop.pdf", "y" * 300):
        with pytest.raises(StorageTrouble, match="cannot be read"):
            filing.attach(owed.id, str(tmp_path / name))
    assert in_files(desk) == []


@pytest.mark.parametrize(
    ("name", "ending"),
    [("CON.docx", ".docx"), ("NUL", ""), ("aux.txt", ".txt"), ("x" * 251 + ".pdf", ".pdf"), ("-rf", "")],
)
def test_names_that_other_systems_do_not_take_are_left_behind(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, name: str, ending: str
) -> None:
    filing.attach(owed.id, written(tmp_path, name))
    assert in_files(desk) == [NAME + ending]


def test_a_name_that_is_no_text_is_taken(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118 - bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x")
    assert filing.attach(owed.id, os.fsdecode(path)).files == (f"{NAME}.txt",)


def test_names_that_only_some_systems_hold_apart_are_refused(desk: Desk, tmp_path: Path) -> None:
    files = ClientFiles(str(tmp_path))
    files.write(b"x", "2026-11-30_Resum\u00e9_ACME_v1.md")
    for twin in ("2026-11-30_Resume\u0301_ACME_v1.md", "2026-11-30_RESUM\u00c9_ACME_v1.md"):
        with pytest.raises(Refused, match="some systems hold it for"):
            files.write(b"y", twin)
        with pytest.raises(Refused, match="some systems hold it for"):
            files.put(written(tmp_path), twin)
    assert len(files.names()) == 1


def test_what_is_fractuis_own_is_no_document_and_anothers_document_is_guarded(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    desk.practice.settle()
    with pytest.raises(Refused, match="own data files"):
        filing.attach(owed.id, str(desk.root / "clients" / "ACME" / "portal.json"))
    other = desk.delivery.add("BETA", "Plan", "Plan", date(2026, 11, 30))
    filing.attach(other.id, written(tmp_path, "photo.png", "\0"))
    (tmp_path / "near.png").symlink_to(filing.path(other.id))
    for path in (filing.path(other.id), str(tmp_path / "near.png")):
        with pytest.raises(WrongClient, match=r"folder names another client \(BETA"):
            filing.attach(owed.id, path)
    assert filing.attach(owed.id, str(tmp_path / "near.png"), names="beta").may_name == ("BETA",)


def test_a_file_that_names_two_others_says_so_at_once_and_takes_both_codes(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    path = written(tmp_path, text="For BETA and for Core Capital")
    with pytest.raises(WrongClient, match="type BETA,CORE"):
        filing.attach(owed.id, path)
    with pytest.raises(WrongClient, match="type CORE "):
        filing.attach(owed.id, path, names="beta")
    assert filing.attach(owed.id, path, names="beta, core").may_name == ("BETA", "CORE")


def test_a_text_without_an_ending_is_looked_through_too(
    owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    for name in ("noext", "mail.eml"):
        with pytest.raises(WrongClient):
            filing.attach(owed.id, written(tmp_path, name, "for BETA é"))


def test_what_is_looked_through_is_what_is_copied(desk: Desk, owed: Deliverable, tmp_path: Path) -> None:
    """Whoever puts another file in its place meanwhile has it attached the next time."""
    path = Path(written(tmp_path, text="harmless"))

    def swapped(file: io.BufferedIOBase, name: str) -> str:
        (tmp_path / "other").write_text("for BETA")
        (tmp_path / "other").replace(path)
        return file.read().decode()

    filing = Filing(desk.practice, swapped)  # type: ignore[arg-type]
    filing.attach(owed.id, str(path))
    assert Path(filing.path(owed.id)).read_text() == "harmless"


def test_a_file_that_vanishes_or_grows_while_it_is_copied(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    path = Path(written(tmp_path))

    def grow(copied: int, of: int) -> None:
        path.write_text("more and more")

    with pytest.raises(Refused, match="written to while it was copied"):
        filing.attach(owed.id, str(path), progress=grow)
    assert in_files(desk) == []
    filing.attach(owed.id, str(path), progress=lambda copied, of: path.unlink())
    assert Path(filing.path(owed.id)).read_text() == "more and more", "an open file stays whole"


def test_what_a_killed_copier_left_is_swept_and_what_one_works_on_is_not(tmp_path: Path) -> None:
    folder = str(tmp_path)
    (tmp_path / ".writing-1-2").write_text("half")
    with unfinished(folder) as (path, _):
        assert left_copies(folder) == [".writing-1-2"]
        sweep_copies(folder)
        assert [each.name for each in tmp_path.iterdir()] == [Path(path).name]
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyboardInterrupt), unfinished(folder):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_the_next_document_sweeps_the_folder(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    folder = desk.root / "clients" / "ACME" / "files"
    folder.mkdir()
    (folder / ".writing-1-2").write_text("half")
    filing.attach(owed.id, written(tmp_path))
    assert in_files(desk) == [f"{NAME}.md"]


def pdf(attached: bytes, title: str) -> bytes:
    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(10, 10)
    writer.add_metadata({"/Title": title})
    writer.add_attachment("big", attached)
    writer.write(made)
    return made.getvalue()


def test_in_a_large_pdf_what_is_damaged_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_text, "MOST_TOLERANT", 10_000)
    whole = pdf(os.urandom(20_000), "About Beta Foods")
    assert "Beta Foods" in (text_of(io.BytesIO(whole), "a.pdf") or "")
    assert text_of(io.BytesIO(whole[:-200]), "a.pdf") is None


def test_a_damaged_pdf_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    assert text_of(io.BytesIO(b"not that"), "a.pdf") is None
    assert capfd.readouterr() == ("", "")


def test_two_who_attach_the_next_version_at_once_get_one_each_or_a_sentence(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing.attach(owed.id, written(tmp_path))
    whole, other = desk.practice.transaction, desk.reopened()

    @contextmanager
    def beaten(label: str) -> Iterator[object]:
        monkeypatch.setattr(desk.practice, "transaction", whole)
        Filing(other.practice, text_of).attach(owed.id, written(tmp_path, "b.txt"), next_version=True)
        with whole(label) as tx:
            yield tx

    monkeypatch.setattr(desk.practice, "transaction", beaten)
    with pytest.raises(Refused, match="got another document meanwhile"):
        filing.attach(owed.id, written(tmp_path, "c.csv"), next_version=True)
    assert in_files(desk) == [f"{NAME}.md", f"{NAME.replace('v1', 'v2')}.txt"]
    assert desk.practice.portal("ACME").deliverable(owed.id).version == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["pack.txt", "pack.csv", "pack.data", "pack"])
def test_text_of_any_encoding_is_looked_through(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path, encoding: str, name: str
) -> None:
    desk.client("MUEL", "Müller Söhne")
    document = tmp_path / name
    document.write_bytes("Die Zahlen der Müller Söhne für 2026, “geprüft”".encode(encoding))
    with pytest.raises(WrongClient, match="MUEL"):
        filing.attach(owed.id, str(document))


def test_text_that_old_japanese_programs_write_is_looked_through(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    desk.client("NIPP", "日本精密工業株式会社")
    document = tmp_path / "pack.csv"
    document.write_bytes("会社,日本精密工業".encode("cp932"))
    with pytest.raises(WrongClient, match="NIPP"):
        filing.attach(owed.id, str(document))


def test_a_letter_that_is_cut_at_the_end_of_what_is_read_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_text, "MOST_BYTES", 4)
    assert text_of(io.BytesIO("für".encode() + "ü".encode()), "a.txt") == "für"


def test_a_document_is_looked_through_again_when_it_is_delivered(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path))
    path = Path(filing.path(owed.id))
    assert filing.warning(owed.id) == ""
    path.write_text("As we said to Beta Foods")
    assert "names another client now (BETA, “Beta Foods GmbH”)" in filing.warning(owed.id)
    with pytest.raises(WrongClient, match="goes to ACME: take that out, or type BETA"):
        desk.delivery.move(owed.id, "delivered", "the board", "email")
    assert desk.practice.portal("ACME").deliverable(owed.id).receipts == ()
    assert path.stat().st_mode & 0o200
    sent = desk.delivery.move(owed.id, "delivered", "the board", "email", names="beta")
    assert (sent.may_name, len(sent.receipts)) == (("BETA",), 1)


@pytest.mark.parametrize(
    ("to", "via", "note"),
    [
        ("Lena Hoff", "email", ""),
        ("the board, lena  HOFF", "email", ""),
        ("lena.hoff@betafoods.com", "email", ""),
        ("the board <anybody@BetaFoods.com>", "email", ""),
        ("Mia", "email", ""),
        ("BETA", "email", ""),
        ("the board", "Beta Foods portal", ""),
        ("the board", "email", "Lena Hoff asked for it"),
    ],
)
def test_what_goes_to_somebody_of_another_client_is_not_delivered(
    desk: Desk, owed: Deliverable, to: str, via: str, note: str
) -> None:
    people = Relations(desk.practice)
    people.add_person("BETA", "Lena Hoff", email="lena.hoff@betafoods.com")
    people.add_person("BETA", "Mia")
    with pytest.raises(
        WrongClient, match=r"The receipt names another client .* or type BETA \(--names BETA\)"
    ):
        desk.delivery.move(owed.id, "delivered", to, via, note)
    assert desk.practice.portal("ACME").deliverable(owed.id).receipts == ()
    sent = desk.delivery.move(owed.id, "delivered", to, via, note, names="beta")
    assert (sent.may_name, len(sent.receipts)) == ((), 1)


def test_what_is_called_after_another_client_is_not_delivered_either(desk: Desk, owed: Deliverable) -> None:
    desk.delivery.edit("ACME", owed.id, title="Beta Foods board pack")
    with pytest.raises(WrongClient, match="Beta Foods GmbH"):
        desk.delivery.move(owed.id, "delivered", "the board", "email")
    assert desk.delivery.move(owed.id, "delivered", "the board", "email", names="BETA").receipts


@pytest.mark.parametrize("address", ["somebody@gmail.com", "somebody@shared.example", "somebody"])
def test_a_domain_that_is_everybodys_or_both_clients_says_nothing(
    desk: Desk, owed: Deliverable, address: str
) -> None:
    people = Relations(desk.practice)
    people.add_person("BETA", "Lena Hoff", email="lena@gmail.com")
    people.add_person("BETA", "Mia", email="mia@shared.example")
    people.add_person("ACME", "Maya", email="maya@shared.example")
    assert desk.delivery.move(owed.id, "delivered", address, "email").receipts


def test_somebody_of_both_clients_is_nobody_elses_and_a_first_name_says_nothing(
    desk: Desk, owed: Deliverable
) -> None:
    people = Relations(desk.practice)
    for code in ("ACME", "BETA"):
        people.add_person(code, "Lena Hoff")
    people.add_person("BETA", "Mia")
    assert desk.delivery.move(owed.id, "delivered", "Lena Hoff, Mia Sand", "email").receipts


def test_what_was_meant_when_it_was_attached_is_not_asked_again(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    filing.attach(owed.id, written(tmp_path, text="Compared with BETA"), names="BETA")
    assert filing.warning(owed.id) == ""
    assert desk.delivery.move(owed.id, "delivered", "the board", "email").receipts
    desk.history.undo()
    desk.history.undo()
    assert desk.practice.portal("ACME").deliverable(owed.id).may_name == ()


def test_notes_may_go_on_naming_whom_they_named(desk: Desk, owed: Deliverable, filing: Filing) -> None:
    filing.check_notes("acme", "came through BETA", "came through BETA, twice")
    with pytest.raises(WrongClient, match=r"would name another client \(CORE"):
        filing.check_notes("ACME", "came through BETA", "came through BETA and CORE")
    filing.check_notes("ACME", "", "came through CORE", "core")


def test_a_card_that_another_has_moved_meanwhile_is_not_moved_again(
    desk: Desk, owed: Deliverable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without that the slower of two would take back what the quicker has delivered."""
    whole, other = desk.practice.transaction, desk.reopened()

    @contextmanager
    def beaten(label: str) -> Iterator[object]:
        monkeypatch.setattr(desk.practice, "transaction", whole)
        other.delivery.move(owed.id, "delivered", "the board", "email")
        with whole(label) as tx:
            yield tx

    monkeypatch.setattr(desk.practice, "transaction", beaten)
    with pytest.raises(Refused, match="is delivered by now: it was moved in another window"):
        desk.delivery.move(owed.id, "in_review")
    assert desk.practice.portal("ACME").deliverable(owed.id).version == 1


def test_an_open_file_is_read_twice_from_its_beginning(tmp_path: Path) -> None:
    with GivenFile(written(tmp_path)) as given:
        for _ in range(2):
            with given.reading() as file:
                assert file.read() == b"our numbers"
        assert given.place_in(str(tmp_path)) == ("pack.md",)
        assert given.place_in(str(tmp_path / "other")) == ()


def test_a_link_in_place_of_the_folder_shows_nobody_elses_documents(
    desk: Desk, owed: Deliverable, filing: Filing, tmp_path: Path
) -> None:
    other = desk.delivery.add("BETA", "Plan", "Plan", date(2026, 11, 30))
    filing.attach(other.id, written(tmp_path))
    (desk.root / "clients" / "ACME" / "files").symlink_to(desk.root / "clients" / "BETA" / "files")
    for job in (lambda: filing.lint("ACME"), lambda: filing.attach(owed.id, written(tmp_path))):
        with pytest.raises(StorageTrouble, match="it is a link"):
            job()
    assert in_files(desk, "BETA") == ["2026-11-30_Plan_BETA_v1.md"]
