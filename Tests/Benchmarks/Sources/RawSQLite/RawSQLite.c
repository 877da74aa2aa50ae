#define _GNU_SOURCE
#include "RawSQLite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

enum { COLUMNS = 5 };

typedef struct {
    char *texts[COLUMNS];
    int lengths[COLUMNS];
} row;

struct raw_rows {
    row *rows;
    size_t count;
    size_t capacity;
};

raw_rows *raw_rows_create(void) {
    return calloc(1, sizeof(raw_rows));
}

void raw_rows_destroy(raw_rows *rows) {
    if (rows == NULL) {
        return;
    }
    for (size_t index = 0; index < rows->count; index++) {
        for (int column = 0; column < COLUMNS; column++) {
            free(rows->rows[index].texts[column]);
        }
    }
    free(rows->rows);
    free(rows);
}

int raw_rows_append(raw_rows *rows, const char *module, const char *qualname, const char *arg_types,
                    const char *return_type, const char *yield_type) {
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 1024 : rows->capacity * 2;
        row *grown = realloc(rows->rows, capacity * sizeof(row));
        if (grown == NULL) {
            return SQLITE_NOMEM;
        }
        rows->rows = grown;
        rows->capacity = capacity;
    }
    const char *texts[COLUMNS] = {module, qualname, arg_types, return_type, yield_type};
    row *added = &rows->rows[rows->count++];
    memset(added, 0, sizeof(*added));
    for (int column = 0; column < COLUMNS; column++) {
        if (texts[column] == NULL) {
            continue;
        }
        added->texts[column] = strdup(texts[column]);
        if (added->texts[column] == NULL) {
            return SQLITE_NOMEM;
        }
        added->lengths[column] = (int)strlen(texts[column]);
    }
    return SQLITE_OK;
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

static int insert_batch(sqlite3_stmt *insertion, const row *rows, size_t count, sqlite3_int64 rowid) {
    char created_at[64];
    write_time(created_at, sizeof(created_at));
    int code = sqlite3_bind_text(insertion, 1, created_at, -1, SQLITE_TRANSIENT);
    for (size_t index = 0; code == SQLITE_OK && index < count; index++) {
        sqlite3_bind_int64(insertion, 2, rowid + (sqlite3_int64)index);
        for (int column = 0; column < COLUMNS; column++) {
            // A null pointer binds NULL.
            sqlite3_bind_text(insertion, 3 + column, rows[index].texts[column], rows[index].lengths[column],
                              SQLITE_STATIC);
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
            code = insert_batch(statements[1], &rows->rows[start], count, (sqlite3_int64)start + 1);
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
