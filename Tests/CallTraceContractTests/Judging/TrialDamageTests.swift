import CallTraceContract
import CallTraces
import Synchronization
import Testing

@testable import FaultyStores

/// Judges THUNK clauses with subjects that damage records in their own ways.
@Suite struct TrialDamageTests {
    /// A persistent store that caches results until something is added.
    private final class CachingStore: CallTraceStore {
        /// The stored rows, oldest first.
        final class Rows: Sendable {
            let all = Mutex<[CallTraceRow]>([])
        }

        private struct Query: Hashable {
            let module: String
            let qualnamePrefix: String?
            let limit: Int
        }

        private let rows: Rows
        private let cache = Mutex<[Query: [CallTraceRow]]>([:])

        init(_ rows: Rows) {
            self.rows = rows
        }

        static func makeStore(connectionString: String) async throws -> CachingStore { CachingStore(Rows()) }

        func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            let new = Array(serializeTraces(traces))
            rows.all.withLock { $0 += new }
            cache.withLock { $0 = [:] }
        }

        func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            let query = Query(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
            if let cached = cache.withLock({ $0[query] }) { return cached }
            let found = rows.all.withLock { rows in
                Array(
                    rows.reversed()
                        .filter { $0.module == module && $0.qualname.hasPrefix(qualnamePrefix ?? "") }
                        .prefix(limit)
                )
            }
            cache.withLock { $0[query] = found }
            return found
        }

        func listModules() async throws -> [String] {
            Array(Set(rows.all.withLock { $0.map(\.module) }))
        }
    }

    @Test(arguments: [Clause.thunk1, .thunk2, .thunk4], [true, false])
    func `a damage that changes nothing is a kit error that names the record`(_ clause: Clause, isEphemeral: Bool)
        async
    {
        let subject = Subject(PlainStore.self) { "\($0)" }.with { subject in
            subject.damage = { _, _ in }
            guard isEphemeral else { return }
            let names = Count()
            subject.isEphemeral = true
            subject.makeStore = { try await PlainStore.makeStore(connectionString: "\($0)-\(names.next())") }
        }
        let verdict = await clause.judge(subject)
        #expect(verdict.outcome == .kitError)
        let (module, qualname) = clause == .thunk4 ? ("shop.cart", "Cart.total") : ("m", "damaged")
        #expect(
            verdict.reason?.hasPrefix(
                "the subject's damage changed nothing: the record of module \"\(module)\", qualname \"\(qualname)\""
            ) == true,
            "\(verdict.reason ?? "")"
        )
    }

    @Test(arguments: [Clause.thunk1, .thunk2, .thunk4])
    func `a persistent store is opened again after a damage, so its cache does not matter`(_ clause: Clause) async {
        let rows = Mutex<[String: CachingStore.Rows]>([:])
        @Sendable func stored(_ connectionString: String) -> CachingStore.Rows {
            rows.withLock { rows in
                let stored = rows[connectionString] ?? CachingStore.Rows()
                rows[connectionString] = stored
                return stored
            }
        }
        var subject = Subject(CachingStore.self) { "\($0)" }
        subject.makeStore = { CachingStore(stored($0)) }
        subject.damage = { _, record in
            stored(record.connectionString).all.withLock { rows in
                for index in rows.indices where rows[index].qualname == record.qualname {
                    let row = rows[index]
                    rows[index] = CallTraceRow(
                        module: row.module,
                        qualname: row.qualname,
                        argTypes: "{",
                        returnType: row.returnType,
                        yieldType: row.yieldType
                    )
                }
            }
        }
        let verdict = await clause.judge(subject)
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
        #expect(verdict.formText == nil)
    }

    @Test func `THUNK-4 is not applicable to a store whose filter throws for a damaged record`() async {
        let store = FaultyStore("decoding in filter", "filter decoded every record", breaks: [.thunk1]) {
            $0.thunks = { _, records in
                try records.map { record in
                    let trace = try record.row.toTrace()
                    return PlainThunk { trace }
                }
            }
        }
        #expect(await Clause.thunk1.judge(store.subject).outcome == .failed)
        let verdict = await Clause.thunk4.judge(store.subject)
        #expect(verdict.outcome == .notApplicable)
        #expect(verdict.reason == "filter throws for the damaged record, see THUNK-1")
    }
}
