/* The table of the rules for pages. */
#include "rules.h"

#define ASKS(name) name##_applies, name##_judge

const rule check_html_rules[] = {
    {"page-title", "2779a5", "2.4.2", "8.5", SERIOUS, false, ASKS(page_title)},
    {"page-language", "b5c3f8", "3.1.1", "8.3", SERIOUS, false, ASKS(page_language)},
    {"page-language-known", "bf051a", "3.1.1", "8.4", SERIOUS, false, ASKS(page_language_known)},
    {"page-languages-agree", "5b7ae0", "3.1.1", "8.3", MINOR, false, ASKS(page_languages_agree)},
    {"part-language-known", "de46e4", "3.1.2", "8.8", SERIOUS, false, ASKS(part_language_known)},
    {"viewport-zoom", "b4f0c3", "1.4.4", "10.4", BLOCKING, false, ASKS(viewport)},
    {"refresh", "bc659a bisz58", "2.2.1 2.2.4 3.2.5", "13.1", SERIOUS, false, ASKS(refresh)},
    {"image-name", "23a2a8", "1.1.1", "1.1", BLOCKING, true, ASKS(image_name)},
    {"image-button-name", "59796f", "1.1.1 4.1.2", "1.1 11.9", BLOCKING, true, ASKS(image_button_name)},
    {"graphic-name", "7d6734", "1.1.1", "1.1", BLOCKING, true, ASKS(graphic_name)},
    {"object-name", "8fc3b6", "1.1.1", "1.1 4.8", BLOCKING, true, ASKS(object_name)},
    {"link-name", "c487ae", "2.4.4 2.4.9 4.1.2", "6.2", BLOCKING, true, ASKS(link_name)},
    {"button-name", "97a4e1", "4.1.2", "11.9 7.1", BLOCKING, true, ASKS(button_name)},
    {"field-name", "e086e5", "4.1.2", "11.1", BLOCKING, true, ASKS(field_name)},
    {"heading-name", "ffd0e9", "1.3.1 2.4.6", "9.1", SERIOUS, true, ASKS(heading_name)},
    {"frame-name", "cae760", "4.1.2", "2.1", SERIOUS, true, ASKS(frame_name)},
    {"summary-name", "2t702h", "4.1.2", "7.1", BLOCKING, true, ASKS(summary_name)},
    {"menu-item-name", "m6b1q3", "4.1.2", "7.1", BLOCKING, true, ASKS(menu_item_name)},
    {"role-known", "674b10", "1.3.1 4.1.2", "7.1", SERIOUS, true, ASKS(role_known)},
    {"aria-known", "5f99a7", "1.3.1 4.1.2", "7.1", MINOR, false, ASKS(aria_known)},
    {"aria-value", "6a7281", "1.3.1 4.1.2", "7.1", SERIOUS, false, ASKS(aria_value)},
    {"aria-complete", "4e8ab6", "1.3.1 4.1.2", "7.1", SERIOUS, true, ASKS(aria_complete)},
    {"reference-unique", "", "1.3.1 4.1.2", "8.2", SERIOUS, false, ASKS(aria_reference_unique)},
    {"decoration-silent", "46ca7f", "1.1.1 4.1.2", "1.2", MINOR, true, ASKS(decoration_silent)},
    {"list-items", "", "1.3.1", "9.3", SERIOUS, true, ASKS(list_items)},
    {"list-children", "", "1.3.1", "9.3", SERIOUS, true, ASKS(list_children)},
    {"table-headers", "", "1.3.1", "5.6 5.7", SERIOUS, true, ASKS(table_headers)},
    {"cell-references", "a25f45", "1.3.1", "5.7", SERIOUS, true, ASKS(cell_references)},
    {"formula-picture", "", "1.1.1", "1.8", SERIOUS, true, ASKS(formula_picture)},
    {0},
};
