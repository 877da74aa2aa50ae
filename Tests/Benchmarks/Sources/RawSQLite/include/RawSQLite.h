#ifndef RAW_SQLITE_H
#define RAW_SQLITE_H

#include <stddef.h>

/// Encoded rows in memory.
typedef struct raw_rows raw_rows;

/// Returns an empty list of rows, or NULL if memory runs out.
raw_rows *raw_rows_create(void);

void raw_rows_destroy(raw_rows *rows);

/// Appends a copy of a row, whose return and yield types may be NULL. Returns 0 or SQLITE_NOMEM.
int raw_rows_append(raw_rows *rows, const char *module, const char *qualname, const char *arg_types,
                    const char *return_type, const char *yield_type);

/// Inserts the rows into a new database, with a transaction per batch, and stores the time it took in seconds, without
/// opening and closing. Returns SQLite's result code.
int raw_rows_insert(const raw_rows *rows, const char *path, size_t batch, double *seconds);

#endif
