/* Random lesson trees from a seed, and whether two documents are the same. */
#ifndef UNIT_TREES_H
#define UNIT_TREES_H

#include "lesson/lesson.h"
#include "lesson/nesting.h"

#include <string.h>

typedef struct dice {
    uint64_t state;
} dice;

/* A number below `sides` (splitmix64). */
static inline unsigned roll(dice *d, unsigned sides)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (unsigned)((z ^ z >> 31) % sides);
}

#define PICK(d, array) (array)[roll((d), sizeof(array) / sizeof *(array))]

static inline const char *random_text(dice *d)
{
    static const char *const texts[] = {
        "Souligne",
        " les verbes ",
        "l'été",
        "]]>",
        "<b>&amp;</b>",
        "a\tb",
        "deux\nlignes",
        "  ",
        "\xC2\xA0",
        "œuvre",
        "√(b² − 4ac)",
        "\"",
        "'",
        "𝄞",
        "x < y && z",
        "\r\nfin\r",
        "\x01\x1b[1m",
        "\xFF\xC3",
        "\xED\xA0\x80",
        "\xEF\xBF\xBE",
        "\xC2\x85",
        "................",
        "\u200B",
        "العربية",
        "-->",
        "<!-- -->",
        "&#0;",
        "&nbsp;",
        "\x7F",
        "1",
        "\n",
        "é",
        "<![CDATA[",
        "?>",
        "a  b   c",
        "\t\t",
    };
    return PICK(d, texts);
}

static inline const char *random_name(dice *d)
{
    static const char *const names[] = {
        "lang",       "dir",       "id",      "title", "role",       "alt",      "href",       "start",
        "aria-label", "epub:type", "data-x",  "added", "data-asked", "xml:lang", "xlink:href", "class",
        "style",      "src",       "type",    "value", "name",       "content",  "_x.y-z",     "colspan",
        "width",      "data-kind", "alttext", "data",  "Title",
    };
    return PICK(d, names);
}

static inline ard_node *random_node(dice *d, ard_document *document, ard_kind kind)
{
    static const char *const elements[] = {"mrow", "mi",    "mo",     "mn",     "mfrac",
                                           "msup", "mtext", "mspace", "mtable", "annotation-xml"};
    const char *text = random_text(d);
    ard_node *node = kind == TEXT     ? node_new_text(document, text, strlen(text), PLACE(NULL, 1 + roll(d, 9), 1))
                     : kind == MATHML ? node_new_mathml(document, PICK(d, elements), NOWHERE)
                                      : node_new(document, kind, NOWHERE);
    if (!node || kind == TEXT)
        return node;
    if (kind == HEADING)
        node->number = (int)roll(d, 9) - 1;
    if (kind == IMAGE && roll(d, 2))
        node->number = (int)roll(d, 4);
    for (unsigned i = roll(d, 8); i > 5; i--)
        node_set(document, node, random_name(d), random_text(d));
    if (!roll(d, 5))
        node->style = (uint16_t)roll(d, (unsigned)style_count(document));
    return node;
}

/* A kind that may stand in a parent; where `wild`, often one that may not. */
static inline ard_kind random_kind(dice *d, ard_kind parent, bool wild)
{
    ard_kind kind = (ard_kind)roll(d, KINDS);
    if (wild && roll(d, 3))
        return kind;
    for (int tries = 0; tries < 200 && !kind_may_hold(parent, kind); tries++)
        kind = (ard_kind)roll(d, KINDS);
    return kind_may_hold(parent, kind) ? kind : TEXT;
}

static inline void random_styles(dice *d, ard_document *document)
{
    static const char *const values[] = {"14pt", "0.12em", "#1a1a1a", "left", "OpenDyslexic, \"Luciole\"", "a<b>&\n"};
    style s = {0};
    for (unsigned i = roll(d, 4); i > 0; i--) {
        s.values[roll(d, STYLE_PROPERTIES)] = PICK(d, values);
        style_add(document, &s);
    }
    if (!roll(d, 3))
        style_named(document, random_text(d));
    if (!roll(d, 3))
        style_set(document, STYLE_PAGE, (style_property)roll(d, STYLE_PROPERTIES), PICK(d, values));
}

static inline void random_head(dice *d, ard_document *document)
{
    static const char *const metas[] = {"title", "language", "author", "date", "description", "x y<z>", "charset"};
    for (unsigned i = roll(d, 4); i > 0; i--)
        lesson_set_meta(document, PICK(d, metas), random_text(d));
    if (!roll(d, 6))
        lesson_give(document, roll(d, 2) ? "braille" : "speech");
    for (unsigned i = roll(d, 3); i > 0; i--) {
        unsigned char bytes[40] = "\x89PNG\r\n\x1a\n";
        for (size_t k = 8; k < sizeof bytes; k++)
            bytes[k] = (unsigned char)roll(d, 256);
        size_t from = roll(d, 2) ? 0 : 5;
        lesson_resource(document, bytes + from, 8 + roll(d, (unsigned)(sizeof bytes - 8 - from)));
    }
    random_styles(d, document);
}

/* A document with about `size` nodes; the caller tidies it. */
static inline ard_document *random_document(dice *d, unsigned size, bool wild, report_log *log)
{
    ard_limits limits = {.memory = 64 << 20, .nodes = 1000000, .depth = 256};
    ard_document *document = lesson_new(&limits, log);
    ard_node *nodes[400] = {lesson_root(document)};
    size_t count = 1;
    random_head(d, document);
    while (count < size && count < sizeof nodes / sizeof *nodes) {
        ard_node *parent =
            nodes[roll(d, 3) ? count - 1 - roll(d, count < 4 ? (unsigned)count : 4) : roll(d, (unsigned)count)];
        if (!wild && (parent->kind == TEXT || kind_holds(parent->kind) == HOLDS_NOTHING))
            continue;
        ard_node *node = random_node(d, document, random_kind(d, parent->kind, wild));
        if (node)
            nodes[count++] = node_append(parent, node);
    }
    return document;
}

/* ---- Equality --------------------------------------------------------------------------------------------------- */

static inline bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static inline bool same_attributes(const attribute *a, const attribute *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (strcmp(a->name, b->name) != 0 || strcmp(a->value, b->value) != 0)
            return false;
    return !a && !b;
}

static inline bool same_node(const ard_node *a, const ard_node *b)
{
    return a->kind == b->kind && a->number == b->number && a->style == b->style && same_text(a->text, b->text) &&
           same_attributes(a->attributes, b->attributes) && !a->first == !b->first && !a->next == !b->next;
}

static inline bool same_parts(const ard_document *a, const ard_document *b)
{
    const resource *one, *other;
    for (int i = 1; (one = lesson_resource_at(a, i)) && (other = lesson_resource_at(b, i)); i++)
        if (one->size != other->size || memcmp(one->bytes, other->bytes, one->size) != 0 ||
            !same_text(one->name, other->name))
            return false;
        else if (!lesson_resource_at(a, i + 1) != !lesson_resource_at(b, i + 1))
            return false;
    if (!lesson_resource_at(a, 1) != !lesson_resource_at(b, 1) || style_count(a) != style_count(b))
        return false;
    for (uint16_t row = 1; row < style_count(a); row++)
        for (int i = 0; i < STYLE_PROPERTIES; i++)
            if (!same_text(style_at(a, row)->values[i], style_at(b, row)->values[i]) ||
                !same_text(style_at(a, row)->name, style_at(b, row)->name))
                return false;
    return same_attributes(lesson_metas(a), lesson_metas(b)) && same_attributes(lesson_gifts(a), lesson_gifts(b));
}

static inline bool same_documents(const ard_document *a, const ard_document *b)
{
    const ard_node *one = lesson_root(a), *other = lesson_root(b);
    while (one && other && same_node(one, other)) {
        one = ard_node_following(one, lesson_root(a));
        other = ard_node_following(other, lesson_root(b));
    }
    return !one && !other && same_parts(a, b);
}

#endif
