package import Foundation

/// The checkout that contains this package.
package enum RepositoryFolder {
    /// The checkout's top folder.
    package static let url = benchmarks.appending(path: "../..").standardizedFileURL

    /// The folder of this package.
    package static let benchmarks = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
}
