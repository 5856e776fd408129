#include "actions.h"

#include "base/text.h"
#include "words.h"

#include <stdbool.h>
#include <string.h>

/* Words that may follow a verb and seldom follow a noun of the same form. */
static const char *const followers[] = {
    "le la les l' un une des chaque ces ce cet cette ton ta tes votre vos son sa ses leur leurs ton tous toutes ci-dessous "
    "si quel quelle quels quelles combien pourquoi comment toi-même au aux dans",
    "the a an each every all these this those your at with in which what true",
};

/* The first word of a text: letters, hyphens, and an apostrophe at its end; small letters in `word`. Its bytes in the
 * text, or 0 where there is none or it is longer than any of the tables. */
static size_t first_word(const char *text, size_t size, char *word, size_t room)
{
    size_t at = 0, filled = 0, length;
    while (at < size) {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_letter(point) && !(at && point == '-') && !(at && (point == '\'' || point == 0x2019)))
            break;
        if (filled + 5 > room)
            return 0;
        filled += text_encode(word + filled, point == 0x2019 ? '\'' : text_lower(point));
        at += length;
        if (point == '\'' || point == 0x2019)
            break;
    }
    word[filled] = '\0';
    return at;
}

/* The cells of a verb in its table, or NULL. It may carry its pronoun ("complète-les", "relis-le"). */
static const char *const *row_of(const char *word, const word_table *verbs)
{
    const char *hyphen = strchr(word, '-');
    return word_find(verbs, word, hyphen ? (size_t)(hyphen - word) : strlen(word));
}

/* Whether the word after the first `at` bytes may follow a verb. */
static bool is_followed(const char *text, size_t size, size_t at, const char *words)
{
    char word[32];
    size_t length;
    at += at < size && text[at] == ','; /* "Note, dans le tableau, ..." */
    while (at < size && text_is_space(text_decode(text + at, size - at, &length)))
        at += length;
    return first_word(text + at, size - at, word, sizeof word) && text_in_list(words, word);
}

size_t action_length(const char *text, size_t size, const char *language)
{
    bool is_english = text_in_language(language, "en");
    if (!is_english && !text_in_language(language, "fr") && *language)
        return 0;
    char word[32];
    size_t length = first_word(text, size, word, sizeof word);
    const char *const *row = length ? row_of(word, is_english ? &words_en_actions : &words_fr_actions) : NULL;
    bool doubtful = row && !strcmp(row[1], "noun");
    return row && (!doubtful || is_followed(text, size, length, followers[is_english])) ? length : 0;
}
