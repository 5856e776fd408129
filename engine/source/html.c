/* HTML as found: its encoding, then its tokens, then the tree (HTML Living Standard, 13.2). Written here and not
 * libxml2's, whose HTML parser costs the square in attributes and in end tags that match nothing, and builds other trees
 * than browsers do. */
#include "xml.h"

#include "base/memory.h"
#include "base/text.h"
#include "charset.h"
#include "html-modes.h"

#include <stdlib.h>
#include <string.h>

enum { PRESCAN = 4096, HTML_COPIES = 4096 };

/* ---- The encoding (13.2.3.2) ------------------------------------------------------------------------------------- */

/* The place after a word that may stand anywhere in a range, ASCII case apart; NULL where it is not there. */
static const char *after_word(const char *from, const char *end, const char *word)
{
    size_t length = strlen(word);
    for (; (size_t)(end - from) >= length; from++) {
        size_t i = 0;
        while (i < length && (from[i] == word[i] || (from[i] | 0x20) == word[i]))
            i++;
        if (i == length)
            return from + length;
    }
    return NULL;
}

/* A label after "charset" or "encoding": quoted or bare. */
static const char *label_at(const char *at, const char *end, size_t *length)
{
    while (at < end && strchr(" \t\r\n=\"'", *at) && *at)
        at++;
    const char *stop = at;
    while (stop < end && *stop && !strchr(" \t\r\n\"';/>?", *stop))
        stop++;
    *length = (size_t)(stop - at);
    return stop > at ? at : NULL;
}

/* The label of a meta element, or of an XML declaration, among the first characters; NULL where there is none. */
static const char *find_label(const char *text, size_t size, size_t *length)
{
    const char *end = text + (size < PRESCAN ? size : PRESCAN), *at = text;
    const char *declared = size > 5 && memcmp(text, "<?xml", 5) == 0 ? memchr(text, '>', (size_t)(end - text)) : NULL;
    const char *word = declared ? after_word(text, declared, "encoding") : NULL;
    if (word)
        return label_at(word, declared, length);
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at > 4 && memcmp(at, "<!--", 4) == 0) {
            at = memmem(at, (size_t)(end - at), "-->", 3);
            if (!at)
                return NULL;
            continue;
        }
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (close && after_word(at, at + 5 < close ? at + 5 : close, "<meta") &&
            (word = after_word(at, close, "charset")))
            return label_at(word, close, length);
        at++;
    }
    return NULL;
}

/* Whether a text that is not all UTF-8 holds any character of it: then only parts of it are wrong. */
static bool has_utf8(const char *text, size_t size)
{
    size_t length;
    for (size_t i = 0; i < size; i += length) {
        length = 1;
        if ((unsigned char)text[i] >= 0x80 && text_decode(text + i, size - i, &length) && length > 1)
            return true;
    }
    return false;
}

/* The encoding by its mark, its label, or its look. `*label` is told where it is not known. */
static charset encoding_of(const char *text, size_t size, size_t *mark, const char **label, size_t *length)
{
    charset found = charset_mark(text, size, mark);
    if (found != CHARSET_UNKNOWN)
        return found;
    bool valid = charset_is_utf8(text, size);
    *label = find_label(text, size, length);
    if (!*label)
        return valid ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
    found = charset_named(*label, *length);
    if (found == CHARSET_UTF16LE || found == CHARSET_UTF16BE)
        found = CHARSET_UTF8; /* its own label could not be read if it were */
    if (valid && (found == CHARSET_UNKNOWN || found == CHARSET_UTF8))
        return CHARSET_UTF8;
    return found == CHARSET_UTF8 && !has_utf8(text, size) ? CHARSET_WINDOWS_1252 : found;
}

/* The text in UTF-8 with ends of lines as newlines, in `decoded` where it is not so already. */
static ard_status decode(report_log *log, const char *part, buffer *decoded, const char **text, size_t *size)
{
    size_t mark, length = 0;
    const char *label = NULL;
    charset from = encoding_of(*text, *size, &mark, &label, &length);
    if (from == CHARSET_UNKNOWN) {
        buffer_add(decoded, label, length);
        return report(log, PLACE(part, 0, 0), "source.encoding", buffer_string(decoded), NULL);
    }
    *text += mark;
    *size -= mark;
    if (from == CHARSET_UTF8 && charset_is_utf8(*text, *size) && !memchr(*text, '\r', *size))
        return ARD_OK;
    size_t wrong = charset_decode(from, *text, *size, decoded), kept = 0;
    if (decoded->failed)
        return report(log, PLACE(part, 0, 0), "source.limit.memory", NULL);
    if (wrong)
        report(log, PLACE(part, 0, 0), "html.encoding", report_number(log, (long long)wrong), NULL);
    for (size_t i = 0; i < decoded->size; i++)
        if (decoded->data[i] != '\r')
            decoded->data[kept++] = decoded->data[i];
        else if (i + 1 == decoded->size || decoded->data[i + 1] != '\n')
            decoded->data[kept++] = '\n';
    *text = buffer_string(decoded);
    *size = decoded->size = kept;
    return ARD_OK;
}

/* ---- The tree --------------------------------------------------------------------------------------------------- */

/* Joins texts that touch: what a table pushed out comes in pieces. */
static void join_texts(tree_builder *tree)
{
    buffer joined = BUFFER_EMPTY;
    for (xml_node *n = tree->root; n; n = xml_following(n, tree->root)) {
        if (!n->text || !n->next || !n->next->text)
            continue;
        buffer_reset(&joined);
        xml_node *last = n;
        for (; last && last->text; last = last->next)
            buffer_add(&joined, last->text, last->size);
        n->text = arena_copy(tree->pool, buffer_string(&joined), joined.size);
        n->size = joined.size;
        n->next = last;
        if (!last)
            n->parent->last = n;
        if (joined.failed || !n->text) {
            n->text = "";
            n->size = 0;
            builder_fail(tree, "source.limit.memory", NULL);
        }
    }
    buffer_free(&joined);
}

static bool parser_begin(html_parser *p, const char *text, size_t size)
{
    static const html_element document = {"", 0, E_OTHER, START_OTHER, END_OTHER};
    /* A tree that is written goes deeper than its source, by the levels that writers add. */
    p->most = p->tree.limits->depth > 32 ? p->tree.limits->depth - p->tree.limits->depth / 4 : p->tree.limits->depth;
    p->formatting_room = p->most + FORMATTING_MOST;
    p->copies_most = HTML_COPIES + size / 16;
    p->open = memory_new(p->most + 3, sizeof *p->open);
    p->formatting = memory_new(p->formatting_room + 1, sizeof *p->formatting);
    p->tokens = html_tokenizer_of(p->tree.pool, text, size);
    p->tree.cursor = cursor_of(text, size);
    if (!p->open || !p->formatting || !p->tokens.names)
        return false;
    p->open[0].about = &document;
    return true;
}

/* Reads all tokens. A file end is given until no mode asks for it again, by html_dispatch. */
static void parse(html_parser *p)
{
    html_token token = {.kind = HTML_TEXT};
    while (token.kind != HTML_FILE_END && p->tree.status == ARD_OK) {
        token = html_next(&p->tokens);
        cursor_move(&p->tree.cursor, token.offset);
        if (p->tokens.failed)
            builder_fail(&p->tree, "source.limit.memory", NULL);
        html_dispatch(p, &token);
    }
    html_flush(p);
    if (p->tree.status == ARD_OK)
        join_texts(&p->tree);
    if (p->flattened)
        report(p->tree.log, PLACE(p->tree.part, 0, 0), "html.depth", report_number(p->tree.log, (long long)p->most),
               NULL);
    if (p->tokens.dropped)
        report(p->tree.log, PLACE(p->tree.part, 0, 0), "html.attributes", report_number(p->tree.log, p->tokens.dropped),
               NULL);
}

ard_status html_read(xml_node **root, arena *pool, report_log *log, const ard_limits *limits, const char *part,
                     const void *bytes, size_t size)
{
    html_parser p = {.tree = builder_of(pool, log, limits, part)};
    buffer decoded = BUFFER_EMPTY;
    const char *text = bytes;
    *root = NULL;
    ard_status status = decode(log, part, &decoded, &text, &size);
    if (status == ARD_OK && parser_begin(&p, text, size)) {
        parse(&p);
        status = p.tree.status;
    } else if (status == ARD_OK)
        status = report(log, PLACE(part, 0, 0), "source.limit.memory", NULL);
    if (status == ARD_OK)
        *root = p.tree.root;
    html_tokenizer_free(&p.tokens);
    builder_free(&p.tree);
    buffer_free(&decoded);
    free(p.open);
    free(p.formatting);
    return status;
}
