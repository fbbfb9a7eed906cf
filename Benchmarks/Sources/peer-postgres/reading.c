#include "Postgres.h"

#include <string.h>

static uint64_t big_endian(const char *bytes, size_t size) {
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) number = number << 8 | (uint8_t)bytes[i];
    return number;
}

/// A row of COPY in binary: i16 number of columns (−1 at the end), then each as i32 size and bytes; the first row stands
/// behind a header of 19 bytes.
static void take_copied(const char *bytes, size_t size, struct reader *reader) {
    enum { HEADER = 19, BEFORE_RECORD = 2 + 4 + 8 + 4 };
    if (size >= HEADER && memcmp(bytes, "PGCOPY\n", 7) == 0) {
        bytes += HEADER;
        size -= HEADER;
    }
    if (size < BEFORE_RECORD) return;
    size_t record = big_endian(bytes + 14, 4);
    if (size < BEFORE_RECORD + record) fail("PostgreSQL sent a short row");
    reader_take(reader, bytes + BEFORE_RECORD, record, big_endian(bytes + 6, 8));
}

/// COPY is the fastest way out.
void postgres_scan(struct store *store, struct reader *reader) {
    PGresult *result = PQexec(
        store->connection, "COPY (SELECT position, record FROM events ORDER BY position) TO STDOUT (FORMAT binary)");
    postgres_check(store, PQresultStatus(result) == PGRES_COPY_OUT, "copy");
    PQclear(result);
    char *bytes;
    for (int size; (size = PQgetCopyData(store->connection, &bytes, 0)) > 0; PQfreemem(bytes))
        take_copied(bytes, (size_t)size, reader);
    while ((result = PQgetResult(store->connection)) != NULL) {
        postgres_check(store, PQresultStatus(result) == PGRES_COMMAND_OK, "copy");
        PQclear(result);
    }
}

static void read_rows(struct store *store, const char *statement, const struct parameters *parameters,
                      struct reader *reader) {
    static const int binary[] = {1};
    PGresult *result = PQexecPrepared(store->connection, statement, parameters->count, parameters->values,
                                      parameters->sizes, binary, 1);
    postgres_check(store, PQresultStatus(result) == PGRES_TUPLES_OK, statement);
    for (int i = 0; i < PQntuples(result); i++)
        reader_take(reader, PQgetvalue(result, i, 1), (size_t)PQgetlength(result, i, 1),
                    big_endian(PQgetvalue(result, i, 0), 8));
    PQclear(result);
}

void postgres_read_one(struct store *store, uint64_t position, struct reader *reader) {
    struct parameters parameters = {0};
    add_number(&parameters, position);
    read_rows(store, "one", &parameters, reader);
}

void postgres_read_stream(struct store *store, const struct event *of, struct reader *reader) {
    struct parameters parameters = {0};
    add_bytes(&parameters, of->name, of->name_size);
    read_rows(store, "all of a stream", &parameters, reader);
}
