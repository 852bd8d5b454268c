"""Beside the screen: the terminal's title follows what runs and is given back; notifications go only where they arrive."""

from __future__ import annotations

import os
import pty
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as within
from hypothesis import strategies as st

from fractui.services.preferences import PreferencesFolder
from fractui.services.reminders import Reminder
from fractui.ui.beside import Beside, has_title, notification, tmux_passes
from fractui.ui.terminal import ENTER, KEEP_TITLE, LEAVE, OLD_TITLE, ORDINARY, Terminal
from tests.ui.sample_views import NOW, a_frame
from tests.ui.terminal_run import READY, Run

FRAME = a_frame()
XTERM = {"TERM": "xterm-256color"}
TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "TMUX_PANE": "%0"}
OSC = "\x1b]9;fractui: due today\x07"


class Heard:
    """What was sent to the terminal."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def beside(
        self, environ: Mapping[str, str] = XTERM, *, title: bool = True, notify: str = "off"
    ) -> Beside:
        return Beside(self.sent.append, environ, title=title, notify=notify)


def test_the_title_says_who_runs_and_changes_with_the_minute() -> None:
    heard = Heard()
    beside = heard.beside()
    running = FRAME.timer.running
    assert running is not None
    for second in range(0, 121, 1):
        beside.tick(running.start + timedelta(minutes=84, seconds=second), FRAME)
    code = running.code
    assert heard.sent == [f"\x1b]2;{code} 1:{minute} · fractui\x07" for minute in (24, 25, 26)]
    idle = replace(FRAME, timer=replace(FRAME.timer, running=None))
    beside.tick(NOW, idle)
    beside.tick(NOW + timedelta(hours=1), idle)
    assert heard.sent[3:] == ["\x1b]2;fractui\x07"]
    beside.again()
    beside.tick(NOW, idle)
    assert heard.sent[4:] == ["\x1b]2;fractui\x07"]


def test_no_title_before_there_is_anything_to_say_where_it_is_off_and_where_there_is_none() -> None:
    heard = Heard()
    heard.beside().tick(NOW, None)
    heard.beside(title=False).tick(NOW, FRAME)
    for term in ("", "dumb", "linux", "vt220", "eterm-color"):
        heard.beside({"TERM": term}).tick(NOW, FRAME)
    assert heard.sent == []
    assert all(has_title(term) for term in ("xterm-256color", "tmux-256color", "screen", "foot", "alacritty"))


@within(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=20))
def test_no_name_can_end_the_title_or_begin_another_sequence(code: str) -> None:
    heard = Heard()
    running = FRAME.timer.running
    assert running is not None
    frame = replace(FRAME, timer=replace(FRAME.timer, running=replace(running, code=code)))
    heard.beside().tick(NOW, frame)
    heard.beside(notify="osc9").tell(code)
    for sent in heard.sent:
        assert (sent.count("\x1b"), sent.count("\x07"), sent[-1]) == (1, 1, "\x07")
        assert "\x9b" not in sent
        assert "\x9d" not in sent


@pytest.mark.parametrize(
    ("how", "environ", "passes", "sent"),
    [
        ("bell", XTERM, False, "\x07"),
        ("osc9", XTERM, False, OSC),
        ("both", XTERM, False, f"{OSC}\x07"),
        ("bell", TMUX, True, "\x07"),
        ("osc9", TMUX, False, "\x07"),
        ("osc9", TMUX, True, "\x1bPtmux;\x1b\x1b]9;fractui: due today\x07\x1b\\"),
        ("both", TMUX, False, "\x07"),
        ("osc9", {"TERM": "screen-256color"}, False, "\x07"),
        ("both", {"TERM": "tmux-256color"}, True, "\x07"),
    ],
)
def test_a_notification_goes_where_it_arrives(
    how: str, environ: dict[str, str], passes: bool, sent: str
) -> None:
    assert notification("due today", how, environ, passes=passes) == sent


def test_things_are_said_once_and_only_where_that_is_wanted() -> None:
    heard = Heard()
    reminders = (Reminder("due 1", "due today"), Reminder("block 1", "ACME focus begins at 09:00"))
    loud = heard.beside(notify="osc9")
    loud.remind(reminders)
    loud.remind(reminders)
    heard.beside(notify="off").remind(reminders)
    assert heard.sent == [OSC, "\x1b]9;fractui: ACME focus begins at 09:00\x07"]
    assert not heard.beside().speaks
    assert loud.speaks


def test_tmux_is_asked_only_where_it_matters_and_a_missing_one_lets_nothing_through() -> None:
    heard = Heard()
    assert heard.beside(TMUX, notify="both").asks_tmux
    assert not heard.beside(TMUX, notify="bell").asks_tmux
    assert not heard.beside(XTERM, notify="both").asks_tmux
    assert not tmux_passes({**TMUX, "PATH": "/nowhere"})


def test_the_preferences(tmp_path: Path) -> None:
    plain = PreferencesFolder(tmp_path).read()
    assert (plain.title, plain.notify, plain.complaints) == (True, "off", ())
    (tmp_path / "config.toml").write_text('title = false\nnotify = "both"\n')
    told = PreferencesFolder(tmp_path).read()
    assert (told.title, told.notify, told.complaints) == (False, "both", ())
    (tmp_path / "config.toml").write_text("notify = true\n")
    wrong = PreferencesFolder(tmp_path).read()
    assert wrong.notify == "off"
    assert '"off"' in wrong.complaints[0]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
def test_the_old_title_is_put_aside_once_and_brought_back_on_every_way_out() -> None:
    master, slave = pty.openpty()
    terminal = Terminal(slave, slave)

    def drawn(*texts: str) -> str:
        for text in texts:
            terminal.write(text)
        terminal.flush()
        return os.read(master, 4096).decode()

    title = "\x1b]2;ACME 0:01 · fractui\x07"
    assert drawn(ENTER, title, title) == ENTER + KEEP_TITLE + title + title
    assert drawn(LEAVE) == LEAVE + OLD_TITLE
    assert drawn(ENTER, LEAVE) == ENTER + LEAVE
    assert drawn(ENTER, title) == ENTER + KEEP_TITLE + title
    terminal.give_back()
    assert os.read(master, 4096).decode() == ORDINARY + OLD_TITLE
    os.close(slave)
    os.close(master)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
def test_a_real_run_titles_its_terminal_and_gives_the_title_back(data: Path) -> None:
    keep, old = KEEP_TITLE.encode(), OLD_TITLE.encode()
    with Run(data) as run:
        run.until(*READY)
        run.until(met=lambda: re.search(rb"\x1b\]2;BETA \d+:\d\d", run.seen) is not None)
        assert run.seen.count(keep) == 1
        run.signal(signal.SIGTSTP)
        run.until(met=lambda: run.seen.count(old) == 1 and run.is_stopped())
        run.signal(signal.SIGCONT)
        run.until(met=lambda: run.seen.count(keep) == 2)
        run.quiet()
        run.send(b"q")
        assert run.ended() == 0
        assert run.seen.count(keep) == run.seen.count(old) == 2
