/* What a question asks about, for who does not see it: words that are in the page and not shown, which are none of the
 * lesson's (data-ard="made"). */
#include "html.h"

#include "lesson/asked.h"
#include "lesson/carry-html.h"

#include <string.h>

static void add_hidden(html_page *page, const buffer *words)
{
    const char *text = buffer_string(words);
    buffer_text(&page->text, "<span class=\"dit\" data-ard=\"" CARRY_MADE "\">");
    buffer_xml(&page->text, text, words->size, false);
    buffer_text(&page->text, "</span>");
}

void html_asked_begin(html_page *page, const ard_node *node)
{
    buffer words = BUFFER_EMPTY;
    if (!asked_begins(page->document, node) || asked_in_word(node))
        return;
    const char *language = node_language(page->document, node);
    asked_name(page->document, node, language, &words);
    buffer_text(&words, strncmp(language, "en", 2) == 0 ? ": " : "\u00A0: ");
    add_hidden(page, &words);
    buffer_free(&words);
}

void html_asked_end(html_page *page, const ard_node *node)
{
    buffer words = BUFFER_EMPTY;
    if (!asked_ends(page->document, node))
        return;
    const char *language = node_language(page->document, node);
    if (asked_in_word(node))
        asked_add_late(page->document, node, language, &page->late);
    else if (asked_is_long(node)) {
        asked_add_end(language, &words);
        add_hidden(page, &words);
    }
    buffer_free(&words);
}

size_t html_asked_text(html_page *page, const char *text)
{
    size_t rest = page->late.size ? asked_word_rest(text) : 0;
    buffer_xml(&page->text, text, rest, false);
    if (page->late.size && text[rest])
        html_asked_flush(page);
    return rest;
}

void html_asked_flush(html_page *page)
{
    if (page->late.size)
        add_hidden(page, &page->late);
    buffer_reset(&page->late);
}

void html_asked_rules(const html_page *page, buffer *out)
{
    if (asked_below(page->document, lesson_root(page->document)) != ASKED_NOTHING)
        buffer_text(out, ".dit{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;user-select:none;"
                         "white-space:nowrap;width:1px}\n");
}
