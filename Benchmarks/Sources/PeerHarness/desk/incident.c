// The fold of Incident.take, event by event; IncidentProcess.swift has the same list. What a log of generate-events does not
// have is left out and ends the process: other versions of events, states that another tool's record said.
#include "Incident.h"

#include <string.h>
#include <xxhash.h>

static const char began_in_the_middle[] = "something happened before it was detected, or it was never logged";

static struct text view(const struct message *message, unsigned field) {
    if (!message_has(message, field)) return (struct text){NULL, 0};
    return (struct text){message->texts[field], (uint32_t)message->numbers[field]};
}

/// A field's text, kept for the row.
static struct text text(const struct fact *fact, unsigned field) {
    struct text found = view(&fact->payload, field);
    if (found.bytes == NULL) return found;
    uint8_t *copy = arena_take(fact->arena, found.size);
    if (found.size > 0) memcpy(copy, found.bytes, found.size);
    return (struct text){copy, found.size};
}

static int64_t number(const struct fact *fact, unsigned field) {
    return message_has(&fact->payload, field) ? (int64_t)fact->payload.numbers[field] : NONE;
}

static int kind(const struct fact *fact, unsigned field) {
    return message_has(&fact->payload, field) ? (int)fact->payload.numbers[field] : 0;
}

static struct item item(const struct fact *fact, unsigned field) { return (struct item){.text = text(fact, field)}; }

static void earlier(int64_t *known, const struct fact *fact) {
    if (*known == NONE || fact->at < *known) *known = fact->at;
}

/// The newest word on an item counts; computing never touches what a person said.
static void link_ci(struct desk_row *row, struct item ci, const struct fact *fact) {
    enum { COMPUTED = 2 };
    for (uint32_t i = 0; i < row->cis.count; i++) {
        struct item *known = &row->cis.items[i];
        if (!text_is(known->text, ci.text)) continue;
        if (ci.how != COMPUTED || known->how == COMPUTED) *known = ci;
        return;
    }
    list_add(&row->cis, ci, fact->arena);
}

static void logged(struct desk_row *row, const struct fact *fact) {
    enum { AFFECTED = 2, MANUAL = 1 };
    if (row->title.size > 0) {
        incident_note(row, fact, "logged a second time");
        return;
    }
    int64_t detected_at = number(fact, 3);
    struct text middle = {(const uint8_t *)began_in_the_middle, sizeof began_in_the_middle - 1};
    if (detected_at <= row->detected_at) list_remove(&row->contradictions, middle);
    row->title = text(fact, 1);
    if (row->moved_at == NONE) row->state_since = detected_at;
    if (row->open_since == row->detected_at) row->open_since = detected_at;
    row->detected_at = detected_at;
    row->logged_at = fact->at;
    row->source = kind(fact, 2);
    row->impact = kind(fact, 4);
    row->urgency = kind(fact, 5);
    row->caller = text(fact, 6);
    row->customer = text(fact, 7);
    row->service = text(fact, 8);
    row->contact = text(fact, 10);
    row->previous = text(fact, 11);
    struct item ci = {.text = text(fact, 9), .kind = AFFECTED, .how = MANUAL};
    if (ci.text.bytes != NULL) link_ci(row, ci, fact);
}

static void categorised(struct desk_row *row, const struct fact *fact) {
    row->category = text(fact, 1);
    row->subcategory = text(fact, 2);
    row->symptom = text(fact, 3);
    if (message_has(&fact->payload, 4)) row->service = text(fact, 4);
}

static void prioritised(struct desk_row *row, const struct fact *fact) {
    row->impact = kind(fact, 1);
    row->urgency = kind(fact, 2);
    row->priority = kind(fact, 3);
    row->matrix_version = number(fact, 4);
    row->is_overridden = false;
}

static void priority_overridden(struct desk_row *row, const struct fact *fact) {
    row->priority = kind(fact, 1);
    row->is_overridden = true;
}

static void major_declared(struct desk_row *row, const struct fact *fact) {
    row->was_declared_major = true;
    row->declared_at = fact->at;
    row->stood_down_at = NONE;
    row->manager = text(fact, 1);
}

static void major_stood_down(struct desk_row *row, const struct fact *fact) { row->stood_down_at = fact->at; }

static void assigned(struct desk_row *row, const struct fact *fact) {
    incident_assign(row, text(fact, 1), text(fact, 2), fact);
}

static void reassigned(struct desk_row *row, const struct fact *fact) {
    struct text group = text(fact, 3);
    if (row->group.bytes != NULL && group.bytes != NULL && !text_is(row->group, group)) row->reassigned++;
    incident_assign(row, group, text(fact, 4), fact);
}

static void acknowledged(struct desk_row *row, const struct fact *fact) { earlier(&row->acknowledged_at, fact); }

static void raise(int64_t *level, int64_t reached) {
    if (reached > *level) *level = reached;
}

static void escalated(struct desk_row *row, const struct fact *fact) {
    enum { FUNCTIONAL = 1 };
    int64_t level = number(fact, 2);
    bool is_functional = kind(fact, 1) == FUNCTIONAL;
    raise(&row->level, level);
    raise(is_functional ? &row->functional_level : &row->hierarchical_level, level);
    *(is_functional ? &row->functional_escalations : &row->hierarchical_escalations) += 1;
}

static void supplier_engaged(struct desk_row *row, const struct fact *fact) {
    row->supplier = text(fact, 1);
    list_add_new(&row->suppliers, (struct item){.text = row->supplier}, fact->arena);
}

static void work_started(struct desk_row *row, const struct fact *fact) {
    if (row->person.bytes == NULL) row->person = text(fact, 1);
    if (row->state != IN_PROGRESS) incident_move(row, IN_PROGRESS, fact);
}

static void pended(struct desk_row *row, const struct fact *fact) {
    if (row->state != PENDING) incident_begin_wait(row, fact);
    row->waiting_for = kind(fact, 1);
    row->waiting_until = number(fact, 3);
    incident_moved(row, fact);
}

static void resumed(struct desk_row *row, const struct fact *fact) {
    if (row->state != PENDING) incident_note_state(row, fact);
    else incident_move(row, row->state_before_wait != 0 ? row->state_before_wait : IN_PROGRESS, fact);
}

static void work_logged(struct desk_row *row, const struct fact *fact) { row->work_minutes += number(fact, 1); }

static void known_error_matched(struct desk_row *row, const struct fact *fact) {
    list_add_new(&row->known_errors, item(fact, 1), fact->arena);
}

/// An answer is a person's word, or that of a record from another tool, and not the caller's own.
static void commented(struct desk_row *row, const struct fact *fact) {
    enum { PUBLIC = 1, PERSON = 1, IMPORT = 4 };
    row->comments++;
    if (kind(fact, 1) != PUBLIC) return;
    struct message actor;
    message_read(&actor, fact->actor.bytes, fact->actor.size);
    if (actor.numbers[2] != PERSON && actor.numbers[2] != IMPORT) return;
    struct text caller = row->caller.bytes != NULL ? row->caller : view(&fact->payload, 3);
    bool is_callers =
        caller.bytes != NULL && (text_is(caller, view(&actor, 1)) || text_is(caller, view(&actor, 3)));
    if (!is_callers) earlier(&row->first_response_at, fact);
}

static void ci_linked(struct desk_row *row, const struct fact *fact) {
    struct item ci = {.text = text(fact, 1), .kind = kind(fact, 2), .how = kind(fact, 3)};
    link_ci(row, ci, fact);
}

static void linked(struct desk_row *row, const struct fact *fact) {
    struct item link = {.text = text(fact, 2), .kind = kind(fact, 1)};
    list_add_new(&row->links, link, fact->arena);
}

static void cause_suggested(struct desk_row *row, const struct fact *fact) {
    list_add_new(&row->suspected_changes, item(fact, 1), fact->arena);
}

static void cause_confirmed(struct desk_row *row, const struct fact *fact) {
    row->causing_change = text(fact, 1);
    list_remove(&row->suspected_changes, row->causing_change);
    list_remove(&row->rejected_changes, row->causing_change);
}

static void cause_rejected(struct desk_row *row, const struct fact *fact) {
    struct item change = item(fact, 1);
    if (text_is(row->causing_change, change.text)) row->causing_change = (struct text){NULL, 0};
    list_remove(&row->suspected_changes, change.text);
    list_add_new(&row->rejected_changes, change, fact->arena);
}

/// Whether a field names the incident itself.
static bool is_itself(const struct desk_row *row, const struct fact *fact, unsigned field) {
    const uint32_t prefix = sizeof "incident-" - 1;
    return text_is((struct text){row->name.bytes + prefix, row->name.size - prefix}, view(&fact->payload, field));
}

static void parent_set(struct desk_row *row, const struct fact *fact) {
    if (is_itself(row, fact, 2)) row->parent = text(fact, 1);
    else list_add_new(&row->children, item(fact, 2), fact->arena);
}

static void parent_removed(struct desk_row *row, const struct fact *fact) {
    if (is_itself(row, fact, 2)) row->parent = (struct text){NULL, 0};
    else list_remove(&row->children, view(&fact->payload, 2));
}

static void merged(struct desk_row *row, const struct fact *fact) {
    int64_t minutes = number(fact, 3);
    if (!is_itself(row, fact, 2)) {
        list_add_new(&row->absorbed, item(fact, 2), fact->arena);
        row->work_minutes += minutes;
        return;
    }
    row->state_before_merge = row->state;
    row->merged_into = text(fact, 1);
    row->moved_work_minutes = minutes;
    row->work_minutes -= minutes;
    incident_move(row, MERGED, fact);
}

static void unmerged(struct desk_row *row, const struct fact *fact) {
    int64_t minutes = number(fact, 3);
    if (is_itself(row, fact, 2)) {
        row->work_minutes += minutes;
        if (row->state != MERGED) {
            incident_note_state(row, fact);
            return;
        }
        incident_move(row, row->state_before_merge != 0 ? row->state_before_merge : NEW, fact);
        row->state_before_merge = 0;
        row->merged_into = (struct text){NULL, 0};
        row->moved_work_minutes = 0;
        return;
    }
    list_remove(&row->absorbed, view(&fact->payload, 2));
    if (is_itself(row, fact, 1)) row->work_minutes -= minutes;
    else row->moved_work_minutes -= minutes;
}

static void resolved(struct desk_row *row, const struct fact *fact) {
    incident_move(row, RESOLVED, fact);
    if (message_has(&fact->payload, 3)) row->service = text(fact, 3);
    row->has_resolution = true;
    row->code = text(fact, 1);
    row->solution = text(fact, 2);
    row->cause_ci = text(fact, 4);
    row->restored_at = number(fact, 5);
    row->closed_by = 0;
    if (row->first_resolved_at == NONE) row->first_resolved_at = fact->at;
    row->resolved_at = fact->at;
    row->paused_micros_at_resolution = row->paused_micros;
}

/// A second closing is noted; the first is the one that counts.
static void closed(struct desk_row *row, const struct fact *fact) {
    bool was_closed = row->state == CLOSED;
    incident_move(row, CLOSED, fact);
    if (was_closed) return;
    row->closed_at = fact->at;
    row->closed_by = kind(fact, 1);
}

static void reopened(struct desk_row *row, const struct fact *fact) {
    if (is_open(row->state)) incident_note_state(row, fact);
    incident_move(row, row->group.bytes != NULL || row->person.bytes != NULL ? ASSIGNED : NEW, fact);
    row->reopened++;
    row->last_reopened_at = fact->at;
}

static void cancelled(struct desk_row *row, const struct fact *fact) { incident_move(row, CANCELLED, fact); }

static void changes_nothing(struct desk_row *row, const struct fact *fact) { (void)row, (void)fact; }

struct event_fold {
    const char *type;
    void (*fold)(struct desk_row *row, const struct fact *fact);
    bool may_follow_the_end;
};
static const struct event_fold folds[] = {
    {"IncidentLogged", logged, true},
    {"IncidentCategorised", categorised, false},
    {"IncidentPrioritised", prioritised, false},
    {"IncidentPriorityOverridden", priority_overridden, false},
    {"MajorIncidentDeclared", major_declared, false},
    {"MajorIncidentStoodDown", major_stood_down, false},
    {"IncidentAssigned", assigned, true},
    {"IncidentReassigned", reassigned, true},
    {"IncidentAcknowledged", acknowledged, false},
    {"IncidentEscalated", escalated, false},
    {"SupplierEngaged", supplier_engaged, false},
    {"SupplierResponded", changes_nothing, false},
    {"IncidentWorkStarted", work_started, true},
    {"IncidentPended", pended, true},
    {"IncidentResumed", resumed, true},
    {"DiagnosisRecorded", changes_nothing, false},
    {"WorkLogged", work_logged, false},
    {"KnownErrorMatched", known_error_matched, false},
    {"WorkaroundApplied", changes_nothing, false},
    {"CommentAdded", commented, false},
    {"CILinkedToIncident", ci_linked, false},
    {"IncidentLinked", linked, false},
    {"ChangeCauseSuggested", cause_suggested, false},
    {"ChangeCauseConfirmed", cause_confirmed, false},
    {"ChangeCauseRejected", cause_rejected, false},
    {"IncidentParentSet", parent_set, true},
    {"IncidentParentRemoved", parent_removed, true},
    {"IncidentsMerged", merged, true},
    {"IncidentsUnmerged", unmerged, true},
    {"IncidentResolved", resolved, true},
    {"ChildIncidentsResolved", changes_nothing, true},
    {"IncidentClosed", closed, true},
    {"IncidentReopened", reopened, true},
    {"IncidentCancelled", cancelled, true},
};

/// Finds what folds an event by the hash of its type's name.
static const struct event_fold *fold_of(struct text type) {
    enum { SLOTS = 256 };
    static const struct event_fold *slots[SLOTS];
    static bool is_filled = false;
    if (!is_filled) {
        is_filled = true;
        for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
            size_t slot = XXH3_64bits(folds[i].type, strlen(folds[i].type)) % SLOTS;
            while (slots[slot] != NULL) slot = (slot + 1) % SLOTS;
            slots[slot] = &folds[i];
        }
    }
    for (size_t slot = XXH3_64bits(type.bytes, type.size) % SLOTS; slots[slot] != NULL; slot = (slot + 1) % SLOTS)
        if (strlen(slots[slot]->type) == type.size && memcmp(slots[slot]->type, type.bytes, type.size) == 0)
            return slots[slot];
    fail("the fold in C does not know %.*s", (int)type.size, type.bytes);
}

void incident_begin(struct desk_row *row, const struct fact *fact) {
    enum { IMPORT = 7 };
    row->title = (struct text){(const uint8_t *)"", 0};
    row->state = NEW;
    row->source = IMPORT;
    row->matrix_version = NONE;
    row->acknowledged_at = row->first_response_at = row->first_resolved_at = row->resolved_at = row->closed_at = NONE;
    row->last_reopened_at = row->moved_at = row->waiting_since = row->waiting_until = NONE;
    row->restored_at = row->declared_at = row->stood_down_at = NONE;
    row->detected_at = row->logged_at = row->last_change_at = row->state_since = row->open_since = fact->at;
    list_add(&row->turns, (struct item){.number = fact->at, .kind = NEW}, fact->arena);
    if (fold_of(fact->type)->fold != logged) incident_note(row, fact, "%s", began_in_the_middle);
}

void incident_take(struct desk_row *row, const struct fact *fact) {
    const struct event_fold *event = fold_of(fact->type);
    bool was_open = is_open(row->state);
    if ((row->state == CLOSED || row->state == CANCELLED) && !event->may_follow_the_end) incident_note_state(row, fact);
    event->fold(row, fact);
    if (fact->at > row->last_change_at) row->last_change_at = fact->at;
    if (is_open(row->state) != was_open)
        list_add(&row->turns, (struct item){.number = fact->at, .kind = row->state}, fact->arena);
}
