// Indexes and sums, as ServiceDeskTable declares them.
#include "Incident.h"

#include <locale.h>
#include <string.h>
#include <wctype.h>

enum index_number {
    BY_STATE, BY_OPEN, BY_PRIORITY, BY_GROUP, BY_ASSIGNEE, BY_CALLER, BY_CUSTOMER, BY_SERVICE, BY_CI, BY_CATEGORY,
    BY_TITLE, BY_LOGGED_AT, BY_RESOLVED_AT, BY_MAJOR, BY_CONTRADICTORY,
};
_Static_assert((int)BY_CI == DESK_CI && (int)BY_CONTRADICTORY + 1 == DESK_INDEXES, "the order of the indexes");
const struct desk_index desk_indexes[DESK_INDEXES] = {
    {"state", true},      {"open", true},     {"priority", true}, {"group", false},      {"assignee", false},
    {"caller", false},    {"customer", false}, {"service", false}, {"ci", false},         {"category", false},
    {"title", false},     {"loggedAt", true}, {"resolvedAt", true}, {"major", true},     {"contradictory", true},
};
const char *const desk_sums[DESK_SUMS] = {"byState", "openByPriority", "reopenings", "reassignments", "majors"};

static int64_t priority_key(const struct desk_row *row) { return row->priority != 0 ? row->priority : INT64_MAX; }

static bool is_major(const struct desk_row *row) { return row->was_declared_major && row->stood_down_at == NONE; }

/// Small letters; beyond ASCII those of characters of two bytes, such as Latin, Greek and Cyrillic ones. Valid until the next
/// call.
static struct text lowercased(struct text title) {
    static struct buffer buffer;
    static locale_t locale;
    if (locale == NULL && (locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL)) == NULL) fail("there is no locale C.UTF-8");
    buffer.size = 0;
    uint8_t *small = buffer_room(&buffer, title.size + 1);
    for (uint32_t i = 0; i < title.size; i++) {
        uint8_t byte = small[i] = title.bytes[i];
        if (byte >= 'A' && byte <= 'Z') small[i] = byte + 0x20;
        if (byte < 0xC2 || byte > 0xDF || i + 1 == title.size) continue;
        wint_t lower = towlower_l((wint_t)(byte & 0x1F) << 6 | (title.bytes[i + 1] & 0x3F), locale);
        if (lower < 0x80 || lower > 0x7FF) fail("a title has a letter that the fold in C does not know");
        small[i] = (uint8_t)(0xC0 | lower >> 6);
        small[++i] = (uint8_t)(0x80 | (lower & 0x3F));
    }
    return (struct text){small, title.size};
}

static size_t of_number(bool is_there, int64_t number, union desk_key *keys) {
    keys->number = number;
    return is_there ? 1 : 0;
}

static size_t of_text(struct text text, union desk_key *keys) {
    keys->text = text;
    if (text.size > DESK_KEY_LARGEST - 1) keys->text.size = DESK_KEY_LARGEST - 1;
    return text.bytes != NULL ? 1 : 0;
}

/// Every item that somebody or something linked, and nobody excluded.
static size_t of_cis(const struct desk_row *row, union desk_key *keys) {
    enum { EXCLUDED = 3 };
    size_t count = 0;
    for (uint32_t i = 0; i < row->cis.count; i++) {
        if (row->cis.items[i].how == EXCLUDED) continue;
        if (count == DESK_KEYS_MOST) fail("%.*s has too many items", (int)row->name.size, row->name.bytes);
        count += of_text(row->cis.items[i].text, &keys[count]);
    }
    return count;
}

size_t desk_keys(const struct desk_row *row, size_t index, union desk_key keys[DESK_KEYS_MOST]) {
    switch ((enum index_number)index) {
    case BY_STATE: return of_number(true, row->state, keys);
    case BY_OPEN: return of_number(is_open(row->state), row->logged_at, keys);
    case BY_PRIORITY: return of_number(true, priority_key(row), keys);
    case BY_GROUP: return of_text(row->group, keys);
    case BY_ASSIGNEE: return of_text(row->person, keys);
    case BY_CALLER: return of_text(row->caller, keys);
    case BY_CUSTOMER: return of_text(row->customer, keys);
    case BY_SERVICE: return of_text(row->service, keys);
    case BY_CI: return of_cis(row, keys);
    case BY_CATEGORY: return of_text(row->category, keys);
    case BY_TITLE: return of_text(lowercased(row->title), keys);
    case BY_LOGGED_AT: return of_number(true, row->logged_at, keys);
    case BY_RESOLVED_AT: return of_number(row->resolved_at != NONE, row->resolved_at, keys);
    case BY_MAJOR: return of_number(is_major(row), 1, keys);
    case BY_CONTRADICTORY: return of_number(row->contradictions.count > 0, 1, keys);
    }
    fail("there is no index %zu", index);
}

void desk_number_bytes(int64_t number, uint8_t bytes[8]) {
    uint64_t ordered = __builtin_bswap64((uint64_t)number ^ (uint64_t)1 << 63);
    memcpy(bytes, &ordered, sizeof ordered);
}

size_t desk_key_bytes(size_t index, union desk_key key, uint8_t bytes[DESK_KEY_LARGEST]) {
    if (desk_indexes[index].has_numbers) {
        desk_number_bytes(key.number, bytes);
        return 8;
    }
    memcpy(bytes, key.text.bytes, key.text.size);
    bytes[key.text.size] = 0;
    return key.text.size + 1;
}

size_t desk_totals(const struct desk *desk, struct desk_total totals[DESK_TOTALS_MOST]) {
    enum { STATES = MERGED + 1, PRIORITIES = 6 };
    int64_t by_state[STATES] = {0}, by_priority[PRIORITIES] = {0}, singles[3] = {0};
    for (size_t i = 0; i < desk->count; i++) {
        const struct desk_row *row = desk->rows[i];
        by_state[row->state]++;
        if (is_open(row->state)) by_priority[row->priority]++;
        singles[0] += row->reopened;
        singles[1] += row->reassigned;
        singles[2] += row->was_declared_major;
    }
    size_t count = 0;
    for (int i = 0; i < STATES; i++)
        if (by_state[i] != 0) totals[count++] = (struct desk_total){desk_sums[0], i, by_state[i]};
    // Without a priority: at the end.
    for (int i = 1; i <= PRIORITIES; i++) {
        int priority = i % PRIORITIES;
        int64_t group = priority != 0 ? priority : INT64_MAX;
        if (by_priority[priority] != 0) totals[count++] = (struct desk_total){desk_sums[1], group, by_priority[priority]};
    }
    for (int i = 0; i < 3; i++)
        if (singles[i] != 0) totals[count++] = (struct desk_total){desk_sums[2 + i], 0, singles[i]};
    return count;
}
