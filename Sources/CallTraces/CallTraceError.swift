/// What went wrong with a call trace or a store, and what to do about it.
///
/// The text names module and qualname where they help. It never holds the stored JSON, nor the password of a connection
/// string (clause MAKE-8).
public struct CallTraceError: Error, Sendable {
    /// The kind of an error; new kinds may be added.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the kind.
        public let rawValue: String

        /// Creates a kind by its name.
        ///
        /// - Parameter rawValue: The name of the kind.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The trace has a part that no other program could read, so it cannot be serialised (ADD-6).
        public static let cannotSerialize = Code(rawValue: "cannotSerialize")
        /// The stored record is not a call trace (THUNK-2).
        public static let cannotDecode = Code(rawValue: "cannotDecode")
        /// The connection string cannot be opened (MAKE-5).
        public static let cannotOpen = Code(rawValue: "cannotOpen")
        /// `limit` is negative (FILTER-8).
        public static let negativeLimit = Code(rawValue: "negativeLimit")
        /// The traces could not be stored.
        public static let cannotAdd = Code(rawValue: "cannotAdd")
        /// The store could not be read.
        public static let cannotRead = Code(rawValue: "cannotRead")
    }

    /// The kind of the error.
    public var code: Code

    /// What was wrong and what to do about it, in a sentence.
    public var message: String

    /// The module of the trace in question, where there is one.
    public var module: String?

    /// The qualname of the trace in question, where there is one.
    public var qualname: String?

    /// The error that caused this one, where there is one; it is not part of the description.
    public var cause: (any Error)?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of the error.
    ///   - message: What was wrong and what to do about it.
    ///   - module: The module of the trace in question.
    ///   - qualname: The qualname of the trace in question.
    ///   - cause: The error that caused this one.
    public init(
        _ code: Code,
        _ message: String,
        module: String? = nil,
        qualname: String? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.module = module
        self.qualname = qualname
        self.cause = cause
    }

    /// The error for a negative `limit` (FILTER-8).
    ///
    /// - Parameter limit: The limit that was asked for.
    /// - Returns: An error that says what to pass instead.
    public static func negativeLimit(_ limit: Int) -> CallTraceError {
        CallTraceError(.negativeLimit, "limit is \(limit); pass 0 or more, Int.max for every trace")
    }
}

extension CallTraceError: CustomStringConvertible {
    /// The kind, the sentence, and module and qualname where there are any.
    public var description: String {
        let place = [
            module.map { "module \($0.debugDescription)" }, qualname.map { "qualname \($0.debugDescription)" },
        ]
        .compactMap(\.self)
        .joined(separator: ", ")
        return place.isEmpty ? "\(code.rawValue): \(message)" : "\(code.rawValue): \(message) (\(place))"
    }
}
