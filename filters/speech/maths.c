/* From MathML to words: each element becomes a term when what is below it is done. The table maths.tsv has the words. */
#include "filters/speech/maths-terms.h"

#include "base/text.h"
#include "filters/speech/maths-elements.h"
#include "language/numbers.h"

#include <string.h>

enum { MOST = 64 << 20, DEEPEST = 512 };

const char *formula_words(const formula *f, const char *key)
{
    const char *const *row = f->modes ? word_find(f->modes, key, strlen(key)) : NULL;
    if (row && *row[f->wishes->verbose ? 2 : 1])
        return row[f->wishes->verbose ? 2 : 1];
    row = word_find(f->table, key, strlen(key));
    return row ? row[f->wishes->school ? 2 : 3] : "";
}

term *term_new(formula *f, term_kind kind, const char *words)
{
    term *t = arena_alloc(f->pool, sizeof *t);
    if (!t)
        return NULL;
    t->kind = kind;
    t->words = arena_string(f->pool, words);
    return t->words ? t : NULL;
}

term *term_from(formula *f, const char *key, const term *a, const term *b, const term *c)
{
    const term *parts[] = {a, b, c};
    buffer words = BUFFER_EMPTY;
    for (const char *from = formula_words(f, key); *from; from++)
        if (*from == '{' && from[1] >= '1' && from[1] <= '3' && from[2] == '}') {
            const term *part = parts[from[1] - '1'];
            buffer_text(&words, part ? part->words : "");
            from += 2;
        } else
            buffer_byte(&words, *from);
    term *made = words.failed ? NULL : term_new(f, TERM_THING, buffer_string(&words));
    buffer_free(&words);
    return made;
}

void row_add(term *row, term *item)
{
    term *first = item, *last = item;
    if (!row || !item)
        return;
    if (item->kind == TERM_ROW) {
        first = item->items;
        last = item->last;
        if (!first)
            return;
    } else
        item->next = NULL;
    *(row->last ? &row->last->next : &row->items) = first;
    row->last = last;
}

/* ---- The walk ---- */

/* An element whose children are being said. */
typedef struct level {
    const ard_node *node;
    term *children, *last; /* linked by `next`; rows stay rows */
    unsigned count;
} level;

static void add_child(level *l, term *child)
{
    if (!child)
        return;
    child->next = NULL;
    *(l->last ? &l->last->next : &l->children) = child;
    l->last = child;
    l->count++;
}

/* Says the children of the level on top and hands the element to the level below; the term of the outermost. */
static term *finish(formula *f, level *levels, unsigned *depth)
{
    level *l = &levels[*depth - 1];
    term *said = element_say(f, l->node, l->children, l->count);
    --*depth;
    if (*depth)
        add_child(&levels[*depth - 1], said);
    return said;
}

/* All that is below a formula as one term, NULL where memory or depth ended it. */
static term *walk_formula(formula *f, const ard_node *maths)
{
    level *levels = arena_alloc(f->pool, DEEPEST * sizeof *levels);
    unsigned depth = 0;
    term *said = NULL;
    walk w = walk_of((ard_node *)maths);
    for (walk_event event; levels && (event = walk_next(&w)) != WALK_END;) {
        if (w.node->kind == TEXT)
            continue;
        if (event == WALK_ENTER && depth == DEEPEST)
            return NULL;
        if (event == WALK_ENTER)
            levels[depth++] = (level){.node = w.node};
        else
            said = finish(f, levels, &depth);
    }
    return row_say(f, said);
}

/* Whether words hold a letter, a digit or a sign that voices name: anything else would be silence. */
static bool can_be_said(const char *words)
{
    for (uint32_t point; (point = text_next(&words)) != 0;)
        if (text_is_letter(point) || text_is_digit(point) || point > 0x2190)
            return true;
    return false;
}

void maths_say(const ard_node *maths, const char *language, const rule_set *rules, const speech_wishes *wishes,
               buffer *out)
{
    const speech_words *words = speech_words_of(language);
    formula f = {.pool = arena_new(MOST), .wishes = wishes, .words = words ? words : speech_words_of("fr")};
    f.rules = rules;
    f.table = f.words->language[0] == 'e' ? &words_en_maths : &words_fr_maths;
    if (wishes->brief || wishes->verbose)
        f.modes = f.words->language[0] == 'e' ? &words_en_maths_modes : &words_fr_maths_modes;
    f.numbers = (reading_task){.words = f.words, .digits = wishes->digits};
    const term *said = f.pool ? walk_formula(&f, maths) : NULL;
    const char *alternative = node_attribute(maths, "alttext");
    buffer plain = BUFFER_EMPTY;
    if (said && said->group && said->inner && term_is_short(said->inner))
        said = said->inner;
    if (said && can_be_said(said->words) && !arena_failed(f.pool))
        buffer_text(&plain, said->words);
    else if (alternative && *alternative)
        buffer_text(&plain, alternative);
    else
        node_text(maths, &plain);
    const char *text = buffer_string(&plain);
    buffer_text(out, can_be_said(text) ? text : formula_words(&f, text_is_blank(text) ? "nothing" : "unknown"));
    buffer_free(&plain);
    arena_free(f.pool);
}
