import CallTraces

extension Trial {
    /// Whether a clause compares the order of a result.
    enum Order {
        case any
        case newestFirst
    }

    /// How much of a trace a clause compares: it should fail only for what it is about, and few are about types.
    enum Aspect {
        /// Module and qualname.
        case functions
        /// Every part.
        case wholeTraces
    }

    /// Expects a result to consist of exactly these traces.
    func expect(
        _ found: [Decoded],
        are traces: [CallTrace],
        order: Order = .any,
        aspect: Aspect = .functions
    ) {
        let found = found.map { $0.seen(by: aspect) }
        let expected = traces.map { Decoded.trace($0).seen(by: aspect) }
        let isUpheld =
            switch order {
            case .newestFirst: found == expected
            case .any:
                found.count == expected.count
                    && (found.elementsEqual(expected.reversed()) || Self.counted(found) == Self.counted(expected))
            }
        expect(
            isUpheld,
            expected: Self.listing(expected, order),
            got: Self.listing(found) + Self.difference(found, expected)
        )
    }

    /// Expects a result to contain these traces, whatever else it contains.
    func expect(_ found: [Decoded], contain traces: [CallTrace]) {
        let found = found.map { $0.seen(by: .functions) }
        let expected = traces.map { Decoded.trace($0).seen(by: .functions) }
        expect(
            expected.allSatisfy(found.contains),
            expected: "among the result: " + Self.listing(expected),
            got: Self.listing(found) + Self.difference(found, expected)
        )
    }

    /// Expects two results to be equal, order included.
    func expect(_ found: [Decoded], same before: [Decoded], because reason: String) {
        expect(
            found == before,
            expected: "\(reason): \(Self.listing(before))",
            got: Self.listing(found) + Self.difference(found, before)
        )
    }

    /// Expects exactly these modules to be listed, in any order; only LIST-1 demands that none is repeated.
    func expect(modules found: [String], are expected: [String], once: Bool = false) {
        let isUpheld =
            found.hasSameNames(as: expected) && (!once || found.count == expected.count)
        expect(
            isUpheld,
            expected: "\(SwiftText.count(expected.count, "module")), in any order: \(SwiftText.names(expected))",
            got: "\(SwiftText.count(found.count, "module")): \(SwiftText.names(found))"
        )
    }

    /// Two lists of whole traces as a violation shows them.
    static func difference(
        between found: [Decoded],
        and traces: [CallTrace],
        isOrdered: Bool
    ) -> (expected: String, got: String) {
        let expected = traces.map(Decoded.trace)
        return (
            listing(expected, isOrdered ? .newestFirst : .any), listing(found) + difference(found, expected)
        )
    }

    private static func counted(_ decoded: [Decoded]) -> [Decoded: Int] {
        Dictionary(decoded.map { ($0, 1) }, uniquingKeysWith: +)
    }

    private static let longestListing = 6

    /// The number of traces and, if they are few, each on a line of its own.
    static func listing(_ decoded: [Decoded], _ order: Order = .any) -> String {
        let isOrdered = order == .newestFirst && decoded.count > 1
        let count = SwiftText.count(decoded.count, "trace") + (isOrdered ? ", newest first" : "")
        guard decoded.count <= longestListing else { return count }
        return count + decoded.map { "\n    \($0.text)" }.joined()
    }

    /// What is missing and what is unexpected, for lists too long to show.
    private static func difference(_ found: [Decoded], _ expected: [Decoded]) -> String {
        guard max(found.count, expected.count) > longestListing else { return "" }
        var missing = counted(expected)
        var unexpected: [Decoded] = []
        for decoded in found {
            if let count = missing[decoded], count > 0 {
                missing[decoded] = count - 1
            } else {
                unexpected.append(decoded)
            }
        }
        let lost = expected.filter { missing[$0, default: 0] > 0 }
        var text = listed("missing", lost) + listed("unexpected", unexpected)
        if let index = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 })?.offset, text.isEmpty {
            text = "\n  first out of place, at index \(index):\n    \(found[index].text)"
        }
        return text
    }

    private static func listed(_ title: String, _ decoded: [Decoded]) -> String {
        guard !decoded.isEmpty else { return "" }
        return "\n  \(title), \(SwiftText.grouped(decoded.count)):"
            + decoded.prefix(3).map { "\n    \($0.text)" }.joined()
    }
}
