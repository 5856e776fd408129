/* PDF: a page says where characters stand, not what they are. A tagged file has a structure tree that says it (tagged.c); for
 * others it is found from places and sizes, and how sure the order of reading is, is said.
 *
 * What poppler says of the file (source/pdf.h) goes through these steps, a file each: words.c, rules.c, figures.c, tables.c,
 * heads.c, order.c, blocks.c, inline.c. */
#include "pdf.h"

#include "base/text.h"
#include "lesson/tidy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZES_MOST = 400, PROBED = 1024 };

/* ISO 32000-1, 7.5.2, and what readers take besides: the header within the first 1024 bytes. */
static int probe(const unsigned char *head, size_t size)
{
    if (size >= 5 && memcmp(head, "%PDF-", 5) == 0)
        return 100;
    return memmem(head, size < PROBED ? size : PROBED, "%PDF-", 5) ? 60 : 0;
}

/* The size and the colour that most characters have. */
static void find_usual(pdf_reading *r)
{
    size_t sizes[SIZES_MOST] = {0}, best = 0, *looks = arena_alloc(r->pool, (r->file.look_count + 1) * sizeof *looks);
    for (size_t p = 0; looks && p < r->file.page_count; p++)
        for (size_t i = 0; i < r->file.pages[p].glyph_count; i++)
            looks[r->file.pages[p].glyphs[i].look]++;
    for (size_t i = 0; looks && i < r->file.look_count; i++) {
        float size = r->file.looks[i].size * 2;
        if (size >= 2 && size < SIZES_MOST)
            sizes[(size_t)(size + 0.5f)] += looks[i];
        if (looks[i] > best) {
            best = looks[i];
            r->colour = r->file.looks[i].colour;
        }
    }
    best = 0;
    for (size_t i = 0; i < SIZES_MOST; i++)
        if (sizes[i] > sizes[best])
            best = i;
    r->size = best ? (float)best / 2 : 12;
}

/* Whether there is any text, and how many pages have none but a picture over most of them. */
static size_t count_scans(const pdf_reading *r, bool *text)
{
    size_t scans = 0;
    for (size_t i = 0; i < r->file.page_count; i++) {
        const pdf_page *page = &r->file.pages[i];
        bool words = false, covered = false;
        for (size_t k = 0; k < page->glyph_count && !words; k++)
            words = !text_is_space(page->glyphs[k].point);
        for (size_t k = 0; k < page->picture_count; k++)
            covered |= pdf_width(page->pictures[k].box) * pdf_height(page->pictures[k].box) >
                       0.5f * page->width * page->height;
        *text |= words || page->field_count;
        scans += covered && !words;
    }
    return scans;
}

static void set_facts(pdf_reading *r)
{
    const struct {
        const char *name, *value;
    } facts[] = {{"title", r->file.title},       {"author", r->file.author}, {"description", r->file.subject},
                 {"keywords", r->file.keywords}, {"date", r->file.created},  {"language", r->file.language}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!text_is_blank(facts[i].value))
            lesson_set_meta(r->document, facts[i].name, facts[i].value);
}

/* ---- Pages --------------------------------------------------------------------------------------------------------- */

static void look_at_page(pdf_reading *r, uint32_t number)
{
    pdf_sheet *sheet = &r->sheets[number - 1];
    char part[24];
    snprintf(part, sizeof part, "page %u", (unsigned)number);
    *sheet = (pdf_sheet){.page = &r->file.pages[number - 1], .number = number};
    sheet->part = arena_string(lesson_pool(r->document), part);
    pdf_find_lines(r, sheet);
    pdf_find_line_numbers(r, sheet);
    pdf_find_rules(r, sheet);
    pdf_emphasise(sheet);
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* How far the lines of running text are apart on a page: less than the paragraphs of most pages, so a quarter of the steps
 * from line to line are smaller. */
static void find_pitch(pdf_reading *r, pdf_sheet *sheet)
{
    float *steps = arena_alloc(r->pool, (sheet->pieces.count + 1) * sizeof *steps);
    size_t count = 0;
    for (size_t i = 1; steps && i < sheet->pieces.count; i++) {
        const pdf_piece *a = &sheet->pieces.at[i - 1], *b = &sheet->pieces.at[i];
        float step = b->size > 0 ? (b->base - a->base) / b->size : 0;
        if (a->kind == PDF_PIECE_LINE && b->kind == PDF_PIECE_LINE && step > 0.9f && step < 3 &&
            fabsf(a->size - b->size) < 0.1f * b->size && pdf_shared_x(a->box, b->box) > 0)
            steps[count++] = step;
    }
    if (count)
        qsort(steps, count, sizeof *steps, compare_floats);
    sheet->pitch = count ? steps[count / 4] : 1.25f;
}

static void arrange_page(pdf_reading *r, pdf_sheet *sheet)
{
    pdf_find_tables(r, sheet);
    pdf_find_answers(r, sheet);
    pdf_find_fields(r, sheet);
    pdf_order(r, sheet, &sheet->pieces);
    find_pitch(r, sheet);
    for (size_t i = 0; i < sheet->pieces.count; i++)
        for (size_t k = 0; sheet->pieces.at[i].kind == PDF_PIECE_TABLE && k < sheet->pieces.at[i].table->count; k++)
            pdf_order(r, sheet, &sheet->pieces.at[i].table->cells[k].pieces);
}

/* The words of running heads or feet, in a box of their own: a paragraph a line. */
static void write_running(pdf_reading *r, const char *words, const char *part)
{
    ard_node *box = words ? node_append(lesson_root(r->document), node_new(r->document, ASIDE, NOWHERE)) : NULL;
    node_set(r->document, box, "data-part", part);
    for (const char *at = words; at && *at;) {
        size_t size = strcspn(at, "\n");
        ard_node *leaf = node_append(box, node_new(r->document, PARAGRAPH, NOWHERE));
        node_append_text(r->document, leaf, at, size, NOWHERE);
        at += size + (at[size] == '\n');
    }
}

static void write_page_mark(pdf_reading *r, const pdf_sheet *sheet)
{
    if (!sheet->printed)
        return;
    ard_node *mark = node_append(lesson_root(r->document), node_new(r->document, PAGE_MARK, PLACE(sheet->part, 0, 0)));
    node_set(r->document, mark, "title", sheet->printed);
}

/* Links within the document lead to the first block of their page. */
static void set_targets(pdf_reading *r)
{
    bool *wanted = arena_alloc(r->pool, r->file.page_count + 1);
    for (size_t p = 0; wanted && p < r->file.page_count; p++)
        for (size_t i = 0; i < r->file.pages[p].link_count; i++)
            if (r->file.pages[p].links[i].page <= r->file.page_count)
                wanted[r->file.pages[p].links[i].page] = true;
    const char *part = NULL;
    for (ard_node *node = lesson_root(r->document)->first; wanted && node; node = node->next) {
        unsigned number = 0;
        char id[24];
        if (!node->place.part || node->place.part == part || sscanf(node->place.part, "page %u", &number) != 1)
            continue;
        part = node->place.part;
        if (number > r->file.page_count || !wanted[number])
            continue;
        snprintf(id, sizeof id, "page-%u", number);
        node_set(r->document, node, "id", id);
    }
}

/* ---- The whole ----------------------------------------------------------------------------------------------------- */

/* Says how the order of reading was found, and how sure it is: how many of the places where something could be read first
 * or second were clear. */
static void report_order(const pdf_reading *r)
{
    unsigned steps = 0, jumps = 0;
    for (size_t i = 0; i < r->file.page_count; i++) {
        steps += r->sheets[i].steps;
        jumps += r->sheets[i].jumps;
    }
    unsigned sure = steps ? 100 - 100 * jumps / (2 * steps) : 100;
    report(r->task->log, NOWHERE, "pdf.order", report_number(r->task->log, sure), NULL);
    if (r->heads)
        report(r->task->log, NOWHERE, "pdf.heads", report_number(r->task->log, (long long)r->heads), NULL);
}

/* Keeps the lines and pictures of a tagged page as they are, answer spaces among them. */
static void keep_pieces(pdf_reading *r, pdf_sheet *sheet)
{
    pdf_find_answers(r, sheet);
    pdf_find_fields(r, sheet);
    for (size_t i = 0; i < sheet->pieces.count; i++) {
        bool line = sheet->pieces.at[i].kind == PDF_PIECE_LINE;
        pdf_add(r->pool, line ? &sheet->lines : &sheet->pictures, sheet->pieces.at[i]);
    }
}

/* The lesson by the structure tree of a tagged file; false where it has none of use. */
static bool write_tree(pdf_reading *r)
{
    if (!r->file.tagged)
        return false;
    for (size_t i = 0; i < r->file.page_count; i++)
        keep_pieces(r, &r->sheets[i]);
    write_running(r, r->head, "header");
    if (!pdf_write_tagged(r))
        return false;
    write_running(r, r->foot, "footer");
    set_targets(r);
    return true;
}

static void write_pages(pdf_reading *r)
{
    if (!r->file.tagged)
        write_running(r, r->head, "header");
    for (size_t i = 0; i < r->file.page_count; i++) {
        write_page_mark(r, &r->sheets[i]);
        arrange_page(r, &r->sheets[i]);
        pdf_write_blocks(r, &r->sheets[i], &r->sheets[i].pieces, lesson_root(r->document), 0);
    }
    write_running(r, r->foot, "footer");
    set_targets(r);
}

static ard_status build(pdf_reading *r, const source *in)
{
    bool text = false;
    size_t scans = count_scans(r, &text);
    if (!text)
        return report(r->task->log, NOWHERE, scans ? "pdf.scan" : "pdf.empty", NULL);
    if (scans)
        report(r->task->log, NOWHERE, "pdf.scan.pages", report_number(r->task->log, (long long)scans), NULL);
    r->sheets = arena_alloc(r->pool, (r->file.page_count + 1) * sizeof *r->sheets);
    if (!r->sheets)
        return report(r->task->log, NOWHERE, "memory.ended", NULL);
    find_usual(r);
    set_facts(r);
    for (uint32_t i = 1; i <= r->file.page_count; i++)
        look_at_page(r, i);
    pdf_find_heads(r);
    pdf_find_pictures(r, in->bytes, in->size);
    node_set_number(r->document, lesson_root(r->document), "look-size", (long long)(r->size + 0.5f));
    if (r->file.unread)
        report(r->task->log, NOWHERE, "pdf.structure.unread", NULL);
    if (write_tree(r)) {
        report(r->task->log, NOWHERE, "pdf.order.tagged", NULL);
    } else {
        write_pages(r);
        report_order(r);
    }
    return arena_failed(r->pool) ? report(r->task->log, NOWHERE, "memory.ended", NULL) : lesson_status(r->document);
}

ard_status pdf_build(task *t, const buffer *said, ard_document *document)
{
    pdf_reading r = {.task = t, .document = document, .pool = arena_new((size_t)(t->limits->memory / 2))};
    source none = {(const unsigned char *)"", 0, ""};
    if (!r.pool)
        return report(t->log, NOWHERE, "memory.ended", NULL);
    ard_status status = ARD_E_READ;
    if (pdf_parse(said, r.pool, &r.file))
        status = build(&r, &none);
    arena_free(r.pool);
    return status;
}

static ard_status read_pdf(task *t, const source *in, ard_document *document)
{
    pdf_reading r = {.task = t, .document = document, .pool = arena_new((size_t)(t->limits->memory / 2))};
    if (!r.pool)
        return report(t->log, NOWHERE, "memory.ended", NULL);
    ard_status status = pdf_read(t->helpers, t->log, in->bytes, in->size, r.pool, &r.file);
    if (status == ARD_OK)
        status = build(&r, in);
    arena_free(r.pool);
    return status;
}

const ard_reader pdf_reader = {
    .about = {.kind = ARD_READER,
              .name = "pdf",
              .aliases = "",
              .endings = ".pdf",
              .media_type = "application/pdf",
              .lacks = "",
              .help = "pdf.reader.help"},
    .probe = probe,
    .read = read_pdf,
};
