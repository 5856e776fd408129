/* The plan of what is said of a lesson: utterances, one after the other. */
#ifndef SPEECH_PLAN_H
#define SPEECH_PLAN_H

#include "base/plugin.h"
#include "filters/speech/rules.h"
#include "lesson/lesson.h"

/* What the person is told of readings: nothing, those that are uncertain, all. */
typedef enum explanation { EXPLAIN_NONE, EXPLAIN_UNCERTAIN, EXPLAIN_ALL } explanation;

/* What the options ask for. */
typedef struct speech_wishes {
    bool announce;                      /* headings, pictures, tables, notes and pages are announced */
    bool digits;                        /* numbers stay in digits */
    bool school;                        /* formulas in the words of French schools, else ClearSpeak's; of these: */
    bool brief, verbose;                /* with as few words as can be; with every beginning and end said */
    bool notes;                         /* notes are said */
    bool assessed;                      /* so is what an exercise gives to read, where it assesses reading */
    const char *region;                 /* whose numbers French passages have: "fr-BE", "fr-CH", "fr", or "" for their own */
    explanation explain;
    const char *lexicons;               /* PLS files below the lesson's folder, divided by blanks; NULL: none */
} speech_wishes;

/* Adds to `speech`, an unlinked SPEECH node, an UTTERANCE for each sentence, or passage in another language, of a
 * document. Its text is what is said. Attributes: lang; data-block, the number of its block, from 1; data-kind, the name
 * of the block's kind; data-sounds, the sounds of words that voices misread (engine/sound/given.h);
 * data-places, where in the tree what is said stands (places.h). */
ard_status plan_utterances(task *t, ard_document *document, const speech_wishes *wishes, ard_node *speech);

/* Adds a formula (MATHS or MATHS_BLOCK) in words: the language's, else French. Never nothing. Text in it is said by `rules`,
 * the language's, or NULL. */
void maths_say(const ard_node *maths, const char *language, const rule_set *rules, const speech_wishes *wishes, buffer *out);

#endif
