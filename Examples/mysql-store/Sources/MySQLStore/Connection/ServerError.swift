import CMariaDB
import CallTraces

/// An error that the server, or the client library on its behalf, has returned.
struct ServerError: Error, Sendable {
    let number: UInt32
    let text: String
    let host: ConnectionString.Host

    /// Whether the connection cannot be used any longer: it is lost, or its node is cut off from its cluster.
    var endsConnection: Bool {
        isUnreachable
            || [
                CR_SERVER_GONE_ERROR, CR_SERVER_LOST, CR_MALFORMED_PACKET, CR_COMMANDS_OUT_OF_SYNC,
                ER_UNKNOWN_COM_ERROR,
                ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED,
            ].contains(Int32(number))
    }

    /// Whether it is not known what the server has done.
    var isInDoubt: Bool { endsConnection && !isUnreachable }

    /// Whether no connection could be made.
    var isUnreachable: Bool {
        [CR_CONNECTION_ERROR, CR_CONN_HOST_ERROR, CR_UNKNOWN_HOST, ER_CON_COUNT_ERROR].contains(Int32(number))
    }

    /// Whether the transaction was undone in favor of another one; on a cluster, of one on another node.
    var isConflict: Bool {
        [ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD].contains(Int32(number))
    }

    /// The error for a store's caller.
    func callTraceError(_ code: CallTraceError.Code) -> CallTraceError {
        CallTraceError(code, "\(host.name):\(host.port): \(advice)")
    }

    private var advice: String {
        switch Int32(number) {
        case ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR:
            "the server refuses access; check the user, the password, and the user's privileges (error \(number))"
        case ER_BAD_DB_ERROR:
            "the database does not exist; create it"
        case ER_NET_PACKET_TOO_LARGE, CR_NET_PACKET_TOO_LARGE:
            "a text is larger than the server accepts; raise its max_allowed_packet"
        case ER_UNKNOWN_COM_ERROR:
            "the node is cut off from its cluster and refuses to answer; check the other nodes"
        case ER_CON_COUNT_ERROR:
            "the server has no connection left; raise its max_connections"
        case _ where isConflict:
            "other transactions won every time; add larger batches, or from fewer programs (error \(number))"
        case _ where isUnreachable || endsConnection:
            "the server does not answer; check that it runs and can be reached (\(text))"
        default:
            // The server's text may quote what is stored.
            "the server reports error \(number); look it up in the server's documentation"
        }
    }
}
