import Foundation
import Synchronization

/// A port of the loopback interface on which nothing listens, and which this process is given only once.
///
/// It is not one of those that Linux gives to connections by default, which begin at 32,768: a server that starts later
/// would find it taken.
func freePort() throws -> Int {
    try nextPort.withLock { next in
        for _ in ports {
            let port = next
            next = next + 1 < ports.upperBound ? next + 1 : ports.lowerBound
            if try isFree(port) { return port }
        }
        throw POSIXError(.EADDRINUSE)
    }
}

private let ports = 12_000..<32_768

private let nextPort = Mutex(Int.random(in: ports))

private func isFree(_ port: Int) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    address.sin_port = in_port_t(port).bigEndian
    let result = withUnsafeBytes(of: &address) { bytes in
        bind(
            descriptor,
            bytes.assumingMemoryBound(to: sockaddr.self).baseAddress,
            socklen_t(MemoryLayout<sockaddr_in>.size)
        )
    }
    if result == 0 { return true }
    guard errno == EADDRINUSE else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return false
}
