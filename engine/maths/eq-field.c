/* EQ fields to MathML, by way of TeX: each switch with its elements becomes a command, from the innermost out. */
#include "eq-field.h"

#include "mathml.h"

#include "base/text.h"

#include <string.h>

/* PART stands between elements until their switch is closed: no document has it. */
enum { DEPTH = 24, ELEMENTS = 64, OPTIONS = 8, PART = '\x1F' };

/* What follows a switch before its bracket: "\up8", "\lc\{". */
typedef struct eq_option {
    char name[4];
    int number;
    char sign[5];
} eq_option;

/* A switch whose elements are being read; they stand in the output from `begin` on. */
typedef struct eq_frame {
    const struct eq_row *row;
    size_t begin;
    unsigned brackets; /* that are open inside and are characters */
    size_t option_count;
    eq_option options[OPTIONS];
} eq_frame;

typedef struct eq {
    const char *at;
    char separator;
    bool unknown;
    buffer out, shown; /* shown: the switch that is unknown */
    size_t depth;
    eq_frame frames[DEPTH];
} eq;

/* Writes a switch with `count` elements (at least one) as TeX. */
typedef void eq_make(const eq_frame *f, const char *const elements[], size_t count, buffer *out);

typedef struct eq_row {
    const char *name;
    eq_make *make;
    const char *options; /* their names */
} eq_row;

/* ---- Switches --------------------------------------------------------------------------------------------------- */

static const eq_option *option(const eq_frame *f, const char *name)
{
    for (size_t i = 0; i < f->option_count; i++)
        if (strcmp(f->options[i].name, name) == 0)
            return f->options + i;
    return NULL;
}

static const char *element(const char *const elements[], size_t count, size_t number)
{
    return number < count ? elements[number] : "";
}

static void make_fraction(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    (void)f;
    buffer_format(out, "\\frac{%s}{%s}", elements[0], element(elements, count, 1));
}

static void make_root(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    (void)f;
    if (count > 1 && *elements[0])
        buffer_format(out, "\\sqrt[{%s}]{%s}", elements[0], elements[1]);
    else
        buffer_format(out, "\\sqrt{%s}", elements[count > 1]);
}

/* Above and below the line: the first element above unless it is said to be below. */
static void make_script(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    const eq_option *below = option(f, "do");
    bool low = below && !option(f, "up");
    const char *mark = low ? "_" : "^";
    if (count == 1 && ((option(f, "ai") || option(f, "di")) && !below && !option(f, "up"))) {
        buffer_text(out, elements[0]);
        return;
    }
    bool first = !out->size || strchr("\x1F{( ", out->data[out->size - 1]);
    buffer_format(out, "%s%s{%s}", first ? "{}" : "", mark, elements[0]);
    if (count > 1)
        buffer_format(out, "%s{%s}", low ? "^" : "_", elements[1]);
}

static void make_box(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    bool over = option(f, "to"), under = option(f, "bo"), left = option(f, "le"), right = option(f, "ri");
    (void)count;
    if (over == under && left == right && over == left) {
        buffer_format(out, "\\boxed{%s}", elements[0]);
        return;
    }
    buffer_format(out, "%s%s%s{%s}%s",
                  left    ? "\\left|"
                  : right ? "\\left."
                          : "",
                  over ? "\\overline{" : "", under ? "\\underline" : "", elements[0], over ? "}" : "");
    buffer_text(out, right ? "\\right|" : left ? "\\right." : "");
}

/* A character as TeX takes it. */
static void put_character(const char *character, buffer *out)
{
    static const char *const words[][2] = {{"\\", "\\backslash "}, {"^", "\\hat{}"}, {"~", "\\sim "}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(character, words[i][0]) == 0) {
            buffer_text(out, words[i][1]);
            return;
        }
    buffer_format(out, strchr("{}_&$%#", *character) && *character ? "\\%s" : "%s", character);
}

static void make_integral(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    const eq_option *own = option(f, "fc") ? option(f, "fc") : option(f, "vc");
    if (own)
        put_character(own->sign, out);
    else
        buffer_text(out, option(f, "su") ? "\\sum" : option(f, "pr") ? "\\prod" : "\\int");
    if (*elements[0])
        buffer_format(out, "_{%s}", elements[0]);
    if (*element(elements, count, 1))
        buffer_format(out, "^{%s}", elements[1]);
    buffer_format(out, " %s", element(elements, count, 2));
}

static void make_array(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    const eq_option *columns = option(f, "co");
    size_t wide = columns && columns->number > 0 && columns->number < ELEMENTS ? (size_t)columns->number : 1;
    char align = option(f, "al") ? 'l' : option(f, "ar") ? 'r' : 'c';
    buffer_text(out, "\\begin{array}{");
    for (size_t i = 0; i < wide; i++)
        buffer_byte(out, align);
    buffer_byte(out, '}');
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s", !i ? "" : i % wide ? "&" : "\\\\", elements[i]);
    buffer_text(out, "\\end{array}");
}

static void make_brackets(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}, {"|", "|"}};
    const eq_option *both = option(f, "bc"), *left = option(f, "lc"), *right = option(f, "rc");
    const char *open = both ? both->sign : left ? left->sign : right ? "." : "(";
    const char *close = both ? both->sign : right ? right->sign : left ? "." : ")";
    for (size_t i = 0; both && i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(open, pairs[i][0]) == 0)
            close = pairs[i][1];
    (void)count;
    buffer_text(out, "\\left");
    put_character(open, out);
    buffer_format(out, " %s\\right", elements[0]);
    put_character(close, out);
    buffer_byte(out, ' ');
}

/* The command of a mark that stands alone in an element, perhaps raised: an arrow above letters. */
static const char *mark_command(const char *text)
{
    static const char *const marks[][2] = {{"→", "\\overrightarrow"}, {"⃗", "\\overrightarrow"},
                                           {"¯", "\\overline"},       {"‾", "\\overline"},
                                           {"_", "\\underline"},      {"\\hat{}", "\\widehat"},
                                           {"ˆ", "\\widehat"},        {"/", "\\cancel"},
                                           {"⌒", "\\wideparen"}};
    buffer bare = BUFFER_EMPTY;
    const char *found = NULL;
    text += text_begins(text, "{}^{") || text_begins(text, "{}_{") ? strlen("{}^{") : 0;
    for (; *text; text++)
        if (!strchr(" \\", *text) || text_begins(text, "\\hat{}"))
            buffer_byte(&bare, *text);
    if (bare.size && bare.data[bare.size - 1] == '}' && strcmp(bare.data, "\\hat{}") != 0)
        bare.data[--bare.size] = '\0';
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(buffer_string(&bare), marks[i][0]) == 0)
            found = marks[i][1];
    buffer_free(&bare);
    return found;
}

/* One element printed over the others: a mark above letters is an accent, others stand one after the other. */
static void make_overstrike(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    (void)f;
    for (size_t i = 0; i < 2 && count == 2; i++)
        if (mark_command(elements[i])) {
            buffer_format(out, "%s{%s}", mark_command(elements[i]), elements[1 - i]);
            return;
        }
    for (size_t i = 0; i < count; i++)
        buffer_text(out, elements[i]);
}

static void make_same(const eq_frame *f, const char *const elements[], size_t count, buffer *out)
{
    (void)f;
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s", i ? ";" : "", elements[i]);
}

static const eq_row rows[] = {
    {"a", make_array, "al ac ar co vs hs"}, {"b", make_brackets, "lc rc bc"},
    {"d", make_same, "fo ba li"},           {"f", make_fraction, ""},
    {"i", make_integral, "su pr in fc vc"}, {"l", make_same, ""},
    {"o", make_overstrike, "al ac ar"},     {"r", make_root, ""},
    {"s", make_script, "ai up di do"},      {"x", make_box, "to bo le ri"},
};

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

/* The letters of a switch at its backslash, in small ones; `at` goes past them. */
static void take_name(eq *q, char name[4])
{
    size_t size = 0;
    for (q->at++; ascii_is_letter(*q->at); q->at++)
        if (size < 3)
            name[size++] = (char)(*q->at | 0x20);
    name[size] = '\0';
}

/* "\up8", "\lc\{": after a switch, as long as they are its own. False where what comes is none. */
static bool take_option(eq *q, eq_frame *f)
{
    const char *begin = q->at;
    eq_option o = {.number = 0};
    take_name(q, o.name);
    if (strlen(o.name) != 2 || !text_in_list(f->row->options, o.name)) {
        q->at = begin;
        return false;
    }
    bool negative = *q->at == '-';
    for (q->at += negative; text_is_digit((unsigned char)*q->at); q->at++)
        o.number = o.number < 1000 ? o.number * 10 + (*q->at - '0') : o.number;
    if (strcmp(o.name + 1, "c") == 0 && strchr("lrbfv", *o.name) && *q->at) {
        size_t length;
        q->at += *q->at == '\\' && q->at[1];
        text_decode(q->at, strlen(q->at), &length);
        memcpy(o.sign, q->at, length);
        q->at += length;
    }
    if (f->option_count < OPTIONS)
        f->options[f->option_count++] = o;
    while (*q->at == ' ')
        q->at++;
    return true;
}

/* A backslash before a bracket or a separator makes it a character; before letters it begins a switch. */
static void take_switch(eq *q)
{
    const char *begin = q->at;
    char name[4];
    if (!ascii_is_letter(q->at[1])) {
        char sign[5] = "";
        size_t length = 1;
        q->at++;
        if (*q->at)
            text_decode(q->at, strlen(q->at), &length);
        memcpy(sign, q->at, *q->at ? length : 0);
        q->at += *q->at ? length : 0;
        put_character(sign, &q->out);
        return;
    }
    take_name(q, name);
    const eq_row *row = NULL;
    eq_frame f = {.begin = q->out.size};
    const char *script = strcmp(name, "up") == 0 || strcmp(name, "do") == 0 ? name : NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, script ? "s" : name) == 0)
            row = rows + i;
    f.row = row;
    q->at = script ? begin : q->at;
    while (*q->at == ' ')
        q->at++;
    while (row && *q->at == '\\' && take_option(q, &f))
        ;
    if (!row || *q->at != '(' || q->depth == DEPTH) {
        q->unknown = true;
        buffer_add(&q->shown, begin, (size_t)(q->at - begin));
        return;
    }
    q->at++;
    q->frames[q->depth++] = f;
}

/* Ends the switch on top: its elements, which are the end of the output, become its TeX. */
static void close_switch(eq *q)
{
    eq_frame *f = q->frames + --q->depth;
    buffer inside = BUFFER_EMPTY;
    const char *elements[ELEMENTS];
    size_t count = 0;
    buffer_add(&inside, q->out.data ? q->out.data + f->begin : "", q->out.size - f->begin);
    buffer_byte(&inside, '\0');
    q->out.size = f->begin;
    if (q->out.data)
        q->out.data[q->out.size] = '\0';
    for (char *at = inside.failed ? NULL : inside.data; at && count < ELEMENTS; count++) {
        char *end = strchr(at, PART);
        at += strspn(at, " ");
        elements[count] = at;
        if (end)
            *end = '\0';
        at = end ? end + 1 : NULL;
    }
    if (count)
        f->row->make(f, elements, count, &q->out);
    buffer_free(&inside);
}

/* Names of functions, which stand upright. */
static bool put_name(eq *q)
{
    static const char names[] = "sin cos tan ln log exp lim min max";
    char name[4] = "";
    size_t size = 0;
    while (ascii_is_letter(q->at[size]))
        size++;
    if (size < 2 || size > 3)
        return false;
    memcpy(name, q->at, size);
    if (!text_in_list(names, name))
        return false;
    buffer_format(&q->out, "\\%s ", name);
    q->at += size;
    return true;
}

static void take_character(eq *q)
{
    eq_frame *f = q->depth ? q->frames + q->depth - 1 : NULL;
    char character[5] = "";
    size_t length;
    bool letter_before = q->out.size && ascii_is_letter(q->out.data[q->out.size - 1]);
    if (f && *q->at == q->separator && !f->brackets)
        buffer_byte(&q->out, PART);
    else if (f && *q->at == ')' && !f->brackets) {
        close_switch(q);
    } else if (letter_before || !put_name(q)) {
        text_decode(q->at, strlen(q->at), &length);
        memcpy(character, q->at, length);
        if (f)
            f->brackets = *character == '(' ? f->brackets + 1 : f->brackets - (*character == ')');
        put_character(*character == PART ? " " : character, &q->out);
        q->at += length;
        return;
    } else
        return;
    q->at++;
}

ard_node *eq_field_read(ard_document *document, report_log *log, const char *text, place where)
{
    eq q = {.at = text, .separator = strchr(text, ';') ? ';' : ','};
    q.out.most = q.shown.most = 1 << 20;
    while (*q.at && !q.out.failed)
        if (*q.at == '\\')
            take_switch(&q);
        else
            take_character(&q);
    while (q.depth)
        close_switch(&q);
    if (q.unknown)
        report(log, where, "eq.unknown", buffer_string(&q.shown), text, NULL);
    ard_node *maths = q.out.failed ? NULL : tex_read(document, log, buffer_string(&q.out), q.out.size, false, where);
    buffer_free(&q.out);
    buffer_free(&q.shown);
    if (maths)
        node_set(document, maths, "data-tex", NULL);
    return maths && maths->first ? maths : NULL;
}
