/* Formulas in a page. Attributes that MathML does not have are carried (lesson/carry-html.h), and so are names in capitals,
 * which HTML's parsers make small. Every element has an end tag: inside tokens HTML's own rules hold. */
#include "html.h"

#include "base/text.h"
#include "lesson/carry-html.h"

#include <string.h>

/* Presentation MathML's attributes (MathML 3, 3.1 to 3.7), ascending. */
static const char *const names[] = {
    "accent",
    "accentunder",
    "align",
    "bevelled",
    "charalign",
    "charspacing",
    "close",
    "columnalign",
    "columnlines",
    "columnspacing",
    "columnspan",
    "columnwidth",
    "crossout",
    "decimalpoint",
    "denomalign",
    "depth",
    "dir",
    "displaystyle",
    "edge",
    "equalcolumns",
    "equalrows",
    "fence",
    "form",
    "frame",
    "framespacing",
    "groupalign",
    "height",
    "indentalign",
    "indentshift",
    "infixlinebreakstyle",
    "largeop",
    "length",
    "linebreak",
    "linethickness",
    "location",
    "longdivstyle",
    "lquote",
    "lspace",
    "mathbackground",
    "mathcolor",
    "mathsize",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "numalign",
    "open",
    "position",
    "rowalign",
    "rowlines",
    "rowspacing",
    "rowspan",
    "rquote",
    "rspace",
    "scriptlevel",
    "scriptminsize",
    "scriptsizemultiplier",
    "selection",
    "separator",
    "separators",
    "shift",
    "side",
    "stackalign",
    "stretchy",
    "subscriptshift",
    "superscriptshift",
    "symmetric",
    "voffset",
    "width",
};

/* Whether a colour is one of the MathML 3 of books (2.1.5.2): a name of HTML 4, "#rgb" or "#rrggbb". */
static bool is_book_colour(const char *colour)
{
    static const char known[] = "aqua black blue fuchsia gray green lime maroon navy olive purple red silver teal "
                                "transparent white yellow";
    size_t digits = *colour == '#' ? strspn(colour + 1, "0123456789abcdefABCDEF") : 0;
    return text_in_list(known, colour) || ((digits == 3 || digits == 6) && !colour[digits + 1]);
}

/* In a book: adds the colours whose names CSS alone has as CSS; they are carried besides. Whether there are any. */
static bool add_colours(html_page *page, const ard_node *node)
{
    static const struct {
        const char *attribute, *property;
    } colours[] = {{"mathcolor", "color"}, {"mathbackground", "background-color"}};
    buffer sheet = BUFFER_EMPTY;
    for (size_t i = 0; page->xml && i < sizeof colours / sizeof *colours; i++) {
        const char *value = node_attribute(node, colours[i].attribute);
        if (value && !is_book_colour(value) && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz")])
            buffer_format(&sheet, "%s%s:%s", sheet.size ? ";" : "", colours[i].property, value);
    }
    bool any = sheet.size != 0;
    if (any) {
        markup_attribute(&page->text, "style", buffer_string(&sheet));
        html_added(page, "style");
    }
    page->failed = page->failed || sheet.failed;
    buffer_free(&sheet);
    return any;
}

/* Whether an attribute of MathML can stand in the page: in a book, no colour that MathML 3 does not have. */
static bool is_mathml(const html_page *page, const attribute *a)
{
    bool colour = strcmp(a->name, "mathcolor") == 0 || strcmp(a->name, "mathbackground") == 0;
    return ROW_NAMED(a->name, names) && *a->value && !(colour && page->xml && !is_book_colour(a->value));
}

static void add_attributes(html_page *page, const ard_node *node)
{
    bool formula = node->kind != MATHML;
    const char *added = node_attribute(node, "data-added");
    for (const attribute *a = node->attributes; a; a = a->next) {
        bool data = text_begins(a->name, "data-") && a->name[5] && !text_begins(a->name, "data-ard") &&
                    !a->name[strspn(a->name, "abcdefghijklmnopqrstuvwxyz0123456789-_.")];
        bool id = strcmp(a->name, "id") == 0 && html_id_of(page, node) && strcmp(html_id_of(page, node), a->value) == 0;
        /* A formula's names are the reader's own only where a filter was asked for them: they hide its MathML. */
        bool named = formula && text_begins(a->name, "aria-") && text_in_list(added ? added : "", a->name);
        bool own = named || (formula && strcmp(a->name, "alttext") == 0) ||
                   (formula && strcmp(a->name, "lang") == 0 && !page->xml);
        if (formula && strcmp(a->name, "display") == 0)
            continue;
        if (data || id || own || (!formula && is_mathml(page, a)))
            markup_attribute(&page->text, a->name, a->value);
        else
            carry_html_add(a->name, a->value, &page->text);
    }
    if (add_colours(page, node))
        html_end_attributes(page, &page->text);
}

static void start(html_page *page, const ard_node *node)
{
    bool formula = node->kind != MATHML;
    buffer_format(&page->text, "<%s", formula ? "math" : node->text);
    if (formula)
        buffer_text(&page->text, " xmlns=\"http://www.w3.org/1998/Math/MathML\"");
    html_classes(page, node, NULL, &page->text);
    add_attributes(page, node);
    buffer_text(&page->text, node->kind == MATHS_BLOCK ? " display=\"block\">" : ">");
}

/* What a formula gives its name to, the nearest thing that is called by its contents (ARIA 1.2, "name from contents"); or
 * NULL. */
static ard_node *named_by(ard_node *formula)
{
    for (ard_node *up = formula->parent; up; up = up->parent)
        if (up->kind == HEADING || up->kind == LINK || (up->kind == HEADER_CELL && html_is_header(up)))
            return up;
    return NULL;
}

/* Whether a node says nothing but formulas, and `first` before the others: one name is enough, and time stays linear. */
static bool says_only(ard_node *node, const ard_node *first)
{
    const ard_node *found = NULL;
    walk w = walk_of(node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool formula = w.node->kind == MATHS || w.node->kind == MATHS_BLOCK;
        if (formula && event == WALK_ENTER) {
            found = found ? found : w.node;
            walk_skip(&w);
        }
        if ((found && found != first) || kind_is(w.node, IMAGE) || kind_is(w.node, ANSWER) ||
            (w.node->kind == TEXT && !text_is_blank(w.node->text)))
            return false;
    }
    return found == first;
}

/* Begins the element around a formula that alone names a header cell, a heading or a link: checkers and some assistive
 * technology find no text in MathML, and a title on this element leaves the formula itself as it is. */
static bool start_name(html_page *page, ard_node *node)
{
    ard_node *named = named_by(node);
    if (!named || !says_only(named, node))
        return false;
    buffer words = BUFFER_EMPTY;
    node_text(node, &words);
    bool any = !text_is_blank(buffer_string(&words));
    if (any) {
        buffer_text(&page->text, "<span data-ard=\"" CARRY_NAMED "\"");
        markup_attribute(&page->text, "title", buffer_string(&words));
        buffer_byte(&page->text, '>');
    }
    page->failed = page->failed || words.failed;
    buffer_free(&words);
    return any;
}

void html_enter_maths(html_page *page, ard_node *node)
{
    bool named = start_name(page, node);
    walk w = walk_of(node);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (w.node->kind == TEXT) {
            if (event == WALK_ENTER)
                buffer_xml(&page->text, w.node->text, strlen(w.node->text), false);
        } else if (event == WALK_ENTER)
            start(page, w.node);
        else
            buffer_format(&page->text, "</%s>", w.node == node ? "math" : w.node->text);
    }
    if (named)
        buffer_text(&page->text, "</span>");
    if (node->kind == MATHS_BLOCK)
        buffer_byte(&page->text, '\n');
}
