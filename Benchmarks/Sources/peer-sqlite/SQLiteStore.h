/// Between the files of this target: SQLite.
#ifndef SQLITE_STORE_H
#define SQLITE_STORE_H

#include "PeerHarness.h"
#include "ServiceDesk.h"

#include <sqlite3.h>

struct store {
    const struct event_file *file;
    char *path;
    sqlite3 *database;
    sqlite3_stmt *put_event, *put_stream, *put_command, *get_one, *get_stream;
    uint8_t *row;
};

void sqlite_check(sqlite3 *database, int code);
void sqlite_execute(sqlite3 *database, const char *statements);
sqlite3_stmt *sqlite_prepare(sqlite3 *database, const char *text);
/// Steps and resets a statement that gives no rows.
void sqlite_run(sqlite3 *database, sqlite3_stmt *statement);

void sqlite_desk_remove(struct store *store);
void sqlite_desk_put(struct store *store, const struct desk *desk);
void sqlite_desk_read(struct store *store, struct desk_check *into);

#endif
