#include "Postgres.h"

static void send(struct store *store, const char *statement, const struct parameters *parameters) {
    static const int binary[] = {1, 1, 1, 1};
    int is_sent = PQsendQueryPrepared(store->connection, statement, parameters->count, parameters->values,
                                      parameters->sizes, binary, 1);
    postgres_check(store, is_sent, statement);
}

static void send_text(struct store *store, const char *statement) {
    int is_sent = PQsendQueryParams(store->connection, statement, 0, NULL, NULL, NULL, NULL, 1);
    postgres_check(store, is_sent, statement);
}

void postgres_begin(struct store *store) {
    postgres_check(store, PQenterPipelineMode(store->connection), "enter the pipeline mode");
    send_text(store, "BEGIN");
}

static void put_event(struct store *store, const struct event *event, uint64_t position) {
    struct parameters parameters = {0};
    row_fill(store->row, event, position);
    add_number(&parameters, position);
    add_number(&parameters, event->stream);
    add_number(&parameters, event->version);
    add_bytes(&parameters, store->row, row_size(event));
    send(store, "event", &parameters);
    if (event->version != 1) return;
    struct parameters stream = {0};
    add_number(&stream, event->stream);
    add_bytes(&stream, event->name, event->name_size);
    send(store, "stream", &stream);
}

void postgres_put(struct store *store, uint64_t first_index, uint64_t count, uint64_t first_position) {
    struct event event;
    for (uint64_t i = 0; i < count; i++) {
        event_at(store->file, first_index + i, &event);
        put_event(store, &event, first_position + i);
        if (i > 0) continue;
        struct parameters command = {0};
        add_bytes(&command, event.command, sizeof event.command);
        add_number(&command, first_position);
        add_number(&command, count);
        send(store, "command", &command);
    }
}

/// One round trip: the answers to everything since the beginning.
void postgres_end(struct store *store) {
    send_text(store, "COMMIT");
    postgres_check(store, PQpipelineSync(store->connection), "send");
    for (bool is_done = false; !is_done;) {
        PGresult *result = PQgetResult(store->connection);
        if (result == NULL) continue; // between two statements
        ExecStatusType status = PQresultStatus(result);
        is_done = status == PGRES_PIPELINE_SYNC;
        postgres_check(store, is_done || status == PGRES_COMMAND_OK, "insert");
        PQclear(result);
    }
    postgres_check(store, PQexitPipelineMode(store->connection), "leave the pipeline mode");
}
