import EventModel
import Processes
import TestSupport
import Testing

@testable import ReadModels

@Suite struct FigureFactsTests {
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `what figures are made of reads the same from a row and from its bytes`(seed: UInt64) throws {
        let log = IncidentLog.random(seed: seed, incidentCount: 20, eventCount: 400)
        var (majors, restored) = (0, 0)
        try log.folded().scanRows { stream, row in
            let (facts, bytes) = (FigureFacts(row), row.encoded)
            #expect((try? FigureFacts(decoding: bytes.span.bytes)) == facts, "seed \(seed), \(stream)")
            #expect(facts.isOpenMajor == (row.isMajor && row.incident.state.isOpen), "seed \(seed), \(stream)")
            majors += facts.incident.major == nil ? 0 : 1
            restored += facts.incident.resolution == nil ? 0 : 1
            return .more
        }
        #expect(majors > 0 && restored > 0, "seed \(seed)")
    }
}
