#include "PeerHarness.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// The file, all numbers little-endian:
//
//     0   "LBEVENTS"
//     8   u64 number of events            16  u64 number of streams
//     24  u64 offset of the stream table: per stream u64 offset of its name   (u16 size, UTF-8)
//     32  u64 offset of the event table:  per event u64 offset of its entry
//
//     entry   0   u32 size of the record  4   u32 stream, from 0  8   u32 version, from 1  12  u32 size of the payload
//             16  16 B command id         32  the record
enum { HEADER_SIZE = 40, ENTRY_HEADER_SIZE = 32 };

static uint64_t number(const struct event_file *file, uint64_t offset, size_t size) {
    if (offset + size > file->size) fail("the event file ends before byte %llu", (unsigned long long)(offset + size));
    uint64_t value = 0;
    memcpy(&value, file->bytes + offset, size);
    return value;
}

struct event_file event_file_open(const char *path) {
    int descriptor = open(path, O_RDONLY);
    struct stat status;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) fail("%s: %s", path, strerror(errno));
    struct event_file file = {.size = (size_t)status.st_size};
    void *bytes = mmap(NULL, file.size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (bytes == MAP_FAILED) fail("%s: %s", path, strerror(errno));
    close(descriptor);
    file.bytes = bytes;
    if (file.size < HEADER_SIZE || memcmp(file.bytes, "LBEVENTS", 8) != 0) fail("%s is not a file of events", path);
    file.events = number(&file, 8, 8);
    file.streams = number(&file, 16, 8);
    return file;
}

/// A later pass has later command ids: the first 48 bits are milliseconds, most significant first.
static void delay_command(uint8_t command[16], uint64_t milliseconds) {
    uint64_t time = 0;
    for (int i = 0; i < 6; i++) time = time << 8 | command[i];
    time += milliseconds;
    for (int i = 5; i >= 0; i--, time >>= 8) command[i] = (uint8_t)time;
}

void event_at(const struct event_file *file, uint64_t index, struct event *event) {
    const uint64_t year = 366ull * 86400 * 1000;
    uint64_t pass = index / file->events;
    uint64_t entry = number(file, number(file, 32, 8) + 8 * (index % file->events), 8);
    uint64_t stream = number(file, entry + 4, 4);
    event->record_size = (uint32_t)number(file, entry, 4);
    event->version = (uint32_t)number(file, entry + 8, 4);
    event->stream = pass * file->streams + stream + 1;
    event->record = file->bytes + entry + ENTRY_HEADER_SIZE;
    memcpy(event->command, file->bytes + entry + 16, sizeof event->command);

    uint64_t name = number(file, number(file, 24, 8) + 8 * stream, 8);
    event->name_size = (uint16_t)number(file, name, 2);
    if (event->name_size >= sizeof event->name) fail("a stream's name has %u bytes", event->name_size);
    memcpy(event->name, file->bytes + name + 2, event->name_size);
    event->name[event->name_size] = 0;
    if (pass == 0) return;
    delay_command(event->command, pass * year);
    // As long as the original, and no stream of the file begins its key with a digit.
    char *key = strchr(event->name, '-');
    if (key == NULL || key[1] == 0 || pass > 9) fail("no name for pass %llu of %s", (unsigned long long)pass, event->name);
    key[1] = (char)('0' + pass);
}
