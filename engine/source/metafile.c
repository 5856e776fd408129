#include "metafile.h"

#include "metafile-canvas.h"

#include <string.h>

bool metafile_svg(const void *bytes, size_t size, metafile_symbol *symbol, buffer *svg)
{
    enum { EMF_SIGNATURE = 40 };
    canvas c;
    bool emf = size > EMF_SIGNATURE + 4 && memcmp((const char *)bytes + EMF_SIGNATURE, " EMF", 4) == 0;
    canvas_begin(&c, svg, symbol);
    bool played = (emf ? metafile_play_emf : metafile_play_wmf)(&c, bytes, size);
    buffer_text(svg, "</svg>\n");
    bool good = played && c.drawn && !c.failed && !svg->failed;
    canvas_end(&c);
    return good;
}
