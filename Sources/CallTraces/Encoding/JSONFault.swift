/// The reason why stored text is not a call trace, and the offset of the fault, without the text itself.
struct JSONFault: Error {
    enum Kind {
        case noObject, noText, noValue, noName, noColon, noComma, endsEarly, trailingText
        case controlCharacter, unknownEscape, bracketsTooDeep
        case notArguments, notAType, noModule, noQualname, notElementTypes, notFields, typesTooDeep
    }

    let kind: Kind
    let offset: Int
}

extension JSONFault: CustomStringConvertible {
    var description: String { "\(kind.sentence) at byte \(offset)" }
}

extension JSONFault.Kind {
    fileprivate var sentence: String {
        switch self {
        case .noObject: "an object is missing"
        case .noText: "a string is missing"
        case .noValue: "a JSON value is missing"
        case .noName: "a name in double quotes is missing"
        case .noColon: "a colon is missing"
        case .noComma: "a comma or a closing bracket is missing"
        case .endsEarly: "the text ends within a string"
        case .trailingText: "there is text after the value,"
        case .controlCharacter: "a string contains an unescaped control character"
        case .unknownEscape: "a string contains an unknown escape"
        case .bracketsTooDeep: "brackets are nested more than \(TypeReference.maximumNesting) deep"
        case .notArguments: "the types are not an object that maps argument names to types,"
        case .notAType: "a type is not an object,"
        case .noModule: "a type has no module that is a string,"
        case .noQualname: "a type has no qualname that is a string,"
        case .notElementTypes: "the elem_types of a type are neither an array nor null,"
        case .notFields: "the elem_types of a typed dict are not an object,"
        case .typesTooDeep: "types are nested more than \(TypeReference.maximumNesting) deep"
        }
    }
}
