/* The sheet, large print and the page's colours, in the page's style sheet (html-style.c has the rest of it). */
#include "html.h"

#include "writers/measures.h"
#include "writers/print.h"

/* Of CSS Paged Media 3: the sheet, and the one that wide tables turn. */
static void add_sheet(const html_page *page, buffer *out)
{
    const style *whole = style_at(page->document, STYLE_PAGE);
    sheet s = sheet_of(whole);
    if (whole->values[STYLE_SHEET] || whole->values[STYLE_MARGIN])
        buffer_format(out, "@page{margin:%.3gcm;size:%s%s}\n", s.margin / 72 * 2.54, s.a3 ? "A3" : "A4",
                      s.lies ? " landscape" : "");
    buffer_format(out, "@page couchee{margin:%.3gcm;size:%s landscape}\n", s.margin / 72 * 2.54, s.a3 ? "A3" : "A4");
    buffer_text(out, "@media print{[data-turned]{page:couchee}}\n");
}

/* Sizes of headings as the other formats have them; rules for all that is smaller than the text elsewhere. */
static void add_sizes(const html_page *page, buffer *out)
{
    for (int level = 1; level <= 6; level++)
        buffer_format(out, "h%d{font-size:%.3gem}\n", level, print_heading(page->document, level, 100) / 100.0);
    buffer_text(out, "h1,h2,h3,h4,h5,h6,dt,th{font-weight:bold}\n"
                     "sub,sup,.appel{font-size:.8em}\n"
                     "small,[data-ard=page],span[data-ard=page],[data-ard=line]{font-size:1em}\n"
                     "[data-ard=page]{text-align:start}\n"
                     "caption,figcaption,.legende{font-style:normal}\n"
                     "table[data-turned=broken] td,table[data-turned=broken] th{overflow-wrap:anywhere}\n"
                     "math{math-style:normal}"
                     "msub>:nth-child(n+2),msup>:nth-child(n+2),msubsup>:nth-child(n+2),"
                     "munder>:nth-child(n+2),mover>:nth-child(n+2),munderover>:nth-child(n+2){font-size:.8em}\n"
                     "caption{break-after:avoid}\n"
                     "ol,ul{padding-inline-start:2.6em}\n"
                     "@media print{main{padding:0 2px}"
                     "h1,h2,h3,h4,h5,h6,li,dd,[data-ard=instruction]{break-inside:avoid}}\n");
}

/* What stands for italics, and, inside of what is bold already, a line. What a question is about stays italic. */
static void add_emphasis(const html_page *page, buffer *out)
{
    static const char *const looks[] = {[LOOK_BOLD] = "font-weight:bold",
                                        [LOOK_UNDERLINE] = "text-decoration:underline",
                                        [LOOK_SPACED] = "letter-spacing:.15em"};
    emphasis_look look = print_emphasis(page->document);
    if (look == LOOK_ITALIC)
        return;
    buffer_format(out, "em{font-style:normal;%s}\n", looks[look]);
    if (look == LOOK_BOLD)
        buffer_text(out, "strong em,h1 em,h2 em,h3 em,h4 em,h5 em,h6 em,th em,dt em{text-decoration:underline}\n");
    buffer_text(out, "em[data-asked]{font-style:italic;font-weight:inherit;letter-spacing:inherit;"
                     "text-decoration:inherit}\n");
}

/* A page that says its paper has the ink for its links and lines, marks that can be read, a light ground for pictures on dark
 * paper, and its colours on paper too. */
static void add_colours(const html_page *page, buffer *out)
{
    bool dark = page_is_dark(page->document);
    if (!page_ink(page->document))
        return;
    buffer_format(out, ":root{background-color:%s;color-scheme:%s}\n",
                  style_at(page->document, STYLE_PAGE)->values[STYLE_PAPER], dark ? "dark" : "light");
    buffer_text(out, "a{color:inherit}mark{background-color:#ff6;color:#000}\n"
                     "@media print{:root{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n");
    if (dark)
        buffer_text(out, "img{background-color:#fff}\n");
}

void html_print(const html_page *page, buffer *out)
{
    add_colours(page, out);
    if (print_is_large(page->document)) {
        add_sizes(page, out);
        add_emphasis(page, out);
    }
    if (print_is_large(page->document) || styles_say(page->document, STYLE_SHEET) ||
        styles_say(page->document, STYLE_MARGIN))
        add_sheet(page, out);
}

bool html_picture_width(const html_page *page, const ard_node *image, buffer *out)
{
    const double any = 100000, pixel = 0.75; /* points of a CSS pixel; the page makes it fit */
    double width, height;
    if (print_scale(page->document) <= 1 || !print_picture(page->document, image, any, any, &width, &height))
        return false;
    buffer_format(out, "width:%.0fpx", width / pixel);
    return true;
}
