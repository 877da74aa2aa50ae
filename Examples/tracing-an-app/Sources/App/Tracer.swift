import CallTraces
import Synchronization

/// Runs functions, and records the types of some of their calls.
final class Tracer: Sendable {
    private let calls = Atomic<UInt64>(0)
    /// The share of calls to record, of `UInt64.max`; 0 while nothing is recorded.
    private let share = Atomic<UInt64>(0)
    private let log = Mutex<(@Sendable (CallTrace) -> Void)?>(nil)
    private let types = Mutex<[ObjectIdentifier: TypeReference]>([:])

    /// Runs the body of a function; a call that is not recorded costs an atomic addition and no more.
    ///
    /// - Parameters:
    ///   - arguments: The arguments by name, evaluated only if the call is recorded.
    ///   - type: The type that has the function; `nil` for a free function.
    ///   - file: The file, such as `App/Cart.swift`, which becomes the module `App.Cart`.
    ///   - function: The function, such as `total(discount:)`.
    ///   - body: The body of the function.
    /// - Returns: What the body returns.
    func traced<Value>(
        _ arguments: @autoclosure () -> KeyValuePairs<String, Any>,
        of type: Any.Type? = nil,
        file: String = #fileID,
        function: String = #function,
        _ body: () throws -> Value
    ) rethrows -> Value {
        guard isRecorded() else { return try body() }
        var trace = trace(arguments(), type, file, function)
        // A call that throws has no return type.
        defer { record(trace) }
        let value = try body()
        trace.returnType = reference(to: Swift.type(of: value as Any))
        return value
    }

    /// Runs the body of an asynchronous function.
    func traced<Value>(
        _ arguments: @autoclosure () -> KeyValuePairs<String, Any>,
        of type: Any.Type? = nil,
        file: String = #fileID,
        function: String = #function,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        guard isRecorded() else { return try await body() }
        var trace = trace(arguments(), type, file, function)
        defer { record(trace) }
        let value = try await body()
        trace.returnType = reference(to: Swift.type(of: value as Any))
        return value
    }

    /// Records one call in `number`, of any thread, until a body returns; what is left is stored before this returns.
    ///
    /// A store that fails does not disturb the body. Its traces are kept for the next batch, but no more than a hundred
    /// batches of them; an error that is left at the end is reported, and its traces are lost.
    ///
    /// - Parameters:
    ///   - store: Where the traces go.
    ///   - number: One call in so many is recorded.
    ///   - batchSize: How many traces are stored at once.
    ///   - report: What to do with an error of the store.
    ///   - body: What the program does.
    /// - Returns: What the body returns.
    func recording<Value>(
        into store: some CallTraceStore,
        oneIn number: UInt64,
        batchSize: Int = 1_000,
        report: @escaping @Sendable (any Error) -> Void = { print("traces cannot be stored: \($0)") },
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let recorder = Recorder(store: store, batchSize: batchSize)
        let storing = Task { await recorder.storeBatches(report) }
        log.withLock { $0 = { recorder.log($0) } }
        share.store(.max / max(1, number), ordering: .relaxed)
        func end() async {
            share.store(0, ordering: .relaxed)
            log.withLock { $0 = nil }
            recorder.finish()
            await storing.value
        }
        do {
            let value = try await body()
            await end()
            return value
        } catch {
            await end()
            throw error
        }
    }

    /// Whether a call is recorded.
    private func isRecorded() -> Bool {
        let share = share.load(ordering: .relaxed)
        guard share > 0 else { return false }
        // The multiplication spreads what is recorded, as every tenth call may be of the same function.
        return calls.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15 <= share
    }

    private func trace(
        _ arguments: KeyValuePairs<String, Any>,
        _ type: Any.Type?,
        _ file: String,
        _ function: String
    ) -> CallTrace {
        let path = file.split(separator: "/")
        let name = function.prefix { $0 != "(" }
        return CallTrace(
            module: path.map { $0.hasSuffix(".swift") ? $0.dropLast(6) : $0 }.joined(separator: "."),
            qualname: type.map { "\(reference(to: $0).qualname).\(name)" } ?? String(name),
            argTypes: NamedTypes(arguments.map { ($0.key, reference(to: Swift.type(of: $0.value))) })
        )
    }

    /// The reference to a type, which is made once.
    private func reference(to type: Any.Type) -> TypeReference {
        types.withLock { types in
            if let known = types[ObjectIdentifier(type)] { return known }
            let reference = TypeReference(type)
            types[ObjectIdentifier(type)] = reference
            return reference
        }
    }

    private func record(_ trace: CallTrace) {
        log.withLock(\.self)?(trace)
    }
}
