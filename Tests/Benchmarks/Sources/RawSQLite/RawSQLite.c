#define _GNU_SOURCE
#include "RawSQLite.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

enum { COLUMNS = 5 };

/// NULL is a null pointer.
typedef struct {
    char *text;
    int length;
} cell;

struct raw_rows {
    size_t columns;
    cell *cells;
    size_t count;
    size_t capacity;
};

static raw_rows *create_rows(size_t columns) {
    raw_rows *rows = calloc(1, sizeof(raw_rows));
    if (rows != NULL) {
        rows->columns = columns;
    }
    return rows;
}

raw_rows *raw_rows_create(void) {
    return create_rows(COLUMNS);
}

void raw_rows_destroy(raw_rows *rows) {
    if (rows == NULL) {
        return;
    }
    for (size_t index = 0; index < rows->count * rows->columns; index++) {
        free(rows->cells[index].text);
    }
    free(rows->cells);
    free(rows);
}

size_t raw_rows_count(const raw_rows *rows) {
    return rows->count;
}

const char *raw_rows_text(const raw_rows *rows, size_t index, size_t column) {
    return index < rows->count && column < rows->columns ? rows->cells[index * rows->columns + column].text : NULL;
}

/// Appends a row whose cells are all NULL, and returns its first cell, or a null pointer if memory runs out.
static cell *append_empty(raw_rows *rows) {
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 16 : rows->capacity * 2;
        cell *grown = realloc(rows->cells, capacity * rows->columns * sizeof(cell));
        if (grown == NULL) {
            return NULL;
        }
        rows->cells = grown;
        rows->capacity = capacity;
    }
    cell *added = &rows->cells[rows->count++ * rows->columns];
    memset(added, 0, rows->columns * sizeof(cell));
    return added;
}

/// Copies a text into memory of its own.
static int copy_text(cell *copy, const char *text, int length) {
    copy->text = malloc((size_t)length + 1);
    if (copy->text == NULL) {
        return SQLITE_NOMEM;
    }
    memcpy(copy->text, text, (size_t)length);
    copy->text[length] = '\0';
    copy->length = length;
    return SQLITE_OK;
}

int raw_rows_append(raw_rows *rows, const char *module, const char *qualname, const char *arg_types,
                    const char *return_type, const char *yield_type) {
    const char *texts[COLUMNS] = {module, qualname, arg_types, return_type, yield_type};
    cell *added = append_empty(rows);
    int code = added == NULL ? SQLITE_NOMEM : SQLITE_OK;
    for (int column = 0; code == SQLITE_OK && column < COLUMNS; column++) {
        if (texts[column] != NULL) {
            code = copy_text(&added[column], texts[column], (int)strlen(texts[column]));
        }
    }
    return code;
}

/// Writes the current time in the format that MonkeyType stores.
static void write_time(char *text, size_t size) {
    struct timeval now;
    struct tm parts;
    char seconds[32];
    gettimeofday(&now, NULL);
    localtime_r(&now.tv_sec, &parts);
    strftime(seconds, sizeof(seconds), "%Y-%m-%d %H:%M:%S", &parts);
    snprintf(text, size, "%s.%06ld", seconds, (long)now.tv_usec);
}

static int insert_batch(sqlite3_stmt *insertion, const cell *cells, size_t count, sqlite3_int64 rowid) {
    char created_at[64];
    write_time(created_at, sizeof(created_at));
    int code = sqlite3_bind_text(insertion, 1, created_at, -1, SQLITE_TRANSIENT);
    for (size_t index = 0; code == SQLITE_OK && index < count; index++) {
        sqlite3_bind_int64(insertion, 2, rowid + (sqlite3_int64)index);
        for (int column = 0; column < COLUMNS; column++) {
            const cell *bound = &cells[index * COLUMNS + (size_t)column];
            // A null pointer binds NULL.
            sqlite3_bind_text(insertion, 3 + column, bound->text, bound->length, SQLITE_STATIC);
        }
        sqlite3_step(insertion);
        code = sqlite3_reset(insertion);
    }
    return code;
}

static int insert_batches(sqlite3 *db, const raw_rows *rows, size_t batch) {
    static const char *const texts[3] = {
        "BEGIN IMMEDIATE TRANSACTION",
        "INSERT INTO monkeytype_call_traces (rowid, created_at, module, qualname, arg_types, return_type, yield_type) "
        "VALUES (?2, ?1, ?3, ?4, ?5, ?6, ?7)",
        "COMMIT TRANSACTION",
    };
    sqlite3_stmt *statements[3] = {NULL, NULL, NULL};
    int code = SQLITE_OK;
    for (int index = 0; code == SQLITE_OK && index < 3; index++) {
        code = sqlite3_prepare_v3(db, texts[index], -1, SQLITE_PREPARE_PERSISTENT, &statements[index], NULL);
    }
    for (size_t start = 0; code == SQLITE_OK && start < rows->count; start += batch) {
        size_t count = rows->count - start < batch ? rows->count - start : batch;
        sqlite3_step(statements[0]);
        code = sqlite3_reset(statements[0]);
        if (code == SQLITE_OK) {
            code = insert_batch(statements[1], &rows->cells[start * COLUMNS], count, (sqlite3_int64)start + 1);
        }
        if (code == SQLITE_OK) {
            sqlite3_step(statements[2]);
            code = sqlite3_reset(statements[2]);
        }
    }
    for (int index = 0; index < 3; index++) {
        sqlite3_finalize(statements[index]);
    }
    return code;
}

int raw_rows_insert(const raw_rows *rows, const char *path, size_t batch, double *seconds) {
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(db,
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = NORMAL;"
                            "CREATE TABLE monkeytype_call_traces (created_at TEXT, module TEXT, qualname TEXT, "
                            "arg_types TEXT, return_type TEXT, yield_type TEXT);"
                            "CREATE INDEX monkeytype_call_traces_module ON monkeytype_call_traces (module)",
                            NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        code = insert_batches(db, rows, batch == 0 ? 1 : batch);
        clock_gettime(CLOCK_MONOTONIC, &end);
        *seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    }
    int closing = sqlite3_close(db);
    return code == SQLITE_OK ? closing : code;
}

struct raw_reader {
    sqlite3 *db;
    sqlite3_stmt *filter;
    sqlite3_stmt *list_modules;
};

int raw_reader_open(const char *path, raw_reader **opened) {
    raw_reader *reader = calloc(1, sizeof(raw_reader));
    if (reader == NULL) {
        return SQLITE_NOMEM;
    }
    int code = sqlite3_open_v2(path, &reader->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(reader->db, "PRAGMA cache_size = -16384", NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_prepare_v3(reader->db,
                                  "SELECT rowid, module, qualname, arg_types, return_type, yield_type "
                                  "FROM monkeytype_call_traces WHERE module = ? ORDER BY rowid DESC",
                                  -1, SQLITE_PREPARE_PERSISTENT, &reader->filter, NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_prepare_v3(reader->db,
                                  "WITH RECURSIVE modules (module) AS ("
                                  "SELECT min(module) FROM monkeytype_call_traces WHERE module > '' AND module < x'' "
                                  "UNION ALL "
                                  "SELECT (SELECT min(module) FROM monkeytype_call_traces "
                                  "WHERE module > modules.module AND module < x'') "
                                  "FROM modules WHERE module IS NOT NULL"
                                  ") SELECT module FROM modules WHERE module IS NOT NULL",
                                  -1, SQLITE_PREPARE_PERSISTENT, &reader->list_modules, NULL);
    }
    if (code != SQLITE_OK) {
        raw_reader_close(reader);
        return code;
    }
    *opened = reader;
    return SQLITE_OK;
}

void raw_reader_close(raw_reader *reader) {
    if (reader == NULL) {
        return;
    }
    sqlite3_finalize(reader->filter);
    sqlite3_finalize(reader->list_modules);
    sqlite3_close(reader->db);
    free(reader);
}

/// Appends a copy of the current row of a query, from its column `first` on.
static int append_current(sqlite3_stmt *query, int first, raw_rows *rows) {
    cell *added = append_empty(rows);
    int code = added == NULL ? SQLITE_NOMEM : SQLITE_OK;
    for (int column = 0; code == SQLITE_OK && column < (int)rows->columns; column++) {
        // In this order, as asking for the text may convert the value and change its length.
        const char *text = (const char *)sqlite3_column_text(query, first + column);
        if (text != NULL) {
            code = copy_text(&added[column], text, sqlite3_column_bytes(query, first + column));
        } else if (sqlite3_column_type(query, first + column) != SQLITE_NULL) {
            code = SQLITE_NOMEM;
        }
    }
    return code;
}

/// Executes a query until there are `limit` rows. As nothing begins a transaction, it is one of its own.
static int collect(sqlite3_stmt *query, int first, size_t columns, size_t limit, raw_rows **found) {
    raw_rows *rows = create_rows(columns);
    int code = rows == NULL ? SQLITE_NOMEM : SQLITE_OK;
    while (code == SQLITE_OK && rows->count < limit && sqlite3_step(query) == SQLITE_ROW) {
        code = append_current(query, first, rows);
    }
    // Repeats the error of the last step.
    int ending = sqlite3_reset(query);
    code = code == SQLITE_OK ? ending : code;
    if (code != SQLITE_OK) {
        raw_rows_destroy(rows);
        return code;
    }
    *found = rows;
    return SQLITE_OK;
}

int raw_reader_filter(raw_reader *reader, const char *module, size_t limit, raw_rows **found) {
    int code = sqlite3_bind_text(reader->filter, 1, module, -1, SQLITE_TRANSIENT);
    // The rowid only orders the rows.
    return code == SQLITE_OK ? collect(reader->filter, 1, COLUMNS, limit, found) : code;
}

int raw_reader_list_modules(raw_reader *reader, raw_rows **found) {
    return collect(reader->list_modules, 0, 1, SIZE_MAX, found);
}
