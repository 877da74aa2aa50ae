import CallTraceContract
import CallTraces

/// Lawful stores in shapes that stores of databases, caches, and services have.
extension LawfulStore {
    static let odd: [LawfulStore] = [
        LawfulStore("rows as escaped text", "it keeps each row as one line of escaped text") {
            $0.thunks = { _, records in
                records.map { record in
                    let line = EscapedLine(record.row.parts)
                    return PlainThunk {
                        guard let row = CallTraceRow(parts: line.parts) else { throw Fault("the line is damaged") }
                        return try row.toTrace()
                    }
                }
            }
        },
        LawfulStore("results in pages", "it puts results together from pages of 50 rows of one snapshot") {
            $0.records = { log, _ in
                let snapshot = log.records
                return stride(from: 0, to: snapshot.count, by: 50).flatMap { start in
                    snapshot[start..<min(start + 50, snapshot.count)]
                }
            }
        },
        LawfulStore("sharded", "it queries seven shards of the modules and merges what they return") {
            $0.records = { log, query in
                let shards = Dictionary(grouping: log.records.enumerated()) { shard(of: $0.element.row.module) }
                return shards[shard(of: query.module), default: []].sorted { $0.offset < $1.offset }.map(\.element)
            }
            $0.list = { log in
                let shards = Dictionary(grouping: log.records.map(\.row.module), by: shard)
                return shards.values.flatMap { Set($0.map(ExactString.init)).map(\.string) }
            }
        },
        LawfulStore("caching until an add", "every open store caches its results until anything is added") { store in
            let (cache, steps) = (Locked(ResultCache()), store.steps)
            store.records = { log, query in
                // The number of batches is read first, so that no result is taken for newer than it is.
                let batches = log.batches
                let result = steps.apply(to: log.records, query)
                return cache.update { $0.result(of: query, after: batches, result) }
            }
            store.steps.sequence = []
        },
        LawfulStore("locked and canceled", "its adds wait for a lock, and throw if they are canceled meanwhile") {
            store in
            let lock = store.shared("lock", TaskLock()).value
            store.store = { log, rows in
                try await lock.lock()
                defer { lock.unlock() }
                await log.rewrite(appending: rows, yielding: 3)
            }
        },
        LawfulStore("pruned duplicates at rest", "it removes older copies of a trace when a store is opened") { store in
            let (open, log) = (store.open, store.log)
            store.open = {
                try await open()
                log().update { records in
                    var seen: Set<CallTraceRow> = []
                    records = records.reversed().filter { seen.insert($0.row).inserted }.reversed()
                }
            }
        },
        LawfulStore("traces as objects", "it keeps traces as objects, even those with a local type") {
            var subject = Subject(ObjectStore.self) { "\($0)" }
            subject.name = "traces as objects"
            subject.isEphemeral = true
            return AnySubject(subject)
        },
    ]

    private static func shard(of module: String) -> Int {
        module.utf8.reduce(0) { ($0 * 31 + Int($1)) % 7 }
    }
}

/// Results of queries, kept until the number of added batches changes.
private struct ResultCache: Sendable {
    private struct Key: Hashable {
        let module: ExactString
        let prefix: ExactString?
        let limit: Int
    }

    private var batches = 0
    private var results: [Key: [Record]] = [:]

    mutating func result(of query: Query, after batches: Int, _ fresh: [Record]) -> [Record] {
        // What was found before an add that the cache has heard of must not be found again.
        guard self.batches <= batches else { return fresh }
        if self.batches < batches {
            self.batches = batches
            results = [:]
        }
        let key = Key(
            module: ExactString(query.module),
            prefix: query.qualnamePrefix.map(ExactString.init),
            limit: query.limit
        )
        let result = results[key] ?? fresh
        results[key] = result
        return result
    }
}

/// Texts, or their absence, on one line, as a format of lines and tabs would keep them.
private struct EscapedLine: Sendable {
    private let line: String

    init(_ parts: [String?]) {
        line = parts.map { part in
            guard let part else { return "\\N" }
            return part.unicodeScalars.reduce(into: "=") { text, scalar in
                switch scalar {
                case "\\": text += "\\\\"
                case "\t": text += "\\t"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }.joined(separator: "\t")
    }

    var parts: [String?] {
        line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false).map { part in
            guard part.first == "=" else { return nil }
            var text = String.UnicodeScalarView()
            var rest = part.dropFirst()
            while let scalar = rest.popFirst() {
                guard scalar == "\\", let escaped = rest.popFirst() else {
                    text.append(scalar)
                    continue
                }
                switch escaped {
                case "t": text.append("\t")
                case "n": text.append("\n")
                case "r": text.append("\r")
                default: text.append(escaped)
                }
            }
            return String(text)
        }
    }
}
