import EventModel
import Processes

extension World {
    /// What happens in fewer events no policy would find worth a word.
    static let smallestWithPolicies = 200

    /// Those whose work the stories do not tell.
    static let untoldPolicies: [any Policy] = PolicyCatalogue.policies.filter { policy in
        !(policy is ParentResolvesChildren || policy is AutoClose || policy is StaleItems) && policy.isOnByDefault
    }

    /// The next policy comes into force, in the year's last moments: what happened in the year was done without it. They come
    /// last, and nothing is planned for them, so that the same year happens however many there are.
    mutating func adopt() -> SimulatedCommit? {
        guard adopted < policies.count else { return nil }
        let policy = policies[adopted]
        now = max(now, calendar.end.advanced(byMicros: Int64(adopted - policies.count)))
        adopted += 1
        limit = total
        var state = PolicyProcess.initial(policy.stream)
        let adoption = AdoptPolicy(policy, since: nil)
        let commit = record(adoption, on: policy.stream, &state, by: .person(organisation.incidentManager))
        recorded += commit?.events.count ?? 0
        return commit
    }
}
