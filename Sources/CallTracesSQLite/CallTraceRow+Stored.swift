import CallTraces
import GRDB

extension Row {
    /// The rowid, which every query for rows selects first.
    var rowID: Int64 { self[0] }

    /// The qualname, before the rest of the row is read.
    var qualname: String { text(at: 2) ?? "" }

    fileprivate func text(at index: Int) -> String? {
        (self[index] as StoredText?)?.string
    }
}

extension CallTraceRow {
    /// Reads a row of the table.
    ///
    /// NULL where MonkeyType wants text becomes the empty text, which does not decode. Of NULL and the text `null`, which
    /// mean the same return or yield type, only the first is left, so that such rows are identical.
    init(stored row: Row) {
        self.init(
            module: row.text(at: 1) ?? "",
            qualname: row.qualname,
            argTypes: row.text(at: 3) ?? "",
            returnType: Self.type(row.text(at: 4)),
            yieldType: Self.type(row.text(at: 5))
        )
    }

    private static func type(_ text: String?) -> String? {
        text.flatMap { $0.hasSameBytes(as: "null") ? nil : $0 }
    }
}
