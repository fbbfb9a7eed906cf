#include "Harness.h"
#include "Message.h"

#include <string.h>
#include <xxhash.h>

size_t row_size(const struct event *event) { return ROW_CHECKSUM_SIZE + event->record_size; }

void row_fill(uint8_t *row, const struct event *event, uint64_t position) {
    uint64_t checksum = XXH3_64bits_withSeed(event->record, event->record_size, position);
    memcpy(row, &checksum, sizeof checksum);
    memcpy(row + ROW_CHECKSUM_SIZE, event->record, event->record_size);
}

struct record row_record(const void *row, size_t size, uint64_t position) {
    if (size < ROW_CHECKSUM_SIZE) fail("the row at %llu has %zu bytes", (unsigned long long)position, size);
    const uint8_t *record = (const uint8_t *)row + ROW_CHECKSUM_SIZE;
    uint64_t expected;
    memcpy(&expected, row, sizeof expected);
    if (XXH3_64bits_withSeed(record, size - ROW_CHECKSUM_SIZE, position) != expected)
        fail("the checksum of the row at %llu is wrong", (unsigned long long)position);
    return (struct record){record, size - ROW_CHECKSUM_SIZE};
}

/// Every field of the envelope: something of each.
static uint64_t decode(struct record record) {
    struct message message;
    uint64_t sum = 0;
    message_read(&message, record.bytes, record.size);
    for (uint32_t rest = message.present; rest != 0; rest &= rest - 1) {
        unsigned field = (unsigned)__builtin_ctz(rest);
        const uint8_t *text = message.texts[field];
        sum += message.numbers[field] + (text != NULL && message.numbers[field] > 0 ? *text : 0);
    }
    return sum;
}

void reader_take(struct reader *reader, const void *row, size_t size, uint64_t position) {
    struct record record = row_record(row, size, position);
    if (reader->take != NULL) reader->take(reader->context, record, position);
    else reader->sum += decode(record);
    if (++reader->rows % 65536 != 0) return;
    uint64_t bytes = anonymous_bytes();
    if (bytes > reader->peak_anonymous_bytes) reader->peak_anonymous_bytes = bytes;
}
