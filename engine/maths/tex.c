/* TeX as schools write it to MathML: the machine. */
#include "tex.h"

#include "tex-expand.h"

#include "base/text.h"

#include <string.h>

enum { QUOTED = 160 };

/* ---- Frames ------------------------------------------------------------------------------------------------------ */

tex_frame *tex_top(tex *t)
{
    return t->frames + t->depth - 1;
}

static bool is_row(const tex_frame *f)
{
    return f->kind < TEX_PENDING;
}

tex_frame *tex_push(tex *t, tex_frame_kind kind)
{
    if (t->depth == TEX_DEPTH) {
        t->deep = true;
        return NULL;
    }
    const char *variant = t->depth ? tex_top(t)->variant : NULL;
    tex_frame *f = t->frames + t->depth++;
    *f = (tex_frame){.kind = kind, .variant = variant};
    if (is_row(f))
        f->row = tex_element(t, "mrow", NULL);
    return f;
}

void tex_deliver(tex *t, ard_node *node, unsigned traits)
{
    while (node) {
        tex_frame *f = tex_top(t), done = *f;
        if (is_row(f)) {
            tex_append(t, f, node, traits);
            return;
        }
        if (f->kind == TEX_PENDING) {
            f->arguments[f->count++] = node;
            if (f->count < f->command->arguments)
                return;
            done = *f;
            t->depth--;
            node = done.command->build(t, &done);
            traits = done.command->traits;
            continue;
        }
        t->depth--;
        f = tex_top(t);
        if (is_row(f)) {
            tex_attach(t, f, node, done.superscript);
            return;
        }
        node = tex_over(t, done.superscript ? "msup" : "msub", tex_element(t, "mrow", NULL), node);
        traits = TEX_PLAIN;
    }
}

void tex_flush(tex *t)
{
    while (!is_row(tex_top(t)) && lesson_status(t->document) == ARD_OK) {
        t->broken = true;
        tex_deliver(t, tex_element(t, "mrow", NULL), TEX_PLAIN);
    }
}

/* One child alone needs no row. */
static ard_node *simplify(ard_node *row)
{
    ard_node *only = row && row->first == row->last ? row->first : NULL;
    if (!only)
        return row;
    node_unlink(only);
    return only;
}

ard_node *tex_row_end(tex *t, tex_frame *f)
{
    ard_node *row = f->row;
    tex_settle(t, row, f->end);
    if (f->divided) {
        tex_settle(t, f->above, NULL);
        ard_node *whole = tex_element(t, "mrow", NULL);
        node_append(whole, tex_divided(t, f->divided, simplify(f->above), simplify(row)));
        row = whole;
    }
    if (f->kind != TEX_FENCE)
        return simplify(row);
    if (f->raw && *f->raw && row && row->first)
        node_insert_before(row->first, tex_element(t, "mo", f->raw));
    else if (f->raw && *f->raw)
        node_append(row, tex_element(t, "mo", f->raw));
    return row;
}

/* Gives what was in the brackets of "\sqrt[3]" to the command that waits below. */
static void take_option(tex *t, ard_node *node)
{
    tex_frame *f = tex_top(t);
    if (f->kind == TEX_PENDING)
        f->option = node;
    else
        tex_deliver(t, node, TEX_PLAIN);
}

void tex_close(tex *t)
{
    tex_flush(t);
    tex_frame *f = tex_top(t), done = *f;
    if (done.kind == TEX_TOP || lesson_status(t->document) != ARD_OK)
        return;
    if (done.kind == TEX_TABLE) {
        tex_deliver(t, tex_table_end(t, f), TEX_PLAIN);
        return;
    }
    t->depth--;
    ard_node *node = tex_row_end(t, &done);
    if (done.kind == TEX_WORDS && is_row(tex_top(t)) && node && node->first && node->first->next &&
        strcmp(node->first->text, "mspace") == 0) {
        ard_node *room = node->first; /* it is no part of what a script is on */
        node_unlink(room);
        tex_deliver(t, room, TEX_PLAIN);
        node = simplify(node);
    }
    if (done.kind == TEX_BRACKET)
        take_option(t, node);
    else
        tex_deliver(t, node, node && !node->first && done.kind == TEX_GROUP ? TEX_EMPTY : TEX_PLAIN);
}

bool tex_unwind(tex *t, tex_frame_kind kind)
{
    size_t at = t->depth;
    while (at && t->frames[at - 1].kind != kind)
        at--;
    if (!at)
        return false;
    tex_flush(t);
    while (t->depth > at && lesson_status(t->document) == ARD_OK) {
        t->broken = true;
        tex_close(t);
        tex_flush(t);
    }
    return t->depth == at;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

void tex_unknown(tex *t, const char *name, size_t size)
{
    buffer shown = BUFFER_EMPTY, source = BUFFER_EMPTY;
    size_t all = (size_t)(t->end - t->begin), part = all > QUOTED ? QUOTED : all;
    while (part && part < all && ((unsigned char)t->begin[part] & 0xC0) == 0x80)
        part--;
    buffer_format(&shown, "\\%.*s", (int)size, name);
    buffer_format(&source, "%.*s%s", (int)part, t->begin, part < all ? "…" : "");
    report(t->log, t->where, "tex.unknown", buffer_string(&shown), buffer_string(&source), NULL);
    tex_deliver(t, tex_element(t, "mtext", buffer_string(&shown)), TEX_PLAIN);
    buffer_free(&shown);
    buffer_free(&source);
}

static void read_command(tex *t)
{
    size_t size;
    const char *name = tex_name(t, &size);
    const tex_command *command = tex_command_named(name, size);
    if (command)
        command->act(t, command);
    else if (size)
        tex_unknown(t, name, size);
}

/* "^" and "_". */
static void read_script(tex *t, bool superscript)
{
    tex_frame *f = tex_push(t, TEX_SCRIPT);
    if (f)
        f->superscript = superscript;
}

/* One to four primes are one mark. */
static void read_primes(tex *t)
{
    static const char *const marks[] = {"′", "″", "‴", "⁗"};
    unsigned count = 0;
    while (t->at < t->end && (*t->at == '\'' || text_is(t->at, (size_t)(t->end - t->at) > 2 ? 3 : 0, "’")) &&
           count < 4) {
        t->at += *t->at == '\'' ? 1 : 3;
        count++;
    }
    tex_flush(t);
    tex_attach(t, tex_top(t), tex_element(t, "mo", marks[count - 1]), true);
}

/* A brace, bracket or dollar that ends a row, where such a row is open. */
static void read_end(tex *t, tex_frame_kind kind)
{
    if (tex_unwind(t, kind))
        tex_close(t);
    else
        t->broken = true;
}

/* Whether the row on top is of a kind, commands that wait apart. */
static bool in_row(const tex *t, tex_frame_kind kind)
{
    size_t at = t->depth;
    while (at && !is_row(t->frames + at - 1))
        at--;
    return at && t->frames[at - 1].kind == kind;
}

/* Whether what is read is one argument of a command, or a script: then a token is one character. */
static bool wants_one(const tex *t)
{
    return !is_row(t->frames + t->depth - 1);
}

static bool is_letter(const tex *t)
{
    size_t length;
    return text_is_letter(text_decode(t->at, (size_t)(t->end - t->at), &length));
}

static void read_other(tex *t)
{
    char c = *t->at;
    bool point = c == '.' && t->at + 1 < t->end && text_is_digit((unsigned char)t->at[1]) && !wants_one(t);
    if (point || text_is_digit((unsigned char)c))
        tex_deliver(t, tex_number(t, wants_one(t)), TEX_PLAIN);
    else if (is_letter(t))
        tex_deliver(t, tex_letters(t, wants_one(t)), TEX_PLAIN);
    else
        tex_deliver(t, tex_character(t), TEX_PLAIN);
}

static void read_step(tex *t)
{
    char c = *t->at;
    bool curly = (size_t)(t->end - t->at) > 2 && memcmp(t->at, "’", 3) == 0;
    if (c == '\\')
        read_command(t);
    else if (c == '\'' || curly)
        read_primes(t);
    else if ((c == ']' && in_row(t, TEX_BRACKET)) || (c == '$' && in_row(t, TEX_INNER))) {
        t->at++;
        read_end(t, c == ']' ? TEX_BRACKET : TEX_INNER);
    } else if (!strchr("{}^_&~", c) || !c)
        read_other(t);
    else {
        t->at++;
        if (c == '{')
            tex_push(t, TEX_GROUP);
        else if (c == '}')
            read_end(t, TEX_GROUP);
        else if (c == '&')
            tex_cell(t);
        else if (c == '~')
            tex_space(t, tex_command_named(" ", 1));
        else
            read_script(t, c == '^');
    }
}

/* ---- The formula ------------------------------------------------------------------------------------------------- */

/* The source without blanks at its ends and with one in a row. */
static void fold(const char *text, size_t size, buffer *out)
{
    for (size_t i = 0; i < size; i++)
        if (!ascii_is_space(text[i]) && text[i])
            buffer_byte(out, text[i]);
        else if (out->size && out->data[out->size - 1] != ' ')
            buffer_byte(out, ' ');
    while (out->size && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
}

static void read_all(tex *t)
{
    tex_push(t, TEX_TOP);
    while (t->at < t->end && !t->deep && lesson_status(t->document) == ARD_OK) {
        if (tex_top(t)->kind == TEX_WORDS) {
            tex_read_words(t);
            continue;
        }
        tex_skip(t);
        if (t->at < t->end)
            read_step(t);
    }
    if (!t->deep)
        tex_unwind(t, TEX_TOP);
}

/* Puts the formula's row, or its source where it is nested too deeply, below the formula. */
static void finish(tex *t, ard_node *maths, const char *source)
{
    tex_frame *top = t->frames;
    if (t->deep) {
        report(t->log, t->where, "tex.depth", source, NULL);
        node_append(maths, tex_element(t, "mtext", source));
        return;
    }
    if (t->broken)
        report(t->log, t->where, "tex.broken", source, NULL);
    ard_node *row = tex_row_end(t, top);
    if (row && row->first && strcmp(row->text, "mrow") == 0)
        node_move_children(maths, row);
    else if (row && strcmp(row->text, "mrow") != 0)
        node_append(maths, row);
}

ard_node *tex_read(ard_document *document, report_log *log, const char *text, size_t size, bool block, place where)
{
    ard_node *maths = node_new(document, block ? MATHS_BLOCK : MATHS, where);
    const char *language = lesson_meta(document, "language");
    buffer source = BUFFER_EMPTY, expanded = BUFFER_EMPTY;
    tex t = {.document = document, .log = log, .where = where, .begin = text, .at = text, .end = text + size};
    if (!maths)
        return NULL;
    t.comma = !text_in_language(language, "en");
    fold(text, size, &source);
    if (tex_expand(lesson_pool(document), text, size, t.comma, &expanded)) {
        t.begin = t.at = buffer_string(&expanded);
        t.end = t.at + expanded.size;
    }
    read_all(&t);
    finish(&t, maths, buffer_string(&source));
    node_set(document, maths, "data-tex", buffer_string(&source));
    buffer_free(&source);
    buffer_free(&expanded);
    return lesson_status(document) == ARD_OK ? maths : NULL;
}
