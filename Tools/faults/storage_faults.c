// LD_PRELOAD library of the fault harness: stands between a program and its storage.
//
// With FAULTS_RECORD=FILE every change to a file below FAULTS_ROOT and every sync is written to FILE in the order in which
// it happened, and with it what the program writes to the descriptor FAULTS_WITNESS. With FAULTS_INJECT=WHAT:EFFECT:NTH[+]
// the NTH such call fails (with "+" every one from it on):
//   WHAT    write, metawrite (through a descriptor opened with O_DSYNC, as LMDB's meta pages are), sync; change: any write, size,
//           sync or name below FAULTS_ROOT, of whatever file
//   EFFECT  EIO, ENOSPC (of changes, those that take room), SHORT (half of the bytes are written), KILL (the process ends
//           before the call, as by kill -9), TORN (the same in the middle of it, where it writes)
//
// With FAULTS_COUNT=FILE the number of changes is written to FILE at the end.
//
// One record of FILE, little-endian:
//
//   0    1     2           4           8        16       24         24 + p
//   ├────┼─────┼───────────┼───────────┼────────┼────────┼──────────┼───────┐
//   │kind│flags│path length│data length│offset  │inode   │path      │data   │
//   └────┴─────┴───────────┴───────────┴────────┴────────┴──────────┴───────┘
//   kind   C created a file, W wrote, T set the size (offset), F allocated (offset, u64 length as data), S synced (a file or a
//          folder), M made a folder, R renamed (to the path in data), L linked, U removed, A acknowledged (data)
//   flags  1: written through O_DSYNC
//
// Calls are serialised by one lock, so that the order of the file is the order in which they took effect. What a program
// changes through a shared mapping is not seen: LMDB does so only with its lock file, which means nothing after a crash.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_DESCRIPTORS = 4096, FLAG_DSYNC = 1 };

static struct { int tracked, dsync; uint64_t inode; char path[PATH_MAX]; } files[MAX_DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int recording = -1, witness = -1;
static const char *root;
static char inject_what[16], inject_effect[16];
static long inject_nth, inject_count;
static int inject_sticky;
static long change_count;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t real_write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, size);
}

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("FAULTS_RECORD"), *fd = getenv("FAULTS_WITNESS"), *inject = getenv("FAULTS_INJECT");
    root = getenv("FAULTS_ROOT");
    if (fd) witness = atoi(fd);
    if (path) {
        REAL(int, "open", const char *, int, ...);
        recording = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (recording < 0) { perror(path); _exit(70); }
    }
    char plus = 0;
    if (inject && sscanf(inject, "%15[a-z]:%15[A-Z]:%ld%c", inject_what, inject_effect, &inject_nth, &plus) < 3) {
        fprintf(stderr, "storage_faults: FAULTS_INJECT is WHAT:EFFECT:NTH[+], not %s\n", inject);
        _exit(70);
    }
    inject_sticky = plus == '+';
}

static int below_root(const char *path) {
    return root && strncmp(path, root, strlen(root)) == 0;
}
static int tracked(int fd) { return fd >= 0 && fd < MAX_DESCRIPTORS && files[fd].tracked; }

static void record(char kind, int flags, const char *path, uint64_t offset, uint64_t inode, const void *data, size_t size) {
    if (recording < 0) return;
    size_t path_size = path ? strlen(path) : 0;
    char *bytes = malloc(24 + path_size + size);
    if (!bytes) abort();
    uint16_t path16 = (uint16_t)path_size;
    uint32_t size32 = (uint32_t)size;
    bytes[0] = kind;
    bytes[1] = (char)flags;
    memcpy(bytes + 2, &path16, 2);
    memcpy(bytes + 4, &size32, 4);
    memcpy(bytes + 8, &offset, 8);
    memcpy(bytes + 16, &inode, 8);
    if (path_size) memcpy(bytes + 24, path, path_size);
    if (size) memcpy(bytes + 24 + path_size, data, size);
    if (real_write(recording, bytes, 24 + path_size + size) != (ssize_t)(24 + path_size + size)) abort();
    free(bytes);
}

// Zero, or the errno to fail with, or -1 for a short write; counts the call.
static int injected(const char *what) {
    if (!inject_nth || strcmp(what, inject_what)) return 0;
    long count = ++inject_count;
    if (count != inject_nth && !(inject_sticky && count > inject_nth)) return 0;
    if (!strcmp(inject_effect, "SHORT")) return -1;
    return !strcmp(inject_effect, "ENOSPC") ? ENOSPC : EIO;
}

// The same for a change, of whatever file; before it is made. `takes_room`: whether a full disk would refuse it.
static int changing(int takes_room) {
    change_count++;
    if (!inject_nth || strcmp(inject_what, "change")) return 0;
    if (change_count != inject_nth && !(inject_sticky && change_count > inject_nth)) return 0;
    if (!strcmp(inject_effect, "KILL")) kill(getpid(), SIGKILL);
    if (!strcmp(inject_effect, "TORN")) return -1;
    if (!strcmp(inject_effect, "ENOSPC")) return takes_room ? ENOSPC : 0;
    return EIO;
}

__attribute__((destructor)) static void finish(void) {
    const char *path = getenv("FAULTS_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", change_count);
    fclose(file);
}

// -- opening and closing

static int opened(int fd, const char *path, int flags, int existed) {
    if (fd < 0 || fd >= MAX_DESCRIPTORS) return fd;
    char whole[PATH_MAX];
    if (!realpath(path, whole) || !below_root(whole)) return fd;
    struct stat status;
    fstat(fd, &status);
    files[fd].tracked = 1;
    files[fd].dsync = (flags & O_DSYNC) != 0;
    files[fd].inode = status.st_ino;
    strcpy(files[fd].path, whole);
    if (!existed) record('C', 0, whole, 0, status.st_ino, NULL, 0);
    if (existed && flags & O_TRUNC) record('T', 0, whole, 0, status.st_ino, NULL, 0);
    return fd;
}

static void whole_path(const char *path, char *whole);

// Zero, or the errno with which a change of a name is to fail; of `path`, or of `other` where there is one.
static int changing_name(const char *path, const char *other, int takes_room) {
    char whole[PATH_MAX];
    whole_path(path, whole);
    if (!below_root(whole)) {
        if (!other) return 0;
        whole_path(other, whole);
        if (!below_root(whole)) return 0;
    }
    int fault = changing(takes_room);
    if (fault < 0) kill(getpid(), SIGKILL);
    return fault;
}

static int open_any(const char *name, int folder, const char *path, int flags, mode_t mode) {
    REAL(int, "openat", int, const char *, int, ...);
    (void)name;
    struct stat status;
    pthread_mutex_lock(&lock);
    int existed = fstatat(folder, path, &status, 0) == 0;
    int fault = 0;
    if (flags & O_CREAT && !existed && (folder == AT_FDCWD || path[0] == '/')) fault = changing_name(path, NULL, 1);
    int fd = fault ? -1 : real(folder, path, flags, mode);
    int error = fault ? fault : errno;
    if (folder == AT_FDCWD || path[0] == '/') fd = opened(fd, path, flags, existed);
    errno = error;
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, last); mode = va_arg(list, mode_t); va_end(list); }

int open(const char *path, int flags, ...) { MODE(flags) return open_any("open", AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any("open", AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_any("openat", folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_any("openat", folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_any("creat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int __open_2(const char *path, int flags) { return open_any("open", AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_any("open", AT_FDCWD, path, flags, 0); }

int close(int fd) {
    REAL(int, "close", int);
    pthread_mutex_lock(&lock);
    if (tracked(fd)) files[fd].tracked = 0;
    int result = real(fd);
    pthread_mutex_unlock(&lock);
    return result;
}

// -- writing: every way ends here

static ssize_t write_at(int fd, const struct iovec *parts, int count, off_t offset, int moves) {
    REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
    size_t size = 0;
    for (int i = 0; i < count; i++) size += parts[i].iov_len;
    char *bytes = malloc(size ? size : 1), *end = bytes;
    if (!bytes) abort();
    for (int i = 0; i < count; i++) { memcpy(end, parts[i].iov_base, parts[i].iov_len); end += parts[i].iov_len; }
    // Only what the log rests on fails; where another file is not written, it must not matter.
    size_t length = strlen(files[fd].path);
    int is_data = length >= 8 && !strcmp(files[fd].path + length - 8, "data.mdb");
    int fault = is_data ? injected(files[fd].dsync ? "metawrite" : "write") : 0;
    int change = changing(1);
    if (change) fault = change;
    ssize_t written;
    if (fault > 0) {
        written = -1;
        errno = fault;
    } else {
        struct iovec whole = { bytes, fault < 0 ? size / 2 : size };
        written = real(fd, &whole, 1, offset);
        int error = errno;
        if (change < 0) kill(getpid(), SIGKILL);
        if (written > 0) {
            record('W', files[fd].dsync ? FLAG_DSYNC : 0, NULL, (uint64_t)offset, files[fd].inode, bytes, (size_t)written);
            if (moves) lseek(fd, offset + written, SEEK_SET);
        }
        errno = error;
    }
    free(bytes);
    return written;
}

static ssize_t write_here(int fd, const struct iovec *parts, int count) {
    struct stat status;
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    off_t offset = appends && fstat(fd, &status) == 0 ? status.st_size : lseek(fd, 0, SEEK_CUR);
    return write_at(fd, parts, count, offset, 1);
}

#define SERIALISED(type, expression) \
    pthread_mutex_lock(&lock); type result = expression; pthread_mutex_unlock(&lock); return result

ssize_t write(int fd, const void *data, size_t size) {
    if (fd == witness && witness >= 0) {
        pthread_mutex_lock(&lock);
        record('A', 0, NULL, 0, 0, data, size);
        pthread_mutex_unlock(&lock);
    }
    if (!tracked(fd)) return real_write(fd, data, size);
    struct iovec part = { (void *)data, size };
    SERIALISED(ssize_t, write_here(fd, &part, 1));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    if (!tracked(fd)) return real(fd, parts, count);
    SERIALISED(ssize_t, write_here(fd, parts, count));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (!tracked(fd)) return real(fd, data, size, offset);
    struct iovec part = { (void *)data, size };
    SERIALISED(ssize_t, write_at(fd, &part, 1, offset, 0));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return pwrite(fd, data, size, offset); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
    if (!tracked(fd)) return real(fd, parts, count, offset);
    SERIALISED(ssize_t, write_at(fd, parts, count, offset, 0));
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return pwritev(fd, parts, count, offset); }

// -- sizes

// Zero, or the errno with which a change of a size is to fail.
static int changing_size(int fd, off_t size) {
    struct stat status;
    int fault = changing(fstat(fd, &status) == 0 && size > status.st_size);
    if (fault < 0) kill(getpid(), SIGKILL);
    return fault;
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    pthread_mutex_lock(&lock);
    int fault = tracked(fd) ? changing_size(fd, size) : 0;
    if (fault) errno = fault;
    int result = fault ? -1 : real(fd, size);
    if (result == 0 && tracked(fd)) record('T', 0, NULL, (uint64_t)size, files[fd].inode, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static void allocated(int fd, off_t offset, off_t size) {
    uint64_t length = (uint64_t)size;
    if (tracked(fd)) record('F', 0, NULL, (uint64_t)offset, files[fd].inode, &length, 8);
}
int posix_fallocate(int fd, off_t offset, off_t size) {
    REAL(int, "posix_fallocate", int, off_t, off_t);
    pthread_mutex_lock(&lock);
    int result = tracked(fd) ? changing_size(fd, offset + size) : 0;
    if (!result) result = real(fd, offset, size);
    if (result == 0) allocated(fd, offset, size);
    pthread_mutex_unlock(&lock);
    return result;
}
int posix_fallocate64(int fd, off64_t offset, off64_t size) { return posix_fallocate(fd, offset, size); }
int fallocate(int fd, int mode, off_t offset, off_t size) {
    REAL(int, "fallocate", int, int, off_t, off_t);
    pthread_mutex_lock(&lock);
    int result = real(fd, mode, offset, size);
    if (result == 0 && mode == 0) allocated(fd, offset, size);
    pthread_mutex_unlock(&lock);
    return result;
}
int fallocate64(int fd, int mode, off64_t offset, off64_t size) { return fallocate(fd, mode, offset, size); }

// -- syncs. sync_file_range and msync make nothing durable here: the former syncs no metadata and flushes no device cache,
// the latter concerns mappings, which are not followed. So neither is recorded.

static int sync_file(int fd, int (*real)(int)) {
    pthread_mutex_lock(&lock);
    int fault = tracked(fd) ? injected("sync") : 0;
    if (tracked(fd) && !fault) fault = changing(0);
    if (fault < 0) kill(getpid(), SIGKILL);
    int result = fault > 0 ? -1 : real(fd);
    if (fault > 0) errno = fault;
    if (result == 0 && tracked(fd)) record('S', 0, files[fd].path, 0, files[fd].inode, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}
int fsync(int fd) { REAL(int, "fsync", int); return sync_file(fd, real); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return sync_file(fd, real); }

// -- names

static void whole_path(const char *path, char *whole) {
    char folder[PATH_MAX], *slash;
    if (realpath(path, whole)) return;
    snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    const char *name = slash ? path + (slash - folder) + 1 : path;
    if (slash) *slash = 0;
    char parent[PATH_MAX];
    if (!realpath(slash ? folder : ".", parent)) { whole[0] = 0; return; }
    snprintf(whole, PATH_MAX, "%.2000s/%.2000s", parent, name);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    char whole[PATH_MAX];
    pthread_mutex_lock(&lock);
    int fault = access(path, F_OK) ? changing_name(path, NULL, 1) : 0;
    int result = fault ? -1 : real(path, mode), error = fault ? fault : errno;
    whole_path(path, whole);
    if (result == 0 && below_root(whole)) record('M', 0, whole, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}
static int two_names(char kind, const char *from, const char *to, int (*real)(const char *, const char *)) {
    char whole_from[PATH_MAX], whole_to[PATH_MAX];
    pthread_mutex_lock(&lock);
    whole_path(from, whole_from);
    int fault = changing_name(from, to, 0);
    int result = fault ? -1 : real(from, to), error = fault ? fault : errno;
    whole_path(to, whole_to);
    if (result == 0 && (below_root(whole_from) || below_root(whole_to)))
        record(kind, 0, whole_from, 0, 0, whole_to, strlen(whole_to));
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return two_names('R', from, to, real);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    return two_names('L', from, to, real);
}
static int one_name(const char *path, int (*real)(const char *)) {
    char whole[PATH_MAX];
    pthread_mutex_lock(&lock);
    whole_path(path, whole);
    int fault = changing_name(path, NULL, 0);
    int result = fault ? -1 : real(path), error = fault ? fault : errno;
    if (result == 0 && below_root(whole)) record('U', 0, whole, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}
int unlink(const char *path) { REAL(int, "unlink", const char *); return one_name(path, real); }
int rmdir(const char *path) { REAL(int, "rmdir", const char *); return one_name(path, real); }
int remove(const char *path) { REAL(int, "remove", const char *); return one_name(path, real); }

// What Foundation removes folders with: names beside an open folder.
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char whole[PATH_MAX];
    if (folder == AT_FDCWD || path[0] == '/') {
        snprintf(whole, sizeof whole, "%s", path);
    } else {
        char link[64], base[PATH_MAX];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t size = readlink(link, base, sizeof base - 1);
        if (size < 0) return real(folder, path, flags);
        base[size] = 0;
        snprintf(whole, sizeof whole, "%.2000s/%.2000s", base, path);
    }
    pthread_mutex_lock(&lock);
    int fault = changing_name(whole, NULL, 0);
    int result = fault ? -1 : real(folder, path, flags), error = fault ? fault : errno;
    if (result == 0 && below_root(whole)) record('U', 0, whole, 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}
