/// A value read in the place of a type: the type, or the reason why it is not one.
///
/// A fault is returned, not thrown, because a later value of the same name may replace it.
enum ReadType {
    case type(TypeReference)
    case fault(JSONFault)
}
