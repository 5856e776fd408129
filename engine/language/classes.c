#include "classes.h"

#include "base/text.h"

#include <string.h>

/* Parts of speech first, from the likeliest; the feature letters of grammars: gender, number, person. */
static const struct {
    const char *name;
    word_class class;
} names[] = {
    {"nom", WORD_NOUN},
    {"nom_propre", WORD_NAME},
    {"adjectif", WORD_ADJECTIVE},
    {"verbe", WORD_VERB},
    {"infinitif", WORD_INFINITIVE},
    {"participe_passé", WORD_PAST_PARTICIPLE},
    {"participe_présent", WORD_PRESENT_PARTICIPLE},
    {"pronom", WORD_PRONOUN},
    {"déterminant", WORD_DETERMINER},
    {"adverbe", WORD_ADVERB},
    {"préposition", WORD_PREPOSITION},
    {"conjonction", WORD_CONJUNCTION},
    {"interjection", WORD_INTERJECTION},
    {"numéral", WORD_NUMERAL},
    {"m", WORD_MASCULINE},
    {"f", WORD_FEMININE},
    {"s", WORD_SINGULAR},
    {"p", WORD_PLURAL},
    {"1", WORD_FIRST},
    {"2", WORD_SECOND},
    {"3", WORD_THIRD},
    {"présent", WORD_PRESENT},
    {"imparfait", WORD_IMPERFECT},
    {"passé", WORD_PAST},
    {"futur", WORD_FUTURE},
    {"conditionnel", WORD_CONDITIONAL},
    {"subjonctif", WORD_SUBJUNCTIVE},
    {"impératif", WORD_IMPERATIVE},
    {"sujet", WORD_SUBJECT},
    {"objet", WORD_OBJECT},
    {"sonore", WORD_SOUNDED},
};

static word_class named(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, size, names[i].name))
            return names[i].class;
    return WORD_UNKNOWN;
}

word_class word_class_parse(const char *text, size_t size, bool *known)
{
    unsigned class = 0;
    *known = true;
    for (size_t at = 0, end; at < size; at = end + 1) {
        for (end = at; end < size && text[end] != ' ';)
            end++;
        word_class bit = named(text + at, end - at);
        if (end > at && !bit)
            *known = false;
        class |= bit;
    }
    return (word_class) class;
}

const char *word_class_name(word_class class)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (class & names[i].class)
            return names[i].class & WORD_PARTS ? names[i].name : "";
    return "";
}
