#include "Harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "WORKLOAD --events FILE --at PLACE [--count N] [--batch N] [--producers N] [--blind]\n"
    "workloads: load append growth group scan point stream rebuild open bytes\n";

struct options options_read(int count, char **arguments) {
    struct options options = {.batch = 512, .producers = 1};
    if (count < 2) fail("usage: %s %s", arguments[0], usage);
    options.workload = arguments[1];
    for (int i = 2; i < count; i++) {
        const char *name = arguments[i];
        if (strcmp(name, "--blind") == 0) {
            options.blind = true;
            continue;
        }
        if (++i == count) fail("%s wants a value; usage: %s %s", name, arguments[0], usage);
        if (strcmp(name, "--events") == 0) options.events = arguments[i];
        else if (strcmp(name, "--at") == 0) options.at = arguments[i];
        else if (strcmp(name, "--count") == 0) options.count = strtoull(arguments[i], NULL, 10);
        else if (strcmp(name, "--batch") == 0) options.batch = strtoull(arguments[i], NULL, 10);
        else if (strcmp(name, "--producers") == 0) options.producers = strtoull(arguments[i], NULL, 10);
        else fail("what is %s? usage: %s %s", name, arguments[0], usage);
    }
    return options;
}

/// Opening is timed: everything else happens in a store that is open.
static void run_workload(struct run *run, struct result *result) {
    double start = seconds_now();
    run->store = run->kind->open(run->options.at, &run->file, run->options.blind);
    uint64_t events = run->kind->count(run->store);
    double opening = seconds_now() - start;
    const char *workload = run->options.workload;
    if (strcmp(workload, "open") == 0) {
        result->events = 1;
        result->seconds = opening;
    } else if (strcmp(workload, "load") == 0) {
        if (events < run->options.count) run->options.count -= events;
        else run->options.count = 0;
        run_append(run, result);
        result->bytes = run->kind->bytes(run->store);
    } else if (strcmp(workload, "append") == 0) run_append(run, result);
    else if (strcmp(workload, "growth") == 0) run_growth(run, result);
    else if (strcmp(workload, "group") == 0) run_group(run, result);
    else if (strcmp(workload, "scan") == 0) run_scan(run, result);
    else if (strcmp(workload, "point") == 0) run_point(run, result);
    else if (strcmp(workload, "stream") == 0) run_stream(run, result);
    else if (strcmp(workload, "rebuild") == 0) run_rebuild(run, result);
    else if (strcmp(workload, "bytes") == 0) {
        result->events = events;
        result->bytes = run->kind->bytes(run->store);
    } else fail("what is %s? %s", workload, usage);
    result->total_events = run->kind->count(run->store);
    run->kind->close(run->store);
}

int harness_main(int count, char **arguments, const struct store_kind *kind) {
    struct run run = {.kind = kind, .options = options_read(count, arguments)};
    if (run.options.events == NULL || run.options.at == NULL) fail("usage: %s %s", arguments[0], usage);
    run.file = event_file_open(run.options.events);
    struct result result = {0};
    run_workload(&run, &result);
    result_print(&result);
    return 0;
}
