/* Chemistry as mhchem writes it (the package's manual, sections 2 to 4), to TeX. */
#include "tex-expand.h"

#include "base/text.h"

#include <string.h>

/* What stood before: it tells an index from a coefficient, and a charge from a bond. */
typedef enum chemistry_state { BEGINS, AFTER_NUMBER, AFTER_SYMBOL } chemistry_state;

typedef struct chemistry {
    const char *at;
    chemistry_state state;
    buffer *out;
} chemistry;

/* Arrows, the longer ones first. */
static const struct {
    const char *typed, *arrow;
} arrows[] = {
    {"<=>>", "\\rightleftharpoons"}, {"<<=>", "\\rightleftharpoons"}, {"<-->", "\\leftrightarrows"},
    {"<=>", "\\rightleftharpoons"},  {"<->", "\\leftrightarrow"},     {"->", "\\rightarrow"},
    {"<-", "\\leftarrow"},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ends_word(char c)
{
    return !c || strchr(" \t\n)]},;", c);
}

/* Passes over an argument of a script: braces with all that is in them, else digits and a sign; adds it. */
static void take_script(chemistry *c)
{
    unsigned braces = 0;
    if (*c->at != '{') {
        buffer_byte(c->out, '{');
        while (is_digit(*c->at) || (*c->at && strchr("+-", *c->at)))
            buffer_byte(c->out, *c->at++);
        if (c->out->data && c->out->data[c->out->size - 1] == '{' && *c->at && !ends_word(*c->at))
            buffer_byte(c->out, *c->at++);
        buffer_byte(c->out, '}');
        return;
    }
    while (*c->at) {
        char here = *c->at++;
        buffer_byte(c->out, here);
        braces += here == '{';
        braces -= here == '}';
        if (!braces)
            return;
    }
    for (; braces; braces--)
        buffer_byte(c->out, '}');
}

/* "^2-", "_{6}"; before a symbol they are its own; a "^" alone is a gas that leaves. */
static void put_script(chemistry *c)
{
    char sign = *c->at++;
    if (sign == '^' && ends_word(*c->at)) {
        buffer_text(c->out, "\\uparrow ");
        return;
    }
    if (c->state != AFTER_SYMBOL &&
        !(c->out->size && c->out->data[c->out->size - 1] == '}' && c->state == AFTER_NUMBER))
        buffer_text(c->out, "{}");
    buffer_byte(c->out, sign);
    take_script(c);
    c->state = c->state == AFTER_SYMBOL ? AFTER_SYMBOL : AFTER_NUMBER;
}

/* Digits: an index after a symbol, else a coefficient, which may be a fraction. */
static void put_number(chemistry *c)
{
    const char *begin = c->at;
    while (is_digit(*c->at) || ((*c->at == '.' || *c->at == ',') && is_digit(c->at[1])))
        c->at++;
    int size = (int)(c->at - begin);
    if (c->state == AFTER_SYMBOL) {
        buffer_format(c->out, "_{%.*s}", size, begin);
        return;
    }
    if (*c->at == '/' && is_digit(c->at[1])) {
        const char *below = ++c->at;
        while (is_digit(*c->at))
            c->at++;
        buffer_format(c->out, "\\frac{%.*s}{%.*s}", size, begin, (int)(c->at - below), below);
    } else
        buffer_add(c->out, begin, (size_t)size);
    buffer_text(c->out, "\\,");
    c->state = BEGINS;
    while (*c->at == ' ')
        c->at++;
}

/* A symbol of an element, a capital and the small letters after it; other letters together. */
static void put_letters(chemistry *c)
{
    const char *begin = c->at++;
    if (*begin == 'v' && (c->state == BEGINS) && ends_word(*c->at)) {
        buffer_text(c->out, "\\downarrow ");
        return;
    }
    while (*c->at >= 'a' && *c->at <= 'z')
        c->at++;
    buffer_format(c->out, "\\mathrm{%.*s}", (int)(c->at - begin), begin);
    c->state = AFTER_SYMBOL;
}

/* What stands above or below an arrow, in brackets. */
static bool take_condition(chemistry *c, const char **begin, int *size)
{
    const char *end = *c->at == '[' ? strchr(c->at, ']') : NULL;
    if (!end)
        return false;
    *begin = c->at + 1;
    *size = (int)(end - *begin);
    c->at = end + 1;
    return true;
}

static bool put_arrow(chemistry *c)
{
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        if (!text_begins(c->at, arrows[i].typed))
            continue;
        const char *above = NULL, *below = NULL;
        int above_size = 0, below_size = 0;
        c->at += strlen(arrows[i].typed);
        if (!take_condition(c, &above, &above_size))
            buffer_format(c->out, "%s ", arrows[i].arrow);
        else if (take_condition(c, &below, &below_size))
            buffer_format(c->out, "\\underset{\\text{%.*s}}{\\overset{\\text{%.*s}}{%s}}", below_size, below,
                          above_size, above, arrows[i].arrow);
        else
            buffer_format(c->out, "\\overset{\\text{%.*s}}{%s}", above_size, above, arrows[i].arrow);
        c->state = BEGINS;
        return true;
    }
    return false;
}

/* Plus and minus: a charge at a symbol's end, else a bond or the sign of a sum. */
static void put_sign(chemistry *c)
{
    char sign = *c->at++;
    if (c->state == AFTER_SYMBOL && ends_word(*c->at))
        buffer_format(c->out, "^{%c}", sign);
    else {
        buffer_format(c->out, c->state == AFTER_SYMBOL ? "{%c}" : "%c", sign);
        c->state = BEGINS;
    }
}

/* "$...$" and commands are TeX already. */
static void put_tex(chemistry *c)
{
    const char *begin = c->at++, *end = *begin == '$' ? strchr(c->at, '$') : NULL;
    if (end) {
        buffer_add(c->out, begin + 1, (size_t)(end - begin - 1));
        c->at = end + 1;
    } else if (*begin == '\\') {
        while (ascii_is_letter(*c->at))
            c->at++;
        c->at += c->at == begin + 1 && *c->at;
        buffer_add(c->out, begin, (size_t)(c->at - begin));
        buffer_byte(c->out, ' ');
    }
    c->state = AFTER_SYMBOL;
}

static void put_other(chemistry *c)
{
    static const struct {
        char typed;
        const char *tex;
        chemistry_state after;
    } signs[] = {{'*', "\\cdot ", BEGINS},   {'.', "\\cdot ", BEGINS}, {'=', "{=}", BEGINS},
                 {'#', "{\\equiv}", BEGINS}, {'(', "(", BEGINS},       {'[', "[", BEGINS},
                 {')', ")", AFTER_SYMBOL},   {']', "]", AFTER_SYMBOL}, {'{', "", BEGINS},
                 {'}', "", AFTER_SYMBOL},    {'&', "&", BEGINS},       {'%', "\\%", AFTER_SYMBOL}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (*c->at == signs[i].typed) {
            buffer_text(c->out, signs[i].tex);
            c->state = signs[i].after;
            c->at++;
            return;
        }
    buffer_byte(c->out, *c->at++);
}

void tex_chemistry(const char *formula, buffer *out)
{
    chemistry c = {formula, BEGINS, out};
    while (*c.at) {
        if (ascii_is_space(*c.at)) {
            c.state = BEGINS;
            buffer_byte(out, *c.at++);
        } else if (put_arrow(&c))
            continue;
        else if (ascii_is_letter(*c.at))
            put_letters(&c);
        else if (is_digit(*c.at))
            put_number(&c);
        else if (*c.at == '^' || *c.at == '_')
            put_script(&c);
        else if (*c.at == '+' || *c.at == '-')
            put_sign(&c);
        else if (*c.at == '$' || *c.at == '\\')
            put_tex(&c);
        else
            put_other(&c);
    }
}
