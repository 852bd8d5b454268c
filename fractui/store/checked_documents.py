"""What is wrong with the clients' documents: broken off, gone, or another client's (rows 003-03, 003-11)."""

# Speed: plain paths.
# ruff: noqa: PTH112

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from fractui.core.errors import StorageTrouble
from fractui.store.client_files import FOLDER, ClientFiles
from fractui.store.finding import HALF, LOST, PLACED, UNREAD, Finding
from fractui.store.layout import Place
from fractui.store.migrations import Migrations
from fractui.store.misplaced import ReadText, misplaced, raw_deliverables
from fractui.store.unfinished import left_copies


def checked_documents(
    places: Sequence[Place], migrations: Migrations, read_text: ReadText | None
) -> Iterator[Finding]:
    """Every document that is not as it should be; ``read_text`` reads them for the names of other clients."""
    for place in places:
        if place.code is not None:
            yield from _halves(place)
            try:
                yield from _lost(place, migrations)
            except StorageTrouble as error:
                yield Finding(UNREAD, f"{place.short}/{FOLDER}", error.sentence, "", place.code)
    try:
        yield from _misplaced(places, migrations, read_text)
    except StorageTrouble as error:
        yield Finding(UNREAD, "clients", error.sentence)


def _halves(place: Place) -> Iterator[Finding]:
    """Copies of documents that were broken off."""
    folder = f"{place.folder}/{FOLDER}"
    for name in left_copies(folder) if os.path.isdir(folder) else ():
        yield Finding(
            HALF, f"{place.short}/{FOLDER}/{name}", "the copying was broken off", "it is removed", place.code
        )


def _lost(place: Place, migrations: Migrations) -> Iterator[Finding]:
    """Documents that a deliverable has and the folder has not, or has something else in their place."""
    owed = [raw for raw in raw_deliverables(place, migrations) if raw.get("files")]
    there = frozenset(ClientFiles(place.folder).names()) if owed else frozenset[str]()
    for raw in owed:
        for name in raw["files"]:
            if name in there:
                continue
            path = f"{place.folder}/{FOLDER}/{name}"
            what = "is no regular file any more" if os.path.lexists(path) else "is not there any more"
            sentence = f"the document of “{raw.get('title', '')}” {what}; put it back from a copy of yours"
            yield Finding(LOST, f"{place.short}/{FOLDER}/{name}", sentence, "", place.code, name)


def _misplaced(
    places: Sequence[Place], migrations: Migrations, read_text: ReadText | None
) -> Iterator[Finding]:
    """Documents that speak of another client than the one they lie with."""
    for each in misplaced(places, migrations, read_text):
        says = "it names" if each.where == "name" else "its text names"
        ends = "move it to where it belongs" if each.where == "name" else "take that out, or move it there"
        sentence = f"{says} {each.code} and lies with {each.place.code}; {ends}"
        path = f"{each.place.short}/{FOLDER}/{each.name}"
        yield Finding(PLACED, path, sentence, "", each.place.code, each.name)
