import Foundation

extension Session {
    func distinctRows() async throws -> [ComparisonRow] {
        try await additionRows(
            .distinct,
            "add, \(sizes.traces) distinct traces",
            [(.monkeyType, .speed(atLeast: 5)), (.rawC, .speed(atLeast: 0.7))]
        )
    }

    func streamRows() async throws -> [ComparisonRow] {
        let rows = try await additionRows(
            .stream,
            "add, \(sizes.calls) recorded calls",
            [(.monkeyType, .speed(atLeast: 20))]
        )
        let size = ComparisonRow(
            what: "file size, \(sizes.calls) recorded calls",
            other: Program.monkeyType.rawValue,
            otherQuantity: .bytes(try await fileSize(.monkeyType)),
            ownQuantity: .bytes(try await fileSize(.sqliteStore)),
            yardstick: .size(oneIn: 20)
        )
        return rows + [size]
    }

    /// Adds in batches, like a tracer that must not lose much, and all at once, like MonkeyType's own tracer.
    private func additionRows(
        _ recording: Recording,
        _ what: String,
        _ others: [(program: Program, yardstick: Yardstick)]
    ) async throws -> [ComparisonRow] {
        var rows: [ComparisonRow] = []
        for batch in [sizes.batch, sizes.count(of: recording)] {
            let name = batch == sizes.batch ? "\(what) by \(batch)" : "\(what) at once"
            let programs = others.map(\.program) + [.sqliteStore]
            let figures = try await gathered(name, programs) { program in
                try await add(Addition(program: program, recording: recording, batch: batch))
            }
            rows += try others.map { other in
                ComparisonRow(
                    what: name,
                    other: other.program.rawValue,
                    otherQuantity: .seconds(try figures[other.program, default: []].median(.add)),
                    ownQuantity: .seconds(try figures[.sqliteStore, default: []].median(.add)),
                    yardstick: other.yardstick
                )
            }
        }
        return rows
    }

    private func fileSize(_ program: Program) async throws -> Double {
        let addition = Addition(program: program, recording: .stream, batch: sizes.batch)
        return try scratch.size(ofDatabase: await database(addition))
    }

    /// The database of an addition, filled now unless a round has filled it already.
    func database(_ addition: Addition) async throws -> String {
        let path = scratch.path(addition.fileName)
        if !FileManager.default.fileExists(atPath: path) {
            progress("filling \(addition.fileName)")
            _ = try await add(addition)
        }
        return path
    }

    /// Fills a fresh database.
    private func add(_ addition: Addition) async throws -> Figures {
        let path = scratch.path(addition.fileName)
        try scratch.removeDatabase(path)
        let count = sizes.count(of: addition.recording)
        let batch = String(addition.batch)
        let repetitions = String(addition.repetitions)
        func measured(_ program: MeasuredProgram) async throws -> Figures {
            let arguments = [
                "--program", program.rawValue, "--recording", addition.recording.rawValue, "--count", String(count),
                "--batch-size", batch, "--repetitions", repetitions, path,
            ]
            return try await MeasuredProcess.figures(of: MeasureAdd.self, arguments)
        }
        switch addition.program {
        case .rawC:
            return try await measured(.rawC)
        case .sqliteStore:
            return try await measured(.sqliteStore)
        case .monkeyType:
            let workload = scratch.path("\(addition.recording).json")
            if !FileManager.default.fileExists(atPath: workload) {
                let file = try WorkloadFile(addition.recording, of: recorded, count: count)
                try JSONEncoder().encode(file).write(to: URL(filePath: workload))
            }
            return try await monkeyType.figures(["add", workload, path, batch, repetitions])
        }
    }
}
