package import CallTraces

extension RecordedCalls {
    /// The index of the trace of a call, if the recorded stream is repeated forever.
    ///
    /// - Parameter call: The number of the call, from 0.
    /// - Returns: An index of ``traces``.
    package func trace(ofCall call: Int) -> Int {
        calls[call % calls.count]
    }

    /// Calls of the repeated stream.
    ///
    /// - Parameter range: The numbers of the calls, from 0.
    /// - Returns: Their traces, in order.
    package func stream(_ range: Range<Int>) -> [CallTrace] {
        range.map { traces[trace(ofCall: $0)] }
    }
}
