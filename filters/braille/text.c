/* Text to braille: liblouis translates plain words; what the French code asks beyond them stands around it. */
#include "base/text.h"
#include "base/memory.h"
#include "filters/braille/braille.h"
#include "filters/braille/louis.h"
#include "filters/braille/signs.h"
#include "filters/braille/words.h"
#include "language/emoji.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A piece handed to liblouis ends at the next blank after so many characters: memory stays small, time linear. */
enum { PIECE = 2000, LONGEST_NAME = 64 /* of a character, "[U+10FFFF]", "[livre ouvert]" */ };

static const char *const grade_tables[GRADES] = {"fr-bfu-comp6.utb", "fr-bfu-g2.ctb", "fr-bfu-comp8.utb"};

static const struct language_table {
    const char *language, *plain, *contracted;
} language_tables[] = {
    {"en", "en-ueb-g1.ctb", "en-ueb-g2.ctb"},
    {"es", "es-g1.ctb", "es-g1.ctb"},
    {"de", "de-g0.utb", "de-g1.ctb"},
    {"it", "it-it-comp6.utb", "it-it-comp6.utb"},
    {"la", "fr-bfu-comp6.utb", "fr-bfu-comp6.utb"},
    {"pt", "pt-pt-g1.utb", "pt-pt-g2.ctb"},
    {"nl", "nl-NL-g0.utb", "nl-NL-g0.utb"},
    {"ca", "ca-g1.ctb", "ca-g1.ctb"},
    {"pl", "pl.tbl", "pl.tbl"},
    {"ru", "ru-litbrl.ctb", "ru-litbrl.ctb"},
    {"uk", "uk.utb", "uk.utb"},
    {"el", "el.ctb", "el.ctb"},
    {"ar", "ar-ar-g1.utb", "ar-ar-g1.utb"},
    {"he", "he-IL.utb", "he-IL.utb"},

    {"eo", "eo-g1.ctb", "eo-g1.ctb"},
    {"cs", "cs-g1.ctb", "cs-g1.ctb"},
    {"hr", "hr-g1.ctb", "hr-g1.ctb"},
    {"sv", "sv-g0.utb", "sv-g0.utb"},
};

const char *table_of_grade(grade which)
{
    return grade_tables[which];
}

bool language_is_french(const char *language)
{
    return !language[0] || text_in_language(language, "fr");
}

const char *table_of_language(const char *language, bool contracted)
{
    for (size_t i = 0; i < sizeof language_tables / sizeof *language_tables; i++) {
        const struct language_table *row = &language_tables[i];
        if (text_in_language(language, row->language))
            return contracted ? row->contracted : row->plain;
    }
    return NULL;
}

/* ---- Characters that a table lacks ------------------------------------------------------------------------------ */

/* Base letters of U+0100 to U+017F. */
static const char bases_extended[] = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
                                     "NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

uint32_t base_letter(uint32_t point)
{
    static const char latin1[] = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    if (point >= 0x0100 && point <= 0x017F && point - 0x0100 < sizeof bases_extended - 1)
        return (unsigned char)bases_extended[point - 0x0100];
    if (point >= 0xC0 && point <= 0xFF && point != 0xD7 && point != 0xF7)
        return (unsigned char)latin1[point - 0xC0];
    return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : 0;
}

static bool is_known(transcriber *t, const char *louis, uint32_t point)
{
    if (point == ' ')
        return true;
    if (point >= 0x10000 || (point >= 0x2800 && point <= 0x28FF))
        return point < 0x10000;
    if (strcmp(louis, t->french) != 0)
        return louis_knows(louis, point);
    uint8_t *byte = &t->known[point / 4], asked = (uint8_t)(1u << (point % 4 * 2)), known = (uint8_t)(asked << 1);
    if (!(*byte & asked))
        *byte |= (uint8_t)(asked | (louis_knows(louis, point) ? known : 0));
    return (*byte & known) != 0;
}

/* The text for liblouis of a piece, and for each of its characters the glyph that it came from. */
typedef struct piece {
    uint32_t points[PIECE * 2];
    uint32_t from[PIECE * 2 + 1];
    size_t starts[PIECE * 2 + 1];
    size_t count;
} piece;

bool transcriber_open(transcriber *t)
{
    t->piece = memory_new(1, sizeof *t->piece);
    return t->piece != NULL;
}

void transcriber_close(transcriber *t)
{
    glyphs_free(&t->work);
    free(t->piece);
    t->piece = NULL;
    for (int i = 0; i < GRADES; i++)
        words_free(t->words[i]);
}

static void piece_add(piece *p, uint32_t point, size_t from)
{
    p->points[p->count] = point;
    p->from[p->count++] = (uint32_t)from;
}

/* Writes a character that the table lacks: its base letter, a pictograph's name in brackets, or its number in Unicode in
 * brackets; the letter and the number are reported. */
static void piece_add_unknown(transcriber *t, const char *louis, piece *p, uint32_t point, size_t from)
{
    char shown[8] = "", name[LONGEST_NAME];
    shown[text_encode(shown, point)] = '\0';
    uint32_t base = base_letter(point);
    if (base && is_known(t, louis, base)) {
        report(t->task->log, t->where, "braille.letter", shown, NULL);
        piece_add(p, base, from);
        return;
    }
    const char *picture = emoji_name(point, t->language);
    if (picture && strlen(picture) + 3 < sizeof name) {
        piece_add(p, '[', from);
        for (const char *c = picture; *c;)
            piece_add(p, text_next(&c), from);
        piece_add(p, ']', from);
        return;
    }
    snprintf(name, sizeof name, "[U+%04X]", (unsigned)point);
    report(t->task->log, t->where, "braille.character", shown, name, NULL);
    for (const char *c = name; *c; c++)
        piece_add(p, (unsigned char)*c, from);
}

/* ---- Marks ------------------------------------------------------------------------------------------------------ */

/* The signs of the MARK_ bits, in the order in which they stand before a character. */
static const struct mark_sign {
    uint32_t mark;
    const char *cells;
} mark_signs[] = {
    {MARK_EMPHASIS_PASSAGE, "⠒⠸"}, {MARK_EMPHASIS_WORD, "⠸"}, {MARK_EMPHASIS_OPENS, "⠢"}, {MARK_CAPITALS_PASSAGE, "⠒⠨"},
    {MARK_CAPITALS_LAST, "⠨"},     {MARK_EXPONENT, "⠈"},      {MARK_THOUSANDS, "⠄"},
};

void transcribe_marks(uint32_t marks, cells *out)
{
    for (size_t i = 0; i < sizeof mark_signs / sizeof *mark_signs; i++)
        if (marks & mark_signs[i].mark)
            cells_text(out, mark_signs[i].cells);
}

/* Puts the signs of marks into cells that were translated without them. */
static void weave(const glyph *at, const piece *p, const cells *plain, cells *out)
{
    size_t done = 0;
    if (p->count && p->starts[p->count] > plain->count)
        return; /* memory has ended */
    for (size_t i = 0; i < p->count; i++) {
        uint32_t marks = at[p->from[i]].marks;
        bool first = !i || p->from[i - 1] != p->from[i], last = i + 1 == p->count || p->from[i + 1] != p->from[i];
        size_t start = p->starts[i], end = p->starts[i + 1];
        if (first && (marks & MARKS_BEFORE) && start >= done) {
            cells_join(out, plain->at + done, start - done);
            transcribe_marks(marks, out);
            done = start;
        }
        if (end > done) {
            cells_join(out, plain->at + done, end - done);
            done = end;
        }
        if ((marks & LOOK_GLUE) && p->points[i] == ' ' && out->count && !(out->at[out->count - 1] & CELL_DOTS))
            out->at[out->count - 1] |= CELL_GLUE;
        if (last && (marks & MARK_EMPHASIS_CLOSES))
            cells_text(out, "⠔");
    }
    if (plain->count > done)
        cells_join(out, plain->at + done, plain->count - done);
}

static bool is_latin(cell one)
{
    static const char letters[] = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵";
    char shown[4];
    text_encode(shown, 0x2800u + (one & CELL_DOTS));
    for (const char *at = letters; *at; at += 3)
        if (memcmp(at, shown, 3) == 0)
            return true;
    return false;
}

/* In a scientific text in contracted braille, letters that are no words are quantities: ⠠ takes the place of the base
 * value's ⠰ before small ones, and before capitals nothing stands (2007, introduction, II.8). */
static void mark_quantities(cells *plain, piece *p)
{
    bool word = false, quantity = false;
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < plain->count; i++) {
        for (; at <= p->count && p->starts[at] <= i; at++)
            p->starts[at] = kept;
        unsigned dots = plain->at[i] & CELL_DOTS, next = i + 1 < plain->count ? plain->at[i + 1] & CELL_DOTS : 0;
        if (dots == 0)
            word = quantity = false;
        bool base = dots == (DOT(5) | DOT(6)), capital = next == (DOT(4) | DOT(6));
        if (base && (capital || (quantity && is_latin((cell)next))))
            continue;
        if (base && !word && is_latin((cell)next)) {
            plain->at[i] = DOT(6);
            quantity = true;
        }
        word |= dots != 0;
        plain->at[kept++] = plain->at[i];
    }
    for (; at <= p->count; at++)
        p->starts[at] = kept;
    plain->count = kept;
}

/* The memo of a table of French; NULL for other tables, whose words depend on more than their neighbours. */
static words *words_of(transcriber *t, const char *louis)
{
    for (int i = 0; i < GRADES; i++)
        if (louis == grade_tables[i]) {
            if (!t->words[i])
                t->words[i] = words_new(louis);
            return t->words[i];
        }
    return NULL;
}

/* Translates glyphs of plain text by one call, as many as a piece holds, and gives how many. */
static size_t plain_call(transcriber *t, const char *louis, const glyph *at, size_t count, cells *out)
{
    piece *p = t->piece;
    size_t taken = 0;
    for (p->count = 0; taken < count && p->count + LONGEST_NAME <= PIECE * 2; taken++)
        if (is_known(t, louis, at[taken].point))
            piece_add(p, at[taken].point, taken);
        else
            piece_add_unknown(t, louis, p, at[taken].point, taken);
    cells plain = CELLS_EMPTY;
    words *memo = words_of(t, louis);
    if (!(memo ? words_translate(memo, p->points, p->count, &plain, p->starts)
               : louis_translate(louis, p->points, p->count, &plain, p->starts)))
        report(t->task->log, t->where, "braille.refused", louis, NULL);
    if (t->scientific && t->grade == GRADE_ABREGE && louis == t->french)
        mark_quantities(&plain, p);
    weave(at, p, &plain, out);
    out->failed |= plain.failed;
    cells_free(&plain);
    return taken;
}

static void plain_piece(transcriber *t, const char *louis, const glyph *at, size_t count, cells *out)
{
    while (count) {
        size_t taken = plain_call(t, louis, at, count, out);
        at += taken;
        count -= taken;
    }
}

/* Whether the character is a sign of mathematics that the table lacks, and the notation of 2007 has: written with the
 * mathematical prefix (introduction, II.8). */
static const sign *lone_sign(transcriber *t, const char *louis, uint32_t point)
{
    if (point < 0x80 || point >= 0x10000 || !language_is_french(t->language) || is_known(t, louis, point))
        return NULL;
    const sign *found = sign_of(point);
    return found && found->class != SIGN_EMPTY ? found : NULL;
}

/* The table of a piece that begins with `first`: words of another language are not contracted by French rules. */
static const char *table_of_piece(const transcriber *t, const char *louis, const glyph *first)
{
    bool plain = (first->marks & LOOK_PLAIN) && louis == t->french && t->grade == GRADE_ABREGE;
    return plain ? table_of_grade(GRADE_INTEGRAL) : louis;
}

/* Whether a piece of `size` glyphs may end before the one at `i`: at a blank, after punctuation if one comes soon, so that
 * no locution is cut; anywhere where no blank comes. */
static bool ends_piece(const glyph *at, size_t i, size_t size)
{
    bool apart = at[i - 1].point < 0x80 && at[i - 1].point && strchr(".,;:!?", (int)at[i - 1].point);
    return size >= PIECE / 8 * 7 || (at[i].point == ' ' && (apart || size >= PIECE / 4 * 3));
}

void transcribe_glyphs(transcriber *t, const char *louis, const glyph *at, size_t count, cells *out)
{
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > start && ((at[i].marks ^ at[i - 1].marks) & LOOK_PLAIN)) {
            plain_piece(t, table_of_piece(t, louis, &at[start]), at + start, i - start, out);
            start = i;
        }
        const sign *lone = lone_sign(t, louis, at[i].point);
        bool full = i - start >= PIECE / 2 && ends_piece(at, i, i - start);
        if (!lone && !full)
            continue;
        plain_piece(t, table_of_piece(t, louis, &at[start]), at + start, i - start, out);
        start = i;
        if (lone) {
            cells_text(out, "⠠");
            cells_text(out, lone->cells);
            start++;
        }
    }
    if (count > start)
        plain_piece(t, table_of_piece(t, louis, &at[start]), at + start, count - start, out);
}
