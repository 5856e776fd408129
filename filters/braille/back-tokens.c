/* Cells of a formula to tokens: numbers, letters, names, words, signs. */
#include "filters/braille/back-inside.h"

#include "base/text.h"
#include "filters/braille/science.h"

#include <string.h>

typedef struct cutter {
    arena *pool;
    const char *at;
    back_token *tokens;
    size_t count;
    size_t blocks; /* that are open: ⠆ ends one, and is a semicolon elsewhere (introduction, II.7) */
} cutter;

static bool is_blank_at(const char *cells)
{
    return strncmp(cells, "⠀", BACK_BYTES) == 0;
}

static back_token *add(cutter *c, back_role role, const char *text, size_t taken)
{
    back_token *made = &c->tokens[c->count++];
    *made = (back_token){.role = role, .text = text};
    c->at += taken;
    return made;
}

static bool follows(const cutter *c, back_role role)
{
    return c->count && c->tokens[c->count - 1].role == role;
}

/* The digits from a cell on. */
static size_t digits_at(const char *cells)
{
    size_t count = 0;
    while (back_digit_at(cells + count * BACK_BYTES) >= 0)
        count++;
    return count;
}

/* Chapter 1: a number with its decimal comma or point, and ⠄ before each three digits of a long one. */
static void cut_number(cutter *c)
{
    buffer text = BUFFER_EMPTY;
    const char *cells = c->at;
    bool decimal = false, whole = digits_at(cells) <= 3;
    for (;;) {
        for (int digit; (digit = back_digit_at(cells)) >= 0; cells += BACK_BYTES)
            buffer_byte(&text, (char)('0' + digit));
        size_t next = *cells ? digits_at(cells + BACK_BYTES) : 0;
        bool comma = strncmp(cells, "⠂", BACK_BYTES) == 0, point = strncmp(cells, "⠲", BACK_BYTES) == 0;
        bool thousand = strncmp(cells, "⠄", BACK_BYTES) == 0 && (next == 3 || (next && next < 3 && decimal));
        if (next && !decimal && (comma || point)) {
            buffer_byte(&text, comma ? ',' : '.');
            decimal = true;
        } else if (thousand && (whole || decimal)) {
            buffer_text(&text, "\xC2\xA0");
        } else {
            break;
        }
        cells += BACK_BYTES;
    }
    add(c, BACK_NUMBER, arena_copy(c->pool, buffer_string(&text), text.size), (size_t)(cells - c->at));
    buffer_free(&text);
}

/* Whether cells spell a word of print: letters alone, of which some may have accents, up to a blank; gives their bytes. */
static size_t word_at(const char *cells, buffer *text)
{
    static const struct accented {
        const char *cell, *letter;
    } accents[] = {{"⠿", "é"}, {"⠷", "à"}, {"⠮", "è"}, {"⠯", "ç"}, {"⠾", "ù"}, {"⠄", "'"}};
    size_t at = 0, letters = 0, marks = 0;
    buffer_reset(text);
    while (cells[at] && !is_blank_at(cells + at)) {
        size_t taken = BACK_BYTES, k = 0;
        uint32_t letter = back_letter_at(cells + at, &taken);
        while (!letter && k < sizeof accents / sizeof *accents && strncmp(cells + at, accents[k].cell, BACK_BYTES) != 0)
            k++;
        if (letter >= 0x80 || (!letter && k == sizeof accents / sizeof *accents))
            return 0;
        buffer_point(text, letter);
        if (!letter) {
            text->size--;
            buffer_text(text, accents[k].letter);
            taken = BACK_BYTES;
        }
        letters += letter != 0;
        marks += !letter;
        at += taken;
    }
    return letters >= 2 && letters > marks ? at : 0;
}

/* After a blank, or before one: a word of the sentence that the formula holds, or the unit of the number before. After words the
 * formula begins anew with ⠠. */
static bool cut_word(cutter *c)
{
    buffer text = BUFFER_EMPTY;
    bool begins = !c->count || follows(c, BACK_BLANK);
    bool unit = c->count > 1 && follows(c, BACK_BLANK) && c->tokens[c->count - 2].role == BACK_NUMBER;
    size_t taken = begins && !unit ? word_at(c->at, &text) : 0;
    if (taken && (c->count || c->at[taken]))
        add(c, BACK_WORD, arena_copy(c->pool, buffer_string(&text), text.size), taken);
    else
        taken = 0;
    buffer_free(&text);
    return taken;
}

/* A unit: letters to the next sign, one symbol. */
static bool cut_unit(cutter *c)
{
    if (c->count < 2 || !follows(c, BACK_BLANK) || c->tokens[c->count - 2].role != BACK_NUMBER)
        return false;
    buffer text = BUFFER_EMPTY;
    size_t at = 0, taken, letters = 0;
    for (uint32_t letter; (letter = back_letter_at(c->at + at, &taken)) != 0 && letter < 0x1000; at += taken, letters++)
        buffer_point(&text, letter == 0x3BC ? 0xB5 : letter);
    const char *money = strncmp(c->at, "⠘⠑", 6) == 0 ? "€" : strncmp(c->at, "⠘⠎", 6) == 0 ? "$" : "£";
    bool sum =
        letters == 1 && at == 6 && (*money == '$' || strncmp(c->at, "⠘⠑", 6) == 0 || strncmp(c->at, "⠘⠇", 6) == 0);
    bool found = letters > 1 || sum;
    if (sum)
        add(c, BACK_LETTER, money, at);
    else if (found)
        add(c, BACK_LETTER, arena_copy(c->pool, buffer_string(&text), text.size), at);
    buffer_free(&text);
    return found;
}

static bool cut_letter(cutter *c)
{
    size_t taken;
    uint32_t letter = back_letter_at(c->at, &taken);
    char bytes[4];
    if (!letter)
        return false;
    size_t size = text_encode(bytes, letter);
    back_token *made = add(c, BACK_LETTER, arena_copy(c->pool, bytes, size), taken);
    made->capital = letter < 0x80 && text_is_upper(letter);
    made->small = letter < 0x80 && !made->capital;
    return true;
}

static bool cut_name(cutter *c)
{
    size_t taken;
    bool large;
    const char *name = back_name_at(c->at, &taken, &large);
    if (name)
        add(c, large ? BACK_LARGE : BACK_NAME, name, taken);
    return name;
}

/* Sums and products, whose signs are Greek capitals, where something is written under, over or after them. */
static bool cut_sum(cutter *c)
{
    static const char *const rows[][2] = {{"⠨⠘⠎", "∑"}, {"⠨⠘⠏", "∏"}};
    for (int i = 0; i < 2; i++) {
        size_t size = strlen(rows[i][0]);
        const char *next = c->at + size;
        if (strncmp(c->at, rows[i][0], size) != 0)
            continue;
        bool limits = strncmp(next, "⠢⠢", 6) == 0 || strncmp(next, "⠈⠈", 6) == 0;
        size_t taken;
        if (limits || back_letter_at(next, &taken)) {
            add(c, BACK_LARGE, rows[i][1], size);
            return true;
        }
    }
    return false;
}

/* A sign of a charge or of a set's part, as in R+: no "plus or minus" there, unless a quantity follows. */
static bool is_charge(const cutter *c)
{
    size_t taken;
    const char *next = c->at + 2 * (size_t)BACK_BYTES;
    bool both = strncmp(c->at, "⠖⠤", 2 * BACK_BYTES) == 0 || strncmp(c->at, "⠤⠖", 2 * BACK_BYTES) == 0;
    bool capital = back_letter_at(next, &taken) && taken > BACK_BYTES;
    size_t digits = digits_at(next) * BACK_BYTES;
    bool counted = digits && strncmp(next + digits, "⠨", BACK_BYTES) == 0; /* of the next compound */
    return follows(c, BACK_POWER) && both && (capital || counted || (!digits && !back_letter_at(next, &taken)));
}

static bool cut_sign(cutter *c)
{
    const back_sign *found = back_sign_at(c->at);
    if (!found)
        return false;
    size_t size = strlen(found->cells);
    bool colon = found->role == BACK_OPERATOR && *found->text == ':';
    if (is_charge(c))
        add(c, BACK_OPERATOR, strncmp(c->at, "⠖", BACK_BYTES) == 0 ? "+" : "−", BACK_BYTES);
    else if (found->role == BACK_BLOCK_END && !c->blocks)
        add(c, BACK_SEPARATOR, ";", size);
    else if (colon && follows(c, BACK_NUMBER) && back_digit_at(c->at + size) >= 0)
        add(c, BACK_OPERATOR, "÷", size);
    else
        add(c, found->role, found->text, size)->large = size > BACK_BYTES;
    c->blocks += found->role == BACK_BLOCK;
    c->blocks -= found->role == BACK_BLOCK_END && c->blocks;
    return true;
}

/* ⠠ after words, or after the blank before a formula's next part. */
static bool cut_prefix(cutter *c)
{
    size_t size = strncmp(c->at, "⠠⠄", 6) == 0 ? 6 : BACK_BYTES;
    const back_sign *sign = back_sign_at(c->at);
    if (!follows(c, BACK_BLANK) || strncmp(c->at, "⠠", BACK_BYTES) != 0 || sign)
        return false;
    c->at += size;
    return true;
}

static bool cut_blank(cutter *c)
{
    if (!is_blank_at(c->at))
        return false;
    if (follows(c, BACK_BLANK))
        c->at += BACK_BYTES;
    else
        add(c, BACK_BLANK, "\xC2\xA0", BACK_BYTES);
    return true;
}

/* A character that the notation lacks, which is written by its number, "[U+2216]". */
static bool cut_coded(cutter *c)
{
    static const char begins[] = "⠷⠨⠥⠖";
    size_t at = sizeof begins - 1, taken;
    uint32_t point = 0, letter;
    if (strncmp(c->at, begins, at) != 0)
        return false;
    for (int digit; (digit = back_digit_at(c->at + at)) >= 0 || (letter = back_letter_at(c->at + at, &taken)) != 0;
         at += digit >= 0 ? BACK_BYTES : taken) {
        int value = digit >= 0 ? digit : letter < 0x80 ? ascii_hex((char)letter) : -1;
        if (value < 0 || point > 0xFFFF)
            return false;
        point = point << 4 | (uint32_t)value;
    }
    if (strncmp(c->at + at, "⠾", BACK_BYTES) != 0 || point < 0x80)
        return false;
    char bytes[4];
    size_t size = text_encode(bytes, point);
    bool opens = point == 0x2308 || point == 0x230A, closes = point == 0x2309 || point == 0x230B;
    add(c, opens ? BACK_OPEN : closes ? BACK_CLOSE : BACK_OPERATOR, arena_copy(c->pool, bytes, size), at + BACK_BYTES);
    return true;
}

static bool cut_digits(cutter *c)
{
    if (back_digit_at(c->at) < 0)
        return false;
    cut_number(c);
    return true;
}

back_token *back_tokens(arena *pool, const char *braille, size_t size, size_t *count)
{
    static bool (*const cuts[])(cutter *) = {cut_coded, cut_blank, cut_digits, cut_prefix, cut_word,
                                             cut_unit,  cut_name,  cut_sum,    cut_sign,   cut_letter};
    char *cells = arena_copy(pool, braille, size);
    cutter c = {.pool = pool, .at = cells};
    c.tokens = arena_alloc(pool, (size / BACK_BYTES + 2) * sizeof *c.tokens);
    if (!cells || !c.tokens)
        return NULL;
    while (*c.at) {
        size_t i = 0;
        while (i < sizeof cuts / sizeof *cuts && !cuts[i](&c))
            i++;
        if (i == sizeof cuts / sizeof *cuts)
            return NULL;
    }
    *count = c.count;
    c.tokens[c.count].role = BACK_END;
    return c.tokens;
}

/* ---- Chemistry (2008) ----------------------------------------------------------------------------------------------- */

/* The states of matter, and what stands for any organic rest. */
static bool is_state(const back_token *t, size_t i)
{
    size_t close = i;
    while (t[close].role == BACK_LETTER && t[close].small)
        close++;
    bool one = close == i + 1 && strchr("slgv", *t[i].text);
    bool water = close == i + 2 && *t[i].text == 'a' && *t[i + 1].text == 'q';
    bool named = close == i + 3 && *t[i].text == 'e' && *t[i + 1].text == 'a' && *t[i + 2].text == 'u';
    bool pairs = i > 1 && *t[i].text == 'd' && t[i - 2].role == BACK_BLOCK && t[i + 1].role == BACK_BLOCK_END;
    return pairs || (i && t[i - 1].role == BACK_OPEN && t[close].role == BACK_CLOSE && (one || water || named));
}

/* Looks at the letters from token `i` on: an element's symbol, a state, a charge of n. Gives how many they are, 0 for neither. */
static size_t symbol_at(const back_token *t, size_t i, bool *element)
{
    char letters[3] = {*t[i].text, '\0', '\0'};
    *element = false;
    if (is_state(t, i))
        return t[i + 1].role != BACK_LETTER ? 1 : t[i + 2].role != BACK_LETTER ? 2 : 3;
    bool electron = *t[i].text == 'e' && t[i].small && t[i + 1].role == BACK_POWER;
    if (electron)
        return 1;
    if (!t[i].capital)
        return 0;
    *element = true;
    letters[1] = t[i + 1].role == BACK_LETTER && t[i + 1].small ? *t[i + 1].text : '\0';
    if (letters[1] && science_is_chemical(letters, 2))
        return 2;
    return !letters[1] && science_is_chemical(letters, 1);
}

/* What a token that is no letter says of chemistry: 1 that it is, -1 that it is not, 0 nothing. */
static int evidence_of(const back_token *t, size_t i, bool after_element)
{
    static const char signs[] = "+ − = | → ← ⇄ ↔ ↗ ↘ ;";
    bool sign = t[i].text && strstr(signs, t[i].text);
    bool charge = i && t[i - 1].role == BACK_POWER && t[i].role == BACK_OPERATOR;
    switch ((int)t[i].role) {
    case BACK_NUMBER: return after_element;
    case BACK_LEFT_LOW:
    case BACK_LEFT_HIGH: return 1;
    case BACK_OPERATOR: return !sign ? -1 : charge || strcmp(t[i].text, "⇄") == 0;
    case BACK_SEPARATOR:
    case BACK_BAR: return sign ? 0 : -1;
    case BACK_NAME:
    case BACK_LARGE:
    case BACK_POSTFIX:
    case BACK_INDEX:
    case BACK_ROOT:
    case BACK_ACCENT: return -1;
    default: return 0;
    }
}

/* How many tokens after an arrow are what stands over and under it, in parentheses (2008, III.5), of which one is a semicolon. */
static size_t conditions_at(const back_token *t, size_t i)
{
    size_t end = i;
    bool both = false, arrow = i && t[i - 1].role == BACK_OPERATOR && strstr("→ ⇄ ←", t[i - 1].text);
    if (!arrow || t[i].role != BACK_OPEN)
        return 0;
    for (; t[end].role != BACK_CLOSE && t[end].role != BACK_END; end++)
        both |= t[end].role == BACK_SEPARATOR && *t[end].text == ';';
    return both && t[end].role == BACK_CLOSE ? end + 1 - i : 0;
}

/* Copies conditions to `to`, letters in a row as one word, in which a bar is "é". Gives how many tokens they are. */
static size_t copy_conditions(arena *pool, back_token *to, const back_token *from, size_t count)
{
    size_t made = 0;
    for (size_t i = 0, run; i < count; i += run) {
        buffer word = BUFFER_EMPTY;
        for (run = 0; i + run < count && (from[i + run].small || from[i + run].role == BACK_BAR); run++)
            buffer_text(&word, from[i + run].small ? from[i + run].text : "é");
        to[made] = from[i];
        if (run > 1)
            to[made] = (back_token){.role = BACK_WORD, .text = arena_copy(pool, buffer_string(&word), word.size)};
        made++;
        run += !run;
        buffer_free(&word);
    }
    return made;
}

/* Whether the tokens are a formula of chemistry: every letter of a symbol, and a number after one, a charge or an isotope. */
static bool is_chemistry(const back_token *t, size_t count)
{
    bool evidence = false, after = false, element = false, bonds = false, open = false;
    for (size_t i = 0, taken = 1; i < count; i += taken) {
        if ((taken = conditions_at(t, i)) != 0)
            continue;
        taken = t[i].role == BACK_LETTER ? symbol_at(t, i, &element) : 1;
        int says = taken && t[i].role != BACK_LETTER ? evidence_of(t, i, after) : 0;
        if (!taken || says < 0)
            return false;
        evidence |= says > 0 || (t[i].role == BACK_LETTER && *t[i].text == 'd'); /* pairs of electrons */
        bonds |= t[i].role == BACK_BAR && after && t[i + 1].capital;
        open |= t[i].role == BACK_OPEN;
        after = element && (t[i].role == BACK_LETTER || t[i].role == BACK_CLOSE);
    }
    return evidence || (bonds && !open);
}

bool back_chemistry(arena *pool, back_token *tokens, size_t *count)
{
    if (!is_chemistry(tokens, *count))
        return false;
    size_t to = 0;
    for (size_t i = 0; i < *count; to++) {
        bool element;
        size_t whole = conditions_at(tokens, i);
        if (whole) {
            to += copy_conditions(pool, tokens + to, tokens + i, whole) - 1;
            i += whole;
            continue;
        }
        size_t taken = tokens[i].role == BACK_LETTER ? symbol_at(tokens, i, &element) : 1;
        char letters[4] = {tokens[i].text ? *tokens[i].text : '\0'};
        for (size_t k = 1; k < taken; k++)
            letters[k] = *tokens[i + k].text;
        back_token one = tokens[i];
        if (one.role == BACK_LETTER) {
            one.text = arena_string(pool, letters);
            one.chemical = true;
        }
        if (one.role == BACK_BAR)
            one = (back_token){.role = BACK_OPERATOR, .text = "≡"};
        tokens[to] = one;
        i += taken;
    }
    tokens[to] = (back_token){.role = BACK_END};
    *count = to;
    return true;
}
