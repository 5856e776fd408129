/* ardoised: the local service, on a Unix socket that only its own user can open. */
#include "daemon/daemon.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITING_MOST = 256, BACKLOG = 128 };

static int fail(ard_context *context, const char *code, const char *argument, const char *reason, ard_status status)
{
    fprintf(stderr, "ardoised: %s\n", ard_message(context, code, argument, reason, NULL));
    return ard_exit_code(status);
}

/* The path of the socket: --socket PATH, else $XDG_RUNTIME_DIR/ardoise.sock. False where it is neither, or too long. */
static bool socket_path(struct sockaddr_un *address, const char *said)
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    address->sun_family = AF_UNIX;
    int size = said     ? snprintf(address->sun_path, sizeof address->sun_path, "%s", said)
               : folder ? snprintf(address->sun_path, sizeof address->sun_path, "%s/ardoise.sock", folder)
                        : -1;
    return size > 0 && (size_t)size < sizeof address->sun_path;
}

/* Whether somebody answers at the socket. One that nobody answers was left behind. */
static bool is_served(const struct sockaddr_un *address)
{
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool served = probe >= 0 && connect(probe, (const struct sockaddr *)address, sizeof *address) == 0;
    if (probe >= 0)
        close(probe);
    return served;
}

/* A listening socket of mode 0600; -1 with errno. A dead one in its place is taken away, nothing else is. */
static int listen_at(const struct sockaddr_un *address)
{
    struct stat about;
    if (is_served(address)) {
        errno = EADDRINUSE;
        return -1;
    }
    if (lstat(address->sun_path, &about) == 0 && S_ISSOCK(about.st_mode))
        unlink(address->sun_path);
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t before = umask(0177);
    bool good = listening >= 0 && bind(listening, (const struct sockaddr *)address, sizeof *address) == 0 &&
                listen(listening, BACKLOG) == 0;
    umask(before);
    if (!good && listening >= 0) {
        int error = errno;
        close(listening);
        errno = error;
    }
    return good ? listening : -1;
}

/* A descriptor that is readable once SIGTERM or SIGINT has come. Blocked for all threads from here on. */
static int stop_descriptor(void)
{
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    sigprocmask(SIG_BLOCK, &stops, NULL);
    return signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int serve(ard_context *context, const struct sockaddr_un *address)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    ard_limits limits = ard_limits_default();
    service *s = service_open(context, cores > 1 ? (unsigned)cores : 1, WAITING_MOST);
    if (!s) {
        size_t count;
        const ard_diag *diags = ard_context_diags(context, &count);
        return fail(context, "service.start", count ? diags[count - 1].message : "", NULL, ARD_E_MISSING);
    }
    int stop = stop_descriptor(), listening = listen_at(address), error = errno;
    server *http = listening >= 0 ? http_start(s, listening, (size_t)limits.input) : NULL;
    if (!http) {
        service_close(s);
        return fail(context, "service.listen", address->sun_path, strerror(error), ARD_E_WRITE);
    }
    service_run(s, stop, http);
    http_stop(http);
    service_close(s);
    unlink(address->sun_path);
    close(stop);
    return 0;
}

int main(int argc, char **argv)
{
    ard_context *context;
    struct sockaddr_un address = {0};
    const char *language = getenv("LANG"), *said = NULL;
    signal(SIGPIPE, SIG_IGN);
    if (ard_context_new(&context) != ARD_OK)
        return ard_exit_code(ARD_E_LIMIT);
    ard_context_language(context, language ? language : "en");
    int code;
    if (argc == 3 && strcmp(argv[1], "--socket") == 0)
        said = argv[2];
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        code = puts("ardoised " ARD_VERSION) < 0 ? ard_exit_code(ARD_E_WRITE) : 0;
    else if (argc != 1 && !said)
        code = fail(context, "service.usage", NULL, NULL, ARD_E_USAGE);
    else if (!socket_path(&address, said))
        code = fail(context, "service.path.socket", NULL, NULL, ARD_E_USAGE);
    else
        code = serve(context, &address);
    ard_context_free(context);
    return code;
}
