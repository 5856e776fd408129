/* Marks on the text, lines by turns and the ruler. A mark is the shortest element that says nothing of its own: <b> (HTML,
 * 4.5.21), whose class is one or two letters; that of the page's most frequent look has none. */
#include "html.h"

#include "base/text.h"
#include "lesson/carry-html.h"
#include "lesson/marks.h"

#include <stdlib.h>
#include <string.h>

/* The number of nodes that are marks of each style row; marks[0] is 0. */
static void count_marks(html_page *page, uint32_t *counts)
{
    walk w = walk_of(lesson_root(page->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_is_mark(page->document, w.node))
            counts[w.node->style]++;
}

/* "a", "b"... "z", "ba"...: the number in base 26. */
static void letters_of(unsigned number, char name[8])
{
    char reversed[8];
    size_t size = 0, at = 0;
    do {
        reversed[size++] = (char)('a' + number % 26);
        number /= 26;
    } while (number && size < sizeof reversed - 1);
    while (size)
        name[at++] = reversed[--size];
    name[at] = '\0';
}

void html_index_marks(html_page *page, table *taken)
{
    size_t rows = style_count(page->document);
    uint32_t *counts = arena_alloc(page->pool, rows * sizeof *counts);
    page->marks = arena_alloc(page->pool, rows * sizeof *page->marks);
    if (!counts || !page->marks || !page->classes)
        return;
    count_marks(page, counts);
    unsigned number = 0;
    for (size_t i = STYLE_PAGE + 1; i < rows; i++) {
        char name[8];
        page->marks[i] = style_is_mark(style_at(page->document, (uint16_t)i)->name);
        if (!page->marks[i])
            continue;
        if (counts[i] > counts[page->bare])
            page->bare = (uint16_t)i;
        do
            letters_of(number++, name);
        while (table_value(taken, name));
        page->classes[i] = arena_string(page->pool, name);
    }
}

bool html_is_mark(const html_page *page, const ard_node *node)
{
    return page->marks && page->marks[node->style] && node->kind == SPAN && node->attributes &&
           !node->attributes->next && strcmp(node->attributes->name, "added") == 0 &&
           strcmp(node->attributes->value, MARK_ADDED) == 0;
}

void html_start_mark(html_page *page, const ard_node *node)
{
    const char *quote = page->xml ? "\"" : "";
    if (node->style == page->bare)
        buffer_text(&page->text, "<b>");
    else
        buffer_format(&page->text, "<b class=%s%s%s>", quote, page->classes[node->style], quote);
}

/* ---- The style sheet -------------------------------------------------------------------------------------------- */

/* How browsers draw what CSS has no property for. */
static const struct {
    style_property property;
    const char *value, *css;
} drawings[] = {
    {STYLE_ARC, "solid", "border-bottom:.1em solid;border-radius:0 0 50% 50%/0 0 .35em .35em;padding-bottom:.05em"},
    {STYLE_ARC, "dashed", "border-bottom:.1em dashed;border-radius:0 0 50% 50%/0 0 .35em .35em;padding-bottom:.05em"},
    {STYLE_BARS, "around", "border-inline:.07em solid;padding-inline:.1em"},
    {STYLE_BARS, "before", "border-inline-start:.1em solid;margin-inline-start:.15em"},
};

void html_drawings(const style *s, buffer *out)
{
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++) {
        const char *value = s->values[drawings[i].property];
        if (value && strcmp(value, drawings[i].value) == 0)
            buffer_format(out, "%s;", drawings[i].css);
    }
}

/* Whether an inline makes its line higher than the page's own, or has colours that are to stay: the author's, or what a
 * question asks about. */
static bool disturbs_lines(const html_page *page, const ard_node *node)
{
    const style *own = node->style > STYLE_PAGE ? style_at(page->document, node->style) : NULL;
    bool coloured = own && (own->values[STYLE_COLOUR] || own->values[STYLE_PAPER]) && !page->marks[node->style];
    return coloured || node->kind == MATHS || node->kind == IMAGE || node_attribute(node, "data-asked");
}

/* Whether the lines of a block take turns. */
static bool takes_turns(const html_page *page, const ard_node *block)
{
    bool takes = block->kind == PARAGRAPH || block->kind == INSTRUCTION || block->kind == VERSE || block->kind == TERM;
    for (const ard_node *up = block->parent; up && takes; up = up->parent)
        takes = !disturbs_lines(page, up);
    walk w = walk_of((ard_node *)block);
    for (walk_event event; takes && (event = walk_next(&w)) != WALK_END;)
        takes = !disturbs_lines(page, w.node);
    return takes;
}

void html_line_class(html_page *page, const ard_node *node, buffer *out)
{
    if (!page->lines || !page->marks || !takes_turns(page, node))
        return;
    unsigned turn = page->line_blocks++ % page->lines;
    buffer_text(out, "lignes");
    if (turn)
        buffer_format(out, " lignes-%u", turn + 1);
}

enum { LINES_MOST = 4 };

/* The words of a value parted by blanks: its first in words[0]. Gives how many. */
static size_t words_of(const char *value, char words[LINES_MOST + 1][16])
{
    size_t count = 0;
    for (; *value && count <= LINES_MOST; count++) {
        size_t size = strcspn(value, " ");
        if (!size || size >= sizeof words[0])
            return 0;
        memcpy(words[count], value, size);
        words[count][size] = '\0';
        value += size;
        value += strspn(value, " ");
    }
    return count;
}

/* Adds a gradient that gives each of `count` lines its colour. */
static void add_gradient(char words[LINES_MOST + 1][16], size_t count, buffer *out)
{
    buffer_text(out, "linear-gradient(");
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s%s 0 %.4g%%", i ? "," : "", words[i + 1], 100.0 * (double)(i + 1) / (double)count);
    buffer_format(out, ") 0 0/100%% %zulh", count);
}

/* Adds the bars at the margin: from the second line on, each wider than the one before, and a little shorter than its line,
 * so that nothing of it shows below the last. */
static void add_edges(size_t count, buffer *out)
{
    for (size_t i = count - 1; i > 0; i--) {
        double from = 100 * ((double)i + 0.08) / (double)count, to = 100 * ((double)i + 0.92) / (double)count;
        buffer_format(out, "%slinear-gradient(#0000 %.4g%%,currentColor 0 %.4g%%,#0000 0) 0 0/%.4gem %zulh repeat-y",
                      i < count - 1 ? "," : "", from, to, 0.15 * (double)i, count);
    }
}

/* Adds the rules by which blocks begin with the second line's look, the third's..., so that those of one line each take
 * turns, too. */
static void add_turns(size_t count, const char *after, buffer *out)
{
    for (size_t i = 1; i < count; i++)
        buffer_format(out, ".lignes-%zu%s{background-position:0 -%zulh}\n", i + 1, after, i);
}

/* How light a colour "#rrggbb" looks, 0 to 255, nearly (ITU-R BT.601); that of `none` where it is no colour. */
static int lightness(const char *value, const char *none)
{
    const char *said = value && value[0] == '#' && strlen(value) == 7 ? value : none;
    unsigned long rgb = strtoul(said + 1, NULL, 16);
    return (int)((299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000);
}

/* Adds the rules of `count` lines that take turns: bars at the margin, papers, or colours laid over the letters, which turn
 * ink into them and leave the paper: where they are not drawn, the letters are as they were. */
static void add_lines(const style *whole, char words[LINES_MOST + 1][16], size_t count, buffer *out)
{
    static const char exactly[] = "print-color-adjust:exact;-webkit-print-color-adjust:exact;background:";
    bool ink = strcmp(words[0], "ink") == 0;
    bool dark = lightness(whole->values[STYLE_PAPER], "#ffffff") < lightness(whole->values[STYLE_COLOUR], "#000000");
    buffer_format(out, ".lignes{padding-inline-start:.8em;position:relative;%s", exactly);
    add_edges(count, out);
    if (strcmp(words[0], "paper") == 0) {
        buffer_byte(out, ',');
        add_gradient(words, count, out);
    }
    buffer_text(
        out, "}\nli>.lignes:first-child,td>.lignes:only-child,th>.lignes:only-child,dd>.lignes:only-child{margin:0}\n");
    add_turns(count, "", out);
    if (!ink)
        return;
    buffer_format(out,
                  "a{color:inherit}\n.lignes::after{bottom:0;content:\"\";left:.7em;mix-blend-mode:%s;"
                  "pointer-events:none;position:absolute;right:0;top:0;%s",
                  dark ? "darken" : "lighten", exactly);
    add_gradient(words, count, out);
    buffer_text(out, "}\n");
    add_turns(count, "::after", out);
    buffer_text(out, "@media (forced-colors:active){.lignes::after{display:none}}\n");
}

/* The words of what the page's style says of lines, and how many looks they have; 0 where it says nothing that is known. */
static size_t lines_said(const html_page *page, char words[LINES_MOST + 1][16])
{
    const char *said = style_at(page->document, STYLE_PAGE)->values[STYLE_LINES];
    size_t count = said ? words_of(said, words) : 0;
    bool edge = count && strcmp(words[0], "edge") == 0;
    bool good = count && (edge || strcmp(words[0], "ink") == 0 || strcmp(words[0], "paper") == 0);
    for (size_t i = 1; i < count && !edge; i++)
        good = good && words[i][0] == '#' && strspn(words[i] + 1, "0123456789abcdefABCDEF") + 1 == strlen(words[i]);
    return !good || (count < 3 && !edge) ? 0 : edge ? 2 : count - 1;
}

void html_index_lines(html_page *page)
{
    char words[LINES_MOST + 1][16];
    page->lines = (unsigned)lines_said(page, words);
}

void html_lines(const html_page *page, buffer *out)
{
    char words[LINES_MOST + 1][16];
    size_t count = lines_said(page, words);
    if (count)
        add_lines(style_at(page->document, STYLE_PAGE), words, count, out);
}

bool html_has_marks(const html_page *page)
{
    return page->bare != STYLE_NONE;
}

/* ---- The ruler -------------------------------------------------------------------------------------------------- */

static const char ruler_sheet[] =
    ".regle{background:rgba(110,110,110,.55);left:0;pointer-events:none;position:fixed;right:0;z-index:1}\n"
    ".regle-haut{border-bottom:.15em solid;top:0}.regle-bas{border-top:.15em solid;bottom:0}\n"
    "button[aria-pressed]{background:Canvas;border:.1em solid;color:CanvasText;font:inherit;padding:.3em .6em;position:sticky;"
    "top:.5em;z-index:2}button[aria-pressed=true]{border-style:double;border-width:.25em}\n"
    "@media print{.regle,button[aria-pressed]{display:none}}\n";

/* Two veils leave a line free, which follows the pointer and the arrow keys. Without scripts there is no button. */
static const char ruler_script[] =
    "(function(b){\"use strict\";var y=0,on=false,d=document,m=b.parentNode,v=[\"haut\",\"bas\"].map(function(n){"
    "var e=d.createElement(\"div\");e.className=\"regle regle-\"+n;e.setAttribute(\"aria-hidden\",\"true\");"
    "e.hidden=true;d.body.appendChild(e);return e});\n"
    "function line(){var s=getComputedStyle(m);return parseFloat(s.lineHeight)||1.5*parseFloat(s.fontSize)}\n"
    "function draw(){var h=line()*.65;y=Math.max(h,Math.min(innerHeight-h,y));v[0].style.height=y-h+\"px\";"
    "v[1].style.top=y+h+\"px\"}\n"
    "function turn(o){on=o;b.setAttribute(\"aria-pressed\",o);v.forEach(function(e){e.hidden=!o});if(o){y=y||innerHeight/3;"
    "draw()}}\n"
    "b.hidden=false;b.addEventListener(\"click\",function(){turn(!on)});addEventListener(\"resize\",draw);\n"
    "addEventListener(\"pointermove\",function(e){if(on){y=e.clientY;draw()}});\n"
    "addEventListener(\"keydown\",function(e){var k=e.key,w=k===\"ArrowDown\"?1:k===\"ArrowUp\"?-1:0,h=line(),o=y;"
    "if(!on||e.altKey||e.ctrlKey||e.metaKey||/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName))return;"
    "if(k===\"Escape\"){turn(false);b.focus()}else if(w){e.preventDefault();y+=w*h;draw();"
    "if(Math.abs(y-o-w*h)>1)scrollBy(0,w*h)}});\n"
    "})(document.currentScript.previousElementSibling);";

static bool has_ruler(const html_page *page)
{
    const char *ruler = style_at(page->document, STYLE_PAGE)->values[STYLE_RULER];
    return ruler && strcmp(ruler, "on") == 0 && !page->book;
}

void html_ruler_rules(const html_page *page, buffer *out)
{
    if (has_ruler(page))
        buffer_text(out, ruler_sheet);
}

void html_ruler(html_page *page)
{
    if (!has_ruler(page))
        return;
    buffer_text(&page->text, "<button type=\"button\" data-ard=\"" CARRY_MADE "\" aria-pressed=\"false\" hidden");
    markup_attribute(&page->text, "title", added_word_in(page->language, WORD_RULER_KEYS));
    buffer_byte(&page->text, '>');
    buffer_text(&page->text, added_word_in(page->language, WORD_RULER));
    buffer_format(&page->text, "</button><script>\n%s\n</script>\n", ruler_script);
}
