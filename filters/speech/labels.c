/* The filter "speech-labels": each formula is named for a screen reader in words (aria-label), as "-t spoken" says it. It takes the
 * place of the formula's own MathML there, so it is only made where it is asked for. */
#include "base/options.h"
#include "filters/speech/plan.h"
#include "lesson/fields.h"

#include <string.h>

static const ard_option label_options[] = {
    {"formulas", ARD_FLAG, "no", 0, 0, "", "speech-labels.formulas"},
    {"maths", ARD_CHOICE, "school", 0, 0, "school clearspeak", "speech.maths"},
    {0},
};

/* Rules of the languages met, each made once. */
typedef struct rules {
    const char *language;
    rule_set *set;
} rules;

static const rule_set *rules_of(rules *met, size_t room, arena *pool, const char *language)
{
    const speech_words *words = speech_words_of(language);
    for (size_t i = 0; words && i < room; i++) {
        if (!met[i].language)
            met[i] = (rules){words->language, rules_new(pool, words)};
        if (strcmp(met[i].language, words->language) == 0)
            return met[i].set;
    }
    return NULL;
}

static ard_status apply(task *t, ard_document *document)
{
    enum { LANGUAGES = 4 };
    rules met[LANGUAGES] = {{0}};
    speech_wishes wishes = {.school = options_text(t->options, "maths")[0] == 's'};
    buffer words = BUFFER_EMPTY;
    if (!options_flag(t->options, "formulas"))
        return ARD_OK;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool formula = w.node->kind == MATHS || w.node->kind == MATHS_BLOCK;
        if (event != WALK_ENTER || !formula)
            continue;
        const char *language = node_language(document, w.node);
        language = language && *language ? language : "fr";
        buffer_reset(&words);
        maths_say(w.node, language, rules_of(met, LANGUAGES, lesson_pool(document), language), &wishes, &words);
        node_set_added(document, w.node, "aria-label", buffer_string(&words));
    }
    buffer_free(&words);
    return lesson_status(document);
}

const ard_filter speech_labels_filter = {
    .about = {ARD_FILTER, "speech-labels", "", "", "", "", "speech-labels.help", label_options},
    .apply = apply,
};
