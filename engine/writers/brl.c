/* Braille as Unicode: a line a line, newlines, a form feed between pages. */
#include "base/plugin.h"
#include "lesson/lesson.h"

static ard_status write_brl(task *t, const ard_document *document, ard_output *output)
{
    (void)t;
    bool pages = false;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE) {
            if (w.node->kind == BRAILLE_LINE)
                output_text(output, "\n");
            continue;
        }
        if (w.node->kind == BRAILLE_PAGE) {
            output_text(output, pages ? "\f" : "");
            pages = true;
        } else if (w.node->kind == BRAILLE_LINE && w.node->first)
            output_text(output, w.node->first->text);
        else if (w.node->parent && w.node->parent->kind == LESSON_ROOT && w.node->kind != BRAILLE)
            walk_skip(&w);
    }
    return output_status(output);
}

const ard_writer brl_writer = {
    .about = {ARD_WRITER, "brl", "braille", ".brl", "text/plain; charset=utf-8", "", "brl.help", NULL},
    .needs = "braille",
    .write = write_brl,
};
