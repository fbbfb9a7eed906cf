/// Which of several sorted runs has the least head: a binary heap of their numbers.
struct RunHeap {
    private var runs: [Int] = []

    /// The run with the least head; nil where none is left.
    var first: Int? { runs.first }

    mutating func insert(_ run: Int, by precedes: (Int, Int) -> Bool) {
        runs.append(run)
        var place = runs.count - 1
        while place > 0, precedes(runs[place], runs[(place - 1) / 2]) {
            runs.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// The first run has another head, or none any more.
    mutating func firstMoved(isAtEnd: Bool, by precedes: (Int, Int) -> Bool) {
        if isAtEnd {
            runs.swapAt(0, runs.count - 1)
            runs.removeLast()
        }
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < runs.count && precedes(runs[child], runs[least]) {
                least = child
            }
            if least == place { return }
            runs.swapAt(place, least)
            place = least
        }
    }
}
