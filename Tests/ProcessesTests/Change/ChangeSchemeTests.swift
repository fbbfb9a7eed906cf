import EventModel
import LogbookTesting
import Processes
import Testing

@Suite struct ChangeSchemeTests {
    private let story = Scenario(ChangeSchemeProcess.self, "change")
    private let publish = PublishChangeScheme(categories: ["network", " software "], priorities: ["now", "later"])

    @Test func `a scheme is published in versions, and says something new each time`() {
        let first = story.when(publish).then(
            .published(
                ChangeCategorySchemePublished(
                    version: 1, categories: ["network", "software"], priorities: ["now", "later"])))
        first.when(publish).then(refused: .unchanged(version: 1))
        let other = PublishChangeScheme(categories: ["network"], priorities: ["now"])
        #expect(first.when(other).done().state.version == 2)
    }

    @Test func `missing, twice, countOutOfRange: it has categories and priorities, each once`() {
        func refused(_ categories: [String], _ priorities: [String] = ["now"]) -> ChangeSchemeRejection? {
            story.when(PublishChangeScheme(categories: categories, priorities: priorities)).rejection
        }
        #expect(refused([]) == .countOutOfRange("a category", 0))
        #expect(refused(["x"], []) == .countOutOfRange("a priority", 0))
        #expect(refused(["x", " "]) == .missing("a category"))
        #expect(refused(["x", " x"]) == .twice("x"))
        #expect(refused((0...100).map(String.init)) == .countOutOfRange("a category", 101))
    }

    @Test func `changes are put into the scheme's categories, by its priorities`() {
        let known = requested.given(
            ChangeSchemeEvent.published(
                ChangeCategorySchemePublished(version: 1, categories: ["network"], priorities: ["now", "later"])),
            in: ChangeScheme.stream)
        known.when(PrioritiseChange(category: "other", priority: 1)).then(
            refused: .invalid(what: "the category", problem: "it is one of network"))
        known.when(PrioritiseChange(category: "network", priority: 3)).then(
            refused: .invalid(what: "the priority", problem: "it is 1 to 2, not 3"))
        #expect(known.when(PrioritiseChange(category: "network", priority: 2)).done().state?.priority == 2)
        #expect(requested.when(PrioritiseChange(category: "other", priority: 5)).done().state?.category == "other")
    }
}
