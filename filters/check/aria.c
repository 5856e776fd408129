#include "aria.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

const char aria_globals[] =
    "aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current aria-describedby "
    "aria-description aria-details aria-disabled aria-dropeffect aria-errormessage aria-flowto aria-grabbed "
    "aria-haspopup aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns "
    "aria-relevant aria-roledescription";

/* The roles that authors may use: abstract ones are none. */
static const char *const roles[] = {
    "alert",
    "alertdialog",
    "application",
    "article",
    "banner",
    "blockquote",
    "button",
    "caption",
    "cell",
    "checkbox",
    "code",
    "columnheader",
    "combobox",
    "comment",
    "complementary",
    "contentinfo",
    "definition",
    "deletion",
    "dialog",
    "directory",
    "document",
    "emphasis",
    "feed",
    "figure",
    "form",
    "generic",
    "grid",
    "gridcell",
    "group",
    "heading",
    "image",
    "img",
    "insertion",
    "link",
    "list",
    "listbox",
    "listitem",
    "log",
    "main",
    "mark",
    "marquee",
    "math",
    "menu",
    "menubar",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "meter",
    "navigation",
    "none",
    "note",
    "option",
    "paragraph",
    "presentation",
    "progressbar",
    "radio",
    "radiogroup",
    "region",
    "row",
    "rowgroup",
    "rowheader",
    "scrollbar",
    "search",
    "searchbox",
    "separator",
    "slider",
    "spinbutton",
    "status",
    "strong",
    "subscript",
    "suggestion",
    "superscript",
    "switch",
    "tab",
    "table",
    "tablist",
    "tabpanel",
    "term",
    "textbox",
    "time",
    "timer",
    "toolbar",
    "tooltip",
    "tree",
    "treegrid",
    "treeitem",
    "doc-abstract",
    "doc-acknowledgments",
    "doc-afterword",
    "doc-appendix",
    "doc-backlink",
    "doc-biblioentry",
    "doc-bibliography",
    "doc-biblioref",
    "doc-chapter",
    "doc-colophon",
    "doc-conclusion",
    "doc-cover",
    "doc-credit",
    "doc-credits",
    "doc-dedication",
    "doc-endnote",
    "doc-endnotes",
    "doc-epigraph",
    "doc-epilogue",
    "doc-errata",
    "doc-example",
    "doc-footnote",
    "doc-foreword",
    "doc-glossary",
    "doc-glossref",
    "doc-index",
    "doc-introduction",
    "doc-noteref",
    "doc-notice",
    "doc-pagebreak",
    "doc-pagefooter",
    "doc-pageheader",
    "doc-pagelist",
    "doc-part",
    "doc-preface",
    "doc-prologue",
    "doc-pullquote",
    "doc-qna",
    "doc-subtitle",
    "doc-tip",
    "doc-toc",
    "graphics-document",
    "graphics-object",
    "graphics-symbol",
};

const char *aria_role(const char *name)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (text_same(roles[i], name))
            return roles[i];
    return NULL;
}

typedef struct attribute_row {
    const char *name;
    aria_type type;
    const char *tokens;
} attribute_row;

/* WAI-ARIA 1.2, 6.6: "undefined" is a value of those whose default it is. */
static const attribute_row attributes[] = {
    {"aria-activedescendant", ARIA_ID, ""},
    {"aria-atomic", ARIA_TOKEN, "true false"},
    {"aria-autocomplete", ARIA_TOKEN, "inline list both none"},
    {"aria-braillelabel", ARIA_TEXT, ""},
    {"aria-brailleroledescription", ARIA_TEXT, ""},
    {"aria-busy", ARIA_TOKEN, "true false"},
    {"aria-checked", ARIA_TOKEN, "true false mixed undefined"},
    {"aria-colcount", ARIA_INTEGER, ""},
    {"aria-colindex", ARIA_INTEGER, ""},
    {"aria-colindextext", ARIA_TEXT, ""},
    {"aria-colspan", ARIA_INTEGER, ""},
    {"aria-controls", ARIA_IDS, ""},
    {"aria-current", ARIA_TOKEN, "page step location date time true false"},
    {"aria-describedby", ARIA_IDS, ""},
    {"aria-description", ARIA_TEXT, ""},
    {"aria-details", ARIA_IDS, ""},
    {"aria-disabled", ARIA_TOKEN, "true false"},
    {"aria-dropeffect", ARIA_TOKENS, "copy execute link move none popup"},
    {"aria-errormessage", ARIA_IDS, ""},
    {"aria-expanded", ARIA_TOKEN, "true false undefined"},
    {"aria-flowto", ARIA_IDS, ""},
    {"aria-grabbed", ARIA_TOKEN, "true false undefined"},
    {"aria-haspopup", ARIA_TOKEN, "true false menu listbox tree grid dialog"},
    {"aria-hidden", ARIA_TOKEN, "true false undefined"},
    {"aria-invalid", ARIA_TOKEN, "grammar false spelling true"},
    {"aria-keyshortcuts", ARIA_TEXT, ""},
    {"aria-label", ARIA_TEXT, ""},
    {"aria-labelledby", ARIA_IDS, ""},
    {"aria-level", ARIA_INTEGER, ""},
    {"aria-live", ARIA_TOKEN, "assertive off polite"},
    {"aria-modal", ARIA_TOKEN, "true false"},
    {"aria-multiline", ARIA_TOKEN, "true false"},
    {"aria-multiselectable", ARIA_TOKEN, "true false"},
    {"aria-orientation", ARIA_TOKEN, "horizontal undefined vertical"},
    {"aria-owns", ARIA_IDS, ""},
    {"aria-placeholder", ARIA_TEXT, ""},
    {"aria-posinset", ARIA_INTEGER, ""},
    {"aria-pressed", ARIA_TOKEN, "true false mixed undefined"},
    {"aria-readonly", ARIA_TOKEN, "true false"},
    {"aria-relevant", ARIA_TOKENS, "additions all removals text"},
    {"aria-required", ARIA_TOKEN, "true false"},
    {"aria-roledescription", ARIA_TEXT, ""},
    {"aria-rowcount", ARIA_INTEGER, ""},
    {"aria-rowindex", ARIA_INTEGER, ""},
    {"aria-rowindextext", ARIA_TEXT, ""},
    {"aria-rowspan", ARIA_INTEGER, ""},
    {"aria-selected", ARIA_TOKEN, "true false undefined"},
    {"aria-setsize", ARIA_INTEGER, ""},
    {"aria-sort", ARIA_TOKEN, "ascending descending none other"},
    {"aria-valuemax", ARIA_NUMBER, ""},
    {"aria-valuemin", ARIA_NUMBER, ""},
    {"aria-valuenow", ARIA_NUMBER, ""},
    {"aria-valuetext", ARIA_TEXT, ""},
};

aria_type aria_attribute(const char *name, const char **tokens)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (text_same(attributes[i].name, name)) {
            *tokens = attributes[i].tokens;
            return attributes[i].type;
        }
    *tokens = "";
    return ARIA_UNKNOWN;
}

typedef struct required_row {
    const char *role, *attributes;
} required_row;

/* WAI-ARIA 1.2, the "Required States and Properties" of each role. */
static const required_row requirements[] = {
    {"checkbox", "aria-checked"},      {"combobox", "aria-expanded"},
    {"heading", "aria-level"},         {"menuitemcheckbox", "aria-checked"},
    {"menuitemradio", "aria-checked"}, {"meter", "aria-valuenow"},
    {"radio", "aria-checked"},         {"scrollbar", "aria-controls aria-valuenow"},
    {"slider", "aria-valuenow"},       {"switch", "aria-checked"},
};

const char *aria_required(const char *role)
{
    for (size_t i = 0; i < sizeof requirements / sizeof *requirements; i++)
        if (!strcmp(requirements[i].role, role))
            return requirements[i].attributes;
    return "";
}

bool aria_named_by_content(const char *role)
{
    return *role && text_in_list("button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox "
                                 "menuitemradio option radio row rowheader switch tab tooltip treeitem doc-backlink "
                                 "doc-biblioref doc-glossref doc-noteref comment",
                                 role);
}
