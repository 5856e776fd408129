/* Tokens of typed formulas. What cannot stand in a formula becomes TYPED_BREAK here, whole: dates, times of day, telephone
 * numbers, addresses, versions, chemistry, ordinals. */
#include "typed-inside.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct cutter {
    const char *text;
    size_t size, at;
    const unsigned char *marks;
    typed_tokens *out;
    bool blank;
} cutter;

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
    {"!", TYPED_FACTORIAL, NULL, false}, {"′", TYPED_PRIME, "'", false},
    {"″", TYPED_PRIME, "''", false},
    {"'", TYPED_PRIME, "'", false},
    {"’", TYPED_PRIME, "'", false},
};

/* Raised and lowered characters of Unicode. */
static const struct raised_row {
    uint32_t point;
    char plain;
    uint8_t mark;
} raised[] = {
    {0xB2, '2', TYPED_UPPER},   {0xB3, '3', TYPED_UPPER},   {0xB9, '1', TYPED_UPPER},   {0x2070, '0', TYPED_UPPER},
    {0x2074, '4', TYPED_UPPER}, {0x2075, '5', TYPED_UPPER}, {0x2076, '6', TYPED_UPPER}, {0x2077, '7', TYPED_UPPER},
    {0x2078, '8', TYPED_UPPER}, {0x2079, '9', TYPED_UPPER}, {0x207A, '+', TYPED_UPPER}, {0x207B, '-', TYPED_UPPER},
    {0x207F, 'n', TYPED_UPPER}, {0x2071, 'i', TYPED_UPPER}, {0x02E3, 'x', TYPED_UPPER}, {0x1D4F, 'k', TYPED_UPPER},
    {0x2080, '0', TYPED_LOWER}, {0x2081, '1', TYPED_LOWER}, {0x2082, '2', TYPED_LOWER}, {0x2083, '3', TYPED_LOWER},
    {0x2084, '4', TYPED_LOWER}, {0x2085, '5', TYPED_LOWER}, {0x2086, '6', TYPED_LOWER}, {0x2087, '7', TYPED_LOWER},
    {0x2088, '8', TYPED_LOWER}, {0x2089, '9', TYPED_LOWER}, {0x208A, '+', TYPED_LOWER}, {0x208B, '-', TYPED_LOWER},
    {0x2099, 'n', TYPED_LOWER}, {0x2096, 'k', TYPED_LOWER}, {0x1D62, 'i', TYPED_LOWER}, {0x2093, 'x', TYPED_LOWER},
};

static const struct raised_row *raised_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
        if (raised[i].point == point)
            return &raised[i];
    return NULL;
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

static uint32_t point_at(const cutter *c, size_t at, size_t *length)
{
    size_t ignored;
    return at < c->size ? text_decode(c->text + at, c->size - at, length ? length : &ignored) : 0;
}

static uint8_t mark_at(const cutter *c, size_t at)
{
    return c->marks ? c->marks[at] : TYPED_LINE;
}

static size_t digits_from(const cutter *c, size_t at)
{
    size_t count = 0;
    while (at + count < c->size && text_is_digit((unsigned char)c->text[at + count]) &&
           mark_at(c, at + count) == mark_at(c, at))
        count++;
    return count;
}

static size_t letters_from(const cutter *c, size_t at)
{
    size_t end = at, length;
    while (end < c->size && mark_at(c, end) == mark_at(c, at)) {
        uint32_t point = point_at(c, end, &length);
        if (!text_is_letter(point) || raised_of(point))
            break;
        end += length;
    }
    return end - at;
}

/* The end of what has no blank from `at` on; looks no farther than an address is long. */
static size_t chunk_end(const cutter *c, size_t at)
{
    enum { LONGEST = 200 };
    size_t length, begin = at;
    for (; at < c->size && at - begin < LONGEST; at += length)
        if (text_is_space(point_at(c, at, &length)) || mark_at(c, at) >= TYPED_SHUT)
            break;
    return at;
}

static typed_token *add(cutter *c, typed_kind kind, size_t size)
{
    typed_tokens *out = c->out;
    if (out->count == out->room) {
        size_t room = out->room ? out->room * 2 : 64;
        typed_token *at = realloc(out->at, room * sizeof *at);
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

/* ---- Compounds that are no formula ------------------------------------------------------------------------------- */

/* "12/09/2024", "3-4-2025", "1.2.3": numbers with the same sign between them twice; its size, 0 for none. */
static size_t dated(const cutter *c)
{
    enum { LONGEST = 16 };
    size_t at = c->at, count = 0;
    char sign = 0;
    for (size_t digits; count < LONGEST && (digits = digits_from(c, at)) > 0; at++) {
        at += digits;
        count++;
        if (at >= c->size || !strchr("/-.:", c->text[at]) || (sign && c->text[at] != sign))
            break;
        sign = c->text[at];
    }
    size_t size = at - c->at;
    if (count < 3 || !text_is_digit((unsigned char)c->text[at - 1]))
        return 0;
    size_t length;
    uint32_t next = point_at(c, at, &length);
    return sign == '-' && (next == '=' || next == ' ') && count == 3 && size < 6 ? 0 : size;
}

/* "05/06", "8h30", "14:30", "6ème", "6e1", "3D", "2025-2026", "24h/24", "06 12 34 56 78". */
static size_t clocked(const cutter *c, size_t digits)
{
    size_t at = c->at + digits, end = chunk_end(c, at), letters = at < end ? letters_from(c, at) : 0;
    const char *next = c->text + at;
    bool upper = at < c->size && mark_at(c, at) == TYPED_UPPER;
    if (letters && upper && typed_ordinal(next, letters))
        return digits + letters;
    if (*c->text && c->text[c->at] == '0' && digits == 2 && at + 1 < end && strchr("/.", *next) &&
        digits_from(c, at + 1) == 2)
        return digits + 3;
    if (at + 2 < end && *next == '/' && digits_from(c, at + 1) == 2 && next[1] == '0')
        return digits + 3;
    if (letters == 1 && strchr("hHeE", *next) && at + 1 < end &&
        (text_is_digit((unsigned char)next[1]) || (strchr("eE", *next) && strchr(",.;:)", next[1]))))
        return end - c->at;
    if (letters == 1 && (*next == 'e' || *next == 'D') && (at + 1 >= end || *next == 'D'))
        return digits + 1;
    if (letters == 1 && strchr("hj", *next) && at + 2 < end && next[1] == '/' && text_is_digit((unsigned char)next[2]))
        return end - c->at;
    if (letters > 1 && typed_ordinal(next, letters))
        return digits + letters + (at + letters < end ? digits_from(c, at + letters) : 0);
    if (digits <= 2 && at + 2 < end && *next == ':' && digits_from(c, at + 1) == 2 && (at + 3 == end || strchr(").,;", next[3])))
        return digits + 3;
    if (digits == 4 && at + 1 < end && (*next == '-' || *next == '/') &&
        strchr("12", *c->text ? c->text[c->at] : ' ') && digits_from(c, at + 1) == 4)
        return digits + 5;
    return 0;
}

/* "06 12 34 56 78", with blanks, points or hyphens. */
static size_t telephone(const cutter *c)
{
    size_t at = c->at, pairs = 0, length = 0;
    while (digits_from(c, at) == 2) {
        at += 2;
        pairs++;
        uint32_t sign = point_at(c, at, &length);
        if (sign != ' ' && sign != 0xA0 && sign != 0x202F && sign != '.' && sign != '-')
            return pairs >= 5 ? at - c->at : 0;
        at += length;
    }
    return pairs >= 5 ? at - length - c->at : 0;
}

/* An address, a path, a file's name, an electronic one: all of the chunk; 0 for none. */
static size_t addressed(const cutter *c)
{
    size_t end = chunk_end(c, c->at);
    const char *text = c->text + c->at;
    size_t size = end - c->at;
    for (size_t i = 0; i + 1 < size; i++) {
        bool letters = i >= 2 && ascii_is_letter(text[i - 1]) && ascii_is_letter(text[i + 1]);
        if (text[i] == '@' || text[i] == '\\' ||
            (text[i] == ':' && i + 2 < size && text[i + 1] == '/' && text[i + 2] == '/'))
            return size;
        if (letters && text[i] == '_' && ascii_is_letter(text[i - 2]))
            return size;
        if (letters && text[i] == '.' && ascii_is_letter(text[i - 2]) && i + 2 < size && ascii_is_letter(text[i + 2]))
            return size;
    }
    return 0;
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

static void cut_number(cutter *c)
{
    size_t digits = digits_from(c, c->at), wrong = dated(c), length;
    wrong = wrong ? wrong : telephone(c);
    wrong = wrong ? wrong : mark_at(c, c->at) == TYPED_LINE ? clocked(c, digits) : 0;
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
        const struct raised_row *row = raised_of(point);
        if (row ? row->mark != TYPED_UPPER : mark_at(c, at) != TYPED_UPPER)
            return false;
        point = row ? (unsigned char)row->plain : point;
        if (!text_is_digit(point))
            return (point == '+' || point == '-' || point == 0x2212) &&
                   !text_is_letter(point_at(c, at + length, NULL)) &&
                   (at + length >= c->size || mark_at(c, at + length) != TYPED_UPPER);
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
        const struct raised_row *row = raised_of(point);
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
        const struct raised_row *row = raised_of(point);
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
    size_t unit = typed_unit(c->text + c->at, chunk_end(c, c->at) - c->at), length;
    bool after = after_number(c) || (c->out->count && c->out->at[c->out->count - 1].kind == TYPED_CLOSE && c->blank);
    uint32_t point = point_at(c, c->at, &length);
    if (!unit || !after || (!c->blank && unit == length && text_is_letter(point) && point < 0x250))
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

static void cut_letters(cutter *c)
{
    size_t letters = letters_from(c, c->at), length, mixed;
    uint32_t first = point_at(c, c->at, &length);
    if (mark_at(c, c->at) == TYPED_LINE && (mixed = substance(c)) > 0 &&
        !(c->out->count && after_number(c) && !c->blank && mixed < 2)) {
        add(c, TYPED_BREAK, mixed);
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
    if (cut_unit(c, letters) || (mark_at(c, c->at) == TYPED_LINE && cut_lone_unit(c)))
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
    const struct raised_row *row = raised_of(point);
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
    else if ((point == 0xB0 || point == 0x20AC || point == '$') && cut_unit(c, 0))
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
