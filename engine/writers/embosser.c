#include "embosser.h"

#include "base/options.h"

#include <stdlib.h>
#include <string.h>

/* Embossers by their makers' figures, as brailleutils' catalogue has them: the pitch of cells and lines, the most cells of a
 * line and the widest paper. Hundredths of millimetres. */
static const struct embosser {
    const char *name;
    long cell, line, most_cells, most_width;
    bool both_sides;
} embossers[] = {
    {"any", 600, 1000, 200, 100000, true},           {"index-basic-d", 600, 1000, 49, 32500, true},
    {"index-everest-d", 600, 1000, 48, 29700, true}, {"index-braille-box", 600, 1000, 48, 29700, true},
    {"romeo-pro-50", 610, 1016, 55, 33655, false},   {"juliet-pro-60", 610, 1016, 55, 33655, true},
};

/* Papers by name, in hundredths of millimetres; any other is said as "210x297", in millimetres. */
static const struct paper_size {
    const char *name;
    long width, height;
} papers[] = {
    {"a4", 21000, 29700},
    {"letter", 21590, 27940},
    {"fanfold-a4", 21000, 30480},
    {"fanfold-11", 29210, 27940},
};

static bool find_paper(const char *said, struct paper_size *found)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (strcmp(papers[i].name, said) == 0) {
            *found = papers[i];
            return true;
        }
    char *end;
    found->width = strtol(said, &end, 10) * 100;
    if (*end != 'x' && *end != 'X')
        return false;
    const char *second = end + 1;
    found->height = strtol(second, &end, 10) * 100;
    return end > second && !*end && found->width >= 5000 && found->width <= 100000 && found->height >= 5000 &&
           found->height <= 100000;
}

static const struct embosser *find_embosser(const char *name)
{
    const struct embosser *found = embossers;
    for (size_t i = 0; i < sizeof embossers / sizeof *embossers; i++)
        if (strcmp(embossers[i].name, name) == 0)
            found = embossers + i;
    return found;
}

ard_status embossing_read(task *t, embossing *e)
{
    const char *paper = options_text(t->options, "paper"), *name = options_text(t->options, "embosser");
    const struct embosser *machine = find_embosser(name);
    struct paper_size size = {0};
    *e = (embossing){.left = options_integer(t->options, "left"),
                     .top = options_integer(t->options, "top"),
                     .interpoint = options_flag(t->options, "interpoint"),
                     .feeds = strcmp(options_text(t->options, "feeds"), "none") != 0};
    if (*paper && !find_paper(paper, &size))
        return report(t->log, NOWHERE, "brf.paper", paper, NULL);
    if (size.width > machine->most_width)
        return report(t->log, NOWHERE, "brf.paper.wide", paper, name, NULL);
    if (e->interpoint && !machine->both_sides)
        return report(t->log, NOWHERE, "brf.one-side", name, NULL);
    e->known = *paper || machine != embossers;
    e->cells = *paper ? size.width / machine->cell : machine->most_cells;
    e->cells = e->cells < machine->most_cells ? e->cells : machine->most_cells;
    e->lines = *paper ? size.height / machine->line : 0;
    if (!e->feeds && !e->lines)
        return report(t->log, NOWHERE, "brf.feeds", NULL);
    return ARD_OK;
}

ard_status embossing_check(task *t, const embossing *e, long cells, long lines)
{
    bool wide = e->known && cells + e->left > e->cells, long_page = e->lines && lines + e->top > e->lines;
    if (wide)
        return report(t->log, NOWHERE, "brf.wide", report_number(t->log, cells),
                      report_number(t->log, e->cells - e->left > 0 ? e->cells - e->left : 0), NULL);
    if (long_page)
        return report(t->log, NOWHERE, "brf.long", report_number(t->log, lines),
                      report_number(t->log, e->lines - e->top > 0 ? e->lines - e->top : 0), NULL);
    return ARD_OK;
}

long embossing_left(const embossing *e, long number, long cells)
{
    if (!e->interpoint || number % 2)
        return e->left;
    return e->known && e->cells > cells + e->left ? e->cells - cells - e->left : 0;
}
