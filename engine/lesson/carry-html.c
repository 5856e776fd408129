#include "carry-html.h"

#include "base/text.h"

#include <string.h>

static const char prefix[] = "data-ard-";

const char *carry_html_filled(ard_kind kind)
{
    static const char *const filled[KINDS] = {
        [ASIDE] = "role",
        [NOTE] = "role",
        [PAGE_MARK] = "role aria-label title epub:type",
        [PAGE_REFERENCE] = "role aria-label title epub:type",
        [LINE_MARK] = "role aria-label title",
        [ANSWER] = "role aria-label",
        [CHECK] = "role aria-label",
        [NOTE_REFERENCE] = "role aria-label epub:type",
    };
    return filled[kind] ? filled[kind] : "";
}

void carry_html_name(const char *name, buffer *out)
{
    buffer_text(out, prefix);
    for (; *name; name++) {
        bool capital = *name >= 'A' && *name <= 'Z';
        if (capital || *name == '.' || *name == '_')
            buffer_byte(out, '_');
        buffer_byte(out, *name == ':' ? '.' : ascii_lower(*name));
    }
}

void carry_html_add(const char *name, const char *value, buffer *out)
{
    if (!value)
        return;
    buffer_byte(out, ' ');
    carry_html_name(name, out);
    buffer_text(out, "=\"");
    buffer_xml(out, value, strlen(value), true);
    buffer_byte(out, '"');
}

bool carry_html_take(const char *name, buffer *out)
{
    if (!text_begins(name, prefix) || !name[sizeof prefix - 1])
        return false;
    for (name += sizeof prefix - 1; *name; name++) {
        bool marked = *name == '_' && name[1];
        name += marked;
        if (marked && *name >= 'a' && *name <= 'z')
            buffer_byte(out, (char)(*name - 'a' + 'A'));
        else
            buffer_byte(out, *name == '.' && !marked ? ':' : *name);
    }
    return true;
}

static const char *mark_of(void *user, const char *name)
{
    return strcmp(name, "data-ard") == 0 ? user : NULL;
}

ard_kind carry_html_kind(const char *element, const char *mark)
{
    for (int kind = LESSON_ROOT + 1; mark && kind < KINDS; kind++)
        if (strcmp(kind_about((ard_kind)kind)->name, mark) == 0)
            return (ard_kind)kind;
    return kind_of_element(element, mark_of, (void *)mark);
}
