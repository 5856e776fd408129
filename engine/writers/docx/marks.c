/* Marks that filters put on the text are character styles, which a teacher changes in one place. A run has one character
 * style only (17.3.2.29), so a mark on a link, on code, or on text in another row's style has one of its own that is
 * based on the mark's: "Ardoise M1 (Hyperlink)" says what the other style says and the mark does not. */
#include "docx.h"

#include <stdio.h>
#include <string.h>

enum { ID = 80 };

bool docxw_is_mark(const docxw_state *w, uint16_t row)
{
    const style *s = row > STYLE_PAGE ? style_at(w->document, row) : NULL;
    return s && style_is_mark(s->name);
}

/* "ArdoiseM1", followed by the id of the style under it. */
static void id_of(const docxw_state *w, uint16_t row, const char *under, char id[ID])
{
    const char *name = style_at(w->document, row)->name;
    snprintf(id, ID, "Ardoise%s%s", strchr(name, ' ') + 1, under ? under : "");
}

void docxw_make_mark(docxw_state *w, uint16_t row)
{
    char id[ID];
    const style *s = style_at(w->document, row);
    id_of(w, row, NULL, id);
    docxw_add_text(w, s, id, s->name);
}

static docxw_run look_of(const docxw_state *w, uint16_t row)
{
    docxw_paragraph paragraph = {0};
    docxw_run run = {0};
    docxw_look(style_at(w->document, row), w->size, &paragraph, &run);
    docxw_frame(&paragraph, &run);
    return run;
}

void docxw_yield(const docxw_state *w, uint16_t row, docxw_run *look)
{
    docxw_run mark = look_of(w, row);
    if (*mark.font)
        *look->font = '\0';
    if (*mark.colour)
        *look->colour = '\0';
    if (*mark.shade)
        *look->shade = '\0';
    if (mark.half_points)
        look->half_points = 0;
    if (mark.spacing)
        look->spacing = 0;
}

/* Adds the style of a mark over another one. */
static void add_over(docxw_state *w, uint16_t row, const char *under, const char *id)
{
    char base[ID];
    docxw_run run = {0}, mark = look_of(w, row);
    buffer name = BUFFER_EMPTY;
    buffer_format(&name, "%s (", style_at(w->document, row)->name);
    if (docxw_text_style(w, under, &run, &name)) {
        docxw_yield(w, row, &run);
        run.bold = mark.bold ? 0 : run.bold;
        run.italic = mark.italic ? 0 : run.italic;
        run.strike = mark.strike ? 0 : run.strike;
        run.underline = mark.underline ? NULL : run.underline;
    }
    buffer_byte(&name, ')');
    id_of(w, row, NULL, base);
    buffer_format(&w->named, "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name", id);
    markup_attribute(&w->named, "w:val", buffer_string(&name));
    buffer_format(&w->named, "/><w:basedOn w:val=\"%s\"/>", base);
    docxw_run_properties(&run, &w->named);
    buffer_text(&w->named, "</w:style>\n");
    buffer_free(&name);
}

const char *docxw_mark_style(docxw_state *w, uint16_t row, const char *under)
{
    char id[ID], key[ID + 8];
    id_of(w, row, under, id);
    snprintf(key, sizeof key, "mark %s", id);
    const char *known = table_value(w->styles, key);
    if (known)
        return known;
    char *kept = arena_string(w->pool, id);
    if (kept)
        table_set(w->styles, key, kept);
    if (kept && under)
        add_over(w, row, under, id);
    return kept;
}
