/* Pictures, drawings, sounds, films and other pages inside a page. */
#include "html.h"

#include "base/text.h"
#include "pictures.h"

#include <stdlib.h>
#include <string.h>

enum { ICON_SIDE = 48, SIDE_MOST = 20000, ALT_MOST = 2000 };

/* ---- Pictures --------------------------------------------------------------------------------------------------- */

/* A side in CSS pixels, where it is one ("100%" and "auto" are none). */
static void set_side(webpage *w, ard_node *image, const xml_node *n, const char *name)
{
    const char *value = xml_value(n, name);
    char *end = NULL;
    long side = value ? strtol(value, &end, 10) : 0;
    if (side > 0 && side < SIDE_MOST && (!*end || strcmp(end, "px") == 0 || *end == '.'))
        node_set_number(w->document, image, name, side);
}

/* Whether a picture is decorative by its role (HTML-AAM 1.0, 3.5: presentation and none are the same). */
static bool is_decorative(const xml_node *n)
{
    return web_says(n, "role", "presentation") || web_says(n, "role", "none");
}

bool web_image(webpage *w, const xml_node *n, const web_row *row)
{
    const char *address = xml_value(n, "src"), *label = xml_value(n, "aria-label");
    place where = web_place(w, n);
    (void)row;
    if (web_picture_of_formula(w, n))
        return false;
    ard_node *image = node_new(w->document, IMAGE, where);
    if (!image)
        return false;
    web_attributes(w, image, n, "alt", true);
    if (is_decorative(n)) {
        node_set(w->document, image, "alt", "");
        node_set(w->document, image, "role", NULL);
    } else if (label && *label) {
        node_set(w->document, image, "alt", label);
        node_set(w->document, image, "aria-label", NULL);
    }
    picture_describe(w->task->log, w->document, image);
    set_side(w, image, n, "width");
    set_side(w, image, n, "height");
    if (!address || !*address)
        address = xml_value(n, "data-src");
    if (address && *address)
        image->number = w->picture(w, address, where);
    web_atom(w, image);
    return false;
}

/* A region of a picture that is a link. */
bool web_area(webpage *w, const xml_node *n, const web_row *row)
{
    const char *alt = xml_value(n, "alt");
    ard_node *link = alt && *alt && xml_value(n, "href") ? node_new(w->document, LINK, web_place(w, n)) : NULL;
    web_attributes(w, link, n, row->kept, true);
    if (link)
        node_append_text(w->document, link, alt, strlen(alt), web_place(w, n));
    web_string(w, " ", web_place(w, n));
    web_atom(w, link);
    return false;
}

/* ---- Drawings --------------------------------------------------------------------------------------------------- */

/* Elements of a drawing that run, or that bring in what is elsewhere. */
static bool is_unsafe(const xml_node *n)
{
    static const char names[] = "svg:script svg:foreignObject svg:handler svg:iframe svg:audio svg:video";
    return !text_begins(n->name, "svg:") || text_in_list(names, n->name);
}

static bool is_safe_attribute(const xml_attribute *a)
{
    bool address = strcmp(a->name, "href") == 0 || strcmp(a->name, "xlink:href") == 0;
    bool outside = strstr(a->value, "url(") && !strstr(a->value, "url(#");
    if (text_begins(a->name, "on") || text_begins(a->name, "data-") || text_begins(a->name, "xmlns") ||
        strpbrk(a->name, "?\"'<>=/"))
        return false;
    return address ? *a->value == '#' || text_begins(a->value, "data:image/") : !outside;
}

static void write_svg_start(const xml_node *n, bool outer, buffer *out)
{
    buffer_format(out, "<%s", n->name + 4);
    if (outer)
        buffer_text(out, " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    for (const xml_attribute *a = n->attributes; a; a = a->next) {
        if (!is_safe_attribute(a))
            continue;
        buffer_format(out, " %s=\"", a->name);
        buffer_xml(out, a->value, strlen(a->value), true);
        buffer_byte(out, '"');
    }
    buffer_text(out, n->first ? ">" : "/>");
}

/* A drawing as a document of its own, without what runs. */
static void write_svg(const xml_node *svg, buffer *out)
{
    for (const xml_node *n = svg; n;) {
        bool left_out = n->name && is_unsafe(n);
        if (n->text)
            buffer_xml(out, n->text, n->size, false);
        else if (!left_out)
            write_svg_start(n, n == svg, out);
        if (n->first && !left_out) {
            n = n->first;
            continue;
        }
        while (n != svg && !n->next) {
            n = n->parent;
            buffer_format(out, "</%s>", n->name + 4);
        }
        n = n == svg ? NULL : n->next;
    }
}

/* Adds the characters of every element of a name below a drawing, a blank between. */
static void add_texts(const xml_node *svg, const char *name, buffer *out)
{
    for (const xml_node *n = svg; n; n = xml_following(n, svg)) {
        if (!xml_is(n, name) || out->size > ALT_MOST)
            continue;
        if (out->size)
            buffer_byte(out, ' ');
        xml_text(n, out);
    }
}

/* What a drawing says in words: its label, its title and description, else the words in it. */
static void svg_words(const xml_node *svg, buffer *words)
{
    const char *label = xml_value(svg, "aria-label");
    if (label)
        buffer_text(words, label);
    if (!words->size)
        add_texts(svg, "svg:title", words);
    if (!label)
        add_texts(svg, "svg:desc", words);
    if (!words->size)
        add_texts(svg, "svg:text", words);
}

/* Whether a drawing without words is an icon: small, said to be one, or inside what has words of its own. */
static bool is_icon(const xml_node *svg)
{
    const char *width = xml_value(svg, "width"), *box = xml_value(svg, "viewBox");
    const xml_node *up = svg;
    double side = width ? strtod(width, NULL) : 0;
    const char *last = box ? strrchr(box, ' ') : NULL;
    if (!(side > 0) && last)
        side = strtod(last, NULL);
    if (side > 0 && side <= ICON_SIDE)
        return true;
    for (int levels = 0; up && levels < 4; up = up->parent, levels++) {
        const char *said = xml_value(up, "class");
        if (text_in_list("a button label summary", up->name) ||
            (said && (strstr(said, "icon") || strstr(said, "emoji") || strstr(said, "logo"))))
            return true;
    }
    return false;
}

bool web_svg(webpage *w, const xml_node *n, const web_row *row)
{
    buffer words = BUFFER_EMPTY, bytes = BUFFER_EMPTY, folded = BUFFER_EMPTY;
    (void)row;
    svg_words(n, &words);
    for (const char *at = buffer_string(&words); *at; at++)
        if (!strchr(" \t\r\n", *at))
            buffer_byte(&folded, *at);
        else if (folded.size && !strchr(" \t\r\n", at[1]))
            buffer_byte(&folded, ' ');
    if (folded.size || !is_icon(n)) {
        ard_node *image = node_new(w->document, IMAGE, web_place(w, n));
        write_svg(n, &bytes);
        if (image && bytes.size)
            image->number = lesson_resource(w->document, bytes.data, bytes.size);
        if (is_decorative(n))
            node_set(w->document, image, "alt", "");
        else if (folded.size)
            node_set(w->document, image, "alt", folded.data);
        set_side(w, image, n, "width");
        set_side(w, image, n, "height");
        web_atom(w, image);
    }
    buffer_free(&words);
    buffer_free(&bytes);
    buffer_free(&folded);
    return false;
}

/* ---- Sounds, films, pages --------------------------------------------------------------------------------------- */

/* The address of a sound, a film or a page inside a page. */
static const char *source_of(const xml_node *n)
{
    static const char *const names[] = {"src", "data", "href"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (xml_value(n, names[i]) && *xml_value(n, names[i]))
            return xml_value(n, names[i]);
    const xml_node *child = xml_child(n, "source");
    return child ? xml_value(child, "src") : NULL;
}

/* Puts a link in the place of what cannot be shown: its title, its label, or its address. */
static void add_link(webpage *w, const xml_node *n, const char *address)
{
    const char *title = xml_value(n, "title"), *label = xml_value(n, "aria-label");
    const char *shown = title && *title ? title : label && *label ? label : address;
    bool safe =
        !text_begins(address, "javascript:") && !text_begins(address, "data:") && !text_begins(address, "about:");
    ard_node *link = node_new(w->document, safe ? LINK : SPAN, web_place(w, n));
    if (safe)
        node_set(w->document, link, "href", address);
    if (safe || shown != address)
        node_append_text(w->document, link, shown, strlen(shown), web_place(w, n));
    web_atom(w, link);
}

bool web_media(webpage *w, const xml_node *n, const web_row *row)
{
    const char *address = source_of(n);
    (void)row;
    report(w->task->log, web_place(w, n), "html.media", n->name, address ? address : "", NULL);
    if (address)
        add_link(w, n, address);
    return false;
}

bool web_embedded(webpage *w, const xml_node *n, const web_row *row)
{
    const char *address = source_of(n);
    (void)row;
    report(w->task->log, web_place(w, n), "html.embedded", n->name, address ? address : "", NULL);
    bool page = xml_is(n, "iframe") || xml_is(n, "frame") || xml_is(n, "embed");
    if (address && (page || !n->first))
        add_link(w, n, address);
    return !page;
}
