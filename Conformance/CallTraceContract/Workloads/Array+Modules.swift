import CallTraces

extension [CallTrace] {
    /// The traces of each module, by the bytes of its name, in the order of the names' bytes.
    var byModule: [(module: String, traces: [CallTrace])] {
        Dictionary(grouping: self) { ExactString($0.module) }
            .map { ($0.key.string, $0.value) }
            .sorted { $0.0.precedesByBytes($1.0) }
    }

    /// The traces of modules whose names are not part of one another's, so that a check need not rest on FILTER-1.
    var inModulesFarApart: [CallTrace] {
        let modules = byModule.map(\.module)
        let apart = modules.filter { module in
            !modules.contains { !$0.hasSameBytes(as: module) && $0.lowercased().contains(module.lowercased()) }
        }
        return filter { trace in apart.contains { $0.hasSameBytes(as: trace.module) } }
    }
}

extension [String] {
    /// Whether both lists hold the same names, by bytes, in any order and however often.
    func hasSameNames(as other: [String]) -> Bool {
        Set(map(ExactString.init)) == Set(other.map(ExactString.init))
    }
}
