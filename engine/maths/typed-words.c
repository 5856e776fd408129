/* Words as the reader of typed formulas knows them: which letters are variables, points, functions, units, elements. */
#include "typed-inside.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

/* Short words that are no product of variables; ASCII case apart. */
static const char *const no_variables[] = {
    "ah",  "ai",  "am",  "an",   "as",  "at", "au",  "aux", "be",   "bon", "by",  "car", "cdi", "ce",  "cf",  "ci",
    "da",  "db",  "de",  "dm",   "do",  "ds", "du",  "eh",  "elle", "emc", "ems", "en",  "eps", "es",  "est", "et",
    "eu",  "ex",  "fa",  "fi",   "fin", "go", "ha",  "he",  "hg",   "hi",  "ho",  "hz",  "hé",  "id",  "il",  "in",
    "io",  "ip",  "is",  "it",   "je",  "jo", "la",  "le",  "les",  "lu",  "lv",  "là",  "ma",  "me",  "mes", "mi",
    "min", "mol", "mon", "mot",  "ms",  "mu", "my",  "na",  "nb",   "nd",  "ne",  "ni",  "no",  "non", "nos", "nu",
    "né",  "of",  "oh",  "ok",   "on",  "or", "os",  "ou",  "oui",  "où",  "par", "pas", "pb",  "pc",  "pi",  "pm",
    "pp",  "pt",  "pts", "pu",   "qi",  "qu", "que", "qui", "rd",   "rt",  "ré",  "sa",  "se",  "ses", "si",  "sms",
    "so",  "sol", "son", "st",   "sti", "su", "sur", "svt", "ta",   "td",  "te",  "tes", "th",  "ti",  "to",  "ton",
    "tp",  "tu",  "tv",  "ulis", "un",  "up", "us",  "ut",  "va",   "vos", "vs",  "vu",  "wc",  "we",  "ça"};

/* Words that only programs hold beside their formulas. */
#define CODE_WORDS                                                                                                     \
    "print* elif def return input len int float const import console* println* scanf assert select self null"

static const char *const functions[] = {"Card", "PGCD", "PPCM", "arccos", "arcsin", "arctan", "card", "ch",
                                        "cos",  "det",  "exp",  "lim",    "ln",     "log",    "max",  "min",
                                        "pgcd", "ppcm", "sh",   "sin",    "tan",    "th"};

static const char *const units[] = {"A",   "C",   "GHz", "Go",     "Hz",  "J",   "K",    "Ko",  "L",   "MHz",  "MW",
                                    "Mo",  "N",   "Pa",  "V",      "W",   "Wh",  "a",    "bar", "bit", "bits", "cL",
                                    "cal", "cg",  "cl",  "cm",     "dB",  "dL",  "daL",  "dag", "dal", "dam",  "dg",
                                    "dl",  "dm",  "eV",  "g",      "h",   "hL",  "hPa",  "ha",  "hg",  "hl",   "hm",
                                    "j",   "kHz", "kJ",  "kV",     "kW",  "kWh", "kcal", "kg",  "km",  "ko",   "kΩ",
                                    "l",   "lx",  "m",   "mA",     "mL",  "mV",  "mg",   "min", "ml",  "mm",   "mmol",
                                    "mol", "ms",  "nm",  "octets", "q",   "rad", "s",    "t",   "°",   "°C",   "°F",
                                    "µm",  "Ω",   "μm",  "€",      "€/kg"};

static const char *const elements[] = {"Ag", "Al", "Ar", "Au", "B",  "Ba", "Be", "Br", "C",  "Ca", "Cl", "Co", "Cr",
                                       "Cu", "F",  "Fe", "H",  "He", "Hg", "I",  "K",  "Li", "Mg", "Mn", "N",  "Na",
                                       "Ne", "Ni", "O",  "P",  "Pb", "Pt", "S",  "Si", "Ti", "U",  "Zn"};

#define LISTED(rows, word, size) listed(rows, sizeof(rows) / sizeof *(rows), word, size)

/* Whether a word stands in a list, which is in strcmp's order; no list has words of LISTED_MOST bytes. */
static bool listed(const char *const *rows, size_t count, const char *word, size_t size)
{
    enum { LISTED_MOST = 12 };
    char name[LISTED_MOST];
    if (!size || size >= sizeof name)
        return false;
    memcpy(name, word, size);
    name[size] = '\0';
    return row_named(name, rows, count, sizeof *rows) != NULL;
}

/* The small letters of a word, in `small`, of `room` bytes; false where it is too long. */
static bool lowered(const char *word, size_t size, char *small, size_t room)
{
    size_t length, used = 0;
    for (size_t at = 0; at < size; at += length) {
        if (used + 5 > room)
            return false;
        used += text_encode(small + used, text_lower(text_decode(word + at, size - at, &length)));
    }
    small[used] = '\0';
    return true;
}

/* How many letters a word has, and whether all are ASCII capitals or small letters. */
static size_t letters_of(const char *word, size_t size, bool *capitals, bool *small)
{
    size_t count = 0, length;
    *capitals = *small = true;
    for (size_t at = 0; at < size; at += length) {
        uint32_t point = text_decode(word + at, size - at, &length);
        if ((point >= 0x300 && point <= 0x36F) || point == 0x20D7) /* a mark above */
            continue;
        count++;
        *capitals &= point >= 'A' && point <= 'Z';
        *small &= point >= 'a' && point <= 'z';
    }
    return count;
}

/* Latin letters without accents, but for those of an angle ("Â"), and Greek ones. */
static bool is_variable(const char *letter, size_t size)
{
    uint32_t point = text_decode(letter, size, &(size_t){0});
    return point < 0x80 || (point >= 0x391 && point <= 0x3F5) || point == 0xC2 || point == 0xCA || point == 0xCE ||
           point == 0xD4 || point == 0xDB || (point >= 0x108 && point <= 0x15C && !(point & 3) && point != 0x110);
}

/* Whether a run of letters begins with "π" or "Δ", or ends with "π": "πr", "ΔT". */
static bool has_pi(const char *word, size_t size)
{
    return size > 2 && (memcmp(word, "π", 2) == 0 || memcmp(word, "Δ", 2) == 0 || memcmp(word + size - 2, "π", 2) == 0);
}

typed_kind typed_word(const char *word, size_t size)
{
    bool capitals, small;
    char low[24];
    if (size > 12)
        return TYPED_BREAK;
    size_t count = letters_of(word, size, &capitals, &small), length;
    if (size > 1 && size < 7 && strchr("sctlemapPCd", *word) && LISTED(functions, word, size))
        return TYPED_FUNCTION;
    if (count == 1)
        return is_variable(word, size) ? TYPED_LETTER : TYPED_BREAK;
    if (capitals && count <= 4)
        return TYPED_POINTS;
    if (small && count > 2)
        return TYPED_BREAK;
    if (count > 4 || !lowered(word, size, low, sizeof low) || LISTED(no_variables, low, strlen(low)) ||
        LISTED(units, word, size))
        return TYPED_BREAK;
    if ((small && count == 2) || (count <= 3 && has_pi(word, size)))
        return TYPED_LETTERS;
    uint32_t first = text_decode(word, size, &length);
    bool ascii = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || (first >= 0x391 && first <= 0x3C9);
    bool mixed = count == 2 && first <= 'Z' && first >= 'A';
    for (size_t at = length; at < size; at++)
        mixed |= word[at] >= 'A' && word[at] <= 'Z' && !(first >= 'A' && first <= 'Z');
    return ascii && mixed ? TYPED_NAME : TYPED_BREAK;
}

/* The first unit whose first byte is this one or a higher one. */
static size_t units_from(unsigned char byte)
{
    size_t low = 0, high = sizeof units / sizeof *units;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((unsigned char)*units[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The length of one unit's symbol, the longest there is. */
static size_t symbol(const char *text, size_t size)
{
    size_t longest = 0, length;
    if (!size)
        return 0;
    for (size_t i = units_from((unsigned char)*text); i < sizeof units / sizeof *units && *units[i] == *text; i++) {
        length = strlen(units[i]);
        if (length > longest && length <= size && memcmp(units[i], text, length) == 0)
            longest = length;
    }
    uint32_t next = longest < size ? text_decode(text + longest, size - longest, &length) : 0;
    uint32_t last = longest ? (unsigned char)text[longest - 1] : 0;
    return text_is_letter(next) && last != '$' ? 0 : longest;
}

size_t typed_unit(const char *text, size_t size)
{
    size_t end = symbol(text, size);
    if (!end)
        return 0;
    static const char *const joints[] = {"/", "·", ".", "⋅"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t joint = strlen(joints[i]);
        if (end + joint >= size || memcmp(text + end, joints[i], joint) != 0)
            continue;
        size_t next = symbol(text + end + joint, size - end - joint);
        return next ? end + joint + next : end;
    }
    return end;
}

bool typed_chemical(const char *text, size_t size, bool charged)
{
    size_t count = 0, digits = 0, at = 0;
    bool apart = false;
    while (at < size) {
        size_t length = at + 1 < size && text[at + 1] >= 'a' && text[at + 1] <= 'z' ? 2 : 1;
        if (!LISTED(elements, text + at, length))
            return false;
        apart |= length == 2;
        at += length;
        count++;
        if (at < size && text[at] == '(')
            at++;
        size_t number = 0;
        while (at < size && (text_is_digit((unsigned char)text[at]) || text[at] == ')'))
            number += text[at++] != ')';
        digits += number > 0;
    }
    return (count && charged) || (count > 1 && (digits || apart)) ||
           (count == 1 && digits && strchr("HON", *text) && !apart && size == 2) || (count == 1 && digits && apart);
}

bool typed_ordinal(const char *text, size_t size)
{
    static const char *const endings[] = {"d",   "de",   "e",  "eme", "er", "ers", "es",  "ieme", "ième", "le",
                                          "lle", "lles", "me", "mes", "nd", "nde", "o",   "os",   "r",    "rd",
                                          "re",  "res",  "st", "te",  "th", "ur",  "ème", "ère"};
    return LISTED(endings, text, size);
}

/* Beginnings of words, of the nearest word before or after. */
static const struct hint_row {
    typed_hint hint;
    uint8_t sides;     /* 1: before, 2: after */
    const char *words; /* "calcul*" is a beginning */
} hints[] = {
    {TYPED_HINT_GEOMETRY, 1,
     "droite* segment* demi-droite* côté* intervalle* perpendiculaire* parallèle* hauteur* médiatrice* "
     "bissectrice* longueur* diagonale* arête* plan* axe* cercle* suite fonction* rayon vecteur*"},
    {TYPED_HINT_MATHS, 3,
     "calcul* fraction* équation* inéquation* développ* factoris* somme* produit* quotient* différence* résou* résol* "
     "colori* hachur* place placer placez range ranger rangez encadr* décompos* inverse* irréductible* gradué* "
     "numérateur* dénominateur* pourcentage* proportion* moitié double triple partage* partagé* convert* "
     "simplifi* nombre* expression* opération* dériv* égal* inconnue* polynôme* puissance* racine* vaut "
     "effectu* compar* multipl* divis* addition* réduire réduis calcule décimal* abscisse* coordonnée*"},
    {TYPED_HINT_COUNT, 1,
     "le du au dès page pages p pp n no numéro numéros exercice exercices ex exo question questions chapitre "
     "chap activité activités document documents doc docs note notes noté notée score match version tome volume "
     "vol niveau classe format formats taille écran tél tel fax mesure mesures séance séances partie leçon "
     "étape jour jours semaine semaines phase groupe groupes lundi mardi mercredi jeudi vendredi samedi "
     "dimanche depuis entre années année rue salle bus ligne figure fig tableau annexe article lot série gagne gagné "
     "perd perdu bat battu victoire défaite équipe relais véhicule voiture ratio rythme fiche avis total "
     "windows android ios photo photos diapo réf train terrain carton image livre porte appartement bâtiment planche feuille rendez-vous cf cycle cycles âge vers env environ ép épisode saison acte scène strophe "
     "vers points point résultat verset lignes module unité unit lesson room rhésus groupe vitamine"},
    {TYPED_HINT_COUNT, 2,
     "pts pt point points page pages heure heures jours jour janvier février mars avril mai juin juillet août "
     "septembre octobre novembre décembre ans an finale finales répétition* série séries fois personne* élève* "
     "semaine* séance* journée groupe* classe* places cuillère* pension tarif temps par mn min h euros "
     "offert* verre minute* seconde* mois gratuit* étoiles pers"},
    {TYPED_HINT_CODE, 3, CODE_WORDS},
    {TYPED_HINT_SHARE, 1, "les aux des ces vaut soit font fait égale"},
    {TYPED_HINT_SHARE, 2, "de du des d' d’"},
    {TYPED_HINT_GRAMMAR, 3,
     "règle accord* pluriel* singulier féminin masculin suffixe* préfixe* sujet* verbe* nom noms adjectif* cod coi phrase* complément* déterminant* auxiliaire infinitif "
     "subject verb être avoir participe radical terminaison groupe vocabulaire consonne voyelle syllabe*"},
};

/* Whether a word is one of a list, or begins as one of it does. strstr goes over those that begin otherwise. */
static bool hinted(const char *words, const char *word, size_t size)
{
    const char next[] = {' ', *word, '\0'};
    for (const char *at = words; at && size; at = strstr(at, next), at += at != NULL) {
        size_t same = 0;
        while (same < size && at[same] == word[same] && at[same])
            same++;
        if (at[same] == '*' || (same == size && (at[same] == ' ' || !at[same])))
            return true;
    }
    return false;
}

typed_hint typed_hint_of(const char *word, size_t size, bool before)
{
    char small[48];
    if (!lowered(word, size, small, sizeof small))
        return TYPED_NO_HINT;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if ((hints[i].sides & (before ? 1 : 2)) && hinted(hints[i].words, small, strlen(small)))
            return hints[i].hint;
    return TYPED_NO_HINT;
}
