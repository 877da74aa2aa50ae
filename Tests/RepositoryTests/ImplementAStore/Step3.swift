import CallTraces
import Foundation

/// Step 3 of the guide Implement a store: lines in a file.
///
/// ImplementAStoreTests judges it by a few clauses.
enum Step3 {
    /// A row as a line of JSON: an array of its five texts.
    enum Line {
        static let end = UInt8(ascii: "\n")

        static func encode(_ row: CallTraceRow) throws -> Data {
            let texts = [row.module, row.qualname, row.argTypes, row.returnType, row.yieldType]
            return try JSONEncoder().encode(texts) + [end]
        }

        static func decode(_ line: Data) throws -> CallTraceRow {
            let texts = try JSONDecoder().decode([String?].self, from: line)
            guard texts.count == 5, let module = texts[0], let qualname = texts[1], let argTypes = texts[2] else {
                throw CallTraceError(.cannotRead, "a line of the file is not a row")
            }
            return CallTraceRow(
                module: module,
                qualname: qualname,
                argTypes: argTypes,
                returnType: texts[3],
                yieldType: texts[4]
            )
        }
    }

    /// A store that appends every row to a file, as a line of JSON.
    public actor TraceFile: CallTraceStore {
        private let file: URL

        private init(_ file: URL) {
            self.file = file
        }

        /// Opens a file, which is created if it does not exist.
        public static func makeStore(connectionString: String) async throws -> TraceFile {
            let file = URL(filePath: connectionString)
            if !FileManager.default.fileExists(atPath: connectionString) { try Data().write(to: file) }
            return TraceFile(file)
        }

        /// Stores traces; those that cannot be serialized are logged and left out.
        public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            var lines = Data()
            for row in serializeTraces(traces) { lines += try Line.encode(row) }
            let handle = try FileHandle(forUpdating: file)
            try handle.seekToEnd()
            try handle.write(contentsOf: lines)
            try handle.close()
        }

        /// Every row, oldest first.
        private func rows() throws -> [CallTraceRow] {
            try Data(contentsOf: file).split(separator: Line.end).map(Line.decode)
        }

        /// Finds the newest traces of a module, newest first.
        public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
            var seen: Set<CallTraceRow> = []
            return try rows()
                .filter { ExactString($0.module) == ExactString(module) }
                .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
                .reversed()
                .filter { seen.insert($0).inserted }
                .prefix(limit)
                .map(\.self)
        }

        /// Lists the modules that have a trace, once each.
        public func listModules() async throws -> [String] {
            try Set(rows().map { ExactString($0.module) }).map(\.string)
        }
    }
}
