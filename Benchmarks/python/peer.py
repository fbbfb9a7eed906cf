"""peer.py load|rebuild --events FILE --at FOLDER [--count N]: the Python library `eventsourcing` with the peers' words.

`load` stores the first N events of the file as domain events in the library's own store, on SQLite, as JSON. `rebuild` reads
them back through the application's notification log, as the library's followers do, and has a projection take each: the
library's SQLite recorder has no subscriptions. Prints a line of JSON.
"""

import argparse
import gc
import itertools
import json
import os
import pathlib
import time

import desk
import events
from eventsourcing.application import Application
from eventsourcing.persistence import Tracking
from eventsourcing.system import NotificationLogReader

SECTION = 500  # events read at a time: what the library's subscriptions take


class ServiceDesk(Application):
    log_section_size = SECTION


def application(folder):
    os.makedirs(folder, exist_ok=True)
    database = str(pathlib.Path(folder) / "events.sqlite")
    return ServiceDesk(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": database})


def load(app, path, count):
    stored = app.recorder.max_notification_id() or 0
    coming = itertools.islice(events.domain_events(path, count), stored, None)
    start = time.perf_counter()
    while chunk := list(itertools.islice(coming, SECTION)):
        app.events.put(chunk)
        stored += len(chunk)
    return {"events": stored, "seconds": time.perf_counter() - start, "bytes": bytes_of(app)}


def bytes_of(app):
    return os.path.getsize(app.env["SQLITE_DBNAME"])


def rebuild(app):
    projection = desk.DeskProjection(desk.DeskView())
    reader = NotificationLogReader(app.notification_log, section_size=SECTION)
    gc.collect()
    start, processor = time.perf_counter(), time.process_time()
    count = 0
    for notifications in reader.select(start=1):
        for notification in notifications:
            event = app.mapper.to_domain_event(notification)
            projection.process_event(event, Tracking(app.name, notification.id))
        count += len(notifications)
    projection.fold_late(app.events)
    sums = projection.view.sums()
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    return {
        "events": count, "seconds": seconds, "perSecond": count / seconds, "processorSeconds": processor,
        "rssAnonBytes": anonymous_bytes(), "rows": len(projection.view.rows), "sums": sums,
    }


def anonymous_bytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon:")) * 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("workload", choices=["load", "rebuild"])
    parser.add_argument("--events", required=True)
    parser.add_argument("--at", required=True)
    parser.add_argument("--count", type=int, default=0)
    given = parser.parse_args()
    app = application(given.at)
    result = load(app, given.events, given.count) if given.workload == "load" else rebuild(app)
    result["totalEvents"] = app.recorder.max_notification_id() or 0
    app.close()
    print(json.dumps(result))


main()
