/* Scripts, bounds, accents and braces in StarMath. */
#include "starmath.h"

#include "base/text.h"

#include <string.h>

/* ---- Scripts ---------------------------------------------------------------------------------------------------- */

static const char *slot_word(star_slot where)
{
    static const char *const names[] = {"_", "^", "csub", "csup", "lsub", "lsup", "from", "to"};
    unsigned row = 0;
    while (where >> row > 1)
        row++;
    return names[row];
}

/* The piece that can take a script at `where`: itself, or in a group where it holds a script there already, where its
 * scripts are of the other sort, or where a script would go to its last part alone. */
static star_piece *base_for(arena *pool, star_piece *base, star_slot where)
{
    const uint8_t limits = STAR_FROM | STAR_TO;
    if (star_is_empty(base))
        return star_group(pool, NULL);
    bool mixed = base->scripts && !(base->scripts & limits) != !(where & limits);
    bool loose = base->kind == STAR_TERM || base->kind == STAR_FRACTION || base->kind == STAR_BLANK;
    return loose || mixed || (base->scripts & where) ? star_group(pool, base) : base;
}

/* Whether a script is a mark that stands high by itself: primes, a degree. */
bool star_is_mark(const ard_node *n)
{
    while (n && n->kind == MATHML && n->first && n->first == n->last && n->first->kind == MATHML)
        n = n->first;
    const char *text = n && n->kind == MATHML && n->first && n->first->kind == TEXT ? n->first->text : "";
    return text_in_list("′ ″ ‴ ' '' ° ∘", text);
}

/* A script of what has one at the same place: (e^x)² must not be read e^(x2), which LibreOffice sets on one height. So
 * it is the script of nothing in a script, as large as a script is. */
static star_piece *beyond(arena *pool, star_piece *script, star_slot where)
{
    star_piece *made = star_group(pool, NULL);
    star_after(pool, made, slot_word(where));
    star_take(made, star_group(pool, script));
    made = star_group(pool, made);
    star_before(pool, made, "size *1.5");
    return made;
}

star_piece *star_script(arena *pool, star_piece *base, star_piece *script, star_slot where)
{
    if (star_is_empty(script))
        return base;
    if (base && base->kind == STAR_BIG && (where & (STAR_UNDER | STAR_OVER)))
        where = where == STAR_UNDER ? STAR_FROM : STAR_TO;
    bool again = base && (base->scripts & where & (STAR_SUB | STAR_SUP));
    base = base_for(pool, base, where);
    if (!base)
        return NULL;
    star_after(pool, base, slot_word(where));
    if (again)
        script = beyond(pool, script, where);
    if (!script)
        return base;
    base->tall |= script->tall || (base->kind == STAR_BIG && (where & (STAR_FROM | STAR_TO))) ||
                  (where & (STAR_UNDER | STAR_OVER));
    star_take(base, star_group(pool, script));
    base->scripts |= where;
    base->letter = NULL;
    return base;
}

/* A mark beside its base, as it is: f′, 30°. */
star_piece *star_mark(arena *pool, star_piece *base, star_piece *mark)
{
    bool degree = mark && mark->first && strcmp(mark->first->text, "circ") == 0;
    if (star_is_empty(base) || (base->kind != STAR_ATOM && base->kind != STAR_FENCE))
        base = star_group(pool, base);
    if (degree)
        star_after(pool, base, "\"°\"");
    else
        star_take(base, mark);
    if (base) {
        base->kind = base->kind == STAR_FENCE ? STAR_FENCE : STAR_TERM;
        base->letter = NULL;
    }
    return base;
}

/* ---- Accents ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *mark, *narrow, *wide, *under; /* over one letter, over more, below; NULL: as any script */
} accents[] = {
    {"→", "vec", "widevec", NULL},
    {"⃗", "vec", "widevec", NULL},
    {"⟶", "vec", "widevec", NULL},
    {"⇀", "harpoon", "wideharpoon", NULL},
    {"¯", "overline", "overline", "underline"},
    {"‾", "overline", "overline", "underline"},
    {"―", "overline", "overline", "underline"},
    {"_", "overline", "overline", "underline"},
    {"̅", "overline", "overline", NULL},
    {"̲", NULL, NULL, "underline"},
    {"^", "hat", "widehat", NULL},
    {"ˆ", "hat", "widehat", NULL},
    {"̂", "hat", "widehat", NULL},
    {"~", "tilde", "widetilde", NULL},
    {"˜", "tilde", "widetilde", NULL},
    {"̃", "tilde", "widetilde", NULL},
    {"˙", "dot", "dot", NULL},
    {"̇", "dot", "dot", NULL},
    {"¨", "ddot", "ddot", NULL},
    {"̈", "ddot", "ddot", NULL},
    {"⃛", "dddot", "dddot", NULL},
    {"˘", "breve", "breve", NULL},
    {"ˇ", "check", "check", NULL},
    {"´", "acute", "acute", NULL},
    {"`", "grave", "grave", NULL},
    {"˚", "circle", "circle", NULL},
};

/* The characters of a token that an element comes to; "" for more. */
static const char *mark_text(const ard_node *n)
{
    while (n && n->kind == MATHML && n->first && n->first == n->last && n->first->kind == MATHML)
        n = n->first;
    bool token = n && n->kind == MATHML && text_in_list("mo mi mtext", n->text) && n->first;
    return token && n->first->kind == TEXT ? n->first->text : "";
}

/* A brace above or below; what stands beyond it is its label. */
static star_piece *braced(arena *pool, star_piece *base, bool below)
{
    star_piece *made = star_group(pool, base), *label = star_group(pool, NULL);
    star_after(pool, made, below ? "underbrace" : "overbrace");
    if (!made || !label)
        return NULL;
    made->label = label->first;
    star_take(made, label);
    made->kind = STAR_FRACTION;
    made->tall = true;
    return made;
}

/* The accented form of a base, or NULL where the mark is none that StarMath has. */
static star_piece *accented(arena *pool, star_piece *base, const char *mark, bool below)
{
    bool operator= base && base->kind >= STAR_RELATION;
    if (!*mark || operator)
        return NULL;
    if (strcmp(mark, below ? "⏟" : "⏞") == 0)
        return braced(pool, base, below);
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        bool one = base && base->kind == STAR_ATOM && base->first == base->last && base->letter;
        const char *word = below ? accents[i].under : one ? accents[i].narrow : accents[i].wide;
        if (word && strcmp(accents[i].mark, mark) == 0)
            return star_prefixed(pool, word, base);
    }
    return NULL;
}

/* Something over or below a base: an accent, the label of a brace, a bound, or any text. */
star_piece *star_beyond(arena *pool, star_piece *base, star_piece *script, const ard_node *node, star_slot where)
{
    star_piece *made = accented(pool, base, mark_text(node), where == STAR_UNDER);
    if (made)
        return made;
    if (!base || !base->label || star_is_empty(script))
        return star_script(pool, base, script, where);
    star_piece *label = star_group(pool, script);
    if (label && label->first) {
        star_fragment *after = base->label->next;
        base->label->text = label->first->text;
        base->label->next = label->first->next;
        label->last->next = after ? after->next : NULL;
        base->last = after && after->next ? base->last : label->last;
        base->label = NULL;
    }
    return base;
}
