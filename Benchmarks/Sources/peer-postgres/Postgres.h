/// Between the files of this target: PostgreSQL, spoken to with libpq; where the server is stands in PGHOST and its like.
#ifndef POSTGRES_H
#define POSTGRES_H

#include "PeerHarness.h"
#include "ServiceDesk.h"

#include <postgresql/libpq-fe.h>

struct store {
    const struct event_file *file;
    PGconn *connection;
    uint8_t *row;
};

/// Parameters of a prepared statement, in binary.
struct parameters {
    int count;
    const char *values[4];
    int sizes[4];
    uint64_t numbers[4];
};

void add_bytes(struct parameters *parameters, const void *bytes, size_t size);
void add_number(struct parameters *parameters, uint64_t number);

void postgres_check(struct store *store, bool is_right, const char *what);
/// Runs statements whose results do not matter.
void postgres_execute(struct store *store, const char *statements);
/// The single number that a query gives.
uint64_t postgres_number(struct store *store, const char *query);

void postgres_begin(struct store *store);
void postgres_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position);
void postgres_end(struct store *store);
void postgres_scan(struct store *store, struct reader *reader);
void postgres_read_one(struct store *store, uint64_t position, struct reader *reader);
void postgres_read_stream(struct store *store, const struct event *of, struct reader *reader);

void postgres_desk_remove(struct store *store);
void postgres_desk_put(struct store *store, const struct desk *desk);
void postgres_desk_read(struct store *store, struct desk_check *into);

#endif
