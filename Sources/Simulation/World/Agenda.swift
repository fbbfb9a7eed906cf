import EventModel

/// What comes next, in the order of time: a binary heap. Of two things at the same moment the one entered first comes first.
struct Agenda<Task> {
    private struct Entry {
        let at: Instant
        let order: UInt64
        let task: Task

        func isBefore(_ other: Entry) -> Bool { at == other.at ? order < other.order : at < other.at }
    }
    private var heap: [Entry] = []
    private var entered: UInt64 = 0

    mutating func enter(_ task: Task, at instant: Instant) {
        entered += 1
        let entry = Entry(at: instant, order: entered, task: task)
        heap.append(entry)
        var index = heap.count - 1
        while index > 0, entry.isBefore(heap[(index - 1) / 2]) {
            heap[index] = heap[(index - 1) / 2]
            index = (index - 1) / 2
        }
        heap[index] = entry
    }

    /// Takes out what comes first; nil where nothing is left.
    mutating func next() -> (at: Instant, task: Task)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return (first.at, first.task) }
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(last) else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = last
        return (first.at, first.task)
    }
}
