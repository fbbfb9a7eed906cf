#!/usr/bin/env python3
"""Counts what a ServiceNow audit export says, without any of Logbook's code.

The import's figures are compared with these. Python's standard library only; .zst files are opened by the zstd command.

    servicenow_counts.py FILE [--at d/m/yyyy HH:MM]...

Prints one JSON object. Times are those of the export, in whatever zone it was written.

Of each incident the rows are taken by sys_updated_at, equal times in the order of the file. The first row logs the
incident. What a row says that the row before did not is an event:

    incident_state    to Active: work started, after Awaiting ... also resumed (work that began before the wait is not
                      started again); to Awaiting ...: pended; to Resolved, to Closed: that. Back from there to an open
                      state, or from Active to New, without reopen_count: only the source's word
    reopen_count      rises: reopened; whatever state the row gives is then entered afresh
    resolved_at       equals a row's own time though the row before was Resolved too: resolved again; closed_at alike
    assignment_group, assigned_to
                      the first value: assigned; a person for whom the group waited: assigned; else reassigned
    category, subcategory, u_symptom          categorised
    impact, urgency, priority                 prioritised
    problem_id, rfc, caused_by, vendor        linked (each code once), cause confirmed, supplier engaged
"""

import argparse
import collections
import csv
import datetime
import io
import json
import subprocess
import sys

OPEN_ON = ("Active", "New", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Change",
           "Awaiting Evidence")
KNOWN = OPEN_ON + ("Resolved", "Closed")
DONE = ("Resolved", "Closed")


def open_text(path):
    if path.endswith(".zst"):
        return io.StringIO(subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout.decode())
    return open(path, encoding="utf-8-sig", newline="")


def moment(text):
    return None if text == "?" else datetime.datetime.strptime(text, "%d/%m/%Y %H:%M")


def known(text):
    return None if text == "?" else text


def histories(path):
    """The rows of each incident by time; Python's sort keeps the file's order where times are equal."""
    rows = collections.defaultdict(list)
    with open_text(path) as text:
        for row in csv.DictReader(text):
            row["at"] = moment(row["sys_updated_at"])
            rows[row["number"]].append(row)
    for history in rows.values():
        history.sort(key=lambda row: row["at"])
    return rows


class Walk:
    """Walks through one incident's rows and names the events."""

    def __init__(self):
        self.links = set()
        self.cause = self.vendor = None
        self.assigned_ever = False
        self.working = False       # work has begun since the incident was logged or last reopened
        self.state = "New"         # the last state that is on the list
        self.resolved = self.closed = None
        self.before = None

    def events(self, row):
        first = self.before is None
        before = self.before or collections.defaultdict(lambda: "?")
        found = ["IncidentLogged"] if first else []
        reopened = not first and int(row["reopen_count"]) > int(before["reopen_count"])
        if reopened:
            found.append("IncidentReopened")
            self.working, self.state = False, "New"
        found += self.classification(row, before) + self.assignment(row, before) + self.relations(row)
        found += self.transition(row, before, reopened)
        self.before = row
        return found

    def classification(self, row, before):
        found = []
        columns = ("category", "subcategory", "u_symptom")
        if row["category"] != "?" and any(row[c] != before[c] for c in columns):
            found.append("IncidentCategorised")
        columns = ("impact", "urgency", "priority")
        if all(row[c] != "?" for c in columns) and any(row[c] != before[c] for c in columns):
            found.append("IncidentPrioritised")
        return found

    def assignment(self, row, before):
        columns = ("assignment_group", "assigned_to")
        if all(row[c] == before[c] for c in columns):
            return []
        taken_up = row["assignment_group"] == before["assignment_group"] and before["assigned_to"] == "?"
        first = not self.assigned_ever
        self.assigned_ever = True
        return ["IncidentAssigned" if first or taken_up else "IncidentReassigned"]

    def relations(self, row):
        found = []
        for column in ("problem_id", "rfc"):
            link = (column, row[column])
            if row[column] != "?" and link not in self.links:
                self.links.add(link)
                found.append("IncidentLinked")
        # The configuration item of the first row is part of the logging.
        if row["cmdb_ci"] != "?" and ("ci", row["cmdb_ci"]) not in self.links:
            self.links.add(("ci", row["cmdb_ci"]))
            if self.before is not None:
                found.append("CILinkedToIncident")
        if known(row["caused_by"]) not in (None, self.cause):
            self.cause = row["caused_by"]
            found.append("ChangeCauseConfirmed")
        if known(row["vendor"]) not in (None, self.vendor):
            self.vendor = row["vendor"]
            found.append("SupplierEngaged")
        return found

    def transition(self, row, before, reopened):
        now, was = row["incident_state"], self.state
        if now not in KNOWN:
            return ["SourceStateRecorded"] if now != before["incident_state"] else []
        unknown_before = before["incident_state"] not in KNOWN and self.before is not None
        found = self.known_transition(row, was, now, unknown_before and not reopened)
        self.state = now
        if now == "Active":
            self.working = True
        return found

    def known_transition(self, row, was, now, unknown_before):
        if now == "Resolved":
            again = moment(row["resolved_at"]) == row["at"] and self.resolved != row["at"]
            if was == now and unknown_before:
                return ["SourceStateRecorded"]
            if was != now or again:
                self.resolved = row["at"]
                return ["IncidentResolved"]
            return []
        if now == "Closed":
            again = moment(row["closed_at"]) == row["at"] and self.closed != row["at"]
            if was == now and unknown_before:
                return ["SourceStateRecorded"]
            if was != now or again:
                self.closed = row["at"]
                return ["IncidentClosed"]
            return []
        if was == now:
            return ["SourceStateRecorded"] if unknown_before else []
        if was in DONE:
            return ["SourceStateRecorded"]
        if now.startswith("Awaiting"):
            return ["IncidentPended"]
        waited = was.startswith("Awaiting")
        if now == "Active":
            started = [] if waited and self.working else ["IncidentWorkStarted"]
            return (["IncidentResumed"] if waited else []) + started
        return ["IncidentResumed"] if waited and not self.working else ["SourceStateRecorded"]


def standing(history, at):
    """The last row by then, or None where the incident was not yet logged."""
    rows = [row for row in history if row["at"] <= at]
    return rows[-1] if rows else None


def at_moment(rows, text):
    at = moment(text)
    last = [row for row in (standing(history, at) for history in rows.values()) if row]
    still_open = [row for row in last if row["incident_state"] not in DONE]
    return {
        "moment": text,
        "logged": len(last),
        "open": len(still_open),
        "byState": dict(sorted(collections.Counter(row["incident_state"] for row in last).items())),
        "openByPriority": dict(sorted(collections.Counter(row["priority"] for row in still_open).items())),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--at", action="append", default=[], metavar="'d/m/yyyy HH:MM'")
    options = arguments.parse_args()

    rows = histories(options.file)
    kinds = collections.Counter()
    with_events = 0
    for history in rows.values():
        walk = Walk()
        for row in history:
            found = walk.events(row)
            kinds.update(found)
            with_events += bool(found)
    total = sum(len(history) for history in rows.values())
    last = [history[-1] for history in rows.values()]
    json.dump({
        "rows": total,
        "incidents": len(rows),
        "rowsWithEvents": with_events,
        "rowsWithoutChange": total - with_events,
        "events": dict(sorted(kinds.items())),
        "finalStates": dict(sorted(collections.Counter(row["incident_state"] for row in last).items())),
        "finalPriorities": dict(sorted(collections.Counter(row["priority"] for row in last).items())),
        "reopenings": sum(int(row["reopen_count"]) for row in last),
        "incidentsReopened": sum(int(row["reopen_count"]) > 0 for row in last),
        "atMoments": [at_moment(rows, text) for text in options.at],
    }, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
