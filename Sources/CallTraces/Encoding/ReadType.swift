/// What was read where a type belongs: a type, or why it is none.
///
/// A fault is a value and not thrown, because a later value of the same name may replace it: Python keeps the last.
enum ReadType {
    case type(TypeReference)
    case fault(JSONFault)
}
