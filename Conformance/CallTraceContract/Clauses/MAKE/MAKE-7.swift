import CallTraces
import Synchronization

extension Clause {
    /// MAKE-7: many concurrent `makeStore` calls on one fresh connection string all succeed and agree.
    public static let make7 = Clause(
        .make,
        7,
        .must,
        "concurrent opening succeeds and agrees",
        text: """
            Many concurrent `makeStore` calls on one fresh connection string all succeed and agree, and lose nothing that \
            is added meanwhile.
            """,
        hint: "how the table, folder or key is created: is 'create if missing' atomic, and does a busy store wait?",
        alternatives: [
            .inverse(
                .ephemeral,
                "Many concurrent `makeStore` calls on one connection string all succeed and start empty."
            ) { trial in
                try await trial.scenario("16 tasks open one connection string", after: []) {
                    let connectionString = try trial.freshConnectionString()
                    try await trial.concurrently(16) { number in
                        let store = try await trial.makeStore(connectionString)
                        try await store.expectFilter("m\(number)", gives: [])
                        let trace = CallTrace(module: "m\(number)", qualname: "f")
                        try await store.add([trace])
                        try await store.expectFilter("m\(number)", gives: [trace])
                    }
                }
            }
        ],
        variesByRun: true
    ) { trial in
        try await trial.scenario("16 tasks open one fresh connection string at once", after: []) {
            let connectionString = try trial.freshConnectionString()
            let stores = try await trial.concurrently(16) { _ in try await trial.makeStore(connectionString) }
            for (number, store) in zip(1..., stores) { try await store.add(trace(number)) }
            for store in stores { try await store.expectFilter("m", gives: (1...16).flatMap { trace($0).traces }) }
        }
        // Only the first few can find nothing there, so few tasks and many rounds show more than many tasks.
        for (tasks, rounds) in [(16, 4), (4, 8)] {
            for round in 0..<rounds where trial.findings.violations.isEmpty {
                let title = "\(tasks) tasks open one fresh connection string, and traces are added meanwhile"
                try await trial.scenario(title, after: []) {
                    try await addWhileOpening(in: trial, tasks: tasks, stagger: round)
                }
            }
        }
        guard trial.canStartProcesses else { return }
        try await trial.scenario("4 child processes open one fresh connection string, and add meanwhile", after: []) {
            let connectionString = try trial.freshConnectionString()
            let children = try (1...4).map { number in
                try trial.startProcess(
                    connectionString,
                    .addsOnOrder,
                    BatchSeries(name: "process\(number)", count: 1, size: 1)
                )
            }
            for child in children { try await trial.wait(for: .started, from: child) }
            for child in children { child.order() }
            // One at a time: concurrent adds are another clause's concern.
            for child in children { try await trial.orderAdd(0, by: child) }
            for child in children { try await trial.untilEnded(child) }
            try await trial.makeStore(connectionString)
                .expectFilter(BatchSeries.module, gives: children.flatMap { $0.instructions.series.traces(0) })
        }
        try await trial.disposableScenario(openedTwice, after: []) { try await openWhileOpening(in: trial) }
    }

    private static let openedTwice =
        "a connection string is opened, and a trace added, in the middle of another opening"

    /// Opens one connection string after another while a child process is stopped in the middle of opening it, at
    /// another moment in each, and adds a trace, which the child's opening must not lose.
    private static func openWhileOpening(in trial: Trial) async throws {
        let connectionStrings = try (0..<Trial.maximumStops).map { _ in try trial.freshConnectionString() }
        let series = BatchSeries(count: 0, size: 0)
        let child = try trial.startProcess(connectionStrings[0], .isStoppedOpening(connectionStrings), series)
        for connectionString in connectionStrings {
            guard trial.findings.violations.isEmpty, !trial.wasStoppedOften(child) else { return }
            try await trial.scenario(openedTwice, after: []) {
                let call = Step.Operation.startProcess(connectionString: connectionString, batches: 0, batchSize: 0)
                try await trial.whileStopped(in: call, by: child, until: .opened) {
                    try await trial.makeStore(connectionString).add(trace(1))
                }
                try await trial.makeStore(connectionString).expectFilter("m", gives: trace(1).traces)
            }
        }
    }

    private static func trace(_ number: Int) -> Batch { [CallTrace(module: "m", qualname: "f\(number)")] }

    /// Opens a connection string several times at once, each time after a few more steps of the other tasks, and adds to
    /// each store as soon as it is open, while others are still opening.
    ///
    /// Only one task adds at a time, because concurrent adds are another clause's concern.
    private static func addWhileOpening(in trial: Trial, tasks: Int, stagger: Int) async throws {
        let connectionString = try trial.freshConnectionString()
        let isAdding = Mutex(false)
        let stores = try await trial.concurrently(tasks) { number in
            for _ in 0..<number * stagger { await Task.yield() }
            let store = try await trial.makeStore(connectionString)
            while isAdding.withLock({ isAdding in
                defer { isAdding = true }
                return isAdding
            }) {
                await Task.yield()
            }
            defer { isAdding.withLock { $0 = false } }
            try await store.add(trace(number))
            return store
        }
        let store = try await trial.makeStore(connectionString)
        try await store.expectFilter("m", gives: (1...tasks).flatMap { trace($0).traces })
        // The stores of all rounds together may need more file descriptors than a process has.
        for store in stores + [store] { store.release() }
    }
}
