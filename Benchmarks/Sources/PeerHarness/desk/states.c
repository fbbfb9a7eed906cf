// Every change of state goes through `incident_move`, as in Incident+States.swift.
#include "Incident.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const state_names[] = {
    "", "New", "Assigned", "InProgress", "Pending", "Resolved", "Closed", "Cancelled", "Merged",
};

void list_add(struct list *list, struct item item, struct arena *arena) {
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 2 : 2 * list->capacity;
        struct item *items = arena_take(arena, capacity * sizeof *items);
        if (list->count > 0) memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
}

void list_add_new(struct list *list, struct item item, struct arena *arena) {
    for (uint32_t i = 0; i < list->count; i++)
        if (text_is(list->items[i].text, item.text) && list->items[i].kind == item.kind) return;
    list_add(list, item, arena);
}

void list_remove(struct list *list, struct text text) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (!text_is(list->items[i].text, text)) list->items[kept++] = list->items[i];
    list->count = kept;
}

void incident_note(struct desk_row *row, const struct fact *fact, const char *format, ...) {
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= sizeof what) fail("the contradiction at %llu is too long", (unsigned long long)fact->position);
    uint8_t *copy = arena_take(fact->arena, (size_t)size);
    memcpy(copy, what, (size_t)size);
    struct item item = {.text = {copy, (uint32_t)size}, .number = (int64_t)fact->position};
    list_add(&row->contradictions, item, fact->arena);
}

void incident_note_state(struct desk_row *row, const struct fact *fact) {
    incident_note(row, fact, "%.*s while it was %s", (int)fact->type.size, fact->type.bytes, state_names[row->state]);
}

static bool leads_to(int state, int next) {
    switch (state) {
    case NEW: case ASSIGNED: case IN_PROGRESS: return next != NEW && next != CLOSED;
    case PENDING: return next != PENDING && next != CLOSED;
    case RESOLVED: return next == NEW || next == ASSIGNED || next == CLOSED;
    case MERGED: return is_open(next);
    default: return false;
    }
}

static void end_wait(struct desk_row *row, int64_t at) {
    if (row->waiting_since != NONE && at > row->waiting_since) row->paused_micros += at - row->waiting_since;
    row->waiting_for = row->state_before_wait = 0;
    row->waiting_since = row->waiting_until = NONE;
}

void incident_moved(struct desk_row *row, const struct fact *fact) {
    if (row->moved_at == NONE || row->moved_at < fact->at) row->moved_at = fact->at;
}

void incident_move(struct desk_row *row, int next, const struct fact *fact) {
    if (!leads_to(row->state, next))
        incident_note(row, fact, "%.*s took it from %s to %s", (int)fact->type.size, fact->type.bytes,
                      state_names[row->state], state_names[next]);
    if (next != PENDING && next != MERGED) end_wait(row, fact->at);
    if (next != CLOSED) row->closed_at = NONE;
    if (is_open(next)) {
        row->resolved_at = NONE;
        row->has_resolution = false;
        if (!is_open(row->state)) row->open_since = fact->at;
    }
    if (next != row->state) row->state_since = fact->at;
    incident_moved(row, fact);
    row->state = next;
}

void incident_begin_wait(struct desk_row *row, const struct fact *fact) {
    int before = is_open(row->state) ? row->state : IN_PROGRESS;
    incident_move(row, PENDING, fact);
    row->state_before_wait = before;
    row->waiting_since = fact->at;
    row->pended++;
}

void incident_assign(struct desk_row *row, struct text group, struct text person, const struct fact *fact) {
    if (!is_open(row->state)) incident_note_state(row, fact);
    if (row->first_group.bytes == NULL) row->first_group = group;
    row->group = group;
    row->person = person;
    incident_moved(row, fact);
    if (row->state == NEW) incident_move(row, ASSIGNED, fact);
    if (row->state_before_wait == NEW) row->state_before_wait = ASSIGNED;
}
