#include "asked.h"

#include "base/text.h"
#include "hues.h"

#include <string.h>

typedef enum asked_word {
    ASKED_ANY,
    ASKED_UNDERLINED,
    ASKED_STRUCK,
    ASKED_MARKED,
    ASKED_BOLD,
    ASKED_ITALIC,
    ASKED_END,
    ASKED_WORDS
} asked_word;

/* The first row is what any other language gets; hues in the order of enum hue. */
static const struct asked_language {
    const char *language, *words[ASKED_WORDS], *hues[HUES];
} languages[] = {
    {"fr",
     {"mis en valeur", "souligné", "barré", "surligné", "en gras", "en italique", "fin"},
     {"", "", "en rouge", "en orange", "en jaune", "en vert", "en bleu", "en violet", "en rose", "en gris"}},
    {"en",
     {"emphasised", "underlined", "struck out", "highlighted", "in bold", "in italics", "end"},
     {"", "", "in red", "in orange", "in yellow", "in green", "in blue", "in purple", "in pink", "in grey"}},
    {"es",
     {"destacado", "subrayado", "tachado", "resaltado", "en negrita", "en cursiva", "fin"},
     {"", "", "en rojo", "en naranja", "en amarillo", "en verde", "en azul", "en violeta", "en rosa", "en gris"}},
    {"de",
     {"hervorgehoben", "unterstrichen", "durchgestrichen", "markiert", "fett", "kursiv", "Ende"},
     {"", "", "rot", "orange", "gelb", "grün", "blau", "violett", "rosa", "grau"}},
    {"it",
     {"evidenziato", "sottolineato", "barrato", "evidenziato", "in grassetto", "in corsivo", "fine"},
     {"", "", "in rosso", "in arancione", "in giallo", "in verde", "in blu", "in viola", "in rosa", "in grigio"}},
};

static const struct asked_language *words_in(const char *language)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_in_language(language, languages[i].language))
            return languages + i;
    return languages;
}

bool node_is_asked(const ard_node *node)
{
    const char *asked = node_attribute(node, "data-asked");
    return asked && strcmp(asked, "1") == 0 && kind_about(node->kind)->class == INLINE;
}

/* ---- Looks ------------------------------------------------------------------------------------------------------ */

static hue hue_in(const ard_document *document, const ard_node *node, style_property property)
{
    const style *own = node->style > STYLE_PAGE ? style_at(document, node->style) : NULL;
    return own && own->values[property] ? hue_of(own->values[property]) : HUE_NONE;
}

static asked_word word_of(const ard_document *document, const ard_node *node)
{
    static const asked_word words[KINDS] = {
        [UNDERLINE] = ASKED_UNDERLINED, [STRIKE] = ASKED_STRUCK,   [MARK] = ASKED_MARKED,
        [STRONG] = ASKED_BOLD,          [EMPHASIS] = ASKED_ITALIC,
    };
    if (words[node->kind])
        return words[node->kind];
    return hue_in(document, node, STYLE_PAPER) ? ASKED_MARKED : ASKED_ANY;
}

/* A number that passages of the same look share. */
static unsigned look_of(const ard_document *document, const ard_node *node)
{
    return ((unsigned)word_of(document, node) * HUES + hue_in(document, node, STYLE_COLOUR)) * HUES +
           hue_in(document, node, STYLE_PAPER);
}

void asked_name(const ard_document *document, const ard_node *node, const char *language, buffer *out)
{
    const struct asked_language *words = words_in(language);
    asked_word word = word_of(document, node);
    hue ink = hue_in(document, node, STYLE_COLOUR), paper = hue_in(document, node, STYLE_PAPER);
    if (word != ASKED_ANY || !ink)
        buffer_text(out, words->words[word]);
    if (paper && word == ASKED_MARKED)
        buffer_format(out, " %s", words->hues[paper]);
    if (ink)
        buffer_format(out, "%s%s", word == ASKED_ANY ? "" : ", ", words->hues[ink]);
}

/* Whether only a blank is between the end of a passage and the beginning of the next. */
static bool adjoins(const ard_document *document, const ard_node *node)
{
    const ard_node *blank = node->next, *other = blank ? blank->next : NULL;
    return kind_is(blank, TEXT) && text_is_blank(blank->text) && other && asked_ends(document, node) &&
           asked_begins(document, other);
}

asked_count asked_below(const ard_document *document, const ard_node *part)
{
    asked_count count = ASKED_NOTHING;
    unsigned first = 0;
    walk w = walk_of((ard_node *)part);
    for (walk_event event; count < ASKED_NAMED && (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || !node_is_asked(w.node))
            continue;
        unsigned look = look_of(document, w.node);
        bool same = (count == ASKED_NOTHING || look == first) && !adjoins(document, w.node);
        count = same ? ASKED_PLAIN : ASKED_NAMED;
        first = look;
    }
    return count;
}

/* ---- Passages --------------------------------------------------------------------------------------------------- */

/* Whether a node is part of the passage that a touching one, or one around it, begins. */
static bool is_alike(const ard_document *document, const ard_node *node, const ard_node *other)
{
    return other && node_is_asked(other) && look_of(document, node) == look_of(document, other);
}

static bool is_inside_alike(const ard_document *document, const ard_node *node)
{
    for (const ard_node *up = node->parent; up && kind_about(up->kind)->class == INLINE; up = up->parent)
        if (is_alike(document, node, up))
            return true;
    return false;
}

bool asked_begins(const ard_document *document, const ard_node *node)
{
    return node_is_asked(node) && node_has_words(node) && !is_alike(document, node, node->previous) &&
           !is_inside_alike(document, node);
}

bool asked_ends(const ard_document *document, const ard_node *node)
{
    return node_is_asked(node) && node_has_words(node) && !is_alike(document, node, node->next) &&
           !is_inside_alike(document, node);
}

/* The first and the last node of the passage that a node is in: a row of asked siblings of one kind and style. */
static const ard_node *first_of(const ard_node *node)
{
    while (node->previous && node_is_asked(node->previous) && node->previous->kind == node->kind &&
           node->previous->style == node->style)
        node = node->previous;
    return node;
}

static const ard_node *last_of(const ard_node *node)
{
    while (node->next && node_is_asked(node->next) && node->next->kind == node->kind &&
           node->next->style == node->style)
        node = node->next;
    return node;
}

/* The character that stands next to a node in its leaf, before or after it; 0 where it is no text. */
static uint32_t point_beside(const ard_node *node, bool before)
{
    const ard_node *side = before ? node->previous : node->next;
    while (!side && node->parent && kind_about(node->parent->kind)->class == INLINE) {
        node = node->parent;
        side = before ? node->previous : node->next;
    }
    while (side && side->first)
        side = before ? side->last : side->first;
    if (!side || side->kind != TEXT)
        return 0;
    const char *text = side->text;
    if (!before)
        return text_next(&text);
    size_t at = strlen(text), size = at, length;
    while (at && ((unsigned char)text[--at] & 0xC0) == 0x80)
        ;
    return text_decode(text + at, size - at, &length);
}

static bool goes_on(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point) || point == '\'' || point == 0x2019 || point == '-';
}

/* The text of a passage, without blanks at its ends: the bytes from `*begin` to its end. */
static void passage_text(const ard_node *node, buffer *text, size_t *begin)
{
    const ard_node *last = last_of(node);
    for (const ard_node *part = first_of(node);; part = part->next) {
        node_text(part, text);
        if (part == last)
            break;
    }
    while (text->size && ascii_is_space(text->data[text->size - 1]))
        text->data[--text->size] = '\0';
    *begin = strspn(buffer_string(text), " \t\n");
}

bool asked_in_word(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    size_t begin, length;
    passage_text(node, &text, &begin);
    const char *said = buffer_string(&text) + begin;
    size_t size = text.size - begin, at = size;
    while (at && ((unsigned char)said[--at] & 0xC0) == 0x80)
        ;
    bool opens = begin == 0 && goes_on(text_decode(said, size, &length)) && goes_on(point_beside(first_of(node), true));
    uint32_t after = point_beside(last_of(node), false);
    bool closes =
        goes_on(text_decode(said + at, size - at, &length)) && (text_is_letter(after) || text_is_digit(after));
    buffer_free(&text);
    return opens || closes;
}

bool asked_is_long(const ard_node *node)
{
    buffer text = BUFFER_EMPTY;
    size_t begin;
    passage_text(node, &text, &begin);
    bool is = false;
    for (const char *at = buffer_string(&text) + begin; *at && !is;)
        is = text_is_space(text_next(&at));
    buffer_free(&text);
    return is;
}

void asked_add_late(const ard_document *document, const ard_node *node, const char *language, buffer *out)
{
    buffer text = BUFFER_EMPTY;
    size_t begin;
    passage_text(node, &text, &begin);
    buffer_text(out, " (");
    asked_name(document, node, language, out);
    buffer_format(out, "%s%s)", text_in_language(language, "en") ? ": " : "\u00A0: ", buffer_string(&text) + begin);
    buffer_free(&text);
}

void asked_add_end(const char *language, buffer *out)
{
    buffer_format(out, " (%s)", words_in(language)->words[ASKED_END]);
}

size_t asked_word_rest(const char *text)
{
    const char *at = text;
    for (const char *next = at; text_is_letter(text_next(&next)) || text_is_digit((unsigned char)*at); at = next)
        if (!*at)
            break;
    return (size_t)(at - text);
}
