/* Which aids were chosen, and what the lesson asks about. */
#include "aids.h"

#include "base/options.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The names that schools give to sounds, and the sounds: IPA. */
static const struct {
    const char *name, *sounds;
} school_sounds[] = {
    {"a", "a ɑ"}, {"an", "ɑ̃"},   {"b", "b"},  {"ch", "ʃ"},  {"d", "d"},   {"e", "ə"},    {"eu", "ø œ"},
    {"f", "f"},   {"g", "ɡ g"},  {"gn", "ɲ"}, {"i", "i"},   {"ill", "j"}, {"in", "ɛ̃ œ̃"}, {"j", "ʒ"},
    {"k", "k"},   {"l", "l"},    {"m", "m"},  {"n", "n"},   {"o", "o ɔ"}, {"oi", "wa"},  {"oin", "wɛ̃"},
    {"on", "ɔ̃"},  {"ou", "u w"}, {"p", "p"},  {"r", "ʁ r"}, {"s", "s"},   {"t", "t"},    {"u", "y ɥ"},
    {"un", "œ̃"},  {"v", "v"},    {"y", "j"},  {"z", "z"},   {"è", "ɛ"},   {"é", "e"},
};

/* Adds one item of a list ("ou", "ou=#0055aa"). */
static ard_status add_wanted(aids *a, wanted_list *list, const char *item, size_t size, look_use use)
{
    const char *equals = memchr(item, '=', size);
    size_t length = equals ? (size_t)(equals - item) : size;
    char chosen[8] = "";
    if (list->count == LOOKS_MOST || a->looks == LOOKS_MOST)
        return report(a->job->log, NOWHERE, "page.looks.many", report_number(a->job->log, LOOKS_MOST), NULL);
    wanted *row = list->rows + list->count;
    if (equals && size - length < sizeof chosen + 1)
        memcpy(chosen, equals + 1, size - length - 1);
    a->wished[a->looks] = equals && colour_read(a->wishes + a->looks, chosen);
    if (!length || length >= sizeof row->text || (equals && !a->wished[a->looks])) {
        buffer text = BUFFER_EMPTY;
        buffer_add(&text, item, size);
        ard_status status = report(a->job->log, NOWHERE, "page.list.wrong", buffer_string(&text), NULL);
        buffer_free(&text);
        return status;
    }
    memcpy(row->text, item, length);
    row->slot = (uint8_t)(SLOT_LOOKS + a->looks);
    a->uses[a->looks++] = use;
    list->count++;
    return ARD_OK;
}

/* Reads a list of items parted by blanks or commas. */
static ard_status read_list(aids *a, const char *option, wanted_list *list, look_use use)
{
    ard_status status = ARD_OK;
    for (const char *at = option; *at && !status;) {
        size_t size = strcspn(at, " ,;");
        if (size)
            status = add_wanted(a, list, at, size, use);
        at += size;
        at += strspn(at, " ,;");
    }
    return status;
}

/* Puts the sounds in the place of the names that schools give them; a sound in IPA is itself. */
static void name_sounds(wanted_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < sizeof school_sounds / sizeof *school_sounds; k++)
            if (strcmp(list->rows[i].text, school_sounds[k].name) == 0) {
                snprintf(list->rows[i].text, WANTED_TEXT, "%s", school_sounds[k].sounds);
                break;
            }
}

ard_status aids_read(aids *a, task *job, ard_document *document)
{
    const options *values = job->options;
    const char *syllables = options_text(values, "syllables"), *liaisons = options_text(values, "liaisons");
    *a = (aids){.job = job, .document = document};
    a->syllables = strcmp(syllables, "two") == 0 ? 2 : strcmp(syllables, "three") == 0 ? 3 : 0;
    a->arcs = options_flag(values, "arcs");
    a->silent = strcmp(options_text(values, "silent"), "none") != 0;
    a->punctuation = options_flag(values, "punctuation");
    a->words = options_flag(values, "word-borders");
    a->breath = options_flag(values, "breath-groups");
    a->liaisons = strcmp(liaisons, "none") != 0;
    a->other_liaisons = strcmp(liaisons, "all") == 0;
    a->black = strcmp(options_text(values, "ink"), "black") == 0;
    a->line_inks = strcmp(options_text(values, "alternate-lines"), "ink") == 0;
    ard_status status = read_list(a, options_text(values, "letters"), &a->letters, FOR_LETTER);
    if (!status)
        status = read_list(a, options_text(values, "graphemes"), &a->graphemes, FOR_GRAPHEME);
    if (!status)
        status = read_list(a, options_text(values, "phonemes"), &a->sounds, FOR_SOUND);
    name_sounds(&a->sounds);
    return status;
}

bool aids_mark(const aids *a)
{
    return a->syllables || a->arcs || a->silent || a->punctuation || a->words || a->breath || a->liaisons || a->looks;
}

bool aids_any(const aids *a)
{
    return aids_mark(a) || options_flag(a->job->options, "ruler") ||
           strcmp(options_text(a->job->options, "alternate-lines"), "none") != 0;
}

/* The cues that would be taken for what a piece of emphasis looks like, whose kind a question asks about. */
static unsigned cues_like(const ard_node *node)
{
    static const unsigned like[KINDS] = {
        [STRONG] = CUE_BOLD,
        [UNDERLINE] = CUE_LINE | CUE_DOUBLE | CUE_DOTTED | CUE_WAVY | CUE_ARC | CUE_ARC_DASHED,
        [STRIKE] = CUE_STRIKE,
    };
    return like[node->kind];
}

void aids_survey(aids *a)
{
    walk w = walk_of(lesson_root(a->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || !node_attribute(w.node, "data-asked"))
            continue;
        const style *own = style_at(a->document, w.node->style);
        a->avoided |= cues_like(w.node);
        a->untinted = a->untinted || w.node->kind == MARK;
        if (own && w.node->style > STYLE_PAGE && (own->values[STYLE_COLOUR] || own->values[STYLE_PAPER]))
            a->black = true;
    }
}
