#include "pictures.h"

#include "base/buffer.h"
#include "base/helpers.h"
#include "base/text.h"
#include "source/image.h"

#include <string.h>

int picture_add(report_log *log, ard_document *document, const void *bytes, size_t size, place where)
{
    image_facts facts = image_look(bytes, size);
    bool large = size > PICTURE_MOST_BYTES || (facts.height && facts.width > PICTURE_MOST_PIXELS / facts.height);
    if (!large)
        return lesson_resource(document, bytes, size);
    report(log, where, "picture.large", report_number(log, facts.width), report_number(log, facts.height), NULL);
    return 0;
}

/* Adds text with each %XX made its byte. */
static void add_unquoted(const char *text, size_t size, buffer *out)
{
    for (size_t i = 0; i < size; i++) {
        int byte = ascii_percent(text + i, size - i);
        buffer_byte(out, byte >= 0 ? (char)byte : text[i]);
        i += byte >= 0 ? 2 : 0;
    }
}

static int add_data(ard_document *document, report_log *log, const char *address, place where)
{
    const char *comma = strchr(address, ',');
    int number = 0;
    if (comma) {
        buffer plain = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
        size_t head = (size_t)(comma - address);
        bool base64 = head >= 7 && memcmp(comma - 7, ";base64", 7) == 0;
        add_unquoted(comma + 1, strlen(comma + 1), &plain);
        if (base64)
            buffer_unbase64(&bytes, buffer_string(&plain), plain.size);
        buffer *found = base64 ? &bytes : &plain;
        number = found->size ? picture_add(log, document, found->data, found->size, where) : 0;
        buffer_free(&plain);
        buffer_free(&bytes);
    }
    if (!number)
        report(log, where, "picture.data", NULL);
    return number;
}

/* Whether an address has a scheme or names another machine. */
static bool is_remote(const char *address)
{
    size_t size = strcspn(address, ":/?#");
    return text_begins(address, "//") || (size > 1 && address[size] == ':');
}

static int add_beside(task *t, ard_document *document, const char *address, place where)
{
    buffer path = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    report_log *quiet = report_new(); /* a picture that is missing is a loss, not the conversion's end */
    int number = 0;
    unsigned ticket;
    while (text_begins(address, "./"))
        address += 2;
    add_unquoted(address, strcspn(address, "?#"), &path);
    if (quiet && t->helpers && path.size &&
        helpers_ask(t->helpers, quiet, "beside", path.data, path.size, &ticket) == ARD_OK &&
        helpers_wait(t->helpers, quiet, ticket, &bytes) == ARD_OK && bytes.size)
        number = picture_add(t->log, document, bytes.data, bytes.size, where);
    if (!number)
        report(t->log, where, "picture.missing", buffer_string(&path), NULL);
    report_free(quiet);
    buffer_free(&path);
    buffer_free(&bytes);
    return number;
}

int picture_at(task *t, ard_document *document, const char *address, place where)
{
    if (!address || !*address)
        return 0;
    if (text_begins(address, "data:"))
        return add_data(document, t->log, address, where);
    if (!is_remote(address))
        return add_beside(t, document, address, where);
    report(t->log, where, "picture.remote", address, NULL);
    return 0;
}
