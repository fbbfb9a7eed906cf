// What records weigh and cost in Zstandard blocks of different sizes, to choose by.
//
//     cc -O2 -o /tmp/packing packing.c -llmdb -lzstd -lxxhash && /tmp/packing LOG-FOLDER HEADER-BYTES
//
// Takes the raw records of a log in LMDB, table 'records', each after a header of 8 (format 1) or 16 bytes (format 2). A block
// is what Sources/EventLog/Packing draws: lengths, records, compressed, and a checksum. Block limits are in records (n) or in
// bytes before packing (KiB). Times are of the thread's CPU, the best of three runs, for other work on the machine slows a
// run and never speeds it up.
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>
#include <zdict.h>
#include <zstd.h>

enum { BUFFER = 4 << 20, READS = 4000, RUNS = 3, DICTIONARY = 64 << 10 };

typedef struct { unsigned char *bytes; size_t size; } Record;
typedef struct { size_t first, raw, packed; unsigned char *bytes; XXH64_hash_t checksum; } Block;
typedef struct { size_t records, bytes; } Limit;

static Record *records;
static size_t count;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void check(int code) {
    if (code != 0) { fprintf(stderr, "%s\n", mdb_strerror(code)); exit(1); }
}

static void load(const char *path, size_t header) {
    MDB_env *environment; MDB_txn *transaction; MDB_dbi table; MDB_cursor *cursor; MDB_val key, value;
    check(mdb_env_create(&environment));
    check(mdb_env_set_maxdbs(environment, 16));
    check(mdb_env_set_mapsize(environment, (size_t)1 << 40));
    check(mdb_env_open(environment, path, MDB_RDONLY, 0));
    check(mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction));
    check(mdb_dbi_open(transaction, "records", 0, &table));
    check(mdb_cursor_open(transaction, table, &cursor));
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
        if (count % 65536 == 0) records = realloc(records, (count + 65536) * sizeof *records);
        Record *record = &records[count++];
        record->size = value.mv_size - header;
        record->bytes = malloc(record->size);
        memcpy(record->bytes, (unsigned char *)value.mv_data + header, record->size);
    }
    mdb_env_close(environment);
}

// Writes the block that begins with `first` to `raw`; returns how many records it holds.
static size_t fill(size_t first, Limit limit, unsigned char *raw, size_t *size) {
    size_t taken = 0, bytes = 0, at = 0;
    while (first + taken < count && taken < limit.records && (taken == 0 || bytes + records[first + taken].size <= limit.bytes))
        bytes += records[first + taken++].size;
    for (size_t i = 0; i < taken; i++) {
        size_t length = records[first + i].size;
        for (; length >= 128; length >>= 7) raw[at++] = length | 128;
        raw[at++] = length;
    }
    for (size_t i = 0; i < taken; at += records[first + i++].size)
        memcpy(raw + at, records[first + i].bytes, records[first + i].size);
    *size = at;
    return taken;
}

static void unpack(ZSTD_DCtx *context, const Block *block, unsigned char *raw) {
    ZSTD_decompressDCtx(context, raw, BUFFER, block->bytes, block->packed);
    if (XXH3_64bits_withSeed(raw, block->raw, block->first) != block->checksum) exit(2);
}

// Levels 1 and 2 write literals as they are where a target length is set.
static void measure(Limit limit, int level, int plainLiterals, const void *dictionary, size_t dictionarySize) {
    ZSTD_CCtx *packing = ZSTD_createCCtx();
    ZSTD_DCtx *unpacking = ZSTD_createDCtx();
    ZSTD_CCtx_setParameter(packing, ZSTD_c_compressionLevel, level);
    if (plainLiterals) ZSTD_CCtx_setParameter(packing, ZSTD_c_targetLength, 1);
    ZSTD_CCtx_setParameter(packing, ZSTD_c_contentSizeFlag, 0);
    ZSTD_CCtx_setParameter(packing, ZSTD_c_dictIDFlag, 0);
    if (dictionarySize > 0) {
        ZSTD_CCtx_loadDictionary(packing, dictionary, dictionarySize);
        ZSTD_DCtx_loadDictionary(unpacking, dictionary, dictionarySize);
    }
    unsigned char *raw = malloc(BUFFER), *packed = malloc(BUFFER);
    Block *blocks = calloc(count, sizeof *blocks);
    double packTime = 1e9, unpackTime = 1e9, readTime = 1e9;
    size_t blockCount = 0, bytes = 0;
    for (int run = 0; run < RUNS; run++) {
        blockCount = bytes = 0;
        double start = now();
        for (size_t first = 0; first < count;) {
            Block *block = &blocks[blockCount++];
            block->first = first;
            first += fill(first, limit, raw, &block->raw);
            block->packed = ZSTD_compress2(packing, packed, BUFFER, raw, block->raw);
            block->checksum = XXH3_64bits_withSeed(raw, block->raw, block->first);
            block->bytes = realloc(block->bytes, block->packed);
            memcpy(block->bytes, packed, block->packed);
            bytes += block->packed;
        }
        double packEnd = now();
        for (size_t i = 0; i < blockCount; i++) unpack(unpacking, &blocks[i], raw);
        double unpackEnd = now();
        unsigned long long random = 7;
        for (int i = 0; i < READS; i++) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            unpack(unpacking, &blocks[(random >> 33) % blockCount], raw);
        }
        double readEnd = now();
        if (packEnd - start < packTime) packTime = packEnd - start;
        if (unpackEnd - packEnd < unpackTime) unpackTime = unpackEnd - packEnd;
        if (readEnd - unpackEnd < readTime) readTime = readEnd - unpackEnd;
    }
    char name[32];
    if (limit.bytes > 1 << 20) snprintf(name, sizeof name, "%zu n", limit.records);
    else snprintf(name, sizeof name, "%zu KiB", limit.bytes >> 10);
    printf("| %6s | %d%s | %3s | %5.1f | %5.1f | %4.2f | %4.2f | %5.1f |\n", name, level,
        plainLiterals ? ", plain literals" : "", dictionarySize > 0 ? "yes" : "no",
        (double)count / blockCount, (double)bytes / count, count / packTime / 1e6, count / unpackTime / 1e6, readTime / READS * 1e6);
    fflush(stdout);
    for (size_t i = 0; i < blockCount; i++) free(blocks[i].bytes);
    free(blocks); free(raw); free(packed);
    ZSTD_freeCCtx(packing); ZSTD_freeDCtx(unpacking);
}

// From every 20th record.
static size_t train(unsigned char *dictionary) {
    size_t sampleCount = count / 20, bytes = 0, *sizes = malloc((sampleCount + 1) * sizeof *sizes);
    for (size_t i = 0; i < sampleCount; i++) bytes += sizes[i] = records[i * 20].size;
    unsigned char *samples = malloc(bytes + 1), *end = samples;
    for (size_t i = 0; i < sampleCount; end += sizes[i++]) memcpy(end, records[i * 20].bytes, sizes[i]);
    size_t size = ZDICT_trainFromBuffer(dictionary, DICTIONARY, samples, sizes, sampleCount);
    free(samples); free(sizes);
    return ZDICT_isError(size) ? 0 : size;
}

int main(int argc, char **argv) {
    if (argc != 3) { fprintf(stderr, "usage: packing LOG-FOLDER HEADER-BYTES\n"); return 64; }
    load(argv[1], strtoul(argv[2], NULL, 10));
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) bytes += records[i].size;
    printf("%zu records of %.0f bytes\n\n", count, (double)bytes / count);
    unsigned char *dictionary = malloc(DICTIONARY);
    size_t dictionarySize = train(dictionary);
    Limit limits[] = {{16, BUFFER}, {32, BUFFER}, {64, BUFFER}, {128, BUFFER}, {256, BUFFER},
        {BUFFER, 8 << 10}, {BUFFER, 16 << 10}, {BUFFER, 32 << 10}};
    printf("| block | level | dictionary | records | B/record | pack M/s | unpack M/s | point read us |\n");
    printf("|---|---|---|---|---|---|---|---|\n");
    for (int level = 1; level <= 3; level += 2)
        for (int trained = 0; trained <= (dictionarySize > 0); trained++)
            for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
                measure(limits[i], level, 0, dictionary, trained ? dictionarySize : 0);
    for (int level = 1; level <= 4; level++) measure(limits[6], level, 0, NULL, 0);
    for (int level = 1; level <= 2; level++) measure(limits[6], level, 1, NULL, 0);
}
