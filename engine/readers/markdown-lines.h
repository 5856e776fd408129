/* The pass over the lines of a Markdown text: markdown-lines.c reads front matter, notes and admonitions, markdown-boxes.c
 * containers between ":::", definitions and lines of verse, which become HTML's tags around Markdown. */
#ifndef READERS_MARKDOWN_LINES_H
#define READERS_MARKDOWN_LINES_H

#include "markdown.h"

enum { MOST_ADMONITIONS = 16, MOST_BOXES = 32, TAB = 4 };

/* A container that waits for its end. */
typedef struct line_box {
    char mark;                          /* of its fence: ':', '`', '~' */
    size_t size;                        /* how long that is */
    const char *element;                /* to be closed; "" for none */
} line_box;

typedef struct line_pass {
    prepared *p;
    ard_document *document;
    const char *line, *stop, *end;      /* the line that is read, without its newline; the text's end */
    uint32_t *lines;                    /* the source's lines, of the text that is read */
    size_t number;
    size_t inside[MOST_ADMONITIONS];    /* columns of the content of each open admonition; 0: not known yet */
    size_t outer[MOST_ADMONITIONS];     /* columns of its marker */
    unsigned depth;
    bool blank;                         /* the last line that was written is empty */
    markdown_note *note;                /* the note whose text goes on */
    char fence;                         /* the character of the code fence that is open, or 0 */
    size_t fence_size;
    line_box boxes[MOST_BOXES];
    unsigned box_count;
    bool definitions, definition;       /* open: a list of them; one of them */
    bool verse;                         /* open: lines of verse */
} line_pass;

/* Columns of the blanks that a line begins with, up to `most`; `*text` is what follows them. */
size_t line_indent(const char *line, const char *stop, size_t most, const char **text);

/* Writes a line below the open admonitions. */
void line_write(line_pass *l, const char *text, size_t size);

/* Reads a line of a container, a definition or a verse; false where it is none, and it is still to be read from `*text`. */
bool line_of_box(line_pass *l, const char **text);

/* Closes what is open at the end of the text. */
void line_end_boxes(line_pass *l);

#endif
