/* HTML: the tree that its tokens build (HTML Living Standard, 13.2; cases in the manner of its own test suite), and the
 * lesson that a page becomes. */
#include "convert.h"

#include "base/options.h"
#include "base/plugin.h"
#include "lesson/lesson.h"
#include "lesson/native.h"
#include "lesson/tidy.h"
#include "source/html-elements.h"
#include "source/xml.h"

extern const ard_reader html_reader;

static const ard_limits limits = {1 << 24, 1 << 24, 1 << 24, 1 << 28, 100, 200, 64, 100000, 10};

/* ---- The tree --------------------------------------------------------------------------------------------------- */

/* Adds a tree as "html(head body(p[a=b]("text")))". */
static void dump(const xml_node *n, buffer *out)
{
    if (n->text) {
        buffer_format(out, "\"%s\"", n->text);
        return;
    }
    buffer_text(out, n->name);
    for (const xml_attribute *a = n->attributes; a; a = a->next)
        buffer_format(out, "[%s=%s]", a->name, a->value);
    if (!n->first)
        return;
    buffer_byte(out, '(');
    for (const xml_node *child = n->first; child; child = child->next) {
        if (child != n->first)
            buffer_byte(out, ' ');
        dump(child, out);
    }
    buffer_byte(out, ')');
}

/* The tree of a page's body, or of all where it has none. */
static void check_tree(const char *text, size_t size, const char *wanted, const char *code)
{
    report_log *log = report_new();
    arena *pool = arena_new(1 << 26);
    buffer out = BUFFER_EMPTY;
    xml_node *root;
    size_t count;
    CHECK(html_read(&root, pool, log, &limits, NULL, text, size) == ARD_OK);
    if (root)
        dump(xml_child(root, "body") ? xml_child(root, "body") : root, &out);
    if (wanted)
        CHECK_TEXT(buffer_string(&out), wanted);
    const ard_diag *diags = report_diags(log, &count);
    CHECK_TEXT(count ? diags[0].code : "", code);
    buffer_free(&out);
    arena_free(pool);
    report_free(log);
}

static void test_tree(void)
{
    static const char *const cases[][2] = {
        {"", "body"},
        {"<p>a<p>b", "body(p(\"a\") p(\"b\"))"},
        {"<ul><li>a<li>b</ul>c", "body(ul(li(\"a\") li(\"b\")) \"c\")"},
        {"<dl><dt>a<dd>b<dt>c</dl>", "body(dl(dt(\"a\") dd(\"b\") dt(\"c\")))"},
        {"<p><ul>", "body(p ul)"},
        {"<b>1<i>2</b>3</i>", "body(b(\"1\" i(\"2\")) i(\"3\"))"},
        {"<b>1<p>2</b>3</p>", "body(b(\"1\") p(b(\"2\") \"3\"))"},
        {"<a href=1>x<a href=2>y", "body(a[href=1](\"x\") a[href=2](\"y\"))"},
        {"<table>x<tr><td>a<th>b", "body(\"x\" table(tbody(tr(td(\"a\") th(\"b\")))))"},
        {"<table><tr><td>a</table>b", "body(table(tbody(tr(td(\"a\")))) \"b\")"},
        {"<table><col><caption>c</table>", "body(table(colgroup(col) caption(\"c\")))"},
        {"<h1>a<h2>b</h1>c", "body(h1(\"a\") h2(\"b\") \"c\")"},
        {"<br></br><hr/>x<img alt=y>", "body(br br hr \"x\" img[alt=y])"},
        {"<option>a<option>b<optgroup><option>c", "body(option(\"a\") option(\"b\") optgroup(option(\"c\")))"},
        {"<ruby>a<rt>b<rp>c</ruby>", "body(ruby(\"a\" rt(\"b\") rp(\"c\")))"},
        {"<pre>\n\na</pre><textarea>\n<b>&lt;</textarea>", "body(pre(\"\na\") textarea(\"<b><\"))"},
        {"<script>a<b</script>c", "\1html(head(script(\"a<b\")) body(\"c\"))"},
        {"<script><!--<script></script>--></script>", "\1html(head(script(\"<!--<script></script>-->\")) body)"},
        {"<math><mi>x<p>y", "body(math:math(math:mi(\"x\" p(\"y\"))))"},
        {"<svg viewbox=1><lineargradient/><title><b>t</title>",
         "body(svg:svg[viewBox=1](svg:linearGradient svg:title(b(\"t\"))))"},
        {"<math definitionurl=1><annotation-xml encoding=text/html><p>a</math>b",
         "body(math:math[definitionURL=1](math:annotation-xml[encoding=text/html](p(\"ab\"))))"},
        {"<svg><![CDATA[<a>&amp;]]></svg><![CDATA[x]]>", "body(svg:svg(\"<a>&amp;\"))"},
        {"<p A=1 a=2 b='\"' c=\"'\" d>", "body(p[a=1][b=\"][c='][d=])"},
        {"&eacute;&#233;&#xe9;&eacute &notit; &notin; &#128;&#0;", "body(\"ééé\u00E9 ¬it; ∉ €\uFFFD\")"},
        {"<a title='&copy=1&copy;&lt'>", "body(a[title=&copy=1©<])"},
        {"a<!--b--!>c<!-->d<!--->e<?f>g</ h>i<!j>k", "body(\"acdegik\")"},
        {"a < b <3 </", "body(\"a < b <3 </\")"},
        {"<p>a<xyz:b>c</xyz:b>", "body(p(\"a\" xyz:b(\"c\")))"},
        {"<frameset><frame src=a></frameset>", "\1html(head frameset(frame[src=a]))"},
        {"<template><tr><td>a</template>b", "\1html(head(template(tr(td(\"a\")))) body(\"b\"))"},
        {"<noscript><p>a</noscript>", "body(p(\"a\"))"},
        {"<html lang=fr><html dir=rtl lang=en>", "\1html[lang=fr][dir=rtl](head body)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *wanted = cases[i][1];
        if (*wanted != '\1') {
            check_tree(cases[i][0], strlen(cases[i][0]), wanted, "");
            continue;
        }
        report_log *log = report_new();
        arena *pool = arena_new(1 << 24);
        buffer out = BUFFER_EMPTY;
        xml_node *root;
        CHECK(html_read(&root, pool, log, &limits, NULL, cases[i][0], strlen(cases[i][0])) == ARD_OK);
        dump(root, &out);
        CHECK_TEXT(buffer_string(&out), wanted + 1);
        buffer_free(&out);
        arena_free(pool);
        report_free(log);
    }
}

static void test_encodings(void)
{
#define BYTES(text) text, sizeof text - 1
    check_tree(BYTES("<p>\xE9 \x93\x80"), "body(p(\"é “€\"))", "");
    check_tree(BYTES("<p>\xC3\xA9"), "body(p(\"é\"))", "");
    check_tree(BYTES("<meta charset=\"iso-8859-15\"><p>\xA4"), "body(p(\"€\"))", "");
    check_tree(BYTES("<meta http-equiv=Content-Type content='text/html; charset=latin1'><p>\xE9"), "body(p(\"é\"))",
               "");
    check_tree(BYTES("<meta charset=utf-8><p>\xE9"), "body(p(\"é\"))", ""); /* it says so, and is not */
    check_tree(BYTES("<meta charset=utf-8><p>\xC3\xA9\xE9"), "body(p(\"é\uFFFD\"))", "html.encoding");
    check_tree(BYTES("<!-- <meta charset=iso-8859-15> --><p>\xA4"), "body(p(\"¤\"))", "");
    check_tree(BYTES("\xFF\xFE<\0p\0>\0\xE9\0"), "body(p(\"é\"))", "");
    check_tree(BYTES("a\r\nb\rc"), "body(\"a\nb\nc\")", "");
    report_log *log = report_new();
    arena *pool = arena_new(1 << 20);
    xml_node *root;
    CHECK(html_read(&root, pool, log, &limits, NULL, BYTES("<meta charset=shift_jis>\x83\x41")) == ARD_E_READ && !root);
    arena_free(pool);
    report_free(log);
}

static void test_bounds(void)
{
    buffer text = BUFFER_EMPTY;
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "<b>");
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "</i>");
    check_tree(text.data, text.size, NULL, "html.depth");
    buffer_reset(&text);
    buffer_text(&text, "<p");
    for (int i = 0; i < 20000; i++)
        buffer_format(&text, " a%d=1", i);
    buffer_text(&text, ">");
    check_tree(text.data, text.size, NULL, "html.attributes");
    buffer_reset(&text);
    for (int i = 0; i < 15; i++)
        buffer_format(&text, "<font size=%d>", i);
    for (int i = 0; i < 2000; i++)
        buffer_text(&text, "<p>x");
    check_tree(text.data, text.size, NULL, "");
    buffer_free(&text);
}

static void test_places(void)
{
    static const char text[] = "<p>a\n <b>é<i>c";
    report_log *log = report_new();
    arena *pool = arena_new(1 << 20);
    xml_node *root;
    CHECK(html_read(&root, pool, log, &limits, NULL, text, sizeof text - 1) == ARD_OK);
    const xml_node *b = root ? xml_child(xml_child(xml_child(root, "body"), "p"), "b") : NULL;
    CHECK(b && b->line == 2 && b->column == 2);
    CHECK(xml_child(b, "i") && xml_child(b, "i")->line == 2 && xml_child(b, "i")->column == 6);
    arena_free(pool);
    report_free(log);
}

/* ---- The lesson ------------------------------------------------------------------------------------------------- */

/* The body of the native form of a page; codes of all diagnostics, blank-separated. */
static void check_page(const char *html, const char *wanted, const char *codes)
{
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    options *values = options_new(NULL);
    task t = {.log = log, .limits = &limits, .options = values, .data = ""};
    source s = {(const unsigned char *)html, strlen(html), "page.html"};
    buffer out = BUFFER_EMPTY, all = BUFFER_EMPTY;
    size_t count;
    CHECK(html_reader.read(&t, &s, document) == ARD_OK);
    CHECK(lesson_tidy(document) == ARD_OK);
    CHECK_TEXT(lesson_fault(document), NULL);
    native_write(document, &out);
    const char *body = strstr(buffer_string(&out), "<body>\n");
    char *end = body ? strstr((char *)body, "</body>") : NULL;
    if (end)
        *end = '\0';
    CHECK_TEXT(body ? body + 7 : NULL, wanted);
    const ard_diag *diags = report_diags(log, &count);
    for (size_t i = 0; i < count; i++)
        buffer_format(&all, "%s%s", i ? " " : "", diags[i].code);
    CHECK_TEXT(buffer_string(&all), codes);
    buffer_free(&out);
    buffer_free(&all);
    options_free(values);
    ard_document_free(document);
    report_free(log);
}

static void test_text(void)
{
    check_page("  un \n <b> deux </b> <i>trois</i>, quatre<br> cinq",
               "<p>un <strong>deux</strong> <em>trois</em>, quatre<br/>cinq</p>\n", "");
    check_page("<p>a&nbsp; b</p>c<div>d<div>e</div>f</div>",
               "<p>a\u00A0 b</p>\n<p>c</p>\n<p>d</p>\n<p>e</p>\n<p>f</p>\n", "");
    check_page("<a href='x'><h2>t</h2><p>u</a>", "<h2><a href=\"x\">t</a></h2>\n<p><a href=\"x\">u</a></p>\n", "");
    check_page("<b></b><p><i> </i>x<span></span></p>", "<p>x</p>\n", "");
    check_page(
        "<p>H<sub>2</sub>O, x<sup>2</sup>, <u>u</u> <s>s</s> <mark>m</mark> <code>c</code> <q>q</q> <abbr title=t>a</abbr>",
        "<p>H<sub>2</sub>O, x<sup>2</sup>, <u>u</u> <s>s</s> <mark>m</mark> <code>c</code> <q>q</q> <abbr title=\"t\">a</abbr></p>\n",
        "");
    check_page(
        "<p><span style='font-weight: bold'>g</span> <span style='text-decoration:underline'>u</span> <span>x</span>",
        "<p><strong>g</strong> <u>u</u> x</p>\n", "");
    check_page("<p><span style='background-color:#ff0'>a</span> <font color=red>b</font>",
               "<p><mark>a</mark> <span look-colour=\"red\">b</span></p>\n", "");
    check_page("<p lang=fr>a <span lang=en>b</span> <span dir=rtl>c</span>",
               "<p lang=\"fr\">a <span lang=\"en\">b</span> <span dir=\"rtl\">c</span></p>\n", "");
    check_page("<pre><code class='language-python hl'>a\n  b</code></pre>",
               "<pre data-language=\"python\">a\n  b</pre>\n", "");
    check_page("<h1>a<div>b</div></h1><div role=heading aria-level=3>c</div>", "<h1>a<br/>b</h1>\n<h3>c</h3>\n", "");
}

static void test_structures(void)
{
    check_page(
        "<ol start=3 type=a><li>x<ul><li>y</ul><li value=9><p>z</ol>",
        "<ol start=\"3\" type=\"a\">\n<li>\n<p>x</p>\n<ul>\n<li>\n<p>y</p>\n</li>\n</ul>\n</li>\n<li value=\"9\">\n<p>z</p>\n"
        "</li>\n</ol>\n",
        "");
    check_page("<ol reversed><li>a<li>b</ol>",
               "<ol>\n<li value=\"2\">\n<p>a</p>\n</li>\n<li value=\"1\">\n<p>b</p>\n</li>\n</ol>\n", "");
    check_page("<dl><dt>t<dd>d</dl>", "<dl>\n<dt>t</dt>\n<dd>\n<p>d</p>\n</dd>\n</dl>\n", "");
    check_page(
        "<table><caption>c</caption><tr><th>h<th>i<tr><th>r<td colspan=2>d</table>",
        "<table>\n<caption>c</caption>\n<tr>\n<th scope=\"col\">\n<p>h</p>\n</th>\n<th scope=\"col\">\n<p>i</p>\n</th>\n</tr>\n"
        "<tr>\n<th scope=\"row\">\n<p>r</p>\n</th>\n<td colspan=\"2\">\n<p>d</p>\n</td>\n</tr>\n</table>\n",
        "");
    check_page("<table role=presentation><tr><td>a<td>b</table>", "<p>a</p>\n<p>b</p>\n", "");
    check_page("<header>t</header><nav>n</nav><main><header>h</header><aside>a</aside></main><footer>f</footer>",
               "<section role=\"main\">\n<p>h</p>\n<aside>\n<p>a</p>\n</aside>\n</section>\n", "html.site");
    check_page(
        "<blockquote>q</blockquote><hr><details><summary>s</summary>d</details>",
        "<blockquote>\n<p>q</p>\n</blockquote>\n<hr/>\n<section role=\"group\">\n<p><strong>s</strong></p>\n<p>d</p>\n</section>\n",
        "");
    check_page("<div class='admonition example'><p>x</div>", "<aside data-box=\"example\">\n<p>x</p>\n</aside>\n", "");
    check_page("<p><a href='#x'>y</a></p><a id=x></a><p>z", "<p><a href=\"#x\">y</a></p>\n<p id=\"x\">z</p>\n", "");
}

static void test_notes(void)
{
    static const char note[] = "<p>a<a data-ard=\"note-reference\" href=\"#n\" role=\"doc-noteref\">1</a></p>\n"
                               "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"n\">\n<p>b</p>\n</aside>\n";
    buffer wanted = BUFFER_EMPTY;
    check_page(
        "<p>a<sup><a role=doc-noteref href=#n>1</a></sup><aside role=doc-footnote id=n>b <a role=doc-backlink href=#r>^</a></aside>",
        "<p>a<a data-ard=\"note-reference\" href=\"#n\" role=\"doc-noteref\">1</a></p>\n"
        "<aside data-ard=\"note\" epub:type=\"footnote\" id=\"n\">\n<p>b</p>\n</aside>\n",
        "");
    check_page("<p>a<sup><a class=footnote-ref href=#n>1</a></sup><ol><li id=n>b</ol>", note, "");
    check_page(
        "<p>a<span role=doc-pagebreak title=7></span>b</p><div epub:type=pagebreak id=p8>8</div>",
        "<p>a<span data-ard=\"page\" title=\"7\"></span>b</p>\n<div data-ard=\"page\" id=\"p8\" title=\"8\"></div>\n",
        "");
    buffer_free(&wanted);
}

static void test_forms(void)
{
    check_page(
        "<p>Le <input size=8 placeholder=nom> <select><option value=''><option>est<option>et</select>",
        "<p>Le <span data-ard=\"answer\" aria-label=\"nom\" data-size=\"8\"></span> <span data-ard=\"answer\" data-choices=\"est&#10;et\">est / et</span></p>\n",
        "");
    check_page(
        "<label><input type=checkbox checked>vrai</label><input type=hidden value=x><input type=submit value=ok>",
        "<p><span data-ard=\"check\" aria-checked=\"true\"></span> vrai<span role=\"button\">ok</span></p>\n", "");
    check_page(
        "<fieldset><legend>l</legend><textarea rows=2 cols=10>t</textarea></fieldset>",
        "<section role=\"group\">\n<p><strong>l</strong></p>\n<p><span data-ard=\"answer\" data-size=\"20\">t</span></p>\n</section>\n",
        "");
}

static void test_media(void)
{
    check_page(
        "<p><img alt=x src='data:image/gif;base64,AAAA' width=5><img role=presentation><math><mi>x</mi></math>",
        "<p><img data-ard-number=\"1\" alt=\"x\" width=\"5\"/><img alt=\"\"/><math xmlns=\"http://www.w3.org/1998/Math/MathML\">"
        "<mi>x</mi></math></p>\n",
        "");
    check_page(
        "<p>a <math display=block><mi>x</mi></math> b",
        "<p>a</p>\n<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mi>x</mi></math>\n<p>b</p>\n",
        "");
    check_page("<svg viewBox='0 0 90 90' onload=x()><title>Un rond</title><script>y</script><circle r='4'/></svg>",
               "<p><img data-ard-number=\"1\" alt=\"Un rond\"/></p>\n", "");
    check_page("<button><svg viewBox='0 0 512 512'><path d='M0'/></svg>ok</button>",
               "<p><span role=\"button\">ok</span></p>\n", "");
    check_page("<iframe src='http://e.org/' title=film></iframe><canvas>c</canvas><video src=v.mp4></video>",
               "<p><a href=\"http://e.org/\">film</a>c<a href=\"v.mp4\">v.mp4</a></p>\n",
               "html.embedded html.embedded html.media");
    check_page(
        "<p hidden>a<p style='color:red;display:none'>b<p aria-hidden=true>c</p><script>d</script><style>e</style><template>f</template>g",
        "<p data-hidden=\"1\">a</p>\n<p data-hidden=\"1\">b</p>\n<p>g</p>\n", "html.scripts html.revealed");
    check_page("<p hidden>a<p style='display:none'>b<p aria-hidden=true>c<p>d <span hidden>e</span>", "<p>d</p>\n",
               "html.hidden");
}

#define TEX(block, source, inside)                                                                                     \
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"" block " data-tex=\"" source "\">" inside "</math>"
#define BLOCK " display=\"block\""

/* Formulas in TeX that a script of the page would show: MathJax's delimiters; dollars only where there is such a script. */
static void test_tex(void)
{
    check_page("<p><script type='math/tex'>x</script><noscript>n</noscript>",
               "<p>" TEX("", "x", "<mi>x</mi>") "</p>\n<p>n</p>\n", "");
    check_page("<p>a \\(x\\), \\[x+\\]b $$x$$ $x$ <code>\\(x\\)</code> \\(un mot\\) \\[x\\] \\(",
               "<p>a " TEX("", "x", "<mi>x</mi>") ",</p>\n" TEX(
                   BLOCK, "x+", "<mi>x</mi><mo>+</mo>") "\n<p>b $$x$$ $x$ "
                                                        "<code>\\(x\\)</code> \\(un mot\\) \\[x\\] \\(</p>\n",
               "");
    check_page("<script src=/mathjax@3/tex-chtml.js></script><h2>a $$x$$</h2><pre>$$x$$</pre><p>5$ et 6$ \\$$x$$",
               "<h2>a " TEX("", "x", "<mi>x</mi>") "</h2>\n<pre>$$x$$</pre>\n<p>5$ et 6$ \\$$x$$</p>\n",
               "html.scripts");
    check_page("<script>MathJax = {}</script>\\begin{align}x\\end{align} \\begin{x}",
               TEX(BLOCK, "\\begin{align}x\\end{align}", "<mi>x</mi>") "\n<p>\\begin{x}</p>\n", "html.scripts");
}

static void test_metadata(void)
{
    static const char page[] = "<html lang=fr-FR><head><title> Un\n titre </title><meta name=author content=A>"
                               "<meta name=DC.date content=2020-01-02></head><body>x";
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    task t = {.log = log, .limits = &limits, .data = ""};
    source s = {(const unsigned char *)page, sizeof page - 1, ""};
    CHECK(html_reader.probe(s.bytes, s.size) >= 80 && html_reader.probe((const unsigned char *)"x < y", 5) == 0);
    CHECK(html_reader.read(&t, &s, document) == ARD_OK);
    CHECK_TEXT(lesson_meta(document, "title"), "Un titre");
    CHECK_TEXT(lesson_meta(document, "language"), "fr-FR");
    CHECK_TEXT(lesson_meta(document, "author"), "A");
    CHECK_TEXT(lesson_meta(document, "date"), "2020-01-02");
    ard_document_free(document);
    report_free(log);
}

/* XML where it says that it is, HTML where it is not well formed. */
static void test_xhtml(void)
{
    check_page(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p/><script/><p>a<a id='x'/>b</p></body></html>",
        "<p>ab</p>\n", "html.scripts");
    check_page("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a<br>b</p></body></html>",
               "<p>a<br/>b</p>\n", "");
}

/* What is the site's is taken out and said; what holds the lesson, its title, or is all there is, stays. */
static void test_site(void)
{
    CHECK_NATIVE(
        "html",
        "<body><a href='#c'>Aller au contenu</a><header><h1>Le chat</h1><nav><a href='/'>Accueil</a></nav></header>"
        "<main id=c><div class='breadcrumb'><a href='/'>Cours</a> / chat</div><p>Le chat dort sur le tapis. Il est gris."
        "</p><aside><p>Aide</p></aside></main><footer>© 2024 licence CC BY</footer>",
        "<section role=\"banner\">\n<h1>Le chat</h1>\n</section>\n<section id=\"c\" role=\"main\">\n<p>Le chat dort sur "
        "le tapis. Il est gris.</p>\n<aside>\n<p>Aide</p>\n</aside>\n</section>\n");
    CHECK_NATIVE(
        "html", "<body><nav><ul><li><a href='a.html'>Un</a></ul></nav>",
        "<section role=\"navigation\">\n<ul>\n<li>\n<p><a href=\"a.html\">Un</a></p>\n</li>\n</ul>\n</section>\n");
    conversion c = convert("html", "native",
                           "<body><nav>Menu du site</nav><p>Une leçon assez longue pour en être une.</p>"
                           "<footer>© 2024 licence CC BY</footer>");
    CHECK(convert_said(&c, "html.site"));
    CHECK(strstr(buffer_string(&c.out), "<meta content=\"© 2024 licence CC BY\" name=\"rights\"/>"));
    convert_end(&c);
}

/* Poems, ruby, formulas as pictures, answers that are hidden, texts that only a script has. */
static void test_passages(void)
{
    check_page("<p class=verse>Il pleut,<br>il mouille<p class=verse>a",
               "<p data-ard=\"verse\">Il pleut,<br/>il mouille</p>\n<p data-ard=\"verse\">a</p>\n", "");
    check_page("<pre class=poem>\nUn  vers\nDeux\n\nTrois\n</pre>",
               "<p data-ard=\"verse\">Un  vers<br/>Deux<br/><br/>Trois<br/></p>\n", "");
    check_page("<p>a <span class=linenum>5</span> b", "<p>a <span data-ard=\"line\" title=\"5\"></span> b</p>\n", "");
    check_page("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<p>漢(kan)</p>\n", "");
    check_page(
        "<p><img class=mathtex alt='$x_1$' src=a.png>",
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" data-tex=\"x_1\"><msub><mi>x</mi><mn>1</mn></msub></math></p>\n",
        "");
    check_page(
        "<span class='katex'><span class='katex-mathml'><math><mi>x</mi></math></span><span class='katex-html'>x</span></span>",
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math></p>\n", "");
    check_page(
        "<script>f()</script><h2>Un</h2><p id=q hidden class=correction>Six.</p><p>Combien ?",
        "<h2>Un</h2>\n<p>Combien ?</p>\n<aside data-hidden=\"1\">\n<p><strong>Réponses</strong></p>\n<p><strong>Un</strong></p>\n"
        "<p data-hidden=\"1\" id=\"q\">Six.</p>\n</aside>\n",
        "html.scripts html.revealed html.answers");
    check_page(
        "<script>var q = [{q: \"Combien de pattes a une araignée ?\", a: 'Elle en a huit.'}, {q: 'Et la mouche bleue ?',"
        "a: `Elle en a six`}]; // \"non pas cela\"\nf('a-b c');</script><p>a",
        "<p>a</p>\n", "html.script-texts html.scripts");
}

/* Style sheets: what is hidden, emphasised, and where lines are lines; the cascade decides, conditions are passed over. */
static void test_sheets(void)
{
    check_page(
        "<style>.h{display:none} /* .a{} */ .a.b{display:block} @media print{.c{display:none}} b.c{font-weight:normal}</style>"
        "<p class=h>non<p class='a b'>oui<p class=c>ici",
        "<p>oui</p>\n<p>ici</p>\n", "html.hidden");
    check_page(
        "<style>.h{display:none}.h.on{display:block}</style><div class='h on'>a</div><p class=h style='display:block'>b",
        "<p>a</p>\n<p>b</p>\n", "");
    check_page(
        "<style>.i{font-style:italic;font-weight:bold}.u{text-decoration:underline}.r{color:#c00}#x{color:red}a{color:red}</style>"
        "<p>a <span class=i>b</span> <span class=u>c</span> <a href=x>d</a><p class=u>e",
        "<p>a <em><strong>b</strong></em> <u>c</u> <a href=\"x\">d</a></p>\n<p><u>e</u></p>\n", "");
    check_page("<style>.v{white-space:pre-line}</style><div class=v>\nUn\nDeux  deux\n</div><p>x\ny",
               "<p>Un<br/>Deux deux</p>\n<p>x y</p>\n", "");
    check_page("<style>a{}}}{{;@media x{.a{color:red}</style><p class=a>x", "<p>x</p>\n", "");
}

int main(void)
{
    test_sheets();
    test_passages();
    test_site();
    test_tree();
    test_encodings();
    test_bounds();
    test_places();
    test_text();
    test_structures();
    test_notes();
    test_forms();
    test_media();
    test_tex();
    test_metadata();
    test_xhtml();
    return check_end();
}
