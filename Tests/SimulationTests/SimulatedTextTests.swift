import EventModel
import Processes
import Testing

@testable import Simulation

@Suite struct SimulatedTextTests {
    static let texts = Texts(Simulation(seed: 21, events: 20_000, zone: .berlin))

    @Test("Titles are short, and many")
    func titles() {
        #expect(Self.texts.titles.allSatisfy { !$0.isEmpty && $0.count <= 120 })
        let distinct = Set(Self.texts.titles).count
        #expect(distinct * 100 >= Self.texts.titles.count * 35, "\(distinct) of \(Self.texts.titles.count)")
    }

    @Test("No two descriptions are alike, and they differ in length")
    func descriptions() {
        let all = Self.texts.descriptions
        #expect(Set(all).count * 1000 >= all.count * 995)
        let lengths = all.map(\.utf8.count).sorted()
        #expect(lengths[all.count / 20] * 6 < lengths[all.count * 19 / 20])
    }

    @Test("No text has a gap left, or white space around it")
    func isComplete() {
        for text in Self.texts.all {
            #expect(!text.contains("{") && !text.contains("  "), "\(text)")
            #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false, "\(text)")
        }
    }

    @Test("Texts come in several scripts", arguments: ["ü", "ł", "é", "Κ", "予", "株", "ñ"])
    func scripts(letter: Character) {
        #expect(Self.texts.all.contains { $0.contains(letter) })
    }

    @Test("Every service can fail, and every fault has words for all that is said about it")
    func faults() {
        for (service, faults) in zip(Service.all, FaultTexts.ofServices) {
            #expect(!faults.isEmpty, "\(service.id)")
            for fault in faults {
                for list in [fault.titles, fault.complaints, fault.findings, fault.solutions, fault.workarounds] {
                    #expect(!list.isEmpty, "\(service.id), \(fault.symptom)")
                }
                #expect(fault.findings.count == fault.solutions.count, "\(fault.symptom): each finding has its cure")
                #expect(!fault.subcategory.isEmpty && !fault.symptom.isEmpty && !fault.closureCode.isEmpty)
            }
        }
    }

    @Test("Faults name services that exist")
    func names() {
        let known = Set(Service.all.map(\.id))
        #expect(FaultTexts.ofServices.joined().flatMap(\.services).allSatisfy(known.contains))
    }

    @Test("Every kind of phrase has words")
    func phrases() {
        for phrase in Phrase.allCases { #expect(!Phrase.templates[phrase.rawValue].isEmpty, "\(phrase)") }
    }

    @Test("A number is written with its digits and the zeros asked for", arguments: [0, 7, 10, 99, 100, 12_345])
    func numbers(number: Int) {
        var writer = TextWriter()
        writer.add(number: number)
        writer.add(" ")
        writer.add(number: number, width: 3)
        #expect(writer.take() == "\(number) \(padded(number, 3))")
    }

    /// The texts of a simulation, opened.
    struct Texts: Sendable {
        var titles: [String] = []
        var descriptions: [String] = []
        var all: [String] = []

        init(_ simulation: Simulation) {
            for entry in simulation.flatMap(\.events) {
                switch entry.event {
                case let event as IncidentLogged:
                    titles.append(event.title)
                    descriptions.append(event.description?.text(nil) ?? "")
                    all += [event.title, event.description?.text(nil) ?? ""]
                case let event as CommentAdded: all.append(event.text.text(nil))
                case let event as DiagnosisRecorded: all.append(event.finding.text(nil))
                case let event as IncidentResolved: all.append(event.solution ?? "")
                case let event as IncidentPended: all.append(event.reason)
                default: break
                }
            }
        }
    }
}
