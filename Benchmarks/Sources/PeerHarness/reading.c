#include "Harness.h"

#include <stdlib.h>

void run_scan(struct run *run, struct result *result) {
    struct reader reader = {.peak_anonymous_bytes = anonymous_bytes()};
    double start = seconds_now(), processor = processor_seconds_now();
    run->kind->scan(run->store, &reader);
    result->seconds = seconds_now() - start;
    result->processor_seconds = processor_seconds_now() - processor;
    result->events = reader.rows;
    uint64_t bytes = anonymous_bytes();
    result->anonymous_bytes = bytes > reader.peak_anonymous_bytes ? bytes : reader.peak_anonymous_bytes;
    if (reader.rows != run->kind->count(run->store)) fail("the scan found %llu events", (unsigned long long)reader.rows);
}

void run_point(struct run *run, struct result *result) {
    uint64_t state = 1, events = run->kind->count(run->store);
    struct latencies latencies = {0};
    struct reader reader = {0};
    for (uint64_t i = 0; i < run->options.count; i++) {
        uint64_t position = next_random(&state) % events + 1;
        double start = seconds_now();
        run->kind->read_one(run->store, position, &reader);
        double taken = seconds_now() - start;
        result->seconds += taken;
        latencies_add(&latencies, taken);
    }
    if (reader.rows != run->options.count) fail("the point reads found %llu events", (unsigned long long)reader.rows);
    result->events = reader.rows;
    latencies_report(&latencies, result);
}

/// The first event of each stream that has six in the store.
static uint64_t *streams_of_six(struct run *run, uint64_t *count) {
    uint64_t events = run->kind->count(run->store);
    uint64_t streams = (events / run->file.events + 1) * run->file.streams + 1;
    uint32_t *sizes = allocate(streams * sizeof *sizes);
    uint64_t *firsts = allocate(streams * sizeof *firsts);
    struct event event;
    for (uint64_t i = 0; i < events; i++) {
        event_at(&run->file, i, &event);
        if (sizes[event.stream]++ == 0) firsts[event.stream] = i;
    }
    *count = 0;
    for (uint64_t i = 0; i < streams; i++)
        if (sizes[i] == 6) firsts[(*count)++] = firsts[i];
    free(sizes);
    if (*count == 0) fail("no stream has six events");
    return firsts;
}

void run_stream(struct run *run, struct result *result) {
    uint64_t state = 2, count;
    uint64_t *firsts = streams_of_six(run, &count);
    struct latencies latencies = {0};
    struct reader reader = {0};
    struct event event;
    for (uint64_t i = 0; i < run->options.count; i++) {
        event_at(&run->file, firsts[next_random(&state) % count], &event);
        double start = seconds_now();
        run->kind->read_stream(run->store, &event, &reader);
        double taken = seconds_now() - start;
        result->seconds += taken;
        latencies_add(&latencies, taken);
    }
    free(firsts);
    if (reader.rows != 6 * run->options.count) fail("the stream reads found %llu events", (unsigned long long)reader.rows);
    result->events = run->options.count;
    latencies_report(&latencies, result);
}
