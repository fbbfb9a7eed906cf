// The service desk's table as the engine stores it (Sources/ServiceEngine/Tables/StoredLayout.swift), in an environment of its
// own beside the log: rows and indexes sorted and appended.
#include "LMDBStore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

struct table {
    MDB_env *environment;
    MDB_dbi rows, sums, indexes[DESK_INDEXES];
};

enum { EXTENT_SIZE = 32, CHECKSUM_SIZE = 8, ENTRY_TAIL = 5 };

static void path_of(struct store *store, const char *file, char path[4096]) {
    snprintf(path, 4096, "%s/table%s", store->path, file);
}

void lmdb_desk_remove(struct store *store) {
    static const char *const files[] = {"/data.mdb", "/lock.mdb"};
    char path[4096];
    for (size_t i = 0; i < 2; i++) {
        path_of(store, files[i], path);
        unlink(path);
    }
    path_of(store, "", path);
    rmdir(path);
}

static struct table open_table(struct store *store) {
    char path[4096];
    path_of(store, "", path);
    mkdir(path, 0777);
    struct table table;
    check(mdb_env_create(&table.environment), "make an environment");
    check(mdb_env_set_mapsize(table.environment, (size_t)1 << 38), "set the map's size");
    check(mdb_env_set_maxdbs(table.environment, DESK_INDEXES + 2), "set the number of tables");
    // As the engine: what a power cut takes is folded again.
    check(mdb_env_open(table.environment, path, MDB_NOTLS | MDB_NOMETASYNC, 0666), "open the environment");
    MDB_txn *transaction;
    check(mdb_txn_begin(table.environment, NULL, 0, &transaction), "begin");
    check(mdb_dbi_open(transaction, "rows", MDB_CREATE, &table.rows), "open a table");
    check(mdb_dbi_open(transaction, "sums", MDB_CREATE, &table.sums), "open a table");
    for (size_t i = 0; i < DESK_INDEXES; i++)
        check(mdb_dbi_open(transaction, desk_indexes[i].name, MDB_CREATE | MDB_DUPSORT, &table.indexes[i]), "open a table");
    check(mdb_txn_commit(transaction), "commit");
    return table;
}

static uint64_t seed_of(MDB_val key) { return XXH3_64bits(key.mv_data, key.mv_size); }

static void put_rows(struct table *table, const struct desk *desk, size_t first, size_t end) {
    MDB_txn *transaction;
    MDB_cursor *cursor;
    check(mdb_txn_begin(table->environment, NULL, 0, &transaction), "begin");
    check(mdb_cursor_open(transaction, table->rows, &cursor), "open a cursor");
    for (size_t i = first; i < end; i++) {
        struct text name = desk_name(desk->rows[i]), message = desk_message(desk->rows[i]);
        struct extent extent = desk_extent(desk->rows[i]);
        uint64_t before[] = {
            __builtin_bswap64(extent.first), __builtin_bswap64(extent.last),
            __builtin_bswap64((uint64_t)extent.earliest), __builtin_bswap64((uint64_t)extent.latest),
        };
        MDB_val key = {name.size, (void *)name.bytes}, row = {EXTENT_SIZE + message.size + CHECKSUM_SIZE, NULL};
        check(mdb_cursor_put(cursor, &key, &row, MDB_APPEND | MDB_RESERVE), "put a row");
        uint8_t *bytes = row.mv_data;
        memcpy(bytes, before, EXTENT_SIZE);
        memcpy(bytes + EXTENT_SIZE, message.bytes, message.size);
        uint64_t checksum =
            __builtin_bswap64(XXH3_64bits_withSeed(bytes, EXTENT_SIZE + message.size, seed_of(key)));
        memcpy(bytes + EXTENT_SIZE + message.size, &checksum, CHECKSUM_SIZE);
    }
    mdb_cursor_close(cursor);
    check(mdb_txn_commit(transaction), "commit");
}

static void put_index(struct table *table, const struct desk *desk, size_t index) {
    struct desk_entries entries = desk_entries(desk, index);
    MDB_txn *transaction;
    MDB_cursor *cursor;
    check(mdb_txn_begin(table->environment, NULL, 0, &transaction), "begin");
    check(mdb_cursor_open(transaction, table->indexes[index], &cursor), "open a cursor");
    MDB_val last = {0, NULL};
    uint64_t seed = 0;
    for (size_t i = 0; i < entries.count; i++) {
        const struct desk_entry *entry = &entries.items[i];
        struct text name = desk_name(desk->rows[entry->row]);
        MDB_val key = {entry->key_size, (void *)entry->key};
        bool is_new = key.mv_size != last.mv_size || memcmp(key.mv_data, last.mv_data, key.mv_size) != 0;
        if (is_new) seed = seed_of(key);
        last = key;
        uint8_t value[512];
        uint32_t checksum = __builtin_bswap32((uint32_t)XXH3_64bits_withSeed(name.bytes, name.size, seed));
        memcpy(value, name.bytes, name.size);
        value[name.size] = 0;
        memcpy(value + name.size + 1, &checksum, sizeof checksum);
        MDB_val row = {name.size + ENTRY_TAIL, value};
        check(mdb_cursor_put(cursor, &key, &row, is_new ? MDB_APPEND : MDB_APPENDDUP), "put an entry");
    }
    mdb_cursor_close(cursor);
    check(mdb_txn_commit(transaction), "commit");
    desk_entries_free(&entries);
}

static size_t sum_key(const char *sum, const uint8_t group[8], uint8_t key[64]) {
    size_t size = strlen(sum) + 1;
    memcpy(key, sum, size);
    memcpy(key + size, group, 8);
    return size + 8;
}

static void put_sums(struct table *table, const struct desk *desk) {
    struct desk_total totals[DESK_TOTALS_MOST];
    size_t count = desk_totals(desk, totals);
    MDB_txn *transaction;
    check(mdb_txn_begin(table->environment, NULL, 0, &transaction), "begin");
    for (size_t i = 0; i < count; i++) {
        uint8_t group[8], bytes[64];
        desk_number_bytes(totals[i].group, group);
        MDB_val key = {sum_key(totals[i].sum, group, bytes), bytes};
        uint64_t value[2] = {__builtin_bswap64((uint64_t)totals[i].amount)};
        value[1] = __builtin_bswap64(XXH3_64bits_withSeed(value, 8, seed_of(key)));
        MDB_val row = {sizeof value, value};
        check(mdb_put(transaction, table->sums, &key, &row, 0), "put a sum");
    }
    check(mdb_txn_commit(transaction), "commit");
}

void lmdb_desk_put(struct store *store, const struct desk *desk) {
    enum { BATCH = 65536 };
    struct table table = open_table(store);
    for (size_t first = 0; first < desk->count; first += BATCH)
        put_rows(&table, desk, first, first + BATCH < desk->count ? first + BATCH : desk->count);
    for (size_t i = 0; i < DESK_INDEXES; i++) put_index(&table, desk, i);
    put_sums(&table, desk);
    check(mdb_env_sync(table.environment, 1), "sync");
    mdb_env_close(table.environment);
}

/// Walks a table; every entry comes to `visit`.
static void walk(MDB_txn *transaction, MDB_dbi table, struct desk_check *into,
                 void (*visit)(struct desk_check *into, MDB_val key, MDB_val value)) {
    MDB_cursor *cursor;
    MDB_val key, value;
    check(mdb_cursor_open(transaction, table, &cursor), "open a cursor");
    int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
    for (; code == MDB_SUCCESS; code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) visit(into, key, value);
    if (code != MDB_NOTFOUND) check(code, "walk");
    mdb_cursor_close(cursor);
}

static struct text text_of(MDB_val value, size_t from, size_t tail) {
    if (value.mv_size < from + tail) fail("a row of the table has %zu bytes", value.mv_size);
    return (struct text){(uint8_t *)value.mv_data + from, (uint32_t)(value.mv_size - from - tail)};
}

static uint64_t number_of(const void *bytes) {
    uint64_t number;
    memcpy(&number, bytes, sizeof number);
    return __builtin_bswap64(number);
}

static void visit_row(struct desk_check *into, MDB_val key, MDB_val value) {
    struct text message = text_of(value, EXTENT_SIZE, CHECKSUM_SIZE);
    const char *before = value.mv_data;
    struct extent extent = {
        number_of(before), number_of(before + 8), (int64_t)number_of(before + 16), (int64_t)number_of(before + 24),
    };
    desk_check_row(into, text_of(key, 0, 0), extent, message);
}

static void visit_entry(struct desk_check *into, MDB_val key, MDB_val value) {
    desk_check_entry(into, text_of(key, 0, 0), text_of(value, 0, ENTRY_TAIL));
}

static void read_sum(MDB_txn *transaction, MDB_dbi table, struct desk_check *into, size_t sum) {
    uint8_t bytes[64] = {0}, group[8] = {0};
    MDB_val key = {sum_key(desk_sums[sum], group, bytes), bytes}, value;
    size_t prefix = key.mv_size - sizeof group;
    MDB_cursor *cursor;
    check(mdb_cursor_open(transaction, table, &cursor), "open a cursor");
    int code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    for (; code == MDB_SUCCESS; code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
        if (key.mv_size != prefix + sizeof group || memcmp(key.mv_data, bytes, prefix) != 0) break;
        uint64_t ordered = number_of((char *)key.mv_data + prefix);
        desk_check_total(into, (int64_t)(ordered ^ (uint64_t)1 << 63), (int64_t)number_of(value.mv_data));
    }
    mdb_cursor_close(cursor);
}

void lmdb_desk_read(struct store *store, struct desk_check *into) {
    struct table table = open_table(store);
    MDB_txn *transaction;
    check(mdb_txn_begin(table.environment, NULL, MDB_RDONLY, &transaction), "begin to read");
    walk(transaction, table.rows, into, visit_row);
    for (size_t i = 0; i < DESK_INDEXES; i++) {
        desk_check_index(into, i);
        walk(transaction, table.indexes[i], into, visit_entry);
    }
    for (size_t i = 0; i < DESK_SUMS; i++) {
        desk_check_sum(into, i);
        read_sum(transaction, table.sums, into, i);
    }
    mdb_txn_abort(transaction);
    mdb_env_close(table.environment);
}
