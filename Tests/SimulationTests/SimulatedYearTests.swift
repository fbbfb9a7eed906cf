import EventModel
import Processes
import Testing

@testable import Simulation

/// What a year of 50,000 events looks like, folded anew from its bytes.
@Suite struct SimulatedYearTests {
    static let year = Result {
        var year = Refold()
        var commits = Simulation(seed: 5, events: 50_000, zone: .berlin).makeIterator()
        while let commit = commits.next() { try year.add(commit) }
        year.truth = commits.truth
        return year
    }

    @Test("No incident contradicts itself")
    func isConsistent() throws {
        for incident in try Self.year.get().incidents.values {
            #expect(incident.contradictions.isEmpty, "\(incident.number): \(incident.contradictions)")
        }
    }

    @Test("Numbers are dense, and every numbered stream begins with the number that it is named after")
    func isNumbered() throws {
        let year = try Self.year.get()
        #expect(year.unnumbered.isEmpty)
        #expect(Set(year.drawn.keys) == ["INC-2025", "CON-2025", "NTF-2025", "CHG-2025", "PRB-2025", "KE-2025"])
        for (sequence, numbers) in year.drawn { #expect(numbers == Array(1...UInt64(numbers.count)), "\(sequence)") }
    }

    @Test("Every event that commands can lead to occurs")
    func occurs() throws {
        // The processes whose work the stories tell.
        let told: [[EventDeclaration]] = [
            IncidentEvent.catalogue.declarations, PriorityMatrixEvent.catalogue.declarations,
            IncidentRulesEvent.catalogue.declarations, EscalationPathEvent.catalogue.declarations,
            SupportGroupEvent.catalogue.declarations, ContactEvent.catalogue.declarations,
            NotificationEvent.catalogue.declarations, CISchemaEvent.catalogue.declarations,
            CIEvent.catalogue.declarations, RelationshipEvent.catalogue.declarations,
            ChangeEvent.catalogue.declarations, ChangeTemplateEvent.catalogue.declarations,
            ChangeRulesEvent.catalogue.declarations, FreezeEvent.catalogue.declarations,
            ProblemEvent.catalogue.declarations, KnownErrorEvent.catalogue.declarations,
        ]
        let fromElsewhere: Set = ["SourceStateRecorded", "ProblemSourceStateRecorded"]
        // Policies act in a log, not in a simulation.
        let byPolicies: Set = [
            "CILinksComputed", "IncidentParentProposed", "MajorIncidentProposed", "ResolutionProposed",
            "ResolutionProposalWithdrawn", "UnauthorisedChangeDetected", "CIChangeAttributed",
            "UnauthorisedChangeRegularised", "ChangeTemplateFailed", "ChangeReviewScheduled", "KnownErrorFixed",
            "KnownErrorRecurred",
        ]
        // What few departments do with problems.
        let seldom: Set = ["ProblemParentSet", "ProblemParentRemoved", "RecurrenceDetected"]
        // What is found by comparing: sources with each other, items with a baseline.
        let byComparing: Set = [
            "CIStale", "CIIdentified", "CIReportReversed", "CIConflictDetected", "CIConflictResolved", "DriftDetected",
            "DriftResolved", "RedundancyGroupMisconfigured",
        ]
        let expected = Set(told.joined().map(\.name)).subtracting(fromElsewhere).subtracting(byPolicies)
            .subtracting(byComparing).subtracting(seldom)
        let missing = expected.subtracting(try Self.year.get().counts.keys)
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test("Incidents come into every state, and some are open at the end of the year")
    func stands() throws {
        let year = try Self.year.get()
        #expect(year.states == Set(IncidentState.allCases))
        #expect((20...2_000).contains(year.incidents.values.count { $0.state.isOpen }))
    }

    @Test("There are about 120 incidents to 1,000 events, beside changes and the estate")
    func counts() throws {
        #expect((5_200...7_000).contains(try Self.year.get().incidents.count))
    }

    @Test("Weekends and nights are quiet, every month has its share")
    func followsTheClock() throws {
        let logged = try Self.year.get().incidents.values.map { ZoneRules.berlin.civil(at: $0.times.loggedAt) }
        let total = logged.count
        let weekend = logged.count { $0.weekday > 5 }
        #expect(weekend * 2 * 5 < (total - weekend) * 2, "weekends: \(weekend) of \(total)")
        let night = logged.count { $0.microsOfDay < 6 * Instant.microsPerHour }
        #expect(night * 25 < total, "nights: \(night) of \(total)")
        for month in 1...12 {
            let share = logged.count { $0.date.month == month }
            #expect((total / 25...total / 8).contains(share), "month \(month): \(share) of \(total)")
        }
    }

    @Test("Reopenings, hand-overs, waits and priorities are as rare as they are at a service desk")
    func isLikeADesk() throws {
        let incidents = Array(try Self.year.get().incidents.values)
        let total = incidents.count
        #expect((total / 100...total / 12).contains(incidents.count { $0.counts.reopened > 0 }))
        #expect((total / 200...total / 15).contains(incidents.count { $0.counts.reassigned > 2 }))
        #expect((total / 50...total / 8).contains(incidents.count { $0.counts.pended > 0 }))
        #expect((total / 400...total / 25).contains(incidents.count { $0.classification.priority == .critical }))
        let firstContact = incidents.count { $0.assignment.group == nil && $0.state == .closed }
        #expect((total / 4...total * 3 / 4).contains(firstContact))
    }

    @Test("Payloads are about as large as those of real incidents")
    func isLarge() throws {
        let year = try Self.year.get()
        #expect((200...400).contains(year.payloadBytes / 50_000))
    }
}

/// The spread of small years.
@Suite struct SmallYearTests {
    @Test("A small year is spread over the months too", arguments: [300, 1_000, 3_000])
    func isSpread(size: Int) {
        var quarters = [0, 0, 0, 0]
        for commit in Simulation(seed: 17, events: size, zone: .berlin) {
            quarters[(ZoneRules.berlin.civil(at: commit.occurredAt).date.month - 1) / 3] += commit.events.count
        }
        for quarter in quarters { #expect(quarter * 100 >= size * 10, "\(quarters)") }
    }
}
