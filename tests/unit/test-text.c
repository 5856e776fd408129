/* The plain-text reader: paragraphs, lines, lists, headings, encodings (the rules at the top of readers/text.c). */
#include "convert.h"

static void test_paragraphs(void)
{
    CHECK_NATIVE("text", "Un.\n\nDeux.\n", "<p>Un.</p>\n<p>Deux.</p>\n");
    CHECK_NATIVE("text", "", "");
    /* Each line has no room for the next word: they were wrapped. */
    CHECK_NATIVE(
        "text",
        "La Terre tourne autour du Soleil en une année, et sur\n"
        "elle-même en un jour ; la Lune tourne autour d'elle en\n"
        "un mois.\n",
        "<p>La Terre tourne autour du Soleil en une année, et sur elle-même en un jour ; la Lune tourne autour "
        "d'elle en un mois.</p>\n");
    /* Short lines are lines. */
    CHECK_NATIVE("text", "Maître Corbeau,\nsur un arbre perché,\n",
                 "<p>Maître Corbeau,<br/>sur un arbre perché,</p>\n");
    CHECK_NATIVE("text", "Nom :\tClasse :\n", "<p>Nom :\tClasse :</p>\n");
}

static void test_lists(void)
{
    CHECK_NATIVE("text", "- un\n- deux\n", "<ul>\n<li>\n<p>un</p>\n</li>\n<li>\n<p>deux</p>\n</li>\n</ul>\n");
    CHECK_NATIVE("text", "3) a\n4) b\n",
                 "<ol data-after=\")\" start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n");
    CHECK_NATIVE(
        "text", "1. a\n   a) b\n   suite\n2. c\n",
        "<ol>\n<li>\n<p>a</p>\n<ol data-after=\")\" type=\"a\">\n<li>\n<p>b<br/>suite</p>\n</li>\n</ol>\n</li>\n"
        "<li>\n<p>c</p>\n</li>\n</ol>\n");
    /* One dash alone is speech; a year is no number of a list. */
    CHECK_NATIVE("text", "- Bonjour, dit-il.\n", "<p>- Bonjour, dit-il.</p>\n");
    CHECK_NATIVE("text", "1914. La guerre.\n", "<p>1914. La guerre.</p>\n");
}

static void test_headings(void)
{
    CHECK_NATIVE("text", "Titre\n=====\n\nTexte\n", "<h1>Titre</h1>\n<p>Texte</p>\n");
    CHECK_NATIVE("text", "Partie\n---\nTexte\n", "<h2>Partie</h2>\n<p>Texte</p>\n");
    CHECK_NATIVE("text", "## Exercice\nTexte\n", "<h2>Exercice</h2>\n<p>Texte</p>\n");
    CHECK_NATIVE("text", "a\n# b\n", "<p>a<br/># b</p>\n");
}

static void test_encodings(void)
{
    static const char utf16[] = "\xFF\xFE\xC9\0t\0\xE9\0", utf16_bare[] = "E\0t\0e\0.\0";
    conversion c = convert_bytes("text", "text", utf16, sizeof utf16 - 1);
    CHECK_TEXT(buffer_string(&c.out), "Été\n");
    convert_end(&c);
    c = convert_bytes("text", "text", utf16_bare, sizeof utf16_bare - 1);
    CHECK_TEXT(buffer_string(&c.out), "Ete.\n");
    convert_end(&c);
    c = convert("text", "text",
                "\xEF\xBB\xBF"
                "été\r\nhiver\r");
    CHECK_TEXT(buffer_string(&c.out), "été\nhiver\n");
    convert_end(&c);
    c = convert("text", "text", "\xE9t\xE9 \x80");
    CHECK_TEXT(buffer_string(&c.out), "été €\n");
    CHECK(convert_said(&c, "plain.encoding"));
    convert_end(&c);
}

/* A form feed begins a page: the next block's style says so. */
static void test_pages(void)
{
    conversion c = convert("text", "html", "un\n\fdeux\n");
    CHECK(strstr(buffer_string(&c.out), "{break-before:page}"));
    CHECK(strstr(buffer_string(&c.out), "<p class=\"ardoise-a1\">deux</p>"));
    convert_end(&c);
}

/* Tables drawn with characters, words cut at line ends, numbers of pages. */
static void test_drawn(void)
{
    static const char grid[] =
        "<table>\n<tr>\n<th scope=\"col\">\n<p>A</p>\n</th>\n<th scope=\"col\">\n<p>B</p>\n</th>\n</tr>\n<tr>\n<td>\n"
        "<p>un deux</p>\n</td>\n<td>\n<p>3</p>\n</td>\n</tr>\n</table>\n";
    CHECK_NATIVE("text", "+-----+---+\n| A   | B |\n+=====+===+\n| un  | 3 |\n| deux|   |\n+-----+---+\n", grid);
    CHECK_NATIVE("text", "A | B\n--- | ---\nun deux | 3\n", grid);
    CHECK_NATIVE("text", "a\tb\nc\td\ne\t\n", "<p>a\tb<br/>c\td<br/>e</p>\n");
    CHECK_NATIVE(
        "text", "a\tb\nc\td\ne\tf\n",
        "<table>\n<tr>\n<td>\n<p>a</p>\n</td>\n<td>\n<p>b</p>\n</td>\n</tr>\n<tr>\n<td>\n<p>c</p>\n</td>\n<td>\n<p>d</p>\n"
        "</td>\n</tr>\n<tr>\n<td>\n<p>e</p>\n</td>\n<td>\n<p>f</p>\n</td>\n</tr>\n</table>\n");
    CHECK_NATIVE(
        "text",
        "La Terre tourne autour du Soleil en une année, sur l'or-\n"
        "dinateur on le voit bien, et chacun prend un rendez-\n"
        "vous avec elle au mois de mai.\n",
        "<p>La Terre tourne autour du Soleil en une année, sur l'ordinateur on le voit bien, et chacun prend un "
        "rendez-vous avec elle au mois de mai.</p>\n");
    CHECK_NATIVE("text", "a\n\f12\nb\n", "<p>a</p>\n<div data-ard=\"page\" title=\"12\"></div>\n<p>b</p>\n");
}

/* A cell over rows or columns keeps the places of the others; a rule below the head; what can be chosen is listed. */
static void test_tables(void)
{
    conversion c = convert("html", "text",
                           "<table><tr><th>A<th>Bonjour<th>C</tr><tr><td rowspan=2>un<td>deux<td>trois</tr>"
                           "<tr><td>quatre<td>cinq</tr><tr><td colspan=2>six<td>sept</tr></table>");
    CHECK_TEXT(buffer_string(&c.out),
               "A | Bonjour | C\n--- | ------- | ---\nun | deux | trois\n | quatre | cinq\nsix | | sept\n");
    convert_end(&c);
}

int main(void)
{
    test_drawn();
    test_tables();
    test_paragraphs();
    test_lists();
    test_headings();
    test_encodings();
    test_pages();
    return check_end();
}
