import CallTraces

/// What one `filter` returned.
struct Found: Sendable {
    /// The number of the result, by which later steps name it.
    let result: Int
    /// The thunks, in the order of the store.
    let thunks: [any CallTraceThunk]

    /// Every thunk decoded, an undecodable one as its error.
    func decoded() -> [Decoded] {
        thunks.map(Decoded.init)
    }
}

/// What came out of a thunk.
enum Decoded: Hashable, Sendable {
    case trace(CallTrace)
    case failure(String)

    init(_ thunk: any CallTraceThunk) {
        do {
            self = .trace(try thunk.toTrace())
        } catch {
            self = .failure("\(error)")
        }
    }

    /// As much of the trace as a clause looks at.
    func seen(by aspect: Trial.Aspect) -> Decoded {
        guard case .trace(let trace) = self, aspect == .functions else { return self }
        return .trace(CallTrace(module: trace.module, qualname: trace.qualname))
    }

    /// The trace as Swift, or what `toTrace()` threw.
    var text: String {
        switch self {
        case .trace(let trace): SwiftText.trace(trace)
        case .failure(let error): "a thunk whose toTrace() throws \(error)"
        }
    }
}
