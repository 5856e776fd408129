/* Text with its sound: a span for each stretch that is heard, which is shown while it is. */
#include "html.h"

#include "base/text.h"
#include "writers/said.h"

#include <string.h>

static const char rules[] =
    ".entendu,.-epub-media-overlay-active{background:#ffe08a;color:#000;outline:.1em solid #7a4b00}\n"
    ".lecteur{margin:0 0 1em}\n.lecteur audio{width:100%}\n";

/* Adds the start of a piece's span: of a page alone its time in milliseconds, of a book the id that overlays name. */
static void start_piece(html_page *page, const said_piece *piece)
{
    const said *s = page->said;
    said_mark *mark = s->marks + piece->mark;
    buffer_text(&page->text, "<span");
    if (page->book && piece->first) {
        buffer_format(&page->text, " id=\"son-%zu\"", piece->mark + 1);
        mark->file = page->said_file;
    }
    if (!page->book)
        buffer_format(&page->text, " data-t=\"%llu\"%s", (unsigned long long)(mark->begin * 1000 / s->frequency),
                      mark->sentence && piece->first ? " data-phrase" : "");
    buffer_byte(&page->text, '>');
}

void html_said_text(html_page *page, const ard_node *node, size_t from)
{
    const char *text = node->text;
    size_t count = 0, size = strlen(text);
    const said_piece *piece = page->said ? said_of(page->said, node, &count) : NULL;
    for (; count; count--, piece++) {
        size_t end = piece->to < size ? piece->to : size;
        if (end <= from || piece->from >= size)
            continue;
        if (piece->from > from) {
            buffer_xml(&page->text, text + from, piece->from - from, false);
            from = piece->from;
        }
        start_piece(page, piece);
        buffer_xml(&page->text, text + from, end - from, false);
        buffer_text(&page->text, "</span>");
        from = end;
    }
    buffer_xml(&page->text, text + from, size - from, false);
}

/* Formulas and pictures in a line are heard as a whole. */
bool html_said_node(html_page *page, const ard_node *node, bool starts)
{
    size_t count = 0;
    bool inside = node->kind == MATHS || node->kind == IMAGE;
    const said_piece *piece = page->said && inside ? said_of(page->said, node, &count) : NULL;
    if (piece && starts)
        start_piece(page, piece);
    else if (piece)
        buffer_text(&page->text, "</span>");
    return piece;
}

void html_said_rules(const html_page *page, buffer *out)
{
    if (page->said)
        buffer_text(out, rules);
}
