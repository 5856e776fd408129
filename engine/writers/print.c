#include "writers/print.h"

#include "base/contrast.h"
#include "base/text.h"
#include "writers/common.h"
#include "writers/measures.h"

#include <string.h>

static const char *said(const ard_document *document)
{
    return style_at(document, STYLE_PAGE)->values[STYLE_PRINT];
}

bool print_is_large(const ard_document *document)
{
    return said(document) && text_in_list(said(document), "large");
}

int print_share(const ard_document *document, int percent)
{
    return percent && percent < 100 && print_is_large(document) ? 100 : percent;
}

int print_heading(const ard_document *document, int level, int percent)
{
    static const int shares[] = {130, 120, 115, 110, 105, 100};
    return print_is_large(document) && level >= 1 && level <= 6 ? shares[level - 1] : percent;
}

emphasis_look print_emphasis(const ard_document *document)
{
    static const struct {
        const char *word;
        emphasis_look look;
    } rows[] = {{"bold", LOOK_BOLD}, {"underline", LOOK_UNDERLINE}, {"spaced", LOOK_SPACED}};
    for (size_t i = 0; print_is_large(document) && i < sizeof rows / sizeof *rows; i++)
        if (text_in_list(said(document), rows[i].word))
            return rows[i].look;
    return LOOK_ITALIC;
}

/* Whether what stands around a node is bold. */
static bool in_bold(const ard_node *node)
{
    static const bool bold[KINDS] = {
        [STRONG] = true,
        [HEADING] = true,
        [HEADER_CELL] = true,
        [TERM] = true,
    };
    while ((node = node->parent) != NULL)
        if (bold[node->kind])
            return true;
    return false;
}

emphasis_look print_look(const ard_document *document, const ard_node *emphasis)
{
    emphasis_look look = print_emphasis(document);
    if (look == LOOK_ITALIC || node_attribute(emphasis, "data-asked"))
        return LOOK_ITALIC;
    return look == LOOK_BOLD && in_bold(emphasis) ? LOOK_UNDERLINE : look;
}

double print_scale(const ard_document *document)
{
    const double usual = 12; /* points of a page that says no size */
    const char *size = style_at(document, STYLE_PAGE)->values[STYLE_SIZE];
    double points;
    return print_is_large(document) && size && css_length(size, usual, &points) && points > usual ? points / usual : 1;
}

bool print_picture(const ard_document *document, const ard_node *image, double most_width, double most_height,
                   double *width, double *height)
{
    const resource *picture = lesson_resource_at(document, image->number);
    double scale = print_scale(document);
    if (!picture || !picture_size(image, picture, most_width, most_height, width, height))
        return false;
    double fit = most_width / *width < most_height / *height ? most_width / *width : most_height / *height;
    *width *= scale < fit ? scale : fit;
    *height *= scale < fit ? scale : fit;
    return true;
}

void print_page_name(const ard_document *document, const char *language, const char *number, buffer *out)
{
    buffer_text(out, added_word_in(language, WORD_PAGE));
    if (number && *number)
        buffer_format(out, " %s", number);
    if (number && *number && print_is_large(document))
        buffer_format(out, " %s", added_word_in(language, WORD_OF_BOOK));
}

bool page_is_dark(const ard_document *document)
{
    colour paper, black = {0, 0, 0};
    return colour_read(&paper, style_at(document, STYLE_PAGE)->values[STYLE_PAPER]) &&
           colour_contrast(paper, black) < LEAST_CONTRAST;
}

const char *page_ink(const ard_document *document)
{
    const style *page = style_at(document, STYLE_PAGE);
    colour ink;
    return page->values[STYLE_PAPER] && colour_read(&ink, page->values[STYLE_COLOUR]) &&
                   strlen(page->values[STYLE_COLOUR]) == 7
               ? page->values[STYLE_COLOUR]
               : NULL;
}
