// An author's test imports this module alone: clauses and subjects are the kit's vocabulary.
@_exported public import CallTraceContract
