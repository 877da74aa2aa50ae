import CallTraces

extension Clause {
    /// MAKE-6: the connection string is used verbatim.
    public static let make6 = Clause(
        .make,
        6,
        .must,
        "the connection string is used verbatim",
        text: """
            The connection string is used verbatim and whole: case, spaces, non-ASCII, `%`, `+`, `?`, `#`, dots, quotes and the \
            last byte of a long one matter.
            """,
        hint: "lowercasing, trimming, percent-decoding, normalizing, cutting, or using the string as a dictionary key.",
        deviationExcludes: .otherConnectionStrings
    ) { trial in
        let kinds = endings.map { name, endings in CaseKind("connection strings that differ in \(name)", endings) }
        try await trial.scenario("connection strings that are easily confused", of: kinds, after: []) { endings in
            var stores: [ExactString: (store: TrialStore, trace: CallTrace)] = [:]
            let connectionStrings = try trial.freshConnectionStrings(endingIn: endings)
            for (number, (ending, connectionString)) in zip(endings, connectionStrings).enumerated() {
                let trace = CallTrace(module: "m", qualname: "f\(number)")
                let store = try await trial.makeStore(connectionString)
                try await store.add([trace])
                stores[ExactString(ending)] = (store, trace)
            }
            return stores
        } check: { ending, stores in
            guard let (store, trace) = stores[ExactString(ending)] else { return }
            // The same string means the same traces when it is opened again.
            let again = trial.subject.isPersistent ? try await trial.makeStore(store.connectionString) : store
            try await again.expectFilter("m", gives: [trace])
            if trial.subject.isPersistent { again.release() }
        }
    }

    private static let long = TextCorpus.text(of: 120)

    private static let characters = (TextCorpus.punctuation + TextCorpus.spaces).filter { $0 != "/" }

    /// Endings of connection strings, which may become names of files: without slashes and NUL, and not too long.
    private static let endings: [(String, [String])] = [
        ("their ends alone", ["-a", "-b", "-ab", "-"]),
        ("case", ["-A", "-\u{e9}a", "-\u{c9}a", "-i", "-\u{131}", "-ss", "-\u{df}"]),
        ("spaces", ["-a b", "-a  b", "-a ", " -a", "-a\tb", "-a\u{a0}b", "-a\n"]),
        ("escapes", ["-a%20b", "-a+b", "-a%2Bb", "-%41", "-a%", "-a\\b", "-a&amp;b", "-a&b"]),
        ("a query or a fragment", ["-a?", "-a?x=1", "-a#", "-a#x", "-a;x=1", "-a,b", "-a:b", "-a@b"]),
        ("dots", ["-a.", "-a.db", "-a.sqlite3", "-a.b.c", "-a~"]),
        ("quotes and wildcards", ["-a'", "-a\"", "-'a'", "-a*", "-a[b]", "-a{b}", "-$a"]),
        ("accents", ["-\u{e9}", "-e", "-e\u{301}", "-?", "-\u{1f600}", "-\u{1f601}", "-\u{ff41}", "-\u{fb01}", "-fi"]),
        // What remains when a character is dropped, replaced, trimmed, or taken for the end is there, too.
        ("a character", characters.map { "-a\($0)b\($0)" }),
        ("line ends", ["-a\r\nb", "-a\rb", "-a\nb", "-a\u{2028}b"]),
        (
            "escapes of characters",
            ["-a\\nb", "-a\\tb", "-anb", "-a\\\\b", "-a\\u0041", "-a\\x41", "-aA", "-a%%b", "-a''b"]
        ),
        ("invisible characters", ["-a\u{200b}", "-a\u{feff}", "-a\u{ad}b", "-a\u{1}"]),
        ("numbers", ["-1", "-01", "-1.0"]),
        ("the end of a long name", [long, long + "y", long + "z", String(long.prefix(64))]),
    ]
}
