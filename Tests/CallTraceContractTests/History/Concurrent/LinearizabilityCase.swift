import Testing

@testable import CallTraceContract

/// Concurrent calls, and whether some order explains them.
struct LinearizabilityCase: Sendable, CustomTestStringConvertible {
    let name: String
    let table: String
    let keepsDuplicates: Bool

    /// Whether some order preserves the times.
    let isLawful: Bool

    /// Whether some order preserves the program order alone.
    let isLawfulByProgram: Bool

    var testDescription: String { name }

    var model: Model { Model(Model.Rules(collapsesDuplicates: !keepsDuplicates)) }

    var calls: [ObservedCall] {
        get throws { try CallTable(table).calls }
    }

    func question(preserving precedence: Linearizability.Precedence = .time) throws -> Linearizability {
        Linearizability(of: try calls, from: model, preserving: precedence)
    }

    static func lawful(_ name: String, keepsDuplicates: Bool = false, _ table: String) -> LinearizabilityCase {
        LinearizabilityCase(
            name: name,
            table: table,
            keepsDuplicates: keepsDuplicates,
            isLawful: true,
            isLawfulByProgram: true
        )
    }

    static func unlawful(
        _ name: String,
        keepsDuplicates: Bool = false,
        butLawfulByProgram isLawfulByProgram: Bool = false,
        _ table: String
    ) -> LinearizabilityCase {
        LinearizabilityCase(
            name: name,
            table: table,
            keepsDuplicates: keepsDuplicates,
            isLawful: false,
            isLawfulByProgram: isLawfulByProgram
        )
    }
}
