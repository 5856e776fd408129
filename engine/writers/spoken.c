/* What is said of a lesson, an utterance a line: the plan that the filter "speech" made, to be read or compared. */
#include "base/plugin.h"
#include "lesson/lesson.h"

static ard_status write_spoken(task *t, const ard_document *document, ard_output *output)
{
    (void)t;
    const ard_node *speech = lesson_speech(document);
    for (const ard_node *said = speech ? speech->first : NULL; said; said = said->next) {
        output_text(output, utterance_text(said));
        output_text(output, "\n");
    }
    return output_status(output);
}

const ard_writer spoken_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "spoken",
              .aliases = "",
              .endings = ".spoken",
              .media_type = "text/plain",
              .lacks = "heading table emphasis link image maths",
              .help = "spoken.writer"},
    .needs = "speech",
    .write = write_spoken,
};
