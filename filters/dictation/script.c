/* What is said: a first reading; then breath groups, each repeated, with their punctuation; a last reading. The school's
 * protocol (Ministère de l'Éducation nationale, instructions for the dictation of the diplôme national du brevet: lecture
 * préalable, dictée en précisant la ponctuation, relecture). */
#include "filters/dictation/dictation.h"

#include "base/text.h"

enum {
    PAUSE_SPEECH = 1200, /* milliseconds after what is said to the pupil */
    PAUSE_PART = 2500,   /* before a part begins */
    PAUSE_LEAST = 1500,  /* after a group, however short */
    PAUSE_READING = 500  /* after a paragraph that is read */
};

typedef struct script {
    ard_document *document;
    const dictation_wishes *wishes;
    ard_node *section;
} script;

/* Adds a paragraph; `rate` 0: the voice's own. */
static void say(script *s, const char *language, const char *text, size_t size, unsigned pause, unsigned rate)
{
    ard_node *line = node_append(s->section, node_new(s->document, PARAGRAPH, NOWHERE));
    if (!line)
        return;
    node_set(s->document, line, "lang", language);
    node_set_number(s->document, line, "data-pause", pause);
    if (rate)
        node_set_number(s->document, line, "data-rate", rate);
    node_append_text(s->document, line, text, size, NOWHERE);
}

static void say_words(script *s, const char *words, unsigned pause)
{
    say(s, "fr", words, strlen(words), pause, 0);
}

static void read_all(script *s, const passage *first, unsigned pause)
{
    for (const passage *p = first; p; p = p->next)
        say(s, p->language, p->text, p->size, pause, 0);
}

/* Milliseconds that the pupil needs for so many letters, parted among the repetitions. */
static unsigned pause_for(const script *s, unsigned letters)
{
    unsigned all = letters * 60000u / s->wishes->pace, each = all / s->wishes->repeats;
    return each > PAUSE_LEAST ? each : PAUSE_LEAST;
}

/* Whether a line ends between two bytes of a passage. */
static bool line_ends(const passage *p, size_t begin, size_t end)
{
    return memchr(p->text + begin, '\n', end - begin) != NULL;
}

/* Adds a group as it is dictated: what opens, its words, what closes, and where the line ends. */
static void add_group(const script *s, const passage *p, const breath_group *g, buffer *out)
{
    size_t before = g->begin ? p->items[g->begin - 1].end : 0, from = p->items[g->begin].begin;
    size_t to = p->items[g->end - 1].end, after = g->end < p->item_count ? p->items[g->end].begin : p->size;
    bool ends = g->end == p->item_count, all = ends && !p->next;
    if (s->wishes->punctuation && signs_say(p, before, from, true, false, out))
        buffer_text(out, ", ");
    buffer_add(out, p->text + from, to - from);
    buffer signs = BUFFER_EMPTY;
    if (s->wishes->punctuation && signs_say(p, to, after, false, all, &signs))
        buffer_format(out, ", %s", buffer_string(&signs));
    buffer_free(&signs);
    if (s->wishes->punctuation && !all && (ends || line_ends(p, to, after)))
        buffer_text(out, ", à la ligne");
}

static void dictate(script *s, const passage *p)
{
    buffer said = BUFFER_EMPTY;
    for (size_t i = 0; i < p->group_count; i++) {
        const breath_group *g = p->groups + i;
        size_t from = p->items[g->begin].begin;
        unsigned letters = letters_in(p->text + from, p->items[g->end - 1].end - from);
        buffer_reset(&said);
        add_group(s, p, g, &said);
        for (unsigned n = 0; n < s->wishes->repeats && !said.failed; n++)
            say(s, p->language, said.data, said.size, pause_for(s, letters), s->wishes->rate);
    }
    buffer_free(&said);
}

ard_node *dictation_script(ard_document *document, const dictation_wishes *wishes, const passage *first)
{
    script s = {.document = document, .wishes = wishes, .section = node_new(document, SECTION, NOWHERE)};
    const passage *dictated = first && first->title && !wishes->title ? first->next : first;
    say_words(&s, "Première lecture. Écoute, sans écrire.", PAUSE_SPEECH);
    read_all(&s, first, PAUSE_READING);
    say_words(&s, "Dictée. Écris.", PAUSE_PART);
    for (const passage *p = dictated; p; p = p->next)
        dictate(&s, p);
    say_words(&s, "Dernière lecture. Relis ton texte et corrige-le.", PAUSE_SPEECH);
    read_all(&s, first, wishes->check * 1000);
    say_words(&s, "La dictée est finie.", PAUSE_PART);
    return s.section;
}
