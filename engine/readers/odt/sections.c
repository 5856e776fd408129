/* Sections and indexes. A section is where its author changes columns or protects text: it is no part of a lesson, but
 * for those that our writer names. */
#include "odt.h"

#include "base/text.h"

#include <string.h>

/* Whether a section is hidden for good; a condition is the editor's to look at, and it then says whether it holds. */
static bool is_hidden(const xml_node *n)
{
    const char *display = xml_value(n, "text:display"), *hidden = xml_value(n, "text:is-hidden");
    if (!display || strcmp(display, "true") == 0)
        return false;
    return strcmp(display, "none") == 0 || odf_is_true(hidden);
}

/* Kinds that a section's name may begin with, as our writer names it: "exercise 3". */
static int kind_named(const char *name)
{
    static const ard_kind kinds[] = {SECTION, EXERCISE, QUESTION, ASIDE, QUOTE, FIGURE, NOTE, DEFINITIONS, DEFINITION};
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
        const char *kind = kind_about(kinds[i])->name;
        size_t length = strlen(kind);
        if (text_begins(name, kind) && name[length] == ' ' && text_is_digit((unsigned char)name[length + 1]) &&
            strspn(name + length + 1, "0123456789") == strlen(name + length + 1))
            return kinds[i];
    }
    return ODT_NOT_OURS;
}

odtr_go odtr_enter_section(odt *d, const xml_node *n)
{
    int kind = odtr_kind(n);
    odtr_paragraph_close(d);
    if (kind == ODT_ADDED)
        return GO_PAST;
    if (is_hidden(n)) {
        const char *name = xml_value(n, "text:name");
        odtr_report(d, n, "odf.section.hidden", name ? name : "", NULL);
        return GO_PAST;
    }
    bool exact = kind < KINDS && kind_about((ard_kind)kind)->class == CONTAINER;
    if (!exact)
        kind = kind_named(xml_value(n, "text:name"));
    if (kind >= KINDS)
        return GO_IN;
    ard_node *node = odtr_block(d, n, node_new(d->document, (ard_kind)kind, xml_place(n, d->part)));
    if (!node)
        return GO_PAST;
    odtr_take(d, node, n);
    odtr_flow_open(d, n, node);
    return GO_IN;
}

odtr_go odtr_enter_index(odt *d, const xml_node *n)
{
    static const struct {
        const char *name, *role;
    } roles[] = {{"text:table-of-content", "doc-toc"},
                 {"text:alphabetical-index", "doc-index"},
                 {"text:bibliography", "doc-bibliography"}};
    ard_node *section = odtr_block(d, n, node_new(d->document, SECTION, xml_place(n, d->part)));
    if (!section)
        return GO_PAST;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (xml_is(n, roles[i].name))
            node_set(d->document, section, "role", roles[i].role);
    odtr_flow_open(d, n, section);
    return GO_IN;
}
