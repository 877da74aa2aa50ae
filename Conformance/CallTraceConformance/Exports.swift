// An author's test imports this module alone: it brings the kit's vocabulary, and that of the programs it prints.
@_exported public import CallTraceContract
@_exported public import CallTraces
@_exported public import StoreAdapters
