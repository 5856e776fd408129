/* Units by the notation of 2007, chapter 16; formulas of chemistry by the notation of 2008. */
#include "filters/braille/science.h"

#include "base/text.h"
#include "filters/braille/braille.h"
#include "filters/braille/signs.h"

#include <string.h>

/* ---- Raised and lowered characters ------------------------------------------------------------------------------ */

static const struct script_row {
    uint32_t point, base;
    bool raised;
} script_rows[] = {
    {0x00B2, '2', true},  {0x00B3, '3', true},  {0x00B9, '1', true},  {0x2070, '0', true},  {0x2071, 'i', true},
    {0x2074, '4', true},  {0x2075, '5', true},  {0x2076, '6', true},  {0x2077, '7', true},  {0x2078, '8', true},
    {0x2079, '9', true},  {0x207A, '+', true},  {0x207B, '-', true},  {0x207C, '=', true},  {0x207D, '(', true},
    {0x207E, ')', true},  {0x207F, 'n', true},  {0x2080, '0', false}, {0x2081, '1', false}, {0x2082, '2', false},
    {0x2083, '3', false}, {0x2084, '4', false}, {0x2085, '5', false}, {0x2086, '6', false}, {0x2087, '7', false},
    {0x2088, '8', false}, {0x2089, '9', false}, {0x208A, '+', false}, {0x208B, '-', false}, {0x208C, '=', false},
    {0x2090, 'a', false}, {0x2091, 'e', false}, {0x2093, 'x', false}, {0x2099, 'n', false},
};

/* What a glyph is on its line: 1 raised, -1 lowered, 0 neither; its character in `*base`. */
static int level_of(const glyph *one, uint32_t *base)
{
    *base = one->point;
    for (size_t i = 0; one->point >= script_rows[0].point && i < sizeof script_rows / sizeof *script_rows; i++)
        if (script_rows[i].point == one->point) {
            *base = script_rows[i].base;
            return script_rows[i].raised ? 1 : -1;
        }
    bool script = text_is_digit(one->point) || one->point == '+' || one->point == '-' || one->point == 'n';
    if (script && (one->marks & LOOK_RAISED))
        return 1;
    return (one->marks & LOOK_LOWERED) && one->point < GLYPH_OBJECT && one->point != ' ' ? -1 : 0;
}

/* ---- Units ------------------------------------------------------------------------------------------------------ */

static const char unit_prefixes[] = "kMGTPmcdnpf";
static const char units_prefixed[] =
    "m g s L l A K mol cd Hz N Pa J W C V F H T S Wb Bq Gy Sv lm lx eV Wh bar B o cal \xCE\xA9";
static const char units_alone[] = "h min ha dam dag daL dal hm hg hL hl hPa kat \xC2\xB0 \xC2\xB0"
                                  "C \xE2\x82\xAC $ \xC2\xA3 \xC2\xA5 rad sr gr tr j \xC3\x85";

/* Whether `run` is a unit's symbol, with a decimal prefix or without. */
static bool is_unit_symbol(const char *run)
{
    if (!run[0] || strchr(run, ' '))
        return false;
    /* The list functions fold ASCII case, which units do not: so the found word is compared again. */
    const char *lists[] = {units_alone, units_prefixed};
    const char *rest = text_begins(run, "\xCE\xBC") ? run + 2 : strchr(unit_prefixes, run[0]) ? run + 1 : NULL;
    for (int i = 0; i < 3; i++) {
        const char *list = lists[i ? 1 : 0], *word = i == 2 ? rest : run;
        size_t size = word ? strlen(word) : 0;
        for (const char *at = list; size && *at; at += strcspn(at, " "), at += *at == ' ')
            if (strcspn(at, " ") == size && memcmp(at, word, size) == 0)
                return true;
    }
    return false;
}

static bool is_unit_joint(uint32_t point)
{
    return point == '/' || point == '.' || point == 0xB7 || point == 0xD7 || point == '*';
}

/* The length of a unit that begins at `i`: symbols joined by / . · ×, each with its exponent. 0 where it is none. */
static size_t unit_length(const glyph *at, size_t i, size_t count)
{
    size_t start = i, good = 0;
    for (;;) {
        char run[24] = "";
        size_t size = 0;
        uint32_t base;
        for (; i < count && size < 16 && at[i].point < GLYPH_OBJECT && level_of(&at[i], &base) == 0 &&
               (text_is_letter(at[i].point) || (at[i].point < 0x100 && strchr("$\xA3\xA5\xB0", (int)at[i].point)) ||
                at[i].point == 0x20AC);
             i++)
            size += text_encode(run + size, at[i].point);
        run[size] = '\0';
        if (!is_unit_symbol(run))
            return good;
        if (i + 1 < count && at[i].point == '-' && text_is_digit(at[i + 1].point))
            i += 2;
        while (i < count && level_of(&at[i], &base) == 1)
            i++;
        good = i - start;
        if (i >= count || !is_unit_joint(at[i].point))
            return good;
        i++;
    }
}

/* Whether the character before the blank at `i` - 1 ends a number. */
bool science_is_unit(const glyph *at, size_t i)
{
    if (i < 2 || at[i - 1].point != ' ' || (at[i - 1].marks & LOOK_LINE) || !text_is_digit(at[i - 2].point))
        return false;
    size_t k = i - 2;
    while (k && (text_is_digit(at[k - 1].point) || at[k - 1].point == ',' || at[k - 1].point == '.'))
        k--;
    return !k || !text_is_letter(at[k - 1].point);
}

/* ---- Chemistry -------------------------------------------------------------------------------------------------- */

static const char elements[] =
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo "
    "Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl "
    "Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm R X";

static bool is_element(const char *letters, size_t size)
{
    for (const char *at = elements; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == size && memcmp(at, letters, size) == 0)
            return true;
    return false;
}

bool science_is_chemical(const char *letters, size_t size)
{
    if (!size)
        return false;
    for (size_t i = 0; i < size;) {
        bool two = i + 1 < size && letters[i + 1] >= 'a' && letters[i + 1] <= 'z';
        size_t length = two ? 2 : 1;
        if (!is_element(letters + i, length))
            return false;
        i += length;
    }
    return true;
}

/* Whether a piece is a formula of chemistry: elements, and a lowered digit or a charge after one of them. */
static bool is_chemistry(const glyph *at, size_t count)
{
    char run[64];
    size_t size = 0;
    bool script = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t base;
        int level = level_of(&at[i], &base);
        script |= level != 0;
        if (level)
            continue;
        if (base >= 0x80 || size == sizeof run || (!text_is_letter(base) && !strchr("()[]23456789", (int)base)))
            return false;
        if (text_is_letter(base))
            run[size++] = (char)base;
    }
    return script && science_is_chemical(run, size);
}

/* ---- Pieces ----------------------------------------------------------------------------------------------------- */

static bool begins_piece(const glyph *at, size_t i)
{
    return !i || at[i - 1].point == ' ' || at[i - 1].point == '(' || at[i - 1].point == 0xAB ||
           at[i - 1].point == '\'' || at[i - 1].point == GLYPH_OBJECT;
}

static bool ends_sentence(uint32_t point)
{
    return point == 0xBB || (point < 0x80 && point && strchr(".,;:!?)\"", (int)point));
}

/* Where a piece ends without the sentence's punctuation after it; a parenthesis that it opens is its own. */
static size_t without_punctuation(const glyph *at, size_t from, size_t end)
{
    uint32_t base;
    int open = 0;
    for (size_t i = from; i < end; i++)
        open += (at[i].point == '(') - (at[i].point == ')');
    for (; end > from && level_of(&at[end - 1], &base) == 0 && ends_sentence(at[end - 1].point); end--) {
        if (at[end - 1].point == ')' && open++ == 0)
            break;
    }
    return end;
}

/* "n°" is one sign, also in contracted braille (2007, 16.4). */
static bool is_number_word(const glyph *at, size_t i, size_t end)
{
    return end - i == 2 && text_lower(at[i].point) == 'n' && at[i + 1].point == 0xB0;
}

/* A sign of mathematics alone in a text is written with ⠠ (2007, introduction, II.8); Greek letters and what is on every
 * keyboard are not meant. */
static bool is_lone_sign(const glyph *at, size_t i, size_t end)
{
    const sign *found = end - i == 1 && at[i].point >= 0x2190 ? sign_of(at[i].point) : NULL;
    return found && (found->class == SIGN_OPERATION || found->class == SIGN_RELATION || found->class == SIGN_PREFIX);
}

enum { MOST_PIECE = 200 }; /* characters: what is longer is no unit and no formula, so that time is linear */

/* No formula in a text is that long; words without blanks are, in documents that mean harm. */
enum { PIECE_MOST = 200 };

size_t science_length(const glyph *at, size_t i, size_t count)
{
    if (at[i].point == ' ' || !begins_piece(at, i))
        return 0;
    size_t end = i;
    bool script = false;
    uint32_t base;
    for (; end < count && at[end].point != ' ' && at[end].point != GLYPH_OBJECT; end++) {
        if (end - i == PIECE_MOST)
            return 0;
        /* Part of it is emphasised: the signs for that stand inside, as in any word. */
        if (end > i && ((at[end].marks & MARK_EMPHASIS_OPENS) || (at[end - 1].marks & MARK_EMPHASIS_CLOSES)))
            return 0;
        if (end - i == MOST_PIECE)
            return 0;
        script |= level_of(&at[end], &base) != 0;
    }
    end = without_punctuation(at, i, end);
    if (science_is_unit(at, i)) {
        size_t unit = unit_length(at, i, end);
        if (unit && unit == end - i)
            return unit;
    }
    if (is_number_word(at, i, end) || is_lone_sign(at, i, end))
        return end - i;
    if (!script || !(sign_of(at[i].point) || level_of(&at[i], &base)))
        return 0;
    for (size_t k = i; k < end; k++) {
        level_of(&at[k], &base);
        if (!sign_of(base))
            return 0;
    }
    return end - i;
}

/* ---- Cells ------------------------------------------------------------------------------------------------------ */

static void add_sign(uint32_t point, cells *out)
{
    const sign *found = sign_of(point);
    if (found)
        cells_text(out, found->cells);
}

/* Adds raised or lowered characters from `i` on, and gives where they end. Numbers, even negative ones, and single signs
 * stand without a block (2007, chapter 8); lowered digits of chemistry without the index sign. */
static size_t add_script(const glyph *at, size_t i, size_t count, bool chemistry, cells *out)
{
    uint32_t base;
    int level = level_of(&at[i], &base);
    size_t end = i, digits = 0, first_digit = 0;
    for (; end < count && level_of(&at[end], &base) == level; end++) {
        digits += text_is_digit(base);
        first_digit += end == i && !text_is_digit(base);
    }
    bool number = digits && digits + first_digit == end - i;
    bool block = !number && end - i > 1;
    if (level > 0 || !(chemistry && digits == end - i))
        cells_text(out, level > 0 ? "⠈" : "⠢");
    if (block)
        cells_text(out, "⠰");
    for (; i < end; i++) {
        level_of(&at[i], &base);
        add_sign(base, out);
    }
    if (block)
        cells_text(out, "⠆");
    return end;
}

/* A dot between units is the sign of multiplication, as in m.s-1; a minus after a symbol begins its exponent. */
static void add_unit(const glyph *at, size_t count, cells *out)
{
    uint32_t base;
    for (size_t i = 0; i < count;) {
        if (level_of(&at[i], &base) != 0) {
            i = add_script(at, i, count, false, out);
            continue;
        }
        if (at[i].point == '-')
            cells_text(out, "⠈");
        if (at[i].point != '/' && is_unit_joint(at[i].point))
            cells_text(out, "⠔");
        else
            add_sign(at[i].point, out);
        i++;
    }
}

/* Whether the unit begins with ⠠: where it holds signs beyond letters, exponents and ⠌; in contracted braille before
 * every small letter (16.1 and 16.3). */
static bool unit_has_prefix(const glyph *at, size_t count, bool contracted)
{
    bool small = at[0].point >= 'a' && at[0].point <= 'z';
    for (size_t i = 0; i < count; i++)
        if (at[i].point == '-' || (at[i].point != '/' && is_unit_joint(at[i].point)))
            return true;
    return contracted && small;
}

void transcribe_science(transcriber *t, const glyph *all, size_t from, size_t count, cells *out)
{
    const glyph *at = all + from;
    uint32_t base;
    if (science_is_unit(all, from) && unit_length(at, 0, count) == count) {
        if (unit_has_prefix(at, count, t->grade == GRADE_ABREGE))
            cells_text(out, "⠠");
        add_unit(at, count, out);
        return;
    }
    bool chemistry = is_chemistry(at, count) || is_number_word(at, 0, count);
    cells inner = CELLS_EMPTY;
    for (size_t i = 0; i < count;)
        if (level_of(&at[i], &base) != 0)
            i = add_script(at, i, count, chemistry, &inner);
        else
            add_sign(at[i++].point, &inner);
    bool block = false;
    for (size_t i = 0; i < inner.count; i++)
        block |= (inner.at[i] & CELL_DOTS) == (DOT(5) | DOT(6));
    if (!chemistry)
        cells_text(out, block ? "⠠⠄" : "⠠");
    cells_join(out, inner.at, inner.count);
    out->failed |= inner.failed;
    cells_free(&inner);
}
