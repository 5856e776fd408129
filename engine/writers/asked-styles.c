#include "asked-styles.h"

const asked_style asked_styles[ASKED_STYLES] = {
    {UNDERLINE, "DemandeSouligne", "Demandé : souligné"},   {STRIKE, "DemandeBarre", "Demandé : barré"},
    {MARK, "DemandeSurligne", "Demandé : surligné"},        {STRONG, "DemandeGras", "Demandé : en gras"},
    {EMPHASIS, "DemandeItalique", "Demandé : en italique"}, {SPAN, "DemandeCouleur", "Demandé : en couleur"},
};

int asked_style_of(const ard_node *node)
{
    if (!node_is_asked(node))
        return -1;
    for (int i = 0; i < ASKED_STYLES; i++)
        if (asked_styles[i].kind == node->kind)
            return i;
    return ASKED_STYLES - 1;
}
