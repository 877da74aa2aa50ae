import CallTraces
import Foundation
import Synchronization
import Testing

@testable import CallTraceContract

@Suite struct SubjectMeasureTests {
    private struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }

    private func subject(_ usage: CostlyStore.Usage) -> Subject<CostlyStore> {
        Subject(CostlyStore.self) { "\($0)" }.with { $0.makeStore = { _ in CostlyStore(usage) } }
    }

    private func measure(_ usage: CostlyStore.Usage, sizes: [Int]) async throws -> CostTable {
        try await AnySubject(subject(usage)).measure(sizes: sizes, clock: usage.clock)
    }

    @Test func `every operation has the time of the store at every size`() async throws {
        let rows = try await measure(CostlyStore.Usage(), sizes: [10, 1_500]).rows
        let times: [(CostTable.Operation, Duration)] = [
            (.addDistinct, .microseconds(3)), (.filterFew, .milliseconds(10)), (.filterPrefix, .milliseconds(20)),
            (.filterMany, .milliseconds(30)), (.listModules, .milliseconds(40)), (.addRepeated, .microseconds(3)),
        ]
        #expect(rows.map(\.operation) == times.flatMap { [$0.0, $0.0] })
        #expect(rows.map(\.size) == times.flatMap { _ in [10, 1_500] })
        #expect(rows.map(\.duration) == times.flatMap { [$0.1, $0.1] })
        #expect(rows.allSatisfy { $0.inMemoryDuration == .zero && $0.ratio == nil })
    }

    @Test func `each size has a fresh store, filled in batches, queried, and given repeated calls`() async throws {
        let usage = CostlyStore.Usage()
        _ = try await measure(usage, sizes: [10, 1_500])
        let queries = ["filter 10", "filter 10 by prefix", "filter 2000", "listModules"]
        #expect(
            usage.differentCalls == ["makeStore", "add 10"] + queries + ["add 10"]
                + ["makeStore", "add 1000", "add 500"] + queries + ["add 1000", "add 500"]
        )
    }

    @Test func `a slow operation stops early, and the table says so`() async throws {
        var costs = CostlyStore.Costs()
        costs.adding = .milliseconds(11)
        costs.filterMany = .seconds(3)
        costs.listModules = .milliseconds(1_500)
        let table = try await measure(CostlyStore.Usage(costs), sizes: [100_000])
        #expect(table.rows.map(\.size) == Array(repeating: 3_000, count: 6))
        #expect(table.rows.map(\.duration).first == .milliseconds(11))
        #expect(
            table.notes == [
                "“add, distinct traces” stopped after 3,000 of 100,000 traces.",
                "“filter, newest 2,000” of 3,000 traces: measured once, as it is slow.",
                "“listModules” of 3,000 traces: measured twice, as it is slow.",
                "“add, repeated calls” stopped after 1,000 of 100,000 traces.",
            ]
        )
        let text = "\(table)"
        #expect(table.notes.allSatisfy { text.contains($0) })
    }

    @Test func `a result that differs from the one in memory is noted`() async throws {
        let table = try await Subject(DroppingStore.self) { "\($0)" }.measure(sizes: [100])
        #expect(
            table.notes == [
                "“filter, newest 10” of 100 traces: 0 found, 10 in memory.",
                "“filter, newest 10 by prefix” of 100 traces: 0 found, 1 in memory.",
                "“filter, newest 2,000” of 100 traces: 0 found, 20 in memory.",
                "“listModules” of 100 traces: 0 found, 35 in memory.",
            ]
        )
    }

    @Test(arguments: ["makeStore", "add", "filter", "listModules"])
    func `an error of the store is reported as the store's, without its password`(_ call: String) async throws {
        let subject = Subject(FailingStore.self) { "db://john:open-sesame@\($0)/\(call)" }.with { $0.name = "Fails" }
        let error = try await #require(throws: CostError.self) { try await subject.measure(sizes: [10]) }
        let step = ["add": "add, distinct traces", "filter": "filter, newest 10"][call] ?? call
        #expect(error.description.hasPrefix("Fails: “\(step)” threw FailingStore: "))
        #expect(!error.description.contains("open-sesame"))
    }

    @Test(arguments: [false, true]) func `what the stores kept is removed`(_ isFailing: Bool) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "measure-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let (made, removed) = (Names(), Names())
        let subject = Subject(InMemoryStore.self) { $0.path }.with { subject in
            subject.directory = directory
            subject.makeStore = { connectionString in
                made.append(connectionString)
                if isFailing { throw Unreachable(description: "") }
                try Data("kept".utf8).write(to: URL(filePath: connectionString))
                return InMemoryStore()
            }
            subject.remove = { removed.append($0) }
        }
        _ = try? await subject.measure(sizes: [10, 20])
        #expect(made.all.count == (isFailing ? 1 : 2))
        #expect(removed.all == made.all)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [])
    }

    @Test func `what cannot be removed is an error, but not the store's`() async throws {
        let subject = Subject(InMemoryStore.self) { "\($0)" }.with { subject in
            subject.remove = { _ in throw Unreachable(description: "offline") }
        }
        let error = try await #require(throws: KitError.self) { try await subject.measure(sizes: [10]) }
        #expect(error.description == "the subject's remove failed: offline")
    }
}

/// Text that closures append to.
private final class Names: Sendable {
    private let names = Mutex<[String]>([])

    var all: [String] { names.withLock(\.self) }
    func append(_ name: String) { names.withLock { $0.append(name) } }
}

/// A store that keeps nothing.
private struct DroppingStore: CallTraceStore {
    static func makeStore(connectionString: String) async throws -> DroppingStore { DroppingStore() }
    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {}
    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] { [] }
    func listModules() async throws -> [String] { [] }
}

/// A store whose connection string ends in the call that throws; what it throws is the store itself.
private struct FailingStore: CallTraceStore, Error {
    let connectionString: String

    private func fail(_ call: String) throws {
        if connectionString.hasSuffix("/\(call)") { throw self }
    }

    static func makeStore(connectionString: String) async throws -> FailingStore {
        let store = FailingStore(connectionString: connectionString)
        try store.fail("makeStore")
        return store
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws { try fail("add") }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        try fail("filter")
        return []
    }

    func listModules() async throws -> [String] {
        try fail("listModules")
        return []
    }
}
