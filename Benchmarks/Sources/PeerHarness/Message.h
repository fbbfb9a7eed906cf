/// A Protocol Buffers message, read and written: records, payloads and rows are such messages.
#ifndef MESSAGE_H
#define MESSAGE_H

#include "PeerHarness.h"

/// The fields of one message: numbers as they are, texts and nested messages as where they stand, with their sizes as numbers.
/// Of a field that comes several times the last counts.
enum { MESSAGE_FIELDS = 32 };
struct message {
    uint32_t present; ///< a bit for each field
    uint64_t numbers[MESSAGE_FIELDS];
    const uint8_t *texts[MESSAGE_FIELDS];
};
/// Ends the process where the bytes are no message.
void message_read(struct message *message, const uint8_t *bytes, size_t size);

static inline bool message_has(const struct message *message, unsigned field) { return message->present >> field & 1; }

/// Bytes that grow.
struct buffer {
    uint8_t *bytes;
    size_t size;
    size_t capacity;
};
/// Room for `size` more bytes at the end.
uint8_t *buffer_room(struct buffer *buffer, size_t size);
void buffer_number(struct buffer *buffer, unsigned field, uint64_t value);
void buffer_text(struct buffer *buffer, unsigned field, const uint8_t *bytes, size_t size);
/// Begins a nested message; gives what `buffer_end` wants.
size_t buffer_begin(struct buffer *buffer, unsigned field);
void buffer_end(struct buffer *buffer, size_t begin);

#endif
