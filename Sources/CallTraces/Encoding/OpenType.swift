/// A type whose JSON object is being read.
///
/// If a key occurs more than once, its last value counts, so nothing is validated before the object ends.
struct OpenType {
    /// The offset of the opening brace.
    let offset: Int

    /// The last `module`, or `nil` if it was not a string.
    var module: String?

    /// The last `qualname`, or `nil` if it was not a string.
    var qualname: String?

    var isTypedDict = false

    /// The kind of the last `elem_types`.
    private(set) var elements = ElementsKind.none
    private var types: [TypeReference]?
    private var firstFault: JSONFault?
    private var fields: ReadFields?

    /// The name of the field whose type is being read.
    var fieldName = ""

    var isFirstMember = true
    var isFirstElement = true

    enum ElementsKind {
        case none, list, fields, neither
    }

    init(offset: Int) {
        self.offset = offset
    }

    /// Discards the elements of an earlier `elem_types` and begins with those of another.
    mutating func beginElements(_ kind: ElementsKind) {
        elements = kind
        isFirstElement = true
        firstFault = nil
        types = kind == .list ? [] : nil
        types?.reserveCapacity(2)
        fields = kind == .fields ? ReadFields() : nil
    }

    mutating func append(_ element: consuming ReadType) {
        guard elements == .list else {
            fields?.append(fieldName, element)
            return
        }
        switch consume element {
        case .type(let type): types?.append(type)
        case .fault(let fault): firstFault = firstFault ?? fault
        }
    }

    /// The type, at the end of its object.
    var result: ReadType {
        guard let module else { return fault(.noModule) }
        guard let qualname else { return fault(.noQualname) }
        let content: TypeReference.Content
        switch elements {
        case .none where !isTypedDict:
            content = .bare
        case .list where !isTypedDict:
            if let firstFault { return .fault(firstFault) }
            content = .elementTypes(types ?? [])
        case .fields where isTypedDict:
            if let fault = fields?.firstFault { return .fault(fault.fault) }
            content = .typedDict(fields?.types ?? [:])
        default:
            return fault(isTypedDict ? .notFields : .notElementTypes)
        }
        return .type(TypeReference(module: module, qualname: qualname, content: content))
    }

    private func fault(_ kind: JSONFault.Kind) -> ReadType {
        .fault(JSONFault(kind: kind, offset: offset))
    }
}
