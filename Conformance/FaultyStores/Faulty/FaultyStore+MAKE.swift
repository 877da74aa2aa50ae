import CallTraceContract
import CallTraces
import Foundation
import Logging

/// Mistakes in opening a store.
extension FaultyStore {
    static let ofMake: [FaultyStore] = [
        FaultyStore(
            "no table before the first add",
            "the table was created by the first add, and reading before that failed",
            breaks: [.make1]
        ) { store in
            store.check = lawfulUnless("there is no table") { log, _ in log.records.isEmpty }
            store.list = { log in
                guard !log.records.isEmpty else { throw Fault("there is no table") }
                return Components.modules(of: log)
            }
        },
        FaultyStore(
            "no index before the first add",
            "a query with a prefix failed on an empty store",
            breaks: [.make1]
        ) { store in
            store.check = lawfulUnless("there is no index") { log, query in
                log.records.isEmpty && query.qualnamePrefix != nil
            }
        },
        FaultyStore(
            "gone with the last handle",
            "the traces were lost when the last open store was closed",
            breaks: [.make2]
        ) { store in
            let log = store.log
            store.open = { _ = log().addHandles(1) }
            store.close = { if log().addHandles(-1) == 0 { log().update { $0 = [] } } }
            store.refuseUnreachable()
        },
        FaultyStore(
            "handles do not see each other",
            "every store that was opened had its own traces",
            breaks: [.make2, .make4, .make6, .make7, .add8, .add9],
            because: "each of them opens one connection string twice and expects the same traces"
        ) { store in
            let own = RecordLog()
            store.log = { own }
        },
        FaultyStore(
            "one handle at a time",
            "a connection string that was already open could not be opened again",
            breaks: [.make2, .make4, .make7, .add8, .add9, .add10],
            because: "each of them opens one connection string twice"
        ) { store in
            let log = store.log
            store.open = {
                guard log().addHandles(1) == 1 else { throw Fault("the store is locked") }
            }
            store.close = { _ = log().addHandles(-1) }
            store.refuseUnreachable()
        },
        FaultyStore(
            "one connection for all",
            "every store used the connection that was opened last",
            breaks: [.make3]
        ) { store in
            let (server, own) = (store.server, store.log)
            store.open = { server.lastOpened = own() }
            store.log = { server.lastOpened ?? own() }
            store.refuseUnreachable()
        },
        FaultyStore(
            "opening reverses",
            "opening a store reversed the order of its traces",
            breaks: [.make4]
        ) { store in
            let log = store.log
            store.open = { log().update { $0.reverse() } }
            store.refuseUnreachable()
        },
        FaultyStore(
            "opening trims",
            "opening a store dropped all but the newest two records",
            breaks: [.make2, .make4, .make7],
            because: "a store that is opened again, or by others meanwhile, has lost traces"
        ) { store in
            let log = store.log
            store.open = { log().update { $0 = $0.suffix(2) } }
            store.refuseUnreachable()
        },
        FaultyStore(
            "opens anyway",
            "opening an unopenable connection string returned a working store",
            breaks: [.make5]
        ) { store in
            store.open = {}
        },
        FaultyStore(
            "opens and drops",
            "opening an unopenable connection string returned a store that silently dropped traces",
            breaks: [.make5]
        ) { store in
            store.open = {}
            if store.connectionString.contains(Components.unreachable) { store.store = { _, _ in } }
        },
        FaultyStore(
            "connection strings ignoring case",
            "connection strings were lowercased",
            breaks: [.make6]
        ) { $0.use { $0.lowercased() } },
        FaultyStore(
            "connection strings trimmed",
            "spaces around a connection string were trimmed",
            breaks: [.make6]
        ) { $0.use { $0.trimmingCharacters(in: .whitespaces) } },
        FaultyStore(
            "connection strings percent-decoded",
            "percent escapes such as %20 in a connection string were decoded",
            breaks: [.make6]
        ) { $0.use { $0.removingPercentEncoding ?? $0 } },
        FaultyStore(
            "connection strings form-decoded",
            "a plus sign in a connection string was decoded as a space",
            breaks: [.make6]
        ) { $0.use { $0.replacingOccurrences(of: "+", with: " ") } },
        FaultyStore(
            "connection strings normalized",
            "both normal forms of a connection string were treated as equal, as keys of a Swift dictionary are",
            breaks: [.make6]
        ) { $0.use { $0.precomposedStringWithCanonicalMapping } },
        FaultyStore(
            "connection strings ignoring accents",
            "accents in a connection string were dropped",
            breaks: [.make6]
        ) { $0.use { $0.folding(options: .diacriticInsensitive, locale: nil) } },
        FaultyStore(
            "made twice",
            "checking whether a store exists and creating it were two separate steps",
            breaks: [.make7, .model3]
        ) { store in
            let (server, connectionString) = (store.server, store.connectionString)
            let opened = Locked<RecordLog?>(nil)
            store.open = {
                if !server.hasLog(of: connectionString) {
                    await yieldToOtherTasks()
                    server.put(RecordLog(), for: connectionString)
                }
                opened.value = server.log(of: connectionString)
            }
            store.log = { opened.value ?? server.log(of: connectionString) }
            store.refuseUnreachable()
        },
        FaultyStore(
            "password in the opening error",
            "the error for a connection string that cannot be opened quoted it",
            breaks: [.make8]
        ) { $0.quoteWhenUnopenable($0.connectionString) },
        FaultyStore(
            "password in the description",
            "the store's description contained its connection string",
            breaks: [.make8]
        ) { store in
            store.description = "a store at \(store.connectionString)"
        },
        FaultyStore(
            "password in the log",
            "the store logged its connection string when it was opened",
            breaks: [.make8]
        ) { store in
            let connectionString = store.connectionString
            store.open = { Logger.current.info("opening \(connectionString)") }
            store.refuseUnreachable()
        },
        FaultyStore(
            "password in a query error",
            "the error for a negative limit quoted the connection string",
            breaks: [.make8]
        ) { $0.quoteWhenLimitIsNegative($0.connectionString) },
    ]
}

extension Components {
    /// Uses a changed connection string.
    fileprivate mutating func use(_ change: @escaping @Sendable (String) -> String) {
        let (server, connectionString) = (server, connectionString)
        log = { server.log(of: change(connectionString)) }
    }

    /// Still rejects the unreachable host, whatever else opening does.
    fileprivate mutating func refuseUnreachable() {
        let (mutated, lawful) = (open, Components(connectionString: connectionString, server: server).open)
        open = {
            try await lawful()
            try await mutated()
        }
    }
}
