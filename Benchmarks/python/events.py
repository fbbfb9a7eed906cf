"""The events of an incident as the library's domain events, and how they are read from the file of events.

The fields of each stand in the order of their numbers in the log, 1, 2, 3 …; what the envelope says stands before them.
"""

import base64
import datetime
import struct
import uuid
from typing import Optional

from eventsourcing.domain import AggregateEvent

Time = datetime.datetime
Sealed = str  # a sealed text: bytes, which JSON has as Base64


class Fact(AggregateEvent):
    """What the envelope says beside the stream, the version and the effective time."""

    recorded_at: Time
    actor: str
    actor_kind: int
    on_behalf_of: Optional[str]
    command_id: uuid.UUID
    reason: Optional[str]


class OtherStreamChanged(Fact):
    """An event of another stream than an incident's: nothing looks into it."""

    stream: str
    type: str
    payload: Sealed


class IncidentLogged(Fact):
    number: str  # the envelope's: the stream's name
    title: str
    source: int
    detected_at: Time
    impact: Optional[int]
    urgency: Optional[int]
    caller: Optional[str]
    customer: Optional[str]
    service: Optional[str]
    ci: Optional[str]
    contact: Optional[str]
    previous: Optional[str]
    description: Optional[Sealed]


class IncidentCategorised(Fact):
    category: str
    subcategory: Optional[str]
    symptom: Optional[str]
    service: Optional[str]


class IncidentPrioritised(Fact):
    impact: int
    urgency: int
    priority: int
    matrix_version: Optional[int]


class IncidentPriorityOverridden(Fact):
    priority: int
    why: str


class MajorIncidentDeclared(Fact):
    manager: Optional[str]
    why: str


class MajorIncidentStoodDown(Fact):
    why: str


class IncidentAssigned(Fact):
    group: Optional[str]
    person: Optional[str]


class IncidentReassigned(Fact):
    from_group: Optional[str]
    from_person: Optional[str]
    group: Optional[str]
    person: Optional[str]


class IncidentAcknowledged(Fact):
    person: str


class IncidentEscalated(Fact):
    kind: int
    level: int
    why: str
    contact: Optional[str]
    path_version: Optional[int]


class SupplierEngaged(Fact):
    supplier: str
    reference: Optional[str]


class SupplierResponded(Fact):
    supplier: str
    reference: Optional[str]


class IncidentWorkStarted(Fact):
    person: Optional[str]


class IncidentPended(Fact):
    waiting_for: int
    why: str
    until: Optional[Time]


class IncidentResumed(Fact):
    cause: Optional[str]


class DiagnosisRecorded(Fact):
    finding: Sealed
    subject: Optional[str]


class WorkLogged(Fact):
    minutes: int
    person: str
    note: Optional[str]


class KnownErrorMatched(Fact):
    known_error: str


class WorkaroundApplied(Fact):
    workaround: str
    known_error: Optional[str]


class CommentAdded(Fact):
    visibility: int
    text: Sealed
    subject: Optional[str]


class CILinkedToIncident(Fact):
    ci: str
    role: int
    how: int


class IncidentLinked(Fact):
    kind: int
    code: str


class ChangeCauseSuggested(Fact):
    change: str


class ChangeCauseConfirmed(Fact):
    change: str


class ChangeCauseRejected(Fact):
    change: str


class IncidentParentSet(Fact):
    parent: str
    child: str


class IncidentParentRemoved(Fact):
    parent: str
    child: str


class IncidentsMerged(Fact):
    survivor: str
    absorbed: str
    work_minutes: int


class IncidentsUnmerged(Fact):
    survivor: str
    absorbed: str
    work_minutes: int
    why: str


class IncidentResolved(Fact):
    code: Optional[str]
    solution: Optional[str]
    service: Optional[str]
    cause_ci: Optional[str]
    restored_at: Optional[Time]


class ChildIncidentsResolved(Fact):
    children: str  # the last of them: nothing looks at it


class IncidentClosed(Fact):
    mode: int
    rules_version: Optional[int]


class IncidentReopened(Fact):
    why: Optional[str]
    rules_version: Optional[int]


class IncidentCancelled(Fact):
    why: Optional[str]


TYPES = {each.__name__: each for each in Fact.__subclasses__()}
SEALED = {("IncidentLogged", "description"), ("DiagnosisRecorded", "finding"), ("CommentAdded", "text")}
EPOCH = Time(1970, 1, 1, tzinfo=datetime.timezone.utc)


def _instant(micros):
    return EPOCH + datetime.timedelta(microseconds=micros)


def _fields(message):
    """The fields of a Protocol Buffers message: numbers, and bytes."""
    place = 0

    def varint():
        nonlocal place
        value = shift = 0
        while True:
            byte = message[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    found = {}
    while place < len(message):
        tag = varint()
        if tag & 7 == 0:
            found[tag >> 3] = varint()
        else:
            size = varint()
            found[tag >> 3] = bytes(message[place:place + size])
            place += size
    return found


def _value(found, kind, is_sealed):
    if isinstance(found, int):
        return _instant(found) if kind in (Time, Optional[Time]) else found
    if found is None or not is_sealed:
        return None if found is None else found.decode()
    return base64.b64encode(found).decode()


def domain_event(record):
    """A record of the log as the event that the library stores."""
    envelope = _fields(record)
    stream, name = envelope[4].decode(), envelope[6].decode()
    actor = _fields(envelope[9])
    given = {
        "originator_id": uuid.uuid5(uuid.NAMESPACE_URL, stream), "originator_version": envelope[2],
        "timestamp": _instant(envelope[8]), "recorded_at": _instant(envelope[3]), "actor": actor[1].decode(),
        "actor_kind": actor[2], "on_behalf_of": actor[3].decode() if 3 in actor else None,
        "command_id": uuid.UUID(bytes=envelope[10]),
        "reason": envelope[15].decode() if 15 in envelope else None,
    }
    if not stream.startswith("incident-"):
        payload = base64.b64encode(envelope[17]).decode()
        return OtherStreamChanged(**given, stream=stream, type=name, payload=payload)
    number = stream.removeprefix("incident-")
    if name == "IncidentLogged":
        given["number"] = number
    kind, payload = TYPES[name], _fields(envelope[17])
    own = [each for each in kind.__annotations__ if each not in given]
    for place, field in enumerate(own, 1):
        given[field] = _value(payload.get(place), kind.__annotations__[field], (name, field) in SEALED)
    return kind(**given)


def domain_events(path, count):
    """The first events of a file that generate-events wrote; drawn in Sources/PeerHarness/events.c."""
    with open(path, "rb") as file:
        content = memoryview(file.read())
    events, _, _, table = struct.unpack_from("<4Q", content, 8)
    for index in range(min(count, events)):
        (entry,) = struct.unpack_from("<Q", content, table + 8 * index)
        (size,) = struct.unpack_from("<I", content, entry)
        yield domain_event(content[entry + 32:entry + 32 + size])
