import CallTraces
import Testing

@testable import FaultyStores

@Suite struct TextChangeTests {
    private static let changes = TextChange.byOperator.flatMap { name, changes in changes.map { (name, $0) } }

    @Test func `every change changes a text`() {
        for (name, change) in Self.changes {
            #expect(
                TextCorpus.texts(for: change).contains { !change.apply($0).hasSameBytes(as: $0) },
                "\(name) (\(change.name)) changes no text"
            )
        }
    }

    @Test func `a change that is said to merge makes two texts equal`() {
        for (name, change) in Self.changes where change.merges {
            let merged = TextCorpus.merged(by: change)
            #expect(merged != nil, "\(name) (\(change.name)) merges no texts")
            #expect(merged?.contains("") == change.mergesOnlyTheEmptyText, "\(name) (\(change.name))")
        }
    }

    @Test func `a change that is not said to merge keeps different texts different`() {
        for (name, change) in Self.changes where !change.merges {
            let merged = TextCorpus.merged(by: change)
            #expect(merged == nil, "\(name) (\(change.name)) merges \(merged.debugDescription)")
        }
    }
}
