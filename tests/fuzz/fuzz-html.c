/* HTML from a stranger: the tree must be whole, whatever the tags are. */
#include "fuzz.h"

#include "source/xml.h"

#include <stdlib.h>

/* Ends the program where a link of the tree is wrong. */
static void check_tree(const xml_node *root)
{
    for (const xml_node *n = root; n; n = xml_following(n, root)) {
        if (!n->name == !n->text || (n->first && n->first->parent != n) || (n->last && n->last->next))
            abort();
        if (n->next && (n->next->parent != n->parent || (n->text && n->next->text)))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ard_limits limits = fuzz_limits();
    report_log *log = report_new();
    arena *pool = arena_new(limits.memory / 2);
    xml_node *root;
    if (html_read(&root, pool, log, &limits, NULL, data, size) == ARD_OK)
        check_tree(root);
    arena_free(pool);
    report_free(log);
    return 0;
}
