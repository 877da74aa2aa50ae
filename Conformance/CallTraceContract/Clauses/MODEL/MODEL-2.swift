extension Clause {
    /// MODEL-2: concurrent histories are linearizable.
    public static let model2 = Clause(
        .model,
        2,
        .must,
        "concurrent histories are linearizable",
        text: "Concurrent histories are linearizable.",
        hint: "what two calls at once share: is each of them one step for every other, as if it happened at a moment?",
        since: .version1_1
    ) { trial in
        let histories = trial.subject.histories
        trial.note("\(SwiftText.grouped(histories.count)) concurrent histories, seed \(histories.seed)")
        try await LogLines().collecting {
            for number in 0..<histories.count {
                let history = History.concurrent(number, of: histories, for: trial.subject)
                let title = "concurrent history \(number) of seed \(histories.seed)"
                // What overlaps, and how, is chance, and another chance costs little.
                for _ in 1...2 {
                    let violation = try await ConcurrentReplay.violation(of: history, titled: title, in: trial)
                    guard let violation else {
                        trial.observe()
                        continue
                    }
                    let failing = FailingHistory(history: history, number: number, violation: violation)
                    return try await trial.report(failing)
                }
            }
        }
    }
}

extension Trial {
    /// How many shorter histories are tried, as each is played several times.
    private static let patience = 400

    /// Reports the shortest history that fails too, unless concurrency has no part in it.
    fileprivate func report(_ failing: FailingHistory) async throws {
        try await expectLawfulAlone(failing.history, orders: 20)
        // What a program shows without a look at the times is preferred: it can be pasted.
        for precedence in [Linearizability.Precedence.program, .time] {
            let shortest = try await failing.shrunk(in: self, patience: Self.patience) { history, title in
                try await ConcurrentReplay.violation(of: history, titled: title, by: precedence, in: self)
            }
            guard let shortest else { continue }
            try await expectLawfulAlone(shortest.history, orders: 500)
            return report(shortest.violation)
        }
        failing.noteChance(in: self)
        report(failing.violation)
    }

    /// Leaves the clause alone when the store goes wrong without concurrency, its tasks' steps done one after another.
    private func expectLawfulAlone(_ history: History, orders: Int) async throws {
        for order in history.orders(upTo: orders) {
            let alone = History(steps: order)
            guard try await Replay.violation(of: alone, titled: "one after another", in: self) == nil else {
                throw NotApplicable.wrongAlone
            }
        }
    }
}
