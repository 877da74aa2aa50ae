import CallTraces

extension Clause {
    /// MODEL-1: random histories agree with the reference model.
    public static let model1 = Clause(
        .model,
        1,
        .must,
        "random histories agree with the model",
        text: "Random histories of make, add, filter, list and reopen agree with the reference model at every step.",
        hint: "the last step of the program: which of the earlier steps does the store remember wrongly?",
        since: .version1_1
    ) { trial in
        let histories = trial.subject.histories
        trial.findings.note("\(histories)")
        var exclusions = try trial.historyExclusions()
        if try await trial.keepsUnserializableTraces() { exclusions.insert(.unserializableTraces) }
        let rules = Model.Rules(for: trial.subject, excluding: exclusions)
        let keepsNUL = try await trial.keepsNUL()
        // Traces that cannot be serialized are logged, as they should be.
        try await LogCapture().collecting { [exclusions] in
            for number in 0..<histories.count {
                let history = try History.random(number, of: histories, for: trial.subject, keepsNUL: keepsNUL)
                func play(_ history: History, _ title: String) async throws -> Violation? {
                    let history = history.excluding(exclusions, for: trial.subject)
                    return try await Replay.violation(of: history, titled: title, by: rules, in: trial)
                }
                guard let violation = try await play(history, "history \(number)") else {
                    trial.observe()
                    continue
                }
                let failing = FailingHistory(history: history, number: number, violation: violation)
                let shortest = try await failing.shrunk(in: trial, playing: play)
                if shortest == nil { failing.noteChance(in: trial) }
                return trial.findings.report((shortest ?? failing).violation)
            }
        }
    }
}

extension Trial {
    /// What histories must leave out because of the subject's known deviations, with a note for each.
    ///
    /// - Throws: ``NotApplicable`` when no history can avoid a deviation.
    func historyExclusions() throws -> HistoryExclusions {
        var exclusions: HistoryExclusions = []
        for clause in Contract.allClauses where subject.deviationReasons[clause.id] != nil {
            guard !clause.historyExclusions.contains(.everything) else {
                throw NotApplicable(reason: "no history can avoid the known deviation from \(clause.id)")
            }
            guard !clause.historyExclusions.isEmpty else { continue }
            exclusions.formUnion(clause.historyExclusions)
            findings.note("the histories leave out what \(clause.id) is about, a known deviation")
        }
        return exclusions
    }

    /// Whether the store keeps a name with NUL in it, which it may reject (ADD-7).
    fileprivate func keepsNUL() async throws -> Bool {
        var isKept = false
        try await disposableScenario("a name with NUL") {
            do {
                let store = try await makeStore()
                try await store.add([CallTrace(module: "a\0b", qualname: "a\0b")])
                isKept = try await !store.filter("a\0b").thunks.isEmpty
            } catch is StoreError {}
        }
        if !isKept { findings.note("the store keeps no names with NUL, so the histories have none") }
        return isKept
    }
}
