/* Rules on the keyboard's way: it must not lead to what is not there for assistive technology (WCAG 2.2, 4.1.2). */
#include "rules.h"

#include "aria.h"
#include "base/text.h"

#include <string.h>

/* Whether something at or below an element is reached by the Tab key; MAYBE where it may be hidden, or hands the focus on
 * by a script. */
static answer holds_tab_stop(page *p, const xml_node *root, bool itself)
{
    answer found = NO;
    for (const xml_node *node = itself ? root : xml_following(root, root); node; node = xml_following(node, root)) {
        if (!node->name || !page_focusable(node, true))
            continue;
        answer hidden = page_hidden(p, node);
        if (hidden == YES)
            continue;
        if (hidden == NO && !xml_value(node, "onfocus") && strcmp(page_tag(node), "iframe") != 0)
            return YES;
        found = MAYBE;
    }
    return found;
}

static verdict must_hold_none(answer held)
{
    return held == YES ? FAILED("") : held == NO ? PASSED : UNSURE("");
}

bool silent_focus_applies(page *p, const xml_node *node)
{
    const char *hidden = xml_value(node, "aria-hidden");
    return hidden && text_same(hidden, "true") && page_hidden(p, node) != YES;
}

verdict silent_focus_judge(page *p, const xml_node *node)
{
    return must_hold_none(holds_tab_stop(p, node, true));
}

bool nested_focus_applies(page *p, const xml_node *node)
{
    return aria_hides_children(page_role(p, node));
}

verdict nested_focus_judge(page *p, const xml_node *node)
{
    return must_hold_none(holds_tab_stop(p, node, false));
}
