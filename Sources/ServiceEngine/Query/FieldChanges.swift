public import EventModel
public import Processes
import ReadModels

/// A field that is another at one moment than at another, and the events that make the difference.
public struct FieldChange: Sendable, Hashable {
    public let field: String
    public let before: JSONValue
    public let after: JSONValue
    /// Every event that changed it on the way, the last one last; also those that later ones undid.
    public let events: [RecordedEvent]
}

/// What an item is at two moments, and how they differ.
public struct ItemChanges: Sendable, Hashable {
    /// Nil where the item was not there.
    public let before: JSONObject?
    public let after: JSONObject?
    /// In the order of the fields.
    public let changes: [FieldChange]
}

/// The value of a field, and the event that gave it.
public struct FieldOrigin: Sendable, Hashable {
    public let value: JSONValue
    public let event: RecordedEvent
}

extension ServiceEngine {
    /// What changed in an item between two moments. `fields` says how a state is seen; nil where nothing is there.
    ///
    /// The events that count at one moment and not at the other are put in, or taken out, one by one, each in its place of
    /// effective time: what changes with an event is changed by it, late facts too. In the order of effective time
    /// where the moments differ in what was true, in that of recording where they differ in what was known.
    public func changes<Process: Decider>(
        of stream: StreamID, in process: Process.Type, from: Moment, to: Moment,
        fields: (Process.State) -> JSONObject?
    ) async throws(EngineError) -> ItemChanges {
        let (before, after) = (try await history(of: stream, from), try await history(of: stream, to))
        let (known, wanted) = (Set(before.map(\.position)), Set(after.map(\.position)))
        var gone = before.filter { !wanted.contains($0.position) }
        var come = after.filter { !known.contains($0.position) }
        if from.asOf == to.asOf {
            gone.sort { $0.position < $1.position }
            come.sort { $0.position < $1.position }
        }

        var item = try ItemFold(process, stream, before)
        let start = fields(item.state)
        var (last, changedBy) = (start ?? [:], [String: [RecordedEvent]]())
        for (event, isGone) in gone.reversed().map({ ($0, true) }) + come.map({ ($0, false) }) {
            if isGone { item.remove(event) } else { try item.insert(event) }
            let next = fields(item.state) ?? [:]
            for field in next.names(with: last) where next.value(field) != last.value(field) {
                changedBy[field, default: []].append(event)
            }
            last = next
        }
        let changes = last.names(with: start ?? [:]).compactMap { field -> FieldChange? in
            let (before, after) = (start?.value(field) ?? .null, last.value(field))
            guard before != after else { return nil }
            return FieldChange(field: field, before: before, after: after, events: changedBy[field] ?? [])
        }
        return ItemChanges(before: start, after: fields(item.state), changes: changes)
    }

    /// The event that gave a field the value which it had at a moment: the last that changed it, in the order of effective
    /// time. Nil where there is no such item or field then, or nothing ever set it.
    public func origin<Process: Decider>(
        of field: String, of stream: StreamID, in process: Process.Type, _ moment: Moment = .now,
        fields: (Process.State) -> JSONObject?
    ) async throws(EngineError) -> FieldOrigin? {
        var item = try ItemFold(process, stream, [])
        var (value, setter) = (JSONValue.null, RecordedEvent?.none)
        for event in try await history(of: stream, moment) {
            try item.insert(event)
            let next = fields(item.state)?.value(field) ?? .null
            if next != value { (value, setter) = (next, event) }
        }
        return setter.map { FieldOrigin(value: value, event: $0) }
    }
}

extension ServiceEngine {
    /// What changed in an incident between two moments, as lists show its fields.
    public func changes(
        of number: IncidentNumber, from: Moment, to: Moment
    ) async throws(EngineError) -> ItemChanges {
        try await changes(of: number.stream, in: IncidentProcess.self, from: from, to: to, fields: \.fields)
    }

    /// The event that gave a field of an incident its value; fields are named as lists name them.
    public func origin(
        of field: String, of number: IncidentNumber, _ moment: Moment = .now
    ) async throws(EngineError) -> FieldOrigin? {
        try await origin(of: field, of: number.stream, in: IncidentProcess.self, moment, fields: \.fields)
    }
}

extension Incident? {
    /// As lists show it, but for the place of its last event in the log, which is none of its fields.
    fileprivate var fields: JSONObject? {
        guard let self, case .object(var fields) = ServiceDeskRow(incident: self, turns: []).json else { return nil }
        fields["lastPosition"] = nil
        return fields
    }
}

/// The state of one stream while events are put in and taken out, each in its place of effective time.
private struct ItemFold<Process: Decider> {
    private let stream: StreamID
    private var items: [(record: RecordedEvent, events: [Process.Event])] = []
    private(set) var state: Process.State

    /// `records` in any order.
    init(_: Process.Type, _ stream: StreamID, _ records: [RecordedEvent]) throws(EngineError) {
        self.stream = stream
        state = Process.initial(stream)
        for record in records { try insert(record) }
    }

    mutating func insert(_ record: RecordedEvent) throws(EngineError) {
        let events: [Process.Event]
        do { events = try Process.Event.catalogue.decode(record) } catch {
            throw .undecodable(position: record.position, type: record.type, error)
        }
        let later = items.reversed().prefix {
            (record.occurredAt, record.position) < ($0.record.occurredAt, $0.record.position)
        }
        items.insert((record, events), at: items.count - later.count)
        if later.isEmpty {
            for event in events { Process.evolve(&state, event, record) }
        } else {
            foldAnew()
        }
    }

    mutating func remove(_ record: RecordedEvent) {
        items.removeAll { $0.record.position == record.position }
        foldAnew()
    }

    private mutating func foldAnew() {
        state = Process.initial(stream)
        for item in items { for event in item.events { Process.evolve(&state, event, item.record) } }
    }
}

extension JSONObject {
    fileprivate func value(_ key: String) -> JSONValue { self[key] ?? .null }

    /// Its keys, then those that only the other has.
    fileprivate func names(with other: JSONObject) -> [String] {
        let own = members.map(\.key)
        return own + other.members.map(\.key).filter { !own.contains($0) }
    }
}

extension ItemChanges {
    /// `[{field, before, after, events: [{position, type, actor, occurredAt, recordedAt}]}]`. Keys are stable.
    public var json: JSONValue {
        .array(
            changes.map { change in
                let events = change.events.map { event in
                    JSONValue.object(event.outline(["position", "type", "actor", "occurredAt", "recordedAt"]))
                }
                return .object([
                    "field": .string(change.field), "before": change.before, "after": change.after,
                    "events": .array(events),
                ])
            })
    }
}
