import EventModel

// Parents, children and duplicates, as far as a decision has been handed their states. A command asks for the streams
// of what it knows by now, and is asked again until it knows them all. Imported records may hold circles: no walk
// passes the same incident twice.

extension Facts {
    /// The incident of this number; nil where it was not asked for, or nobody has logged it.
    func incident(_ number: IncidentNumber) -> Incident? { state(of: number.stream, in: IncidentProcess.self) ?? nil }

    /// `number`, what it was merged into, what that was merged into, to the record that goes on; at most to `end`.
    func merges(from number: IncidentNumber, to end: IncidentNumber? = nil) -> [IncidentNumber] {
        var chain = [number]
        while let last = chain.last, last != end, let next = incident(last)?.relations.mergedInto {
            if chain.contains(next) { break }
            chain.append(next)
        }
        return chain
    }

    /// `number`, its parent, that one's parent, to the top; at most to `end`.
    func ancestors(from number: IncidentNumber, to end: IncidentNumber? = nil) -> [IncidentNumber] {
        var path = [number]
        while let last = path.last, last != end, let next = incident(last)?.relations.parent {
            if path.contains(next) { break }
            path.append(next)
        }
        return path
    }
}
