extension CallTraceRow: CallTraceThunk {
    /// Decodes the trace from the JSON that MonkeyType writes.
    ///
    /// The decoder accepts what MonkeyType's own reader accepts: keys in any order, white space, and unknown keys; if
    /// a key occurs more than once, its last value is used. Names are not looked up in the running program. An escaped
    /// lone surrogate, which a Swift string cannot represent, becomes U+FFFD. Types may be nested 1,000 levels deep,
    /// about twice as deep as MonkeyType supports.
    ///
    /// Source: MonkeyType, "Storing call traces", CallTraceRow: "Deserialize and return the CallTrace represented by
    /// this CallTraceRow." Clauses THUNK-2 to THUNK-4.
    ///
    /// - Returns: The call trace.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotDecode``. It names the part that cannot be
    ///   decoded and the offset of the fault, but does not quote the JSON.
    public func toTrace() throws -> CallTrace {
        try withParts { parts in
            CallTrace(
                module: module,
                qualname: qualname,
                argTypes: try decodeArguments(parts.argTypes),
                returnType: try decode(parts.returnType, part: .returnType),
                yieldType: try decode(parts.yieldType, part: .yieldType)
            )
        }
    }

    private func decodeArguments(_ json: UnsafeRawBufferPointer) throws(CallTraceError) -> NamedTypes {
        var reader = TypeReader(json)
        do throws(JSONFault) {
            return try reader.readArguments()
        } catch {
            throw decodingError(error, part: reader.argument.map(RowPart.argument) ?? .argumentTypes)
        }
    }

    private func decode(_ json: UnsafeRawBufferPointer?, part: RowPart) throws(CallTraceError) -> TypeReference? {
        guard let json, !json.hasBytes(of: "null") else { return nil }
        var reader = TypeReader(json)
        do throws(JSONFault) {
            return try reader.readSingleType()
        } catch {
            throw decodingError(error, part: part)
        }
    }

    private func decodingError(_ fault: JSONFault, part: RowPart) -> CallTraceError {
        CallTraceError(
            .cannotDecode,
            "the \(part) cannot be decoded: \(fault); the stored record is damaged, record the call again",
            module: module,
            qualname: qualname
        )
    }
}
