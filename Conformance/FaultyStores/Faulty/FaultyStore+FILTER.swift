import CallTraceContract
import CallTraces
import Foundation

/// Mistakes in what a query matches.
extension FaultyStore {
    static let ofFilter: [FaultyStore] = modules + prefixes + hostileText

    private static let modules: [FaultyStore] = [
        ofModule(
            "module by prefix",
            "modules that only begin with the queried one matched"
        ) { $0.hasBytePrefix($1) },
        ofModule(
            "module contains",
            "modules that only contain the queried one matched"
        ) { $0.utf8.contains($1.utf8) },
        ofModule(
            "module ignoring case",
            "modules were compared case-insensitively"
        ) { $0.lowercased() == $1.lowercased() },
        ofModule("module by LIKE", "modules were matched with SQL's LIKE") { Pattern.like($1).matches($0) },
        ofModule("module by ==", "modules were compared with Swift's ==, which treats both normal forms as equal") {
            $0 == $1
        },
        ofModule("module trimmed", "spaces around module names were ignored") {
            $0.withoutOuterSpaces.hasSameBytes(as: $1.withoutOuterSpaces)
        },
        FaultyStore(
            "module by GLOB",
            "modules were matched with GLOB",
            breaks: [.add7, .filter1],
            because: "a module with wildcards in its name is not found by that name, and ADD-7 stores one"
        ) { $0.replace(.ofModule) { stored, queried in Pattern.glob(queried).matches(stored) } },
        FaultyStore("sub-modules too", "traces of sub-modules were returned too", breaks: [.filter1]) {
            $0.replace(.ofModule) { stored, queried in
                stored.hasSameBytes(as: queried) || stored.hasBytePrefix("\(queried).")
            }
        },
    ]

    private static let prefixes: [FaultyStore] = [
        withPrefix("LIKE prefix", "the prefix was matched with SQL's LIKE") { Pattern.like("\($1)%").matches($0) },
        withPrefix("case-sensitive LIKE prefix", "_ and % in the prefix were treated as wildcards") {
            Pattern.like("\($1)%", isCaseSensitive: true).matches($0)
        },
        withPrefix(
            "GLOB prefix",
            "* and ? in the prefix were treated as wildcards"
        ) { Pattern.glob("\($1)*").matches($0) },
        withPrefix("prefix ignoring case", "the prefix was compared case-insensitively") {
            $0.lowercased().hasBytePrefix($1.lowercased())
        },
        withPrefix("prefix contains", "the prefix matched anywhere in the qualname") { $0.utf8.contains($1.utf8) },
        withPrefix(
            "hasPrefix",
            "the prefix was compared with Swift's hasPrefix, which treats both normal forms as equal"
        ) {
            $0.hasPrefix($1)
        },
        withPrefix("prefix normalized", "the qualname and the prefix were converted to one normal form") {
            $0.decomposed.hasBytePrefix($1.decomposed)
        },
        withPrefix("whole qualname", "the prefix had to be the whole qualname") { $0.hasSameBytes(as: $1) },
        withPrefix("dot as wildcard", "a dot in the prefix matched any character") { qualname, prefix in
            qualname.utf8.count >= prefix.utf8.count
                && zip(qualname.utf8, prefix.utf8).allSatisfy { $0 == $1 || $1 == UInt8(ascii: ".") }
        },
        withPrefix("backslash escapes", "a backslash in the prefix was treated as an escape") { qualname, prefix in
            qualname.hasBytePrefix(prefix.replacingOccurrences(of: "\\", with: ""))
        },
        FaultyStore("empty prefix finds nothing", "the empty prefix matched no qualname", breaks: [.filter3]) {
            $0.steps[.prefix] = QueryStep { records, query in
                guard query.qualnamePrefix != "" else { return [] }
                return QueryStep.withPrefix.apply(records, query)
            }
        },
        FaultyStore(
            "empty prefix is top level",
            "the empty prefix matched only functions outside of classes",
            breaks: [.filter3]
        ) {
            $0.steps[.prefix] = QueryStep { records, query in
                guard query.qualnamePrefix != "" else { return records.filter { !$0.row.qualname.contains(".") } }
                return QueryStep.withPrefix.apply(records, query)
            }
        },
    ]

    private static let hostileText: [FaultyStore] = [
        FaultyStore("query cut at NUL", "the module of a query was truncated at NUL", breaks: [.filter13]) {
            $0.check = lawfulThen { query in query.module = String(query.module.prefix { $0 != "\0" }) }
        },
        FaultyStore(
            "injection reads",
            "a quote in the module ended the SQL string, and OR '1'='1 matched everything",
            breaks: [.filter1, .filter13],
            because: "a module may have such a name"
        ) {
            $0.replace(.ofModule) { stored, queried in
                stored.hasSameBytes(as: queried) || queried.contains("' OR '1'='1")
            }
        },
        FaultyStore(
            "injection drops",
            "a quote in the module ended the SQL string, and DROP TABLE emptied the store",
            breaks: [.add7, .filter1, .filter13],
            because: "a module may have such a name"
        ) {
            $0.check = { log, query in
                if query.module.contains("'; DROP TABLE") { log.update { $0 = [] } }
                return try query.checked()
            }
        },
    ]

    private static func ofModule(
        _ name: String,
        _ mistake: String,
        _ matches: @escaping @Sendable (_ stored: String, _ queried: String) -> Bool
    ) -> FaultyStore {
        FaultyStore(name, mistake, breaks: [.filter1]) { $0.replace(.ofModule, matches) }
    }

    private static func withPrefix(
        _ name: String,
        _ mistake: String,
        _ matches: @escaping @Sendable (_ qualname: String, _ prefix: String) -> Bool
    ) -> FaultyStore {
        FaultyStore(name, mistake, breaks: [.filter2]) { $0.replace(.withPrefix, matches) }
    }
}

extension Components {
    fileprivate enum Matching {
        case ofModule
        case withPrefix
    }

    /// Replaces how modules or qualnames are matched, in the lawful order of steps.
    fileprivate mutating func replace(
        _ matching: Matching,
        _ matches: @escaping @Sendable (_ stored: String, _ queried: String) -> Bool
    ) {
        switch matching {
        case .ofModule: steps[.module] = .ofModule(matches)
        case .withPrefix: steps[.prefix] = .withPrefix(matches)
        }
    }
}

extension String {
    /// The canonical decomposition.
    ///
    /// ASCII is its own, which Foundation takes long to find out of a long text.
    fileprivate var decomposed: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : decomposedStringWithCanonicalMapping
    }

    /// The text without spaces around it; most have none, and to copy one of a MiB for each row takes minutes.
    fileprivate var withoutOuterSpaces: String {
        let ends = [unicodeScalars.first, unicodeScalars.last].compactMap(\.self)
        return ends.contains(where: CharacterSet.whitespaces.contains) ? trimmingCharacters(in: .whitespaces) : self
    }
}
