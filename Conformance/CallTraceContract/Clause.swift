/// One clause of the contract: what it demands, how binding it is, and how it is judged.
///
/// The id is stable for ever: a retired clause keeps its number. A clause is one value in a file named by its id.
public struct Clause: Sendable, Identifiable {
    /// Whether the kit judges the clause.
    public enum Standing: Sendable {
        /// The clause is judged.
        case judged
        /// The clause is judged when it is asked for by name, because that takes its time.
        case optIn
        /// The clause leaves something open, so there is nothing to judge.
        case open
    }

    package typealias Check = @Sendable (Trial) async throws -> Void

    /// The group that the clause belongs to.
    public let group: ClauseGroup
    /// The number of the clause within its group.
    public let number: Int
    /// How binding the clause is.
    public let level: Level
    /// The clause in a few words.
    public let title: String
    /// The whole text of the clause.
    public let text: String
    /// Where to look in a store that breaks the clause.
    public let hint: String
    /// What is judged instead for stores that declare themselves out of the clause.
    public let alternatives: [Alternative]
    /// Whether the clause is judged.
    public let standing: Standing
    /// The version of the contract since which the clause stands.
    public let since: ContractVersion

    let check: Check

    /// Whether the kit has a check for the clause.
    public var hasCheck: Bool { standing == .judged || standing == .optIn }

    /// The name of the clause, such as `FILTER-4`.
    public var id: String { "\(group.rawValue)-\(number)" }

    /// A clause that the kit judges, unless its standing says otherwise.
    init(
        _ group: ClauseGroup,
        _ number: Int,
        _ level: Level,
        _ title: String,
        text: String,
        hint: String,
        alternatives: [Alternative] = [],
        since: ContractVersion = .version1,
        standing: Standing = .judged,
        check: @escaping Check
    ) {
        self.group = group
        self.number = number
        self.level = level
        self.title = title
        self.text = text
        self.hint = hint
        self.alternatives = alternatives
        self.standing = standing
        self.since = since
        self.check = check
    }

    /// A clause that leaves something open, and so is never judged.
    init(open group: ClauseGroup, _ number: Int, _ title: String, text: String) {
        self.init(group, number, .open, title, text: text, hint: "", standing: .open) { _ in
            throw NotApplicable(reason: "the kit does not judge this clause")
        }
    }
}

extension Clause: CustomStringConvertible {
    /// Id, level and title, as a test case shows them: `FILTER-4 MUST newest first`.
    public var description: String { "\(id) \(level.rawValue) \(title)" }
}

extension Clause: Hashable {
    /// Whether both are the clause of one id.
    public static func == (left: Clause, right: Clause) -> Bool {
        left.group == right.group && left.number == right.number
    }

    /// Hashes the id.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(group)
        hasher.combine(number)
    }
}
