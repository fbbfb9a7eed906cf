#include "DeskTables.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(char statements[STATEMENT_LARGEST], const char *format, ...) {
    size_t size = strlen(statements);
    va_list arguments;
    va_start(arguments, format);
    int added = vsnprintf(statements + size, STATEMENT_LARGEST - size, format, arguments);
    va_end(arguments);
    if (added < 0 || size + (size_t)added >= STATEMENT_LARGEST) fail("a statement is too long");
}

void desk_create(const struct desk_dialect *dialect, char statements[STATEMENT_LARGEST]) {
    statements[0] = 0;
    add(statements, "CREATE TABLE incident(number %s PRIMARY KEY, name text NOT NULL", dialect->number);
    static const char *const numbers[] = {"first", "last", "earliest", "latest"};
    for (size_t i = 0; i < 4; i++) add(statements, ", %s %s NOT NULL", numbers[i], dialect->number);
    add(statements, ", row %s NOT NULL", dialect->bytes);
    for (size_t i = 0; i < DESK_INDEXES; i++)
        if (i != DESK_CI)
            add(statements, ", \"%s\" %s", desk_indexes[i].name, desk_indexes[i].has_numbers ? dialect->number : "text");
    add(statements, "); CREATE TABLE incident_ci(ci text NOT NULL, number %s NOT NULL);", dialect->number);
    add(statements, "CREATE TABLE incident_sum(name text NOT NULL, \"group\" %s NOT NULL, amount %s NOT NULL,",
        dialect->number, dialect->number);
    add(statements, " PRIMARY KEY(name, \"group\"))");
}

void desk_create_indexes(char statements[STATEMENT_LARGEST]) {
    statements[0] = 0;
    add(statements, "CREATE UNIQUE INDEX incident_name ON incident(name); CREATE INDEX ci ON incident_ci(ci);");
    for (size_t i = 0; i < DESK_INDEXES; i++) {
        const char *name = desk_indexes[i].name;
        if (i != DESK_CI)
            add(statements, "CREATE INDEX \"by_%s\" ON incident(\"%s\") WHERE \"%s\" IS NOT NULL;", name, name, name);
    }
}

void desk_select_entries(size_t index, char statement[STATEMENT_LARGEST]) {
    const char *name = desk_indexes[index].name;
    statement[0] = 0;
    if (index == DESK_CI)
        add(statement, "SELECT ci, name FROM incident_ci JOIN incident USING (number) ORDER BY ci, number");
    else
        add(statement, "SELECT \"%s\", name FROM incident WHERE \"%s\" IS NOT NULL ORDER BY \"%s\", number", name, name, name);
}

void desk_put_columns(const struct desk *desk, size_t row, const struct desk_columns *columns) {
    struct extent extent = desk_extent(desk->rows[row]);
    columns->number(columns->context, (int64_t)row + 1);
    columns->text(columns->context, desk_name(desk->rows[row]));
    columns->number(columns->context, (int64_t)extent.first);
    columns->number(columns->context, (int64_t)extent.last);
    columns->number(columns->context, extent.earliest);
    columns->number(columns->context, extent.latest);
    columns->bytes(columns->context, desk_message(desk->rows[row]));
    for (size_t i = 0; i < DESK_INDEXES; i++) {
        if (i == DESK_CI) continue;
        union desk_key keys[DESK_KEYS_MOST];
        if (desk_keys(desk->rows[row], i, keys) == 0) columns->none(columns->context);
        else if (desk_indexes[i].has_numbers) columns->number(columns->context, keys[0].number);
        else columns->text(columns->context, keys[0].text);
    }
}

void desk_check_stored(struct desk_check *check, size_t index, union desk_key key, struct text name) {
    uint8_t bytes[DESK_KEY_LARGEST];
    size_t size = desk_key_bytes(index, key, bytes);
    desk_check_entry(check, (struct text){bytes, (uint32_t)size}, name);
}
