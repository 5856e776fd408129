/* Notation mathématique braille, January 2007: what cells stand for. Where print has several signs for one, the one that school
 * books use most. */
#include "filters/braille/back-inside.h"

#include "base/text.h"
#include "filters/braille/signs.h"

#include <string.h>

/* Longer ones before those that they begin with. Chapters 1 and 3 to 16; 12.2 under a quantity. */
static const back_sign rows[] = {
    {"⠊⠮⠍⠑", "ième", BACK_LETTER},
    {"⠐⠜⠐⠣", "≷", BACK_OPERATOR},
    {"⠨⠈⠈⠒", "⏝", BACK_UNDER_ACCENT},
    {"⠨⠐⠒⠂", "⇎", BACK_OPERATOR},
    {"⠨⠐⠨⠒", "↺", BACK_UNDER_ACCENT},
    {"⠨⠐⠸⠒", "~", BACK_UNDER_ACCENT},
    {"⠨⠯⠯⠯", "∰", BACK_LARGE},
    {"⠨⠸⠘⠒", "ˇ", BACK_UNDER_ACCENT},
    {"⠄⠄⠄", "‴", BACK_PRIME},
    {"⠈⠈⠒", "⏝", BACK_ACCENT},
    {"⠐⠐⠔", "⨉", BACK_LARGE},
    {"⠐⠐⠜", "≫", BACK_OPERATOR},
    {"⠐⠐⠣", "≪", BACK_OPERATOR},
    {"⠐⠒⠂", "⇔", BACK_OPERATOR},
    {"⠐⠨⠒", "↺", BACK_ACCENT},
    {"⠐⠬⠬", "‰", BACK_POSTFIX},
    {"⠐⠸⠒", "~", BACK_ACCENT},
    {"⠘⠈⠒", "↻", BACK_ACCENT},
    {"⠘⠘⠁", "ℵ", BACK_LETTER},
    {"⠘⠘⠒", "⟂", BACK_ACCENT},
    {"⠘⠘⠔", "⋀", BACK_LARGE},
    {"⠘⠘⠖", "⋂", BACK_LARGE},
    {"⠘⠘⠜", "≽", BACK_OPERATOR},
    {"⠘⠘⠣", "≼", BACK_OPERATOR},
    {"⠘⠨⠒", "†", BACK_ACCENT},
    {"⠘⠨⠬", "arccos", BACK_NAME},
    {"⠘⠨⠮", "arccotan", BACK_NAME},
    {"⠘⠸⠒", "═", BACK_ACCENT},
    {"⠠⠢⠢", "", BACK_LEFT_LOW},
    {"⠨⠈⠒", "⏜", BACK_UNDER_ACCENT},
    {"⠨⠐⠒", "⇍", BACK_OPERATOR},
    {"⠨⠒⠂", "⇏", BACK_OPERATOR},
    {"⠨⠘⠌", "∌", BACK_OPERATOR},
    {"⠨⠘⠒", "^", BACK_UNDER_ACCENT},
    {"⠨⠘⠡", "∋", BACK_OPERATOR},
    {"⠨⠨⠒", "→", BACK_UNDER_ACCENT},
    {"⠨⠨⠔", "⨂", BACK_LARGE},
    {"⠨⠨⠖", "⨁", BACK_LARGE},
    {"⠨⠨⠜", "≻", BACK_OPERATOR},
    {"⠨⠨⠣", "≺", BACK_OPERATOR},
    {"⠨⠯⠯", "∯", BACK_LARGE},
    {"⠨⠶⠶", "≢", BACK_OPERATOR},
    {"⠨⠸⠌", "∀̸", BACK_OPERATOR},
    {"⠨⠸⠒", "¯", BACK_UNDER_ACCENT},
    {"⠨⠸⠡", "∄", BACK_OPERATOR},
    {"⠮⠍⠑", "ème", BACK_LETTER},
    {"⠯⠯⠯", "∭", BACK_LARGE},
    {"⠲⠲⠲", "⋯", BACK_LETTER},
    {"⠸⠐⠶", "≊", BACK_OPERATOR},
    {"⠸⠘⠒", "ˇ", BACK_ACCENT},
    {"⠸⠡⠖", "∃!", BACK_OPERATOR},
    {"⠸⠨⠌", "⊈", BACK_OPERATOR},
    {"⠸⠨⠒", "←", BACK_ACCENT},
    {"⠸⠨⠡", "⊆", BACK_OPERATOR},
    {"⠸⠸⠖", "⋃", BACK_LARGE},
    {"⠄⠄", "″", BACK_PRIME},
    {"⠈⠈", "", BACK_OVER},
    {"⠈⠒", "⏜", BACK_ACCENT},
    {"⠐⠂", "", BACK_EMPTY},
    {"⠐⠌", "⊅", BACK_OPERATOR},
    {"⠐⠒", "⇐", BACK_OPERATOR},
    {"⠐⠔", "*", BACK_OPERATOR},
    {"⠐⠕", "°", BACK_POSTFIX},
    {"⠐⠖", "+", BACK_LARGE},
    {"⠐⠙", "∂", BACK_LETTER},
    {"⠐⠜", ">", BACK_OPERATOR},
    {"⠐⠡", "⊃", BACK_OPERATOR},
    {"⠐⠣", "<", BACK_OPERATOR},
    {"⠐⠦", "(", BACK_OPEN},
    {"⠐⠬", "%", BACK_POSTFIX},
    {"⠐⠱", "↦", BACK_OPERATOR},
    {"⠐⠴", ")", BACK_CLOSE},
    {"⠐⠶", "≈", BACK_OPERATOR},
    {"⠐⠷", "[", BACK_SQUARE},
    {"⠐⠻", "↔", BACK_OPERATOR},
    {"⠐⠼", "#", BACK_OPERATOR},
    {"⠐⠾", "]", BACK_SQUARE},
    {"⠐⠿", "&", BACK_OPERATOR},
    {"⠒⠂", "⇒", BACK_OPERATOR},
    {"⠒⠶", "≙", BACK_OPERATOR},
    {"⠔⠔", "⋅", BACK_OPERATOR},
    {"⠖⠤", "±", BACK_OPERATOR},
    {"⠘⠉", "∞", BACK_LETTER},
    {"⠘⠌", "∉", BACK_OPERATOR},
    {"⠘⠒", "^", BACK_ACCENT},
    {"⠘⠔", "∧", BACK_OPERATOR},
    {"⠘⠖", "∩", BACK_OPERATOR},
    {"⠘⠜", "≥", BACK_OPERATOR},
    {"⠘⠡", "∈", BACK_OPERATOR},
    {"⠘⠢", "∨", BACK_OPERATOR},
    {"⠘⠣", "≤", BACK_OPERATOR},
    {"⠘⠦", "(", BACK_TALL_OPEN},
    {"⠘⠪", "↖", BACK_OPERATOR},
    {"⠘⠬", "arcsin", BACK_NAME},
    {"⠘⠮", "arctan", BACK_NAME},
    {"⠘⠱", "↗", BACK_OPERATOR},
    {"⠘⠳", "⊥", BACK_OPERATOR},
    {"⠘⠴", ")", BACK_TALL_CLOSE},
    {"⠘⠶", "∼", BACK_OPERATOR},
    {"⠘⠷", "[", BACK_TALL_OPEN},
    {"⠘⠻", "↑", BACK_OPERATOR},
    {"⠘⠼", "∅", BACK_LETTER},
    {"⠘⠾", "]", BACK_TALL_CLOSE},
    {"⠘⠿", "‖", BACK_BAR},
    {"⠠⠆", ";", BACK_SEPARATOR},
    {"⠠⠈", "", BACK_LEFT_HIGH},
    {"⠠⠜", "", BACK_ROW},
    {"⠠⠢", "", BACK_LEFT_LOW},
    {"⠢⠢", "", BACK_UNDER},
    {"⠤⠖", "∓", BACK_OPERATOR},
    {"⠨⠌", "⊄", BACK_OPERATOR},
    {"⠨⠒", "→", BACK_ACCENT},
    {"⠨⠔", "⊗", BACK_OPERATOR},
    {"⠨⠖", "⊕", BACK_OPERATOR},
    {"⠨⠡", "⊂", BACK_OPERATOR},
    {"⠨⠦", "{", BACK_OPEN},
    {"⠨⠩", "∁", BACK_LETTER},
    {"⠨⠪", "↙", BACK_OPERATOR},
    {"⠨⠬", "cos", BACK_NAME},
    {"⠨⠮", "cotan", BACK_NAME},
    {"⠨⠯", "∮", BACK_LARGE},
    {"⠨⠱", "↘", BACK_OPERATOR},
    {"⠨⠴", "}", BACK_CLOSE},
    {"⠨⠶", "≠", BACK_OPERATOR},
    {"⠨⠷", "⟦", BACK_OPEN},
    {"⠨⠹", "∇", BACK_LETTER},
    {"⠨⠻", "↓", BACK_OPERATOR},
    {"⠨⠾", "⟧", BACK_CLOSE},
    {"⠨⠿", "‖", BACK_TALL_BAR},
    {"⠯⠯", "∬", BACK_LARGE},
    {"⠶⠶", "≡", BACK_OPERATOR},
    {"⠸⠌", "∀", BACK_OPERATOR},
    {"⠸⠒", "¯", BACK_ACCENT},
    {"⠸⠔", "!", BACK_POSTFIX},
    {"⠸⠖", "∪", BACK_OPERATOR},
    {"⠸⠡", "∃", BACK_OPERATOR},
    {"⠸⠦", "{", BACK_TALL_OPEN},
    {"⠸⠪", "←", BACK_OPERATOR},
    {"⠸⠯", "𝐒", BACK_LARGE},
    {"⠸⠱", "→", BACK_OPERATOR},
    {"⠸⠳", "∥", BACK_OPERATOR},
    {"⠸⠴", "}", BACK_TALL_CLOSE},
    {"⠸⠶", "≅", BACK_OPERATOR},
    {"⠸⠹", "□", BACK_LETTER},
    {"⠸⠻", "⇄", BACK_OPERATOR},
    {"⠸⠼", "∘", BACK_OPERATOR},
    {"⠸⠿", "|", BACK_TALL_BAR},
    {"⠂", ",", BACK_SEPARATOR},
    {"⠄", "′", BACK_PRIME},
    {"⠆", "", BACK_BLOCK_END},
    {"⠈", "^", BACK_POWER},
    {"⠌", "/", BACK_FRACTION},
    {"⠒", ":", BACK_OPERATOR},
    {"⠔", "×", BACK_OPERATOR},
    {"⠖", "+", BACK_OPERATOR},
    {"⠜", "√", BACK_ROOT},
    {"⠢", "_", BACK_INDEX},
    {"⠤", "−", BACK_OPERATOR},
    {"⠦", "(", BACK_OPEN},
    {"⠬", "sin", BACK_NAME},
    {"⠮", "tan", BACK_NAME},
    {"⠯", "∫", BACK_LARGE},
    {"⠰", "", BACK_BLOCK},
    {"⠲", ".", BACK_SEPARATOR},
    {"⠴", ")", BACK_CLOSE},
    {"⠶", "=", BACK_OPERATOR},
    {"⠷", "[", BACK_SQUARE},
    {"⠾", "]", BACK_SQUARE},
    {"⠿", "|", BACK_BAR},
};

const back_sign *back_sign_at(const char *cells)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strncmp(cells, rows[i].cells, strlen(rows[i].cells)) == 0)
            return &rows[i];
    return NULL;
}

int back_digit_at(const char *cells)
{
    static const char digits[] = "⠼⠡⠣⠩⠹⠱⠫⠻⠳⠪";
    for (int i = 0; i < 10; i++)
        if (strncmp(cells, digits + (ptrdiff_t)i * BACK_BYTES, BACK_BYTES) == 0)
            return i;
    return -1;
}

/* Chapter 2: an alphabet's signs, and its letters as Unicode has them. */
static const struct alphabet {
    const char *sign;
    uint32_t first, last;  /* of letters that signs.h knows; 0: Latin letters */
    uint32_t small, shift; /* of Latin ones: the code point of "a", added to the letter where it is 0 */
} alphabets[] = {
    {"⠘⠘", 0x5D0, 0x5EA, 0, 0}, {"⠨⠘", 0x391, 0x3A9, 0, 0}, {"⠘", 0x3B1, 0x3C9, 0, 0}, {"⠨⠨", 0, 0, 0x1D538, 0},
    {"⠨⠐", 0, 0, 0x1D49C, 0},   {"⠐", 0, 0, 0x1D4B6, 0},    {"⠸⠨", 0, 0, 0x1D400, 0},  {"⠸", 0, 0, 0x1D41A, 0},
    {"⠨", 0, 0, 'A', 0},        {"", 0, 0, 'a', 0},
};

/* Letters that Unicode has apart from their mathematical alphabet. */
static uint32_t kept_apart(uint32_t point)
{
    static const uint32_t pairs[][2] = {{0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119},
                                        {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124}, {0x1D49D, 0x212C},
                                        {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
                                        {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F},
                                        {0x1D4BC, 0x210A}, {0x1D4C1, 0x2113}, {0x1D4C4, 0x2134}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == point)
            return pairs[i][1];
    return point;
}

static int latin_at(const char *cell)
{
    static const char letters[] = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵";
    for (int i = 0; i < 26; i++)
        if (strncmp(cell, letters + (ptrdiff_t)i * BACK_BYTES, BACK_BYTES) == 0)
            return i;
    return -1;
}

/* The letter from `first` to `last` that the notation writes with these cells. */
static uint32_t foreign_at(const char *cells, size_t size, uint32_t first, uint32_t last)
{
    for (uint32_t point = first; point <= last; point++) {
        const sign *found = sign_of(point);
        bool final_form = point == 0x3C2;
        if (found && !final_form && strlen(found->cells) == size && strncmp(cells, found->cells, size) == 0)
            return point;
    }
    return 0;
}

uint32_t back_letter_at(const char *cells, size_t *taken)
{
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        const struct alphabet *a = &alphabets[i];
        size_t sign_size = strlen(a->sign);
        int letter = strncmp(cells, a->sign, sign_size) == 0 ? latin_at(cells + sign_size) : -1;
        if (letter < 0)
            continue;
        *taken = sign_size + BACK_BYTES;
        if (!a->first)
            return kept_apart(a->small + (uint32_t)letter);
        uint32_t point = foreign_at(cells, *taken, a->first, a->last);
        if (point)
            return point;
    }
    return 0;
}

/* Chapters 8 and 14: names in letters, the longest first; `large` ones have limits under them. */
static const struct name_row {
    const char *name;
    bool large;
} name_rows[] = {
    {"arccotan", false}, {"arccos", false}, {"arcsin", false}, {"arctan", false}, {"Arccos", false}, {"Arcsin", false},
    {"Arctan", false},   {"limsup", true},  {"liminf", true},  {"argsh", false},  {"argch", false},  {"argth", false},
    {"cotan", false},    {"cosh", false},   {"sinh", false},   {"tanh", false},   {"coth", false},   {"card", false},
    {"Card", false},     {"grad", false},   {"ppcm", false},   {"pgcd", false},   {"PPCM", false},   {"PGCD", false},
    {"lim", true},       {"max", true},     {"min", true},     {"sup", true},     {"inf", true},     {"sin", false},
    {"cos", false},      {"tan", false},    {"cot", false},    {"log", false},    {"exp", false},    {"det", false},
    {"dim", false},      {"ker", false},    {"Ker", false},    {"deg", false},    {"arg", false},    {"Arg", false},
    {"rot", false},      {"div", false},    {"sgn", false},    {"mod", false},    {"ln", false},     {"lg", false},
    {"tg", false},       {"sh", false},     {"ch", false},     {"th", false},     {"rg", false},     {"tr", false},
    {"Tr", false},       {"Im", false},     {"Re", false},
};

/* Whether cells begin with an argument or a script, or nothing follows: a name of two letters, and one of three, could else be a
 * product of quantities. */
static bool takes_argument(const char *cells)
{
    static const char *const signs[] = {"⠰", "⠦", "⠐⠦", "⠈", "⠢"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(cells, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

/* The bytes that cells take to spell a name; 0 where they spell something else. */
static size_t spelt(const char *cells, const char *name)
{
    size_t at = 0, taken;
    for (; *name; name++, at += taken)
        if (back_letter_at(cells + at, &taken) != (unsigned char)*name)
            return 0;
    return at;
}

const char *back_name_at(const char *cells, size_t *taken, bool *large)
{
    for (size_t i = 0; i < sizeof name_rows / sizeof *name_rows; i++) {
        const struct name_row *row = &name_rows[i];
        *taken = spelt(cells, row->name);
        *large = row->large;
        bool ends = *taken && latin_at(cells + *taken) < 0;
        if (*taken && (takes_argument(cells + *taken) || (ends && strlen(row->name) > 2)))
            return row->name;
    }
    return NULL;
}
