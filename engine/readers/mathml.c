/* MathML alone: a document that is one formula (.mml). The smallest reader: start from it for another. */
#include "maths/mathml.h"
#include "base/plugin.h"
#include "lesson/lesson.h"
#include "source/xml.h"

#include <string.h>

enum { SURE = 90 };

/* Past blanks, a byte order mark, the XML declaration, comments and a document type. */
static size_t prologue(const char *text, size_t size)
{
    size_t at = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (;;) {
        while (at < size && strchr(" \t\r\n", text[at]))
            at++;
        if (at + 1 >= size || text[at] != '<' || (text[at + 1] != '?' && text[at + 1] != '!'))
            return at;
        const char *end = memchr(text + at, '>', size - at);
        if (!end)
            return size;
        at = (size_t)(end - text) + 1;
    }
}

/* Whether a start tag at `at` is that of an element called math, with any prefix. */
static bool opens_formula(const char *text, size_t size, size_t at)
{
    size_t name = at + 1;
    if (at >= size || text[at] != '<')
        return false;
    while (name < size && !strchr(": \t\r\n/>", text[name]))
        name++;
    size_t from = name < size && text[name] == ':' ? name + 1 : at + 1;
    return size - from > 4 && memcmp(text + from, "math", 4) == 0 && strchr(" \t\r\n/>", text[from + 4]);
}

/* A root called math, and no other formula after it: a page may begin with one and hold several. */
static int probe(const unsigned char *head, size_t size)
{
    const char *text = (const char *)head, *next;
    size_t at = prologue(text, size);
    if (!opens_formula(text, size, at))
        return 0;
    while ((next = memchr(text + at + 1, '<', size - at - 1))) {
        at = (size_t)(next - text);
        if (opens_formula(text, size, at))
            return 0;
    }
    return SURE;
}

/* The formula's element: the root, else (no namespace was said) what HTML makes of the same text. */
static ard_status find_formula(task *t, const source *s, arena *pool, xml_node **found)
{
    xml_node *root;
    ard_status status = xml_read(&root, pool, t->log, t->limits, NULL, s->bytes, s->size);
    if (status != ARD_OK || xml_is(root, "math:math")) {
        *found = root;
        return status;
    }
    status = html_read(&root, pool, t->log, t->limits, NULL, s->bytes, s->size);
    *found = root;
    while (status == ARD_OK && *found && !xml_is(*found, "math:math"))
        *found = xml_following(*found, root);
    return status == ARD_OK && !*found ? report(t->log, NOWHERE, "mathml.none", NULL) : status;
}

static ard_status read_mathml(task *t, const source *s, ard_document *document)
{
    xml_node *formula;
    ard_status status = find_formula(t, s, lesson_pool(document), &formula);
    if (status == ARD_OK)
        node_append(lesson_root(document), mathml_read(document, t->log, formula, NULL));
    return status;
}

const ard_reader mathml_reader = {
    .about = {.kind = ARD_READER,
              .name = "mathml",
              .aliases = "mml",
              .endings = ".mml .mathml",
              .media_type = "application/mathml+xml",
              .lacks = "",
              .help = "reader.mathml"},
    .probe = probe,
    .read = read_mathml,
};
