#include "figures.h"

#include "base/text.h"
#include "vocabulary.h"
#include "words.h"

#include <string.h>

static const uint32_t MEANING = WORD_NOUN | WORD_ADJECTIVE | WORD_VERB | WORD_INFINITIVE | WORD_PAST_PARTICIPLE |
                                WORD_PRESENT_PARTICIPLE | WORD_ADVERB;

bool figures_is_word(const token *tokens, size_t number, const char *text)
{
    const token *t = tokens + number;
    if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_ABBREVIATION || t->kind == TOKEN_ADDRESS)
        return true;
    if (t->kind != TOKEN_WORD)
        return false;
    return !(number && tokens[number - 1].kind == TOKEN_SIGN && t->start && text[t->start - 1] == '-' && number > 1 &&
             tokens[number - 2].kind == TOKEN_WORD);
}

static size_t letters_of(const char *word, size_t size)
{
    size_t letters = 0, length;
    for (size_t at = 0; at < size; at += length)
        letters += text_is_letter(text_decode(word + at, size - at, &length));
    return letters;
}

/* How often the adjective of an adverb is met ("lentement": "lente"); 0 where that is none. */
static double adjective_frequency(const char *adverb)
{
    size_t size = strlen(adverb);
    vocable base;
    if (size < 8 || !text_ends(adverb, "ment"))
        return 0;
    vocabulary_look(adverb, size - 4, WORD_ADJECTIVE, &base);
    return base.known && base.class & WORD_ADJECTIVE ? base.per_million : 0;
}

/* The counts have no words with an apostrophe or a hyphen. */
static bool is_counted(const char *word, size_t size)
{
    return !memchr(word, '\'', size) && !memchr(word, '-', size) && !memmem(word, size, "\u2019", strlen("\u2019"));
}

/* Verbs that have no infinitive in use are met in other forms. */
static bool is_everyday(const char *lemma)
{
    return text_in_list("falloir pleuvoir neiger", lemma) || word_find(&words_fr_everyday, lemma, strlen(lemma));
}

bool figures_is_rare(const char *word, size_t size, word_class class, double rare)
{
    vocable v;
    size_t length;
    bool capital = text_is_upper(text_decode(word, size, &length));
    if (!((uint32_t) class & MEANING) || letters_of(word, size) < 3 || !is_counted(word, size) ||
        (capital && vocabulary_has(word, size, WORD_NAME)))
        return false;
    vocabulary_look(word, size, class, &v);
    return v.known && !is_everyday(v.lemma) && !(v.class & WORD_NAME) && v.class & MEANING && v.per_million < rare &&
           !(v.class & WORD_ADVERB && adjective_frequency(v.lemma) >= rare);
}

void figures_add(text_figures *f, const char *text, const token *tokens, size_t count, double rare)
{
    size_t words = 0; /* of the sentence that is open */
    for (size_t i = 0; i < count; i++) {
        const token *t = tokens + i;
        if (t->sentence_begins && words) {
            f->sentences++;
            words = 0;
        }
        if (t->spelling && t->kind == TOKEN_WORD)
            f->syllables += t->spelling->syllable_count;
        else if (t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER || t->kind == TOKEN_ABBREVIATION)
            f->syllables++;
        if (t->kind == TOKEN_WORD && (uint32_t)t->class & MEANING && letters_of(text + t->start, t->size) >= 3) {
            f->content++;
            f->rare += figures_is_rare(text + t->start, t->size, t->class, rare);
        }
        if (!figures_is_word(tokens, i, text))
            continue;
        f->words++;
        words++;
        f->long_words += letters_of(text + t->start, t->size) > 6;
    }
    f->sentences += words > 0;
}

/* ---- Formulas ---------------------------------------------------------------------------------------------------- */

static double share(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

double figures_words_a_sentence(const text_figures *f)
{
    return share(f->words, f->sentences);
}

double figures_lix(const text_figures *f)
{
    return share(f->words, f->sentences) + 100 * share(f->long_words, f->words);
}

double figures_kandel_moles(const text_figures *f)
{
    return f->words ? 207 - 1.015 * share(f->words, f->sentences) - 73.6 * share(f->syllables, f->words) : 0;
}

double figures_rare_share(const text_figures *f)
{
    return 100 * share(f->rare, f->content);
}
