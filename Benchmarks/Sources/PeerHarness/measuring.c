#include "Harness.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("benchmark: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(74);
}

void *allocate(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL) fail("no memory for %zu bytes", size);
    return memory;
}

static double clock_seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

double seconds_now(void) { return clock_seconds(CLOCK_MONOTONIC); }
double processor_seconds_now(void) { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }

uint64_t next_random(uint64_t *state) {
    // SplitMix64.
    uint64_t value = *state += 0x9E3779B97F4A7C15;
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
    value = (value ^ value >> 27) * 0x94D049BB133111EB;
    return value ^ value >> 31;
}

void latencies_add(struct latencies *latencies, double seconds) {
    if (latencies->count == latencies->capacity) {
        latencies->capacity = latencies->capacity ? 2 * latencies->capacity : 1024;
        latencies->values = realloc(latencies->values, latencies->capacity * sizeof *latencies->values);
        if (latencies->values == NULL) fail("no memory for latencies");
    }
    latencies->values[latencies->count++] = seconds;
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

void latencies_report(struct latencies *latencies, struct result *result) {
    if (latencies->count == 0) return;
    qsort(latencies->values, latencies->count, sizeof *latencies->values, compare);
    result->p50_micros = 1e6 * latencies->values[latencies->count / 2];
    result->p99_micros = 1e6 * latencies->values[latencies->count * 99 / 100];
    free(latencies->values);
}

uint64_t anonymous_bytes(void) {
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    unsigned long long kilobytes = 0;
    while (status != NULL && fgets(line, sizeof line, status))
        if (sscanf(line, "RssAnon: %llu kB", &kilobytes) == 1) break;
    if (status != NULL) fclose(status);
    return kilobytes * 1024;
}

uint64_t folder_bytes(const char *path, const char *suffix) {
    DIR *folder = opendir(path);
    if (folder == NULL) fail("the folder %s cannot be read", path);
    uint64_t sum = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name), tail = strlen(suffix);
        if (length < tail || strcmp(entry->d_name + length - tail, suffix) != 0) continue;
        char file[4096];
        struct stat status;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (stat(file, &status) == 0 && S_ISREG(status.st_mode)) sum += (uint64_t)status.st_size;
    }
    closedir(folder);
    return sum;
}

void result_print(const struct result *result) {
    printf("{\"events\": %llu, \"seconds\": %.9f, \"totalEvents\": %llu", (unsigned long long)result->events,
           result->seconds, (unsigned long long)result->total_events);
    if (result->seconds > 0) printf(", \"perSecond\": %.3f", (double)result->events / result->seconds);
    if (result->processor_seconds > 0) printf(", \"processorSeconds\": %.9f", result->processor_seconds);
    if (result->p99_micros > 0)
        printf(", \"p50Micros\": %.3f, \"p99Micros\": %.3f", result->p50_micros, result->p99_micros);
    if (result->late_per_second > 0)
        printf(", \"earlyPerSecond\": %.3f, \"latePerSecond\": %.3f", result->early_per_second, result->late_per_second);
    if (result->bytes > 0) printf(", \"bytes\": %llu", (unsigned long long)result->bytes);
    if (result->anonymous_bytes > 0)
        printf(", \"rssAnonBytes\": %llu", (unsigned long long)result->anonymous_bytes);
    if (result->table != NULL) desk_check_print(result->table);
    puts("}");
}
