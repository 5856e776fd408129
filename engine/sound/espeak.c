/* The voice espeak-ng: the one file that knows the library. It is opened by name when first needed, because it pulls in
 * PulseAudio and more, which no other conversion should pay for. The library has global state, and so has this file. */
#include "base/library.h"
#include "base/text.h"
#include "sound/given.h"
#include "sound/voice.h"

#include <espeak-ng/speak_lib.h>
#include <stdio.h>
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
    void (*trace)(int, FILE *);
} espeak;

static buffer *receiver; /* of the samples of the call under way */

/* Where words of the call under way begin: receives marks; the byte of the request for each character of its safe text. */
static struct listening {
    buffer *marks;
    const uint32_t *bytes;
    size_t characters;
    uint32_t last; /* one past the byte of the last mark */
} listening;

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
        {"espeak_SetPhonemeTrace", &espeak.trace},
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

/* Takes the words that begin. The library goes back or says a place twice where one word is said as several: only what goes
 * on in the text counts. */
static void hear(const espeak_EVENT *event)
{
    size_t at = event->text_position > 0 ? (size_t)event->text_position - 1 : SIZE_MAX;
    if (event->type != espeakEVENT_WORD || at >= listening.characters || listening.bytes[at] < listening.last)
        return;
    voice_mark mark = {listening.bytes[at], (uint32_t)event->sample};
    listening.last = mark.byte + 1;
    buffer_add(listening.marks, &mark, sizeof mark);
}

/* Takes samples from the library, and leaves them where nobody receives; returns 1 to stop it. */
static int receive(short *samples, int count, espeak_EVENT *events)
{
    char bytes[2048];
    for (; receiver && listening.marks && events && events->type != espeakEVENT_LIST_TERMINATED; events++)
        hear(events);
    for (int at = 0; receiver && samples && at < count;) {
        size_t size = 0;
        for (; at < count && size < sizeof bytes; at++) {
            bytes[size++] = (char)(samples[at] & 0xFF);
            bytes[size++] = (char)((unsigned short)samples[at] >> 8);
        }
        buffer_add(receiver, bytes, size);
    }
    return receiver && receiver->failed;
}

/* Sounds of French in IPA, and the library's mnemonics for them (its file phsource/ph_french). */
static const struct sound_row {
    const char *ipa, *mnemonic;
} sounds[] = {
    {"ɑ̃", "A~"}, {"ɛ̃", "E~"}, {"ɔ̃", "O~"}, {"œ̃", "W~"}, {"ˈ", "'"}, {"ʔ", "_|"}, {"ʁ", "r"}, {"ɡ", "g"},
    {"ɛ", "E"},  {"ɔ", "O"},  {"œ", "W"},  {"ø", "Y"},  {"ə", "@"}, {"ʃ", "S"},  {"ʒ", "Z"}, {"ɲ", "n^"},
    {"ŋ", "N"},  {"ɥ", "y"},  {"ɑ", "a"},  {"a", "a"},  {"b", "b"}, {"d", "d"},  {"e", "e"}, {"f", "f"},
    {"i", "i"},  {"j", "j"},  {"k", "k"},  {"l", "l"},  {"m", "m"}, {"n", "n"},  {"o", "o"}, {"p", "p"},
    {"s", "s"},  {"t", "t"},  {"u", "u"},  {"v", "v"},  {"w", "w"}, {"y", "y"},  {"z", "z"}, {"ʀ", "r"},
};

/* Adds sounds as mnemonics up to `end`; false, and nothing added, where one is not of French. */
static bool add_mnemonics(const char *ipa, const char *end, buffer *out)
{
    size_t before = out->size;
    while (ipa < end) {
        const struct sound_row *row = sounds, *last = sounds + sizeof sounds / sizeof *sounds;
        while (row < last && !text_begins(ipa, row->ipa))
            row++;
        if (row == last) {
            out->size = out->data ? before : out->size;
            return false;
        }
        buffer_text(out, row->mnemonic);
        ipa += strlen(row->ipa);
    }
    return true;
}

/* Adds the word that begins at `at`, by its sounds where the voice takes them, and gives where it ends. A hyphen beside
 * sounds becomes a blank, or the library would say its name. */
static const char *add_given(const char *at, bool takes, buffer *out)
{
    const char *middle = strchr(at, GIVEN_SOUNDS), *end = middle ? strchr(middle, GIVEN_END) : NULL;
    if (!end)
        return at + 1;
    buffer mnemonics = BUFFER_EMPTY;
    if (takes && add_mnemonics(middle + 1, end, &mnemonics) && !mnemonics.failed) {
        if (out->size && out->data[out->size - 1] == '-')
            out->data[out->size - 1] = ' ';
        buffer_format(out, "[[%s]]%s", buffer_string(&mnemonics), end[1] == '-' ? " " : "");
        end += end[1] == '-';
    } else
        buffer_add(out, at + 1, (size_t)(middle - at - 1));
    out->failed |= mnemonics.failed;
    buffer_free(&mnemonics);
    return end + 1;
}

/* Notes `byte` for each character that `safe` has got since it had `from` bytes. */
static void note_bytes(const buffer *safe, size_t from, size_t byte, buffer *bytes)
{
    uint32_t number = (uint32_t)byte;
    for (; !safe->failed && from < safe->size; from++)
        if (((unsigned char)safe->data[from] & 0xC0) != 0x80)
            buffer_add(bytes, &number, sizeof number);
}

/* Adds a text with nothing that ends the library: espeak-ng 1.51 overflows a buffer of its own on 68 elisions, or 100
 * abbreviation points, in a row ("s's's'...", "a.b. a.b. ..."). A comma in their middle is what a reader would do too.
 * "[[" in a text would begin mnemonics, so its brackets are parted. `takes`: given sounds are used. `bytes`: where each
 * character comes from in the text, as uint32_t. */
static void guard(const char *text, bool takes, buffer *safe, buffer *bytes)
{
    unsigned marks = 0, letters = 0;
    const char *begin = text, *from = text;
    size_t before = 0;
    for (uint32_t point, last = 0; *text; last = point) {
        note_bytes(safe, before, (size_t)(from - begin), bytes);
        before = safe->size;
        from = text;
        if (*text == GIVEN_WORD) {
            text = add_given(text, takes, safe);
            point = marks = 0;
            continue;
        }
        point = text_next(&text);
        bool mark = point == '.' || point == '\'' || point == 0x2019;
        letters = text_is_letter(point) ? letters + 1 : 0;
        marks = letters >= 3 ? 0 : marks + mark;
        if (point == '[' && last == '[')
            buffer_byte(safe, ' ');
        if (mark && marks >= MARKS_IN_A_ROW) {
            buffer_text(safe, ", ");
            marks = 0;
        } else
            buffer_point(safe, point < ' ' ? ' ' : point);
    }
    note_bytes(safe, before, (size_t)(from - begin), bytes);
}

/* Sets the voice for a request and makes its text safe. */
static ard_status set_request(report_log *log, const voice_request *request, buffer *safe, buffer *bytes)
{
    const struct voice_row *row = voice_of(request->language);
    if (!row)
        report(log, NOWHERE, "voice.language", request->language, NULL);
    if (espeak.set_voice((row ? row : voices)->file) != EE_OK)
        return fail(log, "voice.data", (row ? row : voices)->language);
    espeak.set_parameter(espeakRATE, (int)request->rate, 0);
    espeak.set_parameter(espeakPITCH, (int)request->pitch, 0);
    espeak.set_callback(receive);
    guard(request->text, !row || text_in_language(row->language, "fr"), safe, bytes);
    return ARD_OK;
}

static bool synthesise(const buffer *safe)
{
    return !safe->size || espeak.synth(buffer_string(safe), safe->size + 1, 0, POS_CHARACTER, 0,
                                       espeakCHARS_UTF8 | espeakPHONEMES, NULL, NULL) == EE_OK;
}

static ard_status say(report_log *log, const voice_request *request, buffer *samples, buffer *marks)
{
    buffer safe = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    ard_status status = set_request(log, request, &safe, &bytes);
    receiver = samples;
    listening = (struct listening){marks, (const uint32_t *)(const void *)bytes.data, bytes.size / sizeof(uint32_t), 0};
    bool done = status == ARD_OK && !safe.failed && !bytes.failed && synthesise(&safe);
    receiver = NULL;
    listening = (struct listening){0};
    bool failed = safe.failed || bytes.failed || samples->failed || marks->failed;
    buffer_free(&safe);
    buffer_free(&bytes);
    if (status != ARD_OK)
        return status;
    if (failed)
        return report(log, NOWHERE, "voice.memory", NULL);
    return done ? ARD_OK : report(log, NOWHERE, "voice.failed", NULL);
}

/* The library writes phonemes to a stream, as it gives them to its synthesiser: here, memory's. */
static ard_status phonemes(report_log *log, const voice_request *request, buffer *ipa)
{
    enum { IPA = 2, SEPARATOR = 8 };
    buffer safe = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ard_status status = stream ? set_request(log, request, &safe, &bytes) : report(log, NOWHERE, "voice.memory", NULL);
    bool done = false;
    if (status == ARD_OK) {
        espeak.trace(IPA | '_' << SEPARATOR, stream);
        done = !safe.failed && synthesise(&safe);
        espeak.trace(0, NULL);
    }
    if (stream && fclose(stream) == 0)
        buffer_add(ipa, text, size);
    free(text);
    bool failed = safe.failed || ipa->failed;
    buffer_free(&safe);
    buffer_free(&bytes);
    if (status != ARD_OK)
        return status;
    return failed ? report(log, NOWHERE, "voice.memory", NULL)
           : done ? ARD_OK
                  : report(log, NOWHERE, "voice.failed", NULL);
}

const ard_voice espeak_voice = {"espeak-ng", voice_open, voice_frequency, say, voice_language, voice_folder, phonemes};
