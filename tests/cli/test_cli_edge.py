"""The edge: every way in which a command can end becomes an exit code and at most one sentence."""

from __future__ import annotations

import errno

import pytest

from fractui.cli.edge import guarded
from fractui.core.errors import Damaged, NotFound, Refused, WrongUsage


def _raiser(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Refused("Not now."), 1, "fractui: Not now.\n"),
        (NotFound("No such client."), 1, "fractui: No such client.\n"),
        (WrongUsage("Say more."), 2, "fractui: Say more.\n"),
        (Damaged("Broken."), 3, "fractui: Broken.\n"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/x/y"),
            3,
            "fractui: /x/y cannot be read or written: Permission denied.\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            3,
            "fractui: The system refused: No space left on device.\n",
        ),
        (KeyboardInterrupt(), 130, "fractui: Interrupted; what was acknowledged before is kept.\n"),
        (BrokenPipeError(), 0, ""),
        (SystemExit(0), 0, ""),
    ],
)
def test_what_stops_a_command(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(lambda: _raiser(error)) == code
    assert capsys.readouterr().err == said


def test_a_sentence_shows_control_characters_and_does_not_send_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    guarded(lambda: _raiser(Refused("No \x1b]0;x\x07 here\nor there.")))
    assert capsys.readouterr().err == "fractui: No ␛]0;x␇ here or there.\n"


def test_what_was_typed_far_too_long_is_not_said_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(lambda: _raiser(Refused(f"No client is called {'x' * 100_000}; write one of ACME.")))
    said = capsys.readouterr().err
    assert len(said) < 700
    assert said.startswith("fractui: No client is called xxx")
    assert said.endswith("xxx; write one of ACME.\n")


def test_what_is_no_user_s_doing_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        guarded(lambda: _raiser(ZeroDivisionError()))
