import Foundation

extension Session {
    /// What a reader of the table needs to know.
    var notes: [String] {
        var notes = [
            """
            Medians of \(rounds) rounds, in which the programs take turns; MonkeyType \(monkeyType.versions.monkeytype), \
            Python \(monkeyType.versions.python) with SQLite \(monkeyType.versions.sqlite); \
            \(ProcessInfo.processInfo.activeProcessorCount) cores.
            """,
            """
            add: from call traces in memory to committed rows, in batches of \(sizes.batch) or all at once. The C program \
            gets encoded rows. Startup, opening, and closing are not timed.
            """,
            """
            filter: the module with the most traces, without decoding the rows, on the file that each store has written \
            from the same traces. The C program reads SQLiteStore's file. The median of many queries after a warm-up.
            """,
        ]
        #if DEBUG
            notes.append("This is a debug build, so the figures mean nothing. Use swift run -c release compare.")
        #endif
        return notes
    }
}
