import CallTraceContract

/// Mistakes that cost time and nothing else.
extension FaultyStore {
    static let ofScale: [FaultyStore] = [
        FaultyStore("every module walked", "a query walked the traces of all modules", breaks: [.scale1]) { store in
            store.collapseInAdd()
        },
        FaultyStore("every copy walked", "a query walked all copies of the traces of its module", breaks: [.scale2]) {
            store in
            store.indexModules()
        },
    ]
}
