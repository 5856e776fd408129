/* Large print: the page's size, and with it all other sizes. Nothing stays smaller than the text, which writers see to by
 * the page's STYLE_PRINT (engine/writers/print.h), as they have the sizes of headings and notes. Italics give way to a look that
 * is easier to see, and that no question of the lesson is about. */
#include "sight.h"

#include "base/options.h"

#include <string.h>

/* Looks that can stand for italics, the best first, and the kind of emphasis that has the same. */
static const struct cue {
    const char *name;
    ard_kind like;
} cues[] = {{"bold", STRONG}, {"underline", UNDERLINE}, {"spaced", KINDS}};

enum { CUES = sizeof cues / sizeof *cues };

/* Which kinds of emphasis a question of the lesson is about. */
static void survey(const ard_document *document, bool asked[KINDS])
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && node_attribute(w.node, "data-asked"))
            asked[w.node->kind] = true;
}

/* The look that stands for italics: the one that was chosen, else the next one that no question is about. */
static const char *cue_for(const char *chosen, const bool asked[KINDS])
{
    size_t first = 0;
    if (strcmp(chosen, "italic") == 0)
        return chosen;
    while (first + 1 < CUES && strcmp(cues[first].name, chosen) != 0)
        first++;
    for (size_t i = first; i < CUES; i++)
        if (cues[i].like == KINDS || !asked[cues[i].like])
            return cues[i].name;
    return cues[first].name;
}

/* Scales the size of one of the document's own styles with the text, and makes its italics bold. */
static void change_row(ard_document *document, uint16_t row, double scale, double least, bool upright)
{
    const style *own = style_at(document, row);
    double points = style_points(own->values[STYLE_SIZE]) * scale;
    const char *slant = own->values[STYLE_SLANT];
    buffer size = BUFFER_EMPTY;
    if (points > 0) {
        buffer_format(&size, "%.4gpt", points > least ? points : least);
        style_set(document, row, STYLE_SIZE, buffer_string(&size));
    }
    if (upright && slant && strcmp(slant, "normal") != 0) {
        style_set(document, row, STYLE_SLANT, "normal");
        style_set(document, row, STYLE_WEIGHT, "bold");
    }
    buffer_free(&size);
}

void sight_print(task *job, ard_document *document)
{
    const double usual = 12; /* points of a text that says no size, in browsers and word processors */
    bool asked[KINDS] = {false};
    double size = options_number(job->options, "print-size"),
           old = style_points(style_at(document, STYLE_PAGE)->values[STYLE_SIZE]);
    buffer value = BUFFER_EMPTY;
    survey(document, asked);
    const char *cue = cue_for(options_text(job->options, "emphasis"), asked);
    for (size_t row = STYLE_PAGE + 1; row < style_count(document); row++)
        change_row(document, (uint16_t)row, size / (old > 0 ? old : usual), size,
                   strcmp(cue, "italic") != 0 && !asked[SPAN]);
    buffer_format(&value, "%.4gpt", size);
    style_set(document, STYLE_PAGE, STYLE_SIZE, buffer_string(&value));
    buffer_reset(&value);
    buffer_format(&value, "large %s", cue);
    style_set(document, STYLE_PAGE, STYLE_PRINT, buffer_string(&value));
    buffer_free(&value);
}
