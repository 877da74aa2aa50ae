/// The arguments, or the fields of a typed dict, while they are being read.
struct ReadFields {
    /// A value that is not a type, which a later type of the same name replaces.
    struct Fault {
        let name: String
        let fault: JSONFault
        let elementsBefore: Int
    }

    private var elements: [NamedTypes.Element] = []
    private var faults: [Fault] = []

    mutating func append(_ name: consuming String, _ value: consuming ReadType) {
        switch consume value {
        case .type(let type):
            if elements.isEmpty { elements.reserveCapacity(4) }
            elements.append(NamedTypes.Element(name: name, type: type))
        case .fault(let fault): faults.append(Fault(name: name, fault: fault, elementsBefore: elements.count))
        }
    }

    /// The last type of each name.
    var types: NamedTypes { NamedTypes(elements: elements) }

    /// The first fault that no later type of the same name replaces.
    var firstFault: Fault? {
        guard !faults.isEmpty else { return nil }
        let lastPositions = Dictionary(
            elements.enumerated().map { (ExactString($0.element.name), $0.offset) },
            uniquingKeysWith: { $1 }
        )
        return faults.first { (lastPositions[ExactString($0.name)] ?? -1) < $0.elementsBefore }
    }
}
