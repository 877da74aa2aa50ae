/// A program that is measured.
enum Program: String {
    case monkeyType = "MonkeyType"
    case rawC = "raw C"
    case sqliteStore = "SQLiteStore"
}
