/* A profile as a person looks at it: each value with the comment above it, taken apart into sources.
 *
 * A comment belongs to the values below it, up to the next empty line or comment. In it, a line that begins with a label
 * ("Étude :", "Guide :", "Critère :", "Pas de preuve") begins a source, which goes on to the next label; what stands before
 * is the reason. A comment's line "key = value", where the key is an option of the section, offers a value that is not set. */
#include "run/profile.h"

#include "base/text.h"

#include <string.h>

enum { SOURCES_MOST = 16, VALUES_FEW = 16 };

/* Labels as they may be written. */
static const struct label {
    const char *text;
    ard_evidence kind;
    bool alone; /* stands without a colon */
} labels[] = {
    {"étude", ARD_STUDY, false},
    {"etude", ARD_STUDY, false},
    {"study", ARD_STUDY, false},
    {"guide", ARD_GUIDE, false},
    {"critère", ARD_CRITERION, false},
    {"critere", ARD_CRITERION, false},
    {"criterion", ARD_CRITERION, false},
    {"pas de preuve", ARD_NO_EVIDENCE, true},
    {"no evidence", ARD_NO_EVIDENCE, true},
};

/* A comment, taken apart as its lines come. */
typedef struct comment {
    buffer why;
    buffer texts[SOURCES_MOST];
    ard_evidence kinds[SOURCES_MOST];
    size_t count;
    bool closed; /* a value has had it: the next line of a comment begins another */
} comment;

typedef struct looking {
    ard_context *context, *scratch; /* the scratch one checks the values */
    comment comment;
    buffer about;
    bool begun; /* a section or a value has come */
    ard_profile_value *values;
    size_t count, room;
    const char *why; /* copies of the comment for the values that share it; NULL: not made yet */
    ard_source *sources;
} looking;

static void clear_comment(looking *l)
{
    comment *c = &l->comment;
    buffer_reset(&c->why);
    for (size_t i = 0; i < c->count; i++)
        buffer_reset(&c->texts[i]);
    c->count = 0;
    c->closed = false;
    l->why = NULL;
    l->sources = NULL;
}

/* What follows `beginning` in a text, capitals apart; NULL where that begins otherwise. */
static const char *after_label(const char *text, const char *beginning)
{
    while (*beginning) {
        if (!*text || text_lower(text_next(&text)) != text_lower(text_next(&beginning)))
            return NULL;
    }
    return text;
}

/* Passes over blanks, no-break ones among them. */
static const char *after_blanks(const char *text)
{
    for (const char *at = text; text_is_space(text_next(&at)); at = text)
        text = at;
    return text;
}

/* The label that a line begins with, and what follows it in `*rest`; NULL where there is none. */
static const struct label *label_of(const char *line, const char **rest)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *after = after_label(line, labels[i].text);
        if (!after)
            continue;
        after = after_blanks(after);
        if (*after != ':' && !labels[i].alone)
            continue;
        *rest = after_blanks(after + (*after == ':' || *after == '.'));
        return &labels[i];
    }
    return NULL;
}

static void add_words(buffer *to, const char *text)
{
    if (to->size && *text && to->data[to->size - 1] != '\n')
        buffer_byte(to, ' ');
    buffer_text(to, text);
}

static void add_comment_line(looking *l, const char *text)
{
    comment *c = &l->comment;
    const char *rest;
    if (c->closed)
        clear_comment(l);
    const struct label *label = label_of(text, &rest);
    if (label && c->count < SOURCES_MOST) {
        c->kinds[c->count] = label->kind;
        add_words(&c->texts[c->count++], rest);
    } else
        add_words(c->count ? &c->texts[c->count - 1] : &c->why, text);
}

/* Copies the comment, once for all values below it. */
static void keep_comment(looking *l)
{
    comment *c = &l->comment;
    arena *pool = l->context->pool;
    c->closed = true;
    if (l->why)
        return;
    l->why = arena_string(pool, buffer_string(&c->why));
    l->sources = arena_alloc(pool, (c->count + 1) * sizeof *l->sources);
    for (size_t i = 0; l->sources && i < c->count; i++)
        l->sources[i] = (ard_source){c->kinds[i], arena_string(pool, buffer_string(&c->texts[i]))};
}

/* The place of a value: that of one with the same key, which it replaces, else a new one. What is offered stands beside what
 * was set before, as another choice; what is set takes the place of what was offered. NULL: memory has ended. */
static ard_profile_value *place_of(looking *l, const char *plugin, const char *key, bool offered)
{
    ard_profile_value *found = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        const ard_profile_value *v = &l->values[i];
        bool same = strcmp(v->plugin, plugin) == 0 && strcmp(v->key, key) == 0 && (!offered || v->offered);
        if (same && found)
            continue;
        l->values[kept] = *v;
        if (same)
            found = &l->values[kept];
        kept++;
    }
    l->count = kept;
    if (found)
        return found;
    if (l->count == l->room) {
        size_t room = l->room ? 2 * l->room : VALUES_FEW;
        ard_profile_value *more = arena_alloc(l->context->pool, room * sizeof *more);
        if (!more)
            return NULL;
        if (l->count)
            memcpy(more, l->values, l->count * sizeof *more);
        l->values = more;
        l->room = room;
    }
    return &l->values[l->count++];
}

static ard_status add_value(looking *l, const profile_line *line, const char *key, const char *value, bool offered)
{
    arena *pool = l->context->pool;
    const char *plugin;
    const ard_option *row = context_option(l->context, line->owner, key, &plugin);
    keep_comment(l);
    plugin = arena_string(pool, plugin ? plugin : line->owner ? line->owner : "");
    ard_profile_value *at = plugin ? place_of(l, plugin, key, offered) : NULL;
    if (!at)
        return ARD_E_LIMIT;
    *at = (ard_profile_value){
        .plugin = plugin,
        .key = arena_string(pool, key),
        .value = arena_string(pool, value),
        .offered = offered,
        .file = line->where.part,
        .line = line->where.line,
        .help = row ? row->help : "",
        .why = l->why ? l->why : "",
        .sources = l->sources,
        .source_count = l->sources ? l->comment.count : 0,
    };
    return arena_failed(pool) ? ARD_E_LIMIT : ARD_OK;
}

/* What a profile begins with: its paragraphs are parted by newlines. */
static void add_about(looking *l, const char *text)
{
    if (*text)
        add_words(&l->about, text);
    else if (l->about.size)
        buffer_byte(&l->about, '\n');
}

/* A line of a comment: an offered value, the end of a paragraph, or words. */
static ard_status see_comment(looking *l, const profile_line *line)
{
    buffer copy = BUFFER_EMPTY;
    const char *plugin;
    if (!l->begun) {
        if (!line->depth)
            add_about(l, line->value);
        return ARD_OK;
    }
    if (!*line->value) {
        clear_comment(l);
        return ARD_OK;
    }
    buffer_text(&copy, line->value);
    profile_line inside = copy.data ? profile_take_apart(copy.data) : (profile_line){0};
    bool offered = inside.kind == PROFILE_VALUE && context_option(l->context, line->owner, inside.key, &plugin);
    ard_status status = ARD_OK;
    if (offered)
        status = add_value(l, line, inside.key, inside.value, true);
    else
        add_comment_line(l, line->value);
    buffer_free(&copy);
    return status;
}

static ard_status see(void *user, const profile_line *line)
{
    looking *l = user;
    ard_status status;
    if (line->kind == PROFILE_COMMENT)
        return see_comment(l, line);
    if (line->kind != PROFILE_VALUE) {
        l->begun |= line->kind != PROFILE_BLANK;
        clear_comment(l);
        return ARD_OK;
    }
    l->begun = true;
    status = context_set(l->scratch, line->where, line->owner, line->key, line->value, false);
    return status == ARD_OK ? add_value(l, line, line->key, line->value, false) : status;
}

ard_status ard_profile_look(const ard_profile **profile, ard_context *context, const char *name)
{
    looking l = {.context = context};
    *profile = NULL;
    ard_status status = context_for_child(&l.scratch, context->log, NULL);
    if (status != ARD_OK)
        return status;
    status = profile_walk(context, name, see, &l);
    ard_profile *made = status == ARD_OK ? arena_alloc(context->pool, sizeof *made) : NULL;
    if (made)
        *made = (ard_profile){.file = ard_context_profile_path(context, name),
                              .about = arena_string(context->pool, buffer_string(&l.about)),
                              .values = l.values,
                              .count = l.count};
    clear_comment(&l);
    for (size_t i = 0; i < SOURCES_MOST; i++)
        buffer_free(&l.comment.texts[i]);
    buffer_free(&l.comment.why);
    buffer_free(&l.about);
    ard_context_free(l.scratch);
    if (status == ARD_OK && (!made || arena_failed(context->pool)))
        status = report(context->log, NOWHERE, "memory.ended", NULL);
    *profile = status == ARD_OK ? made : NULL;
    return status;
}
