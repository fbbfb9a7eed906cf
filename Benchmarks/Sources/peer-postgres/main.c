// PostgreSQL as an event store: prepared inserts in a pipeline, a transaction a round trip. Its unique indexes refuse a stale
// version and a command that comes twice, so it is never blind. The place is the name of a schema.
#include "Postgres.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void postgres_check(struct store *store, bool is_right, const char *what) {
    if (!is_right) fail("PostgreSQL could not %s: %s", what, PQerrorMessage(store->connection));
}

void postgres_execute(struct store *store, const char *statements) {
    PGresult *result = PQexec(store->connection, statements);
    ExecStatusType status = PQresultStatus(result);
    postgres_check(store, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, statements);
    PQclear(result);
}

uint64_t postgres_number(struct store *store, const char *query) {
    PGresult *result = PQexec(store->connection, query);
    postgres_check(store, PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1, query);
    uint64_t number = strtoull(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return number;
}

void add_bytes(struct parameters *parameters, const void *bytes, size_t size) {
    parameters->values[parameters->count] = bytes;
    parameters->sizes[parameters->count++] = (int)size;
}

void add_number(struct parameters *parameters, uint64_t number) {
    uint64_t *slot = &parameters->numbers[parameters->count];
    *slot = __builtin_bswap64(number);
    add_bytes(parameters, slot, sizeof *slot);
}

static void prepare(struct store *store, const char *name, const char *text) {
    PGresult *result = PQprepare(store->connection, name, text, 0, NULL);
    postgres_check(store, PQresultStatus(result) == PGRES_COMMAND_OK, text);
    PQclear(result);
}

static struct store *open_store(const char *at, const struct event_file *file, bool blind) {
    (void)blind;
    struct store *store = allocate(sizeof *store);
    store->file = file;
    store->row = allocate(ROW_LARGEST + ROW_CHECKSUM_SIZE);
    store->connection = PQconnectdb("");
    postgres_check(store, PQstatus(store->connection) == CONNECTION_OK, "connect");
    char schema[1024];
    snprintf(schema, sizeof schema,
             "SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS %s; SET search_path = %s;"
             "CREATE TABLE IF NOT EXISTS events(position bigint PRIMARY KEY, stream bigint NOT NULL,"
             " version bigint NOT NULL, record bytea NOT NULL, UNIQUE(stream, version));"
             "CREATE TABLE IF NOT EXISTS streams(number bigint PRIMARY KEY, name text NOT NULL UNIQUE);"
             "CREATE TABLE IF NOT EXISTS commands(id bytea PRIMARY KEY, first bigint NOT NULL, count bigint NOT NULL)",
             at, at);
    postgres_execute(store, schema);
    prepare(store, "event", "INSERT INTO events VALUES($1, $2, $3, $4)");
    prepare(store, "stream", "INSERT INTO streams VALUES($1, $2)");
    prepare(store, "command", "INSERT INTO commands VALUES($1, $2, $3)");
    prepare(store, "one", "SELECT position, record FROM events WHERE position = $1");
    prepare(store, "all of a stream",
            "SELECT position, record FROM events WHERE stream = (SELECT number FROM streams WHERE name = $1)"
            " ORDER BY version");
    return store;
}

static uint64_t count(struct store *store) {
    return postgres_number(store, "SELECT coalesce(max(position), 0) FROM events");
}

static uint64_t bytes(struct store *store) {
    return postgres_number(
        store, "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
               " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace");
}

static void close_store(struct store *store) {
    PQfinish(store->connection);
    free(store->row);
    free(store);
}

int main(int argument_count, char **arguments) {
    static const struct desk_kind desk = {
        .remove = postgres_desk_remove, .put = postgres_desk_put, .read = postgres_desk_read,
    };
    static const struct store_kind kind = {
        .open = open_store, .count = count, .begin = postgres_begin, .put = postgres_put, .end = postgres_end,
        .scan = postgres_scan, .read_one = postgres_read_one, .read_stream = postgres_read_stream,
        .desk = &desk, .bytes = bytes, .close = close_store,
    };
    return harness_main(argument_count, arguments, &kind);
}
