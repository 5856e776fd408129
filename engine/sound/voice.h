/* Voices: text in, samples out. A voice is a named back end; espeak.c is the first.
 *
 * A document's child asks for a voice through the helper "voice" (base/helpers.h), whose request is a voice_request and
 * whose reply is 16-bit samples, mono, little-endian. Each request is said by a fresh fork of a pristine voice, so the
 * samples of a chunk depend on its text alone. */
#ifndef SOUND_VOICE_H
#define SOUND_VOICE_H

#include "base/buffer.h"
#include "base/helpers.h"
#include "base/report.h"

#include <stdint.h>

typedef struct voice_request {
    char language[24];          /* BCP 47: "fr", "en-GB" */
    unsigned rate;              /* words a minute */
    unsigned pitch;             /* 0 to 99 */
    const char *text;           /* NUL-terminated plain text, and sounds of words (sound/given.h) */
} voice_request;

/* Where a word begins: its byte in the request's text, its sample. Both only grow from mark to mark; not every word has one. */
typedef struct voice_mark {
    uint32_t byte, sample;
} voice_mark;

typedef struct ard_voice {
    const char *name;           /* "espeak-ng" */

    /* Loads the library and its first voice; ARD_E_MISSING, and why in `log` (may be NULL), where it is not here. */
    ard_status (*open)(report_log *log);

    /* Samples a second, after open. */
    unsigned (*frequency)(void);

    /* Says a text: adds samples to `samples`, voice_marks to `marks`. Called once in a process. */
    ard_status (*say)(report_log *log, const voice_request *request, buffer *samples, buffer *marks);

    /* The language of its voice number `number`, NULL past the end; for `ardoise voices`. */
    const char *(*language)(size_t number);

    /* The folder that it reads voices from while it speaks, after open; NULL where it reads none. */
    const char *(*folder)(void);

    /* Adds the phonemes of what it would say, in IPA: "_" between two of a word, a blank or a line's end between words.
     * NULL where it does not tell. Called once in a process. */
    ard_status (*phonemes)(report_log *log, const voice_request *request, buffer *ipa);
} ard_voice;

extern const ard_voice espeak_voice;

/* Both ends of a helper that speaks. Unpacks a request, whose text is borrowed from the packed one; false where it is not whole. Adds
 * the reply: samples, and voice_marks. */
bool voice_unpack(const buffer *packed, voice_request *request);
void voice_add_reply(unsigned frequency, const buffer *samples, const buffer *marks, buffer *reply);

/* Sets the language of a request, as much of it as there is room for. */
void voice_set_language(voice_request *request, const char *language);

/* Bytes of a text, `most` or less, that are asked for at a time: all, or up to the last blank in their second half, else up
 * to the end of a character. */
size_t voice_fitting(const char *text, size_t most);

/* Whether a voice died of what it was asked for, after a wait that reported to `quiet`, which is freed. What it told is passed on
 * to `log` where it did not; a voice that dies may be asked again. */
bool voice_has_died(ard_status status, report_log *quiet, report_log *log);

/* The helper that answers for it; filters/standard.c lists it. */
extern const helper voice_helper;

/* The helper "phonemes", whose request is the same and whose reply are the voice's phonemes. */
extern const helper phonemes_helper;

ard_status phonemes_ask(helpers *h, report_log *log, const voice_request *request, unsigned *ticket);

/* Packs and asks: `*ticket` goes to helpers_wait, whose reply is `frequency`, the number of marks, two numbers a mark
 * (4 bytes each, little-endian), then samples. */
ard_status voice_ask(helpers *h, report_log *log, const voice_request *request, unsigned *ticket);

/* Waits for a ticket: gives the frequency, adds the samples and the marks. ARD_E_INTERNAL where the reply is not whole. */
ard_status voice_wait(helpers *h, report_log *log, unsigned ticket, unsigned *frequency, buffer *samples, buffer *marks);

#endif
