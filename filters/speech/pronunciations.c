/* Pronunciation lexicons (W3C, PLS 1.0, 2008): <lexeme> has <grapheme>s, and <alias> or <phoneme>s, of which the first, or the one that is
 * preferred, is taken (section 4.9.2). Only the alphabet "ipa" is known. */
#include "filters/speech/pronunciations.h"

#include "base/helpers.h"
#include "base/text.h"
#include "source/xml.h"

#include <string.h>

enum { BUCKETS = 256, MOST_FILE = 16 << 20, LONGEST = 255 };

/* Entries by the first byte of their small letters, the longest writing first. */
struct pronunciations {
    lexeme *buckets[BUCKETS];
};

static unsigned bucket_of(const char *text, size_t size)
{
    size_t length;
    char small[4];
    return text_encode(small, text_lower(text_decode(text, size, &length))) ? (unsigned char)*small : 0;
}

/* ---- Reading ---- */

/* The characters of an element, its blanks at both ends taken off; NULL for none or too many. */
static const char *characters(const xml_node *node, arena *pool, bool blanks)
{
    buffer text = BUFFER_EMPTY, kept = BUFFER_EMPTY;
    xml_text(node, &text);
    const char *at = buffer_string(&text);
    for (uint32_t point; (point = text_next(&at)) != 0;) {
        bool space = text_is_space(point);
        if (!space)
            buffer_point(&kept, point);
        else if (blanks && kept.size && kept.data[kept.size - 1] != ' ')
            buffer_byte(&kept, ' ');
    }
    if (kept.size && kept.data[kept.size - 1] == ' ')
        kept.data[--kept.size] = '\0';
    const char *copy = kept.size && kept.size <= LONGEST ? arena_copy(pool, kept.data, kept.size) : NULL;
    buffer_free(&text);
    buffer_free(&kept);
    return copy;
}

/* The preferred, else the first, alias or phoneme; NULL. */
static const xml_node *chosen(const xml_node *entry)
{
    const xml_node *first = NULL;
    for (const xml_node *child = entry->first; child; child = child->next) {
        if (!xml_is(child, "pls:alias") && !xml_is(child, "pls:phoneme"))
            continue;
        const char *prefer = xml_value(child, "prefer");
        if (prefer && strcmp(prefer, "true") == 0)
            return child;
        first = first ? first : child;
    }
    return first;
}

/* Puts an entry among those of its letter: before the first that is shorter. */
static void insert(pronunciations *l, lexeme *new)
{
    size_t size = strlen(new->grapheme);
    lexeme **at = &l->buckets[bucket_of(new->grapheme, size)];
    while (*at && strlen((*at)->grapheme) >= size)
        at = &(*at)->next;
    new->next = *at;
    *at = new;
}

/* Takes an entry; what it cannot use is reported with its place. */
static void take(pronunciations *l, arena *pool, report_log *log, const xml_node *entry, const char *file,
                 const char *alphabet)
{
    const xml_node *said = chosen(entry);
    const char *own = said ? xml_value(said, "alphabet") : NULL;
    bool phoneme = xml_is(said, "pls:phoneme");
    const char *text = said ? characters(said, pool, !phoneme) : NULL;
    if (!text || (phoneme && strcmp(own ? own : alphabet ? alphabet : "", "ipa") != 0)) {
        report(log, xml_place(entry, file), "speech.lexicon.entry", NULL);
        return;
    }
    for (const xml_node *child = entry->first; child; child = child->next) {
        const char *grapheme = xml_is(child, "pls:grapheme") ? characters(child, pool, true) : NULL;
        lexeme *new = grapheme ? arena_alloc(pool, sizeof *new) : NULL;
        if (!new)
            continue;
        *new = (lexeme){.grapheme = grapheme, .alias = phoneme ? NULL : text, .ipa = phoneme ? text : NULL};
        insert(l, new);
    }
}

static ard_status read_one(pronunciations *l, arena *pool, task *t, const char *file)
{
    buffer bytes = {.most = MOST_FILE};
    unsigned ticket;
    xml_node *root = NULL;
    ard_status status = helpers_ask(t->helpers, t->log, "beside", file, strlen(file), &ticket);
    if (status == ARD_OK)
        status = helpers_wait(t->helpers, t->log, ticket, &bytes);
    if (status == ARD_OK)
        status = xml_read(&root, pool, t->log, t->limits, file, bytes.data, bytes.size);
    buffer_free(&bytes);
    if (status == ARD_OK && !xml_is(root, "pls:lexicon"))
        status = report(t->log, NOWHERE, "speech.lexicon", file, NULL);
    if (status != ARD_OK)
        return status;
    const char *alphabet = xml_value(root, "alphabet");
    for (const xml_node *child = root->first; child; child = child->next)
        if (xml_is(child, "pls:lexeme"))
            take(l, pool, t->log, child, file, alphabet);
    return ARD_OK;
}

ard_status pronunciations_read(pronunciations **made, arena *pool, task *t, const char *files)
{
    ard_status status = ARD_OK;
    pronunciations *l = *files ? arena_alloc(pool, sizeof *l) : NULL;
    for (size_t size; l && *files && status == ARD_OK; files += size) {
        size = strcspn(files, " ");
        const char *file = arena_copy(pool, files, size);
        if (size && file)
            status = read_one(l, pool, t, file);
        size += files[size] == ' ';
    }
    *made = l;
    return status;
}

/* ---- Finding ---- */

static bool is_inner(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

/* The length of an entry's writing at an offset; 0 where it does not stand there. */
static size_t stands(const lexeme *e, const char *text, size_t size, size_t at)
{
    size_t length = strlen(e->grapheme), first, own, next;
    const char *begin = text + at;
    if (length > size - at)
        return 0;
    uint32_t wanted = text_decode(e->grapheme, length, &own), found = text_decode(begin, size - at, &first);
    if (own != first || (wanted != found && wanted != text_lower(found)) ||
        memcmp(e->grapheme + own, begin + own, length - own) != 0)
        return 0;
    uint32_t after = at + length < size ? text_decode(begin + length, size - at - length, &next) : 0;
    const char *last = begin + length - 1;
    while (last > begin && ((unsigned char)*last & 0xC0) == 0x80)
        last--;
    return is_inner(after) && is_inner(text_decode(last, (size_t)(begin + length - last), &next)) ? 0 : length;
}

/* Whether an offset is inside a word. */
static bool is_inside(const char *text, size_t size, size_t at)
{
    size_t before = at, length;
    if (!at)
        return false;
    do
        before--;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80);
    return is_inner(text_decode(text + before, size - before, &length)) &&
           is_inner(text_decode(text + at, size - at, &length));
}

const lexeme *pronunciation_at(const pronunciations *l, const char *text, size_t size, size_t at, size_t *length)
{
    bool may = l && at < size && !is_inside(text, size, at);
    for (const lexeme *e = may ? l->buckets[bucket_of(text + at, size - at)] : NULL; e; e = e->next)
        if ((*length = stands(e, text, size, at)) != 0)
            return e;
    return NULL;
}
