/* A disk that fails while a file says so. Loaded into the bot's process by LD_PRELOAD: DISK_OF names the database,
 * DISK_FAILS the file that says how it fails: "full", "read-only", "no-sync", or nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is_the_database(int fd) {
    const char *database = getenv("DISK_OF");
    char link[64], path[4096];
    if (!database) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, database, strlen(database)) == 0;
}

static char mode(int fd) {
    if (!is_the_database(fd)) return 0;
    const char *control = getenv("DISK_FAILS");
    int file = control ? open(control, O_RDONLY | O_CLOEXEC) : -1;
    char word = 0;
    if (file < 0) return 0;
    if (read(file, &word, 1) != 1) word = 0;
    close(file);
    return word;
}

static int refused(int fd, int growing) {
    switch (mode(fd)) {
    case 'f': errno = ENOSPC; return growing;
    case 'r': errno = EROFS; return 1;
    default: return 0;
    }
}

#define REAL(result, name, ...) ((result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *from, size_t length) {
    if (refused(fd, 1)) return -1;
    return REAL(ssize_t, "write", int, const void *, size_t)(fd, from, length);
}
ssize_t pwrite(int fd, const void *from, size_t length, off_t at) {
    if (refused(fd, 1)) return -1;
    return REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(fd, from, length, at);
}
ssize_t pwrite64(int fd, const void *from, size_t length, off64_t at) {
    if (refused(fd, 1)) return -1;
    return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, from, length, at);
}
static int grows(int fd, off64_t length) {
    struct stat now;
    return fstat(fd, &now) == 0 && now.st_size < length;
}
int ftruncate(int fd, off_t length) {
    if (refused(fd, grows(fd, length))) return -1;
    return REAL(int, "ftruncate", int, off_t)(fd, length);
}
int ftruncate64(int fd, off64_t length) {
    if (refused(fd, grows(fd, length))) return -1;
    return REAL(int, "ftruncate64", int, off64_t)(fd, length);
}
int fsync(int fd) {
    if (mode(fd) == 'n') { errno = EIO; return -1; }
    return REAL(int, "fsync", int)(fd);
}
int fdatasync(int fd) {
    if (mode(fd) == 'n') { errno = EIO; return -1; }
    return REAL(int, "fdatasync", int)(fd);
}
