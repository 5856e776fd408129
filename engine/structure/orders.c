#include "orders.h"

#include "base/text.h"
#include "language/actions.h"

#include <string.h>

enum { SIGN = 7, ADVERB = 10, SIGNS = 2, WORD = 24, AFTER_QUESTION = 40, GUILLEMET = 0xAB, GUILLEMET_END = 0xBB };

/* Words, in small letters, that begin a sentence whose verb stands after a comma: circumstances, and the pupil. */
static const char openers[] =
    "à a au aux d'après selon pour dans avec sur en après avant lorsque quand si tu vous maintenant grâce chaque "
    "based for in with on after before using when if from according now you";

/* Words before the verb of an order. */
static const char adverbs[] =
    "puis ensuite enfin alors maintenant d'abord et ou en then now next finally first and please";

/* Copies the word at the beginning of a text in small letters, "" where it is long or none; its bytes. */
static size_t small_word(const char *text, size_t size, char word[WORD])
{
    size_t at = 0, length, filled = 0;
    while (at < size && filled + 5 < WORD) {
        uint32_t point = text_decode(text + at, size - at, &length);
        bool apostrophe = point == '\'' || point == 0x2019;
        if (!text_is_letter(point) && !apostrophe)
            break;
        filled += text_encode(word + filled, apostrophe ? '\'' : text_lower(point));
        at += length;
    }
    word[filled] = '\0';
    return at;
}

size_t order_sign(const char *text, size_t size)
{
    size_t at = text_skip_space(text, size, 0);
    for (int i = 0; i < SIGNS; i++) {
        size_t end = at, length, letters = 0;
        bool digit = false, sign = false;
        while (end < size && end - at <= SIGN) {
            uint32_t point = text_decode(text + end, size - end, &length);
            if (text_is_space(point))
                break;
            if (point == GUILLEMET || point == '"' || point == 0x201C || point == '=')
                return at;
            letters += text_is_letter(point);
            digit = digit || text_is_digit(point);
            sign = !text_is_letter(point) && !text_is_digit(point);
            end += length;
        }
        if (end == at || end == size || end - at > SIGN || letters > 1 || !(letters ? sign : digit || sign))
            break;
        at = text_skip_space(text, size, end);
    }
    return at;
}

bool order_is_question(const char *text, size_t size)
{
    for (size_t at = size; at; at--)
        if (text[at - 1] == '?')
            return size - at <= AFTER_QUESTION;
    return false;
}

/* Whether a verb is an infinitive. */
static bool is_infinitive(const char *verb, size_t size)
{
    static const char *const ends[] = {"er", "ir", "re"};
    for (size_t i = 0; size > 3 && i < sizeof ends / sizeof *ends; i++)
        if (!memcmp(verb + size - 2, ends[i], 2))
            return true;
    return false;
}

/* The order by which a verb of exercises begins a text, perhaps after an adverb. */
static order begins(const char *text, size_t size, const char *language)
{
    char word[WORD];
    size_t length = small_word(text, size, word);
    if (length && length <= ADVERB && text_in_list(adverbs, word)) {
        size_t at = text_skip_space(text, size, length);
        text += at;
        size -= at;
    }
    const char *other = text_in_language(language, "en") ? "fr" : "en";
    size_t verb = action_length(text, size, language);
    verb = verb ? verb : action_length(text, size, other);
    return !verb ? ORDER_NONE : is_infinitive(text, verb) ? ORDER_INFINITIVE : ORDER_FIRST;
}

/* Whether a hyphen joins the verb of an order and its pronoun: "corrige-les", "réponds-lui". */
static bool tells_pupil(const char *text, size_t size, size_t hyphen, const char *language)
{
    static const char pronouns[] = "le la les lui leur moi toi nous vous en y";
    char word[WORD];
    size_t begin = hyphen;
    while (begin && !text_is_space((unsigned char)text[begin - 1]) && hyphen - begin < WORD)
        begin--;
    small_word(text + hyphen + 1, size - hyphen - 1, word);
    return text_in_list(pronouns, word) && action_length(text + begin, size - begin, language);
}

/* Past the quotation marks and brackets that close what ends a sentence. */
static size_t skip_closing(const char *text, size_t size, size_t at)
{
    while (at < size && (text[at] == '"' || text[at] == ')'))
        at++;
    return at + 3 <= size && !memcmp(text + at, "\xE2\x80\x9D", 3) ? at + 3 : at;
}

/* What parts a clause from the one before. */
typedef enum gap { GAP_NONE, GAP_COMMA, GAP_COLON, GAP_SENTENCE } gap;

static gap gap_of(uint32_t point)
{
    if (point == ',' || point == ':')
        return point == ',' ? GAP_COMMA : GAP_COLON;
    return point == '.' || point == '!' || point == '?' || point == ';' || point == '\n' || point == 0x2026
               ? GAP_SENTENCE
               : GAP_NONE;
}

/* What is known of the sentence that a search has come to. */
typedef struct sentence {
    size_t begin;
    bool first;
    bool known, open, pupil; /* it begins with a circumstance or with the pupil, after which a clause may order */
    size_t commas;           /* before the place that is looked at */
    bool counted;            /* a digit stands in it: "Programme 2 : afficher" */
} sentence;

/* Reads the first word of a sentence, or of what follows its colon; most have no comma and need not. */
static void know(sentence *s, const char *text, size_t size)
{
    static const char pupils[] = "tu vous you";
    char word[WORD];
    if (s->known)
        return;
    small_word(text + s->begin, size - s->begin, word);
    s->pupil = text_in_list(pupils, word);
    s->open = s->open || s->pupil || text_in_list(openers, word);
    s->known = true;
}

/* Whether an order after a gap is one. An infinitive after a colon may be what a word means, and one after a comma what
 * the pupil is said to do. */
static order order_after(gap found, const sentence *s, order given)
{
    if (given == ORDER_INFINITIVE &&
        ((found == GAP_COLON && !s->counted && !s->open) || (found == GAP_COMMA && (s->pupil || s->commas > 1))))
        return ORDER_NONE;
    return !given || (s->first && s->open && found == GAP_COMMA) ? given : ORDER_WITHIN;
}

static bool is_capital(const char *text, size_t size, size_t at)
{
    size_t length;
    return at < size && text_is_upper(text_decode(text + at, size - at, &length));
}

/* Whether a word ends as what several are told ("écrivez"): where no "vous" stands before it, it orders. */
static bool is_plural(const char *text, size_t size)
{
    char word[WORD];
    size_t length = small_word(text, size, word);
    return length > 3 && text_begins(word + strlen(word) - 2, "ez");
}

order order_of(const char *text, size_t size, const char *language)
{
    size_t at = order_sign(text, size), length;
    order given = begins(text + at, size - at, language);
    if (given)
        return given;
    sentence s = {.begin = at, .first = true};
    bool quoted = false;
    for (uint32_t point, before = 0; at < size; at += length, before = point) {
        point = text_decode(text + at, size - at, &length);
        quoted = point == GUILLEMET || (quoted && point != GUILLEMET_END);
        s.counted = s.counted || text_is_digit(point);
        if (point == '-' && !quoted && tells_pupil(text, size, at, language))
            return ORDER_WITHIN;
        gap found = quoted || (point == '.' && before == '.') ? GAP_NONE : gap_of(point);
        if (!found)
            continue;
        s.commas += found == GAP_COMMA;
        if (found != GAP_SENTENCE)
            know(&s, text, size);
        size_t next = skip_closing(text, size, at + length), clause = text_skip_space(text, size, next);
        if (clause == size || (clause == next && point != '\n'))
            continue;
        clause += found != GAP_COMMA ? order_sign(text + clause, size - clause) : 0;
        if (found == GAP_SENTENCE && point != '\n' && point != ';' && !is_capital(text, size, clause))
            given = ORDER_NONE; /* "→ badge valide ? → ouvrir" */
        else if (found == GAP_COMMA && !s.open)
            given =
                is_plural(text + clause, size - clause) ? begins(text + clause, size - clause, language) : ORDER_NONE;
        else
            given = order_after(found, &s, begins(text + clause, size - clause, language));
        if (given)
            return given;
        if (found == GAP_SENTENCE)
            s = (sentence){.begin = clause};
        else if (found == GAP_COLON) {
            s.begin = clause;
            s.known = false;
        }
    }
    return ORDER_NONE;
}
