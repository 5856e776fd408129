/* A liblouis that fails, put before the real one by LD_PRELOAD. Translating a text that holds LOUIS_FAULT_WORD (any text, where
 * that is empty) ends the process as liblouis does when its memory ends, crashes, never returns, says no, or gives what is no
 * braille: LOUIS_FAULT tells which. */
#include <dlfcn.h>
#include <liblouis/liblouis.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef int translate_call(const char *, const widechar *, int *, widechar *, int *, formtype *, char *, int *, int *,
                           int *, int);

static bool holds(const widechar *text, int count, const char *word)
{
    int size = (int)strlen(word);
    for (int i = 0; i + size <= count; i++) {
        int same = 0;
        while (same < size && text[i + same] == (widechar)word[same])
            same++;
        if (same == size)
            return true;
    }
    return false;
}

int lou_translate(const char *tables, const widechar *in, int *read, widechar *out, int *written, formtype *form,
                  char *spacing, int *to_out, int *to_in, int *cursor, int mode)
{
    void *found = dlsym(RTLD_NEXT, "lou_translate");
    translate_call *real;
    memcpy(&real, &found, sizeof real);
    const char *fault = getenv("LOUIS_FAULT"), *word = getenv("LOUIS_FAULT_WORD");
    bool now = fault && holds(in, *read, word ? word : "");
    int done = real(tables, in, read, out, written, form, spacing, to_out, to_in, cursor, mode);
    if (!now)
        return done;
    if (strcmp(fault, "exit") == 0)
        exit(3);
    if (strcmp(fault, "abort") == 0)
        abort();
    if (strcmp(fault, "crash") == 0)
        raise(SIGSEGV);
    for (volatile bool hangs = strcmp(fault, "hang") == 0; hangs;)
        ;
    if (strcmp(fault, "refuse") == 0)
        return 0;
    for (int i = 0; i < *written; i++)
        out[i] = 'x';
    return done;
}
