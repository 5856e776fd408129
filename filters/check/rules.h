/* What the rules of check_html_rules ask, by subject. Each pair is one rule's `applies` and `judge`. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "check.h"

#define RULE(name) \
    bool name##_applies(page *p, const xml_node *node); \
    verdict name##_judge(page *p, const xml_node *node)

/* rules-page.c */
RULE(page_title);
RULE(page_language);
RULE(page_language_known);
RULE(page_languages_agree);
RULE(part_language_known);
RULE(viewport);
RULE(refresh);

/* rules-names.c: elements that need a name */
RULE(image_name);
RULE(image_button_name);
RULE(graphic_name);
RULE(object_name);
RULE(link_name);
RULE(button_name);
RULE(field_name);
RULE(heading_name);
RULE(frame_name);
RULE(summary_name);
RULE(menu_item_name);

/* rules-aria.c */
RULE(role_known);
RULE(aria_known);
RULE(aria_value);
RULE(aria_complete);
RULE(aria_reference_unique);
RULE(decoration_silent);

/* rules-owned.c */
RULE(aria_supported);
RULE(aria_prohibited);
RULE(aria_context);
RULE(aria_owned);

/* rules-focus.c */
RULE(silent_focus);
RULE(nested_focus);

/* rules-forms.c */
RULE(autocomplete);
RULE(label_in_name);

/* rules-tables.c */
RULE(header_used);

/* rules-structure.c */
RULE(list_items);
RULE(list_children);
RULE(table_headers);
RULE(cell_references);
RULE(formula_picture);

#undef RULE
#endif
