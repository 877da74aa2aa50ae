/// An error from a call trace or a store, with advice on what to do about it.
///
/// The description includes the module and qualname of the trace, if there is one, and shortens long names, which the
/// properties keep whole. It never includes stored JSON or the password of a connection string (clause MAKE-8).
public struct CallTraceError: Error, Sendable {
    /// The kind of an error; new kinds may be added.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the kind.
        public let rawValue: String

        /// Creates a kind with a name.
        ///
        /// - Parameter rawValue: The name of the kind.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The trace cannot be serialized, as another program could not make sense of one of its parts (ADD-6).
        public static let cannotSerialize = Code(rawValue: "cannotSerialize")
        /// The stored record is not a call trace (THUNK-2).
        public static let cannotDecode = Code(rawValue: "cannotDecode")
        /// The connection string cannot be opened (MAKE-5).
        public static let cannotOpen = Code(rawValue: "cannotOpen")
        /// The limit is negative (FILTER-8).
        public static let negativeLimit = Code(rawValue: "negativeLimit")
        /// The traces could not be stored.
        public static let cannotAdd = Code(rawValue: "cannotAdd")
        /// The store could not be read.
        public static let cannotRead = Code(rawValue: "cannotRead")
    }

    /// The kind of the error.
    public var code: Code

    /// A sentence that says what went wrong and what to do about it.
    public var message: String

    /// The module of the trace in question, if any.
    public var module: String?

    /// The qualname of the trace in question, if any.
    public var qualname: String?

    /// The underlying error, if any, which is not part of the description.
    public var cause: (any Error)?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of the error.
    ///   - message: A sentence that says what went wrong and what to do about it.
    ///   - module: The module of the trace in question.
    ///   - qualname: The qualname of the trace in question.
    ///   - cause: The underlying error.
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

    /// Returns the error for a negative limit (FILTER-8).
    ///
    /// - Parameter limit: The limit that the caller passed.
    /// - Returns: An error that says what to pass instead.
    public static func negativeLimit(_ limit: Int) -> CallTraceError {
        CallTraceError(.negativeLimit, "the limit is \(limit); pass 0 or more, or Int.max for every trace")
    }
}

extension CallTraceError: CustomStringConvertible {
    /// The kind and the message, followed by the module and qualname, if any; of a long name, its first 100 characters
    /// and its length.
    public var description: String {
        let place = [
            module.map { "module \($0.quoted)" }, qualname.map { "qualname \($0.quoted)" },
        ]
        .compactMap(\.self)
        .joined(separator: ", ")
        return place.isEmpty ? "\(code.rawValue): \(message)" : "\(code.rawValue): \(message) (\(place))"
    }
}
