/* Tokens of typed formulas. What cannot stand in a formula becomes TYPED_BREAK here, whole: dates, times of day, telephone
 * numbers, addresses, versions, chemistry, ordinals. */
#include "base/memory.h"
#include "typed-cutter.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- Signs ------------------------------------------------------------------------------------------------------- */

typedef struct sign_row {
    const char *sign;
    typed_kind kind;
    const char *tex; /* NULL: as it stands */
    bool strong;
} sign_row;

/* The longest first among those that begin alike. */
static const sign_row signs[] = {
    {"<=>", TYPED_RELATION, "⇔", true},
    {"<=", TYPED_RELATION, "≤", true},
    {">=", TYPED_RELATION, "≥", true},
    {"=>", TYPED_RELATION, "⇒", false},
    {"==", TYPED_BREAK, NULL, false},
    {"=", TYPED_RELATION, NULL, false},
    {"<>", TYPED_BREAK, NULL, false},
    {"<", TYPED_RELATION, "<", false},
    {"->", TYPED_RELATION, "→", false},
    {">", TYPED_RELATION, ">", false},
    {"≤", TYPED_RELATION, NULL, true},
    {"≥", TYPED_RELATION, NULL, true},
    {"⩽", TYPED_RELATION, "≤", true},
    {"⩾", TYPED_RELATION, "≥", true},
    {"≠", TYPED_RELATION, NULL, true},
    {"≈", TYPED_RELATION, NULL, true},
    {"≃", TYPED_RELATION, NULL, true},
    {"∈", TYPED_RELATION, NULL, true},
    {"∉", TYPED_RELATION, NULL, true},
    {"⊂", TYPED_RELATION, NULL, true},
    {"⊄", TYPED_RELATION, NULL, true},
    {"⇔", TYPED_RELATION, NULL, true},
    {"⇒", TYPED_RELATION, NULL, false},
    {"→", TYPED_RELATION, NULL, false},
    {"↦", TYPED_RELATION, NULL, true},
    {"⟼", TYPED_RELATION, "↦", true},
    {"≡", TYPED_RELATION, NULL, true},
    {"⊥", TYPED_RELATION, NULL, true},
    {"⟂", TYPED_RELATION, "⊥", true},
    {"∥", TYPED_RELATION, NULL, true},
    {"//", TYPED_RELATION, "∥", false},
    {"/", TYPED_SLASH, "/", false},
    {"⁄", TYPED_SLASH, "/", false},
    {"∕", TYPED_SLASH, "/", false},
    {"+", TYPED_SIGN, NULL, false},
    {"−", TYPED_SIGN, "-", true},
    {"-", TYPED_SIGN, NULL, false},
    {"–", TYPED_SIGN, "-", false},
    {"‑", TYPED_SIGN, "-", false},
    {"±", TYPED_SIGN, NULL, true},
    {"×", TYPED_TIMES, NULL, true},
    {"÷", TYPED_TIMES, NULL, true},
    {"·", TYPED_TIMES, "⋅", false},
    {"⋅", TYPED_TIMES, NULL, true},
    {"∙", TYPED_TIMES, "⋅", true},
    {"*", TYPED_TIMES, "×", false},
    {"∗", TYPED_TIMES, "×", true},
    {":", TYPED_COLON, NULL, false},
    {"∪", TYPED_SET, NULL, true},
    {"∩", TYPED_SET, NULL, true},
    {"∖", TYPED_SET, NULL, true},
    {"∘", TYPED_SET, NULL, true},
    {"(", TYPED_OPEN, NULL, false},
    {")", TYPED_CLOSE, NULL, false},
    {"[", TYPED_OPEN, NULL, false},
    {"]", TYPED_CLOSE, NULL, false},
    {"{", TYPED_OPEN, "\\{", false},
    {"}", TYPED_CLOSE, "\\}", false},
    {"|", TYPED_BAR, NULL, false},
    {";", TYPED_SEPARATOR, NULL, false},
    {",", TYPED_SEPARATOR, NULL, false},
    {"^", TYPED_POWER, "^", true},
    {"_", TYPED_INDEX, "_", true},
    {"√", TYPED_ROOT, "\\sqrt", true},
    {"∛", TYPED_ROOT, "\\sqrt[3]", true},
    {"%", TYPED_PERCENT, "\\%", false},
    {"°", TYPED_DEGREE, NULL, false},
    {"º", TYPED_DEGREE, "°", false},
    {"…", TYPED_DOTS, "\\dots ", false},
    {"...", TYPED_DOTS, "\\dots ", false},
    {"∞", TYPED_LETTER, NULL, true},
    {"∅", TYPED_LETTER, NULL, true},
    {"ℝ", TYPED_LETTER, NULL, true},
    {"ℕ", TYPED_LETTER, NULL, true},
    {"ℤ", TYPED_LETTER, NULL, true},
    {"ℚ", TYPED_LETTER, NULL, true},
    {"ℂ", TYPED_LETTER, NULL, true},
    {"𝔻", TYPED_LETTER, NULL, true},
    {"½", TYPED_LETTER, "\\frac{1}{2}", true},
    {"¼", TYPED_LETTER, "\\frac{1}{4}", true},
    {"¾", TYPED_LETTER, "\\frac{3}{4}", true},
    {"∀", TYPED_FUNCTION, NULL, true},
    {"∃", TYPED_FUNCTION, NULL, true},
    {"!", TYPED_FACTORIAL, NULL, false},
    {"′", TYPED_PRIME, "'", false},
    {"″", TYPED_PRIME, "''", false},
    {"'", TYPED_PRIME, "'", false},
    {"’", TYPED_PRIME, "'", false},
};

static typed_token *add(cutter *c, typed_kind kind, size_t size)
{
    typed_tokens *out = c->out;
    if (out->count == out->room) {
        size_t room = out->room ? out->room * 2 : 64;
        typed_token *at = memory_resize(out->at, room * sizeof *at);
        if (!at) {
            out->failed = true;
            c->at = c->size;
            return NULL;
        }
        out->at = at;
        out->room = room;
    }
    typed_token *token = &out->at[out->count++];
    *token = (typed_token){.begin = c->at, .end = c->at + size, .kind = kind, .blank = c->blank, .before = ""};
    token->mark = mark_at(c, c->at);
    c->at += size;
    c->blank = false;
    return token;
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

/* The length of the blank before a group of three digits; 0 where none follows. */
static size_t group_blank(const cutter *c, size_t at)
{
    size_t length = 0;
    uint32_t point = point_at(c, at, &length);
    bool blank = point == ' ' || point == 0xA0 || point == 0x202F || point == 0x2009;
    return blank && digits_from(c, at + length) == 3 ? length : 0;
}

/* Whether digits are an hour, "9h": an "h" at once after them, and nothing that makes it a factor. */
static bool is_hour(const cutter *c, size_t digits)
{
    size_t at = c->at + digits;
    const typed_token *last = c->out->count ? &c->out->at[c->out->count - 1] : NULL;
    bool factor = last && (last->kind == TYPED_TIMES || last->kind == TYPED_RELATION || last->kind == TYPED_SLASH ||
                           (last->kind == TYPED_SIGN && c->blank));
    return !factor && digits <= 2 && at < c->size && c->text[at] == 'h' && letters_from(c, at) == 1 &&
           (at + 1 >= c->size || strchr(" -/.,;:)", c->text[at + 1])) && mark_at(c, c->at) == TYPED_LINE;
}

static void cut_number(cutter *c)
{
    size_t digits = digits_from(c, c->at), wrong = compound(c, digits), length;
    wrong = wrong ? wrong : is_hour(c, digits) ? digits + 1 : 0;
    if (wrong) {
        add(c, TYPED_BREAK, wrong);
        return;
    }
    size_t at = c->at + digits;
    for (size_t blank; digits < 4 && (blank = group_blank(c, at)) > 0;)
        at += blank + 3;
    if (at + 1 < c->size && strchr(",.", c->text[at]) && mark_at(c, at) == mark_at(c, c->at))
        at += digits_from(c, at + 1) ? 1 + digits_from(c, at + 1) : 0;
    while (at < c->size && (length = group_blank(c, at)) > 0 && memchr(c->text + c->at, ',', at - c->at))
        at += length + 3;
    add(c, TYPED_NUMBER, at - c->at);
}

/* ---- Letters ----------------------------------------------------------------------------------------------------- */

/* Whether a raised "+" or "-" stands at `at`, perhaps after raised digits: an ion's charge. */
static bool charged(const cutter *c, size_t at)
{
    for (size_t length; at < c->size; at += length) {
        uint32_t point = point_at(c, at, &length);
        const raised_row *row = raised_of(point);
        if (row ? row->mark != TYPED_UPPER : mark_at(c, at) != TYPED_UPPER)
            return false;
        point = row ? (unsigned char)row->plain : point;
        if (!text_is_digit(point))
            return (point == '+' || point == '-' || point == 0x2212) &&
                   !text_is_letter(point_at(c, at + length, NULL)) &&
                   (at + length >= c->size || mark_at(c, at + length) != TYPED_UPPER || c->text[at + length] == ' ');
    }
    return false;
}

/* The length of "(aq)" and the like; 0 for none. */
static size_t state_of_matter(const char *text, size_t size)
{
    static const char *const states[] = {"(aq)", "(g)", "(l)", "(s)", " (aq)", " (g)", " (l)", " (s)"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strlen(states[i]) <= size && memcmp(text, states[i], strlen(states[i])) == 0)
            return strlen(states[i]);
    return 0;
}

/* The length of letters and digits that might be a chemical formula with its charge. */
static size_t substance(const cutter *c)
{
    size_t at = c->at, length;
    char plain[40];
    size_t used = 0;
    while (at < c->size && used + 1 < sizeof plain) {
        uint32_t point = point_at(c, at, &length);
        const raised_row *row = raised_of(point);
        bool low = (row && row->mark == TYPED_LOWER) || mark_at(c, at) == TYPED_LOWER;
        if ((point < 128 && (ascii_is_letter((char)point) || text_is_digit(point))) || low)
            plain[used++] = row ? row->plain : (char)point;
        else if ((point == '(' || point == ')') && used && ascii_is_letter(plain[0]))
            plain[used++] = (char)point;
        else
            break;
        at += length;
    }
    while (used && (plain[used - 1] == '(' || (plain[used - 1] == ')' && !memchr(plain, '(', used))))
        used--, at--;
    if (!used || !typed_chemical(plain, used, charged(c, at)))
        return 0;
    at += state_of_matter(c->text + at, c->size - at);
    for (uint32_t point; at < c->size; at += length) {
        point = point_at(c, at, &length);
        const raised_row *row = raised_of(point);
        bool charge = (row && row->mark == TYPED_UPPER) || (mark_at(c, at) == TYPED_UPPER && point < 128);
        bool sign = (point == '+' || point == '-') && (at + 1 >= c->size || strchr(" ,.;:)", c->text[at + 1]));
        if (!charge && !sign)
            break;
    }
    return at + state_of_matter(c->text + at, c->size - at) - c->at;
}

static bool after_number(const cutter *c)
{
    const typed_token *last = c->out->count ? &c->out->at[c->out->count - 1] : NULL;
    return last && (last->kind == TYPED_NUMBER || last->kind == TYPED_BLANK_SPACE || last->kind == TYPED_PERCENT);
}

/* A power typed flat after a unit: "cm2", "m.s-1". */
static void cut_unit_power(cutter *c, bool long_unit)
{
    size_t length = 0;
    uint32_t sign = point_at(c, c->at, &length);
    bool minus = (sign == '-' || sign == 0x2212) && mark_at(c, c->at) == TYPED_LINE, two = sign == '2' || sign == '3';
    size_t digit = c->at + (minus ? length : 0);
    if ((!minus && !(two && long_unit)) || digits_from(c, digit) != 1 || mark_at(c, digit) != TYPED_LINE ||
        letters_from(c, digit + 1))
        return;
    typed_token *token = minus ? add(c, TYPED_SIGN, length) : NULL;
    if (token) {
        token->mark = TYPED_UPPER;
        token->tex = "-";
    }
    token = add(c, TYPED_NUMBER, 1);
    if (token)
        token->mark = TYPED_UPPER;
}

/* A unit that stands alone, "km/h", "g·L⁻¹": its letters are no variables. */
static bool cut_lone_unit(cutter *c)
{
    size_t unit = typed_unit(c->text + c->at, chunk_end(c, c->at) - c->at), length = 0;
    const char *text = c->text + c->at;
    static const char *const known[] = {"m/s", "g/L", "J/g", "m/h", "V/m", "L/h", "g/l", "m·s", "g·L"};
    bool found = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        found |= text_is(text, unit, known[i]);
    for (size_t i = 1; i + 1 < unit; i++) /* of two letters on one side, or more */
        found |= text[i] == '/' && ((i > 1 && ascii_is_letter(text[i - 1]) && ascii_is_letter(text[i - 2])) ||
                                    (i + 2 < unit && ascii_is_letter(text[i + 1]) && ascii_is_letter(text[i + 2])));
    if (!found)
        return false;
    size_t end = c->at + unit;
    while (end < c->size && (raised_of(point_at(c, end, &length)) || mark_at(c, end) == TYPED_UPPER))
        end += raised_of(point_at(c, end, &length)) ? length : 1;
    add(c, TYPED_BREAK, end - c->at);
    return true;
}

/* A unit after its number: apart, or of several letters. */
static bool cut_unit(cutter *c, size_t letters)
{
    bool after = after_number(c) || (c->out->count && c->out->at[c->out->count - 1].kind == TYPED_CLOSE && c->blank);
    size_t unit = after ? typed_unit(c->text + c->at, chunk_end(c, c->at) - c->at) : 0, length;
    uint32_t point = point_at(c, c->at, &length);
    if (!unit || (!c->blank && unit == length && text_is_letter(point) && point < 0x250))
        return false;
    if (unit == 1 && point == 'x')
        return false;
    add(c, TYPED_UNIT, unit > letters || text_is_letter(point) ? unit : length);
    cut_unit_power(c, unit > 1);
    return true;
}

/* "x", "X" between numbers, or with blanks around it, is a times sign. */
static bool cut_times(cutter *c)
{
    const typed_token *last = c->out->count ? &c->out->at[c->out->count - 1] : NULL;
    size_t at = c->at + 1, length, blanks = 0;
    bool before = last && !c->blank ? last->kind == TYPED_NUMBER
                                    : last && (last->kind == TYPED_NUMBER || last->kind == TYPED_CLOSE ||
                                               last->kind == TYPED_LETTER || last->kind == TYPED_POINTS ||
                                               last->kind == TYPED_UNIT || last->kind == TYPED_BLANK_SPACE);
    while (at < c->size && text_is_space(point_at(c, at, &length)))
        at += length, blanks++;
    uint32_t next = point_at(c, at, NULL);
    bool digit = text_is_digit(next), shut = at < c->size && mark_at(c, at) >= TYPED_SHUT;
    bool operand = digit || next == '(' || next == '-' || next == 0x2212 || (shut && mark_at(c, at) == TYPED_ANSWER) ||
                   (blanks && text_is_letter(next) && (size_t)letters_from(c, at) <= 2);
    if (!before || !operand || (c->blank != (blanks > 0) && !digit) || (!c->blank && !digit) ||
        (digit && mark_at(c, at) != TYPED_LINE) ||
        (next == '-' && blanks && c->blank && at + 1 < c->size && c->text[at + 1] == ' '))
        return false;
    typed_token *token = add(c, TYPED_TIMES, 1);
    if (token) {
        token->point = 'x';
        token->tex = "×";
    }
    return true;
}

/* Marks a word as one that has an apostrophe: "l'aire", "d'AB". */
static bool elided(const cutter *c, size_t letters)
{
    size_t at = c->at + letters, length;
    uint32_t sign = point_at(c, at, &length), next;
    if (sign != '\'' && sign != 0x2019)
        return false;
    next = point_at(c, at + length, NULL);
    if (!text_is_letter(next))
        return false;
    if (letters == 1 && strchr("LDNSCJMT", c->text[c->at]))
        return !text_is_upper(next);
    return letters > 1 ? !text_is_upper(point_at(c, c->at, NULL)) : strchr("ldnscjmt", c->text[c->at]) != NULL;
}

/* Whether a raised ending makes letters an abbreviation: Roman numerals, "n", "M", longer words. */
static bool abbreviates(const char *word, size_t size)
{
    size_t roman = 0;
    while (roman < size && strchr("IVXLCDM", word[roman]))
        roman++;
    return roman == size || size > 2 || (size == 1 && strchr("nNMD", *word)) || (size == 2 && ascii_is_letter(word[1]));
}

static void cut_letters(cutter *c)
{
    size_t letters = letters_from(c, c->at), length, mixed;
    uint32_t first = point_at(c, c->at, &length);
    if (mark_at(c, c->at) == TYPED_LINE && first >= 'A' && first <= 'Z' && (mixed = substance(c)) > 0 &&
        !(c->out->count && after_number(c) && !c->blank && mixed < 2)) {
        add(c, TYPED_BREAK, mixed);
        return;
    }
    if (letters == 1 && (mixed = language_levels(c)) > 0) {
        add(c, TYPED_BREAK, mixed);
        return;
    }
    bool ends = c->at + letters >= c->size || strchr(" .,;:", c->text[c->at + letters]);
    if (letters > 6 && ends && first < 0x250) { /* most of prose */
        add(c, TYPED_BREAK, letters);
        return;
    }
    size_t raise = c->at + letters, raised_letters = 0;
    if (raise < c->size && mark_at(c, c->at) == TYPED_LINE && mark_at(c, raise) == TYPED_UPPER)
        raised_letters = letters_from(c, raise);
    if (raised_letters && abbreviates(c->text + c->at, letters) && typed_ordinal(c->text + raise, raised_letters)) {
        add(c, TYPED_BREAK, letters + raised_letters); /* "XIX" and a raised "e" */
        return;
    }
    size_t digits = letters && mark_at(c, c->at) == TYPED_LINE ? digits_from(c, c->at + letters) : 0;
    bool capitals = text_is_upper(first) && digits && mark_at(c, c->at + letters) == TYPED_LINE;
    if (capitals && letters_from(c, c->at + letters + digits) && mark_at(c, c->at + letters + digits) == TYPED_LINE) {
        add(c, TYPED_BREAK, letters + digits + letters_from(c, c->at + letters + digits)); /* "W3C" */
        return;
    }
    if (elided(c, letters)) {
        size_t sign;
        point_at(c, c->at + letters, &sign);
        add(c, TYPED_BREAK, letters + sign);
        return;
    }
    if ((first == 'x' || first == 'X') && letters == 1 && cut_times(c))
        return;
    if (cut_unit(c, letters) || (mark_at(c, c->at) == TYPED_LINE && !ends && cut_lone_unit(c)))
        return;
    typed_kind kind = typed_word(c->text + c->at, letters);
    if (text_is(c->text + c->at, letters, "sqrt") && c->at + 4 < c->size && c->text[c->at + 4] == '(') {
        typed_token *root = add(c, TYPED_ROOT, letters);
        if (root)
            root->tex = "\\sqrt";
        return;
    }
    bool joined = c->out->count && !c->blank && c->out->at[c->out->count - 1].kind == TYPED_NUMBER;
    if (kind == TYPED_BREAK && joined && letters == 3 && first < 128)
        kind = TYPED_LETTERS;
    add(c, kind, letters);
}

/* ---- All --------------------------------------------------------------------------------------------------------- */

static bool cut_sign(cutter *c)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign[0] != c->text[c->at])
            continue;
        size_t size = strlen(signs[i].sign);
        if (size > c->size - c->at || memcmp(c->text + c->at, signs[i].sign, size) != 0)
            continue;
        uint32_t point = point_at(c, c->at, NULL);
        typed_token *token = add(c, signs[i].kind, size);
        if (token) {
            token->point = point;
            token->tex = signs[i].tex;
            token->strong = signs[i].strong;
        }
        return true;
    }
    return false;
}

/* A raised or lowered character of Unicode as what it stands for. */
static bool cut_raised(cutter *c, uint32_t point, size_t length)
{
    const raised_row *row = raised_of(point);
    if (!row)
        return false;
    static const char *const plain[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    bool digit = text_is_digit((unsigned char)row->plain), sign = row->plain == '+' || row->plain == '-';
    typed_token *token = add(c, digit ? TYPED_NUMBER : sign ? TYPED_SIGN : TYPED_LETTER, length);
    if (!token)
        return true;
    token->mark = row->mark;
    token->point = (unsigned char)row->plain;
    token->tex = digit               ? plain[row->plain - '0']
                 : row->plain == '+' ? "+"
                 : row->plain == '-' ? "-"
                 : row->plain == 'n' ? "n"
                 : row->plain == 'i' ? "i"
                 : row->plain == 'x' ? "x"
                                     : "k";
    return true;
}

/* A tab or a row of blanks, which part what stands side by side as a new line does. */
static bool is_wide(const cutter *c)
{
    return c->text[c->at] == '\t' || (c->size - c->at >= 4 && memcmp(c->text + c->at, "    ", 4) == 0);
}

static void cut_one(cutter *c)
{
    size_t length, whole;
    uint32_t point = point_at(c, c->at, &length);
    uint8_t mark = mark_at(c, c->at);
    bool begins = !c->out->count || c->blank;
    if (mark >= TYPED_SHUT) {
        size_t end = c->at;
        while (end < c->size && c->marks[end] == mark)
            end++;
        typed_token *token = add(c, mark == TYPED_ANSWER ? TYPED_BLANK_SPACE : TYPED_BREAK, end - c->at);
        if (token)
            token->mark = TYPED_LINE;
    } else if (point == '\n' || is_wide(c))
        add(c, TYPED_NEWLINE, length);
    else if (text_is_space(point)) {
        c->at += length;
        c->blank = true;
    } else if (cut_raised(c, point, length))
        return;
    else if (begins && (whole = addressed(c)) > 0)
        add(c, TYPED_BREAK, whole);
    else if (text_is_digit(point))
        cut_number(c);
    else if ((point == 0xB0 || point == 0x20AC) && cut_unit(c, 0))
        return;
    else if (text_is_letter(point))
        cut_letters(c);
    else if (!cut_sign(c))
        add(c, TYPED_BREAK, length);
}

void typed_cut(const char *text, size_t size, const unsigned char *marks, typed_tokens *tokens)
{
    *tokens = (typed_tokens){.text = text, .size = size};
    cutter c = {.text = text, .size = size, .marks = marks, .out = tokens};
    while (c.at < size)
        cut_one(&c);
}
