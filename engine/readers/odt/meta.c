#include "odt.h"

#include "base/text.h"

#include <string.h>

/* Metadata that a lesson keeps under names of its own (ODF 1.3, part 3, 4.3); of two of one name the first counts. */
static const struct {
    const char *element, *meta;
} kept[] = {
    {"dc:title", "title"},     {"meta:initial-creator", "author"},
    {"dc:creator", "author"},  {"dc:description", "description"},
    {"dc:subject", "subject"}, {"dc:language", "language"},
    {"dc:date", "date"},       {"meta:creation-date", "date"},
};

/* Key words are an element each. */
static void read_keywords(odt *d, const xml_node *meta)
{
    buffer words = BUFFER_EMPTY, one = BUFFER_EMPTY;
    for (const xml_node *n = xml_child(meta, "meta:keyword"); n; n = xml_sibling(n, "meta:keyword")) {
        buffer_reset(&one);
        xml_text(n, &one);
        if (!text_is_blank(buffer_string(&one)))
            buffer_format(&words, "%s%s", words.size ? ", " : "", buffer_string(&one));
    }
    if (words.size)
        lesson_set_meta(d->document, "keywords", words.data);
    buffer_free(&words);
    buffer_free(&one);
}

/* What an author has added; our writer puts what has no element of its own there. */
static void read_own(odt *d, const xml_node *meta)
{
    buffer text = BUFFER_EMPTY;
    for (const xml_node *n = xml_child(meta, "meta:user-defined"); n; n = xml_sibling(n, "meta:user-defined")) {
        const char *name = xml_value(n, "meta:name");
        buffer_reset(&text);
        xml_text(n, &text);
        if (name && *name && (d->exact || (!text_is_blank(buffer_string(&text)) && !lesson_meta(d->document, name))))
            lesson_set_meta(d->document, name, buffer_string(&text));
    }
    buffer_free(&text);
}

void odtr_read_meta(odt *d, const xml_node *meta)
{
    buffer text = BUFFER_EMPTY;
    for (size_t i = 0; meta && i < sizeof kept / sizeof *kept; i++) {
        const xml_node *n = xml_child(meta, kept[i].element);
        buffer_reset(&text);
        if (n && odtr_kind(n) != ODT_ADDED)
            xml_text(n, &text);
        if (!text_is_blank(buffer_string(&text)) && !lesson_meta(d->document, kept[i].meta))
            lesson_set_meta(d->document, kept[i].meta, buffer_string(&text));
    }
    buffer_free(&text);
    if (!meta)
        return;
    read_keywords(d, meta);
    read_own(d, meta);
}
