import CallTraces
import Synchronization

extension Clause {
    /// THUNK-3: `toTrace()` can be called again, and from several tasks at once.
    public static let thunk3 = Clause(
        .thunk,
        3,
        .must,
        "toTrace() can be called again and at once",
        text: "`toTrace()` can be called again, and from several tasks at once, with the same result.",
        hint: "thunks that give away what they hold, cache without a lock, or read from the store when called.",
        deviationExcludes: .laterDecoding
    ) { trial in
        try await trial.scenario("every thunk decoded three times") {
            let store = try await trial.makeStore()
            let traces = try Array(RecordedTraces.oneOfEachFunction().prefix(50))
            try await store.add(Batch(traces))
            for (module, _) in traces.byModule {
                let found = try await store.filter(module)
                let first = found.decoded()
                for _ in 1...2 {
                    trial.recorder.record(.decode(result: found.number))
                    trial.expect(found.decoded(), same: first, because: "as the first time")
                }
            }
        }
        try await trial.scenario("thunks decoded in several orders, in turn, and by 8 tasks at once") {
            let store = try await trial.makeStore()
            // Every third, because near twins are many.
            let twins = NearTwins.of(NearTwins.rich).map(\.trace).enumerated().filter { $0.offset.isMultiple(of: 3) }
            let kinds = NearTwins.numbered([CaseKind("near twins", twins.map(\.element))])
            try await store.add(Batch(kinds.flatMap(\.cases)))
            try await decodeInEveryOrder(store, NearTwins.rich.module, in: trial)
        }
        if trial.subject.damage != nil {
            try await trial.scenario("thunks of damaged records among others, decoded again and at once") {
                let damaged = try await trial.damagedAmongMany()
                // A damaged record that makes `filter` throw is for THUNK-1 to judge.
                guard (try? await damaged.filter("m")) != nil else { return trial.observe() }
                try await decodeInEveryOrder(damaged, "m", in: trial)
            }
        }
        try await trial.scenario("one thunk decoded by two threads at once") {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f", argTypes: ["x": .nested(8)])
            try await store.add([trace])
            let first = try await store.filter("m").decoded()
            let found = try await store.filter("m")
            for task in 1...2 {
                StepRecorder.$task.withValue(task) { trial.recorder.record(.decode(result: found.number)) }
            }
            let different = Mutex<[Decoded]?>(nil)
            await TwoThreads.run {
                let again = found.decoded()
                return different.withLock { different in
                    if again != first { different = again }
                    return different == nil
                }
            }
            trial.expect(different.withLock(\.self) ?? first, same: first, because: "as from another thunk")
        }
    }

    /// Decodes the thunks of one result forward, backward, in turn with those of another, and from several tasks.
    private static func decodeInEveryOrder(_ store: TrialStore, _ module: String, in trial: Trial) async throws {
        let first = try await store.filter(module).decoded().map(\.withoutWording)
        let (found, other) = (try await store.filter(module), try await store.filter(module))
        for order in Trial.DecodingOrder.allCases + Trial.DecodingOrder.allCases.reversed() {
            trial.recorder.record(.decode(result: found.number))
            trial.expect(found.decoded(in: order).map(\.withoutWording), same: first, because: "as from other thunks")
        }
        for _ in 1...2 {
            trial.recorder.record(.decode(result: found.number))
            trial.recorder.record(.decode(result: other.number))
            let both = zip(found.thunks, other.thunks.reversed()).map { (Decoded($0), Decoded($1)) }
            trial.expect(both.map(\.0.withoutWording), same: first, because: "as from other thunks")
            trial.expect(both.reversed().map(\.1.withoutWording), same: first, because: "as from other thunks")
        }
        try await trial.concurrently(8) { task in
            trial.recorder.record(.decode(result: found.number))
            let order: Trial.DecodingOrder = task.isMultiple(of: 2) ? .forward : .backward
            trial.expect(found.decoded(in: order).map(\.withoutWording), same: first, because: "as from other thunks")
        }
    }
}

extension Decoded {
    /// The trace, or that the thunk throws; how an error is worded may differ.
    fileprivate var withoutWording: Decoded {
        if case .failure = self { .failure("an error") } else { self }
    }
}
