/// Between the files of this target.
#ifndef HARNESS_H
#define HARNESS_H

#include "PeerHarness.h"
#include "ServiceDesk.h"

struct options {
    const char *workload;
    const char *events;
    const char *at;
    uint64_t count;
    uint64_t batch;
    uint64_t producers;
    bool blind;
};
struct options options_read(int count, char **arguments);

/// One run of one workload; fields that are zero are not printed.
struct result {
    uint64_t events;
    double seconds;
    double processor_seconds; ///< of this process, while the clock ran
    double p50_micros;
    double p99_micros;
    double early_per_second; ///< growth: at a tenth of the events
    double late_per_second;  ///< growth: at the end
    uint64_t bytes;
    uint64_t anonymous_bytes;
    uint64_t total_events; ///< in the store after the run
    struct desk_check *table; ///< rebuild: what was stored; else NULL
};
void result_print(const struct result *result);

struct run {
    const struct store_kind *kind;
    struct store *store;
    struct event_file file;
    struct options options;
};
void run_append(struct run *run, struct result *result);
void run_growth(struct run *run, struct result *result);
void run_group(struct run *run, struct result *result);
void run_scan(struct run *run, struct result *result);
void run_point(struct run *run, struct result *result);
void run_stream(struct run *run, struct result *result);
void run_rebuild(struct run *run, struct result *result);

/// What a table holds that was stored; see ServiceDesk.h.
struct desk_check *desk_check_new(void);
/// Its number of rows, its digest and its sums as members of the result's object. Nothing can be added then.
void desk_check_print(struct desk_check *check);

/// Seconds of a clock that only goes forward.
double seconds_now(void);
/// Seconds that this process has used of the processors, over all its threads.
double processor_seconds_now(void);
/// Durations in seconds, for percentiles.
struct latencies {
    double *values;
    size_t count;
    size_t capacity;
};
void latencies_add(struct latencies *latencies, double seconds);
/// Sorts them; gives p50 and p99 to the result.
void latencies_report(struct latencies *latencies, struct result *result);
/// RssAnon of this process.
uint64_t anonymous_bytes(void);

/// Numbers that look drawn by lot and are the same in every run.
uint64_t next_random(uint64_t *state);

#endif
