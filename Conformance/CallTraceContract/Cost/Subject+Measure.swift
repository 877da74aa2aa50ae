import CallTraces

extension Subject {
    /// Measures what the store costs, next to ``/CallTraces/InMemoryStore`` in the same run.
    ///
    /// ```swift
    /// @Test(.whenMeasuring) func cost() async throws {
    ///     print(try await subject.measure())
    /// }
    /// ```
    ///
    /// ```sh
    /// CALL_TRACE_MEASURE=1 swift test -c release --filter cost
    /// ```
    ///
    /// For each size, a fresh store is filled with distinct traces, queried, and given a stream of recorded calls. All that
    /// it kept is then removed, as after judging.
    ///
    /// - Parameters:
    ///   - sizes: How many distinct traces the store has while it is measured.
    ///   - timeLimit: How long a store may take to be filled before it is measured with the traces that it has by then.
    ///     Other operations stop after a part of it. A single call is not interrupted.
    /// - Returns: The table to print.
    /// - Throws: An error that says what the store threw and at which operation, or why nothing could be measured.
    public func measure(
        sizes: [Int] = [10_000, 100_000],
        timeLimit: Duration = .seconds(30)
    ) async throws -> CostTable {
        try await AnySubject(self).measure(sizes: sizes, timeLimit: timeLimit)
    }
}

/// What went wrong when a store was measured, through a fault of the store.
package struct CostError: Error, CustomStringConvertible {
    /// The operation and what the store threw.
    package let description: String
}

extension AnySubject {
    /// Measures what the store costs.
    ///
    /// - Parameters:
    ///   - sizes: How many distinct traces the store has while it is measured.
    ///   - timeLimit: How long a store may take to be filled.
    ///   - clock: What measures time.
    ///   - progress: Called with what is measured next.
    /// - Returns: The table to print.
    /// - Throws: ``CostError`` for what the store throws, and ``KitError`` for everything else.
    package func measure(
        sizes: [Int],
        timeLimit: Duration = .seconds(30),
        clock: any Clock<Duration> = ContinuousClock(),
        progress: @escaping (_ operation: CostTable.Operation, _ size: Int) -> Void = { _, _ in }
    ) async throws -> CostTable {
        let workload = try CostWorkload()
        let scratch = try ScratchDirectory(in: directory, for: "cost")
        let secrets = Secrets()
        let names = ConnectionStrings(of: self, in: scratch, hiding: secrets)
        var (rows, notes): ([CostTable.Row], [String]) = ([], [])
        var failure: (any Error)?
        do {
            for size in sizes {
                try await names.withDisposableDirectory {
                    var step = "makeStore"
                    do {
                        let connectionString = try names.fresh()
                        let store = try await opened(connectionString)
                        var measurement = CostMeasurement(
                            of: store,
                            with: workload,
                            clock: clock,
                            timeLimit: timeLimit
                        ) { operation in
                            step = operation.rawValue
                            progress(operation, size)
                        }
                        try await measurement.measure(size)
                        rows += measurement.rows
                        notes += measurement.notes
                    } catch let error as StoreError {
                        let text = secrets.redact("\(type(of: error.error)): \(error.error)")
                        throw CostError(description: "\(storeName): “\(step)” threw \(text)")
                    }
                }
            }
        } catch {
            failure = error
        }
        let leftovers = await names.removeAll().map { secrets.redact("the subject's remove failed: \($0)") }
        let undone = await leftovers + scratch.removed()
        if let failure { throw failure }
        if let leftover = undone.first { throw KitError(leftover) }
        let ranks = Dictionary(uniqueKeysWithValues: CostTable.Operation.allCases.enumerated().map { ($1, $0) })
        return CostTable(
            storeName: storeName,
            rows: rows.sorted { (ranks[$0.operation] ?? 0, $0.size) < (ranks[$1.operation] ?? 0, $1.size) },
            notes: notes
        )
    }

    private func opened(_ connectionString: String) async throws -> any CallTraceStore {
        do {
            return try await open(connectionString)
        } catch {
            throw StoreError(error: error)
        }
    }
}
