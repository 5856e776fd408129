/* The style sheets of a page, as far as they say what a reader must know: what is hidden, what is emphasised, where lines are
 * lines. Rules whose selector is one compound of an element's name, classes and an id count (CSS Selectors 4, 3.1), in the
 * order of the cascade (CSS Cascade 4, 6.1: specificity, then place); rules under conditions, and others, are passed over.
 * Work is bounded: so many bytes of sheets, rules, and matches an element. */
#include "html.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
    SHEETS_MOST = 512 << 10,
    RULES_MOST = 4000,
    CLASSES_MOST = 3,
    NAME_MOST = 64,
    MATCHES_MOST = 64,
    DEPTH_MOST = 8
};

/* Properties that are read, by number. */
static const char *const properties[] = {"background",           "background-color", "color",      "display",
                                         "font-style",           "font-weight",      "text-align", "text-decoration",
                                         "text-decoration-line", "vertical-align",   "visibility", "white-space"};

enum { PROPERTIES = sizeof properties / sizeof *properties };

typedef struct sheet_rule {
    struct sheet_rule *next; /* of the same key */
    char tag[NAME_MOST], id[NAME_MOST], classes[CLASSES_MOST][NAME_MOST];
    unsigned class_count, weight, place; /* weight: its specificity */
    const char *block;                   /* its declarations, up to `size` */
    size_t size;
} sheet_rule;

struct web_sheet {
    arena *pool;
    table *rules; /* by "#id", ".class" (the first) or the element's name */
    unsigned count;
    size_t bytes;
};

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

/* Copies a sheet without its comments. */
static char *without_comments(arena *pool, const char *css, size_t size, size_t *kept)
{
    char *copy = arena_copy(pool, css, size);
    size_t out = 0;
    for (size_t i = 0; copy && i < size; i++) {
        const char *end =
            css[i] == '/' && i + 1 < size && css[i + 1] == '*' ? memmem(css + i + 2, size - i - 2, "*/", 2) : NULL;
        if (end)
            i = (size_t)(end - css) + 1;
        else
            copy[out++] = css[i];
    }
    if (copy)
        copy[out] = '\0';
    *kept = out;
    return copy;
}

/* Reads a name of a selector; its length, 0 where it has none or one that is too long. */
static size_t read_name(const char *at, const char *end, char name[NAME_MOST])
{
    size_t size = 0;
    while (at + size < end && (ascii_is_letter(at[size]) || text_is_digit((unsigned char)at[size]) ||
                               strchr("-_", at[size]) || (unsigned char)at[size] >= 0x80))
        size++;
    if (!size || size >= NAME_MOST)
        return 0;
    memcpy(name, at, size);
    name[size] = '\0';
    return size;
}

/* Reads one compound selector; false where it is none that is known. */
static bool read_selector(const char *at, const char *end, sheet_rule *rule)
{
    while (at < end && ascii_is_space(*at))
        at++;
    while (end > at && ascii_is_space(end[-1]))
        end--;
    size_t size = read_name(at, end, rule->tag);
    for (size_t i = 0; i < size; i++)
        rule->tag[i] = ascii_lower(rule->tag[i]);
    rule->weight = size ? 1 : 0;
    for (at += size; at < end; at += size + 1) {
        bool class = *at == '.' && rule->class_count < CLASSES_MOST, id = *at == '#' && !*rule->id;
        size = class ? read_name(at + 1, end, rule->classes[rule->class_count])
               : id  ? read_name(at + 1, end, rule->id)
                     : 0;
        if (!size)
            return false;
        rule->class_count += class;
        rule->weight += class ? 100 : 10000;
    }
    return rule->weight > 0;
}

/* Whether a block says something that is read. */
static bool has_property(const char *block, size_t size)
{
    static const char *const roots[] = {"background", "color",          "display",    "font-",
                                        "text-",      "vertical-align", "visibility", "white-space"};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (memmem(block, size, roots[i], strlen(roots[i])))
            return true;
    return false;
}

/* Adds the rules of a block for each selector of a list. */
static void add_rules(web_sheet *s, const char *list, const char *end, const char *block, size_t size)
{
    if (!has_property(block, size) || (size_t)(end - list) > 4096)
        return;
    while (list < end && s->count < RULES_MOST) {
        const char *stop = memchr(list, ',', (size_t)(end - list));
        stop = stop ? stop : end;
        sheet_rule one = {.block = block, .size = size, .place = s->count};
        if (read_selector(list, stop, &one)) {
            char key[NAME_MOST + 1];
            snprintf(key, sizeof key, "%s%s",
                     *one.id           ? "#"
                     : one.class_count ? "."
                                       : "",
                     *one.id           ? one.id
                     : one.class_count ? one.classes[0]
                                       : one.tag);
            sheet_rule *rule = arena_alloc(s->pool, sizeof *rule);
            if (!rule)
                return;
            *rule = one;
            rule->next = table_value(s->rules, key);
            table_set(s->rules, key, rule);
            s->count++;
        }
        list = stop + 1;
    }
}

/* The end of a block whose brace was passed: its closing brace. */
static const char *block_end(const char *at, const char *end)
{
    unsigned open = 1;
    for (; at < end; at++) {
        open += *at == '{';
        open -= *at == '}';
        if (!open)
            return at;
    }
    return end;
}

/* Whether what stands under a condition holds for a screen of any size. */
static bool holds_always(const char *at, const char *end)
{
    static const char *const beginnings[] = {"@media screen", "@media all", "@layer", "@supports"};
    bool always = false;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        always = always ||
                 ((size_t)(end - at) >= strlen(beginnings[i]) && memcmp(at, beginnings[i], strlen(beginnings[i])) == 0);
    return always && !memmem(at, (size_t)(end - at), "width", 5) && !memmem(at, (size_t)(end - at), "prefers", 7);
}

static void read_sheet(web_sheet *s, const char *css, size_t size)
{
    size_t kept;
    const char *at = without_comments(s->pool, css, size, &kept), *end = at ? at + kept : NULL;
    unsigned depth = 0;
    while (at && at < end) {
        while (at < end && (ascii_is_space(*at) || (*at == '}' && depth))) {
            depth -= *at == '}';
            at++;
        }
        size_t prelude = at < end ? strcspn(at, "{};") : 0;
        const char *brace = at + prelude;
        if (brace >= end)
            return;
        if (*brace != '{') {
            at = brace + 1;
            continue;
        }
        if (*at == '@' && holds_always(at, brace) && depth < DEPTH_MOST) {
            depth++;
            at = brace + 1;
            continue;
        }
        const char *close = block_end(brace + 1, end);
        if (*at != '@')
            add_rules(s, at, brace, brace + 1, (size_t)(close - brace) - 1);
        at = close < end ? close + 1 : end;
    }
}

web_sheet *web_sheet_new(arena *pool, const xml_node *root)
{
    web_sheet *s = arena_alloc(pool, sizeof *s);
    if (!s)
        return NULL;
    *s = (web_sheet){.pool = pool, .rules = table_new(pool)};
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        const char *media = xml_is(n, "style") ? xml_value(n, "media") : NULL;
        if (!xml_is(n, "style") || !n->first || !n->first->text || (media && strstr(media, "print")))
            continue;
        s->bytes += n->first->size;
        if (s->bytes <= SHEETS_MOST)
            read_sheet(s, n->first->text, n->first->size);
    }
    return s;
}

/* ---- Asking ------------------------------------------------------------------------------------------------------- */

static bool matches(const sheet_rule *rule, const xml_node *n)
{
    const char *id = xml_value(n, "id");
    if ((*rule->tag && strcmp(rule->tag, n->name) != 0) || (*rule->id && (!id || strcmp(id, rule->id) != 0)))
        return false;
    for (unsigned i = 0; i < rule->class_count; i++)
        if (!web_says(n, "class", rule->classes[i]))
            return false;
    return true;
}

/* The winning value of each property so far. */
typedef struct cascade {
    const char *values[PROPERTIES];
    size_t sizes[PROPERTIES];
    unsigned weights[PROPERTIES], places[PROPERTIES];
    unsigned matched;
} cascade;

static void take(cascade *c, const char *block, size_t size, unsigned weight, unsigned order)
{
    const char *end = block + size;
    while (block < end) {
        const char *stop = memchr(block, ';', (size_t)(end - block)), *colon;
        stop = stop ? stop : end;
        colon = memchr(block, ':', (size_t)(stop - block));
        while (block < stop && ascii_is_space(*block))
            block++;
        const char *name_end = colon ? colon : block;
        while (name_end > block && ascii_is_space(name_end[-1]))
            name_end--;
        for (size_t i = 0; colon && i < PROPERTIES; i++) {
            if (!text_is(block, (size_t)(name_end - block), properties[i]) ||
                (c->values[i] && (weight < c->weights[i] || (weight == c->weights[i] && order < c->places[i]))))
                continue;
            c->values[i] = colon + 1;
            c->sizes[i] = (size_t)(stop - colon) - 1;
            c->weights[i] = weight;
            c->places[i] = order;
        }
        block = stop + 1;
    }
}

static void take_key(const web_sheet *s, cascade *c, const xml_node *n, const char *sign, const char *name, size_t size)
{
    char key[NAME_MOST + 1];
    if (size >= NAME_MOST)
        return;
    snprintf(key, sizeof key, "%s%.*s", sign, (int)size, name);
    for (const sheet_rule *rule = table_value(s->rules, key); rule && c->matched < MATCHES_MOST; rule = rule->next) {
        c->matched++;
        if (matches(rule, n))
            take(c, rule->block, rule->size, rule->weight, rule->place);
    }
}

const char *web_css(webpage *w, const xml_node *n)
{
    const char *own = xml_value(n, "style"), *id = xml_value(n, "id"), *class = xml_value(n, "class");
    const web_sheet *s = w->sheet;
    cascade c = {0};
    if (!s || !s->count)
        return own;
    if (w->css_of == n)
        return w->css;
    take_key(s, &c, n, "", n->name, strlen(n->name));
    unsigned left = 16;
    for (size_t size; class && *class && left; class += size, left--) {
        class += strspn(class, " \t\r\n");
        size = strcspn(class, " \t\r\n");
        take_key(s, &c, n, ".", class, size);
    }
    if (id)
        take_key(s, &c, n, "#", id, strlen(id));
    w->css_of = n;
    w->css = own;
    if (!c.matched)
        return own;
    buffer css = BUFFER_EMPTY;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (c.values[i] && c.sizes[i] < 200)
            buffer_format(&css, "%s:%.*s;", properties[i], (int)c.sizes[i], c.values[i]);
    if (own)
        buffer_text(&css, own);
    if (css.size)
        w->css = arena_string(lesson_pool(w->document), buffer_string(&css));
    buffer_free(&css);
    return w->css;
}
