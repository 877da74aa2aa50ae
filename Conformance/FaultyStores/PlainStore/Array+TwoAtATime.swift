extension Array where Element: Sendable {
    /// Transforms the elements two at a time, as judging a store keeps one processor busy at most.
    ///
    /// - Parameter transform: Transforms an element.
    /// - Returns: The results in the order of the elements.
    func mapTwoAtATime<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            var waiting = enumerated().makeIterator()
            func transformNext() {
                guard let (index, element) = waiting.next() else { return }
                group.addTask { (index, await transform(element)) }
            }
            transformNext()
            transformNext()
            for await (index, result) in group {
                results[index] = result
                transformNext()
            }
            return results.compactMap(\.self)
        }
    }
}
