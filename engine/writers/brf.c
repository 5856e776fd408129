/* Braille for embossers: a byte a cell, CR LF after a line, form feed after a page. Embossers are printers: they return
 * the carriage only where they are told to, and most translators write BRF so; readers of BRF take LF alone as well. */
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/ascii-braille.h"
#include "lesson/lesson.h"

#include <string.h>

static const ard_option options_of_brf[] = {
    {"table", ARD_CHOICE, "nabcc", 0, 0, "nabcc tbfr2007", "brf.option.table"},
    {0},
};

/* Writes a line's cells. Eight-dot cells have no character in six-dot tables: their two lower dots are left out, and
 * that is told by the caller, once. */
static bool write_cells(ard_output *output, const char *cells, const char *characters)
{
    bool whole = true;
    char bytes[256];
    size_t size = 0;
    for (uint32_t point; (point = text_next(&cells)) != 0;) {
        whole &= point >= 0x2800 && point < 0x2840;
        bytes[size++] = characters[point & 0x3F];
        if (size == sizeof bytes) {
            output_add(output, bytes, size);
            size = 0;
        }
    }
    output_add(output, bytes, size);
    output_text(output, "\r\n");
    return whole;
}

static ard_status write_brf(task *t, const ard_document *document, ard_output *output)
{
    bool french = strcmp(options_text(t->options, "table"), "tbfr2007") == 0, whole = true;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE) {
            if (w.node->kind == BRAILLE_PAGE)
                output_text(output, "\f");
            continue;
        }
        if (w.node->kind == BRAILLE_LINE)
            whole &= write_cells(output, w.node->first ? w.node->first->text : "",
                                 french ? ascii_braille_tbfr2007 : ascii_braille_nabcc);
        else if (w.node->parent && w.node->parent->kind == LESSON_ROOT && w.node->kind != BRAILLE)
            walk_skip(&w);
    }
    if (!whole)
        report(t->log, NOWHERE, "brf.eight", NULL);
    return output_status(output);
}

const ard_writer brf_writer = {
    .about = {ARD_WRITER, "brf", "", ".brf", "application/x-brf", "", "brf.help", options_of_brf},
    .needs = "braille",
    .write = write_brf,
};
