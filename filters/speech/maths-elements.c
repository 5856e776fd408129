/* Elements of MathML as terms. */
#include "filters/speech/maths-elements.h"

#include "base/text.h"

#include <string.h>

typedef term *element_rule(formula *f, const ard_node *node, term *first, unsigned count);

static term *child_at(term *first, unsigned number)
{
    while (first && number--)
        first = first->next;
    return first;
}

/* Children one after the other, rows among them opened; but what stands between bars is one thing. */
static term *row(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *made = term_new(f, TERM_ROW, "");
    (void)node;
    (void)count;
    for (term *t = first, *next; t; t = next) {
        next = t->next;
        row_add(made, t);
    }
    bool bars = made && made->items && made->items != made->last && made->items->kind == TERM_BAR &&
                made->last->kind == TERM_BAR;
    return bars ? row_say(f, made) : made;
}

static term *silent(formula *f, const ard_node *node, term *first, unsigned count)
{
    (void)first;
    (void)count;
    term *t = term_new(f, TERM_INVISIBLE, "");
    if (t)
        t->token = node->text;
    return t;
}

static term *first_child(formula *f, const ard_node *node, term *first, unsigned count)
{
    (void)count;
    return first ? first : silent(f, node, NULL, 0);
}

static term *token(formula *f, const ard_node *node, term *first, unsigned count)
{
    (void)first;
    (void)count;
    return token_say(f, node);
}

/* Whether a part of a fraction is so short that "a sur b" is clear. */
static bool is_part(const formula *f, const term *t)
{
    unsigned kept = HAS_INDEX | (f->wishes->school ? HAS_POWER : 0);
    return !(t->traits & ~kept) || t->vulgar;
}

/* A fraction that has a name, or NULL. */
static term *vulgar(formula *f, const term *above, const term *below)
{
    buffer words = BUFFER_EMPTY;
    bool numbers = above->kind == TERM_NUMBER && below->kind == TERM_NUMBER && above->whole && below->whole;
    bool found = numbers && reading_vulgar(&words, above->value, below->value, f->words->language);
    term *t = found ? term_new(f, TERM_THING, buffer_string(&words)) : NULL;
    buffer_free(&words);
    if (t) {
        t->vulgar = true;
        t->traits = HAS_OVER;
    }
    return t;
}

static term *mfrac(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *below = row_say(f, child_at(first, 1)), *above = row_say(f, first), *t;
    const char *line = node_attribute(node, "linethickness");
    if (count != 2 || !above || !below)
        return row(f, node, first, count);
    if (line && *line == '0')
        return term_from(f, "combinations", below, above, NULL);
    t = vulgar(f, above, below);
    if (t)
        return t;
    if (above->kind == TERM_UNIT && below->kind == TERM_UNIT && below->row) {
        below = term_new(f, TERM_UNIT, below->row[1]);
        return term_from(f, "unit per unit", above, below, NULL);
    }
    bool plain = is_part(f, above) && is_part(f, below) && !f->wishes->verbose;
    t = term_from(f, plain ? "over" : "fraction", above, below, NULL);
    if (t)
        t->traits = plain ? HAS_OVER | ((above->traits | below->traits) & (HAS_POWER | HAS_INDEX)) : HAS_FRACTION;
    return t;
}

static term *root_of(formula *f, const term *of, const term *degree)
{
    char key[24] = "root";
    bool named = degree && degree->whole && degree->value >= 2 && degree->value <= 4;
    bool lengthy = of->traits & ~(unsigned)HAS_INDEX || f->wishes->verbose;
    if (!degree)
        memcpy(key, lengthy ? "root 2 long" : "root 2", lengthy ? 12 : 7);
    else if (named) {
        key[4] = ' ';
        key[5] = (char)('0' + degree->value);
    }
    term *t = term_from(f, key, of, degree, NULL);
    if (t)
        t->traits = HAS_ROOT | (of->traits & (HAS_EXPONENT | HAS_FENCE));
    return t;
}

static term *msqrt(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *of = row_say(f, row(f, node, first, count));
    return of ? root_of(f, of, NULL) : NULL;
}

static term *mroot(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *degree = row_say(f, child_at(first, 1)), *of = row_say(f, first);
    return count == 2 && of && degree ? root_of(f, of, degree) : row(f, node, first, count);
}

static term *msub(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *script = row_say(f, child_at(first, 1));
    return count == 2 ? scripts_say(f, row_say(f, first), script, NULL) : row(f, node, first, count);
}

static term *msup(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *script = row_say(f, child_at(first, 1));
    return count == 2 ? scripts_say(f, row_say(f, first), NULL, script) : row(f, node, first, count);
}

static term *msubsup(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *above = row_say(f, child_at(first, 2)), *below = row_say(f, child_at(first, 1));
    return count == 3 ? scripts_say(f, row_say(f, first), below, above) : row(f, node, first, count);
}

static term *munder(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *below = row_say(f, child_at(first, 1));
    return count == 2 ? limits_say(f, row_say(f, first), below, NULL) : row(f, node, first, count);
}

static term *mover(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *above = row_say(f, child_at(first, 1));
    return count == 2 ? limits_say(f, row_say(f, first), NULL, above) : row(f, node, first, count);
}

static term *munderover(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *above = row_say(f, child_at(first, 2)), *below = row_say(f, child_at(first, 1));
    return count == 3 ? limits_say(f, row_say(f, first), below, above) : row(f, node, first, count);
}

/* ---- Scripts before a base ---- */

/* The scripts of one side in words: every second child from `t` on, as far as the other side or the end. */
static term *scripts_of(formula *f, term *t, bool above)
{
    buffer words = BUFFER_EMPTY;
    for (unsigned number = 0; t && !(t->token && strcmp(t->token, "mprescripts") == 0); t = t->next, number++)
        if ((number & 1) == (unsigned)above && *t->words)
            buffer_format(&words, "%s%s", words.size ? " " : "", t->words);
    term *made = words.size ? term_new(f, TERM_THING, buffer_string(&words)) : NULL;
    buffer_free(&words);
    return made;
}

static term *mmultiscripts(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *rest = NULL, *base, *left, *made;
    for (term **link = &first; *link; link = &(*link)->next) {
        term *next = (*link)->next;
        *link = row_say(f, *link);
        if (!*link)
            return NULL;
        (*link)->next = next;
    }
    if (!count)
        return row(f, node, first, count);
    base = made = first;
    for (term *t = first->next; t && !rest; t = t->next)
        if (t->token && strcmp(t->token, "mprescripts") == 0)
            rest = t->next;
    term *below = scripts_of(f, base->next, false), *above = scripts_of(f, base->next, true);
    left = rest ? scripts_of(f, rest, false) : NULL;
    term *power = rest ? scripts_of(f, rest, true) : NULL;
    if (left && below && !above && !power && base->token && strchr("ACP", *base->token))
        return term_from(f, "choice", left, base, below);
    made = power ? term_from(f, "left power", made, power, NULL) : made;
    made = left && made ? term_from(f, "left index", made, left, NULL) : made;
    made = below && made ? term_from(f, "right index", made, below, NULL) : made;
    made = above && made ? term_from(f, "right power", made, above, NULL) : made;
    return made;
}

/* ---- Fences, tables ---- */

/* A token of a sign that stands in an attribute. */
static term *sign_of(formula *f, const char *sign, size_t size, term_kind kind)
{
    const char *const *found = word_find(f->table, sign, size);
    term *t = term_new(f, kind, found ? found[f->wishes->school ? 2 : 3] : "");
    if (t)
        t->token = arena_copy(f->pool, sign, size);
    return t;
}

static term *mfenced(formula *f, const ard_node *node, term *first, unsigned count)
{
    const char *open = node_attribute(node, "open"), *close = node_attribute(node, "close");
    const char *separators = node_attribute(node, "separators");
    term *made = term_new(f, TERM_ROW, "");
    open = open ? open : "(";
    close = close ? close : ")";
    separators = separators ? separators : ",";
    bool bar = *open == '|';
    (void)count;
    if (*open)
        row_add(made, sign_of(f, open, strlen(open), bar ? TERM_BAR : TERM_OPEN));
    for (term *t = first, *next; t; t = next) {
        next = t->next;
        row_add(made, t);
        if (next && *separators) {
            const char *end = separators;
            text_next(&end);
            row_add(made, sign_of(f, separators, (size_t)(end - separators), TERM_SIGN));
            separators = *end ? end : separators;
        }
    }
    if (*close)
        row_add(made, sign_of(f, close, strlen(close), bar ? TERM_BAR : TERM_CLOSE));
    return made;
}

/* A cell: its row in words. */
static term *mtd(formula *f, const ard_node *node, term *first, unsigned count)
{
    return row_say(f, row(f, node, first, count));
}

/* A row of a table: its cells stay apart. */
static term *mtr(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *made = term_new(f, TERM_THING, "");
    (void)node;
    if (made) {
        made->items = first;
        made->columns = count;
    }
    return made;
}

static term *mtable(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *made = term_new(f, TERM_THING, "");
    (void)node;
    if (!made)
        return NULL;
    made->table = true;
    made->items = first;
    made->rows = count;
    for (const term *t = first; t; t = t->next)
        made->columns = t->columns > made->columns ? t->columns : made->columns;
    return table_say(f, made, "");
}

/* ---- Calculations set out in columns (MathML 3, 3.6) ---- */

/* Rows of a calculation in words, from `t` on, commas between. */
static term *stack_rows(formula *f, term *t)
{
    buffer words = BUFFER_EMPTY;
    for (term *next; t; t = next) {
        next = t->next;
        term *said = row_say(f, t);
        if (said && *said->words)
            buffer_format(&words, "%s%s", words.size ? ", " : "", said->words);
    }
    term *made = term_new(f, TERM_THING, buffer_string(&words));
    buffer_free(&words);
    if (made)
        made->traits = HAS_TABLE;
    return made;
}

static term *mstack(formula *f, const ard_node *node, term *first, unsigned count)
{
    (void)node;
    (void)count;
    term *rows = stack_rows(f, first), *made = rows ? term_from(f, "stack", rows, NULL, NULL) : NULL;
    if (made)
        made->traits = HAS_TABLE;
    return made;
}

/* Divisor, quotient, then the dividend and what is taken from it (3.6.2). */
static term *mslongdiv(formula *f, const ard_node *node, term *first, unsigned count)
{
    if (count < 3)
        return mstack(f, node, first, count);
    term *third = child_at(first, 2), *rest = third->next, *dividend = row_say(f, third);
    term *quotient = row_say(f, child_at(first, 1)), *divisor = row_say(f, first), *rows;
    dividend = dividend ? term_from(f, "dividend", dividend, NULL, NULL) : NULL;
    divisor = divisor ? term_from(f, "divisor", divisor, NULL, NULL) : NULL;
    quotient = quotient ? term_from(f, "quotient", quotient, NULL, NULL) : NULL;
    if (!dividend || !divisor || !quotient)
        return NULL;
    dividend->next = divisor;
    divisor->next = quotient;
    quotient->next = rest;
    rows = stack_rows(f, dividend);
    return rows ? term_from(f, "long division", rows, NULL, NULL) : NULL;
}

static term *msline(formula *f, const ard_node *node, term *first, unsigned count)
{
    (void)node;
    (void)first;
    (void)count;
    return term_new(f, TERM_TEXT, formula_words(f, "stack line"));
}

static term *mscarries(formula *f, const ard_node *node, term *first, unsigned count)
{
    term *said = row_say(f, row(f, node, first, count));
    return said && *said->words ? term_from(f, "carries", said, NULL, NULL) : said;
}

/* A row of a calculation: its items are no arguments of a neighbour's. */
static term *msrow(formula *f, const ard_node *node, term *first, unsigned count)
{
    return row_say(f, row(f, node, first, count));
}

/* What is struck out, ringed or boxed (3.3.9). */
static term *menclose(formula *f, const ard_node *node, term *first, unsigned count)
{
    static const char *const keys[][2] = {{"strike", "crossed"},
                                          {"circle", "enclosed circle"},
                                          {"box", "enclosed box"},
                                          {"radical", "root 2"}};
    const char *how = node_attribute(node, "notation");
    term *inside = row(f, node, first, count);
    for (size_t i = 0; how && i < sizeof keys / sizeof *keys; i++)
        if (strstr(how, keys[i][0])) {
            term *said = row_say(f, inside), *made = said ? term_from(f, keys[i][1], said, NULL, NULL) : NULL;
            if (made)
                made->traits = said->traits | (i == 3 ? HAS_ROOT : 0);
            return made;
        }
    return inside;
}

static term *mglyph(formula *f, const ard_node *node, term *first, unsigned count)
{
    const char *alternative = node_attribute(node, "alt");
    (void)first;
    (void)count;
    return term_new(f, TERM_TEXT, alternative ? alternative : "");
}

static const struct element_row {
    const char *name;
    element_rule *rule;
} rules[] = {
    {"mi", token},
    {"mn", token},
    {"mo", token},
    {"mtext", token},
    {"ms", token},
    {"mfrac", mfrac},
    {"msqrt", msqrt},
    {"mroot", mroot},
    {"msub", msub},
    {"msup", msup},
    {"msubsup", msubsup},
    {"munder", munder},
    {"mover", mover},
    {"munderover", munderover},
    {"mmultiscripts", mmultiscripts},
    {"mfenced", mfenced},
    {"mtable", mtable},
    {"mtr", mtr},
    {"mlabeledtr", mtr},
    {"mtd", mtd},
    {"menclose", menclose},
    {"mstack", mstack},
    {"mslongdiv", mslongdiv},
    {"msgroup", row},
    {"msrow", msrow},
    {"msline", msline},
    {"mscarries", mscarries},
    {"mspace", silent},
    {"mphantom", silent},
    {"none", silent},
    {"mprescripts", silent},
    {"maligngroup", silent},
    {"malignmark", silent},
    {"mglyph", mglyph},
    {"maction", first_child},
    {"semantics", first_child},
    {"annotation", silent},
    {"annotation-xml", silent},
};

term *element_say(formula *f, const ard_node *node, term *first, unsigned count)
{
    for (size_t i = 0; kind_is(node, MATHML) && i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].name, node->text) == 0)
            return rules[i].rule(f, node, first, count);
    return row(f, node, first, count);
}
