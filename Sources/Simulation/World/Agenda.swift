import EventModel

/// What comes next, in the order of time: a binary heap. Of two things at the same moment the one entered first comes first.
struct Agenda<Task> {
    /// Holds no task itself, so that the heap's many moves count no references.
    private struct Entry {
        let at: Instant
        let order: UInt64
        let slot: Int

        func isBefore(_ other: Entry) -> Bool { at == other.at ? order < other.order : at < other.at }
    }
    private var heap: [Entry] = []
    private var entered: UInt64 = 0
    private var tasks: [Task?] = []
    private var freeSlots: [Int] = []

    mutating func enter(_ task: Task, at instant: Instant) {
        entered += 1
        let entry = Entry(at: instant, order: entered, slot: keep(task))
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
        guard let first = heap.first, let last = heap.popLast(), let task = tasks[first.slot].take() else { return nil }
        freeSlots.append(first.slot)
        if !heap.isEmpty { sink(last) }
        return (first.at, task)
    }

    private mutating func keep(_ task: Task) -> Int {
        guard let slot = freeSlots.popLast() else {
            tasks.append(task)
            return tasks.count - 1
        }
        tasks[slot] = task
        return slot
    }

    private mutating func sink(_ entry: Entry) {
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(entry) else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = entry
    }
}
