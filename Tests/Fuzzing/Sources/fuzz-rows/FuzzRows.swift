import CallTraces

/// Decodes the three texts of a row, which a line feed each separates in the input.
///
/// libFuzzer calls it with inputs that it makes up. What decodes has to be the same after it was written and read again;
/// what does not has to say so with the error that is meant for it, and with module and qualname.
///
/// - Parameters:
///   - start: The input.
///   - count: The number of its bytes.
/// - Returns: 0, as libFuzzer asks for.
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
        precondition(again == trace, "what was written is read as something else")
    } catch {
        precondition((error as? CallTraceError)?.code == .cannotSerialize)
    }
    return 0
}
