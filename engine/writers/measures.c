#include "measures.h"

#include "base/text.h"
#include "source/image.h"

#include <stdlib.h>
#include <string.h>

/* ---- CSS --------------------------------------------------------------------------------------------------------- */

bool css_length(const char *value, double em, double *points)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {{"pt", 1}, {"px", 0.75}, {"cm", 72 / 2.54}, {"mm", 7.2 / 2.54}, {"in", 72}, {"em", 0}, {"rem", 0}};
    char *end;
    double number = strtod(value, &end);
    if (end == value || !(number >= -1000 && number <= 1000))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].unit) == 0) {
            *points = number * (units[i].points > 0 ? units[i].points : em);
            return true;
        }
    if (*end || number < 0 || number > 0)
        return false;
    *points = 0;
    return true;
}

bool css_size(const char *value, double em, double *points)
{
    char *end;
    double share = strtod(value, &end);
    if (end != value && strcmp(end, "%") == 0 && share > 0 && share < 10000) {
        *points = em * share / 100;
        return *points < 1000;
    }
    return css_length(value, em, points) && *points > 0 && *points < 1000;
}

double blank_spacing(const style *page, double size)
{
    const char *words = page->values[STYLE_WORD_SPACING], *letters = page->values[STYLE_LETTER_SPACING];
    double wide = 0, own = 0;
    if (!words || !css_length(words, size, &wide) || wide <= 0)
        return 0;
    if (letters && !css_length(letters, size, &own))
        own = 0;
    return wide + own;
}

/* ISO 216. */
static const double centimetre = 72 / 2.54;

sheet sheet_of(const style *page)
{
    const char *said = page->values[STYLE_SHEET], *margin = page->values[STYLE_MARGIN];
    sheet s = {21 * centimetre, 29.7 * centimetre, 2 * centimetre, false, said && text_begins(said, "A3")};
    double points;
    if (s.a3) {
        s.width = 29.7 * centimetre;
        s.height = 42 * centimetre;
    }
    if (margin && css_length(margin, 12, &points) && points > 0 && points < 6 * centimetre)
        s.margin = points;
    return said && text_ends(said, "landscape") ? sheet_turned(s) : s;
}

sheet sheet_turned(sheet upright)
{
    sheet turned = upright;
    if (!upright.lies) {
        turned.width = upright.height;
        turned.height = upright.width;
        turned.lies = true;
    }
    return turned;
}

double page_margin(const style *page, double size)
{
    const double least = 5 * centimetre;
    const char *measure = page->values[STYLE_MEASURE];
    sheet s = sheet_of(page);
    double line;
    if (!measure || !css_length(measure, size, &line) || line < least || line >= s.width - 2 * s.margin)
        return 0;
    return s.width - s.margin - line;
}

double text_width(const style *page, double size, bool turned)
{
    sheet s = turned ? sheet_turned(sheet_of(page)) : sheet_of(page);
    double right = turned ? 0 : page_margin(page, size);
    return s.width - s.margin - (right > 0 ? right : s.margin);
}

/* ---- Languages --------------------------------------------------------------------------------------------------- */

typedef struct language_row {
    const char *language, *country;
    language_script script;
} language_row;

static const language_row languages[] = {
    {"fr", "FR", SCRIPT_WESTERN}, {"en", "GB", SCRIPT_WESTERN}, {"es", "ES", SCRIPT_WESTERN},
    {"de", "DE", SCRIPT_WESTERN}, {"it", "IT", SCRIPT_WESTERN}, {"pt", "PT", SCRIPT_WESTERN},
    {"nl", "NL", SCRIPT_WESTERN}, {"la", "VA", SCRIPT_WESTERN}, {"oc", "FR", SCRIPT_WESTERN},
    {"br", "FR", SCRIPT_WESTERN}, {"co", "FR", SCRIPT_WESTERN}, {"eu", "ES", SCRIPT_WESTERN},
    {"ca", "ES", SCRIPT_WESTERN}, {"el", "GR", SCRIPT_WESTERN}, {"ru", "RU", SCRIPT_WESTERN},
    {"pl", "PL", SCRIPT_WESTERN}, {"ar", "SA", SCRIPT_COMPLEX}, {"he", "IL", SCRIPT_COMPLEX},
    {"fa", "IR", SCRIPT_COMPLEX}, {"hi", "IN", SCRIPT_COMPLEX}, {"zh", "CN", SCRIPT_ASIAN},
    {"ja", "JP", SCRIPT_ASIAN},   {"ko", "KR", SCRIPT_ASIAN},
};

static bool is_letters(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!ascii_is_letter(text[i]))
            return false;
    return true;
}

/* The subtag of a region in a BCP 47 tag ("FR" in "fr-Latn-FR"), or NULL. */
static const char *region_of(const char *tag)
{
    for (const char *part = strchr(tag, '-'); part; part = strchr(part + 1, '-')) {
        size_t size = strcspn(part + 1, "-");
        if (size == 1)
            return NULL;
        if (size == 2 && is_letters(part + 1, 2))
            return part + 1;
    }
    return NULL;
}

language_script language_in_full(const char *tag, buffer *out)
{
    size_t size = strcspn(tag, "-");
    const char *region = region_of(tag), *country = NULL;
    language_script script = SCRIPT_WESTERN;
    if (size < 2 || size > 3 || !is_letters(tag, size))
        return script;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (size == 2 && ascii_lower(tag[0]) == languages[i].language[0] &&
            ascii_lower(tag[1]) == languages[i].language[1]) {
            country = languages[i].country;
            script = languages[i].script;
        }
    for (size_t i = 0; i < size; i++)
        buffer_byte(out, ascii_lower(tag[i]));
    if (region)
        buffer_format(out, "-%c%c", region[0] & ~32, region[1] & ~32);
    else if (country)
        buffer_format(out, "-%s", country);
    return script;
}

/* ---- Pictures ---------------------------------------------------------------------------------------------------- */

bool picture_size(const ard_node *image, const resource *picture, double most_width, double most_height, double *width,
                  double *height)
{
    const double pixel = 0.75; /* a CSS pixel is 1/96 inch (CSS Values 3, 5.2) */
    image_facts own = image_look(picture->bytes, picture->size);
    long said_width = 0, said_height = 0;
    node_whole_number(image, "width", &said_width);
    node_whole_number(image, "height", &said_height);
    double ratio = own.width && own.height ? (double)own.height / own.width : 0;
    *width = said_width > 0 ? said_width : said_height > 0 && ratio > 0 ? said_height / ratio : own.width;
    *height = said_height > 0 ? said_height : ratio > 0 ? *width * ratio : own.height;
    if (*width <= 0 || *height <= 0)
        return false;
    *width *= pixel;
    *height *= pixel;
    double fit = most_width / *width < most_height / *height ? most_width / *width : most_height / *height;
    *width *= fit < 1 ? fit : 1;
    *height *= fit < 1 ? fit : 1;
    return true;
}

/* ---- Columns ----------------------------------------------------------------------------------------------------- */

/* In characters. */
enum { MOST_TEXT = 60, MOST_WORD = 24, LEAST = 4, PADDING = 2 };

/* The longest text and the longest word of a column's cells. */
typedef struct column_text {
    long text, word;
} column_text;

long columns_free(const long *spans, long count, long column)
{
    while (column < count && spans[column] > 0)
        column++;
    return column;
}

long columns_take(const long *spans, long count, long column, long wanted)
{
    long taken = 0;
    while (taken < wanted && column + taken < count && (!taken || spans[column + taken] <= 0))
        taken++;
    return taken;
}

long rows_from(const ard_node *row, long most)
{
    long rows = 0;
    for (; rows < most && row && row->kind == ROW; row = row->next)
        rows++;
    return rows;
}

/* Takes a cell's text into what its column must hold. */
static void measure_cell(const ard_node *cell, column_text *column)
{
    buffer text = BUFFER_EMPTY;
    long size = 0, word = 0;
    node_text(cell, &text);
    for (const char *c = buffer_string(&text); *c; size++) {
        uint32_t point = text_next(&c);
        word = text_is_space(point) && point != 0xA0 && point != 0x202F ? 0 : word + 1; /* these do not break */
        column->word = column->word < word && word <= MOST_WORD ? word : column->word;
    }
    size = size < MOST_TEXT ? size : MOST_TEXT;
    column->text = column->text < size ? size : column->text;
    buffer_free(&text);
}

/* Measures the cells that stand in one column alone. Gives the number of columns. */
static long measure_texts(const ard_node *first, column_text *texts, long *spans)
{
    long columns = 0;
    for (const ard_node *row = first; row && row->kind == ROW; row = row->next) {
        long column = 0;
        for (const ard_node *cell = row->first; cell; cell = cell->next) {
            column = columns_free(spans, COLUMNS_MOST, column);
            long taken = node_is_cell(cell)
                             ? columns_take(spans, COLUMNS_MOST, column, node_span(cell, "colspan", COLUMNS_MOST))
                             : 0;
            for (long i = column; i < column + taken; i++)
                spans[i] = node_span(cell, "rowspan", COLUMNS_MOST);
            if (taken == 1)
                measure_cell(cell, texts + column);
            column += taken;
            columns = columns > column ? columns : column;
        }
        for (long i = 0; i < columns; i++)
            spans[i] -= spans[i] > 0;
    }
    return columns ? columns : 1;
}

static long word_width(const column_text *column)
{
    long word = column->word + column->word / 6 + PADDING; /* a header is bold, so wider */
    return word > LEAST ? word : LEAST;
}

static long text_room(const column_text *column)
{
    long word = word_width(column);
    return column->text + PADDING > word ? column->text + PADDING : word;
}

/* The width of a column by the sums of all: its longest text where a line has room for all, else its longest word
 * and a share of the room that is left. */
static long width_of(const column_text *column, long line, long words, long texts)
{
    long word = word_width(column), text = text_room(column);
    if (texts <= line || texts == words)
        return text;
    return word + (line > words ? (line - words) * (text - word) / (texts - words) : 0);
}

long columns_measure(const ard_node *first_row, long line, arena *pool, long **widths)
{
    column_text texts[COLUMNS_MOST] = {{0, 0}};
    long spans[COLUMNS_MOST] = {0}, words = 0, all = 0;
    long count = measure_texts(first_row, texts, spans);
    for (long i = 0; i < count; i++) {
        words += word_width(texts + i);
        all += text_room(texts + i);
    }
    *widths = arena_alloc(pool, (size_t)count * sizeof **widths);
    for (long i = 0; *widths && i < count; i++)
        (*widths)[i] = width_of(texts + i, line, words, all);
    return count;
}
