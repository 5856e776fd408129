/* What needs hearing: said where it stands, for the pupil, and reported, for the teacher. dictionaries/fr/sounds.tsv says which
 * words tell it. */
#include "base/text.h"
#include "language/words.h"
#include "lesson/nesting.h"
#include "simplify.h"

#include <string.h>

extern const word_table words_fr_sounds, words_en_sounds;

enum { WORD = 40 };

/* Addresses of what is heard: endings, and the names of places that keep films and recordings. */
static const char *const endings[] = {".mp3",  ".ogg", ".oga",  ".wav", ".m4a", ".aac",
                                      ".flac", ".mp4", ".webm", ".ogv", ".m4v", ".mov"};
static const char *const hosts[] = {"youtube.",  "youtu.be/",   "dailymotion.", "vimeo.",
                                    "peertube.", "soundcloud.", "podcast"};

static bool leads_to_sound(const ard_node *link)
{
    const char *href = node_attribute(link, "href");
    bool found = false;
    for (size_t i = 0; href && i < sizeof endings / sizeof *endings; i++)
        found = found || text_ends(href, endings[i]);
    for (size_t i = 0; href && i < sizeof hosts / sizeof *hosts; i++)
        found = found || strstr(href, hosts[i]);
    return found;
}

/* What was read of a sentence so far. */
typedef struct heard {
    bool order; /* an order may begin here */
    bool verb, noun, with;
} heard;

/* Takes a word in small letters into account. */
static void hear(heard *h, const word_table *sounds, const char *word)
{
    const char *const *row = word_find(sounds, word, strlen(word));
    const char *kind = row ? row[1] : "";
    h->verb |= !strcmp(kind, "always") || (!strcmp(kind, "verb") && h->order);
    h->noun |= !strcmp(kind, "noun");
    h->with |= !strcmp(kind, "with");
    h->order = text_in_list("et puis ensuite vas allez allons pour and then to", word);
}

/* Reads the next word, small letters, with its hyphens and apostrophes; `*order`: a sign before it begins an order. */
static bool next_word(const char **text, char word[WORD], bool *order, bool *ends)
{
    const char *at = *text;
    size_t filled = 0;
    for (const char *before = at; *at; before = at) {
        uint32_t point = text_next(&at);
        bool joins = filled && (point == '-' || point == '\'' || point == 0x2019);
        if (!text_is_letter(point) && !joins) {
            if (filled) {
                at = before;
                break;
            }
            *order |= point < 0x80 && strchr(".!?:;,)-", (int)point);
            *ends |= point == '.' || point == '!' || point == '?' || point == '\n';
            continue;
        }
        if (filled + 5 < WORD)
            filled += text_encode(word + filled, point == 0x2019 ? '\'' : text_lower(point));
    }
    word[filled] = '\0';
    *text = at;
    return filled;
}

/* Whether a text asks to hear something. */
static bool asks_to_hear(const char *text, const word_table *sounds)
{
    heard h = {.order = true};
    char word[WORD];
    bool ends = false;
    while (next_word(&text, word, &h.order, &ends)) {
        if (ends)
            h = (heard){.order = true};
        ends = false;
        const char *elided = strchr(word, '\'');
        hear(&h, sounds, word);
        if (elided && elided[1]) {
            h.order = false;
            hear(&h, sounds, elided + 1);
        }
        if (h.verb || (h.noun && h.with))
            return true;
    }
    return false;
}

static bool leaf_needs_hearing(const ard_document *document, ard_node *leaf)
{
    const char *language = node_language(document, leaf);
    bool english = text_in_language(language, "en");
    if (!english && *language && !text_in_language(language, "fr"))
        return false;
    walk w = walk_of(leaf);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == LINK && leads_to_sound(w.node))
            return true;
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    bool found = asks_to_hear(buffer_string(&text), english ? &words_en_sounds : &words_fr_sounds);
    buffer_free(&text);
    return found;
}

/* The exercise that a node is in, or NULL. */
static const ard_node *exercise_of(const ard_node *node)
{
    while (node && node->kind != EXERCISE)
        node = node->parent;
    return node;
}

size_t simplify_sounds(ard_document *document, report_log *log)
{
    size_t count = 0;
    const ard_node *said = NULL;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *leaf = w.node;
        bool candidate = event == WALK_LEAVE && kind_about(leaf->kind)->class == LEAF && leaf->parent &&
                         !node_attribute(leaf, "added") && kind_may_hold(leaf->parent->kind, PARAGRAPH);
        if (!candidate || !leaf_needs_hearing(document, leaf))
            continue;
        report(log, leaf->place, "simplify.sound.one", NULL);
        count++;
        const ard_node *exercise = exercise_of(leaf);
        if (exercise && exercise == said)
            continue;
        said = exercise;
        ard_node *line = made_node(document, PARAGRAPH, made_word_in(document, MADE_HEARING), leaf->place);
        node_set(document, line, "data-flag", "sound");
        node_insert_before(leaf, line);
    }
    return count;
}
