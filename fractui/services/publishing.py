"""Publishing calendars to a CalDAV server: one calendar a client, or a busy one, each with its own address (row 000-30).

What is sent is the difference to what was sent last, so that whatever did not go through is sent by the next try.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from fractui.core.errors import FractuiError, NotFound
from fractui.core.publication import Do, Publication, Target, key_of, pending
from fractui.services.exporting import Exporting
from fractui.services.passwords import Passwords
from fractui.services.publication_setup import SettingUp
from fractui.services.views.importing import Progress
from fractui.services.views.publishing import Conflict, Published, Tally, TargetRow
from fractui.services.whose import known_code
from fractui.store.practice import Practice
from fractui.store.publications import Publications

if TYPE_CHECKING:
    from fractui.calendars.dav_server import Patience
    from fractui.calendars.objects import CalendarObject
    from fractui.calendars.publisher import Clash, Publisher

Choose = Callable[[str], str]
Tell = Callable[[Progress], None]
Stop = Callable[[], bool]


def nothing_chosen(_uid: str) -> str:
    """Leave every choice open."""
    return ""


def no_word(_progress: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False


class Publishing:
    """The practice's published calendars. ``patience`` bounds how long a server may take; tests give less."""

    def __init__(self, practice: Practice, exporting: Exporting, patience: Patience | None = None) -> None:
        self._practice = practice
        self._exporting = exporting
        self._patience = patience
        self._known = Publications(practice.root)

    @property
    def setting_up(self) -> SettingUp:
        """Setting calendars up, and forgetting them."""
        return SettingUp(self._practice, self._known, self._patience)

    # -- what there is -------------------------------------------------------------------------

    def unsent(self, code: str | None = None) -> str:
        """What waits to be published of all open clients or of one, in words; empty where nothing is published."""
        try:
            known = [each for each in self._known.all() if code in (None, each.target.code)]
            rows = [row for row in map(self._row, known) if not row.closed]
        except FractuiError as error:
            return error.sentence
        if not rows:
            return ""
        count = sum(row.pending for row in rows)
        hosts = ", ".join(dict.fromkeys(row.host for row in rows))
        return f"{count:,} to send to {hosts}" if count else f"all is sent to {hosts}"

    def rows(self) -> list[TargetRow]:
        """Every target, with what the next publishing would send.

        Raises:
            Damaged: what is known of a target cannot be read.
        """
        return [self._row(each) for each in self._known.all()]

    def _row(self, known: Publication) -> TargetRow:
        target = known.target
        color, due = "", 0
        there = target.code in (*self._practice.codes(), *self._practice.closed_codes())
        if there:
            color = self._practice.portal(target.code).client().color
            objects, _ = self._objects(known)
            due = pending({each.uid: each.digest for each in objects}, known.by_uid)
        return TargetRow(
            target.code,
            color,
            target.busy,
            target.url,
            target.user,
            target.name,
            target.host,
            "when you are taken" if target.busy else ", ".join(target.what),
            target.password,
            len(known.sent),
            due,
            known.conflicts,
            known.published_at,
            known.trouble,
            closed=target.code not in self._practice.codes(),
            command=target.command,
        )

    # -- publishing ----------------------------------------------------------------------------

    def targets(self, code: str | None = None, *, busy: bool | None = False) -> list[Target]:
        """The targets that are meant: one client's, or every open client's; ``busy`` ones, others, or both (None).

        Raises:
            NotFound: no client has that code, or it was never set up.
        """
        if code is not None:
            return [self._find(code, busy=bool(busy)).target]
        open_ones = self._practice.codes()
        every = [each.target for each in self._known.all()]
        return [each for each in every if each.code in open_ones and busy in (None, each.busy)]

    @staticmethod
    def is_about_server(error: FractuiError) -> bool:
        """Whether trouble with one calendar is trouble with all of its server, which is not asked again then."""
        from fractui.calendars.dav_trouble import Unreachable, WrongPassword

        return isinstance(error, (Unreachable, WrongPassword))

    def publish(
        self,
        target: Target,
        passwords: Passwords,
        choose: Choose = nothing_chosen,
        *,
        secret: str = "",
        dry_run: bool = False,
        tell: Tell = no_word,
        stop: Stop = never,
    ) -> Published:
        """Send what has changed since the last time. What was changed on the server too waits for a choice.

        Args:
            target: one of ``targets``.
            passwords: where the password comes from.
            choose: by an event's UID, ``THEIRS`` or ``OURS``; empty leaves it as it is on both sides.
            secret: the password, where a person gave it just now.
            dry_run: only look and count.
            tell: is told how far it is.
            stop: says that it is to stop after the event that is under way.

        Raises:
            NotFound: it is not set up any more.
            ServerTrouble: the server does not answer, or refuses everything; the rest is sent by the next publishing.
        """
        with self._known.held(target.code, busy=target.busy):
            known = self._find(target.code, busy=target.busy)
            objects, memory = self._objects(known)
            tried = replace(known, tried_at=self._practice.now())
            try:
                publisher = self._sent(
                    tried, objects, memory, choose, secret or passwords.get(known.target), dry_run, tell, stop
                )
            except FractuiError as error:
                if not dry_run:
                    # What went out before the trouble is kept already.
                    last = self._known.find(target.code, busy=target.busy) or tried
                    self._known.keep(replace(last, tried_at=tried.tried_at, trouble=error.sentence))
                raise
        named = "" if target.busy else self._exporting.named(target.code, target.what)
        return replace(_published(known.target, publisher, len(objects), dry_run=dry_run), note=named)

    def _sent(
        self,
        known: Publication,
        objects: Sequence[CalendarObject],
        memory: str,
        choose: Choose,
        secret: str,
        dry_run: bool,
        tell: Tell,
        stop: Stop,
    ) -> Publisher:
        """Send; whatever happens meanwhile, what the server has of us is kept."""
        from fractui.calendars.dav_server import Login, Server
        from fractui.calendars.publisher import Publisher
        from fractui.calendars.remote_calendar import RemoteCalendar

        target = known.target
        with closing(Server(target.url, Login(target.user, secret), self._patience)) as server:
            publisher = Publisher(RemoteCalendar(server, target.url), known.sent, choose, dry=dry_run)
            try:
                publisher.run(objects, lambda done, of: tell(Progress(target.key, done, of)), stop)
            finally:
                if not dry_run:
                    whole = not (publisher.left or publisher.refused)
                    self._known.keep(
                        replace(
                            known,
                            sent=tuple(publisher.sent.values()),
                            published_at=known.tried_at if whole else known.published_at,
                            trouble=_left_over(publisher),
                            conflicts=len(publisher.clashes),
                            memory=memory,
                        )
                    )
        return publisher

    def _objects(self, known: Publication) -> tuple[list[CalendarObject], str]:
        """What a target's calendar is to hold, and a busy one as it is to be remembered."""
        target = known.target
        if not target.busy:
            return self._exporting.objects(target.code, target.what), ""
        from fractui.calendars.export import PRODID
        from fractui.calendars.objects import taken_apart

        data, _ = self._exporting.busy.data(target.code, None, known.memory.encode())
        return list(taken_apart(data, PRODID)), data.decode()

    def _find(self, code: str, *, busy: bool) -> Publication:
        code = known_code(self._practice, code)
        known = self._known.find(code, busy=busy)
        if known is None:
            more = " --busy" if busy else ""
            raise NotFound(
                f"{key_of(code, busy=busy)} is not published; set it up with: fractui publish setup {code}{more} --url …"
            )
        return known


def _left_over(publisher: Publisher) -> str:
    if publisher.refused:
        count = len(publisher.refused)
        return (
            f"{'1 event was' if count == 1 else f'{count} events were'} refused: {publisher.refused[0][1]}."
        )
    return f"{publisher.left} were not come to." if publisher.left else ""


def _published(target: Target, publisher: Publisher, events: int, *, dry_run: bool) -> Published:
    counts = publisher.counts
    new, changed, removed = counts[Do.CREATE], counts[Do.UPDATE], counts[Do.DELETE]
    odd = len(publisher.clashes) + len(publisher.refused) + publisher.left
    tally = Tally(new, changed, removed, max(0, events - new - changed - odd))
    from fractui.calendars.objects import in_words

    return Published(
        target.code,
        target.busy,
        target.name,
        target.host,
        tally,
        tuple(_conflict(each) for each in publisher.clashes),
        tuple((in_words(each.data), why) for each, why in publisher.refused),
        publisher.left,
        dry_run,
    )


def _conflict(clash: Clash) -> Conflict:
    ours, theirs = clash.words
    if clash.theirs is None:
        why = "taken away on the server"
    elif clash.ours is None:
        why = "changed on the server, gone here"
    else:
        why = "changed on the server"
    return Conflict(clash.uid, why, ours, theirs)
