/* Syllables of writing: patterns of libhyphen's dictionaries, and the rules of Latin. tests/peers/hyphens.c compares many
 * words with libhyphen itself. */
#include "check.h"
#include "language/hyphens.h"

enum { MOST = 32 };

/* The word with "-" between its syllables. */
static const char *parted(const char *word, const char *language)
{
    static char text[512];
    uint8_t starts[MOST];
    size_t size = strlen(word), count = hyphens_find(word, size, language, starts, MOST), out = 0, next = 1;
    for (size_t i = 0; i < size && out + 2 < sizeof text; i++) {
        if (next < count && starts[next] == i) {
            text[out++] = '-';
            next++;
        }
        text[out++] = word[i];
    }
    text[out] = 0;
    return text;
}

/* Each word of a list is written as it is to be parted. */
static void check_words(const char *language, const char *const *words)
{
    for (; *words; words++) {
        char plain[128];
        size_t size = 0;
        for (const char *at = *words; *at; at++)
            if (*at != '-')
                plain[size++] = *at;
        plain[size] = 0;
        CHECK_TEXT(parted(plain, language), *words);
    }
}

static void check_patterns(void)
{
    static const char *const british[] = {"know-ledge", "chil-dren",     "read-ing", "um-brella",
                                          "again",      "Elec-tri-city", NULL};
    static const char *const american[] = {"knowl-edge", "chil-dren", "hy-phen-ation", NULL};
    static const char *const spanish[] = {"a-mi-go", "ciu-dad",     "ins-truc-ción", "pe-rro",
                                          "ca-lle",  "se-duc-ción", "leer",          NULL};
    static const char *const german[] = {
        "Schu-le", "Haus-tür", "Ge-burts-tag", "Stra-ßen-bahn-hal-te-stel-le", "über-all", "Freund-schaft", NULL};
    static const char *const italian[] = {"fa-mi-glia", "ac-qua", "mae-stra", "a-mi-co", "o-gni", "scuo-la", NULL};
    check_words("en", british);
    check_words("en-GB", british);
    check_words("en-US", american);
    check_words("es-MX", spanish);
    check_words("de", german);
    check_words("it", italian);
}

static void check_latin(void)
{
    /* Allen and Greenough, § 7; Bennett, § 4 (x); Allen, Vox Latina (qu, ngu, su). */
    static const char *const words[] = {"a-mi-cus",    "ma-gis-ter", "om-nis",    "sanc-tus",       "scrip-tum",
                                        "pu-el-la",    "fi-li-us",   "di-es",     "pa-tris",        "tem-plum",
                                        "a-gri-co-la", "pul-chra",   "A-the-nae", "phi-lo-so-phus", "a-qua",
                                        "e-quus",      "lin-gua",    "san-guis",  "sua-vis",        "su-as",
                                        "ax-is",       "ux-or",      "iam",       "ma-ior",         "e-ius",
                                        "cu-ius",      "Iu-li-us",   "jam",       "Cae-sar",        "au-rum",
                                        "proe-li-um",  "po-e-ta",    "a-ër",      "huic",           "cui",
                                        "fu-it",       "Eu-ro-pa",   "au-re-us",  "de-us",          "Or-pheus",
                                        "ro-sā-rum",   "cae-lum",    "quo-que",   "i-it",           "Œ-di-pus",
                                        NULL};
    /* The parts of compounds (§ 7), and words that only look like them. */
    static const char *const compounds[] = {"ad-est",      "ab-la-tus",  "con-iun-go",   "in-iu-ri-a",
                                            "per-e-o",     "pe-ri-tus",  "pe-ri-cu-lum", "i-na-nis",
                                            "trans-e-o",   "de-scri-bo", "re-spon-de-o", "in-ter-est",
                                            "in-te-ri-or", "su-per-bus", "ob-li-vi-o",   "red-e-o",
                                            NULL};
    check_words("la", words);
    check_words("la", compounds);
    CHECK_TEXT(parted("rosa\xCC\x84rum", "la"), "ro-sa\xCC\x84-rum"); /* a combining macron */
}

static void check_edges(void)
{
    uint8_t starts[MOST];
    char longest[300];
    CHECK(hyphens_know("en-GB") && hyphens_know("la") && hyphens_know("de_AT"));
    CHECK(!hyphens_know("fr") && !hyphens_know("") && !hyphens_know(NULL) && !hyphens_know("eng"));
    CHECK(hyphens_find("", 0, "en", starts, MOST) == 0);
    CHECK(hyphens_find("maison", 6, "fr", starts, MOST) == 1 && starts[0] == 0);
    CHECK(hyphens_find("children", 8, "en", starts, 1) == 1);
    CHECK(hyphens_find("chil\xFFren", 8, "en", starts, MOST) == 1);
    CHECK(hyphens_find("am\xFFicus", 7, "la", starts, MOST) == 1);
    memset(longest, 'a', sizeof longest);
    CHECK(hyphens_find(longest, sizeof longest, "de", starts, MOST) == 1);
    for (size_t size = 1; size <= 200; size++) {
        for (size_t i = 0; i < size; i++)
            longest[i] = "abenqui"[i % 7];
        CHECK(hyphens_find(longest, size, "la", starts, MOST) <= MOST);
        size_t count = hyphens_find(longest, size, "de", starts, MOST);
        for (size_t i = 1; i < count; i++)
            CHECK(starts[i] > starts[i - 1] && starts[i] < size);
    }
}

int main(void)
{
    check_patterns();
    check_latin();
    check_edges();
    return check_end();
}
