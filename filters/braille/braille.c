/* The filter: a lesson becomes pages of braille at the end of its root; the text stays as it is. */
#include "filters/braille/braille.h"

#include "base/memory.h"
#include "base/options.h"
#include "filters/braille/louis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ard_option options_of_braille[] = {
    {"grade", ARD_CHOICE, "integral", 0, 0, "integral abrege 8", "braille.option.grade"},
    {"cells", ARD_NUMBER, "30", 0, 200, "", "braille.option.cells"},
    {"lines", ARD_NUMBER, "27", 0, 200, "", "braille.option.lines"},
    {"numbers", ARD_CHOICE, "top", 0, 0, "top bottom none", "braille.option.numbers"},
    {"first", ARD_NUMBER, "1", 1, 99999, "", "braille.option.first"},
    {"head", ARD_TEXT, "", 0, 0, "", "braille.option.head"},
    {"title-page", ARD_FLAG, "no", 0, 0, "", "braille.option.title-page"},
    {"contents", ARD_FLAG, "no", 0, 0, "", "braille.option.contents"},
    {"depth", ARD_NUMBER, "3", 1, 6, "", "braille.option.depth"},
    {"volume", ARD_NUMBER, "0", 0, 9999, "", "braille.option.volume"},
    {"interpoint", ARD_FLAG, "no", 0, 0, "", "braille.option.interpoint"},
    {"notes", ARD_CHOICE, "end", 0, 0, "end place", "braille.option.notes"},
    {"boxes", ARD_CHOICE, "lines", 0, 0, "lines none", "braille.option.boxes"},
    {"languages", ARD_TEXT, "en es de it la", 0, 0, "", "braille.option.languages"},
    {"print-pages", ARD_FLAG, "yes", 0, 0, "", "braille.option.print-pages"},
    {"blocks", ARD_CHOICE, "short", 0, 0, "short all", "braille.option.blocks"},
    {"trigonometry", ARD_CHOICE, "letters", 0, 0, "letters signs", "braille.option.trigonometry"},
    {0},
};

static grade grade_option(const options *o)
{
    static const char *const names[GRADES] = {"integral", "abrege", "8"};
    const char *value = options_text(o, "grade");
    for (int i = 0; i < GRADES; i++)
        if (strcmp(names[i], value) == 0)
            return (grade)i;
    return GRADE_INTEGRAL;
}

/* Loads the table of French, without which there is no braille, and those of the other languages asked for; a language
 * whose table is not installed is reported where a lesson needs it. */
static ard_status prepare(task *at_hand)
{
    grade which = grade_option(at_hand->options);
    ard_status status = louis_load(at_hand->log, table_of_grade(which));
    if (status == ARD_OK && which == GRADE_ABREGE)
        status = louis_load(at_hand->log, table_of_grade(GRADE_INTEGRAL));
    for (const char *at = options_text(at_hand->options, "languages"); status == ARD_OK && *at;) {
        char language[12];
        size_t size = strcspn(at, " ,");
        snprintf(language, sizeof language, "%.*s", (int)(size < sizeof language ? size : 0), at);
        const char *louis = table_of_language(language, which == GRADE_ABREGE);
        if (louis)
            louis_has(louis);
        else if (size)
            status = report(at_hand->log, NOWHERE, "braille.languages", language, NULL);
        at += size;
        at += strspn(at, " ,");
    }
    return status;
}

/* The room for lines between what stands above and below them. */
static bool page_is_possible(const options *o)
{
    int width = options_integer(o, "cells"), height = options_integer(o, "lines");
    return (!width || width >= 10) && (!height || height >= 4);
}

/* The lesson's language, for the words that are added; French where it has no table. */
static void find_own_language(transcriber *t)
{
    const char *language = lesson_meta(t->document, "language");
    const char *own = language && !language_is_french(language) ? table_of_language(language, false) : NULL;
    bool has = own && louis_has(own);
    t->own = has ? own : t->french;
    t->own_language = t->language = has ? language : "fr";
}

static ard_status apply(task *at_hand, ard_document *document)
{
    if (!page_is_possible(at_hand->options))
        return report(at_hand->log, NOWHERE, "braille.page", NULL);
    grade which = grade_option(at_hand->options);
    ard_status status = louis_load(at_hand->log, table_of_grade(which));
    if (status != ARD_OK)
        return status;
    transcriber *t = memory_new(1, sizeof *t);
    if (!t || !transcriber_open(t)) {
        free(t);
        return report(at_hand->log, NOWHERE, "braille.memory", NULL);
    }
    t->task = at_hand;
    t->document = document;
    t->grade = which;
    t->french = table_of_grade(which);
    t->told = table_new(lesson_pool(document));
    find_own_language(t);
    t->optional_blocks = strcmp(options_text(at_hand->options, "blocks"), "all") == 0;
    t->compact = strcmp(options_text(at_hand->options, "trigonometry"), "signs") == 0;
    status = braille_layout(t);
    if (status == ARD_OK && lesson_given(document, "cells"))
        status = braille_keep(t);
    if (status == ARD_OK)
        lesson_give(document, "braille");
    transcriber_close(t);
    free(t);
    return status;
}

const ard_filter braille_filter = {
    .about = {ARD_FILTER, "braille", "", "", "", "", "braille.help", options_of_braille},
    .gives = "braille",
    .prepare = prepare,
    .apply = apply,
};
