/* Where the texts of the structure tree stand on their pages: poppler gives the tree's texts without places, and a page's
 * characters without their elements. Both come from the same drawing, so each text is looked for, character by character but
 * for blanks, in the page: first after the text before it, else wherever the longest part of it stands. */
#include "tagged.h"

#include "base/text.h"

enum { WORK_MOST = 200000000, PART_LEAST = 1 };

static bool is_blank(uint32_t point)
{
    return text_is_space(point) || point < 0x20;
}

/* The characters of a page that are no blanks: their places in the page's list. */
typedef struct solid {
    const pdf_page *page;
    uint32_t *at;
    size_t count, next; /* where the next text is looked for first */
    uint32_t *owner;    /* of each of the page's characters: its element, from 1; 0 none */
} solid;

/* U+FFFD stands for a character that the tree has lost. */
static bool is_same(uint32_t point, uint32_t wanted)
{
    return point == wanted || wanted == REPLACEMENT;
}

/* How many characters of `text` stand from `from` on, none of them another's. */
static size_t matched(const solid *s, size_t from, const uint32_t *text, size_t count, uint64_t *work)
{
    size_t same = 0;
    while (same < count && from + same < s->count && is_same(s->page->glyphs[s->at[from + same]].point, text[same]) &&
           !s->owner[s->at[from + same]])
        same++;
    *work += same + 1;
    return same;
}

/* The place where the longest beginning of a text stands. */
static size_t longest(const solid *s, const uint32_t *text, size_t count, size_t *most, uint64_t *work)
{
    size_t best = 0;
    *most = 0;
    for (size_t i = 0; i < s->count && *most < count && *work < WORK_MOST; i++) {
        size_t same = matched(s, i, text, count, work);
        if (same > *most) {
            *most = same;
            best = i;
        }
    }
    return best;
}

/* Gives the characters of a text to its element; how many were found. */
static size_t own_text(solid *s, const uint32_t *text, size_t count, uint32_t element, uint64_t *work)
{
    size_t done = 0, found = 0;
    while (done < count && *work < WORK_MOST) {
        size_t from = s->next, same = matched(s, from, text + done, count - done, work);
        if (done + same < count && (same < 8 || done == 0)) {
            size_t most, elsewhere = longest(s, text + done, count - done, &most, work);
            from = most > same ? elsewhere : from;
            same = most > same ? most : same;
        }
        if (same < PART_LEAST) {
            done++;
            continue;
        }
        for (size_t i = 0; i < same; i++)
            s->owner[s->at[from + i]] = element;
        s->next = from + same;
        done += same;
        found += same;
    }
    return found;
}

/* The end of a text was lost: what goes on after it on the page, up to the characters of another, is its. */
static size_t own_rest(solid *s, size_t from, uint32_t element)
{
    size_t count = 0;
    while (from + count < s->count && !s->owner[s->at[from + count]])
        s->owner[s->at[from + count++]] = element;
    return count;
}

/* Whether a character goes on in the line of the one before, or in the next line of the same text. */
static bool is_next(const pdf_reading *r, const pdf_glyph *before, const pdf_glyph *g)
{
    float size = r->file.looks[g->look].size, other = r->file.looks[before->look].size;
    float below = g->box.top - before->box.top, gap = g->box.left - before->box.right;
    if (pdf_shared_y(before->box, g->box) > 0.3f * pdf_height(g->box))
        return gap > -0.5f * size && gap < 3 * size;
    return below > 0.5f * size && below < 2.2f * size && size > 0.85f * other && size < 1.15f * other;
}

/* poppler loses what stands in an element's text after marked content inside it (a blank with a text of its own): what goes on
 * after the characters of an element, and is no other's, is its too. */
static void own_between(const pdf_reading *r, solid *s)
{
    for (size_t i = 1; i < s->count; i++) {
        uint32_t *owner = &s->owner[s->at[i]], before = s->owner[s->at[i - 1]];
        if (!*owner && before && is_next(r, &s->page->glyphs[s->at[i - 1]], &s->page->glyphs[s->at[i]]))
            *owner = before;
    }
}

static void open_solid(pdf_reading *r, solid *s, const pdf_page *page)
{
    *s = (solid){.page = page};
    s->at = arena_alloc(r->pool, (page->glyph_count + 1) * sizeof *s->at);
    s->owner = arena_alloc(r->pool, (page->glyph_count + 1) * sizeof *s->owner);
    for (size_t i = 0; s->at && s->owner && i < page->glyph_count; i++)
        if (!is_blank(page->glyphs[i].point))
            s->at[s->count++] = (uint32_t)i;
}

/* The characters of a text that are no blanks. */
static uint32_t *points_of(arena *pool, const char *text, size_t *count)
{
    uint32_t *points = arena_alloc(pool, (strlen(text) + 1) * sizeof *points);
    *count = 0;
    for (uint32_t point; points && (point = text_next(&text));)
        if (!is_blank(point))
            points[(*count)++] = point;
    return points;
}

bool pdf_match(pdf_reading *r, pdf_owners *owners)
{
    size_t pages = r->file.page_count, wanted = 0, found = 0, all = 0;
    solid *solids = arena_alloc(r->pool, (pages + 1) * sizeof *solids);
    size_t *cut = arena_alloc(r->pool, (r->file.element_count + 1) * sizeof *cut); /* where the rest of a text begins */
    uint64_t work = 0;
    owners->of_page = arena_alloc(r->pool, (pages + 1) * sizeof *owners->of_page);
    owners->found = arena_alloc(r->pool, (r->file.element_count + 1) * sizeof *owners->found);
    if (!solids || !owners->of_page || !owners->found || !cut)
        return false;
    for (size_t i = 0; i < pages; i++) {
        open_solid(r, &solids[i], &r->file.pages[i]);
        owners->of_page[i] = solids[i].owner;
        all += solids[i].count;
    }
    for (size_t i = 0; i < r->file.element_count; i++) {
        const pdf_element *e = &r->file.elements[i];
        size_t count, page = e->page;
        if (e->role != PDF_TEXT || !e->text || !page)
            continue;
        uint32_t *points = points_of(r->pool, e->text, &count);
        size_t own = points ? own_text(&solids[page - 1], points, count, (uint32_t)i + 1, &work) : 0;
        if (own && points[count - 1] == REPLACEMENT)
            cut[i] = solids[page - 1].next;
        owners->found[i] = own * 2 > count;
        wanted += count;
        found += own;
    }
    for (size_t i = 0; i < r->file.element_count; i++)
        found += cut[i] ? own_rest(&solids[r->file.elements[i].page - 1], cut[i], (uint32_t)i + 1) : 0;
    for (size_t i = 0; i < pages; i++)
        own_between(r, &solids[i]);
    return work < WORK_MOST && found * 10 >= wanted * 9 && found * 2 > all;
}
