/* Inside of the TeX writer: tex-ask.c asks what a formula's elements are to each other, tex-put.c writes tokens, tex-write.c
 * walks. */
#ifndef MATHS_TEX_WRITE_INSIDE_H
#define MATHS_TEX_WRITE_INSIDE_H

#include "base/buffer.h"
#include "lesson/lesson.h"

#define TEX_OPENING "( [ { ⟨ ⌊ ⌈"
#define TEX_CLOSING ") ] } ⟩ ⌋ ⌉"

/* Where a formula's TeX goes, and where it begins there; `cell`: no "|". */
typedef struct tex_out {
    buffer *out;
    size_t begin;
    bool cell;
} tex_out;

/* How a base with something above or below it is written. */
typedef enum over_form { OVER_LIMITS, OVER_ACCENT, OVER_ARROW, OVER_SET, OVER_FORCED } over_form;

/* Whether a node is an element of that name, or of one of those; its characters; whether an attribute has that value; whether
 * it is an operator of a list. Each takes NULL. */
bool texw_is(const ard_node *n, const char *name);
bool texw_one_of(const ard_node *n, const char *names);
const char *texw_token(const ard_node *n);
bool texw_says(const ard_node *n, const char *name, const char *value);
bool texw_is_sign(const ard_node *n, const char *list);
/* Whether an element only holds its children together, as a group. */
bool texw_is_group(const ard_node *n);
/* Whether some child of a row is higher than a line, as tex_settle has it. */
bool texw_is_high(const ard_node *row);
/* Whether a delimiter inside a row grows with it, as that of "\\middle" does. */
bool texw_has_middle(const ard_node *row);
/* Whether a row is all that stands between its first and its last child, two delimiters that grow with it. */
bool texw_is_fenced(const ard_node *row);
/* Whether a row in brackets is one that a script takes whole without braces: "(a+b)^2". */
bool texw_is_bracketed(const ard_node *row);
/* A matrix or a brace over lines: the environment of a table by the delimiters beside it; NULL where they are none. */
const char *texw_environment_of(const ard_node *grid);
/* Whether an operator is said by the environment of the table beside it. */
bool texw_is_of_table(const ard_node *n);
/* Whether a row is a table and its delimiters, and nothing else. */
bool texw_is_environment(const ard_node *row);
/* "(n over k)": a fraction without its line, in brackets. */
bool texw_is_binomial(const ard_node *fraction);
bool texw_is_binomial_row(const ard_node *row);
/* Whether TeX sets the scripts of a base above and below by itself. */
bool texw_takes_limits(const ard_node *base);
/* The command of an accent by the sign above or below; NULL for another. */
const char *texw_accent_of(const ard_node *n);
/* The arrow that grows with what stands over it. */
const char *texw_arrow_of(const ard_node *base);
/* How a base with something above or below it is written. */
over_form texw_form_of(const ard_node *n);
/* Adds a piece; a command before letters is set apart. */
void texw_put(tex_out *w, const char *text);
void texw_write_text(tex_out *w, const ard_node *n);
/* A number: its decimal comma in braces, room between groups of digits; in braces where digits stand before it. */
void texw_write_number(tex_out *w, const ard_node *n);
/* A letter, a function's name, or a unit in upright letters. */
void texw_write_identifier(tex_out *w, const ard_node *n);
void texw_write_operator(tex_out *w, const ard_node *n);
void texw_write_space(tex_out *w, const ard_node *n);

#endif
