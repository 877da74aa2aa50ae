import Testing

@testable import CallTraceContract

@Suite struct URIPasswordTests {
    @Test(arguments: [
        ("mysql://john:pass@host/db", "pass"),
        ("mysql://john:p@ss@host/db", "p@ss"),
        ("file://john:p%40ss@host", "p%40ss"),
        ("redis://:secret@localhost:6379/0", "secret"),
        ("mysql://john:pass:word@host", "pass:word"),
    ])
    func `the password is between the first colon and the last at sign`(_ uri: String, _ password: String) {
        #expect(URIPassword(in: uri)?.text == password)
    }

    @Test(arguments: [
        "/tmp/a:b@c", "mysql://john@host/db", "mysql://host:3306/db?x=a:b@c", "mysql://john:@host", "", "://",
    ])
    func `other connection strings have none`(_ connectionString: String) {
        #expect(URIPassword(in: connectionString) == nil)
    }

    @Test func `a password is found and redacted as written and percent-decoded`() throws {
        let password = try #require(URIPassword(in: "file://john:p%40ss@host"))
        #expect(password.appears(in: "cannot open john:p%40ss@host"))
        #expect(password.appears(in: "the password p@ss is wrong"))
        #expect(!password.appears(in: "cannot open the store"))
        #expect(password.redacted(in: "p%40ss and p@ss") == "*** and ***")
    }
}
