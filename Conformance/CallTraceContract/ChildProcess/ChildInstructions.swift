import CallTraces
import Foundation

/// What a child process is told to do: add batches to a store and report on each, or watch the batches of another process.
package struct ChildInstructions: Codable, Sendable {
    /// The environment variable that holds the instructions, as JSON.
    package static let variable = "CALL_TRACE_CHILD"

    /// The instructions for this process; `nil` if it is not such a child.
    package static let ofThisProcess = Result {
        try instructions(in: ProcessInfo.processInfo.environment[variable])
    }

    /// What the process does.
    enum Work: Codable, Sendable {
        /// It adds the batches one after another.
        case adds
        /// It opens the store, and adds each batch, when its parent orders it to.
        case addsOnOrder
        /// It adds under file-size limits: two batches in advance, then a limited one and an unlimited one for each limit.
        case addsUnderLimits([FileSizeLimit])
        /// It adds two batches in advance, and is held in the middle of the next one by a file-size limit.
        case isHeld(FileSizeLimit)
        /// It opens connection strings one after another, on order, and is stopped in the middle of each opening. It is killed
        /// when its parent orders no more.
        case isStoppedOpening([String])
        /// It adds the batches one after another, on order, and is stopped in the middle of each `add`.
        case isStoppedAdding
        /// It reads until its parent orders it to stop.
        case watches
    }

    /// The id of the clause being judged.
    package let clause: String
    /// The name of the store.
    package let storeName: String
    /// The connection string to open the store with.
    let connectionString: String
    /// The directory below which the store's files are, if it has any.
    let directory: String
    /// What to do.
    let work: Work
    /// The batches that are added.
    let series: BatchSeries
    /// Whether the process waits to be killed after the last batch, instead of exiting.
    let waitsForKill: Bool

    static func instructions(in text: String?) throws -> ChildInstructions? {
        guard let text else { return nil }
        do {
            return try JSONDecoder().decode(ChildInstructions.self, from: Data(text.utf8))
        } catch {
            throw KitError("\(variable) does not hold instructions from the kit; remove it from the environment")
        }
    }
}
