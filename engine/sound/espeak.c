/* The voice espeak-ng: the one file that knows the library. It is opened by name when first needed, because it pulls in
 * PulseAudio and more, which no other conversion should pay for. The library has global state, and so has this file. */
#include "base/library.h"
#include "base/text.h"
#include "sound/voice.h"

#include <espeak-ng/speak_lib.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARKS_IN_A_ROW = 12 /* points and apostrophes between words of three letters; see `guard` */
};

/* What is used of the library; its own names and types. */
static struct library {
    void *handle;
    int frequency;
    int (*initialize)(espeak_AUDIO_OUTPUT, int, const char *, int);
    void (*set_callback)(t_espeak_callback *);
    espeak_ERROR (*set_voice)(const char *);
    espeak_ERROR (*set_parameter)(espeak_PARAMETER, int, int);
    espeak_ERROR (*synth)(const void *, size_t, unsigned, espeak_POSITION_TYPE, unsigned, unsigned, unsigned *, void *);
    const char *(*info)(const char **);
} espeak;

static buffer *receiver; /* of the samples of the call under way */

/* Voices by BCP 47 tag; the file below espeak-ng's `lang`, which loads without looking through all voices. */
static const struct voice_row {
    const char *language, *file;
} voices[] = {
    {"fr", "roa/fr"},       {"fr-BE", "roa/fr-BE"}, {"fr-CH", "roa/fr-CH"}, {"en", "gmw/en"}, {"en-US", "gmw/en-US"},
    {"es", "roa/es"},       {"de", "gmw/de"},       {"it", "roa/it"},       {"la", "itc/la"}, {"pt", "roa/pt"},
    {"pt-BR", "roa/pt-BR"}, {"nl", "gmw/nl"},       {"ca", "roa/ca"},       {"eu", "eu"},     {"el", "grk/el"},
    {"grc", "grk/grc"},     {"ar", "sem/ar"},       {"he", "sem/he"},       {"tr", "trk/tr"}, {"pl", "zlw/pl"},
    {"ru", "zle/ru"},       {"uk", "zle/uk"},       {"ro", "roa/ro"},       {"sv", "gmq/sv"}, {"da", "gmq/da"},
    {"nb", "gmq/nb"},       {"cy", "cel/cy"},       {"ga", "cel/ga"},       {"ht", "roa/ht"}, {"eo", "art/eo"},
};

static const char *voice_language(size_t number)
{
    return number < sizeof voices / sizeof *voices ? voices[number].language : NULL;
}

/* The row of a tag, or of its first subtags as they are taken off from the right; NULL where there is none. */
static const struct voice_row *voice_of(const char *language)
{
    for (size_t size = strlen(language); size; size--) {
        if (language[size] && language[size] != '-')
            continue;
        for (size_t i = 0; i < sizeof voices / sizeof *voices; i++)
            if (strlen(voices[i].language) == size && strncasecmp(voices[i].language, language, size) == 0)
                return &voices[i];
    }
    return NULL;
}

/* Opens the library; false where it or one of its functions is missing. */
static bool load(void)
{
    const library_row rows[] = {
        {"espeak_Initialize", &espeak.initialize},
        {"espeak_SetSynthCallback", &espeak.set_callback},
        {"espeak_SetVoiceByName", &espeak.set_voice},
        {"espeak_SetParameter", &espeak.set_parameter},
        {"espeak_Synth", &espeak.synth},
        {"espeak_Info", &espeak.info},
    };
    return library_open(&espeak.handle, "libespeak-ng.so.1", rows, sizeof rows / sizeof *rows);
}

/* Starts the library. It always tries its audio device, though we only take samples: an address where nothing answers
 * keeps it from the user's sound server. */
static int start(void)
{
    const char *server = getenv("PULSE_SERVER");
    char *before = server ? strdup(server) : NULL;
    setenv("PULSE_SERVER", "unix:/dev/null", 1);
    int frequency = espeak.initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (before)
        setenv("PULSE_SERVER", before, 1);
    else
        unsetenv("PULSE_SERVER");
    free(before);
    return frequency;
}

static ard_status fail(report_log *log, const char *code, const char *argument)
{
    return log ? report(log, NOWHERE, code, argument, NULL) : ARD_E_MISSING;
}

static ard_status voice_open(report_log *log)
{
    if (espeak.frequency > 0)
        return ARD_OK;
    if (!load())
        return fail(log, "voice.library", NULL);
    int frequency = start();
    if (frequency <= 0 || espeak.set_voice(voices[0].file) != EE_OK)
        return fail(log, "voice.data", "espeak-ng-data");
    espeak.frequency = frequency;
    return ARD_OK;
}

static unsigned voice_frequency(void)
{
    return (unsigned)espeak.frequency;
}

/* The folder of its voices' data, once it is open: voices other than the first are read from there when they speak. */
static const char *voice_folder(void)
{
    const char *path = NULL;
    if (espeak.frequency > 0)
        espeak.info(&path);
    return path;
}

/* Takes samples from the library; returns 1 to stop it. */
static int receive(short *samples, int count, espeak_EVENT *events)
{
    char bytes[2048];
    (void)events;
    for (int at = 0; samples && at < count;) {
        size_t size = 0;
        for (; at < count && size < sizeof bytes; at++) {
            bytes[size++] = (char)(samples[at] & 0xFF);
            bytes[size++] = (char)((unsigned short)samples[at] >> 8);
        }
        buffer_add(receiver, bytes, size);
    }
    return receiver->failed;
}

/* Adds a text with nothing that ends the library: espeak-ng 1.51 overflows a buffer of its own on 68 elisions, or 100
 * abbreviation points, in a row ("s's's'...", "a.b. a.b. ..."). A comma in their middle is what a reader would do too. */
static void guard(const char *text, buffer *safe)
{
    unsigned marks = 0, letters = 0;
    for (uint32_t point; (point = text_next(&text)) != 0;) {
        bool mark = point == '.' || point == '\'' || point == 0x2019;
        letters = text_is_letter(point) ? letters + 1 : 0;
        marks = letters >= 3 ? 0 : marks + mark;
        if (mark && marks >= MARKS_IN_A_ROW) {
            buffer_text(safe, ", ");
            marks = 0;
        } else
            buffer_point(safe, point < ' ' ? ' ' : point);
    }
}

static ard_status say(report_log *log, const voice_request *request, buffer *samples)
{
    const struct voice_row *row = voice_of(request->language);
    if (!row)
        report(log, NOWHERE, "voice.language", request->language, NULL);
    if (espeak.set_voice((row ? row : voices)->file) != EE_OK)
        return fail(log, "voice.data", (row ? row : voices)->language);
    espeak.set_parameter(espeakRATE, (int)request->rate, 0);
    espeak.set_parameter(espeakPITCH, (int)request->pitch, 0);
    espeak.set_callback(receive);
    buffer safe = BUFFER_EMPTY;
    guard(request->text, &safe);
    receiver = samples;
    espeak_ERROR error = EE_OK;
    if (safe.size && !safe.failed)
        error = espeak.synth(buffer_string(&safe), safe.size + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
    receiver = NULL;
    bool failed = safe.failed || samples->failed;
    buffer_free(&safe);
    if (failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    return error == EE_OK ? ARD_OK : report(log, NOWHERE, "voice.failed", NULL);
}

const ard_voice espeak_voice = {"espeak-ng", voice_open, voice_frequency, say, voice_language, voice_folder};
