import EventModel
import Processes

// What is changed, and whose it is.

extension World {
    /// Something in use that no other change is near of in time.
    mutating func freeItem(_ window: ChangeWindow, isControlled: Bool) -> CIID? {
        for _ in 0..<16 {
            guard let ci = anyItem(isControlled: isControlled), estate.items[ci] != nil,
                changes.isFree(ci, window.withDaysAround)
            else { continue }
            return ci
        }
        return nil
    }

    private mutating func anyItem(isControlled: Bool) -> CIID? {
        let plan = estate.plan
        let pool =
            switch changes.dice.below(isControlled ? 11 : 20) {
            case 0...4: plan.databases
            case 5...9: plan.hosts
            case 10: plan.clusters
            case 11...13: plan.applications
            case 14...17: plan.nodes
            default: plan.devices
            }
        return pool.isEmpty ? nil : changes.dice.pick(pool)
    }

    func ciClass(of ci: CIID) -> String { estate.items[ci]?.ciClass ?? "" }

    func technology(of ci: CIID) -> Technology {
        switch ciClass(of: ci) {
        case "Database": .databases
        case "NetworkDevice": .network
        case "Storage": .storage
        case "ApplicationService", "BusinessService", "TechnicalService", "VM": service(of: ci)?.technology ?? .business
        default: .servers
        }
    }

    /// What callers name who suffer from the item.
    func service(of ci: CIID) -> Service? {
        let name = ciClass(of: ci) == "Cluster" ? "vm-platform" : ci.rawValue
        return Service.all.first { name == $0.id.rawValue || name == "\($0.id.rawValue)-app" }
            ?? Service.all.first { name.hasPrefix("\($0.ciPrefix)-") }
    }
}

extension ChangeWindow {
    /// With the nights in which discovery sees what was done, and a day on which nothing else happens.
    var withDaysAround: ChangeWindow {
        ChangeWindow(
            from: from.advanced(byMicros: -27 * Instant.microsPerHour),
            to: to.advanced(byMicros: 60 * Instant.microsPerHour))
    }
}
