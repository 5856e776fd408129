/* The helper "ink": cells to words by liblouis, and whether the code writes these words with these cells. A process of its own,
 * because a table is files, and a document's child opens none; loaded there and not before, in a millisecond or two, because
 * liblouis may end the process that it works in. */
#include "filters/braille/ink.h"

#include "base/memory.h"
#include "base/text.h"
#include "filters/braille/braille.h"
#include "filters/braille/ink-maths.h"
#include "filters/braille/ink-words.h"
#include "filters/braille/louis.h"

#include <stdlib.h>
#include <string.h>

enum {
    SECONDS = 60,
    PIECE = 500, /* cells */
    CONTRACTED = 'c',
    UNCONTRACTED = 'u',
    EMPHASIS_SIGN =
        DOT(4) | DOT(5) | DOT(6), /* before a word; after PASSAGE_SIGN, before several, and before the last again */
    PASSAGE_SIGN = DOT(2) | DOT(5),
    CAPITAL_SIGN = DOT(4) | DOT(6)
};

ard_status ink_ask(helpers *h, report_log *log, bool contracted, const buffer *paragraphs, unsigned *ticket)
{
    buffer request = BUFFER_EMPTY;
    buffer_byte(&request, contracted ? CONTRACTED : UNCONTRACTED);
    buffer_add(&request, paragraphs->data, paragraphs->size);
    ard_status status = request.failed ? report(log, NOWHERE, "braille.memory", NULL)
                                       : helpers_ask(h, log, ink_helper.name, request.data, request.size, ticket);
    buffer_free(&request);
    return status;
}

/* A paragraph under way. */
typedef struct inking {
    const char *table;
    bool signs;         /* signs of emphasis are the code's own here; contracted, they may be contractions */
    cells given, again; /* as read, without signs of emphasis; as the code writes what was found */
    buffer looks;       /* of each word: INK_EMPHASIS or INK_PLAIN */
    buffer words;       /* found */
    buffer capitals;    /* of each word: 1 in a passage of capitals */
    bool passage;       /* several words are emphasised */
} inking;

static size_t word_end(const cells *c, size_t from)
{
    while (from < c->count && (c->at[from] & CELL_DOTS) != CELL_BLANK)
        from++;
    return from;
}

static bool begins_capitals(const cells *line, size_t at, size_t end)
{
    return end - at > 2 && (line->at[at] & CELL_DOTS) == PASSAGE_SIGN && (line->at[at + 1] & CELL_DOTS) == CAPITAL_SIGN;
}

/* Whether a passage of capitals that begins at a word ends before `to`: four words or more, ⠨ before the last (CBFU 2008). */
static bool ends_capitals(const cells *line, size_t at, size_t to)
{
    enum { FEWEST = 3 /* words behind the first, of which the last */ };
    size_t words = 0;
    for (at = word_end(line, at) + 1; at < to; at = word_end(line, at) + 1)
        if (++words >= FEWEST && (line->at[at] & CELL_DOTS) == CAPITAL_SIGN)
            return true;
        else if ((line->at[at] & CELL_DOTS) == CAPITAL_SIGN)
            return false;
    return false;
}

/* Takes the words of a piece of a line, leaving out the signs of emphasis and of passages of capitals, whose effect goes to `looks`
 * and `capitals`. */
static void take_words(inking *k, const cells *line, size_t from, size_t to)
{
    bool capitals = false;
    for (size_t at = from, end; at < to; at = end + 1) {
        end = word_end(line, at);
        const cell *word = line->at + at;
        size_t size = end - at;
        bool begins = k->signs && size > 2 && word[0] == PASSAGE_SIGN && word[1] == EMPHASIS_SIGN;
        bool sign = k->signs && !begins && size > 1 && word[0] == EMPHASIS_SIGN;
        bool opens = !capitals && begins_capitals(line, at, end) && ends_capitals(line, at, to);
        bool last = capitals && !opens && size > 1 && (word[0] & CELL_DOTS) == CAPITAL_SIGN;
        size_t skipped = begins || opens ? 2 : sign || last;
        buffer_byte(&k->looks, k->passage || begins || sign ? INK_EMPHASIS : INK_PLAIN);
        buffer_byte(&k->capitals, capitals || opens);
        k->passage = begins || (k->passage && !sign);
        capitals = opens || (capitals && !last);
        if (at > from)
            cells_add(&k->given, CELL_BLANK);
        cells_join(&k->given, word + skipped, size - skipped);
    }
}

static size_t count_words(const cells *c)
{
    size_t count = 1;
    for (size_t i = 0; i < c->count; i++)
        count += (c->at[i] & CELL_DOTS) == CELL_BLANK;
    return count;
}

static bool same_cells(const cells *a, size_t from, size_t to, const cells *b, size_t b_from, size_t b_to)
{
    if (to - from != b_to - b_from)
        return false;
    for (size_t i = 0; i < to - from; i++)
        if ((a->at[from + i] & CELL_DOTS) != (b->at[b_from + i] & CELL_DOTS))
            return false;
    return true;
}

/* Whether found words and cells are as many, so that each can be said to be sure or not. */
static bool are_paired(const inking *k)
{
    size_t words = 1;
    for (size_t i = 0; i < k->words.size; i++)
        words += k->words.data[i] == ' ';
    return words == k->looks.size && words == count_words(&k->given) && words == count_words(&k->again);
}

/* Puts a word as a formula where it is one. */
static bool put_formula(const inking *k, const cells *line, size_t from, size_t to, buffer *reply)
{
    enum { FEWEST = 2 /* signs; where contractions are, which look like signs, ⠠ has to say it */ };
    ink_span word;
    bool made = ink_word_formula(line, from, to, k->signs ? FEWEST : 0, &word);
    if (made)
        ink_put_formula(line, &word, reply);
    return made;
}

/* Adds a word, in capitals where it stands in a passage of them. */
static void add_text(const inking *k, size_t number, const char *text, buffer *reply)
{
    bool capitals = number < k->capitals.size && k->capitals.data[number];
    if (!capitals)
        buffer_text(reply, text);
    for (uint32_t point; capitals && (point = text_next(&text)) != 0;)
        buffer_point(reply, text_upper(point));
}

static void put_doubt(const inking *k, size_t number, const char *text, size_t at, size_t end, buffer *reply)
{
    buffer_byte(reply, INK_DOUBT);
    add_text(k, number, text, reply);
    buffer_byte(reply, INK_CELLS);
    cells_utf8(k->given.at + at, end - at, reply);
    buffer_byte(reply, INK_SURE);
}

/* Puts the word of number `number`, whose cells are [at, end): as `text`, or a better reading, or a formula; else as a doubt. */
static void put_word(const inking *k, size_t number, buffer *text, bool sure, size_t at, size_t end, buffer *reply)
{
    if (end == at)
        return;
    sure = ink_choose(k->table, k->given.at + at, end - at, sure, text);
    if (sure)
        add_text(k, number, buffer_string(text), reply);
    else if (!put_formula(k, &k->given, at, end, reply))
        put_doubt(k, number, buffer_string(text), at, end, reply);
}

/* Puts each word with its look. Where found words and cells are as many, each is compared alone; else each word of cells is read
 * alone. */
static void put_words(const inking *k, bool paired, buffer *reply)
{
    const char *text = buffer_string(&k->words);
    buffer word = BUFFER_EMPTY;
    char look = INK_PLAIN;
    for (size_t number = 0, at = 0, again = 0; number < k->looks.size; number++) {
        size_t size = strcspn(text, " "), end = word_end(&k->given, at), again_end = word_end(&k->again, again);
        bool turns = k->looks.data[number] != look;
        look = k->looks.data[number];
        if (turns && look == INK_PLAIN)
            buffer_byte(reply, look);
        if (number)
            buffer_byte(reply, ' ');
        if (turns && look == INK_EMPHASIS)
            buffer_byte(reply, look);
        buffer_reset(&word);
        if (paired)
            buffer_add(&word, text, size);
        else
            louis_back(k->table, k->given.at + at, end - at, &word);
        bool sure = paired ? same_cells(&k->given, at, end, &k->again, again, again_end)
                           : ink_writes(k->table, buffer_string(&word), k->given.at + at, end - at);
        put_word(k, number, &word, sure, at, end, reply);
        text += size + (text[size] == ' ');
        at = end + 1;
        again = again_end + 1;
    }
    if (look == INK_EMPHASIS)
        buffer_byte(reply, INK_PLAIN);
    buffer_free(&word);
}

/* Cells of the words that were found, as the table writes them. */
static void write_again(inking *k)
{
    const char *text = buffer_string(&k->words);
    size_t count = 0, room = k->words.size + 1;
    uint32_t *points = memory_new(room, sizeof *points);
    for (uint32_t point; points && (point = text_next(&text)) != 0;)
        points[count++] = point < 0x10000 ? point : 0xFFFD;
    if (points)
        louis_translate(k->table, points, count, &k->again, NULL);
    free(points);
}

static void ink_piece(inking *k, const cells *line, size_t from, size_t to, buffer *reply)
{
    cells_reset(&k->given);
    cells_reset(&k->again);
    buffer_reset(&k->looks);
    buffer_reset(&k->capitals);
    buffer_reset(&k->words);
    take_words(k, line, from, to);
    bool found = louis_back(k->table, k->given.at, k->given.count, &k->words);
    for (size_t i = 0; i < k->words.size; i++) /* nothing that the reply has for itself */
        if ((unsigned char)k->words.data[i] < ' ')
            k->words.data[i] = '?';
    if (found)
        write_again(k);
    put_words(k, found && are_paired(k), reply);
}

/* Words [from, to) piece by piece, parted at blanks: liblouis' time grows faster than its text. */
static void ink_words(inking *k, const cells *line, size_t from, size_t to, buffer *reply)
{
    for (size_t end; from < to; from = end + 1) {
        end = word_end(line, from);
        for (size_t next = end; next < to && next - from < PIECE; end = next)
            next = word_end(line, end + 1);
        ink_piece(k, line, from, end, reply);
        if (end < to)
            buffer_byte(reply, ' ');
    }
}

/* Whether a paragraph, the sentence's punctuation apart, is a formula and nothing else: read so it has signs that words do not
 * have, and as words it is no French. Of several words none is French, but those in the rows of a system. */
static bool is_all_formula(inking *k, const cells *line, ink_span *found)
{
    enum { SOME = 1, MANY = 3 };
    size_t words, known;
    if (!line->count || !ink_word_formula(line, 0, line->count, SOME, found) ||
        !ink_is_formula(line->at + found->from, found->to - found->from, SOME))
        return false;
    buffer_reset(&k->words);
    cells_reset(&k->again);
    if (!louis_back(k->table, line->at, line->count, &k->words))
        return true;
    write_again(k);
    known = ink_known_words(buffer_string(&k->words), &words);
    bool blanks = word_end(line, 0) < line->count;
    if (!known || (known * 2 < words && !blanks) || ink_opens_rows(line, 0, word_end(line, 0)))
        return true;
    bool sure = same_cells(line, 0, line->count, &k->again, 0, k->again.count);
    return !sure && !blanks && words < MANY && ink_is_formula(line->at + found->from, found->to - found->from, MANY);
}

/* A line: its formulas, and the words between them. */
static void ink_line(inking *k, const char *at, size_t size, buffer *reply)
{
    cells line = CELLS_EMPTY;
    buffer one = BUFFER_EMPTY;
    buffer_add(&one, at, size);
    cells_text(&line, buffer_string(&one));
    k->passage = false;
    size_t from = 0;
    ink_span found;
    if (is_all_formula(k, &line, &found)) {
        ink_put_formula(&line, &found, reply);
        from = line.count;
    }
    for (size_t word = from; word < line.count;) {
        if (!ink_formula_begins(&line, word, &found)) {
            word = word_end(&line, word) + 1;
            continue;
        }
        if (word > from) {
            ink_words(k, &line, from, word - 1, reply);
            buffer_byte(reply, ' ');
        }
        ink_put_formula(&line, &found, reply);
        word = from = found.end + 1;
        if (from < line.count)
            buffer_byte(reply, ' ');
    }
    if (from < line.count)
        ink_words(k, &line, from, line.count, reply);
    cells_free(&line);
    buffer_free(&one);
}

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    const char *text = buffer_string(request);
    inking k = {.signs = *text == UNCONTRACTED};
    k.table = table_of_grade(k.signs ? GRADE_INTEGRAL : GRADE_ABREGE);
    ard_status status = *text ? louis_load(log, k.table) : ARD_OK;
    for (const char *at = text + (*text != '\0'); status == ARD_OK && *at;) {
        size_t size = strcspn(at, "\n");
        ink_line(&k, at, size, reply);
        buffer_byte(reply, '\n');
        at += size + (at[size] == '\n');
    }
    if (k.given.failed || k.again.failed || k.words.failed || k.looks.failed || k.capitals.failed)
        status = report(log, NOWHERE, "braille.memory", NULL);
    cells_free(&k.given);
    cells_free(&k.again);
    buffer_free(&k.words);
    buffer_free(&k.looks);
    buffer_free(&k.capitals);
    return status;
}

const helper ink_helper = {.name = "ink", .seconds = SECONDS, .run = run, .reads = louis_folder};
