/* A font file: what it says of itself, unpacked, cut down, named anew and packed. */
#include "fuzz.h"

#include "fonts/face.h"
#include "fonts/notice.h"
#include "fonts/subset.h"
#include "fonts/woff.h"

#include <stdlib.h>
#include <string.h>

/* Each face, as the helper works on it. */
static void work(const char *bytes, size_t size)
{
    static const uint32_t points[] = {'a', 'b', 0xE9};
    font_file file = {(const unsigned char *)bytes, -1, size};
    buffer font = BUFFER_EMPTY;
    unsigned count = face_count(&file);
    buffer_add(&font, bytes, size);
    for (unsigned i = 0; i < count && i < 4; i++) {
        buffer names = BUFFER_EMPTY, cut = BUFFER_EMPTY, woff = BUFFER_EMPTY;
        face_facts facts;
        face_look(&facts, &file, i, "Toile", 5);
        notice_allows(&facts);
        notice_names(&facts, "Ardoise F1", &names);
        if (subset_make(&font, i, points, sizeof points / sizeof *points, &names, &cut))
            woff_pack(cut.data, cut.size, &woff);
        face_facts_free(&facts);
        buffer_free(&names);
        buffer_free(&cut);
        buffer_free(&woff);
    }
    buffer_free(&font);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    buffer font = BUFFER_EMPTY;
    unsigned char *copy = malloc(size + 1);
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    subset_open();
    if (woff_is(data, size) && woff_unpack(data, size, &font))
        work(buffer_string(&font), font.size);
    work((const char *)data, size);
    notice_unname(copy, size);
    free(copy);
    buffer_free(&font);
    return 0;
}
