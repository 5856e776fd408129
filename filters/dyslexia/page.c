/* The page's own style: letters, spacing, line height, measure and colours of the whole document.
 *
 * It changes the style table only, never the text: the page's own style (STYLE_PAGE) gets what the options say, and what
 * the document's other styles say against it is taken away or scaled. So every format shows it as styles that a teacher
 * changes in one place. An option that nobody set leaves its property as the document has it.
 *
 * Letter and word spacing are coupled: wider letters without wider words slow readers (Galliussi et al., 2020). */
#include "aids.h"

#include "base/options.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Of WCAG 2.2, 1.4.12: words 0.16 em for letters 0.12 em. */
static const double words_to_letters = 0.16 / 0.12;

/* What becomes of the same property in the document's other styles. */
typedef enum fate {
    KEPT,
    DROPPED,     /* inherited from the page from now on */
    SCALED,      /* as large to the text as it was */
    UNJUSTIFIED, /* centred and right-aligned text keeps its place, justified text does not */
    PLAIN        /* dropped unless the letters themselves mean something (symbols, code) */
} fate;

typedef struct setting {
    const char *option;
    style_property property;
    const char *unit; /* after the number; NULL: the option is a text */
    fate others;
} setting;

static const setting settings[] = {
    {"font", STYLE_FONT, NULL, PLAIN},
    {"size", STYLE_SIZE, "pt", SCALED},
    {"letter-spacing", STYLE_LETTER_SPACING, "em", DROPPED},
    {"word-spacing", STYLE_WORD_SPACING, "em", DROPPED},
    {"line-height", STYLE_LINE_HEIGHT, "", DROPPED},
    {"paragraph-spacing", STYLE_SPACE_AFTER, "em", DROPPED},
    {"align", STYLE_ALIGN, NULL, UNJUSTIFIED},
    {"hyphens", STYLE_HYPHENS, NULL, DROPPED},
    {"paper", STYLE_PAPER, NULL, KEPT},
    {"ink", STYLE_COLOUR, NULL, KEPT},
    {"measure", STYLE_MEASURE, "em", KEPT},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* An em is about two characters of running text. */
static const double characters_an_em = 2;

/* The number that a setting gives its property: the option's, but for the coupled spacings and the measure. */
static double setting_number(const options *values, const setting *s)
{
    double number = options_number(values, s->option);
    if (s->property == STYLE_MEASURE)
        return number / characters_an_em;
    if (s->property == STYLE_WORD_SPACING) {
        double least = options_number(values, "letter-spacing") * words_to_letters;
        return number > least ? number : least;
    }
    return number;
}

/* Whether a setting was made; word spacing comes with letter spacing. */
static bool setting_made(const options *values, const setting *s)
{
    return options_touched(values, s->option) ||
           (s->property == STYLE_WORD_SPACING && options_touched(values, "letter-spacing"));
}

/* Whether a list of font families can stand in a style sheet as it is. */
static bool font_is_clean(const char *font)
{
    for (const char *at = font; *at;) {
        uint32_t point = text_next(&at);
        if (!text_is_letter(point) && !text_is_digit(point) && !(point < 128 && strchr(" ,-", (int)point)))
            return false;
    }
    return *font;
}

/* Whether the glyphs of a style's font are not those of its characters, or its width carries the meaning. */
static bool font_matters(const char *font)
{
    static const char *const names[] = {"Wingdings", "Webdings", "Symbol", "Mono", "mono", "Courier", "Consolas"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(font, names[i]))
            return true;
    return false;
}

/* Changes one property of one of the document's styles. `scale` is new size by old. */
static void change_style(ard_document *document, uint16_t row, const setting *s, double scale)
{
    const char *value = style_at(document, row)->values[s->property];
    if (!value || s->others == KEPT || (s->others == PLAIN && font_matters(value)) ||
        (s->others == UNJUSTIFIED && strcmp(value, "justify") != 0))
        return;
    if (s->others != SCALED) {
        style_set(document, row, s->property, NULL);
        return;
    }
    buffer size = BUFFER_EMPTY;
    if (style_points(value) > 0) {
        buffer_format(&size, "%.4gpt", style_points(value) * scale);
        style_set(document, row, s->property, buffer_string(&size));
    }
    buffer_free(&size);
}

/* Applies a setting to the page's style and to the others. */
static void apply_setting(task *job, ard_document *document, const setting *s)
{
    buffer value = BUFFER_EMPTY;
    double old = style_points(style_at(document, STYLE_PAGE)->values[STYLE_SIZE]);
    double number = s->unit ? setting_number(job->options, s) : 0;
    /* A size for large print is the least one. */
    if (s->property == STYLE_SIZE && style_at(document, STYLE_PAGE)->values[STYLE_PRINT] && old > number)
        number = old;
    if (s->unit)
        buffer_format(&value, "%.4g%s", number, s->unit);
    else if (s->property == STYLE_COLOUR && strcmp(options_text(job->options, s->option), "black") == 0)
        buffer_text(&value, "#000000");
    else
        buffer_text(&value, options_text(job->options, s->option));
    /* Twelve points is what browsers and word processors give a text that says nothing. */
    double scale = s->others == SCALED ? number / (old > 0 ? old : 12) : 1;
    size_t rows = style_count(document);
    for (size_t row = STYLE_PAGE + 1; row < rows; row++)
        change_style(document, (uint16_t)row, s, scale);
    style_set(document, STYLE_PAGE, s->property, buffer_string(&value));
    buffer_free(&value);
}

/* Tells how many of the document's own styles are hard to read on the new colours. They stay: a colour may be what an
 * exercise asks about. */
static void look_at_colours(task *job, ard_document *document)
{
    const style *page = style_at(document, STYLE_PAGE);
    const char *paper = page->values[STYLE_PAPER] ? page->values[STYLE_PAPER] : "#ffffff";
    const char *ink = page->values[STYLE_COLOUR] ? page->values[STYLE_COLOUR] : "#000000";
    long long faint = 0;
    for (size_t row = STYLE_PAGE + 1; row < style_count(document); row++) {
        const style *own = style_at(document, (uint16_t)row);
        const char *below = own->values[STYLE_PAPER], *above = own->values[STYLE_COLOUR];
        colour a, b;
        if ((below || above) && colour_read(&a, above ? above : ink) && colour_read(&b, below ? below : paper))
            faint += colour_contrast(a, b) < LEAST_CONTRAST;
    }
    if (faint)
        report(job->log, NOWHERE, "page.colours.faint", report_number(job->log, faint), NULL);
}

/* Refuses colours and fonts that cannot be: ARD_E_USAGE. "black" is an ink: aids_read knows what it asks for. Of two colours
 * the one that is not chosen is the page's. */
ard_status page_check(task *job, const ard_document *document)
{
    const style *page = style_at(document, STYLE_PAGE);
    const char *paper = options_text(job->options, "paper"), *ink = options_text(job->options, "ink");
    const char *font = options_text(job->options, "font");
    colour a, b;
    char above[8], below[8];
    if (!colour_read(&a, page->values[STYLE_PAPER]))
        a = (colour){255, 255, 255};
    if (!colour_read(&b, strcmp(ink, "black") != 0 ? page->values[STYLE_COLOUR] : NULL))
        b = (colour){0, 0, 0};
    if (*paper && !colour_read(&a, paper))
        return report(job->log, NOWHERE, "page.colour.wrong", paper, NULL);
    if (*ink && strcmp(ink, "black") != 0 && !colour_read(&b, ink))
        return report(job->log, NOWHERE, "page.colour.wrong", ink, NULL);
    if (*font && !font_is_clean(font))
        return report(job->log, NOWHERE, "page.font.wrong", font, NULL);
    if ((*paper || *ink) && colour_contrast(a, b) < LEAST_CONTRAST)
        return report(job->log, NOWHERE, "page.contrast.low", colour_text(b, above), colour_text(a, below), NULL);
    return ARD_OK;
}

/* A page that is given one of its two colours is given the other as well: a reader's own (light on dark) may be near it.
 * One with coloured marks is given both. */
void page_pair_colours(ard_document *document)
{
    const style *page = style_at(document, STYLE_PAGE);
    if (!page->values[STYLE_COLOUR])
        style_set(document, STYLE_PAGE, STYLE_COLOUR, "#000000");
    if (!page->values[STYLE_PAPER])
        style_set(document, STYLE_PAGE, STYLE_PAPER, "#ffffff");
}

void page_apply(task *job, ard_document *document)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (setting_made(job->options, &settings[i]) &&
            (settings[i].unit || *options_text(job->options, settings[i].option)))
            apply_setting(job, document, &settings[i]);
    if (*options_text(job->options, "font"))
        lesson_give(document, "font");
    if (options_touched(job->options, "paper") || options_touched(job->options, "ink")) {
        page_pair_colours(document);
        look_at_colours(job, document);
    }
}
