// SQLite as an event store: WAL, synchronous=FULL, 256 MB of cache, prepared statements. Its unique indexes refuse a stale
// version and a command that comes twice, so it is never blind.
#include "SQLiteStore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char schema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144;"
    "CREATE TABLE IF NOT EXISTS events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL,"
    " record BLOB NOT NULL, UNIQUE(stream, version));"
    "CREATE TABLE IF NOT EXISTS streams(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE IF NOT EXISTS commands(id BLOB PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL)"
    " WITHOUT ROWID;";

void sqlite_check(sqlite3 *database, int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) fail("SQLite: %s", sqlite3_errmsg(database));
}

void sqlite_execute(sqlite3 *database, const char *statements) {
    sqlite_check(database, sqlite3_exec(database, statements, NULL, NULL, NULL));
}

sqlite3_stmt *sqlite_prepare(sqlite3 *database, const char *text) {
    sqlite3_stmt *statement = NULL;
    sqlite_check(database, sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

void sqlite_run(sqlite3 *database, sqlite3_stmt *statement) {
    sqlite_check(database, sqlite3_step(statement));
    sqlite_check(database, sqlite3_reset(statement));
}

static struct store *open_store(const char *at, const struct event_file *file, bool blind) {
    (void)blind;
    struct store *store = allocate(sizeof *store);
    store->file = file;
    store->path = strdup(at);
    store->row = allocate(ROW_LARGEST + ROW_CHECKSUM_SIZE);
    mkdir(at, 0777);
    char name[4096];
    snprintf(name, sizeof name, "%s/events.sqlite", at);
    sqlite_check(store->database, sqlite3_open(name, &store->database));
    sqlite_execute(store->database, schema);
    store->put_event = sqlite_prepare(store->database, "INSERT INTO events VALUES(?, ?, ?, ?)");
    store->put_stream = sqlite_prepare(store->database, "INSERT INTO streams VALUES(?, ?)");
    store->put_command = sqlite_prepare(store->database, "INSERT INTO commands VALUES(?, ?, ?)");
    store->get_one = sqlite_prepare(store->database, "SELECT position, record FROM events WHERE position = ?");
    store->get_stream = sqlite_prepare(
        store->database, "SELECT position, record FROM events WHERE stream = (SELECT number FROM streams WHERE name = ?)"
               " ORDER BY version");
    return store;
}

static uint64_t count(struct store *store) {
    sqlite3_stmt *statement = sqlite_prepare(store->database, "SELECT coalesce(max(position), 0) FROM events");
    sqlite_check(store->database, sqlite3_step(statement));
    uint64_t position = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return position;
}

static void put_event(struct store *store, const struct event *event, uint64_t position) {
    row_fill(store->row, event, position);
    sqlite3_bind_int64(store->put_event, 1, (sqlite3_int64)position);
    sqlite3_bind_int64(store->put_event, 2, (sqlite3_int64)event->stream);
    sqlite3_bind_int64(store->put_event, 3, event->version);
    sqlite3_bind_blob(store->put_event, 4, store->row, (int)row_size(event), SQLITE_STATIC);
    sqlite_run(store->database, store->put_event);
    if (event->version != 1) return;
    sqlite3_bind_int64(store->put_stream, 1, (sqlite3_int64)event->stream);
    sqlite3_bind_text(store->put_stream, 2, event->name, event->name_size, SQLITE_STATIC);
    sqlite_run(store->database, store->put_stream);
}

static void begin(struct store *store) { sqlite_execute(store->database, "BEGIN IMMEDIATE"); }
static void end(struct store *store) { sqlite_execute(store->database, "COMMIT"); }

static void put(struct store *store, uint64_t first_index, uint64_t size, uint64_t first_position) {
    struct event event;
    for (uint64_t i = 0; i < size; i++) {
        event_at(store->file, first_index + i, &event);
        put_event(store, &event, first_position + i);
        if (i > 0) continue;
        sqlite3_bind_blob(store->put_command, 1, event.command, sizeof event.command, SQLITE_STATIC);
        sqlite3_bind_int64(store->put_command, 2, (sqlite3_int64)first_position);
        sqlite3_bind_int64(store->put_command, 3, (sqlite3_int64)size);
        sqlite_run(store->database, store->put_command);
    }
}

static void read_rows(struct store *store, sqlite3_stmt *statement, struct reader *reader) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        reader_take(reader, sqlite3_column_blob(statement, 1), (size_t)sqlite3_column_bytes(statement, 1),
                    (uint64_t)sqlite3_column_int64(statement, 0));
    sqlite_check(store->database, code);
    sqlite_check(store->database, sqlite3_reset(statement));
}

static void scan(struct store *store, struct reader *reader) {
    sqlite3_stmt *statement = sqlite_prepare(store->database, "SELECT position, record FROM events ORDER BY position");
    read_rows(store, statement, reader);
    sqlite3_finalize(statement);
}

static void read_one(struct store *store, uint64_t position, struct reader *reader) {
    sqlite3_bind_int64(store->get_one, 1, (sqlite3_int64)position);
    read_rows(store, store->get_one, reader);
}

static void read_stream(struct store *store, const struct event *of, struct reader *reader) {
    sqlite3_bind_text(store->get_stream, 1, of->name, of->name_size, SQLITE_STATIC);
    read_rows(store, store->get_stream, reader);
}

static uint64_t bytes(struct store *store) {
    sqlite_execute(store->database, "PRAGMA wal_checkpoint(TRUNCATE)");
    return folder_bytes(store->path, ".sqlite");
}

static void close_store(struct store *store) {
    sqlite3_stmt *all[] = {store->put_event, store->put_stream, store->put_command, store->get_one, store->get_stream};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    sqlite3_close(store->database);
    free(store->row);
    free(store->path);
    free(store);
}

int main(int argument_count, char **arguments) {
    static const struct desk_kind desk = {
        .remove = sqlite_desk_remove, .put = sqlite_desk_put, .read = sqlite_desk_read,
    };
    static const struct store_kind kind = {
        .open = open_store, .count = count, .begin = begin, .put = put, .end = end,
        .scan = scan, .read_one = read_one, .read_stream = read_stream, .desk = &desk, .bytes = bytes, .close = close_store,
    };
    return harness_main(argument_count, arguments, &kind);
}
