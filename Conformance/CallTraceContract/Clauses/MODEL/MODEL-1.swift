import CallTraces

extension Clause {
    /// MODEL-1: random histories agree with the reference model.
    public static let model1 = Clause(
        .model,
        1,
        .must,
        "random histories agree with the model",
        text: "Random histories of make, add, filter, list and reopen agree with the reference model at every step.",
        hint: "the step where the program ends: which of the steps before it does the store remember wrongly?",
        since: .version1_1
    ) { trial in
        let histories = trial.subject.histories
        trial.note("\(histories)")
        let keepsNUL = try await trial.keepsNUL()
        // Traces that cannot be serialised are logged, as they should be.
        try await LogLines().collecting {
            for number in 0..<histories.count {
                let history = try History.random(number, of: histories, for: trial.subject, keepsNUL: keepsNUL)
                guard let violation = try await Replay.violation(of: history, titled: "history \(number)", in: trial)
                else {
                    trial.observe()
                    continue
                }
                let failing = FailingHistory(history: history, number: number, violation: violation)
                let shortest = try await failing.shrunk(in: trial) { history, title in
                    try await Replay.violation(of: history, titled: title, in: trial)
                }
                if shortest == nil { failing.noteChance(in: trial) }
                return trial.report((shortest ?? failing).violation)
            }
        }
    }
}

extension Trial {
    /// Whether the store keeps a name with NUL in it, which it may refuse (ADD-7).
    fileprivate func keepsNUL() async throws -> Bool {
        var isKept = false
        try await passingScenario("a name with NUL") {
            do {
                let store = try await makeStore()
                try await store.add([CallTrace(module: "a\0b", qualname: "a\0b")])
                isKept = try await !store.filter("a\0b").thunks.isEmpty
            } catch is StoreThrew {}
        }
        if !isKept { note("the store keeps no names with NUL, so the histories have none") }
        return isKept
    }
}
