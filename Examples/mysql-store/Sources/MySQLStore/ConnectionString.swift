import CallTraces
import Foundation

/// The parts of `mysql://user:password@host:port,host:port/database/name`.
package struct ConnectionString: Sendable {
    package struct Host: Sendable, Equatable {
        package var name: String
        package var port: UInt32
    }

    package let hosts: [Host]
    package let user: String
    let password: Password
    package let database: String
    /// The name of the store in the database, byte for byte what follows the database.
    package let name: String

    /// Reads a connection string; no error quotes it, as it may contain a password.
    package init(_ connectionString: String) throws {
        let parts = connectionString.utf8.split(
            separator: UInt8(ascii: "/"),
            maxSplits: 4,
            omittingEmptySubsequences: false
        )
        .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 4, parts[0] == "mysql:", parts[1].isEmpty, !parts[3].isEmpty else {
            throw Self.malformed("write mysql://user:password@host:port/database")
        }
        guard !connectionString.utf8.contains(0) else {
            throw Self.malformed("leave NUL out")
        }
        guard !parts[3].utf8.contains(UInt8(ascii: "@")) else {
            throw Self.malformed("write a / in the user or password as %2F")
        }
        guard parts.count == 4 || !parts[4].isEmpty else {
            throw Self.malformed("write a name after the last /, or leave it out")
        }
        let authority = parts[2].split(separator: "@", omittingEmptySubsequences: false)
        guard authority.count <= 2, let hosts = authority.last else {
            throw Self.malformed("write an @ in the user or password as %40")
        }
        let user =
            authority.count == 2
            ? authority[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) : []
        guard let decoded = user.map(\.removingPercentEncoding) as? [String] else {
            throw Self.malformed("write a % in the user or password as %25")
        }
        guard !decoded.joined().utf8.contains(0) else { throw Self.malformed("leave NUL out") }
        self.hosts = try hosts.split(separator: ",", omittingEmptySubsequences: false).map(Self.host)
        self.user = decoded.first ?? ""
        password = Password(decoded.dropFirst().first ?? "")
        database = parts[3]
        name = parts.count > 4 ? parts[4] : ""
    }

    private static func host(_ text: Substring) throws -> Host {
        // An IPv6 address is in brackets, as it contains colons.
        guard let match = text.wholeMatch(of: #/(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]+))(?::([0-9]+))?/#),
            let name = match.1 ?? match.2, let port = UInt32(match.3 ?? "3306"), (1...65_535).contains(port)
        else { throw malformed("write each host as name or name:port, and separate hosts by commas") }
        return Host(name: String(name), port: port)
    }

    private static func malformed(_ advice: String) -> CallTraceError {
        CallTraceError(.cannotOpen, "the connection string is malformed; \(advice)")
    }
}

/// A password that no print, dump, or interpolation reveals.
struct Password: Sendable, CustomStringConvertible, CustomReflectable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var description: String { "***" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// How connections are made and used.
package struct ConnectionOptions: Sendable {
    /// How many connections a store opens at most.
    package var connections = 4
    /// How long a call keeps trying after it has lost a connection, or while other transactions win.
    package var patience = Duration.seconds(30)
    /// How long a server may take to answer.
    package var answerTime = Duration.seconds(20)
    /// Whether a node of a cluster first applies what other nodes have committed, so that it does not answer from the past.
    package var waitsForCluster = true
    /// The SQL that hashes a text to 32 bytes.
    package var hash: @Sendable (_ text: String) -> String = { "UNHEX(SHA2(\($0), 256))" }

    package init() {}
}
