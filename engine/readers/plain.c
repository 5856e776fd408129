#include "plain.h"

#include "base/text.h"
#include "source/charset.h"

#include <string.h>

/* UTF-16 without a mark: in a text of our alphabets nearly every other byte is 0. Looks at the first bytes only. */
static charset without_mark(const unsigned char *bytes, size_t size)
{
    size_t zeros[2] = {0, 0}, looked = size < 512 ? size & ~(size_t)1 : 512;
    for (size_t i = 0; i < looked; i++)
        zeros[i & 1] += bytes[i] == 0;
    if (looked >= 4 && zeros[1] * 10 > looked * 4 && zeros[0] * 10 < looked)
        return CHARSET_UTF16LE;
    if (looked >= 4 && zeros[0] * 10 > looked * 4 && zeros[1] * 10 < looked)
        return CHARSET_UTF16BE;
    return CHARSET_UNKNOWN;
}

static charset encoding_of(const source *in, size_t *mark)
{
    charset found = charset_mark(in->bytes, in->size, mark);
    if (found == CHARSET_UNKNOWN && charset_is_utf8(in->bytes, in->size) && !memchr(in->bytes, 0, in->size))
        found = CHARSET_UTF8;
    return found == CHARSET_UNKNOWN ? without_mark(in->bytes, in->size) : found;
}

/* Adds decoded text with one kind of line end, and with nothing that a tree cannot hold. */
static void add_clean(const char *from, size_t size, buffer *text)
{
    for (size_t i = 0, begin = 0; i <= size; i++) {
        unsigned char c = i < size ? (unsigned char)from[i] : 0;
        bool plain = i < size && (c >= ' ' || c == '\t' || c == '\n' || c == '\f') && c != 127;
        if (plain)
            continue;
        buffer_add(text, from + begin, i - begin);
        begin = i + 1;
        if (i == size)
            break;
        if (c == '\r')
            buffer_text(text, i + 1 < size && from[i + 1] == '\n' ? "" : "\n");
        else
            buffer_point(text, REPLACEMENT);
    }
}

ard_status plain_text(task *t, const source *in, buffer *text)
{
    size_t mark = 0;
    charset from = encoding_of(in, &mark);
    buffer decoded = BUFFER_EMPTY;
    if (from == CHARSET_UNKNOWN) {
        from = CHARSET_WINDOWS_1252;
        report(t->log, NOWHERE, "plain.encoding", NULL);
    }
    size_t wrong = charset_decode(from, in->bytes + mark, in->size - mark, &decoded);
    if (wrong)
        report(t->log, NOWHERE, "plain.wrong", report_number(t->log, (long long)wrong), NULL);
    add_clean(buffer_string(&decoded), decoded.size, text);
    bool failed = decoded.failed || text->failed;
    buffer_free(&decoded);
    return failed ? report(t->log, NOWHERE, "plain.memory", NULL) : ARD_OK;
}

bool plain_probe(const unsigned char *head, size_t size)
{
    size_t mark = 0;
    charset marked = charset_mark(head, size, &mark);
    if (marked == CHARSET_UTF16LE || marked == CHARSET_UTF16BE)
        return true;
    for (size_t i = mark; i < size; i++)
        if ((head[i] < ' ' && !strchr("\t\n\r\f", head[i])) || !head[i] || head[i] == 127)
            return false;
    return size > 0;
}
