"""What is wrong with the clients' documents: broken off, gone, or another client's (rows 003-03, 003-11)."""

# Speed: plain paths.
# ruff: noqa: PTH112

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from fractui.core.errors import StorageTrouble
from fractui.store.client_files import FOLDER, ClientFiles
from fractui.store.finding import HALF, LOST, PLACED, THAWED, UNREAD, Finding
from fractui.store.layout import Place
from fractui.store.migrations import Migrations
from fractui.store.misplaced import ReadText, misplaced, raw_deliverables, sent_documents
from fractui.store.unfinished import left_copies


def checked_documents(
    places: Sequence[Place], migrations: Migrations, read_text: ReadText | None
) -> Iterator[Finding]:
    """Every document that is not as it should be; ``read_text`` reads them for the names of other clients."""
    readable: list[Place] = []
    for place in places:
        if place.code is not None:
            yield from _halves(place)
            try:
                yield from _lost(place, migrations)
                yield from _thawed(place, migrations)
            except StorageTrouble as error:
                yield Finding(UNREAD, f"{place.short}/{FOLDER}", error.sentence, "", place.code)
            else:
                readable.append(place)
    yield from _misplaced(places, migrations, read_text, readable)


def _halves(place: Place) -> Iterator[Finding]:
    """Copies of documents that were broken off."""
    folder = f"{place.folder}/{FOLDER}"
    for name in left_copies(folder) if os.path.isdir(folder) else ():
        yield Finding(
            HALF, f"{place.short}/{FOLDER}/{name}", "the copying was broken off", "it is removed", place.code
        )


def _lost(place: Place, migrations: Migrations) -> Iterator[Finding]:
    """Documents that a deliverable has and the folder has not, or has something else in their place."""
    there = frozenset(ClientFiles(place.folder).names())
    for raw in (each for each in raw_deliverables(place, migrations) if each.get("files")):
        for name in raw["files"]:
            if name in there:
                continue
            path = f"{place.folder}/{FOLDER}/{name}"
            what = "is no regular file any more" if os.path.lexists(path) else "is not there any more"
            sentence = f"the document of “{raw.get('title', '')}” {what}; put it back from a copy of yours"
            yield Finding(LOST, f"{place.short}/{FOLDER}/{name}", sentence, "", place.code, name)


def _thawed(place: Place, migrations: Migrations) -> Iterator[Finding]:
    """Documents that were delivered and can be written to, as after a copy from elsewhere (row 003-26)."""
    files = ClientFiles(place.folder)
    sent = sent_documents(place, migrations)
    for name in files.names() if sent else ():
        if name in sent and files.can_be_written(name):
            path = f"{place.short}/{FOLDER}/{name}"
            yield Finding(
                THAWED,
                path,
                "it was delivered and can be written to",
                "nobody can any more",
                place.code,
                name,
            )


def _misplaced(
    places: Sequence[Place], migrations: Migrations, read_text: ReadText | None, readable: Sequence[Place]
) -> Iterator[Finding]:
    """Documents in the ``readable`` ones of the places that speak of another client than the one they lie with."""
    for each in misplaced(places, migrations, read_text, readable):
        says = "it names" if each.where == "name" else "its text names"
        ends = "move it to where it belongs" if each.where == "name" else "take that out, or move it there"
        sentence = f"{says} {each.code} and lies with {each.place.code}; {ends}"
        path = f"{each.place.short}/{FOLDER}/{each.name}"
        yield Finding(PLACED, path, sentence, "", each.place.code, each.name)
