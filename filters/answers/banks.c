/* Word banks. What an exercise offers to complete with stands
 *   - after a colon, or in brackets, in what it asks: "Complète avec : a, à, est, et.", "Choisis (son / sont)";
 *   - as alternatives after "avec", "par", "with": "Complète avec a ou à", "par ces, ses ou c'est";
 *   - as alternatives of short words in its title: "a ou à ? et ou est ?", where it asks to complete;
 *   - in a block of its own between what it asks and the spaces: words parted by signs, tabs or lines, items, cells;
 *   - in brackets after one space: "Il … (est / et) parti."
 *   - in a sentence where one is to be encircled or struck out: "Ils (sème / sèment) des radis", "Ils sème / sèment des radis":
 *     such a sentence gets a space behind them.
 * Each space of the exercise that is no line of its own gets them as choices, each once. Words may be used again: nothing
 * says how often. */
#include "answers.h"

#include "base/text.h"
#include "lesson/flat.h"

#include <string.h>

enum {
    MOST_CHOICES = 60,
    LEAST_OF_BLOCK = 3,
    MOST_BYTES = 40,
    MOST_WORDS = 4,
    HOMOPHONE = 9,
    SHORT_SPACE = 45,
    MOST_LEAF = 4000
};

/* A list of choices that grows, a choice a line. */
typedef struct bank {
    buffer lines;
    size_t count;
    bool bad; /* one of its parts was no choice */
} bank;

static void bank_clear(bank *b)
{
    buffer_reset(&b->lines);
    b->count = 0;
    b->bad = false;
}

static bool bank_has(const bank *b, const char *text, size_t size)
{
    const char *at = buffer_string(&b->lines), *choice;
    for (size_t length; field_next_choice(&at, &choice, &length);)
        if (length == size && memcmp(choice, text, size) == 0)
            return true;
    return false;
}

/* Takes blanks, quotation marks and a final full stop off both ends. */
static void trim(const char **text, size_t *size)
{
    static const uint32_t around[] = {'"', 0xAB,   0xBB,   0x201C, 0x201D, 0x2022, 0xB7,
                                      '-', 0x2013, 0x2014, '*',    '(',    ')'};
    for (bool more = true; more && *size;) {
        size_t length;
        uint32_t point = text_decode(*text, *size, &length);
        more = text_is_space(point);
        for (size_t i = 0; !more && i < sizeof around / sizeof *around; i++)
            more = around[i] == point;
        *text += more ? length : 0;
        *size -= more ? length : 0;
    }
    for (bool more = true; more && *size;) {
        size_t begin = *size - 1, length;
        while (begin && ((unsigned char)(*text)[begin] & 0xC0) == 0x80)
            begin--;
        uint32_t point = text_decode(*text + begin, *size - begin, &length);
        more = text_is_space(point) || point == '.' || point == ';' || point == ',';
        for (size_t i = 0; !more && i < sizeof around / sizeof *around; i++)
            more = around[i] == point && !(point == ')' && memchr(*text, '(', begin));
        *size = more ? begin : *size;
    }
}

static size_t count_words(const char *text, size_t size)
{
    size_t words = 0, length;
    bool inside = false;
    for (size_t at = 0; at < size; at += length) {
        bool blank = text_is_space(text_decode(text + at, size - at, &length));
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

/* Adds one choice; a part that is none makes the bank bad: it is a sentence, or asks something. */
static void bank_add(bank *b, const char *text, size_t size)
{
    trim(&text, &size);
    if (!size)
        return;
    bool sentence = memchr(text, '?', size) || memchr(text, '!', size) || memchr(text, ':', size) ||
                    (size > 2 && memchr(text, '=', size)) || memmem(text, size, "\xE2\x80\xA6", 3);
    if (sentence || size > MOST_BYTES || count_words(text, size) > MOST_WORDS || b->count >= MOST_CHOICES) {
        b->bad = true;
        return;
    }
    if (bank_has(b, text, size))
        return;
    if (b->count++)
        buffer_byte(&b->lines, '\n');
    for (size_t i = 0; i < size; i++)
        buffer_byte(&b->lines, ascii_is_space(text[i]) ? ' ' : text[i]);
}

/* The length of what parts two choices at `at`: a sign, a tab, a line, two blanks; or "ou", "et" between blanks. */
static size_t parting_at(const char *text, size_t size, size_t at)
{
    static const char *const signs[] = {",", ";", "/", "|",   "\t",  "\n",  "  ", "•",
                                        "·", "●", "▪", " – ", " - ", " — ", "–",  "*"};
    static const char *const words[] = {" ou ", " or ", " et ", " and ", " oder ", " und ", " o "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i]);
        bool decimal = *signs[i] == ',' && at && at + 1 < size && text_is_digit((unsigned char)text[at - 1]) &&
                       text_is_digit((unsigned char)text[at + 1]);
        if (length <= size - at && memcmp(text + at, signs[i], length) == 0 && !decimal)
            return length;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (length <= size - at && memcmp(text + at, words[i], length) == 0)
            return length;
    }
    return 0;
}

/* Adds the parts of a text; false where one of them is no choice. */
static bool bank_split(bank *b, const char *text, size_t size)
{
    size_t begin = 0;
    trim(&text, &size);
    for (size_t at = 0; at < size && !b->bad;) {
        size_t length = parting_at(text, size, at);
        if (length)
            bank_add(b, text + begin, at - begin);
        at += length ? length : 1;
        begin = length ? at : begin;
    }
    bank_add(b, text + begin, size - begin);
    return !b->bad;
}

/* ---- In what is asked ------------------------------------------------------------------------------------------- */

static bool asks_to_fill(const char *asked)
{
    static const char *const stems[] = {"complèt", "compléte", "choisi",   "utilis",   "place ",     "placer",
                                        "placez",  "remplac",  "parmi",    "les mots", "le bon mot", "bonne forme",
                                        "rempli",  "trous",    "complete", "fill in",  "choose",     "use the",
                                        "ergänz",  "completa", NULL};
    return says_any(asked, stems);
}

/* The first of a text's characters of a set; its end where there is none. */
static size_t until(const char *text, size_t size, const char *set)
{
    size_t at = 0;
    while (at < size && !strchr(set, text[at]))
        at++;
    return at;
}

/* Whether a bank is two groups of words that "et" joins: rather a sentence. */
static bool is_two_clauses(const bank *b)
{
    const char *at = buffer_string(&b->lines), *choice;
    bool long_one = false;
    for (size_t size; field_next_choice(&at, &choice, &size);)
        long_one = long_one || count_words(choice, size) > 2;
    return b->count == 2 && long_one;
}

/* After a colon, or in brackets: two choices or more, up to the end of the sentence. */
static bool bank_after_sign(bank *b, const char *text, size_t size)
{
    for (size_t at = 0; at < size; at++) {
        bool colon = text[at] == ':', bracket = text[at] == '(';
        if (!colon && !bracket)
            continue;
        size_t begin = at + 1, length = until(text + begin, size - begin, colon ? "\n?!" : ")\n");
        bank_clear(b);
        if (bank_split(b, text + begin, length) && b->count >= 2 && !is_two_clauses(b))
            return true;
    }
    bank_clear(b);
    return false;
}

/* After "avec", "par", "entre", "with": words of which the last two are parted by "ou", each of one word or in quotation marks. */
static bool bank_of_alternatives(bank *b, const char *text, size_t size)
{
    static const char *const leads[] = {"avec ",    "par ",  "entre ",   "with ",   "choisis ", "choisir ", "choose ",
                                        "utilise ", "mets ", "Choisis ", "Choose ", "Utilise ", "Mets "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        const char *lead = memmem(text, size, leads[i], strlen(leads[i]));
        if (!lead)
            continue;
        const char *begin = lead + strlen(leads[i]);
        size_t left = size - (size_t)(begin - text), length = until(begin, left, ".?!:;(\n");
        if (!memmem(begin, length, " ou ", 4) && !memmem(begin, length, " or ", 4))
            continue;
        bank_clear(b);
        bool quoted = memmem(begin, length, "«", 2) || memmem(begin, length, "“", 3) || memchr(begin, '"', length);
        bool good = bank_split(b, begin, length) && b->count >= 2;
        const char *at = buffer_string(&b->lines), *choice;
        for (size_t one; good && !quoted && field_next_choice(&at, &choice, &one);)
            good = count_words(choice, one) == 1;
        if (good)
            return true;
    }
    bank_clear(b);
    return false;
}

/* Bytes of a label at the beginning of a title ("4) ", "Exercice 2 : "). */
static size_t title_label(const char *text, size_t size)
{
    const char *colon = memchr(text, ':', size);
    size_t at = 0;
    if (colon)
        return (size_t)(colon - text) + 1;
    while (at < size && text_is_digit((unsigned char)text[at]))
        at++;
    return at && at < size && strchr(").-", text[at]) ? at + 1 : 0;
}

/* "a ou à ? et ou est ?", "ces / ses": alternatives of short words and nothing else. */
static bool bank_of_title(bank *b, const char *text, size_t size)
{
    size_t label = title_label(text, size);
    bank_clear(b);
    for (size_t at = label; at < size && !b->bad;) {
        size_t length = until(text + at, size - at, "?!.,;");
        const char *part = text + at;
        bool blank = text_part_is_blank(part, length);
        if (!blank && !memmem(part, length, " ou ", 4) && !memmem(part, length, " or ", 4) &&
            !memchr(part, '/', length))
            b->bad = true;
        else if (!blank)
            bank_split(b, part, length);
        at += length + 1;
    }
    const char *at = buffer_string(&b->lines), *choice;
    bool good = !b->bad && b->count >= 2;
    for (size_t one; good && field_next_choice(&at, &choice, &one);)
        good = one <= HOMOPHONE && count_words(choice, one) == 1;
    if (!good)
        bank_clear(b);
    return good;
}

/* ---- In a block of its own -------------------------------------------------------------------------------------- */

/* Adds the words of a block that holds nothing but choices. */
static bool bank_of_block(bank *b, ard_node *block)
{
    bank_clear(b);
    size_t leaves = 0;
    walk w = walk_of(block);
    for (walk_event event; !b->bad && (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_ENTER || kind_about(w.node->kind)->class != LEAF || !w.node->first)
            continue;
        leaf_view v;
        if (!view_open(&v, w.node))
            return false;
        if (v.count || w.node->kind == INSTRUCTION)
            b->bad = true;
        else if (v.words && w.node->kind != HEADING && w.node->kind != CAPTION)
            bank_split(b, buffer_string(&v.text), v.text.size);
        leaves += v.words > 0;
        view_close(&v);
    }
    bool good = !b->bad && b->count >= (leaves > 1 ? 2 : LEAST_OF_BLOCK);
    if (!good)
        bank_clear(b);
    return good;
}

static bool speaks_of_words(const char *asked)
{
    static const char *const stems[] = {"mots",   "liste",    "suivant",  "propos", "cadre",     "étiquette", "banque",
                                        "avec l", "à l'aide", "au choix", "parmi",  "choisi",    "utilis",    "encadré",
                                        "boîte",  "words",    "box",      "list",   "following", "from",      NULL};
    return says_any(asked, stems);
}

/* The bank of an exercise, and the block from which on spaces have it. */
static bool bank_of(bank *b, const exercise *e)
{
    bool fills = asks_to_fill(e->asked), words = speaks_of_words(e->asked), found = false;
    for (ard_node *block = fills ? e->node->first : NULL; block && !found; block = block->next) {
        bool leaf = kind_about(block->kind)->class == LEAF, heading = block->kind == HEADING;
        if (!heading && block->kind != INSTRUCTION && has_spot(block))
            break;
        buffer text = BUFFER_EMPTY;
        if (leaf)
            node_text(block, &text);
        const char *said = buffer_string(&text);
        bool asks = heading || block->kind == INSTRUCTION || block->kind == PARAGRAPH;
        if (leaf && asks)
            found = (heading && bank_of_title(b, said, text.size)) ||
                    bank_after_sign(b, said + (heading ? title_label(said, text.size) : 0),
                                    text.size - (heading ? title_label(said, text.size) : 0)) ||
                    bank_of_alternatives(b, said, text.size);
        if (!found && words && !heading && block->kind != INSTRUCTION)
            found = bank_of_block(b, block);
        buffer_free(&text);
    }
    return found;
}

/* ---- Spaces ------------------------------------------------------------------------------------------------------ */

/* Whether a space is the rest of a word whose beginning stands before it: "un c……". */
static bool is_rest_of_word(const char *text, size_t at)
{
    size_t begin = at, length;
    while (begin && ((unsigned char)text[begin - 1] & 0xC0) == 0x80)
        begin--;
    return begin && text_is_letter(text_decode(text + begin - 1, at - begin + 1, &length));
}

/* Whether a space stands among words, or in a cell of its own, and is short enough for one word or a few. */
static bool takes_choice(const leaf_view *v, const spot *s)
{
    long size;
    bool known = node_whole_number(s->node, "data-size", &size);
    return s->node->kind == ANSWER && !node_attribute(s->node, "data-choices") &&
           !node_attribute(s->node, "data-field") && (v->words || known) && (!known || size <= SHORT_SPACE) &&
           !is_rest_of_word(buffer_string(&v->text), s->at);
}

/* Choices in brackets after one space. */
static bool bank_of_space(bank *b, const leaf_view *v, const spot *s)
{
    const char *text = buffer_string(&v->text);
    size_t at = s->at + SPOT_SIZE;
    at += strspn(text + at, " ");
    if (text[at] != '(')
        return false;
    size_t length = until(text + at + 1, v->text.size - at - 1, ")\n");
    bank_clear(b);
    bool many = memchr(text + at + 1, '/', length) || memmem(text + at + 1, length, " ou ", 4) ||
                memmem(text + at + 1, length, " or ", 4);
    return many && bank_split(b, text + at + 1, length) && b->count >= 2;
}

static size_t fill_leaf(ard_document *document, ard_node *leaf, const char *choices)
{
    leaf_view v;
    size_t count = 0;
    bank own = {0};
    if (!view_open(&v, leaf))
        return 0;
    for (size_t i = 0; i < v.count; i++) {
        if (!takes_choice(&v, v.spots + i))
            continue;
        const char *offered = bank_of_space(&own, &v, v.spots + i) ? buffer_string(&own.lines) : choices;
        if (offered && node_set_added(document, v.spots[i].node, "data-choices", offered))
            count++;
    }
    buffer_free(&own.lines);
    view_close(&v);
    return count;
}

/* ---- Alternatives in a sentence ---------------------------------------------------------------------------------- */

static bool asks_to_pick(const char *asked)
{
    static const char *const stems[] = {"entoure",     "choisi",    "barre",     "souligne", "bonne forme",
                                        "qui convien", "le bon ",   "la bonne ", "circle",   "choose",
                                        "underline",   "cross out", NULL};
    return says_any(asked, stems);
}

/* The bytes of the word that ends at `end`, or begins at `at`: letters, hyphens and apostrophes. */
static bool is_of_word(uint32_t point)
{
    return text_is_letter(point) || point == '-' || point == '\'' || point == 0x2019;
}

static size_t word_after(const char *text, size_t size, size_t at)
{
    size_t length, end = at;
    while (end < size && is_of_word(text_decode(text + end, size - end, &length)))
        end += length;
    return end - at;
}

static size_t word_before(const char *text, size_t end)
{
    size_t begin = end;
    while (begin) {
        size_t at = begin - 1, length;
        while (at && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        if (!is_of_word(text_decode(text + at, begin - at, &length)))
            break;
        begin = at;
    }
    return end - begin;
}

/* The next alternatives of a sentence at or after `*at`: in brackets, or words parted by " / ". Moves `*at` past them; false where
 * there are no more. */
static bool next_alternatives(bank *b, const char *text, size_t size, size_t *at)
{
    for (; *at < size; ++*at) {
        bank_clear(b);
        if (text[*at] == '(') {
            size_t begin = *at + 1, length = until(text + begin, size - begin, "()\n");
            bool many = memchr(text + begin, '/', length) || memmem(text + begin, length, " ou ", 4);
            if (!many || begin + length >= size || text[begin + length] != ')' ||
                !bank_split(b, text + begin, length) || b->count < 2)
                continue;
            *at = begin + length + 1;
            return true;
        }
        if (size - *at < 4 || memcmp(text + *at, " / ", 3) != 0)
            continue;
        size_t before = word_before(text, *at), after = word_after(text, size, *at + 3);
        if (!before || !after)
            continue;
        bank_add(b, text + *at - before, before);
        while (after) {
            bank_add(b, text + *at + 3, after);
            *at += 3 + after;
            after = size - *at > 3 && memcmp(text + *at, " / ", 3) == 0 ? word_after(text, size, *at + 3) : 0;
        }
        if (!b->bad && b->count >= 2)
            return true;
    }
    return false;
}

/* Puts a space to choose in behind each of a leaf's alternatives, which stand in a sentence. */
static size_t pick_in_leaf(ard_document *document, ard_node *leaf)
{
    flat f;
    bank b = {0};
    size_t made = 0, at = 0;
    if (!flat_open(&f, leaf))
        return 0;
    while (f.text.size < MOST_LEAF && next_alternatives(&b, buffer_string(&f.text), f.text.size, &at)) {
        if (count_words(buffer_string(&f.text), f.text.size) <= 2 * b.count)
            break; /* a list, no sentence */
        ard_node *answer = new_answer(document, leaf->place, buffer_string(&b.lines));
        bool inside = at < f.text.size && flat_insert(document, &f, at, answer);
        made += inside;
        if (!inside && at >= f.text.size) {
            flat_close(document, &f);
            append_answer(document, leaf, buffer_string(&b.lines));
            buffer_free(&b.lines);
            return made + 1;
        }
    }
    flat_close(document, &f);
    buffer_free(&b.lines);
    return made;
}

/* Whether a leaf is a sentence of the exercise: an item or a question, or it ends as sentences do. */
static bool is_sentence(const ard_node *leaf)
{
    buffer words = BUFFER_EMPTY;
    add_words(leaf, &words);
    bool ends = words.size && strchr(".!?", words.data[words.size - 1]);
    buffer_free(&words);
    return ends || kind_is(leaf->parent, ITEM) || kind_is(leaf->parent, QUESTION);
}

size_t answers_alternatives(ard_document *document, exercise *all, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        walk w = walk_of(all[i].node);
        for (walk_event event; asks_to_pick(all[i].asked) && (event = walk_next(&w)) != WALK_END;) {
            ard_kind kind = w.node->kind;
            if (event == WALK_ENTER && w.node != all[i].node &&
                (kind == EXERCISE || kind == ASIDE || kind == QUOTE || kind == FIGURE))
                walk_skip(&w);
            else if (event == WALK_LEAVE && kind == PARAGRAPH && w.node->first && !has_spot(w.node) &&
                     is_sentence(w.node))
                made += pick_in_leaf(document, w.node);
        }
    }
    return made;
}

size_t answers_banks(ard_document *document, exercise *all, size_t count)
{
    size_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        bank b = {0};
        bool found = bank_of(&b, all + i);
        walk w = walk_of(all[i].node);
        for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
            if (event == WALK_ENTER && w.node != all[i].node && w.node->kind == EXERCISE)
                walk_skip(&w);
            else if (event == WALK_ENTER && kind_about(w.node->kind)->class == LEAF && w.node->first)
                filled += fill_leaf(document, w.node, found ? buffer_string(&b.lines) : NULL);
        }
        buffer_free(&b.lines);
    }
    return filled;
}
