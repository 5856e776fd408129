/* The plan of the filter "speech", said by the voice: samples as they come, and clips, which tell when each word is heard.
 *
 * What the voice is given is cut into chunks by the text alone: the first utterance, so that sound begins soon, then
 * groups of utterances of one block and language, of about 600 characters. So the samples do not depend on who says which
 * chunk when, nor on whether clips are wanted. Some chunks are always asked for ahead, for as many cores to say. */
#ifndef SOUND_CLIPS_H
#define SOUND_CLIPS_H

#include "base/plugin.h"
#include "lesson/lesson.h"

#include <stdint.h>

/* A stretch of sound, in which a word is heard, or what a rule reads together: "8 h 30", a formula. A clip begins where the
 * one before ends, the first at 0, the last ends with the sound: pauses are the end of the clip before them. Every word of
 * every utterance is in exactly one clip. */
typedef struct clip {
    const ard_node *utterance;
    size_t said, said_end;              /* bytes of the utterance's text */
    const ard_node *first, *last;       /* nodes of the tree that it reads, from the one to the other, mostly one: a text, or
                                         * what is said as a whole (a formula, a picture); NULL: nothing of the tree */
    size_t from, to;                    /* bytes: of the text of `first`, where the words begin; of `last`, where they end */
    uint64_t begin, end;                /* samples from the beginning of the sound */
} clip;

typedef struct clip_receiver {
    void *user;

    /* Takes samples, as they come: of `utterance` and those of its block that follow. `frequency` is the same at each call. Anything but ARD_OK, reported, ends the work. */
    ard_status (*samples)(void *user, const ard_node *utterance, unsigned frequency, const int16_t *samples,
                          size_t count);

    /* Takes a clip, in order, after its samples. NULL: clips are not wanted. */
    ard_status (*clip)(void *user, const clip *clip);
} clip_receiver;

/* Has a document's plan said. The document has been given "speech"; ARD_E_READ, reported, where there is nothing to say. */
ard_status clips_say(task *t, const ard_document *document, const clip_receiver *receiver);

/* The leaf block that a node stands in, itself perhaps; NULL for NULL. */
const ard_node *clip_block(const ard_node *node);

#endif
