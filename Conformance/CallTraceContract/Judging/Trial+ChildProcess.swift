import CallTraces

extension Trial {
    /// Whether child processes can be started; if not, a check leaves out what needs one, and a note says so.
    var canStartProcesses: Bool {
        guard subject.launcher != nil else {
            findings.note("\(Declaration.noChildProcess.sentence), so whatever needs two processes is left out")
            return false
        }
        return true
    }

    /// Starts a process that opens a store and adds batches to it, or watches them.
    ///
    /// - Parameters:
    ///   - connectionString: The connection string to open the store with.
    ///   - work: What the process does.
    ///   - series: The batches.
    ///   - killPoint: When to kill the process; `nil` lets it exit.
    /// - Returns: The process.
    /// - Throws: ``KitError`` when it cannot be started.
    func startProcess(
        _ connectionString: String,
        _ work: ChildInstructions.Work,
        _ series: BatchSeries,
        killedAt killPoint: KillPoint? = nil
    ) throws -> ChildProcess {
        guard let launcher = subject.launcher else { throw KitError(Declaration.noChildProcess.sentence) }
        let instructions = ChildInstructions(
            clause: clauseID,
            storeName: subject.storeName,
            connectionString: connectionString,
            directory: directory,
            work: work,
            series: series,
            waitsForKill: killPoint != nil
        )
        let batches = if case .watches = work { 0 } else { series.count }
        recorder.record(
            .startProcess(connectionString: connectionString, batches: batches, batchSize: series.size)
        )
        return try children.start { try ChildProcess(instructions, by: launcher, killedAt: killPoint) }
    }

    /// Waits for a message from the process, such as that it is about to open the store.
    ///
    /// - Returns: Whether the message came before the process ended.
    @discardableResult
    func wait(for expected: ChildMessage, from process: ChildProcess) async throws -> Bool {
        try await wait(forAnyOf: [expected], from: process) != nil
    }

    private func wait(forAnyOf expected: [ChildMessage], from process: ChildProcess) async throws -> ChildMessage? {
        for await message in process.messages {
            receive(message)
            if expected.contains(message) { return message }
        }
        try check(process)
        return nil
    }

    /// How many calls of a process are interrupted, unless too many of them take long.
    static var maximumStops: Int { 80 }

    /// Whether a process was stopped often enough: what waits for a lock of the process each time is not interrupted there.
    func wasStoppedOften(_ process: ChildProcess) -> Bool { process.state.longStops >= 15 }

    /// Orders a process to make its next call, and does something while it is stopped in the middle of it, or after the
    /// call if it was over too soon.
    ///
    /// A store may hold a lock in the middle of a call, so the process goes on after a moment even if the body waits.
    ///
    /// The more calls, the shorter the windows that are hit; ``maximumStops`` and ``wasStoppedOften(_:)`` end the series.
    ///
    /// - Parameters:
    ///   - call: The call, as a program shows it.
    ///   - process: The process.
    ///   - end: The message at the end of its call.
    ///   - body: What to do meanwhile.
    /// - Throws: ``StoreError`` if the store threw or crashed the process, and what the body throws.
    func whileStopped(
        in call: Step.Operation,
        by process: ChildProcess,
        until end: ChildMessage,
        _ body: () async throws -> Void
    ) async throws {
        recorder.record(call)
        process.order()
        let isStopped = try await wait(forAnyOf: [.stopped, end], from: process) == .stopped
        if isStopped { recorder.record(.remark("the child process is stopped before the call has returned")) }
        try await body()
        guard isStopped else { return }
        process.letGo()
        try await wait(for: end, from: process)
        recorder.record(.remark("the child process goes on, and the call returns"))
    }

    /// Orders a process to add its next batch, and waits until it has.
    func orderAdd(_ number: Int, by process: ChildProcess) async throws {
        process.order()
        recorder.record(.remark("the child process adds batch \(number)"))
        try await wait(for: .added(number), from: process)
    }

    /// Waits for the process to end.
    ///
    /// - Throws: ``StoreError`` if the store threw or crashed the process, ``KitError`` if it ended for another reason.
    func untilEnded(_ process: ChildProcess) async throws {
        for await message in process.messages { receive(message) }
        let state = process.state
        recorder.record(.endProcess(acknowledged: state.acknowledged.count, isKilled: state.isKilled))
        try check(process)
    }

    /// Reads which batches of a process a store holds.
    func writtenBatches(_ process: ChildProcess, in store: TrialStore) async throws -> WrittenBatches {
        WrittenBatches(
            try await store.filter(BatchSeries.module, limit: .max),
            of: process.instructions.series,
            by: process.state
        )
    }

    /// Adds one more batch after a process has died, and expects to find it whole, and at the end where batches arrive.
    ///
    /// What the process left unfinished must not swallow the batch.
    func expectNextBatch(after process: ChildProcess, in store: TrialStore) async throws {
        let next = BatchSeries(name: "next", count: 1, size: process.instructions.series.size)
        try await store.add(next.batch(0))
        let reopened = try await makeStore(store.connectionString)
        let found = try await reopened.filter(BatchSeries.module, limit: .max)
        let written = WrittenBatches(found, of: next, by: ChildProcess.State())
        guard written.isWhole(0) else {
            return expect(false, expected: "the batch added after the crash", got: "it \(written.text(of: 0))")
        }
        let earlier = WrittenBatches(found, of: process.instructions.series, by: process.state)
        guard let first = earlier.position(of: 0), let last = earlier.position(of: 1),
            let position = written.position(of: 0)
        else { return observe() }
        expect(
            first < last ? position > last : position < last,
            expected: "the batch added after the crash, newer than those added before it",
            got: "it is among those added before it"
        )
    }

    private func receive(_ message: ChildMessage) {
        advance()
        switch message {
        case .limited(let batch, let bytes):
            recorder.record(
                .remark(
                    "the file-size limit of the child process is set to \(SwiftText.count(bytes, "byte"))"
                        + " while it adds batch \(batch)"
                )
            )
        case .refused(let batch, let error):
            recorder.record(.remark("the add of batch \(batch) threw \(secrets.redact(error))"))
        case .held:
            recorder.record(.remark("a write beyond the limit does not return, as if the process were stopped"))
        case .started, .helper, .opened, .added, .stopped, .saw, .threw, .done:
            break
        }
    }

    /// Throws unless the process ended as it should.
    private func check(_ process: ChildProcess) throws {
        let state = process.state
        if let thrown = state.thrown { throw StoreError(error: ChildProcessError(description: thrown)) }
        if state.isDone || (state.isKilled && state.ending == .signal(9)) { return }
        let ending =
            switch state.ending {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            case nil: "no exit code"
            }
        let printed = state.printed.map { "\n    \($0)" }.joined()
        // Once the process has its instructions, it runs nothing but the store.
        guard !state.isStarted else {
            let batches = SwiftText.count(state.acknowledged.count, "batch", "es")
            let text = "the child process ended with \(ending), after \(batches)\(printed)"
            throw StoreError(error: ChildProcessError(description: text))
        }
        throw KitError(
            "the child process ended with \(ending) before the test reached `verify` in it"
                + secrets.redact(printed)
        )
    }
}
