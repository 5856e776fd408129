#include "common.h"

#include "base/table.h"
#include "base/text.h"
#include "lesson/marks.h"

#include <string.h>

typedef struct language_words {
    const char *language;
    const char *words[WORDS];
} language_words;

/* The first row is what any other language gets. */
static const language_words words[] = {
    {"fr",
     {"Leçon", "à compléter", "case à cocher", "case cochée", "page", "ligne", "note", "Notes", "retour au texte",
      "image", "image sans description", "sommaire", "pages imprimées", "repères", "Règle de lecture",
      "Flèches haut et bas : la déplacer ; Échap : l’enlever", "du livre"}},
    {"en",
     {"Lesson", "to be filled in", "box to tick", "ticked box", "page", "line", "note", "Notes", "back to the text",
      "image", "image without a description", "contents", "printed pages", "landmarks", "Reading ruler",
      "Up and down arrows: move it; Escape: take it away", "of the book"}},
    {"es",
     {"Lección", "por completar", "casilla", "casilla marcada", "página", "línea", "nota", "Notas", "volver al texto",
      "imagen", "imagen sin descripción", "índice", "páginas impresas", "puntos de referencia", "Regla de lectura",
      "Flechas arriba y abajo: moverla; Escape: quitarla", "del libro"}},
    {"de",
     {"Lektion", "auszufüllen", "Kästchen", "angekreuztes Kästchen", "Seite", "Zeile", "Anmerkung", "Anmerkungen",
      "zurück zum Text", "Bild", "Bild ohne Beschreibung", "Inhalt", "gedruckte Seiten", "Orientierungspunkte",
      "Leselineal", "Pfeile nach oben und unten: verschieben; Escape: ausblenden", "des Buches"}},
    {"it",
     {"Lezione", "da completare", "casella", "casella spuntata", "pagina", "riga", "nota", "Note", "torna al testo",
      "immagine", "immagine senza descrizione", "indice", "pagine stampate", "punti di riferimento",
      "Righello di lettura", "Frecce su e giù: spostarlo; Esc: toglierlo", "del libro"}},
};

const char *added_word_in(const char *language, added_word word)
{
    for (size_t i = 0; language && i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i].language);
        bool ends = text_begins(language, words[i].language) && (!language[size] || language[size] == '-');
        if (ends)
            return words[i].words[word];
    }
    return words[0].words[word];
}

void lesson_squeeze(const char *text, buffer *out)
{
    bool blank = false, begun = false;
    while (*text) {
        uint32_t point = text_next(&text);
        if (text_is_space(point)) {
            blank = begun;
            continue;
        }
        if (blank)
            buffer_byte(out, ' ');
        buffer_point(out, point);
        blank = false;
        begun = true;
    }
}

void markup_attribute(buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    buffer_format(out, " %s=\"", name);
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

ard_status package_finish(archive_writer *zip, report_log *log, ard_output *output)
{
    buffer package = BUFFER_EMPTY;
    ard_status status = archive_finish(zip, log, &package);
    if (status == ARD_OK)
        output_add(output, buffer_string(&package), package.size);
    buffer_free(&package);
    return status == ARD_OK ? output_status(output) : status;
}

void lesson_title(const ard_document *document, buffer *title)
{
    size_t before = title->size;
    const char *meta = lesson_meta(document, "title");
    if (meta)
        lesson_squeeze(meta, title);
    walk w = walk_of(lesson_root(document));
    while (title->size == before && !title->failed) {
        walk_event event = walk_next(&w);
        if (event == WALK_END)
            break;
        if (event != WALK_ENTER || w.node->kind != HEADING)
            continue;
        buffer text = BUFFER_EMPTY;
        node_text(w.node, &text);
        lesson_squeeze(buffer_string(&text), title);
        buffer_free(&text);
    }
    if (title->size == before)
        buffer_text(title, added_word_in(lesson_language(document), WORD_LESSON));
}

const char *lesson_language(const ard_document *document)
{
    const char *language = lesson_meta(document, "language");
    return language && *language ? language : "fr";
}

/* Whether a text begins like the pattern, whose 0 stands for a digit. */
static bool looks_like(const char *text, const char *pattern)
{
    for (; *pattern; pattern++, text++)
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
            return false;
    return true;
}

void lesson_date(const task *t, const ard_document *document, char date[21])
{
    static const char fallback[] = "2000-01-01T00:00:00Z";
    const char *said[2] = {t->clock, lesson_meta(document, "date")};
    memcpy(date, fallback, sizeof fallback);
    for (size_t i = 0; i < 2; i++) {
        if (!said[i] || !looks_like(said[i], "0000-00-00"))
            continue;
        bool time = looks_like(said[i], "0000-00-00T00:00:00");
        memcpy(date, said[i], time ? 19 : 10);
        return;
    }
}

struct notes {
    table *by_id; /* of noted */
    noted *first;
};

/* Gives every NOTE with an id its row; the first of an id counts. */
static void index_notes(notes *all, const ard_document *document, arena *pool)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        const char *id = event == WALK_ENTER && w.node->kind == NOTE ? node_attribute(w.node, "id") : NULL;
        noted *row = id && !table_value(all->by_id, id) ? arena_alloc(pool, sizeof *row) : NULL;
        if (!row)
            continue;
        row->note = w.node;
        table_set(all->by_id, id, row);
    }
}

notes *notes_new(const ard_document *document, arena *pool)
{
    notes *all = arena_alloc(pool, sizeof *all);
    if (!all || !(all->by_id = table_new(pool)))
        return NULL;
    index_notes(all, document, pool);
    noted **end = &all->first;
    int count = 0;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || w.node->kind != NOTE_REFERENCE)
            continue;
        const char *href = node_attribute(w.node, "href");
        noted *row = href && *href == '#' ? table_value(all->by_id, href + 1) : NULL;
        if (!row || row->number)
            continue;
        row->reference = w.node;
        row->number = ++count;
        *end = row;
        end = &row->next;
    }
    return all;
}

const noted *notes_of(const notes *all, const ard_node *node)
{
    const char *id = node_attribute(node, node->kind == NOTE ? "id" : "href");
    if (!id || (node->kind != NOTE && *id++ != '#'))
        return NULL;
    const noted *row = table_value(all->by_id, id);
    if (!row || !row->number || (node->kind == NOTE && row->note != node))
        return NULL;
    return row;
}

const noted *notes_first(const notes *all)
{
    return all->first;
}

bool href_is_safe(const char *href)
{
    static const char *const schemes[] = {"javascript:", "vbscript:", "data:", "file:", "blob:"};
    char seen[16];
    size_t count = 0;
    for (; *href && count + 1 < sizeof seen; href++) /* browsers pass over blanks and control characters here */
        if ((unsigned char)*href > ' ')
            seen[count++] = ascii_lower(*href);
    seen[count] = '\0';
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_begins(seen, schemes[i]))
            return false;
    return true;
}

enum { MOST_HEAD_ROWS = 8 };

/* The number of rows from the table's first one, up to MOST_HEAD_ROWS + 1. */
static int row_index(const ard_node *row)
{
    int index = 0;
    while (index <= MOST_HEAD_ROWS && kind_is(row->previous, ROW)) {
        row = row->previous;
        index++;
    }
    return index;
}

/* How many of the rows from `first` on are the table's head: none where a cell reaches from it into the body, which
 * no format knows. */
static int head_size(const ard_node *first)
{
    int size = 0, left = 0;
    long span;
    for (const ard_node *row = first; size < MOST_HEAD_ROWS && node_is_head_row(row); row = row->next)
        size++;
    left = size;
    for (const ard_node *row = first; left; row = row->next, left--)
        for (const ard_node *cell = row->first; cell; cell = cell->next)
            if (node_whole_number(cell, "rowspan", &span) && span > left)
                return 0;
    return size;
}

int table_head(const ard_node *row, int *index)
{
    *index = row_index(row);
    if (*index > MOST_HEAD_ROWS)
        return 0;
    for (int i = *index; i; i--)
        row = row->previous;
    return head_size(row);
}

bool answer_has_words(const ard_node *answer)
{
    buffer text = BUFFER_EMPTY;
    bool shown = false;
    node_text(answer, &text);
    for (const char *at = buffer_string(&text); *at;) {
        uint32_t point = text_next(&at);
        shown = shown || text_is_letter(point) || text_is_digit(point);
    }
    buffer_free(&text);
    return shown;
}

/* Whether a node is a mark without attributes beside. */
static bool is_bare_mark(const ard_document *document, const ard_node *node)
{
    return node->attributes && !node->attributes->next && node_is_mark(document, node);
}

bool mark_is_plain(const ard_document *document, const ard_node *node)
{
    if (!node->first || !is_bare_mark(document, node))
        return false;
    walk w = walk_of((ard_node *)node); /* it is only read */
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->kind != TEXT && (!w.node->first || !is_bare_mark(document, w.node)))
            return false;
    return true;
}

bool mark_turns(const ard_document *document, const ard_node *node)
{
    enum { MOST = 256 };
    const style *row = style_at(document, node->style);
    size_t before = 0;
    if (!row || !row->values[STYLE_ARC])
        return false;
    for (const ard_node *at = node->previous; at && before < MOST && at->style == node->style; at = at->previous)
        before += node_is_mark(document, at);
    return before % 2 == 1;
}

bool text_is_spaced(const ard_node *text)
{
    for (const ard_node *at = text->parent; at && kind_about(at->kind)->class != CONTAINER; at = at->parent)
        if (at->kind == CODE || at->kind == CODE_BLOCK || at->kind == ANSWER)
            return false;
    return true;
}

bool styles_say(const ard_document *document, style_property property)
{
    bool said = false;
    for (size_t i = STYLE_PAGE; !said && i < style_count(document); i++)
        said = style_at(document, (uint16_t)i)->values[property];
    return said;
}

bool leaf_begins_page(const ard_document *document, const ard_node *leaf)
{
    for (; leaf; leaf = leaf->parent) {
        const style *s = leaf->style > STYLE_PAGE ? style_at(document, leaf->style) : NULL;
        const char *says = s ? s->values[STYLE_BREAK] : NULL;
        if (says)
            return text_in_list("page always", says);
        if (leaf->previous)
            return false;
    }
    return false;
}

int leaf_stays(const ard_node *leaf)
{
    static const bool own_page[KINDS] = {[INSTRUCTION] = true, [ASIDE] = true, [FIGURE] = true};
    if (leaf->kind == INSTRUCTION)
        return leaf->next && !own_page[leaf->next->kind] ? 0 : -1;
    bool title = leaf->kind == PARAGRAPH && kind_is(leaf->parent, ASIDE) && !leaf->previous && leaf->next;
    bool picture = leaf->kind == PARAGRAPH && kind_is(leaf->parent, FIGURE) && kind_is(leaf->next, CAPTION);
    bool caption = leaf->kind == CAPTION && kind_is(leaf->parent, TABLE);
    return title || picture || caption || node_attribute(leaf, "data-progress");
}

void markup_element(buffer *out, const char *name, const char *value)
{
    buffer_format(out, "<%s>", name);
    buffer_xml(out, value, strlen(value), false);
    buffer_format(out, "</%s>\n", name);
}

void markup_meta(buffer *out, const char *name, const char *value)
{
    buffer_text(out, "<meta");
    markup_attribute(out, "name", name);
    markup_attribute(out, "content", value);
    buffer_text(out, "/>\n");
}

void fingerprint_add(fingerprint *f, const void *bytes, size_t size)
{
    const uint64_t prime = 0x100000001b3u;
    const unsigned char *in = bytes;
    for (size_t i = 0; i < size; i++) {
        f->high = (f->high ^ in[i]) * prime;
        f->low = (f->low ^ (unsigned char)~in[i]) * prime;
    }
}

void fingerprint_uuid(const fingerprint *f, buffer *out)
{
    unsigned long long high = f->high, low = f->low;
    buffer_format(out, "urn:uuid:%08llx-%04llx-8%03llx-%04llx-%012llx", high >> 32, high >> 16 & 0xFFFF, high & 0xFFF,
                  (low >> 48 & 0x3FFF) | 0x8000, low & 0xFFFFFFFFFFFF);
}

void lesson_uuid(const ard_document *document, buffer *out)
{
    fingerprint hash = FINGERPRINT_EMPTY;
    buffer text = BUFFER_EMPTY;
    node_text(lesson_root(document), &text);
    fingerprint_add(&hash, buffer_string(&text), text.size);
    fingerprint_uuid(&hash, out);
    out->failed |= text.failed;
    buffer_free(&text);
}
