/* Sounds that are given to voices, and the voice that is any program: given.h, sounds.h, phoneme-rows.h, command.h. */
#include "check.h"

#include "filters/speech/plan.h"
#include "filters/speech/sounds.h"
#include "jobs/jobs.h"
#include "sound/command.h"
#include "sound/given.h"
#include "writers/phoneme-rows.h"

static void test_given(void)
{
    static const char text[] = "les poules du couvent couvent";
    buffer out = BUFFER_EMPTY, plain = BUFFER_EMPTY;
    given_add(&out, text, 0, strlen(text), "14+7=kuvˈɑ̃ 22+7=kˈuv");
    CHECK_TEXT(buffer_string(&out), "les poules du \x1C"
                                    "couvent\x1Dkuvˈɑ̃\x1E \x1C"
                                    "couvent\x1Dkˈuv\x1E");
    given_plain(&plain, buffer_string(&out));
    CHECK_TEXT(buffer_string(&plain), text);
    buffer_reset(&out);
    given_add(&out, text, 4, 18, "14+7=kuvˈɑ̃ 22+7=kˈuv"); /* a word that is cut is not given */
    CHECK_TEXT(buffer_string(&out), "poules du couv");
    buffer_reset(&out);
    given_add(&out, text, 0, 3, "99999999999+1=a x"); /* nor what a plan does not write */
    CHECK_TEXT(buffer_string(&out), "les");
    buffer_free(&out);
    buffer_free(&plain);
}

/* What is given of sentences: homographs by their sense in them (Grevisse and Goosse, Le Bon Usage, § 17), and words of
 * the table. */
static const char *const sentences[][2] = {
    {"Les poules du couvent couvent.", "14+7=kuvˈɑ̃ 22+7=kˈuv"},
    {"Nous portions les portions.", "5+8=pɔʁtjˈɔ̃ 18+8=pɔʁsjˈɔ̃"},
    {"l'authentique", "0+13=lotɑ̃tˈik"},
    {"Le chat dort.", ""},
};

static void test_sounds(void)
{
    arena *pool = arena_new(1 << 26);
    analyser *a = analyser_new(pool, NULL);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        buffer out = BUFFER_EMPTY;
        sounds_given(a, NULL, sentences[i][0], strlen(sentences[i][0]), &out);
        CHECK_TEXT(buffer_string(&out), sentences[i][1]);
        buffer_free(&out);
    }
    CHECK(sounds_depend_on_sense("Fils", 4) && !sounds_depend_on_sense("fille", 5));
    analyser_end(a);
    arena_free(pool);
}

/* The voice runs "l'" and its word together, and has a liaison that no letter shows alone. */
static void test_rows(void)
{
    static const char text[] = "L'ami a deux ans.";
    arena *pool = arena_new(1 << 26);
    analyser *a = analyser_new(pool, NULL);
    buffer out = BUFFER_EMPTY;
    size_t count;
    const token *tokens = analyse_text(a, text, strlen(text), "fr", &count);
    CHECK(phoneme_rows(text, tokens, count, "l_a_m_ˈi a d_ˈø_z ˈɑ̃\n", &out));
    CHECK_TEXT(buffer_string(&out), "L'\tl\nami\tamˈi\na\ta\ndeux\tdˈøz\nans\tˈɑ̃\n");
    buffer_reset(&out);
    CHECK(phoneme_rows(text, tokens, count, "", &out));
    CHECK_TEXT(buffer_string(&out), "L'\t\nami\t\na\t\ndeux\t\nans\t\n");
    buffer_free(&out);
    analyser_end(a);
    arena_free(pool);
}

#define HEAD(format, channels, bits)                                                                                   \
    "RIFF\xFF\xFF\xFF\xFFWAVEfmt \x10\0\0\0" format "\0" channels "\0\x40\x1F\0\0\0\0\0\0\0\0" bits                    \
    "\0data\xFF\xFF\xFF\xFF"

static void test_waves(void)
{
    static const struct row {
        const char *bytes;
        size_t size;
        const char *samples;
        size_t count;
    } rows[] = {
        {HEAD("\1", "\1", "\x10") "\1\2\3\4", 48, "\1\2\3\4", 4},   /* as a stream has it: lengths unknown */
        {HEAD("\1", "\2", "\x10") "\2\0\4\0", 48, "\3\0", 2},       /* two channels */
        {HEAD("\1", "\1", "\x08") "\x80\xFF", 46, "\0\0\0\x7F", 4}, /* 8 bits have no sign */
        {HEAD("\3", "\1", "\x20") "\0\0\0\0\0\0\x80\x3F", 52, "\0\0\xFF\x7F", 4}, /* float: 0, 1 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer out = BUFFER_EMPTY;
        unsigned frequency = 0;
        CHECK(wave_read(rows[i].bytes, rows[i].size, &frequency, &out) && frequency == 8000);
        CHECK(out.size == rows[i].count && memcmp(out.data, rows[i].samples, out.size) == 0);
        for (size_t size = 0; size < rows[i].size; size++) { /* cut anywhere, it is none, or fewer samples */
            buffer_reset(&out);
            bool read = wave_read(rows[i].bytes, size, &frequency, &out);
            CHECK(!read || out.size < rows[i].count || size == rows[i].size - 1);
        }
        buffer_free(&out);
    }
}

static void test_regions(void)
{
    static const char *const rows[][2] = {{"fr", "soixante-et-onze"},
                                          {"fr-BE", "septante-et-un"},
                                          {"fr-CH", "septante-et-un"}};
    arena *pool = arena_new(1 << 24);
    for (size_t i = 0; i < 3; i++) {
        buffer out = BUFFER_EMPTY;
        speech_say(rules_new(pool, speech_words_of(rows[i][0])), "71", 2, false, &out);
        CHECK_TEXT(buffer_string(&out), rows[i][1]);
        buffer_free(&out);
    }
    arena_free(pool);
}

/* ---- Lexicons ---- */

/* The example of PLS 1.0's section 4.9: several writings, an alias, a sound that is preferred; and entries of no use. */
static const char lexicon_file[] =
    "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' alphabet='ipa' xml:lang='fr'>"
    "<lexeme><grapheme>SVT</grapheme><alias>sciences de la vie</alias></lexeme>"
    "<lexeme><grapheme>Sacha</grapheme><grapheme>Sascha B.</grapheme><phoneme>saka</phoneme>"
    "<phoneme prefer='true'>sa.ʃa</phoneme></lexeme>"
    "<lexeme><grapheme>oups</grapheme></lexeme>"
    "<lexeme><grapheme>zut</grapheme><phoneme alphabet='x-sampa'>zyt</phoneme></lexeme></lexicon>";

static ard_status beside_run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    if (strcmp(buffer_string(request), "a.pls") != 0)
        return report(log, NOWHERE, "beside.missing", "b.pls", NULL);
    buffer_text(reply, lexicon_file);
    return ARD_OK;
}

static const helper beside = {.name = "beside", .seconds = 10, .run = beside_run};

static void test_lexicons(void)
{
    static const ard_limits limits = {1 << 24, 1 << 24, 1 << 24, 1 << 26, 100, 1000, 100, 100000, 10};
    static const helper *const list[] = {&beside, NULL};
    static const char text[] = "Sacha, Sachant, sacha. l'Sascha B. SVT";
    arena *pool = arena_new(1 << 26);
    report_log *log = report_new();
    task t = {.log = log, .limits = &limits, .helpers = helpers_open(list, -1)};
    pronunciations *own = NULL;
    size_t length, count;
    CHECK(pronunciations_read(&own, pool, &t, "a.pls a.pls") == ARD_OK && own);
    report_diags(log, &count);
    CHECK(count == 4); /* two entries, read twice */
    const lexeme *entry = pronunciation_at(own, text, strlen(text), 0, &length);
    CHECK(entry && length == 5 && !entry->alias && strcmp(entry->ipa, "sa.ʃa") == 0);
    CHECK(!pronunciation_at(own, text, strlen(text), 7, &length) &&
          !pronunciation_at(own, text, strlen(text), 1, &length));
    CHECK(!pronunciation_at(own, text, strlen(text), 16, &length)); /* a name has its capital */
    entry = pronunciation_at(own, text, strlen(text), 25, &length);
    CHECK(entry && length == 9);
    entry = pronunciation_at(own, text, strlen(text), 35, &length);
    CHECK(entry && !entry->ipa && strcmp(entry->alias, "sciences de la vie") == 0);
    CHECK(pronunciations_read(&own, pool, &t, "b.pls") != ARD_OK);
    helpers_close(t.helpers);
    report_free(log);
    arena_free(pool);
}

int main(void)
{
    test_lexicons();
    test_given();
    test_sounds();
    test_rows();
    test_waves();
    test_regions();
    return check_end();
}
