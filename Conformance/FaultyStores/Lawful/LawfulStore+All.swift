import CallTraceContract
import CallTraces

extension LawfulStore {
    /// Every lawful store.
    package static let all: [LawfulStore] =
        [
            LawfulStore("modules in any order", "it lists modules in a different order each time") {
                $0.list = { Components.modules(of: $0).shuffled() }
            },
            LawfulStore("thunks decoded early", "it decodes traces in filter, and keeps the trace or the error") {
                $0.thunks = { _, records in
                    records.map { record in
                        let result = Result { try record.row.toTrace() }
                        return PlainThunk { try result.get() }
                    }
                }
            },
            LawfulStore("an encoding of its own", "its thunks hold bytes in its own encoding instead of JSON") {
                $0.thunks = { _, records in
                    records.map { record in
                        let bytes = Result { TraceBytes(try record.row.toTrace()) }
                        return PlainThunk { try bytes.get().trace() }
                    }
                }
            },
            LawfulStore("collapsing in add", "it removes a stored trace when an identical one is added") {
                $0.collapseInAdd()
            },
            LawfulStore("indexed", "it finds modules by an index, and collapses duplicates in add", isScaling: true) {
                $0.indexModules()
                $0.collapseInAdd()
            },
            LawfulStore(
                "keeping duplicates",
                "it returns each of several identical traces",
                declaring: [.keepsDuplicates]
            ) {
                _ in
            },
            LawfulStore("ephemeral", "every store starts empty and keeps its own traces", declaring: [.ephemeral]) {
                _ in
            },
            LawfulStore("an actor that suspends", "it yields to other tasks at every step") {
                .wrapped(named: "an actor that suspends") { SuspendingStore($0) }
            },
            LawfulStore("slow and jittering", "its calls take longer, each by a random delay") {
                .wrapped(named: "slow and jittering") { JitteringStore($0) }
            },
            LawfulStore("a journal in a file", "it appends one line per batch to a file", in: .files) {
                $0.keep(in: Journal(of: $0.connectionString))
            },
            LawfulStore("one file per batch", "it writes every batch to its own file", in: .files) {
                var subject = Subject(FileStore.self) { $0.path }
                subject.unopenable = { "/dev/null/\($0)" }
                subject.damage = { try $0.damage($1) }
                return AnySubject(subject)
            },
        ] + odd
}

extension AnySubject {
    /// A store around a plain one.
    fileprivate static func wrapped<Store: CallTraceStore>(
        named name: String,
        _ wrap: @escaping @Sendable (PlainStore) -> Store
    ) -> AnySubject where Store: WrappingStore {
        let server = PlainServer()
        var subject = Subject(Store.self) { "mysql://john:open-sesame@plain/\($0)" }
        subject.name = name
        subject.makeStore = { wrap(try await PlainStore(Components(connectionString: $0, server: server))) }
        subject.remove = { server.remove($0) }
        subject.unopenable = { "mysql://john:open-sesame@\(Components.unreachable)/\($0)" }
        subject.damage = { store, record in try store.wrapped.damage(record) }
        return AnySubject(subject)
    }
}
