#include "lists.h"

enum { MOST_ROMAN = 3999 };

/* Adds 1 as "a", 26 as "z", 27 as "aa". */
static void add_letters(long number, char first, buffer *out)
{
    char letters[16];
    size_t count = 0;
    for (; number > 0 && count < sizeof letters; number = (number - 1) / 26)
        letters[count++] = (char)(first + (number - 1) % 26);
    while (count)
        buffer_byte(out, letters[--count]);
}

long list_before(const ard_node *list)
{
    long start = 1;
    node_whole_number(list, "start", &start);
    return start - 1;
}

long list_number(const ard_node *item, long before)
{
    long number = before + 1;
    node_whole_number(item, "value", &number);
    return number;
}

void list_label(const ard_node *list, long number, buffer *label)
{
    if (!kind_is(list, NUMBERS)) {
        buffer_text(label, "•");
        return;
    }
    const char *type = node_attribute(list, "type"), *after = node_attribute(list, "data-after");
    char form = type && type[0] && !type[1] ? type[0] : '1';
    if ((form == 'a' || form == 'A') && number > 0)
        add_letters(number, form, label);
    else if ((form == 'i' || form == 'I') && number > 0 && number <= MOST_ROMAN)
        buffer_roman(label, (unsigned)number, form == 'I');
    else
        buffer_format(label, "%ld", number);
    buffer_text(label, after ? after : ".");
}
