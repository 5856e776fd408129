/* Formulas of schools, from primary to the baccalauréat (tests/maths/formulas.tsv), and random ones as our readers make
 * them: what is written as OMML is read again as the same formula, rows that group nothing and how brackets stretch
 * apart. */
#include "base/report.h"
#include "base/text.h"
#include "check.h"
#include "maths/mathml.h"
#include "maths/omml-write.h"
#include "trees.h"

#define NAMES                                                                                                          \
    "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "                                 \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"

static const ard_limits limits = {.memory = 64 << 20, .depth = 256, .nodes = 100000};

/* ---- What a formula says ---- */

static bool is_row(const ard_node *node)
{
    return node->kind == MATHML && strcmp(node->text, "mrow") == 0;
}

/* Adds an element and what is in it: each argument in braces, rows by what they hold. */
static void add_meaning(const ard_node *node, buffer *out)
{
    static const char rows[] = "msqrt mtd mphantom menclose mstyle";
    static const char *const kept[] = {"accent", "linethickness", "mathvariant", "notation", "width", "linebreak"};
    if (node->kind == TEXT) {
        buffer_text(out, node->text);
        return;
    }
    bool through = is_row(node), inside = node->kind == MATHML && text_in_list(rows, node->text);
    if (!through) {
        buffer_text(out, node->kind == MATHML ? node->text : "math");
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            if (node_attribute(node, kept[i]))
                buffer_format(out, "[%s]", node_attribute(node, kept[i]));
        buffer_byte(out, inside ? '{' : '<');
    }
    for (const ard_node *child = node->first; child; child = child->next) {
        bool argument = !through && !inside && node->kind == MATHML && child->kind == MATHML;
        buffer_text(out, argument ? "{" : "");
        add_meaning(child, out);
        buffer_text(out, argument ? "}" : "");
    }
    if (!through)
        buffer_byte(out, inside ? '}' : '>');
}

/* Whether a formula comes back from OMML; says it where it does not. */
static bool comes_back(ard_document *document, report_log *log, arena *pool, const ard_node *maths, const char *name)
{
    buffer omml = BUFFER_EMPTY, source = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    xml_node *root = NULL;
    omml_write(maths, &omml, NULL);
    const char *content = strstr(buffer_string(&omml), "<m:oMath>"),
               *end = strstr(buffer_string(&omml), "</m:oMathPara>");
    buffer_text(&source, NAMES);
    if (content)
        buffer_add(&source, content + 9, end ? (size_t)(end - content - 9) : strlen(content + 9));
    ard_node *back = NULL;
    if (xml_read(&root, pool, log, &limits, "f", source.data, source.size) == ARD_OK)
        back = omml_read(document, log, root, "f");
    add_meaning(maths, &before);
    if (back)
        add_meaning(back, &after);
    bool same = strcmp(buffer_string(&before), buffer_string(&after)) == 0;
    if (!same)
        printf("%s\n  before %s\n  after  %s\n  omml   %s\n", name, buffer_string(&before), buffer_string(&after),
               buffer_string(&omml));
    buffer_free(&omml);
    buffer_free(&source);
    buffer_free(&before);
    buffer_free(&after);
    return same;
}

static void test_formulas(void)
{
    enum { LEAST = 150 };
    FILE *file = fopen("tests/maths/formulas.tsv", "r");
    char line[512];
    unsigned count = 0;
    CHECK(file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        char *tex = strchr(line, '\t');
        if (*line == '#' || !tex)
            continue;
        tex++;
        tex[strcspn(tex, "\n")] = '\0';
        report_log *log = report_new();
        ard_document *document = lesson_new(&limits, log);
        arena *pool = arena_new(limits.memory);
        ard_node *maths = tex_read(document, log, tex, strlen(tex), false, NOWHERE);
        size_t messages;
        report_diags(log, &messages);
        CHECK_TEXT(messages ? tex : "", "");
        CHECK(comes_back(document, log, pool, maths, tex));
        arena_free(pool);
        ard_document_free(document);
        report_free(log);
        count++;
    }
    CHECK(count >= LEAST);
    if (file)
        fclose(file);
}

/* ---- Random formulas ---- */

typedef struct growing {
    dice d;
    ard_document *document;
} growing;

static ard_node *grow(growing *g, const char *name, const char *text)
{
    ard_node *node = node_new_mathml(g->document, name, NOWHERE);
    if (text)
        node_append_text(g->document, node, text, strlen(text), NOWHERE);
    return node;
}

static ard_node *token(growing *g)
{
    static const char *const letters[] = {"x", "y", "a", "α", "Δ", "ℝ", "∞", "sin", "ln", "é"};
    static const char *const numbers[] = {"1", "2,5", "12\u202F500", "0.75", "42"};
    static const char *const signs[] = {"+", "−", "=", "≤", "×", "→", ",", ";", "∈", "⋅", "′", "∪"};
    switch (roll(&g->d, 4)) {
    case 0: return grow(g, "mn", PICK(&g->d, numbers));
    case 1: return grow(g, "mo", PICK(&g->d, signs));
    case 2: return grow(g, "mtext", "si\u00A0x");
    default: return grow(g, "mi", PICK(&g->d, letters));
    }
}

static ard_node *element(growing *g, unsigned depth);

/* A row of two to four elements, or one alone; without a sign of sums or a function at its end. */
static ard_node *argument(growing *g, unsigned depth)
{
    unsigned count = roll(&g->d, 4);
    if (count < 2)
        return element(g, depth);
    ard_node *row = grow(g, "mrow", NULL);
    for (unsigned i = 0; i < count; i++)
        node_append(row, element(g, depth));
    return row;
}

static ard_node *around(growing *g, const char *name, unsigned arguments, unsigned depth)
{
    ard_node *node = grow(g, name, NULL);
    for (unsigned i = 0; i < arguments; i++)
        node_append(node, argument(g, depth));
    return node;
}

static ard_node *grid(growing *g, unsigned depth)
{
    ard_node *node = grow(g, "mtable", NULL);
    unsigned rows = 1 + roll(&g->d, 3), columns = 1 + roll(&g->d, 3);
    if (!roll(&g->d, 3))
        node_set(g->document, node, "columnalign", columns == 1 ? "left" : "right left right left");
    for (unsigned i = 0; i < rows; i++) {
        ard_node *row = node_append(node, grow(g, "mtr", NULL));
        for (unsigned k = 0; k < columns; k++)
            node_append(node_append(row, grow(g, "mtd", NULL)), element(g, depth));
    }
    return node;
}

static ard_node *bracketed(growing *g, unsigned depth)
{
    static const char *const pairs[][2] = {{"(", ")"}, {"]", "["}, {"{", ""}, {"|", "|"}, {"[", "["}, {"", "}"}};
    unsigned pair = roll(&g->d, 6);
    ard_node *row = grow(g, "mrow", NULL);
    for (unsigned side = 0; side < 2; side++) {
        if (*pairs[pair][side]) {
            ard_node *sign = node_append(row, grow(g, "mo", pairs[pair][side]));
            node_set(g->document, sign, "fence", "true");
            node_set(g->document, sign, "form", side ? "postfix" : "prefix");
        }
        if (!side)
            node_append(row, argument(g, depth));
    }
    return row;
}

static ard_node *marked(growing *g, unsigned depth)
{
    static const char *const marks[] = {"→", "^", "¯", "~", "˙"};
    ard_node *node = grow(g, "mover", NULL);
    node_append(node, argument(g, depth));
    node_append(node, grow(g, "mo", PICK(&g->d, marks)));
    node_set(g->document, node, "accent", "true");
    return node;
}

/* An operator with bounds, or a function, and its operand. */
static ard_node *applied(growing *g, unsigned depth)
{
    static const char *const signs[] = {"∑", "∏", "∫", "⋃"}, *const names[] = {"munderover", "msubsup"};
    ard_node *row = grow(g, "mrow", NULL);
    if (roll(&g->d, 2)) {
        node_append(row, grow(g, "mi", "cos"));
        node_append(row, grow(g, "mo", "\u2061"));
    } else {
        ard_node *bounds = node_append(row, grow(g, PICK(&g->d, names), NULL));
        node_append(bounds, grow(g, "mo", PICK(&g->d, signs)));
        node_append(bounds, argument(g, depth));
        node_append(bounds, argument(g, depth));
    }
    node_append(row, grow(g, "mi", "t"));
    return row;
}

static ard_node *element(growing *g, unsigned depth)
{
    static const struct {
        const char *name;
        unsigned arguments;
    } plain[] = {{"mfrac", 2}, {"msup", 2},   {"msub", 2},      {"msubsup", 3},
                 {"mroot", 2}, {"munder", 2}, {"munderover", 3}};
    if (!depth || roll(&g->d, 2))
        return token(g);
    unsigned kind = roll(&g->d, 13);
    switch (kind) {
    case 7: return around(g, "msqrt", 1, depth - 1);
    case 8: return grid(g, depth - 1);
    case 9: return bracketed(g, depth - 1);
    case 10: return marked(g, depth - 1);
    case 11: return applied(g, depth - 1);
    case 12: return around(g, "mphantom", 1, depth - 1);
    default: return around(g, plain[kind].name, plain[kind].arguments, depth - 1);
    }
}

static void test_random(void)
{
    enum { ROUNDS = 600, DEPTH = 4, TOLD = 3 };
    unsigned wrong = 0;
    for (unsigned round = 0; round < ROUNDS && wrong < TOLD; round++) {
        report_log *log = report_new();
        growing g = {{round + 1}, lesson_new(&limits, log)};
        arena *pool = arena_new(limits.memory);
        ard_node *maths = node_new(g.document, MATHS, NOWHERE);
        for (unsigned i = 1 + roll(&g.d, 5); i > 0; i--)
            node_append(maths, element(&g, DEPTH));
        wrong += !comes_back(g.document, log, pool, maths, "random");
        arena_free(pool);
        ard_document_free(g.document);
        report_free(log);
    }
    CHECK(wrong == 0);
}

int main(void)
{
    test_formulas();
    test_random();
    return check_end();
}
