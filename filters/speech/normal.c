/* A sentence of a lesson, from its characters to its words: signs made plain, rules, punctuation. */
#include "filters/speech/rules.h"

#include "base/text.h"
#include "language/emoji.h"

#include <string.h>

static const speech_words languages[] = {
    {"fr", &words_fr_speech, &words_fr_lists, &words_fr_units, &words_fr_genders, &words_fr_abbreviations,
     &words_fr_names},
    {"fr-BE", &words_fr_speech, &words_fr_lists, &words_fr_units, &words_fr_genders, &words_fr_abbreviations,
     &words_fr_names},
    {"fr-CH", &words_fr_speech, &words_fr_lists, &words_fr_units, &words_fr_genders, &words_fr_abbreviations,
     &words_fr_names},
    {"en", &words_en_speech, &words_en_lists, &words_en_units, &words_en_genders, &words_en_abbreviations,
     &words_en_names},
};

const speech_words *speech_words_of(const char *language)
{
    const speech_words *found = NULL;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_in_language(language, languages[i].language) && (!found || strlen(languages[i].language) > 2))
            found = &languages[i];
    return found;
}

void buffer_shorten(buffer *b, size_t bytes)
{
    if (b->failed || bytes > b->size)
        return;
    b->size -= bytes;
    b->data[b->size] = '\0';
}

/* Characters that are said as others are; 0 for those that are not said at all. */
static const struct plain_row {
    uint32_t from, to;
    const char *as;
} plain[] = {
    {0xAD, 0xAD, ""},       {0x200B, 0x200F, ""},   {0x202A, 0x202E, ""},   {0x2060, 0x2064, ""},
    {0xFE00, 0xFE0F, ""},   {0xFEFF, 0xFEFF, ""},   {0x2019, 0x2019, "'"},  {0x02BC, 0x02BC, "'"},
    {0xFB00, 0xFB00, "ff"}, {0xFB01, 0xFB01, "fi"}, {0xFB02, 0xFB02, "fl"}, {0x1D49, 0x1D49, "e"},
    {0x02B3, 0x02B3, "r"},  {0x02E2, 0x02E2, "s"},  {0x2011, 0x2011, "-"},  {0x00BA, 0x00BA, "°"},
};

/* Bytes of blanks and newlines at the beginning of a text. */
static size_t blanks_of(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && (text[at] == ' ' || text[at] == '\n'))
        at++;
    return at;
}

/* Whether a line begins like a verse or an item, so that the end of the line before is a pause; prose runs on. */
static bool begins_line(const char *text, size_t size)
{
    size_t length;
    uint32_t point = size ? text_decode(text, size, &length) : 0;
    return text_is_upper(point) || text_is_digit(point) || (point && !text_is_letter(point));
}

/* Adds a text with single, plain blanks and without what is never said; pictographs by their names in `language`, where
 * that is not NULL (else the voice has its own). */
static void make_plain(const char *text, size_t size, const char *language, buffer *out)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (point == '\n') /* with the blanks after it */
            length += blanks_of(text + at + length, size - at - length);
        const struct plain_row *row = NULL;
        for (size_t i = 0; !row && point >= 0xAD && i < sizeof plain / sizeof *plain; i++)
            if (point >= plain[i].from && point <= plain[i].to)
                row = &plain[i];
        char last = out->size ? out->data[out->size - 1] : ' ';
        const char *picture = language ? emoji_name(point, language) : NULL;
        if (row)
            buffer_text(out, row->as);
        else if (picture)
            buffer_format(out, "%s%s%s", last == ' ' ? "" : " ", picture,
                          at + length < size && text[at + length] != ' ' ? " " : "");
        else if (point == '\n' && begins_line(text + at + length, size - at - length))
            buffer_text(out, strchr(" ,;:.!?", last) ? " " : ", ");
        else if (text_is_space(point))
            buffer_text(out, last == ' ' ? "" : " ");
        else
            buffer_point(out, point);
    }
}

/* Puts punctuation in order, as readings leave it: one blank between words, none before a comma or a point, no comma
 * beside another mark or at an end. */
static void set_punctuation(const char *text, size_t size, buffer *out)
{
    size_t begin = out->size;
    bool blank = false, comma = false;
    for (size_t at = 0; at < size; at++) {
        char c = text[at], last = out->size > begin ? out->data[out->size - 1] : 0;
        if (c == ' ')
            blank = true;
        else if (c == ',' && (at + 1 == size || text[at + 1] == ' ' || text[at + 1] == ','))
            comma = last && !strchr(":;.!?(", last);
        else {
            bool end = strchr(".!?:;)", c) && (at + 1 == size || strchr(" .!?:;)", text[at + 1]));
            if (comma && !end)
                buffer_byte(out, ',');
            if ((blank || comma) && last && last != '(' && !(end && (c == '.' || c == ')')))
                buffer_byte(out, ' ');
            comma = blank = false;
            buffer_byte(out, c);
        }
    }
}

void speech_say(const rule_set *set, const char *text, size_t size, bool digits, buffer *out)
{
    buffer characters = BUFFER_EMPTY, said = BUFFER_EMPTY;
    make_plain(text, size, set ? rules_language(set) : NULL, &characters);
    if (set)
        rules_say(set, buffer_string(&characters), characters.size, digits, &said);
    const buffer *from = set ? &said : &characters;
    set_punctuation(buffer_string(from), from->size, out);
    out->failed |= characters.failed || said.failed;
    buffer_free(&characters);
    buffer_free(&said);
}
