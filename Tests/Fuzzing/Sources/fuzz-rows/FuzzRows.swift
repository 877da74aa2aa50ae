import CallTraces

/// Decodes a row from its three texts, separated by line feeds.
///
/// libFuzzer calls this function with inputs that it generates. A trace that decodes must survive a round trip, unless
/// it cannot be serialized. A text that does not decode must throw an error with the right code, module, and qualname.
///
/// - Parameters:
///   - start: The first byte of the input.
///   - count: The number of bytes of the input.
/// - Returns: 0, as libFuzzer requires.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRow(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let texts = UnsafeBufferPointer(start: start, count: count)
        .split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    let row = CallTraceRow(
        module: "m",
        qualname: "f",
        argTypes: texts[0],
        returnType: texts.count > 1 ? texts[1] : nil,
        yieldType: texts.count > 2 ? texts[2] : nil
    )
    let trace: CallTrace
    do {
        trace = try row.toTrace()
    } catch {
        let error = error as? CallTraceError
        precondition(error?.code == .cannotDecode)
        precondition(error?.module == "m" && error?.qualname == "f")
        return 0
    }
    do {
        let written = try CallTraceRow(trace)
        let again = try? written.toTrace()
        precondition(again == trace, "the trace changed in a round trip")
    } catch {
        precondition((error as? CallTraceError)?.code == .cannotSerialize)
    }
    return 0
}
