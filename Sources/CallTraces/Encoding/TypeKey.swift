/// A key of a type's JSON object.
enum TypeKey {
    case module, qualname, elemTypes, isTypedDict
    /// Any other key. MonkeyType ignores its value.
    case unknown

    init(_ name: JSONText) {
        if name.hasEscapes {
            var string = name.string
            self = string.withUTF8(Self.init(bytes:))
        } else {
            self.init(bytes: name.bytes)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        let bytes = UnsafeRawBufferPointer(bytes)
        self =
            if bytes.hasBytes(of: "module") {
                .module
            } else if bytes.hasBytes(of: "qualname") {
                .qualname
            } else if bytes.hasBytes(of: "elem_types") {
                .elemTypes
            } else if bytes.hasBytes(of: "is_typed_dict") {
                .isTypedDict
            } else {
                .unknown
            }
    }
}
