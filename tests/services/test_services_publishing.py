"""Publishing to a real CalDAV server: what goes there, what is never overwritten, and what waits."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace

import caldav
import pytest
from requests.auth import HTTPBasicAuth

from fractui.calendars.dav_server import Patience
from fractui.calendars.dav_trouble import ServerTrouble, Unreachable, WrongPassword
from fractui.core.errors import Damaged, FieldRefused, NotFound, Refused
from fractui.core.publication import ASK, COMMAND, KEYRING, OURS, THEIRS, USUAL, Target
from fractui.services.passwords import Passwords, from_command, nobody
from fractui.services.publishing import Publishing
from fractui.services.views.publishing import Published, Tally
from fractui.store.publications import Publications
from fractui.wiring import Services
from tests.calendar_servers import PASSWORD, Radicale, running_odd_server
from tests.fakes import FixedClock, Ids

KNOWS = Passwords(lambda _target: PASSWORD)
PATIENCE = Patience(2, 5, 10)


class Here:
    """A practice with ACME and BETA, each with a block, and a user of the server's."""

    def __init__(self, folder: Path, radicale: Radicale) -> None:
        self.clock = FixedClock()
        self.services = Services(str(folder), self.clock, Ids(), lambda: "Europe/Berlin")
        self.radicale = radicale
        self.user = radicale.user()
        self.publishing = Publishing(self.services.practice, self.services.exporting, PATIENCE)
        for code in ("ACME", "BETA"):
            self.services.clients.add(code, name=code.title(), zone="Europe/Berlin")
        self.block = self.plan("ACME", "focus block", 9)
        self.plan("BETA", "secret project", 14)
        self.services.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))

    def plan(self, code: str, title: str, hour: int) -> str:
        """A weekly block of two hours; its id."""
        block = self.services.planning.add_block(
            code, title, time(hour), 120, [1, 3], date(2026, 11, 24), zone="Europe/Berlin"
        )
        return block.id

    def set_up(self, code: str = "ACME", *, busy: bool = False, name: str = "", url: str = "") -> Target:
        """Publish a client's calendar from now on."""
        url = url or self.radicale.page(self.user)
        setting_up = self.publishing.setting_up
        draft = setting_up.draft(code, url, self.user, USUAL, busy=busy, password=ASK)
        setting_up.set_up(draft, name, KNOWS)
        return self.publishing.targets(code, busy=busy)[0]

    def publish(self, choice: str = "", *, busy: bool = False, dry_run: bool = False) -> Published:
        """Publish ACME's."""
        target = self.publishing.targets("ACME", busy=busy)[0]
        return self.publishing.publish(target, KNOWS, lambda _uid: choice, dry_run=dry_run)

    def there(self, target: Target) -> dict[str, str]:
        """What the server has, by UID."""
        return self.radicale.events(self.user, target.url)

    def theirs(self, target: Target, title: str, words: str) -> str:
        """Change an event on the server as another program would; its UID."""
        uid = next(uid for uid, held in self.there(target).items() if title in held)
        address = f"{target.url}{uid}.ics"
        data = self.radicale.ask(self.user, "GET", address).content
        done = self.radicale.ask(self.user, "PUT", address, data.replace(title.encode(), words.encode()))
        assert done.status_code in (201, 204)
        return uid


@pytest.fixture
def here(tmp_path: Path, radicale: Radicale) -> Iterator[Here]:
    place = Here(tmp_path / "data", radicale)
    yield place
    place.services.close()


def test_what_is_planned_is_on_the_server_and_a_second_time_changes_nothing(here: Here) -> None:
    target = here.set_up()
    assert here.publish(dry_run=True).tally == Tally(new=2)
    assert here.there(target) == {}
    assert here.publish() == Published("ACME", False, "ACME", target.host, Tally(new=2))
    assert sorted(here.there(target).values()) == ["ACME: Board pack due", "ACME: focus block"]
    assert here.publish().tally == Tally(same=2)
    (row,) = here.publishing.rows()
    assert (row.events, row.pending, row.trouble, row.published_at) == (2, 0, "", here.clock.now)


def test_what_names_another_client_is_said_with_it(here: Here) -> None:
    here.set_up()
    assert here.publish().note == ""
    here.plan("ACME", "talk about BETA", 15)
    assert here.publish(dry_run=True).note.startswith("“talk about BETA” is in what goes out for ACME")
    here.set_up(busy=True, name="Busy")
    assert here.publish(busy=True).note == ""


def test_an_independent_client_reads_the_same_instants(here: Here) -> None:
    target = here.set_up()
    here.services.planning.skip(here.block, date(2026, 11, 26))
    here.publish()
    auth = HTTPBasicAuth(here.user, PASSWORD.encode())
    with caldav.DAVClient(target.url, auth=auth) as client:
        found = client.calendar(url=target.url).search(  # type: ignore[no-untyped-call]
            start=here.clock.now.replace(day=1),
            end=here.clock.now.replace(month=12, day=9),
            event=True,
            expand=True,
        )
    starts = sorted(str(each.icalendar_component.decoded("DTSTART")) for each in found)
    assert starts == [
        "2026-11-24 08:00:00+00:00",
        "2026-11-30",
        "2026-12-01 08:00:00+00:00",
        "2026-12-03 08:00:00+00:00",
        "2026-12-08 08:00:00+00:00",
    ]


def test_a_change_a_new_one_and_one_that_is_gone(here: Here) -> None:
    target = here.set_up()
    here.publish()
    here.services.planning.edit_block(here.block, title="deep work")
    here.plan("ACME", "one-to-one", 16)
    (owed,) = here.services.delivery.list("ACME")
    here.services.delivery.delete("ACME", owed.id)
    assert here.publishing.rows()[0].pending == 3
    assert here.publishing.unsent() == here.publishing.unsent("ACME") == f"3 to send to {target.host}"
    assert here.publishing.unsent("BETA") == ""
    assert here.publish().tally == Tally(1, 1, 1, 0)
    assert here.publishing.unsent() == f"all is sent to {target.host}"
    assert sorted(here.there(target).values()) == ["ACME: deep work", "ACME: one-to-one"]
    here.services.history.undo()
    assert here.publish().tally == Tally(new=1, same=2)


def test_a_change_on_the_server_is_shown_and_stays_until_one_chooses(here: Here) -> None:
    target = here.set_up()
    here.publish()
    uid = here.theirs(target, "focus block", "gym")
    done = here.publish()
    (conflict,) = done.conflicts
    assert (conflict.uid, conflict.why) == (uid, "changed on the server")
    assert conflict.ours == "ACME: focus block, 2026-11-24 09:00-11:00, again and again"
    assert conflict.theirs == "ACME: gym, 2026-11-24 09:00-11:00, again and again"
    assert here.publishing.rows()[0].conflicts == 1
    here.services.planning.edit_block(here.block, title="deep work")
    assert len(here.publish().conflicts) == 1, "a change here does not make it ours to overwrite"
    assert here.there(target)[uid] == "ACME: gym"

    assert here.publish(OURS).tally == Tally(changed=1, same=1)
    assert here.there(target)[uid] == "ACME: deep work"
    assert here.publish().is_done


def test_a_choice_for_theirs_is_kept_until_ours_changes(here: Here) -> None:
    target = here.set_up()
    here.publish()
    uid = here.theirs(target, "focus block", "gym")
    assert here.publish(THEIRS).is_done
    assert here.publish().is_done
    here.theirs(target, "gym", "sauna")
    assert here.publish().is_done
    here.services.planning.edit_block(here.block, title="deep work")
    assert [each.theirs.partition(",")[0] for each in here.publish().conflicts] == ["ACME: sauna"]
    assert here.there(target)[uid] == "ACME: sauna"


def test_what_was_taken_away_on_the_server_is_not_quietly_put_back(here: Here) -> None:
    target = here.set_up()
    here.publish()
    uid = next(uid for uid, held in here.there(target).items() if "focus" in held)
    assert here.radicale.ask(here.user, "DELETE", f"{target.url}{uid}.ics").ok
    (conflict,) = here.publish().conflicts
    assert (conflict.why, conflict.theirs) == ("taken away on the server", "")
    assert here.publish(THEIRS).is_done
    assert here.publish().is_done
    assert uid not in here.there(target)
    here.services.planning.edit_block(here.block, title="deep work")
    assert here.publish(OURS).tally == Tally(new=1, same=1)
    assert here.there(target)[uid] == "ACME: deep work"


def test_what_was_changed_there_and_deleted_here_is_a_choice_too(here: Here) -> None:
    target = here.set_up()
    here.publish()
    uid = here.theirs(target, "focus block", "gym")
    here.services.planning.delete_block(here.block)
    (conflict,) = here.publish().conflicts
    assert (conflict.why, conflict.ours) == ("changed on the server, gone here", "")
    assert uid in here.there(target)
    assert here.publish(OURS).tally == Tally(removed=1, same=1)
    assert uid not in here.there(target)


def test_events_of_others_are_left_alone(here: Here) -> None:
    target = here.set_up()
    foreign = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:dentist\r\nDTSTAMP:20261101T000000Z\r\n"
    foreign += b"DTSTART:20261201T090000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert here.radicale.ask(here.user, "PUT", f"{target.url}dentist.ics", foreign).ok
    here.publish()
    here.services.planning.delete_block(here.block)
    here.publish()
    assert sorted(here.there(target).values()) == ["ACME: Board pack due", "Dentist"]


def test_a_lost_answer_or_a_lost_state_is_found_again_without_a_question(here: Here) -> None:
    target = here.set_up()
    here.publish()
    here.publishing.setting_up.forget("ACME")
    here.set_up()
    assert here.publish().is_done
    assert here.publishing.rows()[0].events == 2
    assert len(here.there(target)) == 2


def test_the_busy_calendar_tells_only_when(here: Here) -> None:
    target = here.set_up(busy=True)
    done = here.publish(busy=True)
    assert done.tally.new == 24
    whole = here.radicale.ask(here.user, "GET", target.url).text
    assert [word for word in ("BETA", "secret", "Beta", "focus") if word in whole] == []
    assert set(here.there(target).values()) == {"Busy"}
    assert here.publish(busy=True).tally == Tally(same=24)
    here.plan("BETA", "more", 8)
    assert here.publish(busy=True).tally.new == 24
    assert (Path(here.services.data) / "publish" / "busy-for-ACME.json").read_text().count("BETA") == 0


def test_one_calendar_for_one_client(here: Here) -> None:
    target = here.set_up()
    with pytest.raises(FieldRefused, match="the calendar of ACME already"):
        here.set_up("BETA", url=target.url)
    with pytest.raises(FieldRefused, match="the calendar of ACME already"):
        here.set_up(busy=True, name="ACME")
    assert [each.key for each in here.publishing.targets()] == ["ACME"]


def test_setting_up_finds_a_calendar_by_name_and_keeps_what_was_sent(here: Here) -> None:
    target = here.set_up()
    here.publish()
    again = here.set_up(url=here.radicale.url, name="acme")
    assert again.url == target.url
    assert here.publish().tally == Tally(same=2)
    other = here.set_up(name="Elsewhere / 2")
    assert (other.url != target.url, other.name) == (True, "Elsewhere / 2")
    assert here.publish().tally == Tally(new=2)


def test_offline_it_waits_and_goes_out_with_the_next_try(here: Here) -> None:
    here.set_up()
    here.publish()
    here.plan("ACME", "one-to-one", 16)
    known = Publications(here.services.data)
    before = known.find("ACME")
    assert before is not None
    away = SimpleNamespace(url="http://127.0.0.1:9/x/")
    from dataclasses import replace

    known.keep(replace(before, target=replace(before.target, url=away.url)))
    with pytest.raises(Unreachable, match="kept for the next publishing"):
        here.publish()
    (row,) = here.publishing.rows()
    assert (row.pending, row.published_at) == (1, before.published_at)
    assert "cannot be reached" in row.trouble
    after = known.find("ACME")
    assert after is not None
    known.keep(replace(after, target=before.target))
    assert here.publish().tally == Tally(new=1, same=2)
    assert here.publishing.rows()[0].trouble == ""


def test_a_wrong_password_is_said_and_written_nowhere(here: Here) -> None:
    here.set_up()
    with pytest.raises(WrongPassword, match="does not know this user"):
        here.publishing.publish(here.publishing.targets("ACME")[0], Passwords(lambda _t: "hush-hush"))
    written = [path for path in Path(here.services.data).rglob("*") if path.is_file()]
    assert not [
        path
        for path in written
        if b"hush-hush" in path.read_bytes() or PASSWORD.encode() in path.read_bytes()
    ]


def test_what_is_known_is_private(here: Here) -> None:
    here.set_up()
    folder = Path(here.services.data) / "publish"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert here.services.examine() == ()


def test_a_line_that_breaks_in_the_middle_loses_nothing(here: Here) -> None:
    for hour in range(10, 16):
        here.plan("ACME", f"block {hour}", hour)
    target = here.set_up()
    asked = iter([False, False, False, True])
    done = here.publishing.publish(target, KNOWS, stop=lambda: next(asked))
    assert (done.tally.new, done.left) == (3, 5)
    assert (here.publishing.rows()[0].pending, len(here.there(target))) == (5, 3)
    assert here.publish().tally == Tally(new=5, same=3)


def test_an_event_that_the_server_refuses_does_not_stop_the_others(here: Here) -> None:
    with running_odd_server() as odd:
        multi = b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/c/</d:href>'
        multi += b"<d:propstat><d:prop><d:resourcetype><c:calendar/></d:resourcetype></d:prop>"
        multi += b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
        odd.answer = lambda handler: (
            handler.say(207, multi)
            if handler.method == "PROPFIND"
            else handler.say(
                413 if "PUT" in handler.method and b"due" in odd.told[-1].body else 201, ETag='"1"'
            )
        )
        here.set_up(url=f"{odd.url}c/")
        done = here.publish()
        assert done.tally.new == 1
        assert done.refused == (
            ("ACME: Board pack due, 2026-11-30", "the event is too large for the server (413)"),
        )
        assert "1 event was refused" in here.publishing.rows()[0].trouble
        odd.answer = lambda handler: handler.say(500)
        with pytest.raises(ServerTrouble, match="trouble of its own"):
            here.publish()


def test_two_at_once_do_not_publish_the_same_calendar(here: Here) -> None:
    target = here.set_up()
    known = Publications(here.services.data)
    with known.held("ACME"), pytest.raises(Refused, match="Another fractui is publishing ACME"):
        here.publishing.publish(target, KNOWS)


def test_a_damaged_file_is_named_and_not_written_over(here: Here) -> None:
    here.set_up()
    path = Path(here.services.data) / "publish" / "ACME.json"
    for broken in ("{", '{"target": 5}', path.read_text().replace("ACME", "BETA")):
        path.write_text(broken)
        with pytest.raises(Damaged, match=r"ACME\.json"):
            here.publish()
        assert path.read_text() == broken


def test_a_closed_client_is_not_published_with_the_others(here: Here) -> None:
    here.set_up()
    here.set_up("BETA")
    here.services.clients.close("BETA")
    assert [each.code for each in here.publishing.targets()] == ["ACME"]
    assert [(row.code, row.closed) for row in here.publishing.rows()] == [("ACME", False), ("BETA", True)]
    assert [each.code for each in here.publishing.targets("BETA")] == ["BETA"]
    here.publishing.setting_up.forget("beta")
    with pytest.raises(NotFound, match="fractui publish setup"):
        here.publishing.targets("BETA")
    with pytest.raises(NotFound):
        here.publishing.setting_up.forget("NOPE")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"user": "a:b"}, "user"),
        ({"user": " "}, "user"),
        ({"what": ("blocks", "dreams")}, "what"),
        ({"what": ()}, "what"),
        ({"password": COMMAND, "command": " "}, "command"),
        ({"url": "http://cal.example.com"}, "url"),
    ],
)
def test_what_cannot_be_set_up_says_which_field(here: Here, change: dict[str, object], field: str) -> None:
    plain: dict[str, object] = {"url": here.radicale.url, "user": "marta", "what": USUAL, "password": ASK}
    with pytest.raises(FieldRefused) as refused:
        here.publishing.setting_up.draft("ACME", **(plain | change))  # type: ignore[arg-type]
    assert refused.value.field == field


# -- passwords -----------------------------------------------------------------------------------

TARGET = Target("ACME", False, "https://cal.example.com/", "marta", "ACME", USUAL)


def test_a_command_prints_the_password() -> None:
    assert from_command("printf 'one two\\nmore'") == "one two"
    for command, word in [
        ("false", "exit code 1"),
        ("true", "gave no password"),
        ("sh -c 'echo locked >&2; exit 2'", "locked"),
        ("no-such-program-here x", "cannot be run"),
        ("'", "Write the command"),
    ]:
        with pytest.raises(FieldRefused, match=word) as refused:
            from_command(command)
        assert refused.value.field == "command"


def test_nobody_there_to_ask_is_a_refusal() -> None:
    with pytest.raises(Refused, match="nobody is there to ask"):
        Passwords(nobody).get(TARGET)


def test_the_keyring_keeps_it_for_that_server_alone() -> None:
    from dataclasses import replace

    target = replace(TARGET, password=KEYRING)
    held: dict[tuple[str, str], str] = {}

    ring = SimpleNamespace(
        set_password=lambda service, user, word: held.update({(service, user): word}),
        get_password=lambda service, user: held.get((service, user)),
    )
    passwords = Passwords(keyring=lambda: ring)  # type: ignore[arg-type,return-value]
    with pytest.raises(Refused, match="no password of marta for cal"):
        passwords.get(target)
    passwords.put(target, "word")
    assert held == {("fractui cal.example.com", "marta"): "word"}
    assert passwords.get(target) == "word"

    # A backend is a plug-in: it raises what its bus, its module or the keyring itself does.
    for error in (RuntimeError("no bus"), OSError(111, "refused"), ModuleNotFoundError("nowhere")):

        def broken(*_words: str, error: Exception = error) -> str:
            raise error

        ring.get_password = broken
        with pytest.raises(Refused, match="does not open"):
            passwords.get(target)


def test_a_keyring_that_forgets_is_not_set_up() -> None:
    ring = SimpleNamespace(set_password=lambda *_words: None, get_password=lambda *_words: None)
    with pytest.raises(Refused, match="keeps nothing"):
        Passwords(keyring=lambda: ring).put(TARGET, "word")  # type: ignore[arg-type,return-value]


def test_a_real_keyring_gives_back_what_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    keyring = pytest.importorskip("keyring")
    backend = pytest.importorskip("keyring.backend")

    held: dict[tuple[str, str], str] = {}
    methods = {
        "priority": 1.0,
        "get_password": lambda _self, service, user: held.get((service, user)),
        "set_password": lambda _self, service, user, word: held.update({(service, user): word}),
    }
    in_memory = type("InMemory", (backend.KeyringBackend,), methods)
    monkeypatch.setattr(keyring.core, "_keyring_backend", in_memory())
    target = replace(TARGET, password=KEYRING)
    Passwords().put(target, "s3cret ü")
    assert Passwords().get(target) == "s3cret ü"


def test_without_the_keyring_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    from dataclasses import replace

    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(Refused, match=r"fractui\[keyring\]"):
        Passwords().get(replace(TARGET, password=KEYRING))
