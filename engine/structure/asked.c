/* Emphasis that the question is about: "Recopie les mots soulignés", "Quelle est la nature des mots en gras ?", "the words in
 * red". What a leaf asks about is marked (data-asked) where it stands: in the rest of that leaf, else in the blocks below it
 * up to the next heading, else in those above it. "Souligne en rouge" tells the pupil to draw, and asks about nothing that
 * is there. Of what is asked, colours become a style, so that every form of the lesson keeps them. */
#include "base/text.h"
#include "language/actions.h"
#include "lesson/flat.h"
#include "lesson/hues.h"
#include "structure.h"

#include <limits.h>
#include <string.h>

/* What a phrase asks about: a kind of emphasis, or a hue of text or paper. */
typedef struct phrase {
    const char *words; /* small letters */
    ard_kind kind;     /* KINDS: by its hue */
    hue hue;
    bool participle; /* may end with its feminine and plural */
} phrase;

static const phrase phrases[] = {
    {"souligné", UNDERLINE, HUE_NONE, true},
    {"underlined", UNDERLINE, HUE_NONE, false},
    {"surligné", MARK, HUE_NONE, true},
    {"highlighted", MARK, HUE_NONE, false},
    {"barré", STRIKE, HUE_NONE, true},
    {"en gras", STRONG, HUE_NONE, false},
    {"en caractères gras", STRONG, HUE_NONE, false},
    {"in bold", STRONG, HUE_NONE, false},
    {"en italique", EMPHASIS, HUE_NONE, false},
    {"in italic", EMPHASIS, HUE_NONE, false},
    {"en couleur", KINDS, HUE_ANY, false},
    {"coloré", KINDS, HUE_ANY, true},
    {"in colour", KINDS, HUE_ANY, false},
    {"in color", KINDS, HUE_ANY, false},
    {"en rouge", KINDS, HUE_RED, false},
    {"in red", KINDS, HUE_RED, false},
    {"en orange", KINDS, HUE_ORANGE, false},
    {"in orange", KINDS, HUE_ORANGE, false},
    {"en jaune", KINDS, HUE_YELLOW, false},
    {"in yellow", KINDS, HUE_YELLOW, false},
    {"en vert", KINDS, HUE_GREEN, false},
    {"in green", KINDS, HUE_GREEN, false},
    {"en bleu", KINDS, HUE_BLUE, false},
    {"in blue", KINDS, HUE_BLUE, false},
    {"en violet", KINDS, HUE_VIOLET, false},
    {"in purple", KINDS, HUE_VIOLET, false},
    {"en rose", KINDS, HUE_PINK, false},
    {"in pink", KINDS, HUE_PINK, false},
    {"en gris", KINDS, HUE_GREY, false},
};

/* What is asked about: the beginning of a noun that must stand before the phrase. */
static const char *const nouns[] = {"mot",      "phrase",   "group",   "verbe",   "expression", "passage",  "terme",
                                    "word",     "lettre",   "letter",  "nombre",  "number",     "chiffr",   "partie",
                                    "nom",      "adjectif", "élément", "son",     "syllabe",    "proposit", "pronom",
                                    "sentence", "texte",    "forme",   "ceux",    "celui",      "celle",    "part",
                                    "sujet",    "détermi",  "préposi", "complém", "suffixe",    "préfixe",  "radical"};

/* The beginnings of verbs by which a pupil is told to draw or write in a colour. */
static const char *const drawing[] = {"souligne ", "soulignez",  "souligner",  "surligne ", "surlignez", "surligner",
                                      "entoure ",  "entourez",   "entourer",   "colorie ",  "coloriez",  "colorier",
                                      "encadre ",  "encadrez",   "encadrer",   "repasse ",  "repassez",  "repasser",
                                      "écris",     "écrire",     "écriv",      "trace ",    "tracez",    "tracer",
                                      "barre ",    "barrez",     "barrer",     "mets",      "mettez",    "mettre",
                                      "circle ",   "underline ", "highlight ", "write",     "colour ",   "color ",
                                      "cerne ",    "cernez",     "hachure ",   "hachurez",  "note ",     "notez",
                                      "noter",     "marque ",    "marquez"};

/* Words after which a participle says what the pupil has done or shall do. */
static const char auxiliaries[] = "as ai a avez ont être have be has";

enum { CLAUSE = 120, BUDGET = 4000000 };

/* ---- What is asked ---------------------------------------------------------------------------------------------- */

/* Whether a text begins with one of some beginnings. */
static bool has_word_at(const char *text, size_t size, const char *const *beginnings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(beginnings[i]);
        if (length <= size && !memcmp(text, beginnings[i], length))
            return true;
    }
    return false;
}

/* Whether one of some beginnings stands at the beginning of a word of the text. */
static bool has_word(const char *text, size_t size, const char *const *beginnings, size_t count)
{
    for (size_t at = 0; at < size; at++) {
        bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\'' || text[at - 1] == '(' ||
                      (at > 1 && !memcmp(text + at - 2, "\xC2\xA0", 2)) || (at > 2 && !memcmp(text + at - 3, "’", 3));
        if (begins && has_word_at(text + at, size - at, beginnings, count))
            return true;
    }
    return false;
}

/* Whether the last thing that a clause tells the pupil to do is to draw or to write in a colour. */
static bool tells_to_draw(const char *clause, size_t size, const char *language)
{
    bool draws = false;
    for (size_t at = 0; at < size; at++) {
        if (at && clause[at - 1] != ' ' && clause[at - 1] != '(')
            continue;
        bool drawing_verb = has_word_at(clause + at, size - at, drawing, sizeof drawing / sizeof *drawing);
        bool verb = action_length(clause + at, size - at, language) || action_length(clause + at, size - at, "en");
        if (drawing_verb || verb)
            draws = drawing_verb;
    }
    return draws;
}

/* Where the clause before an offset begins. */
static size_t clause_before(const char *text, size_t at)
{
    size_t least = at > CLAUSE ? at - CLAUSE : 0;
    while (at > least && !strchr(".?!;:\n", text[at - 1]))
        at--;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Whether the word before an offset is a helper verb. */
static bool follows_helper(const char *text, size_t at)
{
    char word[8];
    size_t end = at;
    while (end && text[end - 1] == ' ')
        end--;
    size_t begin = end;
    while (begin && text[begin - 1] != ' ' && text[begin - 1] != '\'' && end - begin < sizeof word)
        begin--;
    if (end == begin || end - begin >= sizeof word)
        return false;
    memcpy(word, text + begin, end - begin);
    word[end - begin] = '\0';
    return text_in_list(auxiliaries, word);
}

/* Bytes of a phrase, with its feminine and plural; 0 where the text goes on in the same word. */
static size_t phrase_length(const phrase *p, const char *text, size_t size, size_t at)
{
    size_t length = strlen(p->words), ignored;
    if (length > size - at || memcmp(text + at, p->words, length) != 0)
        return 0;
    size_t end = at + length;
    if (end < size && text[end] == 'e' && p->participle)
        end++;
    if (end < size && text[end] == 's')
        end++;
    return end < size && text_is_letter(text_decode(text + end, size - end, &ignored)) ? 0 : end - at;
}

/* The first phrase at or after `*at` of a text in small letters that asks about emphasis; NULL for none. `*at` is then
 * its end. */
static const phrase *next_phrase(const char *text, size_t size, const char *language, size_t *at)
{
    bool begins[UCHAR_MAX + 1] = {false}; /* a phrase, with this byte */
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        begins[(unsigned char)*phrases[i].words] = true;
    for (; *at < size; (*at)++) {
        if (!begins[(unsigned char)text[*at]] ||
            (*at && (text_is_letter((unsigned char)text[*at - 1]) || (unsigned char)text[*at - 1] >= 0x80)))
            continue;
        for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
            size_t length = phrase_length(&phrases[i], text, size, *at);
            size_t clause = length ? clause_before(text, *at) : 0;
            if (!length || !has_word(text + clause, *at - clause, nouns, sizeof nouns / sizeof *nouns))
                continue;
            bool noun_like = strchr(phrases[i].words, ' ') == NULL;
            if (noun_like ? follows_helper(text, *at) : tells_to_draw(text + clause, *at - clause, language))
                continue;
            *at += length;
            return &phrases[i];
        }
    }
    return NULL;
}

/* ---- Marks ------------------------------------------------------------------------------------------------------ */

/* The colour of a node's text, or of its paper where it is a mark; NULL where it says none. */
static const char *colour_of(const ard_document *document, const ard_node *node)
{
    const style *own = node->style ? style_at(document, node->style) : NULL;
    bool mark = node->kind == MARK;
    const char *said = node_attribute(node, mark ? "look-paper" : "look-colour");
    return said ? said : own ? own->values[mark ? STYLE_PAPER : STYLE_COLOUR] : NULL;
}

static bool is_meant(const ard_document *document, const ard_node *node, const phrase *p)
{
    if (p->kind != KINDS)
        return node->kind == p->kind;
    const char *colour = node->kind == SPAN || node->kind == MARK ? colour_of(document, node) : NULL;
    hue found = colour ? hue_of(colour) : HUE_NONE;
    return found != HUE_NONE && (p->hue == HUE_ANY || p->hue == found);
}

/* Gives a node its colour as a style, "#rrggbb" where that is known. */
static void keep_colour(ard_document *document, ard_node *node)
{
    const char *colour = colour_of(document, node);
    if (!colour || (node->kind != SPAN && node->kind != MARK))
        return;
    const style *before = node->style ? style_at(document, node->style) : NULL;
    style values = before ? *before : (style){0};
    char css[8] = "#";
    int parts[3];
    for (size_t i = 0; i < 6 && *colour != '#' && hue_parts(colour, parts); i++)
        css[i + 1] = ascii_lower(colour[i]);
    values.name = NULL;
    values.values[node->kind == MARK ? STYLE_PAPER : STYLE_COLOUR] = css[1]              ? css
                                                                     : hue_value(colour) ? hue_value(colour)
                                                                                         : colour;
    node->style = style_add(document, &values);
}

/* The document's leaves, and how many nodes may still be looked at: no page can make the search endless. */
typedef struct leaf_list {
    ard_document *document;
    ard_node **leaves;
    size_t count, budget;
} leaf_list;

/* Marks what is meant below a leaf, from `from` on where that is not NULL; the number of marks. */
static size_t mark_leaf(leaf_list *list, ard_node *leaf, const phrase *p, const ard_node *from)
{
    size_t count = 0;
    walk w = walk_of(leaf);
    bool open = !from;
    for (walk_event event; list->budget && (event = walk_next(&w)) != WALK_END; list->budget--) {
        if (event == WALK_LEAVE)
            open |= w.node == from;
        if (event != WALK_ENTER || !open || w.node == leaf || !is_meant(list->document, w.node, p) ||
            !node_has_words(w.node))
            continue;
        node_set(list->document, w.node, "data-asked", "1");
        keep_colour(list->document, w.node);
        count++;
    }
    return count;
}

/* Whether a leaf may hold what a question of another is about. */
static bool may_be_asked(const ard_node *leaf)
{
    return leaf->kind == PARAGRAPH || leaf->kind == VERSE || leaf->kind == TERM;
}

/* Marks below the leaf `at` up to the next heading; where nothing is meant there, above it, up to the heading before what
 * was found. */
static size_t mark_around(leaf_list *list, size_t at, const phrase *p)
{
    size_t count = 0;
    for (size_t i = at + 1; i < list->count && list->budget && list->leaves[i]->kind != HEADING; i++)
        count += may_be_asked(list->leaves[i]) ? mark_leaf(list, list->leaves[i], p, NULL) : 0;
    if (count)
        return count;
    for (size_t i = at; i && list->budget && !(count && list->leaves[i - 1]->kind == HEADING); i--)
        count += may_be_asked(list->leaves[i - 1]) ? mark_leaf(list, list->leaves[i - 1], p, NULL) : 0;
    return count;
}

/* A leaf's text in small letters, byte for byte where a small letter is as long as its capital; else the letter stays. */
static void small_text(const flat *f, buffer *small)
{
    const char *text = buffer_string(&f->text);
    size_t length;
    char bytes[4];
    for (size_t at = 0; at < f->text.size; at += length) {
        uint32_t point = text_decode(text + at, f->text.size - at, &length), lower = text_lower(point);
        buffer_point(small, text_encode(bytes, lower) == length ? lower : point);
    }
}

/* Marks what one leaf asks about. */
static size_t mark_asked(leaf_list *list, size_t i)
{
    flat f;
    buffer small = BUFFER_EMPTY;
    size_t count = 0, at = 0;
    if (!flat_open(&f, list->leaves[i]))
        return 0;
    small_text(&f, &small);
    const char *language = node_language(list->document, list->leaves[i]);
    for (const phrase *p; (p = next_phrase(buffer_string(&small), small.size, language, &at)) != NULL;) {
        const flat_piece *piece = flat_piece_at(&f, at - 1);
        size_t here = piece ? mark_leaf(list, list->leaves[i], p, piece->node) : 0;
        count += here ? here : mark_around(list, i, p);
    }
    buffer_free(&small);
    flat_close(list->document, &f);
    return count;
}

static bool is_leaf(const ard_node *node)
{
    return kind_about(node->kind)->class == LEAF && node->kind != CODE_BLOCK && node->kind != MATHS_BLOCK;
}

size_t structure_asked(ard_document *document)
{
    leaf_list list = {.document = document, .budget = BUDGET};
    size_t room = 0, count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        room += event == WALK_ENTER && is_leaf(w.node);
    list.leaves = room ? arena_alloc(lesson_pool(document), room * sizeof *list.leaves) : NULL;
    if (!list.leaves)
        return 0;
    w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && is_leaf(w.node) && list.count < room)
            list.leaves[list.count++] = w.node;
    for (size_t i = 0; i < list.count; i++)
        count += mark_asked(&list, i);
    return count;
}
