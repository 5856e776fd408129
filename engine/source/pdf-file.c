/* The asking end of the helper "pdf". */
#include "base/memory.h"
#include "pdf-wire.h"

#include <string.h>

enum { GLYPH_BYTES = 24, DRAWING_BYTES = 28, ROW_BYTES = 20, MOST_PAGES = 20000 };

static void take_glyphs(pdf_wire_in *in, pdf_page *page, size_t looks)
{
    page->glyphs = pdf_wire_take_rows(in, GLYPH_BYTES, sizeof *page->glyphs, &page->glyph_count);
    for (size_t i = 0; i < page->glyph_count; i++) {
        pdf_glyph *g = &page->glyphs[i];
        g->box = pdf_wire_take_box(in);
        g->point = pdf_wire_take_number(in);
        g->look = pdf_wire_take_number(in);
        in->failed |= g->look >= looks || g->point > 0x10FFFF;
    }
}

static void take_drawings(pdf_wire_in *in, pdf_page *page)
{
    page->drawings = pdf_wire_take_rows(in, DRAWING_BYTES, sizeof *page->drawings, &page->drawing_count);
    for (size_t i = 0; i < page->drawing_count; i++) {
        pdf_drawing *d = &page->drawings[i];
        d->box = pdf_wire_take_box(in);
        d->width = pdf_wire_take_length(in);
        d->colour = pdf_wire_take_number(in);
        d->kind = pdf_wire_take_number(in);
    }
    page->pictures = pdf_wire_take_rows(in, ROW_BYTES, sizeof *page->pictures, &page->picture_count);
    for (size_t i = 0; i < page->picture_count; i++) {
        pdf_picture *p = &page->pictures[i];
        size_t size;
        p->box = pdf_wire_take_box(in);
        const void *bytes = pdf_wire_take_bytes(in, &size);
        p->bytes = bytes ? arena_copy(in->pool, bytes, size) : NULL;
        p->size = p->bytes ? size : 0;
    }
}

static void take_marks(pdf_wire_in *in, pdf_page *page)
{
    page->links = pdf_wire_take_rows(in, ROW_BYTES, sizeof *page->links, &page->link_count);
    for (size_t i = 0; i < page->link_count; i++) {
        page->links[i].box = pdf_wire_take_box(in);
        page->links[i].address = pdf_wire_take_string(in);
        page->links[i].page = pdf_wire_take_number(in);
    }
    page->fields = pdf_wire_take_rows(in, ROW_BYTES, sizeof *page->fields, &page->field_count);
    for (size_t i = 0; i < page->field_count; i++) {
        pdf_field *f = &page->fields[i];
        f->box = pdf_wire_take_box(in);
        f->kind = pdf_wire_take_number(in);
        f->on = pdf_wire_take_number(in);
        f->name = pdf_wire_take_string(in);
        f->value = pdf_wire_take_string(in);
        f->choices = pdf_wire_take_string(in);
    }
}

static void take_elements(pdf_wire_in *in, pdf_file *file)
{
    file->elements = pdf_wire_take_rows(in, ROW_BYTES, sizeof *file->elements, &file->element_count);
    for (size_t i = 0; i < file->element_count; i++) {
        pdf_element *e = &file->elements[i];
        e->depth = pdf_wire_take_number(in);
        e->role = pdf_wire_take_number(in);
        e->level = pdf_wire_take_number(in);
        e->page = pdf_wire_take_number(in);
        e->columns = pdf_wire_take_number(in);
        e->rows = pdf_wire_take_number(in);
        e->scope = pdf_wire_take_number(in);
        e->box = pdf_wire_take_box(in);
        bool said = pdf_wire_take_number(in), described = pdf_wire_take_number(in);
        e->text = pdf_wire_take_string(in);
        e->alternative = pdf_wire_take_string(in);
        e->language = pdf_wire_take_string(in);
        e->text = said ? e->text : NULL;
        e->alternative = described ? e->alternative : NULL;
        in->failed |= e->role >= PDF_ROLES || e->page > file->page_count ||
                      (i && e->depth > file->elements[i - 1].depth + 1) || (!i && e->depth);
    }
    file->bookmarks = pdf_wire_take_rows(in, 12, sizeof *file->bookmarks, &file->bookmark_count);
    for (size_t i = 0; i < file->bookmark_count; i++) {
        file->bookmarks[i].depth = pdf_wire_take_number(in);
        file->bookmarks[i].page = pdf_wire_take_number(in);
        file->bookmarks[i].title = pdf_wire_take_string(in);
    }
}

bool pdf_parse(const buffer *reply, arena *pool, pdf_file *file)
{
    const char *bytes = buffer_string(reply);
    pdf_wire_in in = {bytes, bytes + reply->size, pool, false};
    *file = (pdf_file){0};
    if (pdf_wire_take_number(&in) != PDF_SAID)
        return false;
    const char **const words[] = {&file->title,    &file->author,  &file->subject,
                                  &file->keywords, &file->created, &file->language};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        *words[i] = pdf_wire_take_string(&in);
    file->tagged = pdf_wire_take_number(&in);
    file->unread = pdf_wire_take_number(&in);
    file->looks = pdf_wire_take_rows(&in, 12, sizeof *file->looks, &file->look_count);
    for (size_t i = 0; i < file->look_count; i++) {
        file->looks[i].font = pdf_wire_take_string(&in);
        file->looks[i].size = pdf_wire_take_length(&in);
        file->looks[i].colour = pdf_wire_take_number(&in);
    }
    file->pages = pdf_wire_take_rows(&in, ROW_BYTES, sizeof *file->pages, &file->page_count);
    for (size_t i = 0; i < file->page_count && !in.failed; i++) {
        file->pages[i].width = pdf_wire_take_length(&in);
        file->pages[i].height = pdf_wire_take_length(&in);
        file->pages[i].label = pdf_wire_take_string(&in);
        take_glyphs(&in, &file->pages[i], file->look_count);
        take_drawings(&in, &file->pages[i]);
        take_marks(&in, &file->pages[i]);
    }
    take_elements(&in, file);
    return !in.failed && file->page_count <= MOST_PAGES;
}

/* Sends a request and waits; says why the PDF cannot be read where it cannot. */
static ard_status ask(helpers *h, report_log *log, const buffer *request, buffer *reply)
{
    unsigned ticket;
    ard_status status = request->failed ? report(log, NOWHERE, "memory.ended", NULL)
                                        : helpers_ask(h, log, "pdf", request->data, request->size, &ticket);
    if (status == ARD_OK)
        status = helpers_wait(h, log, ticket, reply);
    if (status != ARD_OK)
        return status;
    pdf_wire_in in = {buffer_string(reply), buffer_string(reply) + reply->size, NULL, false};
    switch (pdf_wire_take_number(&in)) {
    case PDF_SAID: return ARD_OK;
    case PDF_LOCKED: return report(log, NOWHERE, "pdf.locked", NULL);
    case PDF_DAMAGED: return report(log, NOWHERE, "pdf.damaged", NULL);
    case PDF_TOO_LARGE: return report(log, NOWHERE, "pdf.large", NULL);
    default: return report(log, NOWHERE, "pdf.reply", NULL);
    }
}

ard_status pdf_read(helpers *h, report_log *log, const void *bytes, size_t size, arena *pool, pdf_file *file)
{
    buffer request = BUFFER_EMPTY, reply = BUFFER_EMPTY;
    pdf_wire_number(&request, PDF_ASK_PAGES);
    buffer_add(&request, bytes, size);
    ard_status status = ask(h, log, &request, &reply);
    buffer_free(&request);
    if (status == ARD_OK && !pdf_parse(&reply, pool, file))
        status = report(log, NOWHERE, arena_failed(pool) ? "memory.ended" : "pdf.reply", NULL);
    buffer_free(&reply);
    return status;
}

ard_status pdf_draw(helpers *h, report_log *log, const void *bytes, size_t size, const pdf_region *regions,
                    size_t count, arena *pool, pdf_picture *drawn)
{
    buffer request = BUFFER_EMPTY, reply = BUFFER_EMPTY;
    pdf_wire_number(&request, PDF_ASK_REGIONS);
    pdf_wire_number(&request, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        const pdf_box *b = &regions[i].box;
        pdf_wire_number(&request, regions[i].page);
        pdf_wire_box(&request, b->left, b->top, b->right, b->bottom);
        drawn[i] = (pdf_picture){.box = *b};
    }
    buffer_add(&request, bytes, size);
    ard_status status = ask(h, log, &request, &reply);
    buffer_free(&request);
    pdf_wire_in in = {buffer_string(&reply), buffer_string(&reply) + reply.size, pool, false};
    pdf_wire_take_number(&in);
    for (size_t i = 0; status == ARD_OK && i < count; i++) {
        const void *png = pdf_wire_take_bytes(&in, &drawn[i].size);
        drawn[i].bytes = png ? arena_copy(pool, png, drawn[i].size) : NULL;
    }
    if (status == ARD_OK && in.failed)
        status = report(log, NOWHERE, arena_failed(pool) ? "memory.ended" : "pdf.reply", NULL);
    buffer_free(&reply);
    return status;
}
