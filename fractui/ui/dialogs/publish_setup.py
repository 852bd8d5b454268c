"""Where a client's calendar is published; saving tests the connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused
from fractui.core.publication import ASK, COMMAND, KEYRING, KINDS, USUAL, checked_address
from fractui.core.text import safe
from fractui.services.views.publishing import TargetRow
from fractui.ui.dialogs.form import Field, Form, Save, Values

BUSY = "busy"
"""What is typed for the calendar that tells only when one is taken."""
SECRET = "secret"  # noqa: S105 - a field's name


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form says; ``what`` is empty for a busy calendar, ``secret`` where nothing was typed."""

    code: str
    busy: bool
    what: tuple[str, ...]
    url: str
    user: str
    name: str
    source: str
    command: str
    secret: str


class PublishSetup(Form):
    """Asks for the server; the password is not shown and kept nowhere by fractui."""

    FOOT = "enter tests the connection and saves   tab next field   esc leave it"

    def __init__(self, fields: tuple[Field, ...], save: Save) -> None:
        super().__init__("Publish a calendar", fields, save)

    def _input(self, field: Field) -> Input:
        entry = super()._input(field)
        entry.password = field.name == SECRET
        return entry

    def testing(self, host: str) -> None:
        """Say that the server is being asked."""
        foot = self.query_one("#foot", Static)
        foot.remove_class("-bad")
        foot.update(Content(safe(f"Testing the connection to {host} …")))


class PasswordPrompt(Form):
    """Asks for the password of a server."""

    FOOT = "enter goes on   esc leaves it"

    def __init__(self, user: str, host: str, save: Save) -> None:
        super().__init__(f"Password of {user} at {host}", (Field(SECRET, "Password"),), save)

    def _input(self, field: Field) -> Input:
        entry = super()._input(field)
        entry.password = True
        return entry


def setup_fields(
    codes: tuple[str, ...], code: str, old: TargetRow | None, near: TargetRow | None
) -> tuple[Field, ...]:
    """The form's fields; ``old`` is what is set up again, ``near`` another calendar whose server is offered."""
    known = old or near
    what = (BUSY if old.busy else old.what) if old else ", ".join(USUAL)
    source = (known.command or known.password) if known else ""
    return (
        Field("code", "Client", old.code if old else code, "ACME", _whose(codes), codes),
        Field("what", "What", what, f"{', '.join(KINDS)}; or {BUSY} alone", _kinds),
        Field("url", "Server", _address(old, near), "https://cal.example.com/", checked_address),
        Field("user", "Your name there", known.user if known else "", "marta"),
        Field("name", "Calendar", old.name if old else "", "the client's code, made if need be"),
        Field(
            "source",
            "Password from",
            "" if source == ASK else source,
            "empty: asked; keyring; or a command",
            _source,
            (KEYRING,),
        ),
        Field(SECRET, "Password", "", "empty where a command prints it"),
    )


def wanted(values: Values) -> Wanted:
    """What the filled form means.

    Raises:
        FieldRefused: there is no password to test the connection with.
    """
    kinds = tuple(part.strip().lower() for part in values["what"].split(",") if part.strip())
    busy = kinds == (BUSY,)
    source = values["source"].strip()
    plain = source.lower() in ("", ASK, KEYRING)
    if source.lower() in ("", ASK) and not values[SECRET]:
        raise FieldRefused(
            SECRET, "Write the password; it is asked each time where no keyring or command is named."
        )
    return Wanted(
        values["code"].strip().upper(),
        busy,
        () if busy else kinds,
        values["url"],
        values["user"].strip(),
        values["name"],
        (source.lower() or ASK) if plain else COMMAND,
        "" if plain else source,
        values[SECRET],
    )


def _address(old: TargetRow | None, near: TargetRow | None) -> str:
    """The calendar's own address, or of another one's the server: that calendar is for its client alone."""
    if old is not None:
        return old.url
    return f"{near.url.partition('://')[0]}://{near.host}/" if near is not None else ""


def _whose(codes: tuple[str, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text.strip().upper() not in codes:
            raise FieldRefused("code", f"No client has that code; there are {', '.join(codes)}.")
        return ""

    return check


def _kinds(text: str) -> str:
    kinds = [part.strip().lower() for part in text.split(",") if part.strip()]
    if kinds == [BUSY]:
        return "when you are taken by others, and nothing else"
    odd = [kind for kind in kinds if kind not in KINDS]
    if odd or not kinds:
        raise FieldRefused("what", f"Write some of {', '.join(KINDS)}, or {BUSY} alone.")
    return "every entry is an event: there may be thousands" if "time" in kinds else ""


def _source(text: str) -> str:
    text = text.strip()
    if text.lower() in ("", ASK):
        return "asked each time"
    return "the system's keyring" if text.lower() == KEYRING else "what this command prints"
