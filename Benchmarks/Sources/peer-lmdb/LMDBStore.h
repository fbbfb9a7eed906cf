/// Between the files of this target: LMDB with the tables that the engine's log keeps for records that are not packed.
#ifndef LMDB_STORE_H
#define LMDB_STORE_H

#include "PeerHarness.h"

#include <lmdb.h>

/// What a transaction knows of a stream: read once, then counted on.
struct stream_state {
    uint64_t transaction; ///< 0: never read
    uint64_t version;
};

struct index_row {
    uint64_t stream, position;
};

struct store {
    const struct event_file *file;
    bool blind;
    char *path;
    MDB_env *environment;
    /// head · position → row · stream's name → number · number → positions, packed · command id → first position, count
    MDB_dbi meta, records, streams, positions, commands;

    // The open transaction.
    MDB_txn *transaction;
    uint64_t transaction_number;
    MDB_cursor *positions_cursor;
    uint64_t head;
    struct stream_state *states;
    uint64_t state_capacity;
    struct index_row *index_rows; ///< gathered, sorted and put at the end: neighbours share pages
    size_t index_count, index_capacity;
};

void check(int code, const char *what);
void lmdb_begin(struct store *store);
void lmdb_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position);
void lmdb_end(struct store *store);
uint64_t lmdb_head(struct store *store, MDB_txn *transaction);

#endif
