// The entries of an index in their order: sorted by eight bytes of the key at a time, so that keys of all kinds are sorted
// without comparing them.
#include "Incident.h"

#include <stdlib.h>
#include <string.h>

/// Eight bytes of the key from `offset` on, as a number that sorts as they do; missing ones are zero.
static uint64_t beginning(const struct desk_entry *entry, uint32_t offset) {
    uint64_t value = 0;
    uint32_t left = entry->key_size > offset ? entry->key_size - offset : 0;
    memcpy(&value, entry->key + offset, left < 8 ? left : 8);
    return __builtin_bswap64(value);
}

static void sort_few(struct desk_entry *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct desk_entry moved = items[i];
        size_t place = i;
        for (; place > 0 && items[place - 1].beginning > moved.beginning; place--) items[place] = items[place - 1];
        items[place] = moved;
    }
}

/// Stable; a byte in which all agree is passed over.
static void sort_many(struct desk_entry *items, size_t count, struct desk_entry *spare) {
    struct desk_entry *from = items, *to = spare;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t places[256] = {0};
        for (size_t i = 0; i < count; i++) places[from[i].beginning >> shift & 0xFF]++;
        if (places[from[0].beginning >> shift & 0xFF] == count) continue;
        for (size_t i = 0, sum = 0; i < 256; i++) {
            size_t here = places[i];
            places[i] = sum;
            sum += here;
        }
        for (size_t i = 0; i < count; i++) to[places[from[i].beginning >> shift & 0xFF]++] = from[i];
        struct desk_entry *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != items) memcpy(items, from, count * sizeof *items);
}

static void sort(struct desk_entry *items, size_t count, struct desk_entry *spare, uint32_t offset) {
    for (size_t i = 0; i < count; i++) items[i].beginning = beginning(&items[i], offset);
    if (count <= 32) sort_few(items, count);
    else sort_many(items, count, spare);
    for (size_t start = 0, end; start < count; start = end) {
        bool is_longer = false;
        for (end = start; end < count && items[end].beginning == items[start].beginning; end++)
            is_longer |= items[end].key_size > offset + 8;
        if (is_longer && end - start > 1) sort(items + start, end - start, spare, offset + 8);
    }
}

void entries_sort(struct desk_entry *items, size_t count) {
    struct desk_entry *spare = allocate((count + 1) * sizeof *spare);
    sort(items, count, spare, 0);
    free(spare);
}

struct desk_entries desk_entries(const struct desk *desk, size_t index) {
    union desk_key keys[DESK_KEYS_MOST];
    struct desk_entries entries = {0};
    struct buffer bytes = {0};
    size_t capacity = desk->count + 1;
    entries.items = allocate(capacity * sizeof *entries.items);
    for (uint32_t i = 0; i < desk->count; i++) {
        size_t found = desk_keys(desk->rows[i], index, keys);
        if (entries.count + found > capacity) {
            capacity = 2 * capacity + found;
            entries.items = realloc(entries.items, capacity * sizeof *entries.items);
            if (entries.items == NULL) fail("no memory for the entries of an index");
        }
        for (size_t j = 0; j < found; j++) {
            uint8_t *room = buffer_room(&bytes, DESK_KEY_LARGEST);
            size_t size = desk_key_bytes(index, keys[j], room);
            bytes.size -= DESK_KEY_LARGEST - size;
            entries.items[entries.count++] = (struct desk_entry){.key_size = (uint32_t)size, .row = i};
        }
    }
    // Not before: the bytes have moved as they grew.
    entries.keys = bytes.bytes;
    const uint8_t *key = entries.keys;
    for (size_t i = 0; i < entries.count; key += entries.items[i++].key_size) entries.items[i].key = key;
    entries_sort(entries.items, entries.count);
    return entries;
}

void desk_entries_free(struct desk_entries *entries) {
    free(entries->items);
    free(entries->keys);
}
