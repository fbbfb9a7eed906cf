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
    store->transaction_number++;
    store->head = lmdb_head(store, store->transaction);
    store->touched_count = 0;
}

/// Room for one more, of `size` bytes each; new room is zero.
static void *grow(void *array, size_t *capacity, size_t needed, size_t size) {
    if (needed < *capacity) return array;
    size_t larger = 2 * needed + 1024;
    array = realloc(array, larger * size);
    if (array == NULL) fail("no memory for the streams");
    memset((char *)array + *capacity * size, 0, (larger - *capacity) * size);
    *capacity = larger;
    return array;
}

void lmdb_read_state(struct store *store, MDB_txn *transaction, const struct event *event, struct stream_state *state) {
    MDB_val key = {event->name_size, (void *)event->name}, row;
    state->version = state->position = 0;
    int code = mdb_get(transaction, store->streams, &key, &row);
    if (code == MDB_NOTFOUND) return;
    check(code, "get a stream");
    get_small(key, row);
    MDB_val number = {sizeof(uint64_t), row.mv_data};
    check(mdb_get(transaction, store->heads, &number, &row), "get a stream's newest event");
    get_small(number, row);
    memcpy(&state->version, row.mv_data, 8);
    memcpy(&state->position, (char *)row.mv_data + 8, 8);
}

/// The stream as it stands in this transaction. Blind, only what this process has written is known of it.
static struct stream_state *touch(struct store *store, const struct event *event) {
    store->states = grow(store->states, &store->state_capacity, event->stream, sizeof *store->states);
    struct stream_state *state = &store->states[event->stream];
    if (state->transaction == store->transaction_number) return state;
    state->transaction = store->transaction_number;
    if (!store->blind) lmdb_read_state(store, store->transaction, event, state);
    else if (state->version == 0) state->version = event->version - 1;
    store->touched = grow(store->touched, &store->touched_capacity, store->touched_count, sizeof *store->touched);
    store->touched[store->touched_count++] = event->stream;
    return state;
}

/// Where a command has the same first eight bytes the record says whether it is the same.
static void expect_new_command(struct store *store, uint64_t key, const uint8_t command[16]) {
    MDB_val id = {sizeof key, &key}, position, row;
    MDB_cursor *cursor;
    check(mdb_cursor_open(store->transaction, store->commands, &cursor), "open a cursor");
    int code = mdb_cursor_get(cursor, &id, &position, MDB_SET);
    for (; code == MDB_SUCCESS; code = mdb_cursor_get(cursor, &id, &position, MDB_NEXT_DUP)) {
        check(mdb_get(store->transaction, store->records, &position, &row), "get a record");
        if (memmem(row.mv_data, row.mv_size, command, 16) != NULL) fail("a command comes twice");
    }
    if (code != MDB_NOTFOUND) check(code, "find a command");
    mdb_cursor_close(cursor);
}

static void put_event(struct store *store, const struct event *event, uint64_t position) {
    struct stream_state *state = touch(store, event);
    MDB_val key = {sizeof position, &position}, row = {PREVIOUS_SIZE + row_size(event), NULL};
    check(mdb_put(store->transaction, store->records, &key, &row, MDB_APPEND | MDB_RESERVE), "put a record");
    memcpy(row.mv_data, &state->position, PREVIOUS_SIZE);
    row_fill((uint8_t *)row.mv_data + PREVIOUS_SIZE, event, position);
    // As it stands in the log and not in the file, for producers may overtake one another.
    if (state->version == 0) {
        MDB_val name = {event->name_size, (void *)event->name};
        put_small(store, store->streams, name, &event->stream, sizeof event->stream, MDB_NOOVERWRITE);
    }
    state->version++;
    state->position = position;
}

void lmdb_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position) {
    struct event event;
    event_at(store->file, first_index, &event);
    uint64_t command;
    memcpy(&command, event.command, sizeof command);
    command = __builtin_bswap64(command);
    if (!store->blind) expect_new_command(store, command, event.command);
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0) event_at(store->file, first_index + i, &event);
        put_event(store, &event, first_position + i);
    }
    MDB_val key = {sizeof command, &command}, position = {sizeof first_position, &first_position};
    check(mdb_put(store->transaction, store->commands, &key, &position, MDB_NODUPDATA), "put a command");
    store->head = first_position + count - 1;
}

static int compare(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

void lmdb_end(struct store *store) {
    qsort(store->touched, store->touched_count, sizeof *store->touched, compare);
    for (size_t i = 0; i < store->touched_count; i++) {
        const struct stream_state *state = &store->states[store->touched[i]];
        uint64_t newest[2] = {state->version, state->position};
        MDB_val number = {sizeof *store->touched, &store->touched[i]};
        put_small(store, store->heads, number, newest, sizeof newest, 0);
    }
    // As large as the engine's head: 24 bytes and 32 for each root of its Merkle frontier.
    uint8_t head[24 + 32 * 64] = {0};
    memcpy(head, &store->head, sizeof store->head);
    MDB_val key = {4, "head"};
    put_small(store, store->meta, key, head, 24 + 32 * (size_t)__builtin_popcountll(store->head), 0);
    check(mdb_txn_commit(store->transaction), "commit");
    store->transaction = NULL;
}
