import CallTraces
import Synchronization

extension Clause {
    /// ADD-10: a batch is all or nothing.
    public static let add10 = Clause(
        .add,
        10,
        .must,
        "a batch is all or nothing",
        text: """
            A batch is all or nothing: no reader, and no reopening after a crash, sees part of one.
            """,
        hint: "whether one add is one transaction, or one write that readers see as a whole.",
        variesByRun: true,
        deviationExcludes: .concurrency
    ) { trial in
        try await trial.scenario("a reader of the store while batches of 100 are added") {
            let store = try await trial.makeStore()
            try await readWhileAdding(in: trial, writer: store, reader: store)
        }
        guard trial.subject.isPersistent else { return }
        try await trial.scenario("a reader on another store while batches of 100 are added") {
            let connectionString = try trial.freshConnectionString()
            let writer = try await trial.makeStore(connectionString)
            try await readWhileAdding(in: trial, writer: writer, reader: trial.makeStore(connectionString))
        }
        guard trial.canStartProcesses else { return }
        try await trial.scenario("a reader while a child process adds batches of 100") {
            let store = try await trial.makeStore()
            let child = try trial.startProcess(store.connectionString, batches: batches, of: batchSize)
            try await trial.untilStarted(child)
            try await trial.concurrently(2) { task in
                guard task == 1 else { return try await trial.untilEnded(child) }
                repeat { try await expectWholeBatches(in: store) } while child.state.ending == nil
            }
        }
        for killPoint in KillPoint.spread(8) {
            try await trial.scenario("a child process is killed while it adds batches of 100") {
                let written = try await trial.killProcess(
                    trial.freshConnectionString(),
                    batchSize: batchSize,
                    at: killPoint
                )
                let torn = written.all.first { written.isBegun($0) && !written.isWhole($0) }
                trial.expect(
                    torn == nil,
                    expected: "whole batches of \(batchSize) traces",
                    got: torn.map { "batch \($0) \(written.text(of: $0))" } ?? ""
                )
            }
        }
    }

    private static let batchSize = 100
    private static let batches = 12

    private static func expectWholeBatches(in store: TrialStore) async throws {
        let count = try await store.filter("m", limit: 2 * batches * batchSize).thunks.count
        store.trial.expect(
            count.isMultiple(of: batchSize),
            expected: "whole batches of \(batchSize) traces",
            got: "\(SwiftText.grouped(count)) traces"
        )
    }

    /// Two readers count while a writer adds, until a flag says that the writer is done.
    private static func readWhileAdding(in trial: Trial, writer: TrialStore, reader: TrialStore) async throws {
        try await writer.add(.numbered(0..<batchSize))
        let isAdding = Mutex(true)
        try await trial.concurrently(3) { task in
            if task == 1 {
                defer { isAdding.withLock { $0 = false } }
                for batch in 1..<batches {
                    try await writer.add(.numbered(batch * batchSize..<(batch + 1) * batchSize))
                    await Task.yield()
                }
            } else {
                while isAdding.withLock(\.self) {
                    try await expectWholeBatches(in: reader)
                    await Task.yield()
                }
            }
        }
        try await reader.expectFilter(
            "m",
            limit: 2 * batches * batchSize,
            gives: Batch.numbered(0..<batches * batchSize).traces
        )
    }
}
