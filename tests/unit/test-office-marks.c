/* Marks on the text in ODT and DOCX: they are styles by name, they come back, also when only names are left of them, and
 * the lesson below them is what it was. */
#include "base/text.h"
#include "convert.h"
#include "lesson/marks.h"
#include "lesson/native.h"
#include "source/archive.h"
#include "trees.h"
#include "writers/common.h"

static const char *const formats[] = {"odt", "docx"};
enum { FORMATS = 2 };

extern const ard_filter original_filter;

static char *native_of(const ard_document *document)
{
    buffer native = BUFFER_EMPTY;
    native_write(document, &native);
    return native.data;
}

static void original(ard_document *document, report_log *log)
{
    ard_limits limits = ard_limits_default();
    options *values = options_new(original_filter.about.options);
    task job = {.log = log, .limits = &limits, .options = values, .data = ""};
    CHECK(original_filter.apply(&job, document) == ARD_OK);
    options_free(values);
}

static ard_document *read_document(const char *format, const buffer *bytes, report_log *log)
{
    ard_limits limits = ard_limits_default();
    task job = {.log = log, .limits = &limits, .data = ""};
    source in = {(const unsigned char *)bytes->data, bytes->size, "essai"};
    ard_document *document = lesson_new(&limits, log);
    CHECK(convert_read(format, &job, &in, document) == ARD_OK && lesson_tidy(document) == ARD_OK);
    CHECK_TEXT(lesson_fault(document), NULL);
    return document;
}

static void write_document(const char *format, const ard_document *document, report_log *log, buffer *bytes)
{
    ard_limits limits = ard_limits_default();
    task job = {.log = log, .limits = &limits, .data = ""};
    CHECK(convert_write(format, &job, document, bytes) == ARD_OK);
    buffer_byte(bytes, '\0');
    bytes->size--;
}

/* ---- Random marks ------------------------------------------------------------------------------------------------ */

enum { ROWS = 6 };

static void make_rows(ard_document *document, uint16_t rows[ROWS])
{
    static const struct {
        style_property property;
        const char *value;
    } looks[ROWS] = {{STYLE_COLOUR, "#0063b0"}, {STYLE_ARC, "solid"},        {STYLE_WEIGHT, "bold"},
                     {STYLE_BARS, "around"},    {STYLE_BORDER, "1px solid"}, {STYLE_UNDERLINE, "line-through"}};
    for (size_t i = 0; i < ROWS; i++) {
        style s = {.name = NULL};
        s.values[looks[i].property] = looks[i].value;
        rows[i] = style_mark(document, &s);
    }
}

/* Cuts a text into pieces with up to three marks around each; pieces that touch may have the same. */
static void mark_text(dice *d, ard_document *document, ard_node *text, const uint16_t rows[ROWS])
{
    const char *at = text->text;
    while (*at) {
        size_t size = 1 + roll(d, 4);
        for (size_t i = 0; i < size; i++)
            if (!at[i])
                size = i;
        while ((at[size] & 0xC0) == 0x80)
            size++;
        ard_node *piece = node_new_text(document, at, size, NOWHERE);
        for (unsigned deep = roll(d, 4); deep; deep--) {
            ard_node *mark = mark_new(document, rows[roll(d, ROWS)], NOWHERE);
            node_append(mark, piece);
            piece = mark;
        }
        node_insert_before(text, piece);
        at += size;
    }
    node_unlink(text);
}

/* Marks texts that may be marked: those of leaves and their inlines. */
static void mark_all(dice *d, ard_document *document)
{
    uint16_t rows[ROWS];
    make_rows(document, rows);
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        ard_kind parent = w.node->parent ? w.node->parent->kind : LESSON_ROOT;
        bool may = parent != MATHML && parent != NOTE_REFERENCE && parent != ANSWER && parent != CODE_BLOCK;
        if (event == WALK_LEAVE && w.node->kind == TEXT && may && !node_is_mark(document, w.node->parent) && roll(d, 3))
            mark_text(d, document, w.node, rows);
    }
}

/* What the formats have no place for, which is no matter of marks. */
static void take_lacks(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event != WALK_LEAVE)
            continue;
        if (w.node->kind == MATHML)
            w.node->style = STYLE_NONE;
        if (kind_about(w.node->kind)->class == GIVEN)
            node_unlink(w.node);
        else if (node_attribute(w.node, "added"))
            node_set(document, w.node, "added", NULL);
    }
    for (int i = 0; i < STYLE_PROPERTIES; i++)
        style_set(document, STYLE_PAGE, (style_property)i, NULL);
}

static void check_random(uint64_t seed, const char *format)
{
    dice d = {seed};
    report_log *log = report_new();
    ard_document *document = random_document(&d, 10 + roll(&d, 80), seed % 4 == 0, log);
    take_lacks(document);
    lesson_tidy(document);
    if (!lesson_gifts(document)) {
        buffer bytes = BUFFER_EMPTY;
        char *plain = native_of(document);
        mark_all(&d, document);
        lesson_tidy(document);
        char *marked = native_of(document);
        if (roll(&d, 2)) {
            style_set(document, STYLE_PAGE, STYLE_WORD_SPACING, "0.24em");
            free(marked);
            marked = native_of(document);
        }
        write_document(format, document, log, &bytes);
        ard_document *back = read_document(format, &bytes, log);
        char *again = native_of(back);
        CHECK_TEXT(again, marked);
        original(back, log);
        char *first = native_of(back);
        CHECK_TEXT(first, plain);
        free(plain);
        free(marked);
        free(again);
        free(first);
        buffer_free(&bytes);
        ard_document_free(back);
    }
    ard_document_free(document);
    report_free(log);
}

/* ---- Names alone ------------------------------------------------------------------------------------------------- */

/* Adds a part without the attributes of ours: what an editor leaves of it. */
static void add_stripped(const char *part, size_t size, buffer *out)
{
    for (const char *at = part, *end = part + size; at < end;) {
        const char *ours = strstr(at, " ard:");
        const char *quote = ours ? strchr(ours, '"') : NULL, *after = quote ? strchr(quote + 1, '"') : NULL;
        buffer_add(out, at, after ? (size_t)(ours - at) : (size_t)(end - at));
        at = after ? after + 1 : end;
    }
}

/* The package without what only our reader sees. */
static void strip(const buffer *bytes, buffer *out)
{
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    archive *package = NULL;
    arena *pool = arena_new(64 << 20);
    archive_writer *zip = archive_new();
    ard_output *output = output_new(log, convert_sink, out, 0);
    CHECK(archive_open(&package, log, &limits, bytes->data, bytes->size) == ARD_OK);
    for (size_t i = 0; i < archive_count(package); i++) {
        const char *part, *name = archive_name(package, i);
        size_t size;
        buffer left = BUFFER_EMPTY;
        CHECK(archive_part(package, pool, name, &part, &size) == ARD_OK);
        if (text_ends(name, ".xml"))
            add_stripped(part, size, &left);
        else
            buffer_add(&left, part, size);
        archive_add(zip, name, buffer_string(&left), left.size, i == 0);
        buffer_free(&left);
    }
    CHECK(package_finish(zip, log, output) == ARD_OK);
    output_commit(output);
    output_free(output);
    buffer_byte(out, '\0');
    out->size--;
    archive_writer_free(zip);
    archive_close(package);
    arena_free(pool);
    report_free(log);
}

/* The text of a document that was written and has lost what only our reader sees. */
static void add_text_left(const char *format, const ard_document *document, report_log *log, bool restored,
                          buffer *text)
{
    buffer bytes = BUFFER_EMPTY, left = BUFFER_EMPTY;
    write_document(format, document, log, &bytes);
    strip(&bytes, &left);
    ard_document *back = read_document(format, &left, log);
    if (restored)
        original(back, log);
    node_text(lesson_root(back), text);
    buffer_free(&bytes);
    buffer_free(&left);
    ard_document_free(back);
}

/* After an editor's work the marks are known by the names of their styles: without them the text is that of the lesson
 * that was never marked, after the same work. */
static void check_names(uint64_t seed, const char *format)
{
    dice d = {seed};
    report_log *log = report_new();
    ard_document *document = random_document(&d, 10 + roll(&d, 80), false, log);
    buffer plain = BUFFER_EMPTY, restored = BUFFER_EMPTY;
    take_lacks(document);
    lesson_tidy(document);
    add_text_left(format, document, log, false, &plain);
    mark_all(&d, document);
    style_set(document, STYLE_PAGE, STYLE_WORD_SPACING, "0.24em");
    lesson_tidy(document);
    add_text_left(format, document, log, true, &restored);
    CHECK_TEXT(buffer_string(&restored), buffer_string(&plain));
    buffer_free(&plain);
    buffer_free(&restored);
    ard_document_free(document);
    report_free(log);
}

/* ---- Properties -------------------------------------------------------------------------------------------------- */

static const char *const values[STYLE_PROPERTIES] = {
    [STYLE_FONT] = "Andika, sans-serif",
    [STYLE_SIZE] = "15pt",
    [STYLE_WEIGHT] = "bold",
    [STYLE_SLANT] = "italic",
    [STYLE_COLOUR] = "#0063b0",
    [STYLE_PAPER] = "#fff8e1",
    [STYLE_LETTER_SPACING] = "0.2em",
    [STYLE_WORD_SPACING] = "0.3em",
    [STYLE_LINE_HEIGHT] = "1.8",
    [STYLE_SPACE_BEFORE] = "2em",
    [STYLE_SPACE_AFTER] = "2em",
    [STYLE_ALIGN] = "right",
    [STYLE_HYPHENS] = "auto",
    [STYLE_UNDERLINE] = "underline",
    [STYLE_BORDER] = "1px solid",
    [STYLE_BREAK] = "page",
    [STYLE_MEASURE] = "30em",
    [STYLE_ARC] = "solid",
    [STYLE_BARS] = "around",
    [STYLE_LINES] = "edge 2",
    [STYLE_RULER] = "on",
    [STYLE_SHEET] = "A3",
    [STYLE_MARGIN] = "3cm",
    [STYLE_PRINT] = "large bold",
};

/* Adds the parts of a package, without what is carried beside the format's own words. */
static void add_parts(const buffer *bytes, buffer *out)
{
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    archive *package = NULL;
    arena *pool = arena_new(64 << 20);
    CHECK(archive_open(&package, log, &limits, bytes->data, bytes->size) == ARD_OK);
    for (size_t i = 0; i < archive_count(package); i++) {
        const char *part;
        size_t size;
        CHECK(archive_part(package, pool, archive_name(package, i), &part, &size) == ARD_OK);
        add_stripped(part, size, out);
    }
    archive_close(package);
    arena_free(pool);
    report_free(log);
}

/* A lesson whose page, paragraph or mark says one thing of its look, as the parts of a package. */
static void make_lesson(const char *format, style_property property, int where, buffer *out)
{
    report_log *log = report_new();
    ard_limits limits = ard_limits_default();
    ard_document *document = lesson_new(&limits, log);
    buffer bytes = BUFFER_EMPTY;
    style s = {.name = NULL};
    if (property != STYLE_PROPERTIES)
        s.values[property] = values[property];
    if (property != STYLE_PROPERTIES && where == 0)
        style_set(document, STYLE_PAGE, property, values[property]);
    lesson_set_meta(document, "language", "fr");
    node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
    ard_node *leaf = node_append(lesson_root(document), node_new(document, PARAGRAPH, NOWHERE));
    node_append_text(document, leaf, "un mot", 6, NOWHERE);
    if (where == 1)
        leaf->style = style_add(document, &s);
    if (where == 2)
        node_append_text(document, node_append(leaf, mark_new(document, style_mark(document, &s), NOWHERE)), "b", 1,
                         NOWHERE);
    write_document(format, document, log, &bytes);
    add_parts(&bytes, out);
    buffer_free(&bytes);
    ard_document_free(document);
    report_free(log);
}

/* Where a property says something: of the page, of a paragraph, or of a mark. */
static int place_of(style_property property)
{
    switch ((int)property) {
    case STYLE_BREAK: return 1;
    case STYLE_ARC:
    case STYLE_BARS: return 2;
    default: return 0;
    }
}

static const char *lacks_of(const char *format)
{
    for (const ard_writer *const *w = standard_registry.writers; *w; w++)
        if (strcmp((*w)->about.name, format) == 0)
            return (*w)->about.lacks;
    return "";
}

/* Every property of the style table is shown, or the format says that it lacks it. */
static void all_is_shown_or_listed(const char *format)
{
    for (int i = 0; i < STYLE_PROPERTIES; i++) {
        buffer with = BUFFER_EMPTY, without = BUFFER_EMPTY;
        int where = place_of((style_property)i);
        make_lesson(format, (style_property)i, where, &with);
        make_lesson(format, STYLE_PROPERTIES, where, &without);
        bool shown = strcmp(buffer_string(&with), buffer_string(&without)) != 0;
        bool listed = text_in_list(lacks_of(format), style_property_name((style_property)i));
        CHECK(values[i] && (shown || listed));
        if (!shown && !listed)
            printf("  %s, %s\n", format, style_property_name((style_property)i));
        buffer_free(&with);
        buffer_free(&without);
    }
}

/* ---- Styles by name ---------------------------------------------------------------------------------------------- */

/* Two marks that touch and look alike have lines that do not run together, of a variant that is based on the same style;
 * a mark on a link is based on the mark's. */
static void styles_are_named(void)
{
    static const char lesson[] =
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" data-ard=\"native\" lang=\"fr\">\n<head>\n"
        "<title>M</title>\n<meta data-ard=\"style\" name=\"Ardoise M1\" data-ard-arc=\"solid\"/>\n</head>\n<body>\n"
        "<p><span data-ard-style=\"Ardoise M1\" added=\"around\">me</span><span data-ard-style=\"Ardoise M1\" "
        "added=\"around\">ner</span> <a href=\"https://example.org/\"><span data-ard-style=\"Ardoise M1\" "
        "added=\"around\">ici</span></a></p>\n</body>\n</html>\n";
    static const char *const wanted[FORMATS][4] = {
        {"style:display-name=\"Ardoise M1\" style:family=\"text\"",
         "style:display-name=\"Ardoise M1 (2)\" style:family=\"text\" style:parent-style-name=\"Ardoise_20_M1\"",
         "<text:span text:style-name=\"Ardoise_20_M1\">me</text:span>",
         "<text:span text:style-name=\"Ardoise_20_M1_20__28_2_29_\">ner</text:span>"},
        {"<w:name w:val=\"Ardoise M1\"/>", "<w:name w:val=\"Ardoise M1 (2)\"/><w:basedOn w:val=\"ArdoiseM1\"/>",
         "<w:name w:val=\"Ardoise M1 (Hyperlink)\"/><w:basedOn w:val=\"ArdoiseM1\"/>",
         "<w:rPr><w:rStyle w:val=\"ArdoiseM1b\"/></w:rPr><w:t xml:space=\"preserve\">ner</w:t>"},
    };
    for (size_t i = 0; i < FORMATS; i++) {
        conversion c = convert("native", formats[i], lesson);
        buffer parts = BUFFER_EMPTY;
        CHECK(c.status == ARD_OK);
        add_parts(&c.out, &parts);
        for (size_t k = 0; k < 4; k++) {
            bool found = strstr(buffer_string(&parts), wanted[i][k]) != NULL;
            CHECK(found);
            if (!found)
                printf("  %s lacks %s\n", formats[i], wanted[i][k]);
        }
        buffer_free(&parts);
        buffer_free(&c.out);
        report_free(c.log);
    }
}

int main(void)
{
    styles_are_named();
    for (size_t i = 0; i < FORMATS; i++) {
        all_is_shown_or_listed(formats[i]);
        for (uint64_t seed = 1; seed <= 150; seed++)
            check_random(seed, formats[i]);
        for (uint64_t seed = 1; seed <= 150; seed++)
            check_names(seed, formats[i]);
    }
    return check_end();
}
