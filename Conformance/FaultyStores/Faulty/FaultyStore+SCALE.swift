import CallTraceContract

/// Mistakes that cost time and nothing else.
extension FaultyStore {
    static let ofScale: [FaultyStore] = [
        FaultyStore("every module walked", "a query scanned the traces of all modules", breaks: [.scale1]) { store in
            store.collapseInAdd()
        },
        FaultyStore("every copy walked", "a query scanned every copy of the traces of its module", breaks: [.scale2]) {
            store in
            store.indexModules()
        },
    ]
}
