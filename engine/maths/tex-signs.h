/* The commands of TeX that stand for characters and names, for writing. For this room's own files. */
#ifndef MATHS_TEX_SIGNS_H
#define MATHS_TEX_SIGNS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Adds a character of an operator or a number: its command, itself where TeX has none; "|" as a command where `cell`. */
void tex_put_point(uint32_t point, bool cell, buffer *out);

/* Adds a letter of an identifier, by its alphabet ("\mathbb{R}") or variant (NULL: italic). */
void tex_put_letter(uint32_t point, const char *variant, buffer *out);

/* Whether TeX knows a function's name, and its command. */
bool tex_is_function(const char *name);
bool tex_function_takes_limits(const char *name);
void tex_put_function(const char *name, buffer *out);

/* Whether an operator stands between two operands, with room around it. */
bool tex_is_infix(const char *sign);

#endif
