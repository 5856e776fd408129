/* TeX's characters: names, arguments as they stand, numbers, letters, signs. */
#include "tex.h"

#include "base/text.h"

#include <string.h>

void tex_skip(tex *t)
{
    for (; t->at < t->end; t->at++) {
        if (*t->at == '%')
            while (t->at < t->end && *t->at != '\n')
                t->at++;
        if (t->at == t->end || (!ascii_is_space(*t->at) && *t->at))
            return;
    }
}

bool tex_next_is(tex *t, char c)
{
    tex_skip(t);
    return t->at < t->end && *t->at == c;
}

const char *tex_name(tex *t, size_t *size)
{
    const char *name = ++t->at;
    while (t->at < t->end && ascii_is_letter(*t->at))
        t->at++;
    if (t->at == name && t->at < t->end) {
        size_t length;
        text_decode(name, (size_t)(t->end - name), &length);
        t->at += length;
    }
    *size = (size_t)(t->at - name);
    if (*size == 1 && ascii_is_space(*name))
        return " ";
    return name;
}

const char *tex_raw(tex *t)
{
    tex_skip(t);
    const char *begin = t->at;
    unsigned open = 0;
    size_t size, length = 1;
    if (t->at < t->end && *t->at == '\\') {
        tex_name(t, &size);
        return arena_copy(lesson_pool(t->document), begin, (size_t)(t->at - begin));
    }
    if (t->at < t->end && *t->at != '{')
        text_decode(t->at, (size_t)(t->end - t->at), &length);
    while (t->at < t->end) {
        char c = *t->at;
        open += c == '{';
        open -= c == '}' && open;
        t->at += c == '\\' && t->at + 1 < t->end ? 2 : length;
        if (!open)
            break;
    }
    t->broken |= open > 0;
    bool braces = begin < t->end && *begin == '{';
    size = (size_t)(t->at - begin) - (braces ? 1 + !open : 0);
    return arena_copy(lesson_pool(t->document), begin + braces, size);
}

void tex_skip_option(tex *t)
{
    enum { LONGEST = 24 };
    tex_skip(t);
    if (t->at + 1 >= t->end || *t->at != '[')
        return;
    for (const char *at = t->at + 1; at < t->end && at - t->at < LONGEST; at++) {
        if (*at == ']') {
            t->at = at + 1;
            return;
        }
        if (!ascii_is_letter(*at) && !strchr(" .-+*\\", *at) && !text_is_digit((unsigned char)*at))
            return;
    }
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static size_t digits_at(const tex *t, const char *at)
{
    size_t count = 0;
    while (at + count < t->end && text_is_digit((unsigned char)at[count]))
        count++;
    return count;
}

/* The length of the mark before other digits of the same number: a point, a comma, "{,}"; 0 for none. */
static size_t decimal_mark(const tex *t)
{
    size_t left = (size_t)(t->end - t->at), size = 0;
    if (left > 3 && t->at[0] == '{' && strchr(".,", t->at[1]) && t->at[2] == '}')
        size = 3;
    else if (left > 1 && (*t->at == '.' || (*t->at == ',' && t->comma)))
        size = 1;
    return size && digits_at(t, t->at + size) ? size : 0;
}

/* The length of room before a group of three digits: " ", "\\,", "~", "\\ ", "{\\,}"; 0 where none follows. */
static size_t group_mark(const tex *t)
{
    static const char *const marks[] = {" ", "\\,", "~", "\\ ", "{\\,}", "\\;", "\\:", "\u00A0", "\u202F"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i]);
        if ((size_t)(t->end - t->at) > size && memcmp(t->at, marks[i], size) == 0 && digits_at(t, t->at + size) == 3)
            return size;
    }
    return 0;
}

/* "1,2,3" is a list: a comma is decimal where no other follows the digits after it. */
static bool is_list(const tex *t)
{
    const char *at = t->at + 1 + digits_at(t, t->at + 1);
    return *t->at == ',' && at + 1 < t->end && *at == ',' && text_is_digit((unsigned char)at[1]);
}

ard_node *tex_number(tex *t, bool digit)
{
    buffer number = BUFFER_EMPTY;
    size_t mark = 0, count = digit ? 1 : digits_at(t, t->at);
    bool grouped = count && count < 4, list = false;
    buffer_add(&number, t->at, count);
    t->at += count;
    while (!digit && grouped && (mark = group_mark(t))) {
        buffer_text(&number, "\u202F");
        buffer_add(&number, t->at + mark, 3);
        t->at += mark + 3;
    }
    mark = digit ? 0 : decimal_mark(t);
    list = mark == 1 && is_list(t);
    if (list)
        t->comma = false;
    if (mark && !list) {
        buffer_byte(&number, t->at[mark / 2]);
        count = digits_at(t, t->at + mark);
        buffer_add(&number, t->at + mark, count);
        t->at += mark + count;
    }
    ard_node *mn = tex_element(t, "mn", buffer_string(&number));
    buffer_free(&number);
    return mn;
}

/* ---- Letters ----------------------------------------------------------------------------------------------------- */

/* Unicode's mathematical alphabets: where the capitals begin, and the letters that stood in Unicode before them. */
static const struct alphabet {
    const char *variant;
    uint32_t capitals;
    const char *letters;
    uint32_t points[12];
} alphabets[] = {
    {"bold", 0x1D400, "", {0}},
    {"double-struck", 0x1D538, "CHNPQRZ", {0x2102, 0x210D, 0x2115, 0x2119, 0x211A, 0x211D, 0x2124}},
    {"fraktur", 0x1D504, "CHIRZ", {0x212D, 0x210C, 0x2111, 0x211C, 0x2128}},
    {"script",
     0x1D49C,
     "BEFHILMRego",
     {0x212C, 0x2130, 0x2131, 0x210B, 0x2110, 0x2112, 0x2133, 0x211B, 0x212F, 0x210A, 0x2134}},
};

/* The character of a letter in an alphabet; 0 where Unicode has none. */
static uint32_t letter_in(const char *variant, char letter)
{
    for (size_t i = 0; variant && i < sizeof alphabets / sizeof *alphabets; i++) {
        if (strcmp(alphabets[i].variant, variant) != 0)
            continue;
        const char *apart = strchr(alphabets[i].letters, letter);
        if (apart)
            return alphabets[i].points[apart - alphabets[i].letters];
        return alphabets[i].capitals + (uint32_t)(letter < 'a' ? letter - 'A' : letter - 'a' + 26);
    }
    return 0;
}

ard_node *tex_letters(tex *t, bool alone)
{
    const char *variant = tex_top(t)->variant, *begin = t->at;
    bool upright = variant && strcmp(variant, "normal") == 0, ascii = ascii_is_letter(*begin);
    size_t length, count = 0;
    buffer letters = BUFFER_EMPTY;
    while (t->at < t->end && (!count || (upright && !alone))) {
        uint32_t point = text_decode(t->at, (size_t)(t->end - t->at), &length);
        if (!text_is_letter(point))
            break;
        t->at += length;
        count++;
    }
    uint32_t point = ascii ? letter_in(variant, *begin) : 0;
    if (point)
        buffer_point(&letters, point);
    else
        buffer_add(&letters, begin, (size_t)(t->at - begin));
    ard_node *mi = tex_element(t, "mi", buffer_string(&letters));
    if (variant && !point && count == 1)
        node_set(t->document, mi, "mathvariant", variant);
    buffer_free(&letters);
    return mi;
}

/* ---- Signs ------------------------------------------------------------------------------------------------------- */

ard_node *tex_character(tex *t)
{
    size_t length;
    uint32_t point = text_decode(t->at, (size_t)(t->end - t->at), &length);
    char character[5] = "";
    t->at += length;
    point = point == '-' ? 0x2212 : point == '*' ? 0x2217 : point;
    character[text_encode(character, point)] = '\0';
    if (text_is_space(point))
        return tex_top(t)->kind < TEX_PENDING ? tex_element(t, "mspace", NULL) : NULL;
    return tex_element(t, text_in_list("∞ € … ∅", character) ? "mi" : "mo", character);
}

const char *tex_delimiter(tex *t)
{
    size_t size;
    tex_skip(t);
    if (t->at >= t->end)
        return "";
    if (*t->at == '\\') {
        const char *name = tex_name(t, &size);
        const tex_command *command = tex_command_named(name, size);
        return command && command->act == tex_sign && command->text ? command->text : "";
    }
    static const char *const angles[][2] = {{"<", "⟨"}, {">", "⟩"}, {".", ""}};
    if (strchr("{}^_&$~", *t->at))
        return "";
    text_decode(t->at, (size_t)(t->end - t->at), &size);
    const char *character = arena_copy(lesson_pool(t->document), t->at, size);
    t->at += size;
    for (size_t i = 0; character && i < 3; i++)
        if (strcmp(character, angles[i][0]) == 0)
            return angles[i][1];
    return character ? character : "";
}
