#include "labels.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

typedef struct label_row {
    const char *words; /* small letters */
    label label;
    bool numbered; /* only with a number, a letter or the like after it */
} label_row;

/* Longer words first where one begins another. */
static const label_row rows[] = {
    {"exercices", LABEL_PART, false},
    {"exercice", LABEL_EXERCISE, false},
    {"exercise", LABEL_EXERCISE, false},
    {"exos", LABEL_EXERCISE, true},
    {"exo", LABEL_EXERCISE, true},
    {"ex.", LABEL_EXERCISE, true},
    {"ex", LABEL_EXERCISE, true},
    {"activité :", LABEL_EXERCISE, false},
    {"activité", LABEL_EXERCISE, true},
    {"activity", LABEL_EXERCISE, true},
    {"problème", LABEL_EXERCISE, true},
    {"défi", LABEL_EXERCISE, true},
    {"sujet", LABEL_EXERCISE, true},
    {"à faire vous-même", LABEL_EXERCISE, false},
    {"à faire vous même", LABEL_EXERCISE, false},
    {"à faire soi-même", LABEL_EXERCISE, false},
    {"à toi de jouer", LABEL_EXERCISE, false},
    {"travail à faire", LABEL_EXERCISE, false},
    {"tâche finale", LABEL_EXERCISE, false},
    {"tâche", LABEL_EXERCISE, true},
    {"your task", LABEL_EXERCISE, false},
    {"the task", LABEL_EXERCISE, false},
    {"task", LABEL_EXERCISE, true},
    {"à vous de jouer", LABEL_EXERCISE, false},
    {"à ton tour", LABEL_EXERCISE, false},
    {"je m'entraîne", LABEL_EXERCISE, false},
    {"entraîne-toi", LABEL_EXERCISE, false},
    {"entraînement", LABEL_EXERCISE, true},
    {"j'applique", LABEL_EXERCISE, false},
    {"application", LABEL_EXERCISE, true},
    {"consignes", LABEL_INSTRUCTION, false},
    {"consigne", LABEL_INSTRUCTION, false},
    {"instructions", LABEL_INSTRUCTION, false},
    {"je retiens", LABEL_MEMO, false},
    {"ce que je retiens", LABEL_MEMO, false},
    {"ce que je dois retenir", LABEL_MEMO, false},
    {"ce qu'il faut retenir", LABEL_MEMO, false},
    {"à retenir", LABEL_MEMO, false},
    {"a retenir", LABEL_MEMO, false},
    {"leçon", LABEL_MEMO, false},
    {"rappels", LABEL_REMINDER, false},
    {"rappel", LABEL_REMINDER, false},
    {"définitions", LABEL_REMINDER, false},
    {"vocabulaire", LABEL_REMINDER, false},
    {"vocabulary", LABEL_REMINDER, false},
    {"lexique", LABEL_REMINDER, false},
    {"glossaire", LABEL_REMINDER, false},
    {"mots clés", LABEL_REMINDER, false},
    {"mots-clés", LABEL_REMINDER, false},
    {"key words", LABEL_REMINDER, false},
    {"l'essentiel", LABEL_MEMO, false},
    {"mémo", LABEL_MEMO, false},
    {"bilan", LABEL_MEMO, false},
    {"corrigé", LABEL_MEMO, false},
    {"correction", LABEL_MEMO, false},
    {"questions", LABEL_QUESTIONS, false},
    {"infos", LABEL_HELP, false},
    {"info", LABEL_HELP, false},
    {"aide", LABEL_HELP, false},
    {"coup de pouce", LABEL_HELP, false},
    {"indices", LABEL_HELP, false},
    {"indice", LABEL_HELP, false},
    {"hint", LABEL_HELP, false},
    {"document", LABEL_DOCUMENT, true},
    {"doc.", LABEL_DOCUMENT, true},
    {"doc", LABEL_DOCUMENT, true},
    {"partie", LABEL_PART, true},
    {"étape", LABEL_PART, true},
    {"chapitre", LABEL_PART, true},
    {"séance", LABEL_PART, true},
    {"part", LABEL_PART, true},
    {"step", LABEL_PART, true},
    {"phase", LABEL_PART, true},
    {"séquence", LABEL_PART, true},
    {"section", LABEL_PART, true},
    {"annexe", LABEL_PART, true},
    {"mission", LABEL_PART, true},
    {"expérience", LABEL_PART, true},
    {"situation", LABEL_PART, true},
    {"unit", LABEL_PART, true},
    {"lesson", LABEL_PART, true},
    {"objectifs", LABEL_PART, false},
    {"objectif", LABEL_PART, false},
    {"compétences", LABEL_PART, false},
    {"prérequis", LABEL_PART, false},
    {"matériel", LABEL_PART, false},
    {"propriétés", LABEL_PART, false},
    {"propriété", LABEL_PART, false},
    {"définition", LABEL_PART, false},
    {"théorème", LABEL_PART, false},
    {"méthode", LABEL_PART, false},
    {"remarques", LABEL_EXAMPLE, false},
    {"remarque", LABEL_EXAMPLE, false},
    {"exemples", LABEL_EXAMPLE, false},
    {"exemple", LABEL_EXAMPLE, false},
    {"examples", LABEL_EXAMPLE, false},
    {"example", LABEL_EXAMPLE, false},
    {"conclusion", LABEL_PART, false},
    {"introduction", LABEL_PART, false},
    {"grammaire", LABEL_PART, false},
    {"conjugaison", LABEL_PART, false},
    {"orthographe", LABEL_PART, false},
};

/* Bytes of `text` that are `words`, capitals and typographic apostrophes apart; 0 where they are not. */
static size_t begins_with(const char *text, size_t size, const char *words)
{
    size_t at = 0, length;
    while (*words) {
        uint32_t wanted = text_next(&words);
        uint32_t point = at < size ? text_decode(text + at, size - at, &length) : 0;
        if (point == 0x2019)
            point = '\'';
        if (point == 0xA0)
            point = ' ';
        if (!point || text_lower(point) != wanted)
            return 0;
        at += length;
    }
    return at;
}

/* Bytes of a number from `at` on: "3", "12", "3.1", "II", "B", after "n°" or without; 0 where there is none. */
static size_t number_length(const char *text, size_t size, size_t at)
{
    static const char *const signs[] = {"n°", "nº", "no"};
    size_t begin = at, sign = 0;
    for (size_t i = 0; !sign && i < sizeof signs / sizeof *signs; i++)
        sign = begins_with(text + at, size - at, signs[i]);
    at = text_skip_space(text, size, at + sign);
    size_t digits = at;
    while (digits < size &&
           (text_is_digit((unsigned char)text[digits]) || (text[digits] == '.' && digits > at && digits + 1 < size &&
                                                           text_is_digit((unsigned char)text[digits + 1]))))
        digits++;
    if (digits > at)
        return digits - begin;
    size_t letters = at;
    while (letters < size && strchr("IVX", text[letters]))
        letters++;
    if (letters == at && at < size && text[at] >= 'A' && text[at] <= 'H')
        letters++;
    bool ends = letters == size || !text_is_letter((unsigned char)text[letters]);
    return letters > at && ends && (letters == size || (unsigned char)text[letters] < 0x80) ? letters - begin : 0;
}

/* Whether a title's label may end before what stands at `at`: the end, or a sign that parts it from the title's text. */
static bool ends_label(const char *text, size_t size, size_t at)
{
    at = text_skip_space(text, size, at);
    if (at == size)
        return true;
    size_t length;
    uint32_t point = text_decode(text + at, size - at, &length);
    return point == 0x2013 || point == 0x2014 || point == 0x2022 || point == 0x2192 ||
           (point < 0x80 && strchr(":.-(/)!*", (int)point));
}

/* The label that a text begins with; `strict`: only where it ends as one. */
static label find_label(const char *text, size_t size, size_t *length, bool strict)
{
    size_t begin = text_skip_space(text, size, 0);
    char first[4] = ""; /* most rows are passed over by their first byte */
    *length = 0;
    text_encode(first, text_lower(begin < size ? text_decode(text + begin, size - begin, &(size_t){0}) : 0));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (*rows[i].words != *first)
            continue;
        size_t word = begins_with(text + begin, size - begin, rows[i].words);
        if (!word)
            continue;
        size_t end = begin + word, after = text_skip_space(text, size, end);
        size_t number = number_length(text, size, after);
        if (!number && rows[i].numbered)
            continue;
        if (number && after == end && text_is_letter((unsigned char)text[after]))
            continue;
        end = number ? after + number : end;
        bool colon = rows[i].words[strlen(rows[i].words) - 1] == ':';
        if (strict ? !ends_label(text, size, end) : !number && !colon)
            continue;
        *length = end;
        return rows[i].label;
    }
    return LABEL_NONE;
}

label label_of(const char *text, size_t size, size_t *length)
{
    return find_label(text, size, length, true);
}

label label_numbered(const char *text, size_t size)
{
    size_t length;
    return find_label(text, size, &length, false);
}

/* Bytes of a text without the blanks, and one closing bracket, at its end. */
static size_t without_end(const char *text, size_t size)
{
    bool bracket = false;
    while (size) {
        size_t begin = size - 1;
        while (begin && ((unsigned char)text[begin] & 0xC0) == 0x80)
            begin--;
        size_t length;
        uint32_t point = text_decode(text + begin, size - begin, &length);
        bool close = point == ')' && !bracket;
        if (!text_is_space(point) && !close)
            break;
        bracket = bracket || close;
        size = begin;
    }
    return size;
}

bool label_is_scored(const char *text, size_t size)
{
    static const char units[] = "mark marks point points pt pts";
    char word[16] = "";
    size_t end = without_end(text, size), at = end;
    while (at && end - at + 1 < sizeof word && ascii_is_letter(text[at - 1]))
        at--;
    for (size_t i = at; i < end; i++)
        word[i - at] = ascii_lower(text[i]);
    bool unit = *word && text_in_list(units, word);
    size_t digits = without_end(text, unit ? at : end), begin = digits;
    while (begin && (text_is_digit((unsigned char)text[begin - 1]) ||
                     ((text[begin - 1] == '.' || text[begin - 1] == ',') && begin < digits)))
        begin--;
    if (begin == digits || (*word && !unit))
        return false;
    size_t before = without_end(text, begin);
    if (!before || !strchr("(/:-", text[before - 1])) /* "18.3.25 points" is the number of a section */
        return before && unit && (unsigned char)text[before - 1] >= 0x80; /* a dash */
    return unit || (text[before - 1] == '/' && !(before > 1 && text_is_digit((unsigned char)text[before - 2])));
}
