/* Alternative texts that are no description: names of files, and what programs call a picture that nobody has named. */
#include "pictures.h"

#include "base/text.h"

#include <string.h>

/* What a name that says nothing consists of. */
typedef struct shape {
    size_t blanks, letters, digits, run; /* run: the longest row of digits */
    bool plain;                          /* nothing but letters, digits, blanks and - _ . ( ) [ ] */
} shape;

static shape shape_of(const char *text)
{
    shape s = {.plain = true};
    size_t run = 0;
    for (uint32_t point; (point = text_next(&text));) {
        bool digit = text_is_digit(point), letter = text_is_letter(point), blank = text_is_space(point);
        s.digits += digit;
        s.letters += letter;
        s.blanks += blank;
        run = digit ? run + 1 : 0;
        s.run = run > s.run ? run : s.run;
        s.plain = s.plain && (digit || letter || blank || (point < 0x80 && strchr("-_.()[]", (int)point)));
    }
    return s;
}

/* Whether it ends as the file of a picture does. */
static bool has_ending(const char *text)
{
    static const char endings[] = "jpg jpeg png gif bmp tif tiff wmf emf svg webp heic avif pdf";
    const char *dot = strrchr(text, '.');
    return dot && dot > text && text_in_list(endings, dot + 1);
}

/* What programs call a picture, before its number; small letters. */
static bool begins_as_counted(const char *text, size_t size)
{
    static const char names[] =
        "|image|images|img|picture|pict|pic|photo|graphic|graphique|grafik|bild|imagen|immagine|"
        "dsc|dscn|dscf|dcp|pxl|scan|screenshot|snapshot|untitled|sans titre|objet|object|"
        "capture|capture d'écran|capture d’écran|forme|shape|group|groupe|zone de texte|"
        "text box|rectangle|diapositive|slide|clipart|";
    char key[48] = "|";
    size_t used = 1;
    if (!size || size > sizeof key - 3)
        return false;
    for (size_t i = 0; i < size; i++)
        key[used++] = ascii_lower(text[i]);
    key[used++] = '|';
    key[used] = '\0';
    return strstr(names, key) != NULL;
}

/* "Image 3", "IMG_1234", "Capture d'écran 2021-03-04 101530": such a word, then a number or nothing. */
static bool is_counted(const char *text)
{
    size_t word = strcspn(text, "0123456789_");
    while (word && strchr(" -_(#", text[word - 1]))
        word--;
    return begins_as_counted(text, word) && strspn(text + word, "0123456789 -_.()[]#:") == strlen(text + word);
}

/* Whether an alternative text is a name and no description. A number alone may be what the picture shows: only one that
 * no lesson counts with is a name. */
static bool is_name(const char *text)
{
    enum { LONG_NUMBER = 8, LONG_PART = 5, LONG_CODE = 4 };
    shape s = shape_of(text);
    if (has_ending(text) && (!s.blanks || strpbrk(text, "/\\_") || s.digits >= LONG_CODE))
        return true;
    if (is_counted(text))
        return true;
    if (!s.plain || s.blanks)
        return false;
    if (!s.letters)
        return s.run >= LONG_NUMBER || (s.run >= LONG_PART && s.run < s.digits && strpbrk(text, "-_"));
    return s.run >= LONG_CODE && s.digits >= s.letters && strlen(text) > LONG_NUMBER;
}

/* Whether Word wrote it by itself; it says so at the end. */
static bool is_automatic(const char *text)
{
    static const char *const ends[] = {"générée automatiquement", "automatically generated", "généré par l’IA",
                                       "generated content may be incorrect"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strstr(text, ends[i]))
            return true;
    return false;
}

void picture_describe(report_log *log, ard_document *document, ard_node *image)
{
    const char *alt = image ? node_attribute(image, "alt") : NULL;
    if (alt && is_automatic(alt))
        report(log, image->place, "picture.automatic", NULL);
    if (!alt || !*alt || !is_name(alt))
        return;
    report(log, image->place, "picture.name", alt, NULL);
    node_set(document, image, "alt", NULL);
}
