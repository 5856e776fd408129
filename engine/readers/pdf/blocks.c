/* Pieces, in their order, to nodes: lines to paragraphs, items of lists, answer spaces; pictures, tables. */
#include "pdf.h"

#include "base/text.h"
#include "readers/pictures.h"

#include <math.h>
#include <stdio.h>

enum { LINES_MOST = 2000, LEVELS_MOST = 6, VERSES_LEAST = 4, WAITING_MOST = 16 };

/* A list that is open: where the signs of its items stand. */
typedef struct level {
    ard_node *list, *item;
    float left;
    uint32_t bullet;
} level;

/* A paragraph while its lines are gathered, and what is around it. */
typedef struct blocks {
    pdf_reading *r;
    const pdf_sheet *sheet;
    ard_node *parent;
    const pdf_piece *lines[LINES_MOST];
    size_t count;
    float left, right;                       /* of the column that the lines stand in */
    bool verse;                              /* its lines all begin with a capital: the author has broken them */
    const pdf_piece *pictures[WAITING_MOST]; /* that wait for the end of the paragraph */
    size_t waiting;
    level levels[LEVELS_MOST];
    unsigned depth;
    ard_node *last; /* the last paragraph that was written */
} blocks;

/* ---- What a line looks like ---------------------------------------------------------------------------------------- */

static bool all_words(const pdf_reading *r, const pdf_piece *line, bool (*look)(const pdf_look *look))
{
    size_t words = 0;
    for (size_t i = 0; i < line->count; i++) {
        if (!line->words[i].count)
            continue;
        words++;
        if (!look(&r->file.looks[line->words[i].glyphs->look]))
            return false;
    }
    return words > 0;
}

/* The sign of an item that a line begins with: a bullet's character; 0 where there is none. A dash needs a blank after it. */
static uint32_t bullet_of(const pdf_piece *line)
{
    uint32_t point = pdf_first_point(line);
    bool alone = line->count > 1 && line->words->count == 1;
    bool letter = point == 'o' && alone;
    if (letter && line->words[1].box.left - line->words[0].box.right > 0.8f * line->size)
        return 'o';
    if (pdf_is_bullet(point) && point != 0x2013)
        return line->count > 1 || line->words->count > 1 ? point : 0;
    return alone && (point == '-' || point == 0x2013) ? point : 0;
}

/* Whether a line begins with a number or a letter as items and questions do. */
static bool is_numbered(const pdf_piece *line)
{
    return line->count > 1 && line->words->count > 1 && pdf_is_marker(line->words);
}

/* Whether parts of a line are set apart, as in the rows of a table. */
static bool is_row(const pdf_piece *line)
{
    for (size_t i = 1; i < line->count; i++)
        if (line->words[i].gap == PDF_TAB)
            return true;
    return false;
}

/* A dash before a line begins an item, or what another person says. */
static bool begins_with_dash(const pdf_piece *line)
{
    uint32_t point = pdf_first_point(line);
    return line->count > 1 && line->words->count == 1 && (point == 0x2014 || point == 0x2013 || point == '-');
}

static bool is_answer_alone(const pdf_piece *line)
{
    return line->count == 1 && (line->words->answer || line->words->field);
}

/* Whether a word has dots or underscores to write on: four dots in a row, three underscores, an ellipsis. */
static bool is_dotted(const pdf_word *word)
{
    size_t dots = 0, scores = 0;
    for (size_t i = 0; i < word->count; i++) {
        uint32_t point = word->glyphs[i].point;
        dots = point == '.' ? dots + 1 : 0;
        scores = point == '_' ? scores + 1 : 0;
        if (dots >= 4 || scores >= 3 || point == 0x2026)
            return true;
    }
    return false;
}

/* Whether a line is of program text: all of its words in a font whose characters are as wide, and none to write on. */
static bool is_code(const blocks *b, const pdf_piece *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (!line->words[i].count || is_dotted(&line->words[i]))
            return false;
    return all_words(b->r, line, pdf_is_fixed);
}

/* ---- Whether a line goes on ---------------------------------------------------------------------------------------- */

/* Whether words say that a sentence goes on from line to line: a word is cut by a hyphen, or no sentence ends there and the
 * next line begins with a small letter, and the line before is nearly full. */
static bool sentence_goes_on(const blocks *b, const pdf_piece *before, const pdf_piece *line)
{
    const pdf_word *last = &before->words[before->count - 1];
    uint32_t first = pdf_first_point(line), end = last->count ? last->glyphs[last->count - 1].point : 0;
    bool small = text_is_letter(first) && !text_is_upper(first), letter = text_is_letter(end);
    if (!small || !last->count)
        return false;
    if (last->count > 1 && (end == '-' || end == 0xAD || end == 0x2010))
        return text_is_letter(last->glyphs[last->count - 2].point);
    return (letter || end == ',') && b->right - before->box.right < 0.25f * (b->right - b->left);
}

/* Whether the first word of a line would have had room at the end of the one before: then the author ended that. */
static bool had_room(const blocks *b, const pdf_piece *before, const pdf_piece *line)
{
    if (b->verse)
        return true;
    if (sentence_goes_on(b, before, line))
        return false;
    float first = pdf_width(line->words->box);
    return before->box.right + 0.4f * line->size + first < b->right - 0.3f * line->size;
}

static bool are_centred(const blocks *b, const pdf_piece *before, const pdf_piece *line)
{
    float middle = (before->box.left + before->box.right) / 2, other = (line->box.left + line->box.right) / 2;
    float column = (b->left + b->right) / 2;
    return fabsf(middle - other) < line->size && fabsf(middle - column) < 1.5f * line->size &&
           fabsf(before->box.left - line->box.left) > 0.5f * line->size && before->box.left - b->left > 2 * line->size;
}

/* Whether a line is the next one of the paragraph that is gathered. */
static bool goes_on(const blocks *b, const pdf_piece *line)
{
    const pdf_reading *r = b->r;
    const pdf_piece *first = b->lines[0], *before = b->lines[b->count - 1];
    float size = fmaxf(line->size, before->size), step = line->base - before->base;
    float usual = b->count > 1 ? (before->base - first->base) / (float)(b->count - 1) : b->sheet->pitch * 1.12f * size;
    if (b->count == LINES_MOST || line->turned != before->turned || is_answer_alone(line) || is_answer_alone(before) ||
        bullet_of(line) || is_numbered(line) || begins_with_dash(line) || pdf_begins_note(line) || is_row(line) ||
        is_row(before))
        return false;
    if (step < 0.3f * size || step > fminf(fmaxf(1.25f * usual, usual + 2), 2.8f * size) ||
        fabsf(line->size - before->size) > 0.09f * size || pdf_shared_x(line->box, before->box) < 0)
        return false;
    if (is_code(b, line) || is_code(b, before))
        return is_code(b, line) == is_code(b, before);
    if (all_words(r, line, pdf_is_bold) != all_words(r, before, pdf_is_bold) && had_room(b, before, line))
        return false;
    if (are_centred(b, before, line))
        return line->size > 1.1f * r->size || all_words(r, line, pdf_is_bold);
    if (had_room(b, before, line))
        return false;
    bool item = bullet_of(first) || is_numbered(first);
    float indent = line->box.left - (b->count > 1 ? b->lines[b->count - 1] : first)->box.left;
    return item || b->count == 1 ? indent < 4 * size : indent < 0.9f * size;
}

/* ---- Writing ------------------------------------------------------------------------------------------------------- */

static place where_is(const blocks *b)
{
    return PLACE(b->sheet->part, b->count ? b->lines[0]->natural + 1 : 0, 0);
}

/* All words of the gathered lines, the first `skipped` left out, as one list. */
static pdf_word *gather(const blocks *b, size_t skipped, size_t *count)
{
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < b->count; i++)
        room += b->lines[i]->count;
    pdf_word *words = arena_alloc(b->r->pool, (room + 1) * sizeof *words);
    for (size_t i = 0; words && i < b->count; i++)
        for (size_t k = i ? 0 : skipped; k < b->lines[i]->count; k++) {
            words[*count] = b->lines[i]->words[k];
            if (!k && i)
                words[*count].gap = PDF_BLANK;
            if (!k && *count)
                pdf_join_words(&words[*count - 1], &words[*count]);
            ++*count;
        }
    return words;
}

void pdf_set_size(pdf_reading *r, ard_node *leaf, float size)
{
    buffer text = BUFFER_EMPTY;
    if (fabsf(size - r->size) <= 0.06f * r->size)
        return;
    buffer_format(&text, "%.1f", (double)size);
    node_set(r->document, leaf, "look-size", buffer_string(&text));
    buffer_free(&text);
}

static void set_looks(blocks *b, ard_node *leaf)
{
    const pdf_piece *line = b->lines[0];
    float size = line->size, middle = (line->box.left + line->box.right) / 2;
    pdf_set_size(b->r, leaf, size);
    bool apart = line->box.left - b->left > 2 * size && b->right - line->box.right > 2 * size;
    if (apart && fabsf(middle - (b->left + b->right) / 2) < size)
        node_set(b->r->document, leaf, "look-align", "center");
}

/* The list that an item with such a sign goes into: one that is open at its place, or a new one. */
static ard_node *list_for(blocks *b, uint32_t bullet, float left)
{
    while (b->depth && b->levels[b->depth - 1].left > left + 4)
        b->depth--;
    level *top = b->depth ? &b->levels[b->depth - 1] : NULL;
    if (top && fabsf(top->left - left) <= 4 && top->bullet == bullet)
        return top->list;
    if (top && fabsf(top->left - left) <= 4)
        b->depth--;
    if (b->depth == LEVELS_MOST)
        b->depth--;
    ard_node *parent = b->depth ? b->levels[b->depth - 1].item : b->parent;
    ard_node *list = node_append(parent, node_new(b->r->document, BULLETS, where_is(b)));
    if (bullet == 0x2610 || bullet == 0x2751 || bullet == 0x2752) {
        char sign[5] = "";
        text_encode(sign, bullet);
        node_set(b->r->document, list, "data-bullet", sign);
    }
    b->levels[b->depth++] = (level){list, NULL, left, bullet};
    return list;
}

/* Program text, line by line, with the blanks that a line begins with. */
static void write_code(blocks *b)
{
    ard_node *code = node_append(b->parent, node_new(b->r->document, CODE_BLOCK, where_is(b)));
    buffer text = BUFFER_EMPTY;
    float left = b->lines[0]->box.left;
    for (size_t i = 0; i < b->count; i++)
        left = fminf(left, b->lines[i]->box.left);
    for (size_t i = 0; i < b->count; i++) {
        const pdf_word *first = b->lines[i]->words;
        float wide = first->count ? pdf_width(first->box) / (float)first->count : 6;
        buffer_text(&text, i ? "\n" : "");
        for (float at = left; wide > 0.5f && at + 0.6f * wide < first->box.left; at += wide)
            buffer_byte(&text, ' ');
        pdf_line_text(b->lines[i], &text);
    }
    if (text.size)
        node_append_text(b->r->document, code, text.data, text.size, where_is(b));
    buffer_free(&text);
    b->depth = 0;
    b->count = 0;
}

/* Writes the paragraph that was gathered. */
static void write_paragraph(blocks *b)
{
    if (!b->count)
        return;
    if (b->count > 1 && is_code(b, b->lines[0])) {
        write_code(b);
        return;
    }
    pdf_reading *r = b->r;
    const pdf_piece *line = b->lines[0];
    uint32_t bullet = bullet_of(line);
    bool own = bullet && line->words->count == 1,
         deeper = !bullet && b->depth && line->box.left > b->levels[b->depth - 1].left + 4;
    ard_node *parent = b->parent;
    if (own) {
        ard_node *list = list_for(b, bullet, line->box.left);
        parent = node_append(list, node_new(r->document, ITEM, where_is(b)));
        b->levels[b->depth - 1].item = parent;
    } else if (deeper && !is_numbered(line) && line->box.left < b->levels[b->depth - 1].left + 4 * line->size)
        parent = b->levels[b->depth - 1].item;
    else
        b->depth = 0;
    size_t count;
    pdf_word *words = gather(b, own ? 1 : 0, &count);
    b->last = node_append(parent, node_new(r->document, PARAGRAPH, where_is(b)));
    pdf_writing w = {.r = r, .sheet = b->sheet, .leaf = b->last, .size = line->size, .where = where_is(b)};
    if (words)
        pdf_write_words(&w, words, count);
    set_looks(b, b->last);
    b->count = 0;
}

ard_node *pdf_image(pdf_reading *r, const pdf_picture *picture, place where)
{
    int number = picture_add(r->task->log, r->document, picture->bytes, picture->size, where);
    ard_node *image = number ? node_new(r->document, IMAGE, where) : NULL;
    if (!image)
        return NULL;
    image->number = number;
    node_set_number(r->document, image, "width", lrintf(pdf_width(picture->box) * 96 / 72));
    node_set_number(r->document, image, "height", lrintf(pdf_height(picture->box) * 96 / 72));
    return image;
}

static void write_picture(blocks *b, const pdf_piece *piece)
{
    place where = PLACE(b->sheet->part, piece->natural + 1, 0);
    ard_node *image = pdf_image(b->r, piece->picture, where);
    if (image)
        node_append(node_append(b->parent, node_new(b->r->document, PARAGRAPH, where)), image);
}

/* Ends the paragraph that is gathered; then come the pictures that waited for it. */
static void end_paragraph(blocks *b)
{
    write_paragraph(b);
    for (size_t i = 0; i < b->waiting; i++)
        write_picture(b, b->pictures[i]);
    b->waiting = 0;
}

static void write_cell(blocks *b, const pdf_cell *cell, ard_node *row)
{
    ard_node *node = node_append(row, node_new(b->r->document, CELL, row ? row->place : NOWHERE));
    if (cell->columns > 1)
        node_set_number(b->r->document, node, "colspan", cell->columns);
    if (cell->rows > 1)
        node_set_number(b->r->document, node, "rowspan", cell->rows);
    pdf_write_blocks(b->r, b->sheet, &cell->pieces, node, cell->box.right);
}

static void write_table(blocks *b, const pdf_piece *piece)
{
    place where = PLACE(b->sheet->part, piece->natural + 1, 0);
    ard_node *table = node_append(b->parent, node_new(b->r->document, TABLE, where)), *row = NULL;
    const pdf_table *t = piece->table;
    for (size_t i = 0; i < t->count; i++) {
        if (!i || t->cells[i].row != t->cells[i - 1].row)
            row = node_append(table, node_new(b->r->document, ROW, where));
        write_cell(b, &t->cells[i], row);
    }
}

/* Whether the next line of text goes on with the paragraph that is gathered: then a picture beside it waits for its end. */
static bool next_goes_on(const blocks *b, const pdf_pieces *pieces, size_t at)
{
    while (at < pieces->count && pieces->at[at].kind == PDF_PIECE_PICTURE)
        at++;
    return at < pieces->count && pieces->at[at].kind == PDF_PIECE_LINE && !pieces->at[at].apart &&
           goes_on(b, &pieces->at[at]);
}

/* The edges of the column that a line stands in: of the lines around it that it overlaps, down to a gap. */
static void find_column(blocks *b, const pdf_pieces *pieces, size_t at)
{
    enum { AROUND = 12 };
    const pdf_piece *line = &pieces->at[at];
    size_t lines = 1, capitals = text_is_upper(pdf_first_point(line));
    b->left = line->box.left;
    b->right = line->box.right;
    for (int way = -1; way <= 1; way += 2) {
        float base = line->base;
        for (size_t i = at + (size_t)way, steps = 0; i < pieces->count && steps < AROUND; i += (size_t)way, steps++) {
            const pdf_piece *other = &pieces->at[i];
            if (other->kind != PDF_PIECE_LINE || other->apart || pdf_shared_x(other->box, line->box) <= 0 ||
                (way < 0 ? other->base > line->base : other->base < line->base) ||
                fabsf(other->base - base) > 3.2f * line->size)
                break;
            base = other->base;
            if (fabsf(other->size - line->size) > 0.15f * line->size)
                continue;
            lines++;
            capitals += text_is_upper(pdf_first_point(other));
            b->left = fminf(b->left, other->box.left);
            b->right = fmaxf(b->right, other->box.right);
        }
    }
    b->verse = lines >= VERSES_LEAST && capitals * 10 >= lines * 9 && b->right < 0.75f * b->sheet->page->width;
}

void pdf_write_blocks(pdf_reading *r, const pdf_sheet *sheet, const pdf_pieces *pieces, ard_node *parent, float right)
{
    blocks *b = arena_alloc(r->pool, sizeof *b);
    if (!b)
        return;
    *b = (blocks){.r = r, .sheet = sheet, .parent = parent};
    for (size_t i = 0; i < pieces->count; i++) {
        const pdf_piece *piece = &pieces->at[i];
        if (piece->apart)
            continue;
        if (piece->kind == PDF_PIECE_PICTURE && b->count && b->waiting < WAITING_MOST && next_goes_on(b, pieces, i)) {
            b->pictures[b->waiting++] = piece;
            continue;
        }
        if (piece->kind != PDF_PIECE_LINE) {
            end_paragraph(b);
            b->depth = 0;
            (piece->kind == PDF_PIECE_TABLE ? write_table : write_picture)(b, piece);
            continue;
        }
        if (b->count && !goes_on(b, piece))
            end_paragraph(b);
        if (!b->count)
            find_column(b, pieces, i);
        if (!b->count && right > 0)
            b->right = fmaxf(b->right, right - 0.6f * piece->size);
        b->lines[b->count++] = piece;
    }
    end_paragraph(b);
}
