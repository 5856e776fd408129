/* Links and form fields. */
#include "library.h"

uint32_t pdf_page_of_action(PopplerDocument *document, const PopplerAction *action)
{
    if (!action || action->type != POPPLER_ACTION_GOTO_DEST || !action->goto_dest.dest)
        return 0;
    const PopplerDest *dest = action->goto_dest.dest;
    if (dest->type != POPPLER_DEST_NAMED)
        return dest->page_num > 0 ? (uint32_t)dest->page_num : 0;
    PopplerDest *named = dest->named_dest ? pdf_lib.poppler_document_find_dest(document, dest->named_dest) : NULL;
    uint32_t page = named && named->page_num > 0 ? (uint32_t)named->page_num : 0;
    if (named)
        pdf_lib.poppler_dest_free(named);
    return page;
}

void pdf_write_links(buffer *out, PopplerDocument *document, PopplerPage *page, double height)
{
    GList *links = pdf_lib.poppler_page_get_link_mapping(page);
    size_t room = pdf_wire_reserve(out);
    uint32_t count = 0;
    for (GList *at = links; at; at = at->next) {
        const PopplerLinkMapping *link = at->data;
        const char *address = link->action && link->action->type == POPPLER_ACTION_URI ? link->action->uri.uri : NULL;
        uint32_t leads = pdf_page_of_action(document, link->action);
        if (!address && !leads)
            continue;
        pdf_wire_box(out, link->area.x1, height - link->area.y2, link->area.x2, height - link->area.y1);
        pdf_wire_string(out, address);
        pdf_wire_number(out, leads);
        count++;
    }
    pdf_wire_settle(out, room, count);
    pdf_lib.poppler_page_free_link_mapping(links);
}

void pdf_write_own(buffer *out, char *text)
{
    pdf_wire_string(out, text);
    pdf_lib.g_free(text);
}

/* Its choices, a line each; what is chosen goes to `value`. */
static void list_choices(PopplerFormField *field, buffer *choices, buffer *value)
{
    enum { CHOICES_MOST = 1000 };
    int count = pdf_lib.poppler_form_field_choice_get_n_items(field);
    for (int i = 0; i < count && i < CHOICES_MOST; i++) {
        char *item = pdf_lib.poppler_form_field_choice_get_item(field, i);
        buffer_text(choices, choices->size ? "\n" : "");
        buffer_text(choices, item ? item : "");
        if (!value->size && item && pdf_lib.poppler_form_field_choice_is_item_selected(field, i))
            buffer_text(value, item);
        pdf_lib.g_free(item);
    }
}

static void write_field(buffer *out, PopplerFormField *field, PopplerFormFieldType type)
{
    buffer choices = BUFFER_EMPTY, value = BUFFER_EMPTY;
    bool button = type == POPPLER_FORM_FIELD_BUTTON;
    bool radio = button && pdf_lib.poppler_form_field_button_get_button_type(field) == POPPLER_FORM_BUTTON_RADIO;
    char *name = pdf_lib.poppler_form_field_get_alternate_ui_name(field);
    if (type == POPPLER_FORM_FIELD_CHOICE)
        list_choices(field, &choices, &value);
    pdf_wire_number(out, radio                               ? PDF_FIELD_RADIO
                         : button                            ? PDF_FIELD_CHECK
                         : type == POPPLER_FORM_FIELD_CHOICE ? PDF_FIELD_CHOICE
                                                             : PDF_FIELD_TEXT);
    pdf_wire_number(out, button && pdf_lib.poppler_form_field_button_get_state(field));
    pdf_write_own(out, name && *name ? name : pdf_lib.poppler_form_field_get_name(field));
    if (type == POPPLER_FORM_FIELD_TEXT)
        pdf_write_own(out, pdf_lib.poppler_form_field_text_get_text(field));
    else
        pdf_wire_string(out, value.data);
    pdf_wire_string(out, choices.data);
    buffer_free(&choices);
    buffer_free(&value);
}

void pdf_write_fields(buffer *out, PopplerPage *page, double height)
{
    GList *fields = pdf_lib.poppler_page_get_form_field_mapping(page);
    size_t room = pdf_wire_reserve(out);
    uint32_t count = 0;
    for (GList *at = fields; at; at = at->next) {
        const PopplerFormFieldMapping *mapping = at->data;
        PopplerFormFieldType type = pdf_lib.poppler_form_field_get_field_type(mapping->field);
        bool push = type == POPPLER_FORM_FIELD_BUTTON &&
                    pdf_lib.poppler_form_field_button_get_button_type(mapping->field) == POPPLER_FORM_BUTTON_PUSH;
        if (push || type == POPPLER_FORM_FIELD_UNKNOWN || type == POPPLER_FORM_FIELD_SIGNATURE)
            continue;
        pdf_wire_box(out, mapping->area.x1, height - mapping->area.y2, mapping->area.x2, height - mapping->area.y1);
        write_field(out, mapping->field, type);
        count++;
    }
    pdf_wire_settle(out, room, count);
    pdf_lib.poppler_page_free_form_field_mapping(fields);
}
