/* Rules on fields and what names them (WCAG 2.2, 1.3.5, 2.5.3). */
#include "rules.h"

#include "aria.h"
#include "base/text.h"

#include <string.h>

/* ---- autocomplete: HTML, 4.10.18.7.1, "autofill detail tokens" ----------------------------------------------------- */

static const char plain_fields[] =
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title username "
    "new-password current-password one-time-code organization street-address address-line1 address-line2 address-line3 "
    "address-level4 address-level3 address-level2 address-level1 country country-name postal-code cc-name cc-given-name "
    "cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency "
    "transaction-amount language bday bday-day bday-month bday-year sex url photo";
static const char contact_fields[] = "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix "
                                     "tel-local-suffix tel-extension email impp";

static bool is_true(const xml_node *node, const char *attribute)
{
    const char *value = xml_value(node, attribute);
    return value && text_same(value, "true");
}

bool autocomplete_applies(page *p, const xml_node *node)
{
    const char *value = page_value(p, node, "autocomplete"), *type = xml_value(node, "type");
    if (!text_in_list("input select textarea", page_tag(node)) || text_is_blank(value) || text_in_list("on off", value))
        return false;
    if (type && text_in_list("hidden button submit reset image checkbox radio file", type))
        return false;
    return !xml_value(node, "disabled") && !is_true(node, "aria-disabled") && page_hidden(p, node) == NO;
}

verdict autocomplete_judge(page *p, const xml_node *node)
{
    const char *value = page_value(p, node, "autocomplete"), *at = value;
    char word[64];
    bool more = page_next_id(&at, word, sizeof word), contact = false;
    if (more && !strncasecmp(word, "section-", 8))
        more = page_next_id(&at, word, sizeof word);
    if (more && text_in_list("shipping billing", word))
        more = page_next_id(&at, word, sizeof word);
    if (more && text_in_list("home work mobile fax pager", word)) {
        contact = true;
        more = page_next_id(&at, word, sizeof word);
    }
    if (!more || !(text_in_list(contact_fields, word) || (!contact && text_in_list(plain_fields, word))))
        return FAILED(value);
    more = page_next_id(&at, word, sizeof word);
    if (more && text_same(word, "webauthn"))
        more = page_next_id(&at, word, sizeof word);
    return more ? FAILED(value) : PASSED;
}

/* ---- Label in name: 2.5.3 ------------------------------------------------------------------------------------------- */

bool label_in_name_applies(page *p, const xml_node *node)
{
    const char *role = page_role(p, node);
    return (xml_value(node, "aria-label") || xml_value(node, "aria-labelledby")) && *role &&
           text_in_list(
               "button checkbox gridcell link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem",
               role);
}

/* Whether a style sheet, or the element itself, may show other words than the text's: an icon font, a hidden part. */
static bool may_look_otherwise(const page *p, const xml_node *root)
{
    for (const xml_node *node = root; node; node = xml_following(node, root))
        if (node->name && (xml_value(node, "style") || xml_value(node, "class") || xml_value(node, "hidden") ||
                           xml_value(node, "aria-hidden") || strchr(page_tag(node), '-')))
            return true;
    return p->fonts || p->outside;
}

/* Makes words of a text: small letters and digits, parted by single blanks, one before the first and after the last.
 * What stands in brackets is left out where asked: it explains. */
static void add_words(const char *text, bool brackets, buffer *words)
{
    unsigned depth = 0;
    bool inside = false;
    buffer_byte(words, ' ');
    while (*text) {
        uint32_t point = text_next(&text);
        depth += point == '(';
        depth -= point == ')' && depth;
        bool word = (text_is_letter(point) || text_is_digit(point)) && (brackets || !depth);
        if (!word && inside)
            buffer_byte(words, ' ');
        if (word)
            buffer_point(words, text_lower(point));
        inside = word;
    }
    if (inside)
        buffer_byte(words, ' ');
}

/* Adds the text that an element shows. */
static void add_shown(page *p, const xml_node *root, buffer *text)
{
    for (const xml_node *node = xml_following(root, root); node;) {
        bool skip = node->name && (page_hidden(p, node) == YES || page_is_svg(node));
        if (!node->name)
            buffer_add(text, node->text, node->size);
        else if (text_in_list("br p div li h1 h2 h3 h4 h5 h6 img svg", page_tag(node)))
            buffer_byte(text, ' ');
        node = skip ? xml_after(node, root) : xml_following(node, root);
    }
}

/* Words without what parts them: where only that differs, the two may be one in speech ("non-standard"). */
static bool same_letters(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, " ");
        b += strspn(b, " ");
        if (*a != *b || !*a)
            return *a == *b;
    }
}

/* Whether a label is too short, or shortened, to be compared by its letters: a sign ("X"), an abbreviation ("Ave."). */
static bool is_sign(const char *label, const char *words)
{
    size_t letters = text_length(words) - 2, size = strlen(label);
    while (size && strchr(" \t\n\r", label[size - 1]))
        size--;
    return (letters < 2 && !text_is_digit((unsigned char)words[1])) || (size && label[size - 1] == '.');
}

verdict label_in_name_judge(page *p, const xml_node *node)
{
    buffer shown = BUFFER_EMPTY, label = BUFFER_EMPTY, said = BUFFER_EMPTY, name = BUFFER_EMPTY;
    verdict v = INAPPLICABLE;
    add_shown(p, node, &shown);
    add_words(buffer_string(&shown), false, &label);
    if (label.size > 2 && page_name(p, node, &said) == YES) {
        add_words(buffer_string(&said), true, &name);
        bool inside = strstr(buffer_string(&name), buffer_string(&label)) != NULL;
        bool hyphened = strchr(buffer_string(&said), '-') && same_letters(buffer_string(&name), buffer_string(&label));
        bool unsure = may_look_otherwise(p, node) || is_sign(buffer_string(&shown), buffer_string(&label)) || hyphened;
        const char *words = arena_string(p->pool, buffer_string(&label));
        v = inside ? PASSED : unsure ? UNSURE(words ? words : "") : FAILED(words ? words : "");
    }
    buffer_free(&shown);
    buffer_free(&label);
    buffer_free(&said);
    buffer_free(&name);
    return v;
}
