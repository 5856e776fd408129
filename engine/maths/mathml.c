/* MathML into the tree (MathML 3; what MathML Core and browsers left out is written in what they kept). */
#include "mathml.h"

#include "base/table.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What becomes of an element. */
typedef enum treat {
    KEPT,     /* stands in the tree, with its children */
    TOKEN,    /* stands there with its characters */
    THROUGH,  /* its children stand in its place */
    FENCED,   /* mfenced: a row with its brackets and separators as operators (3.3.8) */
    LABELLED, /* mlabeledtr: a row whose first cell is its label, put last */
    CHOICE,   /* one of its children counts: semantics (5.1), maction (3.7.1) */
    GLYPH,    /* mglyph: its alternative text */
    DROPPED,  /* has no meaning of its own */
    CONTENT   /* content markup: its characters are kept, and it is reported */
} treat;

typedef struct mathml_row {
    const char *name;
    treat treat;
    uint8_t children; /* how many it must have; 0 for any */
} mathml_row;

/* Presentation markup and what stands around it, ascending. Other names are content markup. */
static const mathml_row rows[] = {
    {"annotation", DROPPED, 0},
    {"annotation-xml", DROPPED, 0},
    {"maction", CHOICE, 0},
    {"maligngroup", DROPPED, 0},
    {"malignmark", DROPPED, 0},
    {"math", THROUGH, 0},
    {"menclose", KEPT, 0},
    {"merror", KEPT, 0},
    {"mfenced", FENCED, 0},
    {"mfrac", KEPT, 2},
    {"mglyph", GLYPH, 0},
    {"mi", TOKEN, 0},
    {"mlabeledtr", LABELLED, 0},
    {"mmultiscripts", KEPT, 0},
    {"mn", TOKEN, 0},
    {"mo", TOKEN, 0},
    {"mover", KEPT, 2},
    {"mpadded", KEPT, 0},
    {"mphantom", KEPT, 0},
    {"mprescripts", KEPT, 0},
    {"mroot", KEPT, 2},
    {"mrow", KEPT, 0},
    {"ms", TOKEN, 0},
    {"mscarries", KEPT, 0},
    {"mscarry", KEPT, 0},
    {"msgroup", KEPT, 0},
    {"msline", KEPT, 0},
    {"mslongdiv", KEPT, 0},
    {"mspace", KEPT, 0},
    {"msqrt", KEPT, 0},
    {"msrow", KEPT, 0},
    {"mstack", KEPT, 0},
    {"mstyle", KEPT, 0},
    {"msub", KEPT, 2},
    {"msubsup", KEPT, 3},
    {"msup", KEPT, 2},
    {"mtable", KEPT, 0},
    {"mtd", KEPT, 0},
    {"mtext", TOKEN, 0},
    {"mtr", KEPT, 0},
    {"munder", KEPT, 2},
    {"munderover", KEPT, 3},
    {"none", KEPT, 0},
    {"semantics", CHOICE, 0},
};

typedef struct reading {
    ard_document *document;
    report_log *log;
    const char *part;
    ard_node *into; /* the node that is being filled */
} reading;

/* The local name of an element of MathML, or NULL. An element without a namespace in a formula is MathML's too. */
static const char *local_name(const xml_node *n)
{
    if (!n->name)
        return NULL;
    return text_begins(n->name, "math:") ? n->name + 5 : strchr(n->name, ':') ? NULL : n->name;
}

static const mathml_row *row_of(const xml_node *n)
{
    static const mathml_row content = {"", CONTENT, 0};
    const char *name = local_name(n);
    const mathml_row *row = name ? ROW_NAMED(name, rows) : NULL;
    return row ? row : &content;
}

/* ---- Attributes ------------------------------------------------------------------------------------------------- */

/* MathML 1's attributes, which old office files use, as MathML 2 says them (3.2.2.1). */
static bool set_old(reading *r, ard_node *node, const char *name, const char *value)
{
    static const char *const names[][2] = {{"color", "mathcolor"},
                                           {"background", "mathbackground"},
                                           {"fontsize", "mathsize"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i][0], name) == 0) {
            node_set(r->document, node, names[i][1], value);
            return true;
        }
    bool slant = strcmp(name, "fontstyle") == 0, weight = strcmp(name, "fontweight") == 0;
    if ((slant || weight) && !node_attribute(node, "mathvariant"))
        node_set(r->document, node, "mathvariant", value);
    return slant || weight;
}

/* Whether an attribute says nothing of the formula: a page's own classes, styles and names of other vocabularies. The class
 * MathML-Unit does: it marks a unit (W3C, Units in MathML). */
static bool is_dropped(const char *name, const char *value)
{
    static const char dropped[] = "class style xref overflow macros schemaLocation";
    bool unit = strcmp(name, "class") == 0 && text_in_list(value, "MathML-Unit");
    return strchr(name, ':') || text_begins(name, "xmlns") || text_begins(name, "on") ||
           (text_in_list(dropped, name) && !unit);
}

/* Keeps what MathML says. */
static void set_attributes(reading *r, ard_node *node, const xml_node *from)
{
    unsigned left = 64;
    for (const xml_attribute *a = from->attributes; a && left; a = a->next) {
        const char *name = text_begins(a->name, "math:") ? a->name + 5 : a->name;
        if (is_dropped(name, a->value) || set_old(r, node, name, a->value))
            continue;
        node_set(r->document, node, name, strcmp(name, "class") == 0 ? "MathML-Unit" : a->value);
        left--;
    }
}

/* ---- Building --------------------------------------------------------------------------------------------------- */

/* Opens an element below the node that is being filled; every one is closed by close_element. */
static ard_node *open_element(reading *r, const xml_node *from, const char *name)
{
    ard_node *node = node_new_mathml(r->document, name, xml_place(from, r->part));
    if (node && node_append(r->into, node))
        r->into = node;
    return node;
}

/* Adds characters with blanks as MathML folds them: none at the ends, one between (2.1.7). */
static void add_folded(reading *r, ard_node *node, const xml_node *from, const char *text)
{
    buffer folded = BUFFER_EMPTY;
    for (const char *at = text; *at; at++)
        if (!strchr(" \t\r\n", *at))
            buffer_byte(&folded, *at);
        else if (folded.size && !strchr(" \t\r\n", at[1]))
            buffer_byte(&folded, ' ');
    while (folded.size && folded.data[folded.size - 1] == ' ')
        folded.data[--folded.size] = '\0';
    if (folded.size)
        node_append_text(r->document, node, folded.data, folded.size, xml_place(from, r->part));
    buffer_free(&folded);
}

/* A token element with all characters below `from`. */
static ard_node *add_token(reading *r, const xml_node *from, const char *name, const char *text)
{
    buffer all = BUFFER_EMPTY;
    if (!text)
        xml_text(from, &all);
    ard_node *node = node_append(r->into, node_new_mathml(r->document, name, xml_place(from, r->part)));
    if (node)
        add_folded(r, node, from, text ? text : buffer_string(&all));
    buffer_free(&all);
    return node;
}

static void add_operator(reading *r, ard_node *row, ard_node *before, const xml_node *from, const char *text,
                         size_t size)
{
    ard_node *mo = node_new_mathml(r->document, "mo", xml_place(from, r->part));
    node_append_text(r->document, mo, text, size, xml_place(from, r->part));
    if (before)
        node_insert_before(before, mo);
    else
        node_append(row, mo);
}

/* mfenced's brackets and separators; the last separator goes on where there are more children. */
static void finish_fenced(reading *r, const xml_node *from, ard_node *row)
{
    const char *open = xml_value(from, "open"), *close = xml_value(from, "close"),
               *separators = xml_value(from, "separators");
    const char *at = separators ? separators : ",", *last = NULL;
    ard_node *child = row->first ? row->first->next : NULL;
    for (; child; child = child->next) {
        while (*at && strchr(" \t\r\n", *at))
            at++;
        const char *mark = *at ? at : last;
        if (!mark)
            break;
        const char *end = mark;
        text_next(&end);
        add_operator(r, row, child, from, mark, (size_t)(end - mark));
        last = mark;
        at = *at ? end : at;
    }
    open = open ? open : "(";
    close = close ? close : ")";
    if (*open)
        add_operator(r, row, row->first, from, open, strlen(open));
    if (*close)
        add_operator(r, row, NULL, from, close, strlen(close));
    for (const char *name = "open\0close\0separators\0"; *name; name += strlen(name) + 1)
        node_set(r->document, row, name, NULL);
}

/* Gives an element as many children as it must have: what is missing is empty, what is too much joins the last. */
static void finish_children(reading *r, const xml_node *from, ard_node *node, unsigned wanted)
{
    unsigned count = 0;
    ard_node *last = NULL;
    for (ard_node *child = node->first; child; child = child->next)
        if (++count == wanted)
            last = child;
    if (count == wanted)
        return;
    report(r->log, xml_place(from, r->part), "mathml.children", node->text, NULL);
    for (; count < wanted; count++)
        node_append(node, node_new_mathml(r->document, "mrow", xml_place(from, r->part)));
    if (last && last->next)
        node_wrap(node_new_mathml(r->document, "mrow", xml_place(from, r->part)), last, node->last);
}

/* ---- The walk --------------------------------------------------------------------------------------------------- */

/* Whether an element is one of presentation markup. */
static bool is_presentation(const xml_node *n)
{
    const mathml_row *row = row_of(n);
    return row->treat != CONTENT && row->treat != DROPPED;
}

/* The child that counts: of semantics the first that is presentation markup, be it in an annotation; of maction the one
 * that is selected. NULL where there is none. */
static const xml_node *chosen(const xml_node *n)
{
    const char *selection = xml_value(n, "selection");
    long left = selection ? strtol(selection, NULL, 10) : 1;
    const xml_node *first = NULL;
    bool semantics = strcmp(row_of(n)->name, "semantics") == 0;
    for (const xml_node *child = n->first; child; child = child->next) {
        if (!child->name)
            continue;
        first = first ? first : child;
        if (semantics ? is_presentation(child) : --left == 0)
            return child;
    }
    for (const xml_node *child = n->first; child && semantics; child = child->next)
        if (xml_is(child, "math:annotation-xml"))
            for (const xml_node *inner = child->first; inner; inner = inner->next)
                if (inner->name && is_presentation(inner))
                    return inner;
    if (semantics && first && xml_is(first, "math:annotation-xml")) /* nothing else says anything: its text does */
        for (const xml_node *inner = first->first; inner; inner = inner->next)
            if (inner->name)
                return inner;
    return first;
}

/* Takes an element in; true where its children come next. */
static bool enter(reading *r, const xml_node *n, const mathml_row *row)
{
    ard_node *node = NULL;
    switch (row->treat) {
    case KEPT: node = open_element(r, n, row->name); break;
    case FENCED: node = open_element(r, n, "mrow"); break;
    case LABELLED: node = open_element(r, n, "mtr"); break;
    case TOKEN:
        node = add_token(r, n, row->name, NULL);
        if (node)
            set_attributes(r, node, n);
        return false;
    case GLYPH:
        if (xml_value(n, "alt"))
            add_token(r, n, "mtext", xml_value(n, "alt"));
        else
            report(r->log, xml_place(n, r->part), "mathml.glyph", NULL);
        return false;
    case CONTENT:
        report(r->log, xml_place(n, r->part), "mathml.content", n->name, NULL);
        add_token(r, n, "mtext", NULL);
        return false;
    case DROPPED: return false;
    case THROUGH:
    case CHOICE: return true;
    }
    if (node)
        set_attributes(r, node, n);
    return node != NULL;
}

/* Closes an element that was entered. */
static void leave(reading *r, const xml_node *n, const mathml_row *row)
{
    ard_node *node = r->into;
    if (row->treat != KEPT && row->treat != FENCED && row->treat != LABELLED)
        return;
    if (row->treat == FENCED)
        finish_fenced(r, n, node);
    if (row->treat == LABELLED && node->first != node->last) {
        ard_node *label = node->first;
        node_unlink(label);
        node_append(node, label);
    }
    if (row->children)
        finish_children(r, n, node, row->children);
    r->into = node->parent;
}

/* The next element or text after `n`, leaving what ends there; NULL at the end of `math`. Of a choice, one child only. */
static const xml_node *step(reading *r, const xml_node *n, const xml_node *math)
{
    while (n != math) {
        const xml_node *parent = n->parent;
        if (parent->name && xml_is(parent, "math:annotation-xml"))
            parent = parent->parent; /* a choice's child that stood in an annotation */
        const mathml_row *row = row_of(parent);
        if (row->treat != CHOICE && n->next)
            return n->next;
        leave(r, parent, row);
        n = parent;
    }
    return NULL;
}

ard_node *mathml_read(ard_document *document, report_log *log, const xml_node *math, const char *part)
{
    const char *display = xml_value(math, "display"), *mode = xml_value(math, "mode");
    bool block = (display && strcmp(display, "block") == 0) || (mode && strcmp(mode, "display") == 0);
    ard_node *maths = node_new(document, block ? MATHS_BLOCK : MATHS, xml_place(math, part));
    reading r = {document, log, part, maths};
    if (!maths)
        return NULL;
    set_attributes(&r, maths, math);
    node_set(document, maths, "display", NULL);
    node_set(document, maths, "mode", NULL);
    for (const xml_node *n = math; n;) {
        const mathml_row *row = n->name ? row_of(n) : NULL;
        if (!row && !ascii_is_blank(n->text))
            add_token(&r, n, "mtext", n->text);
        bool inside = row && enter(&r, n, row);
        const xml_node *child = !inside ? NULL : row->treat == CHOICE ? chosen(n) : n->first;
        if (child) {
            n = child;
            continue;
        }
        if (inside)
            leave(&r, n, row);
        n = step(&r, n, math);
    }
    return lesson_status(document) == ARD_OK ? maths : NULL;
}
