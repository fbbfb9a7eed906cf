// The service desk's table in PostgreSQL: the rows copied in, in binary, then the indexes made; all in one transaction, whose
// commit is durable.
#include "DeskTables.h"
#include "Postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void postgres_desk_remove(struct store *store) {
    postgres_execute(store, "DROP TABLE IF EXISTS incident, incident_ci, incident_sum");
}

/// Bytes on their way: a row of COPY is an i16 number of columns, then each as i32 size (−1: null) and bytes, big-endian.
struct copy {
    struct store *store;
    uint8_t *bytes;
    size_t size, capacity;
};

static void add(struct copy *copy, const void *bytes, size_t size) {
    if (copy->size + size > copy->capacity) {
        copy->capacity = 2 * (copy->size + size) + (64 << 10);
        copy->bytes = realloc(copy->bytes, copy->capacity);
        if (copy->bytes == NULL) fail("no memory for a row");
    }
    if (size > 0) memcpy(copy->bytes + copy->size, bytes, size);
    copy->size += size;
}

static void add_size(struct copy *copy, int32_t size) {
    uint32_t big_endian = __builtin_bswap32((uint32_t)size);
    add(copy, &big_endian, sizeof big_endian);
}

static void copy_number(void *context, int64_t number) {
    uint64_t big_endian = __builtin_bswap64((uint64_t)number);
    add_size(context, sizeof big_endian);
    add(context, &big_endian, sizeof big_endian);
}

static void copy_text(void *context, struct text text) {
    add_size(context, (int32_t)text.size);
    add(context, text.bytes, text.size);
}

static void copy_none(void *context) { add_size(context, -1); }

static void send(struct copy *copy) {
    postgres_check(copy->store, PQputCopyData(copy->store->connection, (char *)copy->bytes, (int)copy->size) == 1, "copy");
    copy->size = 0;
}

static void begin_row(struct copy *copy, uint16_t columns) {
    uint16_t big_endian = __builtin_bswap16(columns);
    if (copy->size > 32 << 10) send(copy);
    add(copy, &big_endian, sizeof big_endian);
}

static struct copy begin_copy(struct store *store, const char *statement) {
    static const char header[19] = "PGCOPY\n\377\r\n";
    struct copy copy = {.store = store};
    PGresult *result = PQexec(store->connection, statement);
    postgres_check(store, PQresultStatus(result) == PGRES_COPY_IN, statement);
    PQclear(result);
    add(&copy, header, sizeof header);
    return copy;
}

static void end_copy(struct copy *copy) {
    begin_row(copy, UINT16_MAX);
    send(copy);
    postgres_check(copy->store, PQputCopyEnd(copy->store->connection, NULL) == 1, "end the copy");
    for (PGresult *result; (result = PQgetResult(copy->store->connection)) != NULL; PQclear(result))
        postgres_check(copy->store, PQresultStatus(result) == PGRES_COMMAND_OK, "copy");
    free(copy->bytes);
}

static void put_rows(struct store *store, const struct desk *desk) {
    struct copy copy = begin_copy(store, "COPY incident FROM STDIN (FORMAT binary)");
    struct desk_columns columns = {copy_number, copy_text, copy_text, copy_none, &copy};
    for (size_t i = 0; i < desk->count; i++) {
        begin_row(&copy, DESK_COLUMNS);
        desk_put_columns(desk, i, &columns);
    }
    end_copy(&copy);
}

static void put_cis(struct store *store, const struct desk *desk) {
    struct copy copy = begin_copy(store, "COPY incident_ci FROM STDIN (FORMAT binary)");
    union desk_key keys[DESK_KEYS_MOST];
    for (size_t i = 0; i < desk->count; i++) {
        size_t count = desk_keys(desk->rows[i], DESK_CI, keys);
        for (size_t j = 0; j < count; j++) {
            begin_row(&copy, 2);
            copy_text(&copy, keys[j].text);
            copy_number(&copy, (int64_t)i + 1);
        }
    }
    end_copy(&copy);
}

static void put_sums(struct store *store, const struct desk *desk) {
    struct desk_total totals[DESK_TOTALS_MOST];
    size_t count = desk_totals(desk, totals);
    struct copy copy = begin_copy(store, "COPY incident_sum FROM STDIN (FORMAT binary)");
    for (size_t i = 0; i < count; i++) {
        begin_row(&copy, 3);
        copy_text(&copy, (struct text){(const uint8_t *)totals[i].sum, (uint32_t)strlen(totals[i].sum)});
        copy_number(&copy, totals[i].group);
        copy_number(&copy, totals[i].amount);
    }
    end_copy(&copy);
}

void postgres_desk_put(struct store *store, const struct desk *desk) {
    static const struct desk_dialect dialect = {.number = "bigint", .bytes = "bytea"};
    char statements[STATEMENT_LARGEST];
    postgres_execute(store, "SET maintenance_work_mem = '256MB'; BEGIN");
    desk_create(&dialect, statements);
    postgres_execute(store, statements);
    put_rows(store, desk);
    put_cis(store, desk);
    put_sums(store, desk);
    desk_create_indexes(statements);
    postgres_execute(store, statements);
    postgres_execute(store, "COMMIT");
}

static int64_t number_at(const PGresult *result, int row, int column) {
    uint64_t number;
    if (PQgetlength(result, row, column) != sizeof number) fail("PostgreSQL sent no number");
    memcpy(&number, PQgetvalue(result, row, column), sizeof number);
    return (int64_t)__builtin_bswap64(number);
}

static struct text text_at(const PGresult *result, int row, int column) {
    return (struct text){(uint8_t *)PQgetvalue(result, row, column), (uint32_t)PQgetlength(result, row, column)};
}

static PGresult *select_rows(struct store *store, const char *statement) {
    PGresult *result = PQexecParams(store->connection, statement, 0, NULL, NULL, NULL, NULL, 1);
    postgres_check(store, PQresultStatus(result) == PGRES_TUPLES_OK, statement);
    return result;
}

static void read_rows(struct store *store, struct desk_check *into) {
    PGresult *result = select_rows(store, "SELECT name, first, last, earliest, latest, row FROM incident ORDER BY name");
    for (int i = 0; i < PQntuples(result); i++) {
        struct extent extent = {
            (uint64_t)number_at(result, i, 1), (uint64_t)number_at(result, i, 2), number_at(result, i, 3),
            number_at(result, i, 4),
        };
        desk_check_row(into, text_at(result, i, 0), extent, text_at(result, i, 5));
    }
    PQclear(result);
}

static void read_index(struct store *store, struct desk_check *into, size_t index) {
    char statement[STATEMENT_LARGEST];
    desk_select_entries(index, statement);
    PGresult *result = select_rows(store, statement);
    for (int i = 0; i < PQntuples(result); i++) {
        union desk_key key;
        if (desk_indexes[index].has_numbers) key.number = number_at(result, i, 0);
        else key.text = text_at(result, i, 0);
        desk_check_stored(into, index, key, text_at(result, i, 1));
    }
    PQclear(result);
}

static void read_sum(struct store *store, struct desk_check *into, size_t sum) {
    char statement[STATEMENT_LARGEST];
    snprintf(statement, sizeof statement,
             "SELECT \"group\", amount FROM incident_sum WHERE name = '%s' ORDER BY \"group\"", desk_sums[sum]);
    PGresult *result = select_rows(store, statement);
    for (int i = 0; i < PQntuples(result); i++) desk_check_total(into, number_at(result, i, 0), number_at(result, i, 1));
    PQclear(result);
}

void postgres_desk_read(struct store *store, struct desk_check *into) {
    read_rows(store, into);
    for (size_t i = 0; i < DESK_INDEXES; i++) {
        desk_check_index(into, i);
        read_index(store, into, i);
    }
    for (size_t i = 0; i < DESK_SUMS; i++) {
        desk_check_sum(into, i);
        read_sum(store, into, i);
    }
}
