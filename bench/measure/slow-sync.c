// Preloaded (LD_PRELOAD): each sync, and each write that is itself durable, takes SLOW_SYNC_US microseconds longer, as on a slower disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/types.h>
#include <time.h>

static void wait_longer(void) {
  const char *us = getenv("SLOW_SYNC_US");
  long more = us ? atol(us) : 0;
  struct timespec time = {more / 1000000, more % 1000000 * 1000};
  nanosleep(&time, NULL);
}

static int is_durable(int file) {
  int flags = fcntl(file, F_GETFL);
  return flags >= 0 && (flags & O_DSYNC);
}

#define AFTER(type, name, parameters, arguments, waits)        \
  type name parameters {                                       \
    static type(*real) parameters;                             \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
    type done = real arguments;                                \
    if (waits) wait_longer();                                  \
    return done;                                               \
  }

AFTER(int, fsync, (int file), (file), 1)
AFTER(int, fdatasync, (int file), (file), 1)
AFTER(ssize_t, write, (int file, const void *bytes, size_t length), (file, bytes, length), done > 0 && is_durable(file))
AFTER(ssize_t, pwrite64, (int file, const void *bytes, size_t length, off_t at), (file, bytes, length, at), done > 0 && is_durable(file))
AFTER(ssize_t, pwrite, (int file, const void *bytes, size_t length, off_t at), (file, bytes, length, at), done > 0 && is_durable(file))
