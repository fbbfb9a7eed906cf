import ArgumentParser
import EventModel
import Foundation
import Processes
import ReadModels
import ServiceEngine

/// `logbook review hold`
struct ReviewHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Record that a review was held.",
        discussion: """
            The minutes stay where they are: what is recorded is the SHA-256 of their file, so that anybody can tell \
            whether they are the same. The figures that were shown can be had again: every query takes --as-known-at \
            with the position that is recorded.

            \(examples("review hold REV-2026-000001 --minutes minutes.md --attendee person-4 --attendee person-8"))
            """)

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @Option(help: ArgumentHelp("The file of the minutes.", valueName: "file"), completion: .file())
    var minutes: String
    @Option(
        help: ArgumentHelp(
            "As far as the log was known when the figures were read: a position, a time, or now.",
            valueName: "position"),
        transform: KnownAtArgument.parse)
    var figuresAt: KnownAtArgument = .now
    @Option(help: "Who was there; may be repeated.", transform: identifier)
    var attendee: [PersonID] = []
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        let hash = try ContentHash(hashing: Self.bytes(minutes))
        try await options.record(
            on: number.stream,
            asking: { engine in
                let head = try await engine.resolve(.now).position
                if case .position(let wanted) = figuresAt, wanted > head {
                    throw Failure(.usage, "no figures were read at position \(wanted): the log ends at \(head)")
                }
                let moment = Moment(asKnownAt: figuresAt.knowledge(in: engine.zone))
                let position = try await engine.resolve(moment).position
                return HoldReview(minutes: hash, figuresPosition: position, attendees: attendee)
            })
    }

    private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        do { return try Array(Data(contentsOf: URL(filePath: path))) } catch {
            throw Failure(.notFound, "cannot read the minutes from \(path): \(error.localizedDescription)")
        }
    }
}

/// `logbook review action`
struct ReviewActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Record what somebody undertook to do at a review.",
        discussion: examples(
            "review action REV-2026-000001 --what \"alert on the spool's size\" --owner person-8 --due 2026-04-30"))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @Option(help: "What is to be done; names no person.")
    var what: String
    @Option(help: "Who does it.", transform: identifier)
    var owner: PersonID
    @OptionGroup
    var due: DueOption
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) {
            RaiseReviewAction(what, owner: owner, dueAt: due.due.instant(in: $0))
        }
    }
}

/// `logbook review complete`
struct ReviewCompleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete", abstract: "Record that what somebody undertook to do is done.",
        discussion: examples("review complete REV-2026-000001 --action 1 --evidence CHG-2026-000131"))

    @Argument(help: "The review's number.", transform: reviewNumber)
    var number: ReviewNumber
    @Option(help: "Which action of the review; the first is 1.")
    var action: Int64
    @Option(help: "What shows that it is done; names no person.")
    var evidence: String
    @OptionGroup
    var options: RecordingOptions

    func run() async throws {
        try await options.record(on: number.stream) { _ in CompleteReviewAction(action, evidence: evidence) }
    }
}
