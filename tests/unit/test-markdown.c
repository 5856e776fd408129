/* The Markdown reader: CommonMark by libmd4c, and what ours adds to it. */
#include "convert.h"

#define XMLNS "xmlns=\"http://www.w3.org/1998/Math/MathML\""

static void test_blocks(void)
{
    CHECK_NATIVE("markdown", "# Un\n\nTexte\nsuite\n", "<h1>Un</h1>\n<p>Texte suite</p>\n");
    CHECK_NATIVE("markdown", "3) a\n4) b\n",
                 "<ol data-after=\")\" start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n");
    CHECK_NATIVE("markdown", "> a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n");
    CHECK_NATIVE("markdown", "```python\nx = 1\n\ny\n```\n", "<pre data-language=\"python\">x = 1\n\ny</pre>\n");
    CHECK_NATIVE(
        "markdown", "| A | B |\n|---|---|\n| 1 | `x` |\n",
        "<table>\n<tr>\n<th scope=\"col\">\n<p>A</p>\n</th>\n<th scope=\"col\">\n<p>B</p>\n</th>\n</tr>\n<tr>\n<td>\n"
        "<p>1</p>\n</td>\n<td>\n<p><code>x</code></p>\n</td>\n</tr>\n</table>\n");
    /* Markdown has no table without a header row: an empty one is none. */
    CHECK_NATIVE("markdown", "| | |\n|---|---|\n| 1 | 2 |\n",
                 "<table>\n<tr>\n<td>\n<p>1</p>\n</td>\n<td>\n<p>2</p>\n</td>\n</tr>\n</table>\n");
    CHECK_NATIVE("markdown", "- [x] fait\n",
                 "<ul>\n<li>\n<p><span data-ard=\"check\" aria-checked=\"true\"></span> fait</p>\n</li>\n</ul>\n");
}

static void test_inlines(void)
{
    CHECK_NATIVE(
        "markdown", "*a* **b** ~~c~~ `d` [e](f.html \"g\") 5^e^ H~2~O\n",
        "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code> <a href=\"f.html\" title=\"g\">e</a> 5<sup>e</sup> "
        "H<sub>2</sub>O</p>\n");
    CHECK_NATIVE("markdown", "a  \nb &eacute;&#233;&nope; \\*c\n", "<p>a<br/>b éé&amp;nope; *c</p>\n");
    CHECK_NATIVE("markdown", "![un *chat*](chat.png \"titre\"){: width=50px .c }\n",
                 "<p><img alt=\"un chat\" title=\"titre\" width=\"50\"/></p>\n");
    CHECK_NATIVE("markdown", "## Titre {#id}\n", "<h2 id=\"id\">Titre</h2>\n");
}

/* What dollars hold is a formula, by the rule of pandoc's tex_math_dollars; TeX becomes MathML. */
static void test_maths(void)
{
    CHECK_NATIVE("markdown", "Soit $x_1*y_1$.\n",
                 "<p>Soit <math " XMLNS
                 " data-tex=\"x_1*y_1\"><msub><mi>x</mi><mn>1</mn></msub><mo>∗</mo><msub><mi>y</mi>"
                 "<mn>1</mn></msub></math>.</p>\n");
    CHECK_NATIVE("markdown", "5$ et 6$ : $5 et 6$ : `$a$` \\$b$\n",
                 "<p>5$ et 6$ : $5 et 6$ : <code>$a$</code> $b$</p>\n");
    CHECK_NATIVE("markdown", "a\n\n$$\n\\frac{1}{2}\n$$\n\nb\n",
                 "<p>a</p>\n<math " XMLNS
                 " display=\"block\" data-tex=\"\\frac{1}{2}\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>\n"
                 "<p>b</p>\n");
    CHECK_NATIVE("markdown", "\\(a+b\\) \\[ \\] \\(oui non\\)\n",
                 "<p><math " XMLNS " data-tex=\"a+b\"><mi>a</mi><mo>+</mo><mi>b</mi></math> [ ] (oui non)</p>\n");
    CHECK_NATIVE("markdown", "```\n$a$\n```\n", "<pre>$a$</pre>\n");
    conversion c = convert("markdown", "text", "$x$ $\\y$");
    CHECK(convert_said(&c, "tex.unknown"));
    convert_end(&c);
}

static void test_additions(void)
{
    CHECK_NATIVE(
        "markdown", "Mot[^a].\n\n[^a]: La *note*.\n    suite\n\nfin [^b]\n",
        "<p>Mot<a data-ard=\"note-reference\" href=\"#note-a\" role=\"doc-noteref\"></a>.</p>\n<p>fin [^b]</p>\n"
        "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"note-a\">\n<p>La <em>note</em>. suite</p>\n</aside>\n");
    CHECK_NATIVE(
        "markdown", "!!! note \"Aide\"\n    a\n\n    - b\n\nc\n",
        "<aside>\n<p><strong>Aide</strong></p>\n<p>a</p>\n<ul>\n<li>\n<p>b</p>\n</li>\n</ul>\n</aside>\n<p>c</p>\n");
    CHECK_NATIVE(
        "markdown", "!!! warning\n    a\n    !!! note \"\"\n        b\nc\n",
        "<aside>\n<p><strong>Warning</strong></p>\n<p>a</p>\n<aside>\n<p>b</p>\n</aside>\n</aside>\n<p>c</p>\n");
    conversion c = convert("markdown", "native",
                           "---\ntitle: \"Le cycle\"\nlang: en\ntags: [a]\n---\nx {{ lien(\"Voir\", 1) }} {% y %}\n");
    CHECK(strstr(buffer_string(&c.out), "<title>Le cycle</title>"));
    CHECK(strstr(buffer_string(&c.out), "lang=\"en\""));
    CHECK(strstr(buffer_string(&c.out), "<p>x Voir</p>"));
    CHECK(convert_said(&c, "markdown.template"));
    convert_end(&c);
}

/* Raw HTML: tags may open and close in different paragraphs; what is no element stays text; nothing is run. */
static void test_html(void)
{
    CHECK_NATIVE("markdown", "a <u>b</u> <b>c</b><br>d <liste> e\n",
                 "<p>a <u>b</u> <strong>c</strong><br/>d &lt;liste&gt; e</p>\n");
    CHECK_NATIVE("markdown", "<div class=\"x\">\n\n**a**\n\n</div>\n", "<p><strong>a</strong></p>\n");
    CHECK_NATIVE(
        "markdown", "<table><tr><th scope=row>a<td colspan=\"2\">b &amp; c</table>\n",
        "<table>\n<tr>\n<th scope=\"row\">\n<p>a</p>\n</th>\n<td colspan=\"2\">\n<p>b &amp; c</p>\n</td>\n</tr>\n"
        "</table>\n");
    CHECK_NATIVE("markdown", "<details>\n<summary>Voir</summary>\n\ntexte\n\n</details>\n\nfin\n",
                 "<aside>\n<p>Voir</p>\n<p>texte</p>\n</aside>\n<p>fin</p>\n");
    conversion c =
        convert("markdown", "text", "a<script>alert(1)</script>b\n\n<iframe src=\"https://v.fr/1\"></iframe>\n");
    CHECK_TEXT(buffer_string(&c.out), "ab\n\nhttps://v.fr/1\n");
    CHECK(convert_said(&c, "markdown.html"));
    convert_end(&c);
}

/* Depth, and marks that nothing closes, must cost no more than their length. */
static void test_hostile(void)
{
    enum { SIZE = 200000 };
    static const char *const pieces[] = {"$",      "`",     "<b>",   "[^",          "{{",         "> ", "!!! a\n",
                                         ":::a\n", "t\n: ", "| a\n", "```{note}\n", "<div id=a>", "*",  "- ",
                                         "<!--",   "\\(",   "~a",    "\"\"\"",      "{:"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        buffer text = BUFFER_EMPTY;
        while (text.size < SIZE)
            buffer_text(&text, pieces[i]);
        conversion c = convert("markdown", "text", buffer_string(&text));
        CHECK(c.status == ARD_OK || c.status == ARD_E_LIMIT);
        convert_end(&c);
        buffer_free(&text);
    }
}

/* A small generator of numbers: the same on every machine. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Adds text of the characters that mean something to Markdown, and of letters. */
static void add_random(uint32_t *state, unsigned count, buffer *out)
{
    static const char *const pieces[] = {
        "a",  "b ",    "É",      " ",   "1",    ".",   ") ",   "(",         "*",      "_",   "`",    "~",   "^",
        "[",  "]",     "<",      ">",   "&",    ";",   "#",    "+",         "-",      "=",   "|",    ":",   "!",
        "$",  "{",     "}",      "%",   "\\",   "/",   "\"",   "'",         "@",      ",",   "mot ", "12.", "- ",
        "# ", "&amp;", "<b>",    "$x$", "[^1]", "{{",  "://",  "http",      "  ",     "---", ": ",   "$$",  "!!!",
        "\t", "«",     "\u00A0", "]: ", "](",   "*a*", "www.", "\"\"\")}}", "{: .x}", "~~",  "[ ] ", "…",
    };
    for (unsigned i = 0; i < count; i++)
        buffer_text(out, pieces[next_number(state) % (sizeof pieces / sizeof *pieces)]);
}

/* Native with a paragraph, a heading, an item and a cell of the same text, emphasised or not. */
static void add_native(const char *text, unsigned shape, buffer *out)
{
    static const char *const shapes[][2] = {
        {"<p>", "</p>"},
        {"<h2>", "</h2>"},
        {"<ol><li><p>", "</p></li></ol>"},
        {"<table><tr><td><p>", "</p></td><td><p>x</p></td></tr></table>"},
        {"<p>a<strong>", "</strong>b</p>"},
        {"<p>a <em>", "</em></p>"},
        {"<blockquote><p><code>x</code>", "<br/>y</p></blockquote>"},
        {"<p>x<br/>", "</p>"},
        {"<table><tr><td colspan=\"2\"><p>", "</p></td></tr></table>"},
        {"<figure><p><img alt=\"x\"/></p><figcaption>", "</figcaption></figure>"},
        {"<p>x <code>", "</code></p>"},
        {"<p><a href=\"#a\">", "</a></p>"},
    };
    buffer_text(out, "<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\"><body>");
    buffer_text(out, shapes[shape % 12][0]);
    buffer_xml(out, text, strlen(text), false);
    buffer_text(out, shapes[shape % 12][1]);
    buffer_text(out, "</body></html>");
}

/* Whatever a text holds, Markdown gives it back to the character. */
static void test_escapes(void)
{
    uint32_t state = 7;
    for (unsigned i = 0; i < 3000; i++) {
        buffer text = BUFFER_EMPTY, native = BUFFER_EMPTY;
        add_random(&state, 1 + i % 9, &text);
        add_native(buffer_string(&text), i, &native);
        conversion before = convert("native", "native", buffer_string(&native));
        conversion written = convert("native", "markdown", buffer_string(&native));
        conversion after = convert("markdown", "native", buffer_string(&written.out));
        char *was = convert_body(&before, "<body>\n", "</body>"), *is = convert_body(&after, "<body>\n", "</body>");
        CHECK_TEXT(is, was);
        if (strcmp(was, is) != 0)
            printf("  by     |%s|\n", buffer_string(&written.out));
        free(was);
        free(is);
        convert_end(&before);
        convert_end(&written);
        convert_end(&after);
        buffer_free(&text);
        buffer_free(&native);
    }
}

/* Pictographs that adorn go; those that say something, stand alone or in a row stay. */
static void test_ornaments(void)
{
    CHECK_NATIVE(
        "markdown",
        "# 💡 Astuce 🎯\n\n✅ Juste\n\n🍎🍎 deux\n\n😀\n\nJe lis 📖 ici.\n\n- 🖊️ **écris**\n",
        "<h1>Astuce</h1>\n<p>✅ Juste</p>\n<p>🍎🍎 deux</p>\n<p>😀</p>\n<p>Je lis 📖 ici.</p>\n<ul>\n<li>\n<p><strong>écris"
        "</strong></p>\n</li>\n</ul>\n");
}

/* Definitions, lines of verse, containers, alerts, captions, marks of pages: as pandoc, GitHub and site generators have
 * them; each comes back from our own Markdown. */
static void test_boxes(void)
{
    static const char *const cases[][2] = {
        {"Un *mot*\n:   Sens.\n\n    Suite.\n\nDeux\n: b\n\nFin.\n",
         "<dl>\n<dt>Un <em>mot</em></dt>\n<dd>\n<p>Sens.</p>\n<p>Suite.</p>\n</dd>\n<dt>Deux</dt>\n<dd>\n<p>b</p>\n</dd>\n</dl>\n"
         "<p>Fin.</p>\n"},
        {"| Il pleut\n| ici\n\na\n", "<p data-ard=\"verse\">Il pleut<br/>ici</p>\n<p>a</p>\n"},
        {"::: {.exercise #e}\n## Ex\n\na\n:::\nb\n",
         "<section data-ard=\"exercise\">\n<h2>Ex</h2>\n<p>a</p>\n</section>\n<p>b</p>\n"},
        {":::tip[Le mot]\na\n:::\n", "<aside>\n<p><strong>Le mot</strong></p>\n<p>a</p>\n</aside>\n"},
        {"```{note}\na\n```\n", "<aside>\n<p><strong>Note</strong></p>\n<p>a</p>\n</aside>\n"},
        {"> [!TIP]\n> a\n", "<aside>\n<p><strong>Astuce</strong></p>\n<p>a</p>\n</aside>\n"},
        {"| A |\n|---|\n| 1 |\n\n: Nombres\n",
         "<table>\n<caption>Nombres</caption>\n<tr>\n<th scope=\"col\">\n<p>A</p>\n</th>\n</tr>\n<tr>\n<td>\n<p>1</p>\n</td>\n</tr>\n"
         "</table>\n"},
        {"<span role=\"doc-pagebreak\" title=\"12\">[page 12]</span>\n\na <span class=\"linenum\" title=\"5\">5</span> b\n",
         "<div data-ard=\"page\" title=\"12\"></div>\n<p>a <span data-ard=\"line\" title=\"5\"></span> b</p>\n"},
        {"<ol type=\"a\">\n<li value=\"3\">\n\nx\n\n</li>\n</ol>\n",
         "<ol type=\"a\">\n<li value=\"3\">\n<p>x</p>\n</li>\n</ol>\n"},
        {"```\n:::\n!!! x\n: y\n```\n", "<pre>:::\n!!! x\n: y</pre>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_NATIVE("markdown", cases[i][0], cases[i][1]);
        conversion again = convert("markdown", "markdown", cases[i][0]);
        CHECK_NATIVE("markdown", buffer_string(&again.out), cases[i][1]);
        convert_end(&again);
    }
    conversion c =
        convert("markdown", "native", "---\nauthors:\n  - Ada\n  - \"Bo\"\ntitle: \"a \\\"b\\\"\"\n---\nx\n");
    CHECK(strstr(buffer_string(&c.out), "<meta content=\"Ada, Bo\" name=\"author\"/>"));
    CHECK(strstr(buffer_string(&c.out), "<title>a \"b\"</title>"));
    convert_end(&c);
}

int main(void)
{
    test_boxes();
    test_ornaments();
    test_escapes();
    test_blocks();
    test_inlines();
    test_maths();
    test_additions();
    test_html();
    test_hostile();
    return check_end();
}
