import CallTraces
import Foundation

/// What a child process is told to do: add numbered batches to a store and acknowledge each.
package struct ChildInstructions: Codable, Sendable {
    /// The environment variable that holds the instructions, as JSON.
    package static let variable = "CALL_TRACE_CHILD"

    /// The instructions for this process; `nil` if it is not such a child.
    package static let ofThisProcess = Result {
        try instructions(in: ProcessInfo.processInfo.environment[variable])
    }

    /// The id of the clause being judged.
    package let clause: String
    /// The name of the store.
    package let storeName: String
    /// The connection string to open the store with.
    let connectionString: String
    /// How many batches to add.
    let batches: Int
    /// How many traces a batch has.
    let batchSize: Int
    /// Whether the process waits to be killed after the last batch, instead of exiting.
    let waitsForKill: Bool

    /// The traces of a batch, counted from zero.
    func batch(_ number: Int) -> [CallTrace] {
        (0..<batchSize).map { CallTrace(module: Self.module, qualname: "batch\(number).f\($0)") }
    }

    /// The module of every trace.
    static let module = "m"

    static func instructions(in text: String?) throws -> ChildInstructions? {
        guard let text else { return nil }
        do {
            return try JSONDecoder().decode(ChildInstructions.self, from: Data(text.utf8))
        } catch {
            throw KitError("\(variable) does not hold instructions from the kit; remove it from the environment")
        }
    }
}
