/* The few words that names of fields need besides the lesson's own. */
#include "answers.h"

#include "base/text.h"

static const struct {
    const char *language;
    const char *words[SAID_WORDS];
} said[] = {
    {"fr", {"espace", "sur", "ligne", "réponse", "case", "Vrai", "Faux"}},
    {"en", {"space", "of", "row", "answer", "box", "True", "False"}},
    {"es", {"espacio", "de", "fila", "respuesta", "casilla", "Verdadero", "Falso"}},
    {"de", {"Lücke", "von", "Zeile", "Antwort", "Kästchen", "Richtig", "Falsch"}},
    {"it", {"spazio", "di", "riga", "risposta", "casella", "Vero", "Falso"}},
};

const char *said_in(const char *language, said_word word)
{
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (text_in_language(language, said[i].language))
            return said[i].words[word];
    return said[0].words[word];
}
