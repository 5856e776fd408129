/* Environments: matrices, cases, lines that are aligned. */
#include "tex.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 64 };

#define PAIRS "right left right left right left right left"

/* Ascending by name. */
static const tex_environment environments[] = {
    {"Bmatrix", "{", "}", NULL, false, false},
    {"Vmatrix", "‖", "‖", NULL, false, false},
    {"align", "", "", PAIRS, true, false},
    {"align*", "", "", PAIRS, true, false},
    {"alignat", "", "", PAIRS, true, true},
    {"alignat*", "", "", PAIRS, true, true},
    {"aligned", "", "", PAIRS, true, false},
    {"alignedat", "", "", PAIRS, true, true},
    {"array", "", "", NULL, false, true},
    {"bmatrix", "[", "]", NULL, false, false},
    {"cases", "{", "", "left", false, false},
    {"dcases", "{", "", "left", false, false},
    {"displaymath", "", "", NULL, true, false},
    {"eqnarray", "", "", "right center left", true, false},
    {"eqnarray*", "", "", "right center left", true, false},
    {"equation", "", "", NULL, true, false},
    {"equation*", "", "", NULL, true, false},
    {"flalign", "", "", PAIRS, true, false},
    {"flalign*", "", "", PAIRS, true, false},
    {"gather", "", "", NULL, true, false},
    {"gather*", "", "", NULL, true, false},
    {"gathered", "", "", NULL, true, false},
    {"math", "", "", NULL, true, false},
    {"matrix", "", "", NULL, false, false},
    {"multline", "", "", "left", true, false},
    {"multline*", "", "", "left", true, false},
    {"numcases", "{", "", "left", false, true},
    {"pmatrix", "(", ")", NULL, false, false},
    {"rcases", "", "}", "left", false, false},
    {"smallmatrix", "", "", NULL, false, false},
    {"split", "", "", PAIRS, true, false},
    {"subarray", "", "", NULL, false, true},
    {"tabular", "", "", NULL, false, true},
    {"vmatrix", "|", "|", NULL, false, false},
};

static int compare(const void *name, const void *row)
{
    return strcmp(name, ((const tex_environment *)row)->name);
}

const tex_environment *tex_environment_named(const char *name)
{
    return bsearch(name, environments, sizeof environments / sizeof *environments, sizeof *environments, compare);
}

/* ---- Begin ------------------------------------------------------------------------------------------------------- */

/* Says how columns are aligned, of an argument as "l|c@{}r"; centred ones alone need no words. */
static void set_columns(tex *t, ard_node *table, const char *columns)
{
    buffer aligns = BUFFER_EMPTY;
    unsigned count = 0;
    bool centred = true;
    for (const char *at = columns; at && *at && count < COLUMNS_MOST; at++) {
        const char *align = *at == 'l' ? "left" : *at == 'r' ? "right" : *at == 'c' ? "center" : NULL;
        if (!align)
            continue;
        centred &= *at == 'c';
        buffer_format(&aligns, "%s%s", count++ ? " " : "", align);
    }
    if (!centred)
        node_set(t->document, table, "columnalign", buffer_string(&aligns));
    buffer_free(&aligns);
}

static void begin_line(tex *t, tex_frame *f)
{
    f->line = node_append(f->table, tex_element(t, "mtr", NULL));
    f->row = node_append(f->line, tex_element(t, "mtd", NULL));
    f->traits = TEX_PLAIN;
}

void tex_begin(tex *t, const tex_command *command)
{
    const char *name = tex_raw(t);
    const tex_environment *environment = name ? tex_environment_named(name) : NULL;
    buffer shown = BUFFER_EMPTY;
    (void)command;
    if (!environment) {
        buffer_format(&shown, "begin{%s}", name ? name : "");
        tex_unknown(t, buffer_string(&shown), shown.size);
        buffer_free(&shown);
        return;
    }
    tex_skip_option(t);
    const char *columns = environment->columns ? tex_raw(t) : NULL;
    tex_frame *f = tex_push(t, TEX_TABLE);
    if (!f)
        return;
    f->environment = environment;
    f->table = tex_element(t, "mtable", NULL);
    if (environment->aligns)
        node_set(t->document, f->table, "columnalign", environment->aligns);
    else
        set_columns(t, f->table, columns);
    begin_line(t, f);
}

/* ---- Cells and lines --------------------------------------------------------------------------------------------- */

/* Ends the cell that is being read: "\over" in it counts for it alone. */
static void end_cell(tex *t, tex_frame *f)
{
    tex_settle(t, f->row, NULL);
    if (!f->divided)
        return;
    ard_node *below = tex_element(t, "mrow", NULL), *cell = f->line ? f->line->last : NULL;
    if (below && f->row)
        node_move_children(below, f->row);
    node_append(cell, tex_divided(t, f->divided, f->above, below));
    f->divided = NULL;
    f->above = NULL;
}

void tex_cell(tex *t)
{
    tex_flush(t);
    tex_frame *f = tex_top(t);
    if (f->kind != TEX_TABLE) {
        tex_deliver(t, tex_element(t, "mo", "&"), TEX_PLAIN);
        return;
    }
    end_cell(t, f);
    f->row = node_append(f->line, tex_element(t, "mtd", NULL));
    f->traits = TEX_PLAIN;
}

void tex_new_line(tex *t, const tex_command *command)
{
    (void)command;
    if (t->at < t->end && *t->at == '*')
        t->at++;
    tex_skip_option(t);
    tex_flush(t);
    tex_frame *f = tex_top(t);
    if (f->kind == TEX_TABLE) {
        end_cell(t, f);
        begin_line(t, f);
        return;
    }
    ard_node *end = tex_element(t, "mspace", NULL);
    node_set(t->document, end, "linebreak", "newline");
    tex_deliver(t, end, TEX_PLAIN);
}

/* ---- End --------------------------------------------------------------------------------------------------------- */

void tex_finish(tex *t, const tex_command *command)
{
    const char *name = tex_raw(t);
    (void)command;
    if (!tex_unwind(t, TEX_TABLE)) {
        t->broken = true;
        return;
    }
    t->broken |= !name || strcmp(name, tex_top(t)->environment->name) != 0;
    tex_close(t);
}

ard_node *tex_table_end(tex *t, tex_frame *f)
{
    const tex_environment *environment = f->environment;
    ard_node *table = f->table;
    end_cell(t, f);
    t->depth--;
    ard_node *last = table ? table->last : NULL;
    if (last && last->previous && last->first == last->last && last->first && !last->first->first)
        node_unlink(last);
    ard_node *line = table ? table->first : NULL, *row = tex_element(t, "mrow", NULL);
    if (environment->lines && line && line == table->last && row) {
        for (ard_node *cell = line->first; cell; cell = cell->next)
            node_move_children(row, cell);
        return row;
    }
    if (!*environment->open && !*environment->close)
        return table;
    if (*environment->open)
        node_append(row, tex_element(t, "mo", environment->open));
    node_append(row, table);
    if (*environment->close)
        node_append(row, tex_element(t, "mo", environment->close));
    return row;
}
