// The workload `rebuild`: the log folded into rows, the rows stored, and what was stored read back and compared.
#include "../Harness.h"
#include "Incident.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { ARENA_BLOCK = 1 << 20 };

/// Nothing is given back before the process ends.
void *arena_take(struct arena *arena, size_t size) {
    size = (size + 7) & ~(size_t)7;
    if ((size_t)(arena->end - arena->next) < size) {
        size_t block = size > ARENA_BLOCK ? size : ARENA_BLOCK;
        arena->next = allocate(block);
        arena->end = arena->next + block;
    }
    void *taken = arena->next;
    arena->next += size;
    return taken;
}

/// Rows by their streams' names, in a hash table with open addressing. All of them stay in memory until they are stored.
struct fold {
    struct arena arena;
    struct desk_row **rows;
    size_t count, capacity;
    struct slot {
        uint32_t tag;    ///< the upper half of the name's hash
        uint32_t number; ///< from 1; 0: empty
    } *slots;
    size_t slot_count; ///< a power of two
};

static void fill(struct fold *fold, uint32_t number) {
    struct text name = fold->rows[number - 1]->name;
    uint64_t hash = XXH3_64bits(name.bytes, name.size);
    size_t place = hash & (fold->slot_count - 1);
    while (fold->slots[place].number != 0) place = (place + 1) & (fold->slot_count - 1);
    fold->slots[place] = (struct slot){(uint32_t)(hash >> 32), number};
}

static struct desk_row *insert(struct fold *fold, struct text name) {
    if (fold->count == fold->capacity) {
        fold->capacity = 2 * fold->capacity + 4096;
        fold->rows = realloc(fold->rows, fold->capacity * sizeof *fold->rows);
        if (fold->rows == NULL) fail("no memory for rows");
    }
    struct desk_row *row = arena_take(&fold->arena, sizeof *row);
    uint8_t *copy = arena_take(&fold->arena, name.size);
    memcpy(copy, name.bytes, name.size);
    row->name = (struct text){copy, name.size};
    fold->rows[fold->count++] = row;
    if (2 * fold->count > fold->slot_count) {
        free(fold->slots);
        fold->slot_count = fold->slot_count == 0 ? 8192 : 2 * fold->slot_count;
        fold->slots = allocate(fold->slot_count * sizeof *fold->slots);
        for (uint32_t i = 1; i <= fold->count; i++) fill(fold, i);
    } else fill(fold, (uint32_t)fold->count);
    return row;
}

static struct desk_row *find(const struct fold *fold, struct text name) {
    if (fold->slot_count == 0) return NULL;
    uint64_t hash = XXH3_64bits(name.bytes, name.size);
    for (size_t place = hash;; place++) {
        struct slot slot = fold->slots[place & (fold->slot_count - 1)];
        if (slot.number == 0) return NULL;
        if (slot.tag == hash >> 32 && text_is(fold->rows[slot.number - 1]->name, name)) return fold->rows[slot.number - 1];
    }
}

static struct text field(const struct message *message, unsigned number) {
    return (struct text){message->texts[number], (uint32_t)message->numbers[number]};
}

/// Fields of `RecordedEvent`.
enum { STREAM = 4, TYPE = 6, SCHEMA_VERSION = 7, OCCURRED_AT = 8, ACTOR = 9, PAYLOAD = 17 };

/// Folds an event into its row; one before the latest is a late fact, for which the row is folded anew at the end.
static void fold_event(struct desk_row *row, const struct message *envelope, uint64_t position, struct arena *arena) {
    struct fact fact = {
        .position = position, .at = (int64_t)envelope->numbers[OCCURRED_AT], .type = field(envelope, TYPE),
        .actor = field(envelope, ACTOR), .arena = arena,
    };
    if (envelope->numbers[SCHEMA_VERSION] != 1) fail("the fold in C knows the first versions of events");
    bool is_first = row->extent.first == 0;
    if (!is_first && fact.at < row->extent.latest) row->is_late = true;
    if (row->is_late) return;
    message_read(&fact.payload, envelope->texts[PAYLOAD], envelope->numbers[PAYLOAD]);
    if (is_first) {
        row->extent = (struct extent){position, position, fact.at, fact.at};
        incident_begin(row, &fact);
    }
    if (position < row->extent.first) row->extent.first = position;
    if (position > row->extent.last) row->extent.last = position;
    row->extent.latest = fact.at;
    incident_take(row, &fact);
}

static void take(void *context, struct record record, uint64_t position) {
    static const char category[] = "incident-";
    struct fold *fold = context;
    struct message envelope;
    message_read(&envelope, record.bytes, record.size);
    struct text name = field(&envelope, STREAM);
    if (name.size < sizeof category || memcmp(name.bytes, category, sizeof category - 1) != 0) return;
    struct desk_row *row = find(fold, name);
    fold_event(row != NULL ? row : insert(fold, name), &envelope, position, &fold->arena);
}

/// The events of one stream, copied.
struct history {
    struct past_event {
        int64_t at;
        uint64_t position;
        struct record record;
    } *events;
    size_t count, capacity;
    struct arena *arena;
};

static void collect(void *context, struct record record, uint64_t position) {
    struct history *history = context;
    if (history->count == history->capacity) {
        history->capacity = 2 * history->capacity + 64;
        history->events = realloc(history->events, history->capacity * sizeof *history->events);
        if (history->events == NULL) fail("no memory for a stream");
    }
    struct message envelope;
    message_read(&envelope, record.bytes, record.size);
    uint8_t *copy = arena_take(history->arena, record.size);
    memcpy(copy, record.bytes, record.size);
    history->events[history->count++] =
        (struct past_event){(int64_t)envelope.numbers[OCCURRED_AT], position, {copy, record.size}};
}

static int by_time(const void *left, const void *right) {
    const struct past_event *a = left, *b = right;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

/// Folds the rows with late facts anew, each stream's events in the order of their effective times.
static void fold_late(struct run *run, struct fold *fold) {
    struct history history = {.arena = &fold->arena};
    for (size_t i = 0; i < fold->count; i++) {
        struct desk_row *row = fold->rows[i];
        if (!row->is_late) continue;
        struct event stream = {.name_size = (uint16_t)row->name.size};
        if (row->name.size >= sizeof stream.name) fail("a stream's name has %u bytes", row->name.size);
        memcpy(stream.name, row->name.bytes, row->name.size);
        struct reader reader = {.take = collect, .context = &history};
        history.count = 0;
        run->kind->read_stream(run->store, &stream, &reader);
        qsort(history.events, history.count, sizeof *history.events, by_time);
        *row = (struct desk_row){.name = row->name};
        for (size_t j = 0; j < history.count; j++) {
            struct message envelope;
            message_read(&envelope, history.events[j].record.bytes, history.events[j].record.size);
            fold_event(row, &envelope, history.events[j].position, &fold->arena);
        }
    }
    free(history.events);
}

/// The rows in the order of their names.
static struct desk sorted(struct fold *fold) {
    struct desk_entry *names = allocate((fold->count + 1) * sizeof *names);
    struct desk desk = {.rows = allocate((fold->count + 1) * sizeof *desk.rows), .count = fold->count};
    for (uint32_t i = 0; i < fold->count; i++)
        names[i] = (struct desk_entry){.key = fold->rows[i]->name.bytes, .key_size = fold->rows[i]->name.size, .row = i};
    entries_sort(names, fold->count);
    for (size_t i = 0; i < fold->count; i++) desk.rows[i] = fold->rows[names[i].row];
    free(names);
    return desk;
}

struct text desk_name(const struct desk_row *row) { return row->name; }
struct extent desk_extent(const struct desk_row *row) { return row->extent; }

void run_rebuild(struct run *run, struct result *result) {
    const struct desk_kind *kind = run->kind->desk;
    if (kind == NULL) fail("this peer keeps no table of the service desk");
    kind->remove(run->store);
    struct fold fold = {0};
    struct reader reader = {.take = take, .context = &fold};
    double start = seconds_now(), processor = processor_seconds_now();
    run->kind->scan(run->store, &reader);
    fold_late(run, &fold);
    struct desk desk = sorted(&fold);
    kind->put(run->store, &desk);
    result->seconds = seconds_now() - start;
    result->processor_seconds = processor_seconds_now() - processor;
    result->events = reader.rows;
    result->anonymous_bytes = anonymous_bytes();
    if (reader.rows != run->kind->count(run->store)) fail("the scan found %llu events", (unsigned long long)reader.rows);
    result->table = desk_check_new();
    kind->read(run->store, result->table);
}
