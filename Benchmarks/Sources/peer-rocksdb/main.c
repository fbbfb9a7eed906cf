// RocksDB as an event store: every transaction one WriteBatch with a synced write; zstd, a Bloom filter, 256 MB of cache.
//
//     'r' position                → row             numbers in keys big-endian, so that they sort
//     'p' stream, version         → position
//     's' name                    → number
//     'c' command id              → first position, count
//     'h'                         → head
#include "PeerHarness.h"

#include <rocksdb/c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store {
    const struct event_file *file;
    bool blind;
    char *path;
    rocksdb_t *database;
    rocksdb_options_t *options;
    rocksdb_readoptions_t *reading;
    rocksdb_writeoptions_t *writing;
    rocksdb_writebatch_t *batch;
    uint64_t head;
    uint8_t *row;
};

struct key {
    char bytes[520];
    size_t size;
};

static void check(char *error) {
    if (error != NULL) fail("RocksDB: %s", error);
}

static void add_number(struct key *key, uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) key->bytes[key->size++] = (char)(number >> shift);
}

static struct key number_key(char kind, uint64_t number) {
    struct key key = {{kind}, 1};
    add_number(&key, number);
    return key;
}

static struct key place_key(uint64_t stream, uint64_t version) {
    struct key key = number_key('p', stream);
    add_number(&key, version);
    return key;
}

static struct key bytes_key(char kind, const void *bytes, size_t size) {
    struct key key = {{kind}, 1 + size};
    memcpy(key.bytes + 1, bytes, size);
    return key;
}

static rocksdb_options_t *make_options(void) {
    rocksdb_options_t *options = rocksdb_options_create();
    rocksdb_options_set_create_if_missing(options, 1);
    rocksdb_options_increase_parallelism(options, 2);
    rocksdb_options_set_compression(options, rocksdb_zstd_compression);
    rocksdb_block_based_table_options_t *table = rocksdb_block_based_options_create();
    rocksdb_block_based_options_set_filter_policy(table, rocksdb_filterpolicy_create_bloom(10));
    rocksdb_cache_t *cache = rocksdb_cache_create_lru((size_t)256 << 20);
    rocksdb_block_based_options_set_block_cache(table, cache);
    rocksdb_options_set_block_based_table_factory(options, table);
    rocksdb_cache_destroy(cache);
    rocksdb_block_based_options_destroy(table);
    return options;
}

/// The value of a key as one number, its first eight bytes; false where there is none.
static bool get_number(struct store *store, const struct key *key, uint64_t *number) {
    char *error = NULL;
    rocksdb_pinnableslice_t *slice =
        rocksdb_get_pinned(store->database, store->reading, key->bytes, key->size, &error);
    check(error);
    if (slice == NULL) return false;
    size_t size;
    const char *value = rocksdb_pinnableslice_value(slice, &size);
    if (size < sizeof *number) fail("RocksDB gave %zu bytes", size);
    memcpy(number, value, sizeof *number);
    rocksdb_pinnableslice_destroy(slice);
    return true;
}

static struct store *open_store(const char *at, const struct event_file *file, bool blind) {
    struct store *store = allocate(sizeof *store);
    char *error = NULL;
    store->file = file;
    store->blind = blind;
    store->path = strdup(at);
    store->row = allocate(ROW_LARGEST + ROW_CHECKSUM_SIZE);
    store->options = make_options();
    store->reading = rocksdb_readoptions_create();
    store->writing = rocksdb_writeoptions_create();
    rocksdb_writeoptions_set_sync(store->writing, 1);
    store->batch = rocksdb_writebatch_create();
    store->database = rocksdb_open(store->options, at, &error);
    check(error);
    struct key head = {"h", 1};
    get_number(store, &head, &store->head);
    return store;
}

static uint64_t count(struct store *store) { return store->head; }

static void add(struct store *store, const struct key *key, const void *value, size_t size) {
    rocksdb_writebatch_put(store->batch, key->bytes, key->size, value, size);
}

static void expect_absent(struct store *store, const struct key *key) {
    uint64_t found;
    if (!store->blind && get_number(store, key, &found)) fail("RocksDB has a key that should be new");
}

static void put_event(struct store *store, const struct event *event, uint64_t position) {
    struct key record = number_key('r', position), place = place_key(event->stream, event->version);
    row_fill(store->row, event, position);
    add(store, &record, store->row, row_size(event));
    expect_absent(store, &place);
    add(store, &place, &position, sizeof position);
    if (event->version != 1) return;
    struct key name = bytes_key('s', event->name, event->name_size);
    add(store, &name, &event->stream, sizeof event->stream);
}

static void begin(struct store *store) { rocksdb_writebatch_clear(store->batch); }

static void put(struct store *store, uint64_t first_index, uint64_t size, uint64_t first_position) {
    struct event event;
    for (uint64_t i = 0; i < size; i++) {
        event_at(store->file, first_index + i, &event);
        put_event(store, &event, first_position + i);
        if (i > 0) continue;
        struct key command = bytes_key('c', event.command, sizeof event.command);
        uint64_t place[2] = {first_position, size};
        expect_absent(store, &command);
        add(store, &command, place, sizeof place);
    }
    store->head = first_position + size - 1;
}

static void end(struct store *store) {
    char *error = NULL;
    struct key head = {"h", 1};
    add(store, &head, &store->head, sizeof store->head);
    rocksdb_write(store->database, store->writing, store->batch, &error);
    check(error);
}

static void scan(struct store *store, struct reader *reader) {
    rocksdb_iterator_t *iterator = rocksdb_create_iterator(store->database, store->reading);
    uint64_t position = 0;
    for (rocksdb_iter_seek(iterator, "r", 1); rocksdb_iter_valid(iterator); rocksdb_iter_next(iterator)) {
        size_t key_size, size;
        if (rocksdb_iter_key(iterator, &key_size)[0] != 'r') break;
        const char *row = rocksdb_iter_value(iterator, &size);
        reader_take(reader, row, size, ++position);
    }
    rocksdb_iter_destroy(iterator);
}

static void read_one(struct store *store, uint64_t position, struct reader *reader) {
    char *error = NULL;
    struct key key = number_key('r', position);
    rocksdb_pinnableslice_t *slice = rocksdb_get_pinned(store->database, store->reading, key.bytes, key.size, &error);
    check(error);
    if (slice == NULL) fail("RocksDB has no record %llu", (unsigned long long)position);
    size_t size;
    const char *row = rocksdb_pinnableslice_value(slice, &size);
    reader_take(reader, row, size, position);
    rocksdb_pinnableslice_destroy(slice);
}

static void read_stream(struct store *store, const struct event *of, struct reader *reader) {
    struct key name = bytes_key('s', of->name, of->name_size);
    uint64_t stream, position;
    if (!get_number(store, &name, &stream)) fail("RocksDB has no stream %s", of->name);
    struct key first = number_key('p', stream);
    rocksdb_iterator_t *iterator = rocksdb_create_iterator(store->database, store->reading);
    for (rocksdb_iter_seek(iterator, first.bytes, first.size); rocksdb_iter_valid(iterator);
         rocksdb_iter_next(iterator)) {
        size_t size;
        const char *key = rocksdb_iter_key(iterator, &size);
        if (size < first.size || memcmp(key, first.bytes, first.size) != 0) break;
        memcpy(&position, rocksdb_iter_value(iterator, &size), sizeof position);
        read_one(store, position, reader);
    }
    rocksdb_iter_destroy(iterator);
}

static uint64_t bytes(struct store *store) {
    rocksdb_compact_range(store->database, NULL, 0, NULL, 0);
    return folder_bytes(store->path, ".sst");
}

static void close_store(struct store *store) {
    rocksdb_close(store->database);
    rocksdb_writebatch_destroy(store->batch);
    rocksdb_writeoptions_destroy(store->writing);
    rocksdb_readoptions_destroy(store->reading);
    rocksdb_options_destroy(store->options);
    free(store->row);
    free(store->path);
    free(store);
}

int main(int argument_count, char **arguments) {
    static const struct store_kind kind = {
        .open = open_store, .count = count, .begin = begin, .put = put, .end = end,
        .scan = scan, .read_one = read_one, .read_stream = read_stream, .bytes = bytes, .close = close_store,
    };
    return harness_main(argument_count, arguments, &kind);
}
