/* The command `words`: French words taken apart. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 256 << 20 };

/* Reads a whole stream into `*text`, NUL-terminated, for the caller to free. */
static ard_status read_all(FILE *in, char **text, size_t *size)
{
    size_t room = 1 << 16;
    *size = 0;
    *text = malloc(room);
    while (*text) {
        *size += fread(*text + *size, 1, room - 1 - *size, in);
        (*text)[*size] = 0;
        if (*size < room - 1)
            return ferror(in) ? ARD_E_READ : ARD_OK;
        char *larger = room < MOST ? realloc(*text, room *= 2) : NULL;
        if (!larger)
            break;
        *text = larger;
    }
    return ARD_E_LIMIT;
}

static bool print(void *user, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) == size;
}

/* Takes the name of a way of cutting; false for another. */
static bool read_syllables(const char *name, bool *typographic)
{
    *typographic = name && strcmp(name, "typographic") == 0;
    return !name || *typographic || strcmp(name, "pedagogic") == 0;
}

int run_words(ard_context *context, const arguments *called)
{
    char *text = NULL, *exceptions = NULL;
    size_t size = 0;
    ard_status status = ARD_OK;
    ard_word_options options = {.text = has(called, OPTION_TEXT),
                                .oral = has(called, OPTION_ORAL),
                                .mute_e = has(called, OPTION_MUTE_E)};
    const char *name = value(called, OPTION_EXCEPTIONS);
    if (!read_syllables(value(called, OPTION_SYLLABLES), &options.typographic)) {
        say(context, "cli.words.syllables", value(called, OPTION_SYLLABLES), NULL);
        return ard_exit_code(ARD_E_USAGE);
    }
    if (name) {
        FILE *file = fopen(name, "r");
        status = file ? read_all(file, &exceptions, &size) : ARD_E_READ;
        if (status != ARD_OK)
            say(context, "cli.words.file", name, strerror(errno));
        if (file)
            fclose(file);
        options.exceptions = exceptions;
    }
    if (status == ARD_OK) {
        status = read_all(stdin, &text, &size);
        if (status == ARD_OK)
            status = ard_words(&options, text, size, print, stdout);
        if (status == ARD_E_LIMIT)
            say(context, "cli.words.limit", NULL, NULL);
    }
    free(text);
    free(exceptions);
    return ard_exit_code(status);
}
