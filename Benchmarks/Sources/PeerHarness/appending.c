#include "Harness.h"

/// Appends `count` events in commits of `batch`, each durable before the next; only the appends are timed. Adds to the
/// result's times, and returns the seconds.
static double append(struct run *run, uint64_t count, struct latencies *latencies, struct result *result) {
    uint64_t batch = run->options.batch;
    uint64_t index = run->kind->count(run->store), end = index + count;
    double seconds = 0;
    while (index < end) {
        uint64_t size = end - index < batch ? end - index : batch;
        double processor = processor_seconds_now(), start = seconds_now();
        run->kind->begin(run->store);
        run->kind->put(run->store, index, size, index + 1);
        run->kind->end(run->store);
        double taken = seconds_now() - start;
        result->processor_seconds += processor_seconds_now() - processor;
        seconds += taken;
        if (latencies != NULL) latencies_add(latencies, taken);
        index += size;
    }
    result->seconds += seconds;
    return seconds;
}

void run_append(struct run *run, struct result *result) {
    struct latencies latencies = {0};
    result->events = run->options.count;
    append(run, run->options.count, &latencies, result);
    latencies_report(&latencies, result);
}

/// A tenth, then the rest; the rates are those of a last stretch of each.
void run_growth(struct run *run, struct result *result) {
    uint64_t count = run->options.count, early = count / 10, stretch = count / 40;
    result->events = count;
    append(run, early - stretch, NULL, result);
    result->early_per_second = (double)stretch / append(run, stretch, NULL, result);
    append(run, count - early - stretch, NULL, result);
    result->late_per_second = (double)stretch / append(run, stretch, NULL, result);
}
