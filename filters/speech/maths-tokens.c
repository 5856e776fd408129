/* Tokens of a formula: letters, numbers, signs, text. */
#include "filters/speech/maths-elements.h"

#include "base/text.h"

#include <string.h>

/* Letters of Unicode's mathematical alphabets (12.4 of its chapter 22) as plain ones. */
static uint32_t plain_letter(uint32_t point)
{
    static const struct {
        uint32_t from, to, size, first, second;
    } alphabets[] = {
        {0x1D400, 0x1D6A3, 52, 'A', 'a'},
        {0x1D7CE, 0x1D7FF, 10, '0', '0'},
    };
    static const uint32_t others[][2] = {{0x210E, 'h'},   {0x1D6A4, 'i'},  {0x1D6A5, 'j'},
                                         {0x212F, 'e'},   {0x2113, 'l'},   {0x03D5, 0x3C6},
                                         {0x03F5, 0x3B5}, {0x03D1, 0x3B8}, {0x2206, 0x394}};
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++)
        if (point >= alphabets[i].from && point <= alphabets[i].to) {
            uint32_t letter = (point - alphabets[i].from) % alphabets[i].size;
            return letter < 26 ? alphabets[i].first + letter : alphabets[i].second + letter - 26;
        }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i][0] == point)
            return others[i][1];
    return point;
}

/* The characters of a token, blanks at its ends off, inner ones single. */
static const char *characters(formula *f, const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    bool blank = false;
    for (const ard_node *child = node->first; child; child = child->next)
        for (const char *from = kind_is(child, TEXT) ? child->text : ""; *from;) {
            uint32_t point = plain_letter(text_next(&from));
            if (text_is_space(point)) {
                blank = text.size > 0;
                continue;
            }
            buffer_text(&text, blank ? " " : "");
            buffer_point(&text, point);
            blank = false;
        }
    const char *kept = arena_copy(f->pool, buffer_string(&text), text.size);
    buffer_free(&text);
    return kept;
}

/* The value of a whole number; `*whole` says whether the text is one. */
static unsigned long long value_of(const char *text, bool *whole)
{
    unsigned long long value = 0;
    *whole = *text && strlen(text) < 18;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            *whole = false;
        value = value * 10 + (unsigned long long)(*text & 15);
    }
    return value;
}

/* The key of a sign in the table, where a row cannot begin with "#". */
static const char *key_of(const char *sign)
{
    return strcmp(sign, "#") == 0 ? "number sign" : sign;
}

/* A number: its digits in words, or as French writes them; anything else character by character. */
static term *number_say(formula *f, const char *text)
{
    buffer words = BUFFER_EMPTY, plain = BUFFER_EMPTY;
    bool french = f->words->language[0] == 'f', whole;
    for (const char *c = text; *c; c++)
        if (*c != ' ')
            buffer_byte(&plain, french && *c == '.' ? ',' : *c);
    size_t digits = strspn(buffer_string(&plain), "0123456789"), decimals = digits;
    if (digits && (plain.data[digits] == ',' || plain.data[digits] == '.'))
        decimals = digits + 1 + strspn(plain.data + digits + 1, "0123456789");
    bool spelt = false;
    if (digits && digits < 18 && decimals == plain.size && decimals != digits + 1)
        reading_number(&words, plain.data, plain.size, &f->numbers, false);
    else
        for (const char *from = buffer_string(&plain); *from;) {
            char sign[5] = "";
            buffer_text(&words, words.size ? " " : "");
            uint32_t point = text_next(&from);
            sign[text_encode(sign, point)] = 0;
            const char *named = text_is_letter(point) ? "" : formula_words(f, key_of(sign));
            buffer_text(&words, *named ? named : sign);
            spelt = spelt || text_is_letter(point);
        }
    unsigned long long value = value_of(buffer_string(&plain), &whole);
    term *t = spelt ? term_from(f, "spelt number", term_new(f, TERM_TEXT, buffer_string(&words)), NULL, NULL)
                    : term_new(f, TERM_NUMBER, buffer_string(&words));
    if (t) {
        t->kind = TERM_NUMBER;
        t->token = text;
        t->value = value;
        t->whole = whole;
    }
    buffer_free(&words);
    buffer_free(&plain);
    return t;
}

static const struct kind_name {
    const char *name;
    term_kind kind;
} kinds[] = {
    {"sign", TERM_SIGN},         {"after", TERM_AFTER},         {"open", TERM_OPEN}, {"close", TERM_CLOSE},
    {"bar", TERM_BAR},           {"invisible", TERM_INVISIBLE}, {"big", TERM_BIG},   {"function", TERM_FUNCTION},
    {"distinct", TERM_FUNCTION}, {"name", TERM_NAME},           {"set", TERM_NAME},
};

/* A token of the table, or NULL. Double-struck letters name sets of numbers. */
static term *table_token(formula *f, const ard_node *node, const char *text)
{
    static const char *const struck[][2] = {{"R", "ℝ"}, {"C", "ℂ"}, {"Z", "ℤ"}, {"Q", "ℚ"}, {"N", "ℕ"}, {"D", "𝔻"}};
    const char *variant = node_attribute(node, "mathvariant");
    for (size_t i = 0; variant && i < 6 && strcmp(variant, "double-struck") == 0; i++)
        if (strcmp(struck[i][0], text) == 0)
            text = struck[i][1];
    const char *const *row = word_find(f->table, key_of(text), strlen(key_of(text)));
    if (!row || strcmp(row[1], "words") == 0)
        return NULL;
    term *t = term_new(f, TERM_NAME, row[f->wishes->school ? 2 : 3]);
    if (!t)
        return NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, row[1]) == 0)
            t->kind = kinds[i].kind;
    t->token = text;
    t->row = strcmp(row[1], "set") == 0 ? row : NULL;
    t->distinct = strcmp(row[1], "distinct") == 0;
    return t;
}

/* A Greek letter by its name, its capitals said so; NULL where it is none. */
static term *greek_token(formula *f, const char *text)
{
    char key[5] = "";
    const char *rest = text;
    uint32_t point = text_next(&rest), small = text_lower(point);
    if (point < 0x370 || point > 0x3FF || *rest)
        return NULL;
    key[text_encode(key, small)] = '\0';
    const char *const *row = word_find(f->words->names, key, strlen(key));
    term *name = row ? term_new(f, TERM_NAME, row[1]) : NULL;
    if (!name)
        return NULL;
    if (small != point)
        name = term_from(f, "capital letter", name, NULL, NULL);
    if (name)
        name->kind = TERM_NAME;
    return name;
}

/* A unit: what says that it is one, or several letters of the units' table. */
static void find_unit(formula *f, const ard_node *node, term *t)
{
    const char *class = node_attribute(node, "class");
    bool marked = class && strstr(class, "MathML-Unit");
    size_t size = strlen(t->token);
    if (!marked && (size < 2 || t->kind != TERM_NAME))
        return;
    if (marked && size > 1 && t->token[size - 1] == '.')
        size--;
    char key[32] = "imperial ";
    if (size > sizeof key - 10)
        return;
    memcpy(key + 9, t->token, size);
    const char *const *row = word_find(f->words->units, t->token, size);
    if (marked && !row)
        row = word_find(f->words->units, key, size + 9);
    t->columns = row != NULL;
    if (row && marked) {
        t->kind = TERM_UNIT;
        t->words = row[2];
    }
    t->row = row ? row : t->row;
}

/* Text in a formula, said as text is. */
static term *text_say(formula *f, const char *text)
{
    buffer words = BUFFER_EMPTY;
    speech_say(f->rules, text, strlen(text), f->wishes->digits, &words);
    term *t = term_new(f, TERM_TEXT, buffer_string(&words));
    buffer_free(&words);
    return t;
}

term *token_say(formula *f, const ard_node *node)
{
    const char *text = characters(f, node);
    term *t = NULL;
    if (!text)
        return NULL;
    if (strcmp(node->text, "mn") == 0 && *text)
        return number_say(f, text);
    bool unit = node_attribute(node, "class") && strstr(node_attribute(node, "class"), "MathML-Unit");
    bool text_element = strcmp(node->text, "mtext") == 0 || strcmp(node->text, "ms") == 0;
    if (!unit && !text_element) {
        t = table_token(f, node, text);
        t = t ? t : greek_token(f, text);
    }
    const char *variant = node_attribute(node, "mathvariant");
    if (!t && variant && text_in_list(variant, "script") && text_length(text) == 1) {
        t = term_from(f, "script letter", term_new(f, TERM_NAME, text), NULL, NULL);
        if (t)
            t->kind = TERM_NAME;
    }
    bool digits = *text && strspn(text, "0123456789") == strlen(text);
    if (!t && digits)
        return number_say(f, text);
    if (!t)
        t = text_element ? text_say(f, text) : term_new(f, strcmp(node->text, "mi") == 0 ? TERM_NAME : TERM_SIGN, text);
    if (t && !t->token)
        t->token = text;
    if (t && !*text)
        t->kind = TERM_INVISIBLE;
    else if (t)
        find_unit(f, node, t);
    return t;
}
