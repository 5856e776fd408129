/* The filter "dyslexia": the page's own style (page.c), and aids that mark letters, syllables and words (marks.c), each an
 * option of its own. The text never changes: marks are looks on the lesson's own characters. doc/dyslexia.md. */
#include "aids.h"

#include "lesson/marks.h"

static ard_status mark(task *job, aids *a)
{
    aids_survey(a);
    ard_status status = looks_make(a);
    if (!status && aids_mark(a))
        status = marks_make(a);
    return status ? status : report_status(job->log);
}

/* The marks of an earlier adaptation go before new ones come. */
static ard_status take_away(ard_document *document)
{
    style_set(document, STYLE_PAGE, STYLE_LINES, NULL);
    style_set(document, STYLE_PAGE, STYLE_RULER, NULL);
    return marks_take_away(document);
}

static ard_status apply(task *job, ard_document *document)
{
    aids a;
    ard_status status = page_check(job, document);
    if (!status)
        status = aids_read(&a, job, document);
    if (!status && aids_any(&a))
        status = take_away(document);
    if (status)
        return status;
    page_apply(job, document);
    return aids_any(&a) ? mark(job, &a) : lesson_status(document);
}

static const ard_option dyslexia_options[] = {
    {"font", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.font"},
    {"size", ARD_NUMBER, "14", 8, 72, NULL, "dyslexia.option.size"},
    {"letter-spacing", ARD_NUMBER, "0", 0, 1, NULL, "dyslexia.option.letter-spacing"},
    {"word-spacing", ARD_NUMBER, "0", 0, 2, NULL, "dyslexia.option.word-spacing"},
    {"line-height", ARD_NUMBER, "1.5", 1, 4, NULL, "dyslexia.option.line-height"},
    {"paragraph-spacing", ARD_NUMBER, "1", 0, 4, NULL, "dyslexia.option.paragraph-spacing"},
    {"align", ARD_CHOICE, "left", 0, 0, "left", "dyslexia.option.align"},
    {"hyphens", ARD_CHOICE, "none", 0, 0, "none auto", "dyslexia.option.hyphens"},
    {"paper", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.paper"},
    {"ink", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.ink"},
    {"measure", ARD_NUMBER, "65", 20, 200, NULL, "dyslexia.option.measure"},
    {"syllables", ARD_CHOICE, "none", 0, 0, "none two three", "dyslexia.option.syllables"},
    {"syllable-colours", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.syllable-colours"},
    {"arcs", ARD_FLAG, "no", 0, 0, NULL, "dyslexia.option.arcs"},
    {"division", ARD_CHOICE, "written", 0, 0, "written oral", "dyslexia.option.division"},
    {"double-consonants", ARD_CHOICE, "together", 0, 0, "together apart", "dyslexia.option.double-consonants"},
    {"final-e", ARD_CHOICE, "own", 0, 0, "own joined", "dyslexia.option.final-e"},
    {"exceptions", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.exceptions"},
    {"silent", ARD_CHOICE, "none", 0, 0, "none grey struck", "dyslexia.option.silent"},
    {"silent-colour", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.silent-colour"},
    {"letters", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.letters"},
    {"graphemes", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.graphemes"},
    {"phonemes", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.phonemes"},
    {"colours", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.colours"},
    {"liaisons", ARD_CHOICE, "none", 0, 0, "none made all", "dyslexia.option.liaisons"},
    {"word-borders", ARD_FLAG, "no", 0, 0, NULL, "dyslexia.option.word-borders"},
    {"breath-groups", ARD_FLAG, "no", 0, 0, NULL, "dyslexia.option.breath-groups"},
    {"punctuation", ARD_FLAG, "no", 0, 0, NULL, "dyslexia.option.punctuation"},
    {"alternate-lines", ARD_CHOICE, "none", 0, 0, "none paper ink", "dyslexia.option.alternate-lines"},
    {"line-colours", ARD_TEXT, "", 0, 0, NULL, "dyslexia.option.line-colours"},
    {"ruler", ARD_FLAG, "no", 0, 0, NULL, "dyslexia.option.ruler"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter dyslexia_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "dyslexia",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "dyslexia.help",
              .options = dyslexia_options},
    .apply = apply,
};
