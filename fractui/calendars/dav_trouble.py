"""What can go wrong with a calendar server, each with the one sentence that a person reads.

Importable without any network library.
"""

from __future__ import annotations

from fractui.core.errors import Refused


class ServerTrouble(Refused):
    """The server did not do what was asked for; what was not sent is sent by the next publishing."""


class Unreachable(ServerTrouble):
    """The server did not answer: one is offline, or it is."""


class WrongPassword(ServerTrouble):
    """The server does not know this user with this password."""


class EventRefused(ServerTrouble):
    """The server does not take one event; others it may."""


class ChangedThere(ServerTrouble):
    """The server's copy of an event is not the one that was to be replaced."""


class NoSuchThing(ServerTrouble):
    """The server has nothing at that address."""


class CannotDo(ServerTrouble):
    """The server does not know this kind of request there."""


def offline(host: str) -> Unreachable:
    """Nobody answers."""
    return Unreachable(f"{host} cannot be reached; what was not sent is kept for the next publishing.")


def slow(host: str) -> Unreachable:
    """Somebody answers too slowly, or not at all."""
    return Unreachable(f"{host} took too long to answer; what was not sent is kept for the next publishing.")


def uncertified(host: str) -> Unreachable:
    """It is not proved who answers, so nothing was sent."""
    return Unreachable(
        f"The certificate of {host} cannot be verified, so nothing was sent; see that the address is right "
        "and this computer's clock too."
    )


def elsewhere(host: str, target: str) -> ServerTrouble:
    """The server points to another one, which is not given the password."""
    return ServerTrouble(
        f"{host} sends on to {target}, to which your password is not given; if you trust it, set that address up."
    )


def too_large(host: str, limit: int) -> ServerTrouble:
    """The answer is larger than any calendar's can be."""
    return ServerTrouble(
        f"{host} answered with more than {limit // 1_000_000} MB, which was not read; see that the address is a calendar's."
    )


def senseless(host: str) -> ServerTrouble:
    """The answer is none that a calendar server gives."""
    return ServerTrouble(
        f"{host} did not answer as a calendar server does; see that the address is the one for CalDAV."
    )


def trouble_of(status: int, host: str, said: bytes = b"", *, of_event: bool = False) -> ServerTrouble:
    """The sentence for an HTTP ``status`` that is not the one that was to come.

    ``said`` is the beginning of what came with it; ``of_event`` says that one event was asked about, not a calendar.
    """
    if status == 401:
        return WrongPassword(f"{host} does not know this user with this password; set them up again.")
    if status < 300 and not of_event:
        return senseless(host)
    if of_event and status == 412:
        return ChangedThere(f"{host} has another version of the event by now; publish again to choose.")
    if of_event and status == 403 and b"uid-conflict" in said:
        return EventRefused("another calendar of this account has the event already; take it out there")
    if status in _TROUBLE:
        kind, sentence = _TROUBLE[status]
        return kind(sentence.format(host=host))
    if of_event and status in _OF_ONE_EVENT:
        return EventRefused(_OF_ONE_EVENT[status])
    if status >= 500:
        return ServerTrouble(
            f"{host} has trouble of its own ({status}); what was not sent is kept for the next publishing."
        )
    return ServerTrouble(f"{host} refused with {status}; see that the address is a calendar's.")


_LATER = "{host} wants to be left alone for a while; what was not sent is kept for the next publishing."
_TROUBLE: dict[int, tuple[type[ServerTrouble], str]] = {
    403: (
        ServerTrouble,
        "{host} does not let this user write there; choose another calendar, or ask whoever runs the server.",
    ),
    404: (NoSuchThing, "{host} has no calendar at this address any more; set it up again."),
    405: (CannotDo, "{host} does not do this at this address; see that it is the one for CalDAV."),
    410: (NoSuchThing, "{host} has no calendar at this address any more; set it up again."),
    429: (ServerTrouble, _LATER),
    501: (CannotDo, "{host} does not do this at this address; see that it is the one for CalDAV."),
    503: (ServerTrouble, _LATER),
    507: (ServerTrouble, "{host} has no room left for this user; make some there, then publish again."),
}
_OF_ONE_EVENT = {
    400: "the server finds the event wrong (400)",
    409: "the server has the event under another name already (409); take it out there",
    413: "the event is too large for the server (413)",
    415: "the server does not take such events (415)",
    422: "the server finds the event wrong (422)",
}
