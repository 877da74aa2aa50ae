import CallTraces

/// The pure reference model: what a store of one connection string holds, and what it must answer.
///
/// It is a value, so that a search may keep many of them.
struct Model: Hashable, Sendable {
    private let collapsesDuplicates: Bool

    /// The stored traces, oldest first.
    private(set) var traces: [CallTrace] = []

    init(collapsesDuplicates: Bool) {
        self.collapsesDuplicates = collapsesDuplicates
    }

    /// Stores a batch, leaving out what cannot be serialised (ADD-6); what comes again becomes the newest (FILTER-9).
    mutating func add(_ batch: [CallTrace]) {
        for trace in batch where Self.isStorable(trace) {
            if collapsesDuplicates { traces.removeAll { $0 == trace } }
            traces.append(trace)
        }
    }

    /// The newest traces of a module, newest first; `nil` stands for the error that a negative limit is (FILTER-8).
    func filter(module: String, qualnamePrefix: String?, limit: Int?) -> [CallTrace]? {
        let limit = limit ?? 2_000
        guard limit >= 0 else { return nil }
        return traces.reversed()
            .filter { $0.module.hasSameBytes(as: module) && $0.qualname.hasBytePrefix(qualnamePrefix ?? "") }
            .prefix(limit)
            .map(\.self)
    }

    /// The modules of the stored traces, once each.
    var modules: [String] { traces.byModule.map(\.module) }

    /// Whether a store keeps the trace, or logs it and leaves it out.
    private static func isStorable(_ trace: CallTrace) -> Bool {
        (try? CallTraceRow(trace)) != nil
    }
}
