"""Files that are no regular text of the format that was said: each is refused with one sentence, none waits."""

from __future__ import annotations

import gzip
import io
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import psutil
import pytest

from fractui.core.errors import FieldRefused, FractuiError, NotFound, Refused
from fractui.exchange import foreign
from fractui.exchange.opening import FORMATS, TITLES, open_file, sniff
from tests.exchange.foreign_samples import (
    CLOCKIFY_1,
    HARVEST_A,
    HARVEST_IN,
    SOLIDTIME,
    TOGGL,
    large,
    put,
    table,
    write_large,
)

SAMPLES = {
    "toggl": TOGGL,
    "harvest": HARVEST_A,
    "clockify": CLOCKIFY_1,
    "csv": SOLIDTIME,
    "timewarrior": '[{"id":1,"start":"20240304T092300Z"}]',
    "watson": '[[1648476984, 1648476987, "github"]]',
    "bartib": "2025-12-10 09:00 - 2025-12-10 11:30 | ACME | deck\n",
}


def refusal(path: Path, kind: str = "toggl") -> str:
    with pytest.raises(FractuiError) as refused:
        open_file(path, kind, "UTC")
    sentence = refused.value.sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "[]" * 50_000)
    return file.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_recognised_by_what_is_in_it(tmp_path: Path, kind: str) -> None:
    assert sniff(put(tmp_path, SAMPLES[kind])) == kind
    assert kind in TITLES


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("said", FORMATS)
def test_a_file_of_another_program_is_named(tmp_path: Path, kind: str, said: str) -> None:
    path = put(tmp_path, SAMPLES[kind])
    if said == kind:
        assert open_file(path, said, "UTC").format == said
    else:
        assert refusal(path, said) == f"export looks like a file of {TITLES[kind]}; import it as {kind}."


@pytest.mark.parametrize(
    "content", ["", "name,street\nMaria,x\n", "[]", "{}", "[1]", '{"entries": {}}', "hello", "[[", '{"a']
)
def test_what_is_none_of_them_is_none(tmp_path: Path, content: str) -> None:
    assert sniff(put(tmp_path, content or "x")) is None


def test_the_smallest_table_that_harvest_takes_in_is_harvests(tmp_path: Path) -> None:
    assert sniff(put(tmp_path, HARVEST_IN)) == "harvest"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["clients.json", "projects.json", "tasks/1.json"], "but no entries; in Toggl open Reports, Detailed, and export that as CSV."),
        (["[Content_Types].xml", "xl/workbook.xml"], "an Excel workbook; save it as CSV (UTF-8) and import that."),
        (["a.csv"], "a ZIP archive; unpack it and import the CSV or JSON file that is in it."),
    ],
)  # fmt: skip
def test_archives_are_told_apart_by_their_names_and_never_unpacked(
    tmp_path: Path, names: list[str], words: str
) -> None:
    assert refusal(put(tmp_path, zipped(*names))).endswith(words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty; export it again"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"\x00" * 5000, "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (gzip.compress(b"x"), "is a gzip archive"),
        (b"SQLite format 3\x00...", "is a database"),
        (b"\xd0\xcf\x11\xe0 old", "is an old Excel workbook"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "is a calendar file"),
        (b"\n<!DOCTYPE html><title>Sign in</title>", "is a web page or other markup"),
        (b"User,Client\nSam,\x00ACME\n", "has a NUL byte in line 2"),
        ("User,Client\n".encode("utf-16-le"), "seems to be UTF-16 without its mark; save it as UTF-8"),
        ("User,Client\n".encode("utf-16")[:-1], "breaks off in the middle of a character, at byte 25"),
        ("User,Müller".encode()[:7], "breaks off in the middle of a character, at byte 7"),
        (b"User,Client\nM\xfcller,J\xc3\xbcrgen\n", "is not text in UTF-8, see byte 13 (0xFC, line 2); save it as UTF-8"),
        (b"User,Client\n\xaf\xf3\xb3w,x\n", "is not text in UTF-8, see byte 12 (0xAF, line 2)"),
        (b"User,\x81\x8d\n", "is not text in UTF-8, see byte 5 (0x81, line 1)"),
        (b"x" * (2 * 1024 * 1024), "is longer than 1,048,576 characters; this is no table of time entries"),
        (b'User,Client\na,"' + b"x" * 200_000 + b'"\n', "a cell of more than 131,072 characters that begins in line 2"),
        (b'User,Client\n"a"b,c\n', "is damaged in line 2, where text follows a closing quote"),
        (b'User,Client\n1,2\n"a\nb\nc\n', "breaks off inside of the quotes that open in line 3"),
    ],
    ids=lambda each: None if isinstance(each, str) else "content",
)  # fmt: skip
def test_what_is_no_table_says_what_it_is(tmp_path: Path, content: bytes, words: str) -> None:
    content = (
        content if not content.startswith(b"User,Client") else content.replace(b"User,Client", TOGGL.encode())
    )
    if TOGGL.encode() in content:
        words = words.replace("byte 12", f"byte {len(TOGGL) + 1}").replace(
            "byte 13", f"byte {len(TOGGL) + 2}"
        )
    assert words in refusal(put(tmp_path, content))


def test_what_is_there_but_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "door"))
        assert refusal(tmp_path / "door") == "door is no regular file; copy what it holds into a file."
    assert refusal(tmp_path / "pipe") == "pipe is no regular file; copy what it holds into a file."
    assert refusal(tmp_path / "folder") == "folder is a folder; name the file in it."
    assert refusal(tmp_path / "loop") == "loop is a link that leads back to itself; check its path."
    assert refusal(Path("/dev/zero")) == "zero is no regular file; copy what it holds into a file."
    assert (
        refusal(tmp_path / "pipe" / "x") == "x is not there, for part of its path is a file; check its path."
    )
    assert "has too long a name" in refusal(tmp_path / ("x" * 300))


@pytest.mark.parametrize("name", ["gone.csv", "a\0b", "\x1b[31m"])
def test_what_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound) as missing:
        open_file(tmp_path / name, "toggl", "UTC")
    assert "\x1b" not in missing.value.sentence
    with pytest.raises(NotFound):
        sniff(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, TOGGL)
    path.chmod(0)
    assert refusal(path) == "export may not be read; give yourself permission to read it."


def test_links_are_followed(tmp_path: Path) -> None:
    put(tmp_path, SAMPLES["watson"])
    (tmp_path / "link").symlink_to("export")
    assert sniff(tmp_path / "link") == "watson"


def test_an_enormous_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, TOGGL)
    os.truncate(path, foreign.LARGEST + 1)
    assert refusal(path) == "export is larger than 512 MB; export a shorter period."
    path = put(tmp_path, SAMPLES["watson"], "frames")
    with path.open("ab") as file:
        file.write(b" " * foreign.CHUNK)
    with pytest.raises(Refused, match="frames is larger than 1 MB; export a shorter period"):
        foreign.ForeignFile(path).text(foreign.CHUNK)


def test_a_file_that_changes_while_it_is_read_is_not_half_taken(tmp_path: Path) -> None:
    path = put(tmp_path, table(TOGGL, {"Client": "ACME"}, {"Client": "ACME"}))
    reading = open_file(path, "toggl", "UTC")
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(Refused, match="export was changed while it was read; import it again"):
        next(reading.rows)


def test_a_reading_that_nobody_reads_leaves_nothing_open(tmp_path: Path) -> None:
    path = put(tmp_path, SAMPLES["toggl"])
    readings = [open_file(path, "toggl", "UTC") for _ in range(20)]
    assert str(path) not in {each.path for each in psutil.Process().open_files()}
    assert len(readings) == 20


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("excel", "UTC", None), "format"),
        (("toggl", "Mars/Base", None), "zone"),
        (("toggl", "UTC", "ymd"), "dates"),
    ],
)
def test_words_that_are_none_are_refused_by_their_field(
    tmp_path: Path, words: tuple[str, str, str | None], field: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        open_file(put(tmp_path, TOGGL), *words)
    assert refused.value.field == field


@pytest.mark.parametrize("kind", ["toggl", "harvest", "clockify", "timewarrior", "watson", "csv"])
def test_large_files_are_read_without_a_problem(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "large"
    write_large(kind, path, 300)
    assert sniff(path) == kind
    reading = open_file(path, kind, "UTC")
    rows = list(reading.rows)
    assert (reading.total, len(rows)) == (300, 300)
    assert {row.problem for row in rows} == {None}
    assert sum(1 for _ in large(kind, 300)) >= 301


def test_reading_needs_nothing_but_the_standard_library() -> None:
    modules = ", ".join(
        f"fractui.exchange.{name}" for name in ("opening", "toggl", "harvest", "clockify", "own")
    )
    code = f"import sys, {modules}; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    foreign_modules = ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate", "pendulum")
    assert not set(foreign_modules) & set(loaded)
