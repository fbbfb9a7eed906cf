import EventModel
import Processes
import ServiceEngine

extension Failure {
    /// `stream` is what a refused command was about.
    init(_ error: EngineError, about stream: StreamID? = nil) {
        switch error {
        case .rejected(let rejection): self.init(rejection, about: stream)
        case .notPermitted: self.init(.notPermitted, error.description)
        case .append(let error): self.init(error)
        case .log(let error): self.init(error)
        case .busy: self.init(.busy, error.description)
        case .storage(let error): self.init(error)
        case .undecodable: self.init(.badData, error.description)
        case .model(let model): self.init(ExitStatus(model), error.description)
        case .keyDestroyed: self.init(.refused, error.description)
        case .badKey, .noKeyStore: self.init(.badData, error.description)
        case .file(_, _, let code): self.init(ExitStatus(errno: code), error.description)
        case .noModel: self.init(.notFound, error.description)
        case .badZone: self.init(.usage, error.description)
        case .closed: self.init(.busy, error.description)
        }
    }

    private init(_ rejection: any CommandRejection, about stream: StreamID?) {
        if case DiscoveryRejection.unknown = rejection {
            self.init(.notFound, rejection.description)
        } else if meansNothingThere(rejection) {
            self.init(.notFound, "\(rejection); check the name, or see 'logbook \(list(for: rejection)) list'")
        } else {
            self.init(.refused, (stream.map { "\($0.key): " } ?? "") + rejection.description)
        }
    }
}

/// The noun under which what is not there would be listed.
private func list(for rejection: any CommandRejection) -> String {
    switch rejection {
    case is CIRejection: "ci"
    case is BaselineRejection: "ci baseline"
    case is CMDBAuditRejection: "ci audit"
    case is ChangeRejection: "change"
    case is ChangeTemplateRejection: "template"
    case is FreezeRejection: "freeze"
    default: "incident"
    }
}

/// Whether what the command is about, or refers to, was never recorded.
private func meansNothingThere(_ rejection: any CommandRejection) -> Bool {
    switch rejection {
    case IncidentRejection.notLogged, ContactRejection.notReceived, ContactRejection.noIncident,
        NotificationRejection.noIncident, CIRejection.notRegistered, BaselineRejection.notTaken,
        CMDBAuditRejection.notPlanned, ChangeRejection.notRequested, ChangeTemplateRejection.notApproved,
        FreezeRejection.notDeclared, AdvisoryBoardRejection.notConstituted:
        true
    default: false
    }
}
