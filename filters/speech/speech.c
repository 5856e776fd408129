/* The filter "speech": plans what is said of a lesson. Writers print the plan (spoken) or let voices say it (wav). */
#include "base/options.h"
#include "filters/speech/plan.h"

static const ard_option speech_options[] = {
    {"announce", ARD_FLAG, "no", 0, 0, "", "speech.announce"},
    {"maths", ARD_CHOICE, "school", 0, 0, "school clearspeak brief verbose", "speech.maths"},
    {"numbers", ARD_CHOICE, "words", 0, 0, "words digits", "speech.numbers"},
    {"region", ARD_CHOICE, "document", 0, 0, "document france belgium switzerland", "speech.region"},
    {"explain", ARD_CHOICE, "no", 0, 0, "no uncertain all", "speech.explain"},
    {"lexicon", ARD_TEXT, "", 0, 0, "", "speech.lexicons"},
    {"notes", ARD_FLAG, "yes", 0, 0, "", "speech.notes"},
    {"assessed", ARD_FLAG, "no", 0, 0, "", "speech.assessed"},
    {"rate", ARD_NUMBER, "175", 80, 450, "", "speech.rate"},
    {"pitch", ARD_NUMBER, "50", 0, 99, "", "speech.pitch"},
    {0},
};

/* The tag of whose numbers are said, by the first letter of the option's value. */
static const char *region_of(const char *value)
{
    return *value == 'f' ? "fr" : *value == 'b' ? "fr-BE" : *value == 's' ? "fr-CH" : "";
}

static ard_status apply(task *t, ard_document *document)
{
    const char *explain = options_text(t->options, "explain");
    speech_wishes wishes = {
        .announce = options_flag(t->options, "announce"),
        .digits = options_text(t->options, "numbers")[0] == 'd',
        .school = options_text(t->options, "maths")[0] != 'c',
        .brief = options_text(t->options, "maths")[0] == 'b',
        .verbose = options_text(t->options, "maths")[0] == 'v',
        .notes = options_flag(t->options, "notes"),
        .lexicons = options_text(t->options, "lexicon"),
        .region = region_of(options_text(t->options, "region")),
        .explain = explain[0] == 'a'   ? EXPLAIN_ALL
                   : explain[0] == 'u' ? EXPLAIN_UNCERTAIN
                                       : EXPLAIN_NONE,
        .assessed = options_flag(t->options, "assessed"),
    };
    ard_node *speech = node_new(document, SPEECH, NOWHERE);
    node_set_number(document, speech, "data-rate", options_integer(t->options, "rate"));
    node_set_number(document, speech, "data-pitch", options_integer(t->options, "pitch"));
    ard_status status = plan_utterances(t, document, &wishes, speech);
    if (status != ARD_OK)
        return status;
    node_append(lesson_root(document), speech);
    lesson_give(document, "speech");
    return lesson_status(document);
}

const ard_filter speech_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "speech",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "speech.filter",
              .options = speech_options},
    .gives = "speech",
    .apply = apply,
};
