/* Colours: an ink and a paper that contrast by 7 at least (WCAG 2.2, 1.4.6), and what becomes of the document's own colours
 * beside them. A colour of the author's stays as near to what it was as its new paper lets it, 4.5 at least (1.4.3): a
 * question may be about it. */
#include "sight.h"

#include "base/contrast.h"
#include "base/options.h"

#include <string.h>

static const struct palette {
    const char *name, *ink, *paper;
} palettes[] = {
    {"black-on-white", "#000000", "#ffffff"},  {"white-on-black", "#ffffff", "#000000"},
    {"yellow-on-black", "#ffff66", "#000000"}, {"black-on-yellow", "#000000", "#ffff99"},
    {"yellow-on-blue", "#ffff66", "#00005c"},  {"white-on-blue", "#ffffff", "#00005c"},
};

bool sight_palette_named(const char *name, const char **ink, const char **paper)
{
    for (size_t i = 0; i < sizeof palettes / sizeof *palettes; i++)
        if (strcmp(palettes[i].name, name) == 0) {
            *ink = palettes[i].ink;
            *paper = palettes[i].paper;
            return true;
        }
    return false;
}

/* Makes one style's colours readable where they are not; whether they were changed. */
static bool fit_row(ard_document *document, uint16_t row, colour ink, colour paper)
{
    const style *own = style_at(document, row);
    const char *said = own->values[STYLE_COLOUR], *below = own->values[STYLE_PAPER];
    char text[8];
    colour letters = ink, behind = paper;
    if ((said && !colour_read(&letters, said)) || (below && !colour_read(&behind, below)) || (!said && !below) ||
        colour_contrast(letters, behind) >= LEAST_CONTRAST)
        return false;
    style_set(document, row, STYLE_COLOUR, colour_text(colour_fit(letters, behind, behind), text));
    return true;
}

ard_status sight_palette(task *job, ard_document *document)
{
    const char *ink, *paper;
    colour letters, behind;
    long long fitted = 0;
    if (!sight_palette_named(options_text(job->options, "palette"), &ink, &paper))
        return ARD_OK;
    if (!colour_read(&letters, ink) || !colour_read(&behind, paper))
        return report(job->log, NOWHERE, "page.colour.wrong", ink, NULL);
    style_set(document, STYLE_PAGE, STYLE_COLOUR, ink);
    style_set(document, STYLE_PAGE, STYLE_PAPER, paper);
    for (size_t row = STYLE_PAGE + 1; row < style_count(document); row++)
        fitted += fit_row(document, (uint16_t)row, letters, behind);
    if (fitted)
        report(job->log, NOWHERE, "sight.colours.fitted", report_number(job->log, fitted), NULL);
    return ARD_OK;
}
