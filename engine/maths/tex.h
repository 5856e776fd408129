/* Inside of the TeX reader: tex.c is the machine, tex-tokens.c reads characters, tex-rows.c puts atoms and their scripts
 * together, tex-text.c reads words, tex-tables.c environments, tex-build.c makes each command's MathML, and
 * tex-commands.c is the table. The commands are those of LaTeX and amsmath that MathJax and KaTeX show; "The TeXbook",
 * chapters 16 to 18 and appendix G, says what an atom, a nucleus and a script are.
 *
 * No recursion: what is open stands in frames, TEX_DEPTH of them at most. A frame either collects a row, or waits for
 * the arguments of a command, or for a script; each atom that is complete is delivered to the top frame. */
#ifndef MATHS_TEX_H
#define MATHS_TEX_H

#include "mathml.h"

enum { TEX_DEPTH = 32, TEX_ARGUMENTS = 2, TEX_WRAPS = 16 };

typedef struct tex tex;
typedef struct tex_frame tex_frame;
typedef struct tex_command tex_command;
typedef struct tex_environment tex_environment;

/* What is done when a command comes. */
typedef void tex_action(tex *t, const tex_command *command);

/* Makes an atom of the arguments of a frame that has them all; NULL for nothing. */
typedef ard_node *tex_build(tex *t, tex_frame *f);

/* What the last atom of a row is like, in bits. */
typedef enum tex_trait {
    TEX_PLAIN = 0,
    TEX_LIMITS = 1,             /* scripts go below and above */
    TEX_FUNCTION = 2,           /* a name that is applied to what follows */
    TEX_SUB = 4, TEX_SUPER = 8, /* has that script */
    TEX_EMPTY = 16              /* an empty group: its scripts are those of what follows */
} tex_trait;

struct tex_command {
    const char *name;           /* without its backslash */
    tex_action *act;
    const char *text;           /* of a sign: its character; of a space: its width; of an accent: its mark... */
    uint8_t arguments;          /* of TEX_PENDING */
    uint8_t traits;             /* of the atom */
    tex_build *build;
};

typedef enum tex_frame_kind {
    TEX_TOP, TEX_GROUP, TEX_BRACKET, TEX_FENCE, TEX_TABLE, TEX_WORDS, TEX_INNER, /* rows */
    TEX_PENDING, TEX_SCRIPT
} tex_frame_kind;

struct tex_frame {
    tex_frame_kind kind;
    const tex_command *command;             /* TEX_PENDING; TEX_WORDS: NULL or the command */
    ard_node *row;                          /* where atoms go */
    unsigned traits;                        /* of the row's last atom */
    const tex_command *divided;             /* "\over" or the like, where one came; */
    ard_node *above;                        /* what stood before it */
    ard_node *arguments[TEX_ARGUMENTS], *option;
    uint8_t count;
    bool superscript;                       /* TEX_SCRIPT */
    const char *variant;                    /* of letters, as MathML's mathvariant; NULL: as mathematics has them */
    const char *raw;                        /* a colour, an opening delimiter: borrowed or in the pool */
    const tex_environment *environment;     /* TEX_TABLE */
    ard_node *table, *line;
    ard_node *end;                          /* TEX_FENCE: the closing delimiter, in its row */
    unsigned braces;                        /* TEX_WORDS: open inside */
};

struct tex {
    ard_document *document;
    report_log *log;
    place where;
    const char *begin, *at, *end;
    bool comma;                 /* a comma between digits is a decimal one */
    bool broken, deep;
    size_t depth;
    tex_frame frames[TEX_DEPTH];
};

/* An environment: "pmatrix". */
struct tex_environment {
    const char *name, *open, *close;
    const char *aligns;         /* of its columns; NULL: centred */
    bool lines;                 /* a layout of lines: one alone needs no table */
    bool columns;               /* has an argument with its columns, or their number */
};

/* ---- tex.c: the machine ----------------------------------------------------------------------------------------- */

tex_frame *tex_top(tex *t);

/* Opens a frame; NULL past the depth, which ends the reading. */
tex_frame *tex_push(tex *t, tex_frame_kind kind);

/* Gives an atom, which may be NULL, to the top frame. */
void tex_deliver(tex *t, ard_node *node, unsigned traits);

/* Completes commands and scripts that wait: what they lack is empty. */
void tex_flush(tex *t);

/* Ends the row that is on top and gives it up: all it holds as one node, without its command's effect. */
ard_node *tex_row_end(tex *t, tex_frame *f);

/* Closes rows down to the nearest one of a kind, which becomes the top; false, and nothing is done, where none is. */
bool tex_unwind(tex *t, tex_frame_kind kind);

/* Closes the row on top and delivers it. */
void tex_close(tex *t);

/* Reports a command that is unknown and keeps it as text. */
void tex_unknown(tex *t, const char *name, size_t size);

/* ---- tex-tokens.c ------------------------------------------------------------------------------------------------ */

/* Passes over blanks and comments. */
void tex_skip(tex *t);

/* Whether the next character is `c`, blanks passed over. */
bool tex_next_is(tex *t, char c);

/* The name of the command at a backslash, which is passed; "" at the text's end. */
const char *tex_name(tex *t, size_t *size);

/* An argument as it stands in the source, without its braces; a copy in the document's pool. */
const char *tex_raw(tex *t);

/* Passes over an optional argument, "[2pt]", that says a size or a place only. */
void tex_skip_option(tex *t);

/* A number at `at`, as mn; of a lone digit where an argument is wanted. */
ard_node *tex_number(tex *t, bool digit);

/* A letter, or a run of upright ones, as mi. */
ard_node *tex_letters(tex *t, bool alone);

/* A sign of one character as mo. */
ard_node *tex_character(tex *t);

/* A delimiter after "\left": its character as mo writes it; "" for none. */
const char *tex_delimiter(tex *t);

/* ---- tex-rows.c -------------------------------------------------------------------------------------------------- */

/* An element, unlinked, with text (NULL for none). */
ard_node *tex_element(tex *t, const char *name, const char *text);

/* An element over two children. */
ard_node *tex_over(tex *t, const char *name, ard_node *a, ard_node *b);

/* An element whose content MathML takes for a row by itself. */
ard_node *tex_around(tex *t, const char *name, ard_node *content);

/* The characters of an mo, or "". */
const char *tex_sign_text(const ard_node *node);

/* Ends a row: its brackets keep the height of a line, but for `end`, the one of "\right" (NULL for none). */
void tex_settle(tex *t, ard_node *row, const ard_node *end);

void tex_append(tex *t, tex_frame *f, ard_node *node, unsigned traits);
void tex_attach(tex *t, tex_frame *f, ard_node *script, bool superscript);

/* ---- Actions and builders ---------------------------------------------------------------------------------------- */

tex_action tex_letter, tex_sign, tex_function, tex_space, tex_ignore, tex_ignore_raw, tex_pending, tex_pending_raw,
    tex_root, tex_font, tex_switch, tex_words, tex_source, tex_left, tex_right, tex_middle, tex_divide, tex_limits,
    tex_no_limits, tex_begin, tex_finish, tex_new_line, tex_tag, tex_width, tex_amount;
tex_build tex_fraction, tex_binomial, tex_radical, tex_accent, tex_under_accent, tex_overset, tex_underset,
    tex_brace, tex_under_brace, tex_phantom, tex_enclosed, tex_same, tex_coloured, tex_negated, tex_stack,
    tex_long_arrow, tex_modulus;

/* Reads on in text, where the top frame is TEX_WORDS. */
void tex_read_words(tex *t);

/* An mtext with blanks at its ends as room; a row where there are any. */
ard_node *tex_mtext(tex *t, const char *text, size_t size, const char *variant);

/* "&": the next cell; an ordinary sign outside of tables. */
void tex_cell(tex *t);

/* The node of an environment that ends, its frame popped. */
ard_node *tex_table_end(tex *t, tex_frame *f);

/* What "\over" and the like make of what stands above and below. */
ard_node *tex_divided(tex *t, const tex_command *command, ard_node *above, ard_node *below);

const tex_command *tex_command_named(const char *name, size_t size);
const tex_environment *tex_environment_named(const char *name);

/* The table of commands, ascending by name. */
const tex_command *tex_commands(size_t *count);

#endif
