/* What WAI-ARIA 1.2 says of each role: attributes it supports, roles it must stand in, roles it must hold. */
#include "aria.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

typedef struct role_row {
    const char *role;
    const char *supported; /* besides the global ones and those that it requires */
    const char *context;   /* one of them must be its parent; "" for none */
    const char *owned;     /* its children must be of these; "" for none */
} role_row;

#define CELL_SPAN "aria-colindex aria-colindextext aria-colspan aria-rowindex aria-rowindextext aria-rowspan"
#define VALUE "aria-valuemax aria-valuemin aria-valuenow aria-valuetext"
#define PLACE_IN_SET "aria-posinset aria-setsize"
#define MENU_ITEMS "menuitem menuitemcheckbox menuitemradio"

/* Roles that support global attributes alone, and ask for no other role, have no row. */
static const role_row rows[] = {
    {"alertdialog", "aria-modal", "", ""},
    {"application", "aria-activedescendant aria-expanded", "", ""},
    {"article", PLACE_IN_SET, "", ""},
    {"button", "aria-expanded aria-pressed", "", ""},
    {"cell", CELL_SPAN, "row", ""},
    {"checkbox", "aria-checked aria-expanded aria-readonly aria-required", "", ""},
    {"columnheader", CELL_SPAN " aria-expanded aria-readonly aria-required aria-selected aria-sort", "row", ""},
    {"combobox", "aria-activedescendant aria-autocomplete aria-expanded aria-readonly aria-required", "", ""},
    {"comment", "aria-level " PLACE_IN_SET, "", ""},
    {"dialog", "aria-modal", "", ""},
    {"feed", "", "", "article"},
    {"grid", "aria-activedescendant aria-colcount aria-multiselectable aria-readonly aria-rowcount", "",
     "row rowgroup"},
    {"gridcell", CELL_SPAN " aria-expanded aria-readonly aria-required aria-selected", "row", ""},
    {"group", "aria-activedescendant", "", ""},
    {"heading", "aria-level aria-expanded", "", ""},
    {"link", "aria-expanded", "", ""},
    {"list", "", "", "listitem"},
    {"listbox", "aria-activedescendant aria-expanded aria-multiselectable aria-orientation aria-readonly aria-required",
     "", "option group"},
    {"listitem", "aria-level " PLACE_IN_SET, "list directory", ""},
    {"menu", "aria-activedescendant aria-orientation", "", MENU_ITEMS " group separator"},
    {"menubar", "aria-activedescendant aria-orientation", "", MENU_ITEMS " group separator"},
    {"menuitem", "aria-expanded " PLACE_IN_SET, "menu menubar group", ""},
    {"menuitemcheckbox", "aria-checked aria-expanded aria-readonly aria-required " PLACE_IN_SET, "menu menubar group",
     ""},
    {"menuitemradio", "aria-checked aria-expanded aria-readonly aria-required " PLACE_IN_SET, "menu menubar group", ""},
    {"meter", VALUE, "", ""},
    {"option", "aria-checked aria-selected " PLACE_IN_SET, "listbox group", ""},
    {"progressbar", VALUE, "", ""},
    {"radio", "aria-checked " PLACE_IN_SET, "", ""},
    {"radiogroup", "aria-activedescendant aria-orientation aria-readonly aria-required", "", ""},
    {"row",
     "aria-activedescendant aria-colindex aria-expanded aria-level aria-rowindex aria-rowindextext aria-selected " PLACE_IN_SET,
     "grid rowgroup table treegrid", "cell columnheader gridcell rowheader"},
    {"rowgroup", "", "grid table treegrid", "row"},
    {"rowheader", CELL_SPAN " aria-expanded aria-readonly aria-required aria-selected aria-sort", "row", ""},
    {"scrollbar", "aria-orientation " VALUE, "", ""},
    {"searchbox", "aria-activedescendant aria-autocomplete aria-multiline aria-placeholder aria-readonly aria-required",
     "", ""},
    {"separator", "aria-orientation " VALUE, "", ""},
    {"slider", "aria-orientation aria-readonly " VALUE, "", ""},
    {"spinbutton", "aria-activedescendant aria-readonly aria-required " VALUE, "", ""},
    {"switch", "aria-checked aria-expanded aria-readonly aria-required", "", ""},
    {"tab", "aria-expanded aria-selected " PLACE_IN_SET, "tablist", ""},
    {"table", "aria-colcount aria-rowcount", "", "row rowgroup caption"},
    {"tablist", "aria-activedescendant aria-level aria-multiselectable aria-orientation", "", "tab"},
    {"textbox", "aria-activedescendant aria-autocomplete aria-multiline aria-placeholder aria-readonly aria-required",
     "", ""},
    {"toolbar", "aria-activedescendant aria-orientation", "", ""},
    {"tree", "aria-activedescendant aria-multiselectable aria-orientation aria-required", "", "treeitem group"},
    {"treegrid",
     "aria-activedescendant aria-colcount aria-multiselectable aria-orientation aria-readonly aria-required aria-rowcount",
     "", "row rowgroup"},
    {"treeitem", "aria-checked aria-expanded aria-level aria-selected " PLACE_IN_SET, "tree group", ""},
};

static const role_row *row_of(const char *role)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].role, role))
            return &rows[i];
    return NULL;
}

bool aria_supports(const char *role, const char *attribute)
{
    const role_row *row = row_of(role);
    return text_in_list(aria_globals, attribute) || (row && text_in_list(row->supported, attribute)) ||
           text_in_list(aria_required(role), attribute);
}

const char *aria_context(const char *role)
{
    const role_row *row = row_of(role);
    return row ? row->context : "";
}

const char *aria_owned(const char *role)
{
    const role_row *row = row_of(role);
    return row ? row->owned : "";
}

bool aria_prohibits(const char *role, const char *attribute)
{
    bool generic = !strcmp(role, "generic") || !strcmp(role, "none");
    if (text_in_list("aria-roledescription aria-brailleroledescription", attribute))
        return generic;
    return text_in_list("aria-label aria-labelledby aria-braillelabel", attribute) &&
           (generic || text_in_list("caption code deletion emphasis insertion paragraph strong subscript "
                                    "superscript",
                                    role));
}

bool aria_hides_children(const char *role)
{
    return *role &&
           text_in_list("button checkbox graphics-symbol img image menuitemcheckbox menuitemradio meter option "
                        "progressbar radio scrollbar separator slider switch tab",
                        role);
}
