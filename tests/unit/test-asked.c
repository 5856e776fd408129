/* What a question asks about is said in every form that cannot show it. */
#include "convert.h"

#define NATIVE(body)                                                                                                   \
    "<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\" lang=\"fr\"><body>" body "</body></html>"

static void check_in(const char *to, const char *body, const char *wanted)
{
    buffer page = BUFFER_EMPTY;
    buffer_format(&page, NATIVE("%s"), body);
    conversion c = convert("native", to, buffer_string(&page));
    const char *got = buffer_string(&c.out);
    CHECK(c.status == ARD_OK);
    if (!strstr(got, wanted))
        CHECK_TEXT(got, wanted);
    else
        CHECK(strstr(got, wanted));
    convert_end(&c);
    buffer_free(&page);
}

int main(void)
{
    /* Text: brackets, inside of words too; touching nodes of one look are one passage. */
    check_in("text", "<p>Le <u data-asked=\"1\">chat</u> dort.</p>", "Le [souligné\u00A0: chat] dort.");
    check_in("text", "<p>Nous chant<strong data-asked=\"1\">ons</strong>.</p>", "chant[en gras\u00A0: ons].");
    check_in("text", "<p><u data-asked=\"1\">le </u><u data-asked=\"1\">chat</u> dort</p>",
             "[souligné\u00A0: le chat] dort");
    check_in("text", "<p>Le <u>chat</u> dort.</p>", "Le chat dort.");
    check_in("text", "<p lang=\"en\">A <mark data-asked=\"1\">cat</mark>.</p>", "A [highlighted: cat].");
    /* HTML: words that are not shown, before a word, after the whole word, and at the end of a longer passage. */
    check_in("html", "<p>Le <u data-asked=\"1\">chat</u> dort.</p>",
             "<u data-asked=\"1\"><span class=\"dit\" data-ard=\"made\">souligné\u00A0: </span>chat</u> dort.");
    check_in("html", "<p>dé<u data-asked=\"1\">fai</u>tes-le</p>",
             "dé<u data-asked=\"1\">fai</u>tes<span class=\"dit\" data-ard=\"made\"> (souligné\u00A0: fai)</span>-le");
    check_in("html", "<p>l’<s data-asked=\"1\">eau</s></p>",
             "<s data-asked=\"1\">eau</s><span class=\"dit\" data-ard=\"made\"> (barré\u00A0: eau)</span></p>");
    check_in("html", "<p><em data-asked=\"1\">le chat</em> dort</p>",
             "le chat<span class=\"dit\" data-ard=\"made\"> (fin)</span></em> dort");
    /* What our page says is none of the lesson. */
    conversion html =
        convert("native", "html", NATIVE("<p>dé<u data-asked=\"1\">fai</u>tes <u data-asked=\"1\">vous</u></p>"));
    conversion back = convert("html", "native", buffer_string(&html.out));
    CHECK(strstr(buffer_string(&back.out), "<p>dé<u data-asked=\"1\">fai</u>tes <u data-asked=\"1\">vous</u></p>"));
    convert_end(&html);
    convert_end(&back);
    return check_end();
}
