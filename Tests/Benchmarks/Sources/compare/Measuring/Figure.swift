/// The key of a number in the JSON object that a measured process prints.
enum Figure: String, Codable, CodingKeyRepresentable {
    /// The time to add everything, in seconds.
    case add
    /// The time of one query, in seconds.
    case filterMany, filterFew, listModules
    /// The number of results of a query.
    case foundMany, foundFew, foundModules
    /// The number that `collapseDuplicates()` returns.
    case collapsed
    /// The time to encode and decode a row, in seconds.
    case rowCoding, foundationCoding
    /// The peak memory after a tenth of the calls, and after all of them, in bytes.
    case earlyPeak, latePeak
}

/// The figures of one process.
typealias Figures = [Figure: Double]
