// What a stored table holds: the engine's digest of it, its number of rows and its sums. The digest is drawn in
// Sources/ServiceEngine/Tables/TableDigest.swift.
#include "../Harness.h"
#include "ServiceDesk.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

struct desk_check {
    EVP_MD_CTX *digest;
    uint64_t rows;
    struct desk_total totals[DESK_TOTALS_MOST];
    size_t total_count;
    const char *sum; ///< whose totals come
};

struct desk_check *desk_check_new(void) {
    struct desk_check *check = allocate(sizeof *check);
    check->digest = EVP_MD_CTX_new();
    if (check->digest == NULL || EVP_DigestInit_ex(check->digest, EVP_sha256(), NULL) != 1) fail("no SHA-256");
    return check;
}

static void hash(struct desk_check *check, const void *bytes, size_t size) {
    if (EVP_DigestUpdate(check->digest, bytes, size) != 1) fail("SHA-256 went wrong");
}

/// A part behind its size.
static void hash_part(struct desk_check *check, const void *bytes, size_t size) {
    uint64_t before = __builtin_bswap64(size);
    hash(check, &before, sizeof before);
    hash(check, bytes, size);
}

static void hash_mark(struct desk_check *check, uint8_t mark) { hash(check, &mark, 1); }

void desk_check_row(struct desk_check *check, struct text name, struct extent extent, struct text message) {
    uint64_t stored[] = {
        __builtin_bswap64(extent.first), __builtin_bswap64(extent.last), __builtin_bswap64((uint64_t)extent.earliest),
        __builtin_bswap64((uint64_t)extent.latest),
    };
    hash_mark(check, 2);
    hash_part(check, name.bytes, name.size);
    hash_part(check, stored, sizeof stored);
    hash_part(check, message.bytes, message.size);
    check->rows++;
}

void desk_check_index(struct desk_check *check, size_t index) {
    hash_mark(check, 3);
    hash_part(check, desk_indexes[index].name, strlen(desk_indexes[index].name));
}

void desk_check_entry(struct desk_check *check, struct text key, struct text name) {
    hash_mark(check, 4);
    hash_part(check, key.bytes, key.size);
    hash_part(check, name.bytes, name.size);
}

void desk_check_sum(struct desk_check *check, size_t sum) {
    check->sum = desk_sums[sum];
    hash_mark(check, 5);
    hash_part(check, check->sum, strlen(check->sum));
}

void desk_check_total(struct desk_check *check, int64_t group, int64_t amount) {
    uint8_t bytes[8];
    hash_mark(check, 6);
    desk_number_bytes(group, bytes);
    hash_part(check, bytes, sizeof bytes);
    desk_number_bytes(amount, bytes);
    hash_part(check, bytes, sizeof bytes);
    if (check->total_count == DESK_TOTALS_MOST) fail("there are too many totals");
    check->totals[check->total_count++] = (struct desk_total){check->sum, group, amount};
}

void desk_check_print(struct desk_check *check) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_DigestFinal_ex(check->digest, digest, &size) != 1) fail("SHA-256 went wrong");
    printf(", \"rows\": %llu, \"digest\": \"", (unsigned long long)check->rows);
    for (unsigned i = 0; i < size; i++) printf("%02x", digest[i]);
    printf("\", \"sums\": {");
    for (size_t i = 0; i < check->total_count; i++) {
        const struct desk_total *total = &check->totals[i];
        printf("%s\"%s %lld\": %lld", i > 0 ? ", " : "", total->sum, (long long)total->group, (long long)total->amount);
    }
    printf("}");
}
