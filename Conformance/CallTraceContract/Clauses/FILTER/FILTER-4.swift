import CallTraces

extension Clause {
    /// FILTER-4: newest first, by insertion.
    public static let filter4 = Clause(
        .filter,
        4,
        .must,
        "newest first",
        text: """
            Newest first: across `add` calls, and within one batch the later element is the newer. Ties are broken by \
            insertion, never by a clock: a clock that stands still, jumps back or crosses midnight changes nothing.
            """,
        hint: "what you sort by: days, seconds and clocks have ties and jumps, so number the traces instead.",
        deviationExcludes: .order
    ) { trial in
        // Neither the order of the names nor its reverse is the order of insertion.
        let traces = ["b", "d", "a", "e", "c"].map { CallTrace(module: "m", qualname: $0) }
        try await trial.scenario("five traces, one add each") {
            let store = try await trial.makeStore()
            for trace in traces { try await store.add([trace]) }
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenario("five traces in one batch") {
            let store = try await trial.makeStore()
            try await store.add(Batch(traces))
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenario("batches, with traces of another module in between") {
            let store = try await trial.makeStore()
            try await store.add(Batch(Array(traces[..<2])))
            try await store.add([CallTrace(module: "n", qualname: "x")])
            try await store.add([traces[2], CallTrace(module: "n", qualname: "y"), traces[3]])
            try await store.add([traces[4]])
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenarioAtSize("260 traces in quick succession, one add each") {
            // More than a counter of one byte can tell apart, and numbers of one to three digits.
            let store = try await trial.makeStore()
            let many = (0..<260).map { CallTrace(module: "m", qualname: "f\($0 * 73 % 260)") }
            for trace in many { try await store.add([trace]) }
            try await store.expectFilter("m", gives: many.reversed(), order: .newestFirst)
        }
        try await trial.scenario("traces of one function, which differ only in their types, in several batches") {
            let store = try await trial.makeStore()
            let many = (0..<40).map { number in
                func type(_ factor: Int) -> TypeReference {
                    TypeReference(module: "t", qualname: "T\(number * factor % 40)")
                }
                return CallTrace(
                    module: "m",
                    qualname: "f",
                    argTypes: ["a": type(17)],
                    returnType: type(23),
                    yieldType: type(29)
                )
            }
            for start in stride(from: 0, to: many.count, by: 7) {
                try await store.add(Batch(Array(many[start..<min(start + 7, many.count)])))
            }
            let found = try await store.filter("m").decoded()
            let order = Array(many.reversed()).map(Decoded.trace)
            // Traces that are lost or changed are for others to judge.
            guard Set(found) == Set(order) else { return trial.observe() }
            trial.expect(found, are: many.reversed(), order: .newestFirst, aspect: .wholeTraces)
        }
        try await trial.scenario("traces of two functions in turn, with and without types") {
            let store = try await trial.makeStore()
            let many = (0..<12).map { number in
                let type = TypeReference(module: "t", qualname: "T\(number * 5 % 12)")
                return CallTrace(
                    module: "m",
                    qualname: number.isMultiple(of: 2) ? "f" : "g",
                    argTypes: number.isMultiple(of: 4) ? [:] : ["a": type],
                    returnType: number.isMultiple(of: 3) ? nil : type,
                    yieldType: number.isMultiple(of: 3) ? type : nil
                )
            }
            for start in stride(from: 0, to: many.count, by: 3) {
                try await store.add(Batch(Array(many[start..<start + 3])))
            }
            let found = try await store.filter("m").decoded()
            // Traces that are lost or changed are for others to judge.
            guard Set(found) == Set(many.map(Decoded.trace)) else { return trial.observe() }
            trial.expect(found, are: many.reversed(), order: .newestFirst, aspect: .wholeTraces)
        }
        try await trial.scenarioAtSize("before, between, and after 66,000 traces of other modules") {
            // More than a counter of two bytes can tell apart.
            let store = try await trial.makeStore()
            for (index, trace) in traces.enumerated() {
                try await store.add([trace])
                do {
                    if index < 2 {
                        try await store.add(.numbered(0..<[50_000, 16_000][index], module: "other\(index)"))
                    }
                } catch is StoreError {
                    // ADD-4 judges that.
                }
            }
            let few = try await store.filter("m").decoded()
            // Traces that are lost, or beyond a limit, are for others to judge.
            guard Set(few) == Set(traces.map(Decoded.trace)) else { return trial.observe() }
            trial.expect(few, are: traces.reversed(), order: .newestFirst)
            let newest = Array(Batch.numbered(0..<50_000, module: "other0").traces.reversed())
            let found = try await store.filter("other0", limit: 100_000).thunks
            guard found.count == newest.count else { return trial.observe() }
            // A store that mixes up a chunk mixes up many; to decode all would take long.
            for index in stride(from: 0, to: newest.count, by: 199) {
                let decoded = Decoded(found[index]).seen(by: .functions)
                guard decoded != .trace(newest[index]) else { continue }
                return trial.expect(
                    false,
                    expected: "in place \(SwiftText.grouped(index + 1)): \(SwiftText.trace(newest[index]))",
                    got: decoded.text
                )
            }
            trial.observe()
        }
        try await trial.scenarioAtSize("20,000 traces in 40 batches") {
            let store = try await trial.makeStore()
            var rows = Batch.rows
            for batch in Batch.rowsInBatches { try await store.add(batch) }
            let found = try await store.filter("m", limit: 30_000)
            // Traces that are lost, or a cap on what is returned, are for others to judge.
            guard found.thunks.count == rows.count else { return trial.observe() }
            rows.reverse()
            trial.expect(found.decoded(), are: rows, order: .newestFirst)
        }
        guard trial.subject.moveClock != nil else { return }
        try await trial.scenario("a clock that stands still, jumps back and crosses midnight") {
            let store = try await trial.makeStore()
            for (trace, seconds) in zip(traces, [0, -3_600, -86_400, 172_800, 0]) {
                try await store.add([trace])
                try await trial.moveClock(by: seconds)
            }
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
    }
}
