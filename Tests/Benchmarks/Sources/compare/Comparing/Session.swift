import Foundation
import Workloads

/// A run of the comparison, with what its workloads share.
struct Session {
    let rounds: Int
    let sizes: Sizes
    let recorded: RecordedCalls
    let monkeyType: MonkeyType
    let scratch: ScratchFolder

    init(rounds: Int, sizes: Sizes) async throws {
        self.rounds = rounds
        self.sizes = sizes
        recorded = try RecordedCalls()
        monkeyType = try await MonkeyType()
        scratch = try ScratchFolder()
    }

    /// Measures a workload.
    func rows(of workload: Workload) async throws -> [ComparisonRow] {
        switch workload {
        case .distinct: try await distinctRows()
        case .stream: try await streamRows()
        case .queries: try await queryRows(.distinct) + queryRows(.stream)
        case .coding: try await codingRows()
        case .memory: try await memoryRows()
        }
    }

    /// Prints the current step to standard error.
    func progress(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }

    /// Measures something in every round, and gathers the figures by key.
    func gathered<Key: Hashable>(
        _ what: String,
        _ keys: [Key],
        measure: (Key) async throws -> Figures
    ) async throws -> [Key: [Figures]] {
        var gathered: [Key: [Figures]] = [:]
        for round in 1...rounds {
            progress("\(what): round \(round) of \(rounds)")
            for key in keys {
                gathered[key, default: []].append(try await measure(key))
            }
        }
        return gathered
    }
}

extension [Figures] {
    /// The median of one figure.
    func median(_ figure: Figure) throws -> Double {
        try compactMap { $0[figure] }.median
    }
}
