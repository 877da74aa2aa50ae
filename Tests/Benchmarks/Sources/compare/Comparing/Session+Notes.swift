import Foundation

extension Session {
    /// What has to be known of the figures.
    var notes: [String] {
        var notes = [
            """
            Medians of the rounds, in which the programs take turns: \(rounds); MonkeyType \(monkeyType.versions.monkeytype), \
            Python \(monkeyType.versions.python) with SQLite \(monkeyType.versions.sqlite); \
            \(ProcessInfo.processInfo.activeProcessorCount) cores.
            """,
            """
            add: from call traces in memory to committed rows, in batches of \(sizes.batch) or all at once; the C program \
            gets encoded rows. Start, opening and closing are not timed.
            """,
            """
            filter: of the module with most traces, to rows that are not decoded (thunks), on the file the store wrote \
            itself from the same traces; the median of many queries after one that does not count.
            """,
        ]
        #if DEBUG
            notes.append("Built without optimisation: the figures say nothing. Use swift run -c release compare.")
        #endif
        return notes
    }
}
