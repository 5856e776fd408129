#include "markdown.h"

#include "base/text.h"
#include "maths/mathml.h"

#include <stdlib.h>
#include <string.h>

void markdown_tally(markdown_count *count, uint32_t line)
{
    if (!count->count++)
        count->line = line;
}

/* A formula in TeX, which becomes MathML. */
static void add_maths(markdown *m, const token *t)
{
    node_append(m->here, tex_read(m->document, m->task->log, t->text, strlen(t->text), t->kind == TOKEN_MATHS_BLOCK,
                                  markdown_place(m)));
}

/* A reference of a note; where no note has that name the source stays as text. */
static void add_reference(markdown *m, const token *t)
{
    if (!table_value(m->notes, t->text)) {
        markdown_text(m, t->source, strlen(t->source));
        return;
    }
    ard_node *reference = node_append(m->here, node_new(m->document, NOTE_REFERENCE, markdown_place(m)));
    buffer href = BUFFER_EMPTY;
    buffer_format(&href, "#note-%s", t->text);
    node_set(m->document, reference, "href", buffer_string(&href));
    buffer_free(&href);
}

static void add_script(markdown *m, const token *t)
{
    ard_kind kind = t->kind == TOKEN_SUPERSCRIPT ? SUPERSCRIPT : SUBSCRIPT;
    ard_node *script = node_append(m->here, node_new(m->document, kind, markdown_place(m)));
    node_append_text(m->document, script, t->text, strlen(t->text), markdown_place(m));
}

/* What a site's templates write we cannot know: the first quoted text in them stays, which is what they mostly show. */
static void add_template(markdown *m, const token *t)
{
    const char *open = t->source[1] == '{' ? strpbrk(t->text, "\"'") : NULL;
    const char *close = open ? strchr(open + 1, *open) : NULL;
    if (close)
        markdown_text(m, open + 1, (size_t)(close - open) - 1);
    if (t->source[1] != '#')
        markdown_tally(&m->templates, m->line);
}

/* ---- Attribute lists --------------------------------------------------------------------------------------------- */

/* The node that a list is about: what stands right before it, else the block that it ends. */
static ard_node *target_of(const markdown *m)
{
    ard_node *last = m->here ? m->here->last : NULL;
    if (last && last->kind != TEXT)
        return last;
    return m->here;
}

/* Sets a width or height given in pixels: "560px", "560". */
static void set_pixels(markdown *m, ard_node *node, const char *name, const char *value)
{
    char *end;
    long pixels = strtol(value, &end, 10);
    if (node->kind == IMAGE && pixels > 0 && pixels < 100000 && (!*end || strcmp(end, "px") == 0))
        node_set_number(m->document, node, name, pixels);
}

/* Sets what one entry of a list says, where the tree holds it; classes are the look of a site. */
static void set_entry(markdown *m, ard_node *node, const char *entry)
{
    const char *equals = strchr(entry, '=');
    if (*entry == '#' && entry[1])
        node_set(m->document, node, "id", entry + 1);
    else if (text_begins(entry, "width=") || text_begins(entry, "height="))
        set_pixels(m, node, *entry == 'w' ? "width" : "height", equals + 1);
    else if (text_begins(entry, "lang=") && entry[5])
        node_set(m->document, node, "lang", entry + 5);
    else if (text_begins(entry, "title=") && entry[6])
        node_set(m->document, node, "title", entry + 6);
    else if (text_begins(entry, "alt=") && node->kind == IMAGE)
        node_set(m->document, node, "alt", entry + 4);
}

/* Reads a list: blank-separated entries, a value may stand in quotes. */
static void read_attributes(markdown *m, const token *t)
{
    ard_node *node = target_of(m);
    buffer entry = BUFFER_EMPTY;
    char quote = '\0';
    for (const char *c = t->text; node; c++) {
        bool ends = !*c || (!quote && strchr(" \t", *c));
        if (ends && entry.size)
            set_entry(m, node, buffer_string(&entry));
        if (ends)
            buffer_reset(&entry);
        else if (*c == quote)
            quote = '\0';
        else if (!quote && (*c == '"' || *c == '\''))
            quote = *c;
        else
            buffer_byte(&entry, *c);
        if (!*c)
            break;
    }
    buffer_free(&entry);
}

/* ---- Text -------------------------------------------------------------------------------------------------------- */

static void add_token(markdown *m, const token *t)
{
    static void (*const add[])(markdown *, const token *) = {
        [TOKEN_MATHS] = add_maths,        [TOKEN_MATHS_BLOCK] = add_maths,
        [TOKEN_NOTE] = add_reference,     [TOKEN_ATTRIBUTES] = read_attributes,
        [TOKEN_SUPERSCRIPT] = add_script, [TOKEN_SUBSCRIPT] = add_script,
        [TOKEN_TEMPLATE] = add_template,
    };
    m->line = t->line ? t->line : m->line;
    add[t->kind](m, t);
}

void markdown_tokens(markdown *m, const char *text, size_t size)
{
    size_t begin = 0, length;
    for (size_t i = 0; i < size; i++) {
        const token *t =
            (unsigned char)text[i] == 0xEF ? markdown_token(m->prepared, text + i, size - i, &length) : NULL;
        if (!t)
            continue;
        markdown_text(m, text + begin, i - begin);
        add_token(m, t);
        i += length - 1;
        begin = i + 1;
    }
    markdown_text(m, text + begin, size - begin);
}

void markdown_plain(const prepared *p, const char *text, size_t size, buffer *out)
{
    size_t begin = 0, length;
    for (size_t i = 0; i < size; i++) {
        bool candidate = (unsigned char)text[i] == 0xEF;
        const token *t = candidate ? markdown_token(p, text + i, size - i, &length) : NULL;
        bool aside = candidate && size - i >= 3 && memcmp(text + i, MARKDOWN_ASIDE, 3) == 0;
        if (!t && !aside)
            continue;
        buffer_add(out, text + begin, i - begin);
        buffer_text(out, t ? t->source : "");
        i += aside ? 2 : length - 1;
        begin = i + 1;
    }
    buffer_add(out, text + begin, size - begin);
}
