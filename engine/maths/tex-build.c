/* What each command makes: actions when it comes, builders when it has its arguments. */
#include "tex.h"

#include "base/text.h"

#include <string.h>

/* ---- Atoms ------------------------------------------------------------------------------------------------------- */

void tex_letter(tex *t, const tex_command *command)
{
    tex_deliver(t, tex_element(t, "mi", command->text), TEX_PLAIN);
}

void tex_sign(tex *t, const tex_command *command)
{
    tex_deliver(t, tex_element(t, "mo", command->text), command->traits);
}

/* A name of letters; the command's own where the table gives none. */
void tex_function(tex *t, const tex_command *command)
{
    tex_deliver(t, tex_element(t, "mi", command->text ? command->text : command->name), command->traits);
}

/* Room says nothing to a command or a script that waits, nor where a cell begins. */
void tex_space(tex *t, const tex_command *command)
{
    const tex_frame *f = tex_top(t);
    if (f->kind >= TEX_PENDING || (f->kind == TEX_TABLE && f->row && !f->row->first))
        return;
    ard_node *room = tex_element(t, "mspace", NULL);
    node_set(t->document, room, "width", command->text);
    tex_deliver(t, room, TEX_PLAIN);
}

/* "\hspace{1em}": a length where MathML knows its unit, else the room of a blank. */
void tex_width(tex *t, const tex_command *command)
{
    static const char units[] = "em ex px in cm mm pt pc";
    if (t->at < t->end && *t->at == '*')
        t->at++;
    const char *raw = tex_raw(t);
    size_t digits = raw ? strspn(raw, "0123456789.") : 0;
    tex_command width = *command;
    width.text = digits && text_in_list(units, raw + digits) ? raw : "0.333em";
    if (raw && *raw != '-')
        tex_space(t, &width);
}

void tex_ignore(tex *t, const tex_command *command)
{
    (void)t;
    (void)command;
}

void tex_ignore_raw(tex *t, const tex_command *command)
{
    (void)command;
    tex_skip_option(t);
    tex_raw(t);
}

/* ---- Commands that wait ------------------------------------------------------------------------------------------ */

void tex_pending(tex *t, const tex_command *command)
{
    tex_frame *f = tex_push(t, TEX_PENDING);
    if (f)
        f->command = command;
}

/* The first argument is no formula: a colour. */
void tex_pending_raw(tex *t, const tex_command *command)
{
    tex_skip_option(t);
    const char *raw = tex_raw(t);
    tex_pending(t, command);
    if (tex_top(t)->kind == TEX_PENDING)
        tex_top(t)->raw = raw;
}

/* A command with an argument in brackets before the others. */
void tex_root(tex *t, const tex_command *command)
{
    tex_pending(t, command);
    if (t->deep || !tex_next_is(t, '['))
        return;
    t->at++;
    tex_push(t, TEX_BRACKET);
}

void tex_font(tex *t, const tex_command *command)
{
    if (t->at < t->end && *t->at == '*') {
        t->at++;
        if (command->traits & TEX_FUNCTION)
            command = tex_command_named("operatornamewithlimits", strlen("operatornamewithlimits"));
    }
    tex_pending(t, command);
    if (tex_top(t)->kind == TEX_PENDING)
        tex_top(t)->variant = command->text;
}

/* "\rm": letters up to the end of the group. */
void tex_switch(tex *t, const tex_command *command)
{
    tex_top(t)->variant = command->text;
}

/* ---- Delimiters -------------------------------------------------------------------------------------------------- */

void tex_left(tex *t, const tex_command *command)
{
    const char *delimiter = tex_delimiter(t);
    tex_frame *f = tex_push(t, TEX_FENCE);
    (void)command;
    if (f)
        f->raw = delimiter;
}

void tex_right(tex *t, const tex_command *command)
{
    const char *delimiter = tex_delimiter(t);
    (void)command;
    if (!tex_unwind(t, TEX_FENCE)) {
        t->broken = true;
        tex_flush(t);
        tex_deliver(t, *delimiter ? tex_element(t, "mo", delimiter) : NULL, TEX_PLAIN);
        return;
    }
    tex_frame *f = tex_top(t);
    ard_node *end = *delimiter ? tex_element(t, "mo", delimiter) : NULL;
    if (f->divided) {
        tex_frame inner = *f;
        inner.kind = TEX_GROUP;
        f->row = tex_over(t, "mrow", tex_row_end(t, &inner), NULL);
        f->divided = NULL;
    }
    f->end = node_append(f->row, end);
    tex_close(t);
}

/* "\middle|", "\big(": a delimiter in a row. */
void tex_middle(tex *t, const tex_command *command)
{
    const char *delimiter = tex_delimiter(t);
    tex_flush(t);
    if (!*delimiter)
        return;
    ard_node *sign = tex_element(t, "mo", delimiter);
    if (command->name[0] == 'm')
        node_set(t->document, sign, "stretchy", "true");
    tex_deliver(t, sign, TEX_PLAIN);
}

/* ---- Fractions, roots -------------------------------------------------------------------------------------------- */

static ard_node *fraction(tex *t, ard_node *above, ard_node *below, bool line, const char *open, const char *close)
{
    ard_node *made = tex_over(t, "mfrac", above, below);
    if (!line)
        node_set(t->document, made, "linethickness", "0");
    if (!*open)
        return made;
    ard_node *row = tex_over(t, "mrow", tex_element(t, "mo", open), made);
    node_append(row, tex_element(t, "mo", close));
    return row;
}

ard_node *tex_fraction(tex *t, tex_frame *f)
{
    return fraction(t, f->arguments[0], f->arguments[1], true, "", "");
}

ard_node *tex_binomial(tex *t, tex_frame *f)
{
    return fraction(t, f->arguments[0], f->arguments[1], false, "(", ")");
}

/* "a \over b", "n \choose k": all of the row is above, what comes is below. */
void tex_divide(tex *t, const tex_command *command)
{
    tex_flush(t);
    tex_frame *f = tex_top(t);
    if (f->divided || f->kind == TEX_WORDS) {
        t->broken = true;
        return;
    }
    ard_node *above = tex_element(t, "mrow", NULL);
    if (above && f->row)
        node_move_children(above, f->row);
    f->divided = command;
    f->above = above;
    f->traits = TEX_PLAIN;
}

ard_node *tex_divided(tex *t, const tex_command *command, ard_node *above, ard_node *below)
{
    bool choose = command->text[0] == '(';
    return fraction(t, above, below, command->text[0] == '/', choose ? "(" : "", ")");
}

ard_node *tex_radical(tex *t, tex_frame *f)
{
    return f->option ? tex_over(t, "mroot", f->arguments[0], f->option) : tex_around(t, "msqrt", f->arguments[0]);
}

/* ---- Above and below --------------------------------------------------------------------------------------------- */

ard_node *tex_accent(tex *t, tex_frame *f)
{
    ard_node *made = tex_over(t, "mover", f->arguments[0], tex_element(t, "mo", f->command->text));
    node_set(t->document, made, "accent", "true");
    return made;
}

ard_node *tex_under_accent(tex *t, tex_frame *f)
{
    return tex_over(t, "munder", f->arguments[0], tex_element(t, "mo", f->command->text));
}

ard_node *tex_overset(tex *t, tex_frame *f)
{
    return tex_over(t, "mover", f->arguments[1], f->arguments[0]);
}

ard_node *tex_underset(tex *t, tex_frame *f)
{
    return tex_over(t, "munder", f->arguments[1], f->arguments[0]);
}

ard_node *tex_brace(tex *t, tex_frame *f)
{
    return tex_over(t, "mover", f->arguments[0], tex_element(t, "mo", f->command->text));
}

ard_node *tex_under_brace(tex *t, tex_frame *f)
{
    return tex_over(t, "munder", f->arguments[0], tex_element(t, "mo", f->command->text));
}

/* "\xrightarrow[below]{above}" */
ard_node *tex_long_arrow(tex *t, tex_frame *f)
{
    ard_node *arrow = tex_element(t, "mo", f->command->text);
    if (!f->option)
        return tex_over(t, "mover", arrow, f->arguments[0]);
    ard_node *made = tex_over(t, "munderover", arrow, f->option);
    node_append(made, f->arguments[0]);
    return made;
}

static void set_limits(tex *t, bool on)
{
    tex_frame *f = tex_top(t);
    if (f->kind < TEX_PENDING)
        f->traits = on ? f->traits | TEX_LIMITS : f->traits & ~(unsigned)TEX_LIMITS;
}

void tex_limits(tex *t, const tex_command *command)
{
    (void)command;
    set_limits(t, true);
}

void tex_no_limits(tex *t, const tex_command *command)
{
    (void)command;
    set_limits(t, false);
}

/* ---- Others ------------------------------------------------------------------------------------------------------ */

ard_node *tex_phantom(tex *t, tex_frame *f)
{
    return tex_around(t, "mphantom", f->arguments[0]);
}

ard_node *tex_enclosed(tex *t, tex_frame *f)
{
    ard_node *made = tex_around(t, "menclose", f->arguments[0]);
    node_set(t->document, made, "notation", f->command->text);
    return made;
}

ard_node *tex_same(tex *t, tex_frame *f)
{
    (void)t;
    return f->arguments[0];
}

/* A colour by its name or as "#rrggbb"; another way to say it is a look that is not kept. */
ard_node *tex_coloured(tex *t, tex_frame *f)
{
    const char *colour = f->raw ? f->raw : "", *at = colour + (*colour == '#');
    while (ascii_is_letter(*at) || text_is_digit((unsigned char)*at))
        at++;
    if (*at || at == colour)
        return f->arguments[0];
    ard_node *made = tex_around(t, "mstyle", f->arguments[0]);
    node_set(t->document, made, "mathcolor", colour);
    return made;
}

/* "\not=": the sign that Unicode has, else a stroke over it. */
ard_node *tex_negated(tex *t, tex_frame *f)
{
    static const char *const signs[][2] = {{"=", "≠"}, {"∈", "∉"}, {"⊂", "⊄"}, {"⊃", "⊅"}, {"≡", "≢"},
                                           {"<", "≮"}, {">", "≯"}, {"≤", "≰"}, {"≥", "≱"}, {"∃", "∄"},
                                           {"⊆", "⊈"}, {"∣", "∤"}, {"∥", "∦"}, {"∼", "≁"}, {"≈", "≉"},
                                           {"∋", "∌"}, {"→", "↛"}, {"⇒", "⇏"}, {"⇔", "⇎"}, {"≅", "≇"}};
    const char *sign = tex_sign_text(f->arguments[0]);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(sign, signs[i][0]) == 0)
            return tex_element(t, "mo", signs[i][1]);
    if (*sign && f->arguments[0]->first)
        node_append_text(t->document, f->arguments[0], "\u0338", 2, t->where);
    else
        return tex_over(t, "mrow", tex_element(t, "mo", "¬"), f->arguments[0]);
    return f->arguments[0];
}

/* "\substack{a \\ b}": a table of its lines. */
ard_node *tex_stack(tex *t, tex_frame *f)
{
    ard_node *table = tex_element(t, "mtable", NULL), *cell = NULL;
    ard_node *all = tex_over(t, "mrow", f->arguments[0], NULL), *from = all && all->first ? all->first : NULL;
    if (from && strcmp(from->text, "mrow") == 0)
        node_unwrap(from);
    for (ard_node *child = all ? all->first : NULL, *next; child; child = next) {
        next = child->next;
        bool ends = node_attribute(child, "linebreak") != NULL;
        if (!cell || ends)
            cell = node_append(node_append(table, tex_element(t, "mtr", NULL)), tex_element(t, "mtd", NULL));
        node_unlink(child);
        if (!ends)
            node_append(cell, child);
    }
    return table;
}

/* "\pmod{n}" */
ard_node *tex_modulus(tex *t, tex_frame *f)
{
    ard_node *row = tex_over(t, "mrow", tex_element(t, "mo", "("), tex_element(t, "mi", "mod"));
    ard_node *room = node_append(row, tex_element(t, "mspace", NULL));
    node_set(t->document, room, "width", "0.333em");
    node_append(row, f->arguments[0]);
    node_append(row, tex_element(t, "mo", ")"));
    return row;
}
