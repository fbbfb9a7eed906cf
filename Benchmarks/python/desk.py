"""The service desk's rows and sums as a projection of the library, kept in memory: the fold of Sources/Processes/Incident.

It leaves out what the record says that cannot be, for no figure counts it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import events
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection

NEW, ASSIGNED, IN_PROGRESS, PENDING, RESOLVED, CLOSED, CANCELLED, MERGED = range(1, 9)
WITHOUT_PRIORITY = 2**63 - 1


@dataclass(slots=True)
class Row:
    number: str
    title: str
    source: int
    detected_at: events.Time
    logged_at: events.Time
    last_change_at: events.Time
    state_since: events.Time
    open_since: events.Time
    impact: Any
    urgency: Any
    caller: Any
    customer: Any
    service: Any
    contact: Any
    previous: Any
    state: int = NEW
    category: Any = None
    subcategory: Any = None
    symptom: Any = None
    priority: Any = None
    matrix_version: Any = None
    is_overridden: bool = False
    group: Any = None
    person: Any = None
    first_group: Any = None
    levels: Counter = field(default_factory=Counter)
    escalations: Counter = field(default_factory=Counter)
    suppliers: list = field(default_factory=list)
    acknowledged_at: Any = None
    first_response_at: Any = None
    first_resolved_at: Any = None
    resolved_at: Any = None
    closed_at: Any = None
    last_reopened_at: Any = None
    moved_at: Any = None
    waiting_for: Any = None
    waiting_since: Any = None
    waiting_until: Any = None
    state_before_wait: Any = None
    paused_seconds: float = 0
    paused_seconds_at_resolution: float = 0
    reopened: int = 0
    reassigned: int = 0
    comments: int = 0
    work_minutes: int = 0
    pended: int = 0
    cis: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    known_errors: dict = field(default_factory=dict)
    suspected_changes: dict = field(default_factory=dict)
    rejected_changes: dict = field(default_factory=dict)
    causing_change: Any = None
    parent: Any = None
    children: dict = field(default_factory=dict)
    merged_into: Any = None
    state_before_merge: Any = None
    moved_work_minutes: int = 0
    absorbed: dict = field(default_factory=dict)
    resolution: Any = None
    closed_by: Any = None
    declared_at: Any = None
    stood_down_at: Any = None
    manager: Any = None
    turns: list = field(default_factory=list)

    @property
    def is_open(self):
        return self.state <= PENDING

    def move(self, state, at):
        if state not in (PENDING, MERGED):
            if self.waiting_since is not None:
                self.paused_seconds += (at - self.waiting_since).total_seconds()
            self.waiting_for = self.waiting_since = self.waiting_until = self.state_before_wait = None
        if state != CLOSED:
            self.closed_at = None
        if state <= PENDING:
            self.resolved_at = self.resolution = None
            if not self.is_open:
                self.open_since = at
        if state != self.state:
            self.state_since = at
        if (state <= PENDING) != self.is_open:
            self.turns.append((at, state))
        self.moved_at, self.state = at, state

    def assign(self, group, person, at):
        self.first_group = self.first_group or group
        self.group, self.person, self.moved_at = group, person, at
        if self.state == NEW:
            self.move(ASSIGNED, at)
        if self.state_before_wait == NEW:
            self.state_before_wait = ASSIGNED


class DeskView(POPOTrackingRecorder):
    """The rows, and how far they have got."""

    def __init__(self):
        super().__init__()
        self.rows = {}
        self.late = set()  # whose rows a fact came for that was true before others

    def sums(self):
        sums = Counter()
        for row in self.rows.values():
            sums[f"byState {row.state}"] += 1
            if row.is_open:
                sums[f"openByPriority {row.priority or WITHOUT_PRIORITY}"] += 1
            sums["reopenings 0"] += row.reopened
            sums["reassignments 0"] += row.reassigned
            sums["majors 0"] += row.declared_at is not None
        return {name: amount for name, amount in sums.items() if amount}


class DeskProjection(Projection[DeskView]):
    @singledispatchmethod
    def process_event(self, event, tracking):
        """An event that changes no row, or only says when the row last changed."""
        row = self.view.rows.get(event.originator_id)
        if row is not None:
            row.last_change_at = max(row.last_change_at, event.timestamp)
        self.view.insert_tracking(tracking)

    @process_event.register
    def logged(self, event: events.IncidentLogged, tracking):
        self.view.rows[event.originator_id] = begin(event)
        self.view.insert_tracking(tracking)

    def fold_late(self, store):
        """Makes the rows anew that late facts came for, from the aggregates' events in the order of their times."""
        for originator_id in self.view.late:
            logged, *others = sorted(
                store.get(originator_id), key=lambda event: (not isinstance(event, events.IncidentLogged), event.timestamp))
            row = self.view.rows[originator_id] = begin(logged)
            for event in others:
                if type(event) in CHANGES:
                    CHANGES[type(event)](row, event, event.timestamp)


def begin(event):
    at, detected = event.timestamp, event.detected_at
    row = Row(
        event.number, event.title, event.source, detected, at, at, detected, detected, event.impact, event.urgency,
        event.caller, event.customer, event.service, event.contact, event.previous)
    if event.ci is not None:
        row.cis[event.ci] = (2, 1)
    row.turns.append((at, NEW))
    return row


CHANGES = {}


def changes_row(kind):
    """Registers what an event makes of a row."""

    def register(change):
        def process(self, event, tracking):
            row = self.view.rows[event.originator_id]
            if event.timestamp < row.last_change_at:
                self.view.late.add(event.originator_id)
            change(row, event, event.timestamp)
            row.last_change_at = max(row.last_change_at, event.timestamp)
            self.view.insert_tracking(tracking)

        DeskProjection.process_event.register(kind, process)
        CHANGES[kind] = change
        return change

    return register


@changes_row(events.IncidentCategorised)
def categorised(row, event, at):
    row.category, row.subcategory, row.symptom = event.category, event.subcategory, event.symptom
    row.service = event.service or row.service


@changes_row(events.IncidentPrioritised)
def prioritised(row, event, at):
    row.impact, row.urgency, row.priority = event.impact, event.urgency, event.priority
    row.matrix_version, row.is_overridden = event.matrix_version, False


@changes_row(events.IncidentPriorityOverridden)
def priority_overridden(row, event, at):
    row.priority, row.is_overridden = event.priority, True


@changes_row(events.MajorIncidentDeclared)
def major_declared(row, event, at):
    row.declared_at, row.stood_down_at, row.manager = at, None, event.manager


@changes_row(events.MajorIncidentStoodDown)
def major_stood_down(row, event, at):
    row.stood_down_at = at


@changes_row(events.IncidentAssigned)
def assigned(row, event, at):
    row.assign(event.group, event.person, at)


@changes_row(events.IncidentReassigned)
def reassigned(row, event, at):
    if row.group is not None and event.group is not None and row.group != event.group:
        row.reassigned += 1
    row.assign(event.group, event.person, at)


@changes_row(events.IncidentAcknowledged)
def acknowledged(row, event, at):
    row.acknowledged_at = row.acknowledged_at or at


@changes_row(events.IncidentEscalated)
def escalated(row, event, at):
    row.levels[event.kind] = max(row.levels[event.kind], event.level)
    row.escalations[event.kind] += 1


@changes_row(events.SupplierEngaged)
def supplier_engaged(row, event, at):
    if event.supplier not in row.suppliers:
        row.suppliers.append(event.supplier)


@changes_row(events.IncidentWorkStarted)
def work_started(row, event, at):
    row.person = row.person or event.person
    if row.state != IN_PROGRESS:
        row.move(IN_PROGRESS, at)


@changes_row(events.IncidentPended)
def pended(row, event, at):
    if row.state != PENDING:
        before = row.state if row.is_open else IN_PROGRESS
        row.move(PENDING, at)
        row.state_before_wait, row.waiting_since = before, at
        row.pended += 1
    row.waiting_for, row.waiting_until, row.moved_at = event.waiting_for, event.until, at


@changes_row(events.IncidentResumed)
def resumed(row, event, at):
    if row.state == PENDING:
        row.move(row.state_before_wait or IN_PROGRESS, at)


@changes_row(events.WorkLogged)
def work_logged(row, event, at):
    row.work_minutes += event.minutes


@changes_row(events.KnownErrorMatched)
def known_error_matched(row, event, at):
    row.known_errors[event.known_error] = None


@changes_row(events.CommentAdded)
def commented(row, event, at):
    row.comments += 1
    caller = row.caller or event.subject
    is_callers = caller is not None and caller in (event.actor, event.on_behalf_of)
    if event.visibility == 1 and event.actor_kind in (1, 4) and not is_callers:
        row.first_response_at = row.first_response_at or at


@changes_row(events.CILinkedToIncident)
def ci_linked(row, event, at):
    if event.how != 2 or row.cis.get(event.ci, (0, 2))[1] == 2:
        row.cis[event.ci] = (event.role, event.how)


@changes_row(events.IncidentLinked)
def linked(row, event, at):
    row.links[event.kind, event.code] = None


@changes_row(events.ChangeCauseSuggested)
def cause_suggested(row, event, at):
    row.suspected_changes[event.change] = None


@changes_row(events.ChangeCauseConfirmed)
def cause_confirmed(row, event, at):
    row.causing_change = event.change
    row.suspected_changes.pop(event.change, None)
    row.rejected_changes.pop(event.change, None)


@changes_row(events.ChangeCauseRejected)
def cause_rejected(row, event, at):
    if row.causing_change == event.change:
        row.causing_change = None
    row.suspected_changes.pop(event.change, None)
    row.rejected_changes[event.change] = None


@changes_row(events.IncidentParentSet)
def parent_set(row, event, at):
    if event.child == row.number:
        row.parent = event.parent
    else:
        row.children[event.child] = None


@changes_row(events.IncidentParentRemoved)
def parent_removed(row, event, at):
    if event.child == row.number:
        row.parent = None
    else:
        row.children.pop(event.child, None)


@changes_row(events.IncidentsMerged)
def merged(row, event, at):
    if event.absorbed != row.number:
        row.absorbed[event.absorbed] = None
        row.work_minutes += event.work_minutes
        return
    row.state_before_merge, row.merged_into = row.state, event.survivor
    row.moved_work_minutes = event.work_minutes
    row.work_minutes -= event.work_minutes
    row.move(MERGED, at)


@changes_row(events.IncidentsUnmerged)
def unmerged(row, event, at):
    if event.absorbed == row.number:
        row.work_minutes += event.work_minutes
        if row.state == MERGED:
            row.move(row.state_before_merge or NEW, at)
            row.state_before_merge = row.merged_into = None
            row.moved_work_minutes = 0
        return
    row.absorbed.pop(event.absorbed, None)
    if event.survivor == row.number:
        row.work_minutes -= event.work_minutes
    else:
        row.moved_work_minutes -= event.work_minutes


@changes_row(events.IncidentResolved)
def resolved(row, event, at):
    row.move(RESOLVED, at)
    row.service = event.service or row.service
    row.resolution, row.closed_by = (event.code, event.solution, event.cause_ci, event.restored_at), None
    row.first_resolved_at, row.resolved_at = row.first_resolved_at or at, at
    row.paused_seconds_at_resolution = row.paused_seconds


@changes_row(events.IncidentClosed)
def closed(row, event, at):
    was_closed = row.state == CLOSED
    row.move(CLOSED, at)
    if not was_closed:
        row.closed_at, row.closed_by = at, event.mode


@changes_row(events.IncidentReopened)
def reopened(row, event, at):
    row.move(ASSIGNED if row.group is not None or row.person is not None else NEW, at)
    row.reopened += 1
    row.last_reopened_at = at


@changes_row(events.IncidentCancelled)
def cancelled(row, event, at):
    row.move(CANCELLED, at)
