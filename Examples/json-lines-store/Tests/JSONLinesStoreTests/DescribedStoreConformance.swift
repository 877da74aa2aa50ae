import CallTraceConformance
import Foundation
import JSONLinesStore
import Testing

/// The store and what the kit cannot know of it.
private let subject = {
    var subject = Subject(JSONLinesStore.self) { $0.path }
    subject.unopenable = { "mysql://john:pass@localhost/\($0)" }
    subject.damage = { _, record in try damage(record) }
    return subject
}()

/// The clauses that five lines leave out or judge in a weaker form, and those about cost.
@Test(arguments: [.make5, .make8, .thunk1, .thunk2, .thunk4] + Contract.optIn)
func describedJSONLinesStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(subject)
}

@Test(.whenMeasuring)
func cost() async throws {
    print(try await subject.measure())
}

/// Replaces the types of one record by a text, in a file that takes the place of the old one.
private func damage(_ record: StoredRecord) throws {
    struct Damaged: Codable, Equatable {
        var argTypes = "damaged"
        var module: String
        var qualname: String
    }
    struct Names: Codable, Equatable {
        var module: String
        var qualname: String
    }
    let file = URL(filePath: record.connectionString)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let damaged = try lines.map { line in
        let names = try? JSONDecoder().decode(Names.self, from: Data(line.utf8))
        guard names == Names(module: record.module, qualname: record.qualname) else { return String(line) }
        let record = Damaged(module: record.module, qualname: record.qualname)
        return String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
    }
    try damaged.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
}
