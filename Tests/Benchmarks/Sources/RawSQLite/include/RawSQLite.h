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

/// Returns the number of rows.
size_t raw_rows_count(const raw_rows *rows);

/// Returns a text, which belongs to the rows, or NULL if it is NULL or there is no such row or column.
const char *raw_rows_text(const raw_rows *rows, size_t index, size_t column);

/// Inserts the rows into a new database, with a transaction per batch, and stores the time it took in seconds, without
/// opening and closing. Returns SQLite's result code.
int raw_rows_insert(const raw_rows *rows, const char *path, size_t batch, double *seconds);

/// A connection that only reads, opened like those of the store, with its statements prepared.
typedef struct raw_reader raw_reader;

/// Opens a database that the store has written, and stores the reader. Returns SQLite's result code.
int raw_reader_open(const char *path, raw_reader **opened);

void raw_reader_close(raw_reader *reader);

/// Finds the newest rows of a module, newest first, and stores copies, to be destroyed by the caller. Returns SQLite's
/// result code.
///
/// It executes the store's statement, but does not search for duplicates: the store writes none.
int raw_reader_filter(raw_reader *reader, const char *module, size_t limit, raw_rows **found);

/// Finds the modules and stores copies, as rows of one column, to be destroyed by the caller. Returns SQLite's result
/// code.
int raw_reader_list_modules(raw_reader *reader, raw_rows **found);

#endif
