import CMariaDB
import CallTraces

extension Session {
    /// Finds or creates a store of this name in the database; returns its id.
    func openStore(named name: String) throws -> Int {
        // Also because the server would take a name that is cut off for another store's.
        guard name.unicodeScalars.count <= 512 else {
            throw CallTraceError(.cannotOpen, "the name of the store is longer than 512 characters; shorten it")
        }
        do {
            if let id = try storeID(name) { return id }
        } catch let error as ServerError where error.number == ER_NO_SUCH_TABLE {
            for table in tables { try execute(table) }
        }
        // Another program may do the same at the same time.
        try execute("INSERT INTO call_trace_stores (name) VALUES (?) ON DUPLICATE KEY UPDATE id = id", [.text(name)])
        guard let id = try storeID(name) else {
            throw CallTraceError(
                .cannotOpen,
                "the store was removed from the database while it was opened; open it again"
            )
        }
        return id
    }

    private func storeID(_ name: String) throws -> Int? {
        try execute("SELECT id FROM call_trace_stores WHERE name = ?", [.text(name)]).first?[0].flatMap { Int($0) }
    }

    /// The tables, of which the one that is looked for first is created last.
    ///
    /// Texts are utf8mb4, and compared by their bytes, trailing spaces included. They are too long for the key of an index,
    /// so indexes are on hashes, which only narrow a search: the texts are compared, too.
    private var tables: [String] {
        // Every text with its length, so that no two traces have the same content.
        let content = """
            CONCAT(module_id, '/', LENGTH(qualname), '/', LENGTH(arg_types), '/', IFNULL(LENGTH(return_type), '-'), '/',
                IFNULL(LENGTH(yield_type), '-'), '/', qualname, arg_types, IFNULL(return_type, ''), IFNULL(yield_type, ''))
            """
        let options =
            "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=\(isMariaDB ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin")"
        return [
            """
            CREATE TABLE IF NOT EXISTS call_trace_modules (
                id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                store_id INT UNSIGNED NOT NULL,
                name LONGTEXT NOT NULL,
                hash BINARY(32) GENERATED ALWAYS AS (\(hash("name"))) STORED,
                INDEX by_hash (store_id, hash)
            ) \(options)
            """,
            // `sequence` is the order of adds, as the values of AUTO_INCREMENT are dealt to the nodes of a cluster in advance.
            """
            CREATE TABLE IF NOT EXISTS call_traces (
                id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                store_id INT UNSIGNED NOT NULL,
                module_id BIGINT UNSIGNED NOT NULL,
                sequence BIGINT UNSIGNED NOT NULL,
                qualname LONGTEXT NOT NULL,
                arg_types LONGTEXT NOT NULL,
                return_type LONGTEXT,
                yield_type LONGTEXT,
                qualname_start VARBINARY(255) GENERATED ALWAYS AS (LEFT(CAST(qualname AS BINARY), 255)) STORED,
                hash BINARY(32) GENERATED ALWAYS AS (\(hash(content))) STORED,
                hash_twin INT UNSIGNED NOT NULL,
                UNIQUE INDEX one_of_each (store_id, hash, hash_twin),
                INDEX newest (module_id, sequence),
                INDEX newest_by_qualname (module_id, qualname_start, sequence),
                INDEX latest (store_id, sequence)
            ) \(options)
            """,
            """
            CREATE TABLE IF NOT EXISTS call_trace_stores (
                id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(512) NOT NULL,
                last_sequence BIGINT UNSIGNED NOT NULL DEFAULT 0,
                UNIQUE INDEX by_name (name)
            ) \(options)
            """,
        ]
    }
}
