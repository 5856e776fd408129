#include "affix.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { FLAGS = 1 << 16, LONGEST = 1024 };

typedef struct suffix {
    const char *strip, *add, *condition, *fields;
    unsigned flag;
} suffix;

struct affixes {
    suffix *rules;
    size_t count;
    unsigned first[FLAGS], many[FLAGS]; /* rules of a flag: they stand together */
    unsigned needs_affix;
};

/* A flag of two characters (FLAG long). */
static unsigned flag_of(const char *text)
{
    return text[0] && text[1] ? (unsigned)(unsigned char)text[0] << 8 | (unsigned char)text[1] : 0;
}

/* Cuts the next line off `*text`; NULL at the end. */
static char *line_of(char **text)
{
    char *line = *text;
    if (!*line)
        return NULL;
    size_t size = strcspn(line, "\r\n");
    *text = line + size;
    if (**text)
        *(*text)++ = '\0';
    return line;
}

/* Cuts the next blank-separated piece off `*line`; "" at the end. */
static char *piece_of(char **line)
{
    char *piece = *line + strspn(*line, " \t");
    *line = piece + strcspn(piece, " \t");
    if (**line)
        *(*line)++ = '\0';
    return piece;
}

/* "SFX flag strip add[/flags] condition fields": a heading ("SFX flag Y 2") has no condition. */
static void add_suffix(affixes *a, char *line)
{
    suffix s = {.flag = flag_of(piece_of(&line))};
    char *strip = piece_of(&line), *add = piece_of(&line), *condition = piece_of(&line);
    if (!*condition)
        return;
    add[strcspn(add, "/")] = '\0';
    s.strip = strcmp(strip, "0") == 0 ? "" : strip;
    s.add = strcmp(add, "0") == 0 ? "" : add;
    s.condition = condition;
    s.fields = line + strspn(line, " \t");
    if (!a->many[s.flag]++)
        a->first[s.flag] = (unsigned)a->count;
    a->rules[a->count++] = s;
}

affixes *affixes_new(arena *pool, char *text)
{
    size_t lines = 1;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    affixes *a = arena_alloc(pool, sizeof *a);
    if (!a || !(a->rules = arena_alloc(pool, lines * sizeof *a->rules)))
        return NULL;
    for (char *line; (line = line_of(&text));) {
        const char *key = piece_of(&line);
        if (strcmp(key, "SFX") == 0)
            add_suffix(a, line);
        else if (strcmp(key, "NEEDAFFIX") == 0)
            a->needs_affix = flag_of(piece_of(&line));
    }
    return a;
}

/* One element of a condition against one character: ".", a character, "[...]" or "[^...]". Moves `*condition` past it. */
static bool element_holds(const char **condition, uint32_t letter)
{
    uint32_t point = text_next(condition);
    if (point != '[')
        return point == '.' || point == letter;
    bool not = **condition == '^', found = false;
    if (not )
        ++*condition;
    while ((point = text_next(condition)) && point != ']')
        found |= point == letter;
    return found != not ;
}

static size_t elements_of(const char *condition)
{
    size_t count = 0;
    for (uint32_t point, inside = 0; (point = text_next(&condition));) {
        inside = point == '[' || (inside && point != ']');
        count += !inside;
    }
    return count;
}

/* Whether the end of a word meets a condition. */
static bool condition_holds(const char *condition, const char *word)
{
    size_t wanted = elements_of(condition), there = text_length(word);
    if (there < wanted)
        return false;
    while (there-- > wanted)
        text_next(&word);
    while (*condition)
        if (!element_holds(&condition, text_next(&word)))
            return false;
    return true;
}

static void unfold(const affixes *a, const char *word, const char *flags, const char *fields, affix_form *each,
                   void *user)
{
    char form[LONGEST], all[LONGEST];
    bool bare = true;
    size_t size = strlen(word);
    for (; flags[0] && flags[1]; flags += 2) {
        unsigned flag = flag_of(flags);
        bare &= flag != a->needs_affix;
        for (unsigned i = 0; i < a->many[flag]; i++) {
            const suffix *s = &a->rules[a->first[flag] + i];
            size_t strip = strlen(s->strip);
            if (strip > size || strcmp(word + size - strip, s->strip) != 0 || !condition_holds(s->condition, word))
                continue;
            snprintf(form, sizeof form, "%.*s%s", (int)(size - strip), word, s->add);
            snprintf(all, sizeof all, "%s %s", fields, s->fields);
            each(user, form, word, all);
        }
    }
    if (bare)
        each(user, word, word, fields);
}

bool affixes_unfold(const affixes *a, char *text, affix_form *each, void *user)
{
    line_of(&text); /* the number of entries */
    for (char *line; (line = line_of(&text));) {
        if (strlen(line) >= LONGEST / 2)
            return false;
        char *word = piece_of(&line), *flags = word + strcspn(word, "/");
        if (*flags)
            *flags++ = '\0';
        unfold(a, word, flags, line, each, user);
    }
    return true;
}
