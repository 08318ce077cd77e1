"""Reads calendars as two client libraries do, and holds them to RFC 5545 with one that validates.

Prints, for each file, its events by both readers: UID, day, SEQUENCE, reminders; fails on a fault.
"""

import json
import sys

import icalendar
import vobject

out = []
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        data = file.read()
    lines = data.split(b"\r\n")
    assert data.endswith(b"\r\n") and not any(b"\n" in line for line in lines), "lines end in CRLF"
    assert all(len(line) <= 75 for line in lines), "no line is longer than 75 octets"
    text = data.decode("utf-8")
    parsed = icalendar.Calendar.from_ical(data)
    first = []
    for event in parsed.walk("VEVENT"):
        assert not event.errors, event.errors
        first.append(
            {
                "uid": str(event["UID"]),
                "day": event.decoded("DTSTART").isoformat(),
                "end": event.decoded("DTEND").isoformat(),
                "sequence": int(event["SEQUENCE"]),
                "summary": str(event["SUMMARY"]),
                "alarms": [
                    (event.decoded("DTSTART"), alarm.decoded("TRIGGER").total_seconds())[1]
                    for alarm in event.walk("VALARM")
                ],
            }
        )
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    second = [
        {"uid": event.uid.value, "day": event.dtstart.value.isoformat(), "summary": event.summary.value}
        for event in calendar.vevent_list
    ]
    for event in calendar.vevent_list:
        event.validate(raiseException=True)
    out.append({"file": path, "icalendar": first, "vobject": second})
json.dump(out, sys.stdout, ensure_ascii=False)
