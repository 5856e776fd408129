/* What the files of the Markdown reader share. Markdown is read in three passes: the lines (front matter, notes,
 * admonitions), the marks that CommonMark does not know (formulas, references of notes, attribute lists, templates),
 * each of which becomes a token that CommonMark takes for a word, and then CommonMark itself (libmd4c). */
#ifndef READERS_MARKDOWN_H
#define READERS_MARKDOWN_H

#include "base/buffer.h"
#include "base/plugin.h"
#include "base/table.h"
#include "lesson/lesson.h"

/* What a token stands for. Its place in the text is U+FDD0, its number, U+FDD1: noncharacters, of which no text has any
 * (those that come in are replaced). */
typedef enum token_kind {
    TOKEN_MATHS, TOKEN_MATHS_BLOCK, TOKEN_NOTE, TOKEN_ATTRIBUTES, TOKEN_SUPERSCRIPT, TOKEN_SUBSCRIPT, TOKEN_TEMPLATE
} token_kind;

/* Begins the title of an admonition, which stands as the first paragraph of a quotation. */
#define MARKDOWN_ASIDE "\uFDD2"

typedef struct token {
    token_kind kind;
    const char *text;           /* what is between its delimiters */
    const char *source;         /* as it stood in the text */
    uint32_t line;
} token;

/* A note's text, in Markdown. */
typedef struct markdown_note {
    struct markdown_note *next;
    const char *id;
    buffer text;
    uint32_t line;
} markdown_note;

/* A text made ready for libmd4c. All in `pool`, the buffers apart. */
typedef struct prepared {
    arena *pool;
    buffer text;
    token *tokens;
    size_t count, room;
    uint32_t *lines;            /* the source's line of each line of `text` */
    size_t line_count, line_room;
    markdown_note *notes, **last_note;
} prepared;

/* Makes a text ready: front matter goes to the document's metadata. False when memory has ended. */
bool markdown_prepare(prepared *p, ard_document *document, const char *text, size_t size);
void markdown_prepared_free(prepared *p);

/* Replaces the marks in `text` by tokens (markdown-marks.c); `lines` gets the source's line of each line that is made,
 * whose first one is `line`. */
void markdown_marks(prepared *p, const char *text, size_t size, uint32_t line, buffer *out);

/* Appends to a table of lines in the pool. */
void markdown_line(prepared *p, uint32_t line);

/* The token that begins at `text`, and its length there; NULL where none does. */
const token *markdown_token(const prepared *p, const char *text, size_t size, size_t *length);

/* ---- Building ---------------------------------------------------------------------------------------------------- */

/* A block or an inline of Markdown that is open. */
typedef struct markdown_frame {
    struct markdown_frame *below;
    ard_node *node, *before;    /* what was opened, and where content went before */
    unsigned depth;             /* before */
} markdown_frame;

/* Something that is counted, and the line where it first was. */
typedef struct markdown_count {
    unsigned count;
    uint32_t line;
} markdown_count;

typedef struct markdown {
    task *task;
    ard_document *document;
    prepared *prepared;
    const char *base;           /* the text that libmd4c reads; */
    size_t size;
    size_t *starts;             /* where each of its lines begins */
    size_t start_count;
    ard_node *here;             /* where content goes */
    markdown_frame *top, *spare;
    unsigned depth;             /* of `here` */
    unsigned pictures;          /* open pictures, whose text goes to `alt` */
    buffer alt, html;
    bool in_html;               /* a block of raw HTML is open */
    bool check, ticked;         /* a box waits for its item's text */
    bool groups[64];            /* of each open div or section of raw HTML: whether it has a node */
    unsigned group_count;
    const char *skipping;       /* the element of raw HTML whose content is passed over, or NULL */
    uint32_t line;              /* of what was read last */
    table *notes;               /* by their names */
    markdown_count templates, scripts, deep;
} markdown;

/* A new node below `here`, where content goes on. Depth is bounded: past it the content stays where it is. */
ard_node *markdown_open(markdown *m, ard_kind kind);

/* Adds text as it is, but for the reader's own marks. */
void markdown_text(markdown *m, const char *text, size_t size);

/* Adds raw HTML: tags become nodes where the tree has them, text between them is text (markdown-html.c). */
void markdown_html(markdown *m, const char *text, size_t size);

/* Adds a picture by its address and its text, NULL where it has none. */
ard_node *markdown_picture(markdown *m, const char *address, const char *alt);

/* Adds the text of a character reference ("&eacute;", "&#233;"); itself where it is none. */
void markdown_entity(const char *text, size_t size, buffer *out);

/* What a token stands for goes into the tree (markdown-tokens.c); text between tokens is text. */
void markdown_tokens(markdown *m, const char *text, size_t size);

/* Adds text with its tokens as they stood in the source, for places that hold characters only. */
void markdown_plain(const prepared *p, const char *text, size_t size, buffer *out);

/* Mends what blocks say by how they stand to each other (markdown-finish.c). */
void markdown_finish(markdown *m);

void markdown_tally(markdown_count *count, uint32_t line);
place markdown_place(const markdown *m);

#endif
