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
        try await trial.scenario(
            "connection strings that are easily confused",
            of: kinds,
            after: [],
            culprits: { ending, opened in opened[ExactString(ending)]?.foundNumbers ?? [] }
        ) { endings in
            var opened: [ExactString: Opened] = [:]
            let connectionStrings = try trial.freshConnectionStrings(endingIn: endings)
            for (number, (ending, connectionString)) in zip(endings, connectionStrings).enumerated() {
                let stored = Opened(connectionString, number)
                opened[ExactString(ending)] = stored
                let store = try await trial.makeStore(connectionString)
                try await store.add([stored.trace])
                if !trial.subject.isPersistent { stored.found = try await store.filter("m").decoded() }
                if mayClose { store.release() } else { stored.store = store }
            }
            return opened
        } check: { ending, opened in
            guard let stored = opened[ExactString(ending)] else { return }
            guard trial.subject.isPersistent else { return trial.expect(stored.found, are: [stored.trace]) }
            // The same string means the same traces when it is opened again.
            let again = try await trial.makeStore(stored.connectionString)
            stored.found = try await again.filter("m").decoded()
            trial.expect(stored.found, are: [stored.trace])
            again.release()
        }
    }

    /// A store that was opened for one ending, what was added to it, and what it returned.
    private final class Opened {
        let connectionString: String
        let trace: CallTrace
        var found: [Decoded] = []
        /// The store, unless it is closed.
        var store: TrialStore?

        init(_ connectionString: String, _ number: Int) {
            self.connectionString = connectionString
            trace = CallTrace(module: "m", qualname: "f\(number)")
        }

        /// The numbers of the endings whose traces were found.
        var foundNumbers: [Int] {
            found.compactMap { decoded in
                guard case .trace(let trace) = decoded else { return nil }
                return Int(trace.qualname.dropFirst())
            }
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
