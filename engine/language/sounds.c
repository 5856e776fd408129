/* Sounds of French in IPA, and the "loi de position": how open o and eu are. */
#include "language/sounds.h"

#include "base/text.h"

#include <string.h>

enum { TILDE = 0x303 };

typedef enum sound_kind { SOUND_CONSONANT, SOUND_GLIDE, SOUND_VOWEL, SOUND_MARK } sound_kind;

static sound_kind kind_of(uint32_t point)
{
    switch (point) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'O':
    case 'E':
    case 0x251:
    case 0x25B:
    case 0x254:
    case 0x153:
    case 0xF8:
    case 0x259: return SOUND_VOWEL;
    case 'j':
    case 'w':
    case 0x265: return SOUND_GLIDE;
    case TILDE:
    case 'U': return SOUND_MARK;
    default: return SOUND_CONSONANT;
    }
}

sound_shape sound_shape_of(const char *sound)
{
    sound_shape shape = {0};
    while (*sound) {
        size_t length;
        sound_kind kind = kind_of(text_decode(sound, 4, &length));
        sound += length;
        if (kind == SOUND_VOWEL) {
            shape.vowels++;
            shape.coda = 0;
        } else if (kind != SOUND_MARK && shape.vowels)
            shape.coda++;
        else if (kind == SOUND_CONSONANT)
            shape.consonants++;
        else if (kind == SOUND_GLIDE)
            shape.glide = true;
    }
    return shape;
}

/* The sound of the next grapheme that has one, from `at` on; "" at the end. Moves `*at` past it. */
static const char *next_sound(const spelling *s, unsigned *at)
{
    while (*at < s->count) {
        const char *sound = s->graphemes[(*at)++].sound;
        if (*sound)
            return sound;
    }
    return "";
}

/* Whether a vowel is sounded from a grapheme on. */
static bool vowel_follows(const spelling *s, unsigned at)
{
    for (; at < s->count; at++)
        if (sound_shape_of(s->graphemes[at].sound).vowels)
            return true;
    return false;
}

/* o at the end of a word ("mot") and before [z] ("rose", "poser") or [sjɔ̃] ("notion"); ɔ elsewhere ("note", "poli"). */
static const char *settle_o(const spelling *s, unsigned at)
{
    const char *next = next_sound(s, &at);
    if (!*next || strcmp(next, "z") == 0)
        return "o";
    bool notion = strcmp(next, "s") == 0 && *next_sound(s, &at) == 'j' && strcmp(next_sound(s, &at), "ɔ̃") == 0;
    return notion ? "o" : "ɔ";
}

/* ø at the end of a word ("feu"), before [z] or [t] ("heureuse", "meute"), at its beginning ("Europe"), and in an open
 * syllable before most consonants ("jeudi"); œ before others ("peur", "neuf", "pleurer", "jeunesse"). */
static const char *settle_eu(const spelling *s, unsigned at)
{
    bool first = at == 1;
    const char *next = next_sound(s, &at);
    if (!*next || strcmp(next, "z") == 0 || strcmp(next, "t") == 0)
        return "ø";
    if (!vowel_follows(s, at - 1))
        return "œ";
    return first || !strstr("ʁlvn", next) ? "ø" : "œ";
}

void sounds_settle(spelling *s)
{
    for (unsigned i = 0; i < s->count; i++) {
        const char *sound = s->graphemes[i].sound;
        if (*sound == 'O' && !sound[1])
            s->graphemes[i].sound = settle_o(s, i + 1);
        else if (*sound == 'E')
            s->graphemes[i].sound = settle_eu(s, i + 1);
    }
}
