#include "odf-lists.h"

#include "base/text.h"

#include <string.h>

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void read_level(odf_level *level, const xml_node *n)
{
    const xml_node *text = xml_child(n, "style:text-properties");
    odf_text_look look = odf_text_read(text ? text : xml_child(n, "style:properties"));
    level->picture = xml_is(n, "text:list-level-style-image");
    level->bullet = level->picture || xml_is(n, "text:list-level-style-bullet");
    level->format = or_empty(xml_value(n, "style:num-format"));
    level->prefix = or_empty(xml_value(n, "style:num-prefix"));
    level->suffix = or_empty(xml_value(n, "style:num-suffix"));
    level->sign = or_empty(xml_value(n, "text:bullet-char"));
    level->font = look.font;
    level->start = odf_integer(xml_value(n, "text:start-value"), 1);
    level->shown = odf_integer(xml_value(n, "text:display-levels"), 1);
}

odf_list_style *odf_list_style_read(arena *pool, const xml_node *n)
{
    odf_list_style *style = arena_alloc(pool, sizeof *style);
    if (!style)
        return NULL;
    style->name = or_empty(xml_value(n, "style:name"));
    for (int i = 0; i < ODF_LEVELS; i++)
        style->levels[i] = (odf_level){.format = "", .prefix = "", .suffix = "", .sign = "", .start = 1, .shown = 1};
    for (const xml_node *at = n->first; at; at = at->next) {
        int level = at->name ? odf_integer(xml_value(at, "text:level"), 0) : 0;
        if (level >= 1 && level <= ODF_LEVELS)
            read_level(&style->levels[level - 1], at);
    }
    return style;
}

int odf_count(const odf_list_style *style, odf_counters *counters, int level, int start)
{
    for (int i = 0; i < level; i++)
        if (!counters->begun[i]) {
            counters->begun[i] = true;
            counters->values[i] = style->levels[i].start;
        }
    if (start != ODF_UNSAID)
        counters->values[level] = start;
    else
        counters->values[level] = counters->begun[level] ? counters->values[level] + 1 : style->levels[level].start;
    counters->begun[level] = true;
    for (int i = level + 1; i < ODF_LEVELS; i++)
        counters->begun[i] = false;
    return counters->values[level];
}

/* Letters: a to z, then aa, bb (LibreOffice's way, and Word's), at most so many. */
static void add_letters(int value, char first, buffer *out)
{
    enum { MOST = 20 };
    int times = (value - 1) / 26 + 1;
    for (int i = 0; i < times && i < MOST; i++)
        buffer_byte(out, (char)(first + (value - 1) % 26));
}

void odf_number(const char *format, int value, buffer *out)
{
    if (!*format)
        return;
    if (strchr("aA", *format) && value > 0)
        add_letters(value, *format, out);
    else if (strchr("iI", *format) && value > 0 && value < 4000)
        buffer_roman(out, (unsigned)value, *format == 'I');
    else
        buffer_format(out, "%d", value);
}

void odf_label(const odf_list_style *style, const odf_counters *counters, int level, buffer *label)
{
    const odf_level *own = &style->levels[level];
    if (own->bullet || !*own->format)
        return;
    int first = level + 1 - own->shown;
    buffer whole = BUFFER_EMPTY;
    buffer_text(&whole, own->prefix);
    for (int i = first < 0 ? 0 : first; i <= level; i++) {
        const odf_level *at = &style->levels[i];
        if (at->bullet || !*at->format)
            continue;
        odf_number(at->format, counters->values[i], &whole);
        if (i < level)
            buffer_byte(&whole, '.');
    }
    buffer_text(&whole, own->suffix);
    const char *text = buffer_string(&whole);
    size_t begin = strspn(text, " \t"), size = whole.size;
    while (size > begin && strchr(" \t", text[size - 1]))
        size--;
    buffer_add(label, text + begin, size - begin);
    buffer_free(&whole);
}

bool odf_level_has_words(const odf_level *level)
{
    unsigned letters = 0;
    const char *const parts[] = {level->prefix, level->suffix};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const char *at = parts[i]; *at;)
            letters += text_is_letter(text_next(&at));
    return letters > 1 && !level->bullet;
}
