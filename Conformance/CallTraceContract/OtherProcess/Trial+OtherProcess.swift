import CallTraces

extension Trial {
    /// Whether another process of the store can be started; a check leaves out what needs one where it cannot.
    var hasOtherProcess: Bool {
        guard subject.otherProcess != nil else {
            note("\(Declaration.noOtherProcess.sentence), so what two processes show is left out")
            return false
        }
        return true
    }

    /// Starts a process that opens a store and adds batches to it.
    ///
    /// - Throws: ``KitError`` when it cannot be started.
    func startWriter(
        _ connectionString: String,
        batches: Int,
        of batchSize: Int,
        killedAt killPoint: KillPoint? = nil
    ) throws -> RunningWriter {
        guard let otherProcess = subject.otherProcess else { throw KitError("\(Declaration.noOtherProcess.sentence)") }
        let order = WriterOrder(
            clause: clause.id,
            storeName: subject.storeName,
            connectionString: connectionString,
            batches: batches,
            batchSize: batchSize,
            waitsForKill: killPoint != nil
        )
        record(.startWriter(connectionString: connectionString, batches: batches, batchSize: batchSize))
        return try otherProcesses.start { try RunningWriter(order, by: otherProcess, killedAt: killPoint) }
    }

    /// Waits until the other process has its order, and is about to open the store.
    func untilStarted(_ writer: RunningWriter) async throws {
        for await line in writer.lines {
            advance()
            if line == .started { return }
        }
        try check(writer)
    }

    /// Waits for the end of the process.
    ///
    /// - Throws: ``StoreThrew`` when the store threw there or took the process down, ``KitError`` when it ended otherwise.
    func untilEnded(_ writer: RunningWriter) async throws {
        for await _ in writer.lines { advance() }
        let state = writer.state
        record(.endWriter(acknowledged: state.acknowledged, isKilled: state.isKilled))
        try check(writer)
    }

    /// Starts a process that adds batches, and kills it at a point; gives back what the store then holds of them.
    func killWriter(_ connectionString: String, batchSize: Int, at killPoint: KillPoint) async throws -> WrittenBatches
    {
        let writer = try startWriter(
            connectionString,
            batches: killPoint.batches,
            of: batchSize,
            killedAt: killPoint
        )
        try await untilEnded(writer)
        return WrittenBatches(
            try await makeStore(connectionString).filter(WriterOrder.module, limit: .max),
            of: writer.order,
            acknowledged: writer.state.acknowledged
        )
    }

    /// Throws unless the process ended as it should.
    private func check(_ writer: RunningWriter) throws {
        let state = writer.state
        if let thrown = state.thrown { throw StoreThrew(error: ErrorInOtherProcess(description: thrown)) }
        if state.isDone || (state.isKilled && state.ending == .signal(9)) { return }
        let ending =
            switch state.ending {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            case nil: "no exit code"
            }
        let printed = state.printed.map { "\n    \($0)" }.joined()
        // Once the writer has its order, nothing but the store is at work.
        guard !state.isStarted else {
            let text =
                "the other process ended by itself, with \(ending), after \(state.acknowledged) batches\(printed)"
            throw StoreThrew(error: ErrorInOtherProcess(description: text))
        }
        throw KitError(
            "the other process ended with \(ending) before it had its order; does the test reach `verify`?"
                + quiet(printed)
        )
    }
}
