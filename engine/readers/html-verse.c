/* Poems, whose lines are lines: "<p class=verse>" with a <br> after each, "<pre class=poem>". And the numbers of printed
 * lines beside them. */
#include "html.h"

#include "base/text.h"

/* Whether only inlines and line ends stand in an element: a stanza and no poem of several. */
static bool holds_lines(const xml_node *n)
{
    static const char blocks[] =
        "p div ul ol dl table section article blockquote h1 h2 h3 h4 h5 h6 pre figure aside hr";
    for (const xml_node *in = n->first; in; in = xml_following(in, n))
        if (in->name && text_in_list(blocks, in->name))
            return false;
    return true;
}

bool web_verse(webpage *w, const xml_node *n, const web_row *row)
{
    bool stanza = text_in_list("p div pre blockquote", n->name) && holds_lines(n);
    if (!stanza)
        return row->enter(w, n, row);
    web_open_leaf(w, n, VERSE, true);
    w->preformatted = xml_is(n, "pre");
    return true;
}

bool web_line_number(webpage *w, const xml_node *n, const web_row *row)
{
    buffer number = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    const char *said = xml_value(n, "title");
    if (!text_in_list("span td a div sup small b i", n->name))
        return row->enter(w, n, row);
    xml_text(n, &number);
    for (const char *at = said ? said : buffer_string(&number); *at; at++)
        if (!ascii_is_space(*at))
            buffer_byte(&folded, *at);
    ard_node *mark = folded.size ? node_new(w->document, LINE_MARK, web_place(w, n)) : NULL;
    node_set(w->document, mark, "title", buffer_string(&folded));
    web_atom(w, mark);
    buffer_free(&number);
    buffer_free(&folded);
    return false;
}
