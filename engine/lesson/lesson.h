/* The lesson tree: what readers build, filters change in place, and writers print.
 *
 * Two rules hold for every tidy tree (tidy.h makes them true after any reader):
 *   - A container (section, item, cell, note, ...) holds blocks only; a leaf block (paragraph, heading, ...) holds
 *     inlines only; an inline holds inlines or nothing.
 *   - Text is valid UTF-8 without control characters other than tab and newline; two text nodes never touch; none is
 *     empty; blanks are literal (the reader has folded what its format folds).
 * Formulas are kind MATHS with MathML below, each element a node of kind MATHML whose text is its local name.
 *
 * Calls that build take NULL for a node that memory or limits refused, and then do nothing; the document's status is
 * sticky (`lesson_status`), so a reader asks once, at its end. Nodes live as long as their document. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/report.h"

/* What a node is. kinds.c has a row for each: its name, class, and how native writes it. */
typedef enum ard_kind {
    LESSON_ROOT,
    /* containers: blocks inside */
    SECTION, EXERCISE, QUESTION, ASIDE, QUOTE, FIGURE, BULLETS, NUMBERS, ITEM, DEFINITIONS, DEFINITION, TABLE, ROW, CELL,
    HEADER_CELL, NOTE,
    /* leaf blocks: inlines inside */
    HEADING, PARAGRAPH, INSTRUCTION, VERSE, CAPTION, TERM, CODE_BLOCK, MATHS_BLOCK, RULE, PAGE_MARK,
    /* inlines */
    TEXT, SPAN, EMPHASIS, STRONG, UNDERLINE, STRIKE, MARK, SUBSCRIPT, SUPERSCRIPT, CODE, INLINE_QUOTE, ABBREVIATION,
    LINK, IMAGE, BREAK, NOTE_REFERENCE, PAGE_REFERENCE, LINE_MARK, ANSWER, CHECK, MATHS, MATHML,
    /* what filters give, at the end of the root, beside the text */
    BRAILLE, BRAILLE_PAGE, BRAILLE_LINE, SPEECH, UTTERANCE,
    KINDS
} ard_kind;

typedef enum kind_class { CONTAINER, LEAF, INLINE, GIVEN } kind_class;

/* An open attribute: lang, dir, id, role, title, alt, href, start, colspan, aria-*, epub:type, data-*, and MathML's. */
typedef struct attribute {
    struct attribute *next;             /* by name, ascending */
    const char *name, *value;
} attribute;

struct ard_node {
    ard_node *parent, *first, *last, *previous, *next;
    const char *text;                   /* TEXT: its characters; MATHML: its element's name; else NULL */
    attribute *attributes;
    ard_kind kind;
    int number;                         /* HEADING: level 1 to 6; IMAGE: its resource, from 1, 0 for none;
                                         * UTTERANCE: the leaf of the document that it says, from 1 in its order */
    uint16_t style;                     /* its row of the style table; 0 for none */
    place place;                        /* in the source */
};

/* Attributes that readers give and writers know, besides lang, dir, id, title, role, aria-* and epub:type. Those of the
 * source that stand for nothing here are kept as data-*. Structure's own look-* never reach a writer.
 *     NUMBERS         start; type: "1" (where absent), "a", "A", "i", "I"; data-after: ")" where "1)" is shown, else "."
 *     ITEM            value: its number where it is not the next; data-label: its whole label where no number gives it
 *     TABLE           CAPTION blocks, then ROWs; the first rows whose cells are all HEADER_CELL are its head
 *                     data-turned: put by a filter on a TABLE that is too wide for an upright sheet, and on what
 *                     heads it: "landscape", or "broken" where some of its words will be broken on a turned one too
 *     CELL            colspan, rowspan; HEADER_CELL also scope: "col", "row", "colgroup", "rowgroup"
 *     IMAGE           alt: absent where the source says nothing, "" where decorative; width, height: CSS pixels
 *     LINK            href: an address, or "#" and the id of a node
 *     NOTE_REFERENCE  href: "#" and the id of its NOTE, which stands anywhere; its children are the mark as shown, or
 *                     none; NOTE: epub:type "footnote" or "endnote"
 *     PAGE_MARK       title: the number of the printed page that begins; PAGE_REFERENCE: the same, inside a line
 *     LINE_MARK       title: the number of the printed line
 *     EXERCISE        data-assesses: "reading", "spelling", "language" or "maths": aids that would give the answer are off
 *     INSTRUCTION     a leaf that tells the pupil to do something, in an exercise, a question, an item, or above them
 *     QUESTION        one thing asked in an exercise ("1.", "a)"): its words, its material, its answer spaces
 *     ASIDE           role or data-box: "memo", "example", "vocabulary", "document" where it is known
 *     VERSE           a stanza: its lines are parted by BREAK
 *     ANSWER          data-size: its length in characters; data-choices: what can be chosen, a choice a line; its
 *                     children are what the source shows there, or none
 *     CHECK           aria-checked: "true" or "false"; what it says is the text after it
 *     ANSWER, CHECK   data-field: it is a field to fill in, of this kind (fields.h); aria-label: its name, as a screen reader
 *                     says it; data-lines: rows of a field of several lines, or of a box on paper; data-group: a name that
 *                     boxes share of which one is chosen; data-answer: what the pupil has answered, of a CHECK "true" or
 *                     "false"; data-box: "large", to be drawn as a box to write in by hand
 *     MATHS           alttext: its words; display="block" is said by MATHS_BLOCK alone; data-typed: of one that was typed as
 *                     text, how sure that is, "0.93"; data-source: how it was typed
 *     CODE_BLOCK      data-language
 *     BULLETS         data-bullet: the sign shown, where it means something (a box to tick)
 *     BRAILLE         data-cells, data-lines: the page's size, 0 for none
 *     BRAILLE_PAGE    data-volume: the number of the volume that begins, where there are several
 *     UTTERANCE       lang; data-block: the number of its block, from 1; data-kind: the kind of that
 *     all             added="1": made by a filter; added="around": put by a filter around what is in it, which is the
 *                     source's; data-asked="1": the question is about this emphasis; data-added: names of attributes that a
 *                     filter has set on a node of the source's, blank-separated: "original" takes them away
 * A name is an ASCII one of XML, perhaps after "epub:", "xlink:" or "xml:"; those that begin with "data-ard" are native's. */

/* ---- Styles ----------------------------------------------------------------------------------------------------- */

/* The closed set of what a style can say. Values are CSS values in the units of style.c's table. Seven are ours:
 *     STYLE_ARC       "solid", "dashed": an arc below the characters, a syllable's or, on a blank, a liaison's
 *     STYLE_BARS      upright lines: "around" the characters, or "before" them
 *     STYLE_LINES     of the page: lines by turns in these looks: "ink" and colours of the letters, "paper" and colours behind
 *                     them, "edge" and how many signs at the margin
 *     STYLE_RULER     of the page: "on", a reading ruler that the reader moves
 *     STYLE_SHEET     of the page: its sheet when printed, "A4", "A3", "A4 landscape", "A3 landscape"
 *     STYLE_MARGIN    of the page: a length, what the sheet leaves free on all sides
 *     STYLE_PRINT     of the page: "large", nothing is smaller than its text, headings are little larger and bold; then how
 *                     emphasis looks, which italics are not good for: "bold", "underline", "spaced" or "italic" */
typedef enum style_property {
    STYLE_FONT, STYLE_SIZE, STYLE_WEIGHT, STYLE_SLANT, STYLE_COLOUR, STYLE_PAPER, STYLE_LETTER_SPACING,
    STYLE_WORD_SPACING, STYLE_LINE_HEIGHT, STYLE_SPACE_BEFORE, STYLE_SPACE_AFTER, STYLE_ALIGN, STYLE_HYPHENS,
    STYLE_UNDERLINE, STYLE_BORDER, STYLE_BREAK, STYLE_MEASURE, STYLE_ARC, STYLE_BARS, STYLE_LINES, STYLE_RULER,
    STYLE_SHEET, STYLE_MARGIN, STYLE_PRINT,
    STYLE_PROPERTIES
} style_property;

/* Of row 1, the page's own style, all text inherits: a filter that changes all text changes that one. */
enum { STYLE_NONE = 0, STYLE_PAGE = 1 };

typedef struct style {
    const char *name;                   /* neutral: "Ardoise A1" */
    const char *values[STYLE_PROPERTIES];   /* NULL: not said */
} style;

/* A picture or another part that nodes show. */
typedef struct resource {
    const char *media_type;             /* "image/png"; sniffed from the bytes by lesson_resource */
    const void *bytes;
    size_t size;
    const char *name;                   /* neutral and stable: "image-1.png" */
} resource;

/* ---- Documents -------------------------------------------------------------------------------------------------- */

/* An empty document with its root; NULL when memory has ended. Limits: nodes, depth, memory. */
ard_document *lesson_new(const ard_limits *limits, report_log *log);

ard_node *lesson_root(const ard_document *document);
arena *lesson_pool(const ard_document *document);

/* ARD_OK, or what was refused first (ARD_E_LIMIT; the diagnostic is already written). */
ard_status lesson_status(const ard_document *document);

/* Metadata: "title", "language" (of the whole lesson, BCP 47), "author", "date" (ISO 8601), "description"... Copied. */
void lesson_set_meta(ard_document *document, const char *name, const char *value);
const char *lesson_meta(const ard_document *document, const char *name);            /* NULL where unknown */
const attribute *lesson_metas(const ard_document *document);                        /* ascending by name */

/* Adds a picture; its bytes are copied. Gives its number, from 1; 0 when it was refused. The same bytes twice are one. */
int lesson_resource(ard_document *document, const void *bytes, size_t size);
const resource *lesson_resource_at(const ard_document *document, int number);       /* NULL past the end */

/* A face of a font that a page brings along. */
typedef struct page_font {
    const char *family;                 /* as STYLE_FONT lists it */
    unsigned least, most;               /* weights that it serves */
    bool italic;
    const char *media_type;
    const void *bytes;
    size_t size;
} page_font;

/* Adds a face; all of it is copied. Faces by number, from 0; NULL past the end. They are no part of what native holds. */
void lesson_add_font(ard_document *document, const page_font *face);
const page_font *lesson_font_at(const ard_document *document, size_t number);

/* What filters gave: "braille", "speech"; "font": the page's STYLE_FONT is the reader's choice, not the author's. */
void lesson_give(ard_document *document, const char *what);
void lesson_take_back(ard_document *document, const char *what);
bool lesson_given(const ard_document *document, const char *what);

/* What is said of the lesson: its last SPEECH, which the filter "speech" gives; NULL where there is none. */
const ard_node *lesson_speech(const ard_document *document);

/* The text of an UTTERANCE; "" for none. */
const char *utterance_text(const ard_node *utterance);
const attribute *lesson_gifts(const ard_document *document);                        /* their names, ascending */

/* A tree of blocks, unlinked, that is said in place of the lesson: the script of a dictation. NULL: the lesson itself is said. Of
 * its leaf blocks data-pause is the silence after each sentence, in milliseconds, data-rate the voice's words a minute. It is no
 * part of what native holds. */
void lesson_set_script(ard_document *document, ard_node *script);
ard_node *lesson_script(const ard_document *document);

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

ard_node *node_new(ard_document *document, ard_kind kind, place where);

/* A text node of `size` characters, copied; what XML cannot hold becomes U+FFFD. NULL for none. */
ard_node *node_new_text(ard_document *document, const char *text, size_t size, place where);

/* A MATHML element by its local name ("mfrac"). */
ard_node *node_new_mathml(ard_document *document, const char *name, place where);

/* Puts an unlinked node (or one taken out first) in. Each takes NULL and then does nothing; append gives `child`. */
ard_node *node_append(ard_node *parent, ard_node *child);
void node_insert_before(ard_node *at, ard_node *node);
void node_insert_after(ard_node *at, ard_node *node);

/* Takes a node, with what is below, out of the tree. */
void node_unlink(ard_node *node);

/* Puts the children of a node in its place and takes it out. */
void node_unwrap(ard_node *node);

/* Moves all children of `from` to the end of `to`. */
void node_move_children(ard_node *to, ard_node *from);

/* Puts `wrapper` in the place of the siblings from `first` to `last`, which become its children. */
void node_wrap(ard_node *wrapper, ard_node *first, ard_node *last);

/* Appends text to a parent: joins it to its last child where that is text. The common call of readers. */
void node_append_text(ard_document *document, ard_node *parent, const char *text, size_t size, place where);

/* Attributes: copied; NULL value takes it away. node_attribute gives NULL where there is none. */
void node_set(ard_document *document, ard_node *node, const char *name, const char *value);
void node_set_number(ard_document *document, ard_node *node, const char *name, long long value);
const char *node_attribute(const ard_node *node, const char *name);

/* Whether an attribute is a whole number, of a million at most, which goes to `*number`; else that stays. */
bool node_whole_number(const ard_node *node, const char *name, long *number);

/* The number of columns or rows that a cell takes ("colspan", "rowspan"): 1 where it does not say, `most` at most. */
long node_span(const ard_node *cell, const char *name, long most);

/* A copy of a node and all below it, unlinked. */
ard_node *node_copy(ard_document *document, const ard_node *node);

/* Whether a filter has made a node (added="1"); whether it, or something that it stands in. */
bool node_was_added(const ard_node *node);
bool node_is_generated(const ard_node *node);

/* What the nearest exercise around a node that says it assesses ("reading", "spelling"...: data-assesses); "" where none does. */
const char *node_assessed(const ard_node *node);

/* Adds the plain text below a node to a buffer: words as they are read; BREAK and blocks become a newline, an image its
 * alternative text, a formula its `alttext`, how it was typed, or its characters; notes' references, marks and what filters gave nothing. */
void node_text(const ard_node *node, buffer *text);

/* Whether node_text would give more than white space. */
bool node_has_words(const ard_node *node);

/* The language of a node: the nearest `lang` above it, else the document's, else "". */
const char *node_language(const ard_document *document, const ard_node *node);

/* ---- Kinds ------------------------------------------------------------------------------------------------------ */

/* How native writes a kind: an element, and one attribute where elements are shared. */
typedef struct kind_row {
    ard_kind kind;
    const char *name;                   /* "heading" */
    kind_class class;
    const char *element;                /* "p"; of HEADING "h", followed by its level */
    const char *key, *value;            /* the attribute that tells it from others of this element, or NULL */
    const char *role;                   /* DPUB-ARIA 1.1: what native says each is that has no role of its own, or NULL */
} kind_row;

const kind_row *kind_about(ard_kind kind);
bool kind_is(const ard_node *node, ard_kind kind);      /* false for NULL */
bool kind_is_block(ard_kind kind);                      /* container or leaf */
bool node_is_cell(const ard_node *node);                /* CELL or HEADER_CELL; false for NULL */
bool node_is_head_row(const ard_node *node);            /* a ROW with cells, all of them headers; false for NULL */

/* The kind that native writes as this element with this attribute; KINDS where there is none. `value` gives an
 * attribute's value by its name. */
ard_kind kind_of_element(const char *element, const char *(*value)(void *user, const char *name), void *user);

/* ---- The walk --------------------------------------------------------------------------------------------------- */

typedef enum walk_event { WALK_END, WALK_ENTER, WALK_LEAVE } walk_event;

/* Enter and leave events of a tree, without recursion:
 *
 *     walk w = walk_of(root);
 *     for (walk_event event; (event = walk_next(&w)) != WALK_END;)
 *         ... w.node ...
 *
 * At a leave event the node may be unlinked, unwrapped, or have siblings put before it; at an enter event its children
 * may be changed. */
typedef struct walk {
    ard_node *root, *node;
    ard_node *ahead;            /* private */
    walk_event event, coming;   /* private: coming */
} walk;

walk walk_of(ard_node *root);

/* After a leave event what comes is settled before the caller works on the node, after an enter event when he has. Here,
 * for every rule goes through the whole tree. */
static inline walk_event walk_next(walk *w)
{
    if (w->event == WALK_ENTER) {
        w->ahead = w->node->first ? w->node->first : w->node;
        w->coming = w->node->first ? WALK_ENTER : WALK_LEAVE;
    }
    w->node = w->ahead;
    w->event = w->coming;
    if (w->event == WALK_LEAVE) {
        bool ends = w->node == w->root, more = !ends && w->node->next;
        w->ahead = ends ? NULL : more ? w->node->next : w->node->parent;
        w->coming = ends ? WALK_END : more ? WALK_ENTER : WALK_LEAVE;
    }
    return w->event;
}

/* At an enter event: passes over what is below; the next event is the node's leave. */
void walk_skip(walk *w);

/* ---- Style table ------------------------------------------------------------------------------------------------ */

/* CSS name, and the name of each property for `formats --json`. */
const char *style_property_name(style_property property);
style_property style_property_named(const char *css_name);         /* STYLE_PROPERTIES where there is none */

/* A style's length in points; 0 where it is relative, or no length. */
double style_points(const char *value);

/* The row of a style with exactly these values, new or the one there is; its name is given by the table. */
uint16_t style_add(ard_document *document, const style *values);

/* The same for the look of a mark (marks.h): a row of its own, "Ardoise M1"..., which no other look shares. */
uint16_t style_mark(ard_document *document, const style *values);

/* The row with that name, made when there is none; for readers. */
uint16_t style_named(ard_document *document, const char *name);

const style *style_at(const ard_document *document, uint16_t row); /* NULL past the end */
size_t style_count(const ard_document *document);                  /* rows, with 0 and STYLE_PAGE */
void style_set(ard_document *document, uint16_t row, style_property property, const char *value);

/* Whether a row of that name was made by a filter for marks on the text: "Ardoise M1". */
bool style_is_mark(const char *name);

/* Sets `rows`, one for each row of the table, where a node has it; the others stay. */
void style_use(const ard_document *document, bool *rows);

/* Takes the rows that are set away, the page's apart; nodes that had one have none. Whether there was any. */
bool style_drop(ard_document *document, const bool *rows);

/* The same with the rows of marks. */
bool style_drop_marks(ard_document *document);

#endif
