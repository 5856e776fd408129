#include "language/emoji.h"

#include "base/text.h"
#include "language/words.h"

#include <stddef.h>

const char *emoji_name(uint32_t point, const char *language)
{
    char sign[4];
    size_t size = text_encode(sign, point);
    bool english = language && text_in_language(language, "en");
    const char *const *row = point < 0x2300 ? NULL : word_find(english ? &words_en_emoji : &words_fr_emoji, sign, size);
    return row ? row[1] : NULL;
}

/* Ranges of signs that mean something by themselves, among the pictographs from U+1F300 on. */
bool emoji_is_ornament(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } meant[] = {
        {0x1F4AF, 0x1F4AF}, {0x1F500, 0x1F502}, {0x1F50A, 0x1F50A}, {0x1F518, 0x1F518}, {0x1F51F, 0x1F52F},
        {0x1F532, 0x1F53D}, {0x1F5F9, 0x1F5F9}, {0x1F6AB, 0x1F6AB}, {0x1F7E0, 0x1F7EB}, {0x1F44D, 0x1F44E},
    };
    if (point < 0x1F300 || point > 0x1FAFF || !emoji_name(point, "en"))
        return false;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (point >= meant[i].first && point <= meant[i].last)
            return false;
    return true;
}
