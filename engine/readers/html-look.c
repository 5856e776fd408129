/* What an element's style says of emphasis: "font-weight: bold", "text-decoration: underline", its own or that of a sheet's
 * rule for its class (html-sheet.c). */
#include "html.h"

#include "base/text.h"

#include <string.h>

typedef struct look_row {
    const char *property, *values; /* any of these words in its value; NULL: any value at all */
    uint8_t kind;
    const char *key; /* the attribute that gets the value; NULL: none */
} look_row;

static const look_row looks[] = {
    {"font-weight", "bold bolder 600 700 800 900", STRONG, NULL},
    {"font-style", "italic oblique", EMPHASIS, NULL},
    {"text-decoration", "underline", UNDERLINE, NULL},
    {"text-decoration-line", "underline", UNDERLINE, NULL},
    {"text-decoration", "line-through", STRIKE, NULL},
    {"text-decoration-line", "line-through", STRIKE, NULL},
    {"vertical-align", "super", SUPERSCRIPT, NULL},
    {"vertical-align", "sub", SUBSCRIPT, NULL},
    {"background-color", NULL, MARK, NULL},
    {"background", NULL, MARK, NULL},
    {"color", NULL, SPAN, "look-colour"},
};

/* The next declaration of a style: its property and value, trimmed, copied. NULL at the end. */
static const char *next_declaration(webpage *w, const char *css, char **property, char **value)
{
    const char *blanks = " \t\r\n";
    css += strspn(css, " \t\r\n;");
    size_t name = strcspn(css, ":;");
    if (css[name] != ':')
        return NULL;
    const char *said = css + name + 1 + strspn(css + name + 1, blanks);
    size_t size = strcspn(said, ";");
    const char *next = said + size;
    while (name && strchr(blanks, css[name - 1]))
        name--;
    while (size && strchr(blanks, said[size - 1]))
        size--;
    *property = arena_copy(lesson_pool(w->document), css, name);
    *value = arena_copy(lesson_pool(w->document), said, size);
    return *property && *value ? next : NULL;
}

static bool has_word(const char *list, const char *value)
{
    char word[32];
    while (*value) {
        size_t size = strcspn(value, " \t!");
        if (size < sizeof word) {
            memcpy(word, value, size);
            word[size] = '\0';
            if (size && text_in_list(list, word))
                return true;
        }
        value += size;
        value += strspn(value, " \t!");
    }
    return false;
}

/* Whether a row holds for a value. Of a colour, any but what text and paper have by themselves. */
static bool applies(const look_row *row, const char *value)
{
    static const char usual[] =
        "inherit initial unset transparent none currentcolor black white #000 #000000 #fff #ffffff "
        "windowtext auto";
    return row->values ? has_word(row->values, value)
                       : !text_in_list(usual, value) && !text_begins(value, "var(") && !text_begins(value, "url(") &&
                             !strstr(value, "gradient(");
}

void web_style_inlines(webpage *w, const xml_node *n)
{
    /* links look as their site wants, which says nothing */
    const char *css =
        xml_is(n, "a") || xml_is(n, "button") || !xml_value(n, "class") ? xml_value(n, "style") : web_css(w, n);
    char *property, *value;
    uint8_t own = web_row_of(n)->kind;
    unsigned left = 16;
    if (xml_is(n, "font") && xml_value(n, "color"))
        web_open_inline(w, NULL, SPAN, "look-colour", xml_value(n, "color"));
    while (css && left-- && (css = next_declaration(w, css, &property, &value)))
        for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
            if (text_same(looks[i].property, property) && (looks[i].kind != own || own == SPAN) &&
                applies(looks + i, value))
                web_open_inline(w, NULL, looks[i].kind, looks[i].key, value);
}

void web_style_block(webpage *w, ard_node *node, const xml_node *n)
{
    const char *css = web_css(w, n), *align = xml_value(n, "align");
    char *property, *value;
    unsigned left = 16;
    bool centred = align && text_same(align, "center");
    for (const char *at = css; at && left-- && (at = next_declaration(w, at, &property, &value));)
        centred |= text_same(property, "text-align") && text_same(value, "center");
    if (xml_is(n, "p")) { /* all of it is emphasised: structure looks for such lines */
        if (web_css_says(css, "font-weight", "bold") || web_css_says(css, "font-weight", "700"))
            web_open_inline(w, NULL, STRONG, NULL, NULL);
        if (web_css_says(css, "text-decoration", "underline"))
            web_open_inline(w, NULL, UNDERLINE, NULL, NULL);
    }
    if (centred)
        node_set(w->document, node, "look-align", "center");
}
