import EventModel
import Processes

/// A telephone call that the desk's telephone system reports: from the first ring to the incident that came of it.
final class Call {
    let id: ContactID
    let report: Report
    var state: Contact?
    var incident: IncidentNumber?

    init(id: ContactID, report: Report) {
        self.id = id
        self.report = report
    }

    var stream: StreamID { StreamID(category: ContactProcess.category, key: id.rawValue) }
}

extension World {
    enum CallStep {
        case answer, abandon, advise, log, link
    }

    private static let telephone = Actor(principal: "telephone-system", kind: .policy)
    /// Seconds that a caller waits.
    private static let patience = Spread([(0, 2), (500, 24), (900, 110), (1000, 420)])
    /// Seconds until it is clear what the call is about.
    private static let talk = Spread([(0, 30), (500, 150), (900, 420), (1000, 900)])

    /// Somebody calls. What was going to be logged at once takes its way through the call.
    mutating func receive(_ report: Report) -> SimulatedCommit? {
        let drawn = number(of: ContactProcess.self, counters.contacts)
        let call = Call(id: ContactID(drawn.text), report: report)
        let command = ReceiveContact(
            channel: .phone, caller: Organisation.pseudonym(report.caller), callID: "call-\(dice.below(1_000_000_000))")
        guard let commit = record(command, on: call.stream, &call.state, by: Self.telephone, drawn: drawn) else {
            return nil
        }
        counters.contacts += 1
        let seconds = Self.patience.draw(&dice)
        plan(dice.chance(seconds > 90 ? 300 : 20) ? .abandon : .answer, call, after: seconds)
        return commit
    }

    mutating func go(on call: Call, with step: CallStep) -> SimulatedCommit? {
        outstanding -= 1
        switch step {
        case .abandon: return record(AbandonContact(), on: call.stream, &call.state, by: Self.telephone)
        case .answer:
            plan(dice.chance(70) ? .advise : .log, call, after: Self.talk.draw(&dice))
            return record(AnswerContact(), on: call.stream, &call.state, by: .person(organisation.deskAgent(&dice)))
        case .advise:
            let article = ReferenceCode("KB-\(padded(1 + dice.skewed(300), 4))")
            return record(
                AnswerContactDirectly(article: article), on: call.stream, &call.state,
                by: .person(organisation.deskAgent(&dice)))
        case .log:
            call.incident = nextNumber
            guard let commit = log(call.report, contact: call.id) else { return nil }
            plan(.link, call, after: 5)
            return commit
        case .link:
            guard let incident = call.incident, backlog[incident] != nil else { return nil }
            return record(
                LinkContact(to: incident), on: call.stream, &call.state, by: .person(organisation.deskAgent(&dice)))
        }
    }

    private mutating func plan(_ step: CallStep, _ call: Call, after seconds: Int64) {
        let at = now.advanced(byMicros: (seconds * 1_000 + Int64(dice.below(1_000))) * 1_000)
        guard at < calendar.end else { return }
        outstanding += 1
        agenda.enter(.call(call, step), at: at)
    }
}
