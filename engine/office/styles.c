#include "styles.h"

#include "base/table.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct wml_styles {
    arena *pool;
    table *by_id;     /* "type id" -> wml_style */
    table *defaults;  /* type -> wml_style */
    wml_run_look run; /* w:docDefaults */
    wml_paragraph_look paragraph;
};

/* Style identifiers are unique within a type; longer ones than any program writes are as good as unknown. */
typedef struct style_key {
    char text[256];
} style_key;

static style_key key_of(const char *type, const char *id)
{
    style_key key;
    int size = snprintf(key.text, sizeof key.text, "%s %s", type, id);
    if (size < 0 || (size_t)size >= sizeof key.text)
        key.text[0] = '\0';
    return key;
}

/* Whether the conditional formatting of a table style sets a part apart: bold, or on a paper of its own. */
static bool stands_out(const xml_node *part)
{
    const xml_node *run = xml_child(part, "w:rPr"), *cell = xml_child(part, "w:tcPr");
    return (run && wml_on(xml_child(run, "w:b"))) || (cell && xml_child(cell, "w:shd"));
}

static void read_table_parts(wml_style *s, const xml_node *n)
{
    for (const xml_node *part = xml_child(n, "w:tblStylePr"); part; part = xml_sibling(part, "w:tblStylePr")) {
        const char *type = xml_value(part, "w:type");
        s->header_row = s->header_row || (type && strcmp(type, "firstRow") == 0 && stands_out(part));
        s->header_column = s->header_column || (type && strcmp(type, "firstCol") == 0 && stands_out(part));
    }
}

static void read_style(wml_styles *styles, const xml_node *n)
{
    const char *id = xml_value(n, "w:styleId"), *type = xml_value(n, "w:type"), *initial = xml_value(n, "w:default");
    wml_style *s = id ? arena_alloc(styles->pool, sizeof *s) : NULL;
    if (!s)
        return;
    *s = (wml_style){.id = id, .name = wml_child_value(n, "w:name"), .type = type ? type : "paragraph"};
    s->name = s->name ? s->name : id;
    s->run = wml_run_read(xml_child(n, "w:rPr"));
    s->paragraph = wml_paragraph_read(xml_child(n, "w:pPr"));
    s->paragraph.style = NULL;
    read_table_parts(s, n);
    style_key key = key_of(s->type, id);
    if (!table_value(styles->by_id, key.text))
        table_set(styles->by_id, key.text, s);
    if (initial && text_in_list("1 true on", initial) && !table_value(styles->defaults, s->type))
        table_set(styles->defaults, s->type, s);
}

static wml_style *named(const wml_styles *styles, const char *type, const char *id)
{
    return id ? table_value(styles->by_id, key_of(type, id).text) : NULL;
}

/* Adds up a style and all that it is based on, from the far end to it. Each style is added up once. */
static void resolve(wml_style *s)
{
    size_t ahead = 0;
    for (const wml_style *up = s; up && !up->resolved; up = up->based_on)
        ahead++;
    for (; ahead; ahead--) {
        wml_style *at = s;
        for (size_t i = 1; i < ahead; i++)
            at = (wml_style *)at->based_on;
        const wml_style *base = at->based_on;
        at->resolved = true;
        if (!base)
            continue;
        wml_run_look run = base->run;
        wml_paragraph_look paragraph = base->paragraph;
        wml_run_overlay(&run, &at->run);
        wml_paragraph_overlay(&paragraph, &at->paragraph);
        at->run = run;
        at->paragraph = paragraph;
        at->header_row = at->header_row || base->header_row;
        at->header_column = at->header_column || base->header_column;
    }
}

/* Links a style to its base, unless that leads back to it or is deeper than any real document goes. */
static void link_base(wml_styles *styles, report_log *log, const char *part, const xml_node *n)
{
    enum { DEEPEST = 64 };
    const char *type = xml_value(n, "w:type"), *base_id = wml_child_value(n, "w:basedOn");
    wml_style *s = named(styles, type ? type : "paragraph", xml_value(n, "w:styleId"));
    wml_style *base = s && !s->based_on ? named(styles, s->type, base_id) : NULL;
    int depth = 0;
    for (const wml_style *up = base; up && up != s && depth < DEEPEST; up = up->based_on)
        depth++;
    const wml_style *end = base;
    for (int i = 0; end && end != s && i < depth; i++)
        end = end->based_on;
    if (end)
        report(log, xml_place(n, part), "docx.style.loop", s->id, NULL);
    else if (base)
        s->based_on = base;
}

wml_styles *wml_styles_read(arena *pool, report_log *log, const char *part, const xml_node *root)
{
    wml_styles *styles = arena_alloc(pool, sizeof *styles);
    if (!styles)
        return NULL;
    *styles = (wml_styles){.pool = pool, .by_id = table_new(pool), .defaults = table_new(pool)};
    const xml_node *defaults = root ? xml_child(root, "w:docDefaults") : NULL;
    const xml_node *run = defaults ? xml_child(defaults, "w:rPrDefault") : NULL;
    const xml_node *paragraph = defaults ? xml_child(defaults, "w:pPrDefault") : NULL;
    styles->run = wml_run_read(run ? xml_child(run, "w:rPr") : NULL);
    styles->paragraph = wml_paragraph_read(paragraph ? xml_child(paragraph, "w:pPr") : NULL);
    const xml_node *first = root ? xml_child(root, "w:style") : NULL;
    for (const xml_node *n = first; n; n = xml_sibling(n, "w:style"))
        read_style(styles, n);
    for (const xml_node *n = first; n; n = xml_sibling(n, "w:style"))
        link_base(styles, log, part, n);
    for (const xml_node *n = first; n; n = xml_sibling(n, "w:style")) {
        const char *type = xml_value(n, "w:type");
        wml_style *s = named(styles, type ? type : "paragraph", xml_value(n, "w:styleId"));
        if (s)
            resolve(s);
    }
    return styles;
}

const wml_style *wml_style_of(const wml_styles *styles, const char *type, const char *id)
{
    const wml_style *s = named(styles, type, id);
    return s ? s : table_value(styles->defaults, type);
}

/* Toggles of styles: on where the defaults say so, else where an odd number of kinds of styles says so (17.7.3). */
static signed char toggled(const wml_styles *styles, const wml_style *paragraph, const wml_style *character, int i)
{
    int on = paragraph && paragraph->run.toggles[i] == 1;
    on ^= character && character->run.toggles[i] == 1;
    return (signed char)(styles->run.toggles[i] == 1 ? 1 : on);
}

wml_run_look wml_run_whole(const wml_styles *styles, const wml_style *paragraph, const wml_style *character,
                           const wml_run_look *direct)
{
    enum { HALF_POINTS = 20 }; /* 17.3.2.38: 10 points where nothing is said */
    wml_run_look look = styles->run;
    if (paragraph)
        wml_run_overlay(&look, &paragraph->run);
    if (character)
        wml_run_overlay(&look, &character->run);
    for (int i = 0; i < WML_TOGGLES; i++)
        look.toggles[i] = toggled(styles, paragraph, character, i);
    if (direct)
        wml_run_overlay(&look, direct);
    look.half_points = look.half_points == WML_UNSAID ? HALF_POINTS : look.half_points;
    look.rtl = look.rtl == 1;
    return look;
}

wml_paragraph_look wml_paragraph_whole(const wml_styles *styles, const wml_style *style,
                                       const wml_paragraph_look *direct)
{
    wml_paragraph_look look = styles->paragraph;
    if (style)
        wml_paragraph_overlay(&look, &style->paragraph);
    if (direct)
        wml_paragraph_overlay(&look, direct);
    return look;
}

bool wml_style_is(const wml_style *style, const char *names)
{
    for (; style; style = style->based_on) {
        char name[64] = "|";
        size_t length = strlen(style->name);
        if (length > sizeof name - 3)
            continue;
        for (size_t i = 0; i < length; i++)
            name[i + 1] = ascii_lower(style->name[i]);
        name[length + 1] = '|';
        name[length + 2] = '\0';
        if (strstr(names, name))
            return true;
    }
    return false;
}

int wml_heading_level(const wml_style *style, const wml_paragraph_look *look)
{
    enum { BODY = 9 };
    if (look->outline != WML_UNSAID)
        return look->outline >= 0 && look->outline < BODY ? look->outline + 1 : 0;
    for (int level = 1; style && level <= BODY; level++) {
        char names[] = "|heading 0|titre 0|title 0|", *at = names;
        for (; *at; at++)
            *at = (char)(*at == '0' ? '0' + level : *at);
        if (wml_style_is(style, names))
            return level;
    }
    return 0;
}
