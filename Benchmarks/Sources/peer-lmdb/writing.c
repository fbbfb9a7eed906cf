#include "LMDBStore.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/// The small rows end with a checksum of theirs, as the engine's do; its seed is the checksum of the key.
static void put_small(struct store *store, MDB_dbi table, MDB_val key, const void *payload, size_t size, unsigned flags) {
    MDB_val row = {size + 8, NULL};
    check(mdb_put(store->transaction, table, &key, &row, flags | MDB_RESERVE), "put a small row");
    uint64_t checksum = XXH3_64bits_withSeed(payload, size, XXH3_64bits(key.mv_data, key.mv_size));
    memcpy(row.mv_data, payload, size);
    memcpy((char *)row.mv_data + size, &checksum, sizeof checksum);
}

static void get_small(MDB_val key, MDB_val row) {
    uint64_t expected;
    if (row.mv_size < 8) fail("a small row has %zu bytes", row.mv_size);
    memcpy(&expected, (char *)row.mv_data + row.mv_size - 8, sizeof expected);
    if (XXH3_64bits_withSeed(row.mv_data, row.mv_size - 8, XXH3_64bits(key.mv_data, key.mv_size)) != expected)
        fail("the checksum of a small row is wrong");
}

uint64_t lmdb_head(struct store *store, MDB_txn *transaction) {
    MDB_val key = {4, "head"}, row;
    int code = mdb_get(transaction, store->meta, &key, &row);
    if (code == MDB_NOTFOUND) return 0;
    check(code, "get the head");
    get_small(key, row);
    uint64_t head;
    memcpy(&head, row.mv_data, sizeof head);
    return head;
}

void lmdb_begin(struct store *store) {
    check(mdb_txn_begin(store->environment, NULL, 0, &store->transaction), "begin");
    check(mdb_cursor_open(store->transaction, store->positions, &store->positions_cursor), "open a cursor");
    store->transaction_number++;
    store->head = lmdb_head(store, store->transaction);
    store->index_count = 0;
}

static struct stream_state *state_of(struct store *store, uint64_t stream) {
    if (stream >= store->state_capacity) {
        uint64_t capacity = 2 * stream + 1024;
        store->states = realloc(store->states, capacity * sizeof *store->states);
        if (store->states == NULL) fail("no memory for the streams");
        memset(store->states + store->state_capacity, 0, (capacity - store->state_capacity) * sizeof *store->states);
        store->state_capacity = capacity;
    }
    return &store->states[stream];
}

/// The number of events that the stream has: its name gives its number, its positions are counted.
static void read_state(struct store *store, const struct event *event, struct stream_state *state) {
    MDB_val key = {event->name_size, (void *)event->name}, row;
    state->transaction = store->transaction_number;
    state->version = 0;
    int code = mdb_get(store->transaction, store->streams, &key, &row);
    if (code == MDB_NOTFOUND) return;
    check(code, "get a stream");
    get_small(key, row);
    MDB_val number = {sizeof(uint64_t), row.mv_data}, position;
    check(mdb_cursor_get(store->positions_cursor, &number, &position, MDB_SET), "find a stream's positions");
    size_t count;
    check(mdb_cursor_count(store->positions_cursor, &count), "count a stream's positions");
    state->version = count;
}

static void expect_new_command(struct store *store, MDB_val command) {
    MDB_val row;
    if (mdb_get(store->transaction, store->commands, &command, &row) != MDB_NOTFOUND) fail("a command comes twice");
}

static void add_index_row(struct store *store, uint64_t stream, uint64_t position) {
    if (store->index_count == store->index_capacity) {
        store->index_capacity = store->index_capacity ? 2 * store->index_capacity : 1024;
        store->index_rows = realloc(store->index_rows, store->index_capacity * sizeof *store->index_rows);
        if (store->index_rows == NULL) fail("no memory for the index");
    }
    store->index_rows[store->index_count++] = (struct index_row){stream, position};
}

/// Whether the stream has no events yet; as it stands in the log, for producers may overtake one another.
static bool is_first(struct store *store, const struct event *event) {
    if (store->blind) return event->version == 1;
    struct stream_state *state = state_of(store, event->stream);
    if (state->transaction != store->transaction_number) read_state(store, event, state);
    return state->version++ == 0;
}

static void put_event(struct store *store, const struct event *event, uint64_t position) {
    MDB_val key = {sizeof position, &position}, row = {row_size(event), NULL};
    check(mdb_put(store->transaction, store->records, &key, &row, MDB_APPEND | MDB_RESERVE), "put a record");
    row_fill(row.mv_data, event, position);
    if (is_first(store, event)) {
        MDB_val name = {event->name_size, (void *)event->name};
        put_small(store, store->streams, name, &event->stream, sizeof event->stream, MDB_NOOVERWRITE);
    }
    add_index_row(store, event->stream, position);
}

void lmdb_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position) {
    struct event event;
    event_at(store->file, first_index, &event);
    uint8_t command[sizeof event.command];
    memcpy(command, event.command, sizeof command);
    MDB_val key = {sizeof command, command};
    if (!store->blind) expect_new_command(store, key);
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0) event_at(store->file, first_index + i, &event);
        put_event(store, &event, first_position + i);
    }
    uint64_t place[2] = {first_position, count};
    put_small(store, store->commands, key, place, sizeof place, MDB_NOOVERWRITE);
    store->head = first_position + count - 1;
}

static int compare(const void *left, const void *right) {
    const struct index_row *a = left, *b = right;
    if (a->stream != b->stream) return a->stream < b->stream ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

void lmdb_end(struct store *store) {
    qsort(store->index_rows, store->index_count, sizeof *store->index_rows, compare);
    for (size_t i = 0; i < store->index_count; i++) {
        struct index_row *row = &store->index_rows[i];
        MDB_val key = {sizeof row->stream, &row->stream}, position = {sizeof row->position, &row->position};
        check(mdb_put(store->transaction, store->positions, &key, &position, MDB_APPENDDUP), "put a position");
    }
    // The size of the engine's head: 24 bytes and 32 for each root of its Merkle frontier.
    uint8_t head[24 + 32 * 64] = {0};
    memcpy(head, &store->head, sizeof store->head);
    MDB_val key = {4, "head"};
    put_small(store, store->meta, key, head, 24 + 32 * (size_t)__builtin_popcountll(store->head), 0);
    mdb_cursor_close(store->positions_cursor);
    check(mdb_txn_commit(store->transaction), "commit");
    store->transaction = NULL;
}
