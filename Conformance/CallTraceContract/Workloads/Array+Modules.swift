import CallTraces

extension [CallTrace] {
    /// The traces of each module, with names compared and sorted by their bytes.
    var byModule: [(module: String, traces: [CallTrace])] {
        Dictionary(grouping: self) { ExactString($0.module) }
            .map { ($0.key.string, $0.value) }
            .sorted { $0.0.precedesByBytes($1.0) }
    }

    /// The traces of modules whose names do not contain one another, so that a check does not depend on FILTER-1.
    var inModulesFarApart: [CallTrace] {
        let modules = byModule.map(\.module)
        let apart = modules.filter { module in
            !modules.contains { !$0.hasSameBytes(as: module) && $0.lowercased().contains(module.lowercased()) }
        }
        return filter { trace in apart.contains { $0.hasSameBytes(as: trace.module) } }
    }
}

extension [String] {
    /// Whether both lists contain the same names, by bytes, in any order and however often.
    func hasSameNames(as other: [String]) -> Bool {
        Set(map(ExactString.init)) == Set(other.map(ExactString.init))
    }
}
