import CallTraceContract
import CallTraces
import Foundation

/// Mistakes in the use of files, which show when processes race, crash, or run out of space.
extension FaultyStore {
    static let ofFiles: [FaultyStore] = [
        FaultyStore(
            "written in chunks",
            "a batch was written 4 KiB at a time, and readers, who take no lock, saw the first chunks without the rest",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString, as: .traces)
            store.keep(in: journal)
            store.store = { _, rows in
                try journal.locked { file in
                    var rest = try journal.bytes(of: [rows])[...]
                    while !rest.isEmpty {
                        try file.write(contentsOf: rest.prefix(4_096))
                        rest = rest.dropFirst(4_096)
                    }
                }
            }
        },
        FaultyStore(
            "newline by itself",
            "a batch and the newline after it were two writes, and an unfinished line swallowed the next batch",
            breaks: [.add10, .add11],
            because: "the batch whose add threw appears with the next one, which is lost",
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            store.keep(in: journal)
            store.store = { _, rows in
                guard !rows.isEmpty else { return }
                try journal.opened(O_APPEND) { file in
                    guard flock(file.fileDescriptor, LOCK_EX) == 0 else { throw Fault("the file cannot be locked") }
                    try file.write(contentsOf: journal.bytes(of: [rows]).dropLast())
                    try file.write(contentsOf: Data("\n".utf8))
                }
            }
        },
        FaultyStore(
            "read without a lock",
            "a batch was written under a lock that readers did not take, and they saw part of it",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString, as: .committedTraces)
            store.keep(in: journal)
            store.store = { _, rows in
                guard !rows.isEmpty else { return }
                try journal.locked { file in
                    // Drop what a dead process has not committed.
                    try file.seek(toOffset: 0)
                    let data = try file.readToEnd() ?? Data()
                    let end = data.range(of: Journal.committed, options: .backwards)?.upperBound ?? 0
                    try file.truncate(atOffset: UInt64(end))
                    do {
                        try file.write(contentsOf: journal.bytes(of: [rows]))
                    } catch {
                        try file.truncate(atOffset: UInt64(end))
                        throw error
                    }
                }
            }
        },
        FaultyStore(
            "end sought, then written",
            "add sought the end of the file and wrote there without a lock, over what others wrote in the meantime",
            breaks: [.add9],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString, as: .sequence)
            store.keep(in: journal)
            store.store = { _, rows in
                let bytes = try journal.bytes(of: [rows])
                try journal.opened { file in
                    try file.seekToEnd()
                    // Widens the window, as a busy machine would.
                    usleep(200)
                    try file.write(contentsOf: bytes)
                }
            }
        },
        FaultyStore(
            "created truncating",
            "opening looked for the file, and then created an empty one in place of whatever had been created meanwhile",
            breaks: [.make7],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            store.keep(in: journal)
            let open = store.open
            store.open = {
                try await open()
                guard access(journal.path, F_OK) != 0 else { return }
                // Widens the window, as a busy machine would.
                usleep(200)
                try journal.opened(O_TRUNC) { _ in }
            }
        },
        FaultyStore(
            "short write unnoticed",
            "add appended in one write, and did not look at how much was written",
            breaks: [.add10, .add11],
            because: "add returns, and the batch is not stored",
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString, as: .sequence)
            store.keep(in: journal)
            store.store = { _, rows in
                let bytes = try journal.bytes(of: [rows])
                try journal.opened(O_APPEND) { file in
                    _ = bytes.withUnsafeBytes { write(file.fileDescriptor, $0.baseAddress, $0.count) }
                }
            }
        },
        FaultyStore(
            "rolled back after a crash",
            "opening after a crash dropped what was added since the store was last closed",
            breaks: [.add11],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let marker = journal.path + ".open"
            store.keep(in: journal)
            let open = store.open
            store.open = {
                try await open()
                guard let (process, size) = Self.read(marker), kill(process, 0) != 0 else { return }
                try journal.locked { try $0.truncate(atOffset: size) }
                unlink(marker)
            }
            store.store = { _, rows in
                guard !rows.isEmpty else { return }
                try journal.locked { file in
                    if Self.read(marker) == nil {
                        try Data("\(getpid()) \(file.seekToEnd())".utf8).write(to: URL(filePath: marker))
                    }
                    try file.write(contentsOf: journal.bytes(of: [rows]))
                }
            }
            store.close = {
                if Self.read(marker)?.process == getpid() { unlink(marker) }
            }
        },
    ]

    /// The process that has a store open, and the size of the file when it began to add.
    private static func read(_ marker: String) -> (process: pid_t, size: UInt64)? {
        guard let data = FileManager.default.contents(atPath: marker) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let process = pid_t(parts[0]), let size = UInt64(parts[1]) else { return nil }
        return (process, size)
    }
}
