/* Objects in the text: formulas, and documents of other kinds, of which the words are read, or the picture shown. */
#include "odt.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <string.h>

/* Whether a formula shows anything. */
static bool shows_something(const xml_node *math)
{
    for (const xml_node *n = math->first; n; n = xml_following(n, math)) {
        if (n->name || ascii_is_blank(n->text))
            continue;
        if (!xml_is(n->parent, "math:annotation"))
            return true;
    }
    return false;
}

static const xml_node *annotation_of(const xml_node *math)
{
    for (const xml_node *n = math->first; n; n = xml_following(n, math))
        if (xml_is(n, "math:annotation"))
            return n;
    return NULL;
}

/* A formula without MathML is its StarMath text, as words of a formula. */
static ard_node *annotated(odt *d, const xml_node *math)
{
    const xml_node *annotation = annotation_of(math);
    buffer text = BUFFER_EMPTY;
    if (annotation)
        xml_text(annotation, &text);
    ard_node *maths = NULL;
    if (!text_is_blank(buffer_string(&text))) {
        place where = xml_place(math, d->part);
        maths = node_new(d->document, MATHS, where);
        ard_node *words = node_append(maths, node_new_mathml(d->document, "mtext", where));
        node_append_text(d->document, words, text.data, text.size, where);
        odtr_report(d, math, "odf.formula.typed", text.data, NULL);
    }
    buffer_free(&text);
    return maths;
}

static void put_formula(odt *d, const xml_node *n, const xml_node *math)
{
    const xml_node *frame = d->frame ? d->frame->xml : n;
    int kind = odtr_kind(frame);
    bool exact = kind == MATHS || kind == MATHS_BLOCK;
    if (d->frame)
        d->frame->filled = true;
    if (exact && kind == MATHS_BLOCK) {
        odtr_exact_formula(d, d->flow->paragraph.node, math);
        return;
    }
    ard_node *maths = exact                   ? node_new(d->document, MATHS, xml_place(n, d->part))
                      : shows_something(math) ? mathml_read(d->document, d->log, math, d->part)
                                              : annotated(d, math);
    if (exact) {
        odtr_take(d, maths, frame);
        odtr_exact_formula(d, maths, math);
    } else if (maths)
        maths->kind = MATHS; /* the paragraph tells whether it stands alone */
    odtr_put(d, n, maths);
}

/* The root of an object's content; NULL where it cannot be read. */
static xml_node *content_of(odt *d, const xml_node *n)
{
    const char *href = xml_value(n, "xlink:href"), *bytes;
    size_t size;
    xml_node *root = NULL;
    buffer name = BUFFER_EMPTY;
    if (!href || !*href || !d->package)
        return NULL;
    buffer_format(&name, "%s", text_begins(href, "./") ? href + 2 : href);
    if (!archive_has(d->package, buffer_string(&name)))
        buffer_text(&name, text_ends(buffer_string(&name), "/") ? "content.xml" : "/content.xml");
    const char *part = odtr_part_name(d, buffer_string(&name));
    if (part && archive_has(d->package, part) && archive_part(d->package, d->pool, part, &bytes, &size) == ARD_OK)
        xml_read(&root, d->pool, d->log, d->task->limits, part, bytes, size);
    buffer_free(&name);
    return root;
}

/* The text or the cells of an embedded document, which go into a box beside the paragraph. */
static const xml_node *words_of(const xml_node *root)
{
    for (const xml_node *n = root; n; n = xml_following(n, root))
        if (xml_is(n, "office:text") || xml_is(n, "office:spreadsheet") || xml_is(n, "office:chart"))
            return n;
    return NULL;
}

/* Reads an embedded document's words; its styles are its own, and unknown here. */
static bool put_words(odt *d, const xml_node *n, const xml_node *root)
{
    const xml_node *words = words_of(root);
    ard_node *box = words ? odtr_box(d, n) : NULL;
    odtr_flow *outer = d->flow;
    if (!box)
        return false;
    odtr_flow_open(d, n, box);
    if (d->flow == outer)
        return false;
    odtr_walk(d, words);
    odtr_flow_close(d);
    if (!box->first) {
        if (d->flow->paragraph.box == box)
            d->flow->paragraph.box = NULL;
        node_unlink(box);
        return false;
    }
    odtr_report(d, n, "odf.object.words", NULL, NULL);
    return true;
}

odtr_go odtr_enter_object(odt *d, const xml_node *n)
{
    enum { DEEPEST = 4 };
    const xml_node *root = n->first;
    while (root && !root->name)
        root = root->next;
    root = root && xml_value(n, "xlink:href") ? NULL : root;
    const xml_node *read = root && !xml_is(root, "office:event-listeners") ? root : content_of(d, n);
    if (!read || !odtr_in_paragraph(d)) {
        if (!read && odtr_shows(d))
            odtr_report(d, n, "odf.object.missing", xml_value(n, "xlink:href"), NULL);
        return GO_PAST;
    }
    if (xml_is(read, "math:math")) {
        put_formula(d, n, read);
        return GO_PAST;
    }
    if (d->boxes < DEEPEST) {
        d->boxes++;
        if (put_words(d, n, read) && d->frame)
            d->frame->filled = true;
        d->boxes--;
    }
    return GO_PAST;
}

odtr_go odtr_enter_ole(odt *d, const xml_node *n)
{
    if (odtr_shows(d))
        odtr_report(d, n, "odf.object.picture", NULL, NULL);
    return GO_PAST;
}
