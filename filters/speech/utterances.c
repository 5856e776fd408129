/* The text of a block becomes utterances: it is cut into sentences, each is said by the rules of its language, and is told
 * which sounds a voice would misread and where in the tree its words stand. */
#include "filters/speech/plan-inside.h"

#include "base/text.h"
#include "filters/speech/places.h"
#include "filters/speech/sounds.h"
#include "language/sentences.h"

#include <string.h>

/* Adds words with each OBJECT replaced by what it stands for. */
static void put_objects(plan *p, const char *words, buffer *out)
{
    for (uint32_t point; (point = text_next(&words)) != 0;)
        if (point != OBJECT)
            buffer_point(out, point);
        else if (p->objects) {
            buffer_text(out, p->objects->words);
            p->objects = p->objects->next;
        }
}

/* Whether there is anything to say: a letter, a digit, or a sign that voices name. */
static bool has_words(const char *text)
{
    for (uint32_t point; (point = text_next(&text)) != 0;)
        if (text_is_letter(point) || text_is_digit(point) || point > 0x2190)
            return true;
    return false;
}

/* Tells of homographs that only their sense decides ("fils"): the sentence may be taken otherwise. */
static void tell_homographs(plan *p, const buffer *words)
{
    size_t count;
    if (p->wishes->explain == EXPLAIN_NONE || !p->analyser)
        return;
    const token *tokens = analyse_text(p->analyser, words->data, words->size, "fr", &count);
    for (size_t i = 0; i < count; i++) {
        const char *word = words->data + tokens[i].start;
        if (tokens[i].kind != TOKEN_WORD || !tokens[i].spelling || !sounds_depend_on_sense(word, tokens[i].size))
            continue;
        buffer sounds = BUFFER_EMPTY;
        sounds_add(tokens[i].spelling, &sounds);
        const char *form = arena_copy(p->pool, word, tokens[i].size);
        if (form)
            report(p->task->log, p->block ? p->block->place : NOWHERE, "speech.homograph", form, buffer_string(&sounds),
                   NULL);
        buffer_free(&sounds);
    }
}

/* Gives an utterance the sounds of words that voices would misread. */
static void give_sounds(plan *p, ard_node *utterance, const char *language, const buffer *words)
{
    if (!text_in_language(language, "fr"))
        return;
    if (!p->analyser)
        p->analyser = analyser_new(p->pool, NULL);
    buffer given = BUFFER_EMPTY;
    if (p->analyser)
        sounds_given(p->analyser, p->own, words->data, words->size, &given);
    tell_homographs(p, words);
    if (given.size)
        node_set(p->document, utterance, "data-sounds", buffer_string(&given));
    buffer_free(&given);
}

/* Puts in the words of the pupil's lexicons: an alias is said like a text; a writing that has sounds stays as it is written,
 * whatever the rules would make of it, so that the sounds find it. */
static void put_own(plan *p, const char *text, size_t size, buffer *out)
{
    object **next = &p->objects;
    for (size_t at = 0, length; at < size; at += length) {
        const lexeme *entry = pronunciation_at(p->own, text, size, at, &length);
        object *kept = entry && entry->ipa ? arena_alloc(p->pool, sizeof *kept) : NULL;
        if (kept) {
            *kept = (object){*next, arena_copy(p->pool, text + at, length)};
            *next = kept;
            next = &kept->next;
            buffer_point(out, OBJECT);
        } else if (entry && entry->alias)
            buffer_text(out, entry->alias);
        else {
            uint32_t point = text_decode(text + at, size - at, &length);
            if (point == OBJECT && *next)
                next = &(*next)->next;
            buffer_add(out, text + at, length);
        }
    }
}

/* Gives an utterance the places of its words in the tree: the sentence's, from `at` in the block's text. `objects` are the
 * formulas of what is left of the block. */
static void give_places(plan *p, ard_node *utterance, size_t at, size_t size, const buffer *plain,
                        const object *objects)
{
    buffer lengths = BUFFER_EMPTY, places = BUFFER_EMPTY;
    for (const object *o = objects; o != p->objects; o = o->next) {
        size_t length = strlen(o->words);
        buffer_add(&lengths, &length, sizeof length);
    }
    const place_sentence sentence = {.text = buffer_string(&p->text),
                                     .begin = at,
                                     .end = at + size,
                                     .spans = p->spans,
                                     .said = buffer_string(plain),
                                     .lengths = (const size_t *)(const void *)lengths.data,
                                     .count = lengths.size / sizeof(size_t)};
    places_add(&sentence, &places);
    node_set(p->document, utterance, "data-places", buffer_string(&places));
    p->text.failed |= lengths.failed || places.failed;
    buffer_free(&lengths);
    buffer_free(&places);
}

/* Adds an utterance for a sentence. The signs of a program are no operations: the voice reads it as it stands. */
static void say_sentence(plan *p, const piece *of, size_t at, size_t length)
{
    const char *text = buffer_string(&p->text) + at;
    size_t size = length;
    buffer plain = BUFFER_EMPTY, words = BUFFER_EMPTY, own = BUFFER_EMPTY;
    bool code = kind_is(p->block, CODE_BLOCK);
    if (p->own && text_in_language(of->language, "fr")) {
        put_own(p, text, size, &own);
        text = buffer_string(&own);
        size = own.size;
    }
    const object *objects = p->objects;
    speech_say(code ? NULL : plan_rules(p, of->language), text, size, p->wishes->digits, &plain);
    put_objects(p, buffer_string(&plain), &words);
    if (has_words(buffer_string(&words))) {
        ard_node *utterance = node_new(p->document, UTTERANCE, of->place);
        if (utterance)
            utterance->number = p->leaf;
        node_set(p->document, utterance, "lang", of->language);
        node_set_number(p->document, utterance, "data-block", p->blocks);
        node_set(p->document, utterance, "data-pause", node_attribute(p->block, "data-pause"));
        node_set(p->document, utterance, "data-rate", node_attribute(p->block, "data-rate"));
        node_set(p->document, utterance, "data-kind", kind_about(p->block->kind)->name);
        node_append_text(p->document, utterance, words.data, words.size, of->place);
        give_sounds(p, utterance, of->language, &words);
        give_places(p, utterance, at, length, &plain, objects);
        node_append(p->speech, utterance);
    }
    buffer_free(&plain);
    buffer_free(&words);
    buffer_free(&own);
}

void plan_end_block(plan *p)
{
    plan_say_late(p);
    const char *text = buffer_string(&p->text);
    p->blocks++;
    for (const piece *of = p->first; of; of = of->next) {
        size_t end = of->next ? of->next->begin : p->text.size;
        for (size_t at = of->begin; at < end;) {
            size_t length = sentence_length(text + at, end - at, of->language);
            say_sentence(p, of, at, length);
            at += length;
        }
    }
    buffer_reset(&p->text);
    p->first = p->last = NULL;
    p->objects = p->last_object = NULL;
    p->spans = p->last_span = NULL;
    p->block = NULL;
}
