#include "filters/braille/ink-maths.h"

#include "base/text.h"

#include <string.h>

enum { BYTES = 3 }; /* of a cell in UTF-8 */

/* What a sign stands for. Longer ones come before those that they begin with. MATHS: it is a formula's alone. */
typedef struct row {
    const char *cells, *text;
    enum { PLAIN, MATHS, DIGIT, LETTER_NEXT, OPENS, CLOSES, POWER, INDEX } kind;
} row;

/* Notation mathématique braille (January 2007): sections 1 (digits), 2 (letters), 3 (operations), 4 (relations), 5 to 8 (sets,
 * arrows, geometry, delimiters), 9 (scripts, roots, blocks). */
static const row rows[] = {
    {"⠨⠶", "≠", MATHS},  {"⠐⠶", "≈", MATHS}, {"⠐⠜", ">", MATHS}, {"⠘⠜", "≥", MATHS}, {"⠐⠣", "<", MATHS},
    {"⠘⠣", "≤", MATHS},  {"⠖⠤", "±", MATHS}, {"⠔⠔", "⋅", MATHS}, {"⠸⠖", "∪", MATHS}, {"⠘⠖", "∩", MATHS},
    {"⠘⠡", "∈", MATHS},  {"⠘⠌", "∉", MATHS}, {"⠨⠡", "⊂", MATHS}, {"⠸⠱", "→", MATHS}, {"⠒⠂", "⇒", MATHS},
    {"⠸⠳", "//", MATHS}, {"⠘⠳", "⊥", MATHS}, {"⠘⠉", "∞", MATHS}, {"⠐⠬", "%", MATHS}, {"⠨⠦", "{", MATHS},
    {"⠨⠴", "}", MATHS},  {"⠘⠁", "α", MATHS}, {"⠘⠃", "β", MATHS}, {"⠘⠛", "γ", MATHS}, {"⠘⠙", "δ", MATHS},
    {"⠨⠘⠙", "Δ", MATHS}, {"⠘⠇", "λ", MATHS}, {"⠘⠍", "μ", MATHS}, {"⠘⠏", "π", MATHS}, {"⠘⠗", "ρ", MATHS},
    {"⠘⠎", "σ", MATHS},  {"⠘⠹", "θ", MATHS}, {"⠘⠺", "ω", MATHS}, {"⠖", "+", MATHS},  {"⠤", "-", PLAIN},
    {"⠔", "×", MATHS},   {"⠒", ":", PLAIN},  {"⠌", "/", MATHS},  {"⠶", "=", MATHS},  {"⠦", "(", PLAIN},
    {"⠴", ")", PLAIN},   {"⠷", "[", PLAIN},  {"⠾", "]", PLAIN},  {"⠂", ",", PLAIN},  {"⠡", "1", DIGIT},
    {"⠣", "2", DIGIT},   {"⠩", "3", DIGIT},  {"⠹", "4", DIGIT},  {"⠱", "5", DIGIT},  {"⠫", "6", DIGIT},
    {"⠻", "7", DIGIT},   {"⠳", "8", DIGIT},  {"⠪", "9", DIGIT},  {"⠼", "0", DIGIT},  {"⠰", "(", OPENS},
    {"⠆", ")", CLOSES},  {"⠈", "^", POWER},  {"⠢", "_", INDEX},  {"⠜", "√", MATHS},  {"⠨", "", LETTER_NEXT},
};

static const char letters[] = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵";
static const char raised[][4] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
static const char lowered[][4] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

/* The row that cells begin with; NULL for none. */
static const row *row_at(const char *signs)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strncmp(signs, rows[i].cells, strlen(rows[i].cells)) == 0)
            return &rows[i];
    return NULL;
}

/* The letter of a cell, or NUL. */
static char letter_at(const char *signs)
{
    for (size_t i = 0; i + BYTES < sizeof letters; i += BYTES)
        if (strncmp(signs, letters + i, BYTES) == 0)
            return (char)('a' + i / BYTES);
    return '\0';
}

/* A formula under way. */
typedef struct formula {
    buffer *text;
    size_t blocks; /* that are open */
    bool maths;    /* something of a formula's own was found */
    char script;   /* '^' or '_' where digits are raised or lowered; NUL */
} formula;

/* Adds a letter, which a sign of capitals may stand before; gives the bytes it took, 0 where there is none. */
static size_t add_letter(formula *f, const char *signs, bool capital)
{
    char letter = letter_at(signs);
    if (!letter)
        return 0;
    buffer_byte(f->text, (char)(capital ? letter - 32 : letter));
    return BYTES;
}

/* Begins a power or an index: digits are raised or lowered, a block or a letter follows its sign. */
static void begin_script(formula *f, const row *found, const char *next)
{
    const row *then = row_at(next);
    f->maths = true;
    f->script = *found->text;
    if (!then || then->kind != DIGIT) {
        buffer_text(f->text, found->text);
        f->script = '\0';
    }
}

static void add_digit(formula *f, const row *found)
{
    int digit = *found->text - '0';
    buffer_text(f->text, f->script == '^' ? raised[digit] : f->script == '_' ? lowered[digit] : found->text);
}

/* Adds what the cells at a place stand for; gives the bytes they took, 0 where they mean nothing here. */
static size_t add_sign(formula *f, const char *signs)
{
    const row *found = row_at(signs);
    size_t size = found ? strlen(found->cells) : 0;
    if (!found || found->kind != DIGIT)
        f->script = '\0';
    if (!found)
        return add_letter(f, signs, false);
    switch (found->kind) {
    case DIGIT: add_digit(f, found); return size;
    case POWER:
    case INDEX: begin_script(f, found, signs + size); return size;
    case LETTER_NEXT: {
        size_t letter = add_letter(f, signs + size, true);
        return letter ? size + letter : 0;
    }
    case CLOSES:
        if (!f->blocks)
            return 0;
        f->blocks--;
        break;
    case OPENS: f->blocks++; break;
    case PLAIN:
    case MATHS: break;
    }
    f->maths |= found->kind != PLAIN;
    buffer_text(f->text, found->text);
    return size;
}

bool ink_formula(const cell *at, size_t count, buffer *text)
{
    buffer signs = BUFFER_EMPTY, found = BUFFER_EMPTY;
    cells_utf8(at, count, &signs);
    const char *next = buffer_string(&signs);
    formula f = {.text = &found};
    if (strncmp(next, "⠠⠄", 2 * BYTES) == 0) {
        next += 2 * BYTES;
        f.maths = true;
    } else if (strncmp(next, "⠠", BYTES) == 0) {
        next += BYTES;
        f.maths = letter_at(next); /* before digits it is a number's sign as well */
    }
    for (size_t size = 1; *next && size; next += size)
        size = add_sign(&f, next);
    bool whole = !*next && f.maths && !f.blocks && found.size && !found.failed;
    if (whole)
        buffer_add(text, found.data, found.size);
    buffer_free(&signs);
    buffer_free(&found);
    return whole;
}
