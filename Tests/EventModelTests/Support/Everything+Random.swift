import EventModel

extension Everything {
    static func random(_ random: inout SplitMixSource) -> Everything {
        Everything(
            text: random.text(), signed: random.number(), unsigned: random.unsigned(),
            small: UInt32(truncatingIfNeeded: random.unsigned()), flag: random.flag(),
            position: Position(random.unsigned()), stream: random.stream(), instant: random.instant(),
            command: CommandID(high: random.unsigned(), low: random.unsigned()), bytes: random.bytes(),
            colour: random.colour(), group: GroupCode(random.text()), part: random.part(),
            note: random.maybe { PersonalText($0.text()) }, caller: random.maybe { PersonID($0.text()) },
            maybeText: random.maybe { $0.text() }, maybeSigned: random.maybe { $0.number() },
            maybeFlag: random.maybe { $0.flag() }, maybeColour: random.maybe { $0.colour() },
            maybePart: random.maybe { $0.part() }, texts: random.list { $0.text() },
            numbers: random.list { $0.number() },
            colours: random.list { $0.colour() }, flags: random.list { $0.flag() }, parts: random.list { $0.part() },
            blobs: random.list { $0.bytes() })
    }
}

extension RecordedEvent {
    static func random(_ random: inout SplitMixSource) -> RecordedEvent {
        RecordedEvent(
            position: Position(random.unsigned()), version: random.unsigned(), recordedAt: random.instant(),
            stream: random.stream(),
            drawn: random.maybe { DrawnNumber(sequence: $0.text(), number: $0.unsigned()) }, type: random.text(),
            schemaVersion: UInt32(truncatingIfNeeded: random.unsigned()), occurredAt: random.instant(),
            actor: Actor(
                principal: PersonID(random.text()), kind: random.element(of: ActorKind.allCases),
                onBehalfOf: random.maybe { PersonID($0.text()) }),
            commandID: CommandID(high: random.unsigned(), low: random.unsigned()), commitIndex: 0, commitCount: 4096,
            causation: random.maybe { Position($0.unsigned()) }, correlation: random.maybe { Position($0.unsigned()) },
            reason: random.maybe { $0.text() },
            claims: random.list {
                KeyClaim($0.element(of: KeyClaim.Action.allCases), namespace: $0.text(), key: $0.text())
            },
            payload: random.bytes().bytes)
    }
}
