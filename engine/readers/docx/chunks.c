/* Documents of other formats that are put in where they stand when Word opens the file (w:altChunk, 17.17.2): web pages,
 * alone or in an archive (MHTML, RFC 2557), and texts. What else there is (RTF, another DOCX) is said to be left out. */
#include "docx.h"

#include "base/text.h"
#include "readers/docx/chunks.h"
#include "readers/plain.h"

#include <string.h>

/* ---- MHTML ------------------------------------------------------------------------------------------------------ */

/* A piece of the bytes. */
typedef struct piece {
    const char *at, *end;
} piece;

/* The line that begins at `at`, without its end; `at` moves to the next. */
static piece next_line(const char **at, const char *end)
{
    piece line = {*at, memchr(*at, '\n', (size_t)(end - *at))};
    *at = line.end ? line.end + 1 : end;
    if (!line.end)
        line.end = end;
    if (line.end > line.at && line.end[-1] == '\r')
        line.end--;
    return line;
}

/* Copies the value of a header field of a part (RFC 5322, folded lines joined); the body begins at `*body`. */
static void header_value(piece part, const char *name, buffer *value, const char **body)
{
    const char *at = part.at;
    size_t length = strlen(name);
    bool inside = false;
    while (at < part.end) {
        piece line = next_line(&at, part.end);
        if (line.at == line.end)
            break;
        if (*line.at != ' ' && *line.at != '\t') {
            inside = (size_t)(line.end - line.at) > length && line.at[length] == ':';
            for (size_t i = 0; inside && i < length; i++)
                inside = ascii_lower(line.at[i]) == name[i];
            line.at += inside ? length + 1 : 0;
        }
        if (inside)
            buffer_add(value, line.at, (size_t)(line.end - line.at));
    }
    *body = at;
}

/* Adds quoted-printable bytes (RFC 2045, 6.7). */
static void add_quoted(piece body, buffer *out)
{
    for (const char *at = body.at; at < body.end; at++) {
        size_t left = (size_t)(body.end - at);
        int high = *at == '=' && left > 2 ? ascii_hex(at[1]) : -1, low = high >= 0 ? ascii_hex(at[2]) : -1;
        if (low >= 0) {
            buffer_byte(out, (char)(high << 4 | low));
            at += 2;
        } else if (*at == '=' && left > 1 && (at[1] == '\n' || (at[1] == '\r' && left > 2 && at[2] == '\n')))
            at += at[1] == '\r' ? 2 : 1;
        else
            buffer_byte(out, *at);
    }
}

/* Adds the page of a part; false where it is none. */
static bool take_part(piece part, buffer *page)
{
    buffer type = BUFFER_EMPTY, coding = BUFFER_EMPTY;
    const char *body;
    header_value(part, "content-type", &type, &body);
    header_value(part, "content-transfer-encoding", &coding, &body);
    const char *said = buffer_string(&type), *how = buffer_string(&coding);
    said += strspn(said, " \t");
    how += strspn(how, " \t");
    bool taken = text_begins(said, "text/html") || text_begins(said, "application/xhtml");
    piece inside = {body, part.end};
    if (taken && text_same(how, "quoted-printable"))
        add_quoted(inside, page);
    else if (taken && text_same(how, "base64")) {
        buffer text = BUFFER_EMPTY;
        buffer_add(&text, inside.at, (size_t)(inside.end - inside.at));
        buffer_unbase64(page, buffer_string(&text), text.size);
        buffer_free(&text);
    } else if (taken)
        buffer_add(page, inside.at, (size_t)(inside.end - inside.at));
    buffer_free(&type);
    buffer_free(&coding);
    return taken;
}

/* The boundary of a multipart message, with its two hyphens; false where there is none. */
static bool boundary_of(piece whole, buffer *boundary, const char **body)
{
    buffer type = BUFFER_EMPTY;
    header_value(whole, "content-type", &type, body);
    const char *at = strstr(buffer_string(&type), "boundary=");
    if (at) {
        at += strlen("boundary=");
        at += *at == '"';
        buffer_text(boundary, "--");
        buffer_add(boundary, at, strcspn(at, "\"; \t"));
    }
    buffer_free(&type);
    return boundary->size > 2;
}

/* Adds the first page of an archive; false where there is none. */
static bool take_archive(piece whole, buffer *page)
{
    buffer boundary = BUFFER_EMPTY;
    const char *at, *begin = NULL;
    bool taken = false;
    if (!boundary_of(whole, &boundary, &at))
        taken = take_part(whole, page);
    while (boundary.size > 2 && at < whole.end && !taken) {
        const char *line_at = at;
        piece line = next_line(&at, whole.end);
        if ((size_t)(line.end - line.at) < boundary.size || memcmp(line.at, boundary.data, boundary.size) != 0)
            continue;
        taken = begin && take_part((piece){begin, line_at}, page);
        begin = at;
    }
    if (!taken && begin)
        taken = take_part((piece){begin, whole.end}, page);
    buffer_free(&boundary);
    return taken;
}

/* ---- What is put in --------------------------------------------------------------------------------------------- */

static bool put_page(docx *d, const char *part, const void *bytes, size_t size)
{
    return chunk_page(d->task, d->document, d->flow->container, d->pool, part, bytes, size);
}

/* A text: a paragraph a line. */
static bool put_lines(docx *d, const char *part, const void *bytes, size_t size)
{
    buffer text = BUFFER_EMPTY;
    source in = {bytes, size, part};
    bool read = plain_text(d->task, &in, &text) == ARD_OK;
    const char *at = buffer_string(&text), *end = at + text.size;
    while (read && at < end) {
        piece line = next_line(&at, end);
        size_t length = (size_t)(line.end - line.at);
        if (text_part_is_blank(line.at, length))
            continue;
        ard_node *paragraph = node_new(d->document, PARAGRAPH, PLACE(part, 0, 0));
        node_append(d->flow->container, paragraph);
        node_append_text(d->document, paragraph, line.at, length, PLACE(part, 0, 0));
    }
    buffer_free(&text);
    return read;
}

/* What a part is, by its ending; by its first bytes where that says nothing. */
static bool put_part(docx *d, const char *part, const char *bytes, size_t size)
{
    buffer page = BUFFER_EMPTY;
    bool put = false;
    const char *dot = strrchr(part, '.'), *ending = dot ? dot + 1 : "";
    bool multipart = text_in_list("mht mhtml", ending) || (size > 13 && memcmp(bytes, "MIME-Version:", 13) == 0);
    if (multipart)
        put = take_archive((piece){bytes, bytes + size}, &page) && put_page(d, part, buffer_string(&page), page.size);
    else if (text_in_list("html htm xhtml", ending))
        put = put_page(d, part, bytes, size);
    else if (text_in_list("txt", ending))
        put = put_lines(d, part, bytes, size);
    buffer_free(&page);
    return put;
}

docx_go docx_enter_chunk(docx *d, const xml_node *n)
{
    const opc_relation *r = opc_relation_of(d->package, d->part, xml_value(n, "r:id"));
    const char *part = r && r->found ? docx_part_name(d, r->target) : NULL, *bytes = NULL;
    size_t size = 0;
    docx_paragraph_close(d);
    docx_lists_close(d->flow);
    d->flow->quote = NULL;
    if (!part || opc_bytes(d->package, part, &bytes, &size) != ARD_OK || !put_part(d, part, bytes, size))
        docx_report(d, n, "docx.import.lost", part ? part : "?", NULL);
    return GO_PAST;
}
