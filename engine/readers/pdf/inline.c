/* Words into a leaf: emphasis by the names of fonts, colour, underlines, raised and lowered characters, links, places to
 * write on; ligatures undone, and words that are cut at the end of a line whole again. */
#include "pdf.h"

#include "base/text.h"
#include "language/lexicon.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* How characters look beside the others of their leaf. */
typedef struct manner {
    bool bold, slanted, underlined, struck, marked, fixed;
    int raised; /* 1 above the line, -1 below */
    uint32_t colour;
    bool coloured;
    const pdf_link *link;
    const char *language;
} manner;

/* Whether a font's name has one of the blank-separated words, whatever the case. */
static bool names_one(const char *font, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasestr(font, words[i]))
            return true;
    return false;
}

bool pdf_is_bold(const pdf_look *look)
{
    static const char *const words[] = {"bold", "black", "heavy", "demi", "CMBX", "SFBX", "semibd"};
    return names_one(look->font, words, sizeof words / sizeof *words);
}

bool pdf_is_fixed(const pdf_look *look)
{
    static const char *const words[] = {"courier", "mono",  "consol", "typewriter",  "CMTT",       "SFTT",
                                        "LMTT",    "menlo", "fixed",  "inconsolata", "sourcecode", "firacode"};
    return names_one(look->font, words, sizeof words / sizeof *words);
}

bool pdf_is_slanted(const pdf_look *look)
{
    static const char *const words[] = {"italic", "oblique", "slanted", "CMTI", "SFTI", "CMSL"};
    return names_one(look->font, words, sizeof words / sizeof *words);
}

static bool same_manner(const manner *a, const manner *b)
{
    return a->bold == b->bold && a->slanted == b->slanted && a->underlined == b->underlined && a->struck == b->struck &&
           a->marked == b->marked && a->raised == b->raised && a->coloured == b->coloured &&
           (!a->coloured || a->colour == b->colour) && a->link == b->link && a->language == b->language;
}

static const pdf_link *link_at(const pdf_page *page, pdf_box box)
{
    for (size_t i = 0; i < page->link_count; i++)
        if (pdf_holds(page->links[i].box, box, 0))
            return &page->links[i];
    return NULL;
}

/* The language that the leaf, or the document, says already. */
static const char *said_language(const pdf_writing *w)
{
    const char *said = node_language(w->r->document, w->leaf);
    return said ? said : "";
}

/* Whether the bit of a character of a word is set. */
static bool has_bit(uint64_t bits, const pdf_word *word, const pdf_glyph *g)
{
    size_t number = (size_t)(g - word->glyphs);
    return number < 64 && (bits >> number & 1);
}

/* Whether a character is the sign that ends a word: poppler gives it the colour of the word before. */
static bool ends_word(const pdf_word *word, const pdf_glyph *g)
{
    bool last = g == word->glyphs + word->count - 1 && (word->count > 1 || word->gap == PDF_NOTHING);
    return last && g->point < 0x80 && strchr(".,;:!?", (int)g->point);
}

static manner manner_of(const pdf_writing *w, const pdf_word *word, const pdf_glyph *g)
{
    const pdf_look *look = &w->r->file.looks[g->look];
    float size = look->size >= 1 ? look->size : word->size, rise = 0;
    manner m = {.bold = !w->bold && pdf_is_bold(look),
                .slanted = !w->slanted && pdf_is_slanted(look),
                .underlined = has_bit(word->underlined, word, g),
                .struck = has_bit(word->struck, word, g),
                .marked = has_bit(word->marked, word, g),
                .colour = look->colour,
                .coloured = look->colour != w->r->colour && look->colour != 0 && !ends_word(word, g),
                .link = w->sheet->page->link_count ? link_at(w->sheet->page, g->box) : NULL};
    if (size < 0.85f * w->size)
        rise = word->floor - (g->box.bottom - 0.2f * size);
    m.language =
        word->language && *word->language && !text_same(word->language, said_language(w)) ? word->language : NULL;
    m.coloured &= !m.link;
    m.underlined &= !m.link;
    m.raised = rise > 0.15f * w->size ? 1 : rise < -0.1f * w->size ? -1 : 0;
    return m;
}

/* A new inline of a kind below `parent`. */
static ard_node *open_inline(pdf_writing *w, ard_node *parent, ard_kind kind)
{
    return node_append(parent, node_new(w->r->document, kind, w->where));
}

static ard_node *open_link(pdf_writing *w, ard_node *parent, const pdf_link *link)
{
    char href[32];
    snprintf(href, sizeof href, "#page-%u", (unsigned)link->page);
    ard_node *node = open_inline(w, parent, LINK);
    node_set(w->r->document, node, "href", *link->address ? link->address : href);
    return node;
}

/* The node that text of a manner goes into, with what is above it. */
static ard_node *open_manner(pdf_writing *w, const manner *m)
{
    const struct {
        bool on;
        ard_kind kind;
    } kinds[] = {{m->bold, STRONG}, {m->slanted, EMPHASIS},       {m->underlined, UNDERLINE}, {m->struck, STRIKE},
                 {m->marked, MARK}, {m->raised > 0, SUPERSCRIPT}, {m->raised < 0, SUBSCRIPT}};
    ard_node *at = m->link ? open_link(w, w->leaf, m->link) : w->leaf;
    if (m->language) {
        at = open_inline(w, at, SPAN);
        node_set(w->r->document, at, "lang", m->language);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        at = kinds[i].on ? open_inline(w, at, kinds[i].kind) : at;
    if (m->coloured) {
        char colour[8];
        snprintf(colour, sizeof colour, "#%06x", (unsigned)(m->colour & 0xFFFFFF));
        at = open_inline(w, at, SPAN);
        node_set(w->r->document, at, "look-colour", colour);
    }
    return at;
}

/* Adds a character: a ligature as its letters, a soft hyphen as none. */
static void add_point(buffer *text, uint32_t point)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    point = pdf_plain_point(point);
    if (point >= 0xFB00 && point <= 0xFB06)
        buffer_text(text, ligatures[point - 0xFB00]);
    else if (point != 0xAD && point >= 0x20)
        buffer_point(text, point);
}

/* ---- Places to write on ------------------------------------------------------------------------------------------- */

/* Adds an answer space, as long as it is wide: a character takes about half of the size. */
static void write_answer(pdf_writing *w, const pdf_word *word)
{
    ard_node *answer = open_inline(w, w->leaf, ANSWER);
    float wide = pdf_width(word->box) / (0.5f * (word->size > 1 ? word->size : 10));
    node_set_number(w->r->document, answer, "data-size", wide < 1 ? 1 : (long long)(wide + 0.5f));
}

static void write_field(pdf_writing *w, const pdf_word *word)
{
    const pdf_field *f = word->field;
    bool box = f->kind == PDF_FIELD_CHECK || f->kind == PDF_FIELD_RADIO;
    ard_node *node = open_inline(w, w->leaf, box ? CHECK : ANSWER);
    if (box)
        node_set(w->r->document, node, "aria-checked", f->on ? "true" : "false");
    else
        node_set_number(w->r->document, node, "data-size",
                        (long long)pdf_most(1, pdf_width(f->box) / (0.5f * (word->size > 1 ? word->size : 10))));
    if (*f->choices)
        node_set(w->r->document, node, "data-choices", f->choices);
    if (*f->name)
        node_set(w->r->document, node, "aria-label", f->name);
    if (!box && *f->value)
        node_append_text(w->r->document, node, f->value, strlen(f->value), w->where);
}

static bool is_object(const pdf_word *word)
{
    return word->answer || word->field || word->picture;
}

static void write_object(pdf_writing *w, const pdf_word *word)
{
    if (word->picture)
        node_append(w->leaf, pdf_image(w->r, word->picture, w->where));
    else
        (word->field ? write_field : write_answer)(w, word);
}

/* ---- Words --------------------------------------------------------------------------------------------------------- */

/* Puts the text that was gathered where its manner belongs: beside its like, if that is the last. */
static void put_text(pdf_writing *w, const manner *m, buffer *text)
{
    static const manner plain = {0};
    ard_node *into = same_manner(m, &plain) ? w->leaf : open_manner(w, m);
    if (text->size)
        node_append_text(w->r->document, into, text->data, text->size, w->where);
    buffer_reset(text);
}

/* Whether a word stands right of the one before, in one line. */
static bool is_beside(const pdf_word *before, const pdf_word *word)
{
    return word->box.left >= before->box.right && pdf_shared_y(before->box, word->box) > 0.5f * word->size;
}

void pdf_write_words(pdf_writing *w, const pdf_word *words, size_t count)
{
    buffer text = BUFFER_EMPTY;
    manner now = {0};
    for (size_t i = 0; i < count; i++) {
        bool object = is_object(&words[i]);
        if (i && (object || is_object(&words[i - 1]))) {
            put_text(w, &now, &text);
            now = (manner){0};
        }
        if (i && words[i].gap != PDF_NOTHING)
            buffer_byte(&text, words[i].gap == PDF_TAB ? '\t' : ' ');
        if (words[i].line_number) {
            put_text(w, &now, &text);
            now = (manner){0};
            ard_node *mark = open_inline(w, w->leaf, LINE_MARK);
            node_set_number(w->r->document, mark, "title", words[i].line_number);
        }
        if (object) {
            put_text(w, &now, &text);
            write_object(w, &words[i]);
        }
        if (words[i].raw) {
            put_text(w, &now, &text);
            now = (manner){0};
            buffer_text(&text, words[i].raw);
        }
        for (size_t k = 0; k < words[i].count; k++) {
            manner next = manner_of(w, &words[i], &words[i].glyphs[k]);
            bool drawn = (now.underlined && next.underlined) || (now.struck && next.struck);
            bool parted = i && !k && drawn && !words[i].carried && words[i].gap == PDF_BLANK &&
                          is_beside(&words[i - 1], &words[i]);
            if (!same_manner(&now, &next) || parted) {
                bool blank = text.size && strchr(" \t", text.data[text.size - 1]);
                char kept = blank ? text.data[--text.size] : '\0';
                if (text.size)
                    put_text(w, &now, &text);
                if (blank) /* the blank between two looks is neither's */
                    node_append_text(w->r->document, w->leaf, &kept, 1, w->where);
                text.size = 0;
            }
            now = next;
            add_point(&text, words[i].glyphs[k].point);
        }
    }
    put_text(w, &now, &text);
    buffer_free(&text);
}

/* ---- Hyphens at the end of a line ---------------------------------------------------------------------------------- */

static bool is_hyphen(uint32_t point)
{
    return point == '-' || point == 0xAD || point == 0x2010;
}

/* Adds letters of a word from its end, or from its beginning, in small ones. */
static void add_letters(buffer *to, const pdf_word *word, bool ending)
{
    size_t begin = 0, end = word->count;
    if (ending) {
        end--; /* the hyphen */
        begin = end;
        while (begin && text_is_letter(word->glyphs[begin - 1].point))
            begin--;
    } else
        for (end = 0; end < word->count && text_is_letter(word->glyphs[end].point); end++)
            continue;
    for (size_t i = begin; i < end; i++)
        add_point(to, text_lower(word->glyphs[i].point));
}

static bool is_word(const buffer *letters)
{
    lexicon_entry entry;
    return letters->size && lexicon_find(letters->data, letters->size, &entry);
}

/* Whether the hyphen between two parts is the word's own: the compound is a word and the joined parts are none, or both
 * parts are words and the joined ones are none. */
static bool keeps_hyphen(const pdf_word *last, const pdf_word *next)
{
    buffer joined = BUFFER_EMPTY, parts[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
    add_letters(&parts[0], last, true);
    add_letters(&parts[1], next, false);
    buffer_text(&joined, buffer_string(&parts[0]));
    buffer_text(&joined, buffer_string(&parts[1]));
    bool kept = !is_word(&joined) && is_word(&parts[0]) && is_word(&parts[1]);
    for (int i = 0; i < 2; i++)
        buffer_free(&parts[i]);
    buffer_free(&joined);
    return kept;
}

void pdf_join_words(pdf_word *last, pdf_word *next)
{
    uint32_t hyphen = last->count > 1 ? last->glyphs[last->count - 1].point : 0;
    uint32_t first = next->count ? next->glyphs[0].point : 0;
    if (!is_hyphen(hyphen) || !text_is_letter(last->glyphs[last->count - 2].point) || !text_is_letter(first))
        return;
    next->gap = PDF_NOTHING;
    if (!text_is_upper(first) && (hyphen == 0xAD || !keeps_hyphen(last, next)))
        last->count--;
}

void pdf_line_text(const pdf_piece *line, buffer *text)
{
    for (size_t i = 0; i < line->count; i++) {
        buffer_text(text, i ? " " : "");
        for (size_t k = 0; k < line->words[i].count; k++)
            add_point(text, line->words[i].glyphs[k].point);
    }
}
