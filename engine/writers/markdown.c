/* Markdown that pandoc, GitHub and ardoise read again (see markdown.h). Headings, lists, quotations, code, pipe tables
 * where each cell is one paragraph, "[^1]" notes and "$...$" are Markdown's own; other tables, lists that Markdown cannot
 * number, figures, exercises and asides are HTML tags around Markdown. */
#include "markdown.h"

#include "base/text.h"
#include "maths/tex-write.h"

#include <stdio.h>
#include <string.h>

/* ---- Frames and lines --------------------------------------------------------------------------------------------- */

void mdw_write_block(mdw *w, const char *text, size_t size)
{
    w->tag_last = false;
    lines_gap(&w->lines);
    lines_put(&w->lines, text, size, false);
}

/* ---- Tags --------------------------------------------------------------------------------------------------------- */

/* Writes a line of HTML: alone, or right after another. */
void mdw_write_tag(mdw *w, const char *tag)
{
    w->lines.gap = w->tag_last ? 0 : w->lines.gap;
    mdw_write_block(w, tag, strlen(tag));
    w->tag_last = true;
}

void mdw_write_start(mdw *w, const char *element, const char *class, const ard_node *node, const char *more)
{
    buffer tag = BUFFER_EMPTY;
    buffer_format(&tag, "<%s", element);
    mdw_attribute(&tag, "class", class);
    if (node) {
        mdw_common(w, node, &tag);
        for (; *more; more += strlen(more) + 1)
            mdw_attribute(&tag, more, node_attribute(node, more));
    }
    buffer_byte(&tag, '>');
    mdw_write_tag(w, buffer_string(&tag));
    buffer_free(&tag);
}

void mdw_write_end(mdw *w, const char *element)
{
    char tag[24];
    snprintf(tag, sizeof tag, "</%s>", element);
    mdw_write_tag(w, tag);
}

/* The element and the class of a container that Markdown lacks; `always` where it is written whatever it says. */
typedef struct box_row {
    const char *element, *class;
    bool always;
} box_row;

static const box_row boxes[KINDS] = {
    [SECTION] = {"section", NULL, false},    [EXERCISE] = {"div", "exercise", true},
    [QUESTION] = {"div", "question", false}, [ASIDE] = {"aside", NULL, true},
    [NOTE] = {"aside", "note", true},        [FIGURE] = {"figure", NULL, true},
    [VERSE] = {"div", "verse", true},        [QUOTE] = {"div", NULL, false},
    [BULLETS] = {"div", NULL, false},        [NUMBERS] = {"div", NULL, false},
    [DEFINITIONS] = {"div", NULL, false},    [TABLE] = {"div", NULL, false},
};

static const char box_attributes[] = "role\0epub:type\0aria-label\0data-box\0data-hidden\0";

static bool has_box(const mdw *w, const ard_node *node)
{
    const box_row *row = boxes + node->kind;
    if (!row->element || row->always)
        return row->element != NULL;
    return node_attribute(node, "lang") || node_attribute(node, "dir") || mdw_is_target(w, node) ||
           (node->kind == SECTION && (node_attribute(node, "role") || node_attribute(node, "data-hidden")));
}

/* ---- Leaves ------------------------------------------------------------------------------------------------------- */

static void end_leaf(mdw *w)
{
    size_t size = w->leaf.size;
    if (w->where != MDW_CELL) {
        mdw_write_block(w, buffer_string(&w->leaf), size);
        buffer_reset(&w->leaf);
    }
}

/* A leaf that says its language is a span of it; one that links lead to begins with an anchor. */
static void enter_leaf(mdw *w, ard_node *node)
{
    const char *lang = node_attribute(node, "lang"), *dir = node_attribute(node, "dir");
    if (node->kind == VERSE)
        return;
    if (mdw_is_target(w, node)) {
        buffer_text(&w->leaf, "<a");
        mdw_attribute(&w->leaf, "id", node_attribute(node, "id"));
        buffer_text(&w->leaf, "></a>");
    }
    if (!lang && !dir)
        return;
    buffer_text(&w->leaf, "<span");
    mdw_attribute(&w->leaf, "lang", lang);
    mdw_attribute(&w->leaf, "dir", dir);
    buffer_byte(&w->leaf, '>');
}

static void leave_leaf(mdw *w, ard_node *node)
{
    if (node->kind != VERSE && (node_attribute(node, "lang") || node_attribute(node, "dir")))
        buffer_text(&w->leaf, "</span>");
    end_leaf(w);
}

static void enter_heading(mdw *w, ard_node *node)
{
    int level = node->number < 1 ? 1 : node->number > 6 ? 6 : node->number;
    for (int i = 0; i < level; i++)
        buffer_byte(&w->leaf, '#');
    buffer_byte(&w->leaf, ' ');
}

/* "## Title {#id lang=en}" */
static void leave_heading(mdw *w, ard_node *node)
{
    const char *lang = node_attribute(node, "lang"), *id = node_attribute(node, "id");
    bool target = mdw_is_target(w, node) && !strpbrk(id, " \t\n{}\"'#");
    bool tongue = lang && *lang && !strpbrk(lang, " \t\n{}\"'");
    for (size_t i = 0; i < w->leaf.size; i++) /* a line's end would end the heading */
        if (w->leaf.data[i] == '\n') {
            w->leaf.data[i] = ' ';
            w->leaf.data[i - (i > 0)] = ' ';
        }
    if (target || tongue) {
        buffer_text(&w->leaf, " {");
        if (target)
            buffer_format(&w->leaf, "#%s", id);
        if (tongue)
            buffer_format(&w->leaf, "%slang=%s", target ? " " : "", lang);
        buffer_byte(&w->leaf, '}');
    }
    end_leaf(w);
}

static void enter_caption(mdw *w, ard_node *node)
{
    (void)node;
    w->where = w->cells ? MDW_CELL : MDW_TAG;
}

static void leave_caption(mdw *w, ard_node *node)
{
    const char *element = kind_is(node->parent, TABLE) ? "caption" : "figcaption";
    buffer line = BUFFER_EMPTY;
    if (w->cells) {
        buffer_text(&w->caption, w->caption.size ? " " : ": ");
        buffer_add(&w->caption, buffer_string(&w->leaf), w->leaf.size);
    } else {
        buffer_format(&line, "<%s>%s</%s>", element, buffer_string(&w->leaf), element);
        mdw_write_tag(w, buffer_string(&line));
    }
    buffer_free(&line);
    buffer_reset(&w->leaf);
    w->where = MDW_LINE;
}

static void enter_term(mdw *w, ard_node *node)
{
    if (w->lines.top && w->lines.top->tagged)
        w->where = MDW_TAG;
    else
        enter_leaf(w, node);
}

static void leave_term(mdw *w, ard_node *node)
{
    if (!w->lines.top || !w->lines.top->tagged) {
        leave_leaf(w, node);
        return;
    }
    buffer line = BUFFER_EMPTY;
    buffer_format(&line, "<dt>%s</dt>", buffer_string(&w->leaf));
    mdw_write_tag(w, buffer_string(&line));
    buffer_free(&line);
    buffer_reset(&w->leaf);
    w->where = MDW_LINE;
}

/* A fence longer than any run of backticks in the code. */
static void add_code_block(mdw *w, ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    const char *language = node_attribute(node, "data-language");
    size_t longest = 2, run = 0;
    node_text(node, &text);
    for (const char *at = buffer_string(&text); *at; at++) {
        run = *at == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        buffer_byte(&w->leaf, '`');
    buffer fence = BUFFER_EMPTY;
    buffer_text(&fence, buffer_string(&w->leaf));
    if (language && !strpbrk(language, " \t\n`{}"))
        buffer_text(&w->leaf, language);
    buffer_format(&w->leaf, "\n%s%s%s", buffer_string(&text), text_ends(buffer_string(&text), "\n") ? "" : "\n",
                  buffer_string(&fence));
    end_leaf(w);
    buffer_free(&fence);
    buffer_free(&text);
}

static void add_maths_block(mdw *w, ard_node *node)
{
    buffer tex = BUFFER_EMPTY;
    tex_write(node, w->language, false, &tex);
    if (tex.size) {
        buffer_format(&w->leaf, "$$\n%s\n$$", buffer_string(&tex));
        end_leaf(w);
    }
    buffer_free(&tex);
}

static void add_rule(mdw *w, ard_node *node)
{
    (void)node;
    buffer_text(&w->leaf, "* * *");
    end_leaf(w);
}

static void add_page(mdw *w, ard_node *node)
{
    mdw_enter_inline(w, node);
    end_leaf(w);
}

static void enter_quote(mdw *w, ard_node *node)
{
    (void)node;
    lines_push_label(&w->lines, "> ");
    if (!w->lines.top || w->lines.prefix.failed)
        return;
    w->lines.prefix.data[w->lines.prefix.size - 2] = '>';
}

static void leave_quote(mdw *w, ard_node *node)
{
    (void)node;
    if (w->lines.labelled)
        mdw_write_block(w, "", 0);
    lines_pop(&w->lines);
}

/* ---- The walk ----------------------------------------------------------------------------------------------------- */

/* What a block does at its beginning and its end; where `alone`, what is below it is not walked. */
typedef struct block_work {
    void (*enter)(mdw *w, ard_node *node);
    void (*leave)(mdw *w, ard_node *node);
    bool alone;
} block_work;

static const block_work works[KINDS] = {
    [BULLETS] = {mdw_enter_list, mdw_leave_list, false},
    [NUMBERS] = {mdw_enter_list, mdw_leave_list, false},
    [ITEM] = {mdw_enter_item, mdw_leave_item, false},
    [QUOTE] = {enter_quote, leave_quote, false},
    [DEFINITIONS] = {mdw_enter_definitions, mdw_leave_definitions, false},
    [DEFINITION] = {mdw_enter_definition, mdw_leave_definition, false},
    [TABLE] = {mdw_enter_table, mdw_leave_table, false},
    [ROW] = {mdw_enter_row, mdw_leave_row, false},
    [CELL] = {mdw_enter_cell, mdw_leave_cell, false},
    [HEADER_CELL] = {mdw_enter_cell, mdw_leave_cell, false},
    [HEADING] = {enter_heading, leave_heading, false},
    [PARAGRAPH] = {enter_leaf, leave_leaf, false},
    [INSTRUCTION] = {enter_leaf, leave_leaf, false},
    [VERSE] = {enter_leaf, leave_leaf, false},
    [CAPTION] = {enter_caption, leave_caption, false},
    [TERM] = {enter_term, leave_term, false},
    [CODE_BLOCK] = {add_code_block, NULL, true},
    [MATHS_BLOCK] = {add_maths_block, NULL, true},
    [RULE] = {add_rule, NULL, true},
    [PAGE_MARK] = {add_page, NULL, true},
};

/* Enters a node; false where what is below it is not walked. */
static bool enter(mdw *w, ard_node *node)
{
    const block_work *work = works + node->kind;
    if (kind_about(node->kind)->class == GIVEN || (node->kind == NOTE && notes_of(w->notes, node)))
        return false;
    if (kind_about(node->kind)->class == INLINE)
        return mdw_enter_inline(w, node);
    if (has_box(w, node))
        mdw_write_start(w, boxes[node->kind].element, boxes[node->kind].class, node, box_attributes);
    if (work->enter)
        work->enter(w, node);
    return !work->alone;
}

static void leave(mdw *w, ard_node *node)
{
    const block_work *work = works + node->kind;
    if (kind_about(node->kind)->class == GIVEN || (node->kind == NOTE && notes_of(w->notes, node)))
        return;
    if (kind_about(node->kind)->class == INLINE) {
        mdw_leave_inline(w, node);
        return;
    }
    if (work->leave)
        work->leave(w, node);
    if (has_box(w, node))
        mdw_write_end(w, boxes[node->kind].element);
}

static void write_below(mdw *w, ard_node *root)
{
    walk steps = walk_of(root);
    for (walk_event event; (event = walk_next(&steps)) != WALK_END;) {
        if (steps.node == root)
            continue;
        if (event == WALK_LEAVE)
            leave(w, steps.node);
        else if (!enter(w, steps.node))
            walk_skip(&steps);
    }
}

/* "[^1]: text", its other lines moved in by four blanks. */
static void write_notes(mdw *w)
{
    for (const noted *row = notes_first(w->notes); row; row = row->next) {
        char label[24];
        snprintf(label, sizeof label, "[^%d]: ", row->number);
        lines_push_label(&w->lines, label);
        if (w->lines.top && w->lines.prefix.data) {
            w->lines.prefix.size = w->lines.top->prefix;
            buffer_text(&w->lines.prefix, "    ");
        }
        write_below(w, (ard_node *)row->note);
        leave_quote(w, NULL);
    }
}

/* ---- The document ------------------------------------------------------------------------------------------------- */

/* A value of YAML between quotes (YAML 1.2, 7.3.1). */
static void write_metadatum(mdw *w, const char *name, const char *value)
{
    buffer line = BUFFER_EMPTY;
    buffer_format(&line, "%s: \"", name);
    for (const char *at = value; *at; at++) {
        if (*at == '"' || *at == '\\')
            buffer_byte(&line, '\\');
        buffer_byte(&line, ascii_is_space(*at) ? ' ' : *at);
    }
    buffer_text(&line, "\"\n");
    output_text(w->lines.output, buffer_string(&line));
    buffer_free(&line);
}

static void write_front_matter(mdw *w)
{
    static const char *const known[][2] = {{"title", "title"},
                                           {"author", "author"},
                                           {"date", "date"},
                                           {"description", "description"},
                                           {"language", "lang"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *value = lesson_meta(w->document, known[i][0]);
        if (!value || !*value)
            continue;
        if (!w->lines.begun)
            output_text(w->lines.output, "---\n");
        w->lines.begun = true;
        write_metadatum(w, known[i][1], value);
    }
    if (w->lines.begun)
        output_text(w->lines.output, "---\n");
    w->lines.gap = 1;
}

/* Finds the ids that links lead to. */
static void index_targets(mdw *w)
{
    walk steps = walk_of(lesson_root(w->document));
    w->targets = table_new(w->pool);
    for (walk_event event; w->targets && (event = walk_next(&steps)) != WALK_END;) {
        const char *href = event == WALK_ENTER && steps.node->kind == LINK ? node_attribute(steps.node, "href") : NULL;
        if (href && href[0] == '#' && href[1])
            table_set(w->targets, href + 1, steps.node);
    }
}

static void report_losses(const mdw *w)
{
    if (w->pictures)
        report(w->task->log, NOWHERE, "markdown.pictures", report_number(w->task->log, w->pictures), NULL);
    if (w->links)
        report(w->task->log, NOWHERE, "markdown.links", report_number(w->task->log, w->links), NULL);
}

static ard_status markdown_write(task *t, const ard_document *document, ard_output *output)
{
    mdw w = {.task = t, .document = document, .lines.output = output, .language = lesson_language(document)};
    w.pool = w.lines.pool = arena_new(t->limits->memory / 2);
    w.notes = w.pool ? notes_new(document, w.pool) : NULL;
    if (w.notes) {
        index_targets(&w);
        write_front_matter(&w);
        write_below(&w, lesson_root(document));
        write_notes(&w);
        report_losses(&w);
    }
    bool failed = arena_failed(w.pool) || w.lines.prefix.failed || w.lines.first.failed || w.leaf.failed ||
                  w.row.failed || w.caption.failed;
    lines_free(&w.lines);
    buffer_free(&w.leaf);
    buffer_free(&w.row);
    buffer_free(&w.caption);
    arena_free(w.pool);
    return failed ? report(t->log, NOWHERE, "writer.memory", NULL) : output_status(output);
}

const ard_writer markdown_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "markdown",
              .aliases = "md",
              .endings = ".md .markdown",
              .media_type = "text/markdown",
              .lacks = "instruction question style aria",
              .help = "markdown.write.help"},
    .write = markdown_write,
};
