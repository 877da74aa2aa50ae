import CallTraces

/// A step of a history at which a store did not do what the model does.
struct Disagreement: Sendable {
    let expected: String
    let got: String

    /// The last step of the program that shows it, as an expectation that fails there; `nil` when the step throws.
    let expectation: (@Sendable (ProgramWriter) -> String)?
}

extension Disagreement {
    /// The store threw where it should not.
    static func threw(_ error: String) -> Disagreement {
        Disagreement(expected: "no error", got: "threw \(error)", expectation: nil)
    }

    /// The store answered where it should throw.
    static func answered(_ operation: Operation) -> Disagreement {
        Disagreement(expected: "an error", got: "an answer") { writer in
            "await #expect(throws: (any Error).self) { \(writer.question(operation)) }"
        }
    }

    /// What a result decodes to against what it should; `nil` when they are the same.
    static func between(_ found: [Decoded], _ expected: [CallTrace], of result: Int) -> Disagreement? {
        guard let texts = Trial.difference(between: found, and: expected) else { return nil }
        return Disagreement(expected: texts.expected, got: texts.got) { writer in
            "#expect(\(writer.decoded(result)) == \(SwiftText.array(expected.map(SwiftText.trace))))"
        }
    }

    /// The modules a store lists against those it should, in any order; `nil` when they are the same.
    static func between(_ found: [String], _ expected: [String], listing operation: Operation) -> Disagreement? {
        guard found.count != expected.count || !found.hasSameNames(as: expected) else { return nil }
        return Disagreement(
            expected: "\(SwiftText.count(expected.count, "module")), in any order: \(SwiftText.names(expected))",
            got: "\(SwiftText.count(found.count, "module")): \(SwiftText.names(found))"
        ) { writer in
            // Swift's == takes both normal forms for the same.
            let isASCII = (found + expected).allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
            let names = "[\(expected.map(SwiftText.string).joined(separator: ", "))]"
            guard !isASCII else { return "#expect(\(writer.question(operation)).sorted() == \(names))" }
            let bytes = "map { Array($0.utf8) }"
            return "#expect(Set(\(writer.question(operation)).\(bytes)) == Set(\(names).\(bytes)))"
        }
    }
}
