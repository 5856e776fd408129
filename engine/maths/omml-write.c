#include "omml-writing.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

/* How far the partner of a bracket is looked for, in siblings; how many columns a table's properties name. */
enum { FARTHEST = 200, MOST_COLUMNS = 64 };

/* ---- Pieces ----------------------------------------------------------------------------------------------------- */

static void push(omml_writing *w, omml_piece piece)
{
    buffer_add(&w->pieces, &piece, sizeof piece);
}

static size_t piece_count(const omml_writing *w)
{
    return w->pieces.size / sizeof(omml_piece);
}

/* Turns round the pieces from `mark` on, which were pushed in their order. */
static void turn(omml_writing *w, size_t mark)
{
    omml_piece *all = (omml_piece *)(void *)w->pieces.data;
    for (size_t low = mark, high = piece_count(w); low + 1 < high; low++) {
        omml_piece kept = all[low];
        all[low] = all[--high];
        all[high] = kept;
    }
}

static void push_markup(omml_writing *w, const char *markup)
{
    push(w, (omml_piece){.markup = markup});
}

/* Siblings from one on before another. */
static void push_row(omml_writing *w, const ard_node *from, const ard_node *end, omml_look look)
{
    if (from != end)
        push(w, (omml_piece){.from = from, .end = end, .look = look});
}

/* Whether an element stands for its children alone. */
static bool is_through(const ard_node *node)
{
    return omml_is(node, "mrow") || omml_is(node, "mpadded") || omml_is(node, "merror") || omml_is(node, "mtd") ||
           omml_is(node, "mstyle");
}

/* An argument: one element, or what an mrow holds. What is empty gets a place of no width, which Word shows no box for. */
static void push_argument(omml_writing *w, const ard_node *node, omml_look look)
{
    bool empty = !node || omml_is(node, "none") || (is_through(node) && !node->first);
    if (empty)
        push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    else
        push_row(w, node, node->next, look);
}

/* Opens an element: its markup goes out at once, its arguments follow. */
static void open_object(omml_writing *w, const char *markup)
{
    omml_end_run(w);
    buffer_text(w->out, markup);
}

static void put_value(omml_writing *w, const char *name, const char *value)
{
    buffer_format(w->out, "<m:%s m:val=\"", name);
    buffer_xml(w->out, value, strlen(value), true);
    buffer_text(w->out, "\"/>");
}

/* ---- Brackets --------------------------------------------------------------------------------------------------- */

static const char opening[] = "( [ { ⟨ ⌊ ⌈ ⟦ 〈", closing[] = ") ] } ⟩ ⌋ ⌉ ⟧ 〉", bars[] = "| ‖ ∥ ∣ ||";

static bool is_sign_of(const ard_node *node, const char *list)
{
    return omml_is(node, "mo") && *omml_characters(node) && text_in_list(list, omml_characters(node));
}

static bool is_attribute(const ard_node *node, const char *name, const char *value)
{
    const char *said = node ? node_attribute(node, name) : NULL;
    return said && strcmp(said, value) == 0;
}

/* Whether a sign may be one of a pair of brackets that grow. */
static bool is_bracket(const ard_node *node)
{
    return omml_is(node, "mo") && !is_attribute(node, "stretchy", "false") &&
           (is_sign_of(node, opening) || is_sign_of(node, closing) || is_sign_of(node, bars));
}

static bool is_fence(const ard_node *node, const char *form)
{
    return omml_is(node, "mo") && is_attribute(node, "fence", "true") &&
           (!node_attribute(node, "form") || is_attribute(node, "form", form));
}

/* Whether an element is higher than a line. */
static bool is_tall(const ard_node *node)
{
    static const char tall[] = "mfrac mtable munderover munder mover mroot msqrt msubsup";
    for (const ard_node *at = is_through(node) ? node->first : NULL; at; at = at->next)
        if (at->kind == MATHML && text_in_list(tall, at->text))
            return true;
    return node->kind == MATHML && text_in_list(tall, node->text);
}

/* Whether a row is one between brackets: they are said to be, or they match and what is between is high. */
static bool is_fenced(const ard_node *row)
{
    if (!omml_is(row, "mrow") || !row->first || row->first == row->last)
        return false;
    if (is_fence(row->first, "prefix") || is_fence(row->last, "postfix"))
        return true;
    if (!is_bracket(row->first) || !is_bracket(row->last))
        return false;
    bool tall = false;
    for (const ard_node *at = row->first->next; at != row->last; at = at->next) {
        if (is_bracket(at))
            return false;
        tall = tall || is_tall(at);
    }
    return tall;
}

/* The bracket that closes one in a row, where there is something high between them; NULL: it stays a sign. */
static const ard_node *partner(const ard_node *bracket, const ard_node *end)
{
    int depth = 1, left = FARTHEST;
    bool tall = false;
    if (!is_bracket(bracket) || !is_sign_of(bracket, opening))
        return NULL;
    for (const ard_node *at = bracket->next; at && at != end && left; at = at->next, left--) {
        depth += is_sign_of(at, opening);
        depth -= is_sign_of(at, closing);
        if (depth == 0)
            return tall && is_bracket(at) ? at : NULL;
        tall = tall || is_tall(at);
    }
    return NULL;
}

/* The separator of a row whose elements and signs alternate, where an element is a group; NULL: none. */
static const char *separator_of(const ard_node *from, const ard_node *end)
{
    const char *sign = NULL;
    bool group = false, element = true;
    for (const ard_node *at = from; at && at != end; at = at->next, element = !element) {
        const char *text = omml_characters(at);
        bool is_same = omml_is(at, "mo") && text_in_list("| ; , ∣", text) && (!sign || strcmp(sign, text) == 0);
        if (element ? is_same || omml_is(at, "mo") : !is_same)
            return NULL;
        sign = element ? sign : text;
        group = group || omml_is(at, "mrow");
    }
    return group && !element ? sign : NULL;
}

/* 22.1.2.24 m:d around siblings. */
static void put_delimiters(omml_writing *w, const ard_node *open, const ard_node *close, const ard_node *from,
                           const ard_node *end, omml_look look)
{
    const char *separator = separator_of(from, end);
    open_object(w, "<m:d><m:dPr>");
    put_value(w, "begChr", omml_characters(open));
    if (separator)
        put_value(w, "sepChr", separator);
    put_value(w, "endChr", omml_characters(close));
    if (is_attribute(open ? open : close, "stretchy", "false"))
        put_value(w, "grow", "0");
    buffer_text(w->out, "</m:dPr><m:e>");
    if (!separator)
        push_row(w, from, end, look);
    for (const ard_node *at = separator ? from : NULL; at && at != end; at = at->next)
        if (at->next == end || omml_is(at->next, "mo"))
            push_row(w, at, at->next, look);
        else
            push_markup(w, "</m:e><m:e>");
    push_markup(w, "</m:e></m:d>");
}

/* ---- Objects: each writes its beginning, and pushes what is in it ----------------------------------------------- */

/* Writes an element; `next` is what stands after it, which it may move on. */
typedef void omml_put(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look);

/* Pushes up to three arguments with markup around. */
static void put_arguments(omml_writing *w, const char *const markup[], const ard_node *const nodes[], size_t count,
                          omml_look look)
{
    for (size_t i = 0; i < count; i++) {
        push_markup(w, markup[i]);
        push_argument(w, nodes[i], look);
    }
    push_markup(w, markup[count]);
}

static const ard_node *second(const ard_node *node)
{
    return node->first ? node->first->next : NULL;
}

static const ard_node *third(const ard_node *node)
{
    return second(node) ? second(node)->next : NULL;
}

/* 22.1.2.36 m:f */
static void put_fraction(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    const char *thickness = node_attribute(node, "linethickness");
    bool bare = thickness && *thickness == '0' && !strpbrk(thickness, "123456789"),
         skewed = is_attribute(node, "bevelled", "true");
    open_object(w, "<m:f>");
    if (bare || skewed)
        buffer_format(w->out, "<m:fPr><m:type m:val=\"%s\"/></m:fPr>", bare ? "noBar" : "skw");
    static const char *const markup[] = {"<m:num>", "</m:num><m:den>", "</m:den></m:f>"};
    put_arguments(w, markup, (const ard_node *const[]){node->first, second(node)}, 2, look);
}

/* 22.1.2.88 m:rad */
static void put_square_root(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    open_object(w, "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>");
    push_row(w, node->first, NULL, look);
    push_markup(w, "</m:e></m:rad>");
}

static void put_root(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    open_object(w, "<m:rad>");
    static const char *const markup[] = {"<m:deg>", "</m:deg><m:e>", "</m:e></m:rad>"};
    put_arguments(w, markup, (const ard_node *const[]){second(node), node->first}, 2, look);
}

/* 22.1.2.70 m:nary: an operator with its bounds (`below`, `above`: NULL for none) and what stands after it. */
static void put_nary(omml_writing *w, const ard_node *sign, const ard_node *below, const ard_node *above, bool beside,
                     const ard_node **next, omml_look look)
{
    open_object(w, "<m:nary><m:naryPr>");
    put_value(w, "chr", omml_characters(sign));
    put_value(w, "limLoc", beside ? "subSup" : "undOvr");
    if (!below)
        put_value(w, "subHide", "1");
    if (!above)
        put_value(w, "supHide", "1");
    buffer_text(w->out, "</m:naryPr>");
    push_markup(w, below ? "<m:sub>" : "<m:sub/>");
    if (below) {
        push_argument(w, below, look);
        push_markup(w, "</m:sub>");
    }
    push_markup(w, above ? "<m:sup>" : "<m:sup/>");
    if (above) {
        push_argument(w, above, look);
        push_markup(w, "</m:sup>");
    }
    push_markup(w, "<m:e>");
    const ard_node *after = *next;
    bool operand = after && !(omml_is(after, "mo") && !is_bracket(after)) && !omml_is(after, "mspace");
    if (operand && partner(after, w->end))
        *next = partner(after, w->end)->next;
    else if (operand && !is_bracket(after))
        *next = after->next;
    if (*next != after)
        push_row(w, after, *next, look);
    else
        push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    push_markup(w, "</m:e></m:nary>");
}

static bool is_nary(const ard_node *node)
{
    static const char signs[] = "∫ ∬ ∭ ∮ ∯ ∰ ∱ ∲ ∳ ∑ ∏ ∐ ⋃ ⋂ ⋁ ⋀ ⨀ ⨁ ⨂ ⨃ ⨄ ⨅ ⨆";
    return is_sign_of(node, signs);
}

/* 22.1.2.101, .103, .105: m:sSub, m:sSubSup, m:sSup */
static void put_scripts(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    static const char *const sub[] = {"<m:sSub><m:e>", "</m:e><m:sub>", "</m:sub></m:sSub>"};
    static const char *const sup[] = {"<m:sSup><m:e>", "</m:e><m:sup>", "</m:sup></m:sSup>"};
    static const char *const both[] = {"<m:sSubSup><m:e>", "</m:e><m:sub>", "</m:sub><m:sup>", "</m:sup></m:sSubSup>"};
    bool has_sub = !omml_is(node, "msup"), has_sup = !omml_is(node, "msub");
    omml_end_run(w);
    if (is_nary(node->first)) {
        put_nary(w, node->first, has_sub ? second(node) : NULL,
                 has_sub && has_sup ? third(node)
                 : has_sup          ? second(node)
                                    : NULL,
                 true, next, look);
        return;
    }
    const ard_node *nodes[] = {node->first, second(node), third(node)};
    put_arguments(w, has_sub && has_sup ? both : has_sub ? sub : sup, nodes, has_sub && has_sup ? 3 : 2, look);
}

/* Word's combining marks for MathML's spacing ones (22.1.2.1 m:acc). */
static const char *accent_of(const ard_node *sign)
{
    static const struct {
        const char *spacing, *combining;
    } marks[] = {{"`", "\u0300"},      {"\u00B4", "\u0301"}, {"^", "\u0302"},      {"\u02C6", "\u0302"},
                 {"\u0302", "\u0302"}, {"~", "\u0303"},      {"\u02DC", "\u0303"}, {"\u00AF", "\u0305"},
                 {"\u203E", "\u0305"}, {"\u02D8", "\u0306"}, {"\u02D9", "\u0307"}, {".", "\u0307"},
                 {"\u00A8", "\u0308"}, {"\u02DA", "\u030A"}, {"\u02C7", "\u030C"}, {"\u2190", "\u20D6"},
                 {"\u2192", "\u20D7"}, {"\u20D7", "\u20D7"}, {"\u2194", "\u20E1"}, {"\u21BC", "\u20D0"},
                 {"\u21C0", "\u20D1"}};
    for (size_t i = 0; omml_is(sign, "mo") && i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i].spacing, omml_characters(sign)) == 0)
            return marks[i].combining;
    return NULL;
}

/* One mark above or below a base: m:acc, m:bar, m:groupChr; else a limit (m:limLow, m:limUpp: 22.1.2.54, .56). */
static void put_mark(omml_writing *w, const ard_node *base, const ard_node *mark, bool above, bool accent,
                     omml_look look)
{
    static const char groups[] = "⏞ ⏟ ⏜ ⏝ ⎴ ⎵ ← → ↔ ⇐ ⇒ ⇔";
    const char *combining = above ? accent_of(mark) : NULL, *end = "</m:e></m:groupChr>";
    const ard_node *label = NULL;
    if (accent && combining) {
        open_object(w, "<m:acc><m:accPr>");
        put_value(w, "chr", combining);
        buffer_text(w->out, "</m:accPr><m:e>");
        end = "</m:e></m:acc>";
    } else if (is_sign_of(mark, above ? "¯ ‾ ―" : "_ ¯ ‾ \u0332 ―")) {
        open_object(w, "<m:bar><m:barPr>");
        put_value(w, "pos", above ? "top" : "bot");
        buffer_text(w->out, "</m:barPr><m:e>");
        end = "</m:e></m:bar>";
    } else if (is_sign_of(mark, groups)) {
        open_object(w, "<m:groupChr><m:groupChrPr>");
        put_value(w, "chr", omml_characters(mark));
        put_value(w, "pos", above ? "top" : "bot");
        put_value(w, "vertJc", above ? "bot" : "top");
        buffer_text(w->out, "</m:groupChrPr><m:e>");
    } else {
        open_object(w, above ? "<m:limUpp><m:e>" : "<m:limLow><m:e>");
        end = above ? "</m:lim></m:limUpp>" : "</m:lim></m:limLow>";
        label = mark;
    }
    push_argument(w, base, look);
    if (label) {
        push_markup(w, "</m:e><m:lim>");
        push_argument(w, label, look);
    }
    push_markup(w, end);
}

/* munder, mover, munderover */
static void put_limits(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    bool both = omml_is(node, "munderover"), above = omml_is(node, "mover");
    if (is_nary(node->first))
        put_nary(w, node->first, above ? NULL : second(node),
                 both    ? third(node)
                 : above ? second(node)
                         : NULL,
                 false, next, look);
    else if (both) {
        static const char *const markup[] = {"<m:limLow><m:e><m:limUpp><m:e>", "</m:e><m:lim>",
                                             "</m:lim></m:limUpp></m:e><m:lim>", "</m:lim></m:limLow>"};
        omml_end_run(w);
        put_arguments(w, markup, (const ard_node *const[]){node->first, third(node), second(node)}, 3, look);
    } else
        put_mark(w, node->first, second(node), above, is_attribute(node, "accent", "true"), look);
}

/* 22.1.2.99 m:sPre around m:sSubSup: a pair on each side; further pairs stand around those. */
static void put_multiscripts(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    const ard_node *before = NULL, *base = node->first;
    size_t after_count = 0, before_count = 0;
    for (const ard_node *at = second(node); at; at = at->next)
        if (omml_is(at, "mprescripts"))
            before = at->next;
        else if (before)
            before_count++;
        else
            after_count++;
    omml_end_run(w);
    w->lost += after_count > 2 || before_count > 2;
    for (const ard_node *at = before; at; at = at->next ? at->next->next : NULL) {
        push_markup(w, "<m:sPre><m:sub>");
        push_argument(w, at, look);
        push_markup(w, "</m:sub><m:sup>");
        push_argument(w, at->next, look);
        push_markup(w, "</m:sup><m:e>");
    }
    for (size_t i = 0; i < after_count; i += 2)
        push_markup(w, "<m:sSubSup><m:e>");
    push_argument(w, base, look);
    const ard_node *at = base ? base->next : NULL;
    for (size_t i = 0; i < after_count; i += 2) {
        push_markup(w, "</m:e><m:sub>");
        push_argument(w, at, look);
        at = at ? at->next : NULL;
        push_markup(w, "</m:sub><m:sup>");
        push_argument(w, i + 1 < after_count ? at : NULL, look);
        at = at ? at->next : NULL;
        push_markup(w, "</m:sup></m:sSubSup>");
    }
    for (size_t i = 0; i < before_count; i += 2)
        push_markup(w, "</m:e></m:sPre>");
}

/* 22.1.2.11 m:borderBox. What it has no line for is lost; "radical" is a root. */
static void put_enclosure(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    static const char known[] = "box top bottom left right horizontalstrike verticalstrike updiagonalstrike "
                                "downdiagonalstrike roundedbox actuarial madruwb";
    static const struct {
        const char *property;
        bool shown;
        const char *notations;
    } lines[] = {{"hideTop", false, "box roundedbox top actuarial"},
                 {"hideBot", false, "box roundedbox bottom madruwb"},
                 {"hideLeft", false, "box roundedbox left"},
                 {"hideRight", false, "box roundedbox right actuarial madruwb"},
                 {"strikeH", true, "horizontalstrike"},
                 {"strikeV", true, "verticalstrike"},
                 {"strikeBLTR", true, "updiagonalstrike"},
                 {"strikeTLBR", true, "downdiagonalstrike"}};
    const char *said = node_attribute(node, "notation");
    bool drawn[sizeof lines / sizeof *lines] = {false}, any = false, unknown = false;
    if (said && strcmp(said, "radical") == 0) {
        put_square_root(w, node, next, look);
        return;
    }
    for (const char *at = said ? said : "longdiv", *end; *at; at = end + strspn(end, " ")) {
        char word[32] = "";
        end = at + strcspn(at, " ");
        if (end > at && (size_t)(end - at) < sizeof word)
            memcpy(word, at, (size_t)(end - at));
        unknown = unknown || !*word || !text_in_list(known, word);
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
            if (*word && text_in_list(lines[i].notations, word))
                any = drawn[i] = true;
    }
    w->lost += unknown;
    if (!any) {
        push_row(w, node->first, NULL, look);
        return;
    }
    open_object(w, "<m:borderBox><m:borderBoxPr>");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (drawn[i] == lines[i].shown)
            put_value(w, lines[i].property, "1");
    buffer_text(w->out, "</m:borderBoxPr><m:e>");
    push_row(w, node->first, NULL, look);
    push_markup(w, "</m:e></m:borderBox>");
}

/* 22.1.2.81 m:phant */
static void put_phantom(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    open_object(w, "<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr><m:e>");
    push_row(w, node->first, NULL, look);
    push_markup(w, "</m:e></m:phant>");
}

/* mrow and what is nothing more: brackets, or its children. */
static void put_row(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    const char *variant = node_attribute(node, "mathvariant"), *colour = node_attribute(node, "mathcolor");
    look.variant = variant ? variant : look.variant;
    look.colour = colour ? colour : look.colour;
    if (!is_fenced(node)) {
        push_row(w, node->first, NULL, look);
        return;
    }
    bool left = is_fence(node->first, "prefix") || is_bracket(node->first),
         right = is_fence(node->last, "postfix") || is_bracket(node->last);
    put_delimiters(w, left ? node->first : NULL, right ? node->last : NULL, left ? node->first->next : node->first,
                   right ? node->last : NULL, look);
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

static bool is_spanned(const ard_node *cell)
{
    const char *columns = node_attribute(cell, "columnspan"), *rows = node_attribute(cell, "rowspan");
    return (columns && strcmp(columns, "1") != 0) || (rows && strcmp(rows, "1") != 0);
}

static bool has_lines(const ard_node *table)
{
    static const char *const names[] = {"columnlines", "rowlines", "frame"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *said = node_attribute(table, names[i]);
        if (said && (strstr(said, "solid") || strstr(said, "dashed")))
            return true;
    }
    return false;
}

/* The most cells of a row, and what of the table OMML cannot say. */
static size_t survey_table(omml_writing *w, const ard_node *table)
{
    size_t most = 0;
    w->lost += has_lines(table);
    for (const ard_node *row = table->first; row; row = row->next) {
        size_t cells = 0;
        for (const ard_node *cell = omml_is(row, "mtr") ? row->first : NULL; cell; cell = cell->next, cells++)
            w->lost += is_spanned(cell);
        most = cells > most ? cells : most;
    }
    return most ? most : 1;
}

/* The alignment of a column, whose last word counts for those that follow (MathML 3.5.1). */
static const char *column_align(const char *said, size_t column)
{
    static const char *const names[] = {"left", "right"};
    const char *word = said ? said + strspn(said, " ") : "";
    for (size_t i = 0; i < column && i < MOST_COLUMNS; i++) {
        const char *after = word + strcspn(word, " ");
        after += strspn(after, " ");
        if (!*after)
            break;
        word = after;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_begins(word, names[i]))
            return names[i];
    return "center";
}

/* Whether a table is one of lines that are aligned at signs: columns right and left by turns, or one to the left. */
static bool is_array(const ard_node *table, size_t columns)
{
    const char *said = node_attribute(table, "columnalign");
    if (columns == 1)
        return strcmp(column_align(said, 0), "left") == 0;
    for (size_t i = 0; i < columns; i++)
        if (strcmp(column_align(said, i), i % 2 ? "left" : "right") != 0)
            return false;
    return true;
}

/* 22.1.2.34 m:eqArr */
static void put_array(omml_writing *w, const ard_node *table, omml_look look)
{
    open_object(w, "<m:eqArr>");
    for (const ard_node *row = table->first; row; row = row->next) {
        push_markup(w, "<m:e>");
        if (!omml_is(row, "mtr"))
            push_row(w, row, row->next, look);
        for (const ard_node *cell = omml_is(row, "mtr") ? row->first : NULL; cell; cell = cell->next) {
            push_row(w, cell, cell->next, look);
            if (cell->next)
                push_markup(w, "<m:r><m:t>&amp;</m:t></m:r>");
        }
        push_markup(w, "</m:e>");
    }
    push_markup(w, "</m:eqArr>");
}

/* 22.1.2.60 m:m; every row has as many cells as the longest. */
static void put_matrix(omml_writing *w, const ard_node *table, size_t columns, const char *align, omml_look look)
{
    open_object(w, "<m:m><m:mPr><m:mcs>");
    for (size_t i = 0, same; i < columns; i += same) {
        const char *here = column_align(align, i);
        for (same = 1; i + same < columns && strcmp(here, column_align(align, i + same)) == 0;)
            same++;
        buffer_format(w->out, "<m:mc><m:mcPr><m:count m:val=\"%zu\"/><m:mcJc m:val=\"%s\"/></m:mcPr></m:mc>", same,
                      here);
    }
    buffer_text(w->out, "</m:mcs></m:mPr>");
    for (const ard_node *row = table->first; row; row = row->next) {
        const ard_node *cell = omml_is(row, "mtr") ? row->first : row;
        push_markup(w, "<m:mr>");
        for (size_t i = 0; i < columns; i++) {
            push_markup(w, cell && (cell->first || cell == row) ? "<m:e>" : "<m:e><m:r><m:t>\u200B</m:t></m:r>");
            if (cell)
                push_row(w, cell, cell->next, look);
            push_markup(w, "</m:e>");
            cell = cell && cell != row ? cell->next : NULL;
        }
        push_markup(w, "</m:mr>");
    }
    push_markup(w, "</m:m>");
}

static void put_table(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    size_t columns = survey_table(w, node);
    if (!node->first)
        return;
    if (is_array(node, columns))
        put_array(w, node, look);
    else
        put_matrix(w, node, columns, node_attribute(node, "columnalign"), look);
}

/* Elementary columns (MathML 3.6): their rows one below the other, to the right. */
static void put_column(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    w->lost++;
    if (node->first)
        put_matrix(w, node, 1, "right", look);
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

static void put_token(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    const ard_node *close = partner(node, w->end);
    if (close) {
        *next = close->next;
        put_delimiters(w, node, close, node->next, close, look);
    } else if (is_sign_of(node, "{") && !is_attribute(node, "stretchy", "false") && omml_is(*next, "mtable")) {
        put_delimiters(w, node, NULL, *next, (*next)->next, look);
        *next = (*next)->next;
    } else if (is_nary(node) && *next)
        put_nary(w, node, NULL, NULL, true, next, look);
    else
        omml_put_token(w, node, look);
}

static void put_space(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    (void)look;
    omml_put_space(w, node);
}

static void put_nothing(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)w;
    (void)node;
    (void)next;
    (void)look;
}

static void put_line(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)node;
    (void)next;
    omml_put_words(w, "\u2015\u2015\u2015", look);
}

static const struct {
    const char *name;
    omml_put *put;
} rows[] = {
    {"menclose", put_enclosure},
    {"mfrac", put_fraction},
    {"mi", put_token},
    {"mlongdiv", put_column},
    {"mmultiscripts", put_multiscripts},
    {"mn", put_token},
    {"mo", put_token},
    {"mover", put_limits},
    {"mphantom", put_phantom},
    {"mprescripts", put_nothing},
    {"mroot", put_root},
    {"ms", put_token},
    {"mslongdiv", put_column},
    {"msline", put_line},
    {"mspace", put_space},
    {"msqrt", put_square_root},
    {"mstack", put_column},
    {"msub", put_scripts},
    {"msubsup", put_scripts},
    {"msup", put_scripts},
    {"mtable", put_table},
    {"mtext", put_token},
    {"munder", put_limits},
    {"munderover", put_limits},
    {"none", put_nothing},
};

/* 22.1.2.39 m:func: a name, the sign of its application, and what it is applied to. */
static bool put_function(omml_writing *w, const ard_node *name, const ard_node *end, const ard_node **next,
                         omml_look look)
{
    const ard_node *apply = name->next == end ? NULL : name->next;
    if (!is_sign_of(apply, "\u2061") || omml_is(name, "mo"))
        return false;
    const ard_node *argument = apply->next == end ? NULL : apply->next;
    const ard_node *close = argument ? partner(argument, end) : NULL;
    if (omml_is(argument, "mo") && !close)
        argument = NULL;
    *next = close ? close->next : argument ? argument->next : apply->next;
    open_object(w, "<m:func><m:fName>");
    push_row(w, name, apply, look);
    push_markup(w, "</m:fName><m:e>");
    if (argument)
        push_row(w, argument, *next, look);
    else
        push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    push_markup(w, "</m:e></m:func>");
    return true;
}

/* Writes the first of a row's siblings; what it has inside, and the rest of the row, become the next pieces. */
static void put_first(omml_writing *w, const omml_piece *row)
{
    const ard_node *node = row->from, *next = node->next == row->end ? NULL : node->next;
    size_t mark = piece_count(w);
    w->end = row->end;
    const void *found = node->kind == MATHML ? ROW_NAMED(node->text, rows) : NULL;
    if (node->kind == TEXT)
        omml_put_words(w, node->text, row->look);
    else if (node->kind == MATHML && !put_function(w, node, row->end, &next, row->look)) {
        const size_t at = found ? (size_t)((const char *)found - (const char *)rows) / sizeof *rows : 0;
        (found ? rows[at].put : put_row)(w, node, &next, row->look);
    }
    if (next && next != row->end)
        push(w, (omml_piece){.from = next, .end = row->end, .look = row->look});
    turn(w, mark);
}

void omml_write(const ard_node *maths, buffer *out, unsigned *lost)
{
    omml_writing w = {.out = out};
    bool block = maths->kind == MATHS_BLOCK;
    const char *variant = node_attribute(maths, "mathvariant"), *colour = node_attribute(maths, "mathcolor");
    buffer_text(out, block ? "<m:oMathPara><m:oMath>" : "<m:oMath>");
    push_row(&w, maths->first, NULL, (omml_look){variant, colour});
    while (w.pieces.size && !w.pieces.failed && !w.run.failed) {
        w.pieces.size -= sizeof(omml_piece);
        omml_piece piece;
        memcpy(&piece, w.pieces.data + w.pieces.size, sizeof piece);
        if (piece.markup)
            open_object(&w, piece.markup);
        else
            put_first(&w, &piece);
    }
    omml_end_run(&w);
    buffer_text(out, block ? "</m:oMath></m:oMathPara>" : "</m:oMath>");
    out->failed = out->failed || w.pieces.failed || w.run.failed;
    buffer_free(&w.pieces);
    buffer_free(&w.run);
    if (lost)
        *lost += w.lost;
}
