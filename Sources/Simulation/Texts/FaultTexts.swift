import EventModel
import Processes

/// Something that goes wrong, in the words of those who suffer it and those who mend it.
final class FaultTexts: Sendable {
    let subcategory: String
    let symptom: String
    let closureCode: String
    let titles: [Template]
    let complaints: [Template]
    let findings: [Template]
    let solutions: [Template]
    let workarounds: [Template]
    /// The services that it can hit; all of its technology's where none is named.
    let services: [ServiceID]

    /// Reads blocks of `= subcategory | symptom | closure code | services` and lines that begin with T (title), D (what
    /// the caller says), F (finding), S (solution of the finding at the same place) or W (workaround).
    private static func parse(_ text: String) -> [FaultTexts] {
        let lines = text.split(separator: "\n")
        let starts = lines.indices.filter { lines[$0].hasPrefix("= ") }
        return zip(starts, starts.dropFirst() + [lines.endIndex]).map { FaultTexts(lines[$0..<$1]) }
    }

    private init(_ block: ArraySlice<Substring>) {
        let head = (block.first ?? "").dropFirst(2).split(separator: "|").map { words($0) }
        func lines(_ mark: String) -> [Template] {
            block.dropFirst().filter { $0.hasPrefix(mark) }.map { Template($0.dropFirst(2)) }
        }
        subcategory = head.first?.joined(separator: " ") ?? ""
        symptom = head.count > 1 ? head[1].joined(separator: " ") : ""
        closureCode = head.count > 2 ? head[2].joined(separator: " ") : ""
        services = head.count > 3 ? head[3].map { ServiceID(String($0)) } : []
        titles = lines("T ")
        complaints = lines("D ")
        findings = lines("F ")
        solutions = lines("S ")
        workarounds = lines("W ")
    }

    /// By the service's place in the list: what can go wrong with it.
    static let ofServices: [[FaultTexts]] = {
        let all = Technology.allCases.map { parse(text(of: $0)) }
        return Service.all.map { service in
            all[service.technology.rawValue].filter { $0.services.isEmpty || $0.services.contains(service.id) }
        }
    }()

    private static func text(of technology: Technology) -> String {
        switch technology {
        case .workplace: workplace
        case .mail: mail
        case .network: network
        case .servers: servers
        case .databases: databases
        case .business: business
        case .identity: identity
        case .printing: printing
        case .voice: voice
        case .web: web
        case .storage: storage
        case .security: security
        }
    }
}

private func words(_ text: Substring) -> [Substring] { text.split(separator: " ") }
