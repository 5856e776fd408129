#include "tokens-inside.h"

#include "base/memory.h"
#include "sentences.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 12 }; /* of a chain of hyphens and apostrophes that are looked at together */

static void add(cutter *c, size_t start, size_t end, token_kind kind)
{
    token_list *l = c->list;
    if (l->count == l->room) {
        size_t room = l->room ? 2 * l->room : 256;
        token *tokens = memory_resize(l->tokens, room * sizeof *tokens);
        if (!tokens) {
            c->failed = true;
            return;
        }
        l->tokens = tokens;
        l->room = room;
    }
    l->tokens[l->count++] = (token){.start = (uint32_t)start, .size = (uint32_t)(end - start), .kind = kind};
}

void tokens_free(token_list *list)
{
    free(list->tokens);
    *list = (token_list){NULL, 0, 0};
}

/* ---- Words -------------------------------------------------------------------------------------------------------- */

/* Words joined by hyphens and apostrophes: "l'arc-en-ciel-là". */
typedef struct chain {
    size_t ends[PARTS]; /* of its words */
    bool hyphen[PARTS]; /* what follows each is a hyphen, else an apostrophe */
    size_t count;
    size_t signs[PARTS]; /* bytes of what follows */
} chain;

static bool is_apostrophe(uint32_t point)
{
    return point == '\'' || point == 0x2019 || point == 0x02BC;
}

static bool is_hyphen(uint32_t point)
{
    return point == '-' || point == 0x2010 || point == 0x2011;
}

static void read_chain(const cutter *c, size_t at, chain *found)
{
    found->count = 0;
    for (size_t length; found->count < PARTS;) {
        size_t end = token_letters(c, at), i = found->count;
        if (end == at)
            break;
        found->ends[i] = end;
        uint32_t sign = token_point(c, end, &length);
        found->hyphen[i] = is_hyphen(sign);
        found->signs[i] = found->hyphen[i] || is_apostrophe(sign) ? length : 0;
        found->count++;
        if (!found->signs[i])
            return;
        at = end + length;
    }
    if (found->count && token_letters(c, at) == at)
        found->signs[found->count - 1] = 0;
}

bool token_is_form(const char *word, size_t size)
{
    lexicon_entry entry;
    char small[TOKEN_LONGEST + 5];
    size_t to = 0;
    if (lexicon_find(word, size, &entry))
        return true;
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        if (to >= TOKEN_LONGEST)
            return false;
        to += text_encode(small + to, is_apostrophe(point) ? '\'' : is_hyphen(point) ? '-' : text_lower(point));
    }
    return lexicon_find(small, to, &entry);
}

/* Whether a part is "ci" or "là", which part from what they point at: "celui-ci". */
static bool is_pointer(const cutter *c, size_t start, size_t end)
{
    return text_is(c->text + start, end - start, "ci") || text_is(c->text + start, end - start, "là");
}

/* How many parts of a chain are one word of the lexicon: the most; 1 where none. */
static size_t compound_parts(const cutter *c, size_t at, const chain *found)
{
    for (size_t count = found->count; count > 1; count--) {
        size_t end = found->ends[count - 1], last = found->ends[count - 2] + found->signs[count - 2];
        if (!(found->hyphen[count - 2] && is_pointer(c, last, end)) && token_is_form(c->text + at, end - at))
            return count;
    }
    return 1;
}

/* Words that lose their vowel before another's: "l'", "qu'", "jusqu'". */
static bool is_elided(const cutter *c, size_t start, size_t end)
{
    static const char *const elided[] = {"c",      "d",      "j",  "jusqu",  "l",      "lorsqu", "m", "n",
                                         "presqu", "puisqu", "qu", "quelqu", "quoiqu", "s",      "t"};
    if (c->italian)
        return true;
    if (!c->french || end - start > 6)
        return false;
    char small[8] = {0};
    for (size_t i = start; i < end; i++)
        small[i - start] = ascii_lower(c->text[i]);
    for (size_t i = 0; i < sizeof elided / sizeof *elided; i++)
        if (strcmp(elided[i], small) == 0)
            return true;
    return false;
}

/* Cuts the first word, or elision, of the chain at `at`; gives its end. */
static size_t cut_chain(cutter *c, size_t at)
{
    chain found;
    read_chain(c, at, &found);
    size_t parts = c->french && found.count > 1 ? compound_parts(c, at, &found) : 1;
    size_t end = found.ends[parts - 1];
    if (parts == 1 && found.signs[0] && !found.hyphen[0]) {
        if (is_elided(c, at, end)) {
            add(c, at, end + found.signs[0], TOKEN_ELISION);
            return end + found.signs[0];
        }
        while (parts < found.count && found.signs[parts - 1] && !found.hyphen[parts - 1]) /* "O'Connor", "don't" */
            end = found.ends[parts++];
    }
    add(c, at, end, TOKEN_WORD);
    return end;
}

/* An elision before what is no word: "l'", then a number or a quotation. */
static bool cut_lone_elision(cutter *c, size_t *at, size_t letters)
{
    size_t length;
    if (!is_apostrophe(token_point(c, letters, &length)) || token_letters(c, letters + length) > letters + length ||
        !c->french || !is_elided(c, *at, letters))
        return false;
    add(c, *at, letters + length, TOKEN_ELISION);
    *at = letters + length;
    return true;
}

static size_t cut_word(cutter *c, size_t at)
{
    size_t letters = token_letters(c, at), end;
    if (cut_lone_elision(c, &at, letters))
        return at;
    unsigned char next = letters < c->size ? (unsigned char)c->text[letters] : 0;
    if ((next == ':' || next == '.' || next == '@' || next == '_' || next == '-') &&
        (end = token_address(c, at)) > at) {
        add(c, at, end, TOKEN_ADDRESS);
        return end;
    }
    if (c->french && (end = token_roman(c, at)) > at) {
        add(c, at, end, TOKEN_NUMBER);
        return end;
    }
    if ((end = token_mixed(c, at)) > at || (end = token_abbreviation(c, at)) > at) {
        add(c, at, end, TOKEN_ABBREVIATION);
        return end;
    }
    return cut_chain(c, at);
}

/* ---- The text ----------------------------------------------------------------------------------------------------- */

static size_t cut_blank(cutter *c, size_t at)
{
    size_t end = at, length;
    while (end < c->size && text_is_space(token_point(c, end, &length)))
        end += length;
    if (end > at)
        add(c, at, end, TOKEN_BLANK);
    return end;
}

static size_t cut_number(cutter *c, size_t at)
{
    size_t end = token_number(c, at), unit, length;
    if (end == at)
        return at;
    add(c, at, end, TOKEN_NUMBER);
    at = end;
    uint32_t blank = token_point(c, at, &length);
    size_t after = text_is_space(blank) && blank != '\n' ? at + length : at;
    if ((unit = token_unit(c, after)) > after) {
        if (after > at)
            add(c, at, after, TOKEN_BLANK);
        add(c, after, unit, TOKEN_UNIT);
        return unit;
    }
    return end;
}

static size_t cut_sign(cutter *c, size_t at)
{
    size_t end = token_gap(c, at), length;
    if (end > at) {
        add(c, at, end, TOKEN_GAP);
        return end;
    }
    uint32_t point = token_point(c, at, &length);
    for (end = at + length; point == '.' && end < c->size && c->text[end] == '.';)
        end++;
    add(c, at, end, TOKEN_SIGN);
    return end;
}

static size_t cut_one(cutter *c, size_t at)
{
    size_t length, end;
    uint32_t point = token_point(c, at, &length);
    if (text_is_letter(point))
        return cut_word(c, at);
    if (text_is_space(point))
        return cut_blank(c, at);
    if ((point < 0x80 || point == 0x2212) && (end = cut_number(c, at)) > at)
        return end;
    if (c->french && (end = token_abbreviation(c, at)) > at) {
        add(c, at, end, TOKEN_ABBREVIATION);
        return end;
    }
    return cut_sign(c, at);
}

/* Marks the first token of each sentence that is no blank. */
static void mark_sentences(cutter *c, const char *language)
{
    token *t = c->list->tokens, *end = t + c->list->count;
    for (size_t at = 0; at < c->size;) {
        while (t < end && (t->start < at || t->kind == TOKEN_BLANK))
            t++;
        if (t < end)
            t->sentence_begins = true;
        size_t length = sentence_length(c->text + at, c->size - at, language);
        at += length ? length : c->size;
    }
}

bool tokens_cut(token_list *list, const char *text, size_t size, const char *language)
{
    cutter c = {.list = list,
                .text = text,
                .size = size < UINT32_MAX ? size : UINT32_MAX,
                .french = text_in_language(language, "fr"),
                .english = text_in_language(language, "en"),
                .italian = text_in_language(language, "it")};
    list->count = 0;
    for (size_t at = 0; at < c.size && !c.failed;)
        at = cut_one(&c, at);
    mark_sentences(&c, language);
    return !c.failed;
}
