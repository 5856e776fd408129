/* Marks that filters put on the text are character styles, which a teacher changes in one place. A run has one character
 * style only (17.3.2.29), so text in several marks, or in a mark on a link or on code, has a style that is based on the
 * innermost mark's and says what the others say beside: "Ardoise M1 (Ardoise M3 (Hyperlink))". */
#include "docx.h"

#include <stdio.h>
#include <string.h>

/* "M1" of the mark's name. */
static const char *short_name(const docxw_state *w, uint16_t row)
{
    return strchr(style_at(w->document, row)->name, ' ') + 1;
}

bool docxw_is_mark(const docxw_state *w, uint16_t row)
{
    const style *s = row > STYLE_PAGE ? style_at(w->document, row) : NULL;
    return s && style_is_mark(s->name);
}

void docxw_make_mark(docxw_state *w, uint16_t row)
{
    buffer id = BUFFER_EMPTY;
    const style *s = style_at(w->document, row);
    buffer_format(&id, "Ardoise%s", short_name(w, row));
    docxw_add_text(w, s, buffer_string(&id), s->name);
    buffer_free(&id);
}

/* Lays what a mark's row says over a look. */
static void lay(const docxw_state *w, uint16_t row, docxw_run *run)
{
    docxw_paragraph paragraph = {0};
    docxw_look(style_at(w->document, row), w->size, &paragraph, run);
    docxw_frame(style_at(w->document, row), &paragraph, run);
}

void docxw_yield(const docxw_state *w, uint16_t row, docxw_run *look)
{
    docxw_run mark = {0};
    lay(w, row, &mark);
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

/* Takes away all that a mark says. */
static void yield_all(const docxw_state *w, uint16_t row, docxw_run *look)
{
    docxw_run mark = {0};
    lay(w, row, &mark);
    docxw_yield(w, row, look);
    look->bold = mark.bold ? 0 : look->bold;
    look->italic = mark.italic ? 0 : look->italic;
    look->strike = mark.strike ? 0 : look->strike;
    look->underline = mark.underline ? NULL : look->underline;
    look->border = mark.border ? NULL : look->border;
}

/* Gives a look the line of the other kind of arc. */
static void turn(docxw_run *run)
{
    run->underline = run->underline && strcmp(run->underline, "thick") == 0 ? "dashedHeavy" : "thick";
}

/* "Ardoise M1 (Ardoise M3 (2 (Hyperlink)))": the innermost first, 2 where its arc is of the other kind. */
static void add_name(const docxw_state *w, const docxw_mark *marks, size_t count, buffer *name)
{
    for (size_t i = count; i; i--)
        buffer_format(name, "%s%s%s", i < count ? " (" : "", style_at(w->document, marks[i - 1].row)->name,
                      marks[i - 1].turned ? " (2" : "");
}

/* Adds the style of text in several marks, or in another style beside. */
static void add_joined(docxw_state *w, const docxw_mark *marks, size_t count, const char *under, const char *id)
{
    docxw_run run = {0};
    docxw_mark innermost = marks[count - 1];
    buffer name = BUFFER_EMPTY;
    add_name(w, marks, count, &name);
    if (under) {
        buffer_text(&name, " (");
        docxw_text_style(w, under, &run, &name);
    }
    for (size_t i = 0; i < count; i++)
        buffer_text(&name, &"))"[2 - (i > 0) - marks[i].turned]);
    buffer_text(&name, under ? ")" : "");
    for (size_t i = 0; i + 1 < count; i++) {
        lay(w, marks[i].row, &run);
        if (marks[i].turned)
            turn(&run);
    }
    yield_all(w, innermost.row, &run);
    if (innermost.turned) {
        docxw_run own = {0};
        lay(w, innermost.row, &own);
        turn(&own);
        run.underline = own.underline;
    }
    buffer_format(&w->named, "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name", id);
    markup_attribute(&w->named, "w:val", buffer_string(&name));
    buffer_format(&w->named, "/><w:basedOn w:val=\"Ardoise%s\"/>", short_name(w, innermost.row));
    docxw_run_properties(&run, &w->named);
    buffer_text(&w->named, "</w:style>\n");
    w->failed = w->failed || name.failed;
    buffer_free(&name);
}

const char *docxw_marks_style(docxw_state *w, const docxw_mark *marks, size_t count, const char *under)
{
    buffer key = BUFFER_EMPTY;
    buffer_text(&key, "mark Ardoise");
    for (size_t i = count; i; i--)
        buffer_format(&key, "%s%s", short_name(w, marks[i - 1].row), marks[i - 1].turned ? "b" : "");
    buffer_text(&key, under);
    const char *id = buffer_string(&key) + strlen("mark "), *known = table_value(w->styles, buffer_string(&key));
    if (!known && (known = arena_string(w->pool, id)) != NULL) {
        table_set(w->styles, buffer_string(&key), (void *)known);
        if (under || count > 1 || marks[0].turned)
            add_joined(w, marks, count, under, known);
    }
    buffer_free(&key);
    return known;
}
