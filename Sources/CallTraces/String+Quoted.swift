extension String {
    /// This name in quotes, as an error shows it; of a long one, the first 100 characters and the number of bytes.
    ///
    /// A name may be a megabyte long. It is read by scalars, as a single `Character` may be just as long.
    var quoted: String {
        var beginning = ""
        for scalar in unicodeScalars {
            let shown = scalar.escaped(asASCII: false)
            guard beginning.unicodeScalars.count + shown.unicodeScalars.count <= 100 else {
                return "\"\(beginning)…\" of \(utf8.count) bytes"
            }
            beginning += shown
        }
        return debugDescription
    }
}
