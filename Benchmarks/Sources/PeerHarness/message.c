#include "Message.h"

#include <stdlib.h>
#include <string.h>

/// A walk over a message.
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

void message_read(struct message *message, const uint8_t *bytes, size_t size) {
    struct walk walk = {bytes, bytes + size};
    message->present = 0;
    while (walk.next < walk.end) {
        uint64_t tag = varint(&walk), field = tag >> 3;
        if (field >= MESSAGE_FIELDS) fail("a record has a field %llu", (unsigned long long)field);
        message->texts[field] = NULL;
        switch (tag & 7) {
        case 0: message->numbers[field] = varint(&walk); break;
        case 1:
            if (walk.end - walk.next < 8) fail("a record ends in the midst of field %llu", (unsigned long long)field);
            memcpy(&message->numbers[field], walk.next, 8);
            walk.next += 8;
            break;
        case 2:
            message->numbers[field] = varint(&walk);
            if ((uint64_t)(walk.end - walk.next) < message->numbers[field]) fail("a record is cut off");
            message->texts[field] = walk.next;
            walk.next += message->numbers[field];
            break;
        default: fail("a record has a field of wire type %u", (unsigned)(tag & 7));
        }
        message->present |= 1u << field;
    }
}

uint8_t *buffer_room(struct buffer *buffer, size_t size) {
    if (buffer->size + size > buffer->capacity) {
        buffer->capacity = 2 * (buffer->size + size) + 1024;
        buffer->bytes = realloc(buffer->bytes, buffer->capacity);
        if (buffer->bytes == NULL) fail("no memory for a buffer");
    }
    uint8_t *room = buffer->bytes + buffer->size;
    buffer->size += size;
    return room;
}

enum { VARINT_LARGEST = 10 };

static size_t varint_write(uint8_t *bytes, uint64_t value) {
    size_t size = 0;
    for (; value >= 0x80; value >>= 7) bytes[size++] = (uint8_t)value | 0x80;
    bytes[size++] = (uint8_t)value;
    return size;
}

void buffer_number(struct buffer *buffer, unsigned field, uint64_t value) {
    uint8_t *room = buffer_room(buffer, 1 + VARINT_LARGEST);
    room[0] = (uint8_t)(field << 3);
    buffer->size -= VARINT_LARGEST - varint_write(room + 1, value);
}

void buffer_text(struct buffer *buffer, unsigned field, const uint8_t *bytes, size_t size) {
    uint8_t *room = buffer_room(buffer, 1 + VARINT_LARGEST + size);
    room[0] = (uint8_t)(field << 3 | 2);
    size_t before = varint_write(room + 1, size);
    memcpy(room + 1 + before, bytes, size);
    buffer->size -= VARINT_LARGEST - before;
}

size_t buffer_begin(struct buffer *buffer, unsigned field) {
    uint8_t *room = buffer_room(buffer, 2);
    room[0] = (uint8_t)(field << 3 | 2);
    return buffer->size;
}

/// One byte is left for the size; most nested messages need no more.
void buffer_end(struct buffer *buffer, size_t begin) {
    uint8_t size[VARINT_LARGEST];
    size_t content = buffer->size - begin, before = varint_write(size, content);
    buffer_room(buffer, before - 1);
    if (before > 1) memmove(buffer->bytes + begin + before - 1, buffer->bytes + begin, content);
    memcpy(buffer->bytes + begin - 1, size, before);
}
