/// One clause of the contract: what it demands, how binding it is, and how it is judged.
///
/// The id never changes: a retired clause keeps its number. Each clause is one value, in a file named after its id.
public struct Clause: Sendable, Identifiable {
    package typealias Check = @Sendable (Trial) async throws -> Void

    /// The group that the clause belongs to.
    public let group: Group
    /// The number of the clause within its group.
    public let number: Int
    /// How binding the clause is.
    public let level: Level
    /// The clause in a few words.
    public let title: String
    /// The full text of the clause.
    public let text: String
    /// Where to look in a store that breaks the clause.
    public let hint: String
    /// Whether the clause is judged only when named, because it takes a long time.
    public let isOptIn: Bool
    /// The version of the contract that introduced the clause.
    public let since: Contract.Version

    /// What is judged instead when a declaration of the subject rules the clause out.
    package let alternatives: [Alternative]
    /// Whether failures differ from run to run, so that only the scenarios that fail identify a mistake.
    package let variesByRun: Bool
    /// What random histories leave out while the clause is a known deviation.
    let historyExclusions: HistoryExclusions

    let check: Check

    /// The id of the clause, such as `FILTER-4`.
    public var id: String { "\(group.rawValue)-\(number)" }

    /// Whether the kit can judge the clause.
    package var isJudged: Bool { level != .unspecified }

    init(
        _ group: Group,
        _ number: Int,
        _ level: Level,
        _ title: String,
        text: String,
        hint: String = "",
        alternatives: [Alternative] = [],
        since: Contract.Version = .version1,
        isOptIn: Bool = false,
        variesByRun: Bool = false,
        deviationExcludes historyExclusions: HistoryExclusions = [],
        check: @escaping Check
    ) {
        self.group = group
        self.number = number
        self.level = level
        self.title = title
        self.text = text
        self.hint = hint
        self.alternatives = alternatives
        self.since = since
        self.isOptIn = isOptIn
        self.variesByRun = variesByRun
        self.historyExclusions = historyExclusions
        self.check = check
    }
}

extension Clause: CustomStringConvertible {
    /// The id, level and title, as a test case shows them: `FILTER-4 MUST newest first`.
    public var description: String { "\(id) \(level.rawValue) \(title)" }
}

extension Clause: Hashable {
    /// Whether both clauses have the same id.
    public static func == (left: Clause, right: Clause) -> Bool {
        left.group == right.group && left.number == right.number
    }

    /// Hashes the id.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(group)
        hasher.combine(number)
    }
}
