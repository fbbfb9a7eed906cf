#include "PeerHarness.h"
#include "Harness.h"

#include <string.h>
#include <xxhash.h>

size_t row_size(const struct event *event) { return ROW_CHECKSUM_SIZE + event->record_size; }

void row_fill(uint8_t *row, const struct event *event, uint64_t position) {
    uint64_t checksum = XXH3_64bits_withSeed(event->record, event->record_size, position);
    memcpy(row, &checksum, sizeof checksum);
    memcpy(row + ROW_CHECKSUM_SIZE, event->record, event->record_size);
}

/// A walk over a Protocol Buffers message.
struct walk {
    const uint8_t *next;
    const uint8_t *end;
};

static uint64_t varint(struct walk *walk) {
    uint64_t value = 0;
    for (unsigned shift = 0; walk->next < walk->end && shift < 64; shift += 7) {
        uint8_t byte = *walk->next++;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) return value;
    }
    fail("a record ends in the midst of a number");
}

/// Every field of the message: numbers as they are, texts and nested messages as where they stand.
static uint64_t decode(struct walk *walk) {
    enum { FIELDS = 32 };
    uint64_t numbers[FIELDS] = {0};
    const uint8_t *texts[FIELDS] = {0};
    uint64_t sum = 0;
    while (walk->next < walk->end) {
        uint64_t tag = varint(walk), field = tag >> 3;
        if (field >= FIELDS) fail("a record has a field %llu", (unsigned long long)field);
        switch (tag & 7) {
        case 0: numbers[field] = varint(walk); break;
        case 1:
            if (walk->end - walk->next < 8) fail("a record ends in the midst of field %llu", (unsigned long long)field);
            memcpy(&numbers[field], walk->next, 8);
            walk->next += 8;
            break;
        case 2:
            numbers[field] = varint(walk);
            if ((uint64_t)(walk->end - walk->next) < numbers[field]) fail("a record is cut off");
            texts[field] = walk->next;
            walk->next += numbers[field];
            break;
        default: fail("a record has a field of wire type %u", (unsigned)(tag & 7));
        }
        sum += numbers[field] + (texts[field] && numbers[field] ? *texts[field] : 0);
    }
    return sum;
}

uint64_t row_read(const void *row, size_t size, uint64_t position) {
    if (size < ROW_CHECKSUM_SIZE) fail("the row at %llu has %zu bytes", (unsigned long long)position, size);
    const uint8_t *record = (const uint8_t *)row + ROW_CHECKSUM_SIZE;
    uint64_t expected;
    memcpy(&expected, row, sizeof expected);
    if (XXH3_64bits_withSeed(record, size - ROW_CHECKSUM_SIZE, position) != expected)
        fail("the checksum of the row at %llu is wrong", (unsigned long long)position);
    struct walk walk = {record, (const uint8_t *)row + size};
    return decode(&walk);
}

void reader_take(struct reader *reader, const void *row, size_t size, uint64_t position) {
    reader->sum += row_read(row, size, position);
    if (++reader->rows % 65536 != 0) return;
    uint64_t bytes = anonymous_bytes();
    if (bytes > reader->peak_anonymous_bytes) reader->peak_anonymous_bytes = bytes;
}
