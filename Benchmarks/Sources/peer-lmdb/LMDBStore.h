/// Between the files of this target: LMDB with the tables that the engine's log has, but for those of packed records.
#ifndef LMDB_STORE_H
#define LMDB_STORE_H

#include "PeerHarness.h"
#include "ServiceDesk.h"

#include <lmdb.h>

/// What a transaction knows of a stream: read once, then counted on, written at the end.
struct stream_state {
    uint64_t transaction; ///< the last one that read it; 0: none
    uint64_t version;     ///< of the newest event
    uint64_t position;
};

struct store {
    const struct event_file *file;
    bool blind;
    char *path;
    MDB_env *environment;
    /// head · position → row · stream's name → number · number → newest version and position ·
    /// command id's first eight bytes → first positions, packed
    MDB_dbi meta, records, streams, heads, commands;

    // The open transaction.
    MDB_txn *transaction;
    uint64_t transaction_number;
    uint64_t head;
    struct stream_state *states;
    size_t state_capacity;
    uint64_t *touched; ///< the streams of this transaction: sorted before they are put, for neighbours share pages
    size_t touched_count, touched_capacity;
};

/// A row of `records` leads to the event before it in its stream; the harness's row stands behind that.
///
///     0          8         16                16 + n
///     ├──────────┼─────────┼─────────────────┤
///     │ previous │checksum │ RecordedEvent   │   previous: position, 0 for the first of a stream
///     └──────────┴─────────┴─────────────────┘
enum { PREVIOUS_SIZE = 8 };

void check(int code, const char *what);
void lmdb_begin(struct store *store);
void lmdb_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position);
void lmdb_end(struct store *store);
/// Reads the newest version and position of a stream, zeros where it has no events.
void lmdb_read_state(struct store *store, MDB_txn *transaction, const struct event *event, struct stream_state *state);
void lmdb_desk_remove(struct store *store);
void lmdb_desk_put(struct store *store, const struct desk *desk);
void lmdb_desk_read(struct store *store, struct desk_check *into);
uint64_t lmdb_head(struct store *store, MDB_txn *transaction);

#endif
