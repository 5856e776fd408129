#include "pdf-fields.h"

#include "base/text.h"
#include "pdf-file.h"

#include <string.h>

/* A field, by the number that our ODT writer gave it; objects by their numbers, 0 where there is none. */
typedef struct spot {
    size_t link, marker;       /* the link that marks it, and its structure element */
    size_t widget, page, form; /* the field, its page, the Form element that LibreOffice made */
    long key, content;         /* the link's key in the tree of parents; the form's marked content in the page */
} spot;

/* A row of the tree of parents (ISO 32000-1, 14.7.4.4): of a page its content's elements, of an object its own. */
typedef struct parents {
    size_t *elements;
    size_t count;
    bool page;
} parents;

typedef struct placing {
    pdfw_file file;
    arena *pool;
    spot *places; /* by number, from 1 */
    size_t count;
    size_t *numbers; /* of each object that is a field its number; else 0 */
    bool *moved;     /* Form elements and links that leave where they were; by object */
    size_t tree;     /* the object of the tree of parents */
    parents *rows;
    size_t keys;
} placing;

/* ---- Finding ------------------------------------------------------------------------------------------------------ */

/* Places are no more than there are objects. */
static spot *place_at(placing *p, long number)
{
    return number > 0 && (size_t)number < p->count ? p->places + number : NULL;
}

static void find_link(placing *p, size_t object, pdfw_slice body)
{
    buffer address = BUFFER_EMPTY;
    pdfw_text(pdfw_value(pdfw_value(body, "/A"), "/URI"), &address);
    const char *text = buffer_string(&address), *number = text + sizeof PDF_FIELD_ADDRESS - 1;
    spot *at =
        text_begins(text, PDF_FIELD_ADDRESS) ? place_at(p, pdfw_number((pdfw_slice){number, strlen(number)})) : NULL;
    long key = pdfw_number(pdfw_value(body, "/StructParent"));
    if (at)
        p->moved[object] = true;
    if (at && key >= 0) { /* one that goes on on another page has none there */
        at->link = object;
        at->key = key;
    }
    buffer_free(&address);
}

static void find_widget(placing *p, size_t object, pdfw_slice body)
{
    buffer label = BUFFER_EMPTY;
    pdfw_text(pdfw_value(body, "/TU"), &label);
    const char *text = buffer_string(&label), *bar = strchr(text, '|');
    long number = bar ? pdfw_number((pdfw_slice){text, (size_t)(bar - text)}) : -1;
    spot *at = place_at(p, number);
    if (at && !at->widget) {
        at->widget = object;
        p->numbers[object] = (size_t)number;
    }
    buffer_free(&label);
}

static void find_fields(placing *p)
{
    for (size_t i = 1; i < p->file.count; i++) {
        pdfw_slice body = pdfw_body(&p->file, i), type = pdfw_value(body, "/Subtype");
        if (pdfw_is(type, "/Link"))
            find_link(p, i, body);
        else if (pdfw_is(type, "/Widget"))
            find_widget(p, i, body);
    }
}

static pdfw_slice catalog_of(const placing *p)
{
    return pdfw_body(&p->file, pdfw_reference(pdfw_value(p->file.trailer, "/Root")));
}

/* Reads a row's elements. */
static void read_row(placing *p, parents *row, pdfw_slice value)
{
    pdfw_slice rest = value, item;
    row->page = value.size && *value.at == '[';
    if (row->page)
        rest = pdfw_inside(value);
    row->elements = arena_alloc(p->pool, (value.size / 2 + 1) * sizeof *row->elements);
    while (row->elements && pdfw_next(&rest, &item))
        row->elements[row->count++] = pdfw_reference(item);
}

/* Reads the tree of parents, which is one node; false for any other. */
static bool read_parents(placing *p)
{
    pdfw_slice root = pdfw_body(&p->file, pdfw_reference(pdfw_value(catalog_of(p), "/StructTreeRoot"))), key, value;
    p->tree = pdfw_reference(pdfw_value(root, "/ParentTree"));
    pdfw_slice numbers = pdfw_value(pdfw_body(&p->file, p->tree), "/Nums"), rest = pdfw_inside(numbers);
    p->rows = arena_alloc(p->pool, (p->file.count + 1) * sizeof *p->rows);
    if (!p->rows || !numbers.size)
        return false;
    memset(p->rows, 0, (p->file.count + 1) * sizeof *p->rows);
    while (pdfw_next(&rest, &key) && pdfw_next(&rest, &value)) {
        long number = pdfw_number(key);
        if (number < 0 || (size_t)number > p->file.count)
            return false;
        read_row(p, p->rows + number, value);
        p->keys = p->keys > (size_t)number ? p->keys : (size_t)number + 1;
    }
    return true;
}

/* LibreOffice paints the fields of a page one after the other, and makes an element of each: the same fields, in the same
 * order, as the page has annotations. */
static void pair_page(placing *p, size_t page, pdfw_slice body)
{
    long key = pdfw_number(pdfw_value(body, "/StructParents"));
    pdfw_slice rest = pdfw_inside(pdfw_value(body, "/Annots")), item;
    const parents *row = key >= 0 && (size_t)key < p->keys ? p->rows + key : NULL;
    size_t content = 0;
    while (row && pdfw_next(&rest, &item)) {
        size_t widget = pdfw_reference(item);
        if (!pdfw_is(pdfw_value(pdfw_body(&p->file, widget), "/Subtype"), "/Widget"))
            continue;
        while (content < row->count && !pdfw_is(pdfw_value(pdfw_body(&p->file, row->elements[content]), "/S"), "/Form"))
            content++;
        spot *at = widget < p->file.count ? place_at(p, (long)p->numbers[widget]) : NULL;
        if (at && content < row->count) {
            at->page = page;
            at->form = row->elements[content];
            at->content = (long)content;
        }
        content++;
    }
}

static void pair_forms(placing *p)
{
    for (size_t i = 1; i < p->file.count; i++)
        if (pdfw_is(pdfw_value(pdfw_body(&p->file, i), "/Type"), "/Page"))
            pair_page(p, i, pdfw_body(&p->file, i));
    for (size_t i = 1; i < p->count; i++) {
        spot *at = p->places + i;
        const parents *row = at->link && at->key >= 0 && (size_t)at->key < p->keys ? p->rows + at->key : NULL;
        at->marker = row && !row->page && row->count ? row->elements[0] : 0;
    }
}

static bool is_whole(const spot *at)
{
    return at->marker && at->widget && at->form;
}

/* ---- Placing ------------------------------------------------------------------------------------------------------ */

static void set_format(placing *p, size_t object, const char *key, const char *before, size_t number, const char *after)
{
    buffer value = BUFFER_EMPTY;
    buffer_format(&value, "%s%zu%s", before, number, after);
    pdfw_set(&p->file, object, key, buffer_string(&value));
    buffer_free(&value);
}

/* The object reference that the marking link's element has below it becomes the field's; 0 where there is none. */
static size_t take_reference(placing *p, const spot *at)
{
    pdfw_slice rest = pdfw_inside(pdfw_value(pdfw_body(&p->file, at->marker), "/K")), item;
    while (pdfw_next(&rest, &item)) {
        size_t object = pdfw_reference(item);
        if (!pdfw_is(pdfw_value(pdfw_body(&p->file, object), "/Type"), "/OBJR"))
            continue;
        set_format(p, object, "/Obj", "", at->widget, " 0 R");
        set_format(p, object, "/Pg", "", at->page, " 0 R");
        return object;
    }
    return 0;
}

/* The element of the link becomes a Span with its own content, the Form element, and what that had as content, for a Form
 * has nothing but its field (14.8.4.5). */
static void place_form(placing *p, spot *at)
{
    size_t reference = take_reference(p, at);
    if (!reference)
        return;
    buffer kids = BUFFER_EMPTY;
    pdfw_slice rest = pdfw_inside(pdfw_value(pdfw_body(&p->file, at->marker), "/K")), item;
    buffer_byte(&kids, '[');
    while (pdfw_next(&rest, &item))
        if (pdfw_number(item) >= 0) {
            buffer_add(&kids, item.at, item.size);
            buffer_byte(&kids, ' ');
        }
    buffer_format(&kids, "%zu 0 R <</Type/MCR/Pg %zu 0 R/MCID %ld>>]", at->form, at->page, at->content);
    pdfw_set(&p->file, at->marker, "/K", buffer_string(&kids));
    pdfw_set(&p->file, at->marker, "/S", "/Span");
    pdfw_set(&p->file, at->marker, "/A", NULL);
    set_format(p, at->form, "/P", "", at->marker, " 0 R");
    set_format(p, at->form, "/K", "[", reference, " 0 R]");
    set_format(p, at->widget, "/StructParent", "", (size_t)at->key, "");
    p->rows[at->key].elements[0] = at->form;
    parents *page = p->rows + pdfw_number(pdfw_value(pdfw_body(&p->file, at->page), "/StructParents"));
    page->elements[at->content] = at->marker;
    buffer_free(&kids);
}

/* Takes what has moved out of an array of an object. */
static void drop_moved(placing *p, size_t object, const char *key)
{
    pdfw_slice rest = pdfw_inside(pdfw_value(pdfw_body(&p->file, object), key)), item;
    buffer kept = BUFFER_EMPTY;
    bool any = false;
    buffer_byte(&kept, '[');
    while (pdfw_next(&rest, &item)) {
        size_t number = pdfw_reference(item);
        if (number && number < p->file.count && p->moved[number]) {
            any = true;
            continue;
        }
        buffer_add(&kept, item.at, item.size);
        buffer_byte(&kept, ' ');
    }
    buffer_byte(&kept, ']');
    if (any)
        pdfw_set(&p->file, object, key, buffer_string(&kept));
    buffer_free(&kept);
}

/* Of each page and element that had what has moved. */
static void drop_all_moved(placing *p)
{
    bool *seen = p->moved + p->file.count;
    for (size_t i = 1; i < p->count; i++) {
        size_t from = p->places[i].form ? pdfw_reference(pdfw_value(pdfw_body(&p->file, p->places[i].form), "/P")) : 0;
        if (!is_whole(p->places + i) || !from || from >= p->file.count || seen[from])
            continue;
        seen[from] = true;
        drop_moved(p, from, "/K");
    }
    for (size_t i = 1; i < p->file.count; i++)
        if (pdfw_is(pdfw_value(pdfw_body(&p->file, i), "/Type"), "/Page")) {
            drop_moved(p, i, "/Annots");
            pdfw_set(&p->file, i, "/Tabs", "/S");
        }
}

static void write_parents(placing *p)
{
    buffer tree = BUFFER_EMPTY;
    buffer_text(&tree, "<</Nums[\n");
    for (size_t key = 0; key < p->keys; key++) {
        const parents *row = p->rows + key;
        if (!row->elements)
            continue;
        buffer_format(&tree, row->page ? "%zu [" : "%zu ", key);
        for (size_t i = 0; i < row->count; i++)
            buffer_format(&tree, i % 16 == 15 ? "%zu 0 R\n" : "%zu 0 R ", row->elements[i]);
        buffer_text(&tree, row->page ? "]\n" : "\n");
    }
    buffer_text(&tree, "]>>");
    pdfw_change(&p->file, p->tree, buffer_string(&tree), tree.size);
    buffer_free(&tree);
}

/* ---- Names -------------------------------------------------------------------------------------------------------- */

/* LibreOffice writes a field's name as if it were one of a PDF's own names: a byte that is no ASCII letter as #XX. */
static void set_title(placing *p, size_t object)
{
    buffer said = BUFFER_EMPTY, name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    pdfw_text(pdfw_value(pdfw_body(&p->file, object), "/T"), &said);
    const char *text = buffer_string(&said);
    for (size_t i = 0; i < said.size; i++) {
        int high = text[i] == '#' ? ascii_hex(text[i + 1]) : -1, low = high >= 0 ? ascii_hex(text[i + 2]) : -1;
        buffer_byte(&name, low >= 0 ? (char)(high << 4 | low) : text[i]);
        i += low >= 0 ? 2 : 0;
    }
    pdfw_add_text(buffer_string(&name), &value);
    if (said.size)
        pdfw_set(&p->file, object, "/T", buffer_string(&value));
    buffer_free(&said);
    buffer_free(&name);
    buffer_free(&value);
}

/* The name for assistive technology, without the number that it began with. */
static void set_label(placing *p, size_t object)
{
    buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY;
    pdfw_text(pdfw_value(pdfw_body(&p->file, object), "/TU"), &label);
    const char *bar = strchr(buffer_string(&label), '|');
    pdfw_add_text(bar ? bar + 1 : buffer_string(&label), &value);
    pdfw_set(&p->file, object, "/TU", buffer_string(&value));
    buffer_free(&label);
    buffer_free(&value);
}

static void set_names(placing *p)
{
    bool *seen = p->moved + p->file.count;
    memset(seen, 0, p->file.count * sizeof *seen);
    for (size_t i = 1; i < p->count; i++) {
        size_t widget = p->places[i].widget;
        size_t group = widget ? pdfw_reference(pdfw_value(pdfw_body(&p->file, widget), "/Parent")) : 0;
        size_t named = group && group < p->file.count ? group : widget;
        if (!widget)
            continue;
        set_label(p, widget);
        if (!seen[named])
            set_title(p, named);
        seen[named] = true;
    }
}

/* ---- The form ----------------------------------------------------------------------------------------------------- */

/* Boxes are drawn with ZapfDingbats by whoever draws them anew, so that it is a font of the form, and theirs (12.7.2,
 * 12.7.4.2). */
static void complete_form(placing *p)
{
    size_t root = pdfw_reference(pdfw_value(p->file.trailer, "/Root"));
    pdfw_slice form = pdfw_value(pdfw_body(&p->file, root), "/AcroForm"), resources = pdfw_value(form, "/DR"), fonts;
    resources = pdfw_reference(resources) ? pdfw_body(&p->file, pdfw_reference(resources)) : resources;
    fonts = pdfw_value(resources, "/Font");
    fonts = pdfw_reference(fonts) ? pdfw_body(&p->file, pdfw_reference(fonts)) : fonts;
    if (!form.size)
        return;
    buffer font = BUFFER_EMPTY, list = BUFFER_EMPTY, with = BUFFER_EMPTY, all = BUFFER_EMPTY;
    size_t number = pdfw_add(&p->file, "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>");
    buffer_format(&font, "%zu 0 R", number);
    pdfw_with(fonts, "/ZaDb", buffer_string(&font), &list);
    pdfw_with(resources, "/Font", buffer_string(&list), &with);
    pdfw_with(form, "/DR", buffer_string(&with), &all);
    if (number)
        pdfw_set(&p->file, root, "/AcroForm", buffer_string(&all));
    for (size_t i = 1; number && i < p->count; i++)
        if (pdfw_is(pdfw_value(pdfw_body(&p->file, p->places[i].widget), "/FT"), "/Btn")) {
            pdfw_set(&p->file, p->places[i].widget, "/DA", "(/ZaDb 0 Tf 0 g)");
            pdfw_set(&p->file, p->places[i].widget, "/DR", NULL);
        }
    buffer_free(&font);
    buffer_free(&list);
    buffer_free(&with);
    buffer_free(&all);
}

static bool open_placing(placing *p, const void *bytes, size_t size)
{
    if (!pdfw_open(&p->file, p->pool, bytes, size))
        return false;
    p->count = p->file.count;
    p->places = arena_alloc(p->pool, p->count * sizeof *p->places);
    p->numbers = arena_alloc(p->pool, p->count * sizeof *p->numbers);
    p->moved = arena_alloc(p->pool, 2 * p->count * sizeof *p->moved);
    if (!p->places || !p->numbers || !p->moved)
        return false;
    memset(p->places, 0, p->count * sizeof *p->places);
    memset(p->numbers, 0, p->count * sizeof *p->numbers);
    memset(p->moved, 0, 2 * p->count * sizeof *p->moved);
    find_fields(p);
    return true;
}

/* Marks what leaves its place; how many fields have none. */
static size_t mark_moved(placing *p)
{
    size_t lost = 0;
    for (size_t i = 1; i < p->count; i++) {
        const spot *at = p->places + i;
        if (is_whole(at))
            p->moved[at->form] = true;
        lost += at->widget && !is_whole(at);
    }
    return lost;
}

/* Whether a file that could not be read has marks of fields. */
static bool has_marks(const char *bytes, size_t size)
{
    size_t length = sizeof PDF_FIELD_ADDRESS - 1;
    for (size_t at = 0; at + length <= size; at++)
        if (bytes[at] == *PDF_FIELD_ADDRESS && memcmp(bytes + at, PDF_FIELD_ADDRESS, length) == 0)
            return true;
    return false;
}

void pdf_place_fields(task *t, const void *bytes, size_t size, buffer *out)
{
    placing p = {.pool = arena_new(t->limits->memory / 2)};
    size_t fields = 0, lost = 0;
    bool open = p.pool && open_placing(&p, bytes, size);
    for (size_t i = 1; open && i < p.count; i++)
        fields += p.places[i].widget != 0;
    bool placed = fields && read_parents(&p);
    if (placed) {
        pair_forms(&p);
        lost = mark_moved(&p);
        drop_all_moved(&p);
        for (size_t i = 1; i < p.count; i++)
            if (is_whole(p.places + i))
                place_form(&p, p.places + i);
        write_parents(&p);
        set_names(&p);
        complete_form(&p);
    }
    if (lost || (fields && !placed) || (!open && has_marks(bytes, size)))
        report(t->log, NOWHERE, "pdf.fields", NULL);
    if (placed && !arena_failed(p.pool))
        pdfw_write(&p.file, out);
    else
        buffer_add(out, bytes, size);
    arena_free(p.pool);
}
