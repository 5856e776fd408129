/* Small trees for the tests of filters: a leaf from a line of text, a task to run a filter with. */
#ifndef UNIT_LESSON_BUILD_H
#define UNIT_LESSON_BUILD_H

#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "check.h"
#include "lesson/lesson.h"

typedef struct bench {
    report_log *log;
    ard_limits limits;
    options *options;
    ard_document *document;
    task task;
} bench;

static inline void bench_open(bench *b, const ard_filter *filter)
{
    *b = (bench){.log = report_new(), .limits = {.memory = 64 << 20, .depth = 64, .nodes = 200000}};
    b->options = options_new(filter->about.options);
    b->document = lesson_new(&b->limits, b->log);
    lesson_set_meta(b->document, "language", "fr");
    b->task = (task){.log = b->log, .limits = &b->limits, .options = b->options, .data = ""};
}

static inline void bench_set(bench *b, const char *key, const char *value)
{
    bool known;
    CHECK(options_set(b->options, b->log, NOWHERE, key, value, &known) == ARD_OK && known);
}

static inline void bench_close(bench *b)
{
    ard_document_free(b->document);
    options_free(b->options);
    report_free(b->log);
}

/* A leaf whose text may hold *strong*, _underlined_ and {link} passages. */
static inline ard_node *bench_leaf(bench *b, ard_node *parent, ard_kind kind, const char *text)
{
    ard_node *leaf = node_append(parent, node_new(b->document, kind, NOWHERE)), *into = leaf;
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "*^{}");
        node_append_text(b->document, into, at, plain, NOWHERE);
        at += plain;
        if (!*at)
            break;
        ard_kind inner = *at == '*' ? STRONG : *at == '^' ? UNDERLINE : LINK;
        into = into == leaf ? node_append(leaf, node_new(b->document, inner, NOWHERE)) : leaf;
        if (inner == LINK && into != leaf)
            node_set(b->document, into, "href", "#a");
        at++;
    }
    return leaf;
}

/* Whether a node or one above it is generated (added="1"). */
static inline int bench_is_added(const ard_node *node)
{
    for (; node; node = node->parent)
        if (node_attribute(node, "added") && !strcmp(node_attribute(node, "added"), "1"))
            return 1;
    return 0;
}

/* The words of a tree: letters and digits in a row, joined by single blanks. Generated nodes do not count. */
static inline void bench_words(const ard_document *document, buffer *words)
{
    bool inside = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (kind_is_block(w.node->kind) || w.node->kind == BREAK || w.node->kind == CHECK)
            inside = false;
        if (w.node->kind != TEXT || event != WALK_ENTER || bench_is_added(w.node))
            continue;
        for (const char *at = w.node->text; *at;) {
            uint32_t point = text_next(&at);
            bool letter = text_is_letter(point) || text_is_digit(point);
            if (letter && !inside && words->size)
                buffer_byte(words, ' ');
            if (letter)
                buffer_point(words, point);
            inside = letter;
        }
    }
}

/* A number from 0 to `most` - 1, the same sequence for the same seed. */
static inline unsigned bench_random(uint32_t *seed, unsigned most)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % most;
}

#endif
