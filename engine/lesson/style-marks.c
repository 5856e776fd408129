/* Rows of the style table that filters made for marks on the text: told by their names, and taken away again. */
#include "base/text.h"
#include "document.h"

#include <string.h>

static const char PREFIX[] = "Ardoise M";

bool style_is_mark(const char *name)
{
    size_t prefix = sizeof PREFIX - 1,
           digits = name && text_begins(name, PREFIX) ? strspn(name + prefix, "0123456789") : 0;
    return digits && !name[prefix + digits];
}

/* Gives every node its row's new number. */
static void renumber(ard_document *document, const uint16_t *numbers)
{
    walk w = walk_of(document->root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->style < document->style_count)
            w.node->style = numbers[w.node->style];
}

void style_use(const ard_document *document, bool *rows)
{
    walk w = walk_of(document->root);
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->style < document->style_count)
            rows[w.node->style] = true;
}

bool style_drop(ard_document *document, const bool *rows)
{
    uint16_t *numbers = document_alloc(document, document->style_count * sizeof *numbers), kept = 0;
    if (!numbers)
        return false;
    for (size_t row = 0; row < document->style_count; row++)
        numbers[row] = row > STYLE_PAGE && rows[row] ? STYLE_NONE : kept++;
    if (kept == document->style_count)
        return false;
    renumber(document, numbers);
    for (size_t row = 0; row < document->style_count; row++)
        if (row == STYLE_NONE || numbers[row] != STYLE_NONE)
            document->styles[numbers[row]] = document->styles[row];
    document->style_count = kept;
    document->marks_named = 0;
    styles_index(document);
    return true;
}

bool style_drop_marks(ard_document *document)
{
    bool *rows = document_alloc(document, document->style_count * sizeof *rows);
    for (size_t row = 0; rows && row < document->style_count; row++)
        rows[row] = style_is_mark(document->styles[row].name);
    return rows && style_drop(document, rows);
}
