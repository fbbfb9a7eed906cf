import EventLog
import Glibc

/// Answers requests, one line each, with one line of JSON each. A log that is not what it should be is an answer; if this
/// process dies, the request that it was given last killed it.
///
///     log FOLDER SEED LAST POSITION ROOT          the workload's log, commits 1…LAST acknowledged, ROOT at POSITION
///     creation FOLDER                             a log whose creation nobody acknowledged
///     copy SOURCE TARGET DONE SEED LAST POSITION ROOT   a backup, acknowledged where DONE is 1, of such a log
///     truth FOLDER                                keeps what this log answers
///     compare FOLDER                              the answers of a damaged copy beside the truth
enum Checker {
    static func serve() async throws {
        var truth: Answers?
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            let verdict: Verdict
            do {
                switch (words.first, words.count) {
                case ("log", 6): verdict = try await WorkloadCheck(words[2...]).check(words[1])
                case ("creation", 2): verdict = try await WorkloadCheck.checkCreation(words[1])
                case ("copy", 8):
                    verdict = try await WorkloadCheck(words[4...]).checkCopy(
                        words[1], words[2], isDone: words[3] == "1")
                case ("truth", 2):
                    truth = try Answers(of: words[1])
                    verdict = Verdict(.sound, "\(truth?.events.count ?? 0) events")
                case ("compare", 2):
                    guard let truth else { fail("compare before truth") }
                    verdict = truth.compare(words[1])
                default: fail("no such request: \(line)")
                }
            } catch let failure as CheckFailure {
                verdict = Verdict(.broken, failure.why)
            } catch {
                verdict = Verdict(.broken, "\(error)")
            }
            print(verdict.json)
            fflush(nil)
        }
    }
}

/// What a check found.
struct Verdict {
    enum Kind: String {
        /// All that was acknowledged is there, and nothing is wrong.
        case sound
        /// Something acknowledged is lost, or the log is not whole.
        case broken
        /// Damage that an error names.
        case reported
        /// Damage that changes no answer.
        case harmless
        /// Damage that changes an answer without an error.
        case wrong
    }
    let kind: Kind
    let why: String

    init(_ kind: Kind, _ why: String) { (self.kind, self.why) = (kind, why) }

    var json: String { "{\"verdict\":\"\(kind.rawValue)\",\"why\":\"\(escaped(why))\"}" }

    private func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}

struct CheckFailure: Error {
    let why: String
    init(_ why: String) { self.why = why }
}
