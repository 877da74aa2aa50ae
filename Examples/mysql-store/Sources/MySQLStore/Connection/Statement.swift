import CMariaDB

/// A prepared statement.
final class Statement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    private let connection: UnsafeMutablePointer<MYSQL>
    private let host: ConnectionString.Host

    init(
        _ handle: UnsafeMutablePointer<MYSQL_STMT>,
        on connection: UnsafeMutablePointer<MYSQL>,
        host: ConnectionString.Host
    ) {
        self.handle = handle
        self.connection = connection
        self.host = host
    }

    deinit {
        mysql_stmt_close(handle)
    }

    /// Executes the statement.
    ///
    /// - Returns: The rows of its result, each value as text.
    func execute(_ parameters: [Parameter]) throws -> [[String?]] {
        try withBindings(of: parameters) { bindings in
            guard parameters.isEmpty || mysql_stmt_bind_param(handle, bindings) == 0, mysql_stmt_execute(handle) == 0
            else { throw error() }
        }
        defer { mysql_stmt_free_result(handle) }
        return try fetch(columns: Int(mysql_stmt_field_count(handle)))
    }

    func error() -> ServerError {
        // An error while rows are fetched, such as a lost conflict, is known to the connection alone.
        guard mysql_stmt_errno(handle) != 0 else {
            return ServerError(
                number: mysql_errno(connection),
                text: String(cString: mysql_error(connection)),
                host: host
            )
        }
        return ServerError(
            number: mysql_stmt_errno(handle),
            text: String(cString: mysql_stmt_error(handle)),
            host: host
        )
    }

    /// Calls a body with parameters as the library reads them: each refers to its part of one buffer.
    private func withBindings(
        of parameters: [Parameter],
        _ body: (UnsafeMutablePointer<MYSQL_BIND>?) throws -> Void
    ) throws {
        var bytes: [UInt8] = []
        var bindings: [MYSQL_BIND] = []
        var starts: [Int] = []
        for parameter in parameters {
            var binding = MYSQL_BIND()
            starts.append(bytes.count)
            switch parameter {
            case .integer(let value):
                binding.buffer_type = MYSQL_TYPE_LONGLONG
                withUnsafeBytes(of: Int64(value)) { bytes.append(contentsOf: $0) }
            case .text(let text):
                binding.buffer_type = MYSQL_TYPE_STRING
                bytes.append(contentsOf: text.utf8)
            case .null:
                binding.buffer_type = MYSQL_TYPE_NULL
            }
            binding.buffer_length = UInt(bytes.count - starts[starts.count - 1])
            bindings.append(binding)
        }
        try bytes.withUnsafeMutableBytes { bytes in
            for (index, start) in starts.enumerated() { bindings[index].buffer = bytes.baseAddress.map { $0 + start } }
            try bindings.withUnsafeMutableBufferPointer { try body($0.baseAddress) }
        }
    }

    private func fetch(columns: Int) throws -> [[String?]] {
        guard columns > 0 else { return [] }
        let lengths = UnsafeMutablePointer<UInt>.allocate(capacity: columns)
        let nulls = UnsafeMutablePointer<my_bool>.allocate(capacity: columns)
        defer {
            lengths.deallocate()
            nulls.deallocate()
        }
        // Without room for the values, the library tells their lengths.
        var bindings = (0..<columns).map { column in
            var binding = MYSQL_BIND()
            binding.buffer_type = MYSQL_TYPE_STRING
            binding.length = lengths + column
            binding.is_null = nulls + column
            return binding
        }
        guard mysql_stmt_bind_result(handle, &bindings) == 0 else { throw error() }
        var rows: [[String?]] = []
        while true {
            switch mysql_stmt_fetch(handle) {
            case 0, MYSQL_DATA_TRUNCATED:
                rows.append(try (0..<columns).map { nulls[$0] != 0 ? nil : try text(in: $0, length: lengths[$0]) })
            case MYSQL_NO_DATA:
                return rows
            default:
                throw error()
            }
        }
    }

    private func text(in column: Int, length: UInt) throws -> String {
        try String(unsafeUninitializedCapacity: Int(length)) { buffer in
            var binding = MYSQL_BIND()
            binding.buffer_type = MYSQL_TYPE_STRING
            binding.buffer = UnsafeMutableRawPointer(buffer.baseAddress)
            binding.buffer_length = length
            guard mysql_stmt_fetch_column(handle, &binding, UInt32(column), 0) == 0 else { throw error() }
            return Int(length)
        }
    }
}
