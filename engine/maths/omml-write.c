#include "omml-writing.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

/* How far the partner of a bracket is looked for, in siblings. */
enum { FARTHEST = 200 };

/* ---- Brackets --------------------------------------------------------------------------------------------------- */

static const char opening[] = "( [ { ⟨ ⌊ ⌈ ⟦ 〈", closing[] = ") ] } ⟩ ⌋ ⌉ ⟧ 〉", bars[] = "| ‖ ∥ ∣ ||";

static bool is_sign_of(const ard_node *node, const char *list)
{
    return omml_is(node, "mo") && *omml_characters(node) && text_in_list(list, omml_characters(node));
}

/* Whether a sign may be one of a pair of brackets that grow. */
static bool is_bracket(const ard_node *node)
{
    return omml_is(node, "mo") && !omml_is_attribute(node, "stretchy", "false") &&
           (is_sign_of(node, opening) || is_sign_of(node, closing) || is_sign_of(node, bars));
}

static bool is_fence(const ard_node *node, const char *form)
{
    return omml_is(node, "mo") && omml_is_attribute(node, "fence", "true") &&
           (!node_attribute(node, "form") || omml_is_attribute(node, "form", form));
}

/* Whether an element is higher than a line. */
static bool is_tall(const ard_node *node)
{
    static const char tall[] = "mfrac mtable munderover munder mover mroot msqrt msubsup";
    for (const ard_node *at = omml_is_through(node) ? node->first : NULL; at; at = at->next)
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
    omml_open_object(w, "<m:d><m:dPr>");
    omml_put_value(w, "begChr", omml_characters(open));
    if (separator)
        omml_put_value(w, "sepChr", separator);
    omml_put_value(w, "endChr", omml_characters(close));
    if (omml_is_attribute(open ? open : close, "stretchy", "false"))
        omml_put_value(w, "grow", "0");
    buffer_text(w->out, "</m:dPr><m:e>");
    if (!separator)
        omml_push_row(w, from, end, look);
    for (const ard_node *at = separator ? from : NULL; at && at != end; at = at->next)
        if (at->next == end || omml_is(at->next, "mo"))
            omml_push_row(w, at, at->next, look);
        else
            omml_push_markup(w, "</m:e><m:e>");
    omml_push_markup(w, "</m:e></m:d>");
}

/* ---- Objects: each writes its beginning, and pushes what is in it ----------------------------------------------- */

/* Pushes up to three arguments with markup around. */
static void put_arguments(omml_writing *w, const char *const markup[], const ard_node *const nodes[], size_t count,
                          omml_look look)
{
    for (size_t i = 0; i < count; i++) {
        omml_push_markup(w, markup[i]);
        omml_push_argument(w, nodes[i], look);
    }
    omml_push_markup(w, markup[count]);
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
         skewed = omml_is_attribute(node, "bevelled", "true");
    omml_open_object(w, "<m:f>");
    if (bare || skewed)
        buffer_format(w->out, "<m:fPr><m:type m:val=\"%s\"/></m:fPr>", bare ? "noBar" : "skw");
    static const char *const markup[] = {"<m:num>", "</m:num><m:den>", "</m:den></m:f>"};
    put_arguments(w, markup, (const ard_node *const[]){node->first, second(node)}, 2, look);
}

/* 22.1.2.88 m:rad */
static void put_square_root(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    omml_open_object(w, "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>");
    omml_push_row(w, node->first, NULL, look);
    omml_push_markup(w, "</m:e></m:rad>");
}

static void put_root(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    omml_open_object(w, "<m:rad>");
    static const char *const markup[] = {"<m:deg>", "</m:deg><m:e>", "</m:e></m:rad>"};
    put_arguments(w, markup, (const ard_node *const[]){second(node), node->first}, 2, look);
}

/* 22.1.2.70 m:nary: an operator with its bounds (`below`, `above`: NULL for none) and what stands after it. */
static void put_nary(omml_writing *w, const ard_node *sign, const ard_node *below, const ard_node *above, bool beside,
                     const ard_node **next, omml_look look)
{
    omml_open_object(w, "<m:nary><m:naryPr>");
    omml_put_value(w, "chr", omml_characters(sign));
    omml_put_value(w, "limLoc", beside ? "subSup" : "undOvr");
    if (!below)
        omml_put_value(w, "subHide", "1");
    if (!above)
        omml_put_value(w, "supHide", "1");
    buffer_text(w->out, "</m:naryPr>");
    omml_push_markup(w, below ? "<m:sub>" : "<m:sub/>");
    if (below) {
        omml_push_argument(w, below, look);
        omml_push_markup(w, "</m:sub>");
    }
    omml_push_markup(w, above ? "<m:sup>" : "<m:sup/>");
    if (above) {
        omml_push_argument(w, above, look);
        omml_push_markup(w, "</m:sup>");
    }
    omml_push_markup(w, "<m:e>");
    const ard_node *after = *next;
    bool operand = after && !(omml_is(after, "mo") && !is_bracket(after)) && !omml_is(after, "mspace");
    if (operand && partner(after, w->end))
        *next = partner(after, w->end)->next;
    else if (operand && !is_bracket(after))
        *next = after->next;
    if (*next != after)
        omml_push_row(w, after, *next, look);
    else
        omml_push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    omml_push_markup(w, "</m:e></m:nary>");
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
        omml_open_object(w, "<m:acc><m:accPr>");
        omml_put_value(w, "chr", combining);
        buffer_text(w->out, "</m:accPr><m:e>");
        end = "</m:e></m:acc>";
    } else if (is_sign_of(mark, above ? "¯ ‾ ―" : "_ ¯ ‾ \u0332 ―")) {
        omml_open_object(w, "<m:bar><m:barPr>");
        omml_put_value(w, "pos", above ? "top" : "bot");
        buffer_text(w->out, "</m:barPr><m:e>");
        end = "</m:e></m:bar>";
    } else if (is_sign_of(mark, groups)) {
        omml_open_object(w, "<m:groupChr><m:groupChrPr>");
        omml_put_value(w, "chr", omml_characters(mark));
        omml_put_value(w, "pos", above ? "top" : "bot");
        omml_put_value(w, "vertJc", above ? "bot" : "top");
        buffer_text(w->out, "</m:groupChrPr><m:e>");
    } else {
        omml_open_object(w, above ? "<m:limUpp><m:e>" : "<m:limLow><m:e>");
        end = above ? "</m:lim></m:limUpp>" : "</m:lim></m:limLow>";
        label = mark;
    }
    omml_push_argument(w, base, look);
    if (label) {
        omml_push_markup(w, "</m:e><m:lim>");
        omml_push_argument(w, label, look);
    }
    omml_push_markup(w, end);
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
        put_mark(w, node->first, second(node), above, omml_is_attribute(node, "accent", "true"), look);
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
        omml_push_markup(w, "<m:sPre><m:sub>");
        omml_push_argument(w, at, look);
        omml_push_markup(w, "</m:sub><m:sup>");
        omml_push_argument(w, at->next, look);
        omml_push_markup(w, "</m:sup><m:e>");
    }
    for (size_t i = 0; i < after_count; i += 2)
        omml_push_markup(w, "<m:sSubSup><m:e>");
    omml_push_argument(w, base, look);
    const ard_node *at = base ? base->next : NULL;
    for (size_t i = 0; i < after_count; i += 2) {
        omml_push_markup(w, "</m:e><m:sub>");
        omml_push_argument(w, at, look);
        at = at ? at->next : NULL;
        omml_push_markup(w, "</m:sub><m:sup>");
        omml_push_argument(w, i + 1 < after_count ? at : NULL, look);
        at = at ? at->next : NULL;
        omml_push_markup(w, "</m:sup></m:sSubSup>");
    }
    for (size_t i = 0; i < before_count; i += 2)
        omml_push_markup(w, "</m:e></m:sPre>");
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
        omml_push_row(w, node->first, NULL, look);
        return;
    }
    omml_open_object(w, "<m:borderBox><m:borderBoxPr>");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (drawn[i] == lines[i].shown)
            omml_put_value(w, lines[i].property, "1");
    buffer_text(w->out, "</m:borderBoxPr><m:e>");
    omml_push_row(w, node->first, NULL, look);
    omml_push_markup(w, "</m:e></m:borderBox>");
}

/* 22.1.2.81 m:phant */
static void put_phantom(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    omml_open_object(w, "<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr><m:e>");
    omml_push_row(w, node->first, NULL, look);
    omml_push_markup(w, "</m:e></m:phant>");
}

/* mrow and what is nothing more: brackets, or its children. */
static void put_row(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    (void)next;
    const char *variant = node_attribute(node, "mathvariant"), *colour = node_attribute(node, "mathcolor");
    look.variant = variant ? variant : look.variant;
    look.colour = colour ? colour : look.colour;
    if (!is_fenced(node)) {
        omml_push_row(w, node->first, NULL, look);
        return;
    }
    bool left = is_fence(node->first, "prefix") || is_bracket(node->first),
         right = is_fence(node->last, "postfix") || is_bracket(node->last);
    put_delimiters(w, left ? node->first : NULL, right ? node->last : NULL, left ? node->first->next : node->first,
                   right ? node->last : NULL, look);
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

static void put_token(omml_writing *w, const ard_node *node, const ard_node **next, omml_look look)
{
    const ard_node *close = partner(node, w->end);
    if (close) {
        *next = close->next;
        put_delimiters(w, node, close, node->next, close, look);
    } else if (is_sign_of(node, "{") && !omml_is_attribute(node, "stretchy", "false") && omml_is(*next, "mtable")) {
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
    {"mmultiscripts", put_multiscripts},
    {"mn", put_token},
    {"mo", put_token},
    {"mover", put_limits},
    {"mphantom", put_phantom},
    {"mprescripts", put_nothing},
    {"mroot", put_root},
    {"ms", put_token},
    {"msline", put_line},
    {"mslongdiv", omml_put_column},
    {"mspace", put_space},
    {"msqrt", put_square_root},
    {"mstack", omml_put_column},
    {"msub", put_scripts},
    {"msubsup", put_scripts},
    {"msup", put_scripts},
    {"mtable", omml_put_table},
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
    omml_open_object(w, "<m:func><m:fName>");
    omml_push_row(w, name, apply, look);
    omml_push_markup(w, "</m:fName><m:e>");
    if (argument)
        omml_push_row(w, argument, *next, look);
    else
        omml_push_markup(w, "<m:r><m:t>\u200B</m:t></m:r>");
    omml_push_markup(w, "</m:e></m:func>");
    return true;
}

/* Writes the first of a row's siblings; what it has inside, and the rest of the row, become the next pieces. */
static void put_first(omml_writing *w, const omml_piece *row)
{
    const ard_node *node = row->from, *next = node->next == row->end ? NULL : node->next;
    size_t mark = omml_piece_count(w);
    w->end = row->end;
    const void *found = node->kind == MATHML ? ROW_NAMED(node->text, rows) : NULL;
    if (node->kind == TEXT)
        omml_put_words(w, node->text, row->look);
    else if (node->kind == MATHML && !put_function(w, node, row->end, &next, row->look)) {
        const size_t at = found ? (size_t)((const char *)found - (const char *)rows) / sizeof *rows : 0;
        (found ? rows[at].put : put_row)(w, node, &next, row->look);
    }
    if (next && next != row->end)
        omml_push(w, (omml_piece){.from = next, .end = row->end, .look = row->look});
    omml_turn(w, mark);
}

void omml_write(const ard_node *maths, buffer *out, unsigned *lost)
{
    omml_writing w = {.out = out};
    bool block = maths->kind == MATHS_BLOCK;
    const char *variant = node_attribute(maths, "mathvariant"), *colour = node_attribute(maths, "mathcolor");
    buffer_text(out, block ? "<m:oMathPara><m:oMath>" : "<m:oMath>");
    omml_push_row(&w, maths->first, NULL, (omml_look){variant, colour});
    while (w.pieces.size && !w.pieces.failed && !w.run.failed) {
        w.pieces.size -= sizeof(omml_piece);
        omml_piece piece;
        memcpy(&piece, w.pieces.data + w.pieces.size, sizeof piece);
        if (piece.markup)
            omml_open_object(&w, piece.markup);
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
