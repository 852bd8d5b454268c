"""Calendars as other programs write them, cut down to what matters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from fractui.calendars.found import CalendarReading, Found, Reach
from fractui.calendars.reading import read_calendar
from fractui.core.zones import zone

NOW = datetime(2026, 11, 24, 14, 7, tzinfo=UTC)
REACH = Reach(NOW, NOW - timedelta(days=730), NOW + timedelta(weeks=12))

OUTLOOK = """
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DTSTART;TZID="W. Europe Standard Time":20260714T090000
DTEND;TZID="W. Europe Standard Time":20260714T100000
RRULE:FREQ=MONTHLY;COUNT=4;BYDAY=TU;BYSETPOS=2
SUMMARY;LANGUAGE=en-us:Board call
UID:040000008200E00074C5B7101A82E008
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
"""
EXCHANGE = """
PRODID:Microsoft Exchange Server 2010
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:exchange-1
DTSTART;TZID=Customized Time Zone:20260706T090000
DTEND;TZID=Customized Time Zone:20260706T093000
SUMMARY:Summer
END:VEVENT
BEGIN:VEVENT
UID:exchange-2
DTSTART;TZID=Customized Time Zone:20261109T090000
DTEND;TZID=Customized Time Zone:20261109T093000
RRULE:FREQ=WEEKLY;UNTIL=20261221T140000Z;INTERVAL=1;BYDAY=MO;WKST=SU
SUMMARY:Winter
END:VEVENT
"""
GOOGLE = """
PRODID:-//Google Inc//Google Calendar 70.9054//EN
X-WR-CALNAME:jo@practice.example
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261110T100000
DTEND;TZID=Europe/Berlin:20261110T110000
RRULE:FREQ=WEEKLY;BYDAY=TU
EXDATE;TZID=Europe/Berlin:20261117T100000
DTSTAMP:20261124T120000Z
ORGANIZER;CN=Lena:mailto:lena@acme.com
UID:google-series@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=jo@pra
 ctice.example;X-NUM-GUESTS=0:mailto:jo@practice.example
SEQUENCE:1
SUMMARY:Weekly sync\\, numbers
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20261202T150000
DTEND;TZID=Europe/Berlin:20261202T160000
UID:google-series@google.com
RECURRENCE-ID;TZID=Europe/Berlin:20261201T100000
SUMMARY:Weekly sync\\, numbers
END:VEVENT
BEGIN:VEVENT
DTSTART:20261120T080000Z
DTEND:20261120T090000Z
UID:google-declined@google.com
ATTENDEE;PARTSTAT=DECLINED:mailto:jo@practice.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:lena@acme.com
SUMMARY:Not mine
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261225
DTEND;VALUE=DATE:20261226
UID:google-day@google.com
SUMMARY:Christmas
END:VEVENT
"""
APPLE = """
PRODID:-//Apple Inc.//macOS 15.1//EN
X-APPLE-CALENDAR-COLOR:#1BADF8
BEGIN:VEVENT
UID:6A0B9E1C-APPLE
DTSTART;TZID=America/New_York:20261105T140000
DURATION:PT45M
SUMMARY:Coaching
STATUS:CANCELLED
SEQUENCE:2
END:VEVENT
BEGIN:VEVENT
UID:7B-APPLE
DTSTART;TZID=America/New_York:20261106T140000
DURATION:PT45M
SUMMARY:Coaching
LOCATION:Room 1\\nFloor 2
END:VEVENT
"""
THUNDERBIRD = """
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
BEGIN:VTODO
UID:todo-1
SUMMARY:Call back
END:VTODO
BEGIN:VEVENT
UID:tb-1
DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261112T083000
DTEND;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261112T093000
SUMMARY:Breakfast
CATEGORIES:Clients,Out\\, about
END:VEVENT
BEGIN:VJOURNAL
UID:journal-1
END:VJOURNAL
"""
NEXTCLOUD = """
PRODID:-//IDN nextcloud.com//Calendar app 5.0.0//EN
BEGIN:VEVENT
CREATED:20261101T080000Z
DTSTAMP:20261101T080001Z
LAST-MODIFIED:20261101T080001Z
SEQUENCE:2
UID:nc-1
DTSTART;TZID=Europe/Berlin:20261126T090000
DTEND;TZID=Europe/Berlin:20261126T100000
STATUS:CONFIRMED
SUMMARY:Deep dive
RRULE:FREQ=DAILY;COUNT=3
RDATE;TZID=Europe/Berlin:20261204T090000
END:VEVENT
BEGIN:VEVENT
UID:nc-2
SEQUENCE:1
DTSTART:20261113T090000Z
DTEND:20261113T100000Z
SUMMARY:old
END:VEVENT
BEGIN:VEVENT
UID:nc-2
SEQUENCE:3
DTSTART:20261113T100000Z
DTEND:20261113T110000Z
SUMMARY:new
END:VEVENT
"""


def calendar(text: str, end: str = "\r\n") -> bytes:
    """A calendar file of these lines."""
    return end.join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", *text.strip().splitlines(), "END:VCALENDAR", ""]
    ).encode()


def event(
    uid: str = "one", start: str = "20261120T090000Z", end: str = "20261120T100000Z", *more: str
) -> str:
    """An event, its lines joined."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTART:{start}",
        f"DTEND:{end}",
        "SUMMARY:Meeting",
        *more,
        "END:VEVENT",
    ]
    return "\n".join(lines)


def read(text: str, where: str = "", reach: Reach = REACH) -> CalendarReading:
    """What a calendar of these lines gives; ``where`` is the zone of floating times."""
    return read_bytes(calendar(text), zone(where) if where else None, reach)


def read_bytes(data: bytes, where: tzinfo | None = None, reach: Reach = REACH) -> CalendarReading:
    """What a file gives."""
    return read_calendar(data, "cal.ics", reach, where, ("Europe/Berlin",))


def brief(one: Found) -> tuple[str, str]:
    """A row as its start and what is wrong or becomes of it."""
    kind = (
        one.trouble.value
        if one.trouble is not None
        else "series"
        if one.block and one.block.repeats
        else "time"
    )
    return f"{one.start:%Y-%m-%d %H:%M}" if one.start else "", kind
