// LMDB with its default sync flags, driven from C: the work that the engine's log has LMDB do, and nothing around it.
#include "LMDBStore.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void check(int code, const char *what) {
    if (code != MDB_SUCCESS) fail("LMDB could not %s: %s", what, mdb_strerror(code));
}

static struct store *open_store(const char *at, const struct event_file *file, bool blind) {
    struct store *store = allocate(sizeof *store);
    store->file = file;
    store->blind = blind;
    store->path = strdup(at);
    mkdir(at, 0777);
    check(mdb_env_create(&store->environment), "make an environment");
    check(mdb_env_set_mapsize(store->environment, (size_t)1 << 40), "set the map's size");
    check(mdb_env_set_maxdbs(store->environment, 16), "set the number of tables");
    check(mdb_env_open(store->environment, at, MDB_NOTLS, 0666), "open the environment");
    MDB_txn *transaction;
    check(mdb_txn_begin(store->environment, NULL, 0, &transaction), "begin");
    check(mdb_dbi_open(transaction, "meta", MDB_CREATE, &store->meta), "open a table");
    check(mdb_dbi_open(transaction, "records", MDB_CREATE | MDB_INTEGERKEY, &store->records), "open a table");
    check(mdb_dbi_open(transaction, "streams", MDB_CREATE, &store->streams), "open a table");
    check(mdb_dbi_open(transaction, "heads", MDB_CREATE | MDB_INTEGERKEY, &store->heads), "open a table");
    unsigned packed = MDB_INTEGERKEY | MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP;
    check(mdb_dbi_open(transaction, "commands", MDB_CREATE | packed, &store->commands), "open a table");
    check(mdb_txn_commit(transaction), "commit");
    return store;
}

static MDB_txn *begin_read(struct store *store) {
    MDB_txn *transaction;
    check(mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction), "begin to read");
    return transaction;
}

static uint64_t count(struct store *store) {
    MDB_txn *transaction = begin_read(store);
    uint64_t head = lmdb_head(store, transaction);
    mdb_txn_abort(transaction);
    return head;
}

/// A transaction for every 4,096 rows: a reader that stays makes the file grow under a writer.
static void scan(struct store *store, struct reader *reader) {
    uint64_t next = 1, end = count(store);
    while (next <= end) {
        MDB_txn *transaction = begin_read(store);
        MDB_cursor *cursor;
        check(mdb_cursor_open(transaction, store->records, &cursor), "open a cursor");
        MDB_val key = {sizeof next, &next}, row;
        int code = mdb_cursor_get(cursor, &key, &row, MDB_SET_RANGE);
        for (int i = 0; i < 4096 && code == MDB_SUCCESS; i++) {
            reader_take(reader, (char *)row.mv_data + PREVIOUS_SIZE, row.mv_size - PREVIOUS_SIZE, next++);
            code = mdb_cursor_get(cursor, &key, &row, MDB_NEXT);
        }
        if (code != MDB_NOTFOUND) check(code, "walk");
        mdb_cursor_close(cursor);
        mdb_txn_abort(transaction);
    }
}

/// A row's place, with the position of the event before it in its stream.
static MDB_val get_row(struct store *store, MDB_txn *transaction, uint64_t position, uint64_t *previous) {
    MDB_val key = {sizeof position, &position}, row;
    check(mdb_get(transaction, store->records, &key, &row), "get a record");
    memcpy(previous, row.mv_data, PREVIOUS_SIZE);
    return (MDB_val){row.mv_size - PREVIOUS_SIZE, (char *)row.mv_data + PREVIOUS_SIZE};
}

static void read_one(struct store *store, uint64_t position, struct reader *reader) {
    MDB_txn *transaction = begin_read(store);
    uint64_t previous;
    MDB_val row = get_row(store, transaction, position, &previous);
    reader_take(reader, row.mv_data, row.mv_size, position);
    mdb_txn_abort(transaction);
}

/// From the newest event back, then taken from the oldest on.
static void read_stream(struct store *store, const struct event *of, struct reader *reader) {
    MDB_txn *transaction = begin_read(store);
    struct stream_state state;
    lmdb_read_state(store, transaction, of, &state);
    struct {
        uint64_t position;
        MDB_val row;
    } events[64];
    size_t count = 0;
    for (uint64_t position = state.position, previous; position != 0; position = previous) {
        if (count == sizeof events / sizeof *events) fail("stream %s is longer than expected", of->name);
        events[count].position = position;
        events[count++].row = get_row(store, transaction, position, &previous);
    }
    while (count-- > 0) reader_take(reader, events[count].row.mv_data, events[count].row.mv_size, events[count].position);
    mdb_txn_abort(transaction);
}

static uint64_t bytes(struct store *store) { return folder_bytes(store->path, "data.mdb"); }

static void close_store(struct store *store) {
    mdb_env_close(store->environment);
    free(store->states);
    free(store->touched);
    free(store->path);
    free(store);
}

int main(int argument_count, char **arguments) {
    static const struct desk_kind desk = {.remove = lmdb_desk_remove, .put = lmdb_desk_put, .read = lmdb_desk_read};
    static const struct store_kind kind = {
        .open = open_store, .count = count, .begin = lmdb_begin, .put = lmdb_put, .end = lmdb_end,
        .scan = scan, .read_one = read_one, .read_stream = read_stream, .desk = &desk, .bytes = bytes, .close = close_store,
    };
    return harness_main(argument_count, arguments, &kind);
}
