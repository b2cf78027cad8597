/*
 * A disk that can lose power and be full, for processes that are started with LD_PRELOAD=disk.so.
 *
 * Every write to a file of the folder NIJA_DISK_FOLDER goes through, and is told in the file NIJA_DISK_LOG, in the order
 * in which it happened, with its bytes; so is every force. From that the test makes the disk as it would be after a power
 * cut at any moment: what was forced is there, of the rest any part may be missing.
 *
 * One entry: kind (W write, T truncate, U unlink, S force; without a name, of the folder itself), name length (1 byte), offset (8), size (4), name, bytes; big-endian.
 *
 * With NIJA_DISK_BYTES the folder holds no more than that many bytes; a write beyond fails with ENOSPC.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static char *names[MOST_FILES];
static int record = -1;
static long long room = -1;
static char folder[4096];
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  const char *in = getenv("NIJA_DISK_FOLDER");
  const char *log = getenv("NIJA_DISK_LOG");
  const char *bytes = getenv("NIJA_DISK_BYTES");
  if (in) strncpy(folder, in, sizeof folder - 1);
  if (bytes) room = atoll(bytes);
  if (log) record = real_open(log, O_CREAT | O_WRONLY | O_APPEND, 0600);
}

static const char *watched(int fd) { return fd >= 0 && fd < MOST_FILES ? names[fd] : NULL; }

/* The name in the folder, empty for the folder itself, NULL for what is elsewhere. */
static const char *inside(const char *path) {
  size_t length = strlen(folder);
  if (!length || strncmp(path, folder, length)) return NULL;
  return path[length] == '/' ? path + length + 1 : path[length] ? NULL : path + length;
}

static void opened(int fd, const char *path) {
  if (fd < 0 || fd >= MOST_FILES) return;
  const char *name = inside(path);
  pthread_mutex_lock(&order);
  free(names[fd]);
  names[fd] = name ? strdup(name) : NULL;
  pthread_mutex_unlock(&order);
}

static void tell(char kind, const char *name, int64_t offset, const void *bytes, uint32_t size) {
  if (record < 0) return;
  unsigned char head[14];
  head[0] = kind;
  head[1] = (unsigned char) strlen(name);
  for (int i = 0; i < 8; i++) head[2 + i] = (unsigned char) ((uint64_t) offset >> (56 - 8 * i));
  for (int i = 0; i < 4; i++) head[10 + i] = (unsigned char) (size >> (24 - 8 * i));
  struct iovec parts[3] = {{head, 14}, {(void *) name, strlen(name)}, {(void *) bytes, bytes ? size : 0}};
  if (writev(record, parts, 3) < 0) abort();
}

static int full(int fd, off_t end) {
  if (room < 0) return 0;
  struct stat file;
  if (fstat(fd, &file) || end <= file.st_size) return 0;
  long long used = end - file.st_size;
  DIR *all = opendir(folder);
  if (!all) return 0;
  for (struct dirent *one = readdir(all); one; one = readdir(all)) {
    struct stat other;
    if (!fstatat(dirfd(all), one->d_name, &other, 0) && S_ISREG(other.st_mode)) used += other.st_size;
  }
  closedir(all);
  return used > room;
}

static ssize_t put(int fd, const void *bytes, size_t size, off_t offset, int positioned) {
  const char *name = watched(fd);
  if (!name) return positioned ? real_pwrite(fd, bytes, size, offset) : real_write(fd, bytes, size);
  pthread_mutex_lock(&order);
  off_t at = positioned ? offset : lseek(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
  if (full(fd, at + (off_t) size)) {
    pthread_mutex_unlock(&order);
    errno = ENOSPC;
    return -1;
  }
  ssize_t done = positioned ? real_pwrite(fd, bytes, size, offset) : real_write(fd, bytes, size);
  int error = errno;
  if (done > 0) tell('W', name, at, bytes, (uint32_t) done);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t size) { return put(fd, bytes, size, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) { return put(fd, bytes, size, offset, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) { return put(fd, bytes, size, offset, 1); }

static int cut(int fd, off_t size) {
  const char *name = watched(fd);
  if (!name) return real_ftruncate(fd, size);
  pthread_mutex_lock(&order);
  int done = real_ftruncate(fd, size);
  if (!done) tell('T', name, size, NULL, 0);
  pthread_mutex_unlock(&order);
  return done;
}

int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int force(int fd, int (*real)(int)) {
  const char *name = watched(fd);
  if (!name) return real(fd);
  pthread_mutex_lock(&order);
  int done = real(fd);
  if (!done) tell('S', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  return done;
}

int fsync(int fd) { return force(fd, real_fsync); }
int fdatasync(int fd) { return force(fd, real_fdatasync); }

int unlink(const char *path) {
  const char *name = inside(path);
  if (!name) return real_unlink(path);
  pthread_mutex_lock(&order);
  int done = real_unlink(path);
  int error = errno;
  if (!done) tell('U', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return done;
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int fd = real_open(path, flags, mode_of(flags, more));
  va_end(more);
  opened(fd, path);
  return fd;
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int fd = real_open(path, flags | O_LARGEFILE, mode_of(flags, more));
  va_end(more);
  opened(fd, path);
  return fd;
}

int close(int fd) {
  if (fd >= 0 && fd < MOST_FILES && names[fd]) {
    pthread_mutex_lock(&order);
    free(names[fd]);
    names[fd] = NULL;
    pthread_mutex_unlock(&order);
  }
  return real_close(fd);
}
