/// What to run: the same words as the peers', so that one script drives all of them.
struct Options {
    let workload: String
    let events: String
    let folder: String
    let count: Int
    let batch: Int
    let producers: Int
    /// Threads that rebuild; nil: one a processor.
    let workers: Int?

    static let usage = """
        usage: engine WORKLOAD --events FILE --at FOLDER [--count N] [--batch N] [--producers N] [--workers N]
        workloads: load load-apart append growth group scan decode point stream rebuild fold open bytes verify merkle
        """

    init(_ arguments: [String]) throws(Failure) {
        guard arguments.count > 1, arguments.count % 2 == 0 else { throw Failure(Self.usage) }
        var values: [String: String] = [:]
        for index in stride(from: 2, to: arguments.count, by: 2) { values[arguments[index]] = arguments[index + 1] }
        func number(_ name: String, or standard: Int) throws(Failure) -> Int {
            guard let text = values.removeValue(forKey: name) else { return standard }
            guard let number = Int(text), number >= 0 else { throw Failure("\(name) is a number, not \(text)") }
            return number
        }
        workload = arguments[1]
        guard let events = values.removeValue(forKey: "--events"), let folder = values.removeValue(forKey: "--at")
        else {
            throw Failure(Self.usage)
        }
        (self.events, self.folder) = (events, folder)
        count = try number("--count", or: 0)
        batch = max(1, try number("--batch", or: 512))
        producers = max(1, try number("--producers", or: 1))
        let workers = try number("--workers", or: 0)
        self.workers = workers > 0 ? workers : nil
        if let unknown = values.keys.min() { throw Failure("what is \(unknown)? \(Self.usage)") }
    }
}

/// The end of a run: a benchmark that limps on measures nothing.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
