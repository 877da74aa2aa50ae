/// What a measured process prints: a JSON object of these names and numbers.
enum Figure: String, Codable, CodingKeyRepresentable {
    /// The seconds that adding everything took.
    case add
    /// The seconds of one query.
    case filterMany, filterFew, listModules
    /// How much the queries found.
    case foundMany, foundFew, foundModules
    /// The seconds that encoding and decoding a row took.
    case rowCoding, foundationCoding
    /// The most memory in bytes after a tenth of the calls, and after all.
    case earlyPeak, latePeak
}

/// The figures of one process.
typealias Figures = [Figure: Double]
