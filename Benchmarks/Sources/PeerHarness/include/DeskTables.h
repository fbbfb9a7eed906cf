/// The service desk's table in a database that speaks SQL: a column for each index, but for that of configuration items, which
/// has a table of its own; everything else of a row is the engine's message in one column.
///
///     incident(number, name, first, last, earliest, latest, row, state, open, …)   number: 1, 2, 3 … in the order of the names
///     incident_ci(ci, number)
///     incident_sum(name, "group", amount)
#ifndef DESK_TABLES_H
#define DESK_TABLES_H

#include "ServiceDesk.h"

/// Texts of statements, made with the types and the words of one database.
struct desk_dialect {
    const char *number; ///< the type of an integer of 64 bits
    const char *bytes;  ///< the type of bytes
};
enum { STATEMENT_LARGEST = 4096, DESK_FIXED_COLUMNS = 7, DESK_COLUMNS = DESK_FIXED_COLUMNS + DESK_INDEXES - 1 };

/// The three tables, without indexes.
void desk_create(const struct desk_dialect *dialect, char statements[STATEMENT_LARGEST]);
/// The index of the names and those of the columns, of the rows that have something there.
void desk_create_indexes(char statements[STATEMENT_LARGEST]);
/// The entries of an index in their order: key, name.
void desk_select_entries(size_t index, char statement[STATEMENT_LARGEST]);

/// Writes a row's columns in their order.
struct desk_columns {
    void (*number)(void *context, int64_t number);
    void (*text)(void *context, struct text text);
    void (*bytes)(void *context, struct text bytes);
    void (*none)(void *context);
    void *context;
};
void desk_put_columns(const struct desk *desk, size_t row, const struct desk_columns *columns);

/// Gives the entry of an index that a database has stored.
void desk_check_stored(struct desk_check *check, size_t index, union desk_key key, struct text name);

#endif
