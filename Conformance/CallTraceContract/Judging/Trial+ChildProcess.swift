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

    /// Starts a process that opens a store and adds batches to it.
    ///
    /// - Throws: ``KitError`` when it cannot be started.
    func startProcess(
        _ connectionString: String,
        batches: Int,
        of batchSize: Int,
        killedAt killPoint: KillPoint? = nil
    ) throws -> ChildProcess {
        guard let launcher = subject.launcher else { throw KitError(Declaration.noChildProcess.sentence) }
        let instructions = ChildInstructions(
            clause: clauseID,
            storeName: subject.storeName,
            connectionString: connectionString,
            batches: batches,
            batchSize: batchSize,
            waitsForKill: killPoint != nil
        )
        recorder.record(
            .startProcess(connectionString: connectionString, batches: batches, batchSize: batchSize)
        )
        return try children.start { try ChildProcess(instructions, by: launcher, killedAt: killPoint) }
    }

    /// Waits until the process has its instructions and is about to open the store.
    func untilStarted(_ process: ChildProcess) async throws {
        for await message in process.messages {
            advance()
            if message == .started { return }
        }
        try check(process)
    }

    /// Waits for the process to end.
    ///
    /// - Throws: ``StoreError`` if the store threw or crashed the process, ``KitError`` if it ended for another reason.
    func untilEnded(_ process: ChildProcess) async throws {
        for await _ in process.messages { advance() }
        let state = process.state
        recorder.record(.endProcess(acknowledged: state.acknowledged, isKilled: state.isKilled))
        try check(process)
    }

    /// Starts a process that adds batches, kills it at a given point, and reads which of them the store then holds.
    func killProcess(
        _ connectionString: String,
        batchSize: Int,
        at killPoint: KillPoint
    ) async throws -> WrittenBatches {
        let process = try startProcess(
            connectionString,
            batches: killPoint.batches,
            of: batchSize,
            killedAt: killPoint
        )
        try await untilEnded(process)
        return WrittenBatches(
            try await makeStore(connectionString).filter(ChildInstructions.module, limit: .max),
            of: process.instructions,
            acknowledged: process.state.acknowledged
        )
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
            let text = "the child process ended with \(ending), after \(state.acknowledged) batches\(printed)"
            throw StoreError(error: ChildProcessError(description: text))
        }
        throw KitError(
            "the child process ended with \(ending) before the test reached `verify` in it"
                + secrets.redact(printed)
        )
    }
}
