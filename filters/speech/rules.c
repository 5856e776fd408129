/* Making rules ready, and matching them along a sentence. */
#include "filters/speech/rules.h"

#include "base/text.h"

#include <string.h>

enum { ITEMS = 16, BUCKETS = 256 };

typedef enum item_kind {
    ITEM_TEXT,
    ITEM_BLANKS,
    ITEM_ANY_BLANKS,
    ITEM_ELEMENT,
    ITEM_LIST,
    ITEM_ENDING,
    ITEM_AHEAD
} item_kind;

typedef struct item {
    item_kind kind;
    bool optional;    /* of a text */
    const char *text; /* a text, the words of a list, an ending: borrowed */
    size_t size;
    const element *element;
} item;

struct rule {
    const char *kind, *reading;
    unsigned open; /* carets at its beginning */
    unsigned count;
    item items[ITEMS];
};

/* The rules that may match where a byte stands, in order. */
typedef struct bucket {
    uint16_t *rules;
    unsigned count;
} bucket;

struct rule_set {
    const speech_words *words;
    const rule_listener *listener; /* NULL: nobody asks what they do */
    rule *rules;
    unsigned count;
    bucket buckets[BUCKETS];
};

uint32_t subject_point(const subject *s, size_t at, size_t *length)
{
    *length = 0;
    return at < s->size ? text_decode(s->text + at, s->size - at, length) : 0;
}

uint32_t subject_before(const subject *s, size_t at)
{
    size_t length, before = at;
    if (!at)
        return 0;
    do
        before--;
    while (before > 0 && ((unsigned char)s->text[before] & 0xC0) == 0x80);
    return subject_point(s, before, &length);
}

static bool is_inner(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

/* ---- Making ready ---- */

/* The item "{...}" whose name stands at `name`. */
static item named_item(const speech_words *words, const char *name, size_t size)
{
    item made = {.kind = ITEM_ELEMENT};
    if (*name == '=') {
        const char *const *row = word_find(words->lists, name + 1, size - 1);
        made.kind = ITEM_LIST;
        made.text = row ? row[1] : "";
    } else if (*name == '~') {
        made.kind = ITEM_ENDING;
        made.text = name + 1;
        made.size = size - 1;
    } else
        made.element = element_named(name, size);
    return made;
}

/* Reads the item at `*from` and moves past it. */
static item read_item(const speech_words *words, const char **from)
{
    const char *at = *from;
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (end) {
        *from = end + 1;
        return named_item(words, at + 1, (size_t)(end - at - 1));
    }
    *from = at + 1;
    if (*at == ' ' || *at == '_' || *at == '>')
        return (item){.kind = *at == ' ' ? ITEM_BLANKS : *at == '_' ? ITEM_ANY_BLANKS : ITEM_AHEAD};
    if (*at == '\\' && at[1])
        at++;
    const char *next = at;
    text_next(&next);
    item made = {.kind = ITEM_TEXT, .text = at, .size = (size_t)(next - at), .optional = *next == '?'};
    *from = next + made.optional;
    return made;
}

static void read_rule(rule *r, const speech_words *words, const char *const *row)
{
    const char *pattern = row[1];
    r->kind = row[0];
    r->reading = row[2];
    for (; *pattern == '^'; pattern++)
        r->open++;
    while (*pattern && r->count < ITEMS)
        r->items[r->count++] = read_item(words, &pattern);
}

/* Marks the bytes that an element's description says it can begin with. */
static void mark_described(bool set[BUCKETS], const char *first)
{
    for (; *first; first++)
        for (unsigned byte = 0; byte < BUCKETS; byte++) {
            bool wide = byte >= 0x80;
            set[byte] |= *first == '0'   ? byte >= '0' && byte <= '9'
                         : *first == 'A' ? wide || (byte >= 'A' && byte <= 'Z')
                         : *first == 'a' ? wide || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')
                                         : *first == '*' || byte == (unsigned char)*first;
        }
}

/* Marks the first bytes of a list's words, small letters as capitals too. */
static void mark_list(bool set[BUCKETS], const char *words)
{
    for (bool begins = true; *words; words++) {
        if (begins) {
            set[(unsigned char)*words] = true;
            if (*words >= 'a' && *words <= 'z')
                set[(unsigned char)*words - 'a' + 'A'] = true;
            if (((unsigned char)*words & 0xC0) == 0xC0)
                set[0xC3] = true;
        }
        begins = *words == '|';
    }
}

/* Marks what a rule can begin with; goes on while what it looks at may be nothing. */
static void mark_first(bool set[BUCKETS], const rule *r)
{
    for (unsigned i = 0; i < r->count; i++) {
        const item *it = &r->items[i];
        if (it->kind == ITEM_BLANKS || it->kind == ITEM_ANY_BLANKS)
            set[' '] = true;
        else if (it->kind == ITEM_TEXT)
            set[(unsigned char)*it->text] = true;
        else if (it->kind == ITEM_LIST)
            mark_list(set, it->text);
        else
            mark_described(set, it->element ? it->element->first : "a");
        if (it->kind != ITEM_ANY_BLANKS && !it->optional)
            return;
    }
}

/* Puts each rule into the buckets of the bytes that it can begin with. */
static void fill_buckets(rule_set *set, arena *pool)
{
    for (unsigned byte = 0; byte < BUCKETS; byte++)
        set->buckets[byte].rules = arena_alloc(pool, set->count * sizeof(uint16_t) + 1);
    for (unsigned i = 0; i < set->count && !arena_failed(pool); i++) {
        bool first[BUCKETS] = {false};
        mark_first(first, &set->rules[i]);
        for (unsigned byte = 0; byte < BUCKETS; byte++)
            if (first[byte])
                set->buckets[byte].rules[set->buckets[byte].count++] = (uint16_t)i;
    }
}

const char *rules_language(const rule_set *set)
{
    return set->words->language;
}

rule_set *rules_new(arena *pool, const speech_words *words)
{
    rule_set *set = arena_alloc(pool, sizeof *set);
    rule *rules = arena_alloc(pool, words->rules->rows * sizeof *rules);
    if (!set || !rules)
        return NULL;
    set->words = words;
    set->rules = rules;
    set->count = (unsigned)words->rules->rows;
    for (unsigned i = 0; i < set->count; i++) {
        const char *const *row = word_row(words->rules, i);
        read_rule(&rules[i], words, row);
    }
    fill_buckets(set, pool);
    return arena_failed(pool) ? NULL : set;
}

/* ---- Matching ---- */

static size_t blanks_at(const subject *s, size_t at)
{
    size_t end = at;
    while (end < s->size && s->text[end] == ' ')
        end++;
    return end - at;
}

/* The length of the longest word of a list at an offset that no letter or digit follows; a word that is written small
 * may begin with a capital. */
static size_t match_list(const subject *s, size_t at, const char *words)
{
    size_t longest = 0, other, begin, small;
    for (const char *word = words; *word; word += *word == '|') {
        size_t size = strcspn(word, "|");
        const char *from = word, *rest = word;
        word += size;
        if (size > s->size - at || size <= longest)
            continue;
        uint32_t point = text_next(&rest), here = subject_point(s, at, &begin);
        small = (size_t)(rest - from);
        bool same = point == here || point == text_lower(here);
        if (!same || begin != small || memcmp(s->text + at + begin, rest, size - small) != 0)
            continue;
        uint32_t last = subject_before(s, at + size), next = subject_point(s, at + size, &other);
        if (!is_inner(last) || !is_inner(next))
            longest = size;
    }
    return longest;
}

/* The length of a word at an offset that ends in `ending` where letters end; `*stem` gets the part before. */
static size_t match_ending(const subject *s, size_t at, const item *it, size_t *stem)
{
    size_t end = at, length;
    while (text_is_letter(subject_point(s, end, &length)))
        end += length;
    if (end - at <= it->size || memcmp(s->text + end - it->size, it->text, it->size) != 0)
        return 0;
    *stem = end - at - it->size;
    return end - at;
}

/* Matches one item at `*at` and moves past it; captures into `c`, and says so. */
static bool match_item(const subject *s, const item *it, size_t *at, capture *c, bool *captured)
{
    size_t length = 0, stem = 0;
    *captured = it->kind == ITEM_ELEMENT || it->kind == ITEM_LIST || it->kind == ITEM_ENDING;
    *c = (capture){.text = s->text + *at};
    switch (it->kind) {
    case ITEM_TEXT:
        length = *at + it->size <= s->size && memcmp(s->text + *at, it->text, it->size) == 0 ? it->size : 0;
        break;
    case ITEM_BLANKS:
    case ITEM_ANY_BLANKS: length = blanks_at(s, *at); break;
    case ITEM_ELEMENT: length = it->element ? it->element->match(s, *at, c) : 0; break;
    case ITEM_LIST: length = match_list(s, *at, it->text); break;
    case ITEM_ENDING: length = match_ending(s, *at, it, &stem); break;
    case ITEM_AHEAD: break;
    }
    c->size = it->kind == ITEM_ENDING ? stem : length;
    *at += length;
    return length || it->optional || it->kind == ITEM_ANY_BLANKS;
}

/* Whether a rule's carets allow it at an offset. */
static bool is_open(const subject *s, size_t at, unsigned carets)
{
    uint32_t before = subject_before(s, at);
    if (carets > 1)
        return at == 0;
    return !carets || at == 0 || before == ' ' || before == '(' || before == '[' || before == '=' || before == 0x00AB;
}

bool subject_is_inside(const subject *s, size_t at)
{
    size_t length;
    uint32_t before = subject_before(s, at), next = subject_point(s, at, &length);
    return is_inner(before) && (is_inner(next) || (next == '\'' && text_is_letter(before)));
}

/* The end of a rule's match at an offset, or 0; fills `captures` from 1. */
static size_t match_rule(const subject *s, size_t at, const rule *r, capture captures[CAPTURES])
{
    size_t here = at, end = 0;
    unsigned count = 1;
    bool ahead = false;
    if (!is_open(s, at, r->open))
        return 0;
    for (unsigned i = 0; i < r->count; i++) {
        capture found;
        bool captured;
        if (r->items[i].kind == ITEM_AHEAD) {
            end = here;
            ahead = true;
            continue;
        }
        if (!match_item(s, &r->items[i], &here, &found, &captured))
            return 0;
        if (captured && count < CAPTURES)
            captures[count++] = found;
    }
    end = ahead ? end : here;
    return end > at && !subject_is_inside(s, here) ? end : 0;
}

/* ---- Saying ---- */

/* Whether what was said before ends in "de", so that "un" or "une" elides it: "d'une heure"; not in "de un à dix". */
static bool elides(const subject *s, size_t end, const buffer *out, const buffer *reading)
{
    const char *said = buffer_string(reading);
    size_t word = text_begins(said, "une") ? 3 : text_begins(said, "un") ? 2 : 0, length;
    bool after_de = out->size >= 3 && memcmp(out->data + out->size - 3, "de ", 3) == 0 &&
                    (out->size == 3 || out->data[out->size - 4] == ' ');
    if (!word || !after_de || !text_in_language(s->words->language, "fr"))
        return false;
    if (said[word])
        return said[word] == ' ';
    bool noun = end + 1 < s->size && s->text[end] == ' ' && text_is_letter(subject_point(s, end + 1, &length));
    return noun && !(text_begins(s->text + end, " à ") || text_begins(s->text + end, " et ") ||
                     text_begins(s->text + end, " sur "));
}

/* Tries the rules at an offset; says the first that matches and gives its end, or 0. */
static size_t say_rule(const rule_set *set, const subject *s, size_t at, bool digits, buffer *out)
{
    const bucket *b = &set->buckets[(unsigned char)s->text[at]];
    for (unsigned i = 0; i < b->count; i++) {
        capture captures[CAPTURES] = {{0}};
        const rule *r = &set->rules[b->rules[i]];
        size_t end = match_rule(s, at, r, captures);
        if (!end)
            continue;
        buffer reading = BUFFER_EMPTY;
        reading_add(&reading, r->reading, &(reading_task){set->words, captures, digits});
        if (elides(s, end, out, &reading)) {
            buffer_shorten(out, 2);
            buffer_byte(out, '\'');
        }
        buffer_text(out, buffer_string(&reading));
        if (set->listener)
            set->listener->applied(set->listener->user, r->kind, s->text + at, end - at, buffer_string(&reading));
        out->failed |= reading.failed;
        buffer_free(&reading);
        return end;
    }
    return 0;
}

void rules_tell(rule_set *set, const rule_listener *listener)
{
    set->listener = listener;
}

void rules_say(const rule_set *set, const char *text, size_t size, bool digits, buffer *out)
{
    subject s = {text, size, set->words};
    size_t said = 0;
    for (size_t at = 0; at < size;) {
        bool inside = at != said && subject_is_inside(&s, at);
        size_t length, end = inside ? 0 : say_rule(set, &s, at, digits, out);
        said = end;
        if (!end) {
            subject_point(&s, at, &length);
            buffer_add(out, text + at, length);
            end = at + length;
        }
        at = end;
    }
}
