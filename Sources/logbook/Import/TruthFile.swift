import EventModel
import Glibc
import Processes
import Simulation

/// Where `simulate --truth` writes what it planted: beside its place first, so that it is there as a whole or not at all.
final class TruthFile {
    private let path: String
    private let temporary: String
    private let descriptor: Int32

    /// Opened before anything is recorded, so that a path that cannot be written costs nothing.
    init(_ path: String) throws(Failure) {
        self.path = path
        temporary = "\(path).\(getpid()).part"
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw Failure(.usage, "cannot write the truth to \(path): it is a folder; name a file")
        }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw Failure(ExitStatus(errno: errno), "cannot write the truth to \(path): \(text(of: errno))")
        }
    }

    deinit {
        close(descriptor)
        unlink(temporary)
    }

    /// Puts the truth in its place, durably; once.
    func write(_ truth: PlantedTruth, of year: JSONObject) throws(Failure) {
        var object = year
        for (key, value) in truth.json.members { object[key] = value }
        var bytes = Array((JSONValue.object(object).indentedText + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw failure(errno) }
            bytes = bytes.dropFirst(max(0, count))
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(errno) }
    }

    private func failure(_ code: Int32) -> Failure {
        Failure(ExitStatus(errno: code), "cannot write the truth to \(path): \(text(of: code))")
    }
}

extension PlantedTruth {
    /// The shape of the file; keys are added, never renamed.
    fileprivate var json: JSONObject {
        [
            "unauthorised": .array(unauthorised.map { .object($0.json) }),
            "covered": .integer(Int64(coveredDeltas)), "presumed": .integer(Int64(presumedDeltas)),
            "causedIncidents": .array(causedIncidents.map { .object($0.json) }),
            "coincidences": .array(coincidences.map { .object($0.json) }),
            "rootCauses": .array(rootCauses.map { .object($0.json) }),
        ]
    }
}

extension UnauthorisedDelta {
    fileprivate var json: JSONObject {
        [
            "ci": .string(ci.rawValue), "attribute": .string(attribute), "occurredAt": .string(occurredAt.description),
            "source": .string(source), "kind": .string(kind.rawValue),
            "change": change.map { .string($0.rawValue) } ?? .null, "commandId": .string("\(commandID)"),
        ]
    }
}

extension CausedIncident {
    fileprivate var json: JSONObject {
        [
            "incident": .string(incident.rawValue), "change": .string(change.rawValue), "ci": .string(ci.rawValue),
            "isDependent": .bool(isDependent),
        ]
    }
}

extension Coincidence {
    fileprivate var json: JSONObject {
        ["incident": .string(incident.rawValue), "change": .string(change.rawValue)]
    }
}

extension PlantedRootCause {
    fileprivate var json: JSONObject {
        ["problem": .string(problem.rawValue), "ci": .string(ci.rawValue), "kind": .string(kind.name)]
    }
}
