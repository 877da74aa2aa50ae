import CallTraces
import Foundation

/// What another process is told to do: to add numbered batches to a store and acknowledge each.
package struct WriterOrder: Codable, Sendable {
    /// The variable of the environment that holds an order, as JSON.
    package static let variable = "CALL_TRACE_WRITER"

    /// The order of this process; `nil` in one that was not started as a writer.
    package static let ofThisProcess = Result { try order(in: ProcessInfo.processInfo.environment[variable]) }

    /// The id of the clause that is judged.
    package let clause: String
    /// The name of the store.
    package let storeName: String
    /// What the store is opened by.
    let connectionString: String
    /// How many batches are added.
    let batches: Int
    /// How many traces a batch has.
    let batchSize: Int
    /// Whether the process waits for its end after the last batch, instead of ending by itself.
    let waitsForKill: Bool

    /// The traces of a batch, counted from zero.
    func batch(_ number: Int) -> [CallTrace] {
        (0..<batchSize).map { CallTrace(module: Self.module, qualname: "batch\(number).f\($0)") }
    }

    /// The module of every trace.
    static let module = "m"

    static func order(in text: String?) throws -> WriterOrder? {
        guard let text else { return nil }
        do {
            return try JSONDecoder().decode(WriterOrder.self, from: Data(text.utf8))
        } catch {
            throw KitError("\(variable) holds no order of the kit; take it out of the environment")
        }
    }
}
