"""The kept examples as ical.js expands them, the library of Thunderbird and Nextcloud, by the file's own zones alone.

It is asked only where it is: ``FRACTUI_ICALJS`` names a folder with ``node_modules/ical.js``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.calendars.calendar_samples import Seen, cases, seen

FOLDER = os.environ.get("FRACTUI_ICALJS", "")
FIRST, LAST = date(2026, 1, 1), date(2027, 6, 1)
ASK = """
import fs from 'node:fs';
const [, , library, from, to, ...files] = process.argv;
const ICAL = (await import(library)).default;
const told = (event, start, end) => ({uid: event.uid, start: start.toUnixTime(), end: end.toUnixTime(), summary: event.summary,
  cancelled: event.component.getFirstPropertyValue('status') === 'CANCELLED'});
console.log(JSON.stringify(files.map(file => {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, 'utf8')));
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents('vtimezone').forEach(zone => ICAL.TimezoneService.register(zone));
  const events = calendar.getAllSubcomponents('vevent').map(each => new ICAL.Event(each));
  const found = [];
  for (const event of events.filter(each => !each.isRecurrenceException())) {
    if (!event.isRecurring()) { found.push(told(event, event.startDate, event.endDate)); continue; }
    events.filter(each => each.isRecurrenceException() && each.uid === event.uid).forEach(each => event.relateException(each));
    const times = event.iterator();
    for (let time = times.next(); time && time.toUnixTime() < to; time = times.next()) {
      const one = event.getOccurrenceDetails(time);
      found.push(told(one.item, one.startDate, one.endDate));
    }
  }
  return found.filter(one => one.end > from && one.start < to && !one.cancelled);
})));
"""


@pytest.mark.skipif(not (FOLDER and shutil.which("node")), reason="ical.js is not here")
def test_thunderbirds_library_shows_the_same(tmp_path: Path) -> None:
    script = tmp_path / "ask.mjs"
    script.write_text(ASK)
    timed = {name: data for name, data in cases().items() if name not in ("due", "tasks")}
    files = {name: tmp_path / f"{name}.ics" for name in timed}
    for name, path in files.items():
        path.write_bytes(timed[name])
    library = (Path(FOLDER) / "node_modules" / "ical.js" / "dist" / "ical.js").resolve().as_uri()
    bounds = [
        str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())) for day in (FIRST, LAST)
    ]
    asked = ["node", str(script), library, *bounds, *map(str, files.values())]
    answer = json.loads(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)
    assert len(answer) == len(files)
    for name, found in zip(files, answer, strict=True):
        theirs: set[Seen] = {
            (
                each["uid"],
                datetime.fromtimestamp(each["start"], UTC),
                datetime.fromtimestamp(each["end"], UTC),
                each["summary"],
            )
            for each in found
        }
        assert theirs == seen(timed[name], FIRST, LAST), name
