#include "odf-styles.h"

#include "base/table.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* A style and the order of its adding. */
typedef struct style_entry {
    odf_style style;
    struct style_entry *next;
    odf_scope scope;
    const char *part;
} style_entry;

struct odf_styles {
    arena *pool;
    report_log *log;
    table *by_name;  /* "scope family name" */
    table *defaults; /* family -> odf_style */
    style_entry *first, *last;
    odf_style none; /* where the document says nothing at all */
};

odf_styles *odf_styles_new(arena *pool, report_log *log)
{
    odf_styles *styles = arena_alloc(pool, sizeof *styles);
    if (!styles)
        return NULL;
    *styles = (odf_styles){.pool = pool, .log = log, .by_name = table_new(pool), .defaults = table_new(pool)};
    styles->none = (odf_style){.name = "",
                               .shown = "",
                               .family = "",
                               .outline = ODF_UNSAID,
                               .text = odf_text_unsaid,
                               .paragraph = odf_paragraph_unsaid,
                               .state = ODF_WHOLE};
    styles->none.text.size = 120;
    return styles;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* A style's name in XML as people see it: "_20_" is the character of that code (as LibreOffice writes them). */
static const char *shown_name(arena *pool, const char *name)
{
    enum { MOST_DIGITS = 4 };
    buffer shown = BUFFER_EMPTY;
    while (*name) {
        uint32_t point = 0;
        size_t digits = 0;
        while (*name == '_' && digits < MOST_DIGITS && ascii_hex(name[1 + digits]) >= 0)
            point = point << 4 | (uint32_t)ascii_hex(name[1 + digits++]);
        if (digits && name[1 + digits] == '_' && point >= ' ') {
            buffer_point(&shown, point);
            name += digits + 2;
        } else
            buffer_byte(&shown, *name++);
    }
    const char *kept = arena_string(pool, buffer_string(&shown));
    buffer_free(&shown);
    return kept ? kept : "";
}

/* Adds a name as it is compared: small letters. */
static void add_lower(const char *name, buffer *out)
{
    while (*name)
        buffer_point(out, text_lower(text_next(&name)));
}

/* Adds a name as it is looked for in a list of names: between bars. False for no name. */
static bool add_key(const char *shown, buffer *key)
{
    buffer_byte(key, '|');
    add_lower(shown, key);
    buffer_byte(key, '|');
    return key->size > 2;
}

/* The number at the end of the usual names of heading styles, of a key; 0 for any other name. */
static int level_named(const char *key)
{
    static const char *const names[] = {"|heading ", "|titre ", "|überschrift ", "|título ", "|titolo "};
    char digits[16];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_begins(key, names[i])) {
            snprintf(digits, sizeof digits, "%.*s", (int)(strlen(key) - strlen(names[i]) - 1), key + strlen(names[i]));
            int level = odf_integer(digits, 0);
            return level <= 10 ? level : 0;
        }
    return 0;
}

/* Names are compared for each paragraph and span: what they are compared as is made once a style. */
static void set_key(odf_style *s, arena *pool)
{
    buffer key = BUFFER_EMPTY;
    s->key = add_key(s->shown, &key) ? arena_string(pool, buffer_string(&key)) : NULL;
    s->level = level_named(s->key);
    buffer_free(&key);
}

static const xml_node *paragraph_properties(const xml_node *n)
{
    static const char *const names[] = {"style:paragraph-properties", "style:table-cell-properties",
                                        "style:properties"};
    const xml_node *properties = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !properties; i++)
        properties = xml_child(n, names[i]);
    return properties;
}

/* Own properties of a style; those of OpenOffice.org 1 stand in one element. */
static void read_style(odf_style *s, const xml_node *n, arena *pool)
{
    const char *level = xml_value(n, "style:default-outline-level");
    const xml_node *text = xml_child(n, "style:text-properties");
    s->xml = n;
    s->name = xml_value(n, "style:name");
    s->shown = xml_value(n, "style:display-name");
    s->family = xml_value(n, "style:family");
    s->list = xml_value(n, "style:list-style-name");
    s->master = xml_value(n, "style:master-page-name");
    s->outline = level && !*level ? 0 : odf_integer(level, ODF_UNSAID);
    s->text = odf_text_read(text ? text : xml_child(n, "style:properties"));
    s->paragraph = odf_paragraph_read(paragraph_properties(n));
    if (!s->shown)
        s->shown = s->name ? shown_name(pool, s->name) : "";
    set_key(s, pool);
}

/* "scope family name", in `key`; NULL where it is longer than that. */
static const char *key_of(odf_scope scope, const char *family, const char *name, char *key, size_t room)
{
    size_t first = strlen(family), second = strlen(name);
    if (first + second + 4 > room)
        return NULL;
    key[0] = (char)('0' + scope);
    key[1] = ' ';
    memcpy(key + 2, family, first);
    key[2 + first] = ' ';
    memcpy(key + 3 + first, name, second + 1);
    return key;
}

enum { KEY = 512 };

static void add_style(odf_styles *styles, odf_scope scope, const xml_node *n, const char *part)
{
    char key[KEY];
    style_entry *entry = arena_alloc(styles->pool, sizeof *entry);
    if (!entry)
        return;
    *entry = (style_entry){.scope = scope, .part = part};
    odf_style *s = &entry->style;
    read_style(s, n, styles->pool);
    if (!s->family)
        return;
    if (xml_is(n, "style:default-style")) {
        s->state = ODF_WHOLE;
        if (s->text.size < 0)
            s->text.size = styles->none.text.size;
        table_set(styles->defaults, s->family, s);
        return;
    }
    const char *found = s->name ? key_of(scope, s->family, s->name, key, sizeof key) : NULL;
    if (!found)
        return;
    table_set(styles->by_name, found, s);
    *(styles->last ? &styles->last->next : &styles->first) = entry;
    styles->last = entry;
}

void odf_styles_add(odf_styles *styles, odf_scope scope, const xml_node *root, const char *part)
{
    for (const xml_node *n = root ? root->first : NULL; n; n = n->next)
        if (xml_is(n, "style:style") || xml_is(n, "style:default-style"))
            add_style(styles, scope, n, part);
}

/* ---- Resolving --------------------------------------------------------------------------------------------------- */

static odf_style *found(const odf_styles *styles, odf_scope scope, const char *family, const char *name)
{
    char key[KEY];
    const char *own = name && family ? key_of(scope, family, name, key, sizeof key) : NULL;
    odf_style *s = own ? table_value(styles->by_name, own) : NULL;
    if (s || scope == ODF_NAMED || !own)
        return s;
    return table_value(styles->by_name, key_of(ODF_NAMED, family, name, key, sizeof key));
}

const odf_style *odf_style_default(const odf_styles *styles, const char *family)
{
    const odf_style *s = table_value(styles->defaults, family);
    return s ? s : &styles->none;
}

/* Lays a style over its parent, or over what its family begins with: text styles begin with nothing. */
static void lay_over(const odf_styles *styles, odf_style *s)
{
    bool paragraph = strcmp(s->family, "paragraph") == 0;
    const odf_style *base = s->parent ? s->parent : paragraph ? odf_style_default(styles, s->family) : NULL;
    odf_text_look text = base ? base->text : odf_text_unsaid;
    odf_paragraph_look look = base ? base->paragraph : odf_paragraph_unsaid;
    odf_text_overlay(&text, &s->text);
    odf_paragraph_overlay(&look, &s->paragraph);
    s->text = text;
    s->paragraph = look;
    if (s->parent && s->outline == ODF_UNSAID)
        s->outline = s->parent->outline;
    if (s->parent && !s->list)
        s->list = s->parent->list;
    s->state = ODF_WHOLE;
}

/* Parents are always named styles (19.510). Goes up to one that is whole, then back down: each style is laid once. */
static void resolve(const odf_styles *styles, style_entry *entry)
{
    odf_style *s = &entry->style, *child = NULL;
    while (s->state == ODF_RAW) {
        odf_style *up = found(styles, ODF_NAMED, s->family, xml_value(s->xml, "style:parent-style-name"));
        s->state = ODF_OPEN;
        s->parent = child; /* on the way up, the way back */
        child = s;
        if (up && up->state == ODF_OPEN) {
            report(styles->log, PLACE(entry->part, s->xml->line, s->xml->column), "odf.style.loop", s->shown, NULL);
            up = NULL;
        }
        if (!up) {
            s = NULL;
            break;
        }
        s = up;
    }
    for (odf_style *parent = s; child;) {
        odf_style *next = (odf_style *)child->parent;
        child->parent = parent;
        lay_over(styles, child);
        parent = child;
        child = next;
    }
}

void odf_styles_resolve(odf_styles *styles)
{
    for (style_entry *entry = styles->first; entry; entry = entry->next)
        resolve(styles, entry);
}

const odf_style *odf_style_of(const odf_styles *styles, odf_scope scope, const char *family, const char *name)
{
    return found(styles, scope, family, name);
}

/* ---- What a style is --------------------------------------------------------------------------------------------- */

bool odf_style_is(const odf_style *style, const char *names)
{
    for (; style; style = style->parent)
        if (style->key && strstr(names, style->key))
            return true;
    return false;
}

bool odf_name_is(const char *shown, const char *names)
{
    buffer key = BUFFER_EMPTY;
    bool is = add_key(shown, &key) && strstr(names, buffer_string(&key));
    buffer_free(&key);
    return is;
}

int odf_style_level(const odf_style *style)
{
    if (!style || style->outline != ODF_UNSAID)
        return style ? style->outline : 0;
    int level = 0;
    for (; style && !level; style = style->parent)
        level = style->level;
    return level;
}

const odf_style *odf_style_named(const odf_style *style)
{
    while (style && style->xml && style->parent && !xml_is(style->xml->parent, "office:styles"))
        style = style->parent;
    return style;
}
