#include "omml.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

/* What to do with an element of a formula. */
typedef enum treat { THROUGH, OBJECT, ARGUMENT, RUN, PASS } treat;

typedef struct omml_row {
    const char *name;
    treat treat;
    omml_role role;    /* of an argument */
    omml_build *build; /* of an object; NULL: its content alone */
} omml_row;

/* Every element of 22.1 that has a place in a formula, and those of WordprocessingML that Word puts there; ascending.
 * Properties (names that end in "Pr") are passed over: objects ask for theirs. */
static const omml_row rows[] = {
    {"m:acc", OBJECT, 0, omml_accent},
    {"m:bar", OBJECT, 0, omml_bar},
    {"m:borderBox", OBJECT, 0, omml_border_box},
    {"m:box", OBJECT, 0, NULL},
    {"m:d", OBJECT, 0, omml_delimiters},
    {"m:deg", ARGUMENT, OMML_DEG, NULL},
    {"m:den", ARGUMENT, OMML_DEN, NULL},
    {"m:e", ARGUMENT, OMML_E, NULL},
    {"m:eqArr", OBJECT, 0, omml_array},
    {"m:f", OBJECT, 0, omml_fraction},
    {"m:fName", ARGUMENT, OMML_FNAME, NULL},
    {"m:func", OBJECT, 0, omml_function},
    {"m:groupChr", OBJECT, 0, omml_group},
    {"m:lim", ARGUMENT, OMML_LIM, NULL},
    {"m:limLow", OBJECT, 0, omml_lower_limit},
    {"m:limUpp", OBJECT, 0, omml_upper_limit},
    {"m:m", OBJECT, 0, omml_matrix},
    {"m:mr", OBJECT, 0, omml_matrix_row},
    {"m:nary", OBJECT, 0, omml_nary},
    {"m:num", ARGUMENT, OMML_NUM, NULL},
    {"m:oMath", THROUGH, 0, NULL},
    {"m:phant", OBJECT, 0, omml_phantom},
    {"m:r", RUN, 0, NULL},
    {"m:rad", OBJECT, 0, omml_radical},
    {"m:sPre", OBJECT, 0, omml_pre_scripts},
    {"m:sSub", OBJECT, 0, omml_subscript},
    {"m:sSubSup", OBJECT, 0, omml_sub_superscript},
    {"m:sSup", OBJECT, 0, omml_superscript},
    {"m:sub", ARGUMENT, OMML_SUB, NULL},
    {"m:sup", ARGUMENT, OMML_SUP, NULL},
    {"mc:Fallback", PASS, 0, NULL},
    {"w:bookmarkEnd", PASS, 0, NULL},
    {"w:bookmarkStart", PASS, 0, NULL},
    {"w:del", PASS, 0, NULL},
    {"w:moveFrom", PASS, 0, NULL},
    {"w:proofErr", PASS, 0, NULL},
    {"w:r", RUN, 0, NULL},
};

/* The row of an element. One that has none is passed over where it is a property, else gone through; an unknown one of
 * OMML is reported. */
static const omml_row *row_of(omml *m, const xml_node *n)
{
    static const omml_row through = {"", THROUGH, 0, NULL}, pass = {"", PASS, 0, NULL};
    const omml_row *row = ROW_NAMED(n->name, rows);
    if (row)
        return row;
    if (text_ends(n->name, "Pr"))
        return &pass;
    if (text_begins(n->name, "m:"))
        report(m->log, xml_place(n, m->part), "omml.element.unknown", n->name, NULL);
    return &through;
}

ard_node *omml_element(omml *m, const xml_node *from, const char *name, const char *text)
{
    place where = xml_place(from, m->part);
    ard_node *node = node_new_mathml(m->document, name, where);
    if (text)
        node_append_text(m->document, node, text, strlen(text), where);
    return node;
}

const char *omml_property(const omml_frame *f, const char *name, bool *said)
{
    const xml_node *n = NULL;
    for (const xml_node *p = f->xml->first; p && !n; p = p->next)
        if (p->name && text_begins(p->name, "m:") && text_ends(p->name, "Pr"))
            n = xml_child(p, name);
    if (said)
        *said = n != NULL;
    return n ? xml_value(n, "m:val") : NULL;
}

bool omml_on(const omml_frame *f, const char *name)
{
    bool said;
    const char *value = omml_property(f, name, &said);
    return said && (!value || !text_in_list("0 off false", value));
}

/* Opens an object or argument; `f` is returned unchanged when memory has ended. */
static omml_frame *enter(omml *m, omml_frame *f, const xml_node *n, const omml_row *row)
{
    omml_frame *inner = arena_alloc(lesson_pool(m->document), sizeof *inner);
    if (!inner)
        return f;
    inner->up = f;
    inner->xml = n;
    inner->row = row;
    inner->node = omml_element(m, n, "mrow", NULL);
    return inner;
}

/* The node itself, or what is in it where that is one node; unlinked. */
static ard_node *collapsed(ard_node *row)
{
    if (!row || !row->first || row->first != row->last || row->first->kind != MATHML)
        return row;
    ard_node *only = row->first;
    node_unlink(only);
    return only;
}

/* Closes an argument into its object, or an object into what it stands in. */
static omml_frame *leave(omml *m, omml_frame *f)
{
    omml_frame *up = f->up;
    if (f->row->treat == ARGUMENT) {
        up->arguments[f->row->role] = node_append(up->node, collapsed(f->node));
        return up;
    }
    if (f->row->build && f->node)
        f->row->build(m, f, up->node);
    for (ard_node *child = f->node ? f->node->first : NULL, *next; child; child = next) {
        next = child->next;
        node_unlink(child);
        bool empty = child->kind == MATHML && !child->first && strcmp(child->text, "mrow") == 0;
        if (!empty)
            node_append(up->node, child);
    }
    return up;
}

/* Text that stands in no run is kept, as it is. */
static void stray(omml *m, omml_frame *f, const xml_node *n)
{
    const char *at = n->text;
    while (at && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
        at++;
    if (at && *at)
        node_append(f->node, omml_element(m, n, "mtext", at));
}

ard_node *omml_read(ard_document *document, report_log *log, const xml_node *omath, const char *part)
{
    omml m = {document, log, part};
    ard_node *maths = node_new(document, MATHS, xml_place(omath, part));
    omml_frame outer = {.xml = omath, .node = maths}, *f = &outer;
    for (const xml_node *n = omath->first; n;) {
        const omml_row *row = n->name ? row_of(&m, n) : NULL;
        bool in_array = f->row && f->row->treat == ARGUMENT && f->up->row && f->up->row->build == omml_array;
        if (!row)
            stray(&m, f, n);
        else if (row->treat == RUN)
            omml_run(&m, n, f->node, in_array);
        else if (row->treat == OBJECT || row->treat == ARGUMENT)
            f = enter(&m, f, n, row);
        bool deeper = row && row->treat != RUN && row->treat != PASS;
        if (deeper && n->first) {
            n = n->first;
            continue;
        }
        for (bool up = false; n && n != omath; up = true) {
            if (f->xml == n && f != &outer && (up || deeper))
                f = leave(&m, f);
            if (n->next)
                break;
            n = n->parent;
        }
        n = n == omath || !n ? NULL : n->next;
    }
    return maths;
}
