/* Words taken apart: each checked against the conventions of doc/language.md. Rows: word, class, syllables (pedagogic),
 * graphemes. */
#include "language/graphemes.h"
#include "language/syllables.h"
#include "language/words.h"
#include "tests/unit/check.h"

typedef struct word_case {
    const char *word;
    word_class class;
    const char *syllables, *graphemes;
} word_case;

enum { THEY = WORD_VERB | WORD_THIRD | WORD_PLURAL };

static const word_case cases[] = {
    {"samedi", 0, "sa-me-di", "s=s.a=a.m=m.e=ə.d=d.i=i"},
    {"table", 0, "table", "t=t.a=a.b=b.l=l.e=#"},
    {"fillette", 0, "fi-llette", "f=f.ill=ij.e=ɛ.tt=t.e=#"},
    {"abeille", 0, "a-beille", "a=a.b=b.e=ɛ.ill=j.e=#"},
    {"association", 0, "a-sso-cia-tion", "a=a.ss=s.o=ɔ.c=s.i=j.a=a.t=s.i=j.on=ɔ̃"},
    {"dehors", 0, "de-hors", "d=d.e=ə.h=#.o=ɔ.r=ʁ.s=#"},
    {"couvent", THEY, "couvent", "c=k.ou=u.v=v.ent=#"},
    {"couvent", WORD_NOUN, "cou-vent", "c=k.ou=u.v=v.en=ɑ̃.t=#"},
    {"portions", WORD_VERB, "por-tions", "p=p.o=ɔ.r=ʁ.t=t.i=j.on=ɔ̃.s=#"},
    {"portions", WORD_NOUN, "por-tions", "p=p.o=ɔ.r=ʁ.t=s.i=j.on=ɔ̃.s=#"},
    {"Guillaume", 0, "Gui-llaume", "Gu=ɡ.ill=ij.au=o.m=m.e=#"},
    {"aujourd’hui", 0, "au-jour-d’hui", "au=o.j=ʒ.ou=u.r=ʁ.d=d.h=#.ui=ɥi"},
};

/* "s=s.a=a", "#" for silent. */
static void write_graphemes(char *out, size_t room, const char *word, const spelling *s)
{
    size_t size = 0;
    out[0] = 0;
    for (unsigned i = 0; i < s->count && size < room; i++) {
        const grapheme *g = &s->graphemes[i];
        size += (size_t)snprintf(out + size, room - size, "%s%.*s=%s", i ? "." : "", g->size, word + g->start,
                                 *g->sound ? g->sound : "#");
    }
}

static void write_syllables(char *out, size_t room, const char *word, const spelling *s)
{
    size_t size = 0;
    out[0] = 0;
    for (unsigned i = 0; i < s->syllable_count && size < room; i++) {
        size_t end = i + 1u < s->syllable_count ? s->syllables[i + 1] : strlen(word);
        size += (size_t)snprintf(out + size, room - size, "%s%.*s", i ? "-" : "", (int)(end - s->syllables[i]),
                                 word + s->syllables[i]);
    }
}

int main(void)
{
    arena *pool = arena_new(16 << 20);
    const grapheme_rules *rules = graphemes_compile(pool);
    spelling s;
    char text[512];
    CHECK(rules);
    for (size_t i = 0; rules && i < sizeof cases / sizeof *cases; i++) {
        const word_case *c = &cases[i];
        CHECK(graphemes_cut(rules, c->word, strlen(c->word), c->class, &s));
        syllables_cut(c->word, NULL, &s);
        write_syllables(text, sizeof text, c->word, &s);
        CHECK_TEXT(text, c->syllables);
        write_graphemes(text, sizeof text, c->word, &s);
        CHECK_TEXT(text, c->graphemes);
    }
    arena_free(pool);
    return check_end();
}
