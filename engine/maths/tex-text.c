/* Words in formulas: "\text{si $x > 0$}", names, and what is kept as its source. */
#include "tex.h"

#include "base/text.h"

#include <string.h>

static void add_room(tex *t, ard_node *row)
{
    ard_node *room = tex_element(t, "mspace", NULL);
    node_set(t->document, room, "width", "0.333em");
    node_append(row, room);
}

/* MathML takes blanks at the ends of words away (2.1.7), so they stand as room. */
ard_node *tex_mtext(tex *t, const char *text, size_t size, const char *variant)
{
    size_t begin = 0, end = size;
    while (begin < end && ascii_is_space(text[begin]))
        begin++;
    while (end > begin && ascii_is_space(text[end - 1]))
        end--;
    ard_node *row = tex_element(t, "mrow", NULL);
    if (begin)
        add_room(t, row);
    if (end > begin) {
        ard_node *words = node_append(row, tex_element(t, "mtext", NULL));
        node_append_text(t->document, words, text + begin, end - begin, t->where);
        if (variant)
            node_set(t->document, words, "mathvariant", variant);
    }
    if (end < size && end > begin)
        add_room(t, row);
    return row;
}

/* "\text" and the like; without a brace one character is the text. */
void tex_words(tex *t, const tex_command *command)
{
    if (tex_next_is(t, '{')) {
        t->at++;
        tex_frame *f = tex_push(t, TEX_WORDS);
        if (f)
            f->raw = command->text;
        return;
    }
    const char *raw = tex_raw(t);
    tex_deliver(t, raw ? tex_mtext(t, raw, strlen(raw), command->text) : NULL, TEX_PLAIN);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* Accents before a letter, as texts had them before Unicode: "\'e". */
static bool add_accented(tex *t, const char *name, size_t size, buffer *out)
{
    static const struct {
        char accent;
        const char *letters, *made;
    } rows[] = {{'\'', "eaiouEA", "éáíóúÉÁ"},
                {'`', "eaiouEA", "èàìòùÈÀ"},
                {'^', "eaiouEA", "êâîôûÊÂ"},
                {'"', "eaiouEI", "ëäïöüËÏ"},
                {'c', "cC", "çÇ"}};
    for (size_t i = 0; size == 1 && i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].accent != *name)
            continue;
        bool brace = t->at < t->end && *t->at == '{';
        size_t left = (size_t)(t->end - t->at);
        const char *letter = left > brace && t->at[brace] ? strchr(rows[i].letters, t->at[brace]) : NULL;
        if (!letter || (brace && (left < 3 || t->at[2] != '}')))
            return false;
        buffer_add(out, rows[i].made + 2 * (letter - rows[i].letters), 2);
        t->at += brace ? 3 : 1;
        return true;
    }
    return false;
}

/* A command among words: its character, its blank, or nothing where it only says how they look. */
static void add_command(tex *t, buffer *out)
{
    size_t size;
    const char *begin = t->at, *name = tex_name(t, &size);
    const tex_command *command = tex_command_named(name, size);
    bool blank = command && (command->act == tex_space || command->act == tex_new_line);
    if (add_accented(t, name, size, out))
        return;
    if (blank || !size)
        buffer_byte(out, ' ');
    else if (command && (command->act == tex_sign || command->act == tex_letter))
        buffer_text(out, command->text);
    else if (command && (command->act == tex_words || command->act == tex_ignore || command->act == tex_switch ||
                         command->act == tex_font))
        return;
    else if (command && command->act == tex_ignore_raw)
        tex_raw(t);
    else {
        buffer_add(out, begin, (size_t)(t->at - begin));
        tex_unknown(t, name, size);
        out->size = 0;
    }
    if (size && ascii_is_letter(*name))
        while (t->at < t->end && ascii_is_space(*t->at))
            t->at++;
}

/* Adds the words so far to the row. */
static void add_words(tex *t, tex_frame *f, buffer *words)
{
    ard_node *row = words->size ? tex_mtext(t, words->data, words->size, f->raw) : NULL;
    if (row && f->row)
        node_move_children(f->row, row);
    buffer_reset(words);
}

void tex_read_words(tex *t)
{
    tex_frame *f = tex_top(t);
    buffer words = BUFFER_EMPTY;
    for (bool done = false; t->at < t->end && !done && f == tex_top(t);) {
        char c = *t->at;
        if (c == '\\') {
            add_command(t, &words);
            continue;
        }
        t->at++;
        f->braces += c == '{';
        if ((c == '}' && !f->braces) || c == '$') {
            add_words(t, f, &words);
            done = true;
            if (c == '}')
                tex_close(t);
            else if (tex_push(t, TEX_INNER))
                tex_top(t)->variant = NULL;
        } else if (c == '}')
            f->braces--;
        else if (c != '{')
            buffer_byte(&words, c == '~' || ascii_is_space(c) || !c ? ' ' : c);
    }
    if (words.size && f == tex_top(t))
        add_words(t, f, &words);
    buffer_free(&words);
}

/* ---- What is kept as it stands ----------------------------------------------------------------------------------- */

/* "\ce{H2O}": a notation of its own, kept as people type it. */
void tex_source(tex *t, const tex_command *command)
{
    const char *raw = tex_raw(t);
    ard_node *words = tex_element(t, command->text, raw);
    tex_deliver(t, words, TEX_PLAIN);
}

/* "\tag{1}": the formula's number. */
void tex_tag(tex *t, const tex_command *command)
{
    buffer tag = BUFFER_EMPTY;
    bool bare = t->at < t->end && *t->at == '*';
    (void)command;
    t->at += bare;
    const char *raw = tex_raw(t);
    buffer_format(&tag, bare ? " %s" : " (%s)", raw ? raw : "");
    tex_flush(t);
    tex_deliver(t, tex_mtext(t, tag.data, tag.size, NULL), TEX_PLAIN);
    buffer_free(&tag);
}

/* "\num{1234.5}": a number as it is typed, blanks apart. */
void tex_amount(tex *t, const tex_command *command)
{
    const char *raw = tex_raw(t);
    buffer number = BUFFER_EMPTY;
    for (const char *at = raw; at && *at; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&number, *at == '.' && t->comma ? ',' : *at);
    ard_node *mn = tex_element(t, "mn", buffer_string(&number));
    if (*command->text)
        mn = tex_over(t, "mrow", mn, tex_element(t, "mo", command->text));
    tex_deliver(t, mn, TEX_PLAIN);
    buffer_free(&number);
}
