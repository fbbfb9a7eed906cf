import EventModel
import Processes

/// What a service is made of: decides who knows about it, and what goes wrong with it.
enum Technology: Int, CaseIterable, Sendable {
    case workplace, mail, network, servers, databases, business, identity, printing, voice, web, storage, security

    /// The group of the second level.
    var group: GroupID {
        switch self {
        case .workplace: "workplace"
        case .mail: "messaging"
        case .network: "network"
        case .servers: "servers"
        case .databases: "databases"
        case .business: "business-apps"
        case .identity: "identity"
        case .printing: "print"
        case .voice: "voice"
        case .web: "web"
        case .storage: "storage"
        case .security: "security"
        }
    }

    var category: String {
        switch self {
        case .workplace: "hardware"
        case .mail: "mail"
        case .network: "network"
        case .servers: "server"
        case .databases: "database"
        case .business: "application"
        case .identity: "access"
        case .printing: "printing"
        case .voice: "telephony"
        case .web: "web"
        case .storage: "storage"
        case .security: "security"
        }
    }

    /// Who stands behind the group.
    var supplier: SupplierID {
        switch self {
        case .workplace: "devices-nord"
        case .mail, .web: "cloudhost"
        case .network, .voice: "carrier-1"
        case .servers, .storage: "serverwerk"
        case .databases: "datahaus"
        case .business: "erp-partner"
        case .identity, .security: "trustline"
        case .printing: "printpool"
        }
    }

    /// How much of the second level's people sits here.
    var staffWeight: Int {
        switch self {
        case .workplace, .business: 18
        case .network, .identity: 11
        case .mail, .servers: 9
        case .printing, .storage, .web: 6
        case .databases, .voice, .security: 5
        }
    }
}
