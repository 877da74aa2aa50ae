import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct BatchSeriesTests {
    private func written(_ found: [CallTrace], by state: ChildProcess.State) throws -> WrittenBatches {
        let thunks = try found.map { try CallTraceRow($0) }
        return WrittenBatches(FilterResult(number: 1, thunks: thunks), of: BatchSeries(count: 3, size: 2), by: state)
    }

    @Test func `batches have no trace in common`() {
        let series = BatchSeries(count: 3, size: 2)
        #expect(series.traces(0).map(\.qualname) == ["batch0.f0", "batch0.f1"])
        #expect(Set((0..<3).flatMap(series.traces)).count == 6)
    }

    @Test func `the first and the last trace of a batch can be in modules of their own`() {
        let traces = BatchSeries(count: 1, size: 2, addsModules: true).traces(0)
        #expect(traces.map(\.module) == ["a.batch0", "m", "m", "z.batch0"])
    }

    @Test func `batches are found whole, torn and missing`() throws {
        let series = BatchSeries(count: 3, size: 2)
        var state = ChildProcess.State()
        state.acknowledged = [0, 2]
        state.refused = [1: "no disk"]
        let torn = try written(series.traces(0) + series.traces(1).prefix(1), by: state)
        #expect((0..<3).map(torn.isWhole) == [true, false, false])
        #expect(torn.torn == "batch 1 is stored with 1 of 2 traces")
        #expect(torn.kept == "the add of batch 1 threw, and the batch is stored with 1 of 2 traces")
        #expect(torn.lost == "batch 2 was acknowledged and is missing")
        let whole = try written(series.traces(2) + series.traces(0), by: state)
        #expect(whole.torn == nil && whole.kept == nil && whole.lost == nil)
        #expect(whole.position(of: 2) == 0 && whole.position(of: 0) == 2)
    }

    /// What a reader sees at each look: the traces of module `m`, newest first, and the modules.
    private func watch(_ looks: (traces: Int, newest: Int, modules: Int)...) async throws -> BatchWatch {
        var watch = BatchWatch(BatchSeries(count: 3, size: 10, addsModules: true))
        for look in looks {
            let newest = try CallTraceRow(CallTrace(module: "m", qualname: "batch\(look.newest).f9"))
            await watch.look {
                Array(repeating: newest, count: look.traces)
            } listModules: {
                (0..<look.modules).map { "a.batch\($0)" } + ["m"]
            }
        }
        return watch
    }

    @Test func `a reader that sees whole batches only has nothing to report`() async throws {
        let watch = try await watch((0, 0, 0), (0, 0, 0), (10, 0, 4), (30, 2, 6))
        #expect(watch.fault == nil && watch.faultIfOrdered == nil && watch.isComplete && watch.isOrdered)
    }

    @Test func `a reader reports part of a batch, and a batch that is gone or has only its traces or its modules`()
        async throws
    {
        #expect(try await watch((5, 0, 2)).fault == "5 traces in `filter`, where a batch has 10")
        #expect(try await watch((10, 0, 3)).fault?.hasPrefix("3 modules in `listModules()`") == true)
        #expect(try await watch((10, 0, 0)).fault?.contains("after 1 batch had been seen") == true)
        #expect(try await watch((0, 0, 2), (0, 0, 2)).fault?.hasPrefix("0 traces") == true)
        #expect(try await !watch((20, 1, 6)).isComplete)
    }

    @Test func `every second look lists the modules first, so that neither call can be ahead of the other`()
        async throws
    {
        #expect(try await watch((0, 0, 0), (0, 0, 2)).fault?.hasPrefix("0 traces") == true)
        #expect(try await watch((0, 0, 0), (10, 0, 0)).fault == nil)
    }

    @Test func `a reader reports pages of different times, which have the right number but an old newest trace`()
        async throws
    {
        let watch = try await watch((10, 0, 2), (20, 0, 4), (30, 2, 6))
        #expect(watch.fault == nil && watch.isOrdered)
        #expect(watch.faultIfOrdered?.hasSuffix("but the newest is batch0.f9") == true)
        #expect(try await !self.watch((30, 0, 6)).isOrdered)
    }

    @Test(arguments: [(0, 300), (0.5, 350), (0.999, 399), (1, 399)])
    func `a limit cuts a batch that is appended at the chosen byte`(fraction: Double, bytes: Int) {
        #expect(FileSizeLimit(fraction: fraction).bytes(after: [100, 200, 300], batch: 3) == bytes)
    }

    @Test func `a limit cuts a batch in a file of its own, and one in files that nobody knows`() {
        #expect(FileSizeLimit(fraction: 0).bytes(after: [100, 100], batch: 2) == 0)
        #expect(FileSizeLimit(fraction: 1).bytes(after: [100, 100], batch: 2) == 99)
        #expect(FileSizeLimit(fraction: 1).bytes(after: [0, 0], batch: 2) == 16_384)
    }
}
