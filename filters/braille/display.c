/* The helper "display": the characters that a display table of liblouis has for the 64 cells of six dots, in UTF-8. A
 * process of its own, because a table is files, and a document's child opens none. */
#include "base/helpers.h"
#include "base/text.h"
#include "filters/braille/louis.h"
#include "lesson/display-table.h"

#include <string.h>

enum { SECONDS = 10 };

static ard_status run(report_log *log, int folder, const buffer *request, buffer *reply)
{
    (void)folder;
    uint32_t characters[64];
    const char *name = buffer_string(request);
    if (!display_table_is_name(name))
        return report(log, NOWHERE, "display.name", name, NULL);
    if (!louis_display(name, characters))
        return report(log, NOWHERE, "display.missing", name, louis_message(), NULL);
    for (int i = 0; i < 64; i++) {
        char bytes[4];
        if (characters[i] < ' ' || characters[i] == 0x7F)
            return report(log, NOWHERE, "display.control", name, NULL);
        buffer_add(reply, bytes, text_encode(bytes, characters[i]));
    }
    return reply->failed ? report(log, NOWHERE, "braille.memory", NULL) : ARD_OK;
}

const helper display_helper = {.name = "display", .seconds = SECONDS, .run = run, .reads = louis_folder};
