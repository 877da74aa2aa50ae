import CallTraces
import Foundation
import Synchronization
import Testing

@testable import App

/// The program records one thing at a time, so its tests run one after another.
@Suite(.serialized) struct AppTests {
    /// The signatures of the traces of a module, newest first.
    private func signatures(of module: String, in store: InMemoryStore) async throws -> [String] {
        try await store.filter(module: module).map { try $0.toTrace().signature }
    }

    @Test func `the shop's calls are recorded with their modules, names, and types`() async throws {
        let store = InMemoryStore()
        let sales = await tracer.recording(into: store, oneIn: 1) { await Shop.open(forCustomers: 12) }
        #expect(sales == 8)
        #expect(try await store.listModules().sorted() == ["App.Cart", "App.Shop"])
        #expect(
            try await Set(signatures(of: "App.Cart", in: store)) == [
                "func Cart.add(article: Book, count: Int)",
                "func Cart.add(article: Fruit<Int16>, count: Int)",
                "func Cart.total(discount: Double?) -> Double",
            ]
        )
        #expect(
            try await Set(signatures(of: "App.Shop", in: store)) == [
                "func Shop.sell(cart: Cart, name: String?) -> [String: Double]",
                "func Shop.sell(cart: Cart, name: String?) throws",
            ]
        )
        let trace = try #require(try await store.filter(module: "App.Cart").first).toTrace()
        #expect(trace.argTypes["self"] == TypeReference(Cart.self))
    }

    @Test func `the README shows a function and its traces`() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        let cart = try String(contentsOf: folder.appending(path: "Sources/App/Cart.swift"), encoding: .utf8)
        let function = try #require(readme.firstMatch(of: #/```swift\n((?:.+\n)+)```/#)).1
        #expect(cart.contains(function.split(separator: "\n").map { "    \($0)\n" }.joined()))

        let store = InMemoryStore()
        let sales = await tracer.recording(into: store, oneIn: 10) { await Shop.open(forCustomers: 10_000) }
        let shown = readme.matches(of: #/\n {4}(func Cart.+)/#).map { String($0.1) }
        #expect(try await Set(signatures(of: "App.Cart", in: store)) == Set(shown))
        #expect(readme.contains("\n\(sales) sales\n"))
    }

    @Test func `types are those at run time`() async throws {
        func describe(_ value: Any) -> Any { tracer.traced(["value": value]) { value } }
        func doNothing() { tracer.traced([:]) {} }
        let store = InMemoryStore()
        await tracer.recording(into: store, oneIn: 1) {
            _ = describe(1)
            _ = describe(["a": [1.5]])
            doNothing()
        }
        let recorded = try await signatures(of: "AppTests.AppTests", in: store)
        #expect(
            recorded == [
                "func doNothing()", "func describe(value: [String: [Double]]) -> [String: [Double]]",
                "func describe(value: Int) -> Int",
            ]
        )
    }

    @Test(arguments: [1, 2, 10, 1_000]) func `one call in so many is recorded, of every function`(_ number: Int) async {
        let store = CountingStore()
        func first() { tracer.traced([:]) {} }
        func second() { tracer.traced([:]) {} }
        await tracer.recording(into: store, oneIn: UInt64(number)) {
            for _ in 0..<10_000 {
                first()
                second()
            }
        }
        let expected = 10_000 / number
        for name in ["first", "second"] {
            #expect((expected - 5...expected + 5).contains(store.traces.count { $0.qualname == name }))
        }
    }

    @Test func `while nothing is recorded, arguments are not evaluated`() {
        func expensive() -> Int {
            Issue.record("evaluated")
            return 1
        }
        #expect(tracer.traced(["value": expensive()]) { 2 } == 2)
    }

    @Test func `traces are stored in batches, and the rest at the end`() async {
        let store = CountingStore()
        await tracer.recording(into: store, oneIn: 1, batchSize: 10) {
            for number in 1...25 {
                tracer.traced(["number": number]) {}
                if number == 10 { while store.batches.isEmpty { await Task.yield() } }
            }
        }
        #expect(store.batches.first == 10)
        #expect(store.batches.reduce(0, +) == 25)
    }

    @Test func `a store that fails disturbs nothing, and gets its traces later`() async {
        let store = CountingStore(failures: 1)
        let errors = Mutex(0)
        let report: @Sendable (any Error) -> Void = { _ in errors.withLock { $0 += 1 } }
        let result = await tracer.recording(into: store, oneIn: 1, batchSize: 10, report: report) {
            for number in 1...25 {
                tracer.traced(["number": number]) {}
                if number == 10 { while errors.withLock({ $0 == 0 }) { await Task.yield() } }
            }
            return "done"
        }
        #expect(result == "done")
        #expect(errors.withLock(\.self) == 1)
        #expect(store.traces.count == 25)
    }

    @Test func `a store that always fails is given up at a hundred batches`() async {
        let store = CountingStore(failures: .max)
        let errors = Mutex(0)
        let report: @Sendable (any Error) -> Void = { _ in errors.withLock { $0 += 1 } }
        await tracer.recording(into: store, oneIn: 1, batchSize: 2, report: report) {
            for _ in 1...1_000 { tracer.traced([:]) {} }
        }
        #expect(errors.withLock { $0 > 0 })
        #expect(store.largestBatch == 200)
    }

    @Test func `an error of the program passes, and its traces are stored`() async {
        let store = CountingStore()
        await #expect(throws: Shop.EmptyCart.self) {
            try await tracer.recording(into: store, oneIn: 1) { _ = try await Shop.sell(Cart(), to: nil) }
        }
        #expect(store.traces.map(\.qualname) == ["Shop.sell"])
        #expect(store.traces.allSatisfy { $0.returnType == nil })
    }
}

/// A store that only counts, and fails a few times first.
private final class CountingStore: CallTraceStore {
    struct Unreachable: Error {}

    private struct State {
        var failures: Int
        var batches: [[CallTrace]] = []
        var largestBatch = 0
    }

    private let state: Mutex<State>

    init(failures: Int = 0) { state = Mutex(State(failures: failures)) }

    var batches: [Int] { state.withLock { $0.batches.map(\.count) } }
    var traces: [CallTrace] { state.withLock { $0.batches.flatMap(\.self) } }
    var largestBatch: Int { state.withLock(\.largestBatch) }

    static func makeStore(connectionString: String) async throws -> CountingStore { CountingStore() }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let batch = Array(traces)
        try state.withLock { state in
            state.largestBatch = max(state.largestBatch, batch.count)
            guard state.failures == 0 else {
                state.failures -= 1
                throw Unreachable()
            }
            state.batches.append(batch)
        }
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] { [] }
    func listModules() async throws -> [String] { [] }
}
