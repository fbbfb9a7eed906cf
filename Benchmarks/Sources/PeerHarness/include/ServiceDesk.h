/// The service desk's table in C: the fold that the engine does, row for row and byte for byte, for peers to store.
///
/// `harness_main` folds a peer's log into a `struct desk`; the peer stores it and reads it back, so that it can be compared with
/// the engine's table: the digest is that of `TableDigest`.
#ifndef SERVICE_DESK_H
#define SERVICE_DESK_H

#include "PeerHarness.h"

/// A text in memory of the desk's, or in a record; `bytes` is NULL where there is none.
struct text {
    const uint8_t *bytes;
    uint32_t size;
};

/// Which events a row is folded from.
struct extent {
    uint64_t first, last;      ///< positions
    int64_t earliest, latest;  ///< effective times, in microseconds
};

struct desk_row;
struct desk {
    struct desk_row **rows; ///< in the order of their streams' names
    size_t count;
};

struct text desk_name(const struct desk_row *row);
struct extent desk_extent(const struct desk_row *row);
/// The row as the engine encodes it; valid until the next call.
struct text desk_message(const struct desk_row *row);

/// The indexes, in the engine's order. A key is a text, or a number where `has_numbers`.
struct desk_index {
    const char *name;
    bool has_numbers;
};
enum { DESK_INDEXES = 15, DESK_CI = 8, DESK_KEYS_MOST = 64 }; ///< configuration items: the index with several keys
extern const struct desk_index desk_indexes[DESK_INDEXES];
union desk_key {
    struct text text;
    int64_t number;
};
/// Under which keys the row stands; returns how many.
size_t desk_keys(const struct desk_row *row, size_t index, union desk_key keys[DESK_KEYS_MOST]);

/// What a sum comes to in a group.
struct desk_total {
    const char *sum;
    int64_t group;
    int64_t amount;
};
enum { DESK_SUMS = 5, DESK_TOTALS_MOST = 32 };
extern const char *const desk_sums[DESK_SUMS];
/// Every group that comes to something, in the order of the sums and their groups; returns how many.
size_t desk_totals(const struct desk *desk, struct desk_total totals[DESK_TOTALS_MOST]);

/// A key as the engine stores it: numbers so that they sort as bytes, texts with a zero behind. Returns its size.
enum { DESK_KEY_LARGEST = 201 };
size_t desk_key_bytes(size_t index, union desk_key key, uint8_t bytes[DESK_KEY_LARGEST]);
void desk_number_bytes(int64_t number, uint8_t bytes[8]);

/// An index's entries in the order of their keys, those of one key in the order of the rows.
struct desk_entry {
    const uint8_t *key;
    uint32_t key_size;
    uint32_t row;
    uint64_t beginning; ///< of the key: eight bytes from where it is sorted by
};
struct desk_entries {
    struct desk_entry *items;
    size_t count;
    uint8_t *keys;
};
struct desk_entries desk_entries(const struct desk *desk, size_t index);
void desk_entries_free(struct desk_entries *entries);

/// What a table that was stored holds. It is given in order: all rows, then for each index its entries, then the totals.
struct desk_check;
void desk_check_row(struct desk_check *check, struct text name, struct extent extent, struct text message);
void desk_check_index(struct desk_check *check, size_t index);
void desk_check_entry(struct desk_check *check, struct text key, struct text name);
/// The totals of `sum` follow.
void desk_check_sum(struct desk_check *check, size_t sum);
void desk_check_total(struct desk_check *check, int64_t group, int64_t amount);

/// How a peer keeps the table.
struct desk_kind {
    /// Removes what a former run has left; no clock runs.
    void (*remove)(struct store *store);
    /// Stores the table with its indexes and sums, durably.
    void (*put)(struct store *store, const struct desk *desk);
    /// Reads back all that was stored; no clock runs.
    void (*read)(struct store *store, struct desk_check *check);
};

#endif
