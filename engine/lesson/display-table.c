#include "display-table.h"

#include "ascii-braille.h"
#include "base/text.h"

#include <string.h>

static const struct {
    const char *name, *characters;
} built_in[] = {{"nabcc", ascii_braille_nabcc}, {"tbfr2007", ascii_braille_tbfr2007}};

bool display_table_is_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t size = strlen(name);
    return size && size < 64 && name[0] != '.' && strspn(name, letters) == size;
}

/* Takes the 64 characters of the helper's reply; false where there are not as many. */
static bool take(display_table *found, const char *reply)
{
    for (int i = 0; i < 64; i++)
        if (!(found->characters[i] = text_next(&reply)))
            return false;
    return *reply == '\0';
}

static void look(display_table *found)
{
    found->wide = false;
    found->whole = true;
    for (int i = 0; i < 64; i++) {
        found->wide |= found->characters[i] > 0xFF;
        for (int j = 0; j < i; j++)
            found->whole &= found->characters[i] != found->characters[j];
    }
}

static ard_status ask(helpers *h, report_log *log, const char *name, display_table *found)
{
    unsigned ticket;
    buffer reply = BUFFER_EMPTY;
    ard_status status = helpers_ask(h, log, "display", name, strlen(name), &ticket);
    if (status == ARD_OK)
        status = helpers_wait(h, log, ticket, &reply);
    if (status == ARD_OK && !take(found, buffer_string(&reply)))
        status = report(log, NOWHERE, "display.missing", name, "", NULL);
    buffer_free(&reply);
    return status;
}

ard_status display_table_find(helpers *h, report_log *log, const char *name, display_table *found)
{
    ard_status status = ARD_OK;
    *found = (display_table){{0}, false, false};
    const char *characters = NULL;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (text_same(built_in[i].name, name))
            characters = built_in[i].characters;
    for (int i = 0; characters && i < 64; i++)
        found->characters[i] = (unsigned char)characters[i];
    if (!characters)
        status =
            display_table_is_name(name) ? ask(h, log, name, found) : report(log, NOWHERE, "display.name", name, NULL);
    look(found);
    return status;
}
