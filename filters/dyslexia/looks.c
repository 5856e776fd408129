/* How marks look. Each has a cue that is no colour: it tells them apart on a photocopy and to who does not see the colours;
 * and each colour contrasts with its paper by 4.5 at least (WCAG 2.2, 1.4.1 and 1.4.3). */
#include "aids.h"

#include "base/options.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The cues that a mark of a slot may have, the best first: the first that no emphasis asked about looks like, and that no
 * mark of the same kind has. */
typedef struct choice {
    slot slot;
    unsigned cues[4];
} choice;

static const choice silent_grey = {SLOT_SILENT, {CUE_DOTTED, CUE_STRIKE, CUE_BOX}};
static const choice silent_struck = {SLOT_SILENT, {CUE_STRIKE, CUE_DOTTED, CUE_BOX}};
static const choice syllables_alone[] = {
    {SLOT_SYLLABLE_2, {CUE_ARC, CUE_BOLD, CUE_BOX}},
    {SLOT_SYLLABLE_3, {CUE_BOLD, CUE_ARC_DASHED, CUE_BOX}},
};
static const choice syllables_in_arcs[] = {
    {SLOT_SYLLABLE_1, {CUE_ARC}},
    {SLOT_SYLLABLE_2, {CUE_ARC | CUE_BOLD, CUE_ARC | CUE_BOX}},
    {SLOT_SYLLABLE_3, {CUE_ARC_DASHED, CUE_ARC | CUE_DOUBLE}},
};

/* The cues of letters, graphemes and sounds: all of them differ. */
static const unsigned look_cues[] = {
    CUE_LINE,
    CUE_BOX,
    CUE_DOUBLE,
    CUE_BOLD | CUE_LINE,
    CUE_BOLD | CUE_BOX,
    CUE_LINE | CUE_BOX,
    CUE_BOLD | CUE_DOUBLE,
    CUE_DOUBLE | CUE_BOX,
    CUE_BOLD | CUE_LINE | CUE_BOX,
    CUE_BOLD | CUE_DOUBLE | CUE_BOX,
    CUE_WAVY,
    CUE_BOLD | CUE_WAVY,
    CUE_WAVY | CUE_BOX,
    CUE_BOLD | CUE_WAVY | CUE_BOX,
    CUE_BOLD | CUE_LINE | CUE_WIDE,
    CUE_LINE | CUE_WIDE,
    /* where some of these are avoided */
    CUE_BOX_DASHED,
    CUE_BOX_DOUBLE,
    CUE_WIDE,
    CUE_BOX | CUE_WIDE,
    CUE_BOX_DASHED | CUE_WIDE,
    CUE_BOX_DOUBLE | CUE_WIDE,
    CUE_BOLD | CUE_BOX_DASHED,
    CUE_BOLD | CUE_BOX_DOUBLE,
    CUE_BOLD | CUE_BOX | CUE_WIDE,
    CUE_BOLD | CUE_BOX_DASHED | CUE_WIDE,
    CUE_BOLD | CUE_BOX_DOUBLE | CUE_WIDE,
};

enum { LOOK_CUES = sizeof look_cues / sizeof *look_cues };

/* Blue, vermilion, green, purple...: hues that most colour-blind readers tell apart come first (after Okabe and Ito, 2008),
 * dark enough on white; on other paper colour_fit moves them. */
static const char *const palette[] = {"#0063b0", "#b8420a", "#00704f", "#8e3a86", "#8a5a00",
                                      "#00707a", "#b3123a", "#4b4fb8", "#5d6b00", "#7a3b20"};

/* ---- Colours ---------------------------------------------------------------------------------------------------- */

/* The number-th colour of a list in an option; false where the list is shorter. */
static bool listed_colour(const char *list, size_t number, colour *read)
{
    for (const char *at = list; *at;) {
        char one[8] = "";
        size_t size = strcspn(at, " ,;");
        if (size && size < sizeof one)
            memcpy(one, at, size);
        if (size && number-- == 0)
            return colour_read(read, one);
        at += size;
        at += strspn(at, " ,;");
    }
    return false;
}

/* The paper behind a mark with a tint: a little of the mark's colour, as long as the colour can be read on it. */
static colour tint_of(const aids *a, colour ink)
{
    static const double shares[] = {0.16, 0.1, 0.05};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        colour tint = colour_mix(a->paper, ink, shares[i]);
        if (colour_contrast(ink, tint) >= LEAST_CONTRAST)
            return tint;
    }
    return a->paper;
}

/* Refuses a colour of the pupil's that is too faint. */
static ard_status check_colour(const aids *a, colour ink)
{
    char one[8], paper[8];
    if (a->black || colour_contrast(ink, a->paper) >= LEAST_CONTRAST)
        return ARD_OK;
    return report(a->job->log, NOWHERE, "page.contrast.low", colour_text(ink, one), colour_text(a->paper, paper), NULL);
}

/* Refuses a list in which something is no colour, or too faint. */
static ard_status check_colours(const aids *a, const char *list)
{
    size_t count = 0;
    for (const char *at = list + strspn(list, " ,;"); *at; at += strspn(at, " ,;"), count++)
        at += strcspn(at, " ,;");
    ard_status status = ARD_OK;
    for (size_t i = 0; i < count && !status; i++) {
        colour one;
        status = listed_colour(list, i, &one) ? check_colour(a, one)
                                              : report(a->job->log, NOWHERE, "page.colour.wrong", list, NULL);
    }
    return status;
}

/* ---- Rows of the style table ------------------------------------------------------------------------------------ */

/* Letters of marks stand wider by this than those of the page. */
static const double wider = 0.22;

/* What cues say in the style table. `text` holds the values that are made. */
static void cue_values(const aids *a, unsigned cues, style *s, char text[4][24])
{
    const char *spacing = style_at(a->document, STYLE_PAGE)->values[STYLE_LETTER_SPACING];
    const char *line = cues & CUE_STRIKE   ? "line-through"
                       : cues & CUE_LINE   ? "underline"
                       : cues & CUE_DOUBLE ? "underline double"
                       : cues & CUE_DOTTED ? "underline dotted"
                       : cues & CUE_WAVY   ? "underline wavy"
                                           : NULL;
    s->values[STYLE_UNDERLINE] = line;
    s->values[STYLE_WEIGHT] = cues & CUE_BOLD ? "bold" : NULL;
    s->values[STYLE_BORDER] = cues & CUE_BOX          ? "1px solid"
                              : cues & CUE_BOX_DASHED ? "1px dashed"
                              : cues & CUE_BOX_DOUBLE ? "3px double"
                                                      : NULL;
    s->values[STYLE_ARC] = cues & CUE_ARC ? "solid" : cues & CUE_ARC_DASHED ? "dashed" : NULL;
    s->values[STYLE_BARS] = cues & CUE_BARS ? "around" : cues & CUE_BAR_BEFORE ? "before" : NULL;
    if (cues & CUE_WIDE) {
        double page = spacing && text_ends(spacing, "em") ? strtod(spacing, NULL) : 0;
        snprintf(text[0], 24, "%.4gem", page + wider);
        s->values[STYLE_LETTER_SPACING] = text[0];
    }
}

/* Makes the row of a slot's look. */
static void make_row(aids *a, slot what, unsigned cues, const colour *ink, const colour *paper)
{
    char text[4][24];
    style look = {0};
    cue_values(a, cues, &look, text);
    bool plain = a->black || a->line_inks;
    if (ink && !plain)
        look.values[STYLE_COLOUR] = colour_text(*ink, text[1]);
    if (paper && !plain && !a->untinted)
        look.values[STYLE_PAPER] = colour_text(*paper, text[2]);
    a->rows[what] = style_mark(a->document, &look);
    a->coloured = a->coloured || (!plain && (ink || paper));
}

/* The first of a choice's cues that is free, else the first; marks it as taken. */
static unsigned choose(const aids *a, const choice *from, const unsigned *taken, size_t count)
{
    for (size_t i = 0; i < sizeof from->cues / sizeof *from->cues && from->cues[i]; i++) {
        bool is_free = !(from->cues[i] & a->avoided & ~(a->arcs ? CUE_ARC | CUE_ARC_DASHED : 0u));
        for (size_t k = 0; k < count; k++)
            is_free = is_free && taken[k] != from->cues[i];
        if (is_free)
            return from->cues[i];
    }
    return from->cues[0];
}

static void make_syllables(aids *a)
{
    static const size_t colours[] = {0, 0, 1}; /* of the list, by syllable; the first has the page's ink */
    const char *list = options_text(a->job->options, "syllable-colours");
    const choice *choices = a->arcs ? syllables_in_arcs : syllables_alone;
    size_t count = a->arcs ? (a->syllables ? a->syllables : 1) : a->syllables ? a->syllables - 1 : 0;
    unsigned taken[3];
    for (size_t i = 0; i < count; i++) {
        colour ink;
        size_t kind = (size_t)(choices[i].slot - SLOT_SYLLABLE_1);
        taken[i] = choose(a, choices + i, taken, i);
        if (!listed_colour(list, colours[kind], &ink) && colour_read(&ink, palette[kind == 2]))
            ink = colour_fit(ink, a->paper, a->paper);
        make_row(a, choices[i].slot, taken[i], kind ? &ink : NULL, NULL);
    }
}

static void make_silent(aids *a)
{
    bool struck = strcmp(options_text(a->job->options, "silent"), "struck") == 0;
    colour grey;
    if (!listed_colour(options_text(a->job->options, "silent-colour"), 0, &grey))
        grey = colour_fit(colour_mix(a->ink, a->paper, 0.55), a->paper, a->paper);
    make_row(a, SLOT_SILENT, choose(a, struck ? &silent_struck : &silent_grey, NULL, 0), &grey, NULL);
}

/* The cues for the next look: of those that no other look has, the first that suits its use and is not avoided; else the
 * first that is not avoided; else, and then `*alike`, the first. */
static unsigned look_cue(const aids *a, look_use use, bool used[LOOK_CUES], bool *alike)
{
    size_t best = LOOK_CUES;
    int least = 3;
    for (size_t i = 0; i < LOOK_CUES; i++) {
        bool boxed = look_cues[i] & CUE_BOXES, suits = use == FOR_GRAPHEME ? boxed : use == FOR_LETTER || !boxed;
        int fault = look_cues[i] & a->avoided ? 2 : !suits;
        if (used[i] || fault >= least)
            continue;
        best = i;
        least = fault;
    }
    *alike = *alike || least == 2;
    used[best] = true;
    return look_cues[best];
}

static ard_status make_looks(aids *a)
{
    bool used[LOOK_CUES] = {false}, alike = false;
    const char *list = options_text(a->job->options, "colours");
    for (size_t i = 0; i < a->looks; i++) {
        unsigned cues = look_cue(a, a->uses[i], used, &alike);
        colour ink = a->wishes[i], tint;
        ard_status status = a->wished[i] ? check_colour(a, ink) : ARD_OK;
        if (status)
            return status;
        if (!a->wished[i] && !listed_colour(list, i, &ink)) {
            colour_read(&ink, palette[i % (sizeof palette / sizeof *palette)]);
            ink = colour_fit(ink, a->paper, colour_mix(a->paper, ink, 0.16));
        }
        tint = tint_of(a, ink);
        make_row(a, (slot)(SLOT_LOOKS + i), cues, &ink, cues & CUE_BOXES ? &tint : NULL);
    }
    if (alike)
        report(a->job->log, NOWHERE, "page.looks.asked", NULL);
    return ARD_OK;
}

/* Marks of blanks, words and punctuation, whose cues no emphasis looks like. */
static void make_others(aids *a)
{
    static const choice punctuation = {SLOT_PUNCTUATION, {CUE_BOLD | CUE_WIDE, CUE_BOX | CUE_WIDE, CUE_WIDE}};
    colour red, blue, tint;
    colour_read(&red, palette[1]);
    colour_read(&blue, palette[0]);
    red = colour_fit(red, a->paper, a->paper);
    tint = colour_mix(a->paper, blue, 0.08);
    if (a->punctuation)
        make_row(a, SLOT_PUNCTUATION, choose(a, &punctuation, NULL, 0), &red, NULL);
    if (a->liaisons)
        make_row(a, SLOT_LIAISON, CUE_ARC | CUE_WIDE, &red, NULL);
    if (a->other_liaisons) {
        make_row(a, SLOT_LIAISON_OPTIONAL, CUE_ARC_DASHED | CUE_WIDE, &red, NULL);
        make_row(a, SLOT_LIAISON_FORBIDDEN, CUE_BAR_BEFORE, &red, NULL);
    }
    if (a->breath)
        make_row(a, SLOT_BREATH, CUE_BAR_BEFORE | CUE_WIDE, NULL, NULL);
    if (a->words)
        make_row(a, SLOT_WORD, CUE_BARS, NULL, colour_contrast(a->ink, tint) >= LEAST_CONTRAST ? &tint : NULL);
}

/* ---- Lines and the ruler ---------------------------------------------------------------------------------------- */

enum { LINES_MOST = 4 };

/* What the page's style says of lines by turns: "ink #000000 #0063b0", "paper #ffffff #e4edf5", "edge 2". */
static void make_lines(aids *a)
{
    const char *how = options_text(a->job->options, "alternate-lines");
    const char *list = options_text(a->job->options, "line-colours");
    bool ink = strcmp(how, "ink") == 0;
    char text[8];
    if (strcmp(how, "none") == 0)
        return;
    if (a->black) {
        style_set(a->document, STYLE_PAGE, STYLE_LINES, "edge 2");
        return;
    }
    buffer value = BUFFER_EMPTY;
    buffer_text(&value, how);
    colour one;
    if (!listed_colour(list, 1, &one)) /* one colour takes turns with the page's own */
        buffer_format(&value, " %s", colour_text(ink ? a->ink : a->paper, text));
    if (!listed_colour(list, 0, &one)) {
        colour_read(&one, palette[0]);
        one = ink ? colour_fit(one, a->paper, a->paper) : colour_mix(a->paper, one, 0.14);
        buffer_format(&value, " %s", colour_text(one, text));
    }
    for (size_t i = 0; i < LINES_MOST && listed_colour(list, i, &one); i++)
        buffer_format(&value, " %s", colour_text(one, text));
    style_set(a->document, STYLE_PAGE, STYLE_LINES, buffer_string(&value));
    buffer_free(&value);
    a->coloured = true;
}

/* Refuses colours of lines on or in which the text cannot be read. */
static ard_status check_lines(const aids *a)
{
    const char *list = options_text(a->job->options, "line-colours");
    bool paper = strcmp(options_text(a->job->options, "alternate-lines"), "paper") == 0;
    aids behind = *a;
    colour one;
    ard_status status = paper ? ARD_OK : check_colours(a, list);
    for (size_t i = 0; paper && !status && listed_colour(list, i, &one); i++) {
        behind.paper = one;
        status = check_colour(&behind, a->ink);
    }
    return status;
}

ard_status looks_make(aids *a)
{
    static const char *const lists[] = {"syllable-colours", "silent-colour", "colours"};
    const style *page = style_at(a->document, STYLE_PAGE);
    if (!page->values[STYLE_PAPER] || !colour_read(&a->paper, page->values[STYLE_PAPER]))
        a->paper = (colour){255, 255, 255};
    if (!page->values[STYLE_COLOUR] || !colour_read(&a->ink, page->values[STYLE_COLOUR]))
        a->ink = (colour){0, 0, 0};
    ard_status status = check_lines(a);
    const char *values[] = {options_text(a->job->options, lists[0]), options_text(a->job->options, lists[1]),
                            options_text(a->job->options, lists[2])};
    for (size_t i = 0; i < sizeof values / sizeof *values && !status; i++)
        status = check_colours(a, values[i]);
    if (status)
        return status;
    make_syllables(a);
    if (a->silent)
        make_silent(a);
    make_others(a);
    status = make_looks(a);
    if (status)
        return status;
    make_lines(a);
    if (options_flag(a->job->options, "ruler"))
        style_set(a->document, STYLE_PAGE, STYLE_RULER, "on");
    if (a->coloured)
        page_pair_colours(a->document);
    return lesson_status(a->document);
}
