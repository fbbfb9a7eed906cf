/// What every peer of the engine is measured with: the same events, the same workloads, one store behind a small port.
///
/// A peer is a `struct store_kind` and a `main` that hands it to `harness_main`. Where something fails the process ends with
/// a message: a benchmark that limps on measures nothing.
#ifndef PEER_HARNESS_H
#define PEER_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One event of the file, as the engine would store it.
struct event {
    const uint8_t *record; ///< the bytes of a `RecordedEvent`: ready made, so that a peer neither plans nor encodes
    uint32_t record_size;
    uint64_t stream;  ///< dense number, from 1 in the order of first events
    uint32_t version; ///< place in the stream, from 1
    uint8_t command[16];
    uint16_t name_size;
    char name[512]; ///< the stream's name
};

/// The file that generate-events wrote, mapped. Its events can be gone through any number of times: each further pass writes
/// copies of the streams under other names and numbers.
struct event_file {
    const uint8_t *bytes;
    size_t size;
    uint64_t events;
    uint64_t streams;
};

struct event_file event_file_open(const char *path);
/// The event that comes at `index`, from 0.
void event_at(const struct event_file *file, uint64_t index, struct event *event);

/// A stored row: the record behind its checksum.
///
///     0         8                 8 + n
///     ├─────────┼─────────────────┤
///     │checksum │ RecordedEvent   │   XXH3-64 of the record, little-endian, its seed the position
///     └─────────┴─────────────────┘
enum { ROW_CHECKSUM_SIZE = 8, ROW_LARGEST = 1 << 20 };
size_t row_size(const struct event *event);
void row_fill(uint8_t *row, const struct event *event, uint64_t position);
/// The bytes of a `RecordedEvent`.
struct record {
    const uint8_t *bytes;
    size_t size;
};
/// Checks the checksum; ends the process where it is wrong.
struct record row_record(const void *row, size_t size, uint64_t position);

/// Receives the rows of a read in order, and decodes their envelopes or has somebody `take` their records.
struct reader {
    void (*take)(void *context, struct record record, uint64_t position);
    void *context;
    uint64_t rows;
    uint64_t sum; ///< so that no decoding can be left out
    uint64_t peak_anonymous_bytes;
};
void reader_take(struct reader *reader, const void *row, size_t size, uint64_t position);

struct store; ///< each peer's own
struct desk_kind; ///< see ServiceDesk.h

/// What a peer does. Positions are dense, from 1. `blind` leaves out everything that is not a write.
struct store_kind {
    struct store *(*open)(const char *at, const struct event_file *file, bool blind);
    uint64_t (*count)(struct store *store);
    /// One durable transaction: begin, any number of commits, end. A commit is one command id with its events.
    void (*begin)(struct store *store);
    void (*put)(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position);
    void (*end)(struct store *store);
    void (*scan)(struct store *store, struct reader *reader);
    void (*read_one)(struct store *store, uint64_t position, struct reader *reader);
    void (*read_stream)(struct store *store, const struct event *of, struct reader *reader);
    /// How a peer keeps the service desk's table; NULL where it does not.
    const struct desk_kind *desk;
    /// Everything on disk once background work is done, logs of the database's own left out.
    uint64_t (*bytes)(struct store *store);
    void (*close)(struct store *store);
};

int harness_main(int count, char **arguments, const struct store_kind *kind);

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *allocate(size_t size);
uint64_t folder_bytes(const char *path, const char *suffix);

#endif
