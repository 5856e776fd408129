/* Rules on the whole page: its title, its languages, how it is shown. */
#include "rules.h"

#include "base/text.h"
#include "tags.h"

#include <stdlib.h>
#include <string.h>

static bool is_html_root(const page *p, const xml_node *node)
{
    return node == p->root && !strcmp(page_tag(node), "html");
}

/* ---- Title: WCAG 2.2, 2.4.2. The first title element is the document's (HTML, document.title). ------------------- */

bool page_title_applies(page *p, const xml_node *node)
{
    return is_html_root(p, node);
}

verdict page_title_judge(page *p, const xml_node *node)
{
    for (const xml_node *at = node; at; at = page_next(p, at)) {
        if (strcmp(page_tag(at), "title") != 0 || page_is_svg(at))
            continue;
        buffer text = BUFFER_EMPTY;
        xml_text(at, &text);
        bool blank = text_is_blank(buffer_string(&text));
        buffer_free(&text);
        return blank ? FAILED("") : PASSED;
    }
    return FAILED("");
}

/* ---- Languages: 3.1.1, 3.1.2 -------------------------------------------------------------------------------------- */

/* The language that an element says it is in, or NULL; in XHTML xml:lang wins. */
static const char *language_of(page *p, const xml_node *node)
{
    const char *own = page_value(p, node, "lang"), *xml = p->xhtml ? page_value(p, node, "xml:lang") : NULL;
    return xml ? xml : own;
}

bool page_language_applies(page *p, const xml_node *node)
{
    return is_html_root(p, node);
}

verdict page_language_judge(page *p, const xml_node *node)
{
    return text_is_blank(language_of(p, node)) ? FAILED("") : PASSED;
}

bool page_language_known_applies(page *p, const xml_node *node)
{
    return is_html_root(p, node) && !text_is_blank(language_of(p, node));
}

verdict page_language_known_judge(page *p, const xml_node *node)
{
    const char *language = language_of(p, node);
    return tag_is_known(language) ? PASSED : FAILED(language);
}

bool page_languages_agree_applies(page *p, const xml_node *node)
{
    const char *own = is_html_root(p, node) ? page_value(p, node, "lang") : NULL, *xml = xml_value(node, "xml:lang");
    return own && xml && tag_is_known(own) && !text_is_blank(xml);
}

verdict page_languages_agree_judge(page *p, const xml_node *node)
{
    const char *xml = page_value(p, node, "xml:lang");
    return tag_same_language(page_value(p, node, "lang"), xml) ? PASSED : FAILED(xml);
}

/* Whether an element, not looking into what has a language of its own, holds words that are read out. */
static answer has_words_of_its_own(page *p, const xml_node *root)
{
    answer found = NO;
    for (const xml_node *node = xml_following(root, root); node;) {
        bool own = node->name && language_of(p, node);
        answer hidden = node->name ? page_hidden(p, node) : NO;
        if (own || hidden == YES || text_in_list("script style template", page_tag(node))) {
            node = xml_after(node, root);
            continue;
        }
        bool words = node->name ? !text_is_blank(xml_value(node, "alt")) : !text_is_blank(node->text);
        if (words && page_hidden(p, node->name ? node : node->parent) == NO)
            return YES;
        if (words)
            found = MAYBE;
        node = xml_following(node, root);
    }
    return found;
}

bool part_language_known_applies(page *p, const xml_node *node)
{
    return page_above(node, "body") && !text_is_blank(language_of(p, node));
}

verdict part_language_known_judge(page *p, const xml_node *node)
{
    const char *language = language_of(p, node);
    if (tag_is_known(language))
        return PASSED;
    answer words = page_hidden(p, node) == YES ? NO : has_words_of_its_own(p, node);
    return words == YES ? FAILED(language) : words == NO ? INAPPLICABLE : UNSURE(language);
}

/* ---- Zoom: 1.4.4. The value is read as in CSS Device Adaptation 1, 10.4. ---------------------------------------- */

/* The value of a key of a viewport's content, or NULL; `*size` is its length. */
static const char *viewport_value(const char *content, const char *key, size_t *size)
{
    static const char parts[] = " \t\n\r\f,;";
    const char *found = NULL;
    while (*content) {
        content += strspn(content, parts);
        size_t name = strcspn(content, " \t\n\r\f,;=");
        const char *value = content + name + strspn(content + name, " \t\n\r\f");
        if (*value != '=') {
            content += name ? name : *content != '\0';
            continue;
        }
        value += 1 + strspn(value + 1, " \t\n\r\f=");
        if (name == strlen(key) && !strncasecmp(content, key, name)) {
            found = value;
            *size = strcspn(value, parts);
        }
        content = value + strcspn(value, parts);
    }
    return found;
}

/* A number of a viewport's content: device sizes are 10, yes is 1, other words 0. Its beginning counts. */
static double viewport_number(const char *value, size_t size)
{
    if ((size == 12 && !strncasecmp(value, "device-width", size)) ||
        (size == 13 && !strncasecmp(value, "device-height", size)))
        return 10;
    if (size == 3 && !strncasecmp(value, "yes", size))
        return 1;
    double number = 0, scale = 1;
    bool minus = *value == '-', point = false;
    for (size_t i = minus || *value == '+'; i < size; i++) {
        if (value[i] == '.' && !point)
            point = true;
        else if (text_is_digit((unsigned char)value[i]) && scale < 1e9 && number < 1e9) {
            number = number * 10 + (value[i] - '0');
            scale *= point ? 10 : 1;
        } else
            break;
    }
    return (minus ? -number : number) / scale;
}

bool viewport_applies(page *p, const xml_node *node)
{
    const char *name = !strcmp(page_tag(node), "meta") ? page_value(p, node, "name") : NULL;
    const char *content = name && text_same(name, "viewport") ? xml_value(node, "content") : NULL;
    size_t size;
    return content &&
           (viewport_value(content, "maximum-scale", &size) || viewport_value(content, "user-scalable", &size));
}

verdict viewport_judge(page *p, const xml_node *node)
{
    enum { LEAST_ZOOM = 2 }; /* 1.4.4: 200 % */
    const char *content = xml_value(node, "content");
    size_t size;
    const char *scalable = viewport_value(content, "user-scalable", &size);
    if (scalable) {
        double number = viewport_number(scalable, size);
        if (number > -1 && number < 1)
            return FAILED("user-scalable");
    }
    const char *most = viewport_value(content, "maximum-scale", &size);
    double number = most ? viewport_number(most, size) : LEAST_ZOOM;
    (void)p;
    return number >= 0 && number < LEAST_ZOOM ? FAILED("maximum-scale") : PASSED;
}

/* ---- Refresh: 2.2.1. HTML, "shared declarative refresh steps": the first that is well formed holds. -------------- */

/* The seconds of a refresh, or -1 where it is none. */
static double refresh_seconds(const xml_node *node)
{
    const char *equiv = xml_value(node, "http-equiv"), *content = xml_value(node, "content");
    if (!equiv || !text_same(equiv, "refresh") || !content)
        return -1;
    content += strspn(content, " \t\n\r\f");
    double seconds = 0;
    size_t digits = strspn(content, "0123456789");
    for (size_t i = 0; i < digits && seconds < 1e9; i++)
        seconds = seconds * 10 + (content[i] - '0');
    if (!digits && *content != '.')
        return -1;
    content += digits + strspn(content + digits, "0123456789.");
    return *content && !strchr("; ,\t\n\r\f", *content) ? -1 : seconds;
}

bool refresh_applies(page *p, const xml_node *node)
{
    if (strcmp(page_tag(node), "meta") != 0 || refresh_seconds(node) < 0)
        return false;
    if (!p->refresh)
        p->refresh = node;
    return p->refresh == node;
}

verdict refresh_judge(page *p, const xml_node *node)
{
    enum { TWENTY_HOURS = 72000 }; /* 2.2.1's exception */
    double seconds = refresh_seconds(node);
    (void)p;
    return seconds > 0 && seconds <= TWENTY_HOURS ? FAILED("") : PASSED;
}
