import CallTraceContract

extension FaultyStore {
    /// The whole catalog, in the order of the contract's groups.
    package static let all: [FaultyStore] =
        ofMake + ofAdd + ofProcesses + ofFiles + ofFilter + ofResults + ofList + ofThunk + ofModel + ofInterleavings
        + ofCancellation + ofScale

    /// Finds a faulty store by its name.
    ///
    /// - Parameter name: The name of the mistake.
    /// - Returns: The store.
    /// - Throws: ``KitError`` when there is none of that name.
    package static func named(_ name: String) throws -> FaultyStore {
        guard let store = all.first(where: { $0.name == name }) else {
            throw KitError("there is no faulty store named \(name.debugDescription)")
        }
        return store
    }
}
