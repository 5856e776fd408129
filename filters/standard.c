/* Every reader, filter, writer, checker and helper of ardoise: a line each. To add one, add its file and its line. */
#include "run/registry.h"

#include <stddef.h>

#define READERS(ADD)                                                                                                   \
    ADD(native_reader)                                                                                                 \
    ADD(odt_reader)                                                                                                    \
    ADD(docx_reader)                                                                                                   \
    ADD(markdown_reader)                                                                                               \
    ADD(text_reader)                                                                                                   \
    ADD(dtbook_reader)                                                                                                 \
    ADD(html_reader)                                                                                                   \
    ADD(mathml_reader)                                                                                                 \
    ADD(epub_reader)                                                                                                   \
    ADD(pdf_reader)                                                                                                    \
    ADD(brl_reader)                                                                                                    \
    ADD(brf_reader)                                                                                                    \
    ADD(pef_reader)

/* In the order of the pipeline; those that give something to a writer come last, but for clarity, which keeps the
 * lesson as it was before others change it. */
#define FILTERS(ADD)                                                                                                   \
    ADD(ink_filter)                                                                                                    \
    ADD(original_filter)                                                                                               \
    ADD(structure_filter)                                                                                              \
    ADD(clarity_filter)                                                                                                \
    ADD(dictation_filter)                                                                                              \
    ADD(simplify_filter)                                                                                               \
    ADD(answers_filter)                                                                                                \
    ADD(sight_filter)                                                                                                  \
    ADD(pictograms_filter)                                                                                             \
    ADD(dyslexia_filter)                                                                                               \
    ADD(fonts_filter)                                                                                                  \
    ADD(paper_filter)                                                                                                  \
    ADD(pictures_filter)                                                                                               \
    ADD(speech_labels_filter)                                                                                          \
    ADD(braille_labels_filter)                                                                                         \
    ADD(cells_filter)                                                                                                  \
    ADD(braille_filter)                                                                                                \
    ADD(speech_filter)

#define WRITERS(ADD)                                                                                                   \
    ADD(native_writer)                                                                                                 \
    ADD(html_writer)                                                                                                   \
    ADD(docx_writer)                                                                                                   \
    ADD(epub_writer)                                                                                                   \
    ADD(odt_writer)                                                                                                    \
    ADD(text_writer)                                                                                                   \
    ADD(review_writer)                                                                                                 \
    ADD(markdown_writer)                                                                                               \
    ADD(brf_writer)                                                                                                    \
    ADD(brl_writer)                                                                                                    \
    ADD(pef_writer)                                                                                                    \
    ADD(ebrl_writer)                                                                                                   \
    ADD(spoken_writer)                                                                                                 \
    ADD(phonemes_writer)                                                                                               \
    ADD(decodable_writer)                                                                                              \
    ADD(wav_writer)                                                                                                    \
    ADD(flac_writer)                                                                                                   \
    ADD(mp3_writer)                                                                                                    \
    ADD(opus_writer)                                                                                                   \
    ADD(dtbook_writer)                                                                                                 \
    ADD(daisy202_writer)                                                                                               \
    ADD(daisy3_writer)                                                                                                 \
    ADD(pdf_writer)                                                                                                    \
    ADD(proof_writer)                                                                                                  \
    ADD(html_audio_writer)                                                                                             \
    ADD(epub_audio_writer)                                                                                             \
    ADD(dictee_writer)

#define CHECKERS(ADD)                                                                                                  \
    ADD(html_checker)                                                                                                  \
    ADD(docx_checker)

#define HELPERS(ADD)                                                                                                   \
    ADD(beside_helper)                                                                                                 \
    ADD(font_helper)                                                                                                   \
    ADD(office_helper)                                                                                                 \
    ADD(pdf_helper)                                                                                                    \
    ADD(voice_helper)                                                                                                  \
    ADD(phonemes_helper)                                                                                               \
    ADD(voice_command_helper)                                                                                          \
    ADD(ink_helper)                                                                                                    \
    ADD(display_helper)

/* Formats of the command line's contract that are not built yet. */
#define READERS_TO_COME ""
#define WRITERS_TO_COME                                                                                                \
    "mathml "                                                                                                          \
    "fiche"

#define DECLARE_READER(name) extern const ard_reader name;
#define DECLARE_FILTER(name) extern const ard_filter name;
#define DECLARE_WRITER(name) extern const ard_writer name;
#define DECLARE_CHECKER(name) extern const ard_checker name;
#define DECLARE_HELPER(name) extern const helper name;
#define POINT(name) &name,

READERS(DECLARE_READER)
FILTERS(DECLARE_FILTER)
WRITERS(DECLARE_WRITER)
CHECKERS(DECLARE_CHECKER)
HELPERS(DECLARE_HELPER)

static const ard_reader *const readers[] = {READERS(POINT) NULL};
static const ard_filter *const filters[] = {FILTERS(POINT) NULL};
static const ard_writer *const writers[] = {WRITERS(POINT) NULL};
static const ard_checker *const checkers[] = {CHECKERS(POINT) NULL};
static const helper *const helpers_listed[] = {HELPERS(POINT) NULL};

const ard_registry standard_registry = {
    readers, filters, writers, checkers, helpers_listed, READERS_TO_COME, WRITERS_TO_COME,
};
