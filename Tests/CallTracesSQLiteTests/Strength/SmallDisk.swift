import Foundation

/// An in-memory disk of one megabyte, unmounted with the last reference to it.
final class SmallDisk: Sendable {
    struct NotMounted: Error {
        let cause: String
    }

    static let isAvailable = (try? SmallDisk()) != nil

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else {
            throw NotMounted(cause: String(cString: strerror(errno)))
        }
    }

    deinit {
        umount2(folder.path, Int32(MNT_DETACH))
    }

    func file(_ name: String = "traces.sqlite3") -> String {
        folder.file(name)
    }

    /// Fills the rest of the disk.
    func fill() throws {
        let filler = open(file("filler"), O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard filler >= 0 else { throw NotMounted(cause: String(cString: strerror(errno))) }
        defer { close(filler) }
        let page = [UInt8](repeating: 0, count: 4_096)
        while write(filler, page, page.count) > 0 {}
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: file("filler"))
    }
}
