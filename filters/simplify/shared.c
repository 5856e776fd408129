/* Material that several exercises use: "Document 2", "le tableau 1", "le texte". Where an exercise speaks of some that stands
 * elsewhere, it is repeated in it, after its instruction, or a link leads there. */
#include "base/table.h"
#include "base/text.h"
#include "lesson/fields.h"
#include "simplify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How material is called, and by what it is called as well. */
static const struct {
    const char *word, *name;
} names[] = {
    {"document", "document"},   {"documents", "document"}, {"doc", "document"},    {"docs", "document"},
    {"texte", "texte"},         {"text", "texte"},         {"tableau", "tableau"}, {"table", "tableau"},
    {"figure", "figure"},       {"fig", "figure"},         {"schéma", "schéma"},   {"carte", "carte"},
    {"graphique", "graphique"}, {"extrait", "extrait"},    {"image", "image"},     {"photo", "image"},
    {"source", "source"},       {"annexe", "annexe"},
};

enum { KEY = 40, MOST_MATERIALS = 200, MOST_REFERENCES = 32, MOST_WORDS = 10000 };

/* Reads "Document n° 2", "doc. A": its key, "document 2", and the bytes read; 0 where none begins at `text`. A name without a
 * number is a key only where `bare`. */
static size_t read_key(const char *text, bool bare, char key[KEY])
{
    char word[24];
    size_t at = 0, filled = 0, length;
    for (uint32_t point; text_is_letter(point = text_decode(text + at, strlen(text + at) + 1, &length)); at += length) {
        if (filled + 5 > sizeof word)
            return 0;
        filled += text_encode(word + filled, text_lower(point));
    }
    word[filled] = '\0';
    const char *name = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].word, word))
            name = names[i].name;
    if (!name)
        return 0;
    size_t end = at;
    static const char *const gaps[] = {".", " ", "\u00A0", "n°", "N°", "\u202F"};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (text_begins(text + at, gaps[i])) {
            at += strlen(gaps[i]);
            i = (size_t)-1;
        }
    size_t digits = strspn(text + at, "0123456789");
    bool letter = !digits && at > end && text[at] >= 'A' && text[at] <= 'H' &&
                  !text_is_letter(text_decode(text + at + 1, strlen(text + at + 1) + 1, &length));
    if (!digits && !letter && !bare)
        return 0;
    if (digits > 3)
        return 0;
    digits = letter ? 1 : digits;
    buffer said = BUFFER_EMPTY;
    buffer_format(&said, "%s %.*s", name, (int)digits, text + at);
    bool fits = said.size < KEY;
    if (fits)
        memcpy(key, buffer_string(&said), said.size + 1);
    buffer_free(&said);
    return fits ? (digits ? at + digits : end) : 0;
}

/* A piece of material: siblings, which its title or caption names. */
typedef struct material {
    char key[KEY];
    ard_node *first, *last;
    const ard_node *name; /* its title or caption */
    size_t words;
    bool twice; /* another has the same name: nobody can tell which */
} material;

typedef struct shared_job {
    ard_document *document;
    material *rows;
    size_t count;
    table *by_key;
    size_t most;
    shared_counts *counts;
} shared_job;

/* The last block of what a title begins: up to the next title, exercise or question. */
static ard_node *end_of(ard_node *title)
{
    ard_node *last = title;
    while (last->next && !task_title(last->next) && last->next->kind != EXERCISE && last->next->kind != QUESTION &&
           last->next->kind != INSTRUCTION && last->next->kind != NOTE && !node_attribute(last->next, "data-card"))
        last = last->next;
    return last;
}

/* The last block of what a paragraph names: the one below it, and what says where it is from. */
static ard_node *end_of_named(ard_node *name)
{
    ard_node *next = name->next;
    bool below = next && !task_title(next) && next->kind != EXERCISE && next->kind != INSTRUCTION &&
                 !node_attribute(next, "data-card");
    return below ? next : name;
}

static void add_material(shared_job *job, const ard_node *name, ard_node *first, ard_node *last)
{
    buffer text = BUFFER_EMPTY;
    node_text(name, &text);
    material *row = &job->rows[job->count];
    if (job->count < MOST_MATERIALS && read_key(buffer_string(&text), true, row->key)) {
        material *same = table_value(job->by_key, row->key);
        row->name = name;
        row->first = first;
        row->last = last;
        row->words = node_words(first, last, MOST_WORDS);
        row->twice = false;
        if (same)
            same->twice = true;
        else {
            table_set(job->by_key, row->key, row);
            job->count++;
        }
    }
    buffer_free(&text);
}

/* Whether a paragraph is the name of what comes below it: "Document 3.", "Texte 2 : La ville". */
static bool names_material(const ard_node *leaf)
{
    char key[KEY];
    buffer text = BUFFER_EMPTY;
    node_text(leaf, &text);
    const char *words = buffer_string(&text);
    size_t read = read_key(words, false, key);
    bool named = read && (!words[read] || strchr(".:-(\n", words[read]) || text_begins(words + read, " :") ||
                          text_begins(words + read, "\u00A0:") || text_begins(words + read, " –") ||
                          text_begins(words + read, " -"));
    buffer_free(&text);
    return named;
}

static void find_materials(shared_job *job)
{
    walk w = walk_of(lesson_root(job->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_node *node = w.node;
        if (event != WALK_ENTER || node_attribute(node, "added"))
            continue;
        if (node->kind == HEADING && !kind_is(node->parent, ASIDE) && end_of(node) != node)
            add_material(job, node, node, end_of(node));
        else if (node->kind == CAPTION && node->parent)
            add_material(job, node, node->parent, node->parent);
        else if (node->kind == PARAGRAPH && node->parent->kind != ASIDE && names_material(node))
            add_material(job, node, node, end_of_named(node));
        else if (node->kind == ASIDE && node->first && kind_about(node->first->kind)->class == LEAF)
            add_material(job, node->first, node, node);
    }
}

/* ---- What exercises speak of ---------------------------------------------------------------------------------------- */

static bool is_in(const ard_node *node, const ard_node *above)
{
    while (node && node != above)
        node = node->parent;
    return node;
}

/* Where material stands in an exercise: after its titles and instructions; NULL: at its beginning. */
static ard_node *place_in(ard_node *exercise)
{
    ard_node *at = NULL;
    for (ard_node *node = exercise->first; node && (task_title(node) || node->kind == INSTRUCTION); node = node->next)
        at = node;
    return at;
}

/* Takes the ids below a copy away: the first has them. What it had moved, or was, is the first's as well. */
static void strip_copy(ard_document *document, ard_node *copy)
{
    walk w = walk_of(copy);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->attributes) {
            static const char *const names_[] = {"id", "data-moved", "data-place", "data-was", "data-was-style"};
            for (size_t i = 0; i < sizeof names_ / sizeof *names_; i++)
                node_set(document, w.node, names_[i], NULL);
        }
}

static void put_after(ard_node *exercise, ard_node *at, ard_node *node)
{
    if (at)
        node_insert_after(at, node);
    else if (exercise->first)
        node_insert_before(exercise->first, node);
    else
        node_append(exercise, node);
}

static void repeat(shared_job *job, ard_node *exercise, const material *m)
{
    ard_node *box = made_node(job->document, ASIDE, NULL, m->first->place);
    node_set(job->document, box, "data-box", "document");
    node_set(job->document, box, "data-card", "repeated");
    for (ard_node *node = m->first; node && box; node = node == m->last ? NULL : node->next) {
        ard_node *copy = node_copy(job->document, node);
        if (!copy)
            return;
        strip_copy(job->document, copy);
        if (copy->kind == HEADING) {
            copy->kind = PARAGRAPH;
            copy->number = 0;
        }
        node_append(box, copy);
    }
    put_after(exercise, place_in(exercise), box);
    job->counts->repeated++;
}

static void link_to(shared_job *job, ard_node *exercise, const material *m, size_t number)
{
    const char *id = node_attribute(m->first, "id");
    buffer name = BUFFER_EMPTY, href = BUFFER_EMPTY;
    if (!id) {
        buffer_format(&name, "document-%zu", number + 1);
        node_set_added(job->document, m->first, "id", buffer_string(&name));
        id = node_attribute(m->first, "id");
        buffer_reset(&name);
    }
    buffer_format(&href, "#%s", id ? id : "");
    buffer_format(&name, "%s ", made_word_in(job->document, MADE_SEE));
    ard_node *line = made_node(job->document, PARAGRAPH, buffer_string(&name), exercise->place);
    buffer_reset(&name);
    node_beginning(m->name, &name);
    ard_node *link = node_append(line, made_node(job->document, LINK, buffer_string(&name), exercise->place));
    node_set(job->document, link, "href", buffer_string(&href));
    put_after(exercise, place_in(exercise), line);
    job->counts->linked++;
    buffer_free(&name);
    buffer_free(&href);
}

/* What was found: each once. */
typedef struct found {
    const material *rows[MOST_REFERENCES];
    size_t count;
} found;

static void add_found(const shared_job *job, const char *key, found *all)
{
    const material *m = table_value(job->by_key, key);
    bool known = !m || m->twice || all->count == MOST_REFERENCES;
    for (size_t i = 0; i < all->count; i++)
        known = known || all->rows[i] == m;
    if (!known)
        all->rows[all->count++] = m;
}

/* The bytes of what parts numbers in a row ("1, 2 et 3", "1 et 2"), and of the next number, whose digits begin at `*digits`;
 * 0 where none comes. */
static size_t next_in_row(const char *text, size_t *digits)
{
    static const char *const gaps[] = {", ", " et ", " and ", " à ", " ou ", " or ", " & ", "-", "–", "/"};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        size_t gap = text_begins(text, gaps[i]) ? strlen(gaps[i]) : 0;
        size_t count = gap ? strspn(text + gap, "0123456789") : 0;
        if (!count || count > 2)
            continue;
        *digits = gap;
        return gap + count;
    }
    return 0;
}

/* Adds what a name with its numbers stands for; "1 à 3" is 1, 2 and 3. The bytes read. */
static size_t add_row_of(const shared_job *job, const char *text, const char *first, size_t length, found *all)
{
    char key[KEY];
    size_t name = strcspn(first, " ") + 1, digits, more, begin = length;
    long last = strtol(first + name, NULL, 10);
    add_found(job, first, all);
    for (; last && (more = next_in_row(text + length, &digits)) != 0; length += more) {
        long number = strtol(text + length + digits, NULL, 10);
        bool span = text_begins(text + length, " à ") || text[length] == '-' || text_begins(text + length, "–");
        for (long i = span && number > last ? last + 1 : number; i <= number; i++) {
            snprintf(key, sizeof key, "%.*s%ld", (int)name, first, i);
            add_found(job, key, all);
        }
        last = number;
    }
    return length > begin ? length : begin;
}

/* Finds the material that a text speaks of. */
static void find_references(const shared_job *job, const char *text, found *all)
{
    bool inside = false;
    char key[KEY];
    for (size_t length; *text; text += length) {
        uint32_t point = text_decode(text, strlen(text) < 4 ? strlen(text) : 4, &length);
        bool letter = text_is_letter(point);
        size_t read = letter && !inside ? read_key(text, true, key) : 0;
        if (read)
            length = add_row_of(job, text, key, read, all);
        inside = letter && !read;
    }
}

static void serve(shared_job *job, const task_row *row)
{
    found all = {.count = 0};
    buffer text = BUFFER_EMPTY;
    node_text(row->exercise, &text);
    find_references(job, buffer_string(&text), &all);
    buffer_free(&text);
    while (all.count) {
        const material *m = all.rows[--all.count]; /* the last first: each goes right after the instruction */
        if (is_in(m->first, row->exercise) || is_in(row->exercise, m->first) ||
            (row->card && is_in(m->first, row->card)))
            continue;
        if (m->words <= job->most)
            repeat(job, row->exercise, m);
        else
            link_to(job, row->exercise, m, (size_t)(m - job->rows));
    }
}

void simplify_shared(ard_document *document, const task_list *tasks, size_t most, shared_counts *counts)
{
    shared_job job = {.document = document, .most = most, .counts = counts};
    job.rows = arena_alloc(lesson_pool(document), (MOST_MATERIALS + 1) * sizeof *job.rows);
    job.by_key = table_new(lesson_pool(document));
    if (!job.rows || !job.by_key)
        return;
    find_materials(&job);
    for (size_t i = 0; job.count && i < tasks->count; i++)
        serve(&job, &tasks->rows[i]);
}
