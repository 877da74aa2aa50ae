import CallTraces

extension Clause {
    /// MAKE-6: the connection string is used verbatim.
    public static let make6 = Clause(
        .make,
        6,
        .must,
        "the connection string is used verbatim",
        text: "The connection string is used verbatim: case, spaces, non-ASCII and `%` matter.",
        hint: "lowercasing, trimming, percent-decoding, normalizing, or using the string as a dictionary key.",
        deviationExcludes: .otherConnectionStrings
    ) { trial in
        let pairs = [
            ("case", "-store", "-STORE"),
            ("a space", "-a b", "-ab"),
            ("a space at the end", "-a", "-a "),
            ("an escaped space", "-a b", "-a%20b"),
            ("an escaped letter", "-A", "-%41"),
            ("a plus sign", "-a b", "-a+b"),
            ("an accent", "-\u{e9}", "-e"),
            ("both normal forms of a letter", "-\u{e9}", "-e\u{301}"),
        ]
        for (difference, oneEnding, otherEnding) in pairs {
            try await trial.scenario("connection strings that differ in \(difference)") {
                let (one, other) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
                let (first, second) = try trial.freshConnectionStrings(oneEnding, otherEnding)
                let firstStore = try await trial.makeStore(first)
                try await firstStore.add([one])
                let secondStore = try await trial.makeStore(second)
                try await secondStore.add([other])
                try await secondStore.expectFilter("m", gives: [other])
                let firstAgain = trial.subject.isPersistent ? try await trial.makeStore(first) : firstStore
                try await firstAgain.expectFilter("m", gives: [one])
            }
        }
    }
}
