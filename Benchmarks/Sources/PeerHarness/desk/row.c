// A row as the engine stores it: ServiceDeskRow, with the fields of Incident+Wire.swift in their order.
#include "Incident.h"

static void put_text(struct buffer *buffer, unsigned field, struct text text) {
    if (text.bytes != NULL) buffer_text(buffer, field, text.bytes, text.size);
}

static void put_number(struct buffer *buffer, unsigned field, int64_t number) {
    buffer_number(buffer, field, (uint64_t)number);
}

static void put_optional(struct buffer *buffer, unsigned field, int64_t number) {
    if (number != NONE) put_number(buffer, field, number);
}

static void put_kind(struct buffer *buffer, unsigned field, int kind) {
    if (kind != 0) buffer_number(buffer, field, (uint64_t)kind);
}

static void put_texts(struct buffer *buffer, unsigned field, const struct list *list) {
    for (uint32_t i = 0; i < list->count; i++) put_text(buffer, field, list->items[i].text);
}

static void put_classification(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    put_kind(buffer, 1, row->source);
    put_text(buffer, 2, row->caller);
    put_text(buffer, 3, row->customer);
    put_text(buffer, 4, row->service);
    put_text(buffer, 5, row->category);
    put_text(buffer, 6, row->subcategory);
    put_text(buffer, 7, row->symptom);
    put_kind(buffer, 8, row->impact);
    put_kind(buffer, 9, row->urgency);
    put_kind(buffer, 10, row->priority);
    put_optional(buffer, 11, row->matrix_version);
    put_number(buffer, 12, row->is_overridden);
    buffer_end(buffer, begin);
}

static void put_assignment(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    put_text(buffer, 1, row->group);
    put_text(buffer, 2, row->person);
    put_text(buffer, 3, row->first_group);
    put_number(buffer, 4, row->level);
    put_number(buffer, 5, row->functional_level);
    put_number(buffer, 6, row->hierarchical_level);
    put_text(buffer, 7, row->supplier);
    put_texts(buffer, 8, &row->suppliers);
    buffer_end(buffer, begin);
}

static void put_times(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    put_number(buffer, 1, row->detected_at);
    put_number(buffer, 2, row->logged_at);
    put_optional(buffer, 3, row->acknowledged_at);
    put_optional(buffer, 4, row->first_response_at);
    put_optional(buffer, 5, row->first_resolved_at);
    put_optional(buffer, 6, row->resolved_at);
    put_optional(buffer, 7, row->closed_at);
    put_optional(buffer, 8, row->last_reopened_at);
    put_number(buffer, 9, row->last_change_at);
    put_number(buffer, 10, row->state_since);
    put_number(buffer, 11, row->open_since);
    put_optional(buffer, 12, row->moved_at);
    buffer_end(buffer, begin);
}

static void put_waiting(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    put_kind(buffer, 1, row->waiting_for);
    put_optional(buffer, 2, row->waiting_since);
    put_optional(buffer, 3, row->waiting_until);
    put_kind(buffer, 4, row->state_before_wait);
    put_number(buffer, 5, row->paused_micros);
    put_number(buffer, 6, row->paused_micros_at_resolution);
    buffer_end(buffer, begin);
}

static void put_counts(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    put_number(buffer, 1, row->reopened);
    put_number(buffer, 2, row->reassigned);
    put_number(buffer, 3, row->functional_escalations);
    put_number(buffer, 4, row->hierarchical_escalations);
    put_number(buffer, 5, row->comments);
    put_number(buffer, 6, row->work_minutes);
    put_number(buffer, 7, row->pended);
    buffer_end(buffer, begin);
}

static void put_relations(struct buffer *buffer, unsigned field, const struct desk_row *row) {
    size_t begin = buffer_begin(buffer, field);
    for (uint32_t i = 0; i < row->cis.count; i++) {
        size_t ci = buffer_begin(buffer, 1);
        put_text(buffer, 1, row->cis.items[i].text);
        put_kind(buffer, 2, row->cis.items[i].kind);
        put_kind(buffer, 3, row->cis.items[i].how);
        buffer_end(buffer, ci);
    }
    for (uint32_t i = 0; i < row->links.count; i++) {
        size_t link = buffer_begin(buffer, 2);
        put_kind(buffer, 1, row->links.items[i].kind);
        put_text(buffer, 2, row->links.items[i].text);
        buffer_end(buffer, link);
    }
    put_texts(buffer, 3, &row->known_errors);
    put_texts(buffer, 4, &row->suspected_changes);
    put_texts(buffer, 5, &row->rejected_changes);
    put_text(buffer, 6, row->causing_change);
    put_text(buffer, 7, row->parent);
    put_texts(buffer, 8, &row->children);
    put_text(buffer, 9, row->merged_into);
    put_kind(buffer, 10, row->state_before_merge);
    put_number(buffer, 11, row->moved_work_minutes);
    put_texts(buffer, 12, &row->absorbed);
    put_text(buffer, 13, row->previous);
    put_text(buffer, 14, row->contact);
    buffer_end(buffer, begin);
}

static void put_ending(struct buffer *buffer, const struct desk_row *row) {
    if (row->has_resolution) {
        size_t begin = buffer_begin(buffer, 10);
        put_text(buffer, 1, row->code);
        put_text(buffer, 2, row->solution);
        put_text(buffer, 3, row->cause_ci);
        put_optional(buffer, 4, row->restored_at);
        put_kind(buffer, 5, row->closed_by);
        buffer_end(buffer, begin);
    }
    if (row->was_declared_major) {
        size_t begin = buffer_begin(buffer, 11);
        put_number(buffer, 1, row->declared_at);
        put_optional(buffer, 2, row->stood_down_at);
        put_text(buffer, 3, row->manager);
        buffer_end(buffer, begin);
    }
    for (uint32_t i = 0; i < row->contradictions.count; i++) {
        size_t begin = buffer_begin(buffer, 12);
        put_number(buffer, 1, row->contradictions.items[i].number);
        put_text(buffer, 2, row->contradictions.items[i].text);
        buffer_end(buffer, begin);
    }
}

struct text desk_message(const struct desk_row *row) {
    static struct buffer buffer;
    const uint32_t prefix = sizeof "incident-" - 1;
    buffer.size = 0;
    size_t incident = buffer_begin(&buffer, 1);
    buffer_text(&buffer, 1, row->name.bytes + prefix, row->name.size - prefix);
    put_text(&buffer, 2, row->title);
    put_kind(&buffer, 3, row->state);
    put_classification(&buffer, 4, row);
    put_assignment(&buffer, 5, row);
    put_times(&buffer, 6, row);
    put_waiting(&buffer, 7, row);
    put_counts(&buffer, 8, row);
    put_relations(&buffer, 9, row);
    put_ending(&buffer, row);
    put_number(&buffer, 13, (int64_t)row->extent.first);
    put_number(&buffer, 14, (int64_t)row->extent.last);
    buffer_end(&buffer, incident);
    for (uint32_t i = 0; i < row->turns.count; i++) {
        size_t turn = buffer_begin(&buffer, 2);
        put_number(&buffer, 1, row->turns.items[i].number);
        put_kind(&buffer, 2, row->turns.items[i].kind);
        buffer_end(&buffer, turn);
    }
    return (struct text){buffer.bytes, (uint32_t)buffer.size};
}
