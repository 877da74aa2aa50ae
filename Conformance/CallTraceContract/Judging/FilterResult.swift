import CallTraces

/// What one `filter` returned.
struct FilterResult: Sendable {
    /// The number of the result, by which later steps refer to it.
    let number: Int
    /// The thunks, in the order in which the store returned them.
    let thunks: [any CallTraceThunk]

    /// Decodes every thunk, or keeps the error that it throws.
    func decoded() -> [Decoded] {
        guard let first = thunks.first as? any AdaptedThunk else { return thunks.map(Decoded.init) }
        return decoded(togetherLike: first)
    }

    private func decoded<Thunk: AdaptedThunk>(togetherLike _: Thunk) -> [Decoded] {
        guard let thunks = thunks as? [Thunk] else { return thunks.map(Decoded.init) }
        return Thunk.traces(of: thunks).map(Decoded.init)
    }
}

/// What a thunk decoded to.
enum Decoded: Hashable, Sendable {
    case trace(CallTrace)
    case failure(String)

    init(_ thunk: any CallTraceThunk) {
        self.init(Result { try thunk.toTrace() })
    }

    fileprivate init(_ result: Result<CallTrace, any Error>) {
        switch result {
        case .success(let trace): self = .trace(trace)
        case .failure(let error): self = .failure("\(error)")
        }
    }

    /// The parts of the trace that a clause compares.
    func seen(by aspect: Trial.Aspect) -> Decoded {
        guard case .trace(let trace) = self, aspect == .functions else { return self }
        return .trace(CallTrace(module: trace.module, qualname: trace.qualname))
    }

    /// The trace as Swift, or what `toTrace()` threw.
    var text: String {
        switch self {
        case .trace(let trace): SwiftText.trace(trace)
        case .failure(let error): "a thunk that throws: \(error)"
        }
    }
}
