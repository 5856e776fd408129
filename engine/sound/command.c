/* The helper "voice-command": a program that the person names says the text. It is not ours, so it runs in the wide sandbox;
 * what it does wrong is told as what it is, and ends the conversion: another voice for a part of a lesson would be no help. */
#include "sound/command.h"

#include "base/text.h"
#include "sound/given.h"
#include "sound/voice.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SECONDS = 30,  /* that the command may take for a text of some lines; */
    DEADLINE = 40, /* the helper's own */
    ARGUMENTS = 64,
    ROOM = 4096,
    MOST_SOUND = 64 << 20,
    PART = 64 << 10,
    MISSING = 127
};

typedef struct words {
    char text[ROOM];
    char *list[ARGUMENTS + 1];
} words;

bool voice_command_is_set(void)
{
    const char *command = getenv(VOICE_COMMAND);
    return command && *command;
}

/* Replaces {language}, {rate} and {pitch}. */
static void fill(const char *command, const voice_request *request, buffer *out)
{
    for (; *command; command++) {
        if (text_begins(command, "{language}")) {
            buffer_text(out, request->language);
            command += strlen("{language}") - 1;
        } else if (text_begins(command, "{rate}")) {
            buffer_format(out, "%u", request->rate);
            command += strlen("{rate}") - 1;
        } else if (text_begins(command, "{pitch}")) {
            buffer_format(out, "%u", request->pitch);
            command += strlen("{pitch}") - 1;
        } else
            buffer_byte(out, *command);
    }
}

/* Cuts a command at its blanks, but for quoted ones; false where it has too many words or an open quote. */
static bool cut(const char *command, words *w)
{
    size_t count = 0, used = 0;
    char quote = 0;
    bool inside = false;
    for (; *command && used + 2 < ROOM; command++) {
        if (quote ? *command == quote : *command == '"' || *command == '\'') {
            quote = quote ? 0 : *command;
            if (!inside && count < ARGUMENTS)
                w->list[count++] = w->text + used;
            inside = true;
        } else if (!quote && (*command == ' ' || *command == '\t')) {
            if (inside)
                w->text[used++] = '\0';
            inside = false;
        } else {
            if (!inside && count == ARGUMENTS)
                return false;
            if (!inside)
                w->list[count++] = w->text + used;
            inside = true;
            w->text[used++] = *command;
        }
    }
    w->text[used] = '\0';
    w->list[count] = NULL;
    return count && !quote && !*command;
}

/* Becomes the command, found in the usual folders of programs. Nothing of the person's environment reaches it. */
static _Noreturn void become(words *w, int text, int sound)
{
    char home[ROOM] = "HOME=/tmp", folder[ROOM - 8];
    if (getcwd(folder, sizeof folder))
        snprintf(home, sizeof home, "HOME=%s", folder);
    char *const environment[] = {(char[]){"PATH=/usr/local/bin:/usr/bin:/bin"}, (char[]){"LC_ALL=C.UTF-8"}, home, NULL};
    int nowhere = open("/dev/null", O_WRONLY);
    if (setpgid(0, 0) != 0 || dup2(text, STDIN_FILENO) < 0 || dup2(sound, STDOUT_FILENO) < 0 ||
        (nowhere >= 0 && dup2(nowhere, STDERR_FILENO) < 0))
        _exit(MISSING);
    for (int number = 1; number < NSIG; number++)
        if (number != SIGKILL && number != SIGSTOP)
            signal(number, SIG_DFL);
    execvpe(w->list[0], w->list, environment);
    _exit(MISSING);
}

/* Waits for a process for some seconds at most, then ends it and what it has started; whether it has ended by itself. */
static bool wait_for(pid_t pid, int *how)
{
    const struct timespec nap = {.tv_nsec = 2000000};
    for (unsigned naps = 0; naps < SECONDS * 500; naps++) {
        pid_t ended = waitpid(pid, how, WNOHANG);
        if (ended == pid)
            return true;
        if (ended < 0 && errno != EINTR)
            break;
        nanosleep(&nap, NULL);
    }
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    while (waitpid(pid, how, 0) < 0 && errno == EINTR)
        continue;
    return false;
}

/* The file that the text goes into, to be read from its beginning; -1 on failure. */
static int text_file(int folder, const char *text)
{
    buffer plain = BUFFER_EMPTY;
    given_plain(&plain, text);
    int file = openat(folder, "text", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = file >= 0 && !plain.failed;
    for (size_t at = 0; written && at < plain.size;) {
        ssize_t size = write(file, plain.data + at, plain.size - at);
        written = size > 0;
        at += written ? (size_t)size : 0;
    }
    written = written && lseek(file, 0, SEEK_SET) == 0;
    buffer_free(&plain);
    if (!written && file >= 0)
        close(file);
    return written ? file : -1;
}

/* Adds what the command has said. */
static bool add_sound(int file, buffer *reply)
{
    buffer wave = {.most = MOST_SOUND}, samples = BUFFER_EMPTY;
    char part[PART];
    unsigned frequency = 0;
    ssize_t got = lseek(file, 0, SEEK_SET) == 0 ? 1 : -1;
    while (got > 0 && (got = read(file, part, sizeof part)) > 0)
        buffer_add(&wave, part, (size_t)got);
    bool good = got == 0 && !wave.failed && wave_read(buffer_string(&wave), wave.size, &frequency, &samples);
    good = good && !samples.failed;
    if (good)
        voice_add_reply(frequency, &samples, &BUFFER_EMPTY, reply); /* it tells of no marks */
    buffer_free(&wave);
    buffer_free(&samples);
    return good;
}

/* Runs the command to its end, and takes its sound. */
static ard_status say(report_log *log, words *w, int text, int sound, buffer *reply)
{
    int how = 0;
    pid_t pid = fork();
    if (pid == 0)
        become(w, text, sound);
    if (pid < 0)
        return report(log, NOWHERE, "voice.command.folder", NULL);
    if (!wait_for(pid, &how))
        return report(log, NOWHERE, "voice.command.hangs", w->list[0], report_number(log, SECONDS), NULL);
    if (WIFEXITED(how) && WEXITSTATUS(how) == MISSING)
        return report(log, NOWHERE, "voice.command.missing", w->list[0], NULL);
    if (!WIFEXITED(how) || WEXITSTATUS(how) != 0)
        return report(log, NOWHERE, "voice.command.died", w->list[0], NULL);
    return add_sound(sound, reply) ? ARD_OK : report(log, NOWHERE, "voice.command.sound", w->list[0], NULL);
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    const char *command = getenv(VOICE_COMMAND);
    buffer filled = BUFFER_EMPTY;
    voice_request r;
    words w;
    if (!command || !voice_unpack(request, &r))
        return report(log, NOWHERE, "voice.broken", NULL);
    fill(command, &r, &filled);
    bool good = !filled.failed && cut(buffer_string(&filled), &w);
    buffer_free(&filled);
    if (!good)
        return report(log, NOWHERE, "voice.command.words", command, NULL);
    int text = text_file(folder, r.text);
    int sound = openat(folder, "sound", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ard_status status =
        text >= 0 && sound >= 0 ? say(log, &w, text, sound, reply) : report(log, NOWHERE, "voice.command.folder", NULL);
    if (text >= 0)
        close(text);
    if (sound >= 0)
        close(sound);
    return status;
}

const helper voice_command_helper = {.name = "voice-command", .wide = true, .seconds = DEADLINE, .run = run};
