#include "sheet.h"

#include "base/text.h"

#include <string.h>

enum { MOST_RULES = 2000 }; /* that show or hide */

/* The end of what begins at `at`: at `stop` outside of strings and brackets, or at the text's end. */
static const char *end_at(const char *at, const char *stops)
{
    int depth = 0;
    char quote = 0;
    for (; *at; at++) {
        if (quote) {
            if (*at == '\\' && at[1])
                at++;
            else if (*at == quote)
                quote = 0;
        } else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (!depth && strchr(stops, *at))
            return at;
        else if (*at == '(' || *at == '[')
            depth++;
        else if ((*at == ')' || *at == ']') && depth)
            depth--;
    }
    return at;
}

/* Narrows a piece of text to what stands between its blanks. */
static void trim(const char **begin, const char **end)
{
    while (*begin < *end && ascii_is_space(**begin))
        ++*begin;
    while (*end > *begin && ascii_is_space((*end)[-1]))
        --*end;
}

/* Takes "!important" off the end of a value. */
static bool take_important(const char *begin, const char **end)
{
    static const char word[] = "important";
    size_t size = sizeof word - 1;
    if ((size_t)(*end - begin) <= size || !text_is(*end - size, size, word))
        return false;
    const char *at = *end - size;
    while (at > begin && ascii_is_space(at[-1]))
        at--;
    if (at == begin || at[-1] != '!')
        return false;
    *end = at - 1;
    trim(&begin, end);
    return true;
}

bool sheet_declaration(const char **block, declaration *d)
{
    while (**block) {
        const char *begin = *block, *end = end_at(begin, ";}"), *colon = begin;
        *block = *end ? end + 1 : end;
        while (colon < end && *colon != ':')
            colon++;
        if (colon == end)
            continue;
        const char *name_end = colon, *value = colon + 1;
        trim(&begin, &name_end);
        trim(&value, &end);
        d->important = take_important(value, &end);
        d->name = begin;
        d->name_size = (size_t)(name_end - begin);
        d->value = value;
        d->value_size = (size_t)(end - value);
        return true;
    }
    return false;
}

/* Equality of a piece of text with a word, ASCII case apart. */
static bool piece_is(const char *piece, size_t size, const char *word)
{
    for (size_t i = 0; i < size; i++)
        if (ascii_lower(piece[i]) != word[i] || !word[i])
            return false;
    return !word[size];
}

/* What a block of declarations says of display and visibility; whether it says anything. */
static bool read_block(page *p, const char *block, answer *displays, answer *visible)
{
    declaration d;
    *displays = *visible = MAYBE;
    while (sheet_declaration(&block, &d))
        if (piece_is(d.name, d.name_size, "display"))
            *displays = piece_is(d.value, d.value_size, "none") ? NO : YES;
        else if (piece_is(d.name, d.name_size, "visibility"))
            *visible =
                piece_is(d.value, d.value_size, "hidden") || piece_is(d.value, d.value_size, "collapse") ? NO : YES;
        else if (piece_is(d.name, d.name_size, "content"))
            p->generates = true;
        else if (piece_is(d.name, d.name_size, "font-family") || piece_is(d.name, d.name_size, "font"))
            p->fonts = true;
    return *displays != MAYBE || *visible != MAYBE;
}

/* Adds a word to a blank-separated list. */
static void add_word(buffer *list, const char *word, size_t size)
{
    if (list->size)
        buffer_byte(list, ' ');
    buffer_add(list, word, size);
}

/* Reads the last compound of one selector into a rule. */
static void read_compound(page *p, sheet_rule *rule, const char *begin, const char *end)
{
    static const char parts[] = ".#:[";
    buffer classes = BUFFER_EMPTY, ids = BUFFER_EMPTY;
    const char *at = begin;
    while (at < end && !strchr(parts, *at))
        at++;
    if (at > begin && *begin != '*')
        rule->tag = arena_copy(p->pool, begin, (size_t)(at - begin));
    while (at < end) {
        const char *word = at + 1, *next = word;
        while (next < end && !strchr(parts, *next))
            next++;
        if (*at == '.')
            add_word(&classes, word, (size_t)(next - word));
        else if (*at == '#')
            add_word(&ids, word, (size_t)(next - word));
        else {
            rule->certain = false;
            break;
        }
        at = next;
    }
    rule->classes = arena_string(p->pool, buffer_string(&classes));
    rule->ids = arena_string(p->pool, buffer_string(&ids));
    buffer_free(&classes);
    buffer_free(&ids);
}

/* A key of the table of rules: a sign, then the first word of a list, or all of it; small letters for a tag. */
static const char *key_of(char sign, const char *words, size_t size, char *key, size_t room)
{
    size_t filled = 0;
    if (sign)
        key[filled++] = sign;
    for (size_t i = 0; i < size && words[i] != ' ' && filled + 1 < room; i++)
        key[filled++] = sign ? words[i] : ascii_lower(words[i]);
    key[filled] = '\0';
    return key;
}

/* Puts a rule into the table under the narrowest thing that it needs. */
static void keep_rule(page *p, sheet_rule *rule)
{
    char key[128];
    const char *words = *rule->ids ? rule->ids : *rule->classes ? rule->classes : rule->tag ? rule->tag : "*";
    char sign = *rule->ids ? '#' : *rule->classes ? '.' : '\0';
    if (++p->rule_count > MOST_RULES) { /* the rest may say anything, as a sheet that was not read */
        p->outside = true;
        return;
    }
    if (!p->rules)
        p->rules = table_new(p->pool);
    key_of(sign, words, strlen(words), key, sizeof key);
    rule->next = table_value(p->rules, key);
    table_set(p->rules, key, rule);
}

/* Adds a rule for one selector of a list. */
static void add_rule(page *p, const char *begin, const char *end, bool certain, answer displays, answer visible)
{
    trim(&begin, &end);
    if (begin == end)
        return;
    const char *compound = end;
    while (compound > begin && !ascii_is_space(compound[-1]) && !strchr(">+~", compound[-1]))
        compound--;
    sheet_rule *rule = arena_alloc(p->pool, sizeof *rule);
    if (!rule)
        return;
    rule->certain = certain && compound == begin;
    rule->displays = displays;
    rule->visible = visible;
    read_compound(p, rule, compound, end);
    keep_rule(p, rule);
}

/* A style sheet without its comments. */
static char *without_comments(page *p, const char *sheet, size_t size)
{
    char *copy = arena_alloc(p->pool, size + 1);
    size_t filled = 0;
    for (size_t i = 0; copy && i < size; i++) {
        if (sheet[i] == '/' && i + 1 < size && sheet[i + 1] == '*') {
            const char *end = i + 2 < size ? strstr(sheet + i + 2, "*/") : NULL;
            i = end ? (size_t)(end - sheet) + 1 : size;
            continue;
        }
        copy[filled++] = sheet[i];
    }
    return copy;
}

/* Reads one style sheet. What stands in a conditional rule (@media, @supports) only may apply. */
static void read_sheet(page *p, const char *sheet, bool certain)
{
    unsigned conditions = 0;
    for (const char *at = sheet; *at;) {
        const char *begin = at, *brace = end_at(at, "{};");
        while (ascii_is_space(*begin))
            begin++;
        at = *brace ? brace + 1 : brace;
        if (*brace == '}') {
            conditions -= conditions > 0;
            continue;
        }
        if (*brace != '{')
            continue;
        if (*begin == '@') {
            conditions++;
            continue;
        }
        const char *end = end_at(at, "}");
        char *block = arena_copy(p->pool, at, (size_t)(end - at));
        answer displays, visible;
        at = *end ? end + 1 : end;
        if (!block || !read_block(p, block, &displays, &visible))
            continue;
        for (const char *comma; begin < brace; begin = comma + 1) {
            comma = end_at(begin, ",{");
            add_rule(p, begin, comma < brace ? comma : brace, certain && !conditions, displays, visible);
        }
    }
}

void sheet_read(page *p)
{
    buffer text = BUFFER_EMPTY;
    for (xml_node *node = p->root; node; node = page_next(p, node)) {
        if (strcmp(page_tag(node), "style") != 0)
            continue;
        const char *media = xml_value(node, "media");
        buffer_reset(&text);
        xml_text(node, &text);
        char *sheet = without_comments(p, buffer_string(&text), text.size);
        if (sheet)
            read_sheet(p, sheet, text_is_blank(media) || text_same(media, "all") || text_same(media, "screen"));
    }
    buffer_free(&text);
}

/* Whether every word of a list is a word of the attribute. */
static bool has_all(const char *list, const char *value)
{
    char word[128];
    while (*list) {
        size_t size = strcspn(list, " ");
        if (!value || size >= sizeof word)
            return false;
        memcpy(word, list, size);
        word[size] = '\0';
        if (!text_in_list(value, word))
            return false;
        list += size + (list[size] == ' ');
    }
    return true;
}

static bool matches(const sheet_rule *rule, const xml_node *node)
{
    return (!rule->tag || text_same(rule->tag, page_tag(node))) && has_all(rule->classes, xml_value(node, "class")) &&
           has_all(rule->ids, xml_value(node, "id"));
}

/* What the rules that match an element say of one property. */
typedef struct said {
    bool no, certainly, yes;
} said;

static void hear(const sheet_rule *rule, const xml_node *node, bool visibility, said *s)
{
    for (; rule; rule = rule->next) {
        answer one = visibility ? rule->visible : rule->displays;
        if (one == MAYBE || !matches(rule, node))
            continue;
        s->yes |= one == YES;
        s->no |= one == NO;
        s->certainly |= one == NO && rule->certain;
    }
}

/* Whether rules say no to display (or visibility) of an element by itself. Rules that differ are not weighed. */
static answer denied(const page *p, const xml_node *node, bool visibility)
{
    char key[128];
    said s = {false, false, false};
    const char *tag = page_tag(node), *id = xml_value(node, "id"), *classes = xml_value(node, "class");
    hear(table_value(p->rules, "*"), node, visibility, &s);
    hear(table_value(p->rules, key_of('\0', tag, strlen(tag), key, sizeof key)), node, visibility, &s);
    if (id)
        hear(table_value(p->rules, key_of('#', id, strlen(id), key, sizeof key)), node, visibility, &s);
    char word[sizeof key - 1];
    while (classes && page_next_id(&classes, word, sizeof word))
        hear(table_value(p->rules, key_of('.', word, strlen(word), key, sizeof key)), node, visibility, &s);
    return !s.no ? NO : s.certainly && !s.yes ? YES : MAYBE;
}

answer sheet_hides(const page *p, const xml_node *node)
{
    return p->rules ? denied(p, node, false) : NO;
}

answer sheet_conceals(const page *p, const xml_node *node)
{
    return p->rules ? denied(p, node, true) : NO;
}
