import CallTraceConformance
import LayeredStore
import Testing

struct LayeredStoreTests {
    private func functions(_ range: Range<Int>) -> [CallTrace] {
        range.map { CallTrace(module: "m", qualname: "f\($0)") }
    }

    @Test func theFirstOfIdenticalTracesIsKeptAndThenOneInSeveral() async throws {
        // f0, f1, f0, f2, f0, f1, f0: the fourth f0 is kept again.
        let traces = [0, 1, 0, 2, 0, 1, 0].map { functions(0..<3)[$0] }
        // However they are batched, the same traces give the same sample.
        for size in [1, 3, 7] {
            let store = LayeredStore(InMemoryStore(), oneIn: 3)
            for start in stride(from: 0, to: traces.count, by: size) {
                try await store.add(traces[start..<min(start + size, traces.count)])
            }
            let found = try await store.filter(module: "m").map { try $0.toTrace().qualname }
            #expect(found == ["f0", "f2", "f1"])
            #expect(await store.counts == LayeredStore.Counts(offered: 7, kept: 4, stored: 4))
        }
    }

    @Test func noTraceIsLostHoweverManyThereAre() async throws {
        let store = LayeredStore(InMemoryStore(), oneIn: 3)
        for _ in 1...2 { try await store.add(functions(0..<15_000)) }
        #expect(try await store.filter(module: "m", limit: .max).count == 15_000)
        // More traces than it counts: each was forgotten before it came again.
        #expect(await store.counts == LayeredStore.Counts(offered: 30_000, kept: 30_000, stored: 30_000))
    }

    @Test func theBufferNeverHoldsMoreThanItMay() async throws {
        let base = InMemoryStore()
        let store = LayeredStore(base, bufferSize: 10)
        try await store.add(functions(0..<4))
        try await store.add(functions(4..<10))
        #expect(try await base.listModules() == [])
        #expect(await store.counts == LayeredStore.Counts(offered: 10, kept: 10, stored: 0))
        try await store.add(functions(10..<11))
        #expect(try await base.filter(module: "m").count == 11)
        #expect(await store.counts == LayeredStore.Counts(offered: 11, kept: 11, stored: 11))
    }

    @Test func flushingStoresTheBuffer() async throws {
        let base = InMemoryStore()
        let store = LayeredStore(base, bufferSize: 10)
        try await store.add(functions(0..<4))
        try await store.flush()
        #expect(try await base.filter(module: "m").map { try $0.toTrace() } == functions(0..<4).reversed())
        #expect(await store.counts == LayeredStore.Counts(offered: 4, kept: 4, stored: 4))
    }

    @Test func whatTheBaseRefusesIsNeitherStoredNorCounted() async throws {
        let base = SuspendingStore()
        let store = LayeredStore(base, oneIn: 2, bufferSize: 2)
        try await store.add(functions(0..<2))
        base.refuses = true
        await #expect(throws: SuspendingStore.Refusal.self) { try await store.add(functions(2..<4)) }
        await #expect(throws: SuspendingStore.Refusal.self) { try await store.flush() }
        base.refuses = false
        #expect(await store.counts == LayeredStore.Counts(offered: 2, kept: 2, stored: 0))
        #expect(try await store.filter(module: "m").count == 2)
        // These are still the first of their kind.
        try await store.add(functions(2..<4))
        #expect(try await store.filter(module: "m").count == 4)
        #expect(await store.counts == LayeredStore.Counts(offered: 4, kept: 4, stored: 4))
    }

    @Test func aDeviationThatIsGoneFails() async {
        var subject = Subject(LayeredStore<InMemoryStore>.self) { "\($0)" }
        subject.isEphemeral = true
        subject.deviations = [.filter9: "it samples"]
        let verdict = await Clause.filter9.judge(subject)
        #expect(verdict.outcome == .failed)
        #expect(verdict.details?.contains("none; remove the clause from the deviations") == true)
    }
}
