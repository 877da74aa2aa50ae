import CallTraces

extension TrialStore {
    /// Expects a query to return exactly these traces.
    func expectFilter(
        _ module: String,
        prefix: String? = nil,
        limit: Int? = nil,
        gives traces: [CallTrace],
        order: Trial.Order = .any,
        aspect: Trial.Aspect = .functions
    ) async throws {
        trial.expect(
            try await filter(module, prefix: prefix, limit: limit).decoded(),
            are: traces,
            order: order,
            aspect: aspect
        )
    }

    /// Expects `listModules()` to return exactly these modules.
    func expectModules(_ modules: [String], once: Bool = false) async throws {
        trial.expect(modules: try await listModules(), are: modules + pastModules, once: once)
    }

    /// Adds many traces in batches small enough for any store.
    func add(inBatches batch: Batch) async throws {
        guard batch.traces.count > 500 else { return try await add(batch) }
        for start in stride(from: 0, to: batch.traces.count, by: 500) {
            let traces = Array(batch.traces[start..<min(start + 500, batch.traces.count)])
            try await add(Batch(traces, swift: "\(batch.swift)[\(SwiftText.range(start..<start + traces.count))]"))
        }
    }
}
