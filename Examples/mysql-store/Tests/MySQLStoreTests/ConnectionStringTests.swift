import CallTraces
import MySQLStore
import Testing

struct ConnectionStringTests {
    @Test(
        arguments: [
            ("mysql://john:pass@localhost:3306/my_db", ["localhost:3306"], "john", "my_db", ""),
            ("mysql://localhost/my_db", ["localhost:3306"], "", "my_db", ""),
            ("mysql://:pass@localhost/my_db", ["localhost:3306"], "", "my_db", ""),
            ("mysql://j%40n@h1,h2:3307/my_db", ["h1:3306", "h2:3307"], "j@n", "my_db", ""),
            ("mysql://u:p@[::1]:3307/my_db/a/b?c#d%20", ["::1:3307"], "u", "my_db", "a/b?c#d%20"),
            // A combining mark belongs to no slash.
            ("mysql://h/my_db/\u{301}", ["h:3306"], "", "my_db", "\u{301}"),
        ]
    )
    func `a connection string has parts`(
        string: String,
        hosts: [String],
        user: String,
        database: String,
        name: String
    ) throws {
        let connectionString = try ConnectionString(string)
        #expect(connectionString.hosts.map { "\($0.name):\($0.port)" } == hosts)
        #expect(connectionString.user == user)
        #expect(connectionString.database == database)
        #expect(ExactString(connectionString.name) == ExactString(name))
    }

    @Test(
        arguments: [
            ("", "write mysql://user:password@host:port/database"),
            ("postgres://u:secret@h/db", "write mysql://user:password@host:port/database"),
            ("mysql://u:secret@h", "write mysql://user:password@host:port/database"),
            ("mysql://u:secret@h/", "write mysql://user:password@host:port/database"),
            ("mysql://u:sec@ret@h/db", "write an @ in the user or password as %40"),
            ("mysql://u:secret%@h/db", "write a % in the user or password as %25"),
            ("mysql://u:secret@h:port/db", "separate hosts by commas"),
            ("mysql://u:secret@h:65536/db", "separate hosts by commas"),
            ("mysql://u:sec/ret@h/db", "write a / in the user or password as %2F"),
            ("mysql://u:sec%00ret@h/db", "leave NUL out"),
            ("mysql://u:secret@h/db/a\0b", "leave NUL out"),
            ("mysql://u:secret@h/db/", "write a name after the last /"),
            ("mysql://u:secret@h:0/db", "separate hosts by commas"),
            ("mysql://u:secret@h,,h/db", "separate hosts by commas"),
        ]
    )
    func `a malformed connection string is explained, and not quoted`(string: String, advice: String) {
        #expect {
            try ConnectionString(string)
        } throws: { error in
            "\(error)".contains(advice) && !"\(error)".contains("sec")
        }
    }
}
