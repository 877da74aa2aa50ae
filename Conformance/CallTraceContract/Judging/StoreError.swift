/// An error that the store under test threw.
struct StoreError: Error {
    let error: any Error
}
