/* What a lesson refers to by a printed place: "l. 12", "p. 24", "document 2", "texte A", "ci-contre". Where the place is in the
 * lesson, the words become a link to it (added="around"); where it is not, a flag says so: the pupil would search in vain. */
#include "base/table.h"
#include "base/text.h"
#include "lesson/fields.h"
#include "lesson/flat.h"
#include "simplify.h"

#include <stdio.h>
#include <string.h>

typedef enum place_kind { PLACE_PAGE, PLACE_LINE, PLACE_TITLED, PLACE_BESIDE } place_kind;

/* Words that refer, in small letters, and the name of what they refer to. */
static const struct {
    const char *words, *name;
    place_kind kind;
} referring[] = {
    {"p.", "page", PLACE_PAGE},
    {"pages", "page", PLACE_PAGE},
    {"page", "page", PLACE_PAGE},
    {"l.", "ligne", PLACE_LINE},
    {"lignes", "ligne", PLACE_LINE},
    {"ligne", "ligne", PLACE_LINE},
    {"vers", "ligne", PLACE_LINE},
    {"v.", "ligne", PLACE_LINE},
    {"documents", "document", PLACE_TITLED},
    {"document", "document", PLACE_TITLED},
    {"doc.", "document", PLACE_TITLED},
    {"doc", "document", PLACE_TITLED},
    {"textes", "texte", PLACE_TITLED},
    {"texte", "texte", PLACE_TITLED},
    {"figure", "figure", PLACE_TITLED},
    {"fig.", "figure", PLACE_TITLED},
    {"tableau", "tableau", PLACE_TITLED},
    {"carte", "carte", PLACE_TITLED},
    {"image", "image", PLACE_TITLED},
    {"photo", "photo", PLACE_TITLED},
    {"annexe", "annexe", PLACE_TITLED},
    {"ci-contre", "", PLACE_BESIDE},
    {"ci-joint", "", PLACE_BESIDE},
};

enum { TITLE = 120, KEY = 48 };

typedef struct references {
    ard_document *document;
    report_log *log;
    table *places; /* "page 24", "ligne 12", "document 2" -> its node */
    reference_counts *counts;
} references;

/* ---- What stands in a text ---------------------------------------------------------------------------------------- */

/* Bytes of a small word at the beginning of a text, capitals taken as small letters; 0 where it goes on as another word. */
static size_t begins_with(const char *text, size_t size, const char *word)
{
    size_t at = 0, length, letter;
    while (*word) {
        uint32_t point = at < size ? text_lower(text_decode(text + at, size - at, &length)) : 0;
        if (!point || point != text_decode(word, strlen(word), &letter))
            return 0;
        at += length;
        word += letter;
    }
    bool dotted = at && text[at - 1] == '.';
    return !dotted && at < size && text_is_letter(text_decode(text + at, size - at, &length)) ? 0 : at;
}

static size_t blanks_at(const char *text, size_t size)
{
    size_t at = 0, length;
    while (at < size && text[at] != '\n') {
        uint32_t point = text_decode(text + at, size - at, &length);
        if (!text_is_space(point))
            break;
        at += length;
    }
    return at;
}

/* A number, or a capital that stands alone, at the beginning of a text: its bytes, and `label`. */
static size_t label_at(const char *text, size_t size, char label[8])
{
    size_t digits = 0, length;
    while (digits < size && digits < 4 && text_is_digit((unsigned char)text[digits]))
        digits++;
    if (!digits && size && text[0] >= 'A' && text[0] <= 'H')
        digits = 1;
    if (!digits || (digits < size && (text_is_letter(text_decode(text + digits, size - digits, &length)) ||
                                      text_is_digit((unsigned char)text[digits]))))
        return 0;
    memcpy(label, text, digits);
    label[digits] = '\0';
    return digits;
}

/* Bytes of " à 5" or "-5" after a number. */
static size_t range_at(const char *text, size_t size)
{
    static const char *const joins[] = {" à ", "-", "–", " - ", " et "};
    char label[8];
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        size_t join = strlen(joins[i]);
        if (join >= size || memcmp(text, joins[i], join) != 0)
            continue;
        size_t number = label_at(text + join, size - join, label);
        if (number)
            return join + number;
    }
    return 0;
}

/* What is referred to at the beginning of a text: its bytes, its row, and its key ("document 2"); 0 for nothing. */
static size_t reference_at(const char *text, size_t size, size_t *row, char key[KEY])
{
    char label[8];
    for (size_t i = 0; i < sizeof referring / sizeof *referring; i++) {
        size_t word = begins_with(text, size, referring[i].words);
        if (!word)
            continue;
        *row = i;
        key[0] = '\0';
        if (referring[i].kind == PLACE_BESIDE)
            return word;
        size_t at = word + blanks_at(text + word, size - word), number = label_at(text + at, size - at, label);
        bool joined = at == word && text[word - 1] != '.';
        bool lettered = number && !text_is_digit((unsigned char)label[0]);
        if (!number || joined || (lettered && referring[i].kind != PLACE_TITLED))
            continue;
        snprintf(key, KEY, "%s %s", referring[i].name, label);
        at += number;
        return at + (lettered ? 0 : range_at(text + at, size - at));
    }
    return 0;
}

/* ---- What can be referred to -------------------------------------------------------------------------------------- */

static void add_place(references *r, const char *key, ard_node *node)
{
    if (!table_value(r->places, key))
        table_set(r->places, key, node);
}

/* A heading, a caption, or a short line that begins with "Document 2" and names it. */
static void add_title(references *r, ard_node *leaf)
{
    buffer text = BUFFER_EMPTY;
    char key[KEY];
    size_t row;
    node_text(leaf, &text);
    const char *said = buffer_string(&text);
    size_t blanks = blanks_at(said, text.size), size = reference_at(said + blanks, text.size - blanks, &row, key);
    const char *rest = said + blanks + size;
    bool titled = leaf->kind == HEADING || leaf->kind == CAPTION ||
                  (text.size <= TITLE &&
                   (!*rest || strchr(":.-)", rest[blanks_at(rest, strlen(rest))]) || text_begins(rest, " –")));
    if (size && referring[row].kind == PLACE_TITLED && titled)
        add_place(r, key, leaf);
    buffer_free(&text);
}

/* The lines of a stanza by their numbers; the number of the last. */
static long add_verse(references *r, ard_node *verse, long number)
{
    char key[KEY];
    walk w = walk_of(verse);
    snprintf(key, sizeof key, "ligne %ld", ++number);
    add_place(r, key, verse);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind == BREAK && !node_attribute(w.node, "added")) {
            snprintf(key, sizeof key, "ligne %ld", ++number);
            add_place(r, key, verse);
        }
    return number;
}

/* A printed line's number stands at every fifth line, as a rule: those up to the next are found from it. */
static void add_line(references *r, ard_node *mark, long *last)
{
    char key[KEY];
    const char *title = node_attribute(mark, "title");
    long number = 0;
    if (!title || !node_whole_number(mark, "title", &number) || number < 1)
        return;
    long reach = *last && number > *last && number - *last <= 10 ? number - *last : 5;
    for (long i = 0; i < reach; i++) {
        snprintf(key, sizeof key, "ligne %ld", number + i);
        add_place(r, key, mark);
    }
    for (long i = number - 1; !*last && i > 0 && number <= 10; i--) {
        snprintf(key, sizeof key, "ligne %ld", i);
        add_place(r, key, mark->parent);
    }
    *last = number;
}

static void index_places(references *r)
{
    long verses = 0, last = 0;
    char key[KEY];
    walk w = walk_of(lesson_root(r->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        const char *title = event == WALK_ENTER ? node_attribute(node, "title") : NULL;
        if (event != WALK_ENTER || node_attribute(node, "added"))
            continue;
        if ((node->kind == PAGE_MARK || node->kind == PAGE_REFERENCE) && title) {
            snprintf(key, sizeof key, "page %.30s", title);
            add_place(r, key, node);
        } else if (node->kind == LINE_MARK)
            add_line(r, node, &last);
        if (node->kind == HEADING)
            verses = 0;
        if (node->kind == VERSE)
            verses = add_verse(r, node, verses);
        else if (node->kind == HEADING || node->kind == CAPTION || node->kind == PARAGRAPH)
            add_title(r, node);
    }
}

/* ---- Links and flags ---------------------------------------------------------------------------------------------- */

static bool shows(const ard_node *block)
{
    walk w = walk_of((ard_node *)block);
    for (walk_event event; block && (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && (w.node->kind == IMAGE || w.node->kind == TABLE || w.node->kind == FIGURE))
            return true;
    return false;
}

/* What stood beside a leaf: the nearest block with a picture or a table, below it and then above it, in the same part. */
static ard_node *beside(const ard_node *leaf)
{
    for (const ard_node *at = leaf; at->parent && at->kind != EXERCISE && at->kind != SECTION; at = at->parent) {
        for (ard_node *next = at->next; next && next->kind != HEADING && next->kind != EXERCISE; next = next->next)
            if (shows(next))
                return next;
        for (ard_node *before = at->previous; before && before->kind != HEADING && before->kind != EXERCISE;
             before = before->previous)
            if (shows(before))
                return before;
    }
    return NULL;
}

static bool in_exercise(const ard_node *leaf)
{
    const ard_node *up = leaf;
    while (up && up->kind != EXERCISE)
        up = up->parent;
    return up || leaf->kind == INSTRUCTION;
}

/* Puts a link around the bytes of a leaf; false where they stand in several runs of text, or in a link. */
static bool put_link(references *r, flat *f, size_t begin, size_t end, ard_node *target)
{
    const flat_piece *piece = flat_piece_at(f, begin);
    if (!piece || piece->shut || piece->node->kind != TEXT || end > piece->end)
        return false;
    buffer href = BUFFER_EMPTY;
    if (!node_attribute(target, "id")) {
        buffer_format(&href, "renvoi-%zu", ++r->counts->named);
        node_set_added(r->document, target, "id", buffer_string(&href));
        buffer_reset(&href);
    }
    buffer_format(&href, "#%s", node_attribute(target, "id"));
    ard_node *link = node_new(r->document, LINK, piece->node->place);
    ard_node *text = node_new_text(r->document, buffer_string(&f->text) + begin, end - begin, piece->node->place);
    bool done = link && text;
    if (done) {
        text->style = piece->node->style;
        node_set(r->document, link, "added", "around");
        node_set(r->document, link, "href", buffer_string(&href));
        node_append(link, text);
        done = flat_replace(r->document, f, begin, end, link);
    }
    buffer_free(&href);
    return done;
}

static void flag(references *r, const ard_node *leaf, const char *text, size_t size)
{
    char *words = arena_copy(lesson_pool(r->document), text, size);
    if (words)
        report(r->log, leaf->place, "simplify.reference.missing", words, NULL);
    r->counts->missing++;
}

static void look_at(references *r, ard_node *leaf)
{
    flat f;
    char key[KEY];
    size_t row, length;
    if (!flat_open(&f, leaf))
        return;
    const char *text = buffer_string(&f.text);
    bool inside = false; /* a word */
    for (size_t at = 0; at < f.text.size; at += length) {
        uint32_t point = text_decode(text + at, f.text.size - at, &length);
        size_t size = inside || !text_is_letter(point) ? 0 : reference_at(text + at, f.text.size - at, &row, key);
        inside = text_is_letter(point) || point == '-';
        if (!size)
            continue;
        const flat_piece *piece = flat_piece_at(&f, at);
        ard_node *target = referring[row].kind == PLACE_BESIDE ? beside(leaf) : table_value(r->places, key);
        if (target && target != leaf && put_link(r, &f, at, at + size, target))
            r->counts->linked++;
        else if (!target && in_exercise(leaf) && leaf->kind != HEADING && piece && !piece->shut)
            flag(r, leaf, text + at, size);
        length = size;
        inside = false;
    }
    flat_close(r->document, &f);
}

void simplify_references(ard_document *document, report_log *log, reference_counts *counts)
{
    references r = {.document = document, .log = log, .places = table_new(lesson_pool(document)), .counts = counts};
    if (!r.places)
        return;
    index_places(&r);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        bool leaf = w.node->kind == PARAGRAPH || w.node->kind == INSTRUCTION || w.node->kind == HEADING;
        if (event == WALK_LEAVE && leaf && !node_attribute(w.node, "added"))
            look_at(&r, w.node);
    }
}
