/* spawner RATE SECONDS LIFE USERS FIRST_USER HOMES: starts processes at a rate, as many seconds long. Each becomes a user, goes to a folder of
 * his, says "PID UID PORT", opens one connection to port 25, and ends when it is LIFE milliseconds old. The last line says how long all took.
 *
 * A fork copies page tables, which on a virtual machine can cost more than all that is measured; so children share the memory (not the folder,
 * not the user, not the descriptors), and touch nothing but their own stacks. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { STACK = 16 * 1024, FIRST_PORT = 10000, MOST = 50000, PATIENCE = 10 };

static const char *homes;
static double life;

struct one {
  int number, uid;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void rest(double seconds) {
  if (seconds > 0) {
    struct timespec t = {(time_t)seconds, (long)((seconds - (time_t)seconds) * 1e9)};
    nanosleep(&t, NULL);
  }
}

static void end(int code) {
  syscall(SYS_exit_group, code); /* what is shared is nobody's to clean up */
}

static int child(void *of) {
  double born = now();
  struct one *one = of;
  char text[4096];
  snprintf(text, sizeof text, "%s/%d/public_html", homes, one->uid);
  /* The library's setuid would ask all threads of what it takes for this process. */
  if (chdir(text) != 0 || syscall(SYS_setgid, one->uid) != 0 || syscall(SYS_setuid, one->uid) != 0) end(1);
  int s = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(FIRST_PORT + one->number)};
  struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(25)};
  there.sin_addr.s_addr = htonl(0xcb007100 + 1 + one->number % 250); /* 203.0.113.0/24, RFC 5737 */
  struct timeval patience = {PATIENCE, 0};
  setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (bind(s, (struct sockaddr *)&here, sizeof here) != 0) end(2);
  int length = snprintf(text, sizeof text, "%ld %d %d\n", syscall(SYS_getpid), one->uid, FIRST_PORT + one->number);
  if (write(1, text, length) != length) end(3);
  (void)connect(s, (struct sockaddr *)&there, sizeof there);
  rest(life - (now() - born));
  end(0);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 7) return 64;
  int rate = atoi(argv[1]), all = rate * atoi(argv[2]), users = atoi(argv[4]), first = atoi(argv[5]);
  life = atoi(argv[3]) / 1000.0;
  homes = argv[6];
  if (rate < 1 || all < 1 || all > MOST || users < 1) return 64;
  char *stacks = mmap(NULL, (size_t)all * STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct one *ones = calloc(all, sizeof *ones);
  if (stacks == MAP_FAILED || ones == NULL) return 71;
  signal(SIGCHLD, SIG_IGN); /* nobody waits for them */
  double begin = now();
  for (int n = 0; n < all; n++) {
    rest(begin + (double)n / rate - now());
    ones[n] = (struct one){n, first + n % users};
    if (clone(child, stacks + (size_t)(n + 1) * STACK, CLONE_VM | SIGCHLD, &ones[n]) < 0) perror("clone");
  }
  double took = now() - begin;
  rest(2 + life);
  printf("took %.3f\n", took);
  return 0;
}
