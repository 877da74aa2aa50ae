import CallTraces

/// A disagreement between a store and the model at one step of a history.
struct Mismatch: Sendable {
    let expected: String
    let got: String

    /// The last step of the program that shows it, as a failing expectation; `nil` if the step throws.
    let expectation: (@Sendable (ProgramWriter) -> String)?
}

extension Mismatch {
    /// The store threw where it should not have.
    static func threw(_ error: String) -> Mismatch {
        Mismatch(expected: "no error", got: "threw \(error)", expectation: nil)
    }

    /// The store returned a result where it should have thrown.
    static func answered(_ operation: Step.Operation) -> Mismatch {
        Mismatch(expected: "an error", got: "no error") { writer in
            "await #expect(throws: (any Error).self) { \(writer.query(operation)) }"
        }
    }

    /// Compares what a result decodes to with what it should; `nil` if the model accepts it.
    static func between(_ found: [Decoded], _ expected: [CallTrace], of result: Int, by model: Model) -> Mismatch? {
        guard !model.accepts(found, as: expected) else { return nil }
        let texts = Trial.difference(between: found, and: expected, isOrdered: model.isOrdered)
        return Mismatch(expected: texts.expected, got: texts.got) { writer in
            let (found, expected) = (writer.decoded(result), SwiftText.array(expected.map(SwiftText.trace)))
            return model.isOrdered ? "#expect(\(found) == \(expected))" : "#expect(Set(\(found)) == Set(\(expected)))"
        }
    }

    /// Compares the modules a store lists with those it should, in any order; `nil` if they are the same.
    static func between(_ found: [String], _ expected: [String], listing operation: Step.Operation) -> Mismatch? {
        guard found.count != expected.count || !found.hasSameNames(as: expected) else { return nil }
        return Mismatch(
            expected: "\(SwiftText.count(expected.count, "module")), in any order: \(SwiftText.names(expected))",
            got: "\(SwiftText.count(found.count, "module")): \(SwiftText.names(found))"
        ) { writer in
            // Swift's == treats both normal forms of a name as equal.
            let isASCII = (found + expected).allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
            let names = "[\(expected.map(SwiftText.string).joined(separator: ", "))]"
            guard !isASCII else { return "#expect(\(writer.query(operation)).sorted() == \(names))" }
            let bytes = "map { Array($0.utf8) }"
            return "#expect(Set(\(writer.query(operation)).\(bytes)) == Set(\(names).\(bytes)))"
        }
    }
}
