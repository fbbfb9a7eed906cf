/// An incident as its events leave it: the fields of Sources/Processes/Incident/Incident.swift, and those of a row around it.
#ifndef INCIDENT_H
#define INCIDENT_H

#include "../Message.h"
#include "ServiceDesk.h"

/// A time or number that is not there. Kinds, which count from 1, are 0 then, and texts NULL.
#define NONE INT64_MIN

enum state { NEW = 1, ASSIGNED, IN_PROGRESS, PENDING, RESOLVED, CLOSED, CANCELLED, MERGED };
static inline bool is_open(int state) { return state >= NEW && state <= PENDING; }

/// One of a list: a reference; a configuration item with its role and who said so; a link of a kind; a contradiction with its
/// position; a turn with its time and state.
struct item {
    struct text text;
    int64_t number;
    int kind, how;
};
struct list {
    struct item *items;
    uint32_t count, capacity;
};

struct desk_row {
    struct text name; ///< of the stream; the incident's number stands behind "incident-"
    struct extent extent; ///< positions count from 1: a row without events has none
    bool is_late;         ///< a late fact has come: to be folded anew
    struct list turns;

    struct text title;
    int state;
    // Classification
    int source, impact, urgency, priority;
    bool is_overridden;
    struct text caller, customer, service, category, subcategory, symptom;
    int64_t matrix_version;
    // Assignment
    struct text group, person, first_group, supplier;
    int64_t level, functional_level, hierarchical_level;
    struct list suppliers;
    // Times
    int64_t detected_at, logged_at, acknowledged_at, first_response_at, first_resolved_at, resolved_at, closed_at;
    int64_t last_reopened_at, last_change_at, state_since, open_since, moved_at;
    // Waiting
    int waiting_for, state_before_wait;
    int64_t waiting_since, waiting_until, paused_micros, paused_micros_at_resolution;
    // Counts
    int64_t reopened, reassigned, functional_escalations, hierarchical_escalations, comments, work_minutes, pended;
    // Relations
    struct list cis, links, known_errors, suspected_changes, rejected_changes, children, absorbed;
    struct text causing_change, parent, merged_into, previous, contact;
    int state_before_merge;
    int64_t moved_work_minutes;
    // Resolution
    bool has_resolution;
    struct text code, solution, cause_ci;
    int64_t restored_at;
    int closed_by;
    // Major
    bool was_declared_major;
    int64_t declared_at, stood_down_at;
    struct text manager;
    struct list contradictions;
};

/// Memory that is given back as a whole.
struct arena {
    uint8_t *next, *end;
};
void *arena_take(struct arena *arena, size_t size);

/// One event: what the fold needs of its envelope, and its fields.
struct fact {
    uint64_t position;
    int64_t at; ///< effective time
    struct text type;
    struct text actor; ///< a message
    struct message payload;
    struct arena *arena; ///< for what the row keeps
};

/// A row before its first event.
void incident_begin(struct desk_row *row, const struct fact *fact);
/// What the event makes of the row. Ends the process where its type is unknown.
void incident_take(struct desk_row *row, const struct fact *fact);

// Changes of state; see Incident+States.swift.
void incident_note(struct desk_row *row, const struct fact *fact, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/// "IncidentClosed while it was Closed".
void incident_note_state(struct desk_row *row, const struct fact *fact);
void incident_move(struct desk_row *row, int next, const struct fact *fact);
void incident_assign(struct desk_row *row, struct text group, struct text person, const struct fact *fact);
void incident_begin_wait(struct desk_row *row, const struct fact *fact);
void incident_moved(struct desk_row *row, const struct fact *fact);

static inline bool text_is(struct text left, struct text right) {
    return (left.bytes == NULL) == (right.bytes == NULL) && left.size == right.size &&
           (left.size == 0 || __builtin_memcmp(left.bytes, right.bytes, left.size) == 0);
}
void list_add(struct list *list, struct item item, struct arena *arena);
/// Adds what is not there.
void list_add_new(struct list *list, struct item item, struct arena *arena);
void list_remove(struct list *list, struct text text);

/// Sorts by keys; what is equal stays in its order.
void entries_sort(struct desk_entry *items, size_t count);

#endif
