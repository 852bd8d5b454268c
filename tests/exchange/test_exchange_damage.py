"""Whatever bytes a file has, it is read as rows or refused with one sentence; nothing else is ever raised."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.exchange.keys import import_key
from fractui.exchange.opening import FORMATS, open_file, sniff
from fractui.exchange.rows import Problem, TimeRow
from tests.exchange.foreign_samples import CLOCKIFY_2, HARVEST_A, SOLIDTIME, TOGGL, ZONE, large

LARGE = ["toggl", "harvest", "clockify", "timewarrior", "watson", "csv"]
WHOLE = {kind: "".join(large(kind, 6)).encode() for kind in LARGE} | {
    "bartib": b"2025-12-10 09:00 - 2025-12-10 11:30 | ACME | deck\n" * 6,
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage") / "export"


def read(path: Path, data: bytes, kind: str) -> list[TimeRow] | str:
    """The rows of a file with those bytes, or the sentence with which it is refused; both as they must be."""
    path.write_bytes(data)
    refused = ""
    try:
        rows = list(open_file(path, kind, ZONE, "dmy").rows)
    except FractuiError as error:
        refused = error.sentence
    if refused:
        assert refused.endswith(".")
        assert refused == safe(refused)
        return refused
    for row in rows:
        assert isinstance(row, TimeRow)
        assert len(import_key(kind, row)) == 16
        if row.problem is None:
            clocked = (
                row.start is not None and row.end is not None and (row.end - row.start).total_seconds() > 0
            )
            assert clocked != (
                row.day is not None and row.length_s is not None and 0 < row.length_s <= 86_400
            )
    return rows


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60).map(str.encode)
headers = st.sampled_from([TOGGL, HARVEST_A, CLOCKIFY_2, SOLIDTIME, "id,start,stop,project,tags"]).map(
    lambda header: f"{header}\n".encode()
)
cells = st.lists(
    st.sampled_from(
        ["", "2024-03-04", "03/04/2024", "09:23", "9:23 PM", "-1", "1,5", "2024-03-04T09:23Z", '"', "ACME"]
    ),
    max_size=20,
).map(lambda each: ",".join(each).encode() + b"\n")
json_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)


@given(st.sampled_from(FORMATS), st.binary(max_size=120) | texts)
@settings(max_examples=60, deadline=None)
def test_any_bytes(path: Path, kind: str, data: bytes) -> None:
    read(path, data, kind)


@given(st.sampled_from(FORMATS), headers, st.lists(cells | texts, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_cells_below_a_header(path: Path, kind: str, header: bytes, rows: list[bytes]) -> None:
    read(path, header + b"".join(rows), kind)


@given(
    st.sampled_from(["timewarrior", "watson"]),
    st.recursive(
        json_scalars,
        lambda inner: (
            st.lists(inner, max_size=6)
            | st.dictionaries(
                st.sampled_from(["start", "stop", "end", "tags", "id", "project", "x"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    ),
)
@settings(max_examples=60, deadline=None)
def test_any_document(path: Path, kind: str, document: object) -> None:
    read(path, json.dumps([document]).encode(), kind)
    read(path, json.dumps(document).encode(), kind)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_anywhere_is_refused_or_loses_only_its_end(path: Path, kind: str) -> None:
    data = WHOLE[kind]
    whole = read(path, data, kind)
    assert isinstance(whole, list)
    for length in range(0, len(data), 19):
        rows = read(path, data[:length], kind)
        if isinstance(rows, list):
            # All but the last row are what they were; the last may be cut.
            assert [import_key(kind, row) for row in rows[:-1]] == [
                import_key(kind, row) for row in whole[: max(0, len(rows) - 1)]
            ]


@pytest.mark.parametrize("kind", ["timewarrior", "watson"])
def test_half_a_document_is_never_taken(path: Path, kind: str) -> None:
    data = WHOLE[kind].rstrip()
    for length in range(2, len(data), 29):
        sentence = read(path, data[:length], kind)
        assert isinstance(sentence, str)
        assert "its JSON" in sentence


@pytest.mark.parametrize("kind", WHOLE)
def test_flipped_bits_are_refused_or_told_of_their_row(path: Path, kind: str) -> None:
    data = WHOLE[kind]
    for place in range(0, len(data), 37):
        for bit in (0x01, 0x10, 0x80):
            read(path, data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :], kind)


@pytest.mark.parametrize("kind", ["toggl", "harvest", "clockify", "csv"])
def test_the_order_and_case_of_columns_do_not_matter(path: Path, kind: str) -> None:
    table = list(csv.reader(io.StringIO(WHOLE[kind].decode("utf-8-sig"))))
    turned = [list(reversed(record)) for record in table]
    turned[0] = [f" {name.upper()} " for name in turned[0]]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(turned)
    rows, same = read(path, WHOLE[kind], kind), read(path, text.getvalue().encode("utf-16"), kind)
    assert isinstance(rows, list)
    assert isinstance(same, list)
    assert [import_key(kind, row) for row in rows] == [import_key(kind, row) for row in same]
    assert [row.problem for row in rows] == [None] * 6


@given(st.binary(max_size=60))
@settings(max_examples=30, deadline=None)
def test_sniffing_any_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with suppress(FractuiError):
        assert sniff(path) in {*FORMATS, None}


def test_every_problem_has_words() -> None:
    assert all(problem.value == problem.value.lower() for problem in Problem)
