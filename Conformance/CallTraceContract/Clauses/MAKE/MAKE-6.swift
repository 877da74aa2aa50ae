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
        let kinds = make6Endings.map { name, endings in CaseKind("connection strings that differ in \(name)", endings) }
        // How many stores can be open at once, and whether traces outlive all of them, is for MAKE-2 to judge.
        let mayClose = try await trial.keepsTracesOfClosedStores()
        try await trial.scenario("connection strings that are easily confused", of: kinds, after: []) { endings in
            var opened: [ExactString: Opened] = [:]
            let connectionStrings = try trial.freshConnectionStrings(endingIn: endings)
            for (number, (ending, connectionString)) in zip(endings, connectionStrings).enumerated() {
                let trace = CallTrace(module: "m", qualname: "f\(number)")
                let store = try await trial.makeStore(connectionString)
                try await store.add([trace])
                let found = trial.subject.isPersistent ? nil : try await store.filter("m").decoded()
                if mayClose { store.release() }
                opened[ExactString(ending)] = Opened(connectionString, trace, found, store: mayClose ? nil : store)
            }
            return opened
        } check: { ending, opened in
            guard let opened = opened[ExactString(ending)] else { return }
            if let found = opened.found { return trial.expect(found, are: [opened.trace]) }
            // The same string means the same traces when it is opened again.
            let again = try await trial.makeStore(opened.connectionString)
            try await again.expectFilter("m", gives: [opened.trace])
            again.release()
        }
    }

    /// A store that was opened for one ending, and what was added to it.
    private struct Opened {
        let connectionString: String
        let trace: CallTrace
        /// What an ephemeral store returned.
        let found: [Decoded]?
        /// The store, unless it is closed.
        let store: TrialStore?

        init(_ connectionString: String, _ trace: CallTrace, _ found: [Decoded]?, store: TrialStore?) {
            self.connectionString = connectionString
            self.trace = trace
            self.found = found
            self.store = store
        }
    }

    private static let long = TextCorpus.text(of: 200)

    /// Characters of every kind that a file can have in its name.
    private static let characters =
        (TextCorpus.punctuation + TextCorpus.spaces).filter { $0 != "/" } + [
            "\u{1}", "\u{1b}", "\u{1f}", "\u{7f}", "\u{ad}", "\u{200d}", "\u{200e}", "\u{fe0e}", "\u{fe0f}", "\u{fffd}",
            "\u{e000}", "\u{ffff}", "\u{378}",
        ]

    /// Endings of connection strings, which may become names of files: without slashes and NUL, and not too long.
    ///
    /// What remains when something is dropped, replaced, trimmed, unescaped, or taken for a delimiter is there, too.
    static let make6Endings: [(String, [String])] = [
        ("their ends alone", ["-a", "-b", "-ab", "-bb", "-", "-aAb", "-anb"]),
        ("case", ["-A", "-\u{e9}a", "-\u{c9}a", "-i", "-\u{131}", "-ss", "-\u{df}"]),
        ("spaces", ["-a b", "-a  b", "-a    b", "-a ", " -a", "-a\tb", "-a\u{a0}b"]),
        ("line ends", ["-a\n", "-a\r\nb", "-a\rb", "-a\nb", "-a\u{2028}b"]),
        ("escapes", ["-a%20b", "-a+b", "-a%2Bb", "-%41", "-a%", "-a&b", "-a&amp;b", "-a&#65;b", "-a${b}b"]),
        ("backslashes", ["-a\\b", "-a\\\\b", "-a\\nb", "-a\\tb", "-a\\u0041b", "-a\\x41b"]),
        ("doubled characters", ["-a%b", "-a%%b", "-a'b", "-a''b", "-a\"b", "-a\"\"b", "-a{b", "-a{{b"]),
        ("a query or a fragment", ["-a?", "-a?x=1", "-a#", "-a#x", "-a;x=1", "-a,b", "-a:b", "-a@b"]),
        ("dots", ["-a.", "-a.db", "-a.sqlite3", "-a.b.c", "-a~"]),
        ("quotes and wildcards", ["-a'", "-a\"", "-'a'", "-a*", "-a[b]", "-a{b}", "-$a"]),
        ("accents", ["-\u{e9}", "-e", "-e\u{301}", "-?"]),
        ("wide characters", ["-\u{1f600}", "-\u{1f601}", "-\u{f600}", "-\u{ff41}", "-\u{fb01}", "-fi"]),
        ("a character", characters.flatMap { ["-a\($0)b\($0)", "-b\($0)b\($0)"] }),
        ("invisible characters", ["-a\u{200b}", "-a\u{feff}", "-a\u{ad}b", "-a\u{1}"]),
        ("numbers", ["-1", "-01", "-1.0"]),
        ("the end of a long name", [long, long + "y", long + "z", String(long.prefix(64))]),
    ]
}

extension Trial {
    /// Whether a store may be closed: an ephemeral one is not opened again, and others keep their traces.
    fileprivate func keepsTracesOfClosedStores() async throws -> Bool {
        guard subject.isPersistent else { return true }
        var isKept = false
        try await scenario("a store that is closed and opened again", after: []) {
            let trace = CallTrace(module: "m", qualname: "f")
            let store = try await makeStore()
            try await store.add([trace])
            store.release()
            isKept = try await makeStore(store.connectionString).filter("m").decoded() == [.trace(trace)]
        }
        return isKept
    }
}
