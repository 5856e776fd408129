/* Markdown: CommonMark with tables, task lists and struck text (libmd4c), and what school sites add to it (see
 * markdown.h). */
#include "markdown.h"

#include "base/text.h"
#include "readers/ornaments.h"
#include "readers/pictures.h"
#include "readers/plain.h"

#include <md4c.h>
#include <string.h>

/* What the tree may need below and above the nodes that are opened here. */
enum { DEPTH_LEFT = 8 };

place markdown_place(const markdown *m)
{
    return PLACE(NULL, m->line, 0);
}

/* ---- Frames ------------------------------------------------------------------------------------------------------ */

ard_node *markdown_open(markdown *m, ard_kind kind)
{
    if (m->depth + DEPTH_LEFT >= m->task->limits->depth) {
        markdown_tally(&m->deep, m->line);
        return NULL;
    }
    ard_node *node = node_append(m->here, node_new(m->document, kind, markdown_place(m)));
    if (node) {
        m->here = node;
        m->depth++;
    }
    return node;
}

/* Opens a node for a block or an inline of Markdown; KINDS opens none. Every such call has its leave_frame. */
static ard_node *enter_frame(markdown *m, ard_kind kind)
{
    markdown_frame *f = m->spare ? m->spare : arena_alloc(m->prepared->pool, sizeof *f);
    if (!f)
        return NULL;
    m->spare = f == m->spare ? f->below : m->spare;
    *f = (markdown_frame){.below = m->top, .before = m->here, .depth = m->depth};
    ard_node *node = kind == KINDS ? NULL : markdown_open(m, kind);
    f->node = m->here;
    m->top = f;
    return node;
}

/* Whatever raw HTML left open inside it is closed too. */
static void leave_frame(markdown *m)
{
    markdown_frame *f = m->top;
    if (!f)
        return;
    m->here = f->before;
    m->top = f->below;
    f->below = m->spare;
    m->depth = f->depth;
    m->spare = f;
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

/* The line of a piece of text that libmd4c gives; the last one for a piece that it made itself. */
static void note_line(markdown *m, const char *text)
{
    if (text < m->base || text > m->base + m->size || !m->start_count)
        return;
    size_t offset = (size_t)(text - m->base), low = 0, high = m->start_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (m->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    if (low < m->prepared->line_count)
        m->line = m->prepared->lines[low];
}

/* A list item's box goes before its first words. */
static void put_check(markdown *m)
{
    if (!m->check)
        return;
    m->check = false;
    ard_node *check = node_append(m->here, node_new(m->document, CHECK, markdown_place(m)));
    node_set(m->document, check, "aria-checked", m->ticked ? "true" : "false");
    node_append_text(m->document, m->here, " ", 1, markdown_place(m));
}

/* What begins a quotation with the mark of an admonition makes it one; its first paragraph is the title. */
static void begin_aside(markdown *m)
{
    ard_node *quote = m->here ? m->here->parent : NULL;
    if (!kind_is(m->here, PARAGRAPH) || !kind_is(quote, QUOTE) || quote->first != m->here || m->here->first)
        return;
    quote->kind = ASIDE;
    markdown_open(m, STRONG);
}

void markdown_text(markdown *m, const char *text, size_t size)
{
    enum { ASIDE_MARK = sizeof MARKDOWN_ASIDE - 1 };
    if (size >= ASIDE_MARK && memcmp(text, MARKDOWN_ASIDE, ASIDE_MARK) == 0) {
        begin_aside(m);
        text += ASIDE_MARK;
        size -= ASIDE_MARK;
    }
    if (!size)
        return;
    if (m->pictures) {
        buffer_add(&m->alt, text, size);
        return;
    }
    put_check(m);
    for (ard_node *node = m->here; node && !node->place.line; node = node->parent)
        node->place = markdown_place(m);
    node_append_text(m->document, m->here, text, size, markdown_place(m));
}

/* Adds text without what the tokens in it stand for: code, and pictures' texts. */
static void add_plain(markdown *m, const char *text, size_t size)
{
    buffer plain = BUFFER_EMPTY;
    markdown_plain(m->prepared, text, size, &plain);
    markdown_text(m, buffer_string(&plain), plain.size);
    buffer_free(&plain);
}

static void add_entity(markdown *m, const char *text, size_t size)
{
    buffer plain = BUFFER_EMPTY;
    markdown_entity(text, size, &plain);
    markdown_text(m, buffer_string(&plain), plain.size);
    buffer_free(&plain);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    markdown *m = user;
    note_line(m, text);
    if (m->skipping && type != MD_TEXT_HTML)
        return 0;
    switch (type) {
    case MD_TEXT_NULLCHAR: markdown_text(m, "\uFFFD", 3); break;
    case MD_TEXT_BR:
        if (m->pictures)
            markdown_text(m, " ", 1);
        else
            node_append(m->here, node_new(m->document, BREAK, markdown_place(m)));
        break;
    case MD_TEXT_SOFTBR: markdown_text(m, " ", 1); break;
    case MD_TEXT_ENTITY: add_entity(m, text, size); break;
    case MD_TEXT_HTML:
        if (m->in_html)
            buffer_add(&m->html, text, size);
        else
            markdown_html(m, text, size);
        break;
    case MD_TEXT_CODE: add_plain(m, text, size); break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_LATEXMATH:
        if (m->pictures)
            add_plain(m, text, size);
        else
            markdown_tokens(m, text, size);
        break;
    }
    return lesson_status(m->document) != ARD_OK;
}

/* ---- Blocks ------------------------------------------------------------------------------------------------------ */

/* The value of an attribute that libmd4c gives in pieces. In the pool; NULL where it is empty. */
static const char *attribute_text(markdown *m, const MD_ATTRIBUTE *a)
{
    buffer value = BUFFER_EMPTY;
    for (size_t i = 0; a->text && a->substr_offsets[i] < a->size; i++) {
        const char *piece = a->text + a->substr_offsets[i];
        size_t size = a->substr_offsets[i + 1] - a->substr_offsets[i];
        if (a->substr_types[i] == MD_TEXT_ENTITY)
            markdown_entity(piece, size, &value);
        else if (a->substr_types[i] == MD_TEXT_NULLCHAR)
            buffer_point(&value, REPLACEMENT);
        else
            markdown_plain(m->prepared, piece, size, &value);
    }
    const char *copy = value.size ? arena_string(m->prepared->pool, buffer_string(&value)) : NULL;
    buffer_free(&value);
    return copy;
}

static void enter_item(markdown *m, const MD_BLOCK_LI_DETAIL *detail)
{
    enter_frame(m, ITEM);
    m->check = detail->is_task;
    m->ticked = detail->is_task && detail->task_mark != ' ';
}

static void enter_numbers(markdown *m, const MD_BLOCK_OL_DETAIL *detail)
{
    ard_node *list = enter_frame(m, NUMBERS);
    if (list && detail->start != 1)
        node_set_number(m->document, list, "start", detail->start);
    if (list && detail->mark_delimiter == ')')
        node_set(m->document, list, "data-after", ")");
}

static void enter_heading(markdown *m, const MD_BLOCK_H_DETAIL *detail)
{
    ard_node *heading = enter_frame(m, HEADING);
    if (heading)
        heading->number = (int)detail->level;
}

static void enter_code(markdown *m, const MD_BLOCK_CODE_DETAIL *detail)
{
    ard_node *code = enter_frame(m, CODE_BLOCK);
    const char *language = attribute_text(m, &detail->lang);
    if (code && language)
        node_set(m->document, code, "data-language", language);
}

static void enter_cell(markdown *m, ard_kind kind, const MD_BLOCK_TD_DETAIL *detail)
{
    static const char *const aligns[] = {
        [MD_ALIGN_DEFAULT] = NULL, [MD_ALIGN_LEFT] = "left", [MD_ALIGN_CENTER] = "center", [MD_ALIGN_RIGHT] = "right"};
    ard_node *cell = enter_frame(m, kind);
    if (cell && kind == HEADER_CELL)
        node_set(m->document, cell, "scope", "col");
    if (cell && aligns[detail->align])
        cell->style = style_add(m->document, &(style){.values[STYLE_ALIGN] = aligns[detail->align]});
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    markdown *m = user;
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY: enter_frame(m, KINDS); break;
    case MD_BLOCK_QUOTE: enter_frame(m, QUOTE); break;
    case MD_BLOCK_UL: enter_frame(m, BULLETS); break;
    case MD_BLOCK_OL: enter_numbers(m, detail); break;
    case MD_BLOCK_LI: enter_item(m, detail); break;
    case MD_BLOCK_HR: enter_frame(m, RULE); break;
    case MD_BLOCK_H: enter_heading(m, detail); break;
    case MD_BLOCK_CODE: enter_code(m, detail); break;
    case MD_BLOCK_HTML:
        enter_frame(m, KINDS);
        m->in_html = true;
        break;
    case MD_BLOCK_P: enter_frame(m, PARAGRAPH); break;
    case MD_BLOCK_TABLE: enter_frame(m, TABLE); break;
    case MD_BLOCK_TR: enter_frame(m, ROW); break;
    case MD_BLOCK_TH: enter_cell(m, HEADER_CELL, detail); break;
    case MD_BLOCK_TD: enter_cell(m, CELL, detail); break;
    }
    return arena_failed(m->prepared->pool) || lesson_status(m->document) != ARD_OK;
}

/* A block of raw HTML: what it leaves open stays open for the blocks after it. */
static void leave_html(markdown *m)
{
    markdown_frame *f = m->top;
    m->in_html = false;
    m->top = f ? f->below : NULL;
    markdown_html(m, buffer_string(&m->html), m->html.size);
    buffer_reset(&m->html);
    m->top = f;
    ard_node *here = m->here;
    unsigned depth = m->depth;
    leave_frame(m);
    m->here = here;
    m->depth = depth;
}

/* The last line of code ends, but is not followed by another. */
static void trim_code(markdown *m, ard_node *code)
{
    ard_node *text = code ? code->last : NULL;
    size_t size = kind_is(text, TEXT) ? strlen(text->text) : 0;
    if (!size || text->text[size - 1] != '\n')
        return;
    ard_node *shorter = node_new_text(m->document, text->text, size - 1, text->place);
    if (shorter)
        node_insert_before(text, shorter);
    node_unlink(text);
}

/* A table must have a header row in Markdown: where it is empty the author had none. */
static void leave_row(ard_node *row)
{
    bool empty = kind_is(row, ROW);
    for (const ard_node *cell = empty ? row->first : NULL; cell; cell = cell->next)
        empty = empty && cell->kind == HEADER_CELL && !cell->first;
    if (empty)
        node_unlink(row);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    markdown *m = user;
    (void)detail;
    ard_node *node = m->top ? m->top->node : NULL;
    if (type == MD_BLOCK_HTML) {
        leave_html(m);
        return lesson_status(m->document) != ARD_OK;
    }
    if (type == MD_BLOCK_LI)
        put_check(m);
    if (type == MD_BLOCK_CODE)
        trim_code(m, node);
    m->skipping = NULL;
    leave_frame(m);
    if (type == MD_BLOCK_TR)
        leave_row(node);
    return lesson_status(m->document) != ARD_OK;
}

/* ---- Inlines ----------------------------------------------------------------------------------------------------- */

ard_node *markdown_picture(markdown *m, const char *address, const char *alt)
{
    ard_node *picture = node_append(m->here, node_new(m->document, IMAGE, markdown_place(m)));
    if (picture && address)
        picture->number = picture_at(m->task, m->document, address, markdown_place(m));
    if (alt)
        node_set(m->document, picture, "alt", alt);
    picture_describe(m->task->log, m->document, picture);
    return picture;
}

static void enter_link(markdown *m, const MD_SPAN_A_DETAIL *detail)
{
    ard_node *link = enter_frame(m, LINK);
    const char *href = attribute_text(m, &detail->href), *title = attribute_text(m, &detail->title);
    if (link && href)
        node_set(m->document, link, "href", href);
    if (link && title)
        node_set(m->document, link, "title", title);
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    static const ard_kind kinds[] = {
        [MD_SPAN_EM] = EMPHASIS,   [MD_SPAN_STRONG] = STRONG,  [MD_SPAN_CODE] = CODE,
        [MD_SPAN_DEL] = STRIKE,    [MD_SPAN_LATEXMATH] = CODE, [MD_SPAN_LATEXMATH_DISPLAY] = CODE,
        [MD_SPAN_WIKILINK] = SPAN, [MD_SPAN_U] = UNDERLINE,
    };
    markdown *m = user;
    if (type == MD_SPAN_IMG)
        m->pictures++;
    else if (m->pictures)
        return 0;
    else {
        put_check(m);
        if (type == MD_SPAN_A)
            enter_link(m, detail);
        else
            enter_frame(m, kinds[type]);
    }
    return arena_failed(m->prepared->pool) || lesson_status(m->document) != ARD_OK;
}

/* The text of a picture is all that stands in it; of pictures inside pictures only the outer one is kept. */
static void leave_picture(markdown *m, const MD_SPAN_IMG_DETAIL *detail)
{
    if (--m->pictures)
        return;
    put_check(m);
    const char *title = attribute_text(m, &detail->title);
    ard_node *picture =
        markdown_picture(m, attribute_text(m, &detail->src), m->alt.size ? buffer_string(&m->alt) : NULL);
    if (title)
        node_set(m->document, picture, "title", title);
    buffer_reset(&m->alt);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    markdown *m = user;
    if (type == MD_SPAN_IMG)
        leave_picture(m, detail);
    else if (!m->pictures)
        leave_frame(m);
    return lesson_status(m->document) != ARD_OK;
}

/* ---- The document ------------------------------------------------------------------------------------------------ */

/* Finds where each line of the text begins. */
static void index_lines(markdown *m)
{
    size_t count = 1;
    for (size_t i = 0; i < m->size; i++)
        count += m->base[i] == '\n';
    m->starts = arena_alloc(m->prepared->pool, count * sizeof *m->starts);
    m->start_count = m->starts ? count : 0;
    for (size_t i = 0, line = 1; m->starts && i < m->size; i++)
        if (m->base[i] == '\n')
            m->starts[line++] = i + 1;
}

static int parse(markdown *m, const char *text, size_t size)
{
    const MD_PARSER parser = {
        .flags = MD_FLAG_COLLAPSEWHITESPACE | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_PERMISSIVEURLAUTOLINKS,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    m->top = NULL;
    m->depth = 0;
    m->skipping = NULL;
    return size > UINT32_MAX ? -1 : md_parse(text, (MD_SIZE)size, &parser, m);
}

/* Each note is read by itself, at the end of the lesson. */
static int parse_notes(markdown *m)
{
    int failed = 0;
    m->size = 0;
    for (markdown_note *note = m->prepared->notes; note && !failed; note = note->next) {
        buffer id = BUFFER_EMPTY;
        m->line = note->line;
        m->here = node_append(lesson_root(m->document), node_new(m->document, NOTE, markdown_place(m)));
        buffer_format(&id, "note-%s", note->id);
        node_set(m->document, m->here, "id", buffer_string(&id));
        node_set(m->document, m->here, "epub:type", "footnote");
        failed = parse(m, buffer_string(&note->text), note->text.size);
        buffer_free(&id);
    }
    return failed;
}

static void index_notes(markdown *m)
{
    m->notes = table_new(m->prepared->pool);
    for (markdown_note *note = m->prepared->notes; note; note = note->next)
        table_set(m->notes, note->id, note);
}

/* A text may hold none of the characters by which tokens are known. */
static void replace_noncharacters(buffer *text)
{
    for (size_t i = 0; i + 2 < text->size; i++)
        if (memcmp(text->data + i, "\xEF\xB7", 2) == 0 && (unsigned char)text->data[i + 2] >= 0x90 &&
            (unsigned char)text->data[i + 2] <= 0x92)
            memcpy(text->data + i, "\uFFFD", 3);
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] == '\f')
            text->data[i] = '\n';
}

static void report_counts(const markdown *m)
{
    const struct {
        const markdown_count *counted;
        const char *code;
    } rows[] = {{&m->templates, "markdown.template"}, {&m->scripts, "markdown.html"}, {&m->deep, "markdown.deep"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].counted->count)
            report(m->task->log, PLACE(NULL, rows[i].counted->line, 0), rows[i].code,
                   report_number(m->task->log, rows[i].counted->count), NULL);
}

static ard_status build(markdown *m)
{
    m->base = buffer_string(&m->prepared->text);
    m->size = m->prepared->text.size;
    m->here = lesson_root(m->document);
    index_lines(m);
    index_notes(m);
    int failed = parse(m, m->base, m->size);
    failed = failed ? failed : parse_notes(m);
    report_counts(m);
    markdown_finish(m);
    ornaments_remove(m->task, m->document);
    if (lesson_status(m->document) != ARD_OK)
        return lesson_status(m->document);
    bool memory = failed || arena_failed(m->prepared->pool) || m->html.failed || m->alt.failed;
    return memory ? report(m->task->log, NOWHERE, "plain.memory", NULL) : ARD_OK;
}

static ard_status markdown_read(task *t, const source *in, ard_document *document)
{
    buffer text = BUFFER_EMPTY;
    prepared p = {.pool = arena_new(t->limits->memory / 2)};
    markdown m = {.task = t, .document = document, .prepared = &p};
    ard_status status = plain_text(t, in, &text);
    if (status == ARD_OK) {
        replace_noncharacters(&text);
        if (p.pool && markdown_prepare(&p, document, buffer_string(&text), text.size))
            status = build(&m);
        else
            status = report(t->log, NOWHERE, "plain.memory", NULL);
    }
    buffer_free(&m.alt);
    buffer_free(&m.html);
    buffer_free(&text);
    markdown_prepared_free(&p);
    return status;
}

/* Lines that plain texts do not begin with: "# Title", "```", "---" first of all, "![", "* **". */
static int markdown_probe(const unsigned char *head, size_t size)
{
    static const char *const signs[] = {"# ", "## ", "### ", "```", "![", "!!! ", "| ", "> ", "- [ ] "};
    int found = size > 4 && memcmp(head, "---\n", 4) == 0;
    for (size_t i = 0; i < size; i++) {
        bool begins = !i || head[i - 1] == '\n';
        for (size_t s = 0; begins && s < sizeof signs / sizeof *signs; s++)
            found += size - i > strlen(signs[s]) && memcmp(head + i, signs[s], strlen(signs[s])) == 0;
    }
    return !plain_probe(head, size) ? 0 : found > 2 ? 30 : 5;
}

const ard_reader markdown_reader = {
    .about = {.kind = ARD_READER,
              .name = "markdown",
              .aliases = "md",
              .endings = ".md .markdown",
              .media_type = "text/markdown",
              .lacks = "",
              .help = "markdown.help"},
    .probe = markdown_probe,
    .read = markdown_read,
};
