/* The page of a proof, which a school keeps: a lesson of its own, so that any writer can print it. */
#include "run/proof.h"

#include "base/digest.h"
#include "lesson/lesson.h"
#include "lesson/stream.h"

#include <string.h>

enum { QUOTED = 30, BEFORE = 3 };

/* A page while it is built. */
typedef struct page {
    const proof_work *work;
    ard_document *document;
    ard_node *root;
} page;

static ard_node *add_leaf(const page *p, ard_node *parent, ard_kind kind, const char *text)
{
    ard_node *leaf = node_append(parent, node_new(p->document, kind, NOWHERE));
    node_append_text(p->document, leaf, text, strlen(text), NOWHERE);
    return leaf;
}

static void add_heading(const page *p, int level, const char *text)
{
    ard_node *heading = add_leaf(p, p->root, HEADING, text);
    if (heading)
        heading->number = level;
}

static void add_item(const page *p, ard_node *list, const char *text)
{
    add_leaf(p, node_append(list, node_new(p->document, ITEM, NOWHERE)), PARAGRAPH, text);
}

static void add_cell(const page *p, ard_node *row, const char *scope, const char *text)
{
    ard_node *cell = node_append(row, node_new(p->document, scope ? HEADER_CELL : CELL, NOWHERE));
    if (cell && scope)
        node_set(p->document, cell, "scope", scope);
    add_leaf(p, cell, PARAGRAPH, text);
}

static const char *number(const page *p, size_t value)
{
    return report_number(p->work->context->log, (long long)value);
}

/* A message by its code alone. */
static const char *said(const page *p, const char *code)
{
    const char *text = ard_message(p->work->context, code, NULL);
    return text ? text : "";
}

/* ---- What was compared -------------------------------------------------------------------------------------------- */

static const struct {
    stream_kind kind;
    const char *code;
} kinds[] = {
    {STREAM_WORD, "proof.words"},       {STREAM_NUMBER, "proof.numbers"},   {STREAM_SIGN, "proof.signs"},
    {STREAM_FORMULA, "proof.formulas"}, {STREAM_PICTURE, "proof.pictures"}, {STREAM_SPACE, "proof.spaces"},
    {STREAM_BOX, "proof.boxes"},        {STREAM_PAGE, "proof.pages"},
};

static ard_node *add_row(const page *p, ard_node *rows)
{
    return node_append(rows, node_new(p->document, ROW, NOWHERE));
}

/* How many of each kind there are, in the original and in each format, and whether all are the same. */
static void add_counts(const page *p, const proof *proofs, size_t count)
{
    ard_node *counts = node_append(p->root, node_new(p->document, TABLE, NOWHERE));
    add_leaf(p, counts, CAPTION, said(p, "proof.table"));
    ard_node *head = add_row(p, counts);
    add_cell(p, head, "col", said(p, "proof.what"));
    add_cell(p, head, "col", said(p, "proof.original"));
    for (size_t i = 0; i < count; i++)
        add_cell(p, head, "col", proofs[i].format);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        ard_node *row = add_row(p, counts);
        add_cell(p, row, "row", said(p, kinds[k].code));
        add_cell(p, row, NULL, number(p, proofs[0].original->counts[kinds[k].kind]));
        for (size_t i = 0; i < count; i++)
            add_cell(p, row, NULL, proofs[i].read ? number(p, proofs[i].written->counts[kinds[k].kind]) : "-");
    }
    ard_node *row = add_row(p, counts);
    add_cell(p, row, "row", said(p, "proof.sequence"));
    add_cell(p, row, NULL, "-");
    for (size_t i = 0; i < count; i++)
        add_cell(p, row, NULL, said(p, !proofs[i].read ? "proof.unknown" : proofs[i].same ? "proof.yes" : "proof.no"));
}

static bool all_same(const proof *proofs, size_t count)
{
    bool same = count > 0;
    for (size_t i = 0; i < count; i++)
        same = same && proofs[i].read && proofs[i].same;
    return same;
}

/* Where formats differ from the original: from a little before the first item that does. */
static void add_differences(const page *p, const proof *proofs, size_t count)
{
    if (all_same(proofs, count))
        return;
    add_heading(p, 2, said(p, "proof.differences"));
    ard_node *list = node_append(p->root, node_new(p->document, BULLETS, NOWHERE));
    for (size_t i = 0; i < count; i++) {
        if (proofs[i].read && proofs[i].same)
            continue;
        buffer wanted = BUFFER_EMPTY, found = BUFFER_EMPTY;
        size_t from = proofs[i].begin > BEFORE ? proofs[i].begin - BEFORE : 0;
        proof_quote(proofs[i].original, from, QUOTED, &wanted);
        if (proofs[i].read)
            proof_quote(proofs[i].written, from, QUOTED, &found);
        const char *text = proofs[i].read ? ard_message(p->work->context, "proof.changed", proofs[i].format,
                                                        number(p, proofs[i].begin + 1), buffer_string(&wanted),
                                                        buffer_string(&found), NULL)
                                          : ard_message(p->work->context, "proof.unread", proofs[i].format, NULL);
        add_item(p, list, text ? text : "");
        buffer_free(&wanted);
        buffer_free(&found);
    }
}

/* ---- Digests ------------------------------------------------------------------------------------------------------ */

static void add_digest(const page *p, ard_node *list, const char *label, const char *format, const char *value)
{
    buffer text = BUFFER_EMPTY;
    buffer_format(&text, "%s%s%s : %s", label, *format ? " " : "", format, value);
    add_item(p, list, buffer_string(&text));
    buffer_free(&text);
}

static void add_digests(const page *p, const proof *proofs, size_t count)
{
    char text[DIGEST_TEXT];
    add_heading(p, 2, said(p, "proof.digests"));
    ard_node *list = node_append(p->root, node_new(p->document, BULLETS, NOWHERE));
    digest_of(p->work->input->bytes, p->work->input->size, text);
    add_digest(p, list, said(p, "proof.digest.file"), "", text);
    stream_digest(proofs[0].original, text);
    add_digest(p, list, said(p, "proof.digest.source"), "", text);
    for (size_t i = 0; i < count; i++) {
        if (!proofs[i].read)
            continue;
        stream_digest(proofs[i].written, text);
        add_digest(p, list, said(p, "proof.digest.written"), proofs[i].format, text);
        if (proofs[i].converted)
            add_digest(p, list, said(p, "proof.converted"), proofs[i].format, number(p, proofs[i].converted));
    }
}

/* ---- What changed ------------------------------------------------------------------------------------------------- */

/* The row of an option in a filter's table; NULL where there is none. */
static const ard_option *row_of(const ard_filter *filter, const char *key)
{
    const ard_option *row = filter->about.options;
    while (row && row->name && strcmp(row->name, key) != 0)
        row++;
    return row && row->name ? row : NULL;
}

/* What the options do that were set, in the words of their help, and their values: no filter's name is told. */
static void add_settings(const page *p)
{
    ard_context *context = p->work->context;
    ard_node *list = NULL;
    add_heading(p, 2, said(p, "proof.presentation"));
    for (const ard_filter *const *f = context->registry->filters; *f; f++) {
        const options *values = context_options(context, &(*f)->about);
        const char *key, *value;
        for (size_t i = 0; values && options_set_value(values, i, &key, &value); i++) {
            const ard_option *row = row_of(*f, key);
            buffer text = BUFFER_EMPTY;
            if (!row)
                continue;
            buffer_format(&text, "%s → %s", said(p, row->help), value);
            list = list ? list : node_append(p->root, node_new(p->document, BULLETS, NOWHERE));
            add_item(p, list, buffer_string(&text));
            buffer_free(&text);
        }
    }
    if (!list)
        add_leaf(p, p->root, PARAGRAPH, said(p, "proof.nothing"));
}

ard_document *proof_page(const proof_work *work, const proof *proofs, size_t count)
{
    page p = {.work = work, .document = lesson_new(&work->context->limits, work->context->log)};
    const char *title = lesson_meta(work->document, "title");
    if (!p.document || !count)
        return p.document;
    p.root = lesson_root(p.document);
    lesson_set_meta(p.document, "language", report_speaks(work->context->log));
    lesson_set_meta(p.document, "title", said(&p, "proof.title"));
    add_heading(&p, 1, said(&p, "proof.title"));
    if (title && *title)
        add_leaf(&p, p.root, PARAGRAPH, title);
    ard_node *verdict = node_append(p.root, node_new(p.document, PARAGRAPH, NOWHERE));
    add_leaf(&p, verdict, STRONG, said(&p, all_same(proofs, count) ? "proof.verdict.same" : "proof.verdict.other"));
    add_counts(&p, proofs, count);
    add_differences(&p, proofs, count);
    add_settings(&p);
    add_digests(&p, proofs, count);
    add_heading(&p, 2, said(&p, "proof.how"));
    add_leaf(&p, p.root, PARAGRAPH, said(&p, "proof.how.read"));
    add_leaf(&p, p.root, PARAGRAPH, said(&p, "proof.how.items"));
    add_leaf(&p, p.root, PARAGRAPH, said(&p, "proof.how.limits"));
    return p.document;
}
