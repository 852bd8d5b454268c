"""What completion scripts ask for quietly, at the moment when it is wanted: clients' codes, and the ids of what there is."""

from __future__ import annotations

from fractui.core.errors import FractuiError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fractui.cli.shell import Shell

CODES = "--codes"
"""The quiet word for the clients' codes."""
IDS = "--ids"
"""The quiet word for ids; one of ``KINDS`` follows."""
KINDS = ("entries", "deliverables", "blocks", "priorities")
LATEST = 30
"""So many entries are offered; who wants an older one has looked for it in the log."""


def codes_at_once(words: Sequence[str], environ: Mapping[str, str] | None) -> bool:
    """Answer for the codes without opening the practice; False where that takes it."""
    if words != [CODES]:
        return False
    from fractui.folders import Folders
    from fractui.store.lean import open_codes

    found = open_codes(Folders(None, environ).data)
    if found is not None and found:
        print("\n".join(found))
    return found is not None


def print_candidates(words: Sequence[str], shell: Shell) -> bool:
    """Answer what a script asks; False when the words ask for nothing of that kind. Trouble is kept quiet: nothing is offered then."""
    if words == [CODES]:
        print("\n".join(shell.services.practice.codes()))
        return True
    if len(words) != 2 or words[0] != IDS or words[1] not in KINDS:
        return False
    try:
        for id, about in _listed(shell, words[1]):  # noqa: A001 - the field's word
            print(f"{id[:8]}\t{about}")
    except FractuiError:
        return True
    return True


def _listed(shell: Shell, kind: str) -> Iterator[tuple[str, str]]:
    """Ids with a few words for each, as the shells that show them do."""
    from fractui.core.text import safe
    from fractui.core.wording import moment_word
    from fractui.services.whose import all_portals, open_portals

    practice = shell.services.practice
    if kind == "entries":
        entries = [entry for portal in all_portals(practice) for entry in portal.latest(LATEST)]
        entries.sort(key=lambda each: (each.start, each.id), reverse=True)
        for each in entries[:LATEST]:
            when = moment_word(shell.local(each.start), shell.today)
            yield each.id, safe(f"{each.who} {when} {each.note[:40]}".rstrip())
    elif kind == "deliverables":
        for portal in open_portals(practice):
            for owed in portal.owed():
                yield owed.id, safe(f"{owed.client} {owed.title[:40]}, due {owed.due}")
    elif kind == "priorities":
        from fractui.core.priority import Priority, ranked

        for portal in open_portals(practice):
            for place, one in enumerate(ranked(portal.documents(Priority)), 1):
                yield one.id, safe(f"{portal.code} {place} {one.text[:40]}")
    else:
        for portal in (*open_portals(practice), practice.own):
            for block in portal.blocks():
                yield block.id, safe(f"{block.client or 'own'} {block.title[:40]}")
