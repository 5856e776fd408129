/* word.acronym: letters that stand for words, and that the lesson does not explain. */
#include "base/text.h"
#include "clarity.h"

#include <string.h>

enum { LETTERS_MOST = 6, WORDS_AROUND = 14 };

/* Letters that everyone reads as a word. */
static const char everyday[] = "OK TV CD DVD SMS WC FIN NB PS BD";

static const char figures[] =
    "triangle segment droite demi-droite angle carré rectangle losange cercle parallélogramme polygone point "
    "longueur côté arc diagonale médiatrice médiane bissectrice hauteur repère vecteur plan quadrilatère trapèze "
    "cube pavé sommet distance rayon diamètre milieu pyramide prisme disque corde axe figure";

/* The letters of a word in capitals, without dots, accents taken off; 0 where it is none of 2 to 6. */
static size_t letters_of(const passage *p, const word *w, char letters[LETTERS_MOST + 1])
{
    size_t count = 0, length;
    for (size_t at = word_begin(w); at < word_end(w); at += length) {
        uint32_t point = text_decode(p->text + at, word_end(w) - at, &length);
        if (point == '.')
            continue;
        if (point < 'A' || point > 'Z' || count == LETTERS_MOST)
            return 0;
        letters[count++] = (char)point;
    }
    letters[count] = '\0';
    return count > 1 ? count : 0;
}

/* Whether letters are a Roman number, as I to MMMCMXCIX are written. */
static bool is_roman(const char *letters)
{
    for (unsigned number = 1; number < 4000; number++) {
        buffer roman = BUFFER_EMPTY;
        buffer_roman(&roman, number, true);
        bool same = strcmp(buffer_string(&roman), letters) == 0;
        buffer_free(&roman);
        if (same)
            return true;
    }
    return false;
}

static char initial_of(const word *w)
{
    static const struct {
        const char *letters;
        char base;
    } accents[] = {{"é è ê ë", 'E'}, {"à â", 'A'}, {"î ï", 'I'}, {"ô œ", 'O'}, {"ù û", 'U'}, {"ç", 'C'}};
    size_t length;
    char first[5] = "";
    text_decode(w->small, strlen(w->small), &length);
    memcpy(first, w->small, length < 4 ? length : 4);
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (*first && text_in_list(accents[i].letters, first))
            return accents[i].base;
    return *first >= 'a' && *first <= 'z' ? (char)(*first - 'a' + 'A') : '\0';
}

/* Whether each of the letters is the initial of a word of its own, in any order ("plus grand commun diviseur"), from word
 * `from` up to `to`. */
static bool are_initials(const char *letters, const word *from, const word *to)
{
    bool taken[WORDS_AROUND + 1] = {false};
    size_t count = (size_t)(to - from) <= WORDS_AROUND ? (size_t)(to - from) : WORDS_AROUND;
    for (; *letters; letters++) {
        size_t i = 0;
        while (i < count && (taken[i] || initial_of(from + i) != *letters))
            i++;
        if (i == count)
            return false;
        taken[i] = true;
    }
    return true;
}

static char sign_between(const passage *p, const word *from, const word *to)
{
    for (const token *t = from->token + 1; t < (to ? to->token : p->tokens + p->token_count); t++)
        if (t->kind == TOKEN_SIGN && t->size == 1)
            return p->text[t->start];
    return '\0';
}

/* Whether the words around explain letters at `w`: "Organisation des Nations unies (ONU)", "ONU : Organisation...". */
static bool is_explained_here(const passage *p, const word *w, const char *letters)
{
    const word *begin = p->words, *end = p->words + p->count, *next = w + 1 < end ? w + 1 : NULL;
    const word *far = w - begin > WORDS_AROUND ? w - WORDS_AROUND : begin;
    if (w > begin && sign_between(p, w - 1, w) == '(')
        if (are_initials(letters, far, w))
            return true;
    if (!next)
        return false;
    char sign = sign_between(p, w, next);
    far = end - next > WORDS_AROUND ? next + WORDS_AROUND : end;
    if (sign && strchr("(:=,-", sign))
        return are_initials(letters, next, far);
    return word_in(next, "signifie désigne") || (word_in(next, "veut") && next + 1 < end && word_in(next + 1, "dire"));
}

/* Whether letters name a figure's points: "le triangle ABC", "[AB]", "AB = 3 cm". */
static bool is_figure(const passage *p, const word *w)
{
    for (const word *back = w - 1; back >= p->words && back >= w - 3 && back->sentence == w->sentence; back--)
        if (lemma_in(back, figures) || word_in(back, figures))
            return true;
    size_t begin = word_begin(w), end = word_end(w);
    bool before = begin && strchr("[](=+-", p->text[begin - 1]) && p->text[begin - 1] != '(';
    while (end < p->size && p->text[end] == ' ')
        end++;
    return before || (end < p->size && strchr("]=+", p->text[end]));
}

/* Whether letters are a word of a language for machines: "la commande WHERE", "NOW()". */
static bool is_code(const passage *p, const word *w)
{
    static const char kinds[] =
        "commande clause opérateur fonction instruction condition mot-clé mot-clef requête suffixe type attribut balise "
        "variable méthode bouton touche menu logique";
    for (const word *back = w - 1; back >= p->words && back >= w - 2 && back->sentence == w->sentence; back--)
        if (lemma_in(back, kinds) || word_in(back, kinds))
            return true;
    return word_end(w) < p->size && strchr("(_/=", p->text[word_end(w)]) && p->text[word_end(w)];
}

void acronyms_learn(clarity *c)
{
    const passage *p = &c->here;
    for (const word *w = p->words; w < p->words + p->count; w++) {
        char letters[LETTERS_MOST + 1];
        size_t count = letters_of(p, w, letters);
        if (!count)
            continue;
        if (count <= 4 && is_figure(p, w))
            for (size_t i = 0; i < count; i++)
                c->points[letters[i] - 'A'] = true;
        if (is_explained_here(p, w, letters) || is_code(p, w))
            table_set(c->explained, letters, c);
    }
}

static bool names_points(const clarity *c, const char *letters)
{
    for (; *letters; letters++)
        if (!c->points[*letters - 'A'])
            return false;
    return true;
}

/* Whether a neighbour is written in capitals too: then it is the line that shouts, or a name. */
static bool is_capital_line(const passage *p, const word *w)
{
    for (const word *other = w - 1; other <= w + 1; other += 2) {
        if (other < p->words || other >= p->words + p->count || other->token->kind != TOKEN_WORD ||
            word_end(other) - word_begin(other) < 2 || other->sentence != w->sentence)
            continue;
        bool capitals = true;
        size_t length;
        for (size_t at = word_begin(other); at < word_end(other); at += length) {
            uint32_t point = text_decode(p->text + at, word_end(other) - at, &length);
            capitals &= text_is_upper(point) || point == '\'' || point == 0x2019 || point == '-';
        }
        if (capitals)
            return true;
    }
    return false;
}

/* Whether a word in capitals is a word all the same: one of the lexicon, or the surname after a first name. */
static bool is_word(const passage *p, const word *w)
{
    lexicon_entry entry;
    const word *before = w > p->words ? w - 1 : NULL;
    size_t length;
    const char *lemma = w->about.lemma;
    uint32_t first = text_decode(lemma, strlen(lemma), &length),
             second = first ? text_decode(lemma + length, strlen(lemma) - length, &length) : 0;
    if (lexicon_find(p->text + word_begin(w), word_end(w) - word_begin(w), &entry))
        return false;
    if (lexicon_find(w->small, strlen(w->small), &entry) || (w->about.known && text_lower(second) == second && first))
        return true;
    return before && before->sentence == w->sentence && word_is(before, WORD_NAME) && word_joins(p, before);
}

void find_acronym(clarity *c, const sentence *s)
{
    const passage *p = &c->here;
    for (const word *w = p->words + s->first; w < p->words + s->end && !p->maths; w++) {
        char letters[LETTERS_MOST + 1];
        size_t count = letters_of(p, w, letters);
        if (!count || text_in_list(everyday, letters) || is_roman(letters) || is_word(p, w) || is_capital_line(p, w))
            continue;
        if (table_value(c->explained, letters) || table_value(c->defined, w->small) ||
            (count <= 4 && (names_points(c, letters) || is_figure(p, w))))
            continue;
        remark_words(c, RULE_ACRONYM, w, w, clarity_said(c, "clarity.propose.whole", NULL), NULL, NULL);
    }
}
