/*
 * weir-sendmail: stands in the place of sendmail, and asks Weir's agent before the real program takes a message.
 *
 * It is evidence and a limit for honest programs, not a fence: who may execute the real program can do so. Whoever
 * called it is known to the agent by the kernel (peer credentials), never by what is written here. It reads no message:
 * only where the agent gives a token, a process puts that one field in front and copies the rest as it is.
 *
 * An agent that does not answer within 100 ms stops no mail, unless the file CLOSED exists.
 *
 * cc -Os -static -o weir-sendmail weir-sendmail.c
 */
#define _DEFAULT_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#ifndef REAL /* where the diversion has put the mail server's own program */
#define REAL "/usr/sbin/sendmail.real"
#endif
#ifndef AGENT /* the agent's socket */
#define AGENT "/run/weir/sendmail"
#endif
#ifndef CLOSED /* where it exists, mail waits (75) for an agent that does not answer */
#define CLOSED "/etc/weir/sendmail.closed"
#endif
#ifndef SYSLOG
#define SYSLOG "/dev/log"
#endif

#ifndef PATIENCE /* ms, for all of the asking */
#define PATIENCE 100
#endif

enum { VALUE = 1024, QUESTION = 16384, ANSWER = 512, PIECE = 65536 };
enum { LAST = 5000 }; /* ms, for the real program to end where its message cannot be read */

extern char **environ;

/* What the real program may see. The rest could change which programs or settings it uses: LD_*, QMAILQUEUE, MAIL_CONFIG. */
static const char *const KEPT[] = {"LANG=", "LC_", "TZ=", "HOME=", "USER=", "LOGNAME=", "NAME=", "MAILUSER=", "MAILNAME=",
	"MAILHOST=", "QMAILUSER=", "QMAILNAME=", "QMAILHOST=", "QMAILSUSER=", "QMAILSHOST=", "QMAILINJECT=", NULL};

/* What tells of a web request, where the web server set it. The agent takes it for the claim that it is. */
static const char *const TOLD[] = {"SCRIPT_FILENAME", "REMOTE_ADDR", "HTTP_HOST", "PWD", NULL};

/* A line for the system's log, which never waits: syslog(3) would, for a daemon that stands still. */
static void note(const char *what)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	char line[512], stamp[32];
	time_t now = time(NULL);
	struct tm *local = localtime(&now);
	int s = socket(AF_UNIX, SOCK_DGRAM, 0);

	if (s < 0 || !local || !strftime(stamp, sizeof stamp, "%b %e %H:%M:%S", local))
		return;
	int size = snprintf(line, sizeof line, "<20>%s weir-sendmail[%ld]: %s (uid %ld)", stamp, (long)getpid(), what, (long)getuid());
	if (size >= (int)sizeof line)
		size = sizeof line - 1;
	strncpy(to.sun_path, SYSLOG, sizeof to.sun_path - 1);
	if (sendto(s, line, size, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&to, sizeof to) < 0) {
		strncpy(to.sun_path, "/var/run/log", sizeof to.sun_path - 1); /* FreeBSD */
		sendto(s, line, size, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&to, sizeof to);
	}
	close(s);
}

/* Whether it is called to take a message: as sendmail itself, and in no other mode. Of several modes the last one counts. */
static int submits(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');
	int is = 1;

	name = name ? name + 1 : argv[0];
	if (strcmp(name, "sendmail") && strcmp(name, "sendmail.sendmail") && strcmp(name, "sendmail.postfix") && strcmp(name, "exim")
		&& strcmp(name, "exim4") && strcmp(name, "qmail-inject") && strcmp(name, "weir-sendmail"))
		return 0; /* mailq, newaliases, hoststat, purgestat, runq, rmail, smtpd ... */
	for (int i = 1; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
		if (!strcmp(argv[i], "--"))
			break;
		for (const char *at = argv[i] + 1; *at; at++) {
			const char *value = at[1] ? at + 1 : NULL;
			if (*at == 'q' || *at == 'M' || *at == 'd' || *at == 'I') { /* the queue; their value is only here */
				if (*at != 'd')
					is = 0;
				break;
			}
			if (!strchr("ABCDFLNORVXbefhopr", *at))
				continue;
			if (!value && i + 1 < argc)
				value = argv[++i];
			if (*at == 'b')
				is = value && value[0] == 'm';
			if (*at == 'o' && value && value[0] == 'M' && i + 1 < argc)
				i++; /* Exim's -oMa ADDRESS and its like */
			break;
		}
	}
	return is;
}

static size_t add(char *into, size_t at, const char *name, const char *value)
{
	size_t left = QUESTION - at;
	int size = snprintf(into + at, left, "%s=%.*s", name, VALUE, value);

	return size < 0 || (size_t)size >= left ? at : at + size + 1; /* with its NUL; what has no room is left out */
}

static size_t question(char *into, int argc, char **argv)
{
	char text[VALUE];
	size_t at = add(into, 0, "weir", "1");

	snprintf(text, sizeof text, "%ld/%ld", (long)getuid(), (long)geteuid());
	at = add(into, at, "uid", text);
	snprintf(text, sizeof text, "%ld/%ld", (long)getpid(), (long)getppid());
	at = add(into, at, "pid", text);
	if (getcwd(text, sizeof text))
		at = add(into, at, "cwd", text);
	for (int i = 0; TOLD[i]; i++)
		if (getenv(TOLD[i]))
			at = add(into, at, TOLD[i], getenv(TOLD[i]));
	for (int i = 0; i < argc; i++)
		at = add(into, at, "arg", argv[i]);
	return at;
}

static int left(const struct timespec *end)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	long ms = (end->tv_sec - now.tv_sec) * 1000 + (end->tv_nsec - now.tv_nsec) / 1000000;
	return ms > 0 ? (int)ms : 0;
}

/* The agent's answer, one line; an empty one where there is none. */
static void ask(char *answer, int argc, char **argv)
{
	static char text[QUESTION];
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	struct timespec end;
	size_t size = question(text, argc, argv), sent = 0, got = 0;
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	answer[0] = 0;
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += PATIENCE / 1000;
	end.tv_nsec += PATIENCE % 1000 * 1000000L;
	if (end.tv_nsec >= 1000000000L) {
		end.tv_sec++;
		end.tv_nsec -= 1000000000L;
	}
	strncpy(to.sun_path, AGENT, sizeof to.sun_path - 1);
	if (s < 0)
		return;
	if (fcntl(s, F_SETFL, O_NONBLOCK) < 0 || connect(s, (struct sockaddr *)&to, sizeof to) < 0)
		goto done; /* also where too many wait: a UNIX socket says so at once */
	while (sent < size) {
		struct pollfd out = {.fd = s, .events = POLLOUT};
		if (poll(&out, 1, left(&end)) <= 0)
			goto done;
		ssize_t n = send(s, text + sent, size - sent, MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN)
			goto done;
		sent += n > 0 ? n : 0;
	}
	shutdown(s, SHUT_WR);
	while (got < ANSWER - 1 && !memchr(answer, '\n', got)) {
		struct pollfd in = {.fd = s, .events = POLLIN};
		if (poll(&in, 1, left(&end)) <= 0)
			break;
		ssize_t n = recv(s, answer + got, ANSWER - 1 - got, 0);
		if (n == 0 || (n < 0 && errno != EAGAIN))
			break;
		got += n > 0 ? n : 0;
	}
	char *line = memchr(answer, '\n', got);
	if (line)
		*line = 0; /* half an answer is none */
	else
		answer[0] = 0;
done:
	close(s);
}

static int all(int to, const char *octets, size_t size)
{
	while (size > 0) {
		ssize_t n = write(to, octets, size);
		if (n < 0 && errno != EINTR)
			return 0;
		octets += n > 0 ? n : 0;
		size -= n > 0 ? n : 0;
	}
	return 1;
}

/* What comes next of the message, 0 at its end, less where it cannot be read. Whoever called may have it non-blocking. */
static ssize_t more(char *into, size_t room)
{
	for (;;) {
		struct pollfd in = {.fd = 0, .events = POLLIN};
		ssize_t n = read(0, into, room);
		if (n >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK))
			return n;
		if (errno != EINTR && poll(&in, 1, -1) < 0 && errno != EINTR)
			return -1;
	}
}

/* Copies the message with the token as its first field, or behind an mbox line; its lines end as the first one does.
   Returns 0 where it could not be read to its end. */
static int copy(int to, const char *token)
{
	static char piece[PIECE];
	char field[ANSWER + 32];
	size_t size = 0, front = 0;
	ssize_t n = 1;
	char *end = NULL;

	while (!end && size < sizeof piece && n != 0) {
		n = more(piece + size, sizeof piece - size);
		if (n < 0)
			return 0;
		size += n;
		end = memchr(piece, '\n', size);
	}
	int isCr = end && end > piece && end[-1] == '\r';
	if (size >= 5 && !memcmp(piece, "From ", 5))
		front = end ? (size_t)(end - piece) + 1 : size;
	snprintf(field, sizeof field, "X-Origin-Token: %s%s", token, isCr ? "\r\n" : "\n");
	if (!all(to, piece, front) || !all(to, field, strlen(field)) || !all(to, piece + front, size - front))
		return 1; /* who reads has gone */
	while (n != 0) {
		n = more(piece, sizeof piece);
		if (n < 0)
			return 0;
		if (!all(to, piece, n))
			return 1;
	}
	return 1;
}

/* The end of a pipe would end the message. So the real program is ended first, while it still waits for more. */
static void unsent(pid_t reader, int to)
{
	static const int HOW[] = {SIGTERM, SIGKILL};

	note("a message could not be read to its end, and is not sent");
	for (int i = 0; i < 2; i++) {
		struct pollfd out = {.fd = to, .events = 0}; /* tells that nobody reads any more */
		if (poll(&out, 1, 0) == 0 && kill(reader, HOW[i]) == 0)
			poll(&out, 1, LAST);
	}
}

/* Has a process of its own copy the message. It is no child of the real program, which may wait for its own. It reads
   nothing before the real program is sure to read from it: where that fails, the message is still whole, without a token. */
static void front(const char *token)
{
	struct sigaction was, usual = {.sa_handler = SIG_DFL};
	int ends[2], start[2], status = 1;
	pid_t self = getpid(), child, ended;
	char go = 0;

	if (fcntl(0, F_GETFD) < 0 || pipe(ends) < 0)
		return;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, start) < 0) {
		close(ends[0]);
		close(ends[1]);
		return;
	}
	sigaction(SIGCHLD, &usual, &was); /* who called may ignore it; then nobody could be waited for */
	child = fork();
	if (child == 0) {
		pid_t copier = fork();
		if (copier == 0) {
			signal(SIGPIPE, SIG_DFL);
			close(ends[0]);
			close(start[1]);
			if (read(start[0], &go, 1) == 1 && !copy(ends[1], token))
				unsent(self, ends[1]);
		}
		_exit(copier < 0);
	}
	close(ends[1]);
	close(start[0]);
	do
		ended = child > 0 ? waitpid(child, &status, 0) : -1;
	while (ended < 0 && child > 0 && errno == EINTR);
	sigaction(SIGCHLD, &was, NULL);
	int message = dup(0);
	if (ended == child && child > 0 && status == 0 && message >= 0 && dup2(ends[0], 0) == 0
		&& send(start[1], &go, 1, MSG_NOSIGNAL) != 1)
		dup2(message, 0);
	close(message);
	close(ends[0]);
	close(start[1]);
}

static void clean(void)
{
	char **to = environ;

	for (char **each = environ; *each; each++)
		for (int i = 0; KEPT[i]; i++)
			if (!strncmp(*each, KEPT[i], strlen(KEPT[i]))) {
				*to++ = *each;
				break;
			}
	*to = NULL;
	setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
}

static int refuse(const char *why, int code)
{
	fprintf(stderr, "sendmail: %s\n", *why ? why : code == EX_NOPERM ? "not permitted" : "not now, try again later");
	return code;
}

int main(int argc, char **argv)
{
	char answer[ANSWER];
	struct stat real, own;

	if (argc < 1)
		return EX_USAGE;
	if (stat(REAL, &real) == 0 && stat("/proc/self/exe", &own) == 0 && real.st_dev == own.st_dev && real.st_ino == own.st_ino) {
		note(REAL " is this program itself: no mail is taken");
		return EX_TEMPFAIL;
	}
	if (submits(argc, argv)) {
		ask(answer, argc, argv);
		if (!strncmp(answer, "deny", 4))
			return refuse(answer + 4 + strspn(answer + 4, " "), EX_NOPERM);
		if (!strncmp(answer, "tempfail", 8))
			return refuse(answer + 8 + strspn(answer + 8, " "), EX_TEMPFAIL);
		if (strncmp(answer, "ok", 2)) {
			int isClosed = access(CLOSED, F_OK) == 0;
			note(isClosed ? "no answer from Weir's agent: mail waits" : "no answer from Weir's agent: mail is passed on");
			if (isClosed)
				return refuse("", EX_TEMPFAIL);
		} else if (answer[2] == ' ' && answer[3]) {
			front(answer + 3);
		}
		clean();
	}
	execv(REAL, argv);
	note("cannot start " REAL);
	return EX_TEMPFAIL;
}
