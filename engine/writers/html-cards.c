/* The look of cards on screen: an exercise each, where it stands among all, what is to be done (filters/simplify). The bar that
 * shows the share done is drawn in the ink of the text, so it is seen in any palette; the words beside it say the same. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

static const char sheet[] =
    "[data-card=task],[data-card=todo],[data-card=proposals],[data-card=validated]"
    "{border:.12em solid;border-radius:.5em;margin:2em 0;padding:0 1em 1em}\n"
    "[data-card=todo]{border-style:dashed}\n"
    "[data-progress]{background:linear-gradient(currentColor,currentColor) 0 100%/0 .3em no-repeat;"
    "border-bottom:.06em solid;font-weight:bold;padding-bottom:.5em}\n"
    "[data-flag]{border-inline-start:.3em solid;padding-inline-start:.7em}\n"
    "td [data-ard=answer]:empty{min-width:3em!important}\n"
    "@media (prefers-reduced-motion:reduce){*{animation:none!important;scroll-behavior:auto!important;"
    "transition:none!important}}\n"
    "@media print{[data-card]{border:0!important;margin:0!important;padding:0!important}"
    "[data-progress]{break-after:avoid}}\n";

void html_cards(const html_page *page, buffer *out)
{
    walk w = walk_of(lesson_root(page->document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;)
        if (event == WALK_ENTER && w.node->attributes && kind_is_block(w.node->kind) &&
            (node_attribute(w.node, "data-card") || node_attribute(w.node, "data-flag"))) {
            buffer_text(out, sheet);
            return;
        }
}

bool html_progress(html_page *page, const char *value, buffer *out)
{
    char *end;
    unsigned long done = strtoul(value, &end, 10), all = *end == '/' ? strtoul(end + 1, &end, 10) : 0;
    if (*end || !all || done > all || all > 1000)
        return false;
    buffer_format(out, " style=\"background-size:%lu%% .3em\"", 100 * done / all);
    html_added(page, "style");
    return false; /* the attribute itself is still to be written */
}
