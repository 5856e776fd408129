/* Fonts that a page brings along: found by their family, cut down, under a neutral name, only where the licence allows it
 * (OpenType 1.9, OS/2 fsType; OFL 1.1, condition 3); files that are broken cost the font alone. The fonts are made here. */
#include "tests/unit/check.h"

#include "ardoise.h"
#include "base/buffer.h"
#include "base/text.h"
#include "fonts/fonts.h"
#include "fonts/notice.h"
#include "fonts/woff.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

static char room[] = "/tmp/ardoise-fonts-XXXXXX";
static ard_context *context;

/* ---- A font of two letters ---------------------------------------------------------------------------------------- */

typedef struct wanted {
    const char *family, *licence;
    unsigned weight, rights;
    bool italic;
    int narrower; /* than normal */
} wanted;

static void two(buffer *b, unsigned number)
{
    buffer_byte(b, (char)(number >> 8));
    buffer_byte(b, (char)number);
}

static void four(buffer *b, uint32_t number)
{
    two(b, number >> 16);
    two(b, number & 0xFFFF);
}

static void twos(buffer *b, const int *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        two(b, (unsigned)numbers[i] & 0xFFFF);
}

#define TWOS(b, ...) twos(b, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Glyphs 1 to 3, "a", "b" and "c": a triangle each, of a height that tells it; glyph 0 is empty. */
static void add_glyphs(buffer *glyf, buffer *loca)
{
    four(loca, 0);
    for (int i = 0; i < 4; i++) {
        int high = 300 + 100 * i;
        if (i) {
            TWOS(glyf, 1, 0, 0, 500, high, 2, 0);
            for (int k = 0; k < 3; k++)
                buffer_byte(glyf, 1);
            TWOS(glyf, 0, 250, 250, 0, high, -high);
            buffer_byte(glyf, 0);
        }
        four(loca, (uint32_t)glyf->size);
    }
}

static void add_names(const wanted *w, buffer *table)
{
    const char *const names[] = {w->family, w->licence};
    const int ids[] = {1, 13};
    buffer strings = BUFFER_EMPTY;
    TWOS(table, 0, 2, 6 + 12 * 2);
    for (int i = 0; i < 2; i++) {
        size_t at = strings.size;
        for (const char *c = names[i]; *c;)
            two(&strings, text_next(&c));
        TWOS(table, 3, 1, 0x409, ids[i], (int)(strings.size - at), (int)at);
    }
    buffer_add(table, strings.data, strings.size);
    buffer_free(&strings);
}

static void make_font(const wanted *w, buffer *font)
{
    enum { TABLES = 10 };
    static const char *const tags[TABLES] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                             "hmtx", "loca", "maxp", "name", "post"};
    buffer t[TABLES] = {{0}};
    TWOS(&t[0], 4, 500, (int)w->weight, 5 - w->narrower, (int)w->rights, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0);
    for (int i = 0; i < 13; i++) /* panose and ranges */
        two(&t[0], 0);
    buffer_text(&t[0], "NONE");
    TWOS(&t[0], w->italic, 'a', 'c', 800, -200, 0, 900, 300, 0, 0, 0, 0, 500, 700, 0, ' ', 0);
    TWOS(&t[1], 0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 'c', 0xFFFF, 0, 'a', 0xFFFF, 1 - 'a', 1, 0, 0);
    add_glyphs(&t[2], &t[6]);
    TWOS(&t[3], 1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 600, 0, 8, 2, 1, 0);
    TWOS(&t[4], 1, 0, 800, -200, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 4);
    TWOS(&t[5], 500, 0, 500, 0, 500, 0, 500, 0);
    TWOS(&t[7], 1, 0, 4, 3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    add_names(w, &t[8]);
    TWOS(&t[9], 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    TWOS(font, 0x0001, 0, TABLES, 128, 3, 32);
    uint32_t at = 12 + 16 * TABLES;
    for (int i = 0; i < TABLES; i++) {
        buffer_text(font, tags[i]);
        four(font, 0);
        four(font, at);
        four(font, (uint32_t)t[i].size);
        at += ((uint32_t)t[i].size + 3) / 4 * 4;
    }
    for (int i = 0; i < TABLES; i++) {
        buffer_add(font, t[i].data, t[i].size);
        while (font->size % 4)
            buffer_byte(font, 0);
        buffer_free(&t[i]);
    }
}

static const char ofl[] =
    "This Font Software is licensed under the SIL Open Font License, Version 1.1, for dyslexic readers.";

static const char *path_of(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/fonts/%s", room, name);
    return path;
}

static void write_bytes(const char *name, const buffer *bytes)
{
    FILE *file = fopen(path_of(name), "w");
    CHECK(file && fwrite(bytes->data, 1, bytes->size, file) == bytes->size);
    if (file)
        fclose(file);
}

static void write_font(const char *name, const wanted *w)
{
    buffer font = BUFFER_EMPTY;
    make_font(w, &font);
    write_bytes(name, &font);
    buffer_free(&font);
}

/* ---- Pages -------------------------------------------------------------------------------------------------------- */

static bool take(void *user, const void *bytes, size_t size)
{
    buffer_add(user, bytes, size);
    return true;
}

/* A page of "abba", "cab" in bold, with a font. The notes are the context's diagnostics. */
static void convert(const char *font, const char *to, buffer *page)
{
    static const char text[] = "<p>abba <strong>cab</strong></p>";
    ard_input *input;
    ard_output *output;
    buffer_reset(page);
    ard_context_clear(context);
    CHECK(ard_context_set(context, "dyslexia.font", font) == ARD_OK);
    CHECK(ard_input_new(&input, context, text, sizeof text - 1, "page.html") == ARD_OK);
    CHECK(ard_output_new(&output, context, take, page) == ARD_OK);
    CHECK(ard_convert(context, input, "html", to, output) == ARD_OK);
    ard_output_free(output);
    ard_input_free(input);
}

static bool said(const char *code)
{
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(diags[i].code, code) == 0)
            return diags[i].severity == ARD_NOTE;
    return false;
}

static unsigned count_of(const buffer *text, const char *piece)
{
    unsigned count = 0;
    for (const char *at = buffer_string(text); (at = strstr(at, piece)); at++)
        count++;
    return count;
}

/* Unpacks face `number` of a page. */
static void face_of(const buffer *page, unsigned number, buffer *font)
{
    const char *at = buffer_string(page);
    for (unsigned i = 0; at && i <= number; i++)
        at = strstr(at + (i > 0), "base64,");
    buffer woff = BUFFER_EMPTY;
    CHECK(at != NULL);
    if (at)
        buffer_unbase64(&woff, at + 7, strcspn(at + 7, ")"));
    buffer_reset(font);
    CHECK(woff_is(woff.data, woff.size) && woff_unpack(woff.data, woff.size, font));
    buffer_free(&woff);
}

/* A name as UTF-16 in a font's bytes. */
static bool holds_name(const buffer *font, const char *name)
{
    buffer wide = BUFFER_EMPTY;
    while (*name)
        two(&wide, text_next(&name));
    bool found = memmem(font->data, font->size, wide.data, wide.size);
    buffer_free(&wide);
    return found;
}

static void test_page(void)
{
    buffer page = BUFFER_EMPTY, again = BUFFER_EMPTY, font = BUFFER_EMPTY;
    write_font("Ecole-Regular.ttf", &(wanted){"École Libre", ofl, 400, 0, false, 0});
    convert("ecole libre, Nulle Part", "html", &page); /* no accent: another name */
    CHECK(said("fonts.missing") && count_of(&page, "@font-face") == 0);
    CHECK(count_of(&page, "font-family:ecole libre, Nulle Part, Verdana, DejaVu Sans, Arial, sans-serif") == 1);
    convert("école libre, Nulle Part", "html", &page);
    CHECK(count_of(&page, "@font-face") == 1 && count_of(&page, "font-weight:400;src") == 1);
    CHECK(count_of(&page, "font-family:Ardoise F1, Nulle Part, Verdana") == 1);
    CHECK(count_of(&page, "cole") == 0 && !said("fonts.missing"));
    face_of(&page, 0, &font);
    CHECK(holds_name(&font, "Ardoise F1") && holds_name(&font, "Open Font License"));
    CHECK(!holds_name(&font, "École Libre") && !holds_name(&font, "yslex") && holds_name(&font, "[...]"));
    write_font("Ecole-Bold.ttf", &(wanted){"École Libre", ofl, 700, 8, false, 0});
    write_font("Ecole-Italic.ttf", &(wanted){"École Libre", ofl, 400, 0, true, 0});
    write_font("Ecole-ANarrow.ttf", &(wanted){"École Libre", ofl, 400, 2, false, 2}); /* would be refused */
    convert("École Libre", "html", &page);
    CHECK(count_of(&page, "@font-face") == 2 && count_of(&page, "font-weight:700;src") == 1);
    convert("École Libre", "html", &again);
    CHECK(page.size == again.size && memcmp(page.data, again.data, page.size) == 0);
    CHECK(count_of(&page, "\"Verdana, DejaVu Sans, Arial, sans-serif\"") == 1); /* what our reader knows again */
    convert("École Libre", "epub", &page);
    CHECK(memmem(page.data, page.size, "EPUB/fonts/font-2.woff", 22) != NULL);
    CHECK(ard_context_set(context, "fonts.embed", "no") == ARD_OK);
    convert("École Libre", "html", &page);
    CHECK(count_of(&page, "@font-face") == 0 && count_of(&page, "font-family:École Libre, Verdana") == 1);
    CHECK(ard_context_set(context, "fonts.embed", "yes") == ARD_OK);
    buffer_free(&page);
    buffer_free(&again);
    buffer_free(&font);
}

static void test_licences(void)
{
    static const struct {
        const char *family, *licence;
        unsigned rights;
        bool allowed;
    } rows[] = {
        {"Ferme Un", "Copyright. All rights reserved.", 0, false},
        {"Ferme Deux", ofl, 2, false},
        {"Ferme Trois", ofl, 4, false},
        {"Ferme Quatre", ofl, 0x100, false},
        {"Ferme Cinq", "Creative Commons Attribution-NonCommercial 4.0", 0, false},
        {"Ouverte Un", "Creative Commons Attribution 4.0 International", 8, true},
        {"Ouverte Deux", "Permission is hereby granted, free of charge, to any person", 0, true},
    };
    buffer page = BUFFER_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[32];
        snprintf(name, sizeof name, "%c%zu.ttf", "fo"[rows[i].allowed], i);
        write_font(name, &(wanted){rows[i].family, rows[i].licence, 400, rows[i].rights, false, 0});
        convert(rows[i].family, "html", &page);
        CHECK((count_of(&page, "@font-face") == 1) == rows[i].allowed && said("fonts.licence") == !rows[i].allowed);
        CHECK(count_of(&page, rows[i].family) > 0 || rows[i].allowed);
    }
    buffer_free(&page);
}

/* A packed font is found and unpacked. */
static void test_woff(void)
{
    buffer font = BUFFER_EMPTY, woff = BUFFER_EMPTY, back = BUFFER_EMPTY, page = BUFFER_EMPTY;
    make_font(&(wanted){"Toile", ofl, 400, 0, false, 0}, &font);
    CHECK(woff_pack(font.data, font.size, &woff) && woff_unpack(woff.data, woff.size, &back));
    CHECK(back.size == font.size && memcmp(back.data, font.data, font.size) == 0);
    write_bytes("toile.woff", &woff);
    convert("Toile", "html", &page);
    CHECK(count_of(&page, "@font-face") == 1);
    for (size_t size = 0; size < woff.size; size++) { /* cut short it is refused */
        buffer_reset(&back);
        CHECK(!woff_unpack(woff.data, size, &back) || size + 4 > woff.size);
    }
    buffer_free(&font);
    buffer_free(&woff);
    buffer_free(&back);
    buffer_free(&page);
}

/* Each of many damages leaves a page, and a word about it or a font that still works. */
static void test_damaged(void)
{
    buffer font = BUFFER_EMPTY, page = BUFFER_EMPTY, hurt = BUFFER_EMPTY;
    make_font(&(wanted){"Cassee", ofl, 400, 0, false, 0}, &font);
    for (uint32_t i = 0; i < 60; i++) {
        uint32_t seed = i * 2654435761u;
        buffer_reset(&hurt);
        buffer_add(&hurt, font.data, i % 3 == 0 ? font.size * (i + 1) / 64 : font.size);
        for (uint32_t k = 0; i % 3 && k < 1 + i / 6; k++) {
            seed = seed * 1664525 + 1013904223;
            hurt.data[(seed >> 8) % hurt.size] = (char)(seed >> 3);
        }
        write_bytes("cassee.ttf", &hurt);
        convert("Cassee", "html", &page);
        CHECK(count_of(&page, "abba") == 1);
        CHECK(count_of(&page, "@font-face") == 1 || said("fonts.missing") || said("fonts.broken") ||
              said("fonts.failed") || said("fonts.licence"));
    }
    buffer_free(&font);
    buffer_free(&page);
    buffer_free(&hurt);
}

/* Word processors are told the name, and what may stand in for it; a telling name is said. */
static void test_named(void)
{
    buffer page = BUFFER_EMPTY, list = BUFFER_EMPTY;
    CHECK_TEXT(font_list("Luciole, \"Comic Neue\", cursive", 1, ",", &list), "script");
    CHECK_TEXT(buffer_string(&list), "Comic Neue");
    buffer_reset(&list);
    CHECK_TEXT(font_list("Verdana", 0, ", ", &list), "swiss");
    CHECK_TEXT(buffer_string(&list), "Verdana, DejaVu Sans, Arial");
    convert("Dyslexie Nulle Part", "odt", &page);
    CHECK(said("fonts.telling") && said("fonts.missing"));
    convert("École Libre", "docx", &page);
    CHECK(!said("fonts.telling") && !said("fonts.missing"));
    buffer_free(&page);
    buffer_free(&list);
}

/* The names that outlines of PostScript carry (Technical Note 5176): the font's own, and words that tell. */
static void test_outlines(void)
{
    static const char cff[] = "\1\0\4\1"
                              "\0\1\1\1\10Dyslexi"
                              "\0\0"
                              "\0\2\1\1\17\23pour dyslexiesCaro";
    char bytes[sizeof cff];
    memcpy(bytes, cff, sizeof cff);
    notice_unname((unsigned char *)bytes, sizeof cff - 1);
    CHECK(memcmp(bytes + 8, "\10ABCDEFG\0\0", 10) == 0);
    CHECK(memcmp(bytes + 24, "pour ABCDEFGHICaro", 18) == 0);
    for (size_t size = 0; size < sizeof cff - 1; size++) {
        unsigned char *cut = malloc(size + 1); /* of just this size, for the sanitizer */
        if (!cut)
            continue;
        memcpy(cut, cff, size);
        notice_unname(cut, size);
        free(cut);
    }
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

int main(void)
{
    char path[512];
    CHECK(mkdtemp(room) != NULL);
    snprintf(path, sizeof path, "%s/fonts", room);
    CHECK(mkdir(path, 0700) == 0);
    setenv("ARDOISE_DATA", room, 1);
    setenv("HOME", room, 1);
    CHECK(ard_context_new(&context) == ARD_OK);
    test_page();
    test_licences();
    test_woff();
    test_damaged();
    test_named();
    test_outlines();
    ard_context_free(context);
    nftw(room, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_end();
}
