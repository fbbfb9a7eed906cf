// The service desk's table in a database of its own beside the events: filled in one transaction without a journal, for what a
// crash leaves is made anew, its indexes made at the end, and synced.
#include "DeskTables.h"
#include "SQLiteStore.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void path_of(struct store *store, char path[4096]) { snprintf(path, 4096, "%s/desk.sqlite-table", store->path); }

void sqlite_desk_remove(struct store *store) {
    char path[4096];
    path_of(store, path);
    unlink(path);
}

static sqlite3 *open_table(struct store *store) {
    char path[4096];
    sqlite3 *database = NULL;
    path_of(store, path);
    sqlite_check(database, sqlite3_open(path, &database));
    sqlite_execute(database, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;");
    return database;
}

/// Binds a row's columns, one after the other. What is bound stays where it is until the row is written.
struct binding {
    sqlite3_stmt *statement;
    int column;
};

static void bind_number(void *context, int64_t number) {
    struct binding *binding = context;
    sqlite3_bind_int64(binding->statement, ++binding->column, number);
}

static void bind_text(void *context, struct text text) {
    struct binding *binding = context;
    sqlite3_bind_text(binding->statement, ++binding->column, (const char *)text.bytes, (int)text.size, SQLITE_STATIC);
}

static void bind_bytes(void *context, struct text bytes) {
    struct binding *binding = context;
    sqlite3_bind_blob(binding->statement, ++binding->column, bytes.bytes, (int)bytes.size, SQLITE_STATIC);
}

static void bind_none(void *context) {
    struct binding *binding = context;
    sqlite3_bind_null(binding->statement, ++binding->column);
}

static void put_rows(sqlite3 *database, const struct desk *desk) {
    char text[STATEMENT_LARGEST] = "INSERT INTO incident VALUES(?";
    for (int i = 1; i < DESK_COLUMNS; i++) strcat(text, ",?");
    strcat(text, ")");
    struct binding binding = {.statement = sqlite_prepare(database, text)};
    struct desk_columns columns = {bind_number, bind_text, bind_bytes, bind_none, &binding};
    for (size_t i = 0; i < desk->count; i++) {
        binding.column = 0;
        desk_put_columns(desk, i, &columns);
        sqlite_run(database, binding.statement);
    }
    sqlite3_finalize(binding.statement);
}

static void put_cis(sqlite3 *database, const struct desk *desk) {
    struct binding binding = {.statement = sqlite_prepare(database, "INSERT INTO incident_ci VALUES(?, ?)")};
    union desk_key keys[DESK_KEYS_MOST];
    for (size_t i = 0; i < desk->count; i++) {
        size_t count = desk_keys(desk->rows[i], DESK_CI, keys);
        for (size_t j = 0; j < count; j++) {
            binding.column = 0;
            bind_text(&binding, keys[j].text);
            bind_number(&binding, (int64_t)i + 1);
            sqlite_run(database, binding.statement);
        }
    }
    sqlite3_finalize(binding.statement);
}

static void put_sums(sqlite3 *database, const struct desk *desk) {
    struct desk_total totals[DESK_TOTALS_MOST];
    size_t count = desk_totals(desk, totals);
    struct binding binding = {.statement = sqlite_prepare(database, "INSERT INTO incident_sum VALUES(?, ?, ?)")};
    for (size_t i = 0; i < count; i++) {
        binding.column = 0;
        bind_text(&binding, (struct text){(const uint8_t *)totals[i].sum, (uint32_t)strlen(totals[i].sum)});
        bind_number(&binding, totals[i].group);
        bind_number(&binding, totals[i].amount);
        sqlite_run(database, binding.statement);
    }
    sqlite3_finalize(binding.statement);
}

static void sync_file(struct store *store) {
    char path[4096];
    path_of(store, path);
    int file = open(path, O_RDWR);
    if (file < 0 || fsync(file) != 0) fail("%s could not be synced", path);
    close(file);
}

void sqlite_desk_put(struct store *store, const struct desk *desk) {
    static const struct desk_dialect dialect = {.number = "INTEGER", .bytes = "BLOB"};
    char statements[STATEMENT_LARGEST];
    sqlite3 *database = open_table(store);
    sqlite_execute(database, "BEGIN IMMEDIATE");
    desk_create(&dialect, statements);
    sqlite_execute(database, statements);
    put_rows(database, desk);
    put_cis(database, desk);
    put_sums(database, desk);
    desk_create_indexes(statements);
    sqlite_execute(database, statements);
    sqlite_execute(database, "COMMIT");
    sqlite3_close(database);
    sync_file(store);
}

static struct text column_text(sqlite3_stmt *statement, int column) {
    const void *bytes = sqlite3_column_blob(statement, column);
    return (struct text){bytes, (uint32_t)sqlite3_column_bytes(statement, column)};
}

static void read_rows(sqlite3 *database, struct desk_check *into) {
    sqlite3_stmt *statement =
        sqlite_prepare(database, "SELECT name, first, last, earliest, latest, row FROM incident ORDER BY name");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        struct extent extent = {
            (uint64_t)sqlite3_column_int64(statement, 1), (uint64_t)sqlite3_column_int64(statement, 2),
            sqlite3_column_int64(statement, 3), sqlite3_column_int64(statement, 4),
        };
        desk_check_row(into, column_text(statement, 0), extent, column_text(statement, 5));
    }
    sqlite_check(database, sqlite3_finalize(statement));
}

static void read_index(sqlite3 *database, struct desk_check *into, size_t index) {
    char text[STATEMENT_LARGEST];
    desk_select_entries(index, text);
    sqlite3_stmt *statement = sqlite_prepare(database, text);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        union desk_key key;
        if (desk_indexes[index].has_numbers) key.number = sqlite3_column_int64(statement, 0);
        else key.text = column_text(statement, 0);
        desk_check_stored(into, index, key, column_text(statement, 1));
    }
    sqlite_check(database, sqlite3_finalize(statement));
}

static void read_sum(sqlite3 *database, struct desk_check *into, size_t sum) {
    sqlite3_stmt *statement =
        sqlite_prepare(database, "SELECT \"group\", amount FROM incident_sum WHERE name = ? ORDER BY \"group\"");
    sqlite3_bind_text(statement, 1, desk_sums[sum], -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW)
        desk_check_total(into, sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1));
    sqlite_check(database, sqlite3_finalize(statement));
}

void sqlite_desk_read(struct store *store, struct desk_check *into) {
    sqlite3 *database = open_table(store);
    read_rows(database, into);
    for (size_t i = 0; i < DESK_INDEXES; i++) {
        desk_check_index(into, i);
        read_index(database, into, i);
    }
    for (size_t i = 0; i < DESK_SUMS; i++) {
        desk_check_sum(into, i);
        read_sum(database, into, i);
    }
    sqlite3_close(database);
}
