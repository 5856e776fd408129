#include "omml-writing.h"

#include "base/table.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* MathML's variants as a run's script (22.1.2.95 m:scr) and style (22.1.2.94 m:sty), ascending. */
typedef struct variant_row {
    const char *variant, *script, *style;
} variant_row;

static const variant_row variants[] = {
    {"bold", NULL, "b"},
    {"bold-fraktur", "fraktur", "b"},
    {"bold-italic", NULL, "bi"},
    {"bold-sans-serif", "sans-serif", "b"},
    {"bold-script", "script", "b"},
    {"double-struck", "double-struck", "p"},
    {"fraktur", "fraktur", "p"},
    {"italic", NULL, NULL},
    {"monospace", "monospace", "p"},
    {"normal", NULL, "p"},
    {"sans-serif", "sans-serif", "p"},
    {"sans-serif-bold-italic", "sans-serif", "bi"},
    {"sans-serif-italic", "sans-serif", NULL},
    {"script", "script", "p"},
};

/* Blanks by their width in em. */
static const struct {
    double width;
    const char *blank;
} blanks[] = {
    {1, "\u2003"},     {0.5, "\u2002"},   {0.333, "\u00A0"}, {0.278, "\u2005"},
    {0.222, "\u205F"}, {0.167, "\u2006"}, {0.1, "\u200A"},
};

bool omml_is(const ard_node *node, const char *name)
{
    return node && node->kind == MATHML && strcmp(node->text, name) == 0;
}

const char *omml_characters(const ard_node *node)
{
    return node && node->first && node->first->kind == TEXT ? node->first->text : "";
}

/* ---- Colours ---------------------------------------------------------------------------------------------------- */

/* A colour as Word has it, six digits; false where it is none that is known. */
static bool colour_digits(const char *colour, char digits[7])
{
    static const struct {
        const char *name, *digits;
    } names[] = {{"black", "000000"},  {"blue", "0000FF"},  {"brown", "A52A2A"},  {"cyan", "00FFFF"},
                 {"gray", "808080"},   {"green", "008000"}, {"lime", "00FF00"},   {"magenta", "FF00FF"},
                 {"orange", "FFA500"}, {"pink", "FFC0CB"},  {"purple", "800080"}, {"red", "FF0000"},
                 {"violet", "EE82EE"}, {"white", "FFFFFF"}, {"yellow", "FFFF00"}};
    const char *hex = "0123456789abcdefABCDEF";
    size_t length = strlen(colour);
    const void *row = ROW_NAMED(colour, names);
    if (row) {
        memcpy(digits, ((const char *const *)row)[1], 7);
        return true;
    }
    if (*colour != '#' || (length != 4 && length != 7) || strspn(colour + 1, hex) != length - 1)
        return false;
    for (size_t i = 0; i < 6; i++)
        digits[i] = colour[1 + (length == 4 ? i / 2 : i)];
    digits[6] = '\0';
    return true;
}

/* ---- Runs ------------------------------------------------------------------------------------------------------- */

static void write_properties(omml_writing *w)
{
    const variant_row *row = w->look.variant ? ROW_NAMED(w->look.variant, variants) : NULL;
    if (w->words || (row && (row->script || row->style)))
        buffer_text(w->out, "<m:rPr>");
    if (w->words)
        buffer_text(w->out, "<m:nor/></m:rPr>");
    else if (row && (row->script || row->style)) {
        if (row->script)
            buffer_format(w->out, "<m:scr m:val=\"%s\"/>", row->script);
        if (row->style)
            buffer_format(w->out, "<m:sty m:val=\"%s\"/>", row->style);
        buffer_text(w->out, "</m:rPr>");
    }
    buffer_text(w->out, "<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/>");
    bool bold = row && !w->words && row->style && *row->style == 'b';
    bool slanted = !w->words && (!row || !row->style || strcmp(row->style, "bi") == 0);
    if (bold)
        buffer_text(w->out, "<w:b/>");
    if (slanted)
        buffer_text(w->out, "<w:i/>");
    char digits[7];
    if (w->look.colour && colour_digits(w->look.colour, digits))
        buffer_format(w->out, "<w:color w:val=\"%s\"/>", digits);
    else if (w->look.colour)
        w->lost++;
    buffer_text(w->out, "</w:rPr>");
}

void omml_end_run(omml_writing *w)
{
    if (!w->run.size)
        return;
    buffer_text(w->out, "<m:r>");
    write_properties(w);
    bool blank = strchr(" \t\n", w->run.data[0]) || strchr(" \t\n", w->run.data[w->run.size - 1]);
    buffer_text(w->out, blank ? "<m:t xml:space=\"preserve\">" : "<m:t>");
    buffer_xml(w->out, w->run.data, w->run.size, false);
    buffer_text(w->out, "</m:t></m:r>");
    buffer_reset(&w->run);
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The code point that a run ends with; 0 for none. */
static uint32_t last_point(const buffer *run)
{
    size_t at = run->size, length;
    while (at && ((unsigned char)run->data[--at] & 0xC0) == 0x80)
        ;
    return run->size ? text_decode(run->data + at, run->size - at, &length) : 0;
}

/* Whether characters can follow those of the open run without making one token with them. */
static bool may_join(const omml_writing *w, const char *text, omml_look look)
{
    const char *at = text;
    uint32_t last = last_point(&w->run), first = text_next(&at);
    if (!w->run.size || w->words || !same(w->look.variant, look.variant) || !same(w->look.colour, look.colour))
        return false;
    bool in_number = text_is_digit(first) || first == '.' || first == ',' || first == 0xA0 || first == 0x202F;
    if (text_is_digit(last) && in_number)
        return false;
    bool combining = (first >= 0x300 && first <= 0x36F) || (first >= 0x20D0 && first <= 0x20F0);
    return !combining && !(look.variant && text_is_letter(last) && text_is_letter(first));
}

static void put(omml_writing *w, const char *text, omml_look look)
{
    if (!*text)
        return;
    if (!may_join(w, text, look))
        omml_end_run(w);
    w->look = look;
    w->words = false;
    buffer_text(&w->run, text);
}

void omml_put_words(omml_writing *w, const char *text, omml_look look)
{
    omml_end_run(w);
    w->look = look;
    w->look.variant = NULL;
    w->words = true;
    buffer_text(&w->run, text);
    omml_end_run(w);
}

/* Letters without their accents. */
static size_t count_letters(const char *text)
{
    size_t letters = 0;
    for (uint32_t point; (point = text_next(&text)) != 0;)
        letters += !(point >= 0x300 && point <= 0x36F);
    return letters;
}

void omml_put_token(omml_writing *w, const ard_node *token, omml_look look)
{
    const char *text = omml_characters(token), *own = node_attribute(token, "mathvariant"),
               *colour = node_attribute(token, "mathcolor");
    const char *first = text;
    look.colour = colour ? colour : look.colour;
    if (omml_is(token, "mtext") || omml_is(token, "ms")) {
        buffer quoted = BUFFER_EMPTY;
        buffer_format(&quoted, omml_is(token, "ms") ? "\"%s\"" : "%s", text);
        if (*text)
            omml_put_words(w, buffer_string(&quoted), look);
        buffer_free(&quoted);
        return;
    }
    look.variant = own ? own : look.variant;
    bool letter = text_is_letter(text_next(&first)), one = count_letters(text) == 1;
    if (omml_is(token, "mi") && !one && !look.variant)
        look.variant = "normal";
    else if (!omml_is(token, "mi") && look.variant && !text_begins(look.variant, "bold") && !own)
        look.variant = NULL;
    else if (omml_is(token, "mo") && letter && !look.variant)
        look.variant = "normal";
    if (look.variant && strcmp(look.variant, "italic") == 0)
        look.variant = NULL;
    put(w, text, look);
}

void omml_put_space(omml_writing *w, const ard_node *space)
{
    const char *width = node_attribute(space, "width"), *line = node_attribute(space, "linebreak");
    if (line && strcmp(line, "newline") == 0) {
        omml_end_run(w);
        buffer_text(w->out, "<m:r><w:br/></m:r>");
        return;
    }
    char *unit = NULL;
    double left = width ? strtod(width, &unit) : 0;
    enum { MOST = 20 };
    const double least = 0.05;
    left = unit && strcmp(unit, "em") == 0 && left < MOST ? left : unit && strcmp(unit, "ex") == 0 ? left / 2 : 0;
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        while (left > least && left >= blanks[i].width - 0.02 && (i == 0 || left > 0)) {
            put(w, blanks[i].blank, w->run.size ? w->look : (omml_look){NULL, NULL});
            left -= blanks[i].width;
        }
}
