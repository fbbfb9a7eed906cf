#include "Harness.h"

/// Appends `count` events in commits of `batch`, each durable before the next; only the appends are timed.
static double append(struct run *run, uint64_t count, uint64_t batch, struct latencies *latencies) {
    uint64_t index = run->kind->count(run->store), end = index + count;
    double seconds = 0;
    while (index < end) {
        uint64_t size = end - index < batch ? end - index : batch;
        double start = seconds_now();
        run->kind->begin(run->store);
        run->kind->put(run->store, index, size, index + 1);
        run->kind->end(run->store);
        double taken = seconds_now() - start;
        seconds += taken;
        if (latencies != NULL) latencies_add(latencies, taken);
        index += size;
    }
    return seconds;
}

void run_append(struct run *run, struct result *result) {
    struct latencies latencies = {0};
    result->events = run->options.count;
    result->seconds = append(run, run->options.count, run->options.batch, &latencies);
    latencies_report(&latencies, result);
}

/// A tenth, then the rest; the rates are those of a last stretch of each.
void run_growth(struct run *run, struct result *result) {
    uint64_t count = run->options.count, early = count / 10, stretch = count / 40;
    uint64_t batch = run->options.batch;
    result->events = count;
    result->seconds = append(run, early - stretch, batch, NULL);
    double seconds = append(run, stretch, batch, NULL);
    result->early_per_second = (double)stretch / seconds;
    result->seconds += seconds + append(run, count - early - stretch, batch, NULL);
    seconds = append(run, stretch, batch, NULL);
    result->late_per_second = (double)stretch / seconds;
    result->seconds += seconds;
}
