#!/usr/bin/env python3
"""Counts what the Italian help desk's event log says, without any of Logbook's code.

The import's figures are compared with these. Python's standard library only; .zst files are opened by the zstd command.

    helpdesk_counts.py FILE [--at 'yyyy/mm/dd HH:MM:SS']...

Prints one JSON object. Times are those of the log, in whatever zone it was written.

Each row is an activity; the rows of a ticket are taken by their time, equal times in the order of the file. An exact
repetition of who did what to which ticket when is no second activity. The log comes without explanations; taken to mean:

    first row                 the ticket is logged
    Insert ticket             nothing more
    Assign seriousness        categorised (service type and seriousness: the ranks are anonymised, so it is a class)
    Take in charge ticket     (re)assigned where group or person differ; resumed where it waited; work started
    Wait, Require upgrade, Create SW anomaly, Schedule intervention
                              pended
    Resolve SW anomaly        resumed where it waited
    Resolve ticket, Closed    resolved, closed
    anything else             kept as the source's word; changes no state
    work or a wait on a solved or closed ticket
                              reopened first
    any row but an insertion that finds other classes than recorded
                              categorised
"""

import argparse
import collections
import csv
import datetime
import io
import json
import subprocess
import sys

WAITS = {
    "Wait": "pending: other",
    "Schedule intervention": "pending: other",
    "Require upgrade": "pending: change",
    "Create SW anomaly": "pending: problem",
}


def open_text(path):
    if path.endswith(".zst"):
        return io.StringIO(subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout.decode())
    return open(path, encoding="utf-8-sig", newline="")


def moment(text):
    return datetime.datetime.strptime(text.split(".")[0], "%Y/%m/%d %H:%M:%S")


def histories(path):
    tickets = collections.defaultdict(list)
    with open_text(path) as text:
        table = csv.reader(text)
        header = next(table)
        for fields in table:
            # The first of two columns of one name is meant.
            row = dict(reversed(list(zip(header, fields))))
            row["at"] = moment(row["Complete Timestamp"])
            tickets[row["Case ID"]].append(row)
    for history in tickets.values():
        history.sort(key=lambda row: row["at"])
    return tickets


def walk(history):
    """Yields each row with the events it means and the state it leaves."""
    seen, classes, owner, state, working = set(), None, None, None, False
    for row in history:
        identity = tuple(row[c] for c in ("Case ID", "Activity", "Resource", "Complete Timestamp"))
        if identity in seen:
            yield row, [], state
            continue
        seen.add(identity)
        activity = row["Activity"]
        events = []
        if state is None:
            events.append("IncidentLogged")
            state = "open"
        if state in ("resolved", "closed") and (activity in WAITS or activity == "Take in charge ticket"):
            events.append("IncidentReopened")
            state, working = "open", False
        found = (row["service_type"], row["seriousness_2"])
        if activity == "Assign seriousness" or (activity != "Insert ticket" and found != classes):
            events.append("IncidentCategorised")
            classes = found
        waiting = state.startswith("pending")
        if activity == "Take in charge ticket":
            taker = (row["workgroup"], row["Resource"])
            if taker != owner:
                events.append("IncidentAssigned" if owner is None else "IncidentReassigned")
                owner = taker
            events += (["IncidentResumed"] if waiting else []) + ["IncidentWorkStarted"]
            state, working = "working", True
        elif activity in WAITS:
            events.append("IncidentPended")
            state = WAITS[activity]
        elif activity == "Resolve SW anomaly":
            if waiting:
                events.append("IncidentResumed")
                state = "working" if working else "open"
        elif activity == "Resolve ticket":
            events.append("IncidentResolved")
            state = "resolved"
        elif activity == "Closed":
            events.append("IncidentClosed")
            state = "closed"
        elif activity not in ("Insert ticket", "Assign seriousness"):
            events.append("SourceStateRecorded")
        yield row, events, state


def at_moment(walks, text):
    at = moment(text)
    states = []
    for steps in walks:
        past = [state for row, _, state in steps if row["at"] <= at]
        states += past[-1:]
    return {
        "moment": text,
        "logged": len(states),
        "open": sum(state not in ("resolved", "closed") for state in states),
        "byState": dict(sorted(collections.Counter(states).items())),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--at", action="append", default=[], metavar="'yyyy/mm/dd HH:MM:SS'")
    options = arguments.parse_args()

    walks = [list(walk(history)) for history in histories(options.file).values()]
    kinds = collections.Counter(event for steps in walks for _, events, _ in steps for event in events)
    total = sum(len(steps) for steps in walks)
    with_events = sum(bool(events) for steps in walks for _, events, _ in steps)
    json.dump({
        "rows": total,
        "incidents": len(walks),
        "rowsWithEvents": with_events,
        "rowsWithoutChange": total - with_events,
        "events": dict(sorted(kinds.items())),
        "finalStates": dict(sorted(collections.Counter(steps[-1][2] for steps in walks).items())),
        "reopenings": kinds["IncidentReopened"],
        "atMoments": [at_moment(walks, text) for text in options.at],
    }, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
