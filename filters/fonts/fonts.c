/* The filter "fonts": puts the font that the pupil has chosen into the page, cut down to the characters that it shows. It runs
 * for writers whose readers can take a font out of the document (HTML, EPUB); word processors are told its name.
 *
 * Only a font that was asked for (lesson_given "font") is looked at, never those of the author's own styles. In the style table
 * its name gives way to a neutral one: what a pupil reads in is nobody's business. */
#include "fonts/fonts.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/plugin.h"
#include "base/text.h"
#include "lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

enum { POINTS = 0x110000 };

/* Characters that a page may show besides the lesson's: signs and words that writers add, and what a person types who
 * changes a word. */
static const char usual[] =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "\u00a0\u202f«»’‘“”…–—•°€àâäæçéèêëîïôöœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ";

/* ---- Characters -------------------------------------------------------------------------------------------------- */

/* What the look of a kind is, unless a style says otherwise. */
static bool is_bold_kind(ard_kind kind)
{
    return kind == HEADING || kind == STRONG || kind == HEADER_CELL;
}

static bool is_italic_kind(ard_kind kind)
{
    return kind == EMPHASIS || kind == CAPTION;
}

static bool has_own_font(ard_kind kind)
{
    return kind == CODE || kind == CODE_BLOCK || kind == MATHS || kind == MATHS_BLOCK || kind == MATHML;
}

static bool is_bold(const char *weight)
{
    return strcmp(weight, "bold") == 0 || strcmp(weight, "bolder") == 0 || strtol(weight, NULL, 10) >= 600;
}

/* The look of a text, by what is nearest to it; -1 where it is shown in a font of its own. */
static int look_of(const ard_document *document, const ard_node *text)
{
    int bold = -1, italic = -1;
    for (const ard_node *n = text->parent; n; n = n->parent) {
        const style *row = n->style ? style_at(document, n->style) : NULL;
        const char *weight = row ? row->values[STYLE_WEIGHT] : NULL, *slant = row ? row->values[STYLE_SLANT] : NULL;
        if (has_own_font(n->kind) || (row && n->style != STYLE_PAGE && row->values[STYLE_FONT]))
            return -1;
        if (bold < 0 && (weight || is_bold_kind(n->kind)))
            bold = weight ? is_bold(weight) : 1;
        if (italic < 0 && (slant || is_italic_kind(n->kind)))
            italic = slant ? strcmp(slant, "normal") != 0 : 1;
    }
    return (bold > 0 ? FONT_BOLD : 0) | (italic > 0 ? FONT_ITALIC : 0);
}

/* Marks the characters of all texts: a bit a look, by code point. Gives the looks that there are. */
static unsigned mark_characters(const ard_document *document, unsigned char *looks)
{
    unsigned all = 1;
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        int look = event == WALK_ENTER && w.node->kind == TEXT ? look_of(document, w.node) : -1;
        if (look < 0)
            continue;
        all |= 1u << look;
        for (const char *at = w.node->text; *at;)
            looks[text_next(&at) % POINTS] |= (unsigned char)(1u << look);
    }
    return all;
}

/* The characters that a font is needed for, ascending, in a pool. NULL when memory has ended. */
static const font_character *collect(const ard_document *document, size_t *count)
{
    font_character *list = NULL;
    unsigned char *looks = memory_new(POINTS, 1);
    *count = 0;
    if (!looks)
        return NULL;
    unsigned all = mark_characters(document, looks);
    for (const char *at = usual; *at;)
        looks[text_next(&at)] |= (unsigned char)all;
    for (uint32_t point = ' '; point < POINTS; point++)
        *count += looks[point] != 0;
    list = arena_alloc(lesson_pool(document), *count * sizeof *list);
    *count = 0;
    for (uint32_t point = ' '; list && point < POINTS; point++)
        if (looks[point])
            list[(*count)++] = (font_character){point, looks[point]};
    free(looks);
    return list;
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

/* Writes the page's list of families: the neutral name where the family stood whose faces it brings, then what stands in. */
static void rename_families(ard_document *document, const char *families, const font_answer *answer)
{
    buffer list = BUFFER_EMPTY;
    const char *at = families, *family;
    unsigned number = 0;
    for (size_t size; (size = font_next(&at, &family)) > 0; number++) {
        if (list.size)
            buffer_text(&list, ", ");
        if (answer->count && number == answer->family)
            buffer_text(&list, FONT_NEUTRAL);
        else
            buffer_add(&list, family, size);
    }
    font_fallbacks(families, &list);
    style_set(document, STYLE_PAGE, STYLE_FONT, buffer_string(&list));
    buffer_free(&list);
}

static ard_status apply(task *job, ard_document *document)
{
    const char *asked = style_at(document, STYLE_PAGE)->values[STYLE_FONT];
    if (!lesson_given(document, "font") || !asked)
        return ARD_OK;
    const char *families = arena_string(lesson_pool(document), asked);
    font_request request = {.families = families, .embeds = options_flag(job->options, "embed")};
    request.characters = request.embeds ? collect(document, &request.count) : NULL;
    if (!families || (request.embeds && !request.characters))
        return report(job->log, NOWHERE, "memory.ended", NULL);
    font_answer answer = font_ask(job->helpers, job->log, &request, lesson_pool(document));
    for (size_t i = 0; i < answer.count; i++) {
        const font_face *face = &answer.faces[i];
        lesson_add_font(document, &(page_font){.family = FONT_NEUTRAL,
                                               .least = face->least,
                                               .most = face->most,
                                               .italic = face->italic,
                                               .media_type = FONT_MEDIA_TYPE,
                                               .bytes = face->bytes,
                                               .size = face->size});
    }
    rename_families(document, families, &answer);
    font_tell(job->log, style_at(document, STYLE_PAGE)->values[STYLE_FONT]);
    return lesson_status(document);
}

static const ard_option fonts_options[] = {
    {"embed", ARD_FLAG, "yes", 0, 0, NULL, "fonts.option.embed"},
    {NULL, ARD_FLAG, NULL, 0, 0, NULL, NULL},
};

const ard_filter fonts_filter = {
    .about = {.kind = ARD_FILTER,
              .name = "fonts",
              .aliases = "",
              .endings = "",
              .media_type = "",
              .lacks = "",
              .help = "fonts.help",
              .options = fonts_options},
    .gives = "fonts",
    .apply = apply,
};
