/* Breath groups: where a text that is dictated may be parted, by the grammar of its words. Never between a determiner, a
 * preposition, a pronoun, a conjunction or "ne" and what it stands before, a noun and its adjective, an auxiliary and its
 * participle, or where a liaison is made. (Grammont, Traité pratique de prononciation française: groupes rythmiques.) */
#include "filters/dictation/dictation.h"

#include "base/text.h"

#include <string.h>

enum {
    WINDOW = 40,    /* items that a group can have */
    NEVER = 100000, /* a break that grammar forbids */
    ALONE = 900,    /* a group of one item */
    PAIR = 250,     /* of two */
    LONG = 40       /* a letter more than a group should have, squared */
};

/* ---- Signs ------------------------------------------------------------------------------------------------------- */

typedef enum side { CLOSES, OPENS, EITHER } side;

static const struct sign_row {
    const char *sign, *name;
    side side;
} signs[] = {
    {"...", "points de suspension", CLOSES},
    {"…", "points de suspension", CLOSES},
    {",", "virgule", CLOSES},
    {";", "point-virgule", CLOSES},
    {":", "deux-points", CLOSES},
    {".", "point", CLOSES},
    {"!", "point d’exclamation", CLOSES},
    {"?", "point d’interrogation", CLOSES},
    {"«", "ouvrez les guillemets", OPENS},
    {"»", "fermez les guillemets", CLOSES},
    {"“", "ouvrez les guillemets", OPENS},
    {"”", "fermez les guillemets", CLOSES},
    {"\"", "ouvrez les guillemets", OPENS},
    {"\"", "fermez les guillemets", CLOSES},
    {"(", "ouvrez la parenthèse", OPENS},
    {")", "fermez la parenthèse", CLOSES},
    {"[", "ouvrez le crochet", OPENS},
    {"]", "fermez le crochet", CLOSES},
    {"—", "tiret", EITHER},
    {"–", "tiret", EITHER},
    {"-", "tiret", EITHER},
};

/* Whether nothing but a blank, or nothing, stands before a byte. */
static bool is_after_blank(const char *text, size_t at)
{
    return at == 0 || ascii_is_space(text[at - 1]) || (at > 1 && memcmp(text + at - 2, "\xC2\xA0", 2) == 0);
}

/* Whether a sign that stands in a text opens there: straight quotation marks open before a word, dashes at a line's
 * beginning or before what they enclose. */
static bool opens_here(const struct sign_row *row, const char *text, size_t at, size_t size)
{
    size_t length = strlen(row->sign);
    bool word_after = at + length < size && !ascii_is_space(text[at + length]);
    if (*row->sign == '"')
        return is_after_blank(text, at) && word_after;
    if (row->side == EITHER)
        return is_after_blank(text, at);
    return row->side == OPENS;
}

/* The sign at a byte, or NULL. */
static const struct sign_row *sign_at(const char *text, size_t at, size_t size)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        if (at + length > size || memcmp(text + at, signs[i].sign, length) != 0)
            continue;
        if (*signs[i].sign == '"' && opens_here(signs + i, text, at, size) != (signs[i].side == OPENS))
            continue;
        return signs + i;
    }
    return NULL;
}

bool signs_say(const passage *p, size_t begin, size_t end, bool opening, bool last, buffer *out)
{
    bool said = false;
    for (size_t at = begin; at < end;) {
        const struct sign_row *row = sign_at(p->text, at, p->size);
        if (row && opens_here(row, p->text, at, p->size) == opening) {
            bool final = last && strcmp(row->name, "point") == 0;
            buffer_text(out, said ? ", " : "");
            buffer_text(out, final ? "point final" : row->name);
            said = true;
        }
        at += row ? strlen(row->sign) : 1;
    }
    return said;
}

unsigned letters_in(const char *text, size_t size)
{
    unsigned count = 0;
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        count += text_is_letter(point) || text_is_digit(point);
    }
    return count;
}

/* ---- Items ------------------------------------------------------------------------------------------------------- */

static bool is_word(const token *t)
{
    return t->kind != TOKEN_BLANK && t->kind != TOKEN_SIGN;
}

/* Whether a sign joins the words around it: a hyphen, an apostrophe, an oblique stroke, with no blank. */
static bool joins(const passage *p, size_t i)
{
    const token *t = p->tokens + i;
    bool inside = t->kind == TOKEN_SIGN && i > 0 && i + 1 < p->token_count && is_word(t - 1) && is_word(t + 1);
    char c = p->text[t->start];
    return inside && !(t->size == 1 && strchr(",;:.!?()[]\"", c)) &&
           (c == '-' || c == '\'' || c == '/' || c == '@' || text_begins(p->text + t->start, "’") ||
            text_begins(p->text + t->start, "‑"));
}

static bool cut_items(passage *p, arena *pool)
{
    p->items = arena_alloc(pool, (p->token_count + 1) * sizeof *p->items);
    if (!p->items)
        return false;
    bool open = false;
    for (size_t i = 0; i < p->token_count; i++) {
        const token *t = p->tokens + i;
        bool part = is_word(t) || (open && joins(p, i));
        if (part && !open)
            p->items[p->item_count++] = (item){.begin = t->start, .first = t};
        open = part;
        if (part) {
            p->items[p->item_count - 1].last = t;
            p->items[p->item_count - 1].end = t->start + t->size;
        }
    }
    return true;
}

/* ---- Where a group may end --------------------------------------------------------------------------------------- */

static bool is_one_of(const passage *p, const token *t, const char *const *words)
{
    for (; *words; words++)
        if (text_is(p->text + t->start, t->size, *words))
            return true;
    return false;
}

static bool is_of(const passage *p, const token *t)
{
    static const char *const words[] = {"de", "du", "des", "d'", "d’", NULL};
    return is_one_of(p, t, words);
}

static bool is_relative(const passage *p, const token *t)
{
    static const char *const words[] = {"qui", "que", "qu'", "qu’", "dont", "où", "lequel", "laquelle", NULL};
    return is_one_of(p, t, words);
}

/* Words that lean on what comes next. */
static bool leans_on(const passage *p, const token *t)
{
    static const char *const words[] = {"ne",     "n'",    "n’",    "pas",  "très", "si",   "trop",
                                        "plus",   "moins", "aussi", "bien", "tout", "tous", "toute",
                                        "toutes", "y",     "en",    "se",   "M.",   "Mme",  NULL};
    bool grammar = t->class & (WORD_DETERMINER | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_NUMERAL);
    bool pronoun = t->class & WORD_PRONOUN && t->class & (WORD_SUBJECT | WORD_OBJECT);
    return t->kind == TOKEN_ELISION || t->kind == TOKEN_NUMBER || t->kind == TOKEN_ABBREVIATION || grammar || pronoun ||
           is_relative(p, t) || is_one_of(p, t, words);
}

/* What makes one group of two neighbours: noun and adjective, auxiliary and participle, verb and infinitive, verb and
 * adverb, parts of a name. */
static bool cling(const token *a, const token *b)
{
    static const struct {
        unsigned before, after;
    } pairs[] = {
        {WORD_NOUN, WORD_ADJECTIVE | WORD_PAST_PARTICIPLE},
        {WORD_ADJECTIVE, WORD_NOUN | WORD_ADJECTIVE},
        {WORD_VERB, WORD_PAST_PARTICIPLE | WORD_INFINITIVE | WORD_ADJECTIVE | WORD_ADVERB},
        {WORD_PAST_PARTICIPLE, WORD_PAST_PARTICIPLE | WORD_ADVERB},
        {WORD_ADVERB, WORD_ADJECTIVE | WORD_PAST_PARTICIPLE | WORD_ADVERB | WORD_INFINITIVE},
        {WORD_INFINITIVE, WORD_INFINITIVE},
        {WORD_NAME, WORD_NAME},
        {WORD_NOUN, WORD_NAME},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (a->class & pairs[i].before && b->class & pairs[i].after)
            return true;
    return b->kind == TOKEN_UNIT || b->kind == TOKEN_NUMBER;
}

/* What a break costs between two items with a blank alone between them. */
static unsigned break_cost(const passage *p, const item *a, const item *b)
{
    const token *last = a->last, *next = b->first;
    bool inverted = a->last != a->first && a->last->class & WORD_PRONOUN; /* "dit-il" */
    if ((leans_on(p, last) && !inverted) || last->liaison == LIAISON_MADE || cling(last, next))
        return NEVER;
    if (is_relative(p, next) || next->class & WORD_CONJUNCTION)
        return 0;
    if (is_of(p, next))
        return 500;
    if (next->class & WORD_PREPOSITION)
        return 50;
    if (next->class & (WORD_VERB | WORD_PRONOUN))
        return 120;
    return next->class & WORD_DETERMINER ? 150 : 400;
}

/* Whether a group must end between two items: a sign that is said, or a line's end, stands there. */
static bool must_break(const passage *p, const item *a, const item *b)
{
    for (size_t at = a->end; at < b->begin; at++)
        if (p->text[at] == '\n' || sign_at(p->text, at, p->size))
            return true;
    return false;
}

static unsigned size_cost(const passage *p, size_t begin, size_t end, unsigned most)
{
    size_t from = p->items[begin].begin;
    unsigned letters = letters_in(p->text + from, p->items[end - 1].end - from);
    unsigned over = letters > most ? letters - most : 0;
    over = over < 40 ? over : 40;
    return over * over * LONG + (end - begin == 1 ? ALONE : end - begin == 2 ? PAIR : 0) + 300;
}

/* Parts the items from `begin` to `end`, between which no group must end, in the way that costs least. `from[i]`: where the
 * group that ends before item i begins. */
static void part(passage *p, size_t begin, size_t end, unsigned letters, uint64_t *best, size_t *from)
{
    best[begin] = 0;
    for (size_t i = begin + 1; i <= end; i++) {
        best[i] = UINT64_MAX;
        for (size_t j = i; j-- > begin && i - j <= WINDOW;) {
            uint64_t cost = best[j] + size_cost(p, j, i, letters);
            cost += j > begin ? break_cost(p, p->items + j - 1, p->items + j) : 0;
            if (cost >= best[i])
                continue;
            best[i] = cost;
            from[i] = j;
        }
    }
    size_t count = 0;
    for (size_t at = end; at > begin; at = from[at])
        count++;
    p->group_count += count;
    for (size_t at = end, n = p->group_count; at > begin; at = from[at])
        p->groups[--n] = (breath_group){from[at], at};
}

static bool cut_groups(passage *p, arena *pool, unsigned letters)
{
    size_t room = p->item_count + 1;
    uint64_t *best = arena_alloc(pool, room * sizeof *best);
    size_t *from = arena_alloc(pool, room * sizeof *from);
    p->groups = arena_alloc(pool, room * sizeof *p->groups);
    if (!best || !from || !p->groups)
        return false;
    for (size_t begin = 0, end; begin < p->item_count; begin = end) {
        for (end = begin + 1; end < p->item_count && !must_break(p, p->items + end - 1, p->items + end);)
            end++;
        part(p, begin, end, letters, best, from);
    }
    return true;
}

/* ---- A passage --------------------------------------------------------------------------------------------------- */

/* Keeps the sounds of the words, which the analyser forgets. */
static bool keep_sounds(passage *p, arena *pool)
{
    p->sounds = arena_alloc(pool, (p->token_count + 1) * sizeof *p->sounds);
    for (size_t i = 0; p->sounds && i < p->token_count; i++) {
        const spelling *s = p->tokens[i].spelling;
        buffer sound = BUFFER_EMPTY;
        for (unsigned g = 0; s && g < s->count; g++)
            buffer_text(&sound, s->graphemes[g].sound);
        p->sounds[i] = s ? arena_copy(pool, buffer_string(&sound), sound.size) : NULL;
        buffer_free(&sound);
        p->tokens[i].spelling = NULL;
    }
    return p->sounds;
}

bool passage_cut(passage *p, analyser *a, arena *pool, unsigned letters)
{
    const token *found = analyse_text(a, p->text, p->size, p->language, &p->token_count);
    p->tokens = arena_alloc(pool, (p->token_count + 1) * sizeof *p->tokens);
    if (!found || !p->tokens)
        return false;
    memcpy(p->tokens, found, p->token_count * sizeof *found);
    return keep_sounds(p, pool) && cut_items(p, pool) && cut_groups(p, pool, letters);
}
