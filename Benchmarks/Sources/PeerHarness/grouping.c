#include "Harness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/// One commit on its way: it lives on its producer's stack until the writer has made it durable.
struct request {
    uint64_t index;
    bool is_durable;
    pthread_cond_t durable;
    struct request *next;
};

/// Producers queue up; one writer takes all that wait into one transaction, without a timer.
struct group {
    struct run *run;
    pthread_mutex_t lock;
    pthread_cond_t waiting;
    struct request *first, **last;
    bool is_ending;
    atomic_uint_fast64_t next_index;
    uint64_t end_index;
};

struct producer {
    struct group *group;
    pthread_t thread;
    struct latencies latencies;
};

static struct request *take_all(struct group *group) {
    pthread_mutex_lock(&group->lock);
    while (group->first == NULL && !group->is_ending) pthread_cond_wait(&group->waiting, &group->lock);
    struct request *requests = group->first;
    group->first = NULL;
    group->last = &group->first;
    pthread_mutex_unlock(&group->lock);
    return requests;
}

static void *write_all(void *argument) {
    struct group *group = argument;
    const struct store_kind *kind = group->run->kind;
    uint64_t position = kind->count(group->run->store);
    for (struct request *requests; (requests = take_all(group)) != NULL;) {
        kind->begin(group->run->store);
        for (struct request *each = requests; each != NULL; each = each->next)
            kind->put(group->run->store, each->index, 1, ++position);
        kind->end(group->run->store);
        pthread_mutex_lock(&group->lock);
        while (requests != NULL) {
            struct request *next = requests->next; // before its producer may return
            requests->is_durable = true;
            pthread_cond_signal(&requests->durable);
            requests = next;
        }
        pthread_mutex_unlock(&group->lock);
    }
    return NULL;
}

static void append_one(struct group *group, uint64_t index) {
    struct request request = {.index = index, .durable = PTHREAD_COND_INITIALIZER};
    pthread_mutex_lock(&group->lock);
    *group->last = &request;
    group->last = &request.next;
    pthread_cond_signal(&group->waiting);
    while (!request.is_durable) pthread_cond_wait(&request.durable, &group->lock);
    pthread_mutex_unlock(&group->lock);
    pthread_cond_destroy(&request.durable);
}

static void *produce(void *argument) {
    struct producer *producer = argument;
    struct group *group = producer->group;
    for (uint64_t index; (index = atomic_fetch_add(&group->next_index, 1)) < group->end_index;) {
        double start = seconds_now();
        append_one(group, index);
        latencies_add(&producer->latencies, seconds_now() - start);
    }
    return NULL;
}

static void start(pthread_t *thread, void *(*body)(void *), void *argument) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 256 << 10);
    if (pthread_create(thread, &attributes, body, argument) != 0) fail("a thread could not be started");
    pthread_attr_destroy(&attributes);
}

void run_group(struct run *run, struct result *result) {
    struct group group = {.run = run, .lock = PTHREAD_MUTEX_INITIALIZER, .waiting = PTHREAD_COND_INITIALIZER};
    group.last = &group.first;
    uint64_t first = run->kind->count(run->store), producers = run->options.producers;
    group.next_index = first;
    group.end_index = first + run->options.count;
    struct producer *all = allocate(producers * sizeof *all);
    pthread_t writer;
    double begun = seconds_now(), processor = processor_seconds_now();
    start(&writer, write_all, &group);
    for (uint64_t i = 0; i < producers; i++) {
        all[i].group = &group;
        start(&all[i].thread, produce, &all[i]);
    }
    struct latencies latencies = {0};
    for (uint64_t i = 0; i < producers; i++) pthread_join(all[i].thread, NULL);
    result->seconds = seconds_now() - begun;
    result->processor_seconds = processor_seconds_now() - processor;
    result->events = run->options.count;
    for (uint64_t i = 0; i < producers; i++) {
        for (size_t j = 0; j < all[i].latencies.count; j++) latencies_add(&latencies, all[i].latencies.values[j]);
        free(all[i].latencies.values);
    }
    free(all);
    pthread_mutex_lock(&group.lock);
    group.is_ending = true;
    pthread_cond_signal(&group.waiting);
    pthread_mutex_unlock(&group.lock);
    pthread_join(writer, NULL);
    latencies_report(&latencies, result);
}
