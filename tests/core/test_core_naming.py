from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.mention import Known, mentioned_in_name, mentioned_in_text
from fractui.core.naming import FileName, complaints, file_name, read_name, suffix_of, suggested

DAY = date(2026, 3, 31)
BETA, GRID, ACME = Known("BETA", "Beta Foods GmbH"), Known("GRID", "Grid"), Known("AC", "Acme")


def test_a_name_is_read_as_it_is_made() -> None:
    assert file_name(DAY, "MonthlyReport", "ACME", 2) == "2026-03-31_MonthlyReport_ACME_v2"
    assert read_name("2026-03-31_MonthlyReport_ACME_v2.docx") == FileName(
        DAY, "MonthlyReport", "ACME", 2, ".docx"
    )
    assert read_name("2026-03-31_Größe_ACME_v1") == FileName(DAY, "Größe", "ACME", 1)


@pytest.mark.parametrize(
    "name",
    [
        "report final2.docx",
        "2026-02-31_A_ACME_v1",
        "2026-03-31_A_acme_v1",
        "2026-03-31_A_ACME_v0",
        "",
        "2026-03-31_A_ACME_v1/x",
    ],
)
def test_any_other_name_is_not_by_the_convention(name: str) -> None:
    assert read_name(name) is None
    assert complaints(name, "ACME")


def test_a_name_for_somebody_else_is_told() -> None:
    assert complaints("2026-03-31_A_BETA_v1.pdf", "ACME") == ("it names BETA, not ACME",)
    assert complaints("2026-03-31_A_ACME_v1.pdf", "ACME") == ()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("report final2.docx", "2026-03-31_Report_ACME_v2.docx"),
        ("Monthly report v3.PDF", "2026-03-31_MonthlyReport_ACME_v3.pdf"),
        ("board_pack_ACME", "2026-03-31_BoardPack_ACME_v1"),
        ("???.x y", "2026-03-31_Document_ACME_v1"),
    ],
)
def test_a_better_name_is_suggested(name: str, better: str) -> None:
    assert suggested(name, DAY, "ACME") == better


def test_a_name_by_the_convention_keeps_all_but_its_code() -> None:
    assert suggested("2025-01-31_BoardPack_BETA_v3.pdf", DAY, "ACME") == "2025-01-31_BoardPack_ACME_v3.pdf"


@given(st.text(max_size=80))
def test_what_is_suggested_is_by_the_convention(name: str) -> None:
    assert complaints(suggested(name, DAY, "ACME"), "ACME") == ()


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.PDF", ".pdf"), ("a", ""), (".hidden", ""), ("a.tar.gz", ".gz"), ("NUL.txt", ".txt")],
)
def test_the_ending(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("name", ["a.b c", "a.", "a.é", "a." + "x" * 11])
def test_an_ending_that_not_every_system_takes_is_refused(name: str) -> None:
    with pytest.raises(FieldRefused):
        suffix_of(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026_BETA_numbers.xlsx", "BETA"),
        ("beta-foods-report.pdf", "BETA"),
        ("BetaFoodsReport.pdf", "BETA"),
        ("grid.pdf", "GRID"),
        ("gridlock.pdf", None),
        ("alphabeta.pdf", None),
        ("Acme Robotics pack.pdf", None),
        ("acme.pdf", "AC"),
    ],
)
def test_a_file_name_gives_somebody_else_away(name: str, code: str | None) -> None:
    found = mentioned_in_name(name, [BETA, GRID, ACME], own="Acme Robotics")
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The board of Beta Foods meets on Monday.", "BETA"),
        ("Numbers for BETA:", "BETA"),
        ("a beta version", None),
        ("the power grid", "GRID"),
        ("Acme Robotics, board pack", None),
        ("Acme\nRobotics", None),
        ("like Acme does", "AC"),
        ("", None),
    ],
)
def test_a_text_gives_somebody_else_away(text: str, code: str | None) -> None:
    found = mentioned_in_text(text, [BETA, GRID, ACME], own="Acme Robotics Inc.")
    assert (found and found.code) == code
