import EventLog
import EventModel
import Foundation
import ServiceEngine

/// Answers requests, one line each, with one line of JSON each. If this process dies, the request that it was given last
/// killed it.
///
///     whole FOLDER      a logbook after a process died: every model answers as the fold of its log does, without an error,
///                       equals a fresh build, can be built anew, and nothing is left of what was not finished
///     truth FOLDER      keeps what the models of this log must answer
///     compare FOLDER    a damaged copy: answers are true, or errors name the command that recovers, and it does
enum ModelChecker {
    static func serve() throws {
        var truths: [any Truth] = []
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            let verdict: (String, String)
            do {
                switch (words.first, words.count) {
                case ("whole", 2): verdict = try whole(words[1])
                case ("truth", 2):
                    truths = try Self.truths(words[1])
                    verdict = ("sound", "")
                case ("compare", 2): verdict = try compare(words[1], truths)
                default: fail("no such request: \(line)")
                }
            } catch {
                verdict = ("broken", "\(error)")
            }
            print("{\"verdict\":\"\(verdict.0)\",\"why\":\"\(escaped(verdict.1))\"}")
            fflush(nil)
        }
    }

    private static func truths(_ home: String) throws -> [any Truth] {
        let opened = try OpenModels(home)
        defer { opened.close() }
        return try opened.models.map { try $0.truth(opened.log) }
    }

    private static func whole(_ home: String) throws -> (String, String) {
        let opened = try OpenModels(home)
        defer { opened.close() }
        for model in opened.models {
            let truth = try model.truth(opened.log)
            if let fault = fault(truth.compare(model)) { return ("broken", "\(model.name): \(fault)") }
            let verification = try model.verified()
            if let difference = verification.difference { return ("broken", "\(model.name): \(difference)") }
            // The next command has folded events in: what nobody comes back to is gone.
            try model.catchUp()
            if let left = try left(of: model, orBefore: true) { return ("broken", left) }
            try model.rebuild()
            if let fault = fault(truth.compare(model)) { return ("broken", "\(model.name), built anew: \(fault)") }
            if let left = try left(of: model, orBefore: false) { return ("broken", left) }
        }
        return ("sound", "")
    }

    private static func compare(_ home: String, _ truths: [any Truth]) throws -> (String, String) {
        var reported = ""
        let opened = try OpenModels(home)
        defer { opened.close() }
        for (model, truth) in zip(opened.models, truths) {
            let comparison = truth.compare(model)
            if let difference = comparison.differences.first { return ("wrong", "\(model.name): \(difference)") }
            guard let error = comparison.errors.first else { continue }
            for error in comparison.errors where !error.contains("logbook replay --model \(model.name)") {
                return ("broken", "\(model.name): no next step: \(error)")
            }
            reported = error
            try model.rebuild()
            if let fault = fault(truth.compare(model)) { return ("broken", "\(model.name), built anew: \(fault)") }
        }
        return reported.isEmpty ? ("harmless", "") : ("reported", reported)
    }

    private static func fault(_ comparison: Comparison) -> String? {
        comparison.differences.first.map { "\($0) differs" } ?? comparison.errors.first
    }

    /// What of the model's folder should not be there: generations before the one that serves, and where not only those are
    /// looked for, any other; files that were to get another name.
    private static func left(of model: any AskedModel, orBefore: Bool) throws -> String? {
        let status = try model.status()
        guard let serving = status.generation else { return "\(model.name) has no generation" }
        var names = try FileManager.default.contentsOfDirectory(atPath: status.folder)
        names.removeAll { name in
            guard let number = UInt64(name) else { return ["current", "lock", "snapshots"].contains(name) }
            return orBefore ? number >= serving : number == serving
        }
        // A name that is taken again by whoever comes next.
        if orBefore { names.removeAll { $0 == "current.new" } }
        let generation = try FileManager.default.contentsOfDirectory(atPath: "\(status.folder)/\(serving)")
        names += generation.filter { !["data.mdb", "lock.mdb", "checked"].contains($0) }
        let snapshots = (try? FileManager.default.contentsOfDirectory(atPath: "\(status.folder)/snapshots")) ?? []
        if !orBefore { names += snapshots.filter { UInt64($0) == nil } }
        return names.isEmpty ? nil : "\(model.name): left behind: \(names.sorted().joined(separator: ", "))"
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
