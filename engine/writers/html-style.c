/* The style sheet: a small one of ours, then a rule for each row of the document's style table. */
#include "html.h"

#include "base/text.h"
#include "fonts/fonts.h"
#include "lesson/carry-html.h"

#include <string.h>

/* Sizes in em, so that the reader's own size and the page's style carry through; colours are the reader's (light or
 * dark) unless a style says otherwise. */
static const char sheet[] =
    ":root{color-scheme:light dark}\n"
    "body{font-family:Arial,Helvetica,sans-serif;line-height:1.5;margin:0 auto;max-width:45em;padding:1em;"
    "overflow-wrap:break-word}\n"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.2em 0 .5em}\n"
    "img,svg,video{height:auto;max-width:100%}\n"
    "figure{margin:1em 0}\n"
    "table{border-collapse:collapse;margin:1em 0}\n"
    "td,th{border:1px solid;padding:.3em .6em;text-align:start;vertical-align:top}\n"
    "caption,figcaption,.legende{font-style:italic;text-align:start}\n"
    "blockquote{border-inline-start:.2em solid;margin:1em 0;padding-inline-start:1em}\n"
    "pre,[data-ard=verse],.blancs{white-space:pre-wrap}\n"
    "pre{border:1px solid;padding:.5em}\n"
    "ul.taches{list-style:none}\n"
    ".encadre{border:1px solid;margin:1em 0;padding:0 1em}\n"
    "[data-ard=answer]:empty{border-bottom:1px solid;display:inline-block;"
    "max-width:100%;min-width:6em;vertical-align:baseline}\n"
    "[data-ard=page]{border-top:1px dashed;font-size:.8em;margin:1em 0;text-align:end}\n"
    "span[data-ard=page],[data-ard=line]{border:1px dashed;font-size:.75em;margin:0 .3em;padding:0 .2em}\n"
    ".appel{font-size:.75em;line-height:0;vertical-align:super}\n"
    "[data-ard=note]{display:flex;gap:.6em}\n"
    ":focus-visible{outline:.2em solid;outline-offset:.15em}\n"
    "@counter-style p1{system:extends decimal;suffix:\") \"}.p1{list-style-type:p1}\n"
    "@counter-style pa{system:extends lower-alpha;suffix:\") \"}.pa{list-style-type:pa}\n"
    "@counter-style pA{system:extends upper-alpha;suffix:\") \"}.pA{list-style-type:pA}\n"
    "@counter-style pi{system:extends lower-roman;suffix:\") \"}.pi{list-style-type:pi}\n"
    "@counter-style pI{system:extends upper-roman;suffix:\") \"}.pI{list-style-type:pI}\n"
    "@page{margin:2cm}\n"
    "@media print{body{max-width:none;padding:0}a{color:inherit}"
    "h1,h2,h3,h4,h5,h6,[data-ard=instruction]:not(:last-child){break-after:avoid}"
    "tr,figure,img,.encadre{break-inside:avoid}}\n";

/* Whether a value is only what values of our properties are made of: nothing that ends a rule or fetches. */
static bool value_is_plain(const char *value)
{
    if (!*value || strstr(value, "/*") || strchr(value, '\n'))
        return false;
    for (const char *c = value; *c; c++)
        if (strchr(";{}<>\\@:!&", *c) || (unsigned char)*c < ' ')
            return false;
    for (const char *open = strchr(value, '('); open; open = strchr(open + 1, '('))
        if (open - value < 3 || (memcmp(open - 3, "rgb", 3) != 0 && memcmp(open - 3, "hsl", 3) != 0))
            return false;
    return true;
}

/* Space before and after is no property that blocks inherit in CSS, as they do in the style table. */
static bool is_space(style_property property)
{
    return property == STYLE_SPACE_BEFORE || property == STYLE_SPACE_AFTER;
}

/* What CSS has no property for: html-marks.c and html-print.c draw it. */
static bool is_drawn(style_property property)
{
    return property == STYLE_ARC || property == STYLE_BARS || property == STYLE_LINES || property == STYLE_RULER ||
           property == STYLE_SHEET || property == STYLE_MARGIN || property == STYLE_PRINT;
}

/* Adds the rule of a style: its spaces, what is no space, or both. */
static void add_rule(const char *selector, const style *s, bool spaces, bool others, buffer *out)
{
    bool any = false;
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        if (!(is_space((style_property)i) ? spaces : others) || is_drawn((style_property)i) || !s->values[i] ||
            !value_is_plain(s->values[i]))
            continue;
        buffer_format(out, "%s%s:%s", any ? ";" : selector, style_property_name((style_property)i), s->values[i]);
        any = true;
    }
    if (any)
        buffer_text(out, "}\n");
}

/* Adds a style's name as a class: "Ardoise A1" is "ardoise-a1"; what is no ASCII letter or digit becomes "-". */
static void add_slug(const char *name, buffer *out)
{
    for (; *name; name++)
        buffer_byte(out, ascii_is_letter(*name) || text_is_digit((unsigned char)*name) ? ascii_lower(*name) : '-');
}

/* Classes of the sheet, which no style may have. */
static const char *const own_classes[] = {"image",    "legende",  "encadre",  "blancs",        "dit",
                                          "appel",    "taches",   "p1",       "regle",         "lignes",
                                          "lignes-2", "lignes-3", "lignes-4", "regle-haut",    "regle-bas",
                                          "champ",    "choix",    "case",     "cadre",         "cache",
                                          "reponses", "pa",       "pi",       CARRY_STYLE_PAGE};

void html_index_classes(html_page *page)
{
    size_t count = style_count(page->document);
    table *taken = table_new(page->pool);
    for (size_t i = 0; taken && i < sizeof own_classes / sizeof *own_classes; i++)
        table_set(taken, own_classes[i], page);
    page->classes = arena_alloc(page->pool, count * sizeof *page->classes);
    for (size_t i = STYLE_PAGE + 1; page->classes && taken && i < count; i++) {
        buffer slug = BUFFER_EMPTY;
        const style *s = style_at(page->document, (uint16_t)i);
        add_slug(s->name && *s->name ? s->name : "style", &slug);
        bool letter = slug.size && slug.data[0] >= 'a' && slug.data[0] <= 'z';
        if (!letter || table_value(taken, buffer_string(&slug))) {
            buffer_reset(&slug);
            buffer_format(&slug, "style-%zu", i);
        }
        page->classes[i] = arena_string(page->pool, buffer_string(&slug));
        table_set(taken, page->classes[i], (void *)s);
        buffer_free(&slug);
    }
    html_index_marks(page, taken);
}

const char *html_class(const html_page *page, uint16_t row)
{
    return page->classes && row > STYLE_PAGE && row < style_count(page->document) ? page->classes[row] : NULL;
}

/* Carries a value of a row, of the page's font as it is without the faces that the page brings along. */
static void carry_value(const html_page *page, style_property property, const char *value, buffer *out)
{
    buffer list = BUFFER_EMPTY;
    if (property == STYLE_FONT && value && lesson_font_at(page->document, 0)) {
        font_without_faces(value, &list);
        value = buffer_string(&list);
    }
    carry_html_add(style_property_name(property), value, out);
    buffer_free(&list);
}

void html_style_metas(html_page *page, buffer *out)
{
    for (size_t i = STYLE_PAGE; i < style_count(page->document); i++) {
        const style *s = style_at(page->document, (uint16_t)i);
        bool says = i != STYLE_PAGE;
        for (int p = 0; p < STYLE_PROPERTIES; p++)
            says = says || s->values[p];
        if (!says)
            continue;
        buffer_text(out, "<meta name=\"" CARRY_STYLE "\"");
        markup_attribute(out, "content", s->name ? s->name : "");
        markup_attribute(out, CARRY_CLASS, html_class(page, (uint16_t)i));
        markup_attribute(out, CARRY_BARE, html_has_marks(page) && i == page->bare ? "b" : NULL);
        for (int p = 0; p < STYLE_PROPERTIES; p++)
            carry_value(page, (style_property)p, s->values[p], out);
        buffer_format(out, "%s\n", html_void(page));
    }
}

/* What all marks have: no look of the element itself, and the ink of links, whose line tells them. */
static const char marks_sheet[] = "b{font-weight:inherit;text-decoration-thickness:.09em;text-underline-offset:.18em;"
                                  "-webkit-box-decoration-break:clone;box-decoration-break:clone}\n"
                                  "a{color:inherit}\n";

/* Adds the rules of a row of the style table. */
static void add_row(const html_page *page, uint16_t row, buffer *out)
{
    buffer selector = BUFFER_EMPTY, drawn = BUFFER_EMPTY;
    const style *s = style_at(page->document, row);
    if (html_has_marks(page) && row == page->bare)
        buffer_format(&selector, "b:not([class]),.%s{", html_class(page, row));
    else
        buffer_format(&selector, ".%s{", html_class(page, row));
    add_rule(buffer_string(&selector), s, true, true, out);
    html_drawings(s, &drawn);
    if (drawn.size)
        buffer_format(out, "%s%.*s}\n", buffer_string(&selector), (int)drawn.size - 1, buffer_string(&drawn));
    buffer_free(&selector);
    buffer_free(&drawn);
}

/* Adds the faces that the page brings along: in the page itself, of a book in files beside it. */
static void add_faces(const html_page *page, buffer *out)
{
    const page_font *face;
    for (size_t i = 0; (face = lesson_font_at(page->document, i)) != NULL; i++) {
        buffer_format(out, "@font-face{font-family:%s;font-style:%s;font-weight:%u", face->family,
                      face->italic ? "italic" : "normal", face->least);
        if (face->most > face->least)
            buffer_format(out, " %u", face->most);
        buffer_text(out, ";src:url(");
        if (page->book) {
            html_font_path(i, out);
        } else {
            buffer_format(out, "data:%s;base64,", face->media_type);
            buffer_base64(out, face->bytes, face->size);
        }
        buffer_text(out, ") format(\"woff\")}\n");
    }
}

void html_font_path(size_t number, buffer *out)
{
    buffer_format(out, "fonts/font-%zu.woff", number + 1);
}

void html_styles(const html_page *page, buffer *out)
{
    add_faces(page, out);
    buffer_text(out, sheet);
    html_asked_rules(page, out);
    const style *whole = style_at(page->document, STYLE_PAGE);
    add_rule("body{", whole, false, true, out);
    add_rule("p,li,dd,pre{", whole, true, false, out);
    html_print(page, out);
    if (html_has_marks(page))
        buffer_text(out, marks_sheet);
    for (size_t i = STYLE_PAGE + 1; i < style_count(page->document) && page->classes; i++)
        add_row(page, (uint16_t)i, out);
    html_lines(page, out);
    html_ruler_rules(page, out);
    html_cards(page, out);
    html_fields_rules(page, out);
    html_said_rules(page, out);
}
