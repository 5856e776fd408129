#include "docx.h"

#include "base/text.h"
#include "maths/eq-field.h"

#include <string.h>

/* ---- Instructions: a name, then words, quoted strings and switches ("\l") ---- */

typedef struct words {
    const char *at;
} words;

/* The next word into `word`, without its quotes; false at the end. */
static bool next_word(words *w, buffer *word)
{
    buffer_reset(word);
    while (*w->at == ' ' || *w->at == '\t' || *w->at == '\n')
        w->at++;
    if (!*w->at)
        return false;
    bool quoted = *w->at == '"';
    for (w->at += quoted; *w->at && (quoted ? *w->at != '"' : !strchr(" \t\n", *w->at)); w->at++) {
        if (quoted && *w->at == '\\' && (w->at[1] == '"' || w->at[1] == '\\'))
            w->at++;
        buffer_byte(word, *w->at);
    }
    w->at += quoted && *w->at;
    return true;
}

/* The first argument of a field, and that of one of its switches, copied; NULL where there is none. */
static void read_arguments(docx *d, const char *instruction, const char *flag, const char **first, const char **of_flag)
{
    buffer word = BUFFER_EMPTY;
    words w = {instruction};
    bool flagged = false;
    *first = *of_flag = NULL;
    next_word(&w, &word);
    while (next_word(&w, &word)) {
        const char *text = buffer_string(&word);
        if (*text == '\\' && text[1] && !text[2]) {
            flagged = text_same(text, flag);
            continue;
        }
        const char **to = flagged ? of_flag : first;
        if (!*to)
            *to = arena_string(d->pool, text);
        flagged = false;
    }
    buffer_free(&word);
}

/* ---- What fields mean ---- */

/* 17.16.5.25: HYPERLINK "address" \l "bookmark" */
static void field_link(docx *d, docx_field *f)
{
    const char *address, *anchor;
    read_arguments(d, buffer_string(&f->instruction), "\\l", &address, &anchor);
    docx_link_open(d, f, address && *address ? address : NULL, anchor, NULL, f->from);
}

/* 17.16.5.51: REF bookmark \h */
static void field_reference(docx *d, docx_field *f)
{
    const char *anchor, *unused;
    const char *text = buffer_string(&f->instruction);
    read_arguments(d, text, "\\f", &anchor, &unused);
    if (anchor && strstr(text, "\\h") && !d->flow->link)
        docx_link_open(d, f, NULL, anchor, NULL, f->from);
}

/* 17.16.5.60: SYMBOL 254 \f "Wingdings" */
static void field_symbol(docx *d, docx_field *f)
{
    const char *number, *font;
    read_arguments(d, buffer_string(&f->instruction), "\\f", &number, &font);
    uint32_t code = 0;
    for (const char *at = number; at && text_is_digit((unsigned char)*at) && code < 0x10000; at++)
        code = code * 10 + (uint32_t)(*at - '0');
    if (code && docx_shows(d))
        docx_put_symbol(d, f->from, font, code);
    f->silent = true;
}

/* 17.16.5.20: FORMTEXT. */
static void field_text(docx *d, docx_field *f)
{
    docx_answer *answer = arena_alloc(d->pool, sizeof *answer);
    const xml_node *input = f->data ? xml_child(f->data, "w:textInput") : NULL;
    if (!answer)
        return;
    *answer = (docx_answer){.from = f, .size = wml_integer(wml_child_value(input, "w:maxLength"), 0)};
    d->flow->answer = answer;
}

/* 17.16.5.18: FORMCHECKBOX; w:checked over w:default. */
static void field_check(docx *d, docx_field *f)
{
    const xml_node *box = f->data ? xml_child(f->data, "w:checkBox") : NULL;
    const xml_node *state = box ? xml_child(box, "w:checked") : NULL;
    state = state || !box ? state : xml_child(box, "w:default");
    docx_put_check(d, f->from, state && wml_on(state));
    f->silent = true;
}

/* 17.16.5.19: FORMDROPDOWN: what is chosen is shown. */
static void field_choice(docx *d, docx_field *f)
{
    const xml_node *list = f->data ? xml_child(f->data, "w:ddList") : NULL;
    const char *said = wml_child_value(list, "w:result");
    int chosen = wml_integer(said ? said : wml_child_value(list, "w:default"), 0), at = 0;
    const char *shown = "";
    buffer choices = BUFFER_EMPTY;
    for (const xml_node *n = list ? xml_child(list, "w:listEntry") : NULL; n; n = xml_sibling(n, "w:listEntry"), at++) {
        const char *entry = xml_value(n, "w:val");
        buffer_format(&choices, "%s%s", at ? "\n" : "", entry ? entry : "");
        shown = at == chosen && entry ? entry : shown;
    }
    ard_node *node = node_new(d->document, ANSWER, xml_place(f->from, d->part));
    node_append_text(d->document, node, shown, strlen(shown), xml_place(f->from, d->part));
    if (choices.size)
        node_set(d->document, node, "data-choices", choices.data);
    docx_put(d, f->from, node);
    buffer_free(&choices);
    f->silent = true;
}

/* 17.16.5.17: EQ, whose formula is in the instruction alone; kept as it was typed where it says nothing. */
static void field_equation(docx *d, docx_field *f)
{
    const char *text = buffer_string(&f->instruction);
    text += strspn(text, " ");
    text += 2;
    text += strspn(text, " ");
    ard_node *maths = docx_shows(d) ? eq_field_read(d->document, d->log, text, xml_place(f->from, d->part)) : NULL;
    if (maths)
        docx_put(d, f->from, maths);
    f->silent = true;
}

/* 17.16.5.34: MACROBUTTON name text: the text is shown. */
static void field_button(docx *d, docx_field *f)
{
    buffer word = BUFFER_EMPTY;
    words w = {buffer_string(&f->instruction)};
    next_word(&w, &word);
    next_word(&w, &word);
    docx_put_text(d, f->from, w.at, strlen(w.at));
    buffer_free(&word);
    f->silent = true;
}

/* 17.16.5.68: TOC. That of figures or tables (\\c, \\a) is a list of them. */
static void field_contents(docx *d, docx_field *f)
{
    const char *text = buffer_string(&f->instruction);
    const ard_node *container = d->flow->container;
    bool whole = !strstr(text, "\\c") && !strstr(text, "\\a ");
    const char *role = container->kind == SECTION ? node_attribute(container, "role") : NULL;
    f->contents = whole && !(role && strcmp(role, "doc-toc") == 0) ? d->flow->paragraph.node : NULL;
}

/* Puts the paragraphs of a table of contents, which are siblings, into a section. */
static void end_contents(docx *d, const docx_field *f)
{
    const docx_paragraph *p = &d->flow->paragraph;
    ard_node *first = f->contents, *last = p->node ? p->node : d->flow->container->last;
    if (p->node && !p->shown)
        last = p->node->previous;
    if (!first || !first->parent || !last || last == first || last->parent != first->parent)
        return;
    for (const ard_node *at = first; at != last; at = at->next)
        if (!at->next)
            return;
    ard_node *section = node_new(d->document, SECTION, first->place);
    if (!section)
        return;
    node_set(d->document, section, "role", "doc-toc");
    node_wrap(section, first, last);
}

/* 17.16.5.56: SEQ numbers captions, whatever the style of their paragraph, and exercises too, which are none. */
static void field_sequence(docx *d, docx_field *f)
{
    static const char captions[] = "figure figures table tableau tableaux illustration image photo schéma schema "
                                   "graphique carte document doc";
    const char *name, *unused;
    read_arguments(d, buffer_string(&f->instruction), "\\s", &name, &unused);
    docx_paragraph *p = &d->flow->paragraph;
    if (name && text_in_list(captions, name) && kind_is(p->node, PARAGRAPH))
        p->node->kind = CAPTION;
}

/* Page numbers say something in the text (a reference), but not in a header that is read once. */
static void field_page(docx *d, docx_field *f)
{
    f->silent = d->part != d->main;
}

/* Fields whose result is not all that they are. Of others (DATE, AUTHOR...) the result is the text. */
static const struct {
    const char *name;
    void (*begin)(docx *d, docx_field *f);
} fields[] = {
    {"HYPERLINK", field_link},    {"REF", field_reference},      {"SYMBOL", field_symbol},
    {"FORMTEXT", field_text},     {"FORMCHECKBOX", field_check}, {"FORMDROPDOWN", field_choice},
    {"EQ", field_equation},       {"MACROBUTTON", field_button}, {"PAGE", field_page},
    {"NUMPAGES", field_page},     {"TOC", field_contents},       {"SEQ", field_sequence},
    {"PAGEREF", field_reference},
};

/* The instruction is whole: what comes next is the result. */
static void begin_result(docx *d, docx_field *f)
{
    if (f->result)
        return;
    f->result = true;
    d->instructions -= d->instructions > 0;
    words w = {buffer_string(&f->instruction)};
    buffer name = BUFFER_EMPTY;
    next_word(&w, &name);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (text_same(buffer_string(&name), fields[i].name))
            fields[i].begin(d, f);
    f->silent = f->silent || (f->up && f->up->silent);
    buffer_free(&name);
}

static docx_field *open_field(docx *d, const xml_node *n)
{
    docx_field *f = arena_alloc(d->pool, sizeof *f);
    if (!f)
        return NULL;
    *f = (docx_field){.up = d->field, .flow = d->flow, .from = n, .instruction = BUFFER_EMPTY};
    f->data = xml_child(n, "w:ffData");
    d->field = f;
    d->instructions++;
    return f;
}

static void close_field(docx *d)
{
    docx_field *f = d->field;
    begin_result(d, f);
    end_contents(d, f);
    docx_link_close(d, f);
    if (d->flow->answer && d->flow->answer->from == f)
        d->flow->answer = NULL;
    d->field = f->up;
    buffer_free(&f->instruction);
}

void docx_fields_close(docx *d, const docx_flow *flow)
{
    while (d->field && d->field->flow == flow) {
        if (!d->field->result)
            docx_report(d, d->field->from, "docx.field.open", buffer_string(&d->field->instruction), NULL);
        close_field(d);
    }
}

docx_go docx_enter_field_mark(docx *d, const xml_node *n)
{
    const char *type = xml_value(n, "w:fldCharType");
    if (!type)
        return GO_PAST;
    if (strcmp(type, "begin") == 0)
        open_field(d, n);
    else if (d->field && d->field->flow == d->flow && strcmp(type, "separate") == 0)
        begin_result(d, d->field);
    else if (d->field && d->field->flow == d->flow && strcmp(type, "end") == 0)
        close_field(d);
    return GO_PAST;
}

docx_go docx_enter_instruction(docx *d, const xml_node *n)
{
    docx_field *f = d->field && !d->field->result ? d->field : NULL;
    const char *vertical = d->flow->look.vertical;
    bool raised = vertical && strcmp(vertical, "superscript") == 0,
         lowered = vertical && strcmp(vertical, "subscript") == 0;
    buffer text = BUFFER_EMPTY;
    if (f)
        xml_text(n, &text);
    const char *begin = f ? buffer_string(&f->instruction) + strspn(buffer_string(&f->instruction), " ") : "";
    bool script = f && (raised || lowered) && text_begins(begin, "EQ") && !strpbrk(buffer_string(&text), "\\();,");
    if (script)
        buffer_format(&f->instruction, "\\s\\%s(%s)", raised ? "up" : "do", buffer_string(&text));
    else if (f)
        buffer_text(&f->instruction, buffer_string(&text));
    buffer_free(&text);
    return GO_PAST;
}

docx_go docx_enter_simple_field(docx *d, const xml_node *n)
{
    docx_field *f = open_field(d, n);
    if (!f)
        return GO_IN;
    buffer_text(&f->instruction, xml_value(n, "w:instr"));
    begin_result(d, f);
    return GO_IN;
}

void docx_leave_simple_field(docx *d, const xml_node *n)
{
    if (d->field && d->field->from == n)
        close_field(d);
}
