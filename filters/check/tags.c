#include "tags.h"

#include "base/text.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST_SUBTAG = 8 };

/* The primary subtag in small letters, into nine bytes; false where it is none by its form. */
static bool primary(const char *tag, char subtag[LONGEST_SUBTAG + 1])
{
    size_t i = 0;
    for (; tag[i] && tag[i] != '-'; i++) {
        char c = ascii_lower(tag[i]);
        if (c < 'a' || c > 'z' || i == LONGEST_SUBTAG)
            return false;
        subtag[i] = c;
    }
    subtag[i] = '\0';
    return i > 0;
}

bool tag_is_known(const char *tag)
{
    char subtag[LONGEST_SUBTAG + 1];
    if (!primary(tag, subtag))
        return false;
    size_t size = strlen(subtag);
    if (size == 2)
        return text_in_list(tags_of_two, subtag);
    if (size == 3) {
        size_t number = (size_t)(subtag[0] - 'a') * 676 + (size_t)(subtag[1] - 'a') * 26 + (size_t)(subtag[2] - 'a');
        return tags_of_three[number / 8] >> (number % 8) & 1;
    }
    return !strcmp(subtag, "x") && tag[1] == '-' && tag[2];
}

bool tag_same_language(const char *a, const char *b)
{
    char one[LONGEST_SUBTAG + 1], other[LONGEST_SUBTAG + 1];
    return primary(a, one) && primary(b, other) && !strcmp(one, other);
}
