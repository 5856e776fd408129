/* MTEF: characters. Codes are Unicode's, but for a private range of signs, alphabets and blanks; version 3 may have the
 * positions of the fonts Symbol and MT Extra. */
#include "mtef-reading.h"

#include "base/text.h"

#include <string.h>

enum typeface {
    TEXT_FACE = 1,
    FUNCTION_FACE,
    VARIABLE_FACE,
    SMALL_GREEK,
    CAPITAL_GREEK,
    SYMBOL_FACE,
    VECTOR_FACE,
    NUMBER_FACE,
    EXTRA_FACE = 11,
    TEXT_EAST = 12,
    MARKER_FACE = 23,
    SPACE_FACE = 24
};

enum {
    BLANKS = 0xEF00,
    BLANKS_END = 0xEF10,
    FRAKTUR = 0xF000,
    DOUBLE = 0xF080,
    SCRIPT = 0xF100,
    LETTERS = 52,
    PRIVATE = 0xE000,
    PRIVATE_END = 0xF8FF
};

/* The font Symbol, from 0x20 and from 0xA0 on; a blank where it has nothing for a formula. */
static const uint16_t symbols_low[] = {
    ' ',   '!',   0x2200, '#',   0x2203, '%',   '&',    0x220B, '(',    ')',   0x2217, '+',   ',',   0x2212,
    '.',   '/',   '0',    '1',   '2',    '3',   '4',    '5',    '6',    '7',   '8',    '9',   ':',   ';',
    '<',   '=',   '>',    '?',   0x2245, 0x391, 0x392,  0x3A7,  0x394,  0x395, 0x3A6,  0x393, 0x397, 0x399,
    0x3D1, 0x39A, 0x39B,  0x39C, 0x39D,  0x39F, 0x3A0,  0x398,  0x3A1,  0x3A3, 0x3A4,  0x3A5, 0x3C2, 0x3A9,
    0x39E, 0x3A8, 0x396,  '[',   0x2234, ']',   0x22A5, '_',    0x203E, 0x3B1, 0x3B2,  0x3C7, 0x3B4, 0x3B5,
    0x3C6, 0x3B3, 0x3B7,  0x3B9, 0x3D5,  0x3BA, 0x3BB,  0x3BC,  0x3BD,  0x3BF, 0x3C0,  0x3B8, 0x3C1, 0x3C3,
    0x3C4, 0x3C5, 0x3D6,  0x3C9, 0x3BE,  0x3C8, 0x3B6,  '{',    '|',    '}',   0x223C,
};
static const uint16_t symbols_high[] = {
    0x20AC, 0x3D2,  0x2032, 0x2264, '/',    0x221E, 0x192,  0x2663, 0x2666, 0x2665, 0x2660, 0x2194, 0x2190, 0x2191,
    0x2192, 0x2193, 0xB0,   0xB1,   0x2033, 0x2265, 0xD7,   0x221D, 0x2202, 0x2022, 0xF7,   0x2260, 0x2261, 0x2248,
    0x2026, ' ',    ' ',    ' ',    0x2135, 0x2111, 0x211C, 0x2118, 0x2297, 0x2295, 0x2205, 0x2229, 0x222A, 0x2283,
    0x2287, 0x2284, 0x2282, 0x2286, 0x2208, 0x2209, 0x2220, 0x2207, 0xAE,   0xA9,   0x2122, 0x220F, 0x221A, 0x22C5,
    0xAC,   0x2227, 0x2228, 0x21D4, 0x21D0, 0x21D1, 0x21D2, 0x21D3, 0x25CA, 0x27E8, 0xAE,   0xA9,   0x2122, 0x2211,
};

/* Codes of the private range, and of the font MT Extra. */
static const struct {
    uint16_t code, point;
} signs[] = {{0xE901, 0x2A72}, {0xE902, 0x2A71}, {0xE90B, 0x2287}, {0xE90C, 0x2286}, {0xE922, 0x22DA},
             {0xE92D, 0x22DB}, {0xE932, 0x2272}, {0xE933, 0x2273}, {0xE93A, 0x227E}, {0xE93B, 0x227F},
             {0xE98F, 0x22C5}, {0xEA06, 0x2270}, {0xEA07, 0x2271}, {0xEA0B, 0x2289}, {0xEA0C, 0x2288},
             {0xEE19, 0x2057}, {0xEC02, 0x23DE}, {0xEC00, 0x23DF}},
  extras[] = {{0x4B, 0x2026}, {0x4C, 0x22EF}, {0x4D, 0x22EE}, {0x4E, 0x22F0}, {0x4F, 0x22F1}, {0x55, 0x222A},
              {0x49, 0x2229}, {0x50, 0x220F}, {0x6C, 0x2113}, {0x68, 0x210F}, {0x6D, 0x2213}, {0x57, 0x222A}};

/* The double-struck letters that Unicode has of old. */
static uint32_t letter(unsigned code)
{
    static const struct {
        char letter;
        uint16_t point;
    } apart[] = {{'C', 0x2102}, {'H', 0x210D}, {'N', 0x2115}, {'P', 0x2119},
                 {'Q', 0x211A}, {'R', 0x211D}, {'Z', 0x2124}};
    static const uint32_t alphabets[][2] = {{FRAKTUR, 0x1D504}, {DOUBLE, 0x1D538}, {SCRIPT, 0x1D49C}};
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        if (code < alphabets[i][0] || code - alphabets[i][0] >= LETTERS)
            continue;
        unsigned at = code - alphabets[i][0];
        for (size_t k = 0; alphabets[i][0] == DOUBLE && k < sizeof apart / sizeof *apart; k++)
            if (at < LETTERS / 2 && apart[k].letter == (char)('A' + at))
                return apart[k].point;
        return alphabets[i][1] + at;
    }
    return 0;
}

/* Unicode's code point of a character; 0 for one that shows nothing. */
static uint32_t point_of(const mtef *m, unsigned typeface, unsigned code)
{
    bool symbols = typeface == SYMBOL_FACE || typeface == SMALL_GREEK || typeface == CAPITAL_GREEK;
    enum { LOW = 0x20, HIGH = 0xA0 };
    size_t low = sizeof symbols_low / sizeof *symbols_low, high = sizeof symbols_high / sizeof *symbols_high;
    if (m->version < 5 && symbols && code >= LOW && code < LOW + low)
        return symbols_low[code - LOW];
    if (m->version < 5 && symbols && code >= HIGH && code < HIGH + high)
        return symbols_high[code - HIGH];
    for (size_t i = 0; m->version < 5 && typeface == EXTRA_FACE && i < sizeof extras / sizeof *extras; i++)
        if (extras[i].code == code)
            return extras[i].point;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].code == code)
            return signs[i].point;
    uint32_t own = letter(code);
    if (own)
        return own;
    bool nothing = code < LOW || (code >= PRIVATE && code <= PRIVATE_END) || (code >= 0xD800 && code < PRIVATE);
    return nothing ? 0 : code == '-' ? 0x2212 : code == '\'' ? 0x2032 : code == '*' ? 0x2217 : code;
}

const char *mtef_character(mtef *m, unsigned typeface, unsigned code)
{
    char character[5] = "";
    uint32_t point = point_of(m, typeface, code);
    if (!point)
        return NULL;
    character[text_encode(character, point)] = '\0';
    return arena_string(lesson_pool(m->document), character);
}

/* ---- Tokens ------------------------------------------------------------------------------------------------------ */

static bool is(const ard_node *node, const char *name)
{
    return node && node->kind == MATHML && strcmp(node->text, name) == 0;
}

static void put_space(mtef *m, mtef_frame *f, unsigned code)
{
    static const char *const widths[] = {NULL, NULL, "0.167em", "0.222em", "0.278em", "1em", "2em", NULL, NULL};
    const char *width = code >= BLANKS && code - BLANKS < sizeof widths / sizeof *widths ? widths[code - BLANKS] : NULL;
    if (code == 0x20 || code == 0xA0)
        width = "0.333em";
    if (!width)
        return;
    ard_node *space = mtef_element(m, "mspace", NULL);
    node_set(m->document, space, "width", width);
    mtef_append(m, f, space);
}

/* A digit goes on a number, over a decimal mark too. */
static void put_digit(mtef *m, mtef_frame *f, const char *digit)
{
    ard_node *last = f->row ? f->row->last : NULL, *before = last ? last->previous : NULL;
    const char *mark = is(last, "mo") && last->first ? last->first->text : "";
    if (is(before, "mn") && (strcmp(mark, ".") == 0 || (strcmp(mark, ",") == 0 && m->comma))) {
        node_append_text(m->document, before, mark, 1, m->where);
        node_unlink(last);
        last = before;
    }
    if (is(last, "mn"))
        node_append_text(m->document, last, digit, strlen(digit), m->where);
    else
        mtef_append(m, f, mtef_element(m, "mn", digit));
}

/* Goes on the last token where it is of that element, else begins one. */
static void put_words(mtef *m, mtef_frame *f, const char *name, const char *text)
{
    ard_node *last = f->row ? f->row->last : NULL;
    if (f->words && is(last, name))
        node_append_text(m->document, last, text, strlen(text), m->where);
    else
        mtef_append(m, f, mtef_element(m, name, text));
    f->words = true;
}

void mtef_put_character(mtef *m, mtef_frame *f, unsigned typeface, unsigned code)
{
    const char *text = mtef_character(m, typeface, code);
    bool words = typeface == TEXT_FACE || typeface == TEXT_EAST;
    if (typeface == MARKER_FACE)
        return;
    if (words && code == 0x20)
        text = "\u00A0";
    if (typeface == SPACE_FACE || (code >= BLANKS && code < BLANKS_END) || (!words && (code == 0x20 || code == 0xA0))) {
        put_space(m, f, code);
        f->words = false;
        return;
    }
    if (!text) {
        report(m->log, m->where, "mtef.character", report_number(m->log, code), NULL);
        text = "\uFFFD";
    }
    uint32_t point = point_of(m, typeface, code);
    bool letters = text_is_letter(point) || letter(code);
    bool joined = (words && (f->words || letters)) || (typeface == FUNCTION_FACE && letters);
    if (joined)
        put_words(m, f, words ? "mtext" : "mi", text);
    else if (text_is_digit(point))
        put_digit(m, f, text);
    else {
        bool name = letters || point == 0x221E || point == 0x2205;
        ard_node *token = mtef_element(m, name ? "mi" : "mo", text);
        if (typeface == VECTOR_FACE && letters)
            node_set(m->document, token, "mathvariant", "bold");
        mtef_append(m, f, token);
    }
    f->words = joined;
}

/* ---- Marks on characters (EMBELL) -------------------------------------------------------------------------------- */

void mtef_put_mark(mtef *m, mtef_frame *f, unsigned mark)
{
    enum { MARKS = 35, ABOVE = 1, BELOW, PRIME, STROKE };
    static const struct {
        uint8_t where;
        const char *sign;
    } marks[MARKS] = {[2] = {ABOVE, "˙"},   [3] = {ABOVE, "¨"},  [4] = {ABOVE, "\u20DB"}, [5] = {PRIME, "′"},
                      [6] = {PRIME, "″"},   [7] = {PRIME, "‵"},  [8] = {ABOVE, "~"},      [9] = {ABOVE, "^"},
                      [10] = {STROKE, "/"}, [11] = {ABOVE, "→"}, [12] = {ABOVE, "←"},     [13] = {ABOVE, "↔"},
                      [14] = {ABOVE, "⇀"},  [15] = {ABOVE, "↼"}, [16] = {STROKE, "-"},    [17] = {ABOVE, "¯"},
                      [18] = {PRIME, "‴"},  [19] = {ABOVE, "⌢"}, [20] = {ABOVE, "⌣"},     [24] = {ABOVE, "\u20DC"},
                      [29] = {BELOW, "_"},  [30] = {BELOW, "~"}};
    static const char *const negated[][2] = {{"=", "≠"}, {"∈", "∉"}, {"⊂", "⊄"}, {"<", "≮"}, {">", "≯"}, {"≡", "≢"}};
    ard_node *base = f->row ? f->row->last : NULL;
    unsigned where = mark < MARKS ? marks[mark].where : 0;
    if (!base || !where) {
        report(m->log, m->where, "mtef.mark", report_number(m->log, mark), NULL);
        return;
    }
    f->words = false;
    if (where == STROKE) {
        const char *text = base->first && base->first->kind == TEXT ? base->first->text : "";
        for (size_t i = 0; mark == 10 && i < sizeof negated / sizeof *negated; i++)
            if (strcmp(text, negated[i][0]) == 0) {
                node_unlink(base);
                node_append(f->row, mtef_element(m, "mo", negated[i][1]));
                return;
            }
    }
    ard_node *made = mtef_element(m,
                                  where == PRIME    ? "msup"
                                  : where == STROKE ? "menclose"
                                  : where == ABOVE  ? "mover"
                                                    : "munder",
                                  NULL);
    node_unlink(base);
    node_append(made, base);
    if (where == STROKE)
        node_set(m->document, made, "notation", mark == 10 ? "updiagonalstrike" : "horizontalstrike");
    else
        node_append(made, mtef_element(m, "mo", marks[mark].sign));
    if (where == ABOVE)
        node_set(m->document, made, "accent", "true");
    node_append(f->row, made);
}
